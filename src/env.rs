//! All that is impure, made once: the clock, the seed, the folders and what
//! the terminal can do. Everything else receives these as values.

use crate::cli::{ColorWhen, Global};
use crate::error::{Error, Result};
use crate::history::Stamp;
use etcetera::base_strategy::{BaseStrategy, Xdg};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use std::cell::Cell;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Where a command takes its time, folders and terminal from.
#[derive(Debug)]
pub struct Env {
    /// The clock.
    pub clock: Clock,
    /// `$HOME`.
    pub user_home: PathBuf,
    /// Where byheart lives when no study folder is near.
    pub data_dir: PathBuf,
    /// Where this machine's device name is kept.
    pub state_dir: PathBuf,
    /// Where locks live.
    pub cache_dir: PathBuf,
    /// `BYHEART_DEVICE`.
    pub device: Option<String>,
    /// The editor that the person wants: `$VISUAL`, else `$EDITOR`, else vi.
    pub editor: String,
    /// What the streams can do.
    pub terminal: Terminal,
    /// Whether a person can be asked over lines: stdin and stdout are terminals,
    /// be it with a screen reader.
    pub hears_lines: bool,
}

/// What the streams can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Whether prompts can be shown: stdin, stdout and stderr are capable
    /// terminals and no screen reader is announced.
    pub interactive: bool,
    /// Whether a progress bar can be drawn: stderr is a capable terminal and
    /// no screen reader is announced.
    pub bars: bool,
    /// Whether stdout may carry colour.
    pub color: bool,
    /// Only ASCII for bars and marks.
    pub ascii: bool,
    /// Columns of stdout; 80 where it is no terminal.
    pub columns: usize,
}

impl Env {
    /// Reads the process's environment once.
    pub fn from_process(global: &Global) -> Result<Self> {
        let strategy = Xdg::new().map_err(|cause| {
            Error::because("cannot find your home folder", &cause).hint("set the variable HOME")
        })?;
        Ok(Self {
            clock: Clock::new(global.now.as_deref())?,
            user_home: strategy.home_dir().to_path_buf(),
            data_dir: strategy.data_dir().join("byheart"),
            state_dir: strategy.state_dir().unwrap_or_else(|| strategy.data_dir()).join("byheart"),
            cache_dir: strategy.cache_dir().join("byheart"),
            device: std::env::var("BYHEART_DEVICE").ok().filter(|name| !name.is_empty()),
            editor: editor(),
            terminal: Terminal::from_process(global),
            hears_lines: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
        })
    }
}

impl Env {
    /// The columns of a terminal at which a person reads; none for a program.
    pub fn columns_to_read(&self) -> Option<usize> {
        self.hears_lines.then_some(self.terminal.columns)
    }
}

#[cfg(test)]
impl Env {
    /// A world below `root`, in which time stands.
    pub(crate) fn of_test(root: &Path) -> Self {
        Self {
            clock: Clock::new(Some("2026-11-23T15:00:00+00:00")).unwrap(),
            user_home: root.to_owned(),
            data_dir: root.join("data"),
            state_dir: root.join("state"),
            cache_dir: root.join("cache"),
            device: Some("pc".to_owned()),
            editor: "false".to_owned(),
            terminal: Terminal {
                interactive: true,
                bars: false,
                color: false,
                ascii: false,
                columns: 80,
            },
            hears_lines: true,
        }
    }
}

fn editor() -> String {
    let wishes = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| std::env::var(name).ok());
    wishes.into_iter().find(|wish| !wish.trim().is_empty()).unwrap_or_else(|| "vi".to_owned())
}

impl Terminal {
    fn from_process(global: &Global) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let stdout = std::io::stdout().is_terminal();
        let all = stdout && std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let capable = std::env::var("TERM").is_ok_and(|term| !term.is_empty() && term != "dumb");
        let color = match global.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => stdout && capable && !set("NO_COLOR"),
        };
        console::set_colors_enabled(color);
        console::set_colors_enabled_stderr(color);
        Self {
            interactive: all && capable && !set("ACCESSIBLE") && !global.no_input,
            bars: std::io::stderr().is_terminal() && capable && !set("ACCESSIBLE"),
            color,
            ascii: global.ascii,
            columns: columns(stdout),
        }
    }
}

fn columns(is_terminal: bool) -> usize {
    let size = if is_terminal { console::Term::stdout().size_checked() } else { None };
    size.map_or(80, |(_, columns)| usize::from(columns).max(20))
}

/// Gives the current time: the machine's, or one that a person set.
#[derive(Debug)]
pub struct Clock(Source);

#[derive(Debug)]
enum Source {
    Real(TimeZone),
    /// Stands, moves 1 ms with each event, jumps where a session would wait.
    Standing {
        instant: Cell<Timestamp>,
        offset: Offset,
    },
    /// Starts at a set time and runs.
    Running {
        start: Timestamp,
        since: Instant,
        offset: Offset,
    },
}

