//! The installed git, by which decks come from a repository: what a repository says is
//! never run, followed or believed.

use crate::error::{Error, Result};
use std::io::{self, ErrorKind, Read};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// Protocols that fetch and run nothing that the URL names.
const PROTOCOLS: [&str; 5] = ["https", "ssh", "git", "http", "file"];
/// What says of which repository git's own callers speak.
const OF_ONE_REPOSITORY: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
];
/// Most bytes of a list of files.
const MOST_LISTED: u64 = 16 << 20;
/// Most bytes of what git says about a failure.
const MOST_SAID: u64 = 4 << 10;

/// A file of a repository.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Blob {
    id: String,
    /// Its path in the repository.
    pub(super) path: String,
    /// Its bytes.
    pub(super) len: u64,
}

/// A bare copy of a repository's newest state, gone when it is dropped. No file of it is
/// laid out in a folder: no link, hook, filter or module of it comes to life.
pub(super) struct Repository(TempDir);

/// Whether a person means a repository and no file: `https://…`, `ssh://…`, `me@host:decks`.
pub(super) fn is_url(text: &str) -> bool {
    let is_scp =
        |(host, path): (&str, &str)| host.contains('@') && !host.contains('/') && !path.is_empty();
    text.contains("://") || text.contains("::") || text.split_once(':').is_some_and(is_scp)
}

/// Whether git may be given this URL; the error says what to write.
fn check(url: &str) -> Result {
    let refused =
        |why: &str, help: &str| Err(Error::new(format!("cannot use {url}: {why}")).hint(help));
    if url.starts_with('-') || url.contains("::") || url.chars().any(char::is_control) {
        return refused(
            "it is no address of a repository",
            "write https://HOST/PATH or ssh://HOST/PATH",
        );
    }
    let Some((protocol, rest)) = url.split_once("://") else { return Ok(()) };
    if !PROTOCOLS.contains(&protocol) {
        return refused("its protocol is not known", "write https://HOST/PATH or ssh://HOST/PATH");
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

impl Repository {
    /// Fetches the newest state. Where `asks`, git may ask for a password.
    pub(super) fn fetch(url: &str, asks: bool) -> Result<Self> {
        check(url)?;
        let folder = TempDir::new()
            .map_err(|cause| Error::because("cannot make a folder to fetch into", &cause))?;
        let mut command = git();
        command.args(["clone", "--quiet", "--bare", "--depth=1", "--no-tags", "--template=", "--"]);
        command.arg(url).arg(folder.path());
        command.env("GIT_TERMINAL_PROMPT", if asks { "1" } else { "0" });
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        if !asks {
            command.stdin(Stdio::null());
            // Who set how to reach the host decides also whether that asks.
            if std::env::var_os("GIT_SSH_COMMAND").is_none() {
                command.env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
            }
        }
        let mut child = spawn(command)?;
        let said = all(child.stderr.take(), MOST_SAID);
        let ended = child.wait().map_err(|cause| Error::because("cannot wait for git", &cause))?;
        if ended.success() {
            return Ok(Self(folder));
        }
        let said = said.unwrap_or_default();
        let cause = io::Error::other(String::from_utf8_lossy(&said).trim().replace('\n', "; "));
        Err(Error::because(format!("cannot fetch {url}"), &cause)
            .hint("see that the address is right and that you may read it"))
    }

    /// Its regular files: no links, no modules.
    pub(super) fn files(&self) -> Result<Vec<Blob>> {
        let listed = self.read(["ls-tree", "-r", "-z", "--long", "HEAD"], MOST_LISTED)?;
        Ok(listed.split(|&byte| byte == 0).filter_map(blob).collect())
    }

    /// The bytes of a file, as many as it has.
    pub(super) fn bytes(&self, blob: &Blob) -> Result<Vec<u8>> {
        self.read(["cat-file", "blob", &blob.id], blob.len)
    }

    fn read<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, most: u64) -> Result<Vec<u8>> {
        let mut command = git();
        command.arg("--git-dir").arg(self.0.path()).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = spawn(command)?;
        let bytes = all(child.stdout.take(), most);
        // It may wait for the rest to be read.
        let _ = child.kill();
        let _ = child.wait();
        bytes.map_err(|cause| Error::because("cannot read what git fetched", &cause))
    }
}

/// Git, whatever repository this process stands in, with what a repository could make it
/// run switched off.
fn git() -> Command {
    let mut command = Command::new("git");
    OF_ONE_REPOSITORY.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env("GIT_ALLOW_PROTOCOL", PROTOCOLS.join(":")).env("LC_ALL", "C");
    command.args(["-c", "core.hooksPath=/dev/null", "-c", "submodule.recurse=false"]);
    command
}

fn spawn(mut command: Command) -> Result<Child> {
    command.spawn().map_err(|cause| {
        let error = Error::because("cannot run git", &cause);
        match cause.kind() {
            ErrorKind::NotFound => {
                error.hint("install git, or download the decks and install their folder")
            }
            _ => error,
        }
    })
}

fn all(stream: Option<impl Read>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.map(|stream| stream.take(most).read_to_end(&mut bytes)).transpose()?;
    Ok(bytes)
}

/// `100644 blob ID LEN<tab>PATH`; none for what is no regular file.
fn blob(line: &[u8]) -> Option<Blob> {
    let (head, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    let mut words = head.split_whitespace();
    let (mode, kind, id, len) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let is_file = kind == "blob" && matches!(mode, "100644" | "100755");
    is_file.then_some(Blob { id: id.to_owned(), path: path.to_owned(), len: len.parse().ok()? })
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
        let found = |line: &str| blob(line.as_bytes()).map(|blob| (blob.path, blob.len));
        assert_eq!(
            found("100644 blob 0a 12\tdecks/a b.toml"),
            Some(("decks/a b.toml".to_owned(), 12))
        );
        assert_eq!(found("120000 blob 0a 12\tlink.toml"), None);
        assert_eq!(found("160000 commit 0a -\tmodule"), None);
        assert_eq!(found(""), None);
    }
}
