//! How well a card is known: memory states, next states, learning steps, fuzz
//! and the borders of study days.
//!
//! Pure: time and randomness come in as arguments. Knows no decks, no files.

pub mod day;
pub mod fuzz;
pub mod memory;
pub mod state;
#[cfg(test)]
mod vectors;

pub use memory::{Difficulty, Memory, Retrievability, Stability};
pub use state::{Next, Scheduler, SchedulerError, SchedulerSettings, State, Wait};

/// What the learner says of one answer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    strum::Display,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Rating {
    /// Not recalled.
    Again = 1,
    /// Recalled with serious difficulty.
    Hard = 2,
    /// Recalled after some thought.
    Good = 3,
    /// Recalled at once.
    Easy = 4,
}

impl Rating {
    /// All ratings, from Again to Easy.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// So many steps towards Again.
    #[must_use]
    pub fn lowered(self, steps: u8) -> Self {
        Self::ALL[(self as usize - 1).saturating_sub(usize::from(steps))]
    }

    /// The rating's name as the journal writes it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
