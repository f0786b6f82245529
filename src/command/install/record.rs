//! What a deck was when it was installed, beside the decks: it tells a reader's own changes
//! from those of its author, and where to look again.

use crate::base::file::read_text;
use crate::deck::parse::MAX_BYTES;
use crate::deck::{Deck, DeckId};
use crate::env::Home;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Records are texts of decks with a little more.
const MOST_BYTES: u64 = 2 * MAX_BYTES as u64;
const REMARK: &str =
    "# Kept by byheart install: where the deck is from, and its text as it was there.\n";

/// One installed deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The file, folder or repository.
    pub(super) from: String,
    /// The deck's text as it was handed out.
    pub(super) text: String,
}

impl Record {
    /// The record's place and bytes.
    pub(super) fn file(&self, home: &Home, deck: &DeckId) -> (PathBuf, Vec<u8>) {
        let text = toml::to_string(self).expect("two texts can be written");
        (place(home, deck.as_str()), format!("{REMARK}{text}").into_bytes())
    }

    /// That of a deck; none where it was not installed.
    pub(super) fn read(home: &Home, deck: &str) -> Result<Option<Self>> {
        let path = place(home, deck);
        let refused = |why: String| {
            Error::new(format!("cannot use {}: {why}", path.display()))
                .hint("delete it: then every card that differs is asked about")
        };
        match read_text(&path, MOST_BYTES) {
            Ok(text) => {
                toml::from_str(&text).map(Some).map_err(|fault| refused(fault.message().to_owned()))
            }
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(refused(cause.to_string())),
        }
    }

    /// The deck as it was handed out; none where the record's text is none.
    pub(super) fn deck(&self, path: &Path) -> Option<Deck> {
        crate::deck::parse::parse(path, &self.text).deck
    }
}

/// The record of a deck that has another id by now is no longer needed.
pub(super) fn forget(home: &Home, deck: &str) {
    // A leftover is only untidy.
    let _ = std::fs::remove_file(place(home, deck));
}

/// The ids of all installed decks, in order.
pub(super) fn all(home: &Home) -> Vec<String> {
    let entries = std::fs::read_dir(folder(home)).into_iter().flatten().flatten();
    let id = |path: PathBuf| {
        let name = path.file_name()?.to_str()?.strip_suffix(".toml")?;
        DeckId::new(name).ok().map(|id| id.to_string())
    };
    let mut ids: Vec<String> = entries.filter_map(|entry| id(entry.path())).collect();
    ids.sort();
    ids
}

/// Hidden, so that it is not taken for decks.
fn folder(home: &Home) -> PathBuf {
    home.decks().join(".installed")
}

fn place(home: &Home, deck: &str) -> PathBuf {
    folder(home).join(format!("{deck}.toml"))
}
