//! Tables of LaTeX: rows that end in `\\`, cells between `&`, rules between rows.

use super::commands::Environment;
use super::{Latex, Open, commands};
use crate::document::error::ReadError;
use crate::document::tree::BlockKind;

impl Latex<'_> {
    pub(super) fn table(&mut self) -> Option<&mut Open> {
        self.open.last_mut().filter(|open| open.what == Environment::Table)
    }

    /// `&` between the cells of a row.
    pub(super) fn cell(&mut self, at: usize) -> Result<usize, ReadError> {
        match self.table().is_some_and(|table| table.in_item) {
            true => {
                self.paragraph()?;
                self.builder.end()?;
                self.builder.start(BlockKind::Cell)?;
            }
            false => self.put(" ", at..at + 1)?,
        }
        Ok(at + 1)
    }

    /// `\\`: a line ends, or a row.
    pub(super) fn line_end(
        &mut self,
        at: usize,
        next: usize,
        end: usize,
    ) -> Result<usize, ReadError> {
        let star = usize::from(self.source[next..end].starts_with('*'));
        let next = self.option(next + star, end).map_or(next + star, |option| option.end + 1);
        if !self.table().is_some_and(|table| table.in_item) {
            self.put(" ", at..at + 2)?;
            return Ok(next);
        }
        self.paragraph()?;
        self.builder.end()?;
        self.builder.end()?;
        let first = self.table().map_or(0, |table| {
            table.in_item = false;
            std::mem::take(&mut table.first)
        });
        let (next, has_rule) = self.row(next, end)?;
        if has_rule
            && first > 0
            && let Some(row) = self.builder.blocks_from(first).first_mut()
            && !row.kind.is_leaf()
        {
            row.kind = BlockKind::Row { is_head: true };
        }
        Ok(next)
    }

    /// Begins the next row behind the rules before it, and says whether there were
    /// any; none where the table ends.
    pub(super) fn row(&mut self, at: usize, end: usize) -> Result<(usize, bool), ReadError> {
        let (mut next, mut has_rule) = (at, false);
        loop {
            let rest = &self.source[next..end];
            next += rest.len() - rest.trim_start().len();
            let rest = &self.source[next..end];
            if let Some(rule) = commands::RULES.iter().find(|rule| rest.starts_with(*rule)) {
                has_rule = true;
                next += rule.len();
                let rest = &self.source.as_bytes()[next..end];
                if rest.starts_with(b"(") {
                    next += rest.iter().take(9).position(|&byte| byte == b')').unwrap_or(0) + 1;
                }
                next = self.skip(next, end);
            } else if rest.starts_with("\\caption") {
                let name = "\\caption".len();
                next = self.leaf(BlockKind::Caption, next + name, end, 0)?;
                let first = self.builder.len();
                if let Some(table) = self.table() {
                    table.first = first;
                }
            } else if rest.starts_with('%') {
                let line = rest.find('\n').unwrap_or(rest.len());
                self.comments.push(next + 1..next + line.max(1));
                next += line;
            } else {
                break;
            }
        }
        if !self.source[next..end].starts_with(r"\end") && next < end {
            if let Some(table) = self.table() {
                table.in_item = true;
            }
            self.builder.start(BlockKind::Row { is_head: false })?;
            self.builder.start(BlockKind::Cell)?;
        }
        Ok((next, has_rule))
    }
}
