//! What `plan` says: the days until the exams, what is expected of each deck
//! and tag, and what would help where the wish is out of reach.

use super::band::{Band, around};
use super::belief::{self, Belief};
use super::exams::Exams;
use super::forecast::{DayAhead, Forecast, LONGEST, Start, forecast, runs};
use super::habits::Habits;
use super::remedy::{self, Remedy};
use super::roster::Roster;
use crate::deck::{Card, Deck};
use crate::history::History;
use crate::schedule::{State, day};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Fewer answers on later days than these say nothing of a learner.
const LEAST_ANSWERS: usize = 20;
/// Tags named, the largest.
const MOST_TAGS: usize = 12;

/// The way to the exams.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What each exam looks like, by date.
    pub exams: Vec<Outlook>,
    /// From today to the evening before the last exam.
    pub days: Vec<DayAhead>,
    /// Minutes that a coming day is reckoned to have.
    pub minutes: f64,
    /// What the minutes rest on.
    pub basis: Minutes,
    /// Seen cards, of these due by the long-term schedule the day after.
    pub seen: f64,
    /// See `seen`.
    pub due_after: f64,
    /// What would reach the wish, for the first exam where it is out of reach.
    pub remedy: Option<Remedy>,
}

/// What the minutes a day rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minutes {
    /// The learner's word.
    Declared,
    /// The learner's word, less the days that were skipped lately.
    Skipping,
    /// The last days, where nothing was declared.
    Observed,
    /// Neither word nor days.
    Assumed,
}

/// One exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The day of the exam.
    pub date: Date,
    /// Whole days until then.
    pub days: u32,
    /// Whether enough is known of the learner to name a figure.
    pub known: bool,
    /// All its cards.
    pub all: Part,
    /// By deck: id.
    pub decks: Vec<Part>,
    /// By tag, the largest first.
    pub tags: Vec<Part>,
}

/// Some cards of an exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// A deck's id, a tag; empty for all.
    pub name: String,
    /// Cards.
    pub cards: usize,
    /// Of these, never answered.
    pub unseen: usize,
    /// Expected recall on the day of the exam.
    pub recall: Band,
}

impl Plan {
    /// Whether enough is known of the learner to name figures for all exams.
    pub fn is_known(&self) -> bool {
        self.exams.iter().all(|exam| exam.known)
    }
}

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The decks; of these, those with an exam ahead count.
    pub decks: &'a [Deck],
    /// What happened.
    pub history: &'a History,
    /// The exams and the learner's time.
    pub exams: &'a Exams,
    /// The study day.
    pub today: Date,
    /// The wish: mean recall, 0 to 1.
    pub goal: f64,
    /// Draws the answers.
    pub seed: u64,
    /// The most runs that a forecast takes.
    pub most_runs: usize,
}

/// The plan; none where no card has an exam ahead.
pub fn plan(ground: Ground<'_>) -> Option<Plan> {
    let Ground { decks, history, exams, today, .. } = ground;
    let cards: Vec<Card> = decks.iter().flat_map(|deck| &deck.cards).cloned().collect();
    let wanted: Vec<usize> = (0..cards.len()).collect();
    let roster = Roster::new(&cards, &wanted, history, exams, today);
    if roster.entries.is_empty() {
        return None;
    }
    let habits = Habits::of(history, exams, today);
    let belief = belief::of(&roster, &cards, history);
    let spent = habits.spent(history, exams, today);
    let factor = belief.factor;
    let start = Start { history, habits: &habits, factor, today, spent, seed: ground.seed };
    let days = roster.aims.iter().map(|aim| aim.days(today)).max().unwrap_or(1).min(LONGEST);
    let runs = runs(roster.entries.len(), days as usize).min(ground.most_runs);
    let found = forecast(&roster, start, runs);
    let view =
        View { roster: &roster, cards: &cards, history, today, found: &found, belief: &belief };
    let outlooks = (0..roster.aims.len()).filter_map(|place| view.outlook(place)).collect();
    Some(Plan {
        minutes: habits.usual(exams) / 60.0,
        basis: basis(&habits, exams),
        remedy: remedy::seek(&roster, start, runs, ground.goal, &found),
        exams: outlooks,
        seen: (roster.entries.len() as f64 - never_seen(&roster, &found)).max(0.0),
        due_after: found.due_after,
        days: found.days,
    })
}

