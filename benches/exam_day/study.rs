//! A simulated learner's days with the program's own queue and history.

use crate::learner::{Answer, Learner};
use crate::situations::{SITUATIONS, Situation};
use byheart::deck::Deck;
use byheart::deck::parse::parse;
use byheart::history::{Due, Event, EventKind, History, Stamp};
use byheart::quiz::exam_day::band::Band;
use byheart::quiz::exam_day::plan::{Ground, plan};
use byheart::quiz::exam_day::{Aim, DaysOff, Exams, Most, Word};
use byheart::quiz::queue::{Backlog, Day, Limits, Queue};
use byheart::schedule::{Rating, Scheduler, SchedulerSettings, day};
use jiff::SignedDuration;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::Offset;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// A Monday.
const FIRST_DAY: Date = date(2026, 1, 5);
const STARTS: Time = time(4, 0, 0, 0);
/// Runs of a forecast; `plan` takes more, which only steadies it.
const RUNS: usize = 3;
/// Days of cramming before the exam.
const CRAM_DAYS: u32 = 2;
/// The part of the days over which new cards are spread.
const SPREAD: f64 = 0.75;
/// What was learnt before was not learnt under pressure, in minutes a day.
const BEFORE_MINUTES: u32 = 60;

/// In which order a learner studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    DueOrder,
    NewFirst,
    DueThenCram,
    EvenSpread,
    TwoPhase,
}

pub(crate) const POLICIES: [Policy; 5] =
    [Policy::DueOrder, Policy::NewFirst, Policy::DueThenCram, Policy::EvenSpread, Policy::TwoPhase];

/// One learner on the way to the exam.
pub(crate) struct Course<'a> {
    pub(crate) situation: &'a Situation,
    pub(crate) deck: &'a Deck,
    pub(crate) learner: Learner,
    pub(crate) history: History,
    /// Days before the first on which the exam is known.
    lead: u32,
    seed: u64,
    wanted: Vec<usize>,
}

/// Milliseconds that a full queue of `cards` cards, all seen, takes.
pub(crate) fn queue_ms(cards: usize) -> f64 {
    let situation = Situation { cards, ..SITUATIONS[0] };
    let deck = deck(cards);
    let mut course = Course::new(&situation, &deck, 1);
    let clock = Clock { day: 0, seconds: 0.0, paid: 0.0, end: 0.0 };
    // As after a long while: a part of the cards was answered on each day.
    let answer = |card: usize| Event {
        time: Clock { day: (200 * card / cards) as u32, ..clock }.now(),
        card: deck.cards[card].id.clone(),
        kind: EventKind::Review(Rating::ALL[card % 4]),
        took_ms: Some(13_000),
        detail: String::new(),
    };
    let scheduler = course.history.scheduler().clone();
    course.history = History::fold((0..cards).map(answer), scheduler, STARTS, HashMap::new());
    let limits = Limits { exams: course.exams(), ..limits(0, 0) };
    let clock = Clock { day: 201, ..clock };
    let begun = std::time::Instant::now();
    let queue = course.queue(&Stage::Usual(limits), &clock);
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    assert!(queue.counts().1 + queue.counts().0 > 0, "the queue asks something");
    took
}

/// A deck of so many plain cards.
pub(crate) fn deck(cards: usize) -> Deck {
    let mut text = "format = 1\nid = \"d\"\ntitle = \"D\"\n".to_owned();
    for card in 0..cards {
        text.push_str(&format!("[[card]]\nid = \"c{card}\"\nfront = \"Q{card}\"\nback = \"A\"\n"));
    }
    parse(Path::new("d.toml"), &text).deck.expect("the deck has no faults")
}

impl<'a> Course<'a> {
    pub(crate) fn new(situation: &'a Situation, deck: &'a Deck, seed: u64) -> Self {
        let scheduler = Scheduler::new(SchedulerSettings::default()).expect("defaults are sound");
        let mut course = Self {
            situation,
            deck,
            learner: Learner::new(situation, seed),
            history: History::fold([], scheduler, STARTS, HashMap::new()),
            lead: 0,
            seed,
            wanted: (0..situation.cards).collect(),
        };
        course.learn_before();
        course
    }

    /// What was learnt before the exam was known, in the long-term order.
    fn learn_before(&mut self) {
        let Some((cards, days)) = self.situation.learnt else { return };
        self.wanted.truncate(cards);
        let new = (cards as f64 / (SPREAD * f64::from(days))).ceil() as u32;
        for day in 0..days {
            self.sit(day, &[Stage::Usual(limits(new, u32::MAX))], BEFORE_MINUTES);
        }
        self.wanted = (0..self.situation.cards).collect();
        self.lead = days;
    }

    /// One day of the way, counted from 0, by `policy`.
    pub(crate) fn study(&mut self, day: u32, policy: Policy) {
        let is_off = self.exams().off.has(self.date(day));
        if !is_off && self.learner.studies(day, self.situation) {
            self.sit(self.lead + day, &self.stages(day, policy), self.situation.minutes);
        }
    }

    /// What `plan` says on the morning of `day`.
    pub(crate) fn forecast(&self, day: u32) -> Option<Band> {
        let ground = Ground {
            decks: std::slice::from_ref(self.deck),
            history: &self.history,
            exams: &self.exams(),
            today: self.date(day),
            goal: 0.0,
            seed: self.seed,
            most_runs: RUNS,
        };
        plan(ground).and_then(|plan| plan.exams.first().map(|exam| exam.all.recall))
    }

    /// The true mean recall on the day of the exam.
    pub(crate) fn recall(&self) -> f64 {
        self.learner.mean_recall(self.lead + self.situation.days)
    }

