//! Where a card stands and where each rating leads: learning steps, FSRS
//! intervals, relearning. A pure state machine; fuzz arrives as data.

use super::Rating;
use super::fuzz::fuzzed;
use super::memory::{Memory, Retrievability, Stability};

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum State {
    /// Never answered, or reset.
    New,
    /// In the learning steps; `step` counts from 0.
    Learning {
        /// Index of the step that the card waits for.
        step: usize,
        /// What the model keeps.
        memory: Memory,
    },
    /// Learnt, and reviewed at intervals of days.
    Review {
        /// What the model keeps.
        memory: Memory,
        /// The interval that was given, in days.
        interval: u32,
    },
    /// Forgotten, and in the relearning steps.
    Relearning {
        /// Index of the step that the card waits for.
        step: usize,
        /// What the model keeps.
        memory: Memory,
    },
}

impl State {
    /// The state's name.
    pub fn as_str(&self) -> &'static str {
        self.into()
    }

    /// What the model keeps; none for a new card.
    pub fn memory(&self) -> Option<Memory> {
        match *self {
            Self::New => None,
            Self::Learning { memory, .. }
            | Self::Review { memory, .. }
            | Self::Relearning { memory, .. } => Some(memory),
        }
    }
}

/// How long until a card comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// A learning step.
    Minutes(u32),
    /// An interval: due when that study day begins.
    Days(u32),
}

/// Where one rating leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next {
    /// The state after the answer.
    pub state: State,
    /// How long until the card comes back.
    pub wait: Wait,
}

/// What a scheduler is set up with.
#[derive(Debug, Clone, PartialEq)]
pub struct SchedulerSettings {
    /// FSRS-6 parameters, 21 of them; 17 or 19 are converted.
    pub parameters: Vec<f32>,
    /// The share of cards to be recalled when due, 0.70 to 0.99.
    pub desired_retention: f64,
    /// Learning steps, in minutes.
    pub learning_steps: Vec<u32>,
    /// Steps after a lapse, in minutes.
    pub relearning_steps: Vec<u32>,
    /// Longest interval, in days.
    pub maximum_interval: u32,
    /// Whether intervals are spread.
    pub fuzz: bool,
}

impl Default for SchedulerSettings {
    fn default() -> Self {
        Self {
            parameters: fsrs::DEFAULT_PARAMETERS.to_vec(),
            desired_retention: 0.90,
            learning_steps: vec![1, 10],
            relearning_steps: vec![10],
            maximum_interval: 36_500,
            fuzz: true,
        }
    }
}

/// The settings do not make a scheduler.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SchedulerError {
    /// Neither 17, 19 nor 21 finite parameters.
    #[error("expected 17, 19 or 21 finite FSRS parameters, found {0}")]
    Parameters(usize),
    /// Outside 0.70 to 0.99.
    #[error("expected a desired retention of 0.70 to 0.99, found {0}")]
    Retention(f64),
}

/// Gives next states: FSRS-6 (github.com/open-spaced-repetition) over the
/// learning steps that Anki made usual.
#[derive(Debug, Clone)]
pub struct Scheduler {
    model: fsrs::FSRS,
    decay: f32,
    settings: SchedulerSettings,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self::new(SchedulerSettings::default()).expect("the defaults are sound")
    }
}

const MINUTES_A_DAY: u32 = 24 * 60;

impl Scheduler {
    /// Checks `settings`.
    pub fn new(settings: SchedulerSettings) -> Result<Self, SchedulerError> {
        if !(0.70..=0.99).contains(&settings.desired_retention) {
            return Err(SchedulerError::Retention(settings.desired_retention));
        }
        let count = settings.parameters.len();
        let filled = fsrs::check_and_fill_parameters(&settings.parameters)
            .map_err(|_| SchedulerError::Parameters(count))?;
        let decay = *filled.get(20).ok_or(SchedulerError::Parameters(count))?;
        let model = fsrs::FSRS::new(&filled).map_err(|_| SchedulerError::Parameters(count))?;
        Ok(Self { model, decay, settings })
    }

