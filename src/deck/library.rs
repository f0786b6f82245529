//! All decks of a home: which can be studied, and which are left out and why.

use super::fault::{Fault, Severity};
use super::parse::Parsed;
use super::{Card, CardId, Deck};
use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;

/// The decks that can be studied, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Library {
    /// In the order of their paths.
    pub decks: Vec<Deck>,
    /// Files that are left out.
    pub left_out: Vec<LeftOut>,
    index: HashMap<CardId, (usize, usize)>,
}

/// A deck file that is left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    why: String,
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "left out {}: {}", self.path.display(), self.why)
    }
}

impl Library {
    /// Sorts out what was read; `unreadable` are files that could not be.
    pub fn new(parsed: Vec<(PathBuf, Parsed)>, unreadable: Vec<(PathBuf, String)>) -> Self {
        let mut library = Self::default();
        library.left_out.extend(unreadable.into_iter().map(|(path, why)| LeftOut { path, why }));
        let mut by_id: HashMap<String, Vec<Deck>> = HashMap::new();
        for (path, Parsed { deck, faults }) in parsed {
            match deck {
                Some(deck) => by_id.entry(deck.id.to_string()).or_default().push(deck),
                None => library.leave_out(path, faults),
            }
        }
        for (id, mut decks) in by_id {
            match decks.len() {
                1 => library.decks.append(&mut decks),
                _ => library.leave_out_same(&id, &decks),
            }
        }
        library.decks.sort_by(|a, b| a.path.cmp(&b.path));
        library.left_out.sort_by(|a, b| a.path.cmp(&b.path));
        library.index = index(&library.decks);
        library
    }

    fn leave_out(&mut self, path: PathBuf, faults: Vec<Fault>) {
        let mut errors = faults.into_iter().filter(|fault| fault.severity == Severity::Error);
        let why = match errors.next() {
            None => "it holds no deck".to_owned(),
            Some(Fault { line, column, message, .. }) => {
                let shown = match errors.count() {
                    0 => "it".to_owned(),
                    more => format!("all {} faults", more + 1),
                };
                format!("line {line}, column {column}: {message}; byheart check shows {shown}")
            }
        };
        self.left_out.push(LeftOut { path, why });
    }

    fn leave_out_same(&mut self, id: &str, decks: &[Deck]) {
        let paths: Vec<&PathBuf> = decks.iter().filter_map(|deck| deck.path.as_ref()).collect();
        let others = paths.iter().cycle().skip(1);
        self.left_out.extend(paths.iter().zip(others).map(|(&path, other)| {
            let other = other.display();
            let why = format!("its id '{id}' is also that of {other}; change one");
            LeftOut { path: path.clone(), why }
        }));
    }

    /// The card with this id.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        let &(deck, card) = self.index.get(id)?;
        Some(&self.decks[deck].cards[card])
    }

    /// The deck that a card's id names.
    pub fn deck_of(&self, card: &CardId) -> Option<&Deck> {
        self.decks.iter().find(|deck| deck.id.as_str() == card.deck())
    }

    /// Former ids and the ids of the cards that took their history over.
    pub fn renames(&self) -> HashMap<CardId, CardId> {
        let cards = self.decks.iter().flat_map(|deck| &deck.cards);
        cards.flat_map(|card| card.was().map(|was| (was, card.id.clone()))).collect()
    }

    /// Keeps the decks that pass `wanted`.
    pub fn retain(&mut self, wanted: impl FnMut(&Deck) -> bool) {
        self.decks.retain(wanted);
        self.index = index(&self.decks);
    }
}

fn index(decks: &[Deck]) -> HashMap<CardId, (usize, usize)> {
    let cards = decks.iter().enumerate().flat_map(|(deck, d)| {
        d.cards.iter().enumerate().map(move |(card, c)| (c.id.clone(), (deck, card)))
    });
    cards.collect()
}
