//! `The tariff led to a crisis`, `a crisis caused by the tariff`, `…, leading to a crisis`:
//! a verb between a cause and its effect.

use super::super::Named;
use super::super::bounds::{
    is_affirmed, is_asserted, is_doubtful, own_subject, predicate, stands_at, start, without_remark,
};
use super::super::clause;
use super::super::definitions::start_of;
use super::{Tie, is_person, is_said_which, points};
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::{Words, listed};
use crate::generate::report::report;
use crate::generate::tree::Tree;
use crate::generate::verbs::Forms;
use crate::language::{Relation, Upos, Xpos};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs whose subject is a cause, with the words behind them: `lead to`.
static CAUSING: Words = Words::named("verbs of causes");
/// Verbs whose subject makes somebody do something, or could: `force`.
static MAKING_DO: Words = Words::named("verbs of making do");
/// Verbs whose subject is an effect: `result from`.
static CAUSED: Words = Words::named("verbs of effects of causes");

/// All forms of these verbs.
static FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let verbs = [&CAUSING, &MAKING_DO, &CAUSED].into_iter().flat_map(|list| list.iter());
    let forms = verbs.flat_map(|verb| {
        let head = verb.split(' ').next().unwrap_or(verb);
        let Forms { third_person, past, participle, ing } = Forms::of(head);
        [head.to_owned(), third_person, past, participle, ing]
    });
    forms.collect()
});

/// Whether a word may tie a cause to its effect.
fn ties(word: &str) -> bool {
    FORMS.contains(word)
}

/// Such a verb with the words behind it.
struct Verb {
    at: usize,
    /// `to`, behind `led`.
    tail: &'static str,
    /// Where what it ties to its subject begins.
    from: usize,
    /// The head of that.
    object: usize,
    is_reversed: bool,
    /// Whether it makes somebody do something.
    is_doing: bool,
}

pub(super) fn find(tree: &Tree<'_>, named: &Named<'_>) -> Vec<Tie> {
    let verbs = (0..tree.len()).filter_map(|at| verb(tree, at));
    verbs.filter_map(|verb| passive(tree, &verb).or_else(|| active(tree, &verb, named))).collect()
}

fn verb(tree: &Tree<'_>, at: usize) -> Option<Verb> {
    if !ties(&tree.lower(at)) || !matches!(tree.upos(at), Upos::Verb) {
        return None;
    }
    let base = tree.lemma(at);
    let fitting = |list: &'static Words, is_reversed: bool| {
        let verbs = list.iter().filter_map(|verb| {
            let (head, tail) = verb.split_once(' ').unwrap_or((verb, ""));
            (head == base).then_some(tail)
        });
        let found = verbs.filter_map(|tail| behind(tree, at, tail, is_reversed));
        found.max_by_key(|verb| verb.tail.len())
    };
    let known = fitting(&CAUSED, true).or_else(|| fitting(&CAUSING, false));
    let does = || {
        let verb = fitting(&MAKING_DO, false).filter(|verb| makes_do(tree, verb))?;
        Some(Verb { is_doing: true, ..verb })
    };
    match known {
        Some(verb) if verb.is_reversed || !verb.tail.is_empty() => Some(verb),
        other => does().or(other),
    }
}

