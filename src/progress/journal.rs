//! Reading the journal: every regular `*.csv` under `progress/`, from where
//! it was read last to its last whole line.

use super::error::StoreError;
use super::line::{self, HEADER, MAX_LINE};
use crate::base::words::count;
use crate::history::merge::Located;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders inside folders are read to this depth.
const MAX_DEPTH: usize = 4;

/// A line that is left out, and why; the line itself stays in its file.
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
    /// It is no event: what was expected and found.
    Unreadable(String),
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
            ProblemKind::Unreadable(why) => write!(
                f,
                "{path}:{line}: left out a line that cannot be read: {why}; correct it, or leave it"
            ),
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

/// How far a file was read: whole lines only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// Bytes.
    pub offset: u64,
    /// Lines.
    pub lines: u64,
}

/// What reading brought.
#[derive(Debug, Default)]
pub struct Batch {
    /// Events, in the order of files and lines.
    pub events: Vec<Located>,
    /// Lines that are left out.
    pub problems: Vec<Problem>,
}

/// Reads on from where each file was read last.
#[derive(Debug, Default)]
pub struct Reader {
    positions: BTreeMap<PathBuf, Position>,
}

impl Reader {
    /// Reads all that was added under `root` since the last call.
    pub fn read_new(&mut self, root: &Path) -> Result<Batch, StoreError> {
        let mut batch = Batch::default();
        for (device, path) in files(root)? {
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
        let length = fs::metadata(path).map_err(fault)?.len();
        let mut position = self.positions.get(path).copied().unwrap_or_default();
        if length == position.offset {
            return Ok(());
        }
        if length < position.offset {
            // Another program replaced the file: what is read twice counts once.
            position = Position::default();
        }
        let mut file = File::open(path).map_err(fault)?;
        file.seek(SeekFrom::Start(position.offset)).map_err(fault)?;
        let input = BufReader::with_capacity(1 << 18, file);
        let end = read_lines(input, device, path, position, batch).map_err(fault)?;
        self.positions.insert(path.to_path_buf(), end);
        Ok(())
    }

    /// How far `path` was read.
    pub fn position(&self, path: &Path) -> Position {
        self.positions.get(path).copied().unwrap_or_default()
    }

    /// Takes note that this process itself has written up to `position`.
    pub fn skip_to(&mut self, path: &Path, position: Position) {
        self.positions.insert(path.to_path_buf(), position);
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
            Err(why) => batch.problems.push(problem(ProblemKind::Unreadable(why))),
        }
        position = Position { offset: position.offset + length, lines: position.lines + 1 };
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

/// Every regular `*.csv` below `root` with its device, in the order of paths.
/// Links are not followed: they may lead anywhere.
fn files(root: &Path) -> Result<Vec<(Arc<str>, PathBuf)>, StoreError> {
    let mut found = Vec::new();
    if root.is_dir() {
        collect(root, &Arc::from(""), 0, &mut found)?;
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}

fn collect(
    folder: &Path,
    device: &Arc<str>,
    depth: usize,
    found: &mut Vec<(Arc<str>, PathBuf)>,
) -> Result<(), StoreError> {
    let fault = |cause| StoreError::read(folder, cause);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(fault)?);
        if kind.is_dir() && depth < MAX_DEPTH {
            let name = entry.file_name().to_string_lossy().into_owned();
            let device = if depth == 0 { Arc::from(name) } else { Arc::clone(device) };
            collect(&path, &device, depth + 1, found)?;
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "csv") {
            found.push((Arc::clone(device), path));
        }
    }
    Ok(())
}
