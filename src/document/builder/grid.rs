//! The columns of a table, where cells fill several columns or rows.

/// Widest and highest cell, and the last column that one from above may fill.
const MAX_SPAN: usize = 100;

/// Where the next cell of an open table stands.
#[derive(Debug, Default)]
pub(super) struct Grid {
    column: usize,
    /// How many columns more the last cell fills.
    columns: usize,
    /// How many rows more the cell above each column fills.
    rows: Vec<u16>,
}

impl Grid {
    /// Goes to the next column; whether a cell before it or above it fills that.
    pub(super) fn is_filled(&mut self) -> bool {
        self.column += 1;
        if self.columns > 0 {
            self.columns -= 1;
            return true;
        }
        let above = self.rows.get_mut(self.column - 1).filter(|rows| **rows > 0);
        above.map(|rows| *rows -= 1).is_some()
    }

    /// The cell of this column fills others, too.
    pub(super) fn span(&mut self, columns: usize, rows: usize) {
        let (columns, rows) = (columns.clamp(1, MAX_SPAN), rows.clamp(1, MAX_SPAN));
        self.columns = columns - 1;
        let end = self.column + self.columns;
        if rows > 1 && self.column > 0 && end <= MAX_SPAN {
            self.rows.resize(self.rows.len().max(end), 0);
            self.rows[self.column - 1..end].fill(rows as u16 - 1);
        }
    }

    /// Behind the last cell of a row no column is told apart.
    pub(super) fn end_row(&mut self) {
        let behind = (self.column + self.columns).min(self.rows.len());
        self.rows[behind..].iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        while self.rows.last() == Some(&0) {
            self.rows.pop();
        }
        (self.column, self.columns) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use crate::document::builder::Builder;
    use crate::document::tree::BlockKind;

    #[test]
    fn cells_stay_in_their_columns() {
        type Cells = &'static [(&'static str, usize, usize)];
        let rows: [(Cells, &str); 6] = [
            (&[("a", 1, 3), ("b", 2, 1), ("c", 1, 1)], "| a | b |  | c |"),
            (&[("d", 1, 1), ("e", 1, 2), ("f", 1, 1)], "|  | d | e | f |"),
            (&[("g", 1, 1)], "|  | g |"),
            (&[("h", 3, 2)], "| h |"),
            (&[("i", 1, 1)], "|  |  |  | i |"),
            (&[("j", 1, 1), ("k", 1, 1)], "| j | k |"),
        ];
        let mut builder = Builder::default();
        builder.start(BlockKind::Table).unwrap();
        for (cells, _) in rows {
            builder.start(BlockKind::Row { is_head: false }).unwrap();
            for (text, columns, rows) in cells {
                builder.start(BlockKind::Cell).unwrap();
                builder.span(*columns, *rows);
                builder.text(text, None).unwrap();
                builder.end().unwrap();
            }
            builder.end().unwrap();
        }
        builder.end().unwrap();
        let outline = builder.finish().unwrap().outline();
        let expected: Vec<&str> = rows.iter().map(|(_, row)| *row).collect();
        assert_eq!(outline.trim().lines().collect::<Vec<_>>(), expected);
    }
}
