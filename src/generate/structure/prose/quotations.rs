//! `“…,” Lincoln said`: who said what, word for word.

use super::clause;
use super::tree::Tree;
use super::{Named, telling};
use crate::generate::fact::{ActorKind, Structure, Topic};
use crate::generate::lexicon::listed;
use crate::generate::structure::words;
use crate::language::{Relation, Xpos};

/// Shortest quotation that is a fact, in words.
const SHORTEST: usize = 6;

pub(super) fn find(tree: &Tree<'_>, named: &Named<'_>) -> Option<Structure> {
    let marks = |at: &usize, signs: [&str; 3]| signs.contains(&tree.text(*at));
    let open = (0..tree.len()).find(|at| marks(at, ["“", "\"", "``"]))?;
    let close = (open + 1..tree.len()).find(|at| marks(at, ["”", "\"", "''"]))?;
    let is_one = (close + 1..tree.len()).all(|at| !marks(&at, ["“", "\"", "``"]));
    let verb = (0..tree.len()).find(|&at| {
        !(open..close).contains(&at)
            && tree.xpos(at) == Xpos::Vbd
            && listed!("verbs of quotations").contains(tree.lemma(at))
    })?;
    let subject = tree.child(verb, Relation::Nsubj).filter(|at| !(open..close).contains(at))?;
    let who = clause::name(tree, subject)?;
    let mut said = open + 1..close;
    while said.end > said.start && matches!(tree.text(said.end - 1), "," | ".") {
        said.end -= 1;
    }
    let text = tree.document().slice(tree.span(said.clone())?);
    let is_good = is_one
        && (SHORTEST..30).contains(&words(text))
        && named.kind(tree, subject) == Some(ActorKind::Person)
        && clause::is_closed(tree, who.clone())
        && text.starts_with(char::is_uppercase)
        && !tree.has(verb, Relation::Aux)
        && !tree.is_denied(verb);
    let parts = [("who", who), ("said", said)];
    is_good.then(|| telling(tree, Topic::Quotation, &parts, [(None, 0..0), (None, 0..0)]))?
}
