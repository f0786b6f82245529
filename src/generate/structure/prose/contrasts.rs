//! `Unlike the Inca, the Aztecs …`, `X …, whereas Y …`: how things differ. That is a fact,
//! but two things differ in more than one sentence says: it is not asked for.

use super::clause::{Clause, is_closed};
use super::telling;
use super::tree::Tree;
use crate::generate::fact::{Structure, Topic};
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

pub(super) fn find(tree: &Tree<'_>, clauses: &[Clause<'_, '_>]) -> Option<Structure> {
    unlike(tree, clauses).or_else(|| whereas(tree, clauses))
}

/// `Unlike the Inca, the Aztecs wrote`.
fn unlike(tree: &Tree<'_>, clauses: &[Clause<'_, '_>]) -> Option<Structure> {
    let root = tree.root()?;
    let opening = if tree.lower(0) == "unlike" { 1 } else { opened(tree)? };
    let clause = clauses.iter().find(|clause| clause.verb == root)?;
    let subject = clause.name(clause.subject)?;
    let comma = (tree.text(subject.start.checked_sub(1)?) == ",").then_some(subject.start - 1)?;
    let other = opening..comma;
    let whole = subject.start..tree.end_of(root);
    let is_good = (1..8).contains(&other.len())
        && (0..comma).all(|at| tree.text(at) != ",")
        && [&subject, &other, &whole].into_iter().all(|row| is_closed(tree, row.clone()));
    let parts = [("one", subject), ("other", other), ("difference", whole)];
    is_good.then(|| telling(tree, Topic::Comparison, &parts, [(None, 0..0), (None, 0..0)]))?
}

/// `In contrast to …`.
fn opened(tree: &Tree<'_>) -> Option<usize> {
    let opens = |words: &[&str]| {
        words.len() < tree.len()
            && words.iter().enumerate().all(|(at, word)| tree.lower(at) == *word)
    };
    (opens(&["in", "contrast", "to"]) || opens(&["in", "contrast", "with"])).then_some(3)
}

fn is_several(tree: &Tree<'_>, noun: usize) -> bool {
    matches!(tree.xpos(noun), Xpos::Nns | Xpos::Nnps) || tree.has(noun, Relation::Conj)
}

/// `The North made goods, whereas the South grew cotton`.
fn whereas(tree: &Tree<'_>, clauses: &[Clause<'_, '_>]) -> Option<Structure> {
    let root = tree.root()?;
    let main = clauses.iter().find(|clause| clause.verb == root)?;
    let mark = (1..tree.len()).find(|&at| {
        tree.relation(at) == Relation::Mark
            && (tree.lower(at) == "whereas"
                || tree.lower(at) == "while" && tree.text(at - 1) == ",")
    })?;
    let other = clauses.iter().find(|clause| tree.head(mark) == Some(clause.verb))?;
    let names: [Range<usize>; 2] = [main.name(main.subject)?, other.name(other.subject)?];
    let named =
        |clause: &Clause<'_, '_>| matches!(tree.upos(clause.subject), Upos::Noun | Upos::Propn);
    let whole = names[0].start..tree.end_of_sentence();
    let is_good = tree.relation(other.verb) == Relation::Advcl
        && tree.head(other.verb) == Some(root)
        && [main, other].into_iter().all(named)
        && names.iter().all(|name| name.len() < 6)
        && tree.lemma(main.subject) != tree.lemma(other.subject)
        && is_several(tree, main.subject) == is_several(tree, other.subject)
        && main.is_past() == other.is_past()
        && is_closed(tree, whole.clone());
    let [one, two] = names;
    let parts = [("one", one), ("other", two), ("difference", whole)];
    is_good.then(|| telling(tree, Topic::Comparison, &parts, [(None, 0..0), (None, 0..0)]))?
}
