//! `Wat Tyler led the Peasants' Revolt`: who did what, where somebody who is named did
//! something of consequence.

use super::clause::{self, Clause, is_closed, is_specific};
use super::tree::Tree;
use super::{Named, telling};
use crate::generate::fact::{ActorKind, Structure, Topic};
pub(super) use crate::generate::lexicon::{DEEDS, MAKING};
use crate::generate::lexicon::{STATES, listed};
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

pub(super) fn find(clause: &Clause<'_, '_>, named: &Named<'_>) -> Option<Structure> {
    let tree = clause.tree;
    let lemma = clause.base();
    let is_deed = (DEEDS.contains(lemma) || MAKING.contains(lemma)) && clause.is_past();
    let has_clause = tree.children(clause.verb).any(|at| {
        matches!(tree.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Iobj)
            || tree.xpos(at) == Xpos::Rp
    });
    // `led the Spanish to withdraw`: the rest says what it was.
    let goes_on = clause.rest.end < tree.len()
        && tree.lower(clause.rest.end) == "to"
        && listed!("deeds to an end").contains(lemma);
    if !is_deed || has_clause || goes_on {
        return None;
    }
    match clause.is_passive {
        true => suffered(clause, named, lemma),
        false => done(clause, named, lemma),
    }
}

/// `Wat Tyler led the revolt`.
fn done(clause: &Clause<'_, '_>, named: &Named<'_>, lemma: &str) -> Option<Structure> {
    let tree = clause.tree;
    let object = tree.child(clause.verb, Relation::Obj)?;
    let doer = clause.name(clause.subject)?;
    let deed = clause.rest.clone();
    let what = clause.complement(object)?;
    let is_whole = what.end == tree.reach(object).end
        || !tree
            .children(object)
            .any(|at| tree.relation(at) == Relation::Conj && tree.reach(at).end > what.end);
    let who = asker(tree, clause.subject, named, lemma);
    let is_good = is_whole && is_agent(clause, &doer) && is_closed(tree, doer.clone());
    let of_doer = who
        .filter(|_| is_thing(tree, object, &what, lemma) && is_closed(tree, deed.clone()))
        .map(|who| format!("{who} {}?", clause.predicate(&clause.told(), 0..0)));
    let others = deed.start..what.start;
    let behind = what.end..deed.end;
    let of_deed = (is_answer(clause, object, &what, lemma)
        && is_closed(tree, others)
        && is_closed(tree, behind))
    .then(|| clause.asked(what.clone()))
    .flatten()
    .zip(what_of(named.kind(tree, object), lemma))
    .map(|(asked, what)| format!("{what} {asked}?"));
    let questions = [(of_doer, doer.clone()), (of_deed, what)];
    is_good.then(|| telling(tree, Topic::Deed, &[("who", doer), ("what", deed)], questions))?
}

/// `The revolt was led by Wat Tyler`.
fn suffered(clause: &Clause<'_, '_>, named: &Named<'_>, lemma: &str) -> Option<Structure> {
    let tree = clause.tree;
    let agent = tree.agent_of(clause.verb).filter(|&at| at > clause.verb)?;
    let what = clause.name(clause.subject)?;
    let by = clause.complement(agent)?;
    let doer = clause::name(tree, agent)?;
    let doer = doer.start + 1..doer.end.min(clause.rest.end);
    let verb = clause.active()?;
    let rest = clause.predicate("", by);
    let who = asker(tree, agent, named, lemma)?;
    let is_good = tree.upos(agent) == Upos::Propn
        && is_closed(tree, doer.clone())
        && is_closed(tree, what.clone())
        && is_closed(tree, clause.rest.clone())
        && is_thing(tree, clause.subject, &what, lemma);
    let object = tree.inside(what.clone())?;
    let asked = format!("{who} {}?", clause::joined(&[verb, object, rest]));
    let questions = [(Some(asked), doer.clone()), (None, 0..0)];
    is_good.then(|| telling(tree, Topic::Deed, &[("who", doer), ("what", what)], questions))?
}

/// `Who`, `Which country`, by what the doer is.
fn asker(tree: &Tree<'_>, doer: usize, named: &Named<'_>, lemma: &str) -> Option<&'static str> {
    match named.kind(tree, doer) {
        // That it was Congress that passed a law goes without saying.
        Some(ActorKind::Body) if listed!("deeds of assemblies").contains(lemma) => None,
        Some(ActorKind::Person | ActorKind::Body) => Some("Who"),
        // `the British`: a people.
        Some(ActorKind::State) if STATES.adjectives.contains(tree.text(doer)) => Some("Who"),
        Some(ActorKind::State) if tree.has(doer, Relation::Conj) => Some("Which countries"),
        Some(ActorKind::State) => Some("Which country"),
        Some(ActorKind::Place) => None,
        // A bill that passed the houses did nothing.
        None if listed!("deeds of assemblies").contains(lemma) => None,
        None if listed!("laws and treaties").contains(&tree.lower(doer)) => Some("What"),
        None => (tree.xpos(doer) == Xpos::Nnps).then_some("Who"),
    }
}

/// `What`, `Whom`, by what the deed was done to.
fn what_of(kind: Option<ActorKind>, lemma: &str) -> Option<&'static str> {
    match kind {
        Some(ActorKind::Person) => Some("Whom"),
        _ => (!listed!("deeds to persons").contains(lemma)).then_some("What"),
    }
}

/// Whether somebody who is named did it, and not the last of a row alone, as the parser
/// may see it: `Japan, France, and Italy`.
fn is_agent(clause: &Clause<'_, '_>, doer: &Range<usize>) -> bool {
    let tree = clause.tree;
    let is_last = doer.start > 1
        && tree.upos(doer.start - 1) == Upos::Cconj
        && (clause::is_name(tree, doer.start - 2) || tree.text(doer.start - 2) == ",");
    clause::is_name(tree, clause.subject) && !is_last
}

/// Whether `Who did so to this?` names it: it has a name, or is `the cotton gin` that
/// somebody made.
fn is_thing(tree: &Tree<'_>, object: usize, row: &Range<usize>, lemma: &str) -> bool {
    let is_made = row.len() > 2 && tree.lower(row.start) == "the" && MAKING.contains(lemma);
    is_noun(tree, object)
        && (is_specific(tree, row.clone()) || is_made)
        && is_closed(tree, row.clone())
}

/// Whether it answers `What did X do so to?`: X made no other, or that day did so to no other,
/// and it is more than one of its kind.
fn is_answer(clause: &Clause<'_, '_>, object: usize, row: &Range<usize>, lemma: &str) -> bool {
    let tree = clause.tree;
    let is_only = MAKING.contains(lemma) && !listed!("makings of many").contains(lemma);
    let is_telling =
        is_specific(tree, row.clone()) || row.len() > 2 && tree.xpos(object) != Xpos::Nns;
    is_noun(tree, object)
        && (is_only || clause.is_dated(row))
        && is_telling
        && is_closed(tree, row.clone())
}

/// Whether a word says what something is, and not how much of it or only that it is.
fn is_noun(tree: &Tree<'_>, object: usize) -> bool {
    let lemma = tree.lemma(object);
    matches!(tree.upos(object), Upos::Noun | Upos::Propn)
        && !listed!("shares").contains(lemma)
        && !listed!("no terms").contains(lemma)
}