    /// Where `rating` leads from `state`, `elapsed_days` after the last
    /// answer; `fuzz_factor` is 0 to below 1.
    pub fn next(&self, state: State, elapsed_days: u32, rating: Rating, fuzz_factor: f64) -> Next {
        let memory = self.memory_after(state.memory(), elapsed_days, rating);
        let (steps, step, relearning) = match state {
            State::New => (&self.settings.learning_steps, 0, false),
            State::Learning { step, .. } => (&self.settings.learning_steps, step, false),
            State::Relearning { step, .. } => (&self.settings.relearning_steps, step, true),
            State::Review { .. } if rating == Rating::Again => {
                (&self.settings.relearning_steps, 0, true)
            }
            State::Review { .. } => return self.review(memory, fuzz_factor),
        };
        match next_step(steps, step, rating) {
            None => self.review(memory, fuzz_factor),
            Some((step, minutes)) => Next {
                state: match relearning {
                    true => State::Relearning { step, memory },
                    false => State::Learning { step, memory },
                },
                wait: Wait::Minutes(minutes),
            },
        }
    }

    /// Where each rating leads, from Again to Easy.
    pub fn preview(&self, state: State, elapsed_days: u32, fuzz_factor: f64) -> [Next; 4] {
        Rating::ALL.map(|rating| self.next(state, elapsed_days, rating, fuzz_factor))
    }

    /// What the model keeps where `rating` is given so many days after the last
    /// answer; nothing is kept `before` the first. One step of the model: a
    /// fourth of what asking it for all ratings costs.
    pub fn memory_after(
        &self,
        before: Option<Memory>,
        elapsed_days: u32,
        rating: Rating,
    ) -> Memory {
        let review = fsrs::FSRSReview { rating: rating as u32, delta_t: elapsed_days };
        let item = fsrs::FSRSItem { reviews: vec![review] };
        let after = self.model.memory_state(item, before.map(Into::into)).ok();
        after
            .and_then(Memory::from_model)
            .or(before)
            .expect("the model keeps new cards within its bounds")
    }

    fn review(&self, memory: Memory, fuzz_factor: f64) -> Next {
        let retention = self.settings.desired_retention as f32;
        let days = self.model.next_interval(Some(memory.stability.days()), retention, 0);
        let interval = self.interval(days, fuzz_factor);
        Next { state: State::Review { memory, interval }, wait: Wait::Days(interval) }
    }

    /// FSRS's interval, spread and rounded to whole days.
    fn interval(&self, days: f32, fuzz_factor: f64) -> u32 {
        let maximum = self.settings.maximum_interval;
        match self.settings.fuzz {
            true => fuzzed(f64::from(days), fuzz_factor, 1, maximum),
            false => (days.round() as u32).clamp(1, maximum.max(1)),
        }
    }

    /// The chance of recall `elapsed_days` after the last answer; none on the
    /// same day, of which FSRS knows too little (predicted 97 to 99 %, seen 64
    /// to 78 %).
    pub fn recall(&self, memory: Memory, elapsed_days: u32) -> Option<Retrievability> {
        let curve = || self.curve(memory.stability, elapsed_days);
        (elapsed_days > 0).then(curve).and_then(Retrievability::new)
    }

    /// The chance of recall so many whole days after the last answer, 0 to 1.
    ///
    /// Unlike [`Scheduler::recall`] it also answers for 0 days (with 1), which
    /// is an arithmetic value and nothing to be shown to a person.
    pub fn recall_after(&self, stability: Stability, days: u32) -> f64 {
        f64::from(self.curve(stability, days)).clamp(0.0, 1.0)
    }

    /// The curve of forgetting asks for no difficulty.
    fn curve(&self, stability: Stability, days: u32) -> f32 {
        let state = fsrs::MemoryState { stability: stability.days(), difficulty: 5.0 };
        fsrs::current_retrievability(state, days as f32, self.decay)
    }
}

