//! What following the policy leads to: its own code played forward, with
//! answers drawn as the scheduler's model and what is believed of the learner
//! have them.

use super::belief::scaled;
use super::habits::Habits;
use super::policy::{Kind, Pick};
use super::roster::{Entry, Roster};
use crate::history::{Due, History};
use crate::schedule::{Rating, Scheduler, State, Wait, day};
use jiff::civil::Date;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Card-days that all runs of a forecast may play together, about a second.
const WORK: usize = 2_000_000;
/// The most runs of a forecast.
pub const MOST_RUNS: usize = 12;
/// No forecast looks further, in days.
pub const LONGEST: u32 = 730;

/// The mean of several runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// From today to the evening before the last exam; today, if that is its day.
    pub days: Vec<DayAhead>,
    /// The chance that each card of the roster is recalled at its exam.
    pub recalls: Vec<f64>,
    /// Seen cards that are due by the long-term schedule the day after.
    pub due_after: f64,
}

/// One day of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DayAhead {
    /// The study day.
    pub date: Date,
    /// New cards.
    pub new: f64,
    /// Reviews.
    pub reviews: f64,
    /// Time, in seconds.
    pub seconds: f64,
    /// Mean recall at the exam if this were the last day of study, 0 to 1.
    pub recall: f64,
}

/// What a forecast starts from.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The folded history; only its scheduler is asked.
    pub history: &'a History,
    /// The learner's habits.
    pub habits: &'a Habits,
    /// The factor on stabilities that is believed.
    pub factor: f64,
    /// The study day.
    pub today: Date,
    /// Seconds of it that are gone.
    pub spent: f64,
    /// Draws the answers.
    pub seed: u64,
}

/// How many runs a forecast of `cards` over `days` is worth.
pub fn runs(cards: usize, days: usize) -> usize {
    (WORK / (cards * days).max(1)).clamp(1, MOST_RUNS)
}

/// The mean of `runs` runs.
pub fn forecast(roster: &Roster<'_>, start: Start<'_>, runs: usize) -> Forecast {
    let day = |date| DayAhead { date, ..DayAhead::default() };
    let mut sum = Forecast {
        days: dates(roster, start.today).map(day).collect(),
        recalls: vec![0.0; roster.entries.len()],
        due_after: 0.0,
    };
    for run in 0..runs.max(1) {
        let random = StdRng::seed_from_u64(start.seed.wrapping_add(run as u64));
        Run { roster: roster.clone(), start, random }.play(&mut sum);
    }
    sum.divide(runs.max(1) as f64);
    sum
}

fn dates(roster: &Roster<'_>, today: Date) -> impl Iterator<Item = Date> + use<> {
    let last = roster.aims.iter().map(|aim| aim.date).max().unwrap_or(today);
    // The day of the exam itself may still be used.
    let days = day::elapsed(today, last).clamp(1, LONGEST);
    (0..days).map(move |ahead| day::after(today, ahead))
}

impl Forecast {
    fn divide(&mut self, runs: f64) {
        for day in &mut self.days {
            for sum in [&mut day.new, &mut day.reviews, &mut day.seconds, &mut day.recall] {
                *sum /= runs;
            }
        }
        self.recalls.iter_mut().for_each(|sum| *sum /= runs);
        self.due_after /= runs;
    }

    /// Mean recall over the cards at `places` of the roster, 0 to 1.
    pub fn recall(&self, places: &[usize]) -> f64 {
        let sum: f64 = places.iter().map(|&place| self.recalls[place]).sum();
        sum / places.len().max(1) as f64
    }
}

struct Run<'a> {
    roster: Roster<'a>,
    start: Start<'a>,
    random: StdRng,
}

