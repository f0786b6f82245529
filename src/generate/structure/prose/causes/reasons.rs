//! `Sulla marched on Rome because …`, `Owing to …, Sulla marched`, `To save Rome, Sulla …`:
//! a reason or a purpose beside what it is of.

use super::super::bounds::{
    end, is_affirmed, is_asserted, is_counterfactual, is_doubtful, own_subject, phrase_behind,
    predicate, stands_at, start, without_remark,
};
use super::super::clause;
use super::super::definitions::start_of;
use super::{Tie, is_person, points};
use crate::generate::lexicon::{Words, listed};
use crate::generate::tree::Tree;
use crate::generate::verbs::is_denial;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Conjunctions that open a reason.
static CONJUNCTIONS: Words = Words::named("conjunctions of reasons");
/// Words before a noun that is a reason: `owing to`.
static PREPOSITIONS: Words = Words::named("prepositions of reasons");
/// Words before a verb that says what something was done for.
static PURPOSES: Words = Words::named("openings of purposes");

/// Words that open a reason.
struct Reason {
    /// Where they stand, and where the reason itself begins.
    at: usize,
    from: usize,
    /// The predicate of a clause or the noun of a phrase.
    head: usize,
    is_phrase: bool,
    is_purpose: bool,
}

pub(super) fn find(tree: &Tree<'_>) -> Vec<Tie> {
    let ties = (0..tree.len()).filter_map(|at| {
        let reason = reason(tree, at)?;
        tie(tree, &reason).or_else(|| by_words(tree, &reason))
    });
    ties.collect()
}

fn reason(tree: &Tree<'_>, at: usize) -> Option<Reason> {
    let longest = |list: &'static Words| {
        let fitting = list.iter().filter(|words| stands_at(tree, at, words));
        fitting.map(|words| words.split(' ').count()).max()
    };
    let of = |from, head, is_phrase, is_purpose| Reason { at, from, head, is_phrase, is_purpose };
    if let Some(length) =
        longest(&PURPOSES).or_else(|| (at == 0 && tree.lower(0) == "to").then_some(1))
    {
        let mark = at + length - 1;
        let head = tree.head(mark).filter(|_| tree.relation(mark) == Relation::Mark)?;
        return (tree.xpos(head) == Xpos::Vb && head > mark)
            .then(|| of(mark + 1, head, false, true));
    }
    if let Some(length) = longest(&PREPOSITIONS) {
        let from = at + length;
        let head = phrase_behind(tree, from)?;
        let is_word = matches!(tree.upos(head), Upos::Noun | Upos::Propn | Upos::Num | Upos::Verb);
        return is_word.then(|| of(from, head, true, false));
    }
    let word = tree.lower(at);
    let is_mark = tree.relation(at) == Relation::Mark && CONJUNCTIONS.contains(&word);
    let Some(head) = tree.head(at).filter(|head| is_mark && *head > at) else {
        return (word == "because").then(|| of(at + 1, at, false, false));
    };
    let is_set_off = || at > 0 && matches!(tree.text(at - 1), "," | ";" | "—");
    let is_so = (own_subject(tree, head).is_some() || word == "because")
        && match &*word {
            "for" => is_set_off() && tree.xpos(head) != Xpos::Vb,
            "because" => {
                // `Because the gap is small compared to a hair, …`
                let above = tree
                    .head(head)
                    .filter(|&above| at == 0 && above < head && own_subject(tree, above).is_some());
                return Some(of(at + 1, above.unwrap_or(head), false, false));
            }
            "as" => (at == 0 || is_set_off()) && states(tree, head),
            "since" => {
                let holder = tree.head(head).unwrap_or(head);
                tree.lower(at + 1) != "then" && !has_perfect(tree, holder)
            }
            _ => true,
        };
    is_so.then(|| of(at + 1, head, false, false))
}

