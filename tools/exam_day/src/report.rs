//! What the simulations show, as lines of tables.

use crate::policy::{FOUR, Policy, WHOLE_TIME};
use crate::simulate::{Outcome, Said};
use crate::situations::Situation;

pub(crate) const HEAD: &str = "\
| cards/days/minutes | due order | new first | due, cram 2 days | even spread | byheart | \
over the best of these | over due order |
|---|---|---|---|---|---|---|---|";

pub(crate) const WHOLE_TIME_HEAD: &str = "\
| cards/days/minutes | % of the time that the four and byheart used | \
due, then least recalled | new, then least recalled | byheart | over the better |
|---|---|---|---|---|---|";

pub(crate) const CALIBRATION_HEAD: &str = "\
| when | forecasts | bias | mean absolute error | inside the 80 % band |
|---|---|---|---|---|";

pub(crate) const BY_SITUATION_HEAD: &str = "\
| cards/days/minutes | at the start: bias | mean absolute error | inside | \
two thirds: bias | mean absolute error | inside |
|---|---|---|---|---|---|---|";

/// Where `plan` is asked on the way.
pub(crate) const STOPS: [&str; 4] = ["at the start", "a third", "two thirds", "last evening"];
const START: usize = 0;
const TWO_THIRDS: usize = 2;

/// One situation: what each order reaches, and byheart's lead.
pub(crate) fn row(situation: &Situation, results: &[Outcome]) -> String {
    let columns = levels(results, &FOUR);
    let leads = [best(results, &FOUR), Policy::DueOrder];
    let leads = leads.map(|other| lead(results, Policy::TwoPhase, other)).join(" | ");
    format!("| {} | {columns} | {leads} |", situation.name)
}

/// The same against orders that use all of the time.
pub(crate) fn whole_time_row(situation: &Situation, results: &[Outcome]) -> String {
    let used = FOUR.iter().chain(&[Policy::TwoPhase]);
    let used: Vec<String> =
        used.map(|&policy| format!("{:.0}", used_of(results, policy))).collect();
    let columns = levels(results, &WHOLE_TIME);
    let lead = lead(results, Policy::TwoPhase, best(results, &WHOLE_TIME));
    format!("| {} | {} | {columns} | {lead} |", situation.name, used.join("/"))
}

/// What `others` and byheart reach.
fn levels(results: &[Outcome], others: &[Policy]) -> String {
    let all = others.iter().chain(&[Policy::TwoPhase]);
    all.map(|&policy| level(results, policy)).collect::<Vec<_>>().join(" | ")
}

/// The best of some orders, in hindsight.
fn best(results: &[Outcome], of: &[Policy]) -> Policy {
    let reached = |policy: &Policy| mean(recalls(results, *policy)).0;
    let best = of.iter().max_by(|a, b| reached(a).total_cmp(&reached(b)));
    best.copied().unwrap_or(Policy::DueOrder)
}

/// Whether the learning steps are what byheart is behind cramming for.
pub(crate) fn without_steps(situation: &Situation, results: &[Outcome]) -> String {
    let once = Policy::TwoPhaseOnce;
    format!(
        "{}: byheart without the learning steps {}, {} over byheart with them, {} over due, cram 2 days",
        situation.name,
        level(results, once),
        lead(results, once, Policy::TwoPhase),
        lead(results, once, Policy::DueThenCram),
    )
}

/// How far off `plan` was at one stop, over all situations.
pub(crate) fn calibration<'a>(at: usize, results: impl Iterator<Item = &'a Outcome>) -> String {
    let errors = Errors::of(at, results);
    let Errors { count, bias, absolute, inside } = errors;
    format!("| {} | {count} | {bias:+.1} | {absolute:.1} | {inside:.0} % |", STOPS[at])
}

/// How far off `plan` was in one situation.
pub(crate) fn calibration_of(situation: &Situation, results: &[Outcome]) -> String {
    let columns = [START, TWO_THIRDS].map(|at| match Errors::of(at, results.iter()) {
        Errors { count: 0, .. } => "– | – | –".to_owned(),
        Errors { bias, absolute, inside, .. } => {
            format!("{bias:+.1} | {absolute:.1} | {inside:.0} %")
        }
    });
    format!("| {} | {} |", situation.name, columns.join(" | "))
}

/// Errors of forecasts, in points.
struct Errors {
    count: usize,
    bias: f64,
    absolute: f64,
    /// % inside the band.
    inside: f64,
}

impl Errors {
    fn of<'a>(at: usize, results: impl Iterator<Item = &'a Outcome>) -> Self {
        let said = results.flat_map(|result| &result.way(Policy::TwoPhase).said);
        let said: Vec<&Said> = said.filter(|said| said.at == at).collect();
        let error = |said: &&Said| 100.0 * (said.band.expected - said.came);
        let inside =
            said.iter().filter(|said| (said.band.low..=said.band.high).contains(&said.came));
        let share = |of: f64| of / said.len().max(1) as f64;
        Self {
            count: said.len(),
            bias: share(said.iter().map(error).sum()),
            absolute: share(said.iter().map(|said| error(said).abs()).sum()),
            inside: 100.0 * share(inside.count() as f64),
        }
    }
}

fn recalls(results: &[Outcome], policy: Policy) -> impl Iterator<Item = f64> + Clone {
    results.iter().map(move |result| result.way(policy).recall)
}

fn level(results: &[Outcome], policy: Policy) -> String {
    let (mean, half) = mean(recalls(results, policy));
    format!("{mean:.1} ± {half:.1}")
}

/// Learner by learner.
fn lead(results: &[Outcome], ours: Policy, other: Policy) -> String {
    let pairs = recalls(results, ours).zip(recalls(results, other));
    let (mean, half) = mean(pairs.map(|(ours, other)| ours - other));
    format!("{mean:+.1} ± {half:.1}")
}

/// % of the time of all days with study.
fn used_of(results: &[Outcome], policy: Policy) -> f64 {
    let times = results.iter().map(|result| result.way(policy).time);
    let (used, had) =
        times.fold((0.0, 0.0), |(used, had), time| (used + time.used, had + time.had));
    100.0 * used / had
}

/// The mean and half of its 95 % interval.
fn mean(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / count;
    let variance = values.map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
    (mean, 1.96 * (variance / count).sqrt())
}
