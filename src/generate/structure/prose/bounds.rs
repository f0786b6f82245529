//! Where a statement begins and ends in a sentence, and whether the text says that it is so.

use crate::generate::lexicon::listed;
use crate::generate::report::report;
use crate::generate::tree::Tree;
use crate::generate::verbs::is_auxiliary;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// How far a word may stand from the predicate that it belongs to.
pub(super) const DEEPEST: usize = 6;

/// The subject of a predicate, its own or that of the one it is joined to.
pub(super) fn own_subject(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    let last = |relations: &[Relation]| {
        tree.children(predicate).rfind(|&at| relations.contains(&tree.relation(at)))
    };
    last(&[Relation::Nsubj, Relation::NsubjPass])
        .or_else(|| last(&[Relation::Expl]))
        .or_else(|| last(&[Relation::Csubj]))
}

/// The predicate with a subject that a word belongs to: over infinitives, participles and
/// what is joined.
pub(super) fn predicate(tree: &Tree<'_>, mut at: usize) -> Option<usize> {
    for _ in 0..DEEPEST {
        if own_subject(tree, at).is_some_and(|subject| tree.relation(subject) != Relation::Csubj) {
            return Some(at);
        }
        let climbs = matches!(
            tree.relation(at),
            Relation::Xcomp
                | Relation::Csubj
                | Relation::Conj
                | Relation::Advcl
                | Relation::Obj
                | Relation::Obl
                | Relation::Nmod
                | Relation::Advmod
                | Relation::Acl
        );
        at = tree.head(at).filter(|_| climbs)?;
    }
    None
}

/// Where a statement begins: at its subject, or at the noun that it is said of.
pub(super) fn start(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    let subject = own_subject(tree, predicate)?;
    let is_relative = tree.relation(predicate) == Relation::AclRelcl
        && matches!(tree.xpos(subject), Xpos::Wdt | Xpos::Wp);
    let noun = tree.head(predicate).filter(|_| is_relative).unwrap_or(subject);
    let row = tree.reach(noun);
    let joins = |at: usize| match tree.upos(at) {
        Upos::Punct | Upos::Cconj | Upos::Sconj => true,
        Upos::Adp => tree.head(at) == Some(noun),
        _ => false,
    };
    let opens = row.clone().find(|&at| !joins(at));
    opens.filter(|&at| at <= subject)
}

/// Where a statement ends: before another one behind a comma, a remark in the sentence's
/// own words, or its stops.
pub(super) fn end(tree: &Tree<'_>, predicate: usize) -> usize {
    let reach = tree.reach(predicate).end.min(tree.end_of_sentence());
    let is_other = |at: usize| {
        at > predicate
            && match tree.relation(at) {
                Relation::Parataxis => true,
                Relation::Conj => {
                    let row = tree.reach(at).start.max(predicate + 1);
                    let is_set_off = (row..at).any(|at| matches!(tree.text(at), "," | ";"))
                        || matches!(tree.text(row - 1), "," | ";");
                    is_set_off && own_subject(tree, at).is_some() && !tree.has(at, Relation::Mark)
                }
                _ => false,
            }
    };
    let others = tree.children(predicate).filter(|&at| is_other(at));
    let other = others.map(|at| tree.reach(at).start.max(predicate + 1)).min().unwrap_or(reach);
    let stop = (predicate + 1..reach).find(|&at| matches!(tree.text(at), ";" | ":"));
    let last = tree.without_joints(predicate, other.min(reach).min(stop.unwrap_or(reach)));
    last.max(predicate + 1)
}

/// Whether a statement is affirmed, and no condition, wish or doubt.
pub(super) fn is_affirmed(tree: &Tree<'_>, predicate: usize) -> bool {
    !tree.is_denied(predicate)
        && tree.children(predicate).all(|at| {
            let is_condition = tree.relation(at) == Relation::Mark
                && matches!(&*tree.lower(at), "if" | "unless" | "whether")
                || tree.relation(at) == Relation::Advcl
                    && tree.children(at).any(|mark| matches!(&*tree.lower(mark), "if" | "unless"));
            !is_condition
        })
}

