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

use crate::document::{BlockKind, Document, HOLE, MarkKind, ParagraphKind};
use crate::generate::clause::{self, Clause};
use crate::generate::fact::{
    Actor, ActorKind, Certainty, Mention, Structure, Telling, Topic, mention_at,
};
use crate::generate::lexicon::{DEEDS, MAKING, Pattern};
use crate::generate::text::bare;
use crate::generate::tree::{self, Tree};
use crate::generate::verbs::base;
use crate::language::Annotations;
use std::collections::HashSet;
use std::ops::Range;

/// Longest sentence that is read, in words.
const LONGEST: usize = 60;

/// Sentences that may define or say why; others are not parsed.
static CANDIDATE: Pattern = Pattern::new(
    r"(?i)\b(?:(?:is|are|was|were) (?:an?|the|any|\S+['’]s) |(?:is|are) [a-z]+s\b|called|termed|dubbed|known (?:\w+ )?as|referred to as|defined as|is when|include|included|«causing»|«cause remarks»|we mean|means?|meant|refers? to|referred to|denote[sd]?|because|since|due to|owing to|as a result of|«cause verbs»)\b|(?:[,(]| or) ?(?:or )?[“\x22]|, (?:or [a-z]+(?:ing|s) |[a-z]+s (?:with|of|that|which|in|for|from) |(?:or |i\.e\. )?(?:the |an? )|which )|: (?:an?|the) |«nouns of teachings»: ",
);

/// Adds what the sentences of the body say to what the layout says; `annotations` are
/// those of the sentences that [`asks`] about, and maybe others.
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
        if !asks(document, sentence.sentence) {
            continue;
        }
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

/// Whether a sentence may define or say why.
pub(super) fn asks(document: &Document, index: usize) -> bool {
    let sentence = &document.sentences[index];
    let (span, text) = (&sentence.span, document.slice(sentence.span.clone()));
    let is_marked = || {
        let next = document.marks.partition_point(|mark| mark.span.start < span.start);
        let marks = document.marks[next..].iter().take_while(|mark| mark.span.start < span.end);
        marks.into_iter().any(|mark| {
            matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Defined)
        })
    };
    is_told(document, index) && (CANDIDATE.is_match(text) || tells(text) || is_marked())
}

/// Sentences that may tell of a number, a rank or a difference, or quote somebody.
static TELLING: Pattern = Pattern::new(
    r"(?i)^To \w+ |[0-9“]|\b(?:«small numbers»|«shares»|«ranks»|million|billion|hundred|thousand|dozen|most|\w{3,}est|unlike|whereas|while|in contrast|in order to|so that|in response to)\b",
);

/// Whether a sentence may tell of a deed or the like.
fn tells(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    let told = [&DEEDS, &MAKING, &places::PLACED, &significance::MARKING];
    let is_told =
        |word: &str| base(word).is_some_and(|base| told.iter().any(|verbs| verbs.contains(base)));
    words.any(is_told) || TELLING.is_match(text)
}

/// The term that is defined, to be compared.
fn name(document: &Document, structure: &Structure) -> String {
    let Structure::Definition { term, .. } = structure else { return String::new() };
    let name = document.slice(term.clone()).to_lowercase();
    bare(&name).to_owned()
}

#[cfg(test)]
mod tests;
