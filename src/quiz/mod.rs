//! What is asked: the day's queue, the form of a question, exams, and the study
//! session. Pure.

pub mod backlog;
pub mod distractors;
pub mod exam;
pub mod exam_day;
pub mod format;
pub mod pace;
mod passage;
pub mod preview;
pub mod question;
pub mod queue;
pub mod session;
