//! byheart turns a document's key dates, actors and arguments into TOML decks
//! and drills a learner on them in the terminal until exam day.
//!
//! The rooms and the one direction in which they may depend on each other are
//! described in `ARCHITECTURE.md`.

pub mod asking;
pub mod base;
pub mod calendar;
pub mod cli;
pub mod command;
pub mod deck;
pub mod document;
pub mod env;
pub mod error;
pub mod generate;
pub mod history;
pub mod judge;
pub mod language;
pub mod lint;
pub mod markup;
pub mod progress;
pub mod quiz;
pub mod schedule;
pub mod settings;
pub mod ui;
