//! Reviews that waited while the learner was away: a share of them a day, not
//! a wall. Pure.

/// So much is no wall for anybody, in cards a day.
const LEAST: usize = 30;
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

impl Plan {
    /// Whether it is more than a learner who answers `usual` cards a day does in one: a day
    /// off is no reason to stop new cards.
    pub fn is_wall(&self, usual: usize) -> bool {
        self.overdue > usual.max(LEAST)
    }
}

/// The plan for `overdue` reviews beside the `fresh` ones that are due today,
/// for a learner who answers `usual` cards a day; none where all together is
/// no more than that.
pub fn plan(overdue: usize, fresh: usize, usual: usize) -> Option<Plan> {
    let quota = usual.max(LEAST);
    if overdue + fresh <= quota {
        return None;
    }
    // What is due anyhow may fill the day; a little is paid back all the same.
    let share = quota.saturating_sub(fresh).max(quota / 3).max(overdue.div_ceil(LONGEST));
    (share < overdue).then(|| Plan { overdue, share, days: overdue.div_ceil(share) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_day_is_done_at_once_and_more_is_spread() {
        assert_eq!(plan(30, 0, 5), None);
        assert_eq!(plan(80, 20, 100), None);
        assert_eq!(plan(69, 9, 57), Some(Plan { overdue: 69, share: 48, days: 2 }));
        assert_eq!(plan(200, 40, 50), Some(Plan { overdue: 200, share: 16, days: 13 }));
        assert_eq!(plan(1400, 0, 20), Some(Plan { overdue: 1400, share: 100, days: 14 }));
    }

    #[test]
    fn a_day_off_is_no_wall_and_weeks_are() {
        let is_wall = |overdue, usual| plan(overdue, 30, usual).unwrap().is_wall(usual);
        assert_eq!([(40, 45), (45, 45), (25, 5)].map(|(o, u)| is_wall(o, u)), [false; 3]);
        assert_eq!([(46, 45), (31, 5), (400, 60)].map(|(o, u)| is_wall(o, u)), [true; 3]);
    }

    #[test]
    fn nothing_is_spread_over_a_single_day() {
        assert_eq!(plan(10, 40, 45), None);
    }
}
