//! A document becomes facts, and facts become cards.
//!
//! Extractors (`dates`, `actors`, `claims`) read the clean view of a
//! [`Document`](crate::document::Document) and give facts; `compose` ranks
//! them, removes doubles and writes cards. Deterministic: the same bytes in
//! give the same decks out.

pub mod actors;
pub mod claims;
pub mod dates;
pub mod edtf;
pub mod fact;
mod lexicon;
