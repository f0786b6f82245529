//! What a document speaks of throughout.

use crate::document::Document;
use crate::generate::tree::Tree;
use crate::language::{Annotations, Upos};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What stands in so many sentences, or in one of so many, is known to whoever knows the text.
const OFTEN: usize = 4;
const ONE_OF: usize = 25;
/// A word that one sentence in so many has is what the text is about.
const ONE_TOPIC: usize = 6;

/// Nouns by their lemma: `the plague` is the one that the document is about.
pub(in super::super) struct Known {
    nouns: HashSet<String>,
    /// What the whole text is about: the words of its title.
    title: HashSet<String>,
    /// What it comes back to all the time.
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
        // One heading above all others is a title, too.
        let highest = document.sections.iter().filter(|section| section.level == 1);
        let over_all = highest.clone().take(1).filter(|_| highest.clone().count() == 1);
        let titles = over_all.map(|section| &section.title).chain(&document.meta.title);
        let title: HashSet<String> = titles.flat_map(|title| words(title)).collect();
        let headings = document.sections.iter().flat_map(|section| words(&section.title));
        let titles = document.sections.iter().map(|section| section.title.as_str());
        let one = titles.map(|title| title.strip_prefix("The ").unwrap_or(title));
        let headed = one.filter(|title| !title.contains(' ')).flat_map(words).collect();
        let topics = at_least(OFTEN.max(all / ONE_TOPIC)).collect();
        let nouns = at_least(OFTEN.max(all / ONE_OF))
            .chain(headings)
            .chain(title.iter().cloned())
            .collect();
        Self { nouns, title, topics, headed }
    }

    pub(super) fn is_known(&self, tree: &Tree<'_>, noun: usize) -> bool {
        self.nouns.contains(tree.lemma(noun)) || self.nouns.contains(&tree.lower(noun))
    }

    /// Whether a section is about it.
    pub(super) fn is_headed(&self, tree: &Tree<'_>, noun: usize) -> bool {
        self.headed.contains(tree.lemma(noun)) || self.headed.contains(&tree.lower(noun))
    }

    /// Whether the whole text is about what a row of words names, so that nobody need be
    /// asked for it.
    pub(super) fn is_topic(&self, tree: &Tree<'_>, row: Range<usize>) -> bool {
        let among = |words: &HashSet<String>, at: usize| {
            words.contains(&tree.lemma(at).to_lowercase()) || words.contains(&tree.lower(at))
        };
        let is_titled = row.clone().all(|at| among(&self.title, at));
        // `Matthew Goode` of whom `Goode` tells all the time.
        let is_name = row.clone().all(|at| tree.upos(at) == Upos::Propn);
        let is_one = row.len() == 1 || is_name;
        let is_topic = row.clone().any(|at| among(&self.topics, at) && !self.is_headed(tree, at));
        is_titled || is_one && is_topic
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + Clone {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.map(str::to_lowercase)
}
