//! Learners of one situation under each order, on all processors.

use crate::policy::Policy;
use crate::situations::{Run, Situation, seed};
use crate::study::{Course, Time, deck};
use byheart::deck::Deck;
use byheart::quiz::exam_day::band::Band;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// One learner under each order.
pub(crate) struct Outcome {
    number: u64,
    ways: Vec<Way>,
}

/// One learner's way under one order.
pub(crate) struct Way {
    policy: Policy,
    /// % recalled on the day of the exam.
    pub(crate) recall: f64,
    pub(crate) time: Time,
    /// What `plan` said on the way, where it is asked.
    pub(crate) said: Vec<Said>,
}

/// What `plan` said, and what came.
pub(crate) struct Said {
    /// Start, a third, two thirds, last evening: 0 to 3.
    pub(crate) at: usize,
    pub(crate) band: Band,
    pub(crate) came: f64,
}

impl Outcome {
    pub(crate) fn way(&self, policy: Policy) -> &Way {
        self.ways.iter().find(|way| way.policy == policy).expect("the order was simulated")
    }
}

/// The first `learners` of `run` under each of `policies`.
pub(crate) fn simulate(
    situation: &Situation,
    policies: &[Policy],
    run: Run,
    learners: u64,
) -> Vec<Outcome> {
    let deck = deck(situation.cards);
    let next = AtomicU64::new(0);
    let results = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= learners {
                return;
            }
            let way = |&policy| way(situation, &deck, seed(run, number), policy);
            let outcome = Outcome { number, ways: policies.iter().map(way).collect() };
            results.lock().expect("no thread panics").push(outcome);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let mut results = results.into_inner().expect("no thread panics");
    results.sort_by_key(|result| result.number);
    results
}

fn way(situation: &Situation, deck: &Deck, seed: u64, policy: Policy) -> Way {
    let mut course = Course::new(situation, deck, seed);
    let mut bands = Vec::new();
    for day in 0..situation.days {
        if policy == Policy::TwoPhase {
            let stops = stops(situation.days, day);
            bands.extend(stops.filter_map(|at| Some((at, course.forecast(day)?))));
        }
        course.study(day, policy);
    }
    let came = course.recall();
    let said = bands.into_iter().map(|(at, band)| Said { at, band, came }).collect();
    Way { policy, recall: 100.0 * came, time: course.time, said }
}

/// Which stops of the way `day` is.
fn stops(days: u32, day: u32) -> impl Iterator<Item = usize> {
    let stops = [0, days.div_ceil(3), (2 * days).div_ceil(3), days - 1];
    // A way of a day or two has no thirds.
    (0..4).filter(move |&at| stops[at] == day && (days > 2 || at == 0 || at == 3 && days > 1))
}
