//! `Wat Tyler led the Peasants' Revolt`: who did what, where somebody who is named did
//! something of consequence.

use super::clause::{self, Clause, is_closed, is_specific};
use super::doers::{Doer, doer};
use super::{Meant, Named};
use crate::generate::fact::{ActorKind, Certainty, Structure, Telling, Topic};
pub(super) use crate::generate::lexicon::{DEEDS, MAKING};
use crate::generate::lexicon::{EVENT_VERBS, STATES, listed};
use crate::generate::report::clausal;
use crate::generate::token::trimmed;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// How much a verb says of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// What can be said of many a day.
    Other,
    /// An event.
    Event,
    /// A deed of consequence.
    Deed,
}

/// What somebody did, with the questions that the words of it make.
pub(super) fn find(clause: &Clause<'_, '_>, named: &Named<'_>, meant: &Meant) -> Option<Structure> {
    let tree = clause.tree;
    let lemma = clause.base();
    let weight = match () {
        () if DEEDS.contains(lemma) || MAKING.contains(lemma) => Weight::Deed,
        () if listed!("slight deeds").contains(lemma) => Weight::Other,
        () if EVENT_VERBS.contains(lemma) => Weight::Event,
        () => Weight::Other,
    };
    let lasts = listed!("lasting verbs").contains(lemma) && weight != Weight::Deed;
    // What somebody held or said is a claim.
    let has = |relation| tree.has(clause.verb, relation);
    let says = clausal(lemma).is_some()
        && (has(Relation::Ccomp) || !has(Relation::Obj) && !has(Relation::Xcomp));
    let is_deed = is_done(clause) && !says && !lasts && !listed!("states").contains(lemma);
    let found = is_deed.then(|| parts(clause, named, meant, weight))?;
    let (doer, what) = found?;
    let questions = match weight == Weight::Deed && doer.is_named && is_asked(clause, lemma) {
        true if clause.is_passive => suffered(clause, named, lemma),
        true => done(clause, named, lemma),
        false => None,
    };
    // `Marshall read it`: what?
    let object = tree.child(clause.verb, Relation::Obj);
    let is_closed = object.is_none_or(|object| tree.upos(object) != Upos::Pron);
    let is_sure = (doer.is_known || doer.is_named && weight == Weight::Deed)
        && weight > Weight::Other
        && is_closed;
    let certainty = if is_sure { Certainty::Certain } else { Certainty::Likely };
    let parts = vec![("who", doer.place), ("what", trimmed(tree.document(), what))];
    let questions = questions
        .into_iter()
        .flatten()
        .filter_map(|(asked, row)| Some((asked, tree.trimmed(row)?)));
    Some(Structure::Telling(Telling {
        topic: Topic::Deed,
        parts,
        questions: questions.collect(),
        leans: 0,
        before: None,
        certainty,
    }))
}

/// Whether it happened: told in the past, and of no use or wish.
fn is_done(clause: &Clause<'_, '_>) -> bool {
    let tree = clause.tree;
    let mut helpers = tree.children(clause.verb).filter(|&at| tree.upos(at) == Upos::Aux);
    let first = helpers.next();
    let is_past = match first {
        None => tree.xpos(clause.verb) == Xpos::Vbd,
        Some(first) => matches!(&*tree.lower(first), "was" | "were" | "had" | "did"),
    };
    is_past && helpers.all(|at| !matches!(tree.xpos(at), Xpos::Md))
}

/// Who did it, and the words that tell what.
fn parts(
    clause: &Clause<'_, '_>,
    named: &Named<'_>,
    meant: &Meant,
    weight: Weight,
) -> Option<(Doer, Range<usize>)> {
    let tree = clause.tree;
    if is_passive(clause) {
        let agent = tree.agent_of(clause.verb).filter(|&at| at > clause.verb)?;
        let row = clause::name(tree, agent)?;
        let by = row.clone().find(|&at| tree.lower(at) == "by")?;
        let doer = doer(tree, named, meant, agent, by + 1..row.end)?;
        let what = clause.name(clause.subject)?.start..by;
        return Some((doer, tree.span(what)?));
    }
    let row = clause.name(clause.subject).or_else(|| {
        let core = tree.core(clause.subject);
        tree.reach(clause.subject).contains(&core.start).then_some(core)
    })?;
    let doer = doer(tree, named, meant, clause.subject, row.clone())
        .filter(|_| !row.contains(&clause.verb))?;
    let object = tree.child(clause.verb, Relation::Obj);
    let has_end = tree.children(clause.verb).any(|at| {
        at > clause.verb
            && matches!(tree.relation(at), Relation::Obl | Relation::Xcomp | Relation::Compound)
    });
    let is_one = listed!("verbs without object").contains(clause.base());
    // `died`, `retreated to Paris`: an event without an object must be a known one.
    // `Das Kapital came out`: a name that may be a thing's must do something to something.
    let is_somebody = !doer.is_named || doer.is_known;
    let tells = object.is_some() || is_somebody && (is_one || has_end);
    let is_specific = weight > Weight::Other
        || is_specific(tree, clause.rest.clone())
        || clause.is_dated(&(0..0));
    let end = end_of_deed(clause);
    let what = tree.span(clause.helper().unwrap_or(clause.verb)..end)?;
    (tells && is_specific).then_some((doer, what))
}

/// Where the rest ends, but not between two adjectives: `a stable, friendly state`.
fn end_of_deed(clause: &Clause<'_, '_>) -> usize {
    let tree = clause.tree;
    let end = clause.rest.end.max(clause.verb + 1);
    let is_cut = tree.relation(end - 1) == Relation::Amod;
    let noun = tree.head(end - 1).filter(|&noun| is_cut && noun >= end);
    noun.map_or(end, |noun| noun + 1)
}

fn is_passive(clause: &Clause<'_, '_>) -> bool {
    clause.tree.has(clause.verb, Relation::AuxPass) || clause.is_passive
}

/// Whether the rest says what it was: `led the Spanish to withdraw` does not.
fn is_asked(clause: &Clause<'_, '_>, lemma: &str) -> bool {
    let tree = clause.tree;
    let has_clause = tree.children(clause.verb).any(|at| {
        matches!(tree.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Iobj)
            || tree.xpos(at) == Xpos::Rp
    });
    let goes_on = clause.rest.end < tree.len()
        && tree.lower(clause.rest.end) == "to"
        && listed!("deeds to an end").contains(lemma);
    clause.is_past() && clause.is_plain() && !has_clause && !goes_on
}

/// Questions with the words that answer.
type Asked = Vec<(String, Range<usize>)>;

/// `Wat Tyler led the revolt`.
fn done(clause: &Clause<'_, '_>, named: &Named<'_>, lemma: &str) -> Option<Asked> {
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
    let asked = [(of_doer, doer.clone()), (of_deed, what)];
    let is_good = is_whole && is_closed(tree, doer);
    is_good.then(|| asked.into_iter().filter_map(|(asked, row)| Some((asked?, row))).collect())
}

/// `The revolt was led by Wat Tyler`.
fn suffered(clause: &Clause<'_, '_>, named: &Named<'_>, lemma: &str) -> Option<Asked> {
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
    let object = tree.inside(what)?;
    let asked = format!("{who} {}?", clause::joined(&[verb, object, rest]));
    is_good.then(|| vec![(asked, doer)])
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
