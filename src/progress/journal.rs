//! Reading the journal: every regular `*.csv` under `progress/`, from where
//! it was read last to its last whole line. A file that another took the place of
//! is read anew, and what is passed over is named.

use super::error::StoreError;
use super::line::{self, HEADER, MAX_LINE};
use crate::base::hash::stable_hash;
use crate::base::words::count;
use crate::history::merge::Located;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders inside folders are read to this depth.
const MAX_DEPTH: usize = 16;
/// Largest file that is read and added to, in bytes: a hundred thousand answers a day.
pub(super) const MAX_BYTES: u64 = 256 << 20;
/// What `git merge` puts between the lines of two sides.
const MERGE_MARKS: [&[u8]; 4] = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"];

/// Lines or files that are left out, and why; they stay where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u64,
    /// Why.
    pub kind: ProblemKind,
}

/// Why a line is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Lines are no events.
    Unreadable {
        /// What was expected and found in the first.
        why: String,
        /// How many of the file.
        lines: usize,
    },
    /// Marks of a merge that was not finished.
    Merge {
        /// How many lines.
        lines: usize,
    },
    /// The file or folder is not read.
    PassedOver(&'static str),
    /// The folder is read, and its name is not the usual one.
    Named,
    /// Times of lines of a device, the path, lie more than a day ahead.
    Future {
        /// How many.
        lines: usize,
        /// The first such time.
        first: String,
    },
    /// The file ends in the middle of it.
    Torn,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, line) = (self.path.display(), self.line);
        match &self.kind {
            ProblemKind::Unreadable { why, lines: 1 } => write!(
                f,
                "{path}:{line}: left out a line that cannot be read: {why}; correct it, or leave it"
            ),
            ProblemKind::Unreadable { why, lines } => write!(
                f,
                "{path}:{line}: left out {lines} lines that cannot be read, from here on: {why}; correct them, or leave them"
            ),
            ProblemKind::Merge { lines } => write!(
                f,
                "{path}:{line}: {} of a merge that was not finished, from here on; delete such lines and keep all others: every answer of both sides counts",
                count(*lines, "mark")
            ),
            ProblemKind::PassedOver(why) => write!(f, "{path}: passed over: {why}"),
            ProblemKind::Named => {
                write!(
                    f,
                    "{path} is read like progress/; rename it to progress, or move what is in it there"
                )
            }
            ProblemKind::Future { lines, first } => write!(
                f,
                "{path}: {} left out until then: times from {first} on lie more than a day ahead; was a clock wrong?",
                count(*lines, "line")
            ),
            ProblemKind::Torn => {
                write!(f, "{path}:{line}: left out an unfinished last line; the rest is fine")
            }
        }
    }
}

impl Problem {
    /// Takes `other` in where both are of one kind and file: a file has thousands of bad
    /// lines, and is told once.
    fn joins(&mut self, other: &Self) -> bool {
        let joins = self.path == other.path;
        match (&mut self.kind, &other.kind) {
            (
                ProblemKind::Unreadable { lines, .. },
                ProblemKind::Unreadable { lines: more, .. },
            )
            | (ProblemKind::Merge { lines }, ProblemKind::Merge { lines: more })
                if joins =>
            {
                *lines += more;
                true
            }
            _ => false,
        }
    }

    /// Whether it is found anew each time.
    pub(super) fn is_of_the_moment(&self) -> bool {
        matches!(self.kind, ProblemKind::Torn | ProblemKind::PassedOver(_))
    }
}

/// Adds a problem to those of its kind and file, which stand last.
fn add(problems: &mut Vec<Problem>, problem: Problem) {
    let of_file = problems.iter_mut().rev().take_while(|known| known.path == problem.path);
    if !of_file.into_iter().any(|known| known.joins(&problem)) {
        problems.push(problem);
    }
}

/// The same problems in the same order, those of one kind and file as one.
pub(super) fn joined(problems: Vec<Problem>) -> Vec<Problem> {
    let mut joined: Vec<Problem> = Vec::with_capacity(problems.len());
    let mut by_file: HashMap<PathBuf, Vec<usize>> = HashMap::new();
    for problem in problems {
        let of_file = by_file.entry(problem.path.clone()).or_default();
        if !of_file.iter().any(|&at| joined[at].joins(&problem)) {
            of_file.push(joined.len());
            joined.push(problem);
        }
    }
    joined
}

