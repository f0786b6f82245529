//! What becomes of each deck: made, replaced, or added to. Reads what is
//! there and writes nothing.

use super::target::Made;
use super::update::{Merged, looks_generated, merge, read_record, record_text};
use crate::base::file::read_text;
use crate::command::deck_file::refuse_second;
use crate::command::sources::read_deck;
use crate::deck::fault::Fault;
use crate::deck::head::with_file;
use crate::deck::parse::{MAX_BYTES, parse};
use crate::deck::write::to_toml;
use crate::deck::{Deck, Note};
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// What a plan does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Action {
    /// There was no such deck.
    Create,
    /// The deck is made anew.
    Replace,
    /// Cards are added, or nothing is.
    Update,
    /// The deck exists and is spared.
    #[serde(rename = "none")]
    Spare,
    /// There is no deck, and no card comes into one.
    #[serde(rename = "none")]
    Absent,
}

/// What becomes of one deck.
pub(super) struct Plan {
    pub(super) path: PathBuf,
    pub(super) id: String,
    pub(super) action: Action,
    pub(super) merged: Merged,
    /// The file beside the deck that lists what was made for it, and its text;
    /// none where that stays as it is.
    pub(super) record: Option<(PathBuf, String)>,
    /// Whether the deck exists without such a file.
    pub(super) unrecorded: bool,
    /// Whether the deck's text differs from what is there.
    pub(super) changes: bool,
}

impl Plan {
    /// Whether there is no deck, before and after.
    pub(super) fn is_absent(&self) -> bool {
        self.action == Action::Absent
    }
}

/// Plans a deck; none where there is nothing to write. `offered` are the ids
/// that count as made for it from now on, `kept` those that a person wants in it
/// whatever became of them before, `known` all that the document makes.
pub(super) fn plan(
    made: Made,
    existing: Option<Action>,
    offered: Vec<String>,
    kept: &HashSet<&str>,
    known: &HashSet<String>,
) -> Result<Option<Plan>> {
    let is_there = made.path.exists();
    // Of a deck whose cards were all dropped or deleted a record is left.
    let is_left = existing == Some(Action::Update) && record_path(&made.path).exists();
    let action = if is_there || is_left { existing } else { Some(Action::Create) };
    match action {
        Some(Action::Update) => update(made, offered, kept, known).map(Some),
        _ if made.deck.cards.is_empty() && offered.is_empty() => Ok(None),
        None => Err(exists_already(&made.path)),
        // What was dropped is noted.
        Some(_) if made.deck.cards.is_empty() => update(made, offered, kept, known).map(Some),
        Some(action) => anew(made, action, offered).map(Some),
    }
}

pub(super) fn exists_already(path: &Path) -> Error {
    Error::new(format!("{} exists already", path.display()))
        .hint("--update adds cards of new facts, --force replaces it, --out writes elsewhere")
}

fn anew(made: Made, action: Action, offered: Vec<String>) -> Result<Plan> {
    let Made { path, deck } = made;
    let text = to_toml(&deck);
    refuse_faults(&path, &text)?;
    refuse_second(&path, deck.id.as_str())?;
    let added = deck.notes().map(|note| note.id.clone()).collect();
    let merged = Merged { text, added, ..Merged::default() };
    let record = Some(record_file(&path, &offered.into_iter().collect()));
    let id = deck.id.to_string();
    Ok(Plan { path, id, action, merged, record, unrecorded: false, changes: true })
}

