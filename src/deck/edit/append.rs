//! Adds cards at the end of a deck file: every byte before them stays.

use super::{insert_lines, places_of};
use crate::deck::fault::{Fault, Severity};
use crate::deck::fix::{Ids, fix};
use crate::deck::parse::{Parsed, parse};
use crate::deck::write::card;
use crate::deck::{Content, Deck, Note, Side};
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

/// A deck file with more cards.
#[derive(Debug, Default)]
pub struct Appended {
    /// Its text.
    pub text: String,
    /// The id of each new card, in their order.
    pub ids: Vec<String>,
    /// Cards that were there already, by their places among those that were to be added, and
    /// the id that each has.
    pub equal: Vec<(usize, String)>,
}

/// Why nothing was added.
#[derive(Debug)]
pub enum Refusal {
    /// The deck cannot be read as it is, or takes no cards at its end.
    Deck(Box<Fault>),
    /// Cards are faulty, by their places among those that were to be added.
    Cards(Vec<(usize, Fault)>),
}

/// The text of the deck file `path` with `notes` behind all that is there, each under an id
/// that is made of what it asks, and with numbers to its gaps. One that asks and answers what
/// another one does is left out.
pub fn append(path: &Path, text: &str, notes: Vec<Note>) -> Result<Appended, Refusal> {
    let old = parse(path, text);
    let Some(deck) = &old.deck else { return Err(Refusal::Deck(Box::new(no_deck(path, &old)))) };
    let mut adding = Adding::to(text, deck);
    notes.into_iter().enumerate().for_each(|(at, note)| adding.put(at, note));
    match adding.refusal(path, &old) {
        None => Ok(adding.added),
        Some(refusal) => Err(refusal),
    }
}

/// A deck file's text that grows.
struct Adding {
    added: Appended,
    ids: Ids,
    /// What each card asks and answers, with its id.
    known: HashMap<String, String>,
    /// Where each new card ends, and its place among those that were to be added.
    ends: Vec<(usize, usize)>,
}

impl Adding {
    fn to(text: &str, deck: &Deck) -> Self {
        Self {
            added: Appended { text: text.to_owned(), ..Appended::default() },
            // Cards that are left out for their faults have ids, too.
            ids: Ids::besides(places_of(text, "id").into_keys().flatten().collect()),
            known: deck.notes().map(|note| (essence(&note.content), note.id.clone())).collect(),
            ends: Vec::new(),
        }
    }

    fn put(&mut self, at: usize, note: Note) {
        let essence = essence(&note.content);
        if let Some(id) = self.known.get(&essence) {
            return self.added.equal.push((at, id.clone()));
        }
        let id = self.ids.take(&asked(&note.content));
        let lines = card(&Note { id: id.clone(), ..note });
        let end = self.added.text.len();
        insert_lines(&mut self.added.text, end, &fix(&lines).unwrap_or(lines));
        self.ends.push((self.added.text.len(), at));
        self.known.insert(essence, id.clone());
        self.added.ids.push(id);
    }

    /// What the reader of decks finds wrong with the text and did not before.
    fn refusal(&self, path: &Path, old: &Parsed) -> Option<Refusal> {
        let new = parse(path, &self.added.text);
        let is_new =
            |fault: &&Fault| fault.severity >= Severity::Unknown && !old.has_one_like(fault);
        let found: Vec<&Fault> = new.faults.iter().filter(is_new).collect();
        // Cards are written here, and are no TOML only where the deck's are in one line.
        Some(match found.first()? {
            fault if fault.code == "toml-syntax" => Refusal::Deck(Box::new((*fault).clone())),
            _ => {
                let placed = found.into_iter().map(|fault| (self.card_of(fault), fault.clone()));
                Refusal::Cards(placed.collect())
            }
        })
    }

    /// The card that a fault stands in.
    fn card_of(&self, fault: &Fault) -> usize {
        let at = self.ends.partition_point(|(end, _)| *end <= fault.span.start);
        self.ends.get(at).or(self.ends.last()).map_or(0, |(_, card)| *card)
    }
}

/// Why there is no deck.
fn no_deck(path: &Path, old: &Parsed) -> Fault {
    let fault = old.faults.iter().find(|fault| fault.severity == Severity::Error);
    fault.cloned().unwrap_or_else(|| Fault {
        code: "no-deck",
        severity: Severity::Error,
        path: path.to_path_buf(),
        line: 1,
        column: 1,
        message: "expected a deck, found none".to_owned(),
        reason: None,
        help: "give the file format, id and title".to_owned(),
        span: 0..0,
    })
}

