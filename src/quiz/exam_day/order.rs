//! The order of a day's cards.

use super::policy::Pick;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A day's cards, the most wanted first. Of many cards few are asked, so that
/// the rest is not sorted.
#[derive(Debug, Clone)]
pub struct Order {
    picks: Vec<Pick>,
    /// The place of each pick, the most wanted on top: of cards that are wanted
    /// alike the one that stands first in the deck.
    places: BinaryHeap<(Place, Reverse<usize>)>,
}

impl Order {
    /// Of cards and their places; those of one place keep their order.
    pub(super) fn of(cards: impl Iterator<Item = (Place, Pick)>) -> Self {
        let (places, picks): (Vec<Place>, Vec<Pick>) = cards.unzip();
        Self { picks, places: places.into_iter().zip((0..).map(Reverse)).collect() }
    }
}

impl Iterator for Order {
    type Item = Pick;

    fn next(&mut self) -> Option<Pick> {
        self.places.pop().map(|(_, Reverse(at))| self.picks[at])
    }
}

/// Where a card stands in the day's order: lower classes first, and in a class
/// higher keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(Reverse<u8>, i64);

impl Place {
    pub(super) fn new(class: u8, key: f64) -> Self {
        // Its bits, turned so that they are in the order of `f64::total_cmp`.
        let bits = key.to_bits().cast_signed();
        Self(Reverse(class), if bits < 0 { bits ^ i64::MAX } else { bits })
    }
}
