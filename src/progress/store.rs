//! The journal of one home, as one device reads and writes it.

use super::device::Device;
use super::error::StoreError;
use super::journal::{self, Last, Position, Problem, ProblemKind, Reader};
use super::line::{self, HEADER};
use crate::base::file::{create_folder, open_to_append, sync_folder, sync_parent, wait_for_lock};
use crate::history::merge::{Located, merge};
use crate::history::{Event, Stamp};
use crate::schedule::day;
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Lines further ahead than this are left out until due: one wrong clock must
/// not drag later answers along.
const FAR_AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// Where a device keeps what was not written to its end.
const TORN: &str = "torn.txt";

/// The journal of one home.
#[derive(Debug)]
pub struct Store {
    /// When the learner's study days begin.
    pub day_starts_at: Time,
    root: PathBuf,
    device: Device,
    lock: PathBuf,
    reader: Reader,
    /// Folders beside `root` that are named like it but for capital letters.
    also: Vec<PathBuf>,
    problems: Vec<Problem>,
    /// Lines that lie far ahead.
    future: Vec<Located>,
    /// The latest time of this device that is not far ahead.
    latest: Option<Timestamp>,
}

/// Leave to write to the journal of a device, which one process has at a time.
#[derive(Debug)]
pub struct Leave(#[expect(dead_code, reason = "the lock lives as long as the file")] File);

/// What appending did.
#[derive(Debug, PartialEq, Eq)]
pub struct Appended {
    /// The events as they were saved, with their final times.
    pub saved: Vec<Event>,
    /// What other processes had added meanwhile.
    pub others: Vec<Event>,
}

impl Store {
    /// Opens the journal under `root` and reads all of it; locks live in
    /// `cache_dir`. Nothing is created before the first event.
    pub fn open(
        root: &Path,
        device: Device,
        cache_dir: &Path,
        now: Stamp,
    ) -> Result<(Self, Vec<Located>), StoreError> {
        let lock = cache_dir.join(format!("{}.lock", device.name()));
        let mut store = Self {
            day_starts_at: day::STARTS_AT,
            root: root.to_path_buf(),
            device,
            lock,
            reader: Reader::default(),
            also: named_like(root),
            problems: Vec::new(),
            future: Vec::new(),
            latest: None,
        };
        let events = store.read_new(now)?;
        let named = store.also.iter();
        let named =
            named.map(|path| Problem { path: path.clone(), line: 0, kind: ProblemKind::Named });
        store.problems.extend(named);
        Ok((store, merge(events)))
    }

    /// Whether an answer given at `now` would be written to real folders and files.
    pub fn check_place(&self, now: Stamp) -> Result<(), StoreError> {
        let (folder, path) = self.place(now);
        let torn = folder.join(TORN);
        refuse_links([&folder, &path, &torn])?;
        for (path, is_folder) in
            [(&self.root, true), (&folder, true), (&path, false), (&torn, false)]
        {
            if let Some(why) = unfit(path, is_folder) {
                return Err(StoreError::write(path, io::Error::other(why)));
            }
        }
        Ok(())
    }

    /// The device's folder, and in it the file of the month of `time`.
    fn place(&self, time: Stamp) -> (PathBuf, PathBuf) {
        let folder = self.root.join(self.device.name());
        let path = folder.join(format!("{}.csv", time.instant.strftime("%Y-%m")));
        (folder, path)
    }

    /// Lines that are left out.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether a file that is begun survives a power cut; not so where the file system cannot
    /// sync folders.
    pub fn syncs_folders(&self) -> bool {
        let folder = self.root.ancestors().find(|folder| folder.is_dir());
        folder.is_none_or(|folder| sync_folder(folder).unwrap_or(true))
    }

    /// The device that this store writes as.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// The devices that wrote here, where none of them is a name of this machine.
    pub fn strangers(&self) -> Result<Vec<String>, StoreError> {
        let own = self.device.own_names()?;
        let devices = self.reader.devices(&self.root);
        let is_own = devices.iter().any(|device| own.contains(device));
        Ok(if is_own { Vec::new() } else { devices.into_iter().collect() })
    }

    /// What other processes and devices have added since the last look.
    pub fn refresh(&mut self, now: Stamp) -> Result<Vec<Event>, StoreError> {
        let new = self.read_new(now)?;
        Ok(new.into_iter().map(|line| line.event).collect())
    }

    fn read_new(&mut self, now: Stamp) -> Result<Vec<Located>, StoreError> {
        self.problems.retain(|problem| !problem.is_of_the_moment());
        let mut due = Vec::new();
        for root in std::iter::once(&self.root).chain(&self.also) {
            let batch = self.reader.read_new(root)?;
            self.problems.retain(|problem| !batch.anew.contains(&problem.path));
            batch.problems.into_iter().for_each(|found| journal::add(&mut self.problems, found));
            due.extend(batch.events);
        }
        due.append(&mut self.future);
        // A file that is read anew tells them again.
        self.future = merge(due.extract_if(.., |line| is_far_ahead(&line.event, now)).collect());
        self.report_future();
        let own = due.iter().filter(|line| *line.device == *self.device.name());
        self.latest = own.map(|line| line.event.time.instant).chain(self.latest).max();
        Ok(due)
    }

    fn report_future(&mut self) {
        self.problems.retain(|problem| !matches!(problem.kind, ProblemKind::Future { .. }));
        let mut devices: BTreeMap<&str, Vec<&Located>> = BTreeMap::new();
        for line in &self.future {
            devices.entry(&line.device).or_default().push(line);
        }
        // A wrong clock makes many: a device is told once.
        let told = devices.into_iter().filter_map(|(device, lines)| {
            let first = lines.iter().min_by_key(|line| line.event.time.instant)?;
            let kind =
                ProblemKind::Future { lines: lines.len(), first: first.event.time.to_string() };
            Some(Problem { path: self.root.join(device), line: first.line, kind })
        });
        self.problems.extend(told);
    }

    /// Writes `events` and syncs them; they are saved when this returns, and
    /// not before. Their times are `now`, raised to 1 ms past this device's
    /// latest line.
    pub fn append(&mut self, events: Vec<Event>, now: Stamp) -> Result<Appended, StoreError> {
        if events.is_empty() {
            return Ok(Appended { saved: events, others: Vec::new() });
        }
        let leave = self.leave(|_| {})?;
        self.append_with(&leave, events, now)
    }

    /// The same with leave that was taken before.
    pub fn append_with(
        &mut self,
        _: &Leave,
        mut events: Vec<Event>,
        now: Stamp,
    ) -> Result<Appended, StoreError> {
        let others = self.refresh(now)?;
        self.give_times(&mut events, now);
        let Event { time, kind, card, .. } = &events[0];
        let (folder, path) = self.place(*time);
        refuse_links([&folder, &path, &folder.join(TORN)])?;
        let not_saved = |cause| StoreError::NotSaved {
            event: kind.to_string(),
            card: card.to_string(),
            path: path.clone(),
            cause,
        };
        let end = write(&folder, &path, &events, self.reader.position(&path)).map_err(not_saved)?;
        self.reader.skip_to(&path, end);
        self.latest = events.last().map(|event| event.time.instant);
        Ok(Appended { saved: events, others })
    }

    /// Waits for leave to write; where another process keeps it for longer than a blink,
    /// `waiting` is told once, with the lock's file.
    pub fn leave(&self, waiting: impl FnOnce(&Path)) -> Result<Leave, StoreError> {
        let taken = wait_for_lock(&self.lock, || waiting(&self.lock));
        taken.map(Leave).map_err(|cause| StoreError::write(&self.lock, cause))
    }

    fn give_times(&self, events: &mut [Event], now: Stamp) {
        let mut next = self.latest.map_or(now.instant, |latest| later(latest).max(now.instant));
        for event in events {
            event.time = Stamp::new(next, now.offset);
            event.settle_day(self.day_starts_at);
            next = later(next);
        }
    }
}

fn later(instant: Timestamp) -> Timestamp {
    instant.saturating_add(SignedDuration::from_millis(1)).unwrap_or(Timestamp::MAX)
}

fn is_far_ahead(event: &Event, now: Stamp) -> bool {
    event.time.instant.duration_since(now.instant) > FAR_AHEAD
}

/// Other folders beside `root` whose names differ from its own in capital letters alone, as
/// some tools write them. On some file systems they are one folder.
fn named_like(root: &Path) -> Vec<PathBuf> {
    let (Some(parent), Some(name)) = (root.parent(), root.file_name()) else { return Vec::new() };
    let own = fs::metadata(root).ok().map(|metadata| (metadata.dev(), metadata.ino()));
    let is_other = |path: &PathBuf| {
        let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_dir);
        metadata.is_some_and(|metadata| Some((metadata.dev(), metadata.ino())) != own)
    };
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let named = entries.filter(|entry| {
        let other = entry.file_name();
        other != name && other.eq_ignore_ascii_case(name)
    });
    let mut found: Vec<PathBuf> = named.map(|entry| entry.path()).filter(is_other).collect();
    found.sort();
    found
}

