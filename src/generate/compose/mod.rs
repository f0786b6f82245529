//! Facts become cards: what is asked, what is right, where it stands.

mod cards;
mod filter;
mod id;

use super::fact::Facts;
use crate::deck::note::{DeckFile, Note};
use crate::deck::{DeckId, Source};
use crate::document::Document;
use std::collections::HashSet;

/// A kind of card; a deck each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What happened when.
    Dates,
    /// Who is who.
    Actors,
    /// Who claims what.
    Arguments,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Dates, Self::Actors, Self::Arguments];

    /// The kind's name in ids, tags and file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Actors => "actors",
            Self::Arguments => "arguments",
        }
    }
}

/// A card and the fact that it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The kind of fact.
    pub kind: Kind,
    /// Index of the fact among its kind's facts.
    pub fact: usize,
    /// The card.
    pub note: Note,
    /// Better cards have a higher rank.
    rank: u32,
}

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Only these kinds; all where there is none.
    pub only: Vec<Kind>,
    /// At most so many cards, the best of all kinds.
    pub max: Option<usize>,
}

/// Cards for `facts`, those of a kind in the document's order.
pub fn compose(document: &Document, facts: &Facts, options: &Options) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for kind in Kind::ALL {
        if options.only.is_empty() || options.only.contains(&kind) {
            drafts.extend(match kind {
                Kind::Dates => cards::dates(document, facts),
                Kind::Actors => cards::actors(document, facts),
                Kind::Arguments => cards::arguments(document, facts),
            });
        }
    }
    let mut drafts = filter::keep_good(drafts);
    if let Some(max) = options.max {
        keep_best(&mut drafts, max);
    }
    drafts
}

/// Keeps the `max` best, in the order in which they stand.
fn keep_best(drafts: &mut Vec<Draft>, max: usize) {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(drafts[at].rank), at));
    let kept: HashSet<usize> = order.into_iter().take(max).collect();
    let mut at = 0;
    drafts.retain(|_| {
        at += 1;
        kept.contains(&(at - 1))
    });
}

/// The deck that `drafts` of one kind make; `name` is the document's.
pub fn deck(document: &Document, name: &DeckId, title: &str, drafts: &[&Draft]) -> DeckFile {
    let meta = &document.meta;
    let has_source = meta.title.is_some() || meta.author.is_some() || meta.year.is_some();
    DeckFile {
        id: name.clone(),
        title: title.to_owned(),
        language: "en".to_owned(),
        ask: None,
        source: has_source.then(|| Source {
            title: meta.title.clone(),
            author: meta.author.clone(),
            year: meta.year,
        }),
        exam: None,
        notes: drafts.iter().map(|draft| draft.note.clone()).collect(),
    }
}
