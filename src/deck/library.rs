//! All decks of a home: which can be studied, and which are left out and why.

use super::fault::{Fault, Severity};
use super::parse::Parsed;
use super::{Card, CardId, Deck, Note, former};
use crate::base::words::count;
use jiff::civil::Date;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// The decks that can be studied, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Library {
    /// In the order of their paths.
    pub decks: Vec<Deck>,
    /// Files that are left out.
    pub left_out: Vec<LeftOut>,
    /// What lies among the decks and is none.
    pub passed_over: Vec<PassedOver>,
    index: HashMap<CardId, (usize, usize)>,
}

/// A deck file that is left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub path: PathBuf,
    why: String,
    loss: Loss,
}

/// What is missing without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    /// A deck.
    Deck,
    /// Some cards of a deck.
    Cards,
    /// Nothing that its original has not.
    Copy,
}

/// A file or folder that is not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The file or folder.
    pub path: PathBuf,
    /// Why, and what to do.
    pub why: &'static str,
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "passed over {}: {}", self.path.display(), self.why)
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cards = if self.loss == Loss::Cards { "cards of " } else { "" };
        write!(f, "left out {cards}{}: {}", self.path.display(), self.why)
    }
}

impl Library {
    /// Sorts out what was read; `unreadable` are files that could not be.
    pub fn new(parsed: Vec<(PathBuf, Parsed)>, unreadable: Vec<(PathBuf, String)>) -> Self {
        let mut library = Self::default();
        unreadable.into_iter().for_each(|(path, why)| library.add(path, why, Loss::Deck));
        let mut by_id: HashMap<String, Vec<Deck>> = HashMap::new();
        for (path, Parsed { deck, faults }) in parsed {
            match deck {
                Some(deck) => {
                    library.leave_cards_out(&path, &faults);
                    by_id.entry(deck.id.to_string()).or_default().push(deck);
                }
                None => library.leave_out(path, faults),
            }
        }
        for mut decks in by_id.into_values() {
            match decks.len() {
                1 => library.decks.append(&mut decks),
                _ => {
                    let studied = decks.swap_remove(studied(&decks));
                    library.leave_out_others(&studied, &decks);
                    library.decks.push(studied);
                }
            }
        }
        library.decks.sort_by(|a, b| a.path.cmp(&b.path));
        library.left_out.sort_by(|a, b| a.path.cmp(&b.path));
        library.index = index(&library.decks);
        library
    }

    fn add(&mut self, path: PathBuf, why: String, loss: Loss) {
        self.left_out.push(LeftOut { path, why, loss });
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
        self.add(path, why, Loss::Deck);
    }

    /// A deck is studied without its faulty cards.
    fn leave_cards_out(&mut self, path: &Path, faults: &[Fault]) {
        let mut errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
        if let Some(Fault { line, column, message, .. }) = errors.next() {
            let others = match errors.count() {
                0 => String::new(),
                more => format!(" (and {})", count(more, "more fault")),
            };
            let why = format!(
                "line {line}, column {column}: {message}{others}; its other cards are studied; byheart check shows all"
            );
            self.add(path.to_path_buf(), why, Loss::Cards);
        }
    }

    /// Other decks of the id of one that is studied.
    fn leave_out_others(&mut self, studied: &Deck, others: &[Deck]) {
        for other in others {
            let Twin { is_copy, why } = Twin::of(studied, other);
            let loss = if is_copy { Loss::Copy } else { Loss::Deck };
            other.path.iter().for_each(|path| self.add(path.clone(), why.clone(), loss));
        }
    }

    /// Whether all cards of the files are there.
    pub fn is_whole(&self) -> bool {
        self.left_out.iter().all(|left_out| left_out.loss == Loss::Copy)
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
        former::renames(self.decks.iter(), |id| self.index.contains_key(id))
    }

    /// The cards that their authors corrected, each with the day.
    pub fn corrections(&self) -> HashMap<CardId, Date> {
        let cards = self.decks.iter().flat_map(|deck| &deck.cards);
        cards.filter_map(|card| Some((card.id.clone(), card.corrected()?))).collect()
    }

