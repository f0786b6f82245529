//! The order of a day's cards.

use super::policy::Pick;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A day's cards, the most wanted first. Of many cards few are asked, so that
/// the rest is not sorted.
#[derive(Debug, Clone)]
pub struct Order(BinaryHeap<Placed>);

impl Order {
    /// Of cards and their places; those of one place keep their order.
    pub(super) fn of(cards: impl Iterator<Item = (Place, Pick)>) -> Self {
        Self(cards.enumerate().map(|(at, (place, pick))| Placed { place, at, pick }).collect())
    }
}

impl Iterator for Order {
    type Item = Pick;

    fn next(&mut self) -> Option<Pick> {
        self.0.pop().map(|placed| placed.pick)
    }
}

/// A card and its place; cards of one worth keep the deck's order.
#[derive(Debug, Clone, Copy)]
struct Placed {
    place: Place,
    at: usize,
    pick: Pick,
}

impl Ord for Placed {
    /// The greatest is the most wanted.
    fn cmp(&self, other: &Self) -> Ordering {
        let Place { class, key } = self.place;
        let by_class = other.place.class.cmp(&class);
        by_class.then(key.total_cmp(&other.place.key)).then(other.at.cmp(&self.at))
    }
}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Placed {}

/// Where a card stands in the day's order: lower classes first, and in a class
/// higher keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) class: u8,
    pub(super) key: f64,
}
