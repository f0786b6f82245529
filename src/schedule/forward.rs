//! Looking ahead: what a memory will be worth on a later day, and what an
//! answer would make of it.

use super::memory::Memory;
use super::{Rating, Scheduler, Stability};

impl Scheduler {
    /// The chance of recall so many whole days after the last answer, 0 to 1.
    ///
    /// Unlike [`Scheduler::recall`] it also answers for 0 days (with 1), which
    /// is an arithmetic value and nothing to be shown to a person.
    pub fn recall_after(&self, stability: Stability, days: u32) -> f64 {
        let state = fsrs::MemoryState { stability: stability.days(), difficulty: 5.0 };
        f64::from(fsrs::current_retrievability(state, days as f32, self.decay())).clamp(0.0, 1.0)
    }

    /// What the model would keep if `rating` were given `days` after the last
    /// answer.
    pub fn memory_if(&self, memory: Memory, days: u32, rating: Rating) -> Memory {
        self.memory_after(Some(memory), days, rating)
    }

    /// What the model keeps of a new card whose first answer is `rating`.
    pub fn first_memory(&self, rating: Rating) -> Memory {
        self.memory_after(None, 0, rating)
    }
}

#[cfg(test)]
mod tests {
    use crate::schedule::{Rating, Scheduler, SchedulerSettings, State};

    #[test]
    fn looking_ahead_agrees_with_what_answering_gives() {
        let scheduler = Scheduler::new(SchedulerSettings::default()).unwrap();
        for first in Rating::ALL {
            let memory = scheduler.first_memory(first);
            let state = scheduler.next(State::New, 0, first, 0.0).state;
            assert_eq!(state.memory(), Some(memory));
            for rating in Rating::ALL {
                let after = scheduler.next(state, 4, rating, 0.0).state.memory();
                assert_eq!(after, Some(scheduler.memory_if(memory, 4, rating)));
            }
            let recall = scheduler.recall(memory, 4).unwrap().get();
            assert!((scheduler.recall_after(memory.stability, 4) - recall).abs() < 1e-6);
        }
    }
}
