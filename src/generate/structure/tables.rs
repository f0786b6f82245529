//! Tables: timelines, terms and meanings, things compared.

use super::{Found, definition, words};
use crate::calendar::Span;
use crate::document::{BlockKind, Document, HOLE};
use crate::generate::dates;
use crate::generate::fact::{Structure, Tie};
use crate::generate::lexicon::listed;
use std::ops::Range;

/// Cells that make a column one of dates, out of ten.
const DATED: usize = 7;
/// Longest value of a feature, in words.
const LONGEST_VALUE: usize = 16;
/// Most cells that are read of a table.
const MOST_CELLS: usize = 4000;

struct Table {
    head: Vec<Range<usize>>,
    rows: Vec<Vec<Range<usize>>>,
}

/// What a table says.
pub(super) fn read(document: &Document, table: usize, found: &mut Found) {
    let Some(table) = Table::of(document, table) else { return };
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let dated: Vec<Vec<Option<Span>>> = (0..columns)
        .map(|column| {
            let cells = table.rows.iter().map(|row| row.get(column));
            cells.map(|cell| dates::value_of(document.slice(cell?.clone()))).collect()
        })
        .collect();
    let is_dated = |column: &Vec<Option<Span>>| {
        column.iter().flatten().count() * 10 >= table.rows.len() * DATED
    };
    let mut of_dates = (0..columns).filter(|&column| is_dated(&dated[column]));
    // Born and died: two columns of dates are features of the thing before them.
    if let (Some(date), None) = (of_dates.next(), of_dates.next())
        && table.tells_dates(document, date)
    {
        return table.entries(document, date, &dated[date], found);
    }
    match columns {
        2 if table.defines(document) => found.structures.extend(table.definitions(document)),
        2.. if table.head.len() >= 2 => found.structures.extend(table.features(document)),
        _ => {}
    }
}

impl Table {
    fn of(document: &Document, table: usize) -> Option<Self> {
        let mut found = Self { head: Vec::new(), rows: Vec::new() };
        let mut cells = 0;
        for row in document.children(table) {
            let BlockKind::Row { is_head } = document.blocks[row].kind else { continue };
            let row: Vec<Range<usize>> =
                document.children(row).map(|cell| document.blocks[cell].span.clone()).collect();
            cells += row.len();
            match is_head && found.head.is_empty() && found.rows.is_empty() {
                true => found.head = row,
                false => found.rows.push(row),
            }
        }
        (found.rows.len() >= 2 && cells <= MOST_CELLS).then_some(found)
    }

    /// Whether a column's head or its looks say that its numbers are years: watts and
    /// calories are numbers too.
    fn tells_dates(&self, document: &Document, column: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let mut cells = cells.map(|cell| document.slice(cell.clone()).trim());
        let head = self.head.get(column).map(|cell| document.slice(cell.clone()).to_lowercase());
        let is_said = |head: String| {
            let mut words = head.split(|c: char| !c.is_alphabetic());
            head.trim().is_empty() || words.any(|word| listed!("heads of dates").contains(word))
        };
        head.is_none_or(is_said) || cells.any(|cell| cell.contains(char::is_alphabetic))
    }

    /// A row each: its date and what its longest other column says.
    fn entries(
        &self,
        document: &Document,
        date: usize,
        values: &[Option<Span>],
        found: &mut Found,
    ) {
        let length = |column: usize| -> usize {
            self.rows.iter().filter_map(|row| row.get(column)).map(Range::len).sum()
        };
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let others = (0..columns).filter(|&column| column != date);
        let Some(event) = others.max_by_key(|&column| length(column)) else { return };
        for (row, value) in self.rows.iter().zip(values) {
            let (Some(date), Some(event), Some(value)) = (row.get(date), row.get(event), value)
            else {
                continue;
            };
            let text = document.slice(event.clone());
            if words(text) >= 2 && !text.contains([HOLE, '\n']) {
                found.entry(date.clone(), *value, event.clone());
            }
        }
    }

    /// Whether its columns are terms and meanings, as their heads or their looks say.
    fn defines(&self, document: &Document) -> bool {
        let head = |at: usize, list: &crate::generate::lexicon::Words| {
            let words = self.head.get(at).map(|cell| document.slice(cell.clone()).to_lowercase());
            words.is_some_and(|words| {
                words.split(|c: char| !c.is_alphabetic()).any(|word| list.contains(word))
            })
        };
        let mean = |column: usize| -> usize {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let all: usize = cells.map(|cell| words(document.slice(cell.clone()))).sum();
            all / self.rows.len()
        };
        head(0, listed!("heads of terms")) && head(1, listed!("heads of meanings"))
            // `thinks aloud | thinks before speaking`: two things side by side.
            || (1..=3).contains(&mean(0)) && mean(1) >= 3.max(2 * mean(0))
    }

    fn definitions(&self, document: &Document) -> Vec<Structure> {
        let rows = self.rows.iter().filter_map(|row| match row.as_slice() {
            [term, meaning] => {
                definition(document, term.clone(), meaning.clone(), Some(Tie::Glossary))
            }
            _ => None,
        });
        rows.collect()
    }

    /// A cell each: which thing, which feature. Things stand at the head where the
    /// corner is empty, else in the first column.
    fn features(&self, document: &Document) -> Vec<Structure> {
        let corner = self.head.first().map_or("", |cell| document.slice(cell.clone()));
        let mut found = Vec::new();
        for row in &self.rows {
            let Some((first, cells)) = row.split_first() else { continue };
            for (cell, head) in cells.iter().zip(self.head.iter().skip(1)) {
                let (thing, feature) = match corner.trim().is_empty() {
                    true => (head, first),
                    false => (first, head),
                };
                let said = words(document.slice(cell.clone()));
                let named = [thing, feature].iter().all(|span| {
                    let text = document.slice((*span).clone());
                    (1..=6).contains(&words(text)) && !text.contains('\n')
                });
                let text = document.slice(cell.clone());
                if named && (1..=LONGEST_VALUE).contains(&said) && !text.contains([HOLE, '\n']) {
                    found.push(Structure::Feature {
                        thing: thing.clone(),
                        feature: feature.clone(),
                        value: cell.clone(),
                    });
                }
            }
        }
        found
    }
}
