//! How fast a session is: `cargo bench --bench session` drives the program in
//! a terminal of its own and prints, for homes of three sizes, the time until
//! the first question stands, the processor time and the whole time from the
//! key that rates to the next question, and the processor's load while the
//! program waits for a key.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, reason = "it fills a folder of its own")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const ANSWERS: u32 = 100;
const IDLE: Duration = Duration::from_secs(10);
/// Of the processor's time in `/proc`, on Linux.
const TICK_MS: f64 = 10.0;

fn main() {
    println!("  cards  reviews  first question ms  cpu ms/answer  whole ms/answer  idle cpu %");
    for (cards, reviews) in [(200, 2_000), (10_000, 100_000), (100_000, 1_000_000)] {
        let home = tempfile::tempdir().expect("a folder can be made");
        fill(home.path(), cards, reviews);
        let begun = Instant::now();
        let mut terminal = Terminal::start(home.path());
        terminal.wait_for("Enter show answer");
        let first = begun.elapsed();
        let (cpu, whole) = terminal.answer(ANSWERS);
        let idle = terminal.cpu_while(IDLE);
        println!(
            "{cards:7} {reviews:8} {:18.0} {:14.2} {:16.2} {:11.3}",
            first.as_secs_f64() * 1e3,
            cpu / f64::from(ANSWERS),
            whole.as_secs_f64() * 1e3 / f64::from(ANSWERS),
            idle / IDLE.as_secs_f64() / 10.0,
        );
    }
}

/// Ten decks, and a history of `reviews` lines.
fn fill(home: &Path, cards: usize, reviews: usize) {
    std::fs::create_dir_all(home.join("decks")).expect("a folder can be made");
    for deck in 0..10 {
        let mut text =
            format!("format = 1\nid = \"d{deck}\"\ntitle = \"Deck {deck}\"\nask = \"reveal\"\n");
        for card in 0..cards / 10 {
            let _ = write!(
                text,
                "[[card]]\nid = \"c{card}\"\nfront = \"Question {card} of deck {deck}?\"\nback = \"Answer {card}\"\ntags = [\"t{}\"]\n",
                card % 7
            );
        }
        std::fs::write(home.join(format!("decks/d{deck}.toml")), text).expect("a deck is written");
    }
    let folder = home.join("progress/pc");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    std::fs::write(folder.join("2026-01.csv"), journal(cards, reviews)).expect("a journal");
}

/// Every card is answered in turn, in the ten months before the session.
fn journal(cards: usize, reviews: usize) -> String {
    let mut text = "time,card,event,took_ms,detail\n".to_owned();
    let start: jiff::Timestamp = "2026-01-01T08:00:00Z".parse().expect("a time");
    let step = 300 * 86_400_000 / reviews as i64;
    for review in 0..reviews {
        let (round, card) = (review / cards, review % cards);
        let at = start + jiff::SignedDuration::from_millis(step * review as i64);
        let event = if round == 0 { "easy" } else { "good" };
        let _ = writeln!(
            text,
            "{:.3},d{}/c{},{event},4000,how=reveal",
            at.strftime("%Y-%m-%dT%H:%M:%S%.3f+00:00"),
            card % 10,
            card / 10,
        );
    }
    text
}

/// The program in a terminal.
struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(home: &Path) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_byheart"));
        command.args(["study", "--cram", "--count"]);
        command.env_clear();
        let variables = [
            ("TERM", "xterm-256color"),
            ("BYHEART_DEVICE", "pc"),
            ("BYHEART_NOW", "2026-12-20T12:00:00Z+"),
        ];
        variables.into_iter().for_each(|(key, value)| command.env(key, value));
        command.env("HOME", home);
        command.env("BYHEART_HOME", home);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let (rows, columns) = (24.try_into().expect("rows"), 80.try_into().expect("columns"));
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 0)));
        let mut reader = pair.master.try_clone_reader().expect("what it prints");
        let feed = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 64 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                feed.lock().expect("no thread panics").process(&bytes[..count]);
            }
        });
        let writer = pair.master.take_writer().expect("its keys");
        Self { screen, writer, child, _master: pair.master }
    }

    fn shows(&self, text: &str) -> bool {
        self.screen.lock().expect("no thread panics").screen().contents().contains(text)
    }

    fn wait_for(&self, text: &str) {
        let begun = Instant::now();
        while !self.shows(text) {
            let screen = || self.screen.lock().expect("no thread panics").screen().contents();
            assert!(begun.elapsed() < Duration::from_secs(60), "no {text:?} on\n{}", screen());
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// Processor time in milliseconds and whole time of `count` answers, each
    /// revealed and rated.
    fn answer(&mut self, count: u32) -> (f64, Duration) {
        let (before, mut whole) = (self.cpu_ms(), Duration::ZERO);
        for _ in 0..count {
            self.press(b"\r");
            self.wait_for("1\u{2013}4 rate");
            let rated = Instant::now();
            self.press(b"4");
            self.wait_for("Enter show answer");
            whole += rated.elapsed();
        }
        (self.cpu_ms() - before, whole)
    }

    fn press(&mut self, keys: &[u8]) {
        self.writer.write_all(keys).and_then(|()| self.writer.flush()).expect("a key is pressed");
    }

    fn cpu_while(&self, time: Duration) -> f64 {
        let before = self.cpu_ms();
        std::thread::sleep(time);
        self.cpu_ms() - before
    }

    /// Processor time so far, in milliseconds.
    fn cpu_ms(&self) -> f64 {
        let id = self.child.process_id().expect("the program runs");
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let behind_name = stat.rsplit(')').next().unwrap_or_default();
        let fields: Vec<f64> =
            behind_name.split_whitespace().filter_map(|field| field.parse().ok()).collect();
        // The state is no number: utime and stime are fields 14 and 15 of the whole line.
        fields.get(10).zip(fields.get(11)).map_or(0.0, |(user, system)| (user + system) * TICK_MS)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
