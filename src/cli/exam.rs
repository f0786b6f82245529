//! Options of `exam`.

use super::{Selection, UiMode, modes};
use crate::quiz::exam::Format;
use clap::{Args, ValueEnum};
use jiff::SignedDuration;
use std::path::PathBuf;
use std::time::Duration;

/// Options of `exam`.
#[derive(Debug, Args)]
pub struct Exam {
    /// Which decks.
    #[command(flatten)]
    pub selection: Selection,
    /// So many questions; 20 where nothing is said, or as many as do not repeat each other
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=500))]
    pub questions: Option<u32>,
    /// How long it may take, such as 30m, 90s, 1h30m; no limit where nothing is said
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub time: Option<Duration>,
    /// Only these formats
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub formats: Vec<Format>,
    /// The percentage that passes; 60 where nothing is said
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub pass: Option<u32>,
    /// The same seed and the same decks make the same paper
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    pub seed: Option<u64>,
    /// Take up the exam that was left open, with the time that it had left; or the one that is
    /// named, also where it was given up
    #[arg(long, value_name = "SITTING", conflicts_with_all = ["questions", "time", "formats", "pass", "seed", "new", "paper"])]
    pub resume: Option<Option<String>>,
    /// Begin a new exam and give up one that was left open; what was answered there is kept
    #[arg(long)]
    pub new: bool,
    /// Whether missed cards come back in study as after "again"
    #[arg(long, value_name = "WHEN", default_value = "ask")]
    pub feed: Feed,
    /// How to ask: on the whole terminal, plainly for pipes and screen readers, or as JSON lines for
    /// other programs
    #[arg(long, value_name = "MODE", value_parser = modes(["screen", "plain", "json"]))]
    pub ui: Option<UiMode>,
    /// List earlier exams; nothing is asked
    #[arg(long, conflicts_with_all = ["questions", "time", "formats", "pass", "seed", "resume", "new", "feed", "ui", "paper"])]
    pub list: bool,
    /// Show the result of the last exam that ended, or of the one that is named
    #[arg(long, value_name = "SITTING", conflicts_with_all = ["questions", "time", "formats", "pass", "seed", "resume", "new", "list", "ui", "paper"])]
    pub show: Option<Option<String>>,
    /// Write the paper and its key to print, instead of asking
    #[arg(long, value_name = "FILE.html|.md")]
    pub paper: Option<PathBuf>,
    /// With --paper: so many versions with the same questions in other orders
    #[arg(long, value_name = "N", requires = "paper", value_parser = clap::value_parser!(u32).range(1..=26))]
    pub versions: Option<u32>,
    /// With --paper: replace a file that exists
    #[arg(long, requires = "paper")]
    pub force: bool,
}

/// Whether the schedule hears of missed cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Feed {
    /// Where the person agrees.
    Ask,
    /// Always.
    Yes,
    /// Never.
    No,
}

/// Reads a seed.
fn seed(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("expected a whole number of 0 to {}, found '{text}'", u64::MAX))
}

/// Longest exam.
const MOST: Duration = Duration::from_secs(24 * 3600);

/// Reads `30m`, `90s`, `1h30m`; a number alone is minutes.
fn time(text: &str) -> Result<Duration, String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let with_unit = if is_number { &format!("{text}m") } else { text };
    let time = with_unit.parse::<SignedDuration>().ok();
    let time = time.and_then(|time| u64::try_from(time.as_secs()).ok()).map(Duration::from_secs);
    time.filter(|time| !time.is_zero() && *time <= MOST)
        .ok_or_else(|| format!("expected a time of 1s to 24h such as 30m or 1h30m, found '{text}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_a_whole_number() {
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        let fault = "expected a whole number of 0 to 18446744073709551615, found '-1'";
        assert_eq!(seed("-1"), Err(fault.to_owned()));
    }

    #[test]
    fn times_are_read_and_refused() {
        let read = |text: &str| time(text).map(|time| time.as_secs());
        assert_eq!(read("30m"), Ok(1800));
        assert_eq!(read("45"), Ok(2700));
        assert_eq!(read("1h30m"), Ok(5400));
        assert_eq!(read("90s"), Ok(90));
        for bad in ["", "0", "0s", "m", "1x", "30m5", "25h", "99999999999999999999h"] {
            let fault = read(bad).unwrap_err();
            assert!(fault.starts_with("expected a time of 1s to 24h"), "{bad}: {fault}");
        }
    }
}
