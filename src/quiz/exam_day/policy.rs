//! The two-phase policy: far from the exam what slips is caught and new cards
//! come in, close to it the greatest gain for a second comes first.
//!
//! The gain of an answer is what it adds to the chance of recall on the day of
//! the exam, by the scheduler's own model. Within a day that model knows
//! nothing, so that no gain is credited to a second answer on one day.

use super::order::{Place, ordered};
use crate::schedule::{Memory, Rating, Scheduler};

/// Below this chance of recall a card is caught before new ones come in. The
/// gain is flat in 0.75 to 0.85.
const SLIPPING: f64 = 0.80;
/// So many passes over all cards are kept free for the final phase.
const FINAL_PASSES: u32 = 2;
/// Where new cards need more than this share of the time, it is tight.
const NEW_SHARE: f64 = 0.65;
/// The share of new cards that a pass over them finds recalled.
const NEW_RECALLED: f64 = 0.85;
/// How first ratings fall where there is no own data, from Again to Easy.
pub const FIRST_RATINGS: [f64; 4] = [0.24, 0.094, 0.495, 0.171];
/// From so many cards on the work is shared among processors.
const MANY: usize = 20_000;

/// What asking a card costs, in seconds, with all its steps of the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// A review that is recalled.
    pub recalled: f64,
    /// A review that is not, with relearning.
    pub forgotten: f64,
    /// A new card.
    pub new: f64,
}

/// At the usual pace.
pub const USUAL_COSTS: Costs = Costs { recalled: 13.0, forgotten: 38.0, new: 38.0 };

impl Costs {
    /// For a learner who needs `pace` times the usual.
    pub fn at_pace(pace: f64) -> Self {
        let Costs { recalled, forgotten, new } = USUAL_COSTS;
        Self { recalled: recalled * pace, forgotten: forgotten * pace, new: new * pace }
    }

    /// A review of a card that is recalled with the chance `recall`.
    pub fn review(&self, recall: f64) -> f64 {
        recall * self.recalled + (1.0 - recall) * self.forgotten
    }
}

/// A card that may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The caller's name for the card.
    pub card: usize,
    /// Cards of one note are asked on different days.
    pub note: usize,
    /// A new card is asked on another day than others on the same passage.
    pub passage: Option<u64>,
}

/// A card that was answered before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The card.
    pub candidate: Candidate,
    /// What the model keeps of it.
    pub memory: Memory,
    /// Days since its last answer; not 0.
    pub elapsed: u32,
}

/// A card that the policy wants to ask, the most wanted first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pick {
    /// The card.
    pub candidate: Candidate,
    /// Whether it was answered before.
    pub kind: Kind,
    /// What asking it is expected to cost, in seconds.
    pub cost: f64,
}

/// Whether a card was answered before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Never.
    New,
    /// Before today.
    Review,
}

/// Which phase a day belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// There is time: catch what slips, then bring in new cards.
    Relaxed,
    /// The last passes, or no time for more: the greatest gain first.
    Final,
}

/// One exam on one day, and its cards.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stake {
    /// Whole days to the exam; 1 on the evening before.
    pub days: u32,
    /// Days left on which the learner studies, this one included.
    pub study_days: u32,
    /// Answered before today.
    pub seen: Vec<Seen>,
    /// Never answered, the most important first.
    pub new: Vec<Candidate>,
    /// Answered today already; they count for the time that is needed.
    pub answered: usize,
    /// Of these, how many were new when the day began.
    pub introduced: usize,
    /// In a learning step since an earlier day.
    pub steps: usize,
}

/// What the policy reckons with.
#[derive(Debug, Clone, Copy)]
pub struct Reckoning<'a> {
    /// The learner's costs.
    pub costs: Costs,
    /// How the learner's first ratings fall, from Again to Easy; sums to 1.
    pub first: [f64; 4],
    /// The model.
    pub scheduler: &'a Scheduler,
}

/// What is known of a seen card's worth.
#[derive(Debug, Clone, Copy)]
struct Worth {
    recall: f64,
    cost: f64,
    key: f64,
}

