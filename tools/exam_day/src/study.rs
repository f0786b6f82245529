//! A simulated learner's days with the program's own queue and history.

use crate::clock::{Clock, FIRST_DAY, STARTS};
use crate::learner::{Answer, Learner};
use crate::policy::{Morning, Policy, SPREAD, Stage, limits};
use crate::situations::Situation;
use byheart::deck::Deck;
use byheart::deck::parse::parse;
use byheart::history::{Due, Event, EventKind, History};
use byheart::quiz::exam_day::band::Band;
use byheart::quiz::exam_day::plan::{Ground, plan};
use byheart::quiz::exam_day::{Aim, DaysOff, Exams};
use byheart::quiz::queue::{Day, Queue};
use byheart::schedule::{Rating, Scheduler, SchedulerSettings, day};
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// Runs of a forecast; `plan` takes more, which only steadies it.
const RUNS: usize = 3;
/// What was learnt before was not learnt under pressure, in minutes a day.
const BEFORE_MINUTES: u32 = 60;

/// One learner on the way to the exam.
pub(crate) struct Course<'a> {
    pub(crate) situation: &'a Situation,
    pub(crate) deck: &'a Deck,
    pub(crate) learner: Learner,
    pub(crate) history: History,
    /// Days before the first on which the exam is known.
    pub(crate) lead: u32,
    pub(crate) time: Time,
    seed: u64,
    wanted: Vec<usize>,
}

/// Seconds of all days on which the learner studied on the way to the exam.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Time {
    pub(crate) used: f64,
    pub(crate) had: f64,
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
            time: Time::default(),
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
        if is_off || !self.learner.studies(day, self.situation) {
            return;
        }
        let stages = policy.stages(&self.morning(day));
        let minutes = self.situation.minutes;
        self.time.used += self.sit(self.lead + day, &stages, minutes);
        self.time.had += 60.0 * f64::from(minutes);
    }

    fn morning(&self, day: u32) -> Morning {
        let (exams, days) = (self.exams(), self.situation.days);
        let study_days = |day| exams.off.study_days(self.date(0), self.date(day));
        Morning {
            days_left: days - day,
            study_days: (study_days(day), study_days(days)),
            unseen: self.situation.cards - self.history.ids().len(),
            exams,
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
            off: DaysOff { weekdays: self.situation.off.to_vec(), dates: Vec::new() },
            ..Exams::default()
        }
    }

    /// A day's sitting: one stage after the other until the time is over, then
    /// the steps that are left. Seconds of the day's time that it took.
    fn sit(&mut self, day: u32, stages: &[Stage], minutes: u32) -> f64 {
        let mut clock = Clock::new(day, minutes);
        for stage in stages {
            if clock.is_over() {
                break;
            }
            for mut queue in self.queues(stage, &clock) {
                while let Some(card) = self.next(&queue, &clock) {
                    self.ask(card, &mut queue, stage, &mut clock);
                }
            }
        }
        clock.paid
    }

    fn next(&self, queue: &Queue, clock: &Clock) -> Option<usize> {
        let skip = HashSet::new();
        let date = clock.date();
        let card = queue.next(clock.now().instant, &skip).map(|next| next.card);
        if card.is_some() && !clock.is_over() {
            return card;
        }
        let steps = queue.next(day::end_of(date, Offset::UTC, STARTS), &skip)?.card;
        let known = self.history.card(&self.deck.cards[steps].id);
        known.is_some_and(|known| known.last_day == Some(date)).then_some(steps)
    }

    /// The queues of a stage, one after the other.
    pub(crate) fn queues(&self, stage: &Stage, clock: &Clock) -> Vec<Queue> {
        let (date, seed) = (clock.date(), self.seed ^ u64::from(clock.day));
        let ends = day::end_of(date, Offset::UTC, STARTS);
        let (build, limits): (fn(&_, &_, &_, Day<'_>) -> _, _) = match stage {
            Stage::Usual(limits) | Stage::Once(limits) => (Queue::build, limits.clone()),
            Stage::Cram(limits) => (Queue::cram, limits.clone()),
            Stage::More(limits) => {
                let mut limits = limits.clone();
                limits.exams.given = Some(clock.minutes_left());
                (Queue::build, limits)
            }
            Stage::Least => return self.least_recalled(clock),
        };
        let limits = &limits;
        let day = Day { date, ends, limits, seed };
        vec![build(&self.deck.cards, &self.wanted, &self.history, day)]
    }

    /// A queue for each card that was seen, but not today.
    fn least_recalled(&self, clock: &Clock) -> Vec<Queue> {
        let recall = |card: usize| {
            let known = self.history.card(&self.deck.cards[card].id)?;
            self.history.recall_on(known, clock.date())
        };
        let cards = self.wanted.iter().filter_map(|&card| Some((recall(card)?.get(), card)));
        let mut cards: Vec<(f64, usize)> = cards.collect();
        cards.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let alone = |(_, card)| {
            let mut queue = Queue::default();
            queue.insert_learning(clock.now().instant, card);
            queue
        };
        cards.into_iter().map(alone).collect()
    }

    fn ask(&mut self, card: usize, queue: &mut Queue, stage: &Stage, clock: &mut Clock) {
        let Answer { rating, took, cost } = self.learner.answer(card, clock.day);
        clock.seconds += took;
        clock.paid += cost;
        let event = self.event(card, rating, took, clock);
        self.history.apply(&event);
        queue.remove(card);
        let minute = event.time.instant + SignedDuration::from_mins(1);
        let due = self.history.card(&event.card).map(|known| known.due);
        match (stage, due) {
            (Stage::Cram(_), _) if rating == Rating::Again => queue.insert_learning(minute, card),
            (Stage::Usual(_) | Stage::More(_) | Stage::Least, Some(Due::At(due))) => {
                queue.insert_learning(due, card)
            }
            _ => {}
        }
    }

    /// The answer to `card` that took so many seconds until now.
    pub(crate) fn event(&self, card: usize, rating: Rating, took: f64, clock: &Clock) -> Event {
        Event {
            time: clock.now(),
            card: self.deck.cards[card].id.clone(),
            kind: EventKind::Review(rating),
            took_ms: Some((took * 1000.0) as u32),
            detail: Default::default(),
        }
    }
}
