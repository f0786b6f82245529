//! What is asked today and in which order: learning cards that are due, then
//! reviews, then new cards, within the day's limits. Pure.

mod builder;

use super::backlog::{self, Plan};
use super::exam_day::policy::Kind;
use super::exam_day::{Exams, Habits, Most, Roster};
use super::question::Left;
use crate::deck::{Card, CardId};
use crate::history::{Due, History};
use crate::schedule::State;
use builder::Builder;
use jiff::Timestamp;
use jiff::civil::Date;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Learning cards due this soon are shown when nothing else is left, in minutes.
const AHEAD_MINUTES: i64 = 20;

/// How much a study day may bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// New cards over all decks.
    pub new: u32,
    /// Reviews over all decks.
    pub reviews: u32,
    /// Limits of single decks, by deck id; what is not said is not limited further.
    pub decks: BTreeMap<String, Most>,
    /// What happens to reviews that waited while the learner was away.
    pub backlog: Backlog,
    /// Whether new cards come although reviews are left for later days.
    pub new_all_the_same: bool,
    /// Decks with an exam ahead follow it instead of these limits.
    pub exams: Exams,
}

/// What happens to reviews that waited while the learner was away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backlog {
    /// They are spread over days.
    Spread,
    /// All come at once, as far as the limits let them.
    AtOnce,
}

/// Today's cards, as indices into the session's cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// Cards in learning steps, by the instant at which they are due.
    learning: BTreeSet<(Timestamp, usize)>,
    /// The others, in the order in which they come: what the exams ahead want,
    /// then reviews, then new cards.
    others: Vec<Waiting>,
    plan: Option<Plan>,
    new_waits: bool,
}

/// A card that comes once no learning card is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Waiting {
    /// Index into the session's cards.
    card: usize,
    kind: Kind,
    /// What asking it is expected to take, where an exam ahead wants it.
    exam_ms: Option<u32>,
}

/// Cards that no exam wants.
fn usual(cards: Vec<usize>, kind: Kind) -> impl Iterator<Item = Waiting> {
    cards.into_iter().map(move |card| Waiting { card, kind, exam_ms: None })
}

/// A card that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Index into the session's cards.
    pub card: usize,
    /// The instant at which it is due, where that still lies ahead.
    pub ahead_of: Option<Timestamp>,
}

/// What building a queue needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    /// The study day.
    pub date: Date,
    /// Where the next study day begins.
    pub ends: Timestamp,
    /// How much the day may bring.
    pub limits: &'a Limits,
    /// Orders the reviews of one due date.
    pub seed: u64,
}

impl Queue {
    /// Builds the queue of one study day from what is known of each card;
    /// `wanted` are indices into `cards`.
    pub fn build(cards: &[Card], wanted: &[usize], history: &History, day: Day<'_>) -> Self {
        let exams = &day.limits.exams;
        if exams.is_over(day.date) {
            return Self::without_exams(cards, wanted, history, day);
        }
        let decks: HashSet<&str> =
            exams.ahead(day.date).flat_map(|aim| aim.decks.keys().map(String::as_str)).collect();
        let has_exam = |card: &usize| decks.contains(cards[*card].id.deck());
        let (asked, others): (Vec<usize>, Vec<usize>) = wanted.iter().partition(|c| has_exam(c));
        let mut queue = Self::without_exams(cards, &others, history, day);
        queue.add_exams(cards, &asked, history, day);
        queue
    }

    /// Adds what the exams ahead want today of the cards that they ask.
    fn add_exams(&mut self, cards: &[Card], asked: &[usize], history: &History, day: Day<'_>) {
        let exams = &day.limits.exams;
        let habits = Habits::of(history, exams, day.date);
        let spent = habits.spent(history, exams, day.date);
        let roster = Roster::new(cards, asked, history, exams, day.date);
        let reckoning = habits.reckoning(history);
        let steps = roster.steps(day.date, reckoning).map(|pick| pick.cost).sum();
        let purse = habits.purse(exams, spent).without(steps);
        let wanted = roster.picks(day.date, purse, reckoning).into_iter().map(|pick| Waiting {
            card: roster.entries[pick.candidate.card].card,
            kind: pick.kind,
            exam_ms: Some((1000.0 * pick.cost) as u32),
        });
        self.others.splice(..0, wanted);
        let mut builder = Builder::new(cards, asked, history, day);
        let steps = roster.due_steps(day.date, day.ends).collect();
        self.learning.extend(builder.take_learning(steps));
    }

    /// The long-term queue.
    fn without_exams(cards: &[Card], wanted: &[usize], history: &History, day: Day<'_>) -> Self {
        let mut learning = BTreeSet::new();
        let mut reviews = Vec::new();
        let mut new = Vec::new();
        for &index in wanted {
            let known = history.card(&cards[index].id);
            match known.map(|known| (known.state, known.due)) {
                _ if known.is_some_and(|known| known.rests_on(day.date)) => {}
                None | Some((State::New, _)) => new.push(index),
                Some((_, Due::At(due))) if due < day.ends => {
                    learning.insert((due, index));
                }
                Some((_, Due::On(due))) if due <= day.date => reviews.push((due, index)),
                Some(_) => {}
            }
        }
        let plan = plan(history, day, &reviews);
        let mut builder = Builder::new(cards, wanted, history, day);
        let learning = builder.take_learning(learning);
        let spread = plan.filter(|_| day.limits.backlog == Backlog::Spread);
        if let Some(plan) = spread {
            leave_for_later(plan, cards, history, day, &mut reviews);
        }
        let due = reviews.len();
        let reviews = builder.take_reviews(reviews);
        let some_wait = spread.is_some() || plan.is_some() && reviews.len() < due;
        let load = || history.usual_load(day.date);
        let is_wall = some_wait && plan.is_some_and(|plan| plan.is_wall(load()));
        let new_waits = is_wall && !day.limits.new_all_the_same;
        if new_waits {
            builder.hold_new_back();
        }
        let new = builder.take_new(new);
        let others = usual(reviews, Kind::Review).chain(usual(new, Kind::New)).collect();
        Self { learning, others, plan: spread, new_waits }
    }

