//! A session while an exam lies ahead.

use super::{Mode, Session};
use crate::history::Stamp;
use crate::quiz::exam_day::{Exams, Most};
use crate::quiz::question::Left;
use crate::quiz::queue::Limits;
use crate::schedule::day;

impl Session {
    /// Before an exam a day's time is used: what quick answers saved of it
    /// brings more cards.
    pub(super) fn refill(&mut self, now: Stamp) {
        let exams = &self.rules.limits.exams;
        let is_due_only = self.rules.mode == Mode::Due;
        if is_due_only && exams.given.is_none() && !exams.is_over(self.day(0, now).date) {
            self.rebuild(now);
        }
    }

    /// What tomorrow may bring: what the learner said of today's time is over
    /// then, and nothing is done for exams on a day off.
    pub(super) fn limits_of_tomorrow(&self, now: Stamp) -> Limits {
        let limits = &self.rules.limits;
        let given = self.is_day_off(1, now).then_some(0);
        let exams = Exams { given, most: Most::default(), ..limits.exams.clone() };
        Limits { exams, ..limits.clone() }
    }

    /// How long what is left will take, in seconds: for exams by what the plan
    /// reckons with.
    pub(super) fn seconds(&self, left: Left) -> u32 {
        let (reviews, new) = self.queue.exam_counts();
        let others = Left { reviews: left.reviews - reviews, new: left.new - new, ..left };
        self.pace.seconds(others).saturating_add(self.queue.exam_seconds())
    }

    /// Whether the learner has that day off from the exams that lie ahead.
    pub(super) fn is_day_off(&self, ahead: u32, now: Stamp) -> bool {
        let (exams, date) = (&self.rules.limits.exams, self.day(ahead, now).date);
        exams.off.has(date) && !exams.is_over(date)
    }

    /// Days to the exams that the session follows, the nearest first.
    pub(super) fn exams(&self, now: Stamp) -> Vec<u32> {
        if self.rules.mode != Mode::Due {
            return Vec::new();
        }
        let today = now.study_day(self.rules.day_starts_at);
        let ahead = self.rules.limits.exams.ahead(today);
        ahead.map(|aim| day::elapsed(today, aim.date)).collect()
    }
}