impl Clock {
    /// The machine's clock, or the one that `--now` describes.
    pub fn new(now: Option<&str>) -> Result<Self> {
        let Some(text) = now else { return Ok(Self(Source::Real(TimeZone::system()))) };
        let (time, runs) = match text.strip_suffix('+') {
            Some(time) => (time, true),
            None => (text, false),
        };
        let Stamp { instant: start, offset } = time.parse().map_err(|_| {
            Error::new(format!("expected an RFC 3339 time for --now, found {text:?}"))
                .hint("write it like 2026-11-23T15:04:56+01:00")
        })?;
        Ok(Self(match runs {
            true => Source::Running { start, since: Instant::now(), offset },
            false => Source::Standing { instant: Cell::new(start), offset },
        }))
    }

    /// The time now, with the learner's offset.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> Stamp {
        match &self.0 {
            Source::Real(zone) => {
                let instant = Timestamp::now();
                Stamp::new(instant, zone.to_offset(instant))
            }
            Source::Standing { instant, offset } => Stamp::new(instant.get(), *offset),
            Source::Running { start, since, offset } => {
                let passed = SignedDuration::try_from(since.elapsed()).unwrap_or_default();
                Stamp::new(start.checked_add(passed).unwrap_or(*start), *offset)
            }
        }
    }

    /// A standing clock moves to `instant` if that lies ahead.
    pub fn move_to(&self, target: Timestamp) {
        if let Source::Standing { instant, .. } = &self.0 {
            instant.set(instant.get().max(target));
        }
    }

    /// Whether this clock only moves when told to.
    pub fn stands(&self) -> bool {
        matches!(self.0, Source::Standing { .. })
    }
}

/// The study folder that a command works in.
#[derive(Debug, Clone)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// The folder that `--home` names, else the nearest study folder upward
    /// that the user owns and that is not above `$HOME`, else the data folder.
    pub fn find(explicit: Option<&Path>, env: &Env) -> Result<Self> {
        let root = match explicit {
            Some(path) => std::path::absolute(path).map_err(|cause| {
                Error::because(format!("cannot use the home {}", path.display()), &cause)
            })?,
            None => nearest_study_folder(&env.user_home).unwrap_or_else(|| env.data_dir.clone()),
        };
        Ok(Self { root })
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where decks are.
    pub fn decks(&self) -> PathBuf {
        self.root.join("decks")
    }

    /// Where progress is.
    pub fn progress(&self) -> PathBuf {
        self.root.join("progress")
    }

    /// Where the settings are.
    pub fn settings(&self) -> PathBuf {
        self.root.join("byheart.toml")
    }
}

fn nearest_study_folder(user_home: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors()
        .take_while(|folder| owned_by_user(folder))
        .take_while(|folder| !(user_home.starts_with(folder) && *folder != user_home))
        .find(|folder| is_study_folder(folder))
        .map(Path::to_path_buf)
}

fn owned_by_user(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder)
        .is_ok_and(|metadata| metadata.uid() == nix::unistd::geteuid().as_raw())
}

fn is_study_folder(folder: &Path) -> bool {
    folder.join("byheart.toml").is_file() || has_deck(&folder.join("decks"))
}

fn has_deck(decks: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(decks) else { return false };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")))
        .any(|path| has_format_key(&path))
}

/// Looks at the first lines only: a strange file must not slow every start.
fn has_format_key(path: &Path) -> bool {
    use std::io::{BufRead, BufReader, Read};
    // A pipe would be waited for.
    if !path.is_file() {
        return false;
    }
    let Ok(file) = std::fs::File::open(path) else { return false };
    BufReader::new(file.take(16 * 1024)).lines().map_while(std::result::Result::ok).any(|line| {
        line.trim_start()
            .strip_prefix("format")
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::file::replace;

    #[test]
    fn a_set_clock_stands_and_keeps_the_offset() {
        let clock = Clock::new(Some("2026-11-23T15:04:56.123+09:00")).unwrap();
        let now = clock.now();
        assert_eq!(now.instant.to_string(), "2026-11-23T06:04:56.123Z");
        assert_eq!(now.offset, jiff::tz::offset(9));
        assert_eq!(clock.now(), now);
        clock.move_to("2026-11-23T06:05:00Z".parse().unwrap());
        clock.move_to("2026-11-23T06:04:00Z".parse().unwrap());
        assert_eq!(clock.now().instant.to_string(), "2026-11-23T06:05:00Z");
    }

    #[test]
    fn a_bad_time_is_refused_with_an_example() {
        let Err(Error::Failure(failure)) = Clock::new(Some("tomorrow")) else {
            panic!("expected a failure")
        };
        assert_eq!(
            failure.to_string(),
            "error: expected an RFC 3339 time for --now, found \"tomorrow\"\n  help: write it like 2026-11-23T15:04:56+01:00"
        );
    }

    #[test]
    fn a_study_folder_has_settings_or_a_deck() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_study_folder(folder.path()));
        let deck = folder.path().join("decks/a.toml");
        replace(&deck, b"").unwrap();
        assert!(!is_study_folder(folder.path()));
        replace(&deck, b"# hi\nformat = 1\n").unwrap();
        assert!(is_study_folder(folder.path()));
    }
}
