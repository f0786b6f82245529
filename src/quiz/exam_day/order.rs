//! The order of a day's cards.

use super::policy::Pick;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The picks by their places, the most wanted first; those of one place keep their
/// order. Of many cards few are asked, so that the rest is not sorted.
pub(super) fn ordered(places: Vec<Place>, picks: Vec<Pick>) -> impl Iterator<Item = Pick> {
    let mut places: BinaryHeap<_> = places.into_iter().zip((0..).map(Reverse)).collect();
    std::iter::from_fn(move || places.pop().map(|(_, Reverse(at))| picks[at]))
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