/// Why a folder or a file cannot be written to; none where it can be, or is not there.
fn unfit(path: &Path, is_folder: bool) -> Option<&'static str> {
    let Ok(metadata) = fs::metadata(path) else {
        return fs::symlink_metadata(path).is_ok().then_some("it is a link that leads nowhere");
    };
    match is_folder {
        true if !metadata.is_dir() => Some("it is not a folder"),
        false if !metadata.is_file() => Some("it is not a regular file"),
        false if metadata.len() > journal::MAX_BYTES => Some("it is larger than 256 MiB; split it"),
        _ => None,
    }
}

/// Writing through a link could reach outside the home.
pub(super) fn refuse_links<const N: usize>(paths: [&Path; N]) -> Result<(), StoreError> {
    for path in paths {
        if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(StoreError::Link(path.to_path_buf()));
        }
    }
    Ok(())
}

/// Appends the events' lines; where that fails, cuts the file back.
fn write(folder: &Path, path: &Path, events: &[Event], read: Position) -> io::Result<Position> {
    create_folder(folder)?;
    let is_new = !path.exists();
    let mut file = open_to_append(path)?;
    let length = set_torn_tail_aside(&mut file, folder)?;
    let mut text = if length == 0 { format!("{HEADER}\n") } else { String::new() };
    let mut last = Last::default();
    for event in events {
        let line = line::write(event);
        last = Last::of(line.as_bytes());
        text.push_str(&line);
    }
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_data());
    if let Err(cause) = written {
        // The failure is what matters; if cutting fails too, the tail is torn
        // and set aside next time.
        let _ = file.set_len(length).and_then(|()| file.sync_data());
        return Err(cause);
    }
    if is_new {
        sync_parent(path)?;
    }
    let lines = text.bytes().filter(|&byte| byte == b'\n').count() as u64;
    Ok(Position { offset: length + text.len() as u64, lines: read.lines + lines, last })
}

