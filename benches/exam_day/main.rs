//! How much the study order before an exam is worth, and how far the forecasts
//! of `plan` can be trusted: `cargo bench --bench exam_day` drives the
//! program's own queue and forecast with simulated learners.
//!
//! `-- --tuning` takes other learners; only these may be looked at while the
//! program is changed. `-- --learners N` takes fewer.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod learner;
mod noise;
mod situations;
mod study;

use byheart::deck::Deck;
use byheart::quiz::exam_day::band::Band;
use situations::{LEARNERS, Run, SITUATIONS, Situation, seed};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use study::{Course, POLICIES, Policy, deck, queue_ms};

fn main() {
    assert!(seed(Run::Tuning, LEARNERS) < seed(Run::Report, 0), "seeds must not meet");
    let arguments: Vec<String> = std::env::args().collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let run = if has("--tuning") { Run::Tuning } else { Run::Report };
    let place = arguments.iter().position(|argument| argument == "--learners");
    let learners = place.and_then(|at| arguments.get(at + 1)).and_then(|count| count.parse().ok());
    let learners = learners.unwrap_or(LEARNERS);
    println!("{learners} learners a situation, {run:?}; % recalled on the day of the exam\n");
    println!(
        "| cards/days/minutes | due order | new first | due, cram 2 days | even spread | byheart | over the best of these | over due order |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut forecasts = Vec::new();
    for situation in &SITUATIONS {
        let results = simulate(situation, run, learners);
        println!("{}", row(situation, &results));
        forecasts.extend(results.into_iter().flat_map(|result| result.forecasts));
    }
    println!("\n| when | forecasts | bias | mean absolute error | inside the 80 % band |");
    println!("|---|---|---|---|---|");
    for (at, when) in ["at the start", "a third", "two thirds", "last evening"].iter().enumerate() {
        println!("{}", calibration(when, forecasts.iter().filter(|said| said.at == at)));
    }
    for cards in [1_000, 100_000] {
        println!("\na full queue of {cards} cards: {:.1} ms", queue_ms(cards));
    }
}

/// One learner under each policy, in points, and what `plan` said on the way.
struct Outcome {
    number: u64,
    recalls: [f64; POLICIES.len()],
    forecasts: Vec<Said>,
}

/// What `plan` said, and what came.
struct Said {
    /// Start, a third, two thirds, last evening: 0 to 3.
    at: usize,
    band: Band,
    came: f64,
}

fn simulate(situation: &Situation, run: Run, learners: u64) -> Vec<Outcome> {
    let deck = deck(situation.cards);
    let next = AtomicU64::new(0);
    let results = Mutex::new(Vec::new());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= learners {
                return;
            }
            let outcome = outcome(situation, &deck, number, seed(run, number));
            results.lock().expect("no thread panics").push(outcome);
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let mut results = results.into_inner().expect("no thread panics");
    results.sort_by_key(|result| result.number);
    results
}

fn outcome(situation: &Situation, deck: &Deck, number: u64, seed: u64) -> Outcome {
    let mut forecasts = Vec::new();
    let recalls = POLICIES.map(|policy| {
        let mut course = Course::new(situation, deck, seed);
        let mut said = Vec::new();
        for day in 0..situation.days {
            if policy == Policy::TwoPhase {
                said.extend(
                    stops(situation.days, day).filter_map(|at| Some((at, course.forecast(day)?))),
                );
            }
            course.study(day, policy);
        }
        let came = course.recall();
        forecasts.extend(said.into_iter().map(|(at, band)| Said { at, band, came }));
        100.0 * came
    });
    Outcome { number, recalls, forecasts }
}

/// Which stops of the way `day` is.
fn stops(days: u32, day: u32) -> impl Iterator<Item = usize> {
    let stops = [0, days.div_ceil(3), (2 * days).div_ceil(3), days - 1];
    // A way of a day or two has no thirds.
    (0..4).filter(move |&at| stops[at] == day && (days > 2 || at == 0 || at == 3 && days > 1))
}

fn calibration<'a>(when: &str, said: impl Iterator<Item = &'a Said> + Clone) -> String {
    let count = said.clone().count();
    let share = |of: f64| of / count.max(1) as f64;
    let error = |said: &Said| 100.0 * (said.band.expected - said.came);
    let bias = share(said.clone().map(error).sum());
    let absolute = share(said.clone().map(|said| error(said).abs()).sum());
    let inside = |said: &&Said| (said.band.low..=said.band.high).contains(&said.came);
    let covered = 100.0 * share(said.filter(inside).count() as f64);
    format!("| {when} | {count} | {bias:+.1} | {absolute:.1} | {covered:.0} % |")
}

fn row(situation: &Situation, results: &[Outcome]) -> String {
    let of = |policy: usize| results.iter().map(move |result| result.recalls[policy]);
    let means: Vec<f64> = (0..POLICIES.len()).map(|policy| mean(of(policy)).0).collect();
    let ours = POLICIES.len() - 1;
    let best = (0..ours).max_by(|&a, &b| means[a].total_cmp(&means[b])).unwrap_or(0);
    let against = |other: usize| {
        let (mean, half) = mean(of(ours).zip(of(other)).map(|(ours, other)| ours - other));
        format!("{mean:+.1} ± {half:.1}")
    };
    let columns: Vec<String> = (0..POLICIES.len())
        .map(|policy| {
            let (mean, half) = mean(of(policy));
            format!("{mean:.1} ± {half:.1}")
        })
        .collect();
    format!("| {} | {} | {} | {} |", situation.name, columns.join(" | "), against(best), against(0))
}

/// The mean and half of its 95 % interval.
fn mean(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / count;
    let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
    (mean, 1.96 * (variance / count).sqrt())
}
