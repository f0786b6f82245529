//! `three branches of government: …, … and …`: lists that a sentence announces.

use super::clause::{self, is_closed};
use super::tree::Tree;
use crate::generate::fact::Structure;
use crate::generate::lexicon::listed;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Longest item, in words.
const LONGEST: usize = 14;
/// Most items.
const MOST: usize = 9;

pub(super) fn find(tree: &Tree<'_>) -> Option<Structure> {
    let (lead, count, items) =
        announced(tree).or_else(|| equated(tree)).or_else(|| included(tree))?;
    let items = items_of(tree, items)?;
    let count = if count == 0 { items.len() } else { count };
    let noun = (lead.start..lead.end).find(|&at| tree.xpos(at) == Xpos::Nns)?;
    let says_of_what = lead.len() > noun + 1 - lead.start + 1
        || (lead.start + 1..noun).any(|at| {
            matches!(tree.relation(at), Relation::Amod | Relation::Compound)
                && !listed!("weak adjectives").contains(&tree.lower(at))
        });
    let lead_span = tree.trimmed(lead.clone())?;
    let is_good = items.len() == count
        && (2..=MOST).contains(&count)
        && says_of_what
        && is_closed(tree, lead)
        && items.iter().all(|item| item.clone().all(|at| !points(tree, at)));
    let items = items.into_iter().map(|item| tree.trimmed(item)).collect::<Option<Vec<_>>>()?;
    is_good.then_some(Structure::Listing { lead: lead_span, items, is_ordered: false })
}

/// `this`, `its`: an item that is named elsewhere.
fn points(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.xpos(at), Xpos::Prp | Xpos::PrpPoss)
        || listed!("pointing words").contains(&tree.lower(at))
}

/// `Sources of energy that renew themselves include …`, `The main parts of the brain are
/// …`; none of a count.
fn included(tree: &Tree<'_>) -> Option<Announced> {
    let root = tree.root()?;
    let subject = tree.child(root, Relation::Nsubj)?;
    let is_chief = |at: usize| listed!("chief").contains(&tree.lower(at));
    let copula = tree.child(root, Relation::Cop).filter(|_| tree.children(subject).any(is_chief));
    let includes = || Some(root).filter(|&at| listed!("verbs of lists").contains(&tree.lower(at)));
    let verb = copula.or_else(includes)?;
    let mut lead = tree.reach(subject);
    let items = verb + 1..tree.end_of_sentence();
    let commas = items.clone().filter(|&at| tree.text(at) == ",").count();
    let is_clause = |at: usize| {
        matches!(tree.relation(at), Relation::AclRelcl | Relation::Advcl | Relation::Acl)
            || matches!(tree.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md | Xpos::Wdt)
    };
    let joints = items.clone().filter(|&at| tree.upos(at) == Upos::Cconj).count();
    let is_joint = |at: &usize| tree.upos(*at) == Upos::Cconj || tree.text(*at) == ",";
    let is_whole = lead.start == 0
        && lead.end == verb
        && tree.xpos(subject) == Xpos::Nns
        && (tree.has(subject, Relation::Nmod) || copula.is_some())
        && !tree.has(verb, Relation::Aux)
        && !listed!("vague beginnings").contains(&tree.lower(0))
        && commas >= 2
        // `a, b and c, the best of them`: the last comma opens no item.
        && joints == 1
        && items.clone().rev().find(is_joint).is_some_and(|at| tree.upos(at) == Upos::Cconj)
        && !items.clone().any(is_clause);
    lead.start += usize::from(copula.is_some() && tree.lower(lead.start) == "the");
    is_whole.then_some((lead, 0, items))
}

type Announced = (Range<usize>, usize, Range<usize>);

/// `There are three branches of government: …`.
fn announced(tree: &Tree<'_>) -> Option<Announced> {
    let colon = (2..tree.len()).find(|&at| matches!(tree.text(at), ":" | "—"))?;
    let (number, noun, count) = (0..colon).rev().find_map(|at| counted(tree, at))?;
    let end = tree.reach(noun).end.min(colon);
    let is_next = end == colon && (number..colon).all(|at| tree.text(at) != ",");
    is_next.then_some((number..colon, count, colon + 1..tree.end_of_sentence()))
}

/// `The three branches of government are …`.
fn equated(tree: &Tree<'_>) -> Option<Announced> {
    let root = tree.root()?;
    let copula = tree.child(root, Relation::Cop)?;
    let subject = tree.child(root, Relation::Nsubj).filter(|&at| at < copula && copula < root)?;
    let (number, noun, count) = (0..=subject).find_map(|at| counted(tree, at))?;
    let is_whole = noun == subject && tree.lower(0) == "the" && number == 1;
    let lead = number..clause::name(tree, subject)?.end;
    let end = tree.end_of_sentence();
    is_whole.then_some((lead, count, copula + 1..end))
}

/// A number at `at`, the noun that it counts, and how many it says.
fn counted(tree: &Tree<'_>, at: usize) -> Option<(usize, usize, usize)> {
    let count = listed!("small numbers").iter().position(|word| word == tree.lower(at))? + 2;
    let noun = tree.head(at).filter(|_| tree.relation(at) == Relation::Nummod)?;
    (noun > at && tree.xpos(noun) == Xpos::Nns).then_some((at, noun, count))
}

/// What stands between semicolons, or commas and the last `and`.
fn items_of(tree: &Tree<'_>, row: Range<usize>) -> Option<Vec<Range<usize>>> {
    let joint = if row.clone().any(|at| tree.text(at) == ";") { ";" } else { "," };
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut start = row.start;
    for at in row.clone().filter(|&at| tree.text(at) == joint) {
        items.push(start..at);
        start = at + 1;
    }
    let last = start..row.end;
    let and = last.clone().rev().find(|&at| matches!(&*tree.lower(at), "and" | "or"));
    match and {
        Some(and) if and == last.start => items.push(and + 1..last.end),
        Some(and) if joint == "," => items.extend([last.start..and, and + 1..last.end]),
        _ => items.push(last),
    }
    let opens = |item: &Range<usize>| {
        matches!(
            tree.upos(item.start),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Verb | Upos::Num
        )
    };
    let is_good = items.iter().all(|item| (1..=LONGEST).contains(&item.len()) && opens(item))
        && row.clone().all(|at| !matches!(tree.text(at), "(" | ":" | "—" | "“"));
    is_good.then_some(items)
}