/// How far a file was read: whole lines only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// Bytes.
    pub offset: u64,
    /// Lines.
    pub lines: u64,
    /// Tells whether the file is still the one that was read.
    pub last: Last,
}

/// The last line that was read: its length and a hash of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Last {
    length: u64,
    hash: u64,
}

impl Last {
    /// Of the bytes of a line.
    pub fn of(line: &[u8]) -> Self {
        Self { length: line.len() as u64, hash: stable_hash(line.iter().copied()) }
    }
}

/// How far a file was read, and which file it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    position: Position,
    /// Its device and number there.
    file: (u64, u64),
    /// When it was written or moved last, in seconds and nanoseconds.
    changed: (i64, i64),
}

impl Known {
    fn new(position: Position, metadata: &Metadata) -> Self {
        let file = (metadata.dev(), metadata.ino());
        Self { position, file, changed: (metadata.ctime(), metadata.ctime_nsec()) }
    }

    /// Whether nobody touched the file since, and all of it was read.
    fn is_all(&self, metadata: &Metadata) -> bool {
        self.position.offset == metadata.len() && *self == Self::new(self.position, metadata)
    }

    /// Whether what was read still stands in `file`: another program may have put a file in
    /// its place, also a longer one, or have written it anew.
    fn stands_in(&self, file: &mut File, metadata: &Metadata) -> io::Result<bool> {
        let Position { offset, last, .. } = self.position;
        if self.file != (metadata.dev(), metadata.ino()) || metadata.len() < offset {
            return Ok(false);
        }
        let mut line = Vec::new();
        file.seek(SeekFrom::Start(offset.saturating_sub(last.length)))?;
        file.take(last.length).read_to_end(&mut line)?;
        Ok(last.length == 0 || Last::of(&line) == last)
    }
}

/// What reading brought.
#[derive(Debug, Default)]
pub struct Batch {
    /// Events, in the order of files and lines.
    pub events: Vec<Located>,
    /// Lines that are left out.
    pub problems: Vec<Problem>,
    /// Files that are read from their beginning although they were read before.
    pub anew: Vec<PathBuf>,
}

/// Reads on from where each file was read last.
#[derive(Debug, Default)]
pub struct Reader {
    known: BTreeMap<PathBuf, Known>,
}

impl Reader {
    /// Reads all that was added under `root` since the last call.
    pub fn read_new(&mut self, root: &Path) -> Result<Batch, StoreError> {
        let mut batch = Batch::default();
        for (device, path) in files(root, &mut batch.problems)? {
            self.read_file(&device, &path, &mut batch)?;
        }
        Ok(batch)
    }

    fn read_file(
        &mut self,
        device: &Arc<str>,
        path: &Path,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let fault = |cause| StoreError::read(path, cause);
        let metadata = fs::metadata(path).map_err(fault)?;
        if metadata.len() > MAX_BYTES {
            let kind = ProblemKind::PassedOver("it is larger than 256 MiB; split it");
            batch.problems.push(Problem { path: path.to_path_buf(), line: 0, kind });
            return Ok(());
        }
        let known = self.known.get(path).copied();
        if known.is_some_and(|known| known.is_all(&metadata)) {
            return Ok(());
        }
        let mut file = File::open(path).map_err(fault)?;
        let metadata = file.metadata().map_err(fault)?;
        let stands = match known {
            Some(known) => known.stands_in(&mut file, &metadata).map_err(fault)?,
            None => true,
        };
        if !stands {
            // What is read twice counts once.
            batch.anew.push(path.to_path_buf());
        }
        let known = known.filter(|_| stands);
        let position = known.map(|known| known.position).unwrap_or_default();
        file.seek(SeekFrom::Start(position.offset)).map_err(fault)?;
        let input = BufReader::with_capacity(1 << 18, file);
        let end = read_lines(input, device, path, position, batch).map_err(fault)?;
        self.known.insert(path.to_path_buf(), Known::new(end, &metadata));
        Ok(())
    }

    /// The folders under `root` that files were read from.
    pub fn devices(&self, root: &Path) -> BTreeSet<String> {
        let folder = |path: &PathBuf| {
            let mut parts = path.strip_prefix(root).ok()?.components();
            let first = parts.next()?.as_os_str().to_string_lossy().into_owned();
            parts.next().map(|_| first)
        };
        self.known.keys().filter_map(folder).collect()
    }

