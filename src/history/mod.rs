//! What happened: events, and the state of every card that follows from them.
//!
//! Pure: `state = fold(events)`. Files are the business of `progress`.

pub mod card;
pub mod day;
pub mod deed;
pub mod detail;
pub mod event;
pub mod fold;
pub mod merge;

pub use card::{CardHistory, Due, Review};
pub use day::{Answer, Used};
pub use deed::Deed;
pub use detail::{Detail, How, Manner, Overruled};
pub use event::{Event, EventKind, Stamp, StampError};
pub use fold::History;
