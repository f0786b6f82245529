//! Tables of reStructuredText: grids, simple ones, lists of lists, and CSV.

use super::{Rst, item};
use crate::document::error::{MAX_BLOCKS, ReadError};
use crate::document::format::lightweight::{Cell, Line, MAX_DEPTH, deeper, org};
use crate::document::offset::Source;
use crate::document::tree::BlockKind;
use std::ops::Range;

pattern!(GRID, r"^\+(?:[-=]{2,}\+)+$");
pattern!(SIMPLE, r"^={2,}(?: +={2,})+$");

/// Most columns of a grid.
const MAX_COLUMNS: usize = 100;

/// Whether a table begins with this line.
pub(super) fn is_table(text: &str) -> bool {
    GRID.is_match(text) || SIMPLE.is_match(text)
}

impl Rst<'_> {
    pub(super) fn table(&mut self, lines: &[Line]) -> Result<usize, ReadError> {
        let is_grid = self.out.text(lines[0]).starts_with('+');
        let block = lines.iter().take_while(|line| !line.is_blank());
        match is_grid {
            true => {
                let length = block.count();
                self.grid(&lines[..length])?;
                Ok(length)
            }
            false => self.simple(lines),
        }
    }

    /// A table of `+---+` and `|`: a cell goes on until a line is drawn below it.
    fn grid(&mut self, lines: &[Line]) -> Result<(), ReadError> {
        let borders = self.borders(lines);
        let columns = borders.len().saturating_sub(1);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // The row that the cell of each column began in.
        let mut owners = vec![0; columns];
        let mut heads = 0;
        for line in lines {
            let text = self.out.text(*line);
            let places = places(text, &borders);
            let is_rule: Vec<bool> = places
                .windows(2)
                .map(|pair| {
                    let drawn = text.get(pair[0] + 1..pair[1]).unwrap_or_default();
                    !drawn.is_empty()
                        && drawn.bytes().all(|sign| matches!(sign, b'-' | b'=' | b'+'))
                })
                .collect();
            if is_rule.contains(&true) {
                if text.contains("+=") {
                    heads = rows.len();
                }
                let begun = owners.iter_mut().zip(&is_rule).filter(|(_, is_rule)| **is_rule);
                begun.for_each(|(owner, _)| *owner = rows.len());
                has_room(rows.len(), columns)?;
                rows.push(vec![Cell::default(); columns]);
            }
            let by_bars = org::cells(self.out.source, line.span());
            let is_even = by_bars.len() == columns && text.starts_with('|');
            let mut column = 0;
            while column < columns {
                // A cell over several columns has no bar between them.
                let is_end = |at: &usize| text[*at..].starts_with(['|', '+']);
                let end = (column + 1..columns).find(|at| is_end(&places[*at]));
                let end = if is_even { column + 1 } else { end.unwrap_or(columns) };
                let cell = rows.get_mut(owners[column]).filter(|_| !is_rule[column]);
                if let Some(cell) = cell.and_then(|row| row.get_mut(column)) {
                    let bar = text[places[column]..].starts_with(['|', '+']);
                    let from = places[column] + usize::from(bar);
                    let to =
                        if end < columns { places[end] } else { text.trim_end_matches('|').len() };
                    match is_even {
                        true => cell.pieces.extend_from_slice(&by_bars[column].pieces),
                        false if from <= to => {
                            cell.pieces.push(line.start + from..line.start + to);
                        }
                        false => {}
                    }
                }
                column = end;
            }
        }
        // The line at the end begins a row that has no text.
        rows.pop_if(|row| row.iter().all(|cell| self.is_bare(cell)));
        self.out.table(&rows, if heads < rows.len() { heads } else { 0 })
    }

    /// The columns, in characters, in which the rules of a grid have a corner.
    fn borders(&self, lines: &[Line]) -> Vec<usize> {
        let mut borders: Vec<usize> = Vec::new();
        for line in lines {
            let text = self.out.text(*line);
            if text.starts_with('+') && GRID.is_match(text) {
                borders.extend(text.match_indices('+').map(|(at, _)| at));
                borders.sort_unstable();
                borders.dedup();
                borders.truncate(MAX_COLUMNS);
            }
        }
        borders
    }

    /// A table between lines of `=`, whose columns stand where those do; a row
    /// without a first cell goes on with the one above.
    fn simple(&mut self, lines: &[Line]) -> Result<usize, ReadError> {
        let rule = self.out.text(lines[0]);
        let starts = rule.match_indices('=').map(|(at, _)| at);
        let columns: Vec<usize> =
            starts.filter(|&at| !rule[..at].ends_with('=')).take(MAX_COLUMNS).collect();
        let mut rules = 0;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut heads = 0;
        let mut length = 0;
        let mut goes_on = false;
        for (number, line) in lines.iter().enumerate() {
            length = number + 1;
            let text = self.out.text(*line);
            if SIMPLE.is_match(text) {
                rules += 1;
                if rules == 2 {
                    heads = rows.len();
                }
                let ends = lines.get(number + 1).is_none_or(|next| next.is_blank());
                if rules > 1 && ends {
                    break;
                }
            }
            if line.is_blank() || text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b' ')) {
                let shift = line.indent.saturating_sub(lines[0].indent);
                if let Some(row) = rows.last_mut().filter(|_| goes_on) {
                    join(row, &columns, |column| drawn(text, column, shift));
                }
                goes_on = false;
                continue;
            }
            has_room(rows.len(), columns.len())?;
            let cells = self.columns(*line, &columns, lines[0].indent);
            let is_bare = cells.first().is_some_and(|first| self.is_bare(first));
            match rows.last_mut().filter(|_| is_bare && goes_on) {
                Some(row) => {
                    let added = row.iter_mut().zip(cells);
                    added.for_each(|(cell, more)| cell.pieces.extend(more.pieces));
                }
                None => rows.push(cells),
            }
            goes_on = true;
        }
        if heads == rows.len() {
            heads = 0;
        }
        self.out.table(&rows, heads)?;
        Ok(length)
    }

    fn is_bare(&self, cell: &Cell) -> bool {
        cell.pieces.iter().all(|piece| self.out.source[piece.clone()].trim().is_empty())
    }

    fn columns(&self, line: Line, columns: &[usize], indent: usize) -> Vec<Cell> {
        let text = self.out.text(line);
        let shift = line.indent.saturating_sub(indent);
        let moved: Vec<usize> = columns.iter().map(|at| at.saturating_sub(shift)).collect();
        let mut starts = places(text, &moved);
        starts.push(text.len());
        let mut cells = Vec::with_capacity(columns.len());
        for pair in starts.windows(2) {
            let piece = line.start + pair[0]..line.start + pair[1].max(pair[0]);
            cells.push(Cell::from(piece));
        }
        cells
    }

    /// `* - cell` and `  - cell`: items of items.
    pub(super) fn list_table(
        &mut self,
        lines: &[Line],
        heads: usize,
        depth: usize,
    ) -> Result<(), ReadError> {
        if depth >= MAX_DEPTH {
            return self.out.code(lines);
        }
        let rows: Option<Vec<_>> =
            self.items(lines).and_then(|rows| rows.iter().map(|row| self.items(row)).collect());
        let Some(rows) = rows else { return self.blocks(lines, depth + 1) };
        self.out.start(BlockKind::Table)?;
        for (number, row) in rows.into_iter().enumerate() {
            self.out.start(BlockKind::Row { is_head: number < heads })?;
            for cell in row {
                self.out.start(BlockKind::Cell)?;
                self.blocks(&cell, depth + 1)?;
                self.out.end()?;
            }
            self.out.end()?;
        }
        self.out.end()
    }

    /// The items of one list, each without its bullet; none where other lines stand
    /// between them.
    fn items(&self, lines: &[Line]) -> Option<Vec<Vec<Line>>> {
        let mut items = Vec::new();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if line.is_blank() {
                at += 1;
                continue;
            }
            let (mark, _) = item(self.out.text(*line))?;
            let length = 1 + deeper(&lines[at + 1..], line.indent);
            let mut held = lines[at..at + length].to_vec();
            held[0] = line.after(self.out.source, mark);
            items.push(held);
            at += length;
        }
        Some(items)
    }

    /// Rows of values with a sign between them; a head may stand apart from them.
    pub(super) fn csv(
        &mut self,
        head: Option<Line>,
        lines: &[Line],
        heads: usize,
        sign: char,
    ) -> Result<(), ReadError> {
        self.out.start(BlockKind::Table)?;
        let heads = heads.saturating_add(usize::from(head.is_some()));
        let span = |lines: &[Line]| Some(lines.first()?.start..lines.last()?.end);
        let parts = [head.map(Line::span), span(lines)];
        let mut number = 0;
        for part in parts.into_iter().flatten() {
            let mut rest = part;
            while !rest.is_empty() {
                let (cells, next) = record(&self.out.source[rest.clone()], sign);
                if cells.len() == 1 && cells[0].is_empty() {
                    rest.start += next;
                    continue;
                }
                self.out.builder.start(BlockKind::Row { is_head: number < heads })?;
                for cell in cells {
                    let place = rest.start + cell.start..rest.start + cell.end;
                    self.value(place)?;
                }
                self.out.builder.end()?;
                number += 1;
                rest.start += next;
            }
        }
        self.out.end()
    }

    fn value(&mut self, place: Range<usize>) -> Result<(), ReadError> {
        self.out.builder.start(BlockKind::Cell)?;
        let text = &self.out.source[place.clone()];
        match text.contains("\"\"") {
            true => {
                self.out.builder.text(&text.replace("\"\"", "\""), Some(Source::Whole(place)))?
            }
            false => self.out.inline(place, 0)?,
        }
        self.out.builder.end()
    }
}

