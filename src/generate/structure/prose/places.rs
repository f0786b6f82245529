//! `The treaty was signed in Geneva`: where something happened or is.

use super::clause::{Clause, is_closed, is_name, is_specific, is_year};
use super::{Named, telling};
use crate::generate::fact::{ActorKind, Certainty, Structure, Topic};
use crate::generate::lexicon::listed;
use crate::language::{Relation, Upos, Xpos};

pub(super) fn find(clause: &Clause<'_, '_>, named: &Named<'_>) -> Option<Structure> {
    let tree = clause.tree;
    let subject = clause.name(clause.subject)?;
    // `In 1684 delegates met`, as the parser may see it.
    let is_bare = tree.upos(subject.start) != Upos::Adp;
    let is_placed = listed!("verbs of places").contains(clause.base())
        && is_bare
        && is_specific(tree, subject.clone())
        && is_closed(tree, subject.clone());
    let place = tree.children(clause.verb).find(|&at| {
        let case = tree.child(at, Relation::Case).map(|case| tree.lower(case));
        tree.relation(at) == Relation::Obl
            && is_name(tree, at)
            && !listed!("no places").contains(&tree.lower(at))
            && case.is_some_and(|case| listed!("prepositions of places").contains(&case))
            && !matches!(named.kind(tree, at), Some(ActorKind::Person | ActorKind::Body))
    })?;
    let mut row = clause.complement(place).filter(|_| is_placed)?;
    // `in Vienna in 1815`: when belongs to the question.
    let when = (place + 1..row.end).find(|&at| {
        tree.xpos(at) == Xpos::In
            && at + 1 < row.end
            && !is_name(tree, at + 1)
            && (at + 1..row.end.min(at + 5)).any(|at| is_year(tree, at))
    });
    row.end = when.unwrap_or(row.end);
    let others = [clause.rest.start..row.start, row.end..clause.rest.end];
    let is_good = is_closed(tree, row.clone())
        && others.into_iter().all(|row| is_closed(tree, row))
        && tree.children(clause.verb).all(|at| tree.xpos(at) != Xpos::Rp)
        && !tree.has(clause.verb, Relation::Xcomp)
        && !tree.has(clause.verb, Relation::Ccomp);
    let asked = clause.asked(row.clone()).map(|asked| format!("Where {asked}?"));
    let questions = [(asked, row.clone())];
    let parts = [("what", subject), ("where", row)];
    let certainty = if questions[0].0.is_some() { Certainty::Certain } else { Certainty::Likely };
    is_good.then(|| telling(tree, Topic::Place, &parts, questions, certainty))?
}
