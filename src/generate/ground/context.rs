//! What stands above a passage: titles of its sections, the words that lead into a list,
//! the names of a table's columns.

use super::signs::{Name, Names, Signs};
use crate::document::{BlockKind, Document};
use std::collections::HashMap;

/// So many titles above one another are looked at.
const LEVELS: usize = 6;

/// What stands around a passage.
#[derive(Debug)]
pub(super) struct Around<'g> {
    /// The passage, and its neighbours.
    pub(super) near: Vec<&'g Signs>,
    /// What leads into the list that holds it.
    pub(super) lead: Option<&'g Signs>,
    /// Titles, and how the document opens.
    pub(super) above: Vec<&'g Signs>,
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
    opening: Signs,
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

    /// The titles above a place, the nearest first, and the opening.
    pub(super) fn above(&self, section: Option<usize>) -> Vec<&Signs> {
        let path = std::iter::successors(section, |&at| self.sections.get(at)?.1).take(LEVELS);
        let titles = path.filter_map(|at| Some(&self.sections.get(at)?.0));
        titles.chain([&self.opening]).collect()
    }
}

/// Where each item's list begins, by the item's place.
pub(super) fn lists(document: &Document) -> HashMap<usize, (usize, bool)> {
    let items = document.blocks.iter().filter(|block| block.kind == BlockKind::Item);
    let begin = |item: &crate::document::Block| {
        let list = &document.blocks[item.parent?];
        let is_ordered = list.kind == BlockKind::List { is_ordered: true };
        Some((item.span.start, (list.span.start, is_ordered)))
    };
    items.filter_map(begin).collect()
}
