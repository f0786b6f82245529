//! What happened to one card, as a person wants to read it: answers with what followed from
//! them, and all else that the journal tells.

use super::card::{CardHistory, Review};
use super::event::{Event, EventKind, Stamp};
use super::fold::{Entry, History, counts};
use crate::deck::CardId;
use crate::schedule::Rating;

/// Something that happened to a card, and was not taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// It was answered.
    Answered(Review),
    /// It was answered in cramming, which the schedule ignores.
    Crammed(Stamp, Rating),
    /// It was suspended, put off, marked, reset.
    Did(Stamp, EventKind),
    /// Something was taken back; none where that is all that an exam told.
    TookBack(Stamp, Option<EventKind>),
}

impl Deed {
    /// When it happened.
    pub fn time(&self) -> Stamp {
        match self {
            Self::Answered(review) => review.time,
            Self::Crammed(time, _) | Self::Did(time, _) | Self::TookBack(time, _) => *time,
        }
    }

    /// The answer, if it is one that counts.
    pub fn answer(&self) -> Option<&Review> {
        match self {
            Self::Answered(review) => Some(review),
            _ => None,
        }
    }
}

impl History {
    /// What happened to a card, oldest first.
    pub fn deeds(&self, id: &CardId) -> Vec<Deed> {
        let Some(entry) = self.cards.get(id) else { return Vec::new() };
        let mut card = CardHistory::corrected(entry.folded.corrected);
        let events = entry.events.iter();
        events.filter_map(|event| self.deed(event, entry, &mut card)).collect()
    }

    /// The answers to a card that count, oldest first.
    pub fn reviews(&self, id: &CardId) -> Vec<Review> {
        self.deeds(id).into_iter().filter_map(|deed| deed.answer().cloned()).collect()
    }

    /// What `event` was; `card` follows it.
    fn deed(&self, event: &Event, entry: &Entry, card: &mut CardHistory) -> Option<Deed> {
        if counts(event, &self.undone) {
            let review = card.follow(event, &self.rules);
            return Some(review.map_or(Deed::Did(event.time, event.kind), Deed::Answered));
        }
        match event.kind {
            EventKind::Undo if event.detail.sitting().is_some() => {
                Some(Deed::TookBack(event.time, None))
            }
            EventKind::Undo => {
                let undone = event.detail.undone()?;
                let is_it =
                    |other: &&Event| other.time.instant == undone && other.kind != EventKind::Undo;
                let kind = entry.events.iter().find(is_it)?.kind;
                Some(Deed::TookBack(event.time, Some(kind)))
            }
            EventKind::Review(rating) if !self.undone.has(event) => {
                Some(Deed::Crammed(event.time, rating))
            }
            _ => None,
        }
    }
}
