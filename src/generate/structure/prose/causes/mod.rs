//! What a sentence gives as the cause of what: a reason beside a statement (`reasons`), a verb
//! or a noun between the two (`verbs`, `nouns`), or a statement that follows from the one
//! before (`conclusions`). Each finder says how sure it is; what is sure and clear is asked.

mod conclusions;
mod nouns;
mod reasons;
mod verbs;

use super::Named;
use super::bounds::{bare, breaks_off};
use crate::generate::fact::{Certainty, Structure};
use crate::generate::lexicon::{ROLES, WRITERS, listed};
use crate::generate::tree::Tree;
use crate::language::{Upos, Xpos};
use std::ops::Range;

/// A cause and its effect, as words of a sentence.
struct Tie {
    cause: Range<usize>,
    effect: Range<usize>,
    /// Questions that the cause and the effect answer.
    asked: [Option<String>; 2],
    is_sure: bool,
}

/// All that a sentence gives, no two of the same words.
pub(super) fn find(tree: &Tree<'_>, named: &Named<'_>) -> Vec<Structure> {
    let ties =
        reasons::find(tree).into_iter().chain(verbs::find(tree, named)).chain(nouns::find(tree));
    let ties = ties.chain(conclusions::within(tree));
    let mut found: Vec<Structure> = ties.filter_map(|tie| structure(tree, tie)).collect();
    found.extend(conclusions::of_sentence(tree));
    // What is asked for stands first where two rules read the same words.
    found.sort_by_key(|one| !is_asked(one));
    let mut kept: Vec<Structure> = Vec::new();
    for one in found {
        if kept.iter().all(|other| !is_same(&one, other)) {
            kept.push(one);
        }
    }
    kept
}

fn is_asked(structure: &Structure) -> bool {
    matches!(structure, Structure::Cause { of_cause, of_effect, .. } if of_cause.is_some() || of_effect.is_some())
}

/// Whether both halves of two facts share words.
fn is_same(one: &Structure, other: &Structure) -> bool {
    let halves = |structure: &Structure| match structure {
        Structure::Cause { cause, effect, .. } => Some([cause.clone(), effect.clone()]),
        _ => None,
    };
    let meet = |one: &Range<usize>, two: &Range<usize>| one.start < two.end && two.start < one.end;
    halves(one)
        .zip(halves(other))
        .is_some_and(|([cause, effect], [why, what])| meet(&cause, &why) && meet(&effect, &what))
}

fn structure(tree: &Tree<'_>, tie: Tie) -> Option<Structure> {
    let [cause, effect] = [tie.cause, tie.effect].map(|row| bare(tree, row));
    let is_whole =
        [&cause, &effect].into_iter().all(|row| row.start < row.end && !breaks_off(tree, row));
    // What a pronoun at its beginning means another sentence says.
    let points = |row: &Range<usize>| tree.upos(row.start) == Upos::Pron;
    let is_sure = tie.is_sure && ![&cause, &effect].into_iter().any(points);
    let certainty = if is_sure { Certainty::Certain } else { Certainty::Likely };
    let (cause, effect) = (tree.trimmed(cause)?, tree.trimmed(effect)?);
    let [of_cause, of_effect] = tie.asked;
    let is_apart = cause.end <= effect.start || effect.end <= cause.start;
    (is_whole && is_apart).then_some(Structure::Cause {
        cause,
        effect,
        of_cause,
        of_effect,
        certainty,
    })
}

/// `the accident` alone was named before.
fn is_said_which(tree: &Tree<'_>, row: Range<usize>) -> bool {
    let is_named = |at: usize| {
        at > row.start
            && matches!(tree.xpos(at), Xpos::Nnp | Xpos::Nnps | Xpos::In | Xpos::Wdt | Xpos::Cd)
    };
    tree.lower(row.start) != "the" || row.clone().any(is_named)
}

/// Whether a word of a cause or an effect points at what the other half or another sentence
/// names.
fn points(tree: &Tree<'_>, mut row: Range<usize>) -> bool {
    let from = row.start;
    // A remark belongs to what it stands behind.
    let is_inside = |at: usize| {
        matches!(tree.xpos(at), Xpos::Nnp | Xpos::Nnps) || at > from && tree.text(at) == ","
    };
    row.any(|at| match tree.xpos(at) {
        Xpos::Prp | Xpos::PrpPoss => !(from..at).any(is_inside),
        _ => listed!("pointing back").contains(&tree.lower(at)),
    })
}

/// Whether a noun is one for people.
fn is_person(tree: &Tree<'_>, noun: usize) -> bool {
    let lemma = tree.lemma(noun);
    let lists = [&ROLES, &WRITERS, listed!("people"), listed!("human nouns")];
    lists.into_iter().any(|list| list.contains(lemma))
}
