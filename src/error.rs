//! The command's error: what went wrong, why, and what to do about it.

use std::fmt;
use std::process::ExitCode;

/// Why a command ends early.
#[derive(Debug)]
pub enum Error {
    /// The command ran and found faults: exit code 1. They are printed already.
    Findings,
    /// The reader of standard output has gone, which is no error: exit code 0.
    ClosedPipe,
    /// Wrong usage or input that cannot be read: exit code 2.
    Failure(Failure),
}

/// A message with its causes and hints.
#[derive(Debug)]
pub struct Failure {
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
}

impl Error {
    /// A failure with a message: lower case, no full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Failure(Failure { message: message.into(), causes: Vec::new(), hints: Vec::new() })
    }

    /// A failure with the chain of an underlying error's causes.
    pub fn because(message: impl Into<String>, cause: &(dyn std::error::Error + 'static)) -> Self {
        let causes = std::iter::successors(Some(cause), |cause| cause.source())
            .map(ToString::to_string)
            .collect();
        Self::Failure(Failure { message: message.into(), causes, hints: Vec::new() })
    }

    /// Adds the next step that a person can take.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Failure(failure) = &mut self {
            failure.hints.push(hint.into());
        }
        self
    }

    /// Its message with the causes, on a line, for where a person goes on.
    pub fn on_a_line(&self) -> String {
        match self {
            Self::Failure(Failure { message, causes, .. }) => {
                std::iter::once(message).chain(causes).cloned().collect::<Vec<_>>().join(": ")
            }
            Self::Findings | Self::ClosedPipe => String::new(),
        }
    }

    /// The process's exit code.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Findings => ExitCode::from(1),
            Self::ClosedPipe => ExitCode::SUCCESS,
            Self::Failure(_) => ExitCode::from(2),
        }
    }
}

impl Failure {
    /// What went wrong and why, on one line.
    pub fn told(&self) -> String {
        let told = [std::slice::from_ref(&self.message), &self.causes].concat().join(": ");
        told.replace('\n', "; ")
    }

    /// What to do about it; empty where nobody knows.
    pub fn remedies(&self) -> String {
        self.hints.join("; ").replace('\n', "; ")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        for cause in &self.causes {
            write!(f, "\n  because: {cause}")?;
        }
        for hint in &self.hints {
            write!(f, "\n  help: {hint}")?;
        }
        Ok(())
    }
}

/// What a command returns.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failure_shows_message_causes_and_hints() {
        let cause = std::io::Error::other("disk on fire");
        let error = Error::because("cannot read decks/a.toml", &cause).hint("put the fire out");
        let Error::Failure(failure) = error else { panic!("expected a failure") };
        assert_eq!(
            failure.to_string(),
            "error: cannot read decks/a.toml\n  because: disk on fire\n  help: put the fire out"
        );
    }
}
