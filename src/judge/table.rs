//! Words of the judge that are data: a file in `data/judge` has a row a line,
//! and remarks behind `#`.

/// The rows of a file, without remarks and blank lines.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The cells of a row, parted by `|`.
pub(super) fn cells(row: &'static str) -> impl Iterator<Item = &'static str> {
    row.split('|').map(str::trim).filter(|cell| !cell.is_empty())
}
