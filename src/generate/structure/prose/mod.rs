//! What sentences of the prose define, what causes what, and what else they tell: a file a
//! kind, over the statements of a sentence (`clause`). A wrong card costs more than one
//! that is not made: what is not certain is none.

mod appositions;
mod causes;
mod contrasts;
mod deeds;
mod definitions;
mod lists;
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
use crate::generate::text::bare;
use crate::generate::tree::{self, Tree};
use crate::language::Annotations;
use std::collections::HashSet;
use std::ops::Range;

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
        prose.extend(definitions::find(&tree));
        prose.extend(causes::find(&tree));
        prose.extend(told(&tree, &named));
    }
    // A summary says again what a term means: the first time is asked.
    let mut defined: HashSet<String> =
        found.iter().map(|structure| name(document, structure)).collect();
    prose.retain(|structure| {
        !matches!(structure, Structure::Definition { .. })
            || defined.insert(name(document, structure))
    });
    found.extend(prose);
}

/// What a sentence tells beside definitions and causes.
fn told(tree: &Tree<'_>, named: &Named<'_>) -> Vec<Structure> {
    let clauses: Vec<Clause<'_, '_>> = clause::all(tree).collect();
    let mut found: Vec<Structure> = Vec::new();
    for clause in &clauses {
        found.extend(deeds::find(clause, named));
        found.extend(numbers::find(clause, named));
        found.extend(places::find(clause, named));
        found.extend(significance::of_verb(clause, named));
    }
    found.extend(significance::of_noun(tree, named));
    found.extend(lists::find(tree));
    found.extend(contrasts::find(tree, &clauses));
    found.extend(quotations::find(tree, named));
    found
}

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

/// A telling by its parts and at most two questions, each with the words that answer.
fn telling(
    tree: &Tree<'_>,
    topic: Topic,
    parts: &[(&'static str, Range<usize>)],
    questions: [(Option<String>, Range<usize>); 2],
) -> Option<Structure> {
    let parts = parts.iter().map(|(name, row)| Some((*name, tree.trimmed(row.clone())?)));
    let parts = parts.collect::<Option<Vec<_>>>()?;
    let asked = questions.into_iter().filter_map(|(asked, row)| Some((asked?, tree.trimmed(row)?)));
    let questions = asked.collect();
    let certainty = Certainty::Likely;
    Some(Structure::Telling(Telling { topic, parts, questions, leans: 0, certainty }))
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
        && !text.ends_with('?')
}

/// The term that is defined, to be compared.
fn name(document: &Document, structure: &Structure) -> String {
    let Structure::Definition { term, .. } = structure else { return String::new() };
    let name = document.slice(term.clone()).to_lowercase();
    bare(&name).to_owned()
}

#[cfg(test)]
mod tests;