    /// All cards that are not suspended, due or not, in an order by `seed`;
    /// those recalled in today's cramming only where no other is left.
    pub fn cram(cards: &[Card], wanted: &[usize], history: &History, day: Day<'_>) -> Self {
        let crammed: HashSet<&CardId> = history.crammed_on(day.date).collect();
        let rests = |index: &usize| {
            history.card(&cards[*index].id).is_some_and(|known| known.rests_on(day.date))
        };
        let mut asked: Vec<usize> = wanted.iter().copied().filter(|card| !rests(card)).collect();
        let is_left = |index: &usize| !crammed.contains(&cards[*index].id);
        if asked.iter().any(is_left) {
            asked.retain(is_left);
        }
        asked.shuffle(&mut StdRng::seed_from_u64(day.seed));
        Self { others: usual(asked, Kind::Review).collect(), ..Self::default() }
    }

    /// How a backlog is paid back, where there is one.
    pub fn plan(&self) -> Option<Plan> {
        self.plan
    }

    /// Whether new cards wait for a backlog.
    pub fn new_waits(&self) -> bool {
        self.new_waits
    }

    /// The card to ask at `now`; cards in `skip` are passed over.
    pub fn next(&self, now: Timestamp, skip: &HashSet<usize>) -> Option<Next> {
        let waiting = self.learning.iter().find(|(_, card)| !skip.contains(card));
        if let Some(&(due, card)) = waiting
            && due <= now
        {
            return Some(Next { card, ahead_of: None });
        }
        if let Some(other) = self.others.iter().find(|other| !skip.contains(&other.card)) {
            return Some(Next { card: other.card, ahead_of: None });
        }
        waiting
            .filter(|(due, _)| due.as_second() - now.as_second() <= AHEAD_MINUTES * 60)
            .map(|&(due, card)| Next { card, ahead_of: Some(due) })
    }

    /// Takes a card out, whatever kind it is.
    pub fn remove(&mut self, card: usize) {
        self.learning.retain(|&(_, other)| other != card);
        self.others.retain(|other| other.card != card);
    }

    /// Puts a card into learning, due at `due`.
    pub fn insert_learning(&mut self, due: Timestamp, card: usize) {
        self.learning.insert((due, card));
    }

    /// The instant at which the next learning card returns.
    pub fn next_return(&self) -> Option<Timestamp> {
        self.learning.first().map(|&(due, _)| due)
    }

    /// The cards that are left, in no order.
    pub fn cards(&self) -> impl Iterator<Item = usize> {
        let others = self.others.iter().map(|other| other.card);
        self.learning.iter().map(|&(_, card)| card).chain(others)
    }

    /// What is left.
    pub fn left(&self) -> Left {
        let (reviews, new) = counts(self.others.iter());
        Left { learning: self.learning.len(), reviews, new }
    }

    /// Of these, reviews and new cards that exams ahead want.
    pub fn exam_counts(&self) -> (usize, usize) {
        counts(self.others.iter().filter(|other| other.exam_ms.is_some()))
    }

    /// What these are expected to take with all their steps, in seconds.
    pub fn exam_seconds(&self) -> u32 {
        let ms: u64 = self.others.iter().filter_map(|other| other.exam_ms).map(u64::from).sum();
        u32::try_from(ms / 1000).unwrap_or(u32::MAX)
    }
}

/// Reviews and new cards.
fn counts<'a>(cards: impl Iterator<Item = &'a Waiting>) -> (usize, usize) {
    cards.fold((0, 0), |(reviews, new), card| match card.kind {
        Kind::Review => (reviews + 1, new),
        Kind::New => (reviews, new + 1),
    })
}

/// How what is overdue among `reviews` would be paid back.
fn plan(history: &History, day: Day<'_>, reviews: &[(Date, usize)]) -> Option<Plan> {
    let overdue = reviews.iter().filter(|(due, _)| *due < day.date).count();
    if overdue == 0 {
        return None;
    }
    let paid_back = history.overdue_answered_on(day.date).count();
    let fresh = reviews.len() - overdue;
    backlog::plan(overdue + paid_back, fresh, history.usual_load(day.date))
}

/// Takes out of `reviews` what the plan leaves for later days. Of what is
/// overdue the best remembered comes first: it can still be saved with one
/// look, and what is forgotten already can wait.
fn leave_for_later(
    plan: Plan,
    cards: &[Card],
    history: &History,
    day: Day<'_>,
    reviews: &mut Vec<(Date, usize)>,
) {
    let recall = |card: &usize| {
        let known = history.card(&cards[*card].id);
        known.and_then(|known| history.recall_on(known, day.date)).map_or(0.0, |r| r.get())
    };
    let mut overdue: Vec<usize> =
        reviews.iter().filter(|(due, _)| *due < day.date).map(|&(_, card)| card).collect();
    overdue.sort_by(|a, b| recall(b).total_cmp(&recall(a)));
    let paid_back = plan.overdue.saturating_sub(overdue.len());
    let today = plan.share.saturating_sub(paid_back);
    let later: HashSet<usize> = overdue.into_iter().skip(today).collect();
    reviews.retain(|(_, card)| !later.contains(card));
}
