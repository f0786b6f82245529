//! Mock exams: a paper drawn from decks, a sitting over it, and its score.
//! Pure: knows neither files nor terminals, and of time only what it is told.

pub mod balance;
pub mod earlier;
pub mod format;
pub mod paper;
pub mod print;
pub mod record;
pub mod rules;
pub mod score;
pub mod sitting;

pub use earlier::Earlier;
pub use format::Format;
pub use paper::{Item, Paper, PaperError, Repeats, Wish};
pub use score::{Mark, Range, Score, Share};
pub use sitting::{Change, End, Ended, Entry, Feeding, Sitting};
