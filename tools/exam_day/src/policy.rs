//! The study orders that are compared, as the stages of a day.

use byheart::quiz::exam_day::Exams;
use byheart::quiz::queue::{Backlog, Limits};
use std::collections::BTreeMap;

/// Days of cramming before the exam.
const CRAM_DAYS: u32 = 2;
/// The part of the days over which new cards are spread.
pub(crate) const SPREAD: f64 = 0.75;
/// How often a learner asks for more on a day: `study --minutes`.
const MORE: usize = 6;

/// In which order a learner studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    DueOrder,
    NewFirst,
    DueThenCram,
    EvenSpread,
    /// As due order; the rest of the time goes to what is not due.
    DueThenLeast,
    /// As new first; the rest of the time goes to what is not due.
    NewThenLeast,
    TwoPhase,
    /// As two-phase, but without learning steps.
    TwoPhaseOnce,
}

/// What programs do that know of no exam: they stop where nothing is due.
pub(crate) const FOUR: [Policy; 4] =
    [Policy::DueOrder, Policy::NewFirst, Policy::DueThenCram, Policy::EvenSpread];

/// Two of them that use all of the time, as byheart does.
pub(crate) const WHOLE_TIME: [Policy; 2] = [Policy::DueThenLeast, Policy::NewThenLeast];

/// All that are compared.
pub(crate) const POLICIES: [Policy; 7] = [
    Policy::DueOrder,
    Policy::NewFirst,
    Policy::DueThenCram,
    Policy::EvenSpread,
    Policy::DueThenLeast,
    Policy::NewThenLeast,
    Policy::TwoPhase,
];

/// A part of a day, which ends when nothing is left of its cards.
pub(crate) enum Stage {
    Usual(Limits),
    Cram(Limits),
    /// As usual, for the time that is left.
    More(Limits),
    /// What is not due, the least recalled first by the scheduler's model.
    Least,
    /// As usual, without learning steps.
    Once(Limits),
}

/// What the orders know on the morning of a day.
pub(crate) struct Morning {
    /// Days to the exam; 1 on the last.
    pub(crate) days_left: u32,
    /// Study days before this one, and on the whole way: days off are none.
    pub(crate) study_days: (u32, u32),
    pub(crate) unseen: usize,
    pub(crate) exams: Exams,
}

impl Morning {
    /// New cards of an even spread; what a skipped day left is caught up.
    fn quota(&self) -> u32 {
        let (past, all) = self.study_days;
        let left = SPREAD * f64::from(all) - f64::from(past);
        (self.unseen as f64 / left.max(1.0)).ceil() as u32
    }

    fn exam(&self, given: Option<u32>) -> Limits {
        Limits { exams: Exams { given, ..self.exams.clone() }, ..limits(0, 0) }
    }
}

impl Policy {
    pub(crate) fn stages(self, morning: &Morning) -> Vec<Stage> {
        let all = u32::MAX;
        let usual = |new, reviews| Stage::Usual(limits(new, reviews));
        match self {
            Self::DueThenCram if morning.days_left <= CRAM_DAYS => {
                vec![Stage::Cram(limits(all, all))]
            }
            Self::DueOrder | Self::DueThenCram => vec![usual(all, all)],
            Self::NewFirst => vec![usual(all, 0), usual(0, all)],
            Self::EvenSpread => vec![usual(morning.quota(), 0), usual(0, all)],
            Self::DueThenLeast => vec![usual(all, all), Stage::Least],
            Self::NewThenLeast => vec![usual(all, 0), usual(0, all), Stage::Least],
            Self::TwoPhase => {
                let more = (0..MORE).map(|_| Stage::More(morning.exam(None)));
                std::iter::once(Stage::Usual(morning.exam(None))).chain(more).collect()
            }
            // All cards at once: another queue would hold the steps of this one.
            Self::TwoPhaseOnce => vec![Stage::Once(morning.exam(Some(all)))],
        }
    }
}

pub(crate) fn limits(new: u32, reviews: u32) -> Limits {
    let (decks, exams) = (BTreeMap::new(), Exams::default());
    Limits { new, reviews, decks, backlog: Backlog::AtOnce, new_all_the_same: true, exams }
}