/// The words that belong to a verb, and what stands behind them.
fn behind(tree: &Tree<'_>, at: usize, tail: &'static str, is_reversed: bool) -> Option<Verb> {
    let of = |from, object| Verb { at, tail, from, object, is_reversed, is_doing: false };
    if tail.is_empty() {
        let object = tree.child(at, Relation::Obj).filter(|&object| object > at);
        let passive = tree.xpos(at) == Xpos::Vbn && tree.agent_of(at).is_some();
        return match object {
            Some(object) => {
                let from = tree.reach(object).start.max(at + 1);
                Some(of(from, object))
            }
            None => passive.then(|| of(at + 1, at)),
        };
    }
    // `led in turn to`: the preposition stands before what hangs on the verb.
    let is_tie = |&noun: &usize| {
        noun > at
            // `led the king to flee` has another pattern.
            && tree.xpos(noun) != Xpos::Vb
            && tree.children(noun).any(|case| {
                case > at
                    && case < noun
                    && matches!(tree.relation(case), Relation::Case | Relation::Mark)
                    && tree.lower(case) == tail
            })
    };
    let noun = tree.children(at).find(is_tie);
    if let Some(noun) = noun {
        let case = tree.children(noun).find(|&case| case > at && tree.lower(case) == tail)?;
        return Some(of(case + 1, noun));
    }
    let from = at + 1 + tail.split(' ').count();
    let is_infinitive = from < tree.len() && tree.xpos(from) == Xpos::Vb && tail == "to";
    let object =
        (from < tree.len() && !is_infinitive && stands_at(tree, at + 1, tail)).then_some(from)?;
    Some(of(from, object))
}

/// `forced the king to flee`, `made the peace possible`.
fn makes_do(tree: &Tree<'_>, verb: &Verb) -> bool {
    let above = |at: usize| {
        let head = tree.head(at);
        head == Some(verb.at) || head == Some(verb.object)
    };
    (verb.object + 1..tree.len()).any(|at| {
        above(at)
            && match tree.relation(at) {
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl => {
                    tree.xpos(at) == Xpos::Vb
                        && tree.children(at).any(|mark| tree.lower(mark) == "to")
                }
                _ => false,
            }
    })
}

/// `The crisis was caused by a tariff`, `a crisis caused by a tariff`.
fn passive(tree: &Tree<'_>, verb: &Verb) -> Option<Tie> {
    let agent =
        tree.agent_of(verb.at).filter(|_| tree.xpos(verb.at) == Xpos::Vbn && !verb.is_reversed)?;
    let by = tree.children(agent).find(|&at| tree.lower(at) == "by")?;
    let cause =
        by + 1..tree.without_joints(agent, tree.reach(agent).end.min(tree.end_of_sentence()));
    let cause = without_remark(tree, cause);
    let helper = tree.child(verb.at, Relation::AuxPass);
    let subject = own_subject(tree, verb.at);
    let is_word = matches!(tree.upos(agent), Upos::Noun | Upos::Propn | Upos::Verb);
    let (effect, is_sure) = match (helper, subject) {
        (Some(helper), Some(subject)) => {
            let row = start(tree, verb.at)?..tree.reach(subject).end.min(helper);
            (without_remark(tree, row), clause::is_told(tree, verb.at))
        }
        _ => {
            let noun = tree.head(verb.at).filter(|_| tree.relation(verb.at) == Relation::Acl)?;
            (start_of(tree, noun)..verb.at, false)
        }
    };
    // `was forced by the king to flee`: what was done says the rest.
    let goes_on = tree.has(verb.at, Relation::Xcomp);
    let is_good = is_word
        && by > verb.at
        && is_asserted(tree, verb.at)
        && effect.end > effect.start
        && !goes_on
        && is_affirmed(tree, verb.at);
    let is_sure = is_sure && !is_doubtful(tree, verb.at);
    let asked = match (helper, subject) {
        (Some(helper), Some(subject)) if is_sure => {
            of_passive(tree, verb, [helper, subject], [&cause, &effect])
        }
        _ => None,
    };
    is_good.then_some(Tie { cause, effect, asked: [asked, None], is_sure })
}

