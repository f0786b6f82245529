//! What sentences of the prose define, what causes what, and what else they tell: a file a
//! kind, over the statements of a sentence (`clause`). A wrong card costs more than one
//! that is not made: what is not certain is none.

mod appositions;
mod bounds;
mod causes;
mod contrasts;
mod deeds;
mod definitions;
mod doers;
mod lists;
mod loose;
mod numbers;
mod places;
mod quotations;
mod senses;
mod significance;
mod statements;

use crate::document::{BlockKind, Document, HOLE, ParagraphKind};
use crate::generate::clause::{self, Clause};
use crate::generate::fact::{
    Actor, ActorKind, Certainty, Mention, Structure, Telling, Topic, mention_at,
};
use crate::generate::text::{bare, words};
use crate::generate::token::trimmed;
use crate::generate::tree::Tree;
use crate::language::Annotations;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Fewest words of a sentence that another one follows from, or differs from.
const SHORTEST: usize = 4;

/// Longest sentence that is read, in words.
const LONGEST: usize = 60;

/// Adds what the sentences of the body say to what the layout says.
pub(super) fn read(
    document: &Document,
    annotations: &Annotations,
    (actors, mentions): (&[Actor], &[Mention]),
    found: &mut Vec<Structure>,
) {
    let mut prose: Vec<Structure> = Vec::new();
    let named = Named { actors, mentions };
    let mut reader = statements::Reader::new(document, annotations);
    let stated = annotations.iter().filter(|sentence| is_told(document, sentence.sentence));
    for sentence in stated {
        if sentence.len() > LONGEST {
            continue;
        }
        let tree = Tree::of(document, sentence);
        prose.extend(reader.read(sentence.sentence, &tree, &named));
        prose.extend(definitions::find(&tree, &named));
        prose.extend(causes::find(&tree, &named));
        prose.extend(told(&tree, &named, reader.meant()));
    }
    // A summary says again what a term means: the first time is asked.
    let mut defined: HashSet<String> =
        found.iter().map(|structure| name(document, structure)).collect();
    // What is only likely to be one gives way to one that is.
    let mut keep = |structure: &Structure, is_likely: bool| match structure {
        Structure::Definition { certainty, .. } => {
            (*certainty == Certainty::Likely) != is_likely
                || defined.insert(name(document, structure))
        }
        _ => true,
    };
    prose.retain(|structure| keep(structure, false));
    prose.retain(|structure| keep(structure, true));
    found.extend(prose);
}

/// What a sentence tells beside definitions and causes.
fn told(tree: &Tree<'_>, named: &Named<'_>, meant: &Meant) -> Vec<Structure> {
    let (plain, others): (Vec<Clause<'_, '_>>, Vec<_>) =
        clause::every(tree).partition(Clause::is_plain);
    let mut found: Vec<Structure> = Vec::new();
    for clause in plain.iter().chain(&others) {
        found.extend(deeds::find(clause, named, meant));
    }
    let clauses = plain;
    for clause in &clauses {
        found.extend(places::find(clause, named));
        found.extend(significance::of_verb(clause, named));
    }
    found.extend(numbers::find(tree, &clauses, named));
    found.extend(significance::of_noun(tree, named));
    found.extend(lists::find(tree));
    found.extend(contrasts::find(tree));
    found.extend(quotations::find(tree, named, meant));
    found
}

/// Where those are named whom the pronouns of a sentence mean, by their words.
type Meant = HashMap<usize, Range<usize>>;

/// Actors by their places.
struct Named<'a> {
    actors: &'a [Actor],
    mentions: &'a [Mention],
}

impl Named<'_> {
    /// Who or what is named at a word.
    fn actor(&self, tree: &Tree<'_>, at: usize) -> Option<usize> {
        Some(mention_at(self.mentions, &tree.span(at..at + 1)?)?.actor)
    }

    fn kind(&self, tree: &Tree<'_>, at: usize) -> Option<ActorKind> {
        self.actor(tree, at).map(|actor| self.actors[actor].kind)
    }
}

/// A telling by its parts and the questions that its words make, each with the words that
/// answer.
fn telling(
    tree: &Tree<'_>,
    topic: Topic,
    parts: &[(&'static str, Range<usize>)],
    questions: impl IntoIterator<Item = (Option<String>, Range<usize>)>,
    certainty: Certainty,
) -> Option<Structure> {
    let parts = parts.iter().map(|(name, row)| Some((*name, tree.trimmed(row.clone())?)));
    let parts = parts.collect::<Option<Vec<_>>>()?;
    let asked = questions.into_iter().filter_map(|(asked, row)| Some((asked?, tree.trimmed(row)?)));
    let questions = asked.collect();
    Some(Structure::Telling(Telling { topic, parts, questions, leans: 0, before: None, certainty }))
}

/// The sentence before, where it is told in the same paragraph.
fn before(tree: &Tree<'_>) -> Option<Range<usize>> {
    let document = tree.document();
    let here = document.sentence_at(tree.span(0..1)?.start)?;
    let before = here.checked_sub(1).filter(|&before| {
        document.sentences[before].paragraph == document.sentences[here].paragraph
            && is_told(document, before)
    })?;
    let span = trimmed(document, document.sentences[before].span.clone());
    (words(document.slice(span.clone())) >= SHORTEST).then_some(span)
}

/// Whether a sentence is one of the prose, whole, and states something.
fn is_told(document: &Document, index: usize) -> bool {
    let sentence = &document.sentences[index];
    let text = document.slice(sentence.span.clone());
    let paragraph = &document.paragraphs[sentence.paragraph];
    // `Bureau of Mines: adds parts of the forest`, which defines.
    let is_note = || {
        let holder = document.ancestors(paragraph.block).next();
        holder.is_some_and(|at| document.blocks[at].kind == BlockKind::Item) && text.contains(": ")
    };
    paragraph.kind == ParagraphKind::Prose
        && !is_note()
        && !text.contains([HOLE, '→'])
        && !text.trim_end_matches(['”', '"', ')', '.']).ends_with('?')
}

/// The term that is defined, to be compared.
fn name(document: &Document, structure: &Structure) -> String {
    let Structure::Definition { term, .. } = structure else { return String::new() };
    let name = document.slice(term.clone()).to_lowercase();
    bare(&name).to_owned()
}

#[cfg(test)]
mod tests;