/// The step that follows and its minutes; none where the card graduates.
fn next_step(steps: &[u32], step: usize, rating: Rating) -> Option<(usize, u32)> {
    let first = *steps.first()?;
    // A setting may have lost steps since the card entered them.
    let step = step.min(steps.len() - 1);
    match rating {
        Rating::Again => Some((0, first)),
        Rating::Hard => Some((step, hard_minutes(steps, step))),
        Rating::Good => steps.get(step + 1).map(|&minutes| (step + 1, minutes)),
        Rating::Easy => None,
    }
}

/// Hard on the first step: the mean of the first two, or one and a half times
/// a single one, which is no more than a day longer; later steps repeat.
fn hard_minutes(steps: &[u32], step: usize) -> u32 {
    match (step, steps) {
        (0, [first]) => (first + first / 2).min(first.saturating_add(MINUTES_A_DAY)),
        (0, [first, second, ..]) => (first + second).div_ceil(2),
        _ => steps[step],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rating::{Again, Easy, Good, Hard};

    fn scheduler() -> Scheduler {
        Scheduler::new(SchedulerSettings { fuzz: false, ..Default::default() }).unwrap()
    }

    fn waits(state: State, elapsed: u32) -> [Wait; 4] {
        scheduler().preview(state, elapsed, 0.0).map(|next| next.wait)
    }

    #[test]
    fn a_new_card_goes_through_the_steps() {
        use Wait::{Days, Minutes};
        assert_eq!(waits(State::New, 0), [Minutes(1), Minutes(6), Minutes(10), Days(8)]);
        let second = scheduler().next(State::New, 0, Good, 0.0).state;
        assert_eq!(waits(second, 0), [Minutes(1), Minutes(10), Days(2), Days(4)]);
    }

    #[test]
    fn a_lapse_leads_to_relearning_and_shortens_the_interval() {
        let scheduler = scheduler();
        let learnt = scheduler.next(State::New, 0, Easy, 0.0).state;
        let long = scheduler.next(learnt, 8, Good, 0.0);
        let lapse = scheduler.next(long.state, 30, Again, 0.0);
        assert_eq!(lapse.wait, Wait::Minutes(10));
        assert_eq!(lapse.state.as_str(), "relearning");
        assert_eq!(scheduler.next(lapse.state, 0, Hard, 0.0).wait, Wait::Minutes(15));
        let (Wait::Days(before), Wait::Days(after)) =
            (long.wait, scheduler.next(lapse.state, 0, Good, 0.0).wait)
        else {
            panic!("expected days")
        };
        assert!(after < before, "{after} days after a lapse, {before} before");
    }

    #[test]
    fn no_interval_exceeds_the_maximum() {
        let settings = SchedulerSettings { maximum_interval: 30, ..Default::default() };
        let scheduler = Scheduler::new(settings).unwrap();
        let mut state = State::New;
        for _ in 0..10 {
            let next = scheduler.next(state, 30, Easy, 0.99);
            let Wait::Days(days) = next.wait else { panic!("expected days") };
            assert!((1..=30).contains(&days), "{days}");
            state = next.state;
        }
    }

    #[test]
    fn bad_settings_are_refused() {
        let error = |settings| Scheduler::new(settings).unwrap_err().to_string();
        assert_eq!(
            error(SchedulerSettings { parameters: vec![1.0; 5], ..Default::default() }),
            "expected 17, 19 or 21 finite FSRS parameters, found 5"
        );
        assert_eq!(
            error(SchedulerSettings { desired_retention: 0.2, ..Default::default() }),
            "expected a desired retention of 0.70 to 0.99, found 0.2"
        );
    }

    #[test]
    fn looking_ahead_agrees_with_what_answering_gives() {
        let scheduler = Scheduler::default();
        for first in Rating::ALL {
            let memory = scheduler.memory_after(None, 0, first);
            let state = scheduler.next(State::New, 0, first, 0.0).state;
            assert_eq!(state.memory(), Some(memory));
            for rating in Rating::ALL {
                let after = scheduler.next(state, 4, rating, 0.0).state.memory();
                assert_eq!(after, Some(scheduler.memory_after(Some(memory), 4, rating)));
            }
            let recall = scheduler.recall(memory, 4).unwrap().get();
            assert!((scheduler.recall_after(memory.stability, 4) - recall).abs() < 1e-6);
        }
    }
}