/// Refuses a table of more cells than a document may have.
fn has_room(rows: usize, columns: usize) -> Result<(), ReadError> {
    match (rows + 1) * columns > MAX_BLOCKS {
        true => Err(ReadError::TooMany),
        false => Ok(()),
    }
}

/// Whether a line of signs runs on before a column.
fn drawn(line: &str, column: usize, shift: usize) -> bool {
    let before = column.checked_sub(shift + 1).and_then(|at| line.as_bytes().get(at));
    before.is_some_and(|&sign| sign != b' ')
}

/// Makes one cell of those that a line below them joins.
fn join(row: &mut Vec<Cell>, columns: &[usize], is_joined: impl Fn(usize) -> bool) {
    let mut joined: Vec<Cell> = Vec::with_capacity(row.len());
    for (cell, &column) in row.drain(..).zip(columns) {
        match joined.last_mut().filter(|_| is_joined(column)) {
            Some(last) => {
                last.columns = last.columns.max(1) + 1;
                // The pieces of both are those of the same lines.
                let pieces = last.pieces.iter_mut().zip(cell.pieces);
                pieces.for_each(|(piece, more)| piece.end = more.end);
            }
            None => joined.push(cell),
        }
    }
    *row = joined;
}

/// Where columns of characters begin in a text, in bytes.
fn places(text: &str, columns: &[usize]) -> Vec<usize> {
    let mut borders = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate();
    let mut last = 0;
    let place = |&column: &usize| {
        let found = borders.by_ref().find(|(number, _)| *number >= column);
        last = if column == 0 { 0 } else { found.map_or(text.len(), |(_, at)| at) };
        last
    };
    columns.iter().map(place).collect()
}

