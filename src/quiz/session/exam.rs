//! A session while an exam lies ahead.

use super::{Mode, Session};
use crate::history::Stamp;
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
