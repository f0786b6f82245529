//! Files that are whole or not there at all.

use nix::errno::Errno;
use nix::libc::O_NONBLOCK;
use std::fs::{self, File, Metadata, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Writes `bytes` beside `path`, in a folder that is made for them where there is
/// none, syncs, and renames: whoever reads `path` sees the old content or the new,
/// never a part. A link stays and leads to the new content; mode and owner of a
/// file that is there stay, as far as they may.
/// A link that leads nowhere is an error: nobody knows what would be written; so is
/// a folder, a device or a pipe.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Staged::write(path, bytes)?.put()
}

/// Replaces several files, all or none: each is written beside its place and
/// synced before the first is renamed, and where a rename fails, those before
/// it are taken back. Names the file that could not be written.
pub fn replace_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    let stage = |(path, bytes): &(PathBuf, Vec<u8>)| {
        Staged::write(path, bytes).map_err(|cause| (path.clone(), cause))
    };
    let staged: Vec<Staged> = files.iter().map(stage).collect::<Result<_, _>>()?;
    let mut before: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (staged, (path, _)) in staged.into_iter().zip(files) {
        before.push((path.clone(), fs::read(path).ok()));
        if let Err(cause) = staged.put() {
            take_back(before);
            return Err((path.clone(), cause));
        }
    }
    Ok(())
}

/// As good as it goes: the first failure is the one to report.
fn take_back(before: Vec<(PathBuf, Option<Vec<u8>>)>) {
    for (path, old) in before {
        let _ = match old {
            Some(bytes) => replace(&path, &bytes),
            None => fs::remove_file(path),
        };
    }
}

/// A file that is written and synced beside its place; gone unless it is put.
struct Staged {
    beside: PathBuf,
    place: PathBuf,
}

impl Staged {
    fn write(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.map_or(Ok(()), create_folder)?;
        let place = place(path)?;
        let old = fs::metadata(&place).ok();
        // A device or a pipe would be gone, and a file in its place; a folder stays anyhow.
        if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
        }
        let staged = Self { beside: beside(&place), place };
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            // What was private is so from the first byte on.
            .mode(if old.is_some() { 0o600 } else { 0o666 })
            .open(&staged.beside)?;
        file.write_all(bytes)?;
        old.map_or(Ok(()), |old| take_over(&file, &old))?;
        file.sync_all()?;
        Ok(staged)
    }

    fn put(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.place)?;
        sync_parent(&self.place)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What was put is gone from here already; a leftover is only untidy.
        let _ = fs::remove_file(&self.beside);
    }
}

/// The file itself, behind any links.
fn place(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        true => fs::canonicalize(path),
        false => Ok(path.to_owned()),
    }
}

/// Gives `file` the owner, the group and the mode of the old one. Only root may
/// give a file away, and only to a group of one's own; the rights of a group
/// that it cannot have are nobody's.
fn take_over(file: &File, old: &Metadata) -> io::Result<()> {
    let new = file.metadata()?;
    let uid = (old.uid() != new.uid()).then_some(old.uid());
    let gid = (old.gid() != new.gid()).then_some(old.gid());
    let _ = uid.map(|uid| fchown(file, Some(uid), None));
    let lost = gid.is_some_and(|gid| fchown(file, None, Some(gid)).is_err());
    let kept = if lost { 0o7707 } else { 0o7777 };
    file.set_permissions(Permissions::from_mode(old.mode() & kept))
}

/// A name that no other process uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}-{:08x}.tmp", std::process::id(), rand::random::<u32>()));
    path.with_file_name(name)
}

/// The bytes of a regular file, `most` at most. A pipe or a device is an error and nothing
/// that is waited for: a link may lead anywhere.
pub fn read_bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open_regular(path, OpenOptions::new().read(true))?;
    if file.metadata()?.len() > most {
        return Err(too_large(most));
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(too_large(most)),
        false => Ok(bytes),
    }
}

fn too_large(most: u64) -> io::Error {
    let message = match most >> 20 {
        0 => format!("expected at most {most} bytes"),
        mebibytes => format!("expected at most {mebibytes} MiB"),
    };
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

/// The same as a text.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let text = String::from_utf8(read_bounded(path, most)?);
    text.map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// Opens a regular file to be added to, and makes it where there is none.
pub fn open_to_append(path: &Path) -> io::Result<File> {
    open_regular(path, OpenOptions::new().read(true).append(true).create(true))
}

/// What is no regular file is not waited for.
fn open_regular(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    let file = options.custom_flags(O_NONBLOCK).open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")),
    }
}

/// Makes what was created in the folder of `path` survive a power cut, where the file
/// system can do so.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    sync_folder(parent.unwrap_or(Path::new("."))).map(|_| ())
}

/// Syncs a folder; false where its file system cannot do that at all.
pub fn sync_folder(folder: &Path) -> io::Result<bool> {
    match File::open(folder)?.sync_all() {
        Err(cause) if is_unsupported(&cause) => Ok(false),
        synced => synced.map(|()| true),
    }
}

