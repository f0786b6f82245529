//! The decisions of a review, kept until all are made.
//!
//! They are work in progress of one person on one machine: a file for each
//! document and target in the state folder, never among the decks. A decision
//! is keyed by the card's id, so that a document that changes meanwhile loses
//! none of the others.

use crate::asking::review::form::{Target, Typed};
use crate::asking::review::{Entry, Fate, Words};
use crate::base::file::{read_text, replace, replace_all, try_lock};
use crate::base::hash::stable_hash;
use crate::deck::Note;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::generate::compose::Kind;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Largest file of decisions, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The decisions on one document's cards.
#[derive(Debug)]
pub(super) struct State {
    path: PathBuf,
    content: Content,
    _lock: File,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    format: u32,
    document: PathBuf,
    /// What was being typed; several where a review of some kinds was left, and one of others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    typed: Vec<Typed>,
    #[serde(default, rename = "card")]
    cards: Vec<Decision>,
}

/// What was decided on one card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    pub(super) id: String,
    pub(super) fate: Fate,
    /// Whether the card has been written into its deck.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) written: bool,
    /// The card as a person edited or wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) edited: Option<Note>,
    /// Of a card that a person wrote, where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) own: Option<Own>,
}

/// What becomes of the decisions on one document's cards.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Each in place of an earlier one on the same card.
    pub(super) set: Vec<Decision>,
    /// Ids of cards that are no more.
    pub(super) gone: Vec<String>,
    /// What is being typed, in place of what was typed there.
    pub(super) typed: Option<Typed>,
    /// Where nothing is being typed any more.
    pub(super) untyped: Option<Target>,
}

/// Where a card belongs that a person wrote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    pub(super) kind: Kind,
    /// The id of the card at whose passage it was written.
    pub(super) beside: String,
}

const HEAD: &str = "# A review that was left; byheart generate --review goes on with it.\n";

impl Decision {
    /// On a card of this kind, as it stands in a review.
    pub(super) fn on(entry: &Entry, kind: Kind) -> Self {
        let Entry { note, fate, words, written, .. } = entry;
        let own = match words {
            Words::Own { beside } => Some(Own { kind, beside: beside.clone() }),
            Words::Made | Words::Edited => None,
        };
        let edited = (*words != Words::Made).then(|| note.clone());
        Self { id: note.id.clone(), fate: *fate, written: *written, edited, own }
    }
}

impl Content {
    fn with(mut self, changes: Changes) -> Self {
        let Changes { set, gone, typed, untyped } = changes;
        let cards = &mut self.cards;
        let mut places: HashMap<String, usize> =
            cards.iter().enumerate().map(|(at, card)| (card.id.clone(), at)).collect();
        for decision in set {
            match places.get(&decision.id) {
                Some(at) => cards[*at] = decision,
                None => {
                    places.insert(decision.id.clone(), cards.len());
                    cards.push(decision);
                }
            }
        }
        cards.retain(|card| !gone.contains(&card.id));
        let now = typed.as_ref().map(|typed| &typed.target);
        self.typed.retain(|one| ![now, untyped.as_ref()].contains(&Some(&one.target)));
        self.typed.extend(typed);
        self
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        Ok(format!("{HEAD}{text}").into_bytes())
    }
}

