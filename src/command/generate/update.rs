//! New cards join a deck that people have changed. Pure.
//!
//! Text is only ever added at the end, so that cards, comments and layout stay
//! byte for byte. A record beside the deck lists the cards that were ever made
//! for it: one that is listed and no longer in the deck was deleted by hand.

use crate::deck::Note;
use crate::deck::edit::insert_lines;
use crate::deck::write::card;
use std::collections::{BTreeSet, HashSet};

/// Reads a record's text: an id a line, `#` for remarks.
pub(super) fn read_record(text: &str) -> BTreeSet<String> {
    let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
    let ids = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    ids.map(str::to_owned).collect()
}

/// A record's text; `deck` is the deck file's name.
pub(super) fn record_text(record: &BTreeSet<String>, deck: &str) -> String {
    let head = format!(
        "# The cards that byheart generate has made for {deck}, an id a line.\n\
         # One that is listed here and not in the deck was deleted by hand: --update leaves it out.\n"
    );
    head + &record.iter().map(|id| format!("{id}\n")).collect::<String>()
}

/// What became of a deck.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// The deck's text with the new cards.
    pub(super) text: String,
    /// Ids of the new cards.
    pub(super) added: Vec<String>,
    /// Generated cards that the deck has and the document still makes.
    pub(super) kept: usize,
    /// Ids of cards that were deleted by hand and stay so.
    pub(super) deleted: Vec<String>,
    /// Ids of generated cards in the deck that the document no longer makes.
    pub(super) gone: Vec<String>,
}

/// Adds those of `notes` that are new to the deck `text`, whose cards have the
/// ids `in_deck`. `known` are all ids that the document makes. Without a
/// record, a card is taken for a generated one by the form of its id.
pub(super) fn merge<'n>(
    text: &str,
    in_deck: &[String],
    record: Option<&BTreeSet<String>>,
    notes: impl Iterator<Item = &'n Note>,
    known: &HashSet<String>,
) -> Merged {
    let made = |id: &str| record.map_or_else(|| looks_generated(id), |record| record.contains(id));
    let present: HashSet<&str> = in_deck.iter().map(String::as_str).collect();
    let mut merged = Merged { text: text.to_owned(), ..Merged::default() };
    for note in notes.filter(|note| !present.contains(note.id.as_str())) {
        match record.is_some_and(|record| record.contains(&note.id)) {
            true => merged.deleted.push(note.id.clone()),
            false => {
                let end = merged.text.len();
                insert_lines(&mut merged.text, end, &card(note));
                merged.added.push(note.id.clone());
            }
        }
    }
    merged.kept = in_deck.iter().filter(|id| known.contains(*id)).count();
    let gone = in_deck.iter().filter(|id| !known.contains(*id) && made(id));
    merged.gone = gone.cloned().collect();
    merged
}

/// Generated ids end in 8 hex digits.
pub(super) fn looks_generated(id: &str) -> bool {
    id.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 8 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Content;

    fn note(id: &str) -> Note {
        Note::new(id, Content::basic(format!("Q {id}?"), "A"))
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|&id| id.to_owned()).collect()
    }

    const DECK: &str = "# mine\nformat = 1\n[[card]] # first\nid = \"date-1-aaaaaaaa\"\n";

    #[test]
    fn new_cards_stand_at_the_end_and_all_else_stays() {
        let record = BTreeSet::from_iter(ids(&["date-1-aaaaaaaa", "date-2-bbbbbbbb"]));
        let notes = ["date-1-aaaaaaaa", "date-2-bbbbbbbb", "date-3-cccccccc"].map(note);
        let known = notes.iter().map(|note| note.id.clone()).collect();
        let merged = merge(DECK, &ids(&["date-1-aaaaaaaa"]), Some(&record), notes.iter(), &known);
        assert_eq!(
            merged.text,
            format!(
                "{DECK}\n[[card]]\nid = \"date-3-cccccccc\"\nfront = \"Q date-3-cccccccc?\"\nback = \"A\"\n"
            )
        );
        assert_eq!(merged.added, ["date-3-cccccccc"]);
        assert_eq!(merged.deleted, ["date-2-bbbbbbbb"]);
        assert_eq!((merged.kept, merged.gone.len()), (1, 0));
    }

    #[test]
    fn facts_that_left_the_document_are_named_and_own_cards_are_not() {
        let in_deck = ids(&["date-1-aaaaaaaa", "my-own-card"]);
        for record in [None, Some(BTreeSet::from_iter(ids(&["date-1-aaaaaaaa"])))] {
            let merged = merge(DECK, &in_deck, record.as_ref(), [].iter(), &HashSet::new());
            assert_eq!(merged.text, DECK);
            assert_eq!(merged.gone, ["date-1-aaaaaaaa"]);
            assert_eq!(merged.kept, 0);
        }
    }

    #[test]
    fn line_ends_follow_the_deck_and_a_last_line_without_one_is_ended() {
        let known = HashSet::from(["n".to_owned()]);
        let merged = merge("a = 1\r\nb = 2", &[], None, [note("n")].iter(), &known);
        assert_eq!(
            merged.text,
            "a = 1\r\nb = 2\r\n\r\n[[card]]\r\nid = \"n\"\r\nfront = \"Q n?\"\r\nback = \"A\"\r\n"
        );
    }

    #[test]
    fn a_record_reads_back() {
        let record = BTreeSet::from_iter(ids(&["b", "a"]));
        let text = record_text(&record, "rome.toml");
        assert!(text.ends_with("\na\nb\n"), "{text}");
        assert_eq!(read_record(&format!("\u{FEFF}{text}\r\n")), record);
    }
}
