//! The deck files that a person means, and what stands in them.

use super::workspace::note;
use crate::base::file::read_bounded;
use crate::cli::{Command, Selection};
use crate::deck::Deck;
use crate::deck::library::{Library, PassedOver};
use crate::deck::parse::{MAX_BYTES, parse};
use crate::env::Home;
use crate::error::{Error, Result};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

/// Folders in folders are read to this depth.
const MAX_DEPTH: usize = 8;

/// Which files to read and which of their decks were asked for.
#[derive(Default)]
pub(super) struct Sources {
    /// All files to read.
    pub(super) files: Vec<PathBuf>,
    /// Files that were named, or stand in a folder that was named.
    pub(super) named: Vec<PathBuf>,
    /// Ids that were named.
    pub(super) ids: Vec<String>,
    /// Whether no command was named.
    is_bare: bool,
    passed_over: Vec<PassedOver>,
}

impl Sources {
    /// A name is a TOML file, a folder, or else a deck's id in the home.
    pub(super) fn of(home: &Home, selection: &Selection) -> Result<Self> {
        let mut sources = Self { is_bare: selection.is_bare, ..Self::default() };
        for name in &selection.decks {
            let path = Path::new(name);
            say_which_is_meant(home, path);
            if path.is_dir() {
                let inner = path.join("decks");
                let folder = if inner.is_dir() { inner } else { path.to_path_buf() };
                let found = Found::in_folder(&folder)?;
                sources.named.extend(found.files);
                sources.passed_over.extend(found.passed_over);
            } else if path.is_file() || is_toml(path) {
                sources.named.push(path.to_path_buf());
            } else {
                sources.ids.push(name.clone());
            }
        }
        sources.files.clone_from(&sources.named);
        let is_home_meant = selection.decks.is_empty() || !sources.ids.is_empty();
        if is_home_meant && home.decks().is_dir() {
            let found = Found::in_folder(&home.decks())?;
            sources.files.extend(found.files);
            sources.passed_over.extend(found.passed_over);
        }
        // A file that is named twice is one, and no copy of itself: its first name stays.
        let mut seen = HashSet::new();
        let is_new =
            |path: &PathBuf| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone()));
        sources.files.retain(is_new);
        sources.files.sort();
        Ok(sources)
    }

    /// What lies among the files and is no deck, and no document of one of `decks`.
    pub(super) fn passed_over<'d>(&self, decks: impl Iterator<Item = &'d Deck>) -> Vec<PassedOver> {
        let documents: HashSet<&OsStr> = decks
            .filter_map(|deck| Some(OsStr::new(deck.source.as_ref()?.file.as_ref()?)))
            .collect();
        let is_document =
            |path: &Path| path.file_name().is_some_and(|name| documents.contains(name));
        self.passed_over.iter().filter(|passed| !is_document(&passed.path)).cloned().collect()
    }

    /// Reads the decks that were asked for.
    pub(super) fn library(self) -> Result<Library> {
        let mut parsed = Vec::new();
        let mut unreadable = Vec::new();
        for path in &self.files {
            match read_deck(path) {
                Ok(text) => parsed.push((path.clone(), parse(path, &text))),
                Err(why) => unreadable.push((path.clone(), why)),
            }
        }
        let mut library = Library::new(parsed, unreadable);
        library.passed_over = self.passed_over(library.decks.iter());
        let is_there = |id: &&String| library.decks.iter().any(|deck| deck.id.as_str() == *id);
        if let Some(id) = self.ids.iter().find(|id| !is_there(id)) {
            return Err(no_such_deck(id, self.is_bare, &library));
        }
        if !self.ids.is_empty() {
            library.retain(|deck| {
                self.ids.iter().any(|id| deck.id.as_str() == id)
                    || deck.path.as_ref().is_some_and(|path| self.named.contains(path))
            });
        }
        Ok(library)
    }
}

/// A file or folder that is named like a deck of the home hides it.
fn say_which_is_meant(home: &Home, path: &Path) {
    let deck = home.decks().join(path).with_extension("toml");
    let is_name = path.components().count() == 1 && path.extension().is_none();
    if is_name && path.exists() && deck.is_file() {
        let (kind, name) = (if path.is_dir() { "folder" } else { "file" }, path.display());
        note(&format!("'{name}' is taken for the {kind} here; the deck is {}", deck.display()));
    }
}

fn no_such_deck(id: &str, is_bare: bool, library: &Library) -> Error {
    let ids: Vec<&str> = library.decks.iter().map(|deck| deck.id.as_str()).collect();
    let what = if is_bare { "command and no deck" } else { "deck" };
    let error = Error::new(format!("there is no {what} '{id}', nor a file or folder of that name"));
    let meant = if is_bare { Command::meant_by(id) } else { None };
    let error = match meant {
        Some(command) => error.hint(format!("did you mean byheart {command}?")),
        None if is_bare => error.hint("byheart help lists the commands"),
        None => error,
    };
    match library.left_out.iter().find(|left_out| left_out.path.to_string_lossy().contains(id)) {
        Some(left_out) => error.hint(left_out.to_string()),
        None => error.hint(format!("decks are: {}", ids.join(", "))),
    }
}

/// The deck files of a folder and the folders in it, sorted.
pub(super) fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(Found::in_folder(folder)?.files)
}

/// What lies in a folder of decks.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    passed_over: Vec<PassedOver>,
}

impl Found {
    /// Sorted by their paths.
    fn in_folder(folder: &Path) -> Result<Self> {
        let mut found = Self::default();
        found.collect(folder, 0)?;
        found.files.sort();
        found.passed_over.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    fn collect(&mut self, folder: &Path, depth: usize) -> Result {
        let fault =
            |cause| Error::because(format!("cannot read the folder {}", folder.display()), &cause);
        for entry in fs::read_dir(folder).map_err(fault)? {
            let entry = entry.map_err(fault)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(fault)?);
            if is_toml(&path) && path.is_file() {
                self.files.push(path);
            } else if is_hidden(&path) {
                // A program's own.
            } else if kind.is_dir() && depth < MAX_DEPTH {
                self.collect(&path, depth + 1)?;
            } else {
                self.passed_over.push(PassedOver { why: why_not(&path, kind), path });
            }
        }
        Ok(())
    }
}

fn why_not(path: &Path, kind: FileType) -> &'static str {
    match (kind.is_dir(), kind.is_symlink()) {
        (true, _) => "folders lie too deep in each other; move it up",
        // It may lead to a folder above.
        (_, true) if path.is_dir() => "it is a link to a folder; put the folder itself there",
        (_, true) if is_toml(path) && !path.exists() => "it is a link that leads to no file",
        _ if is_toml(path) => "it is not a regular file",
        _ => "the name of a deck ends in .toml",
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Whether the name of a file is that of a deck.
pub(super) fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The text of a deck file; the error says why it cannot be read.
pub(super) fn read_deck(path: &Path) -> std::result::Result<String, String> {
    let bytes = read_bounded(path, MAX_BYTES as u64).map_err(|cause| cause.to_string())?;
    String::from_utf8(bytes).map_err(|fault| {
        let line = 1 + fault.as_bytes()[..fault.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count();
        format!("line {line} is not UTF-8; save the file as UTF-8")
    })
}
