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
use super::speech::Speech;
use crate::generate::fact::{Claim, Evidence, Stance};
use crate::generate::token::trimmed;
use crate::generate::tree::Tree;
use crate::language::{Annotated, Relation};
use attribution::Attribution;
use std::ops::{Deref, Range};

/// The claims of a sentence, each with the place of the words that attribute it.
pub(super) fn claims(
    s: &Sentence<'_>,
    annotated: &Annotated,
    reader: &Reader<'_>,
    speech: &Speech,
) -> Vec<(Claim, Range<usize>)> {
    if s.asks() || annotated.is_empty() {
        return Vec::new();
    }
    let tree = Spoken { tree: Tree::of(s.document, annotated), speech };
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut claims = Vec::new();
    for attribution in attribution::attributions(&tree) {
        let (place, cue) = (&attribution.content, attribution.cue.clone());
        if speech.holds(cue.start) || taken.iter().any(|other| meets(other, place, &cue)) {
            continue;
        }
        taken.push(place.clone());
        claims.extend(claim(s, &tree, reader, attribution).map(|claim| (claim, cue)));
    }
    claims.sort_by_key(|(claim, _)| claim.span.start);
    claims
}

/// Whether what is attributed, or the words that attribute it, lies in another's content.
pub(super) fn meets(other: &Range<usize>, place: &Range<usize>, cue: &Range<usize>) -> bool {
    place.start < other.end && other.start < place.end || other.contains(&cue.start)
}

fn claim(
    s: &Sentence<'_>,
    tree: &Spoken<'_>,
    reader: &Reader<'_>,
    attribution: Attribution,
) -> Option<Claim> {
    let holders = human::holders(s, tree, reader, &attribution)?;
    let (span, aside) = tree.speech.undivided(attribution.content);
    let span = trimmed(s.document, span);
    let long = s.document.slice(span.clone()).split_whitespace().count() >= super::SHORTEST;
    long.then(|| Claim {
        hedge: content::hedge(s.document.slice(span.clone())),
        stance: if attribution.denies { Stance::Denies } else { Stance::Holds },
        cue: s.document.slice(attribution.cue).to_owned(),
        aside: attribution.aside.or(aside),
        ..content::bare(span, holders, s.index, Evidence::Grammar)
    })
}

/// A sentence with the speech that its document quotes.
pub(super) struct Spoken<'a> {
    tree: Tree<'a>,
    speech: &'a Speech,
}

impl<'a> Deref for Spoken<'a> {
    type Target = Tree<'a>;

    fn deref(&self) -> &Tree<'a> {
        &self.tree
    }
}

impl Spoken<'_> {
    /// The preposition or conjunction that ties the word at `at` to its head.
    fn tie(&self, at: usize) -> &str {
        self.child(at, [Relation::Case, Relation::Mark]).map_or("", |one| self.lemma(one))
    }
}

#[cfg(test)]
mod tests;
