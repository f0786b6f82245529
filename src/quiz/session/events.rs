//! The events that a session makes of what the learner does.

use super::{Mode, Session};
use crate::deck::CardId;
use crate::history::{Event, EventKind, Manner, Overruled, Stamp};
use crate::quiz::question::Answer;
use crate::schedule::Rating;
use std::borrow::Cow;

impl Session {
    /// The event that answering makes.
    pub fn answer(&self, card: &CardId, answer: Answer, took_ms: u32, now: Stamp) -> Event {
        let cram = self.rules.mode == Mode::Cram;
        let detail = Manner { cram, ..answer.manner }.into();
        let event = Event::new(card, EventKind::Review(answer.rating), now);
        Event { took_ms: Some(took_ms), detail, ..event }
    }

    /// The event that takes back the latest one; none where there is none.
    pub fn undo(&self, now: Stamp) -> Option<Event> {
        Some(self.done.last()?.undo(now))
    }

    /// The latest event that can be taken back, and what its card asks.
    pub fn latest(&self) -> Option<(&Event, Option<Cow<'_, str>>)> {
        let event = self.done.last()?;
        Some((event, self.index.get(&event.card).map(|&card| self.cards[card].prompt())))
    }

    /// The events that turn the latest judged answer into a right or a wrong
    /// one; none where the latest event is no such answer.
    pub fn overrule(&self, was_right: bool, now: Stamp) -> Option<[Event; 2]> {
        let last = self.done.last()?;
        let EventKind::Review(rating) = last.kind else { return None };
        let manner = last.detail.manner();
        let is_judged = !manner.how?.is_rated_alone() && last.detail.sitting().is_none();
        let differs = if was_right { rating <= Rating::Hard } else { rating > Rating::Again };
        if !is_judged || !differs || manner.overruled.is_some() {
            return None;
        }
        let (rating, overruled) = match was_right {
            true => (Rating::Good, Overruled::Right),
            false => (Rating::Again, Overruled::Wrong),
        };
        let detail = Manner { overruled: Some(overruled), ..manner }.into();
        let kind = EventKind::Review(rating);
        Some([last.undo(now), Event { time: now, kind, detail, ..last.clone() }])
    }
}
