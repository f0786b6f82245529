//! Claims by the grammar of a sentence, where no cue of the rules is found: whoever
//! is the subject of a verb of saying or thinking, the agent of its passive, or
//! behind `according to`.
//!
//! `attribution` finds what is attributed to which noun, `human` who that is.

mod attribution;
mod human;

use super::content;
use super::holder::Reader;
use super::phrase::Sentence;
use crate::document::Document;
use crate::generate::fact::{Certainty, Claim, Stance};
use crate::generate::lexicon::{REPORT_NOUNS, Words, listed};
use crate::generate::report::{self, Class, Tense};
use crate::language::{Annotated, Relation, Token};
use attribution::Attribution;
use std::ops::Range;

static MIND: Words = Words::named("states of mind");

/// Whether a sentence may hold a claim that grammar finds: parsing costs more than
/// all that the rules do.
pub(super) fn asks(sentence: &str) -> bool {
    let that = sentence.contains(" that ");
    let spoken = sentence.contains(['"', '“']);
    let words: Vec<&str> = sentence.split_whitespace().collect();
    (0..words.len()).any(|at| {
        let word = words[at].trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let next = words.get(at + 1).copied().unwrap_or_default();
        let before = &words[at.saturating_sub(4)..at];
        let aside = words[at].ends_with(',') || before.last().is_some_and(|one| one.ends_with(','));
        // `the claim`, `its answers`
        let noun = before.last().is_some_and(|one| {
            ["the", "a", "an", "this", "of", "his", "her", "their", "its", "to"].contains(one)
        });
        let fits = |verb: &report::Verb| match verb.class {
            _ if next == "that" => true,
            _ if verb.tense == Tense::Ing || noun => false,
            Class::Free => true,
            Class::Told => verb.tense != Tense::Base && (that || spoken),
            Class::That => verb.tense != Tense::Base && (that || spoken || aside),
            Class::Clause => that && next == "by",
            Class::As | Class::Object => false,
        };
        match &*word {
            "according" => next == "to",
            "that" => false,
            _ if next == "that" && (word.ends_with("ed") || MIND.contains(&word)) => true,
            _ if matches!(next, "that" | "of") && that && REPORT_NOUNS.contains(&word) => true,
            _ if listed!("views").contains(&word) => {
                before.iter().any(|one| ["in", "to", "from"].contains(&&*one.to_lowercase()))
            }
            _ => report::clausal_forms(&word).iter().any(fits),
        }
    })
}

/// The claims of a sentence that do not overlap those which rules `found`.
pub(super) fn claims(
    s: &Sentence<'_>,
    annotated: &Annotated,
    reader: &Reader<'_>,
    found: &[Claim],
) -> Vec<Claim> {
    if s.asks() {
        return Vec::new();
    }
    let tree = Tree { document: s.document, annotated };
    let mut taken: Vec<Range<usize>> = found
        .iter()
        .filter(|claim| claim.sentence == s.index && !claim.cue.is_empty())
        .map(|claim| claim.span.clone())
        .collect();
    let mut claims = Vec::new();
    for attribution in attribution::attributions(&tree) {
        let place = &attribution.content;
        let apart = |other: &Range<usize>| place.end <= other.start || other.end <= place.start;
        let within = |other: &Range<usize>| other.contains(&attribution.cue.start);
        if !taken.iter().all(|other| apart(other) && !within(other)) {
            continue;
        }
        taken.push(place.clone());
        claims.extend(claim(s, &tree, reader, attribution));
    }
    claims.sort_by_key(|claim| claim.span.start);
    claims
}

fn claim(
    s: &Sentence<'_>,
    tree: &Tree<'_>,
    reader: &Reader<'_>,
    attribution: Attribution,
) -> Option<Claim> {
    let holders = human::holders(s, tree, reader, &attribution)?;
    let span = content::trimmed(s.document, attribution.content);
    let long = s.document.slice(span.clone()).split_whitespace().count() >= super::SHORTEST;
    long.then(|| Claim {
        hedge: content::hedge(s.document.slice(span.clone())),
        stance: if attribution.denies { Stance::Denies } else { Stance::Holds },
        cue: s.document.slice(attribution.cue).to_owned(),
        span,
        aside: attribution.aside,
        certainty: Certainty::Likely,
        ..content::whole(s, holders)
    })
}

/// A sentence as a tree over its text.
pub(super) struct Tree<'a> {
    document: &'a Document,
    annotated: &'a Annotated,
}

impl Tree<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.annotated.tokens[at]
    }

    fn len(&self) -> usize {
        self.annotated.tokens.len()
    }

    fn text(&self, at: usize) -> &str {
        self.document.slice(self.token(at).span.clone())
    }

    /// The lemma of the word at `at`; of none outside the sentence.
    fn lemma(&self, at: usize) -> &str {
        self.annotated.tokens.get(at).map_or("", |token| &token.lemma)
    }

    fn is(&self, at: usize, relations: &[Relation]) -> bool {
        relations.contains(&self.token(at).relation)
    }

    fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.annotated.child(at, relations)
    }

    /// Whether one of these words depends on the one at `at`.
    fn governs(&self, at: usize, lemmas: &[&str]) -> bool {
        self.annotated.children(at).any(|one| lemmas.contains(&self.lemma(one)))
    }

    /// The preposition or conjunction that ties the word at `at` to its head.
    fn tie(&self, at: usize) -> &str {
        self.child(at, &[Relation::Case, Relation::Mark]).map_or("", |one| self.lemma(one))
    }
}

#[cfg(test)]
mod tests;
