//! How much the study order before an exam is worth, and how far the forecasts
//! of `plan` can be trusted: `cargo run --release -p exam_day` drives the
//! program's own queue and forecast with simulated learners.
//!
//! `-- --tuning` takes other learners; only these may be looked at while the
//! program is changed. `-- --learners N` takes so many.

#![expect(clippy::print_stdout, reason = "a simulation prints its figures")]
#![expect(clippy::print_stderr, reason = "it says what it was asked wrongly")]

mod arguments;
mod clock;
mod learner;
mod noise;
mod policy;
mod report;
mod simulate;
mod situations;
mod speed;
mod study;

use arguments::Arguments;
use policy::{POLICIES, Policy};
use simulate::{Outcome, simulate};
use situations::{NO_CHOICE, SITUATIONS, Situation};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => {
            print(&arguments);
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

fn print(arguments: &Arguments) {
    let &Arguments { run, learners } = arguments;
    println!("{learners} learners a situation, {run:?}; % recalled on the day of the exam\n");
    println!("{}", report::HEAD);
    let results = SITUATIONS.each_ref().map(|situation| {
        let outcomes = simulate(situation, &POLICIES, run, learners);
        println!("{}", report::row(situation, &outcomes));
        (situation, outcomes)
    });
    println!("\n{}", report::WHOLE_TIME_HEAD);
    for (situation, outcomes) in &results {
        println!("{}", report::whole_time_row(situation, outcomes));
    }
    println!(
        "\nThe last card of a day may end after its time, so that more than 100 % can be used."
    );
    println!("\n{}", without_steps(arguments));
    print_calibration(&results);
    for cards in [1_000, 100_000] {
        let ms = speed::queue_ms(cards);
        println!("\na full queue of {cards} review cards: {ms:.1} ms (median)");
    }
}

fn without_steps(arguments: &Arguments) -> String {
    let policies = [Policy::DueThenCram, Policy::TwoPhase, Policy::TwoPhaseOnce];
    let outcomes = simulate(&NO_CHOICE, &policies, arguments.run, arguments.learners);
    report::without_steps(&NO_CHOICE, &outcomes)
}

fn print_calibration(results: &[(&Situation, Vec<Outcome>)]) {
    println!("\n{}", report::CALIBRATION_HEAD);
    for at in 0..report::STOPS.len() {
        let all = results.iter().flat_map(|(_, outcomes)| outcomes);
        println!("{}", report::calibration(at, all));
    }
    println!("\n{}", report::BY_SITUATION_HEAD);
    for (situation, outcomes) in results {
        println!("{}", report::calibration_of(situation, outcomes));
    }
}