/// `What caused the crisis?`
fn of_passive(
    tree: &Tree<'_>,
    verb: &Verb,
    [helper, subject]: [usize; 2],
    [cause, effect]: [&Range<usize>; 2],
) -> Option<String> {
    let is_past = matches!(&*tree.lower(helper), "was" | "were");
    let is_present = matches!(&*tree.lower(helper), "is" | "are");
    let forms = Forms::of(tree.lemma(verb.at));
    let word = if is_past { forms.past } else { forms.third_person };
    // `inherited defects` begin with a participle.
    let is_word = !matches!(tree.upos(cause.start), Upos::Pron | Upos::Punct | Upos::Sconj)
        && (tree.upos(cause.start) != Upos::Verb || tree.relation(cause.start) == Relation::Amod);
    let is_plain = (is_past || is_present)
        && tree.head(verb.at).is_none()
        && matches!(tree.upos(subject), Upos::Noun | Upos::Propn)
        && effect.start == 0
        && is_said_which(tree, effect.clone())
        && is_said_which(tree, cause.clone())
        && !points(tree, effect.clone())
        && !tree.has(verb.at, Relation::Aux)
        && CAUSING.contains(tree.lemma(verb.at))
        && is_word;
    let named = tree.inside(effect.clone())?;
    is_plain.then(|| format!("What {word} {named}?"))
}

fn active(tree: &Tree<'_>, verb: &Verb, named: &Named<'_>) -> Option<Tie> {
    let is_participle = matches!(tree.xpos(verb.at), Xpos::Vbg | Xpos::Vbn)
        && own_subject(tree, verb.at).is_none()
        && !tree.children(verb.at).any(|at| tree.upos(at) == Upos::Aux);
    match is_participle {
        true => remarked(tree, verb).or_else(|| unfinished(tree, verb)),
        false => stated(tree, verb, named),
    }
}

/// Where what the verb at a place brings about begins.
pub(super) fn brought_by(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let verb =
        verb(tree, at).filter(|verb| !verb.is_reversed && !tree.has(at, Relation::AuxPass))?;
    Some(verb.from)
}

/// What a verb brings about: to the end of its statement.
fn brought(tree: &Tree<'_>, verb: &Verb) -> Range<usize> {
    let row = verb.from..tree.end_of(verb.at).min(tree.end_of_sentence());
    without_remark(tree, row)
}

/// `The king taxed salt, leading to a revolt`, `events leading to a revolt`.
fn remarked(tree: &Tree<'_>, verb: &Verb) -> Option<Tie> {
    if verb.is_reversed || tree.xpos(verb.at) != Xpos::Vbg {
        return None;
    }
    let other = brought(tree, verb);
    let comma = (verb.at > 0 && tree.text(verb.at - 1) == ",").then(|| verb.at - 1);
    let comma = comma.or_else(|| {
        // `, thus leading to`
        let before = verb.at.checked_sub(2)?;
        (tree.text(before) == "," && tree.upos(before + 1) == Upos::Adv).then_some(before)
    });
    let Some(comma) = comma else {
        let noun = tree.head(verb.at).filter(|&noun| {
            tree.relation(verb.at) == Relation::Acl
                && tree.upos(noun) == Upos::Noun
                && noun < verb.at
        })?;
        let cause = start_of(tree, noun)..verb.at;
        return good(tree, verb, cause.clone(), other.clone()).then(|| plain(cause, other));
    };
    let Some(holder) = predicate(tree, tree.head(verb.at)?) else {
        // What the parser took apart otherwise stands before the comma.
        let (cause, opens) =
            (0..comma, !matches!(tree.upos(0), Upos::Adp | Upos::Sconj | Upos::Verb));
        let is_good = opens && cause.len() > 3 && good(tree, verb, cause.clone(), other.clone());
        return is_good.then(|| plain(cause, other));
    };
    let cause = start(tree, holder)?..comma;
    let is_sure = clause::is_told(tree, holder)
        && !is_doubtful(tree, holder)
        && is_affirmed(tree, holder)
        && good(tree, verb, cause.clone(), other.clone());
    let asked = is_sure.then(|| of_remark(tree, verb, [&cause, &other])).flatten();
    let is_good = holder < comma
        && is_asserted(tree, holder)
        && cause.len() > 1
        && good(tree, verb, cause.clone(), other.clone());
    is_good.then_some(Tie { cause, effect: other, asked: [asked, None], is_sure })
}

