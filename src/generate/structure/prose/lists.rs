//! `three branches of government: …, … and …`: lists that a sentence announces.

use super::bounds::own_subject;
use super::clause::{self, is_closed};
use super::definitions::start_of;
use crate::generate::fact::{Certainty, Structure};
use crate::generate::lexicon::listed;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Longest item, in words.
const LONGEST: usize = 14;
/// Most items.
const MOST: usize = 9;
/// Longest item, in words, and fewest items, of a list that may have more.
const LONGEST_OF_MORE: usize = 9;
const FEWEST_OF_MORE: usize = 3;

pub(super) fn find(tree: &Tree<'_>) -> Option<Structure> {
    certain(tree).or_else(|| likely(tree))
}

fn certain(tree: &Tree<'_>) -> Option<Structure> {
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
    let certainty = Certainty::Certain;
    is_good.then_some(Structure::Listing { lead: lead_span, items, is_ordered: false, certainty })
}

/// `crops, including wheat, rye and oats`, `The council consisted of nobles, priests and
/// merchants`: there may be more.
fn likely(tree: &Tree<'_>) -> Option<Structure> {
    (1..tree.len()).find_map(|at| {
        let (lead, from) = instanced(tree, at).or_else(|| composed(tree, at))?;
        let items = items_of(tree, from..end_of_items(tree, from))?;
        let is_named = items.iter().all(|item| {
            item.len() <= LONGEST_OF_MORE
                && item.clone().all(|at| !points(tree, at))
                && item
                    .clone()
                    .any(|at| matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Verb))
        });
        let counts = lead
            .clone()
            .all(|at| tree.upos(at) != Upos::Num || tree.relation(at) != Relation::Nummod)
            || lead
                .clone()
                .any(|at| counted(tree, at).is_some_and(|(.., count)| count == items.len()));
        let is_good = (FEWEST_OF_MORE..=MOST).contains(&items.len())
            && counts
            && is_named
            && is_closed(tree, lead.clone());
        let lead = tree.trimmed(lead)?;
        let items = items.into_iter().map(|item| tree.trimmed(item)).collect::<Option<Vec<_>>>()?;
        let certainty = Certainty::Likely;
        is_good.then_some(Structure::Listing { lead, items, is_ordered: false, certainty })
    })
}

/// Where a row of nouns that begins at `from` ends.
fn end_of_items(tree: &Tree<'_>, from: usize) -> usize {
    let last = tree.end_of_sentence();
    let stop = (from..last).find(|&at| {
        matches!(tree.text(at), ";" | ":" | "—" | "(" | ")")
            || matches!(tree.xpos(at), Xpos::Wdt | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    });
    let mut end = stop.unwrap_or(last);
    while end > from && matches!(tree.text(end - 1), "," | "which" | "that") {
        end -= 1;
    }
    end
}

/// `crops, including …`, `three crops: …`.
fn instanced(tree: &Tree<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    let word = tree.lower(at);
    let from = match &*word {
        "including" | "namely" | ":" => at + 1,
        "such" if at + 1 < tree.len() && tree.lower(at + 1) == "as" => at + 2,
        _ => return None,
    };
    let mut end = at;
    while end > 0 && tree.text(end - 1) == "," {
        end -= 1;
    }
    let last = end.checked_sub(1)?;
    // The noun whose words end here.
    let noun = (0..end).rev().take(8).find(|&noun| {
        tree.xpos(noun) == Xpos::Nns && (noun == last || tree.reach(noun).contains(&last))
    })?;
    let row = start_of(tree, noun)..end;
    let is_plain = (noun + 1..end).all(|at| !matches!(tree.text(at), "," | ";" | "("));
    (from < tree.len() && is_plain && row.len() > 1).then_some((row, from))
}

/// `The council consisted of …`, `was divided into …`.
fn composed(tree: &Tree<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    let next = if at + 1 < tree.len() { tree.lower(at + 1) } else { String::new() };
    let verb = match tree.lemma(at) {
        "comprise" => at,
        lemma => {
            let tie = format!("{lemma} {next}");
            let is_tie = listed!("verbs of parts").contains(&tie);
            let far = is_tie.then_some(at + 1);
            // `made up of`
            far.or_else(|| (lemma == "make" && next == "up").then_some(at + 2))?
        }
    };
    let subject = own_subject(tree, at).filter(|&subject| subject < at && !tree.is_denied(at))?;
    let is_noun = matches!(tree.upos(subject), Upos::Noun | Upos::Propn);
    let lead = clause::name(tree, subject).filter(|_| is_noun)?;
    (verb + 1 < tree.len()).then_some((lead, verb + 1))
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
    // `His three types of rule are …`: whose they are is said before.
    let opens = tree.lower(0) == "the" || tree.xpos(0) == Xpos::PrpPoss;
    let is_whole = noun == subject && opens && number == 1;
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
    let row = row.start..without_source(tree, row.clone());
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
    let count =
        |item: &Range<usize>, sign| item.clone().filter(|&at| tree.text(at) == sign).count();
    let is_whole = |item: &Range<usize>| count(item, "(") == count(item, ")");
    let is_item =
        |item: &Range<usize>| (1..=LONGEST).contains(&item.len()) && opens(item) && is_whole(item);
    let is_good = items.iter().all(is_item)
        && row.clone().all(|at| !matches!(tree.text(at), ":" | "—" | "“"));
    is_good.then_some(items)
}

/// Where a row ends before `(Weber 1922)`.
fn without_source(tree: &Tree<'_>, row: Range<usize>) -> usize {
    let closes = row.end > row.start && tree.text(row.end - 1) == ")";
    let opens = row.clone().rev().find(|&at| closes && tree.text(at) == "(");
    let has_year = |from: usize| (from..row.end).any(|at| clause::is_year(tree, at));
    opens.filter(|&at| has_year(at)).unwrap_or(row.end)
}
