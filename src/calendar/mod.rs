//! Dates: one value for all who read or write them (`date`), in EDTF (`edtf`)
//! and in English (`english`), and the tables under every grammar: words of
//! dates by language (`words`), numbers in words and Roman ones (`numeral`).
//! Knows no grammar: those of answers and of prose stand in their rooms.

mod date;
mod edtf;
mod english;
pub mod numeral;
pub mod words;

pub use date::{Bounds, Date, Era, Precision, Season, Span, Third, Years};
