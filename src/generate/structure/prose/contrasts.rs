//! `Unlike the Inca, the Aztecs …`, `X …, whereas Y …`, `X is older than Y`: how things
//! differ. That is a fact, but two things differ in more than one sentence says: only what
//! sets two statements side by side is asked for.

use super::bounds::{
    end, is_affirmed, is_asserted, own_subject, phrase_behind, predicate, stands_at, start,
    without_remark,
};
use super::clause::{self, is_closed};
use super::{before, telling};
use crate::generate::fact::{Certainty, Structure, Telling, Topic};
use crate::generate::lexicon::{Words, listed};
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::collections::HashSet;
use std::ops::Range;

/// Words before what something differs from.
static PREPOSITIONS: Words = Words::named("prepositions of contrast");
/// Words that open what differs from what stands before.
static OPENINGS: Words = Words::named("openings of contrast");

/// Most words of what is compared.
const LONGEST: usize = 14;

/// Two things, and what tells them apart.
struct Contrast {
    one: Range<usize>,
    other: Range<usize>,
    difference: Range<usize>,
    /// Whether both have a statement of their own, one behind the other.
    is_side_by_side: bool,
    is_sure: bool,
}

pub(super) fn find(tree: &Tree<'_>) -> Vec<Structure> {
    let all = (0..tree.len()).filter_map(|at| {
        unlike(tree, at)
            .or_else(|| whereas(tree, at))
            .or_else(|| than(tree, at))
            .or_else(|| differs(tree, at))
    });
    let mut found: Vec<Structure> = all.filter_map(|contrast| structure(tree, contrast)).collect();
    found.extend(other_sentence(tree));
    found
}

fn structure(tree: &Tree<'_>, contrast: Contrast) -> Option<Structure> {
    let Contrast { one, other, difference, is_side_by_side, is_sure } = contrast;
    let [one, other] = [one, other].map(|row| without_remark(tree, row));
    // `others` alone are nobody in particular.
    let is_short = |row: &Range<usize>| {
        (1..=LONGEST).contains(&row.len())
            && !(row.len() < 3
                && row.clone().any(|at| listed!("vague beginnings").contains(&tree.lower(at))))
    };
    let is_good = is_short(&one)
        && is_short(&other)
        && (one.end <= other.start || other.end <= one.start)
        && difference.len() > 2;
    let are_closed = [&one, &other].into_iter().all(|row| is_closed(tree, row.clone()));
    let is_sure = is_sure && are_closed;
    let asked = || {
        let [one, other] = [&one, &other].map(|row| tree.inside(row.clone()));
        Some(format!("How do {} and {} differ?", one?, other?))
    };
    let asked = (is_side_by_side && are_closed).then(asked).flatten();
    let questions = [(asked, difference.clone())];
    let parts = [("one", one), ("other", other), ("difference", difference)];
    let certainty = if is_sure { Certainty::Certain } else { Certainty::Likely };
    is_good.then(|| telling(tree, Topic::Comparison, &parts, questions, certainty))?
}

/// The subject of a statement, where it is a noun.
fn subject(tree: &Tree<'_>, predicate: usize) -> Option<Range<usize>> {
    let noun = own_subject(tree, predicate)?;
    let is_noun = matches!(tree.upos(noun), Upos::Noun | Upos::Propn);
    clause::name(tree, noun).filter(|row| is_noun && tree.upos(row.start) != Upos::Adp)
}

/// `Unlike the Inca, the Aztecs wrote`, `The Aztecs wrote, unlike the Inca`.
fn unlike(tree: &Tree<'_>, at: usize) -> Option<Contrast> {
    let words = PREPOSITIONS.iter().filter(|words| stands_at(tree, at, words));
    let length = words.map(|words| words.split(' ').count()).max()?;
    let noun = phrase_behind(tree, at + length)?;
    let holder = predicate(tree, tree.head(noun)?)?;
    // `an act contrary to law` says which act, and `was compared with` what was done.
    let is_beside = at == 0 || tree.text(at - 1) == "," || tree.head(noun) == Some(holder);
    if !is_beside || tree.has(at, Relation::AuxPass) {
        return None;
    }
    apart(tree, holder, noun, at + length)
}

/// What `holder` says of its subject, by which it differs from the words from `from` to the
/// end of `noun`.
fn apart(tree: &Tree<'_>, holder: usize, noun: usize, from: usize) -> Option<Contrast> {
    let other = from..tree.reach(noun).end;
    let other = (other.clone())
        .find(|&at| matches!(tree.text(at), "," | ";" | "("))
        .map_or(other.clone(), |stop| other.start..stop);
    let difference = start(tree, holder)?..end(tree, holder);
    let is_good = is_asserted(tree, holder) && matches!(tree.upos(noun), Upos::Noun | Upos::Propn);
    let contrast = Contrast {
        one: subject(tree, holder)?,
        other,
        difference,
        is_side_by_side: false,
        is_sure: clause::is_told(tree, holder),
    };
    is_good.then_some(contrast)
}

