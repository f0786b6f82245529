//! How a review talks to a person: on the whole terminal (`screen::review`) or line by
//! line (`line::review`). Neither saves anything: each change is handed back, saved, and
//! only then the review goes on.

use crate::asking::review::{Act, Entry, Fate, Review, Words};
use crate::base::border::cut;
use std::io;

/// A way to hold a review.
pub trait ReviewUi {
    /// Shows the review until the person does something.
    fn sit(&mut self, review: &mut Review) -> io::Result<Act>;
    /// Gives the terminal to another program until the next card.
    fn lend(&mut self) -> io::Result<()>;
    /// Says something at the end.
    fn say(&mut self, text: &str) -> io::Result<()>;
}

/// What was done with an entry, and what it is, of which a narrow screen has the beginning.
pub(super) fn label(entry: &Entry) -> String {
    let fate = match (entry.fate, entry.written) {
        (_, true) => "written · ",
        (Fate::Open, _) => "",
        (Fate::Kept, _) => "kept · ",
        (Fate::Dropped, _) => "dropped · ",
    };
    let words = match entry.words {
        Words::Made => "",
        Words::Edited => "edited · ",
        Words::Own { .. } => "your own · ",
    };
    let draft = if entry.doubts.is_empty() { "" } else { "draft · " };
    format!("{fate}{words}{draft}{}", entry.label)
}

/// Why a card is a draft.
pub(super) fn doubts(entry: &Entry) -> Option<String> {
    (!entry.doubts.is_empty()).then(|| format!("Draft: {}.", entry.doubts.join("; ")))
}

/// How far a review has come.
pub(super) fn so_far(review: &Review) -> String {
    let (kept, dropped) = (review.count(Fate::Kept), review.count(Fate::Dropped));
    format!("{kept} kept, {dropped} dropped")
}

/// What is said where every card is decided.
pub(super) fn end(review: &Review) -> String {
    format!("Every card is decided: {}.", so_far(review))
}

/// A note is shown up to so many bytes: it may be a sentence as long as a book.
const LONGEST: usize = 2000;

/// The note, where the passage does not say it already.
pub(super) fn note(entry: &Entry) -> Option<String> {
    let note = entry.note.note.as_deref()?;
    let is_told = |sentence: String| {
        note.starts_with(&sentence) || sentence.contains(note.trim_end_matches('.'))
    };
    let is_told = entry.passage.quoted().is_some_and(is_told);
    (!is_told).then(|| format!("Note: {}", cut(note, LONGEST)))
}