fn never_seen(roster: &Roster<'_>, found: &Forecast) -> f64 {
    let new: f64 = found.days.iter().map(|day| day.new).sum();
    let unseen: usize = (0..roster.aims.len()).map(|aim| roster.unseen(aim)).sum();
    unseen as f64 - new
}

fn basis(habits: &Habits, exams: &Exams) -> Minutes {
    let is_less = habits.usual(exams) < habits.meant(exams);
    match (exams.minutes, habits.seconds_a_day) {
        (Some(_), _) if is_less => Minutes::Skipping,
        (Some(_), _) => Minutes::Declared,
        (None, Some(_)) => Minutes::Observed,
        (None, None) => Minutes::Assumed,
    }
}

struct View<'a> {
    roster: &'a Roster<'a>,
    cards: &'a [Card],
    history: &'a History,
    today: Date,
    found: &'a Forecast,
    belief: &'a Belief,
}

impl View<'_> {
    fn outlook(&self, aim: usize) -> Option<Outlook> {
        let places = self.roster.places(aim);
        let (_, exam) = (places.first()?, self.roster.aims[aim]);
        let deck = |place: &usize| self.card(*place).id.deck();
        let decks = places.chunk_by(|one, next| deck(one) == deck(next));
        Some(Outlook {
            date: exam.date,
            days: day::elapsed(self.today, exam.date),
            known: self.is_known(aim),
            all: self.part("", &places),
            decks: decks.map(|places| self.part(deck(&places[0]), places)).collect(),
            tags: self.tags(&places),
        })
    }

    fn is_known(&self, aim: usize) -> bool {
        self.belief.answers[aim] >= LEAST_ANSWERS
    }

    fn card(&self, place: usize) -> &Card {
        &self.cards[self.roster.entries[place].card]
    }

    /// How much of the way to the exam has passed for the cards at `places`:
    /// the share of the days from their first answer to the evening before,
    /// as far as what will be seen by then was answered on a later day. What was
    /// never tried after a night says nothing of itself.
    fn passed(&self, places: &[usize]) -> f64 {
        let entry = |place: usize| &self.roster.entries[place];
        let Some(aim) = places.first().map(|&place| entry(place).aim) else { return 0.0 };
        if !self.is_known(aim) {
            return 0.0;
        }
        let first = |place: &usize| self.history.first_day(&self.card(*place).id);
        let Some(begun) = places.iter().filter_map(first).min() else { return 0.0 };
        let all = day::elapsed(begun, self.roster.aims[aim].date).saturating_sub(1);
        let days = f64::from(day::elapsed(begun, self.today)) / f64::from(all.max(1));
        let was_tried =
            |place: &&usize| first(place).is_some_and(|day| entry(**place).last > Some(day));
        let tried = places.iter().filter(was_tried).count();
        let will_be_seen = places.iter().filter(|&&place| self.found.recalls[place] > 0.0).count();
        days.min(1.0) * (tried as f64 / will_be_seen.max(1) as f64).min(1.0)
    }

    fn tags(&self, places: &[usize]) -> Vec<Part> {
        let mut by_tag: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &place in places {
            for tag in self.card(place).tags() {
                by_tag.entry(tag).or_default().push(place);
            }
        }
        let mut tags: Vec<(&str, Vec<usize>)> = by_tag.into_iter().collect();
        tags.sort_by_key(|(_, places)| Reverse(places.len()));
        tags.iter().take(MOST_TAGS).map(|(tag, places)| self.part(tag, places)).collect()
    }

    fn part(&self, name: &str, places: &[usize]) -> Part {
        let is_unseen = |place: &&usize| self.roster.entries[**place].state == State::New;
        Part {
            name: name.to_owned(),
            cards: places.len(),
            unseen: places.iter().filter(is_unseen).count(),
            recall: around(self.found.recall(places), self.passed(places)),
        }
    }
}
