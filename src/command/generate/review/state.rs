//! The decisions of a review, kept until all are made.
//!
//! They are work in progress of one person on one machine: a file for each
//! document and target in the state folder, never among the decks. A decision
//! is keyed by the card's id, so that a document that changes meanwhile loses
//! none of the others.

use crate::base::file::{replace, try_lock};
use crate::base::hash::stable_hash;
use crate::deck::Note;
use crate::env::Env;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The decisions on one document's cards.
#[derive(Debug)]
pub(super) struct State {
    path: PathBuf,
    content: Content,
    _lock: File,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    format: u32,
    document: PathBuf,
    #[serde(default, rename = "card")]
    cards: Vec<Decision>,
}

/// What was decided on one card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    pub(super) id: String,
    pub(super) fate: Fate,
    /// Whether a deck has been written since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) written: bool,
    /// The card as a person edited it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) edited: Option<Note>,
}

/// What becomes of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Fate {
    /// Not decided, or taken back.
    Open,
    /// It goes into the deck.
    Kept,
    /// It does not.
    Dropped,
}

const HEAD: &str = "# A review that was left; byheart generate --review goes on with it.\n";

impl Decision {
    /// On a card that nobody has seen.
    pub(super) fn open(id: &str) -> Self {
        Self { id: id.to_owned(), fate: Fate::Open, written: false, edited: None }
    }
}

impl State {
    /// Opens what an earlier review of `document` into `target` left in the
    /// state folder, or begins. A lock in the cache keeps other terminals out.
    pub(super) fn open(env: &Env, name: &str, document: &Path, target: &Path) -> Result<Self> {
        let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
        let [document_path, target_path] =
            [document, target].map(|path| real(path).unwrap_or_else(|_| path.to_path_buf()));
        let bytes = |path: &Path| path.as_os_str().as_bytes().to_vec();
        let key = [bytes(&document_path), vec![0], bytes(&target_path)].concat();
        let file = format!("{name}-{:016x}", stable_hash(key));
        let lock = lock(&env.cache_dir.join("reviews").join(&file), document)?;
        let path = env.state_dir.join("reviews").join(format!("{file}.toml"));
        let content = read(&path)?.unwrap_or_else(|| Content {
            format: 1,
            document: document_path,
            cards: Vec::new(),
        });
        Ok(Self { path, content, _lock: lock })
    }

    /// The decision on a card.
    pub(super) fn of(&self, id: &str) -> Option<&Decision> {
        self.content.cards.iter().find(|decision| decision.id == id)
    }

    /// Takes a decision in place of an earlier one on the same card.
    pub(super) fn set(&mut self, decision: &Decision) {
        match self.content.cards.iter_mut().find(|before| before.id == decision.id) {
            Some(before) => before.clone_from(decision),
            None => self.content.cards.push(decision.clone()),
        }
    }

    /// Writes the decisions and syncs them.
    pub(super) fn save(&self) -> Result {
        let text = toml::to_string(&self.content)
            .map_err(|cause| Error::because("cannot write down the review", &cause))?;
        replace(&self.path, format!("{HEAD}{text}").as_bytes()).map_err(|cause| {
            Error::because(format!("cannot save the review in {}", self.path.display()), &cause)
                .hint("all decisions before this one are saved; make room, then go on")
        })
    }

    /// Where a card is edited: beside the decisions.
    pub(super) fn scratch(&self) -> PathBuf {
        self.path.with_extension("edit.toml")
    }

    /// Forgets what was decided on the cards `ids`, and with the last decision
    /// the file: a review of one kind keeps what was decided on the others.
    pub(super) fn forget(&mut self, ids: &HashSet<&str>) -> Result {
        self.content.cards.retain(|card| card.fate != Fate::Open && !ids.contains(&*card.id));
        // A terminal that was closed on an editor leaves its text.
        let _ = fs::remove_file(self.scratch());
        match self.content.cards.is_empty() {
            true => self.remove(),
            false => self.save(),
        }
    }

    fn remove(&self) -> Result {
        match fs::remove_file(&self.path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::because(format!("cannot remove {}", self.path.display()), &cause))
            }
            _ => Ok(()),
        }
    }
}

fn read(path: &Path) -> Result<Option<Content>> {
    let fault = |cause: &(dyn std::error::Error + 'static)| {
        Error::because(format!("cannot read the review in {}", path.display()), cause)
            .hint("remove that file to begin anew")
    };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(fault(&cause)),
    };
    let content: Content = toml::from_str(&text).map_err(|cause| fault(&cause))?;
    match content.format {
        1 => Ok(Some(content)),
        found => {
            let message = format!("expected format 1, found {found}");
            Err(fault(&std::io::Error::other(message)))
        }
    }
}

fn lock(path: &Path, document: &Path) -> Result<File> {
    match try_lock(path) {
        Ok(Some(file)) => Ok(file),
        Ok(None) => {
            Err(Error::new(format!("{} is being reviewed in another terminal", document.display()))
                .hint("leave that review first"))
        }
        Err(cause) => {
            Err(Error::because(format!("cannot lock the review with {}", path.display()), &cause))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(folder: &Path) -> Result<State> {
        let env = Env::of_test(folder);
        State::open(&env, "war", &folder.join("war.md"), &folder.join("decks"))
    }

    fn message(result: Result<State>) -> String {
        let Err(Error::Failure(failure)) = result else { panic!("expected a failure") };
        failure.to_string()
    }

    #[test]
    fn decisions_are_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = open(folder.path()).unwrap();
        let decision = |id: &str, fate| Decision { fate, ..Decision::open(id) };
        let (front, items) = ("Q".to_owned(), vec!["x".to_owned(), "y".to_owned()]);
        let note = Note::new("b", crate::deck::Content::List { front, items });
        state.set(&decision("a", Fate::Dropped));
        let (edited, written) = (Some(note), true);
        state.set(&Decision { edited, written, ..decision("b", Fate::Kept) });
        state.set(&Decision::open("a"));
        state.save().unwrap();
        let saved = std::mem::take(&mut state.content);
        drop(state);
        let state = open(folder.path()).unwrap();
        assert_eq!(state.content, saved);
        assert_eq!(state.of("a"), Some(&Decision::open("a")));
        assert!(state.of("b").unwrap().written);
    }

    #[test]
    fn the_file_goes_with_the_last_decision() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = open(folder.path()).unwrap();
        for id in ["a", "b"] {
            state.set(&Decision { fate: Fate::Kept, ..Decision::open(id) });
        }
        state.save().unwrap();
        state.forget(&HashSet::from(["a"])).unwrap();
        drop(state);
        let mut state = open(folder.path()).unwrap();
        assert_eq!((state.of("a"), state.of("b").is_some()), (None, true));
        state.forget(&HashSet::from(["b"])).unwrap();
        assert!(!state.path.exists());
    }

    #[test]
    fn two_terminals_do_not_review_one_document() {
        let folder = tempfile::tempdir().unwrap();
        let _first = open(folder.path()).unwrap();
        let text = message(open(folder.path()));
        assert!(text.contains("war.md is being reviewed in another terminal"), "{text}");
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let state = open(folder.path()).unwrap();
        let path = state.path.clone();
        state.save().unwrap();
        drop(state);
        replace(&path, b"format = 2\ndocument = \"x\"\n").unwrap();
        let text = message(open(folder.path()));
        assert!(text.contains("because: expected format 1, found 2"), "{text}");
        assert!(text.contains("help: remove that file to begin anew"), "{text}");
        assert!(path.exists());
    }
}
