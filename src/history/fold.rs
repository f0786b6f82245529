//! State is `fold(events)`: new parameters, a fixed bug or a merged folder
//! simply replay.

use super::card::{CardHistory, Review, Rules};
use super::event::{Event, EventKind, Stamp};
use super::merge::Undone;
use crate::deck::CardId;
use crate::schedule::{Retrievability, Scheduler, State, Wait, fuzz};
use jiff::civil::{Date, Time};
use std::collections::{HashMap, HashSet};

/// What is known of all cards.
#[derive(Debug, Clone)]
pub struct History {
    scheduler: Scheduler,
    pub(super) day_starts_at: Time,
    /// Former id → the id of the card that took its history over.
    renames: HashMap<CardId, CardId>,
    pub(super) cards: HashMap<CardId, Entry>,
    pub(super) undone: Undone,
}

/// One card's events, in order, and what follows from them.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) events: Vec<Event>,
    pub(super) folded: CardHistory,
}

impl History {
    /// Folds `events`, which stand in order; `renames` leads from former ids
    /// to present ones.
    pub fn fold(
        events: impl IntoIterator<Item = Event>,
        scheduler: Scheduler,
        day_starts_at: Time,
        renames: HashMap<CardId, CardId>,
    ) -> Self {
        let mut history = Self {
            scheduler,
            day_starts_at,
            renames,
            cards: HashMap::new(),
            undone: Undone::default(),
        };
        for event in events {
            let event = history.renamed(event);
            history.undone.add(&event);
            match history.cards.get_mut(&event.card) {
                Some(entry) => entry.events.push(event),
                None => {
                    let entry = Entry { events: vec![event.clone()], folded: CardHistory::new() };
                    history.cards.insert(event.card, entry);
                }
            }
        }
        history.refold_all();
        history
    }

    /// As it was before anything happened.
    pub fn without_events(&self) -> Self {
        Self::fold([], self.scheduler.clone(), self.day_starts_at, self.renames.clone())
    }

    /// Folds every card, on all processors: cards do not know each other.
    fn refold_all(&mut self) {
        let Self { scheduler, day_starts_at, cards, undone, .. } = self;
        let rules = Rules { scheduler, day_starts_at: *day_starts_at };
        let mut entries: Vec<(&CardId, &mut Entry)> = cards.iter_mut().collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = entries.len().div_ceil(threads).max(1000);
        std::thread::scope(|scope| {
            for chunk in entries.chunks_mut(share) {
                scope.spawn(|| {
                    for (id, entry) in chunk {
                        entry.folded = refold(id, &entry.events, undone, rules, |_| {});
                    }
                });
            }
        });
    }

    fn renamed(&self, mut event: Event) -> Event {
        if let Some(id) = self.renames.get(&event.card) {
            event.card = id.clone();
        }
        event
    }

    /// Follows one more event, wherever in time it stands.
    pub fn apply(&mut self, event: &Event) {
        let event = self.renamed(event.clone());
        let entry = self
            .cards
            .entry(event.card.clone())
            .or_insert_with(|| Entry { events: Vec::new(), folded: CardHistory::new() });
        let place = entry.events.partition_point(|other| other.time.instant <= event.time.instant);
        if entry.events[..place]
            .iter()
            .rev()
            .take_while(|o| o.time.instant == event.time.instant)
            .any(|o| o.kind == event.kind && o.detail == event.detail)
        {
            return;
        }
        let is_last = place == entry.events.len();
        entry.events.insert(place, event.clone());
        let rules = Rules { scheduler: &self.scheduler, day_starts_at: self.day_starts_at };
        if event.kind == EventKind::Undo {
            self.undone.add(&event);
            return self.take_back(&event);
        }
        if !is_last {
            entry.folded = refold(&event.card, &entry.events, &self.undone, rules, |_| {});
        } else if counts(&event, &self.undone) {
            entry.folded.follow(&event.card, event.time, event.kind, event.took_ms, rules);
        }
    }

    fn take_back(&mut self, undo: &Event) {
        let sitting = undo.detail.sitting();
        let rules = Rules { scheduler: &self.scheduler, day_starts_at: self.day_starts_at };
        for (id, entry) in &mut self.cards {
            let touched = *id == undo.card
                || sitting.is_some() && entry.events.iter().any(|e| e.detail.sitting() == sitting);
            if touched {
                entry.folded = refold(id, &entry.events, &self.undone, rules, |_| {});
            }
        }
    }