/// `as he was poor`, not `as he came in`, `as we know`.
fn states(tree: &Tree<'_>, predicate: usize) -> bool {
    let is_being = tree.has(predicate, Relation::Cop)
        || tree.is_denied(predicate)
        || tree.lemma(predicate) == "have";
    let subject = own_subject(tree, predicate);
    is_being
        && subject.is_some_and(|subject| {
            !matches!(&*tree.lower(subject), "we" | "i" | "you" | "one" | "it")
                || tree.is_denied(predicate)
        })
}

/// `has grown since …` says from when on.
fn has_perfect(tree: &Tree<'_>, verb: usize) -> bool {
    tree.children(verb).any(|at| tree.lemma(at) == "have")
}

/// Whether a word before it denies it, or makes it one of two.
fn is_denied(tree: &Tree<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| tree.lower(at)).unwrap_or_default();
    is_denial(&before) || matches!(&*before, "if" | "than" | "or" | "unless")
}

fn tie(tree: &Tree<'_>, reason: &Reason) -> Option<Tie> {
    let &Reason { at, from, head, .. } = reason;
    if is_denied(tree, at)
        || head == at
        || !reason.is_phrase && !reason.is_purpose && own_subject(tree, head).is_none()
    {
        return None;
    }
    let holder = holder(tree, reason);
    let Some(holder) = holder else { return of_noun(tree, reason) };
    let opens = start(tree, holder)?;
    if reason.is_phrase && (at..from).contains(&holder) || holder == head {
        return predicated(tree, reason, holder);
    }
    let is_before = at < opens;
    // `The king, because he was poor, sold land`: the statement has two halves.
    let is_apart = is_before || at > holder;
    let last = end_of_reason(tree, reason, holder);
    let (cause, effect) = match is_before {
        true => {
            let comma = opens.checked_sub(1).filter(|&at| tree.text(at) == ",");
            (at..comma?, opens..end(tree, holder))
        }
        false => (at..last, opens..without_sign(tree, at)),
    };
    let is_whole = is_apart && cause.end > from && effect.len() > 1 && cause.contains(&head);
    let is_strange = tree.relation(at) == Relation::Mark
        && !reason.is_purpose
        && listed!("doubtful conjunctions of reasons").contains(&tree.lower(at))
        // `by virtue of` says as often by which right, `for lack of` what is blamed.
        || reason.is_phrase && matches!(&*tree.lower(at), "by" | "for");
    // `They are marks due to rain`: the marks are.
    let is_noun = reason.is_phrase && tree.upos(holder) == Upos::Noun && !is_before;
    let is_doubted = at > 0 && listed!("before a reason").contains(&tree.lower(at - 1));
    let is_told =
        is_affirmed(tree, holder) && (clause::is_told(tree, holder) || head == tree.root()?);
    let is_sure = (is_told || is_denied_whole(tree, holder, at))
        && !is_doubted
        && !is_noun
        && (!is_doubtful(tree, holder)
            || tree.children(holder).any(|at| tree.lower(at) == "could"))
        && !is_strange;
    let asked = is_sure.then(|| asked(tree, reason, holder, [&cause, &effect])).flatten();
    let is_sure = is_sure && (!reason.is_purpose || asked.is_some() || at > 0);
    let is_asserted = is_asserted(tree, holder) || is_sure;
    (is_whole && is_asserted).then_some(Tie { cause, effect, asked: [asked, None], is_sure })
}

/// `Hitler was not tried because he was dead`: the whole is denied for that reason, and not
/// the reason, which another one would follow: `but because …`.
fn is_denied_whole(tree: &Tree<'_>, holder: usize, reason: usize) -> bool {
    tree.head(holder).is_none()
        && tree.is_denied(holder)
        && tree.children(holder).all(|at| !matches!(&*tree.lower(at), "if" | "unless"))
        && (reason..tree.len()).all(|at| !matches!(&*tree.lower(at), "but" | "rather"))
}

