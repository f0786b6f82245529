//! Weights that could not be met, because a tag has too few cards. Pure.

use super::draw::{Candidate, Drawn, Source};
use std::collections::BTreeSet;

/// A tag of which fewer cards were drawn than its weight asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// The tag.
    pub tag: String,
    /// So many questions were drawn.
    pub drawn: usize,
    /// So many its weight asks for.
    pub wanted: usize,
}

/// Decks and their topics that have cards to be drawn.
pub(super) fn topics<'a>(candidates: &[Candidate<'a>]) -> BTreeSet<(&'a str, &'a str)> {
    candidates.iter().map(|found| (found.source.deck.id.as_str(), found.topic)).collect()
}

/// The tags that the deck's weights name, and that lack a question or more.
pub(super) fn short(
    source: &Source<'_>,
    topics: &BTreeSet<(&str, &str)>,
    drawn: &[Drawn<'_>],
) -> Vec<Short> {
    let id = source.deck.id.as_str();
    let of_deck = || drawn.iter().filter(|drawn| drawn.candidate.source.deck.id.as_str() == id);
    let named = || source.weights().filter(|(_, weight)| *weight > 0.0).map(|(tag, _)| tag);
    let has_cards = topics.iter().filter(|(deck, _)| *deck == id).map(|(_, topic)| *topic);
    let sharing: BTreeSet<&str> = has_cards.chain(named().map(String::as_str)).collect();
    let sum: f64 = sharing.iter().map(|topic| source.weight(topic)).sum();
    let lacks = |tag: &String| {
        let share = of_deck().count() as f64 * source.weight(tag) / sum;
        let drawn = of_deck().filter(|drawn| drawn.candidate.topic == tag).count();
        // Shares are met within one question.
        let is_short = share - drawn as f64 > 1.0 - 1e-9;
        is_short.then(|| Short { tag: tag.clone(), drawn, wanted: share.round() as usize })
    };
    named().filter_map(lacks).collect()
}
