//! One deck file that is written: found by what a person calls it, spared where it is a link
//! or may only be read, and given new cards.

use super::output::not_written;
use super::sources::{Sources, read_deck, toml_files};
use crate::base::file::{replace, replace_all};
use crate::cli::Selection;
use crate::deck::edit::{Appended, Refusal, append};
use crate::deck::parse::parse;
use crate::deck::{Deck, Note, schema};
use crate::env::Home;
use crate::error::{Error, Result};
use crate::ui::signals;
use std::fs;
use std::path::{Path, PathBuf};

/// The file of the one deck that a person calls `name`: its id, its file, or a folder that
/// holds nothing else.
pub(super) fn named(home: &Home, name: &str) -> Result<PathBuf> {
    let selection = Selection { decks: vec![name.to_owned()], is_bare: false };
    let library = Sources::of(home, &selection)?.library()?;
    match library.decks.as_slice() {
        [deck] => writable(deck).map_err(|why| Error::new(why.trim_end_matches('.'))),
        [] => {
            let error = Error::new(format!("there is no deck to be read in '{name}'"));
            let hints = library.left_out.iter().take(1).map(ToString::to_string);
            Err(hints.fold(error, Error::hint))
        }
        [first, second, ..] => Err(Error::new(format!("'{name}' holds more than one deck"))
            .hint(format!("name one, such as {} or {}", first.id, second.id))),
    }
}

/// The file of a deck, where it may be written.
pub(super) fn writable(deck: &Deck) -> Result<PathBuf, String> {
    let path = deck.path.clone().ok_or("This card has no deck file.")?;
    let file = path.display();
    match fs::symlink_metadata(&path) {
        // Writing through a link could reach outside the home.
        Ok(metadata) if metadata.is_symlink() => {
            Err(format!("{file} is a link; edit the file that it leads to."))
        }
        // A file that is replaced whole would be, whatever its mode.
        Ok(metadata) if metadata.permissions().readonly() => {
            Err(format!("Nothing was changed in {file}: it may only be read."))
        }
        _ => Ok(path),
    }
}

/// Two decks with one id are both left out of studying: a deck that was
/// renamed must not get a double.
pub(super) fn refuse_second(path: &Path, id: &str) -> Result {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(files) = toml_files(folder.unwrap_or(Path::new("."))) else { return Ok(()) };
    for other in files.into_iter().filter(|other| other.file_name() != path.file_name()) {
        let deck = read_deck(&other).ok().and_then(|text| parse(&other, &text).deck);
        if deck.is_some_and(|deck| deck.id.as_str() == id) {
            let other = other.display();
            return Err(Error::new(format!("{other} has the id '{id}' already"))
                .hint("two decks of one id are never studied; choose another id or folder"));
        }
    }
    Ok(())
}

/// What a new deck's first line leads to, where it is not there yet: the file beside it and its
/// text.
pub(super) fn schema_for(deck: &Path) -> Option<(PathBuf, String)> {
    let (path, text) = (deck.with_file_name(schema::FILE), schema::text());
    let is_there = fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes());
    (!is_there).then_some((path, text))
}

/// Writes a new deck, and what its first line leads to.
pub(super) fn begin(deck: &Path, text: &str) -> Result {
    let files = schema_for(deck).into_iter().chain([(deck.to_path_buf(), text.to_owned())]);
    let files: Vec<_> = files.map(|(path, text)| (path, text.into_bytes())).collect();
    replace_all(&files).map_err(|(path, cause)| not_written(&path, &cause))
}

/// Adds cards to the deck file as it is now; all or none.
pub(super) fn add(path: &Path, notes: Vec<Note>) -> Result<Appended, Unadded> {
    let text = read_deck(path).map_err(|why| {
        Unadded::Unwritten(Error::new(format!("cannot read {}: {why}", path.display())))
    })?;
    let added = append(path, &text, notes).map_err(Unadded::Refused)?;
    if !added.ids.is_empty() {
        signals::saving(|| replace(path, added.text.as_bytes()))
            .map_err(|cause| Unadded::Unwritten(not_written(path, &cause)))?;
    }
    Ok(added)
}

/// Why no card was added.
pub(super) enum Unadded {
    /// The deck or a card is faulty.
    Refused(Refusal),
    /// The file cannot be read or written.
    Unwritten(Error),
}
