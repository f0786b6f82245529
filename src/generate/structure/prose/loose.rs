//! Definitions of which a rule is not sure: a kind without more, a remark in between, a name
//! beside what it is.

use super::appositions::is_timeless;
use super::definitions::{
    after_naming, copula_beside, copula_form, is_genus, is_name_like, is_restricted, more,
    new_term, opens_meaning, predicate, start_of, structure, term_in,
};
use super::{Named, clause};
use crate::generate::fact::{ActorKind, Certainty, Structure, Tie};
use crate::generate::lexicon::listed;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Fewest words of a meaning that no clause or complement tells from others of its kind.
const SHORTEST: usize = 4;
/// Most words before a subject that only tie the sentence to another.
const OPENING: usize = 5;

pub(super) fn find(tree: &Tree<'_>, actors: &Named<'_>) -> Vec<Structure> {
    let found = copular(tree)
        .or_else(|| headword(tree))
        .or_else(|| named(tree))
        .or_else(|| beside(tree, actors));
    found.map(likely).into_iter().collect()
}

fn likely(mut structure: Structure) -> Structure {
    if let Structure::Definition { certainty, .. } = &mut structure {
        *certainty = Certainty::Likely;
    }
    structure
}

/// Whether a row says more than of what kind something is.
fn says_much(tree: &Tree<'_>, genus: usize, row: Range<usize>) -> bool {
    let is_narrower = |at: usize| {
        matches!(
            tree.relation(at),
            Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Acl
        )
    };
    is_restricted(tree, genus, row.clone())
        || row.len() >= SHORTEST && tree.children(genus).any(is_narrower)
}

/// `A public, on the other hand, is a loose group of people`.
fn copular(tree: &Tree<'_>) -> Option<Structure> {
    let genus = tree.root()?;
    let copula = tree.child(genus, Relation::Cop)?;
    let subject = tree.child(genus, Relation::Nsubj).filter(|&at| at < copula)?;
    let verb = copula_form(&tree.lower(copula)).filter(|verb| matches!(*verb, "is" | "are"))?;
    let reach = tree.reach(subject);
    let set_off = (subject + 1..copula).find(|&at| matches!(tree.text(at), "," | "("));
    let row = reach.start..set_off.unwrap_or(reach.end);
    let is_opened = row.start == 0 || row.start <= OPENING && tree.text(row.start - 1) == ",";
    let meaning = copula + 1..tree.end_of(genus);
    // Two statements side by side are a saying rather than a definition.
    let is_plain = is_opened
        && (0..tree.len()).all(|at| tree.text(at) != ";")
        && (set_off.is_some() || row.end == copula || tree.upos(copula - 1) == Upos::Adv)
        && copula < genus
        && !tree.is_denied(genus)
        && !tree.has(genus, Relation::Aux)
        && opens_meaning(tree, genus, copula + 1)
        && is_genus(tree, genus)
        && says_much(tree, genus, meaning.clone());
    let named = term_in(tree, subject, row, true).filter(|_| is_plain)?;
    structure(tree, named, [meaning, 0..0], predicate(tree, verb, subject))
}

/// `ALDEHYDES, a class of compounds of …`: how an encyclopedia begins.
fn headword(tree: &Tree<'_>) -> Option<Structure> {
    let is_capital = |at: usize| {
        let text = tree.text(at);
        text.chars().count() > 2 && text.chars().all(char::is_uppercase)
    };
    let end = (0..tree.len()).find(|&at| !is_capital(at)).filter(|&end| end > 0)?;
    let opens =
        |at: usize| at < tree.len() && matches!(&*tree.lower(at), "a" | "an" | "the" | "one");
    let last = tree.end_of_sentence();
    let is_plain = end + 3 < last && tree.text(end) == "," && opens(end + 1);
    let tie = Tie::Predicate { copula: "is", is_name: true };
    is_plain.then(|| structure(tree, 0..end, [end + 1..last, 0..0], tie))?
}

