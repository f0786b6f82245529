//! Simulated learners. Their true memory is FSRS-6 with parameters that the
//! scheduler does not know; it only sees what they answer.

use crate::noise::{self, Noise};
use crate::situations::Situation;
use byheart::schedule::{Memory, Rating, Scheduler, SchedulerSettings, Stability, State};

/// Fitted to other people's reviews, by their repositories:
/// open-spaced-repetition/py-fsrs, tests/test_optimizer.py (one learner's
/// 12,580 reviews); fsrs-rs, src/inference.rs, test_next_states; fsrs4anki,
/// issue 547 (one learner, FSRS-4.5); fsrs-rs, src/model.rs,
/// test_convert_parameters (the medians of many, FSRS-4.5).
const FITTED: [&[f32]; 4] = [
    &[
        0.123_403_57,
        1.2931,
        2.397_673_6,
        8.2956,
        6.686_820_4,
        0.450_216_8,
        3.077_875,
        0.053_520_396,
        1.653_999_2,
        0.146_620_68,
        0.630_077_25,
        1.611_965,
        0.012_840_137,
        0.348_537_62,
        1.887_895_8,
        0.854_637_6,
        1.8729,
        0.674_853_7,
        0.204_512_66,
        0.226_228_15,
        0.460_306_03,
    ],
    &[
        0.684_542_2,
        1.679_082_5,
        4.734_942_4,
        10.042_885,
        7.441_023_3,
        0.642_197_97,
        1.071_918,
        0.002_519_525_4,
        1.432_437,
        0.1544,
        0.869_276_6,
        2.069_675_2,
        0.0953,
        0.2975,
        2.469_124_8,
        0.195_420_35,
        3.201_072,
        0.180_462_61,
        0.121_442_534,
    ],
    &[
        0.4027, 1.3966, 7.5001, 28.8235, 4.1909, 0.9889, 0.9548, 0.0309, 2.3321, 0.1052, 1.6549,
        2.4236, 0.1018, 0.3560, 1.8762, 0.1764, 4.4930,
    ],
    &[
        0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29,
        2.61,
    ],
];

/// How first ratings fall, from Again to Easy (Anki's collections).
const FIRST: [f64; 4] = [0.24, 0.094, 0.495, 0.171];
/// Recalled within a day, whatever the model says: seen 64 to 78 %.
const WITHIN_A_DAY: f64 = 0.75;
/// Hard, good and easy among what was recalled.
const RECALLED: [(f64, Rating); 3] =
    [(0.10, Rating::Hard), (0.90, Rating::Good), (1.0, Rating::Easy)];

/// Seconds of an answer: first look, not recalled, recalled, within a day.
/// A new card then takes about 36 s, a review 13 s or, with relearning, 35 s.
const SECONDS: [f64; 4] = [15.0, 20.0, 13.0, 11.0];
/// What a card takes of a day's time with all its steps: new, not recalled,
/// recalled. It is paid with the first answer of the day, so that no policy
/// gains by steps that a session's end cuts off; later answers of the day are
/// paid for.
const WHOLE: [f64; 3] = [38.0, 38.0, 13.0];

/// One answer.
pub(crate) struct Answer {
    pub(crate) rating: Rating,
    /// Seconds that the program sees.
    pub(crate) took: f64,
    /// Seconds of the day's time that it costs.
    pub(crate) cost: f64,
}

/// A learner, and what the cards are to them.
pub(crate) struct Learner {
    truth: Scheduler,
    seed: u64,
    pace: f64,
    /// Factors on the seconds of a card that is new, not recalled, recalled:
    /// the program reckons with one pace for all three.
    costs: [f64; 3],
    /// Cumulated shares of first ratings.
    first: [f64; 4],
    cards: Vec<TrueCard>,
}

#[derive(Clone, Copy)]
struct TrueCard {
    memory: Option<Memory>,
    /// The learner's own factor on this card's stability.
    ease: f64,
    last_day: u32,
    answers: u64,
}

impl Learner {
    pub(crate) fn new(situation: &Situation, seed: u64) -> Self {
        let mut noise = noise::of([seed, 1, 0, 0]);
        let truth = truth(&mut noise);
        let shares = FIRST.map(|share| share * noise.factor(0.3));
        let total: f64 = shares.iter().sum();
        let mut sum = 0.0;
        let first = shares.map(|share| {
            sum += share / total;
            sum
        });
        let pace = situation.pace * noise.factor(0.25);
        let mut of_costs = noise::of([seed, 4, 0, 0]);
        let costs = std::array::from_fn(|_| of_costs.factor(0.25));
        let card = |noise: &mut Noise| TrueCard {
            memory: None,
            ease: noise.factor(0.4),
            last_day: 0,
            answers: 0,
        };
        let cards = (0..situation.cards).map(|_| card(&mut noise)).collect();
        Self { truth, seed, pace, costs, first, cards }
    }

