//! One day's time shared among the exams ahead, and the cards that fit into it.

use super::exams::Most;
use super::policy::{Candidate, Kind, Pick, Reckoning, Stake};
use std::collections::HashMap;

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

impl Purse {
    /// When `seconds` of today go elsewhere.
    #[must_use]
    pub fn without(self, seconds: f64) -> Self {
        Self { today: (self.today - seconds).max(0.0), ..self }
    }
}

/// How many cards of a note, and on a passage, a day has had.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Had {
    /// By note.
    pub notes: HashMap<usize, u32>,
    /// By passage.
    pub passages: HashMap<u64, u32>,
}

impl Had {
    /// One more.
    pub fn add(&mut self, note: usize, passage: Option<u64>) {
        *self.notes.entry(note).or_default() += 1;
        if let Some(passage) = passage {
            *self.passages.entry(passage).or_default() += 1;
        }
    }

    fn of_note(&self, note: usize) -> u32 {
        self.notes.get(&note).copied().unwrap_or(0)
    }

    fn on_passage(&self, passage: Option<u64>) -> u32 {
        passage.and_then(|passage| self.passages.get(&passage)).copied().unwrap_or(0)
    }
}

/// The day's cards, in order: each exam gets of the time what one pass over
/// its cards needs a day; what it leaves goes to the others. Cards of one note,
/// and new ones on one passage, come on different days as long as there are
/// days enough for all of them.
pub fn choose(stakes: &[Stake], purse: Purse, had: Had, reckoning: Reckoning<'_>) -> Vec<Pick> {
    let shares = shares(stakes, reckoning);
    let order = |(stake, share)| reckoning.order(stake, purse.usual * share);
    let mut queues: Vec<_> = stakes.iter().zip(&shares).map(order).collect();
    let introduced: usize = stakes.iter().map(|stake| stake.introduced).sum();
    let answered: usize = stakes.iter().map(|stake| stake.answered).sum();
    let left = |most: Option<u32>, used: usize| {
        most.map_or(usize::MAX, |most| (most as usize).saturating_sub(used))
    };
    let mut taker = Taker {
        picks: Vec::new(),
        later: Vec::new(),
        before: had.clone(),
        had,
        seconds: 0.0,
        new_left: left(purse.most.new, introduced),
        reviews_left: left(purse.most.reviews, answered - introduced),
    };
    for (stake, share) in shares.iter().enumerate() {
        taker.seconds += purse.today * share;
        taker.take(stake, &mut queues[stake]);
    }
    for (stake, queue) in queues.iter_mut().enumerate() {
        taker.take(stake, queue);
    }
    taker.take_later(stakes);
    taker.picks
}

/// Each exam's share of the time; they sum to 1.
fn shares(stakes: &[Stake], reckoning: Reckoning<'_>) -> Vec<f64> {
    if let [_] = stakes {
        return vec![1.0];
    }
    let pressure =
        |stake: &Stake| (reckoning.work(stake) + 1.0) / f64::from(stake.study_days.max(1));
    let pressures: Vec<f64> = stakes.iter().map(pressure).collect();
    let total: f64 = pressures.iter().sum();
    pressures.into_iter().map(|pressure| pressure / total).collect()
}

/// Takes cards while there is time for them.
struct Taker {
    picks: Vec<Pick>,
    /// Of which a card of the note, or on the passage, comes today; with the
    /// place of the exam.
    later: Vec<(usize, Pick)>,
    /// When the choosing began.
    before: Had,
    had: Had,
    /// Of the time that the exams so far have.
    seconds: f64,
    new_left: usize,
    reviews_left: usize,
}

impl Taker {
    /// Takes while any time is left, one of each note.
    fn take(&mut self, stake: usize, queue: &mut impl Iterator<Item = Pick>) {
        while self.seconds > 0.0
            && let Some(pick) = queue.next()
        {
            match self.had.of_note(pick.candidate.note) > 0 || self.had_on_passage(pick) > 0 {
                true => self.later.push((stake, pick)),
                false => self.add(pick),
            }
        }
    }

    /// Takes what had to wait and has no day to wait for.
    fn take_later(&mut self, stakes: &[Stake]) {
        if self.seconds <= 0.0 || self.later.is_empty() {
            return;
        }
        let all: Vec<Had> = stakes.iter().map(|stake| self.all(stake)).collect();
        for (stake, pick) in std::mem::take(&mut self.later) {
            let a_day = |cards: u32| cards.div_ceil(stakes[stake].study_days.max(1));
            let (all, Candidate { note, passage, .. }) = (&all[stake], pick.candidate);
            if self.seconds > 0.0
                && self.had.of_note(note) < a_day(all.of_note(note))
                && self.had_on_passage(pick) < a_day(all.on_passage(passage).max(1))
            {
                self.add(pick);
            }
        }
    }