/// `a chronic inflammation called a granuloma`, `voting (also known as …)`.
fn named(tree: &Tree<'_>) -> Option<Structure> {
    (2..tree.len()).find_map(|verb| {
        let is_bare = !tree.children(verb).any(|at| tree.upos(at) == Upos::Aux);
        let from = after_naming(tree, verb).filter(|_| is_bare)?;
        let term = new_term(tree, from)?;
        let mut near = verb - 1;
        while near > 0 && matches!(tree.upos(near), Upos::Adv | Upos::Punct) {
            near -= 1;
        }
        let start = start_of(tree, near);
        let opens = match tree.xpos(start) {
            Xpos::Dt => matches!(&*tree.lower(start), "a" | "an" | "the"),
            Xpos::Jj | Xpos::Nn | Xpos::Nns => tree.xpos(near) == Xpos::Nns,
            _ => false,
        };
        // `the order of words, called syntax`: the whole is.
        let above = tree.head(near).filter(|&above| {
            tree.relation(near) == Relation::Nmod && above < start && tree.upos(above) == Upos::Noun
        });
        let genus = above.filter(|_| {
            tree.xpos(near) == Xpos::Nns && tree.xpos(term.end - 1) != Xpos::Nns || !opens
        });
        let genus = genus.unwrap_or(near);
        let row = start_of(tree, genus)..near + 1;
        let is_article = matches!(&*tree.lower(row.start), "a" | "an" | "the");
        // `that government of men called …` points at it.
        let points = tree.xpos(row.start) == Xpos::Dt && !is_article;
        let opens = (opens || genus != near && is_article) && !points;
        let more = more(tree, term.end).unwrap_or(0..0);
        let is_several = |at: usize| matches!(tree.xpos(at), Xpos::Nns | Xpos::Nnps);
        let is_plain = matches!(tree.xpos(near), Xpos::Nn | Xpos::Nns)
            && opens
            && is_several(genus) == is_several(term.end - 1)
            && is_genus(tree, genus)
            && (!more.is_empty() || row.len() >= SHORTEST - 1);
        let tie = Tie::Predicate { copula: copula_beside(tree, term.end - 1), is_name: true };
        is_plain.then(|| structure(tree, term, [row, more], tie))?
    })
}

/// `the Force Bill, a law that …`: a name of no person beside what it is.
fn beside(tree: &Tree<'_>, actors: &Named<'_>) -> Option<Structure> {
    (0..tree.len()).find_map(|noun| {
        let genus = tree.child(noun, Relation::Appos).filter(|&at| at > noun + 1)?;
        let reach = tree.reach(genus);
        let from = reach.clone().find(|&at| tree.upos(at) != Upos::Punct)?;
        let mut row = tree.core(noun);
        row.start -=
            usize::from(row.start > 0 && matches!(&*tree.lower(row.start - 1), "the" | "a" | "an"));
        // `the country’s harsh, unjust laws`: not every comma ends it.
        let is_row = |at: usize| {
            tree.upos(at - 1) == Upos::Adj
                && at + 1 < tree.len()
                && (tree.upos(at + 1) == Upos::Adj || tree.xpos(at + 1) == Xpos::Vbn)
        };
        let stops = |&at: &usize| match tree.text(at) {
            "," => !is_row(at),
            text => matches!(text, "(" | ")" | "[" | ";" | ":" | "—" | "–" | "."),
        };
        let last = tree.end_of_sentence();
        let end = (genus + 1..last).find(stops).unwrap_or(last);
        // What the parser tied to another word may belong to it, but no other statement.
        let is_one = (reach.end..end).all(|at| !tree.has_tense(at));
        // `bread, the tools, and sale`: a row.
        let is_row = end + 1 < tree.len()
            && tree.text(end) == ","
            && matches!(tree.upos(end + 1), Upos::Cconj | Upos::Det | Upos::Noun)
            || row.start > 0 && tree.text(row.start - 1) == ",";
        let article = matches!(&*tree.lower(row.start), "the" | "a" | "an");
        let bare = row.start + usize::from(article)..row.end;
        let is_person =
            |at: usize| matches!(actors.kind(tree, at), Some(ActorKind::Person | ActorKind::State));
        let others = [Relation::Conj, Relation::Nsubj, Relation::Cop, Relation::Appos];
        let is_own = [Relation::NmodPoss, Relation::Nummod]
            .into_iter()
            .any(|relation| tree.has(noun, relation));
        // `In Rome, the senate …` opens with where.
        let opens = tree.reach(noun).start == 0 && tree.upos(0) == Upos::Adp;
        let is_definite = tree.lower(from) == "the" && !clause::is_name(tree, noun);
        let is_plain = !is_row
            && is_one
            && !opens
            && !is_definite
            && !is_own
            && (clause::is_name(tree, noun) || is_timeless(tree, genus))
            && from == row.end + 1
            && tree.text(row.end) == ","
            && matches!(&*tree.lower(from), "a" | "an" | "the")
            && others.into_iter().all(|relation| !tree.has(genus, relation))
            && !tree.has(noun, Relation::Conj)
            && !is_person(noun)
            && !is_person(row.start)
            && matches!(tree.xpos(genus), Xpos::Nn | Xpos::Nns)
            && !listed!("pointing words").contains(&tree.lower(row.start))
            && is_genus(tree, genus)
            && is_restricted(tree, genus, genus..end)
            && is_name_like(tree, bare);
        let tie = Tie::Predicate { copula: copula_beside(tree, noun), is_name: true };
        is_plain.then(|| structure(tree, row, [from..end, 0..0], tie))?
    })
}
