//! What was read of a document, and what was left out and why.

use super::Document;
use super::tree::{BlockKind, MarkKind, Role};
use crate::base::words::count;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// Counts of what a document holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Inventory {
    /// Words of the body: prose, headings, lists and tables.
    pub words: usize,
    /// Words that stand in tables, of those.
    pub table_words: usize,
    /// Pages, where the format has any.
    pub pages: usize,
    /// Headings of the body.
    pub headings: usize,
    /// Tables of the body.
    pub tables: usize,
    /// Lists of the body, nested ones included.
    pub lists: usize,
    /// Marks of notes.
    pub notes: usize,
    /// Formulas.
    pub formulas: usize,
    /// Words left out by reason.
    pub left_out: BTreeMap<Role, LeftOut>,
    /// Words of code.
    pub code_words: usize,
    /// Pages without text, from 1.
    pub blank_pages: Vec<usize>,
    /// Letters of fonts that do not say what they mean.
    pub unread_letters: usize,
    /// Other files that the text takes in; they are not read.
    pub included: Vec<String>,
    /// What the text was written in, where that was not UTF-8.
    pub encoding: Option<&'static str>,
    /// The language of the body, in English, where it is not English.
    pub language: Option<&'static str>,
}

/// What was left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct LeftOut {
    /// Words.
    pub words: usize,
    /// Pieces: paragraphs, notes, entries.
    pub pieces: usize,
    /// The heading that it stands under, where it has one.
    pub heading: Option<String>,
}

impl Document {
    /// Counts what was read and what was left out.
    pub fn inventory(&self) -> Inventory {
        let mut inventory = Inventory {
            pages: self.pages.len(),
            notes: self.marks.iter().filter(|mark| mark.kind == MarkKind::Note).count(),
            formulas: self.marks.iter().filter(|mark| mark.kind == MarkKind::Formula).count(),
            blank_pages: self.blank_pages.clone(),
            unread_letters: self.unread_letters,
            included: self.included.clone(),
            encoding: self.encoding,
            language: self.language,
            ..Inventory::default()
        };
        let mut tables = 0..0;
        for (index, block) in self.blocks.iter().enumerate() {
            let words = match block.kind.is_leaf() {
                true => words(self.slice(block.span.clone())),
                false => 0,
            };
            if block.role != Role::Body {
                let left_out = inventory.left_out.entry(block.role).or_default();
                left_out.words += words;
                match block.kind {
                    BlockKind::Heading { .. } if left_out.heading.is_none() => {
                        left_out.heading = Some(self.slice(block.span.clone()).to_owned());
                    }
                    kind => left_out.pieces += usize::from(kind.is_leaf()),
                }
                continue;
            }
            if block.kind == BlockKind::Table {
                tables = Range { start: index, end: block.end };
            }
            inventory.count(block.kind, words, tables.contains(&index));
        }
        inventory
    }
}

impl Inventory {
    fn count(&mut self, kind: BlockKind, words: usize, in_table: bool) {
        match kind {
            BlockKind::Code => self.code_words += words,
            _ => self.words += words,
        }
        if in_table {
            self.table_words += words;
        }
        match kind {
            BlockKind::Heading { .. } => self.headings += 1,
            BlockKind::Table => self.tables += 1,
            BlockKind::List { .. } => self.lists += 1,
            BlockKind::Formula => self.formulas += 1,
            _ => {}
        }
    }

    /// One line for people: `read 3,412 words, 12 pages, 14 headings; left out: …`.
    pub fn line(&self) -> String {
        let mut read = vec![count(self.words, "word")];
        if let Some(encoding) = self.encoding {
            read[0].push_str(&format!(" written in {encoding}"));
        }
        let counted = [
            (self.pages, "page"),
            (self.headings, "heading"),
            (self.tables, "table"),
            (self.notes, "note mark"),
        ];
        let counted = counted.into_iter().filter(|(number, _)| *number > 0);
        read.extend(counted.map(|(number, noun)| count(number, noun)));
        let left_out = self.reasons();
        match left_out.is_empty() {
            true => format!("read {}", read.join(", ")),
            false => format!("read {}; left out: {}", read.join(", "), left_out.join(", ")),
        }
    }

    fn reasons(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if !self.blank_pages.is_empty() {
            let pages = count(self.blank_pages.len(), "page");
            reasons.push(format!("{pages} without text ({})", ranges(&self.blank_pages)));
        }
        if self.unread_letters > 0 {
            let letters = count(self.unread_letters, "letter");
            reasons.push(format!("{letters} of fonts that do not say what they mean"));
        }
        if let [first, rest @ ..] = self.included.as_slice() {
            let more = if rest.is_empty() { "" } else { ", …" };
            let files = count(self.included.len(), "file");
            reasons.push(format!("{files} that it takes in (‘{first}’{more})"));
        }
        for (role, left_out) in &self.left_out {
            let words = count(left_out.words, "word");
            let what = match (role, &left_out.heading) {
                (Role::Notes, _) => format!("{} ({words})", count(left_out.pieces, "note")),
                (_, Some(heading)) => format!("{words} under ‘{heading}’"),
                (role, None) => {
                    let name: &str = role.into();
                    format!("{words} of {}", name.replace('_', " "))
                }
            };
            reasons.push(what);
        }
        if self.code_words > 0 {
            reasons.push(format!("{} of code", count(self.code_words, "word")));
        }
        reasons
    }
}

/// Words: runs between blanks that hold a letter or a digit.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// `12–13, 20`
fn ranges(numbers: &[usize]) -> String {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => found.push((number, number)),
        }
    }
    let shown = found.iter().map(|&(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}
