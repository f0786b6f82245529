//! What is wrong with a deck file: where, what was expected and found, and
//! what to do about it.

use crate::base::border::border;
use crate::base::sanitize::sanitize;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Everything works; this is good to know, and said where it is asked for.
    Remark,
    /// The deck works, but something is doubtful.
    Warning,
    /// `check` rejects it for what the deck alone does not tell: a document says something
    /// else. The deck can be studied.
    #[serde(rename = "error")]
    Rejected,
    /// `check` rejects it, but the deck can be studied: a newer byheart may
    /// know what this one does not.
    #[serde(rename = "error")]
    Unknown,
    /// The deck cannot be studied.
    Error,
}

impl Severity {
    /// Whether `check` fails on it.
    pub fn is_error(self) -> bool {
        self >= Self::Rejected
    }
}

/// One fault in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable name of the kind of fault.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What was expected and found.
    pub message: String,
    /// Why that is a fault; none where the message says it.
    pub reason: Option<&'static str>,
    /// The remedy.
    pub help: String,
    /// Bytes of the file that are meant.
    #[serde(skip)]
    pub span: Range<usize>,
}

impl Fault {
    /// All that is known of it, on one line: a test of many faults stays readable.
    #[cfg(test)]
    pub(crate) fn told(&self, text: &str) -> String {
        let Self { code, severity, path, line, column, message, help, span, .. } = self;
        let (path, marked) = (path.display(), &text[span.clone()]);
        format!("{path}:{line}:{column} {severity:?} {code} «{marked}»: {message} → {help}")
    }

    /// Where it is, what it is and what to do, on one line.
    pub fn in_a_line(&self) -> String {
        format!("{}:{}: {}; {}", self.path.display(), self.line, self.message, self.help)
    }

    /// The fault as a person reads it: message, place, the line with a caret,
    /// remedy. `text` is the file's content.
    pub fn render(&self, text: &str, color: bool) -> String {
        let level = match self.severity {
            Severity::Remark => Level::NOTE.with_name("remark"),
            Severity::Warning => Level::WARNING,
            Severity::Rejected | Severity::Unknown | Severity::Error => Level::ERROR,
        };
        let path = self.path.display().to_string();
        let (line, span) = self.source_line(text);
        let message = sanitize(&self.message).into_owned();
        let snippet = Snippet::source(line)
            .line_start(self.line)
            .path(sanitize(&path).into_owned())
            .annotation(AnnotationKind::Primary.span(span));
        let help = sanitize(&self.help).into_owned();
        let mut report = vec![level.primary_title(message).id(self.code).element(snippet)];
        report.extend(self.reason.map(|why| Group::with_title(Level::NOTE.secondary_title(why))));
        report.push(Group::with_title(Level::HELP.secondary_title(help)));
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&report)
    }

    /// The line that is meant, cut where it is very long, and the span in it.
    fn source_line(&self, text: &str) -> (String, Range<usize>) {
        let start = text[..self.span.start].rfind('\n').map_or(0, |feed| feed + 1);
        let end = text[start..].find('\n').map_or(text.len(), |feed| start + feed);
        let line = text[start..end].trim_end_matches('\r');
        let line: String = line.chars().take(400).map(visible).collect();
        let from = (self.span.start - start).min(line.len());
        let to = (self.span.end - start).clamp(from, line.len());
        let span = border(&line, from)..border(&line, to);
        (line, span)
    }
}

/// A character of the same length in bytes that cannot steer a terminal.
fn visible(character: char) -> char {
    match (crate::base::sanitize::is_hostile(character), character.len_utf8()) {
        (false, _) => character,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, _) => '\u{FFFD}',
    }
}

/// Collects the faults of one file; shared by the readers of nested tables.
#[derive(Debug)]
pub struct Faults<'a> {
    path: &'a Path,
    text: &'a str,
    /// Where lines start: a bad file has thousands of faults to be placed.
    lines: Vec<usize>,
    found: RefCell<Vec<Fault>>,
    fatal: Cell<usize>,
    /// Whether a record of byheart's own is read, and no deck.
    is_record: bool,
}

impl<'a> Faults<'a> {
    /// For the file `path` that holds `text`.
    pub fn new(path: &'a Path, text: &'a str) -> Self {
        let feeds = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(feeds).collect();
        Self {
            path,
            text,
            lines,
            found: RefCell::default(),
            fatal: Cell::default(),
            is_record: false,
        }
    }

    /// Adds a fault; `span` is cut to the file and to character borders.
    pub fn add(
        &self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add_with_reason(severity, code, span, message, None, help);
    }

    /// The same with the reason why it is a fault.
    pub fn add_with_reason(
        &self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        reason: Option<&'static str>,
        help: impl Into<String>,
    ) {
        let start = border(self.text, span.start);
        let span = start..border(self.text, span.end).max(start);
        let (line, column) = self.position(span.start);
        let (message, help) = (message.into(), help.into());
        let path = self.path.to_path_buf();
        let fault = Fault { code, severity, path, line, column, message, reason, help, span };
        self.fatal.update(|fatal| fatal + usize::from(severity == Severity::Error));
        self.found.borrow_mut().push(fault);
    }

    /// What stands at a place of the file.
    pub fn slice(&self, span: &Range<usize>) -> &'a str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// An empty collection for another text of the same file.
    #[must_use]
    pub fn of_text<'t>(&self, text: &'t str) -> Faults<'t>
    where
        'a: 't,
    {
        Faults { is_record: self.is_record, ..Faults::new(self.path, text) }
    }

    /// Adds a fault that was found in `text`, whose lines stand where those of this one do.
    pub fn add_moved(&self, fault: Fault, text: &str) {
        let Fault { code, severity, line, message, help, span, .. } = fault;
        let start = text[..span.start].rfind('\n').map_or(0, |feed| feed + 1);
        let from = self.lines.get(line - 1).copied().unwrap_or_default() + (span.start - start);
        self.add(severity, code, from..from + span.len(), message, help);
    }

    /// Adds a fault because of which the deck cannot be studied.
    pub fn error(
        &self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Severity::Error, code, span, message, help);
    }

    /// Whether the deck cannot be studied.
    pub fn are_fatal(&self) -> bool {
        self.fatal() > 0
    }

    /// The same for a record of byheart's own, which may hold what no deck may hold any more.
    #[must_use]
    pub fn of_a_record(self) -> Self {
        Self { is_record: true, ..self }
    }

    /// Whether control characters are left to those who show them.
    pub fn is_record(&self) -> bool {
        self.is_record
    }

    /// Whether a fault stands at a byte of the file.
    pub fn has_one_at(&self, at: usize) -> bool {
        self.found.borrow().iter().any(|fault| fault.span.start == at)
    }

    /// Whether a fault of a kind stands within a part of the file.
    pub fn has_one_within(&self, span: &Range<usize>, code: &str) -> bool {
        let found = self.found.borrow();
        found.iter().any(|fault| fault.code == code && span.contains(&fault.span.start))
    }

    /// How many faults there are because of which something cannot be studied.
    pub fn fatal(&self) -> usize {
        self.fatal.get()
    }

    /// All faults, in the order of the file.
    pub fn into_vec(self) -> Vec<Fault> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|fault| fault.span.start);
        found
    }

    /// Line and column, both from 1, of a byte offset; the column in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset);
        let before = self.text.get(self.lines[line - 1]..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}
