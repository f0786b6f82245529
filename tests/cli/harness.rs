//! One home, one environment, one command at a time.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A world of its own: home, user folders, device, time. Commands run beside the
/// home, so that its files are `home/…` to them.
pub(crate) struct World {
    root: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Ran {
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Each of `parts` is in what it printed.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        parts.iter().for_each(|part| assert!(self.stdout.contains(part), "{part}\n{self:#?}"));
        self
    }

    /// None of `parts` is in what it printed.
    #[track_caller]
    pub(crate) fn lacks(self, parts: &[&str]) -> Self {
        parts.iter().for_each(|part| assert!(!self.stdout.contains(part), "{part}\n{self:#?}"));
        self
    }

    /// That is the last line it printed.
    #[track_caller]
    pub(crate) fn says_last(self, line: &str) -> Self {
        assert_eq!(self.stdout.lines().last(), Some(line), "{self:#?}");
        self
    }

    /// It failed with this message alone.
    #[track_caller]
    pub(crate) fn fails(self, message: &str) {
        assert_eq!(self.ended(2).stderr, message);
    }

    /// Each of `parts` is in its messages.
    #[track_caller]
    pub(crate) fn warns(self, parts: &[&str]) -> Self {
        parts.iter().for_each(|part| assert!(self.stderr.contains(part), "{part}\n{self:#?}"));
        self
    }

    #[track_caller]
    pub(crate) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|fault| panic!("{fault}\n{self:#?}"))
    }
}

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_byheart");
pub(crate) const NOW: &str = "2026-11-23T15:00:00+01:00";

/// A script for [`World::editor`]: each run writes another fault and waits for Ctrl-C.
pub(crate) const STUBBORN_EDITOR: &str = "trap 'over=1' INT; echo run >>runs; \
    echo \"bakc = \\\"$$\\\"\" >\"$1\"; echo 'editor here'; \
    until [ \"$over\" ]; do sleep 0.1; done; exit 0";

/// One card; `more` has further lines.
pub(crate) fn card(id: &str, front: &str, back: &str, more: &str) -> String {
    format!("[[card]]\nid = \"{id}\"\nfront = \"{front}\"\nback = \"{back}\"\n{more}\n")
}

impl World {
    pub(crate) fn new() -> Self {
        let world = Self { root: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(world.home().join("decks")).unwrap();
        world
    }

    /// With a deck of `count` plain cards.
    pub(crate) fn with_cards(count: usize) -> Self {
        let plain = |n| card(&format!("c{n}"), &format!("Q{n}?"), &format!("A{n}"), "");
        Self::with_deck(&(1..=count).map(plain).collect::<String>())
    }

    /// With a deck `d` of these cards.
    pub(crate) fn with_deck(cards: &str) -> Self {
        let world = Self::new();
        world.deck("d", cards);
        world
    }

    /// Puts the deck `id` there, with what follows its head.
    pub(crate) fn deck(&self, id: &str, rest: &str) {
        let head = format!("format = 1\nid = \"{id}\"\ntitle = \"Deck\"\n");
        self.put(&format!("decks/{id}.toml"), format!("{head}{rest}"));
    }

    /// Puts lines of this device's journal there, in place of all.
    pub(crate) fn past(&self, lines: &str) {
        self.put("progress/pc/2026-11.csv", format!("time,card,event,took_ms,detail\n{lines}"));
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::File::create(path).unwrap().write_all(content.as_ref()).unwrap();
    }

    /// An editor: a script that gets the file as `$1`.
    pub(crate) fn editor(&self, script: &str) -> String {
        self.put("editor.sh", script);
        format!("sh '{}'", self.path("editor.sh").display())
    }

    /// The names of all files of a folder, in order; none where there is none.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).into_iter().flatten();
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<_> = entries.map(|entry| name(entry).into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The journal's lines, header and all; none where nothing was saved.
    pub(crate) fn journal(&self) -> Vec<String> {
        let journal = std::fs::read_to_string(self.path("progress/pc/2026-11.csv"));
        journal.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// The kinds of the saved events.
    pub(crate) fn events(&self) -> Vec<String> {
        let lines = self.journal().into_iter().skip(1);
        lines.map(|line| line.split(',').nth(2).unwrap().to_owned()).collect()
    }

    /// What each program is told of its surroundings.
    pub(crate) fn variables(&self) -> [(&'static str, String); 4] {
        let home = || self.home().to_str().unwrap().to_owned();
        let device = ("BYHEART_DEVICE", "pc".to_owned());
        [("HOME", home()), ("BYHEART_HOME", home()), device, ("BYHEART_NOW", NOW.to_owned())]
    }

    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().envs(self.variables()).current_dir(self.root.path());
        command
    }

    /// Runs; what it printed has `HOME` for the home's path.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs with lines of input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        self.finish(self.command(PROGRAM, arguments), input)
    }

    /// Runs on, as far as its input goes.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        Running::of(self.command(PROGRAM, arguments))
    }

    /// Where a file may have no more than so many blocks of 512 bytes: writes
    /// beyond that fail as they do on a full disk.
    pub(crate) fn run_on_full_disk(&self, blocks: u32, arguments: &[&str], input: &str) -> Ran {
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$@\"");
        let shell = ["-c", &script, "sh", PROGRAM];
        self.finish(self.command("/bin/sh", &[&shell[..], arguments].concat()), input)
    }

    pub(crate) fn finish(&self, command: Command, input: &str) -> Ran {
        let mut running = Running::of(command);
        // The program may end without reading all of it.
        let _ = running.input.take().unwrap().write_all(input.as_bytes());
        let Ran { stdout, stderr, code } = running.wait();
        let told = |text: String| text.replace(self.home().to_str().unwrap(), "HOME");
        Ran { stdout: told(stdout), stderr: told(stderr), code }
    }
}

/// A program that runs, and reads what it is told. It does not outlive its test.
pub(crate) struct Running {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Running {
    fn of(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = std::sync::mpsc::channel();
        // Reads on, so that the program can write on.
        std::thread::spawn(move || {
            let mut line = String::new();
            while output.read_line(&mut line).unwrap() > 0 {
                let _ = sender.send(std::mem::take(&mut line));
            }
        });
        Self { child, input, lines }
    }

    pub(crate) fn say(&mut self, text: &str) {
        self.input.as_mut().unwrap().write_all(text.as_bytes()).unwrap();
    }

    /// Waits for a line that begins so; the one before it.
    #[track_caller]
    pub(crate) fn until(&mut self, beginning: &str) -> String {
        let mut said = vec![String::new()];
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.starts_with(beginning) => return said.pop().unwrap(),
                Ok(line) => said.push(line),
                Err(_) => panic!("no {beginning:?} in {said:#?}"),
            }
        }
    }

    pub(crate) fn signal(&self, signal: nix::sys::signal::Signal) {
        let id = nix::unistd::Pid::from_raw(self.child.id().try_into().unwrap());
        nix::sys::signal::kill(id, signal).unwrap();
    }

    /// Waits for its end; what it printed since.
    pub(crate) fn wait(&mut self) -> Ran {
        let mut stderr = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        let code = self.child.wait().unwrap().code();
        Ran { stdout: self.lines.iter().collect(), stderr, code }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PATIENCE: Duration = Duration::from_secs(30);

/// Waits until it is so, however long that takes, but not for ever.
#[track_caller]
pub(crate) fn wait(is_so: impl Fn() -> bool, otherwise: impl Fn() -> String) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{}", otherwise());
        std::thread::sleep(Duration::from_millis(5));
    }
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
