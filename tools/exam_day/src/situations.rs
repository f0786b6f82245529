//! The situations and the seeds of tuning, fixed before there was a planner, and
//! the seeds of the report, taken anew after earlier ones had been looked at.

use jiff::civil::Weekday;

/// What a learner has to do until the exam.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation {
    pub(crate) name: &'static str,
    pub(crate) cards: usize,
    /// Study days from the first to the evening before the exam.
    pub(crate) days: u32,
    /// Minutes that are declared and used on a day.
    pub(crate) minutes: u32,
    /// The share of days on which the learner does not study, undeclared.
    pub(crate) skipped: f64,
    /// Days of the week on which the learner does not study, declared.
    pub(crate) off: &'static [Weekday],
    /// Seconds an answer takes, as a multiple of the usual.
    pub(crate) pace: f64,
    /// Cards that were learnt before the first day, and over how many days.
    pub(crate) learnt: Option<(usize, u32)>,
}

const USUAL: Situation = Situation {
    name: "",
    cards: 0,
    days: 0,
    minutes: 0,
    skipped: 0.0,
    off: &[],
    pace: 1.0,
    learnt: None,
};

const fn usual(name: &'static str, cards: usize, days: u32, minutes: u32) -> Situation {
    Situation { name, cards, days, minutes, ..USUAL }
}

/// Eight situations of published comparisons (cards/days/minutes), then four of
/// our own, and one in which nothing can be chosen: all policies must agree.
pub(crate) const SITUATIONS: [Situation; 13] = [
    usual("60/3/10", 60, 3, 10),
    usual("200/7/20", 200, 7, 20),
    usual("200/21/10", 200, 21, 10),
    usual("200/60/5", 200, 60, 5),
    usual("500/21/40", 500, 21, 40),
    usual("500/60/10", 500, 60, 10),
    usual("1000/60/40", 1000, 60, 40),
    Situation { skipped: 0.3, ..usual("500/60/20, 30 % of days skipped", 500, 60, 20) },
    Situation { learnt: Some((200, 40)), ..usual("400/30/15, half learnt before", 400, 30, 15) },
    Situation {
        off: &[Weekday::Saturday, Weekday::Sunday],
        ..usual("300/28/15, weekends off", 300, 28, 15)
    },
    Situation { pace: 1.8, ..usual("300/30/6, slow learner", 300, 30, 6) },
    Situation { learnt: Some((150, 30)), ..usual("250/2/20, most learnt before", 250, 2, 20) },
    NO_CHOICE,
];

/// Every order asks as many new cards as there is time for.
pub(crate) const NO_CHOICE: Situation = usual("100/1/15, all new, exam tomorrow", 100, 1, 15);

/// Learners of a situation.
pub(crate) const LEARNERS: u64 = 200;

/// No run has more: the seeds of two runs do not meet.
pub(crate) const MOST_LEARNERS: u64 = 1_000_000;

const TUNING: u64 = 1_000_000;
const REPORT: u64 = 150_000_000;
/// The first seeds of earlier reports, which have been looked at.
const EARLIER_REPORTS: [u64; 2] = [77_000_000, 130_000_000];
const _: () = assert!(TUNING.abs_diff(REPORT) >= MOST_LEARNERS, "a report on tuning's learners");
const _: () = {
    let [first, second] = EARLIER_REPORTS;
    assert!(first.abs_diff(REPORT) >= MOST_LEARNERS, "a report on known learners");
    assert!(second.abs_diff(REPORT) >= MOST_LEARNERS, "a report on known learners");
};

/// Learner `number` of a run; no learner of tuning is one of the report.
pub(crate) fn seed(run: Run, number: u64) -> u64 {
    let first = match run {
        Run::Tuning => TUNING,
        Run::Report => REPORT,
    };
    first + number
}

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Looking at it may change the program.
    Tuning,
    /// The table in `docs/exam-day.md`; nothing is changed by it.
    Report,
}