    /// The study day `day`, counted from the first on which the exam is known.
    pub(crate) fn date(&self, day: u32) -> Date {
        day::after(FIRST_DAY, self.lead + day)
    }

    /// The exam as the program knows it.
    pub(crate) fn exams(&self) -> Exams {
        let date = self.date(self.situation.days);
        Exams {
            aims: vec![Aim { date, decks: BTreeMap::from([("d".to_owned(), Vec::new())]) }],
            minutes: Some(self.situation.minutes),
            word: Word::Checked,
            given: None,
            off: DaysOff { weekdays: self.situation.off.to_vec(), dates: Vec::new() },
            most: Most::default(),
        }
    }

    fn stages(&self, day: u32, policy: Policy) -> Vec<Stage> {
        let all = u32::MAX;
        let usual = |new, reviews| Stage::Usual(limits(new, reviews));
        let is_cram = day + CRAM_DAYS >= self.situation.days;
        let unseen = self.situation.cards - self.situation.learnt.map_or(0, |(cards, _)| cards);
        let quota = (unseen as f64 / (SPREAD * f64::from(self.situation.days))).ceil() as u32;
        match policy {
            Policy::DueThenCram if is_cram => vec![Stage::Cram(limits(all, all))],
            Policy::DueOrder | Policy::DueThenCram => vec![usual(all, all)],
            Policy::NewFirst => vec![usual(all, 0), usual(0, all)],
            Policy::EvenSpread => vec![usual(quota, 0), usual(0, all)],
            // Who has time left asks for more: `study --minutes`.
            Policy::TwoPhase => {
                let limits = Limits { exams: self.exams(), ..limits(0, 0) };
                let more = std::iter::repeat_n(Stage::More(limits.clone()), 6);
                std::iter::once(Stage::Usual(limits)).chain(more).collect()
            }
        }
    }

    /// A day's sitting: one stage after the other until the time is over, then
    /// the steps that are left.
    fn sit(&mut self, day: u32, stages: &[Stage], minutes: u32) {
        let mut clock = Clock { day, seconds: 0.0, paid: 0.0, end: 60.0 * f64::from(minutes) };
        for stage in stages {
            if clock.is_over() {
                return;
            }
            let mut queue = self.queue(stage, &clock);
            while let Some(card) = self.next(&queue, &clock) {
                self.ask(card, &mut queue, stage, &mut clock);
            }
        }
    }

    fn next(&self, queue: &Queue, clock: &Clock) -> Option<usize> {
        let skip = HashSet::new();
        let date = day::after(FIRST_DAY, clock.day);
        let card = queue.next(clock.now().instant, &skip).map(|next| next.card);
        if card.is_some() && !clock.is_over() {
            return card;
        }
        let steps = queue.next(day::end_of(date, Offset::UTC, STARTS), &skip)?.card;
        let known = self.history.card(&self.deck.cards[steps].id);
        known.is_some_and(|known| known.last_day == Some(date)).then_some(steps)
    }

    fn queue(&self, stage: &Stage, clock: &Clock) -> Queue {
        let date = day::after(FIRST_DAY, clock.day);
        let ends = day::end_of(date, Offset::UTC, STARTS);
        let seed = self.seed ^ u64::from(clock.day);
        let (build, limits): (fn(&_, &_, &_, Day<'_>) -> _, _) = match stage {
            Stage::Usual(limits) => (Queue::build, limits.clone()),
            Stage::Cram(limits) => (Queue::cram, limits.clone()),
            Stage::More(limits) => {
                let mut limits = limits.clone();
                limits.exams.given = Some(clock.minutes_left());
                (Queue::build, limits)
            }
        };
        let limits = &limits;
        build(&self.deck.cards, &self.wanted, &self.history, Day { date, ends, limits, seed })
    }

    fn ask(&mut self, card: usize, queue: &mut Queue, stage: &Stage, clock: &mut Clock) {
        let Answer { rating, took, cost } = self.learner.answer(card, clock.day);
        clock.seconds += took;
        clock.paid += cost;
        let event = Event {
            time: clock.now(),
            card: self.deck.cards[card].id.clone(),
            kind: EventKind::Review(rating),
            took_ms: Some((took * 1000.0) as u32),
            detail: String::new(),
        };
        self.history.apply(&event);
        queue.remove(card);
        let minute = event.time.instant + SignedDuration::from_mins(1);
        let due = self.history.card(&event.card).map(|known| known.due);
        match (stage, due) {
            (Stage::Cram(_), _) if rating == Rating::Again => queue.insert_learning(minute, card),
            (Stage::Usual(_) | Stage::More(_), Some(Due::At(due))) => {
                queue.insert_learning(due, card)
            }
            _ => {}
        }
    }
}

#[derive(Clone)]
enum Stage {
    Usual(Limits),
    Cram(Limits),
    More(Limits),
}

fn limits(new: u32, reviews: u32) -> Limits {
    let (decks, exams) = (BTreeMap::new(), Exams::default());
    Limits { new, reviews, decks, backlog: Backlog::AtOnce, new_all_the_same: true, exams }
}

struct Clock {
    day: u32,
    /// Since the sitting began.
    seconds: f64,
    /// Of the day's time.
    paid: f64,
    end: f64,
}

impl Clock {
    fn is_over(&self) -> bool {
        self.paid >= self.end
    }

    fn minutes_left(&self) -> u32 {
        ((self.end - self.paid) / 60.0).ceil().max(0.0) as u32
    }

    /// Noon, and the seconds that answers took.
    fn now(&self) -> Stamp {
        let noon = day::after(FIRST_DAY, self.day).to_datetime(time(12, 0, 0, 0));
        let instant = Offset::UTC.to_timestamp(noon).expect("a day of this century");
        Stamp::new(instant + SignedDuration::from_secs_f64(self.seconds), Offset::UTC)
    }
}