/// The statement that a reason is of.
fn holder(tree: &Tree<'_>, reason: &Reason) -> Option<usize> {
    let root = tree.root()?;
    // The parser may take the reason for the main clause.
    if reason.head == root && reason.is_phrase {
        return Some(root);
    }
    if reason.head == root {
        let mut others = tree.children(root).filter(|&at| {
            matches!(tree.relation(at), Relation::Conj | Relation::Parataxis)
                && !tree.has(at, Relation::Cc)
        });
        return others.find(|&at| reason.at == 0 && at > root && own_subject(tree, at).is_some());
    }
    let above = match reason.is_phrase {
        // `Thanks to the king` looks like a subject.
        true if tree.relation(reason.at) == Relation::Nsubj => tree.head(reason.at),
        _ => tree.head(reason.head),
    };
    predicate(tree, above?)
}

/// `The revolt was due to famine`.
fn predicated(tree: &Tree<'_>, reason: &Reason, predicate: usize) -> Option<Tie> {
    let (subject, copula) = (own_subject(tree, predicate)?, tree.child(predicate, Relation::Cop)?);
    let effect = without_remark(tree, start(tree, predicate)?..tree.reach(subject).end.min(copula));
    let cause = reason.at..end_of_reason(tree, reason, predicate);
    let is_sure = clause::is_told(tree, predicate) && !is_doubtful(tree, predicate);
    // `The rent is due to the landlord`
    let is_owed = is_person(tree, reason.head);
    let is_good = !is_owed
        && is_affirmed(tree, predicate)
        && is_asserted(tree, predicate)
        && effect.start < effect.end;
    is_good.then_some(Tie { cause, effect, asked: [None, None], is_sure })
}