fn update(
    made: Made,
    offered: Vec<String>,
    kept: &HashSet<&str>,
    known: &HashSet<String>,
) -> Result<Plan> {
    let Made { path, deck } = made;
    let there = Existent::read(&path)?;
    let is_there = there.file.is_some();
    if !is_there && !deck.cards.is_empty() {
        refuse_second(&path, deck.id.as_str())?;
    }
    let (id, text) = there.file.unwrap_or_else(|| {
        let empty = Deck { cards: Vec::new(), ..deck.clone() };
        (deck.id.to_string(), to_toml(&empty))
    });
    let mut left_out = there.record.clone();
    left_out.iter_mut().for_each(|ids| ids.retain(|id| !kept.contains(&**id)));
    let mut merged = merge(&text, &there.ids, left_out.as_ref(), deck.notes(), known);
    let source = deck.source.clone().unwrap_or_default();
    if let (Some(file), Some(sha256)) = (source.file, source.sha256) {
        merged.text = with_file(&merged.text, &file, &sha256);
    }
    let changes = merged.text != text;
    if changes {
        refuse_faults(&path, &merged.text)?;
    }
    let generated = || there.ids.iter().filter(|id| looks_generated(id)).cloned().collect();
    let mut record = there.record.clone().unwrap_or_else(generated);
    record.extend(offered);
    Ok(Plan {
        action: if is_there || changes { Action::Update } else { Action::Absent },
        id,
        record: (there.record.as_ref() != Some(&record)).then(|| record_file(&path, &record)),
        unrecorded: is_there && there.record.is_none(),
        changes,
        merged,
        path,
    })
}

/// What there is of a deck.
pub(super) struct Existent {
    /// Id and text; none where there is no such file.
    file: Option<(String, String)>,
    /// Ids of its cards.
    ids: Vec<String>,
    record: Option<BTreeSet<String>>,
}

impl Existent {
    /// Reads a deck and its record, which may be there alone; a deck with faults cannot be
    /// added to.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let record = record_of(path)?;
        if !path.exists() {
            return Ok(Self { file: None, ids: Vec::new(), record });
        }
        let text = read_deck(path)
            .map_err(|why| Error::new(format!("cannot read {}: {why}", path.display())))?;
        let parsed = parse(path, &text);
        let fault = parsed.faults.iter().find(|fault| fault.severity.is_error());
        let (Some(deck), None) = (parsed.deck, fault) else {
            let fault =
                fault.map_or_else(String::new, |Fault { line, column, message, .. }| {
                    format!(": line {line}, column {column}: {message}")
                });
            let path = path.display();
            return Err(Error::new(format!("{path} has faults{fault}"))
                .hint(format!("byheart check {path} shows all of them")));
        };
        let ids = deck.notes().map(|note| note.id.clone()).collect();
        Ok(Self { file: Some((deck.id.to_string(), text)), ids, record })
    }

    /// Ids of the cards that are in the deck or were made for it.
    pub(super) fn into_ids(self) -> impl Iterator<Item = String> {
        self.ids.into_iter().chain(self.record.into_iter().flatten())
    }

    /// Whether a note is in the deck, or was and has been deleted.
    pub(super) fn knows(&self, note: &Note) -> bool {
        self.ids.contains(&note.id) || self.record.as_ref().is_some_and(|r| r.contains(&note.id))
    }
}

fn record_of(deck: &Path) -> Result<Option<BTreeSet<String>>> {
    let path = record_path(deck);
    match read_text(&path, MAX_BYTES as u64) {
        Ok(text) => Ok(Some(read_record(&text))),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::because(format!("cannot read {}", path.display()), &cause)),
    }
}

/// `.NAME.generated` beside `NAME.toml`: hidden, and no deck by its ending.
fn record_path(deck: &Path) -> PathBuf {
    let stem = deck.file_stem().unwrap_or_default().to_string_lossy();
    deck.with_file_name(format!(".{stem}.generated"))
}

fn record_file(deck: &Path, record: &BTreeSet<String>) -> (PathBuf, String) {
    let name = deck.file_name().unwrap_or_default().to_string_lossy();
    (record_path(deck), record_text(record, &name))
}

/// `generate` never writes what `check` rejects.
fn refuse_faults(path: &Path, text: &str) -> Result {
    match parse(path, text).faults.iter().find(|fault| fault.severity.is_error()) {
        None => Ok(()),
        Some(Fault { line, message, .. }) => {
            let path = path.display();
            Err(Error::new(format!("the deck for {path} has a fault: line {line}: {message}")))
        }
    }
}
