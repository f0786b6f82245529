//! The way to an exam: what a study day brings while an exam lies ahead, and
//! what can be said of the day itself. Pure.
//!
//! Only the order of a day's cards and their choice differ from the long-term
//! queue; answers and states are what they always are, so that the day after
//! the exam nothing has to be put right.

pub mod band;
pub mod belief;
pub mod exams;
pub mod forecast;
pub mod habits;
mod order;
pub mod plan;
pub mod policy;
pub mod remedy;
pub mod roster;
pub mod share;

pub use exams::{Aim, DaysOff, Exams, Most, Word};
pub use habits::Habits;
pub use roster::Roster;
