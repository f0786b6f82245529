//! Where decks that are installed come from: a file, a folder or a repository. Only
//! regular files are read, and of a folder that has `decks/` only what is in it.

use crate::base::file::read_text;
use crate::command::git::{self, Entry, Repository};
use crate::command::sources::{is_toml, toml_files};
use crate::deck::parse::MAX_BYTES;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Most files that are read of one origin.
const MOST_FILES: usize = 1000;
/// Most bytes of all of them together.
const MOST_BYTES: u64 = 256 << 20;

/// The text of a deck file that is offered.
pub(super) struct Offered {
    /// What it is called there.
    pub(super) path: PathBuf,
    /// None where it cannot be read: why.
    pub(super) text: std::result::Result<String, String>,
}

/// What `from` names, written so that it can be found again from everywhere.
pub(super) fn origin(from: &str) -> Result<String> {
    if git::is_url(from) {
        git::check(from)?;
        return Ok(from.to_owned());
    }
    let found = std::fs::canonicalize(from).map_err(|cause| {
        Error::because(format!("cannot find {from}"), &cause).hint(
            "name a deck file, a folder, or a repository by its URL, such as https://HOST/PATH",
        )
    })?;
    let name =
        found.to_str().ok_or_else(|| Error::new(format!("the name of {from} is not UTF-8")))?;
    Ok(name.to_owned())
}

/// The decks of an origin, by their paths. Where `asks`, git may ask for a password.
pub(super) fn offered(origin: &str, asks: bool) -> Result<Vec<Offered>> {
    match git::is_url(origin) {
        true => of_repository(&Repository::fetch(origin, asks)?),
        false => of_disk(Path::new(origin)),
    }
}

fn of_disk(path: &Path) -> Result<Vec<Offered>> {
    if !path.is_dir() {
        let text = read_text(path, MAX_BYTES as u64).map_err(|cause| cause.to_string());
        return Ok(vec![Offered { path: path.to_owned(), text }]);
    }
    let inner = path.join("decks");
    let folder = if inner.is_dir() { &inner } else { path };
    // A link may lead out of what somebody else packed.
    let is_own = |path: &PathBuf| path.symlink_metadata().is_ok_and(|file| file.is_file());
    let is_deck = |path: &PathBuf| path.strip_prefix(folder).is_ok_and(is_deck_name);
    let files = toml_files(folder)?;
    let files: Vec<PathBuf> =
        files.into_iter().filter(|path| is_own(path) && is_deck(path)).collect();
    let len = |path: &PathBuf| path.metadata().map_or(0, |file| file.len());
    check_size(files.len(), files.iter().map(len).sum())?;
    let read = |path: PathBuf| {
        let text = read_text(&path, MAX_BYTES as u64).map_err(|cause| cause.to_string());
        Offered { path, text }
    };
    Ok(files.into_iter().map(read).collect())
}

fn of_repository(Repository { head, .. }: &Repository) -> Result<Vec<Offered>> {
    let mut files = head.files(Path::new(""))?;
    files.retain(|file| is_deck_name(&file.path));
    if files.iter().any(|file| file.path.starts_with("decks")) {
        files.retain(|file| file.path.starts_with("decks"));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    check_size(files.len(), files.iter().map(|file| file.len).sum())?;
    let read = |file: Entry| {
        let bytes = head.read(&file);
        let text = bytes
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned()));
        Offered { path: file.path, text }
    };
    Ok(files.into_iter().map(read).collect())
}

/// Whether a file may be a deck: nothing hidden, no progress, no settings.
fn is_deck_name(path: &Path) -> bool {
    let is_other = |name: &str| name.starts_with('.') || name == "progress";
    let names = path.iter().map(|name| name.to_string_lossy());
    is_toml(path)
        && path.file_name().is_some_and(|name| name != "byheart.toml")
        && !names.into_iter().any(|name| is_other(&name))
}

fn check_size(files: usize, bytes: u64) -> Result {
    match files > MOST_FILES || bytes > MOST_BYTES {
        false => Ok(()),
        true => Err(Error::new(format!(
            "expected at most {MOST_FILES} files of {} MiB together, found {files} of {} MiB",
            MOST_BYTES >> 20,
            bytes >> 20
        ))
        .hint("name a folder or a file in it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_settings_and_hidden_files_are_no_decks() {
        let is = |path: &str| is_deck_name(Path::new(path));
        assert!(is("rome.toml") && is("decks/sub/Rome.TOML") && is("my-progress/a.toml"));
        for path in [
            "byheart.toml",
            "decks/byheart.toml",
            "progress/a.toml",
            "decks/.installed/a.toml",
            ".a.toml",
            "a.md",
        ] {
            assert!(!is(path), "{path}");
        }
    }
}
