//! The words that attribute, whom they attribute to, and where what they
//! attribute stands. Ranges are of tokens.

mod forms;
mod nouns;
mod object;
mod prepositions;
mod relating;
mod verbs;

use super::phrase::{Sentence, Subject};
use crate::generate::fact::RelationKind;
use crate::generate::lexicon::{Words, listed};
use nouns::{report_noun, state_of_mind};
use prepositions::{according, for_whom, in_view, seems_to_me};
use relating::{accord, relating_verb};
use std::ops::Range;
use verbs::{puts_it, report_verb};

/// An attributing phrase in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The words that attribute.
    pub(super) words: Range<usize>,
    pub(super) subject: Subject,
    pub(super) content: Content,
    /// Whether the verb stands in the present: writers do, participants did.
    pub(super) present: bool,
    /// Whether the opposite is held.
    pub(super) denies: bool,
    /// Whether a subject must be able to write or speak: not a state.
    pub(super) personal: bool,
    /// With whom the holder agrees or not, by the cue's own words.
    pub(super) relation: Option<(RelationKind, Subject)>,
}

/// Where what is claimed stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// From a token to the end of the sentence.
    From(usize),
    /// Up to a token.
    Until(usize),
    /// The sentence without these words.
    Around(Range<usize>),
}

static BE: Words = Words::named("being");

/// All cues of a sentence, by place.
pub(super) fn cues(s: &Sentence<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for at in 0..s.len() {
        if cues.last().is_some_and(|last| at < last.words.end) {
            continue;
        }
        let found = according(s, at)
            .or_else(|| in_view(s, at))
            .or_else(|| for_whom(s, at))
            .or_else(|| seems_to_me(s, at))
            .or_else(|| puts_it(s, at))
            .or_else(|| state_of_mind(s, at))
            .or_else(|| report_noun(s, at))
            .or_else(|| accord(s, at))
            .or_else(|| relating_verb(s, at))
            .or_else(|| report_verb(s, at));
        cues.extend(found);
    }
    cues
}

/// What may stand between a form of "to be" and its participle.
fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || listed!("adverbs before a participle").contains(word)
}

fn cue(words: Range<usize>, subject: Subject, content: Content) -> Cue {
    Cue { words, subject, content, present: true, denies: false, personal: false, relation: None }
}
