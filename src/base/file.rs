//! Files that are whole or not there at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` beside `path`, syncs, and renames: whoever reads `path` sees
/// the old content or the new, never a part.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = write_and_rename(&beside, path, bytes);
    if written.is_err() {
        // The failure is what matters; a leftover is only untidy.
        let _ = fs::remove_file(&beside);
    }
    written?;
    sync_parent(path)
}

/// Replaces several files, all or none: each is written beside its place and
/// synced before the first is renamed, and where a rename fails, those before
/// it are taken back. Names the file that could not be written.
pub fn replace_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    let mut staged: Vec<(PathBuf, &Path)> = Vec::new();
    let result = stage(files, &mut staged).and_then(|()| rename_all(&staged));
    for (beside, _) in staged.iter().filter(|_| result.is_err()) {
        // Those that were renamed are gone already.
        let _ = fs::remove_file(beside);
    }
    result
}

fn stage<'a>(
    files: &'a [(PathBuf, Vec<u8>)],
    staged: &mut Vec<(PathBuf, &'a Path)>,
) -> Result<(), (PathBuf, io::Error)> {
    for (path, bytes) in files {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        staged.push((beside(path), path));
        let (beside, _) = &staged[staged.len() - 1];
        folder
            .map_or(Ok(()), create_folder)
            .and_then(|()| write_synced(beside, bytes))
            .map_err(|cause| (path.clone(), cause))?;
    }
    Ok(())
}

fn rename_all(staged: &[(PathBuf, &Path)]) -> Result<(), (PathBuf, io::Error)> {
    let mut before: Vec<(&Path, Option<Vec<u8>>)> = Vec::new();
    for (beside, path) in staged {
        before.push((path, fs::read(path).ok()));
        if let Err(cause) = fs::rename(beside, path).and_then(|()| sync_parent(path)) {
            take_back(before);
            return Err((path.to_path_buf(), cause));
        }
    }
    Ok(())
}

/// As good as it goes: the first failure is the one to report.
fn take_back(before: Vec<(&Path, Option<Vec<u8>>)>) {
    for (path, old) in before {
        let _ = match old {
            Some(bytes) => replace(path, &bytes),
            None => fs::remove_file(path),
        };
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn write_and_rename(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_synced(beside, bytes)?;
    fs::rename(beside, path)
}

/// A name that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{:08x}.tmp", std::process::id(), rand::random::<u32>()));
    path.with_file_name(name)
}

/// Makes what was created in the folder of `path` survive a power cut.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => File::open(parent)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

/// Creates a folder with all its parents, each synced into its own parent.
pub fn create_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        create_folder(parent)?;
    }
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_parent(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_leaves_the_new_content_and_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_replacement_keeps_the_old_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::create_dir(&path).unwrap();
        fs::create_dir(path.join("inside")).unwrap();
        assert!(replace(&path, b"new").is_err());
        assert!(path.join("inside").is_dir());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn several_files_are_replaced_or_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new, blocked] = ["old", "new", "blocked"].map(|name| folder.path().join(name));
        replace(&old, b"one").unwrap();
        fs::create_dir(&blocked).unwrap();
        let files = [&old, &new, &blocked].map(|path| (path.clone(), b"two".to_vec()));
        let (path, cause) = replace_all(&files).unwrap_err();
        assert_eq!(path, blocked);
        assert_eq!(cause.kind(), io::ErrorKind::IsADirectory);
        assert_eq!(fs::read(&old).unwrap(), b"one");
        assert!(!new.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        replace_all(&files[..2]).unwrap();
        assert_eq!(
            (fs::read(&old).unwrap(), fs::read(&new).unwrap()),
            (b"two".to_vec(), b"two".to_vec())
        );
    }
}
