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

/// A deck file that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// Why a deck is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has faults: the first, and how many.
    Faults(Box<Fault>, usize),
    /// Another file has the same id.
    SameId(String, PathBuf),
    /// The file cannot be read.
    Unreadable(String),
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::Faults(first, count) => {
                let Fault { line, column, message, .. } = &**first;
                write!(f, "left out {path}: line {line}, column {column}: {message}")?;
                match count {
                    1 => f.write_str("; byheart check shows it"),
                    _ => write!(f, "; byheart check shows all {count} faults"),
                }
            }
            Reason::SameId(id, other) => {
                write!(
                    f,
                    "left out {path}: its id '{id}' is also that of {}; change one",
                    other.display()
                )
            }
            Reason::Unreadable(why) => write!(f, "left out {path}: {why}"),
        }
    }
}

impl Library {
    /// Sorts out what was read; `unreadable` are files that could not be.
    pub fn new(parsed: Vec<(PathBuf, Parsed)>, unreadable: Vec<(PathBuf, String)>) -> Self {
        let mut library = Self::default();
        for (path, why) in unreadable {
            library.left_out.push(LeftOut { path, reason: Reason::Unreadable(why) });
        }
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
        let errors: Vec<Fault> =
            faults.into_iter().filter(|fault| fault.severity == Severity::Error).collect();
        let count = errors.len();
        let reason = match errors.into_iter().next() {
            Some(first) => Reason::Faults(Box::new(first), count),
            None => Reason::Unreadable("it holds no deck".to_owned()),
        };
        self.left_out.push(LeftOut { path, reason });
    }

    fn leave_out_same(&mut self, id: &str, decks: &[Deck]) {
        let paths: Vec<PathBuf> = decks.iter().filter_map(|deck| deck.path.clone()).collect();
        for (index, path) in paths.iter().enumerate() {
            let other = paths[(index + 1) % paths.len()].clone();
            let reason = Reason::SameId(id.to_owned(), other);
            self.left_out.push(LeftOut { path: path.clone(), reason });
        }
    }

    /// The card with this id.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        let &(deck, card) = self.index.get(id)?;
        Some(&self.decks[deck].cards[card])
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