/// What a person can do where there is no room for what is to be written; none where it
/// failed for another reason.
pub fn room(cause: &io::Error) -> Option<&'static str> {
    match Errno::from_raw(cause.raw_os_error()?) {
        Errno::EFBIG => Some("make room on the disk, or let files grow (ulimit -f)"),
        Errno::ENOSPC | Errno::EDQUOT => Some("make room on the disk"),
        _ => None,
    }
}

/// Whether a file system says that it cannot do such a thing at all.
fn is_unsupported(cause: &io::Error) -> bool {
    use Errno::{EBADF, EINVAL, ENOLCK, ENOSYS, EOPNOTSUPP};
    const CODES: [Errno; 5] = [EBADF, EINVAL, ENOLCK, ENOSYS, EOPNOTSUPP];
    cause.raw_os_error().is_some_and(|code| CODES.contains(&Errno::from_raw(code)))
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

/// Takes the lock `path`, which dies with its process; none where another
/// process has it. Where the file system has no locks, everybody gets it.
pub fn try_lock(path: &Path) -> io::Result<Option<File>> {
    let file = lock_file(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) if is_unsupported(&cause) => Ok(Some(file)),
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}

/// Whether the file system of the lock file `path` has locks.
pub fn has_locks(path: &Path) -> io::Result<bool> {
    match lock_file(path)?.try_lock() {
        Err(TryLockError::Error(cause)) if is_unsupported(&cause) => Ok(false),
        Err(TryLockError::Error(cause)) => Err(cause),
        Ok(()) | Err(TryLockError::WouldBlock) => Ok(true),
    }
}

/// Takes the lock `path` and waits for it; where that takes longer than a blink, `waiting`
/// is told once.
pub fn wait_for_lock(path: &Path, waiting: impl FnOnce()) -> io::Result<File> {
    const BLINK: Duration = Duration::from_millis(700);
    const LOOK: Duration = Duration::from_millis(10);
    let (since, mut waiting) = (Instant::now(), Some(waiting));
    loop {
        if let Some(file) = try_lock(path)? {
            return Ok(file);
        }
        if since.elapsed() > BLINK
            && let Some(waiting) = waiting.take()
        {
            waiting();
        }
        std::thread::sleep(LOOK);
    }
}

/// A file to be locked, in a folder that is made for it. It is never removed, so
/// that no two processes can hold different files of one name.
fn lock_file(path: &Path) -> io::Result<File> {
    path.parent().map_or(Ok(()), create_folder)?;
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
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
    fn a_link_and_the_mode_of_its_file_stay() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link, nowhere] =
            ["file", "link", "nowhere"].map(|name| folder.path().join(name));
        replace(&file, b"one").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("file", &link).unwrap();
        std::os::unix::fs::symlink("missing", &nowhere).unwrap();
        replace(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o640);
        assert_eq!(replace(&nowhere, b"two").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(!folder.path().join("missing").exists());
    }

    #[test]
    fn what_is_no_regular_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert!(replace(&pipe, b"facts").unwrap_err().to_string().contains("regular file"));
        assert!(!fs::symlink_metadata(&pipe).unwrap().is_file());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_regular_file_or_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let [pipe, file, link] = ["pipe", "file", "link"].map(|name| folder.path().join(name));
        nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
        replace(&file, b"four").unwrap();
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        let fault = |path: &Path, most| read_text(path, most).unwrap_err().to_string();
        assert_eq!(fault(&pipe, 9), "it is not a regular file");
        assert_eq!(fault(&link, 9), "it is not a regular file");
        assert_eq!(fault(folder.path(), 9), "it is not a regular file");
        assert_eq!(fault(&file, 3), "expected at most 3 bytes");
        assert_eq!(read_text(&file, 4).unwrap(), "four");
        assert_eq!(open_to_append(&pipe).unwrap_err().to_string(), "it is not a regular file");
        assert!(open_to_append(&file).is_ok());
    }

    #[test]
    fn what_a_file_system_cannot_do_is_told_from_what_failed() {
        let is = |code: Errno| is_unsupported(&io::Error::from_raw_os_error(code as i32));
        assert!(
            [Errno::EBADF, Errno::EINVAL, Errno::ENOLCK, Errno::EOPNOTSUPP].into_iter().all(is)
        );
        assert!(![Errno::EIO, Errno::ENOSPC, Errno::EACCES, Errno::EROFS].into_iter().any(is));
        let folder = tempfile::tempdir().unwrap();
        assert!(has_locks(&folder.path().join("lock")).unwrap());
    }

    #[test]
    fn who_waits_for_a_lock_says_so_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let (mut held, mut told) = (try_lock(&path).unwrap(), 0);
        wait_for_lock(&path, || {
            told += 1;
            drop(held.take());
        })
        .unwrap();
        assert_eq!(told, 1);
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
        assert_eq!([&old, &new].map(|path| fs::read(path).unwrap()), [b"two", b"two"]);
    }
}
