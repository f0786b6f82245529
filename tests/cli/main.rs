//! The program as people run it: hermetic, each command in a home of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod decks;
mod harness;
mod progress;
mod study;
mod terminal;