/// Moves what stands behind the last line feed to `torn.txt`, also where it
/// would parse: nobody was told that it is saved. Returns the file's length.
fn set_torn_tail_aside(file: &mut File, folder: &Path) -> io::Result<u64> {
    let length = file.metadata()?.len();
    if length > journal::MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 256 MiB"));
    }
    let whole = last_line_feed(file, length)?;
    if whole < length {
        let torn = folder.join(TORN);
        let mut aside = open_to_append(&torn)?;
        file.seek(SeekFrom::Start(whole))?;
        io::copy(&mut file.take(length - whole), &mut aside)?;
        aside.write_all(b"\n")?;
        aside.sync_data()?;
        sync_parent(&torn)?;
        file.set_len(whole)?;
        file.sync_data()?;
    }
    Ok(whole)
}

/// The length of the file up to and with its last line feed.
fn last_line_feed(file: &mut File, length: u64) -> io::Result<u64> {
    let mut end = length;
    let mut chunk = [0; 4096];
    while end > 0 {
        let start = end.saturating_sub(chunk.len() as u64);
        let size = usize::try_from(end - start).expect("a chunk is small");
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut chunk[..size])?;
        if let Some(at) = chunk[..size].iter().rposition(|&byte| byte == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::EventKind;
    use crate::schedule::Rating;
    use proptest::prelude::*;
    use tempfile::TempDir;

    /// A home that is all progress, and holds the locks too.
    struct World(TempDir);

    impl World {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn open(&self, device: &str, now: &str) -> (Store, Vec<Located>) {
            let home = self.0.path();
            let device = Device::of_home(home, home, Some(device), 0).unwrap();
            Store::open(home, device, home, at(now)).unwrap()
        }

        fn events(&self) -> Vec<Event> {
            let (_, lines) = self.open("reader", "2030-01-01T00:00:00Z");
            lines.into_iter().map(|line| line.event).collect()
        }

        /// The device `pc` writes one good answer.
        fn answer(&self, card: &str) -> Result<Appended, StoreError> {
            self.open("pc", NOW).0.append(vec![good(card)], at(NOW))
        }

        fn file(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.file(name)).unwrap()
        }

        fn put(&self, name: &str, text: &str) {
            let path = self.file(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
        }
    }

    fn at(text: &str) -> Stamp {
        text.parse().unwrap()
    }

    fn good(card: &str) -> Event {
        Event {
            time: at("2000-01-01T00:00:00Z"),
            card: card.parse().unwrap(),
            kind: EventKind::Review(Rating::Good),
            took_ms: Some(1200),
            detail: "how=reveal".into(),
        }
    }

    /// A good answer as a line.
    fn line(card: &str) -> String {
        format!("2026-11-23T14:00:00.000+00:00,{card},good,,\n")
    }

    const NOW: &str = "2026-11-23T15:04:56.123+01:00";

    #[test]
    fn an_event_is_one_line_below_a_header_in_the_month_of_utc() {
        let world = World::new();
        let (mut store, _) = world.open("pc", "2026-12-01T00:30:00+01:00");
        store.append(vec![good("d/a")], at("2026-12-01T00:30:00+01:00")).unwrap();
        assert_eq!(
            world.text("pc/2026-11.csv"),
            "time,card,event,took_ms,detail\n2026-12-01T00:30:00.000+01:00,d/a,good,1200,how=reveal\n"
        );
    }

    #[test]
    fn times_rise_by_a_millisecond_also_where_the_clock_goes_back() {
        let world = World::new();
        let (mut store, _) = world.open("pc", NOW);
        store.append(vec![good("d/a"), good("d/b")], at(NOW)).unwrap();
        drop(store);
        let (mut store, _) = world.open("pc", "2026-11-23T10:00:00Z");
        let saved = store.append(vec![good("d/c")], at("2026-11-23T10:00:00Z")).unwrap().saved;
        assert_eq!(saved[0].time.to_string(), "2026-11-23T14:04:56.125+00:00");
    }

    #[test]
    fn a_line_far_ahead_is_left_out_until_due_and_drags_nothing_along() {
        let world = World::new();
        world.put("pc/2027-01.csv", "2027-01-05T00:00:00.000+00:00,d/a,good,,\n");
        let (mut store, lines) = world.open("pc", NOW);
        assert_eq!(lines, []);
        assert!(matches!(store.problems()[0].kind, ProblemKind::Future { .. }));
        let saved = store.append(vec![good("d/b")], at(NOW)).unwrap().saved;
        assert_eq!(saved[0].time, at(NOW));
        assert_eq!(store.refresh(at("2027-01-05T00:00:00Z")).unwrap().len(), 1);
        assert_eq!(store.problems(), []);
    }

    #[test]
    fn headers_blank_lines_and_carriage_returns_are_skipped() {
        let world = World::new();
        let text = format!("{HEADER}\n\n{}{HEADER}\n\n", line("d/a"));
        world.put("pc/2026-11.csv", &text.replace('\n', "\r\n"));
        assert_eq!(world.events().len(), 1);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_kept_and_left_out() {
        let world = World::new();
        let text = line("d/a").replace("good", "goood") + &line("d/a");
        world.put("pc/2026-11.csv", &text);
        let (mut store, lines) = world.open("pc", NOW);
        assert_eq!(lines.len(), 1);
        let problem = store.problems()[0].to_string();
        let told = "2026-11.csv:1: left out a line that cannot be read: expected one of again";
        assert!(problem.contains(told), "{problem}");
        store.append(vec![good("d/b")], at(NOW)).unwrap();
        assert!(world.text("pc/2026-11.csv").starts_with(&text));
    }

    #[test]
    fn a_torn_tail_is_moved_aside_even_where_it_would_parse() {
        let world = World::new();
        let (whole, torn) = (line("d/a"), line("d/b"));
        world.put("pc/2026-11.csv", &format!("{whole}{}", torn.trim_end()));
        let (mut store, lines) = world.open("pc", NOW);
        assert_eq!(lines.len(), 1);
        assert_eq!(store.problems()[0].kind, ProblemKind::Torn);
        store.append(vec![good("d/c")], at(NOW)).unwrap();
        assert_eq!(world.text("pc/torn.txt"), torn);
        let cards: Vec<String> = world.events().iter().map(|e| e.card.to_string()).collect();
        assert_eq!(cards, ["d/a", "d/c"]);
    }

    #[test]
    fn a_torn_tail_of_another_device_is_left_alone() {
        let world = World::new();
        world.put("phone/2026-11.csv", "2026-11-23T14:00:00.000+00:00,d/a,go");
        world.answer("d/c").unwrap();
        assert_eq!(world.text("phone/2026-11.csv"), "2026-11-23T14:00:00.000+00:00,d/a,go");
    }

    #[test]
    fn every_csv_counts_and_the_union_of_lines_is_read() {
        let world = World::new();
        world.put("phone/2026-11.csv", &line("d/a"));
        world.put("phone/2026-11 (conflicted copy).csv", &line("d/a"));
        world.put("import-00ff/2026-11.csv", &line("d/b"));
        world.put("phone/notes.txt", "not,a,line\n");
        assert_eq!(world.events().len(), 2);
    }

    #[test]
    fn endings_folders_and_names_in_capital_letters_are_read_at_any_depth() {
        let world = World::new();
        let home = world.file("home");
        world.put("home/progress/phone/2026-05.CSV", &line("d/a"));
        world.put("home/progress/a/b/c/d/e/f/2026-05.Csv", &line("d/b"));
        world.put("home/Progress/phone/2026-06.csv", &line("d/c"));
        let outside = world.file("outside");
        fs::create_dir_all(&outside).unwrap();
        std::os::unix::fs::symlink(&outside, home.join("progress/tablet")).unwrap();
        let device = Device::of_home(&home, &home, Some("pc"), 0).unwrap();
        let (store, lines) = Store::open(&home.join("progress"), device, &home, at(NOW)).unwrap();
        assert_eq!(lines.len(), 3);
        let told: Vec<String> = store.problems().iter().map(ToString::to_string).collect();
        let [link, name] = &told[..] else { panic!("{told:?}") };
        assert!(
            link.ends_with(
                "tablet: passed over: it is a link; put the folder or file itself there"
            ),
            "{link}"
        );
        assert!(name.contains("/Progress is read like progress/"), "{name}");
    }

    #[test]
    fn a_file_that_a_longer_one_took_the_place_of_is_read_anew() {
        let world = World::new();
        let (mut store, _) = world.open("pc", NOW);
        store.append(vec![good("d/a"), good("d/b")], at(NOW)).unwrap();
        let text = world.text("pc/2026-11.csv");
        let merged = text.replacen(",detail\n", &format!(",detail\n{}", line("d/c")), 1);
        world.put("pc/new", &merged);
        fs::rename(world.file("pc/new"), world.file("pc/2026-11.csv")).unwrap();
        let seen = store.refresh(at(NOW)).unwrap();
        assert!(seen.iter().any(|event| event.card.as_str() == "d/c"), "{seen:?}");
        // The same written into the file itself.
        let again = merged.replacen(",detail\n", &format!(",detail\n{}", line("d/e")), 1);
        world.put("pc/2026-11.csv", &again);
        let seen = store.refresh(at(NOW)).unwrap();
        assert!(seen.iter().any(|event| event.card.as_str() == "d/e"), "{seen:?}");
        assert_eq!(store.refresh(at(NOW)).unwrap(), []);
        // And one of the same length.
        let (rest, _) = again.trim_end().rsplit_once('\n').unwrap();
        let last = again.strip_prefix(rest).unwrap().replace("d/b", "d/f");
        world.put("pc/2026-11.csv", &format!("{rest}{last}"));
        let seen = store.refresh(at(NOW)).unwrap();
        assert!(seen.iter().any(|event| event.card.as_str() == "d/f"), "{seen:?}");
    }

    #[test]
    fn bad_lines_and_marks_of_a_merge_are_told_once_a_file() {
        let world = World::new();
        let bad = "1\n2\n3\n";
        let text = format!("<<<<<<< HEAD\n{}=======\n{bad}>>>>>>> other\n", line("d/a"));
        world.put("phone/2026-11.csv", &text);
        let (mut store, lines) = world.open("pc", NOW);
        assert_eq!(lines.len(), 1);
        let told = |store: &Store| -> Vec<String> {
            store.problems().iter().map(ToString::to_string).collect()
        };
        let first = told(&store);
        assert_eq!(first.len(), 2, "{first:?}");
        assert!(first[0].contains("2026-11.csv:1: 3 marks of a merge that was not finished"));
        assert!(first[1].contains("2026-11.csv:4: left out 3 lines that cannot be read"));
        world.put("phone/2026-11.csv", &format!("{text}{bad}"));
        store.refresh(at(NOW)).unwrap();
        assert!(told(&store)[1].contains("left out 6 lines"), "{:?}", told(&store));
    }

    #[test]
    fn a_pipe_in_the_way_is_named_and_not_waited_for() {
        let world = World::new();
        world.put("pc/2026-11.csv", &format!("{}torn", line("d/a")));
        let mode = nix::sys::stat::Mode::S_IRWXU;
        nix::unistd::mkfifo(&world.file("pc/torn.txt"), mode).unwrap();
        let cause = |error: StoreError| std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause(world.answer("d/b").unwrap_err()), "it is not a regular file");
        let (store, _) = world.open("pc", NOW);
        assert_eq!(cause(store.check_place(at(NOW)).unwrap_err()), "it is not a regular file");
    }

    #[test]
    fn what_cannot_be_written_to_is_named_before_the_first_question() {
        let world = World::new();
        let (store, _) = world.open("pc", NOW);
        let told = || {
            let error = store.check_place(at(NOW)).unwrap_err();
            std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
        };
        assert!(store.check_place(at(NOW)).is_ok());
        world.put("pc", "a file");
        assert_eq!(told(), "it is not a folder");
        fs::remove_file(world.file("pc")).unwrap();
        world.put("pc/2026-11.csv", HEADER);
        assert!(store.check_place(at(NOW)).is_ok());
        let large = File::options().write(true).open(world.file("pc/2026-11.csv")).unwrap();
        large.set_len(journal::MAX_BYTES + 1).unwrap();
        assert_eq!(told(), "it is larger than 256 MiB; split it");
        assert!(world.answer("d/a").is_err());
        let (store, lines) = world.open("pc", NOW);
        assert_eq!(lines.len(), 0);
        let problem = store.problems()[0].to_string();
        assert!(problem.ends_with("passed over: it is larger than 256 MiB; split it"), "{problem}");
        fs::remove_file(world.file("pc/2026-11.csv")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", world.file("pc/torn.txt")).unwrap();
        assert!(store.check_place(at(NOW)).unwrap_err().to_string().contains("torn.txt is a link"));
    }

    #[test]
    fn what_was_answered_on_a_day_stays_on_it() {
        let world = World::new();
        let night = "2026-11-24T02:00:00.000+00:00";
        for (starts, day, detail) in [(0, 24, " day=2026-11-24"), (4, 23, ""), (2, 24, "")] {
            let (mut store, _) = world.open("pc", night);
            store.day_starts_at = jiff::civil::time(starts, 0, 0, 0);
            let at = if starts == 2 { "2026-11-24T05:00:00.000+00:00" } else { night };
            let saved = store.append(vec![good("d/a")], self::at(at)).unwrap().saved;
            assert_eq!(saved[0].study_day(), jiff::civil::date(2026, 11, day), "{starts}");
            assert_eq!(saved[0].detail.to_string(), format!("how=reveal{detail}"));
        }
    }

    #[test]
    fn two_terminals_see_each_others_events() {
        let world = World::new();
        let (mut one, _) = world.open("pc", NOW);
        let (mut two, _) = world.open("pc", NOW);
        one.append(vec![good("d/a")], at(NOW)).unwrap();
        let appended = two.append(vec![good("d/b")], at(NOW)).unwrap();
        assert_eq!(appended.others.len(), 1);
        assert_eq!(appended.saved[0].time.to_string(), "2026-11-23T15:04:56.124+01:00");
        let seen = one.refresh(at(NOW)).unwrap();
        assert_eq!(seen, appended.saved);
        assert_eq!(two.refresh(at(NOW)).unwrap(), []);
    }

    #[test]
    fn terminals_writing_at_once_lose_nothing() {
        let world = World::new();
        std::thread::scope(|scope| {
            for terminal in 0..4 {
                let world = &world;
                scope.spawn(move || {
                    let (mut store, _) = world.open("pc", NOW);
                    for number in 0..25 {
                        let event = good(&format!("d{terminal}/n{number}"));
                        store.append(vec![event], at(NOW)).unwrap();
                    }
                });
            }
        });
        let events = world.events();
        assert_eq!(events.len(), 100);
        let times: std::collections::HashSet<_> = events.iter().map(|e| e.time.instant).collect();
        assert_eq!(times.len(), 100);
    }

    #[test]
    fn a_folder_in_the_way_is_named_with_the_unsaved_answer() {
        let world = World::new();
        fs::create_dir_all(world.file("pc/2026-11.csv")).unwrap();
        let error = world.answer("d/a").unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("not saved: 'good' for d/a; "), "{message}");
        assert!(message.ends_with("2026-11.csv could not be written"), "{message}");
    }

    #[test]
    fn progress_is_not_written_through_a_link() {
        let world = World::new();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), world.file("pc")).unwrap();
        let error = world.answer("d/a").unwrap_err();
        assert!(matches!(error, StoreError::Link(_)), "{error}");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_line_without_end_is_passed_over_in_bounded_memory() {
        let world = World::new();
        world.put("pc/2026-11.csv", &format!("{}\n{}", "x".repeat(200_000), line("d/a")));
        let (store, lines) = world.open("pc", NOW);
        assert_eq!(lines.len(), 1);
        assert_eq!(store.problems().len(), 1);
    }

    proptest! {
        #[test]
        fn a_file_cut_anywhere_loses_only_the_line_that_was_cut(cut in 0..400_usize) {
            let world = World::new();
            let (mut store, _) = world.open("pc", NOW);
            for card in ["d/a", "d/b", "d/c", "d/d"] {
                store.append(vec![good(card)], at(NOW)).unwrap();
            }
            let text = world.text("pc/2026-11.csv");
            let text = &text[..cut.min(text.len())];
            world.put("pc/2026-11.csv", text);
            let (whole, cut) = text.split_at(text.rfind('\n').map_or(0, |at| at + 1));
            world.answer("d/z").unwrap();
            prop_assert_eq!(world.events().len(), whole.lines().count().saturating_sub(1) + 1);
            let torn = fs::read_to_string(world.file("pc/torn.txt")).unwrap_or_default();
            prop_assert!(world.text("pc/2026-11.csv").starts_with(whole));
            prop_assert_eq!(torn.trim_end_matches('\n'), cut);
        }
    }
}