/// Whether it may only be so: `may lead`, `would have led`.
pub(super) fn is_doubtful(tree: &Tree<'_>, predicate: usize) -> bool {
    tree.children(predicate).any(|at| listed!("modals of doubt").contains(&tree.lower(at)))
}

/// Whether the text says that it is so, or somebody whom it reports.
pub(super) fn is_asserted(tree: &Tree<'_>, mut predicate: usize) -> bool {
    for _ in 0..DEEPEST {
        let Some(head) = tree.head(predicate) else { return !is_counterfactual(tree, predicate) };
        match tree.relation(predicate) {
            _ if !is_affirmed(tree, predicate) || is_counterfactual(tree, predicate) => {
                return false;
            }
            Relation::Ccomp if !is_reported(tree, head) => return false,
            Relation::Csubj | Relation::Xcomp => return false,
            _ => predicate = head,
        }
    }
    false
}

/// Whether a verb says that what follows is so: `argues`, not `hopes`.
fn is_reported(tree: &Tree<'_>, verb: usize) -> bool {
    report(&tree.lower(verb)).is_some_and(|verb| !verb.denies)
        && !listed!("verbs of wishes").contains(tree.lemma(verb))
}

/// `might have led`: it did not.
pub(super) fn is_counterfactual(tree: &Tree<'_>, predicate: usize) -> bool {
    let mut words = tree.children(predicate).filter(|&at| at < predicate);
    words.any(|at| tree.xpos(at) == Xpos::Md)
        && tree.children(predicate).any(|at| tree.upos(at) == Upos::Aux && tree.lemma(at) == "have")
}

/// Without words at its ends that only join it to another, and signs.
pub(super) fn bare(tree: &Tree<'_>, mut row: Range<usize>) -> Range<usize> {
    let joins = |at: usize| {
        matches!(tree.upos(at), Upos::Cconj)
            || tree.upos(at) == Upos::Punct
                && !matches!(tree.text(at), ")" | "]" | "”" | "\"" | "’" | "%" | "(" | "“")
    };
    while row.start < row.end && joins(row.start) {
        row.start += 1;
    }
    while row.start < row.end
        && (joins(row.end - 1) || listed!("before a reason").contains(&tree.lower(row.end - 1)))
    {
        row.end -= 1;
    }
    row
}

/// Whether a row breaks off: `asserts that`, or within quotation marks.
pub(super) fn breaks_off(tree: &Tree<'_>, row: &Range<usize>) -> bool {
    let last = row.end - 1;
    let count = |sign: &str| row.clone().filter(|&at| tree.text(at) == sign).count();
    let is_open = count("(") != count(")")
        || count("[") != count("]")
        || count("“") != count("”")
        || count("\"") % 2 == 1;
    is_open
        || matches!(&*tree.lower(last), "that" | "which" | "who")
        || is_auxiliary(&tree.lower(last))
        || matches!(tree.upos(last), Upos::Adp | Upos::Sconj | Upos::Det | Upos::Aux | Upos::Part)
            && tree.xpos(last) != Xpos::Rp
}

/// Without `, which …` at its end.
pub(super) fn without_remark(tree: &Tree<'_>, row: Range<usize>) -> Range<usize> {
    let is_remark = |at: &usize| {
        tree.text(*at) == ","
            && *at + 1 < row.end
            && matches!(&*tree.lower(at + 1), "who" | "which")
    };
    let end = row.clone().find(is_remark).unwrap_or(row.end);
    row.start..end
}

/// Whether the words from `at` on are these.
pub(super) fn stands_at(tree: &Tree<'_>, at: usize, words: &str) -> bool {
    let mut here = at;
    words.split(' ').all(|word| {
        here += 1;
        here <= tree.len() && tree.lower(here - 1) == word
    })
}

/// The word that the phrase behind a preposition of several words hangs on; the phrase
/// begins at `from`.
pub(super) fn phrase_behind(tree: &Tree<'_>, from: usize) -> Option<usize> {
    let mut head = (from < tree.len()).then_some(from)?;
    while !tree.reach(head).contains(&(from - 1))
        && tree.head(head).is_some_and(|head| head >= from)
    {
        head = tree.head(head)?;
    }
    Some(head)
}
