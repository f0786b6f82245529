//! The long-term queue within a day's limits, siblings and passages apart.

use super::Day;
use crate::deck::{Card, CardId};
use crate::history::{History, Used};
use crate::quiz::exam_day::Most;
use crate::quiz::passage::passage_of;
use jiff::Timestamp;
use jiff::civil::Date;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Applies limits and keeps siblings apart while the queue is built.
pub(super) struct Builder<'a> {
    cards: &'a [Card],
    history: &'a History,
    day: Day<'a>,
    /// Notes of which a card was or will be asked today.
    notes: HashSet<(String, String)>,
    /// Passages on which a card was or will be asked today.
    passages: HashSet<u64>,
    new: Budget,
    reviews: Budget,
}

/// What is left of a day's limit, over all and by deck.
struct Budget {
    all: u32,
    decks: HashMap<String, u32>,
}

impl Budget {
    fn has(&self, deck: &str) -> bool {
        self.all > 0 && self.decks.get(deck).is_none_or(|left| *left > 0)
    }

    fn take(&mut self, deck: &str) {
        self.all -= 1;
        if let Some(left) = self.decks.get_mut(deck) {
            *left -= 1;
        }
    }
}

fn note_of(id: &CardId) -> (String, String) {
    (id.deck().to_owned(), id.note_part().to_owned())
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        cards: &'a [Card],
        wanted: &[usize],
        history: &'a History,
        day: Day<'a>,
    ) -> Self {
        let used = history.used_on(day.date);
        let exams = &day.limits.exams;
        // What cards of an exam ahead took is not held against the limit of all.
        let usual = used.iter().filter(|(deck, _)| exams.of_deck(deck, day.date).is_none());
        let budget = |all: u32, limit: fn(&Most) -> Option<u32>, of: fn(&Used) -> u32| {
            let left = |(deck, limits): (&String, &Most)| {
                let used = used.get(deck.as_str()).map_or(0, of);
                Some((deck.clone(), limit(limits)?.saturating_sub(used)))
            };
            let used: u32 = usual.clone().map(|(_, used)| of(used)).sum();
            let decks = day.limits.decks.iter().filter_map(left).collect();
            Budget { all: all.saturating_sub(used), decks }
        };
        let asked = wanted.iter().map(|&card| &cards[card]).filter(|card| {
            history.card(&card.id).is_some_and(|known| known.last_day == Some(day.date))
        });
        Self {
            cards,
            history,
            day,
            notes: history.asked_on(day.date).map(note_of).collect(),
            passages: asked.filter_map(passage_of).collect(),
            new: budget(day.limits.new, |limits| limits.new, |used| used.new),
            reviews: budget(day.limits.reviews, |limits| limits.reviews, |used| used.reviews),
        }
    }

    /// Cards in a learning step: of two siblings the one that is due first. One that was
    /// answered today goes on.
    pub(super) fn take_learning(
        &mut self,
        due: BTreeSet<(Timestamp, usize)>,
    ) -> BTreeSet<(Timestamp, usize)> {
        let is_today = |card: &Card| {
            let known = self.history.card(&card.id);
            known.is_some_and(|known| known.last_day == Some(self.day.date))
        };
        let mut taken = BTreeSet::new();
        for (instant, index) in due {
            let card = &self.cards[index];
            let is_first = self.notes.insert(note_of(&card.id));
            if is_first || is_today(card) {
                self.passages.extend(passage_of(card));
                taken.insert((instant, index));
            }
        }
        taken
    }

    /// No new card comes.
    pub(super) fn hold_new_back(&mut self) {
        self.new.all = 0;
    }

    /// Longest overdue first; cards of one due date shuffled.
    pub(super) fn take_reviews(&mut self, mut due: Vec<(Date, usize)>) -> Vec<usize> {
        due.shuffle(&mut StdRng::seed_from_u64(self.day.seed));
        due.sort_by_key(|&(date, _)| date);
        let mut taken = Vec::new();
        for (_, index) in due {
            let card = &self.cards[index];
            if self.reviews.has(card.id.deck()) && self.notes.insert(note_of(&card.id)) {
                self.reviews.take(card.id.deck());
                self.passages.extend(passage_of(card));
                taken.push(index);
            }
        }
        taken
    }

    /// In deck order, one from each deck in turn; one of a passage.
    pub(super) fn take_new(&mut self, new: Vec<usize>) -> Vec<usize> {
        let mut in_turn: Vec<(usize, usize)> = Vec::with_capacity(new.len());
        let mut position: HashMap<&str, usize> = HashMap::new();
        for index in new {
            let turn = position.entry(self.cards[index].id.deck()).or_default();
            in_turn.push((*turn, index));
            *turn += 1;
        }
        in_turn.sort_by_key(|&(turn, _)| turn);
        let mut taken = Vec::new();
        for (_, index) in in_turn {
            let card = &self.cards[index];
            if self.new.has(card.id.deck())
                && passage_of(card).is_none_or(|passage| self.passages.insert(passage))
                && self.notes.insert(note_of(&card.id))
            {
                self.new.take(card.id.deck());
                taken.push(index);
            }
        }
        taken
    }
}
