//! The cards that exams ahead ask, as compactly as the policy needs them: made
//! once from the history, asked for any day, and played forward by forecasts.

use super::exams::{Aim, Exams};
use super::policy::{Candidate, Kind, Pick, Reckoning, Seen, Stake};
use super::share::{Had, Purse, choose};
use crate::deck::{Card, CardId};
use crate::history::{CardHistory, Due, History};
use crate::quiz::passage::passage_of;
use crate::schedule::{State, day};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;

/// The cards of all exams ahead.
#[derive(Debug, Clone)]
pub struct Roster<'a> {
    /// The exams, by date.
    pub aims: Vec<&'a Aim>,
    /// Their cards, in the decks' order; suspended ones are not among them.
    pub entries: Vec<Entry>,
    /// Places in `entries` of what was unseen at first, the most important
    /// first.
    unseen: Vec<usize>,
    /// The exams, and the time for them.
    pub exams: &'a Exams,
}

/// One card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The caller's name for it: an index into its cards.
    pub card: usize,
    /// Cards of one note share it.
    pub note: usize,
    /// The passage that it rests on; none where all cards were seen.
    pub passage: Option<u64>,
    /// The place of its exam in [`Roster::aims`].
    pub aim: usize,
    /// Where it stands.
    pub state: State,
    /// The study day of its last answer.
    pub last: Option<Date>,
    /// When it is due by the long-term schedule; an instant in a learning step.
    pub due: Due,
    /// Whether it was new when its last day began.
    pub introduced: bool,
    /// A day on which it is buried.
    pub buried_on: Option<Date>,
}

impl<'a> Roster<'a> {
    /// The cards in `wanted` (indices into `cards`) whose decks have an exam
    /// ahead on `today`.
    pub fn new(
        cards: &[Card],
        wanted: &[usize],
        history: &History,
        exams: &'a Exams,
        today: Date,
    ) -> Self {
        let aims: Vec<&Aim> = exams.ahead(today).collect();
        let (of_deck, new) = (decks_of(&aims), CardHistory::new());
        // Siblings stand beside each other, so that counting notes is enough.
        let (mut note, mut before) = (0, None::<(&CardId, usize)>);
        let entry = |&card: &usize| {
            let id = &cards[card].id;
            let aim = match before {
                Some((before, aim)) if before.deck() == id.deck() => aim,
                _ => *of_deck.get(id.deck())?,
            };
            note += usize::from(!before.is_some_and(|(before, _)| before.is_sibling_of(id)));
            before = Some((id, aim));
            let known = history.card(id).unwrap_or(&new);
            (!known.suspended).then_some(Entry {
                card,
                note,
                passage: None,
                aim,
                state: known.state,
                last: known.last_day,
                due: known.due,
                introduced: known.introduced > 0,
                buried_on: known.buried_on,
            })
        };
        let entries = wanted.iter().filter_map(entry).collect();
        let mut roster = Self { aims, entries, unseen: Vec::new(), exams };
        roster.unseen = roster.order_of_unseen(cards);
        if !roster.unseen.is_empty() {
            for entry in &mut roster.entries {
                entry.passage = passage_of(&cards[entry.card]);
            }
        }
        roster
    }

