//! `Y because X`, `due to X`, `X led to Y`: what a sentence gives as the cause of what.

use super::clause;
use super::tree::Tree;
use crate::generate::fact::Structure;
use crate::generate::lexicon::{Words, listed};
use crate::generate::structure::trimmed;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Verbs that tie a cause to its effect, with the word behind them: `led to`.
static CAUSE_VERBS: Words = Words::named("cause verbs");

/// At most one of a sentence.
pub(super) fn find(tree: &Tree<'_>) -> Option<Structure> {
    because(tree).or_else(|| effected(tree)).or_else(|| caused(tree))
}

fn structure(
    tree: &Tree<'_>,
    cause: Range<usize>,
    effect: Range<usize>,
    asked: [Option<String>; 2],
) -> Option<Structure> {
    let of = |row: Range<usize>| tree.span(row).map(|span| trimmed(tree.document(), span));
    let (cause, effect) = (of(cause)?, of(effect)?);
    let [of_cause, of_effect] = asked;
    Some(Structure::Cause { cause, effect, of_cause: of_cause?, of_effect })
}

/// `Sulla marched on Rome because …`, `Because …, Sulla marched on Rome`.
fn because(tree: &Tree<'_>) -> Option<Structure> {
    let verb = tree.root()?;
    let subject =
        tree.child(verb, Relation::Nsubj).or_else(|| tree.child(verb, Relation::NsubjPass))?;
    let subject = tree.reach(subject);
    let reason = (0..tree.len()).find(|&at| opens_reason(tree, verb, at))?;
    let others = tree.children(verb).filter(|&at| {
        matches!(tree.relation(at), Relation::Conj | Relation::Parataxis)
            && tree.reach(at).start > reason + 1
    });
    let other = others.map(|at| tree.reach(at).start).min();
    let last = tree.end_of_sentence();
    let explained = (reason..last).find(|&at| tree.text(at) == ":");
    let last = explained.unwrap_or(last);
    let last = other.map_or(last, |other| tree.without_joints(reason, other).min(last));
    let (cause, effect) = if reason == 0 && subject.start > 2 {
        let comma = (tree.text(subject.start - 1) == ",").then_some(subject.start - 1)?;
        (0..comma, subject.start..tree.end_of(verb))
    } else {
        let behind = reason.checked_sub(1).map(|at| tree.upos(at))?;
        let before = usize::from(behind == Upos::Punct);
        let effect = 0..reason - before;
        let is_whole = subject.start == 0 && effect.end > verb;
        (is_whole.then_some(reason..last)?, effect)
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
    let asked = tree.asked(verb, effect.clone()).filter(|_| is_clear && is_closed)?;
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
                    && (tree.has(clause, Relation::Nsubj) || tree.has(clause, Relation::NsubjPass))
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
fn effected(tree: &Tree<'_>) -> Option<Structure> {
    let verb = tree.root()?;
    let subject = tree.child(verb, Relation::Nsubj)?;
    let cause = tree.reach(subject);
    let next = (verb + 1 < tree.len()).then(|| tree.lower(verb + 1))?;
    let two = format!("{} {next}", tree.lower(verb));
    let (written, from) = match CAUSE_VERBS.contains(&two) {
        true => (two, verb + 2),
        false => (tree.lower(verb), verb + 1),
    };
    let effect = without_remark(tree, from..tree.end_of(verb));
    let is_plain = CAUSE_VERBS.contains(&written)
        && tree.xpos(verb) == Xpos::Vbd
        && cause.start == 0
        && cause.end == verb
        && effect.start < effect.end
        && !tree.has(verb, Relation::Aux)
        && matches!(tree.upos(subject), Upos::Noun | Upos::Propn)
        && !matches!(tree.upos(from), Upos::Pron | Upos::Verb | Upos::Punct)
        && !matches!(tree.xpos(from), Xpos::Cd)
        && is_said_which(tree, cause.clone())
        && is_said_which(tree, effect.clone());
    let because = tree.inside(effect.clone()).map(|effect| format!("What {written} {effect}?"));
    let then = tree.inside(cause.clone()).and_then(|cause| {
        let particle =
            written.split_once(' ').map_or(String::new(), |(_, word)| format!(" {word}"));
        let is_bare = effect.clone().all(|at| tree.relation(at) != Relation::Xcomp);
        is_bare.then(|| format!("What did {cause} {}{particle}?", tree.lemma(verb)))
    });
    is_plain.then(|| structure(tree, cause, effect, [because, then]))?
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
        true if CAUSE_VERBS.contains(&word) => format!("What {word} {named}?"),
        false if listed!("causing").contains(&format!("{word} from")) => {
            format!("What did {named} {} from?", tree.lemma(verb))
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
