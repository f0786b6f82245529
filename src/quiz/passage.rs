//! Which cards rest on one passage of a document.

use crate::base::hash::stable_hash;
use crate::deck::Card;

/// The passage that a card rests on, as far as it shows it: its note, or its
/// whole text. What one card of a passage shows answers another.
pub(super) fn passage_of(card: &Card) -> Option<u64> {
    let of = |text: &str| stable_hash(text.trim().bytes());
    card.passage().as_deref().or(card.note()).map(of)
}
