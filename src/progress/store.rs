//! The journal of one home, as one device reads and writes it.

use super::device::Device;
use super::error::StoreError;
use super::journal::{self, Last, Position, Problem, ProblemKind, Reader};
use super::line::{self, HEADER};
use crate::base::file::{create_folder, open_to_append, sync_folder, sync_parent, wait_for_lock};
use crate::history::merge::{Located, merge};
use crate::history::{Event, Stamp};
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
    root: PathBuf,
    /// When the learner's study days begin.
    day_starts_at: Time,
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
    /// `cache_dir`. Study days begin at `day_starts_at`. Nothing is created before the first
    /// event.
    pub fn open(
        root: &Path,
        device: Device,
        cache_dir: &Path,
        day_starts_at: Time,
        now: Stamp,
    ) -> Result<(Self, Vec<Located>), StoreError> {
        let lock = cache_dir.join(format!("{}.lock", device.name()));
        let mut store = Self {
            root: root.to_path_buf(),
            day_starts_at,
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
        let mut problems = std::mem::take(&mut self.problems);
        problems.retain(|problem| !problem.is_of_the_moment());
        let mut due = Vec::new();
        for root in std::iter::once(&self.root).chain(&self.also) {
            let batch = self.reader.read_new(root)?;
            problems.retain(|problem| !batch.anew.contains(&problem.path));
            problems.extend(batch.problems);
            due.extend(batch.events);
        }
        self.problems = journal::joined(problems);
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
        let read = self.reader.position(&path);
        let end = write(&folder, &path, &events, read, sync_parent).map_err(not_saved)?;
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

/// Appends the events' lines, and has `sync_name` make a file that begins with them survive;
/// where that fails, cuts the file back.
fn write(
    folder: &Path,
    path: &Path,
    events: &[Event],
    read: Position,
    sync_name: impl FnOnce(&Path) -> io::Result<()>,
) -> io::Result<Position> {
    create_folder(folder)?;
    let mut file = open_to_append(path)?;
    let length = set_torn_tail_aside(&mut file, folder)?;
    let mut text = if length == 0 { format!("{HEADER}\n") } else { String::new() };
    let mut last = Last::default();
    for event in events {
        let line = line::write(event);
        last = Last::of(line.as_bytes());
        text.push_str(&line);
    }
    let sync_name = || if length == 0 { sync_name(path) } else { Ok(()) };
    let written =
        file.write_all(text.as_bytes()).and_then(|()| file.sync_data()).and_then(|()| sync_name());
    if let Err(cause) = written {
        // The failure is what matters; if cutting fails too, the tail is torn
        // and set aside next time.
        let _ = file.set_len(length).and_then(|()| file.sync_data());
        return Err(cause);
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
mod tests;
