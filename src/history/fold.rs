//! State is `fold(events)`: new parameters, a fixed bug or a merged folder
//! simply replay.

use super::card::{CardHistory, Review, Rules};
use super::event::{Event, EventKind, Stamp};
use super::merge::{Undone, is_among_latest};
use crate::deck::CardId;
use crate::schedule::{Rating, Retrievability, Scheduler, State, Wait, fuzz};
use jiff::civil::{Date, Time};
use std::collections::{HashMap, HashSet};

/// What is known of all cards.
#[derive(Debug, Clone)]
pub struct History {
    pub(super) rules: Rules,
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
        let (rules, undone) = (Rules { scheduler, day_starts_at }, Undone::default());
        let mut history = Self { rules, renames, cards: HashMap::new(), undone };
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
        let Rules { scheduler, day_starts_at } = self.rules.clone();
        Self::fold([], scheduler, day_starts_at, self.renames.clone())
    }

    /// Folds every card, on all processors: cards do not know each other.
    fn refold_all(&mut self) {
        let Self { rules, cards, undone, .. } = self;
        let (rules, undone) = (&*rules, &*undone);
        let mut entries: Vec<&mut Entry> = cards.values_mut().collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = entries.len().div_ceil(threads).max(1000);
        std::thread::scope(|scope| {
            for chunk in entries.chunks_mut(share) {
                scope.spawn(|| {
                    chunk.iter_mut().for_each(|entry| entry.refold(undone, rules));
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
        if is_among_latest(entry.events[..place].iter().rev(), &event) {
            return;
        }
        let is_last = place == entry.events.len();
        entry.events.insert(place, event.clone());
        if event.kind == EventKind::Undo {
            self.undone.add(&event);
            return self.take_back(&event);
        }
        if !is_last {
            entry.refold(&self.undone, &self.rules);
        } else if counts(&event, &self.undone) {
            entry.folded.follow(&event, &self.rules);
        }
    }

    fn take_back(&mut self, undo: &Event) {
        let sitting = undo.detail.sitting();
        for (id, entry) in &mut self.cards {
            let touched = *id == undo.card
                || sitting.is_some() && entry.events.iter().any(|e| e.detail.sitting() == sitting);
            if touched {
                entry.refold(&self.undone, &self.rules);
            }
        }
    }

    /// What gives the cards' next states.
    pub fn scheduler(&self) -> &Scheduler {
        &self.rules.scheduler
    }

    /// What is known of a card; none where nothing ever happened to it.
    pub fn card(&self, id: &CardId) -> Option<&CardHistory> {
        self.cards.get(id).map(|entry| &entry.folded)
    }

    /// Whether a card was answered, and is not new again.
    pub fn reviewed(&self, id: &CardId) -> bool {
        self.card(id).is_some_and(|known| known.state != State::New)
    }

    /// The answers to a card that count, oldest first.
    pub fn reviews(&self, id: &CardId) -> Vec<Review> {
        let mut reviews = Vec::new();
        if let Some(entry) = self.cards.get(id) {
            refold(&entry.events, &self.undone, &self.rules, |review| reviews.push(review));
        }
        reviews
    }

    /// The cards that the exam `sitting` fed, in order, be it that this was taken back; none
    /// where no event speaks of it.
    pub fn fed_by(&self, sitting: &str) -> Option<Vec<CardId>> {
        let mut events = self.events_of(sitting).peekable();
        events.peek()?;
        let mut fed: Vec<&Event> = events.filter(|event| event.kind.rating().is_some()).collect();
        fed.sort_by_key(|event| event.time.instant);
        Some(fed.into_iter().map(|event| event.card.clone()).collect())
    }

    /// Whether what the exam `sitting` fed was taken back.
    pub fn took_back(&self, sitting: &str) -> bool {
        let mut fed = self.events_of(sitting).filter(|event| event.kind.rating().is_some());
        fed.any(|event| self.undone.has(event))
    }

    fn events_of(&self, sitting: &str) -> impl Iterator<Item = &Event> {
        let events = self.cards.values().flat_map(|entry| &entry.events);
        events.filter(move |event| event.detail.sitting() == Some(sitting))
    }

    /// The study day of the first answer to a card that counts.
    pub fn first_day(&self, id: &CardId) -> Option<Date> {
        let mut answers = self.cards.get(id)?.answers(&self.undone);
        answers.next().map(|(event, _)| event.study_day())
    }

    /// How long until the card comes back after each rating given at `now`.
    pub fn preview(&self, id: &CardId, now: Stamp) -> [Wait; 4] {
        let new = CardHistory::new();
        let card = self.card(id).unwrap_or(&new);
        let elapsed = card.elapsed_days(now.study_day(self.rules.day_starts_at));
        let factor = fuzz::factor(id.as_str(), now.instant.as_millisecond());
        self.rules.scheduler.preview(card.state, elapsed, factor).map(|next| next.wait)
    }

    /// The chance that the card is recalled at `now`; none for new cards and
    /// on the day of the last answer.
    pub fn recall(&self, id: &CardId, now: Stamp) -> Option<Retrievability> {
        let known = self.card(id)?;
        self.recall_on(known, now.study_day(self.rules.day_starts_at))
    }

    /// The chance that a card is recalled on the study day `day`.
    pub fn recall_on(&self, known: &CardHistory, day: Date) -> Option<Retrievability> {
        self.rules.scheduler.recall(known.state.memory()?, known.elapsed_days(day))
    }

    /// All cards to which something happened.
    pub fn ids(&self) -> HashSet<&CardId> {
        self.cards.keys().collect()
    }
}

pub(super) fn counts(event: &Event, undone: &Undone) -> bool {
    event.kind != EventKind::Undo && !event.is_cram() && !undone.has(event)
}

impl Entry {
    fn refold(&mut self, undone: &Undone, rules: &Rules) {
        self.folded = refold(&self.events, undone, rules, |_| {});
    }

    /// The answers that count, oldest first.
    pub(super) fn answers(&self, undone: &Undone) -> impl Iterator<Item = (&Event, Rating)> {
        let counting = self.events.iter().filter(|event| counts(event, undone));
        counting.filter_map(|event| Some((event, event.kind.rating()?)))
    }
}

fn refold(
    events: &[Event],
    undone: &Undone,
    rules: &Rules,
    mut reviewed: impl FnMut(Review),
) -> CardHistory {
    let mut card = CardHistory::new();
    for event in events.iter().filter(|event| counts(event, undone)) {
        if let Some(review) = card.follow(event, rules) {
            reviewed(review);
        }
    }
    card
}

#[cfg(test)]
mod tests;
