//! `Y because X`, `due to X`, `X led to Y`, `X, leading to Y`: what a sentence gives as
//! the cause of what.

use super::clause::{self, Clause};
use super::tree::Tree;
use crate::generate::fact::Structure;
use crate::generate::lexicon::{ROLES, WRITERS, Words, listed};
use crate::generate::report::report;
use crate::generate::verbs::Forms;
use crate::language::{Relation, SUBJECTS, Upos, Xpos};
use std::ops::Range;

/// Verbs that tie a cause to its effect, with the word behind them: `led to`.
static CAUSE_VERBS: Words = Words::named("cause verbs");
/// `leading to`, behind a comma.
static CAUSE_REMARKS: Words = Words::named("cause remarks");

/// Most words behind a verb that belong to it: `paved the way for`.
const LONGEST_TIE: usize = 3;

/// At most one of a sentence.
pub(super) fn find(tree: &Tree<'_>) -> Option<Structure> {
    because(tree)
        .or_else(|| clause::every(tree).find_map(|clause| effected(&clause)))
        .or_else(|| caused(tree))
        .or_else(|| remarked(tree))
}

fn structure(
    tree: &Tree<'_>,
    cause: Range<usize>,
    effect: Range<usize>,
    asked: [Option<String>; 2],
) -> Option<Structure> {
    let (cause, effect) = (tree.trimmed(cause)?, tree.trimmed(effect)?);
    let [of_cause, of_effect] = asked;
    Some(Structure::Cause { cause, effect, of_cause: of_cause?, of_effect })
}

/// `Sulla marched on Rome because …`, `Because …, Sulla marched on Rome`.
fn because(tree: &Tree<'_>) -> Option<Structure> {
    let root = tree.root()?;
    // `The senate fled, and Sulla marched on Rome because …`.
    let others = tree
        .children(root)
        .filter(|&at| matches!(tree.relation(at), Relation::Conj | Relation::Parataxis));
    std::iter::once(root).chain(others).find_map(|verb| explained(tree, root, verb))
}

fn explained(tree: &Tree<'_>, root: usize, verb: usize) -> Option<Structure> {
    let noun = tree.child(verb, SUBJECTS)?;
    let subject = tree.reach(noun);
    // The parser may take the reason for the main clause.
    let is_swapped = verb != root
        && tree.lower(0) == "because"
        && tree.relation(0) == Relation::Mark
        && !tree.has(verb, Relation::Cc);
    let reason = (0..tree.len()).find(|&at| opens_reason(tree, verb, at));
    let reason = reason.or_else(|| is_swapped.then_some(0))?;
    let others = tree.children(verb).chain(tree.children(root)).filter(|&at| {
        matches!(tree.relation(at), Relation::Conj | Relation::Parataxis)
            && tree.reach(at).start > reason + 1
    });
    let other = others.map(|at| tree.reach(at).start).min();
    let last = tree.end_of_sentence();
    let colon = (reason..last).find(|&at| tree.text(at) == ":");
    let last = colon.unwrap_or(last);
    let last = other.map_or(last, |other| tree.without_joints(reason, other).min(last));
    let when = clause::opening_date(tree, noun).filter(|_| verb == root);
    let (cause, effect) = if reason == 0 && subject.start > 2 {
        let comma = (tree.text(subject.start - 1) == ",").then_some(subject.start - 1)?;
        (0..comma, subject.start..tree.end_of(verb))
    } else {
        let behind = reason.checked_sub(1).map(|at| tree.upos(at))?;
        let before = usize::from(behind == Upos::Punct);
        let effect = subject.start..reason - before;
        let is_beside =
            verb != root && subject.start > root && tree.upos(subject.start - 1) == Upos::Cconj;
        let is_whole = subject.start == 0 || when.is_some() || is_beside;
        ((is_whole && effect.end > verb).then_some(reason..last)?, effect)
    };
    let is_doubted = cause.start > 0
        && listed!("before a reason").contains(&tree.lower(effect.end.min(cause.start) - 1));
    // A third statement makes it unclear what the reason is of, and so does a remark
    // before `due to`.
    let is_one = cause.clone().all(|at| tree.text(at) != ";")
        && (tree.relation(reason) == Relation::Mark
            || effect.clone().all(|at| tree.text(at) != ","));
    // `did not march because he feared`: what is denied is not clear.
    let is_clear = !is_doubted && is_one && !tree.is_denied(verb);
    // What something is for is often told of things that were named before, and often
    // goes without saying.
    let is_past = tree.xpos(verb) == Xpos::Vbd
        || tree.children(verb).any(|at| matches!(&*tree.lower(at), "was" | "were"));
    let is_closed = !matches!(&*tree.lower(reason), "in" | "to")
        || is_past && [&cause, &effect].into_iter().all(|row| clause::is_closed(tree, row.clone()));
    let asked = clause::asked(tree, verb, effect.clone()).filter(|_| is_clear && is_closed)?;
    let when = when.filter(|_| reason > 0).map_or_else(String::new, |row| clause::small(tree, row));
    let asked = clause::joined(&[asked, when]);
    structure(tree, cause, effect, [Some(format!("Why {asked}?")), None])
}