/// Saves what becomes of the decisions on the cards of some documents, all of it or nothing.
pub(super) fn put(states: &mut [State], changes: HashMap<usize, Changes>) -> io::Result<()> {
    let changed = |(at, changes): (usize, Changes)| (at, states[at].content.clone().with(changes));
    let changed: Vec<(usize, Content)> = changes.into_iter().map(changed).collect();
    let file = |(at, content): &(usize, Content)| Ok((states[*at].path.clone(), content.bytes()?));
    let files: Vec<(PathBuf, Vec<u8>)> = changed.iter().map(file).collect::<io::Result<_>>()?;
    replace_all(&files).map_err(|(_, cause)| cause)?;
    changed.into_iter().for_each(|(at, content)| states[at].content = content);
    Ok(())
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
            ..Content::default()
        });
        Ok(Self { path, content, _lock: lock })
    }

    /// The decision on a card.
    pub(super) fn of(&self, id: &str) -> Option<&Decision> {
        self.content.cards.iter().find(|decision| decision.id == id)
    }

    /// The decisions on cards that a person wrote.
    pub(super) fn own(&self) -> impl Iterator<Item = &Decision> {
        self.content.cards.iter().filter(|decision| decision.own.is_some())
    }

    /// What was being typed.
    pub(super) fn typed(&self) -> &[Typed] {
        &self.content.typed
    }

    /// Writes the decisions and syncs them.
    pub(super) fn save(&self) -> Result {
        let saved = self.content.bytes().and_then(|bytes| replace(&self.path, &bytes));
        saved.map_err(|cause| {
            Error::because(format!("cannot save the review in {}", self.path.display()), &cause)
                .hint("all decisions before this one are saved; make room, then go on")
        })
    }

    /// Where a card is edited: beside the decisions.
    pub(super) fn scratch(&self) -> PathBuf {
        self.path.with_extension("edit.toml")
    }

    /// Forgets what was decided on the cards `ids`, and with the last decision
    /// the file: a review of one kind keeps what was decided and typed on the others.
    pub(super) fn forget(&mut self, ids: &HashSet<&str>) -> Result {
        let is_kept = |card: &Decision| card.fate != Fate::Open || card.edited.is_some();
        self.content.cards.retain(|card| is_kept(card) && !ids.contains(&*card.id));
        // A terminal that was closed on an editor leaves its text.
        let _ = fs::remove_file(self.scratch());
        match self.content.cards.is_empty() && self.content.typed.is_empty() {
            true => self.remove(),
            false => self.save(),
        }
    }

    fn remove(&self) -> Result {
        match fs::remove_file(&self.path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
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
    let text = match read_text(path, MAX_BYTES) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(fault(&cause)),
    };
    let content: Content = toml::from_str(&text).map_err(|cause| fault(&cause))?;
    match content.format {
        1 => Ok(Some(content)),
        found => {
            let message = format!("expected format 1, found {found}");
            Err(fault(&io::Error::other(message)))
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
        open_of("war", folder)
    }

    fn open_of(name: &str, folder: &Path) -> Result<State> {
        let env = Env::of_test(folder);
        State::open(&env, name, &folder.join(format!("{name}.md")), &folder.join("decks"))
    }

    fn message(result: Result<State>) -> String {
        let Err(Error::Failure(failure)) = result else { panic!("expected a failure") };
        failure.to_string()
    }

    fn decision(id: &str, fate: Fate) -> Decision {
        Decision { id: id.to_owned(), fate, written: false, edited: None, own: None }
    }

    fn set(decisions: impl IntoIterator<Item = Decision>) -> Changes {
        Changes { set: decisions.into_iter().collect(), ..Changes::default() }
    }

    fn put_into(state: &mut State, changes: Changes) -> io::Result<()> {
        put(std::slice::from_mut(state), HashMap::from([(0, changes)]))
    }

    fn typed(id: &str) -> Typed {
        let rows = vec![("front".to_owned(), "Who?\n\"".to_owned())];
        Typed { target: Target::Beside(id.to_owned()), rows }
    }

    fn note(id: &str) -> Note {
        let (front, items) = ("Q".to_owned(), vec!["x".to_owned(), "y".to_owned()]);
        Note::new(id, crate::deck::Content::List { front, items })
    }

    #[test]
    fn decisions_are_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = open(folder.path()).unwrap();
        put_into(&mut state, set([decision("a", Fate::Dropped)])).unwrap();
        let (edited, written) = (Some(note("b")), true);
        let own = Some(Own { kind: Kind::Actors, beside: "a".to_owned() });
        let more = Decision { edited, written, own, ..decision("b", Fate::Kept) };
        let decisions = [more, decision("a", Fate::Open), decision("c", Fate::Kept)];
        let (gone, typed) = (vec!["c".to_owned()], Some(typed("a")));
        let changes = Changes { gone, typed: typed.clone(), ..set(decisions) };
        put_into(&mut state, changes).unwrap();
        let saved = std::mem::take(&mut state.content);
        drop(state);
        let state = open(folder.path()).unwrap();
        assert_eq!(state.content, saved);
        assert_eq!(state.of("a"), Some(&decision("a", Fate::Open)));
        assert_eq!((state.of("c"), state.typed()), (None, typed.as_slice()));
        let own: Vec<&Decision> = state.own().collect();
        assert!(matches!(*own, [one] if one.written && one.edited == Some(note("b"))), "{own:?}");
    }

    #[test]
    fn what_is_typed_is_replaced_where_it_was_typed() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = open(folder.path()).unwrap();
        for id in ["a", "b", "a"] {
            let changes = Changes { typed: Some(typed(id)), ..Changes::default() };
            put_into(&mut state, changes).unwrap();
        }
        assert_eq!(state.typed(), [typed("b"), typed("a")]);
        put_into(&mut state, set([decision("c", Fate::Kept)])).unwrap();
        let untyped = Some(typed("b").target);
        put_into(&mut state, Changes { untyped, ..Changes::default() }).unwrap();
        assert_eq!(state.typed(), [typed("a")]);
    }

    #[test]
    fn where_saving_fails_nothing_has_changed_in_any_document() {
        let folder = tempfile::tempdir().unwrap();
        let mut states = ["war", "art"].map(|name| open_of(name, folder.path()).unwrap());
        let on_both = |fate: Fate| {
            let decided = |at: usize| (at, set([decision("a", fate)]));
            [0, 1].map(decided).into_iter().collect()
        };
        put(&mut states, on_both(Fate::Kept)).unwrap();
        for blocked in 0..2 {
            let path = states[blocked].path.clone();
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
            assert!(put(&mut states, on_both(Fate::Dropped)).is_err());
            fs::remove_dir(&path).unwrap();
            for state in &states {
                assert_eq!(state.of("a"), Some(&decision("a", Fate::Kept)));
            }
            let saved = read(&states[1 - blocked].path).unwrap().unwrap();
            assert_eq!(saved, states[1 - blocked].content);
            put(&mut states, on_both(Fate::Kept)).unwrap();
        }
    }

    #[test]
    fn the_file_goes_with_the_last_decision() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = open(folder.path()).unwrap();
        // The words of a card stay also where the decision on it was taken back.
        let reworded = Decision { edited: Some(note("c")), ..decision("c", Fate::Open) };
        let kept = ["a", "b"].map(|id| decision(id, Fate::Kept));
        let decisions = kept.into_iter().chain([decision("d", Fate::Open), reworded]);
        let changes = Changes { typed: Some(typed("e")), ..set(decisions) };
        put_into(&mut state, changes).unwrap();
        state.forget(&HashSet::from(["a"])).unwrap();
        drop(state);
        let mut state = open(folder.path()).unwrap();
        let there = ["a", "b", "c", "d"].map(|id| state.of(id).is_some());
        assert_eq!((there, state.typed()), ([false, true, true, false], &[typed("e")][..]));
        state.forget(&HashSet::from(["b", "c"])).unwrap();
        assert!(state.path.exists());
        let untyped = Some(typed("e").target);
        put_into(&mut state, Changes { untyped, ..Changes::default() }).unwrap();
        state.forget(&HashSet::new()).unwrap();
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