/// The values of the first record of a text, without quotation marks around them,
/// and where the next record begins.
fn record(text: &str, sign: char) -> (Vec<Range<usize>>, usize) {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (0, false);
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                end = at;
                break;
            }
            c if c == sign && !quoted => {
                cells.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    cells.push(start..end);
    let bare = |cell: Range<usize>| {
        let value = text[cell.clone()].trim();
        let start = cell.start + (text[cell.clone()].len() - text[cell].trim_start().len());
        match value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
            Some(value) => start + 1..start + 1 + value.len(),
            None => start..start + value.len(),
        }
    };
    (cells.into_iter().map(bare).collect(), (end + 1).min(text.len()))
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::{read, refusal};

    #[test]
    fn tables_of_more_cells_than_a_document_has_are_refused() {
        let columns = 90;
        let grid = format!("+{}\n{}", "--+".repeat(columns), "+--+\n".repeat(9_000));
        let simple = format!("{}\n{}", "== ".repeat(columns).trim(), "a\n".repeat(9_000));
        for text in [grid, simple] {
            let expected = "expected at most 250000 paragraphs, found more";
            assert_eq!(refusal(text, Format::Rst), expected);
        }
    }

    #[test]
    fn cells_of_several_lines_columns_and_rows_are_told_apart() {
        for (text, outline) in [
            (
                "+------+------+------+\n| City | Year | What |\n+======+======+======+\n| Riga | 1201 | a    |\n| old  |      | town |\n+------+------+------+\n| Kiel, more  | 1242 |\n+------+------+------+\n| Kiel | since| salt |\n+------+ long +------+\n| Lund |      | fish |\n+------+------+------+\n",
                "| City | Year | What |\n| --- | --- | --- |\n| Riga old | 1201 | a town |\n| Kiel, more |  | 1242 |\n| Kiel | since long | salt |\n| Lund |  | fish |",
            ),
            // Wide letters, where columns are no longer those of the rules.
            ("+------+------+\n| 里加 | 1201 |\n+------+------+\n", "| 里加 | 1201 |"),
            (
                "====  =======\nCity  What\n====  =======\nRiga  a town\n      on sand\n\nKiel  another\n====  =======\n",
                "| City | What |\n| --- | --- |\n| Riga | a town on sand |\n| Kiel | another |",
            ),
            // A line below a row joins its cells.
            (
                "=====  =====  =====\n    Sold      Town\n------------  -----\nSalt   Fish   Name\n=====  =====  =====\nwhite  grey   Riga\n=====  =====  =====\n",
                "| Sold |  | Town |\n| --- | --- | --- |\n| Salt | Fish | Name |\n| --- | --- | --- |\n| white | grey | Riga |",
            ),
            (
                "=====  =====  =====\nWhen   What both\n       is sold\n-----  ------------\n1201   white  grey\n=====  =====  =====\n",
                "| When | What both is sold |\n| 1201 | white | grey |",
            ),
        ] {
            assert_eq!(read(text, Format::Rst).outline().trim(), outline, "{text}");
        }
    }
}