/// Whether the words from `at` give the reason of the statement of `verb`.
fn opens_reason(tree: &Tree<'_>, verb: usize, at: usize) -> bool {
    let head = tree.head(at);
    let next = |behind: usize| {
        if at + behind < tree.len() { tree.lower(at + behind) } else { String::new() }
    };
    let is_clause = |is_causal: bool| {
        is_causal
            && tree.relation(at) == Relation::Mark
            && head.is_some_and(|clause| {
                // `unable to crush them because …`: the reason of both.
                let holder = tree.head(clause);
                let above = holder.filter(|&at| tree.relation(at) == Relation::Xcomp);
                (holder == Some(verb) || above.is_some_and(|at| tree.head(at) == Some(verb)))
                    && tree.relation(clause) == Relation::Advcl
                    && tree.has(clause, SUBJECTS)
            })
    };
    // What the preposition stands before hangs on the verb.
    let is_phrase = |is_preposition: bool| {
        let above = std::iter::successors(Some(at), |&at| tree.head(at)).take(3);
        let is_noun = |noun: usize| matches!(tree.upos(noun), Upos::Noun | Upos::Propn);
        let mut nouns = above.filter(|&noun| tree.head(noun) == Some(verb) && is_noun(noun));
        is_preposition && nouns.any(|noun| tree.relation(noun) == Relation::Obl)
    };
    match tree.lower(at).as_str() {
        "because" if next(1) == "of" => is_phrase(true),
        "because" => is_clause(true),
        "since" => is_clause(!is_perfect(tree, verb)),
        "due" | "owing" => is_phrase(next(1) == "to"),
        "as" => is_phrase(next(1) == "a" && next(2) == "result" && next(3) == "of"),
        "in" if next(1) == "response" => is_phrase(next(2) == "to"),
        "in" => is_purpose(tree, verb, at, next(1) == "order" && next(2) == "to"),
        "to" => is_purpose(tree, verb, at, at == 0),
        _ => false,
    }
}

/// `in order to restore order`, `To restore order, …`: what it was done for.
fn is_purpose(tree: &Tree<'_>, verb: usize, at: usize, opens: bool) -> bool {
    let clause = tree.head(at).filter(|_| opens && tree.relation(at) == Relation::Mark);
    clause.is_some_and(|clause| {
        tree.relation(clause) == Relation::Advcl
            && tree.head(clause) == Some(verb)
            && tree.xpos(clause) == Xpos::Vb
            && tree.has(clause, Relation::Obj)
    })
}

/// `has grown since …` says from when on.
fn is_perfect(tree: &Tree<'_>, verb: usize) -> bool {
    tree.children(verb).any(|at| tree.lemma(at) == "have")
}