impl Reckoning<'_> {
    /// What an answer now, with the chance of `recall`, adds to that in `days` days.
    fn gain(&self, recall: f64, memory: Memory, elapsed: u32, days: u32) -> f64 {
        let model = self.scheduler;
        let after = |rating| {
            model.recall_after(model.memory_after(Some(memory), elapsed, rating).stability, days)
        };
        recall * after(Rating::Good) + (1.0 - recall) * after(Rating::Again)
            - model.recall_after(memory.stability, elapsed.saturating_add(days))
    }

    /// Its key is the gain for a second.
    fn worth(&self, memory: Memory, elapsed: u32, days: u32) -> Worth {
        let recall = self.scheduler.recall_after(memory.stability, elapsed);
        let cost = self.costs.review(recall);
        Worth { recall, cost, key: self.gain(recall, memory, elapsed, days) / cost }
    }

    /// Seconds that a review so many days after the last answer is expected to
    /// take.
    pub fn review(&self, memory: Memory, elapsed: u32) -> f64 {
        self.costs.review(self.scheduler.recall_after(memory.stability, elapsed))
    }

    /// The gain for a second of a new card.
    pub fn key_new(&self, days: u32) -> f64 {
        let recall = |rating| {
            self.scheduler
                .recall_after(self.scheduler.memory_after(None, 0, rating).stability, days)
        };
        let shares = self.first.iter().zip(Rating::ALL);
        shares.map(|(share, rating)| share * recall(rating)).sum::<f64>() / self.costs.new
    }

    /// Seconds that one pass over all cards of `stake` takes.
    pub fn work(&self, stake: &Stake) -> f64 {
        let recall = |seen: &Seen| self.scheduler.recall_after(seen.memory.stability, seen.elapsed);
        self.pass_seconds(stake, stake.seen.iter().map(recall))
    }

    fn pass_seconds(&self, stake: &Stake, recalls: impl Iterator<Item = f64>) -> f64 {
        let seen: f64 = recalls.map(|recall| self.costs.review(recall)).sum();
        let answered = (stake.answered + stake.steps) as f64 * self.costs.recalled;
        seen + answered + stake.new.len() as f64 * self.costs.review(NEW_RECALLED)
    }

    /// Which phase a day belongs to that has so many `seconds` for the exam,
    /// where a pass takes `work` seconds.
    pub fn phase(&self, stake: &Stake, work: f64, seconds: f64) -> Phase {
        let days = f64::from(stake.study_days);
        let pass = (work / seconds.max(1.0)).ceil();
        let new = (stake.new.len() + stake.introduced) as f64 * self.costs.new;
        match days <= f64::from(FINAL_PASSES) * pass || new > NEW_SHARE * days * seconds {
            true => Phase::Final,
            false => Phase::Relaxed,
        }
    }

    /// All cards of `stake`, the most wanted first.
    pub fn order(&self, stake: &Stake, seconds: f64) -> impl Iterator<Item = Pick> + use<> {
        let worths = self.worths(&stake.seen, stake.days);
        let work = self.pass_seconds(stake, worths.iter().map(|worth| worth.recall));
        let phase = self.phase(stake, work, seconds);
        let key_new = self.key_new(stake.days);
        let seen = stake.seen.iter().zip(worths).map(|(&Seen { candidate, .. }, worth)| {
            (place_of_seen(phase, worth), Pick { candidate, kind: Kind::Review, cost: worth.cost })
        });
        let new = stake.new.iter().map(|&candidate| {
            let pick = Pick { candidate, kind: Kind::New, cost: self.costs.new };
            (place_of_new(phase, key_new), pick)
        });
        let (places, picks) = seen.chain(new).unzip();
        ordered(places, picks)
    }

    fn worths(&self, seen: &[Seen], days: u32) -> Vec<Worth> {
        let worth = |seen: &Seen| self.worth(seen.memory, seen.elapsed, days);
        if seen.len() < MANY {
            return seen.iter().map(worth).collect();
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            let parts: Vec<_> = seen
                .chunks(seen.len().div_ceil(threads))
                .map(|part| scope.spawn(move || part.iter().map(worth).collect::<Vec<_>>()))
                .collect();
            parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
        })
    }
}

fn place_of_seen(phase: Phase, worth: Worth) -> Place {
    match phase {
        Phase::Relaxed if worth.recall >= SLIPPING => Place::new(2, -worth.recall),
        Phase::Relaxed | Phase::Final => Place::new(0, worth.key),
    }
}