    /// What gives the cards' next states.
    pub fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// What is known of a card; none where nothing ever happened to it.
    pub fn card(&self, id: &CardId) -> Option<&CardHistory> {
        self.cards.get(id).map(|entry| &entry.folded)
    }

    /// The answers to a card that count, oldest first.
    pub fn reviews(&self, id: &CardId) -> Vec<Review> {
        let rules = Rules { scheduler: &self.scheduler, day_starts_at: self.day_starts_at };
        let mut reviews = Vec::new();
        if let Some(entry) = self.cards.get(id) {
            refold(id, &entry.events, &self.undone, rules, |review| reviews.push(review));
        }
        reviews
    }

    /// The cards that the exam `sitting` fed, in order, be it that this was taken back; none
    /// where no event speaks of it.
    pub fn fed_by(&self, sitting: &str) -> Option<Vec<CardId>> {
        let speaks = |event: &&Event| event.detail.sitting() == Some(sitting);
        let mut events =
            self.cards.values().flat_map(|entry| &entry.events).filter(speaks).peekable();
        events.peek()?;
        let fed = events.filter(|event| matches!(event.kind, EventKind::Review(_)));
        let mut fed: Vec<&Event> = fed.collect();
        fed.sort_by_key(|event| event.time.instant);
        Some(fed.into_iter().map(|event| event.card.clone()).collect())
    }

    /// Whether what the exam `sitting` fed was taken back.
    pub fn took_back(&self, sitting: &str) -> bool {
        let events = self.cards.values().flat_map(|entry| &entry.events);
        let mut fed = events.filter(|event| {
            event.detail.sitting() == Some(sitting) && matches!(event.kind, EventKind::Review(_))
        });
        fed.any(|event| self.undone.has(event))
    }

    /// The study day of the first answer to a card that counts.
    pub fn first_day(&self, id: &CardId) -> Option<Date> {
        let events = &self.cards.get(id)?.events;
        let is_answer = |event: &&Event| {
            matches!(event.kind, super::EventKind::Review(_)) && counts(event, &self.undone)
        };
        events.iter().find(is_answer).map(|event| event.time.study_day(self.day_starts_at))
    }

    /// How long until the card comes back after each rating given at `now`.
    pub fn preview(&self, id: &CardId, now: Stamp) -> [Wait; 4] {
        let known = self.card(id);
        let state = known.map_or(State::New, |card| card.state);
        let today = now.study_day(self.day_starts_at);
        let elapsed = match (state, known) {
            (State::New, _) | (_, None) => 0,
            (_, Some(card)) => card.elapsed_days(today),
        };
        let factor = fuzz::factor(id.as_str(), now.instant.as_millisecond());
        self.scheduler.preview(state, elapsed, factor).map(|next| next.wait)
    }

    /// The chance that the card is recalled at `now`; none for new cards and
    /// on the day of the last answer.
    pub fn recall(&self, id: &CardId, now: Stamp) -> Option<Retrievability> {
        let known = self.card(id)?;
        self.recall_on(known, now.study_day(self.day_starts_at))
    }

    /// The chance that a card is recalled on the study day `day`.
    pub fn recall_on(&self, known: &CardHistory, day: Date) -> Option<Retrievability> {
        self.scheduler.recall(known.state.memory()?, known.elapsed_days(day))
    }

    /// All cards to which something happened.
    pub fn ids(&self) -> HashSet<&CardId> {
        self.cards.keys().collect()
    }
}

pub(super) fn counts(event: &Event, undone: &Undone) -> bool {
    event.kind != EventKind::Undo && !event.is_cram() && !undone.has(event)
}

fn refold(
    id: &CardId,
    events: &[Event],
    undone: &Undone,
    rules: Rules<'_>,
    mut reviewed: impl FnMut(Review),
) -> CardHistory {
    let mut card = CardHistory::new();
    for event in events.iter().filter(|event| counts(event, undone)) {
        if let Some(review) = card.follow(id, event.time, event.kind, event.took_ms, rules) {
            reviewed(review);
        }
    }
    card
}

#[cfg(test)]
mod tests;
