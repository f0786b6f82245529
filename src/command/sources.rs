//! The deck files that a person means, and what stands in them.

use crate::base::file::read_bounded;
use crate::cli::Selection;
use crate::deck::library::Library;
use crate::deck::parse::{MAX_BYTES, parse};
use crate::env::Home;
use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders in folders are read to this depth.
const MAX_DEPTH: usize = 8;

/// Which files to read and which of their decks were asked for.
pub(super) struct Sources {
    /// All files to read.
    pub(super) files: Vec<PathBuf>,
    /// Files that were named, or stand in a folder that was named.
    pub(super) named: Vec<PathBuf>,
    /// Ids that were named.
    pub(super) ids: Vec<String>,
}

impl Sources {
    /// A name is a TOML file, a folder, or else a deck's id in the home.
    pub(super) fn of(home: &Home, selection: &Selection) -> Result<Self> {
        let mut sources = Self { files: Vec::new(), named: Vec::new(), ids: Vec::new() };
        for name in &selection.decks {
            let path = Path::new(name);
            if path.is_dir() {
                let inner = path.join("decks");
                let folder = if inner.is_dir() { inner } else { path.to_path_buf() };
                sources.named.extend(toml_files(&folder)?);
            } else if path.is_file() || is_toml(path) {
                sources.named.push(path.to_path_buf());
            } else {
                sources.ids.push(name.clone());
            }
        }
        sources.files.clone_from(&sources.named);
        if selection.decks.is_empty() || !sources.ids.is_empty() {
            let in_home =
                if home.decks().is_dir() { toml_files(&home.decks())? } else { Vec::new() };
            sources.files.extend(in_home);
            sources.files.sort();
            sources.files.dedup();
        }
        Ok(sources)
    }

    /// Reads the decks that were asked for.
    pub(super) fn library(self) -> Result<Library> {
        let mut parsed = Vec::new();
        let mut unreadable = Vec::new();
        for path in self.files {
            match read_deck(&path) {
                Ok(text) => {
                    let deck = parse(&path, &text);
                    parsed.push((path, deck));
                }
                Err(why) => unreadable.push((path, why)),
            }
        }
        let mut library = Library::new(parsed, unreadable);
        let is_there = |id: &&String| library.decks.iter().any(|deck| deck.id.as_str() == *id);
        if let Some(id) = self.ids.iter().find(|id| !is_there(id)) {
            return Err(no_such_deck(id, &library));
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

fn no_such_deck(id: &str, library: &Library) -> Error {
    let ids: Vec<&str> = library.decks.iter().map(|deck| deck.id.as_str()).collect();
    let error = Error::new(format!("there is no deck '{id}', nor a file or folder of that name"));
    match library.left_out.iter().find(|left_out| left_out.path.to_string_lossy().contains(id)) {
        Some(left_out) => error.hint(left_out.to_string()),
        None => error.hint(format!("decks are: {}", ids.join(", "))),
    }
}

/// The deck files of a folder and the folders in it, sorted.
pub(super) fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect(folder, 0, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result {
    let fault =
        |cause| Error::because(format!("cannot read the folder {}", folder.display()), &cause);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if is_folder_of_decks(&path) {
            if depth < MAX_DEPTH {
                collect(&path, depth + 1, files)?;
            }
        } else if is_toml(&path) && (path.is_file() || !is_hidden(&path)) {
            // What cannot be read is named where that is tried.
            files.push(path);
        }
    }
    Ok(())
}

/// A folder itself: a link may lead to one above.
fn is_folder_of_decks(path: &Path) -> bool {
    !is_hidden(path) && fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// What is hidden is a program's own, such as the links by which an editor locks a file.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_toml(path: &Path) -> bool {
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
