//! What would reach a wish that is out of reach: more minutes, or fewer cards.

use super::exams::{Exams, Word};
use super::forecast::{Forecast, Start, forecast};
use super::roster::Roster;
use jiff::civil::Date;

/// More minutes a day than these are not proposed.
const MOST_MINUTES: u32 = 240;
/// Runs when a remedy is sought.
const RUNS: usize = 3;
/// In so many steps the number of cards is sought.
const STEPS: usize = 100;
/// A wish is met where the figure that is shown meets it.
const ROUNDING: f64 = 0.005;

/// What would reach the wish.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remedy {
    /// The exam whose wish is out of reach.
    pub exam: Date,
    /// The wish: mean recall, 0 to 1.
    pub goal: f64,
    /// Minutes a study day that would do.
    pub minutes: Option<u32>,
    /// So many of the cards could be known that well in the time there is.
    pub cards: Option<usize>,
    /// Of so many.
    pub of: usize,
}

/// For the first exam whose cards are not recalled as `goal` wishes by what was
/// `found`; none where the wish is met for all.
pub fn seek(
    roster: &Roster<'_>,
    start: Start<'_>,
    runs: usize,
    goal: f64,
    found: &Forecast,
) -> Option<Remedy> {
    let misses = |aim: &usize| {
        let places = roster.places(*aim);
        let is_ahead = roster.aims[*aim].date > start.today;
        is_ahead && !places.is_empty() && found.recall(&places) < goal - ROUNDING
    };
    let aim = (0..roster.aims.len()).find(misses)?;
    let seeker = Seeker { roster, start, runs: runs.min(RUNS), aim, goal };
    Some(Remedy {
        exam: roster.aims[aim].date,
        goal,
        minutes: seeker.minutes(),
        cards: seeker.cards(),
        of: roster.places(aim).len(),
    })
}

struct Seeker<'a> {
    roster: &'a Roster<'a>,
    start: Start<'a>,
    runs: usize,
    aim: usize,
    goal: f64,
}

impl Seeker<'_> {
    /// Whether the exam's cards in `roster` reach the wish, so many left out.
    fn reaches(&self, roster: &Roster<'_>, left_out: usize) -> bool {
        let found = forecast(roster, self.start, self.runs);
        let places = roster.places(self.aim);
        let sum: f64 = places.iter().map(|&place| found.recalls[place]).sum();
        sum / (places.len() - left_out).max(1) as f64 >= self.goal
    }

    /// The least minutes a day that reach the wish, to the next five.
    fn minutes(&self) -> Option<u32> {
        let reaches = |fives: u32| {
            // The wish is about days as they would be, not as they were.
            let (minutes, word) = (Some(5 * fives), Word::Taken);
            let exams = Exams { minutes, word, given: None, ..self.roster.exams.clone() };
            self.reaches(&self.roster.with(&exams), 0)
        };
        least(1, MOST_MINUTES / 5, reaches).map(|fives| 5 * fives)
    }

    /// The most of the exam's cards that can be known so well.
    fn cards(&self) -> Option<usize> {
        let unseen = self.roster.unseen(self.aim);
        let all = self.roster.places(self.aim).len();
        // One card has to be left.
        let most = if unseen == all { unseen.saturating_sub(1) } else { unseen };
        // Of many cards one more or less says nothing.
        let step = most.div_ceil(STEPS).max(1);
        let dropped = |steps: u32| (steps as usize * step).min(most);
        let reaches = |steps: u32| {
            let mut roster = self.roster.clone();
            roster.keep_unseen(self.aim, unseen - dropped(steps));
            self.reaches(&roster, dropped(steps))
        };
        let steps = u32::try_from(most.div_ceil(step)).ok()?;
        least(1, steps, reaches).map(|steps| all - dropped(steps))
    }
}

/// The least number in `from..=to` for which `holds`, if it holds for `to` and
/// for all above the least.
fn least(from: u32, to: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    if from > to || !holds(to) {
        return None;
    }
    let (mut low, mut high) = (from, to);
    while low < high {
        let middle = low + (high - low) / 2;
        match holds(middle) {
            true => high = middle,
            false => low = middle + 1,
        }
    }
    Some(high)
}
