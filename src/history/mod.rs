//! What happened: events, and the state of every card that follows from them.
//!
//! Pure: `state = fold(events)`. Files are the business of `progress`.

pub mod event;

pub use event::{Event, EventKind, Stamp};