fn place_of_new(phase: Phase, key: f64) -> Place {
    match phase {
        Phase::Final => Place::new(0, key),
        Phase::Relaxed => Place::new(1, 0.0),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::schedule::{Difficulty, Stability};
    use std::sync::LazyLock;

    /// Of a learner like all others.
    pub(in crate::quiz::exam_day) fn usual() -> Reckoning<'static> {
        static SCHEDULER: LazyLock<Scheduler> = LazyLock::new(Scheduler::default);
        Reckoning { costs: USUAL_COSTS, first: FIRST_RATINGS, scheduler: &SCHEDULER }
    }

    fn memory(stability: f32, difficulty: f32) -> Memory {
        Memory {
            stability: Stability::new(stability).unwrap(),
            difficulty: Difficulty::new(difficulty).unwrap(),
        }
    }

    /// The check values of the published policy: S, D, t, L, gain, key.
    #[test]
    fn gain_and_key_are_the_published_ones() {
        let rows = [
            (2.3065, 2.1181, 3, 4, 0.127255, 0.00796525),
            (0.25, 6.4133, 10, 1, 0.311531, 0.01305835),
            (30.0, 5.0, 20, 30, 0.065313, 0.00439355),
        ];
        for (stability, difficulty, elapsed, days, gain, key) in rows {
            let worth = usual().worth(memory(stability, difficulty), elapsed, days);
            for (found, expected) in [(worth.key * worth.cost, gain), (worth.key, key)] {
                assert!((found - expected).abs() < 1e-5, "{found}, expected {expected}");
            }
        }
    }

    fn candidate(card: usize) -> Candidate {
        Candidate { card, note: card, passage: None }
    }

    fn seen(card: usize, stability: f32, elapsed: u32) -> Seen {
        Seen { candidate: candidate(card), memory: memory(stability, 5.0), elapsed }
    }

    fn cards(order: impl Iterator<Item = Pick>) -> Vec<usize> {
        order.map(|pick| pick.candidate.card).collect()
    }

    fn stake(days: u32) -> Stake {
        let new = (10..13).map(candidate).collect();
        // Recalled with about 0.99, 0.62 and 0.75.
        let seen = vec![seen(0, 50.0, 3), seen(1, 1.0, 30), seen(2, 3.0, 20)];
        Stake { days, study_days: days, seen, new, ..Stake::default() }
    }

    #[test]
    fn with_time_what_slips_is_caught_then_new_cards_come() {
        let order = usual().order(&stake(30), 1200.0);
        let [first, second, rest @ ..] = &cards(order)[..] else { panic!("expected six cards") };
        assert_eq!([first.min(second), first.max(second)], [&1, &2]);
        assert_eq!(rest, [10, 11, 12, 0]);
    }

    #[test]
    fn close_to_the_exam_the_greatest_gain_for_a_second_comes_first() {
        let (reckoning, stake) = (usual(), stake(1));
        let order = cards(reckoning.order(&stake, 600.0));
        let key = |card: usize| match stake.seen.iter().find(|seen| seen.candidate.card == card) {
            Some(seen) => reckoning.worth(seen.memory, seen.elapsed, 1).key,
            None => reckoning.key_new(1),
        };
        assert!(order.windows(2).all(|pair| key(pair[0]) >= key(pair[1])), "{order:?}");
        assert_eq!(order.len(), 6);
    }

    #[test]
    fn the_phase_follows_the_time_that_a_pass_takes() {
        let seen: Vec<Seen> = (0..100).map(|card| seen(card, 50.0, 1)).collect();
        let stake = Stake { seen, ..Stake::default() };
        let work = usual().work(&stake);
        assert!((1300.0..1320.0).contains(&work), "{work}");
        let phase = |study_days, seconds| {
            usual().phase(&Stake { study_days, ..stake.clone() }, work, seconds)
        };
        assert_eq!(phase(3, 1400.0), Phase::Relaxed);
        assert_eq!(phase(2, 1400.0), Phase::Final);
        assert_eq!(phase(8, 300.0), Phase::Final);
        assert_eq!(phase(11, 300.0), Phase::Relaxed);
    }

    #[test]
    fn too_many_new_cards_make_it_tight() {
        let new = (0..100).map(candidate).collect();
        let stake = Stake { days: 20, study_days: 20, new, ..Stake::default() };
        let phase = |seconds| usual().phase(&stake, usual().work(&stake), seconds);
        // 3,800 s for the new ones; 0.65 · 20 · 292 s is a little less.
        assert_eq!(phase(292.0), Phase::Final);
        assert_eq!(phase(293.0), Phase::Relaxed);
    }
}
