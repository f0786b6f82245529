//! What a document speaks of throughout.

use super::super::tree::Tree;
use crate::document::Document;
use crate::language::{Annotations, Upos};
use std::collections::{HashMap, HashSet};

/// What stands in so many sentences, or in one of so many, is known to whoever knows the text.
const OFTEN: usize = 4;
const ONE_OF: usize = 25;
/// What stands in so many is what it is about.
const TOPIC: usize = 8;
const ONE_TOPIC: usize = 10;

/// Nouns by their lemma: `the plague` is the one that the document is about.
pub(in super::super) struct Known {
    nouns: HashSet<String>,
    topics: HashSet<String>,
    /// What a section is about: headings of one word.
    headed: HashSet<String>,
}

impl Known {
    pub(in super::super) fn of(document: &Document, annotations: &Annotations) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for sentence in annotations.iter() {
            let tokens = sentence.tokens.iter();
            let nouns = tokens.filter(|token| matches!(token.upos, Upos::Noun | Upos::Propn));
            let nouns: HashSet<&str> = nouns.map(|token| token.lemma.as_str()).collect();
            nouns.into_iter().for_each(|noun| *counts.entry(noun).or_default() += 1);
        }
        let all = document.sentences.len();
        let at_least = |least: usize| {
            let often = counts.iter().filter(move |(_, count)| **count >= least);
            often.map(|(noun, _)| noun.to_lowercase())
        };
        let title = document.meta.title.iter().flat_map(|title| words(title));
        let headings = document.sections.iter().flat_map(|section| words(&section.title));
        let titles = document.sections.iter().map(|section| section.title.as_str());
        let one = titles.map(|title| title.strip_prefix("The ").unwrap_or(title));
        let headed = one.filter(|title| !title.contains(' ')).flat_map(words).collect();
        let topics: HashSet<String> =
            at_least(TOPIC.max(all / ONE_TOPIC)).chain(title.clone()).collect();
        let nouns = at_least(OFTEN.max(all / ONE_OF)).chain(headings).chain(title).collect();
        Self { nouns, topics, headed }
    }

    pub(super) fn is_known(&self, tree: &Tree<'_>, noun: usize) -> bool {
        self.nouns.contains(tree.lemma(noun)) || self.nouns.contains(&tree.lower(noun))
    }

    /// Whether a section is about it.
    pub(super) fn is_headed(&self, tree: &Tree<'_>, noun: usize) -> bool {
        self.headed.contains(tree.lemma(noun)) || self.headed.contains(&tree.lower(noun))
    }

    /// Whether the whole text is about it, so that nobody need be asked for it.
    pub(super) fn is_topic(&self, tree: &Tree<'_>, noun: usize) -> bool {
        self.topics.contains(tree.lemma(noun)) || self.topics.contains(&tree.lower(noun))
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + Clone {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.map(str::to_lowercase)
}
