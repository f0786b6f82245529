//! What is asked: the queue, questions, the judge and the study session.
//!
//! Pure: knows neither files nor terminals.

pub mod judge;
pub mod question;
pub mod queue;
pub mod session;
