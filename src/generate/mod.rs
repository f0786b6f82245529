//! A document becomes facts, and facts become cards.
//!
//! Extractors (`dates`, `actors`, `claims`) read the clean view of a
//! [`Document`] and give facts; `compose` ranks
//! them, removes doubles and writes cards. Deterministic: the same bytes in
//! give the same decks out.

pub mod actors;
pub mod claims;
pub mod compose;
pub mod dates;
pub mod edtf;
pub mod fact;
pub mod jsonl;
mod lexicon;
mod token;

use crate::document::Document;
use fact::Facts;

/// All facts of a document.
pub fn facts(document: &Document) -> Facts {
    let (actors, mentions) = actors::find(document);
    let claims = claims::find(document, &actors, &mentions);
    Facts { dates: dates::find(document), actors, mentions, claims }
}