/// `The North made goods, whereas the South grew cotton`.
fn whereas(tree: &Tree<'_>, mark: usize) -> Option<Contrast> {
    let word = tree.lower(mark);
    let is_mark = tree.relation(mark) == Relation::Mark
        && (word == "whereas" || word == "while" && (mark == 0 || tree.text(mark - 1) == ","));
    let clause = tree.head(mark).filter(|_| is_mark)?;
    let holder = predicate(tree, tree.head(clause)?)?;
    let (one, other) = (subject(tree, holder)?, subject(tree, clause)?);
    let [first, second] =
        [(one.start, holder), (other.start, clause)].map(|(start, verb)| start..end(tree, verb));
    let whole = first.start.min(second.start)..first.end.max(second.end);
    // `while` may say when, or grant something: two that differ are told of alike.
    let tense = |verb: usize| {
        let finite = tree.children(verb).find(|&at| tree.upos(at) == Upos::Aux).unwrap_or(verb);
        tree.xpos(finite) == Xpos::Vbd
    };
    let lemmas = |row: &Range<usize>| -> HashSet<&str> {
        let is_open = |at: &usize| matches!(tree.upos(*at), Upos::Noun | Upos::Verb | Upos::Adj);
        row.clone().filter(is_open).map(|at| tree.lemma(at)).collect()
    };
    let is_several = |verb: usize| {
        own_subject(tree, verb).is_some_and(|noun| {
            matches!(tree.xpos(noun), Xpos::Nns | Xpos::Nnps) || tree.has(noun, Relation::Conj)
        })
    };
    let is_apart = tree.text(one.start).to_lowercase() != tree.text(other.start).to_lowercase()
        || one.len() != other.len();
    let is_alike = is_several(holder) == is_several(clause)
        && tense(holder) == tense(clause)
        && (mark > 0 || !lemmas(&first).is_disjoint(&lemmas(&second)));
    let is_sure = word == "whereas"
        && clause::is_told(tree, holder)
        && is_several(holder) == is_several(clause);
    let is_good = is_asserted(tree, holder)
        && (word == "whereas" || is_alike)
        && is_apart
        && own_subject(tree, clause) != own_subject(tree, holder);
    let is_side_by_side = mark > one.start && clause::is_told(tree, holder);
    is_good.then_some(Contrast { one, other, difference: whole, is_side_by_side, is_sure })
}

/// `Iron is harder than copper`, `Whales eat more than seals`.
fn than(tree: &Tree<'_>, at: usize) -> Option<Contrast> {
    let noun = (tree.lower(at) == "than").then(|| phrase_behind(tree, at + 1))??;
    let above = tree.head(noun).filter(|_| tree.relation(at) == Relation::Case)?;
    let is_more = |at: usize| matches!(tree.xpos(at), Xpos::Jjr | Xpos::Rbr);
    // `is more than a wall`
    let is_itself = at > 0 && matches!(&*tree.lower(at - 1), "more" | "less" | "rather" | "other");
    let is_compared =
        !is_itself && (is_more(above) || tree.children(above).any(|one| is_more(one) && one < at));
    let holder = predicate(tree, above)?;
    let (one, difference) = (subject(tree, holder)?, start(tree, holder)?..end(tree, holder));
    let other = at + 1..tree.reach(noun).end.min(difference.end);
    let other = (other.clone())
        .find(|&at| matches!(tree.text(at), "," | ";" | "("))
        .map_or(other.clone(), |stop| other.start..stop);
    let is_place = tree.upos(at + 1) == Upos::Adp;
    let is_number = (at + 1..noun + 1).any(|at| tree.upos(at) == Upos::Num);
    let is_good = is_compared
        && !is_number
        && !is_place
        && is_asserted(tree, holder)
        && is_affirmed(tree, holder)
        && matches!(tree.upos(noun), Upos::Noun | Upos::Propn)
        && !listed!("what all is compared to").contains(tree.lemma(noun));
    let is_sure = clause::is_told(tree, holder);
    is_good.then_some(Contrast { one, other, difference, is_side_by_side: false, is_sure })
}

/// `Iron differs from copper in …`.
fn differs(tree: &Tree<'_>, verb: usize) -> Option<Contrast> {
    let is_verb =
        matches!(tree.lemma(verb), "differ" | "different" | "distinct") && !tree.is_denied(verb);
    let noun = tree.children(verb).find(|&at| {
        is_verb
            && at > verb
            && tree.child(at, Relation::Case).is_some_and(|case| tree.lower(case) == "from")
    })?;
    let holder = predicate(tree, verb)?;
    apart(tree, holder, noun, tree.reach(noun).start + 1)
}

/// `In contrast, the South grew cotton`: it differs from what stands before.
fn other_sentence(tree: &Tree<'_>) -> Option<Structure> {
    let opens = OPENINGS.iter().any(|words| {
        stands_at(tree, 0, words) && {
            let end = words.split(' ').count();
            end < tree.len() && tree.text(end) == ","
        }
    });
    let holder = tree.root().filter(|_| opens)?;
    let one = tree.trimmed(subject(tree, holder)?)?;
    let difference = tree.trimmed(start(tree, holder)?..tree.end_of_sentence())?;
    Some(Structure::Telling(Telling {
        topic: Topic::Comparison,
        parts: vec![("one", one), ("other", before(tree)?), ("difference", difference)],
        questions: Vec::new(),
        leans: 0,
        before: None,
        certainty: Certainty::Likely,
    }))
}
