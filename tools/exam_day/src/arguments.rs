//! What the simulation is asked for.

use crate::situations::{LEARNERS, MOST_LEARNERS, Run};

/// What to run.
pub(crate) struct Arguments {
    pub(crate) run: Run,
    pub(crate) learners: u64,
}

/// The arguments do not say what to run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArgumentError {
    #[error("expected `--tuning` or `--learners N`, found `{0}`")]
    Unknown(String),
    #[error("expected a number from 1 to {MOST_LEARNERS} after `--learners`, found {0}")]
    Learners(String),
}

impl Arguments {
    /// Of the arguments that follow the program's name.
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, ArgumentError> {
        let mut arguments = Self { run: Run::Report, learners: LEARNERS };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--tuning" => arguments.run = Run::Tuning,
                "--learners" => arguments.learners = learners(words.next())?,
                _ => return Err(ArgumentError::Unknown(word)),
            }
        }
        Ok(arguments)
    }
}

fn learners(word: Option<String>) -> Result<u64, ArgumentError> {
    let count = word.as_deref().and_then(|word| word.parse().ok());
    let found = || word.as_ref().map_or("nothing".to_owned(), |word| format!("`{word}`"));
    count
        .filter(|count| (1..=MOST_LEARNERS).contains(count))
        .ok_or_else(|| ArgumentError::Learners(found()))
}