    /// Whether the learner studies on `day` at all.
    pub(crate) fn studies(&self, day: u32, situation: &Situation) -> bool {
        noise::of([self.seed, 2, u64::from(day), 0]).share() >= situation.skipped
    }

    /// Answers `card` on `day`. Chance belongs to the card and the number of the
    /// answer, so that it is the same for every policy.
    pub(crate) fn answer(&mut self, card: usize, day: u32) -> Answer {
        let known = self.cards[card];
        let mut noise = noise::of([self.seed, 3, card as u64, known.answers]);
        let (rating, took, cost) = self.outcome(known, day, &mut noise);
        let elapsed = day - known.last_day;
        let state = match known.memory {
            None => State::New,
            Some(memory) => State::Review { memory, interval: 1 },
        };
        let after = self.truth.next(state, elapsed, rating, 0.5).state;
        let card = &mut self.cards[card];
        card.memory = after.memory();
        (card.last_day, card.answers) = (day, known.answers + 1);
        let pace = self.pace * noise.factor(0.4) / (0.08_f64).exp();
        Answer { rating, took: took * pace, cost: cost * pace }
    }

    /// Rating, seconds seen and seconds paid, at the usual pace.
    fn outcome(&self, card: TrueCard, day: u32, noise: &mut Noise) -> (Rating, f64, f64) {
        let [look, lost, kept, step] = SECONDS;
        let [new, forgotten, recalled] = WHOLE;
        let [on_new, on_forgotten, on_recalled] = self.costs;
        let chance = noise.share();
        if card.memory.is_none() {
            let grade = self.first.iter().position(|&upto| chance < upto).unwrap_or(3);
            return (Rating::ALL[grade], look * on_new, new * on_new);
        }
        if day == card.last_day {
            let rating = if chance < WITHIN_A_DAY { Rating::Good } else { Rating::Again };
            return (rating, step, 0.0);
        }
        if chance >= self.recall(card, day) {
            return (Rating::Again, lost * on_forgotten, forgotten * on_forgotten);
        }
        let style = noise.share();
        let rating = RECALLED.iter().find(|(upto, _)| style < *upto);
        let rating = rating.map_or(Rating::Good, |&(_, rating)| rating);
        (rating, kept * on_recalled, recalled * on_recalled)
    }

    /// The true chance that a card is recalled on a later `day`.
    fn recall(&self, card: TrueCard, day: u32) -> f64 {
        let Some(memory) = card.memory else { return 0.0 };
        let days = memory.stability.days() * card.ease as f32;
        let stability = Stability::new(days).unwrap_or(memory.stability);
        let elapsed = day.saturating_sub(card.last_day).max(1);
        self.truth
            .recall(Memory { stability, ..memory }, elapsed)
            .map_or(0.0, |recall| recall.get())
    }

    /// The true mean recall of all cards on `day`, 0 to 1.
    pub(crate) fn mean_recall(&self, day: u32) -> f64 {
        let sum: f64 = self.cards.iter().map(|&card| self.recall(card, day)).sum();
        sum / self.cards.len() as f64
    }
}

/// Every other learner has perturbed default parameters, the others have those
/// of other people, hardly perturbed.
fn truth(noise: &mut Noise) -> Scheduler {
    let choice = (noise.share() * 2.0 * FITTED.len() as f64) as usize;
    let (parameters, common, single) = match FITTED.get(choice) {
        Some(fitted) => (fitted.to_vec(), 0.1, 0.02),
        None => (SchedulerSettings::default().parameters, 0.5, 0.1),
    };
    let common = noise.factor(common);
    let perturb = |(index, value): (usize, f32)| {
        let factor = noise.factor(single) * if index < 4 { common } else { 1.0 };
        value * factor as f32
    };
    let parameters = parameters.into_iter().enumerate().map(perturb).collect();
    let settings = SchedulerSettings { parameters, fuzz: false, ..SchedulerSettings::default() };
    Scheduler::new(settings).expect("perturbed parameters are finite")
}