    /// The day's cards and those that wait.
    fn all(&self, stake: &Stake) -> Had {
        let mut all = self.before.clone();
        stake.seen.iter().for_each(|seen| all.add(seen.candidate.note, None));
        stake.new.iter().for_each(|new| all.add(new.note, new.passage));
        all
    }

    /// What was seen before may come beside others on its passage.
    fn had_on_passage(&self, pick: Pick) -> u32 {
        self.had.on_passage(pick.candidate.passage.filter(|_| pick.kind == Kind::New))
    }

    /// Takes a card, if the learner allows one more of its kind.
    fn add(&mut self, pick: Pick) {
        let left = match pick.kind {
            Kind::New => &mut self.new_left,
            Kind::Review => &mut self.reviews_left,
        };
        if *left > 0 {
            *left -= 1;
            self.seconds -= pick.cost;
            self.had.add(pick.candidate.note, pick.candidate.passage);
            self.picks.push(pick);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::exam_day::policy::tests::usual;

    /// New cards so many days before their exam.
    fn new_cards(range: std::ops::Range<usize>, cards_a_note: usize, days: u32) -> Stake {
        let unseen = |card| Candidate { card, note: card / cards_a_note, passage: None };
        let new = range.map(unseen).collect();
        Stake { new, days, study_days: days, ..Stake::default() }
    }

    fn chosen(stakes: &[Stake], seconds: f64, most: Most) -> Vec<usize> {
        let purse = Purse { today: seconds, usual: seconds, most };
        let picks = choose(stakes, purse, Had::default(), usual());
        picks.iter().map(|pick| pick.candidate.card).collect()
    }

    #[test]
    fn as_many_cards_come_as_fit_into_the_day() {
        let stakes = [new_cards(0..50, 1, 9)];
        assert_eq!(chosen(&stakes, 38.0 * 4.0, Most::default()), [0, 1, 2, 3]);
        assert_eq!(chosen(&stakes, 0.0, Most::default()), Vec::<usize>::new());
        assert_eq!(chosen(&stakes, 9e9, Most::default()).len(), 50);
    }

    #[test]
    fn one_card_of_a_note_comes_a_day() {
        let stakes = [new_cards(0..10, 2, 9)];
        assert_eq!(chosen(&stakes, 9e9, Most::default()), [0, 2, 4, 6, 8]);
    }

    #[test]
    fn cards_of_a_note_share_a_day_where_days_do_not_suffice() {
        let stake = |study_days| Stake { study_days, ..new_cards(0..8, 4, 9) };
        let of = |study_days| chosen(&[stake(study_days)], 9e9, Most::default());
        assert_eq!(of(4), [0, 4]);
        assert_eq!(of(3), [0, 4, 1, 5]);
        assert_eq!(of(1).len(), 8);
        // Only while there is time.
        assert_eq!(chosen(&[stake(1)], 38.0 * 3.0, Most::default()), [0, 4, 1]);
    }

    #[test]
    fn new_cards_on_one_passage_come_on_different_days() {
        let unseen = |card| Candidate { card, note: card, passage: Some(card as u64 / 2) };
        let of = |study_days| {
            let new = (0..6).map(unseen).collect();
            let stake = Stake { new, days: 9, study_days, ..Stake::default() };
            chosen(&[stake], 9e9, Most::default())
        };
        assert_eq!(of(2), [0, 2, 4]);
        assert_eq!(of(1), [0, 2, 4, 1, 3, 5]);
    }

    #[test]
    fn a_limit_that_the_learner_gave_holds() {
        let stakes = [new_cards(0..10, 1, 9)];
        assert_eq!(chosen(&stakes, 9e9, Most { new: Some(2), reviews: None }), [0, 1]);
    }

    #[test]
    fn the_nearer_exam_gets_more_of_the_time_and_no_second_is_lost() {
        let near = new_cards(0..100, 1, 5);
        let far = new_cards(100..200, 1, 15);
        let cards = chosen(&[near.clone(), far], 38.0 * 20.0, Most::default());
        assert_eq!(cards.iter().filter(|&&card| card < 100).count(), 15);
        assert_eq!(cards.len(), 20);
        let far = new_cards(100..102, 1, 5);
        // Each exam's last card may reach beyond its share.
        let all = chosen(&[near, far], 38.0 * 90.0, Most::default()).len();
        assert!((90..=91).contains(&all), "{all}");
    }
}
