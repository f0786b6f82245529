//! `The main cause of the war was …`, `… was a result of the war`: a noun that says which is
//! the cause of which.

use super::super::bounds::{
    end, is_affirmed, is_asserted, is_doubtful, own_subject, without_remark,
};
use super::super::clause;
use super::Tie;
use crate::generate::lexicon::{Words, listed};
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos};
use std::ops::Range;

/// Nouns for what brings something about.
static CAUSES: Words = Words::named("nouns of causes");
/// Nouns for what comes of something.
static RESULTS: Words = Words::named("nouns of results");

pub(super) fn find(tree: &Tree<'_>) -> Vec<Tie> {
    let predicates = (0..tree.len()).filter(|&at| tree.has(at, Relation::Cop));
    predicates.filter_map(|at| said_of(tree, at).or_else(|| identified(tree, at))).collect()
}

/// `Debt was the main cause of the war`, `Debt was one of the causes of the war`.
fn said_of(tree: &Tree<'_>, predicate: usize) -> Option<Tie> {
    let copula = tree.child(predicate, Relation::Cop)?;
    let noun = match tree.lower(predicate).as_str() {
        "one" | "some" => tree.child(predicate, Relation::Nmod)?,
        _ => predicate,
    };
    let other = other(tree, noun)?;
    let subject = own_subject(tree, predicate).filter(|&at| at < copula)?;
    let named =
        without_remark(tree, tree.reach(subject).start..tree.reach(subject).end.min(copula));
    let is_sure = clause::is_told(tree, predicate) && !is_doubtful(tree, predicate);
    let is_word = matches!(tree.upos(subject), Upos::Noun | Upos::Propn | Upos::Verb);
    let is_good =
        is_word && copula < noun && is_asserted(tree, predicate) && is_affirmed(tree, predicate);
    let asks = copula + 1..other.end;
    let asked = (is_sure && noun == predicate && CAUSES.contains(tree.lemma(noun)))
        .then(|| asked(tree, [copula, noun], asks, &named))
        .flatten();
    is_good.then(|| tie(tree, noun, [named, other], asked, is_sure))
}

/// `The main cause of the war was debt`.
fn identified(tree: &Tree<'_>, predicate: usize) -> Option<Tie> {
    let copula = tree.child(predicate, Relation::Cop)?;
    let subject = own_subject(tree, predicate).filter(|&at| at < copula)?;
    let noun = match tree.lower(subject).as_str() {
        "one" | "some" => tree.child(subject, Relation::Nmod)?,
        _ => subject,
    };
    let other = other(tree, noun)?;
    let mut from = copula + 1;
    while from < predicate && matches!(&*tree.lower(from), "that" | "because" | ",") {
        from += 1;
    }
    let said = without_remark(tree, from..end(tree, predicate));
    let is_sure = clause::is_told(tree, predicate) && !is_doubtful(tree, predicate);
    // `The cause of the war is clear`
    let is_said = matches!(tree.upos(predicate), Upos::Noun | Upos::Propn)
        || (copula + 1..from).any(|at| tree.lower(at) != ",");
    let is_good = is_said
        && from <= predicate
        && is_asserted(tree, predicate)
        && said.end > predicate
        && is_affirmed(tree, predicate);
    let asks = tree.reach(noun).start..tree.reach(noun).end.min(copula);
    let asked =
        (is_sure && noun == subject).then(|| asked(tree, [copula, noun], asks, &said)).flatten();
    is_good.then(|| tie(tree, noun, [said, other], asked, is_sure))
}

/// What a noun of causes or results is the cause or the result of.
fn other(tree: &Tree<'_>, noun: usize) -> Option<Range<usize>> {
    let lemma = tree.lemma(noun);
    let is_listed = CAUSES.contains(lemma) || RESULTS.contains(lemma);
    let is_tie = |at: &usize| match tree.relation(*at) {
        Relation::Nmod => tree
            .child(*at, Relation::Case)
            .is_some_and(|case| listed!("ties of causes").contains(&tree.lower(case))),
        Relation::Acl | Relation::AclRelcl => {
            let ties = ["why", "that", "for"];
            lemma == "reason" && tree.children(*at).any(|at| ties.contains(&&*tree.lower(at)))
        }
        _ => false,
    };
    let other = tree.children(noun).filter(|&at| at > noun && is_listed).find(is_tie)?;
    let reach = tree.reach(other);
    let skips = usize::from(reach.start < other);
    let row = reach.start + skips..reach.end.min(tree.end_of_sentence());
    let row = without_remark(tree, row);
    let end = row.clone().find(|&at| matches!(tree.text(at), ";" | ":" | "—")).unwrap_or(row.end);
    (row.start < end).then_some(row.start..end)
}

/// `What was the main cause of the war?`
fn asked(
    tree: &Tree<'_>,
    [copula, noun]: [usize; 2],
    row: Range<usize>,
    answer: &Range<usize>,
) -> Option<String> {
    let is_one = tree.lower(row.start) == "the";
    // `the most common cause`, but not `the other cause`
    let is_which = |at: usize| tree.lower(at) == "most" || clause::is_closed(tree, at..at + 1);
    let is_closed = (row.start..noun).all(is_which)
        && clause::is_closed(tree, noun + 1..row.end)
        && clause::is_closed(tree, answer.clone());
    let verb = tree.lower(copula);
    let is_plain = is_one && is_closed && matches!(&*verb, "is" | "was" | "are" | "were");
    let named = tree.inside(row)?;
    is_plain.then(|| format!("What {verb} {named}?"))
}

fn tie(
    tree: &Tree<'_>,
    noun: usize,
    [one, other]: [Range<usize>; 2],
    asked: Option<String>,
    is_sure: bool,
) -> Tie {
    let (cause, effect) = match CAUSES.contains(tree.lemma(noun)) {
        true => (one, other),
        false => (other, one),
    };
    // A question for the effect has no place of its own.
    Tie { cause, effect, asked: [asked, None], is_sure }
}