/// `The affair forced the king to flee`, where the parser sees an affair that was forced: a
/// participle has no object.
fn unfinished(tree: &Tree<'_>, verb: &Verb) -> Option<Tie> {
    let noun = tree.head(verb.at).filter(|_| tree.relation(verb.at) == Relation::Acl)?;
    let is_verb = tree.xpos(verb.at) == Xpos::Vbn
        && tree.head(noun).is_none()
        && !tree.has(noun, Relation::Cop)
        && tree.has(verb.at, Relation::Obj)
        && tree.agent_of(verb.at).is_none();
    let (cause, effect) = (tree.reach(noun).start..verb.at, brought(tree, verb));
    let is_good =
        is_verb && !is_person(tree, noun) && good(tree, verb, cause.clone(), effect.clone());
    is_good.then(|| plain(cause, effect))
}

fn plain(cause: Range<usize>, effect: Range<usize>) -> Tie {
    Tie { cause, effect, asked: [None, None], is_sure: false }
}

/// `What led to a revolt?`, of which all that stands before is the cause.
fn of_remark(tree: &Tree<'_>, verb: &Verb, [cause, effect]: [&Range<usize>; 2]) -> Option<String> {
    let root = tree.root()?;
    let subject = own_subject(tree, root)?;
    let finite =
        tree.children(root).filter(|&at| tree.upos(at) == Upos::Aux).chain([root]).next()?;
    let is_past = tree.xpos(finite) == Xpos::Vbd;
    let forms = Forms::of(tree.lemma(verb.at));
    let form = if is_past { forms.past } else { forms.third_person };
    let is_plain = cause.start == 0
        && tree.upos(subject) != Upos::Pron
        && CAUSING.iter().any(|known| known.split(' ').next() == Some(tree.lemma(verb.at)))
        && matches!(tree.xpos(finite), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && report(&tree.lower(root)).is_none()
        && cause.clone().all(|at| !matches!(tree.text(at), ";" | ":" | "," | "(" | "—"))
        && !cause.clone().any(|at| listed!("ties of a question").contains(&tree.lower(at)))
        && !matches!(tree.upos(verb.from), Upos::Pron | Upos::Verb | Upos::Punct)
        && is_said_which(tree, effect.clone())
        && !points(tree, effect.clone());
    let effect = tree.inside(effect.clone())?;
    is_plain.then(|| clause::joined(&["What".to_owned(), form, verb.tail.to_owned(), effect]) + "?")
}

/// Whether neither half is empty, a pronoun alone or a sign.
fn good(tree: &Tree<'_>, verb: &Verb, cause: Range<usize>, effect: Range<usize>) -> bool {
    let opens = |row: &Range<usize>| {
        row.start < row.end
            && !matches!(tree.upos(row.start), Upos::Punct | Upos::Adp)
            && (row.len() > 1 || tree.upos(row.start) != Upos::Pron)
    };
    opens(&cause) && opens(&effect) && verb.from <= effect.start
}

/// What stands before a verb that ties.
struct Side {
    /// The subject, and the noun that it means.
    subject: usize,
    noun: usize,
    row: Range<usize>,
    /// Whether a statement is meant, and not a noun: `Prices rose, which led to …`.
    is_statement: bool,
}

fn side_before(tree: &Tree<'_>, verb: &Verb, holder: usize) -> Option<Side> {
    let subject = own_subject(tree, holder)?;
    let above = tree.head(holder);
    let is_relative = matches!(tree.xpos(subject), Xpos::Wdt | Xpos::Wp);
    let noun = match is_relative {
        true => above.filter(|_| tree.relation(holder) == Relation::AclRelcl)?,
        false => subject,
    };
    // `The king taxed salt, which led to a revolt`, `Prices rose, and this led to a revolt`
    let is_which = is_relative && subject > 0 && tree.text(subject - 1) == ",";
    let points =
        matches!(&*tree.lower(subject), "this" | "that") && tree.relation(holder) == Relation::Conj;
    let main = above.filter(|_| is_which || points).and_then(|above| predicate(tree, above));
    if let Some(main) = main.filter(|&main| main < subject) {
        let row = start(tree, main)?..subject;
        return Some(Side { subject, noun, row, is_statement: true });
    }
    let reach = tree.reach(noun);
    let row = match reach.end <= verb.at {
        true => without_remark(tree, reach),
        false => clause::name(tree, noun)?,
    };
    Some(Side { subject, noun, row: without_case(tree, row), is_statement: false })
}

/// `The tariff led to a crisis`, `The crisis resulted from a tariff`.
fn stated(tree: &Tree<'_>, verb: &Verb, named: &Named<'_>) -> Option<Tie> {
    let holder = predicate(tree, verb.at)?;
    let Side { subject, noun, row: first, is_statement } = side_before(tree, verb, holder)?;
    let other = brought(tree, verb);
    let is_somebody = !is_statement && is_somebody(tree, noun, named);
    let lemma = tree.lemma(verb.at);
    // A road leads otherwise, and a person leads, forces and contributes otherwise.
    let leads = lemma == "lead" && listed!("ways").contains(tree.lemma(noun))
        || is_somebody && (verb.is_doing || listed!("ties of things alone").contains(lemma));
    let is_good = !leads
        && is_asserted(tree, holder)
        && is_affirmed(tree, verb.at)
        && !tree.has(verb.at, Relation::AuxPass)
        && good(tree, verb, first.clone(), other.clone())
        && tree.xpos(noun) != Xpos::Prp
        && !matches!(tree.xpos(verb.from), Xpos::Cd);
    let is_plain = clause::is_told(tree, holder)
        && holder == verb.at
        && matches!(tree.upos(noun), Upos::Noun | Upos::Propn);
    let is_sure = is_plain
        && !is_somebody
        && !is_doubtful(tree, holder)
        && !listed!("pointing words").contains(&tree.lower(first.start));
    let rows = [&first, &other];
    let asked = match is_plain {
        true if verb.is_reversed => [of_effect(tree, verb, rows), None],
        true if is_statement => {
            let asked = of_remark(tree, verb, rows);
            [asked.filter(|_| tree.xpos(verb.at) == Xpos::Vbd), None]
        }
        true => both(tree, verb, subject, rows),
        false => [None, None],
    };
    let (cause, effect) = if verb.is_reversed { (other, first) } else { (first, other) };
    is_good.then_some(Tie { cause, effect, is_sure: is_sure || asked[0].is_some(), asked })
}

/// Whether a noun means a person, or a name may.
fn is_somebody(tree: &Tree<'_>, noun: usize, named: &Named<'_>) -> bool {
    match named.kind(tree, noun) {
        Some(kind) => kind == ActorKind::Person,
        None if tree.upos(noun) == Upos::Propn => {
            !tree.has(noun, Relation::Det) && !listed!("no doers").contains(&tree.lower(noun))
        }
        None => is_person(tree, noun),
    }
}

/// Without a preposition that opens it.
fn without_case(tree: &Tree<'_>, row: Range<usize>) -> Range<usize> {
    let opens =
        row.clone().find(|&at| !matches!(tree.upos(at), Upos::Adp | Upos::Punct | Upos::Cconj));
    opens.unwrap_or(row.start)..row.end
}

/// `What did the crisis result from?`
fn of_effect(tree: &Tree<'_>, verb: &Verb, [effect, cause]: [&Range<usize>; 2]) -> Option<String> {
    let mut helpers = tree.children(verb.at).filter(|&at| tree.upos(at) == Upos::Aux);
    let opening = match (helpers.next(), tree.xpos(verb.at)) {
        (None, Xpos::Vbz) => "does",
        (None, Xpos::Vbp) => "do",
        (None, Xpos::Vbd) => "did",
        (Some(helper), Xpos::Vb) if tree.lower(helper) == "can" => "can",
        _ => return None,
    };
    let is_plain = effect.start == 0
        && tree.head(verb.at).is_none()
        && is_said_which(tree, effect.clone())
        && is_said_which(tree, cause.clone())
        && !matches!(tree.upos(cause.start), Upos::Pron | Upos::Verb | Upos::Punct | Upos::Sconj);
    let named = tree.inside(effect.clone())?;
    is_plain.then(|| format!("What {opening} {named} {} {}?", tree.lemma(verb.at), verb.tail))
}

/// `What led to a crisis?`, `What did the tariff lead to?`
fn both(
    tree: &Tree<'_>,
    verb: &Verb,
    subject: usize,
    [cause, effect]: [&Range<usize>; 2],
) -> [Option<String>; 2] {
    let mut clauses = clause::every(tree);
    let Some(clause) = clauses.find(|clause| clause.verb == verb.at) else { return [None, None] };
    let is_root = tree.head(verb.at).is_none();
    // `When the rain stops, which leads to …` says when, and not that it does.
    let is_so = clause.is_past() || is_root && !clause.is_passive;
    let is_perfect = |helper: usize| {
        tree.lemma(helper) == "have"
            || tree.lower(helper) == "can" && tree.xpos(verb.at) == Xpos::Vb
    };
    // What stands before says of what it holds.
    let opens = cause.start == 0 || clause.is_dated_before();
    let is_plain = is_so
        && subject < verb.at
        // `Fourth, a lack of rain led to …`
        && tree.text(cause.start + 1) != ","
        && (opens || !is_root && clause::is_closed(tree, cause.clone()))
        && clause.helper().is_none_or(is_perfect)
        && !matches!(tree.upos(verb.from), Upos::Pron | Upos::Verb | Upos::Punct)
        && !listed!("pointing words").contains(&tree.lower(cause.start))
        && is_said_which(tree, cause.clone())
        && is_said_which(tree, effect.clone());
    let helper = clause.helper().map_or_else(String::new, |at| tree.lower(at));
    let when = clause.when_text();
    let Some(brought) = tree.inside(effect.clone()).filter(|_| is_plain) else {
        return [None, None];
    };
    // `What causes it?`, whatever causes it are several things.
    let word = match tree.xpos(verb.at) {
        Xpos::Vbp => Forms::of(tree.lemma(verb.at)).third_person,
        _ => tree.lower(verb.at),
    };
    let one = if helper == "have" { "has".to_owned() } else { helper };
    let because = (!points(tree, effect.clone())).then(|| {
        let tail = verb.tail.to_owned();
        let words = ["What".to_owned(), one, word, tail, brought, when.clone()];
        clause::joined(&words) + "?"
    });
    let then = then(tree, verb, &clause, cause.clone(), effect);
    let then = then.filter(|_| !points(tree, cause.clone()));
    let then = then.map(|then| clause::joined(&[then, when]) + "?");
    [because, then]
}

/// `What did the tariff lead to`, where it did not make somebody do something.
fn then(
    tree: &Tree<'_>,
    verb: &Verb,
    clause: &clause::Clause<'_, '_>,
    cause: Range<usize>,
    effect: &Range<usize>,
) -> Option<String> {
    let cause = tree.inside(cause)?;
    // `led some towns to rely on trade`, wherever the parser hangs what they did.
    let is_done = |at: usize| {
        tree.xpos(at) == Xpos::Vb
            && at > effect.start
            && tree.lower(at - 1) == "to"
            && (effect.start..at).all(|at| tree.lower(at) != "for")
    };
    let is_bare = effect
        .clone()
        .all(|at| tree.relation(at) != Relation::Xcomp && !(verb.tail.is_empty() && is_done(at)));
    let (opening, word) = clause::opening(tree, verb.at, clause.helper())?;
    let asked = ["What".to_owned(), opening, cause, word, verb.tail.to_owned()];
    (is_bare && !verb.tail.starts_with("it ")).then(|| clause::joined(&asked))
}
