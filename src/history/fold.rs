//! State is `fold(events)`: new parameters, a fixed bug or a merged folder
//! simply replay.

use super::card::{CardHistory, Rules};
use super::event::{Event, EventKind, Stamp};
use super::merge::{Undone, drop_repeats};
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
    /// The day on which the author corrected a card.
    corrections: HashMap<CardId, Date>,
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
        let (corrections, cards) = (HashMap::new(), HashMap::new());
        let mut history = Self { rules, renames, corrections, cards, undone };
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

    /// The same where the author corrected cards, each on a day: what was answered before it
    /// is due from then on.
    #[must_use]
    pub fn with_corrections(mut self, corrections: HashMap<CardId, Date>) -> Self {
        for (id, day) in &corrections {
            if let Some(entry) = self.cards.get_mut(id) {
                entry.folded.corrected = Some(*day);
                entry.refold(&self.undone, &self.rules);
            }
        }
        Self { corrections, ..self }
    }

    /// As it was before anything happened.
    pub fn without_events(&self) -> Self {
        let Rules { scheduler, day_starts_at } = self.rules.clone();
        let empty = Self::fold([], scheduler, day_starts_at, self.renames.clone());
        empty.with_corrections(self.corrections.clone())
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
        self.apply_all(std::slice::from_ref(event));
    }

    /// Follows more events; those that are known change nothing.
    pub fn apply_all(&mut self, events: &[Event]) {
        let mut by_card: HashMap<CardId, Vec<Event>> = HashMap::new();
        for event in events {
            let event = self.renamed(event.clone());
            self.undone.add(&event);
            by_card.entry(event.card.clone()).or_default().push(event);
        }
        self.take_back_sittings(events);
        for (id, events) in by_card {
            let folded = CardHistory::corrected(self.corrections.get(&id).copied());
            let entry = self.cards.entry(id).or_insert(Entry { events: Vec::new(), folded });
            entry.follow(events, &self.undone, &self.rules);
        }
    }

    /// Folds anew the cards of sittings that an undo among `events` takes back.
    fn take_back_sittings(&mut self, events: &[Event]) {
        let undos = events.iter().filter(|event| event.kind == EventKind::Undo);
        let sittings: HashSet<&str> = undos.filter_map(|undo| undo.detail.sitting()).collect();
        if sittings.is_empty() {
            return;
        }
        let is_of_one =
            |event: &Event| event.detail.sitting().is_some_and(|id| sittings.contains(id));
        for entry in self.cards.values_mut().filter(|entry| entry.events.iter().any(is_of_one)) {
            entry.refold(&self.undone, &self.rules);
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
    /// Takes more events in. The usual one is new and the latest.
    fn follow(&mut self, events: Vec<Event>, undone: &Undone, rules: &Rules) {
        let latest = self.events.last().map(|event| event.time.instant);
        match events.as_slice() {
            [event] if latest < Some(event.time.instant) && counts(event, undone) => {
                self.folded.follow(event, rules);
                self.events.extend(events);
            }
            _ => {
                self.events.extend(events);
                self.events.sort_by_key(|event| event.time.instant);
                drop_repeats(&mut self.events, |event| event);
                self.refold(undone, rules);
            }
        }
    }

    fn refold(&mut self, undone: &Undone, rules: &Rules) {
        self.folded = CardHistory::corrected(self.folded.corrected);
        for event in self.events.iter().filter(|event| counts(event, undone)) {
            self.folded.follow(event, rules);
        }
    }

    /// The answers that count, oldest first.
    pub(super) fn answers(&self, undone: &Undone) -> impl Iterator<Item = (&Event, Rating)> {
        let counting = self.events.iter().filter(|event| counts(event, undone));
        counting.filter_map(|event| Some((event, event.kind.rating()?)))
    }
}

#[cfg(test)]
mod tests;