    /// Keeps the decks that pass `wanted`.
    pub fn retain(&mut self, wanted: impl FnMut(&Deck) -> bool) {
        self.decks.retain(wanted);
        self.index = index(&self.decks);
    }
}

/// Which of several decks of one id is studied: the one whose file has the plain name, of
/// which all others are made, as `t` in `t (1)`, `Copy of t`, `t~` and `t.sync-conflict-…`,
/// and in a folder below; else the one that is named after the id, else the first by name
/// that is made of no other.
pub fn studied(decks: &[Deck]) -> usize {
    let places: Vec<(usize, String)> = decks.iter().map(place).collect();
    let all = || 0..places.len();
    let is_plain =
        |plain: usize| all().all(|at| at == plain || is_copy(&places[plain], &places[at]));
    let rank = |at: usize| {
        let is_made = all().any(|plain| plain != at && is_copy(&places[plain], &places[at]));
        let is_named = places[at].1 == decks[at].id.as_str();
        (!is_plain(at), !is_named, is_made, places[at].0, &decks[at].path)
    };
    all().min_by_key(|&at| rank(at)).unwrap_or_default()
}

/// Whether a file is a copy of another by its place and name.
fn is_copy((depth, plain): &(usize, String), (other_depth, other): &(usize, String)) -> bool {
    (other == plain && other_depth > depth) || is_made_of(plain, other)
}

/// How deep a deck's file lies, and its name without the ending.
fn place(deck: &Deck) -> (usize, String) {
    let path = deck.path.as_deref().unwrap_or(Path::new(""));
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    (path.components().count(), stem.unwrap_or_default())
}

/// Whether `copy` is `plain` with something more before or behind it; a longer word is
/// another name.
fn is_made_of(plain: &str, copy: &str) -> bool {
    let is_apart = |next: Option<char>| next.is_some_and(|c| !c.is_alphanumeric());
    let behind = copy.strip_prefix(plain).is_some_and(|rest| is_apart(rest.chars().next()));
    let before = copy.strip_suffix(plain).is_some_and(|rest| is_apart(rest.chars().next_back()));
    !plain.is_empty() && (behind || before)
}

/// A deck that lies beside the one of its id that is studied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// Whether it is the same deck, by its name or by its cards.
    pub is_copy: bool,
    /// What to say of it.
    pub why: String,
}

impl Twin {
    /// What `other` is beside `studied`, and what differs.
    pub fn of(studied: &Deck, other: &Deck) -> Self {
        let path = studied.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let own: HashMap<&str, &Note> =
            studied.notes().map(|note| (note.id.as_str(), note)).collect();
        let is_named = is_copy(&place(studied), &place(other));
        let (is_copy, what, remedy) = if is_named {
            (true, format!("it is a copy of {path}"), "delete it")
        } else if other.notes().any(|note| own.contains_key(note.id.as_str())) {
            let what = format!("it has the id and cards of {path}");
            (true, what, "delete it, or give it an id of its own")
        } else {
            let (id, remedy) = (&studied.id, "give one of them another id");
            (false, format!("its id '{id}' is also that of {path}"), remedy)
        };
        let differs = |note: &&Note| own.get(note.id.as_str()).is_none_or(|same| same != note);
        let differing: Vec<&str> =
            other.notes().filter(differs).map(|note| note.id.as_str()).collect();
        let todo = match differing.as_slice() {
            _ if !is_copy => remedy.to_owned(),
            [] => format!("it has nothing that is not there; {remedy}"),
            ids => {
                let shown = ids.iter().take(5).copied().collect::<Vec<_>>().join(", ");
                let more = if ids.len() > 5 { ", …" } else { "" };
                format!(
                    "{} in it {} ({shown}{more}); carry over what is wanted, then {remedy}",
                    count(ids.len(), "card"),
                    if ids.len() == 1 { "differs" } else { "differ" },
                )
            }
        };
        Self { is_copy, why: format!("{what}, which is studied: {todo}") }
    }
}

