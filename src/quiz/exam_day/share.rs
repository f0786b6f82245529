//! One day's time shared among the exams ahead, and the cards that fit into it.

use super::exams::Most;
use super::policy::{Group, Kind, Pick, Reckoning, Span};
use std::collections::HashSet;

/// One exam on one day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stake {
    /// Its cards.
    pub group: Group,
    /// Whole days to the exam; 1 on the evening before.
    pub days: u32,
    /// Days left on which the learner studies, this one included.
    pub study_days: u32,
}

/// What a day has for all exams.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purse {
    /// Seconds that are left today.
    pub today: f64,
    /// Seconds that a day like the coming ones has.
    pub usual: f64,
    /// The most cards, where the learner said so.
    pub most: Most,
}

/// The day's cards, in order: each exam gets of the time what one pass over
/// its cards needs a day; what it leaves goes to the others.
pub fn choose(stakes: &[Stake], purse: Purse, reckoning: Reckoning<'_>) -> Vec<Pick> {
    let shares = shares(stakes, reckoning);
    let mut queues: Vec<_> = stakes
        .iter()
        .zip(&shares)
        .map(|(stake, share)| {
            let seconds = purse.usual * share;
            let span = Span { days: stake.days, study_days: stake.study_days, seconds };
            reckoning.order(&stake.group, span).into_iter().peekable()
        })
        .collect();
    let mut taker = Taker::new(purse.most);
    let mut left = 0.0;
    for (queue, share) in queues.iter_mut().zip(&shares) {
        left = taker.take(queue, left + purse.today * share);
    }
    for queue in &mut queues {
        left = taker.take(queue, left);
    }
    taker.picks
}

/// Each exam's share of the time; they sum to 1.
fn shares(stakes: &[Stake], reckoning: Reckoning<'_>) -> Vec<f64> {
    if let [_] = stakes {
        return vec![1.0];
    }
    let pressure =
        |stake: &Stake| (reckoning.work(&stake.group) + 1.0) / f64::from(stake.study_days.max(1));
    let pressures: Vec<f64> = stakes.iter().map(pressure).collect();
    let total: f64 = pressures.iter().sum();
    pressures.into_iter().map(|pressure| pressure / total).collect()
}

/// Takes cards while there is time for them, one of each note.
struct Taker {
    picks: Vec<Pick>,
    notes: HashSet<usize>,
    new_left: u32,
    reviews_left: u32,
}

impl Taker {
    fn new(most: Most) -> Self {
        Self {
            picks: Vec::new(),
            notes: HashSet::new(),
            new_left: most.new.unwrap_or(u32::MAX),
            reviews_left: most.reviews.unwrap_or(u32::MAX),
        }
    }

    /// Takes while any time is left; the seconds that are left.
    fn take(
        &mut self,
        queue: &mut std::iter::Peekable<std::vec::IntoIter<Pick>>,
        mut seconds: f64,
    ) -> f64 {
        while let Some(pick) = queue.next_if(|_| seconds > 0.0) {
            if self.may_take(pick) {
                seconds -= pick.cost;
                self.picks.push(pick);
            }
        }
        seconds
    }

    fn may_take(&mut self, pick: Pick) -> bool {
        let left = match pick.kind {
            Kind::New => &mut self.new_left,
            Kind::Review => &mut self.reviews_left,
        };
        if *left == 0 || !self.notes.insert(pick.note) {
            return false;
        }
        *left -= 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::exam_day::policy::{FIRST_RATINGS, USUAL_COSTS, Unseen};
    use crate::schedule::{Scheduler, SchedulerSettings};

    fn new_cards(range: std::ops::Range<usize>, cards_a_note: usize) -> Group {
        let new = range.map(|card| Unseen { card, note: card / cards_a_note }).collect();
        Group { new, ..Group::default() }
    }

    fn chosen(stakes: &[Stake], seconds: f64, most: Most) -> Vec<usize> {
        let scheduler = Scheduler::new(SchedulerSettings::default()).unwrap();
        let reckoning =
            Reckoning { costs: USUAL_COSTS, first: FIRST_RATINGS, scheduler: &scheduler };
        let purse = Purse { today: seconds, usual: seconds, most };
        choose(stakes, purse, reckoning).iter().map(|pick| pick.card).collect()
    }

    #[test]
    fn as_many_cards_come_as_fit_into_the_day() {
        let stakes = [Stake { group: new_cards(0..50, 1), days: 9, study_days: 9 }];
        assert_eq!(chosen(&stakes, 38.0 * 4.0, Most::default()), [0, 1, 2, 3]);
        assert_eq!(chosen(&stakes, 0.0, Most::default()), Vec::<usize>::new());
        assert_eq!(chosen(&stakes, 9e9, Most::default()).len(), 50);
    }

    #[test]
    fn one_card_of_a_note_comes_a_day() {
        let stakes = [Stake { group: new_cards(0..10, 2), days: 9, study_days: 9 }];
        assert_eq!(chosen(&stakes, 9e9, Most::default()), [0, 2, 4, 6, 8]);
    }

    #[test]
    fn a_limit_that_the_learner_gave_holds() {
        let stakes = [Stake { group: new_cards(0..10, 1), days: 9, study_days: 9 }];
        assert_eq!(chosen(&stakes, 9e9, Most { new: Some(2), reviews: None }), [0, 1]);
    }

    #[test]
    fn the_nearer_exam_gets_more_of_the_time_and_no_second_is_lost() {
        let near = Stake { group: new_cards(0..100, 1), days: 5, study_days: 5 };
        let far = Stake { group: new_cards(100..200, 1), days: 15, study_days: 15 };
        let cards = chosen(&[near.clone(), far], 38.0 * 20.0, Most::default());
        assert_eq!(cards.iter().filter(|&&card| card < 100).count(), 15);
        assert_eq!(cards.len(), 20);
        let far = Stake { group: new_cards(100..102, 1), days: 5, study_days: 5 };
        // Each exam's last card may reach beyond its share.
        let all = chosen(&[near, far], 38.0 * 90.0, Most::default()).len();
        assert!((90..=91).contains(&all), "{all}");
    }
}
