//! A document becomes facts, and facts become cards.
//!
//! Extractors (`dates`, `actors`, `claims`, `structure`) read the clean view of a [`Document`],
//! and the grammar of its sentences (`tree`, `clause`), and give facts; `compose` ranks them,
//! removes doubles and writes cards. Deterministic: the same bytes in give the same decks out.

pub mod actors;
pub mod claims;
mod clause;
pub mod compose;
mod contradictions;
pub mod dates;
mod events;
pub mod fact;
mod form;
pub mod ground;
pub mod importance;
pub mod jsonl;
mod lexicon;
mod report;
mod structure;
mod text;
mod token;
mod tree;
mod verbs;

use crate::document::Document;
use crate::language::Annotations;
use fact::{Actor, ActorKind, DateFact, Facts, Mention};
use std::collections::HashSet;

/// Of so many sentences all are parsed; of a longer text those that some rule asks about.
const SHORT: usize = 12_000;

/// All facts of a document.
///
/// Dates and actors do not need each other, and are found side by side.
pub fn facts(document: &Document) -> Facts {
    let structure::Found { mut structures, dates: entries } = structure::find(document);
    // The other rules know English alone.
    if document.language.is_some() {
        return Facts { structures, dates: entries, ..Facts::default() };
    }
    let ((actors, mentions), mut dates) = std::thread::scope(|scope| {
        let dates = scope.spawn(|| dates::find(document));
        let actors = actors::find(document);
        (actors, dates.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let told = told(document, &actors, &mentions, &dates);
    let is_short = document.sentences.len() <= SHORT;
    let asks = |index| {
        is_short
            || told.contains(&index)
            || claims::asks(document, index)
            || structure::asks(document, index)
    };
    let annotations = Annotations::new(document, asks);
    structure::add_prose(document, &annotations, (&actors, &mentions), &mut structures);
    let agents: Vec<Mention> = fact::agents(&actors, &mentions).cloned().collect();
    let claims = claims::find(document, &annotations, &actors, &agents);
    events::link(document, &annotations, &mut dates);
    structure::add_entries(&mut dates, entries);
    let contradictions = contradictions::find(document, &annotations, &dates);
    Facts { dates, actors, mentions, claims, contradictions, structures, annotations }
}

/// Sentences that may tell when something happened, or what a person did.
fn told(
    document: &Document,
    actors: &[Actor],
    mentions: &[Mention],
    dates: &[DateFact],
) -> HashSet<usize> {
    let persons = mentions.iter().filter(|mention| actors[mention.actor].kind == ActorKind::Person);
    let named = persons.map(|mention| mention.span.start);
    let places = named.chain(dates.iter().map(|date| date.span.start));
    let sentences = 0..document.sentences.len();
    let counted = sentences.filter(|&at| document.sentence(at).bytes().any(|b| b.is_ascii_digit()));
    places.filter_map(|place| document.sentence_at(place)).chain(counted).collect()
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format};

    /// The rows of a table: a text, `=>`, and what is expected of it.
    pub(super) fn cases(table: &str) -> impl Iterator<Item = (&str, &str)> {
        let rows = table.lines().map(str::trim).filter(|row| !row.is_empty());
        rows.map(|row| row.split_once(" => ").expect("a text and what is expected of it"))
    }

    /// `shown` gives what each row expects.
    #[track_caller]
    pub(super) fn check(table: &str, shown: impl Fn(&str) -> String) {
        for (text, expected) in cases(table) {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    /// What was found, `;` between them; `none` without.
    pub(super) fn or_none(found: Vec<String>) -> String {
        if found.is_empty() { "none".to_owned() } else { found.join("; ") }
    }

    pub(super) fn read(text: &str) -> Document {
        Document::parse(text.as_bytes(), Format::Text).unwrap()
    }
}
