//! Reviews that waited while the learner was away: a share of them a day, not
//! a wall. Pure.

/// A backlog of this size is no matter, in reviews.
const SMALL: usize = 30;
/// The least that is paid back a day, in reviews.
const LEAST: usize = 10;
/// A backlog is paid back within this many days.
const LONGEST: usize = 14;

/// How a backlog is paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Reviews that were due before today when the day began.
    pub overdue: usize,
    /// How many of them a day takes.
    pub share: usize,
    /// Days until all are paid back, today included.
    pub days: usize,
}

/// The plan for `overdue` reviews of a learner whose coming days bring `usual`
/// ones; none where it is no more than a usual day's work.
pub fn plan(overdue: usize, usual: usize) -> Option<Plan> {
    if overdue <= SMALL.max(usual) {
        return None;
    }
    let share = usual.div_ceil(2).max(LEAST).max(overdue.div_ceil(LONGEST));
    Some(Plan { overdue, share, days: overdue.div_ceil(share) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_days_work_is_done_at_once_and_more_is_spread() {
        assert_eq!(plan(30, 5), None);
        assert_eq!(plan(80, 100), None);
        assert_eq!(plan(60, 20), Some(Plan { overdue: 60, share: 10, days: 6 }));
        assert_eq!(plan(200, 50), Some(Plan { overdue: 200, share: 25, days: 8 }));
        assert_eq!(plan(1400, 20), Some(Plan { overdue: 1400, share: 100, days: 14 }));
    }
}
