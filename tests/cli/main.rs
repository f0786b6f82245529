//! The program as people run it: hermetic, each command in a home of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod captures;
mod decks;
mod documents;
mod exam;
mod exam_ahead;
mod exam_resume;
mod exam_screen;
mod exam_show;
mod fullscreen;
mod generate;
mod guides;
mod harness;
mod install;
mod plan;
mod preview;
mod printing;
mod progress;
mod review;
mod screen;
mod study;
mod terminal;
mod writing;