/// The text of a note.
fn asked(content: &Content) -> Cow<'_, str> {
    match content {
        Content::Cloze(cloze) => Cow::Owned(cloze.whole()),
        _ => content.prompt(Side::Front, |_| String::new()),
    }
}

/// What a note asks and answers, whatever blanks stand between its words.
fn essence(content: &Content) -> String {
    let right = content.sides().into_iter().map(|side| content.right(side).joined().into_owned());
    let all = std::iter::once(asked(content).into_owned()).chain(right);
    all.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::arbitrary::decks;
    use crate::deck::write::to_toml;
    use proptest::prelude::*;

    const DECK: &str = "# mine\r\nformat = 1\r\nid = 'd'\r\ntitle = 'D'\r\n\r\n[[card]] # one\r\nid = 'who'\r\nfront = 'Who?'\r\nback = 'She'\r\n# end";

    fn basic(front: &str, back: &str) -> Note {
        Note::new("", Content::basic(front, back))
    }

    fn added(text: &str, notes: Vec<Note>) -> Result<Appended, Refusal> {
        append(Path::new("d.toml"), text, notes)
    }

    #[test]
    fn new_cards_stand_behind_all_bytes_with_ids_of_their_own() {
        let cloze =
            Content::Cloze(crate::deck::cloze::Cloze::parse("{{Rome}} and {{Gaul}}").unwrap());
        let notes = vec![basic("Who?", "He"), Note::new("", cloze)];
        let new = added(DECK, notes).unwrap();
        assert_eq!(new.ids, ["who-2", "rome-and-gaul"]);
        assert_eq!(
            new.text,
            format!(
                "{DECK}\r\n\r\n[[card]]\r\nid = \"who-2\"\r\nfront = \"Who?\"\r\nback = \"He\"\r\n\r\n[[card]]\r\nid = \"rome-and-gaul\"\r\ncloze = \"{{{{c1::Rome}}}} and {{{{c2::Gaul}}}}\"\r\n"
            )
        );
    }

    #[test]
    fn an_equal_card_is_left_out_and_named() {
        let notes = ["She", "He", "She ", "He"].map(|back| basic(" Who? ", back));
        let new = added(DECK, notes.into()).unwrap();
        let equal = [(0, "who"), (2, "who"), (3, "who-2")].map(|(at, id)| (at, id.to_owned()));
        assert_eq!((new.ids, new.equal), (vec!["who-2".to_owned()], equal.into()));
    }

    #[test]
    fn a_faulty_card_is_named_by_its_place_and_nothing_is_added() {
        let long = "x".repeat(20_001);
        let notes = vec![basic("Who?", "She"), basic("Fine?", "Yes"), basic("Long?", &long)];
        let Err(Refusal::Cards(faults)) = added(DECK, notes) else { panic!("expected faults") };
        let told: Vec<_> = faults.iter().map(|(at, fault)| (*at, fault.message.as_str())).collect();
        assert_eq!(told, [(2, "expected at most 20000 bytes, found 20001")]);
    }

    #[test]
    fn a_deck_that_cannot_be_read_or_has_its_cards_in_a_line_is_at_fault() {
        let inline =
            "format = 1\nid = 'd'\ntitle = 'D'\ncard = [{ id = 'a', front = 'q', back = 'b' }]\n";
        for text in [&DECK.replace("format = 1", "format = "), inline] {
            let Err(Refusal::Deck(fault)) = added(text, vec![basic("Q", "A")]) else {
                panic!("expected a refusal: {text}")
            };
            assert_eq!(fault.code, "toml-syntax", "{text}");
        }
    }

    proptest! {
        #[test]
        fn cards_of_a_deck_are_added_to_another(deck in decks()) {
            let notes: Vec<Note> = deck.notes().cloned().collect();
            let new = added(DECK, notes.clone()).unwrap();
            prop_assert_eq!(new.ids.len() + new.equal.len(), notes.len());
            let both = parse(Path::new("d.toml"), &new.text).deck.unwrap();
            prop_assert_eq!(both.notes().count(), 1 + new.ids.len(), "{}", new.text);
            let again = added(&to_toml(&deck), notes).unwrap();
            prop_assert_eq!(again.text, to_toml(&deck));
        }
    }
}
