//! One home, one environment, one command at a time.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A world of its own: home, user folders, device, time.
pub(crate) struct World {
    root: TempDir,
}

/// What a command printed, and how it ended.
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

pub(crate) const NOW: &str = "2026-11-23T15:00:00+01:00";

impl World {
    pub(crate) fn new() -> Self {
        let world = Self { root: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(world.home().join("decks")).unwrap();
        world
    }

    /// With a deck of `count` plain cards.
    pub(crate) fn with_cards(count: usize) -> Self {
        let world = Self::new();
        let mut text = "format = 1\nid = \"d\"\ntitle = \"Deck\"\n".to_owned();
        for number in 1..=count {
            text.push_str(&format!(
                "[[card]]\nid = \"c{number}\"\nfront = \"Q{number}?\"\nback = \"A{number}\"\n"
            ));
        }
        world.put("decks/d.toml", &text);
        world
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        use std::io::Write;
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The journal's lines, header and all.
    pub(crate) fn journal(&self) -> Vec<String> {
        self.text("progress/pc/2026-11.csv").lines().map(str::to_owned).collect()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byheart"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.root.path())
            .env("BYHEART_HOME", self.home())
            .env("BYHEART_DEVICE", "pc")
            .env("BYHEART_NOW", NOW)
            .current_dir(self.root.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs with lines of input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        finish(self.command(arguments), input)
    }
}

pub(crate) fn finish(mut command: Command, input: &str) -> Ran {
    use std::io::Write;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The program may end without reading all of it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { stdout: text(stdout), stderr: text(stderr), code: status.code() }
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