/// `The tariff led to a crisis`.
fn effected(clause: &Clause<'_, '_>) -> Option<Structure> {
    let (tree, verb, subject) = (clause.tree, clause.verb, clause.subject);
    let (written, from) = tied(tree, verb, &CAUSE_VERBS)?;
    let reach = tree.reach(subject);
    let cause = if reach.end <= verb { reach } else { clause.name(subject)? };
    let effect = without_remark(tree, from..tree.end_of(verb));
    let is_root = tree.head(verb).is_none();
    // `When the rain stops, which leads to …` says when, and not that it does.
    let is_so = clause.is_past() || is_root && !clause.is_passive;
    let is_perfect = |helper: usize| tree.lemma(helper) == "have";
    let is_somebody = tree.upos(subject) == Upos::Propn || is_person(tree, subject);
    // What stands before says of what it holds.
    let opens = cause.start == 0 || clause.is_dated_before();
    let is_plain = is_so
        && (opens || !is_root && clause::is_closed(tree, cause.clone()))
        && effect.start < effect.end
        && clause.helper().is_none_or(is_perfect)
        && matches!(tree.upos(subject), Upos::Noun | Upos::Propn)
        && !(is_somebody && tree.lemma(verb) == "contribute")
        && !matches!(tree.upos(from), Upos::Pron | Upos::Verb | Upos::Punct)
        && !matches!(tree.xpos(from), Xpos::Cd)
        && !listed!("pointing words").contains(&tree.lower(cause.start))
        && is_said_which(tree, cause.clone())
        && is_said_which(tree, effect.clone());
    let helper = clause.helper().map_or_else(String::new, |at| format!("{} ", tree.lower(at)));
    let when = clause.when_text();
    let because = tree.inside(effect.clone())?;
    let because = clause::joined(&[format!("What {helper}{written} {because}"), when.clone()]);
    let then = then(clause, cause.clone(), &written, &effect);
    let then = then.map(|then| clause::joined(&[then, when]) + "?");
    is_plain.then(|| structure(tree, cause, effect, [Some(because + "?"), then]))?
}

/// `What did the tariff lead to`, where it did not make somebody do something.
fn then(
    clause: &Clause<'_, '_>,
    cause: Range<usize>,
    written: &str,
    effect: &Range<usize>,
) -> Option<String> {
    let tree = clause.tree;
    let cause = tree.inside(cause)?;
    let particle = written.split_once(' ').map_or("", |(_, word)| word);
    let is_bare = effect.clone().all(|at| tree.relation(at) != Relation::Xcomp);
    let (opening, verb) = clause::opening(tree, clause.verb, clause.helper())?;
    let asked = ["What".to_owned(), opening, cause, verb, particle.to_owned()];
    (is_bare && !particle.starts_with("it ")).then(|| clause::joined(&asked))
}

/// A verb at `at` with the words behind it that make it one of a list, and where they end.
fn tied(tree: &Tree<'_>, at: usize, list: &Words) -> Option<(String, usize)> {
    let limit = tree.len().min(at + 1 + LONGEST_TIE);
    (at + 1..=limit).rev().filter(|&end| end < tree.len()).find_map(|end| {
        let words: Vec<String> = (at..end).map(|at| tree.lower(at)).collect();
        let written = words.join(" ");
        list.contains(&written).then_some((written, end))
    })
}

fn is_person(tree: &Tree<'_>, noun: usize) -> bool {
    let lemma = tree.lemma(noun);
    ROLES.contains(lemma) || WRITERS.contains(lemma) || listed!("people").contains(lemma)
}