    /// The heavier first, then one from each deck in turn.
    fn order_of_unseen(&self, cards: &[Card]) -> Vec<usize> {
        let mut turns: HashMap<&str, usize> = HashMap::new();
        let mut unseen: Vec<(f64, usize, usize)> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if entry.state == State::New {
                let card = &cards[entry.card];
                let turn = turns.entry(card.id.deck()).or_default();
                unseen.push((self.aims[entry.aim].weight(card), *turn, place));
                *turn += 1;
            }
        }
        unseen.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        unseen.into_iter().map(|(_, _, place)| place).collect()
    }

    /// The places in `entries` of the cards of one exam.
    pub fn places(&self, aim: usize) -> Vec<usize> {
        let entries = self.entries.iter().enumerate();
        entries.filter(|(_, entry)| entry.aim == aim).map(|(place, _)| place).collect()
    }

    /// Asks only the first `count` of the unseen cards of one exam.
    pub fn keep_unseen(&mut self, aim: usize, mut count: usize) {
        let entries = &self.entries;
        self.unseen.retain(|&place| {
            let is_kept = entries[place].aim != aim || count > 0;
            count -= usize::from(is_kept && entries[place].aim == aim);
            is_kept
        });
    }

    /// How many cards of one exam are unseen.
    pub fn unseen(&self, aim: usize) -> usize {
        let is_unseen = |entry: &&Entry| entry.aim == aim && entry.state == State::New;
        self.entries.iter().filter(is_unseen).count()
    }

    /// Learning steps that are due on `today` before `ends`: when, and which card.
    pub fn due_steps(
        &self,
        today: Date,
        ends: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, usize)> {
        self.entries.iter().filter_map(move |entry| match entry.due {
            Due::At(due) if due < ends && entry.buried_on != Some(today) => Some((due, entry.card)),
            _ => None,
        })
    }

    /// Cards in a learning step on `today`: they come before all that is chosen.
    /// Picks name places in `entries`.
    pub fn steps(&self, today: Date, reckoning: Reckoning<'_>) -> impl Iterator<Item = Pick> {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(move |(place, entry)| {
            let memory = entry.state.memory().filter(|_| entry.is_in_step(today))?;
            let elapsed = day::elapsed(entry.last?, today);
            let cost = reckoning.review(memory, elapsed);
            Some(Pick { candidate: entry.candidate(place), kind: Kind::Review, cost })
        })
    }

    /// What each exam that is ahead on `today` has at stake that day. Picks
    /// name places in `entries`.
    pub fn stakes(&self, today: Date) -> Vec<Stake> {
        let mut stakes: Vec<Stake> = self.aims.iter().map(|aim| self.stake(aim, today)).collect();
        for (place, entry) in self.entries.iter().enumerate() {
            let stake = &mut stakes[entry.aim];
            if entry.was_answered_on(today) {
                stake.answered += 1;
                stake.introduced += usize::from(entry.introduced);
            } else if entry.is_in_step(today) {
                stake.steps += 1;
            } else if entry.buried_on != Some(today) {
                stake.seen.extend(entry.seen(place, today));
            }
        }
        for &place in &self.unseen {
            let entry = &self.entries[place];
            if entry.state == State::New && entry.buried_on != Some(today) {
                stakes[entry.aim].new.push(entry.candidate(place));
            }
        }
        stakes.retain(|stake| stake.days > 0);
        stakes
    }

    /// Notes and passages of which cards were answered on `today`, or will be
    /// as they are in a learning step.
    fn had(&self, today: Date) -> Had {
        let mut had = Had::default();
        let is_had = |entry: &&Entry| entry.was_answered_on(today) || entry.is_in_step(today);
        self.entries.iter().filter(is_had).for_each(|entry| had.add(entry.note, entry.passage));
        had
    }

    /// An exam that is over has no days left.
    fn stake(&self, aim: &Aim, today: Date) -> Stake {
        let is_over = aim.date < today;
        Stake {
            days: if is_over { 0 } else { aim.days(today) },
            study_days: self.exams.off.study_days(today, aim.date).max(1),
            ..Stake::default()
        }
    }

    /// The cards to ask on `today`, in order, within what `purse` has. Picks
    /// name places in `entries`.
    pub fn picks(&self, today: Date, purse: Purse, reckoning: Reckoning<'_>) -> Vec<Pick> {
        choose(&self.stakes(today), purse, self.had(today), reckoning)
    }

    /// The same cards with other time for them.
    pub fn with<'b>(&self, exams: &'b Exams) -> Roster<'b>
    where
        'a: 'b,
    {
        let roster: Roster<'b> = self.clone();
        Roster { exams, ..roster }
    }
}

impl Entry {
    fn candidate(&self, place: usize) -> Candidate {
        Candidate { card: place, note: self.note, passage: self.passage }
    }

    /// A clock that was set back leaves answers in the future.
    fn was_answered_on(&self, today: Date) -> bool {
        self.last.is_some_and(|last| last >= today)
    }

    fn is_in_step(&self, today: Date) -> bool {
        matches!(self.due, Due::At(_)) && self.buried_on != Some(today)
    }

    /// None for a new card, and in a learning step, which comes anyway.
    fn seen(&self, place: usize, today: Date) -> Option<Seen> {
        let (memory, last, Due::On(_)) = (self.state.memory()?, self.last?, self.due) else {
            return None;
        };
        let elapsed = day::elapsed(last, today).max(1);
        Some(Seen { candidate: self.candidate(place), memory, elapsed })
    }
}

/// Of two exams of one deck the earlier counts.
fn decks_of<'a>(aims: &[&'a Aim]) -> HashMap<&'a str, usize> {
    let decks = aims.iter().enumerate().rev();
    decks
        .flat_map(|(place, aim)| aim.decks.keys().map(move |deck| (deck.as_str(), place)))
        .collect()
}
