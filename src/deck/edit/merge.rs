//! A newer deck of its author joins what its reader changed in the older one, card by card.

use super::extent::{before_cards, card_texts};
use super::{insert_lines, with_line_ends_of};
use crate::deck::fault::Severity;
use crate::deck::parse::parse;
use crate::deck::write::to_toml;
use crate::deck::{Deck, Note};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;
use toml::de::DeTable;

/// Who changed a part of a deck since it was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Both have the same.
    Same,
    /// Its author alone.
    Theirs,
    /// Its reader alone.
    Mine,
    /// Both, each in another way.
    Both,
}

impl Fate {
    /// Of a part as it was handed out, as the reader has it, and as it is handed out now.
    fn of<T: PartialEq>(base: &T, mine: &T, theirs: &T) -> Self {
        match (mine == theirs, mine == base, theirs == base) {
            (true, ..) => Self::Same,
            (_, true, _) => Self::Theirs,
            (_, _, true) => Self::Mine,
            _ => Self::Both,
        }
    }
}

/// A card as the reader has it and as it is handed out now; none where it is not there.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'d> {
    /// The note's id.
    pub id: &'d str,
    /// The reader's.
    pub mine: Option<&'d Note>,
    /// The author's.
    pub theirs: Option<&'d Note>,
    /// Who changed it.
    pub fate: Fate,
    /// The id that the reader's has, where the author gave it another.
    pub former: Option<&'d str>,
}

/// A deck in two texts, and as it was when the reader got it, where that is known.
#[derive(Debug, Clone, Copy)]
pub struct Decks<'d> {
    /// As it was handed out.
    pub base: Option<&'d Deck>,
    /// The reader's, and its text.
    pub mine: (&'d Deck, &'d str),
    /// The author's, and its text.
    pub theirs: (&'d Deck, &'d str),
}

/// What of the reader's stays.
#[derive(Debug, Clone, Default)]
pub struct Kept<'d> {
    /// Title, language and what else stands at the deck's head.
    pub head: bool,
    /// Cards, by their notes' ids: changed, added or deleted.
    pub cards: Vec<&'d str>,
}

impl<'d> Decks<'d> {
    /// Who changed what stands at the head.
    pub fn head(&self) -> Fate {
        let [mine, theirs] = [self.mine.0, self.theirs.0].map(Deck::head);
        // What was handed out unknown to us may have been either.
        self.base.map_or_else(
            || if mine == theirs { Fate::Same } else { Fate::Both },
            |base| Fate::of(&base.head(), &mine, &theirs),
        )
    }

    /// What stands at the head, the reader's and the author's.
    pub fn heads(&self) -> [String; 2] {
        [self.mine.0, self.theirs.0].map(|deck| to_toml(&deck.head()))
    }

