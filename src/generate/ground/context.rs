//! The passages of a document, and what stands above each: titles of its sections, the
//! words that lead into a list, the names of a table's columns.

use super::Passage;
use super::names::{Name, Names};
use super::signs::Signs;
use crate::document::{Block, BlockKind, Document};
use crate::generate::fact::Facts;
use std::collections::HashMap;
use std::ops::Range;

/// So many titles above one another are looked at.
const LEVELS: usize = 6;
/// So many rows are searched for dates that are no facts; each costs as much as a text.
const DATED_ROWS: usize = 500;

/// What stands around a passage.
#[derive(Debug)]
pub(super) struct Around<'g> {
    /// The passage, and its neighbours.
    pub(super) near: Vec<&'g Signs>,
    /// What leads into the list that holds it.
    pub(super) lead: Option<&'g Signs>,
    /// Titles of its sections.
    pub(super) above: Vec<&'g Signs>,
    /// How the document opens: it names whose words it tells.
    pub(super) opening: &'g Signs,
}

impl Around<'_> {
    /// Whether it stands near: a neighbour or what leads in has it.
    pub(super) fn names(&self, name: &Name) -> bool {
        self.near.iter().chain(&self.lead).any(|signs| signs.has(name))
    }

    /// Whether a word of an answer stands there.
    pub(super) fn tells(&self, stem: &str) -> bool {
        self.near.iter().chain(&self.lead).any(|signs| signs.stems.contains(stem))
    }

    /// Whether a school or holder of a view is named there.
    pub(super) fn speaks_of(&self, stem: &str) -> bool {
        self.tells(stem) || self.above.iter().any(|signs| signs.stems.contains(stem))
    }

    /// Whether what is said here is said of it.
    pub(super) fn is_under(&self, name: &Name, names: &Names<'_>) -> bool {
        let stem = names.stem_of(name);
        self.above.iter().any(|signs| signs.has(name) || signs.stems.contains(&stem))
    }
}

/// The titles of a document.
#[derive(Debug)]
pub(super) struct Titles {
    /// Each with the section that holds it.
    sections: Vec<(Signs, Option<usize>)>,
    pub(super) opening: Signs,
}

impl Titles {
    pub(super) fn new(document: &Document, names: &Names<'_>) -> Self {
        let mut open: Vec<usize> = Vec::new();
        let sections = document.sections.iter().enumerate().map(|(at, section)| {
            open.truncate(LEVELS);
            while open.last().is_some_and(|&last| document.sections[last].level >= section.level) {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(at);
            (Signs::of_words(names, &section.title), parent)
        });
        let sections = sections.collect();
        let first = document.sentences.first().map(|first| document.slice(first.span.clone()));
        let meta = [document.meta.title.as_deref(), document.meta.author.as_deref(), first];
        let opening: Vec<&str> = meta.into_iter().flatten().collect();
        Self { sections, opening: Signs::of_words(names, &opening.join(". ")) }
    }

    /// The titles above a place, the nearest first.
    pub(super) fn above(&self, section: Option<usize>) -> Vec<&Signs> {
        let path = std::iter::successors(section, |&at| self.sections.get(at)?.1).take(LEVELS);
        path.filter_map(|at| Some(&self.sections.get(at)?.0)).collect()
    }
}

/// What the sentences and rows of a document say, in their order.
pub(super) fn passages(document: &Document, facts: &Facts, names: &Names<'_>) -> Vec<Passage> {
    let sentences = document.sentences.iter().map(|one| (one.span.clone(), one.paragraph));
    // Each row stands alone, behind the paragraphs.
    let rows = rows(document, |_| true).map(|row| row.span.clone());
    let rows = rows.zip(document.paragraphs.len()..);
    let mut places: Vec<(Range<usize>, usize)> = sentences.chain(rows).collect();
    places.sort_by_key(|(span, _)| span.start);
    let heads = heads(document, facts, names);
    let lists = lists(document);
    let mut passages: Vec<Passage> = Vec::new();
    for (span, group) in places {
        let mut signs = Signs::of_passage(document, facts, names, span.clone());
        let paragraph = document.paragraphs.get(group);
        if paragraph.is_none() {
            if group - document.paragraphs.len() < DATED_ROWS {
                signs.take_in_dates(document.slice(span.clone()));
            }
            let before = heads.partition_point(|(table, _)| table.start <= span.start);
            let head = heads[..before].last().filter(|(table, _)| table.end >= span.end);
            head.iter().for_each(|(_, head)| signs.take_in(head));
        }
        let list = lists.get(&paragraph.map_or(span.start, |one| one.span.start));
        let lead = list.and_then(|list| lead(document, &passages, list.start));
        let step = list.filter(|list| list.is_ordered).map(|list| list.start);
        let section = document.section_index_at(span.start);
        passages.push(Passage { span, group, section, lead, step, signs });
    }
    passages
}

fn rows(document: &Document, is: impl Fn(bool) -> bool) -> impl Iterator<Item = &Block> {
    document.blocks.iter().filter(move |block| match block.kind {
        BlockKind::Row { is_head } => is(is_head),
        _ => false,
    })
}

/// The names of the columns of each table, with where it stands.
fn heads(document: &Document, facts: &Facts, names: &Names<'_>) -> Vec<(Range<usize>, Signs)> {
    let head = |row: &Block| {
        let table = document.blocks[row.parent?].span.clone();
        Some((table, Signs::of_passage(document, facts, names, row.span.clone())))
    };
    rows(document, |is_head| is_head).filter_map(head).collect()
}

/// The passage that ends with a colon before a list.
fn lead(document: &Document, passages: &[Passage], list: usize) -> Option<usize> {
    let behind = passages.partition_point(|passage| passage.span.start < list);
    let lead = behind.checked_sub(1)?;
    document.slice(passages[lead].span.clone()).ends_with(':').then_some(lead)
}

struct List {
    start: usize,
    is_ordered: bool,
}

/// The list of each item, by the item's place.
fn lists(document: &Document) -> HashMap<usize, List> {
    let items = document.blocks.iter().filter(|block| block.kind == BlockKind::Item);
    let list = |item: &Block| {
        let list = &document.blocks[item.parent?];
        let is_ordered = list.kind == BlockKind::List { is_ordered: true };
        Some((item.span.start, List { start: list.span.start, is_ordered }))
    };
    items.filter_map(list).collect()
}
