//! Where progress is kept: journal, locks and the device that writes.
//!
//! The journal is the only truth about what happened; lines are only ever
//! added, each machine writes only its own folder, and an event is saved when
//! the disk has it, not before.

pub mod claim;
pub mod device;
pub mod error;
pub mod exams;
pub mod journal;
pub mod line;
pub mod store;

pub use error::StoreError;