    /// All cards, those of the author first.
    pub fn cards(&self) -> Vec<Versions<'d>> {
        let base = self.base.map(notes).unwrap_or_default();
        let (mine, theirs) = (notes(self.mine.0), notes(self.theirs.0));
        let own = self.mine.0.notes().filter(|note| !theirs.contains_key(note.id.as_str()));
        let all = self.theirs.0.notes().chain(own);
        let versions = |note: &'d Note| {
            let id = note.id.as_str();
            let of = |deck: &HashMap<&str, &'d Note>| deck.get(id).copied();
            let (mine, theirs) = (of(&mine), of(&theirs));
            let fate = Fate::of(&of(&base), &mine, &theirs);
            Versions { id, mine, theirs, fate, former: None }
        };
        self.renamed(all.map(versions).collect())
    }

    /// Joins a card that the reader changed with that to which its author gave another id: of
    /// the two one stays.
    fn renamed(&self, all: Vec<Versions<'d>>) -> Vec<Versions<'d>> {
        let lost: HashMap<&str, &'d Note> = all
            .iter()
            .filter(|card| card.theirs.is_none() && card.fate == Fate::Both)
            .filter_map(|card| Some((card.id, card.mine?)))
            .collect();
        let deck = self.theirs.0.id.as_str();
        let join = |card: Versions<'d>| {
            let claims =
                card.theirs.filter(|_| card.mine.is_none()).map_or(&[][..], |note| &note.was);
            let claimed = claims.iter().filter(|id| id.deck() == deck);
            let claimed = claimed.filter_map(|id| lost.get_key_value(id.note_part())).next();
            claimed.map_or(card, |(former, mine)| Versions {
                mine: Some(*mine),
                fate: Fate::Both,
                former: Some(*former),
                ..card
            })
        };
        let all: Vec<Versions<'d>> = all.into_iter().map(join).collect();
        let joined: HashSet<&str> = all.iter().filter_map(|card| card.former).collect();
        all.into_iter().filter(|card| !joined.contains(card.id)).collect()
    }

    /// The author's text with what stays of the reader's. The error says what of it cannot
    /// be carried over.
    pub fn merged(&self, path: &Path, kept: &Kept<'_>) -> Result<String, String> {
        let (mine, theirs) = (self.mine.1, self.theirs.1);
        let (own, places) = (card_texts(mine), card_texts(theirs));
        let mut text = theirs.to_owned();
        let mut behind: Vec<&str> = Vec::new();
        let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
        for &id in &kept.cards {
            match (places.get(id), own.get(id)) {
                (Some(place), Some(own)) => edits.push((place.clone(), &mine[own.clone()])),
                (Some(place), None) => edits.push((with_line_behind(theirs, place), "")),
                (None, Some(own)) => behind.push(&mine[own.clone()]),
                (None, None) => {}
            }
        }
        if kept.head
            && let (Some(place), Some(own)) = (before(theirs), before(mine))
        {
            edits.push((0..place, &mine[..own]));
        }
        edits.sort_by_key(|(place, _)| place.start);
        for (place, own) in edits.into_iter().rev() {
            text.replace_range(place, &with_line_ends_of(theirs, own));
        }
        if !behind.is_empty() {
            let is_apart = text.ends_with("\n\n") || text.ends_with("\n\r\n");
            let (end, gap) = (text.len(), if is_apart { "" } else { "\n" });
            insert_lines(&mut text, end, &format!("{gap}{}", behind.join("\n")));
        }
        self.check(path, kept, &text).map(|()| text)
    }

    /// Whether `text` is what was asked for: nothing may be lost by its layout.
    fn check(&self, path: &Path, kept: &Kept<'_>, text: &str) -> Result<(), String> {
        let parsed = parse(path, text);
        let mut errors = parsed.faults.iter().filter(|fault| fault.severity == Severity::Error);
        if let Some(fault) = errors.next() {
            return Err(format!("the two together make a faulty deck: {}", fault.message));
        }
        let Some(deck) = parsed.deck else {
            return Err("the two together make no deck".to_owned());
        };
        let wanted = if kept.head { self.mine.0 } else { self.theirs.0 };
        if deck.head() != wanted.head() {
            return Err(
                "what stands at the head of the deck cannot be told from its cards".to_owned()
            );
        }
        let (found, kept) = (notes(&deck), kept.cards.iter().copied().collect::<HashSet<_>>());
        for card in self.cards() {
            let is_kept = kept.contains(card.former.unwrap_or(card.id));
            let wanted = match card.former {
                Some(_) if is_kept => None,
                _ if is_kept => card.mine,
                _ => card.theirs,
            };
            if found.get(card.id).copied() != wanted {
                let id = card.id;
                return Err(format!(
                    "the card '{id}' is no [[card]] table of its own in one piece"
                ));
            }
        }
        Ok(())
    }
}

fn notes(deck: &Deck) -> HashMap<&str, &Note> {
    deck.notes().map(|note| (note.id.as_str(), note)).collect()
}

/// Where the cards begin.
fn before(text: &str) -> Option<usize> {
    before_cards(text, DeTable::parse(text).ok()?.get_ref())
}

