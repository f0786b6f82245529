//! `The plague killed about a third of Europe's population`: how many, how much.

use super::clause::{self, Clause, is_closed};
use super::tree::Tree;
use super::{Named, telling};
use crate::generate::fact::{ActorKind, Structure, Topic};
use crate::generate::lexicon::listed;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Fewest digits of a great number.
const GREAT: usize = 5;

/// A number and the noun that it counts.
struct Amount {
    /// With `about` before it.
    number: Range<usize>,
    /// `people`, `of the population`.
    counted: Range<usize>,
    /// How a question asks for it.
    asks: &'static str,
}

impl Amount {
    /// Whether it is worth keeping: a share, or a great number. What has five of something
    /// is asked for only where they are named, by a list.
    fn is_telling(&self, tree: &Tree<'_>) -> bool {
        let is_great = |at: usize| {
            let digits = tree.text(at).bytes().filter(u8::is_ascii_digit).count();
            digits >= GREAT || listed!("great numbers").contains(&tree.lower(at))
        };
        self.asks != "How many" || self.number.clone().any(is_great)
    }
}

pub(super) fn find(clause: &Clause<'_, '_>, named: &Named<'_>) -> Option<Structure> {
    let tree = clause.tree;
    let object = tree.child(clause.verb, Relation::Obj);
    let complement = tree.children(clause.verb).find(|&at| {
        tree.relation(at) == Relation::Obl
            && tree.child(at, Relation::Case).is_some_and(|case| {
                let tie = format!("{} {}", clause.base(), tree.lower(case));
                listed!("ties of numbers").contains(&tie)
            })
    });
    let behind = object.into_iter().chain(complement);
    behind.filter_map(|noun| had(clause, named, noun)).next().or_else(|| did(clause, named))
}

/// `About 17,000 people were executed`: how many did so.
fn did(clause: &Clause<'_, '_>, named: &Named<'_>) -> Option<Structure> {
    let tree = clause.tree;
    let amount = amount(tree, clause.subject, tree.reach(clause.subject))?;
    let row = clause.name(clause.subject)?;
    let is_whole = amount.number.start == row.start && amount.counted.end <= row.end;
    let what = amount.counted.start..row.end;
    let told = clause.predicate(&clause.told(), 0..0);
    let counted = tree.inside(what.clone())?;
    let asked = format!("{} {counted} {told}?", amount.asks);
    let is_clear = is_whole
        && is_clear(clause, named, [what.clone(), clause.rest.clone()])
        && !clause.rest.is_empty();
    let parts =
        [("number", amount.number.clone()), ("counted", what), ("what", clause.rest.clone())];
    let asked = amount.is_telling(tree).then_some(asked);
    let questions = [(asked, amount.number), (None, 0..0)];
    is_clear.then(|| telling(tree, Topic::Number, &parts, questions))?
}

/// `The plague killed 25 million people`: how many something has or does.
fn had(clause: &Clause<'_, '_>, named: &Named<'_>, noun: usize) -> Option<Structure> {
    let tree = clause.tree;
    let row = clause.complement(noun)?;
    let amount = amount(tree, noun, row.clone())?;
    let subject = clause.name(clause.subject)?;
    let asked = clause.asked(amount.number.start..amount.counted.end)?;
    let counted = tree.inside(amount.counted.clone()).unwrap_or_default();
    let asked = clause::joined(&[amount.asks.to_owned(), counted, asked]);
    let before = clause.rest.start..amount.number.start;
    let is_clear =
        is_clear(clause, named, [subject.clone(), amount.counted.start..clause.rest.end])
            && is_closed(tree, before)
            && matches!(tree.upos(clause.subject), Upos::Noun | Upos::Propn);
    let asked = amount.is_telling(tree).then(|| format!("{asked}?"));
    let parts = [("number", amount.number.clone()), ("counted", amount.counted), ("what", subject)];
    let questions = [(asked, amount.number), (None, 0..0)];
    is_clear.then(|| telling(tree, Topic::Number, &parts, questions))?
}

/// Whether it is said whose number it is: of the past a year is told, or something is
/// named that is no state, which has many.
fn is_clear(clause: &Clause<'_, '_>, named: &Named<'_>, rows: [Range<usize>; 2]) -> bool {
    let tree = clause.tree;
    let is_named = |at: usize| {
        clause::is_year(tree, at)
            || clause::is_name(tree, at) && named.kind(tree, at) != Some(ActorKind::State)
    };
    (!clause.is_past()
        || clause.is_dated(&(0..0))
        || rows.iter().any(|row| row.clone().any(is_named)))
        && rows.into_iter().all(|row| is_closed(tree, row))
}

/// The amount that opens the words of `noun`.
fn amount(tree: &Tree<'_>, noun: usize, row: Range<usize>) -> Option<Amount> {
    let is_digit = |at: usize| tree.xpos(at) == Xpos::Cd && !clause::is_year(tree, at);
    let lemma = tree.lemma(noun);
    let of = |at: usize| (at < row.end && tree.lower(at) == "of").then_some(at);
    if listed!("shares").contains(lemma) && !tree.has(noun, Relation::AclRelcl) {
        let of = of(noun + 1)?;
        let first = noun.checked_sub(1).filter(|&at| is_digit_or_article(tree, at)).unwrap_or(noun);
        let end = row.end;
        let asks = if matches!(lemma, "percent" | "%") { "What percentage" } else { "What share" };
        return Some(Amount { number: opened(tree, first)..noun + 1, counted: of..end, asks });
    }
    let number =
        tree.children(noun).find(|&at| tree.relation(at) == Relation::Nummod && at < noun)?;
    let mut first = number;
    while first > row.start && is_digit(first - 1) {
        first -= 1;
    }
    let mut end = number + 1;
    while end < noun && is_digit(end) {
        end += 1;
    }
    // `two`, `one`: counted on a hand.
    let is_great = !listed!("small counts").contains(&tree.lower(first)) || end > first + 1;
    let start = opened(tree, first);
    let is_sound = is_digit(number)
        && is_great
        && !tree.has(noun, Relation::Conj)
        && start == row.start + usize::from(tree.child(noun, Relation::Case).is_some())
        && matches!(tree.xpos(noun), Xpos::Nns | Xpos::Nn)
        && !listed!("no counts").contains(lemma);
    // `members of parliament` go to the front together.
    let of = of(noun + 1).map(|of| tree.reach(tree.head(of).unwrap_or(of)));
    let counted =
        end..of.filter(|of| of.start == noun + 1).map_or(noun + 1, |of| of.end.min(row.end));
    is_sound.then_some(Amount { number: start..end, counted, asks: "How many" })
}

fn is_digit_or_article(tree: &Tree<'_>, at: usize) -> bool {
    tree.xpos(at) == Xpos::Cd || matches!(&*tree.lower(at), "a" | "an")
}

/// Where `about`, `more than` before a number begin.
fn opened(tree: &Tree<'_>, number: usize) -> usize {
    let long = (1..=3).rev().filter(|count| *count <= number).find(|count| {
        let words: Vec<String> = (number - count..number).map(|at| tree.lower(at)).collect();
        listed!("before a number").contains(&words.join(" "))
    });
    number - long.unwrap_or(0)
}