    /// How far `path` was read.
    pub fn position(&self, path: &Path) -> Position {
        self.known.get(path).map(|known| known.position).unwrap_or_default()
    }

    /// Takes note that this process itself has written up to `position`.
    pub fn skip_to(&mut self, path: &Path, position: Position) {
        // Without knowing which file it is, it is read anew.
        match fs::metadata(path) {
            Ok(metadata) => self.known.insert(path.to_path_buf(), Known::new(position, &metadata)),
            Err(_) => self.known.remove(path),
        };
    }
}

fn read_lines(
    mut input: impl BufRead,
    device: &Arc<str>,
    path: &Path,
    mut position: Position,
    batch: &mut Batch,
) -> std::io::Result<Position> {
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let mut length =
            input.by_ref().take(MAX_LINE as u64 + 2).read_until(b'\n', &mut bytes)? as u64;
        if length > MAX_LINE as u64 && !bytes.ends_with(b"\n") {
            length += input.skip_until(b'\n')? as u64;
            // Whether the file ended first is known only from what follows; a line
            // this long is unreadable either way.
            bytes.push(b'\n');
        }
        let problem = |kind| Problem { path: path.to_path_buf(), line: position.lines + 1, kind };
        if !bytes.ends_with(b"\n") {
            if length > 0 {
                batch.problems.push(problem(ProblemKind::Torn));
            }
            return Ok(position);
        }
        match parse(&bytes) {
            Ok(None) => {}
            Ok(Some(event)) => batch.events.push(Located {
                device: Arc::clone(device),
                line: position.lines + 1,
                event,
            }),
            Err(_) if MERGE_MARKS.iter().any(|mark| bytes.starts_with(mark)) => {
                add(&mut batch.problems, problem(ProblemKind::Merge { lines: 1 }));
            }
            Err(why) => {
                add(&mut batch.problems, problem(ProblemKind::Unreadable { why, lines: 1 }));
            }
        }
        // A line that is cut in reading is not what stands in the file.
        let last = if bytes.len() as u64 == length { Last::of(&bytes) } else { Last::default() };
        let (offset, lines) = (position.offset + length, position.lines + 1);
        position = Position { offset, lines, last };
    }
}

/// The event of a line; none for blank lines and repeated headers.
fn parse(bytes: &[u8]) -> Result<Option<crate::history::Event>, String> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| "expected UTF-8, found other bytes".to_owned())?;
    let text = text.trim_matches(['\n', '\r', '\u{feff}', ' ']);
    if text.is_empty() || text == HEADER {
        return Ok(None);
    }
    line::read(text).map(Some)
}

/// Every regular `*.csv` below `root` with its device, in the order of paths; what is
/// passed over goes to `problems`. Links are not followed: they may lead anywhere.
fn files(root: &Path, problems: &mut Vec<Problem>) -> Result<Vec<(Arc<str>, PathBuf)>, StoreError> {
    let mut found = Vec::new();
    if root.is_dir() {
        collect(root, &Arc::from(""), 0, &mut found, problems)?;
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}

fn collect(
    folder: &Path,
    device: &Arc<str>,
    depth: usize,
    found: &mut Vec<(Arc<str>, PathBuf)>,
    problems: &mut Vec<Problem>,
) -> Result<(), StoreError> {
    let fault = |cause| StoreError::read(folder, cause);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(fault)?);
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let mut pass_over = |why| {
            let kind = ProblemKind::PassedOver(why);
            problems.push(Problem { path: path.clone(), line: 0, kind });
        };
        if kind.is_dir() && depth < MAX_DEPTH {
            let name = entry.file_name().to_string_lossy().into_owned();
            let device = if depth == 0 { Arc::from(name) } else { Arc::clone(device) };
            collect(&path, &device, depth + 1, found, problems)?;
        } else if kind.is_dir() {
            pass_over("folders lie too deep in each other; move it up");
        } else if kind.is_symlink() && (is_csv || path.is_dir()) {
            pass_over("it is a link; put the folder or file itself there");
        } else if kind.is_file() && is_csv {
            found.push((Arc::clone(device), path));
        } else if is_csv {
            pass_over("it is not a regular file");
        }
    }
    Ok(())
}
