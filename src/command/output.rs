//! Standard output: results as text or JSON, sanitised, buffered. A pipe that
//! the reader closed is not an error.

use crate::base::file::{replace, room};
use crate::base::sanitize::{escaped, sanitize};
use crate::error::{Error, Result};
use crate::ui::wording::{marks, wrapped};
use serde::Serialize;
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Least columns in which a text tells what it is.
const LEAST_TEXT: usize = 28;

/// Buffered standard output.
pub(super) struct Output {
    out: BufWriter<Stdout>,
    /// Only ASCII for marks.
    ascii: bool,
}

impl Output {
    pub(super) fn stdout(ascii: bool) -> Self {
        Self { out: BufWriter::new(io::stdout()), ascii }
    }

    /// Prints a line; control characters in it are made visible.
    pub(super) fn line(&mut self, text: &str) -> Result {
        check(writeln!(self.out, "{}", marks(&sanitize(text), self.ascii)))
    }

    /// Prints text that is made here and may carry colour.
    pub(super) fn raw(&mut self, text: &str) -> Result {
        check(self.out.write_all(text.as_bytes()))
    }

    /// Prints one JSON value, indented.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result {
        let text = serde_json::to_string_pretty(value)
            .map_err(|cause| Error::because("cannot write JSON", &cause))?;
        check(writeln!(self.out, "{}", escaped(&text)))
    }

    /// Prints rows below a heading, columns aligned; the last may be long.
    pub(super) fn table<const N: usize>(
        &mut self,
        heading: [&str; N],
        rows: &[[String; N]],
    ) -> Result {
        let widths = widths(heading, rows);
        self.row(&heading.map(str::to_owned), &widths)?;
        rows.iter().try_for_each(|row| self.row(row, &widths))
    }

    /// Like [`Output::table`], of things that people read: what tells them apart stands in
    /// the first column, names that may be copied in the last. On a terminal of so many
    /// columns the first gives way; where that leaves too little of it, the others stand on
    /// a line of their own.
    pub(super) fn list<const N: usize>(
        &mut self,
        columns: Option<usize>,
        heading: [&str; N],
        rows: &[[String; N]],
    ) -> Result {
        let Some(columns) = columns else { return self.table(heading, rows) };
        let widths = widths(heading, rows);
        let others: usize = widths[1..].iter().map(|width| width + 2).sum();
        let room = columns.saturating_sub(others);
        if room >= widths[0].min(LEAST_TEXT) {
            let cut = rows.iter().cloned().map(|mut row| {
                row[0] = console::truncate_str(&one_row(&row[0]), room, "…").into_owned();
                row
            });
            return self.table(heading, &cut.collect::<Vec<_>>());
        }
        for row in rows {
            self.line(&console::truncate_str(&one_row(&row[0]), columns, "…"))?;
            let told =
                heading.iter().zip(row).skip(1).filter(|(_, cell)| !matches!(&cell[..], "" | "-"));
            let told: Vec<String> = told.map(|(name, cell)| format!("{name} {cell}")).collect();
            let below = wrapped("  ", &one_row(&told.join(" · ")), columns);
            below.iter().try_for_each(|text| self.line(text))?;
        }
        Ok(())
    }

    /// Like [`Output::table`], with cells cut so that no row is wider than
    /// `columns`, and without the columns in which nothing stands.
    pub(super) fn table_within<const N: usize>(
        &mut self,
        columns: usize,
        heading: [&str; N],
        rows: &[[String; N]],
    ) -> Result {
        let mut widths = [0; N];
        for row in rows {
            for ((width, cell), heading) in widths.iter_mut().zip(row).zip(heading) {
                let least = if cell.is_empty() { 0 } else { heading.width() };
                *width = (*width).max(least).max(one_row(cell).width());
            }
        }
        let gaps = widths.iter().filter(|&&width| width > 0).count().saturating_sub(1);
        let widths = fit(widths, columns.saturating_sub(2 * gaps));
        let cut = |cells: [String; N]| {
            let mut widths = widths.iter();
            cells.map(|cell| {
                let width = widths.next().copied().unwrap_or_default();
                console::truncate_str(&one_row(&cell), width, "…").into_owned()
            })
        };
        self.row(&cut(heading.map(str::to_owned)), &widths)?;
        rows.iter().try_for_each(|row| self.row(&cut(row.clone()), &widths))
    }

    fn row<const N: usize>(&mut self, cells: &[String; N], widths: &[usize; N]) -> Result {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths).filter(|(_, width)| **width > 0) {
            let cell = one_row(cell);
            line.push_str(&cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        self.line(line.trim_end())
    }

    /// Writes out what is still buffered.
    pub(super) fn flush(&mut self) -> Result {
        check(self.out.flush())
    }
}

/// What the columns of a table take.
pub(super) fn widths<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> [usize; N] {
    let mut widths = heading.map(UnicodeWidthStr::width);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(sanitize(cell).width());
        }
    }
    widths
}

/// Writes a whole file.
pub(super) fn write(path: &Path, text: &str) -> Result {
    replace(path, text.as_bytes()).map_err(|cause| not_written(path, &cause))
}

/// Writes a whole file where none is, or where it may be replaced.
pub(super) fn write_new(path: &Path, text: &str, force: bool) -> Result {
    // A link to nowhere is something too.
    if !force && path.symlink_metadata().is_ok() {
        return Err(Error::new(format!("{} exists", path.display()))
            .hint("--force replaces it; nothing was written"));
    }
    write(path, text)
}

/// Why a file could not be written, and what to do where there was no room.
pub(super) fn not_written(path: &Path, cause: &io::Error) -> Error {
    let error = Error::because(format!("cannot write {}", path.display()), cause);
    match room(cause) {
        Some(remedy) => error.hint(remedy),
        None => error,
    }
}

fn one_row(cell: &str) -> String {
    sanitize(cell).replace(['\n', '\t'], " ")
}

/// Narrows the widest columns until all fit into `room`.
fn fit<const N: usize>(widths: [usize; N], room: usize) -> [usize; N] {
    let total = |most: usize| widths.iter().map(|&width| width.min(most)).sum::<usize>();
    let widest = widths.iter().copied().max().unwrap_or_default();
    let most = (1..=widest).rev().find(|&most| total(most) <= room).unwrap_or(1);
    let mut left = room.saturating_sub(total(most));
    widths.map(|width| {
        let extra = usize::from(width > most && left > 0);
        left -= extra;
        width.min(most) + extra
    })
}

fn check(result: io::Result<()>) -> Result {
    result.map_err(|cause| match cause.kind() {
        ErrorKind::BrokenPipe => Error::ClosedPipe,
        _ => Error::because("cannot write to standard output", &cause),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_columns_give_way() {
        assert_eq!(fit([3, 20, 5], 40), [3, 20, 5]);
        assert_eq!(fit([3, 20, 5], 20), [3, 12, 5]);
        assert_eq!(fit([1, 20, 30], 20), [1, 10, 9]);
        assert_eq!(fit([5, 5], 0), [1, 1]);
    }
}
