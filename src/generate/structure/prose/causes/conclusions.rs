//! `…, so the king fled`, `so poor that …`, `As a result, …`: a statement that follows from
//! another one.

use super::super::bounds::{
    end, is_affirmed, is_asserted, is_doubtful, own_subject, predicate as holder_of, stands_at,
    start,
};
use super::super::{before, clause};
use super::{Tie, verbs};
use crate::generate::fact::{Certainty, Structure};
use crate::generate::lexicon::{Words, listed};
use crate::generate::text::words;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};

/// Words that open what follows from what stands before.
static CONCLUDING: Words = Words::named("words that conclude");

/// Fewest words of a statement that another one follows from.
const SHORTEST: usize = 4;

/// Statements of one sentence.
pub(super) fn within(tree: &Tree<'_>) -> Vec<Tie> {
    let joints = (1..tree.len()).filter_map(|at| joined(tree, at).or_else(|| measured(tree, at)));
    joints.collect()
}

/// The words that conclude at `at`: where they end.
fn concludes(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let fitting = CONCLUDING.iter().filter(|words| stands_at(tree, at, words));
    let end = fitting.map(|words| at + words.split(' ').count()).max()?;
    (end < tree.len() && !matches!(&*tree.lower(end), "of" | "that")).then_some(end)
}

/// `The tax was hated, so the king repealed it`.
fn joined(tree: &Tree<'_>, at: usize) -> Option<Tie> {
    let mut opens = at;
    while opens > 0
        && (tree.upos(opens - 1) == Upos::Cconj || matches!(tree.text(opens - 1), "," | ";" | "—"))
    {
        opens -= 1;
    }
    let from = concludes(tree, at).filter(|_| opens < at)?;
    // `so that` measures, or tells of a purpose.
    let is_other = tree.lower(at) == "so" && from < tree.len() && tree.lower(from) == "that";
    let head = tree.head(from - 1).filter(|&head| head >= from && !is_other);
    let head = head.or_else(|| tree.head(at).filter(|&head| head >= from))?;
    // `He was poor and therefore fled`.
    let shares = tree.relation(head) == Relation::Conj && own_subject(tree, head).is_none();
    let predicate = (shares || own_subject(tree, head).is_some_and(|subject| subject >= from))
        .then_some(head)?;
    let before = tree.head(predicate).filter(|&before| before < opens)?;
    let before = holder_of(tree, before)?;
    let from = from + usize::from(tree.text(from) == ",");
    if from >= tree.len() || tree.lower(from) == "that" || !is_asserted(tree, before) {
        return None;
    }
    let is_sure = clause::is_told(tree, before)
        && is_affirmed(tree, predicate)
        && ![before, predicate].into_iter().any(|at| is_doubtful(tree, at))
        && !listed!("words that may conclude").contains(&tree.lower(at));
    let (cause, effect) = (start(tree, before)?..opens, from..end(tree, predicate));
    let is_good = before < opens && cause.len() > 2 && effect.len() > 2;
    is_good.then_some(Tie { cause, effect, asked: [None, None], is_sure })
}

/// `so poor that he fled`, `such a storm that …`, `so that he could flee`.
fn measured(tree: &Tree<'_>, at: usize) -> Option<Tie> {
    let that = (tree.lower(at) == "that" && tree.relation(at) == Relation::Mark).then_some(at)?;
    let clause =
        tree.head(that).filter(|&clause| clause > that && own_subject(tree, clause).is_some())?;
    // `such as` gives examples.
    let so = (0..that).rev().find(|&at| match &*tree.lower(at) {
        "so" => true,
        "such" => tree.lower(at + 1) != "as",
        _ => false,
    })?;
    let is_near = that - so < 12 && (so..that).all(|at| !matches!(tree.text(at), "," | ";" | ":"));
    let is_purpose = so + 1 == that;
    let is_measure = is_purpose
        || matches!(tree.relation(so), Relation::Advmod | Relation::Det | Relation::Amod)
            && tree
                .head(so)
                .is_some_and(|head| head > so && head <= that || tree.lower(so) == "such");
    let holder = holder_of(tree, tree.head(clause)?).filter(|&holder| holder < that)?;
    let (before, after) = (start(tree, holder)?..so, that + 1..end(tree, clause));
    let before = match is_purpose {
        true => before.start..so - usize::from(so > 0 && tree.text(so - 1) == ","),
        false => before.start..that,
    };
    let is_good = is_near
        && is_measure
        && is_asserted(tree, holder)
        && before.len() > 2
        && after.len() > 2
        && holder < that;
    let is_told =
        clause::is_told(tree, holder) && is_affirmed(tree, holder) && !is_doubtful(tree, holder);
    // What may or might come of it is what it was done for.
    let is_wished = is_purpose && tree.children(clause).any(|at| tree.xpos(at) == Xpos::Md);
    let (cause, effect) = if is_wished { (so..after.end, before) } else { (before, after) };
    is_good.then_some(Tie { cause, effect, asked: [None, None], is_sure: is_told && !is_purpose })
}

/// `As a result, the king fled`: it follows from the sentence before.
pub(super) fn of_sentence(tree: &Tree<'_>) -> Option<Structure> {
    let root = tree.root()?;
    let subject = own_subject(tree, root)?;
    let opening = usize::from(tree.upos(0) == Upos::Cconj);
    // `So long as`, `So be it`.
    let opens = concludes(tree, opening)
        .filter(|&from| from <= tree.reach(subject).start && tree.lower(opening) != "so");
    // `The king therefore fled`.
    let inner = || {
        let is_tie = |at: usize| {
            tree.relation(at) == Relation::Advmod
                && at < root
                && matches!(&*tree.lower(at), "therefore" | "consequently")
        };
        tree.children(root).any(is_tie).then(|| tree.reach(subject).start)
    };
    // `This led to a war`.
    let pointed = || {
        let points = subject == opening && matches!(&*tree.lower(subject), "this" | "that" | "it");
        verbs::brought_by(tree, root).filter(|_| points && is_affirmed(tree, root))
    };
    let from = opens
        .map(|from| from + usize::from(tree.text(from) == ","))
        .or_else(inner)
        .or_else(pointed)?;
    let (cause, effect) = (before(tree)?, tree.trimmed(from..tree.end_of_sentence())?);
    let is_good = words(tree.document().slice(effect.clone())) >= SHORTEST;
    is_good.then_some(Structure::Cause {
        cause,
        effect,
        of_cause: None,
        of_effect: None,
        certainty: Certainty::Likely,
    })
}
