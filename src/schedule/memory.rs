//! What the FSRS model keeps of a card: stability and difficulty.

/// Time after which the chance of recall has fallen to 90 %, in days; above 0.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Stability(f32);

/// How hard a card is to learn: 1 (easy) to 10 (hard).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Difficulty(f32);

/// The chance of recall at a moment: 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Retrievability(f32);

impl Stability {
    /// None unless `days` is a finite number above 0.
    pub fn new(days: f32) -> Option<Self> {
        (days.is_finite() && days > 0.0).then_some(Self(days))
    }

    /// In days.
    pub fn days(self) -> f32 {
        self.0
    }
}

impl Difficulty {
    /// None unless `value` lies in 1 to 10.
    pub fn new(value: f32) -> Option<Self> {
        (1.0..=10.0).contains(&value).then_some(Self(value))
    }

    /// As a number from 1 to 10.
    pub fn get(self) -> f32 {
        self.0
    }
}

impl Retrievability {
    /// None unless `value` lies in 0 to 1.
    pub fn new(value: f32) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// As a number from 0 to 1.
    pub fn get(self) -> f64 {
        f64::from(self.0)
    }
}

/// A card's memory state in the three-component model (Ye, Su and Cao 2022).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// How slowly it is forgotten.
    pub stability: Stability,
    /// How hard it is to learn.
    pub difficulty: Difficulty,
}

impl From<Memory> for fsrs::MemoryState {
    fn from(memory: Memory) -> Self {
        Self { stability: memory.stability.0, difficulty: memory.difficulty.0 }
    }
}

impl Memory {
    /// None where the model left its own bounds.
    pub(super) fn from_model(state: fsrs::MemoryState) -> Option<Self> {
        Some(Self {
            stability: Stability::new(state.stability)?,
            difficulty: Difficulty::new(state.difficulty)?,
        })
    }
}
