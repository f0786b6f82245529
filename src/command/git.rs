//! Files as git has them: the installed program is asked, without a shell, a pager or hooks;
//! what a person typed is never an option to it, what a repository says is never run, and what
//! git says is bounded.

use crate::deck::parse::MAX_BYTES;
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Protocols that fetch and run nothing that an address names.
const PROTOCOLS: [&str; 5] = ["https", "ssh", "git", "http", "file"];
/// Most bytes of a listing.
const MOST_LISTED: u64 = 16 << 20;
/// Most bytes of what git has to say of a failure.
const MOST_SAID: u64 = 2000;
/// What a caller within git, such as a hook, says of the repository that it means.
const OF_ONE_REPOSITORY: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
];

/// One revision of the repository that a folder lies in.
pub(super) struct Revision {
    folder: PathBuf,
    /// As git names it.
    commit: String,
}

/// A file of a revision.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path, from the folder on.
    pub(super) path: PathBuf,
    /// Its bytes.
    pub(super) len: u64,
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
        let arguments = [&["ls-tree", "-r", "-z", "--long"], whole, &[&self.commit, "--"]].concat();
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

/// A bare copy of a repository's newest revision, gone when it is dropped. No file of it is
/// laid out in a folder: no link, hook, filter or submodule of it comes to life.
pub(super) struct Repository {
    /// Its newest revision.
    pub(super) head: Revision,
    _folder: TempDir,
}

impl Repository {
    /// Fetches the newest revision. Where it `asks`, git may ask for a password.
    pub(super) fn fetch(url: &str, asks: bool) -> Result<Self> {
        check(url)?;
        let folder = TempDir::new()
            .map_err(|cause| Error::because("cannot make a folder to fetch into", &cause))?;
        let mut command = git(folder.path());
        command.args(["clone", "--quiet", "--bare", "--depth=1", "--no-tags", "--template="]);
        command.args(["--", url, "."]);
        if asks {
            command.env("GIT_TERMINAL_PROMPT", "1").stdin(Stdio::inherit());
        } else if std::env::var_os("GIT_SSH_COMMAND").is_none() {
            // Who set how to reach the host decides also whether that asks.
            command.env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        }
        finish(command, 0)?.map_err(|said| {
            Error::because(format!("cannot fetch {url}"), &io::Error::other(said))
                .hint("see that the address is right and that you may read it")
        })?;
        let head = Revision::find(folder.path(), "HEAD")?;
        let head = head.ok_or_else(|| Error::new(format!("there is nothing in {url} yet")))?;
        Ok(Self { head, _folder: folder })
    }
}

/// Whether a person means a repository and no file: `https://…`, `ssh://…`, `me@host:decks`.
pub(super) fn is_url(text: &str) -> bool {
    let is_scp =
        |(host, path): (&str, &str)| host.contains('@') && !host.contains('/') && !path.is_empty();
    text.contains("://") || text.contains("::") || text.split_once(':').is_some_and(is_scp)
}

/// Whether git may be given this address; the error says what to write.
pub(super) fn check(url: &str) -> Result {
    let refused =
        |why: &str, help: &str| Err(Error::new(format!("cannot use {url}: {why}")).hint(help));
    const HELP: &str = "write https://HOST/PATH or ssh://HOST/PATH";
    if url.starts_with('-') || url.contains("::") || url.chars().any(char::is_control) {
        return refused("it is no address of a repository", HELP);
    }
    let Some((protocol, rest)) = url.split_once("://") else { return Ok(()) };
    if !PROTOCOLS.contains(&protocol) {
        return refused("its protocol is not known", HELP);
    }
    let user = rest.split('/').next().and_then(|host| host.rsplit_once('@'));
    match user.is_some_and(|(user, _)| user.contains(':')) {
        // It would be kept in the study folder, for whoever gets that.
        true => refused(
            "it has a password in it",
            "leave it out; git asks for it, or its credential helper knows it",
        ),
        false => Ok(()),
    }
}

/// `100644 blob HASH LEN<tab>PATH`: links and submodules are no files.
fn entry(line: &[u8]) -> Option<Entry> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let head = std::str::from_utf8(&line[..tab]).ok()?;
    let [mode, "blob", object, len] = head.split_whitespace().collect::<Vec<_>>()[..] else {
        return None;
    };
    let path = PathBuf::from(OsStr::from_bytes(&line[tab + 1..]));
    let (object, len) = (object.to_owned(), len.parse().ok()?);
    mode.starts_with("100").then_some(Entry { path, len, object })
}

/// Git in a folder, whatever repository this process was started for.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    OF_ONE_REPOSITORY.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
        .arg("-C")
        .arg(folder)
        .args(["--no-pager", "--literal-pathspecs", "-c", "core.hooksPath=/dev/null"])
        .args(["-c", "core.fsmonitor=false", "-c", "submodule.recurse=false"])
        .envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")])
        .env("GIT_ALLOW_PROTOCOL", PROTOCOLS.join(":"))
        .stdin(Stdio::null());
    command
}

/// What git prints, at most so many bytes; else what it says is wrong, on a line.
fn run(folder: &Path, arguments: &[&OsStr], most: u64) -> Result<Result<Vec<u8>, String>> {
    let mut command = git(folder);
    command.args(arguments);
    finish(command, most)
}

fn finish(mut command: Command, most: u64) -> Result<Result<Vec<u8>, String>> {
    let fault = |cause: io::Error| {
        Error::because("cannot run git", &cause).hint("install git, or name files and folders")
    };
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().map_err(fault)?;
    let read = read(&mut child, most);
    // Whoever says more than is read would wait for ever.
    if read.as_ref().map_or(true, |(out, _)| out.len() as u64 > most) {
        let _ = child.kill();
    }
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
        let _ = stderr.map(|mut stderr| {
            let _ = stderr.by_ref().take(MOST_SAID).read_to_end(&mut said);
            io::copy(&mut stderr, &mut io::sink())
        });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_repository_is_told_from_a_file() {
        for url in ["https://a.org/b", "git@a.org:b/c.git", "file:///b", "ext::sh -c x", "-x::y"] {
            assert!(is_url(url), "{url}");
        }
        for path in ["decks", "a/b.toml", "./c:d.toml", "a/b@c:d.toml", "C:x.toml"] {
            assert!(!is_url(path), "{path}");
        }
    }

    #[test]
    fn an_address_that_runs_something_or_tells_a_password_is_refused() {
        for url in [
            "https://a.org/b",
            "https://me@a.org/b",
            "git@a.org:b.git",
            "file:///b",
            "ssh://a:22/b",
        ] {
            assert!(check(url).is_ok(), "{url}");
        }
        for url in [
            "ext::sh -c x",
            "-uhttps://a",
            "https://me:secret@a.org/b",
            "ftp://a/b",
            "fd::17",
            "https://a\n/b",
        ] {
            assert!(check(url).is_err(), "{url}");
        }
    }

    #[test]
    fn only_regular_files_are_listed() {
        let found = |line: &str| entry(line.as_bytes()).map(|entry| (entry.path, entry.len));
        let file = "100644 blob 0a      12\tdecks/a b.toml";
        assert_eq!(found(file), Some((PathBuf::from("decks/a b.toml"), 12)));
        assert_eq!(found("120000 blob 0a 12\tlink.toml"), None);
        assert_eq!(found("160000 commit 0a -\tmodule"), None);
        assert_eq!(found(""), None);
    }
}
