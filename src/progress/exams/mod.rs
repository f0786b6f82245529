//! Sittings of exams: `progress/exams/TIME-DEVICE.toml`, one file each, written
//! whole beside its place and renamed after every answer.
//!
//! What stands there may come from anywhere: a file is bounded, checked by
//! `quiz::exam::record`, and where it does not fit, named and left alone.

pub use super::claim::Claim;
use super::claim::try_claim;
use super::error::StoreError;
use super::store::refuse_links;
use crate::base::file::{read_text, replace};
use crate::history::Stamp;
use crate::quiz::exam::{Sitting, record};
use jiff::SignedDuration;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Largest file that is read and written, in bytes.
const MAX_BYTES: u64 = 8 << 20;
/// Files that are looked at, at most; the newest by their names.
const MAX_FILES: usize = 2000;

/// A file of a save that did not end is left for so long.
const LEFT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// The sittings of one home.
#[derive(Debug)]
pub struct Exams {
    folder: PathBuf,
    locks: PathBuf,
    device: String,
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Sittings, oldest first.
    pub sittings: Vec<Sitting>,
    /// Files that were left out, and why.
    pub problems: Vec<String>,
}

impl Exams {
    /// The sittings below the folder `progress`, written as `device`; locks live
    /// in `cache`.
    pub fn new(progress: &Path, device: &str, cache: &Path) -> Self {
        Self {
            folder: progress.join("exams"),
            locks: cache.join("exams"),
            device: device.to_owned(),
        }
    }

    /// The device that writes.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Reads all sittings of all devices.
    pub fn read(&self) -> Found {
        let mut found = Found::default();
        for path in self.files(&mut found.problems) {
            match read(&path) {
                Ok(sitting) => found.sittings.push(sitting),
                Err(why) => {
                    found.problems.push(format!("left out {}: {why}", path.display()));
                }
            }
        }
        found.sittings.sort_by(|a, b| (a.started.instant, &a.id).cmp(&(b.started.instant, &b.id)));
        found
    }

    fn files(&self, problems: &mut Vec<String>) -> Vec<PathBuf> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Vec::new(),
            Err(cause) => {
                problems.push(format!("cannot read {}: {cause}", self.folder.display()));
                return Vec::new();
            }
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let mut files: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
        files.sort();
        if files.len() > MAX_FILES {
            problems.push(format!("only the newest {MAX_FILES} of {} exams are read", files.len()));
            files.drain(..files.len() - MAX_FILES);
        }
        files
    }

    /// Reads one sitting once more: another terminal may have written it. None
    /// where it is gone or cannot be read any more.
    pub fn read_again(&self, id: &str) -> Option<Sitting> {
        read(&self.path(id)).ok()
    }

    /// A name for a sitting that begins at `started`, which neither a file nor
    /// another terminal has, and its claim.
    pub fn claim_new(&self, started: Stamp) -> Result<(String, Claim), StoreError> {
        let mut instant = started.instant;
        loop {
            let id = format!("{}-{}", instant.strftime("%Y-%m-%dT%H%M%S.%3fZ"), self.device);
            let path = self.path(&id);
            let is_free = || fs::symlink_metadata(&path).is_err();
            // Another terminal may write it between the look and the claim.
            if is_free()
                && let Some(claim) = self.claim(&id)?
                && is_free()
            {
                return Ok((id, claim));
            }
            instant = instant
                .checked_add(SignedDuration::from_millis(1))
                .map_err(|cause| StoreError::write(&path, io::Error::other(cause)))?;
        }
    }

    /// Removes what a process that was killed while it saved has left, where
    /// that is so old at `now` that nobody is still saving.
    pub fn sweep(&self, now: Stamp) {
        let is_left = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.contains(".toml.") && name.ends_with(".tmp")
        };
        let is_old = |path: &Path| {
            let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
            let written = metadata.and_then(|metadata| metadata.modified().ok());
            let written = written.and_then(|written| jiff::Timestamp::try_from(written).ok());
            written.is_some_and(|written| now.instant.duration_since(written) > LEFT_FOR)
        };
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| is_left(path) && is_old(path)) {
            // What cannot be removed is only untidy.
            let _ = fs::remove_file(path);
        }
    }

    /// Where a sitting is kept.
    pub fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.toml"))
    }

    /// Writes a sitting and syncs it; it is saved when this returns, and not
    /// before.
    pub fn save(&self, sitting: &Sitting) -> Result<(), StoreError> {
        let path = self.path(&sitting.id);
        refuse_links([&self.folder, &path])?;
        let text = record::to_toml(sitting);
        if text.len() as u64 > MAX_BYTES {
            return Err(StoreError::TooLarge { path, most: MAX_BYTES >> 20 });
        }
        replace(&path, text.as_bytes()).map_err(|cause| StoreError::write(&path, cause))
    }

    /// Takes a sitting for this terminal; none where another has it.
    pub fn claim(&self, id: &str) -> Result<Option<Claim>, StoreError> {
        try_claim(&self.locks.join(format!("{id}.lock")))
    }
}

fn read(path: &Path) -> Result<Sitting, String> {
    let metadata = fs::symlink_metadata(path).map_err(|cause| cause.to_string())?;
    if !metadata.is_file() {
        return Err("it is no regular file".to_owned());
    }
    let text = read_text(path, MAX_BYTES).map_err(|cause| cause.to_string())?;
    let sitting = record::parse(&text)?;
    // Saving goes by the id: it must not lead to another file.
    match path.file_stem().is_some_and(|stem| stem == sitting.id.as_str()) {
        true => Ok(sitting),
        false => Err(format!("expected the id of its name, found '{}'", sitting.id)),
    }
}

#[cfg(test)]
mod tests;
