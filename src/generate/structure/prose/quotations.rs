//! `“…,” Lincoln said`: who said what, word for word.

use super::bounds::own_subject;
use super::clause;
use super::doers::{Doer, doer};
use super::{Meant, Named};
use crate::generate::fact::{ActorKind, Certainty, Structure, Telling, Topic};
use crate::generate::lexicon::{Words, listed};
use crate::generate::report::clausal;
use crate::generate::text::words;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Fewest words of a quotation, and of one that is asked for.
const SHORTEST: usize = 4;
const WHOLE: usize = 6;
/// Most words of one that is asked for.
const LONGEST: usize = 24;
/// How far behind a quotation who said it may stand.
const NEAR: usize = 4;

/// Verbs beside words that are quoted whole.
static SAYING: Words = Words::named("verbs of quotations");

pub(super) fn find(tree: &Tree<'_>, named: &Named<'_>, meant: &Meant) -> Vec<Structure> {
    quoted(tree).into_iter().filter_map(|said| quotation(tree, named, meant, said)).collect()
}

/// What stands between quotation marks; a sentence may begin or end within them.
fn quoted(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let (mut found, mut open) = (Vec::new(), None);
    for at in 0..tree.len() {
        match (tree.text(at), open) {
            ("“" | "``", _) | ("\"", None) => open = Some(at + 1),
            ("”" | "''" | "\"", Some(from)) => {
                found.push(from..at);
                open = None;
            }
            ("”" | "''", None) if found.is_empty() => found.push(0..at),
            _ => {}
        }
    }
    found.extend(open.map(|from| from..tree.len()));
    found
}

fn quotation(
    tree: &Tree<'_>,
    named: &Named<'_>,
    meant: &Meant,
    said: Range<usize>,
) -> Option<Structure> {
    let place = tree.trimmed(said.clone())?;
    let text = tree.document().slice(place.clone());
    let length = words(text);
    // A title of a work.
    let is_title = (said.clone()).all(|at| {
        let is_verb = matches!(tree.upos(at), Upos::Verb | Upos::Aux);
        let is_large = tree.text(at).starts_with(char::is_uppercase);
        !is_verb && (is_large || tree.text(at).chars().count() < 4)
    });
    let (verb, subject) = beside(tree, &said).or_else(|| before(tree, &said))?;
    let row = clause::name(tree, subject)?;
    // `According to Lincoln`
    let first = row
        .clone()
        .find(|&at| !matches!(tree.upos(at), Upos::Adp | Upos::Verb) || at == subject)?;
    let row = first..row.end;
    let Doer { place: who, is_known, .. } = doer(tree, named, meant, subject, row.clone())?;
    let is_apart = !(who.start < place.end && place.start < who.end);
    let is_good = is_apart && length >= SHORTEST && !is_title && !tree.is_denied(verb);
    let is_person = named.kind(tree, subject) == Some(ActorKind::Person);
    let is_whole = SAYING.contains(tree.lemma(verb)) && length >= WHOLE;
    let is_sure = is_known && is_whole;
    // `“…,” he said, “…”`: half of it would be asked for.
    let is_all = quoted(tree).len() == 1;
    let asks = is_sure
        && is_all
        && is_person
        && length <= LONGEST
        && text.starts_with(char::is_uppercase)
        && tree.xpos(verb) == Xpos::Vbd
        && clause::is_closed(tree, row);
    let asked = asks.then(|| {
        (format!("Who {}: “{}”?", tree.lower(verb), text.replace('\n', " ")), who.clone())
    });
    is_good.then(|| {
        Structure::Telling(Telling {
            topic: Topic::Quotation,
            parts: vec![("who", who), ("said", place)],
            questions: asked.into_iter().collect(),
            leans: 0,
            before: None,
            certainty: if is_sure { Certainty::Certain } else { Certainty::Likely },
        })
    })
}

fn says(tree: &Tree<'_>, at: usize) -> bool {
    let lemma = tree.lemma(at);
    // `As Lincoln put it`
    let puts = lemma == "put" && at + 1 < tree.len() && tree.lower(at + 1) == "it";
    tree.upos(at) == Upos::Verb && (puts || SAYING.contains(lemma) || clausal(lemma).is_some())
}

/// `“…,” Lincoln said`, `“…,” said Lincoln`: the verb and its subject.
fn beside(tree: &Tree<'_>, said: &Range<usize>) -> Option<(usize, usize)> {
    let verb = (said.end..tree.len().min(said.end + NEAR + 2)).find(|&at| says(tree, at))?;
    let is_subject = |at: &usize| {
        !said.contains(at)
            && matches!(tree.relation(*at), Relation::Nsubj | Relation::Iobj | Relation::Obj)
            && at.abs_diff(verb) <= NEAR
    };
    let is_set_off = said.end > 0 && matches!(tree.text(said.end - 1), "," | "?" | "!" | "." | "—");
    let subject = tree.children(verb).find(is_subject).filter(|_| is_set_off)?;
    Some((verb, subject))
}

/// `Lincoln said that “…”`, `According to Lincoln, “…”`.
fn before(tree: &Tree<'_>, said: &Range<usize>) -> Option<(usize, usize)> {
    let limit = said.start.saturating_sub(1);
    let verb = (0..limit).rev().find(|&at| {
        let is_colon = tree.text(limit - usize::from(limit > 0)) == ":";
        let speaks = says(tree, at)
            || tree.upos(at) == Upos::Verb
                && (is_colon || listed!("verbs of naming").contains(tree.lemma(at)));
        // `was called “…”` by somebody else. What it says stands behind it, or it introduces all that follows.
        speaks
            && !tree.has(at, Relation::AuxPass)
            && (tree.reach(at).contains(&said.start) || limit - at < NEAR)
    });
    if let Some(verb) = verb {
        let holder = super::bounds::predicate(tree, verb)?;
        let subject =
            own_subject(tree, holder).filter(|&at| at < verb && tree.xpos(at) != Xpos::Wdt)?;
        return Some((verb, subject));
    }
    // `In the words of Lincoln`, `in Lincoln's words`
    let words = (0..limit).find(|&at| matches!(&*tree.lower(at), "words" | "phrase"));
    if let Some(words) = words {
        let of = |at: &usize| matches!(tree.relation(*at), Relation::Nmod | Relation::NmodPoss);
        return tree.children(words).find(of).map(|noun| (words, noun));
    }
    let at = (0..limit).find(|&at| tree.lower(at) == "according" && at + 2 < tree.len())?;
    let noun = (at + 2..limit).find(|&noun| tree.children(noun).any(|case| case == at))?;
    Some((at, noun))
}
