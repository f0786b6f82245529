//! Files as git has them: the installed program is asked, without a shell, a pager or hooks;
//! what a person typed is never an option to it, and what it says is bounded.

use crate::deck::parse::MAX_BYTES;
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Most bytes of a listing.
const MOST_LISTED: u64 = 4 << 20;
/// Most bytes of what git has to say of a failure.
const MOST_SAID: u64 = 2000;

/// One revision of the repository that a folder lies in.
pub(super) struct Revision {
    folder: PathBuf,
    /// As git names it.
    commit: String,
}

/// A file of a revision.
pub(super) struct Entry {
    /// Its path, from the folder on.
    pub(super) path: PathBuf,
    object: String,
}

impl Revision {
    /// The revision that a person calls `name`; none where git knows none, or the folder lies
    /// in no repository.
    pub(super) fn find(folder: &Path, name: &str) -> Result<Option<Self>> {
        let wish = format!("{name}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wish];
        let commit = match run(folder, &arguments.map(OsStr::new), 200)? {
            Ok(bytes) => String::from_utf8_lossy(&bytes).trim().to_owned(),
            Err(_) => return Ok(None),
        };
        let is_hash = commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok(is_hash.then(|| Self { folder: folder.to_path_buf(), commit }))
    }

    /// The regular files at `path`, which counts from the top of the repository, and with `./`
    /// before it from the folder; those of a folder with all in it.
    pub(super) fn files(&self, path: &Path) -> Result<Vec<Entry>> {
        let from_here = path.starts_with(".");
        let path = path.strip_prefix(".").unwrap_or(path);
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let whole: &[&str] = if from_here { &[] } else { &["--full-tree"] };
        let arguments = [&["ls-tree", "-r", "-z"], whole, &[&self.commit, "--"]].concat();
        let mut arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
        arguments.push(path.as_os_str());
        let listed = run(&self.folder, &arguments, MOST_LISTED)?
            .map_err(|said| Error::new(format!("git cannot list {}: {said}", path.display())))?;
        Ok(listed.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// The bytes of a file.
    pub(super) fn read(&self, entry: &Entry) -> Result<Vec<u8>, String> {
        let arguments = ["cat-file", "blob", &entry.object].map(OsStr::new);
        let read = run(&self.folder, &arguments, MAX_BYTES as u64);
        read.map_err(|error| error.on_a_line())?
    }
}

/// `100644 blob HASH<tab>PATH`: links and submodules are no files.
fn entry(line: &[u8]) -> Option<Entry> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let head = std::str::from_utf8(&line[..tab]).ok()?;
    let [mode, "blob", object] = head.split(' ').collect::<Vec<_>>()[..] else { return None };
    let path = PathBuf::from(OsStr::from_bytes(&line[tab + 1..]));
    mode.starts_with("100").then(|| Entry { path, object: object.to_owned() })
}

/// What git prints, at most so many bytes; else what it says is wrong, on a line.
fn run(folder: &Path, arguments: &[&OsStr], most: u64) -> Result<Result<Vec<u8>, String>> {
    let fault = |cause: io::Error| {
        Error::because("cannot run git", &cause).hint("install git, or compare files")
    };
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["--no-pager", "--literal-pathspecs", "-c", "core.hooksPath=/dev/null"])
        .args(["-c", "core.fsmonitor=false"])
        .args(arguments)
        .envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(fault)?;
    let read = read(&mut child, most);
    // Whoever says more than is read would wait for ever.
    let _ = child.kill();
    let status = child.wait().map_err(fault)?;
    let (out, said) = read.map_err(fault)?;
    Ok(match (out.len() as u64 > most, status.success()) {
        (true, _) => Err(format!("expected at most {most} bytes")),
        (false, true) => Ok(out),
        (false, false) => Err(said),
    })
}

/// Both streams, to their ends or one byte more than is wanted.
fn read(child: &mut Child, most: u64) -> io::Result<(Vec<u8>, String)> {
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let said = std::thread::spawn(move || {
        let mut said = Vec::new();
        let _ = stderr.map(|stderr| stderr.take(MOST_SAID).read_to_end(&mut said));
        said
    });
    let mut out = Vec::new();
    if let Some(stdout) = stdout {
        stdout.take(most + 1).read_to_end(&mut out)?;
    }
    if out.len() as u64 > most {
        return Ok((out, String::new()));
    }
    let said = said.join().unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    Ok((out, said.trim().replace('\n', "; ")))
}
