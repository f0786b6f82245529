//! The events that a session makes of what the learner does.

use super::{Mode, Session};
use crate::deck::CardId;
use crate::history::merge::undo_detail;
use crate::history::{Event, EventKind, Stamp};
use crate::quiz::question::Answer;
use crate::schedule::Rating;

impl Session {
    /// The event that answering makes.
    pub fn answer(&self, card: &CardId, answer: Answer, took_ms: u32, now: Stamp) -> Event {
        let mut detail = answer.detail();
        if self.rules.mode == Mode::Cram {
            detail.push_str(" cram=yes");
        }
        event(card, EventKind::Review(answer.rating), Some(took_ms), detail, now)
    }

    /// The event that doing something else to a card makes.
    pub fn mark(&self, card: &CardId, kind: EventKind, now: Stamp) -> Event {
        event(card, kind, None, String::new(), now)
    }

    /// The event that takes back the latest one; none where there is none.
    pub fn undo(&self, now: Stamp) -> Option<Event> {
        let last = self.done.last()?;
        Some(event(&last.card, EventKind::Undo, None, undo_detail(last), now))
    }

    /// The events that turn the latest judged answer into a right or a wrong
    /// one; none where the latest event is no such answer.
    pub fn overrule(&self, was_right: bool, now: Stamp) -> Option<[Event; 2]> {
        let last = self.done.last()?;
        let EventKind::Review(rating) = last.kind else { return None };
        let by_oneself = matches!(last.value("how")?, "reveal" | "reverse");
        let is_judged = !by_oneself && last.value("exam").is_none();
        let differs = if was_right { rating <= Rating::Hard } else { rating > Rating::Again };
        if !is_judged || !differs || last.value("override").is_some() {
            return None;
        }
        let (rating, word) = match was_right {
            true => (Rating::Good, "right"),
            false => (Rating::Again, "wrong"),
        };
        let detail = format!("{} override={word}", last.detail);
        let kind = EventKind::Review(rating);
        Some([self.undo(now)?, event(&last.card, kind, last.took_ms, detail, now)])
    }
}

fn event(
    card: &CardId,
    kind: EventKind,
    took_ms: Option<u32>,
    detail: String,
    now: Stamp,
) -> Event {
    Event { time: now, card: card.clone(), kind, took_ms, detail }
}
