//! Standard output: results as text or JSON, sanitised, buffered. A pipe that
//! the reader closed is not an error.

use crate::deck::sanitize::sanitize;
use crate::error::{Error, Result};
use serde::Serialize;
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use unicode_width::UnicodeWidthStr;

/// Buffered standard output.
pub(super) struct Output(BufWriter<Stdout>);

impl Output {
    pub(super) fn stdout() -> Self {
        Self(BufWriter::new(io::stdout()))
    }

    /// Prints a line; control characters in it are made visible.
    pub(super) fn line(&mut self, text: &str) -> Result {
        check(writeln!(self.0, "{}", sanitize(text)))
    }

    /// Prints text that is made here and may carry colour.
    pub(super) fn raw(&mut self, text: &str) -> Result {
        check(self.0.write_all(text.as_bytes()))
    }

    /// Prints one JSON value, indented.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result {
        let text = serde_json::to_string_pretty(value)
            .map_err(|cause| Error::because("cannot write JSON", &cause))?;
        check(writeln!(self.0, "{text}"))
    }

    /// Prints rows below a heading, columns aligned; the last may be long.
    pub(super) fn table<const N: usize>(
        &mut self,
        heading: [&str; N],
        rows: &[[String; N]],
    ) -> Result {
        let mut widths = heading.map(UnicodeWidthStr::width);
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(sanitize(cell).width());
            }
        }
        self.row(&heading.map(str::to_owned), &widths)?;
        rows.iter().try_for_each(|row| self.row(row, &widths))
    }

    fn row<const N: usize>(&mut self, cells: &[String; N], widths: &[usize; N]) -> Result {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let cell = sanitize(cell).replace(['\n', '\t'], " ");
            line.push_str(&cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        self.line(line.trim_end())
    }

    /// Writes out what is still buffered.
    pub(super) fn flush(&mut self) -> Result {
        check(self.0.flush())
    }
}

fn check(result: io::Result<()>) -> Result {
    result.map_err(|cause| match cause.kind() {
        ErrorKind::BrokenPipe => Error::ClosedPipe,
        _ => Error::because("cannot write to standard output", &cause),
    })
}