fn index(decks: &[Deck]) -> HashMap<CardId, (usize, usize)> {
    let cards = decks.iter().enumerate().flat_map(|(deck, d)| {
        d.cards.iter().enumerate().map(move |(card, c)| (c.id.clone(), (deck, card)))
    });
    cards.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;

    fn library(files: &[(&str, &str)]) -> Library {
        let deck = |(name, cards): &(&str, &str)| {
            let text = format!("format = 1\nid = \"t\"\ntitle = \"T\"\n{cards}");
            (PathBuf::from(name), parse(Path::new(name), &text))
        };
        Library::new(files.iter().map(deck).collect(), Vec::new())
    }

    fn card(id: &str, keys: &str) -> String {
        format!("[[card]]\nid = \"{id}\"\n{keys}\n")
    }

    #[test]
    fn of_copies_the_plain_name_is_studied_and_the_others_say_what_differs() {
        let [own, other] =
            ["b", "c"].map(|back| card("a", &format!("front = \"q\"\nback = \"{back}\"")));
        for copy in [
            "t (1).toml",
            "t 2.toml",
            "Copy of t.toml",
            "Kopie von t.toml",
            "t~.toml",
            "t.sync-conflict-1.toml",
            "T - copy.toml",
            "t (Anna's conflicted copy 2026-03-01).TOML",
            "t_conflict-20260301-101010.toml",
            "t-LAPTOP.toml",
            "t_BACKUP_123.toml",
            "old/t.toml",
        ] {
            let library = library(&[(copy, &other), ("t.toml", &own)]);
            assert_eq!(library.decks.len(), 1, "{copy}");
            assert_eq!(library.decks[0].path, Some(PathBuf::from("t.toml")));
            let told = library.left_out[0].to_string();
            assert!(
                told.ends_with(
                    "1 card in it differs (a); carry over what is wanted, then delete it"
                ),
                "{told}"
            );
        }
        let same = library(&[("t.toml", &own), ("t (1).toml", &own)]);
        assert!(same.left_out[0].to_string().ends_with("nothing that is not there; delete it"));
        let three = library(&[("t (1).toml", &own), ("t.toml", &own), ("t~.toml", &other)]);
        assert_eq!((three.decks.len(), three.left_out.len()), (1, 2));
    }

    #[test]
    fn of_decks_of_one_id_one_is_studied_and_the_others_are_named() {
        let [own, other] =
            ["b", "c"].map(|back| card("a", &format!("front = \"q\"\nback = \"{back}\"")));
        for (studied, left) in [
            // What is named after the id, else the first by name, and what lies less deep.
            ("t.toml", "old.toml"),
            ("t.toml", "a.toml"),
            ("T.TOML", "two.toml"),
            ("sub/t.toml", "old.toml"),
            ("a.toml", "b.toml"),
            ("x/t.toml", "y/t.toml"),
            ("z.toml", "x/a.toml"),
            ("t (1).toml", "t (2).toml"),
            ("x.toml", "y (1).toml"),
        ] {
            let library = library(&[(left, &other), (studied, &own)]);
            let paths: Vec<_> = library.decks.iter().filter_map(|deck| deck.path.clone()).collect();
            assert_eq!(paths, [PathBuf::from(studied)], "{left}");
            assert_eq!(
                library.left_out[0].to_string(),
                format!(
                    "left out {left}: it has the id and cards of {studied}, which is studied: 1 card in it differs (a); carry over what is wanted, then delete it, or give it an id of its own"
                )
            );
            assert!(library.is_whole());
        }
        let three = library(&[("x (1).toml", &own), ("x.toml", &other), ("y.toml", &own)]);
        assert_eq!(three.decks[0].path, Some(PathBuf::from("x.toml")));
        let same = library(&[("old.toml", &own), ("t.toml", &own)]);
        let told = same.left_out[0].to_string();
        assert!(told.contains("it has nothing that is not there; delete it"), "{told}");
        // Another deck by mistake: its cards are missing.
        let else_ = card("z", "front = \"q\"\nback = \"b\"");
        let two = library(&[("old.toml", &else_), ("t.toml", &own)]);
        assert!(!two.is_whole());
        assert_eq!(
            two.left_out[0].to_string(),
            "left out old.toml: its id 't' is also that of t.toml, which is studied: give one of them another id"
        );
    }
}
