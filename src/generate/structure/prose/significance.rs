//! `X was the first woman to …`, `X marked the beginning of …`: what comes first, is the
//! largest, or marks a turn.

use super::clause::{self, Clause, is_closed, is_specific};
use super::{Named, telling};
use crate::generate::fact::{ActorKind, Certainty, Structure, Topic};
use crate::generate::lexicon::listed;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// `Rosa was the first woman to …`.
pub(super) fn of_noun(tree: &Tree<'_>, named: &Named<'_>) -> Option<Structure> {
    let noun = tree.root()?;
    let (subject, copula) = (tree.child(noun, Relation::Nsubj)?, tree.child(noun, Relation::Cop)?);
    let verb = tree.lower(copula);
    let is_plain = matches!(&*verb, "is" | "was" | "are" | "were")
        && subject < copula
        && copula < noun
        && !tree.has(noun, Relation::Aux)
        && clause::is_told(tree, noun);
    is_plain.then(|| first(tree, named, [subject, noun], copula, &verb))?
}

/// `Rosa became the first woman to …`, `It marked the beginning of …`.
pub(super) fn of_verb(clause: &Clause<'_, '_>, named: &Named<'_>) -> Option<Structure> {
    let tree = clause.tree;
    let lemma = clause.base();
    if lemma == "become" && !clause.is_passive {
        let noun = tree.child(clause.verb, Relation::Xcomp)?;
        return first(tree, named, [clause.subject, noun], clause.verb, &tree.lower(clause.verb));
    }
    let object = tree.child(clause.verb, Relation::Obj)?;
    let (what, subject) = (clause.complement(object)?, clause.name(clause.subject)?);
    let is_turn =
        listed!("marking verbs").contains(lemma) && listed!("turns").contains(tree.lemma(object));
    // `played a key role in the war`
    let is_part = lemma == "play" && matches!(tree.lemma(object), "role" | "part");
    let is_noun = matches!(tree.upos(clause.subject), Upos::Noun | Upos::Propn)
        && !listed!("no counts").contains(tree.lemma(clause.subject));
    let is_closed = is_specific(tree, what.start..clause.rest.end)
        && [clause.rest.clone(), subject.clone()].into_iter().all(|row| is_closed(tree, row));
    let asked =
        (is_turn && is_closed).then(|| format!("What {}?", clause.predicate(&clause.told(), 0..0)));
    let what = if is_part { clause.verb..clause.rest.end } else { what };
    let is_good = (is_turn || is_part) && is_noun && what.len() > 3;
    is_good.then(|| significant(tree, [subject, what], asked))?
}

/// What matters and how; certain where it can be asked for.
fn significant(
    tree: &Tree<'_>,
    [subject, what]: [Range<usize>; 2],
    asked: Option<String>,
) -> Option<Structure> {
    let certainty = if asked.is_some() { Certainty::Certain } else { Certainty::Likely };
    let questions = [(asked, subject.clone())];
    let parts = [("what", subject), ("significance", what)];
    telling(tree, Topic::Significance, &parts, questions, certainty)
}

/// What `subject` is the first, the last, the greatest of.
fn first(
    tree: &Tree<'_>,
    named: &Named<'_>,
    [subject, noun]: [usize; 2],
    copula: usize,
    verb: &str,
) -> Option<Structure> {
    let row = clause::name(tree, subject)?;
    let reach = tree.reach(noun);
    let end = reach.end.min(tree.end_of(noun));
    let stops = |at: &usize| matches!(tree.text(*at), "," | ";" | ":" | "—" | "–" | "(");
    let end = (noun + 1..end).find(stops).unwrap_or(end);
    let what = copula + 1..tree.without_joints(noun, end);
    let is_past = !matches!(verb, "is" | "are");
    let ranks = |at: usize| {
        // `the first introduction to politics` is nobody's rank.
        let is_order = is_past && listed!("ranks").contains(&tree.lower(at));
        at < noun && (is_order || tree.xpos(at) == Xpos::Jjs || tree.lower(at) == "most")
    };
    let is_ranked = tree.children(noun).any(ranks) && tree.lower(copula + 1) == "the";
    // `was a turning point in the war`
    let is_turn = listed!("turning points").contains(tree.lemma(noun));
    let says_of_what = tree.children(noun).any(|at| {
        at > noun
            && at < what.end
            && matches!(tree.relation(at), Relation::Nmod | Relation::Acl | Relation::AclRelcl)
    });
    let kind = named.kind(tree, subject);
    let is_person = kind == Some(ActorKind::Person)
        || kind.is_none()
            && tree
                .children(noun)
                .filter(|&at| tree.relation(at) == Relation::Compound)
                .chain([noun])
                .any(|at| listed!("persons of a rank").contains(tree.lemma(at)));
    let who = if is_person { "Who" } else { "What" };
    let is_good = (is_ranked || is_turn)
        && says_of_what
        && matches!(tree.upos(noun), Upos::Noun | Upos::Propn)
        && matches!(tree.upos(subject), Upos::Noun | Upos::Propn);
    let is_asked = is_ranked
        && is_named(tree, subject, row.clone(), is_past)
        && is_closed(tree, row.clone())
        && is_closed(tree, what.clone());
    let verb = match verb {
        "are" => "is",
        "were" => "was",
        other => other,
    };
    let named = tree.inside(what.clone())?;
    let asked = is_asked.then(|| format!("{who} {verb} {named}?"));
    is_good.then(|| significant(tree, [row, what], asked))?
}

/// A name, or, of the present, a thing in general.
fn is_named(tree: &Tree<'_>, subject: usize, row: Range<usize>, is_past: bool) -> bool {
    let is_noun = matches!(tree.upos(subject), Upos::Noun | Upos::Propn);
    let is_empty = listed!("no genus").contains(tree.lemma(subject));
    is_noun && !is_empty && (!is_past || is_specific(tree, row))
}