/// `The king taxed salt, which led to a revolt`, `…, leading to a revolt`: all that stands
/// before is the cause.
fn remarked(tree: &Tree<'_>) -> Option<Structure> {
    let root = tree.root()?;
    let subject = tree.child(root, SUBJECTS)?;
    let helpers =
        || tree.children(root).filter(|&at| matches!(tree.upos(at), Upos::Aux)).chain([root]);
    let finite = helpers().next()?;
    let is_past = tree.xpos(finite) == Xpos::Vbd;
    let (comma, verb, written, from) = (root + 1..tree.len()).find_map(|at| {
        let which = usize::from(at + 1 < tree.len() && tree.lower(at + 1) == "which");
        let verb =
            (at + 1 + which < tree.len() && tree.text(at) == ",").then_some(at + 1 + which)?;
        let list = if which == 1 { &CAUSE_VERBS } else { &CAUSE_REMARKS };
        let (written, from) = tied(tree, verb, list)?;
        Some((at, verb, written, from))
    })?;
    let effect = without_remark(tree, from..tree.end_of(verb));
    let forms = Forms::of(tree.lemma(verb));
    let particle = written.split_once(' ').map_or("", |(_, word)| word);
    let form = match (tree.xpos(verb), is_past) {
        (Xpos::Vbg, true) => forms.past,
        (Xpos::Vbg, false) => forms.third_person,
        _ => tree.lower(verb),
    };
    let is_plain = tree.reach(subject).start == 0
        && tree.upos(subject) != Upos::Pron
        && matches!(tree.xpos(finite), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && !tree.is_denied(root)
        && report(&tree.lower(root)).is_none()
        && (0..comma).all(|at| !matches!(tree.text(at), ";" | ":" | "," | "(" | "—"))
        && clause::is_told(tree, root)
        && effect.start < effect.end
        && !matches!(tree.upos(from), Upos::Pron | Upos::Verb | Upos::Punct)
        && is_said_which(tree, effect.clone());
    let effect_text = tree.inside(effect.clone())?;
    let asked = clause::joined(&["What".to_owned(), form, particle.to_owned(), effect_text]) + "?";
    is_plain.then(|| structure(tree, 0..comma, effect, [Some(asked), None]))?
}

/// Without `, which …` at its end.
fn without_remark(tree: &Tree<'_>, row: Range<usize>) -> Range<usize> {
    let is_remark = |at: &usize| {
        tree.text(*at) == ","
            && *at + 1 < row.end
            && matches!(&*tree.lower(at + 1), "who" | "which")
    };
    let end = row.clone().find(is_remark).unwrap_or(row.end);
    row.start..end
}

/// `the accident` alone was named before.
fn is_said_which(tree: &Tree<'_>, row: Range<usize>) -> bool {
    let is_named = |at: usize| {
        at > row.start
            && matches!(tree.xpos(at), Xpos::Nnp | Xpos::Nnps | Xpos::In | Xpos::Wdt | Xpos::Cd)
    };
    tree.lower(row.start) != "the" || row.clone().any(is_named)
}

/// `The crisis was caused by a tariff`, `The crisis resulted from a tariff`.
fn caused(tree: &Tree<'_>) -> Option<Structure> {
    let verb = tree.root()?;
    let is_passive = tree.has(verb, Relation::AuxPass);
    let subject = tree
        .child(verb, if is_passive { Relation::NsubjPass } else { Relation::Nsubj })
        .filter(|&subject| matches!(tree.upos(subject), Upos::Noun | Upos::Propn))?;
    let effect = without_remark(tree, tree.reach(subject));
    let opens = if is_passive { "by" } else { "from" };
    let from = (verb + 1 < tree.len() && tree.lower(verb + 1) == opens).then_some(verb + 2)?;
    let cause = from..tree.end_of(verb);
    let first = (from < tree.len()).then(|| tree.upos(from))?;
    let named = tree.inside(effect.clone())?;
    let word = tree.lower(verb);
    let asked = match is_passive {
        true if CAUSE_VERBS.contains(&word) => {
            let helper = tree.child(verb, Relation::AuxPass).map(|at| tree.lower(at))?;
            let is_past = matches!(&*helper, "was" | "were");
            let word = if is_past { word } else { Forms::of(tree.lemma(verb)).third_person };
            format!("What {word} {named}?")
        }
        false if listed!("causing").contains(&format!("{word} from")) => {
            let opening = match tree.xpos(verb) {
                Xpos::Vbz => "does",
                Xpos::Vbp => "do",
                _ => "did",
            };
            format!("What {opening} {named} {} from?", tree.lemma(verb))
        }
        _ => return None,
    };
    let is_plain = effect.start == 0
        && effect.end <= verb
        && is_said_which(tree, effect.clone())
        && is_said_which(tree, cause.clone())
        && !tree.is_denied(verb)
        && !tree.has(verb, Relation::Aux)
        && cause.start < cause.end
        && !matches!(first, Upos::Pron | Upos::Verb | Upos::Punct | Upos::Sconj);
    is_plain.then(|| structure(tree, cause, effect, [Some(asked), None]))?
}