/// A card with the empty line behind it.
fn with_line_behind(text: &str, place: &Range<usize>) -> Range<usize> {
    let behind = &text[place.end..];
    let line = ["\r\n", "\n"].into_iter().find(|end| behind.starts_with(end));
    place.start..place.end + line.map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(cards: &[(&str, &str)]) -> String {
        let card = |(id, back): &(&str, &str)| {
            format!(
                "
# of {id}
[[card]]
id = \"{id}\"
front = \"Q {id}?\"
back = \"{back}\"
"
            )
        };
        cards.iter().map(card).collect()
    }

    fn text(title: &str, of: &[(&str, &str)]) -> String {
        format!(
            "# head
format = 1
id = \"d\"
title = \"{title}\"
{}",
            cards(of)
        )
    }

    fn deck(text: &str) -> Deck {
        parse(Path::new("d.toml"), text).deck.unwrap()
    }

    #[test]
    fn each_card_knows_who_changed_it() {
        let base =
            text("T", &[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("e", "1"), ("f", "1")]);
        let mine =
            text("T", &[("a", "1"), ("b", "2"), ("c", "2"), ("d", "1"), ("f", "2"), ("own", "1")]);
        let theirs =
            text("U", &[("a", "1"), ("b", "1"), ("c", "3"), ("d", "2"), ("e", "1"), ("new", "1")]);
        let [base, mine_deck, theirs_deck] = [&base, &mine, &theirs].map(|text| deck(text));
        let decks =
            Decks { base: Some(&base), mine: (&mine_deck, &mine), theirs: (&theirs_deck, &theirs) };
        let fates: Vec<_> = decks.cards().iter().map(|card| (card.id, card.fate)).collect();
        use Fate::{Both, Mine, Same, Theirs};
        let expected = [
            ("a", Same),
            ("b", Mine),
            ("c", Both),
            ("d", Theirs),
            ("e", Mine),
            ("new", Theirs),
            ("f", Both),
            ("own", Mine),
        ];
        assert_eq!(fates, expected);
        assert_eq!(decks.head(), Theirs);
        // What was handed out to the reader is not known: what differs, both may have changed.
        let unknown = Decks { base: None, ..decks };
        let fates: Vec<_> = unknown.cards().iter().map(|card| (card.id, card.fate)).collect();
        let expected = [
            ("a", Same),
            ("b", Both),
            ("c", Both),
            ("d", Both),
            ("e", Theirs),
            ("new", Theirs),
            ("f", Mine),
            ("own", Mine),
        ];
        assert_eq!(fates, expected);
        assert_eq!(unknown.head(), Both);
    }

    #[test]
    fn what_the_reader_keeps_stands_in_the_authors_text() {
        let mine = text("T", &[("a", "1"), ("b", "2"), ("own", "1")]);
        let theirs = text("U", &[("b", "1"), ("c", "3"), ("e", "1"), ("a", "2")]);
        for ends in ["\n", "\r\n"] {
            let [mine, theirs] = [&mine, &theirs].map(|text| text.replace('\n', ends));
            let [mine_deck, theirs_deck] = [&mine, &theirs].map(|text| deck(text));
            let decks =
                Decks { base: None, mine: (&mine_deck, &mine), theirs: (&theirs_deck, &theirs) };
            let merged = |kept: &Kept<'_>| decks.merged(Path::new("d.toml"), kept).unwrap();
            let added = cards(&[("own", "1")]).replace('\n', ends);
            let kept = Kept { head: false, cards: vec!["own"] };
            assert_eq!(merged(&kept), format!("{theirs}{added}"));
            let kept = Kept { head: true, cards: vec!["b", "e", "own"] };
            let expected = text("T", &[("b", "2"), ("c", "3"), ("a", "2"), ("own", "1")]);
            assert_eq!(merged(&kept), expected.replace('\n', ends));
        }
    }

    #[test]
    fn of_a_card_that_was_changed_and_renamed_one_stays() {
        let base = text("T", &[("a", "1"), ("b", "1")]);
        let mine = text("T", &[("a", "2"), ("b", "1")]);
        let theirs = text("T", &[("new", "1"), ("b", "1")]) + "";
        let theirs =
            theirs.replace("\nback = \"1\"\n\n# of b", "\nback = \"1\"\nwas = [\"d/a\"]\n\n# of b");
        let [base, mine_deck, theirs_deck] = [&base, &mine, &theirs].map(|text| deck(text));
        let decks =
            Decks { base: Some(&base), mine: (&mine_deck, &mine), theirs: (&theirs_deck, &theirs) };
        let told: Vec<_> =
            decks.cards().iter().map(|card| (card.id, card.former, card.fate)).collect();
        assert_eq!(told, [("new", Some("a"), Fate::Both), ("b", None, Fate::Same)]);
        let merged =
            |cards| decks.merged(Path::new("d.toml"), &Kept { head: false, cards }).unwrap();
        let ids = |text: &str| deck(text).notes().map(|note| note.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&merged(vec!["new", "a"])), ["b", "a"]);
        assert_eq!(ids(&merged(vec![])), ["new", "b"]);
    }

    #[test]
    fn what_cannot_be_carried_over_is_said() {
        let mine = "format = 1\nid = \"d\"\ntitle = \"T\"\ncard = [{ id = \"a\", front = \"Q?\", back = \"1\" }]\n";
        let theirs = text("T", &[("a", "2")]);
        let [mine_deck, theirs_deck] = [mine, &theirs].map(deck);
        let decks = Decks { base: None, mine: (&mine_deck, mine), theirs: (&theirs_deck, &theirs) };
        let refused = decks.merged(Path::new("d.toml"), &Kept { head: false, cards: vec!["a"] });
        assert_eq!(
            refused.unwrap_err(),
            "the card 'a' is no [[card]] table of its own in one piece"
        );
    }
}