/// The two halves by the words alone, where the parser took the sentence apart otherwise.
fn by_words(tree: &Tree<'_>, reason: &Reason) -> Option<Tie> {
    let &Reason { at, from, .. } = reason;
    let is_finite =
        |at: usize| matches!(tree.xpos(at), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let states = |row: &Range<usize>| row.len() > 2 && row.clone().any(is_finite);
    let opens = |at: usize| {
        at < tree.len()
            && matches!(
                tree.upos(at),
                Upos::Noun | Upos::Propn | Upos::Det | Upos::Pron | Upos::Adj | Upos::Num
            )
    };
    let is_known = matches!(&*tree.lower(at), "because" | "due" | "owing" | "thanks" | "in");
    // Where a statement begins: behind a stop, or `, and`.
    let begins = |from: usize, to: usize| {
        (from..to).rev().find(|&at| match tree.text(at) {
            ";" | ":" | "—" => true,
            "," => {
                at + 2 < to
                    && tree.upos(at + 1) == Upos::Cconj
                    && opens(at + 2)
                    && states(&(at + 2..to))
            }
            _ => false,
        })
    };
    let last = tree.end_of_sentence();
    let last = (from..last).find(|&at| matches!(tree.text(at), ";" | ":" | "—")).unwrap_or(last);
    let first = begins(0, at).map_or(0, |at| at + 1 + usize::from(tree.text(at) == ","));
    let (cause, effect) = match at == first {
        true => {
            let comma = (from..last).find(|&at| tree.text(at) == ",")?;
            let is_row = (comma..last)
                .take_while(|&at| !is_finite(at))
                .any(|at| tree.upos(at) == Upos::Cconj);
            (at..comma, (!is_row && opens(comma + 1)).then_some(comma + 1..last)?)
        }
        false => (at..last, first..at),
    };
    let is_reason = cause.len() > from - at + 1
        && (reason.is_phrase || reason.is_purpose || states(&(from..cause.end)));
    let is_so = !effect.clone().any(|at| {
        tree.xpos(at) == Xpos::Md && tree.head(at).is_some_and(|verb| is_counterfactual(tree, verb))
    });
    let is_good = is_so
        && is_known
        && !is_denied(tree, at)
        && is_reason
        && states(&effect)
        && opens(effect.start);
    is_good.then_some(Tie { cause, effect, asked: [None, None], is_sure: false })
}

/// `deaths due to famine`.
fn of_noun(tree: &Tree<'_>, reason: &Reason) -> Option<Tie> {
    let noun = tree.head(reason.head).filter(|_| tree.relation(reason.head) == Relation::Nmod)?;
    let effect = start_of(tree, noun)..reason.at;
    let is_good = reason.is_phrase && noun < reason.at && tree.upos(noun) == Upos::Noun;
    let cause = reason.at..end_of_reason(tree, reason, noun);
    is_good.then_some(Tie { cause, effect, asked: [None, None], is_sure: false })
}

fn end_of_reason(tree: &Tree<'_>, reason: &Reason, holder: usize) -> usize {
    // `for although he was poor, he paid`: two clauses give one reason.
    let is_double = reason.from < tree.len()
        && matches!(tree.upos(reason.from), Upos::Sconj)
        && !reason.is_purpose;
    let stops = |&at: &usize| matches!(tree.text(at), ";" | ":" | "—");
    if !reason.is_phrase && !reason.is_purpose && (is_double || tree.head(holder).is_none()) {
        // All that follows, but another statement.
        let others = tree.children(holder).filter(|&at| {
            matches!(tree.relation(at), Relation::Conj | Relation::Parataxis)
                && tree.reach(at).start > reason.from
        });
        let other = others.map(|at| tree.without_joints(reason.at, tree.reach(at).start)).min();
        let last = other.unwrap_or(tree.len()).min(tree.end_of_sentence());
        return (reason.from..last).find(stops).unwrap_or(last);
    }
    if !reason.is_phrase {
        return end(tree, reason.head);
    }
    let row =
        without_remark(tree, reason.at..tree.reach(reason.head).end.min(tree.end_of_sentence()));
    let stop = (reason.head + 1..row.end).find(stops);
    tree.without_joints(reason.head, stop.unwrap_or(row.end))
}

/// Without a sign right before.
fn without_sign(tree: &Tree<'_>, mut end: usize) -> usize {
    while end > 0 && matches!(tree.text(end - 1), "," | "—" | "–" | "(") {
        end -= 1;
    }
    end
}

/// `Why did Sulla march on Rome?`, where that is clear by the sentence itself.
fn asked(
    tree: &Tree<'_>,
    reason: &Reason,
    verb: usize,
    parts: [&Range<usize>; 2],
) -> Option<String> {
    let (root, [cause, effect]) = (tree.root()?, parts);
    let is_beside = matches!(tree.relation(verb), Relation::Conj | Relation::Parataxis)
        && tree.head(verb) == Some(root);
    let subject = own_subject(tree, verb)?;
    let when = clause::opening_date(tree, subject).filter(|_| verb == root);
    let first = tree.reach(subject).start;
    let is_before = cause.start < effect.start;
    let is_opening = first == 0
        || when.is_some()
        || is_beside && first > root && tree.upos(first - 1) == Upos::Cconj;
    // A third statement makes it unclear what the reason is of, and so does a remark
    // before `due to`.
    let is_one = cause.clone().all(|at| tree.text(at) != ";")
        && (!reason.is_phrase || effect.clone().all(|at| tree.text(at) != ","));
    // What something is for is often told of things that were named before, and often
    // goes without saying.
    let is_past = tree.xpos(verb) == Xpos::Vbd
        || tree.children(verb).any(|at| matches!(&*tree.lower(at), "was" | "were" | "must"));
    let is_response = tree.lower(cause.start) == "in";
    let is_closed = !(reason.is_purpose && tree.has(reason.head, Relation::Obj) || is_response)
        || is_past && parts.into_iter().all(|row| clause::is_closed(tree, row.clone()));
    // `Because the king was old, he fled`: the question would not say who.
    let is_named = tree.upos(subject) != Upos::Pron || tree.relation(subject) == Relation::Expl;
    let is_clear = (is_before || is_opening)
        && !points(tree, effect.clone())
        && is_named
        && (verb == root || is_beside)
        && is_one
        && is_closed
        && (!reason.is_purpose || tree.has(reason.head, Relation::Obj));
    let asked = clause::asked(tree, verb, effect.clone()).filter(|_| is_clear)?;
    let when = when.filter(|_| !is_before).map_or_else(String::new, |row| clause::small(tree, row));
    Some(format!("Why {}?", clause::joined(&[asked, when])))
}