impl Run<'_> {
    fn play(mut self, sum: &mut Forecast) {
        for day in &mut sum.days {
            self.study(day);
            day.recall += self.mean_recall();
        }
        for (place, recall) in sum.recalls.iter_mut().enumerate() {
            *recall += self.recall(&self.roster.entries[place]);
        }
        let is_due = |entry: &&Entry| {
            let exam = self.roster.aims[entry.aim].date;
            let waits = matches!(entry.due, Due::On(due) if due > day::after(exam, 1));
            entry.state != State::New && !waits
        };
        sum.due_after += self.roster.entries.iter().filter(is_due).count() as f64;
    }

    fn study(&mut self, day: &mut DayAhead) {
        let Start { history, habits, today, spent, .. } = self.start;
        let exams = self.roster.exams;
        let is_today = day.date == today;
        // A day off that was begun all the same is studied.
        if exams.off.has(day.date) && !(is_today && spent > 0.0) {
            return;
        }
        let purse = if is_today { habits.purse(exams, spent) } else { habits.coming(exams) };
        let reckoning = habits.reckoning(history);
        // Steps that were left come before all else.
        let steps: Vec<Pick> = self.roster.steps(day.date, reckoning).collect();
        let purse = purse.without(steps.iter().map(|step| step.cost).sum());
        steps.into_iter().for_each(|step| self.answer(step, day));
        let picks = self.roster.picks(day.date, purse, reckoning);
        picks.into_iter().for_each(|pick| self.answer(pick, day));
    }

    fn answer(&mut self, pick: Pick, day: &mut DayAhead) {
        match pick.kind {
            Kind::New => day.new += 1.0,
            Kind::Review => day.reviews += 1.0,
        }
        day.seconds += pick.cost;
        let today = day.date;
        let scheduler = self.start.history.scheduler();
        let entry = self.roster.entries[pick.candidate.card];
        let elapsed = entry.last.map_or(0, |last| day::elapsed(last, today));
        let chance: f64 = self.random.random();
        let rating = match entry.state.memory() {
            None => first_rating(chance, self.start.habits.first),
            Some(memory) => {
                let stability = scaled(memory.stability, self.start.factor);
                let recalled = chance < scheduler.recall_after(stability, elapsed);
                if recalled { Rating::Good } else { Rating::Again }
            }
        };
        let (state, days) = with_steps(scheduler, entry.state, elapsed, rating);
        let entry = &mut self.roster.entries[pick.candidate.card];
        entry.introduced = entry.state == State::New;
        (entry.state, entry.last) = (state, Some(today));
        entry.due = Due::On(day::after(today, days));
    }

    fn mean_recall(&self) -> f64 {
        let entries = &self.roster.entries;
        entries.iter().map(|entry| self.recall(entry)).sum::<f64>() / entries.len().max(1) as f64
    }

    /// The chance that a card is recalled at its exam, if nothing more comes.
    /// Within a day nobody knows: it counts as a day.
    fn recall(&self, entry: &Entry) -> f64 {
        let (Some(memory), Some(last)) = (entry.state.memory(), entry.last) else { return 0.0 };
        let days = day::elapsed(last, self.roster.aims[entry.aim].date).max(1);
        let stability = scaled(memory.stability, self.start.factor);
        self.start.history.scheduler().recall_after(stability, days)
    }
}

/// Steps of the day are done to their end, each recalled.
fn with_steps(scheduler: &Scheduler, state: State, elapsed: u32, rating: Rating) -> (State, u32) {
    let mut next = scheduler.next(state, elapsed, rating, 0.5);
    loop {
        match next.wait {
            Wait::Days(days) => return (next.state, days),
            Wait::Minutes(_) => next = scheduler.next(next.state, 0, Rating::Good, 0.5),
        }
    }
}

fn first_rating(chance: f64, shares: [f64; 4]) -> Rating {
    let mut upto = 0.0;
    let found = Rating::ALL.into_iter().zip(shares).find(|(_, share)| {
        upto += share;
        chance < upto
    });
    found.map_or(Rating::Good, |(rating, _)| rating)
}
