//! `A tariff is a tax on imports`, `a tax called the taille, which …`, `the Princeps
//! Senatus, or “leader of the Senate”`: what a sentence says a term means.

use super::bounds::{self, DEEPEST, own_subject, stands_at};
use super::{Named, appositions, loose, senses};
use crate::document::{Mark, MarkKind};
use crate::generate::fact::{Certainty, Structure, Tie};
use crate::generate::lexicon::{ROLES, WRITERS, listed};
use crate::generate::text::words;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::ops::Range;

/// Longest term, in words and without its article.
pub(super) const LONGEST_TERM: usize = 5;
/// Fewest words of a meaning.
const SHORTEST_MEANING: usize = 3;
/// Most words before a subject that only say in which field something is so.
const OPENING: usize = 5;

/// What a sentence defines; at most one thing by its tree.
pub(super) fn find(tree: &Tree<'_>, actors: &Named<'_>) -> Vec<Structure> {
    let by_tree = copular(tree)
        .or_else(|| referring(tree))
        .or_else(|| called(tree))
        .or_else(|| dashed(tree))
        .or_else(|| named(tree))
        .or_else(|| behind_colon(tree))
        .or_else(|| occasion(tree))
        .or_else(|| calling(tree))
        .or_else(|| appositions::find(tree));
    if let Some(structure) = by_tree {
        return vec![structure];
    }
    match senses::find(tree) {
        none if none.is_empty() => loose::find(tree, actors),
        senses => senses,
    }
}

pub(super) fn structure(
    tree: &Tree<'_>,
    term: Range<usize>,
    [meaning, more]: [Range<usize>; 2],
    tie: Tie,
) -> Option<Structure> {
    let (term, meaning, more) = (tree.trimmed(term)?, tree.trimmed(meaning)?, tree.trimmed(more));
    let length = |span: &Range<usize>| words(tree.document().slice(span.clone()));
    // `Fig. 2 is a plan of the house`.
    let first = tree.document().slice(term.clone()).split([' ', '.']).next().unwrap_or_default();
    if listed!("parts of a document").contains(&first.to_lowercase()) {
        return None;
    }
    let enough = length(&meaning) + more.as_ref().map_or(0, length) >= SHORTEST_MEANING;
    let certainty = Certainty::Certain;
    enough.then_some(Structure::Definition { term, meaning, more, tie, certainty })
}

/// `Chemiosmosis is the process in which …`.
fn copular(tree: &Tree<'_>) -> Option<Structure> {
    let genus = tree.root()?;
    let copula = tree.child(genus, Relation::Cop)?;
    let subject = tree.child(genus, Relation::Nsubj)?;
    let row = tree.reach(subject);
    let verb = copula_form(&tree.lower(copula))?;
    // `East of the city are hills`: what stands before is not what they are.
    let is_one = tree.xpos(subject) == Xpos::Nnp && stands_at(tree, subject + 1, "of");
    let agrees = !(is_one && matches!(verb, "are" | "were"));
    // Two statements side by side are a saying rather than a definition.
    let is_plain = agrees
        && row.start == 0
        && row.end == copula
        && copula < genus
        && (0..tree.len()).all(|at| tree.text(at) != ";")
        && !tree.is_denied(genus)
        && !tree.has(genus, Relation::Aux)
        && opens_meaning(tree, genus, copula + 1)
        && is_genus(tree, genus)
        && is_restricted(tree, genus, genus + 1..tree.len());
    let term = term(tree, subject, matches!(verb, "is" | "are"))?;
    let meaning = copula + 1..tree.end_of(genus).min(bounds::end(tree, genus));
    is_plain.then(|| structure(tree, term, [meaning, 0..0], predicate(tree, verb, subject)))?
}

/// `Sensory memory refers to the brief storage of impressions.`
fn referring(tree: &Tree<'_>) -> Option<Structure> {
    let root = tree.root()?;
    let subject = tree.child(root, Relation::Nsubj)?;
    // `X is the opposite of Y, and refers to …`
    let joined =
        |at: &usize| tree.relation(*at) == Relation::Conj && own_subject(tree, *at).is_none();
    let joined = tree.children(root).filter(joined);
    [root].into_iter().chain(joined).find_map(|verb| referring_by(tree, subject, verb))
}

fn referring_by(tree: &Tree<'_>, subject: usize, verb: usize) -> Option<Structure> {
    let row = tree.reach(subject);
    let first = tree.head(subject)?;
    let first = tree.child(first, Relation::Cop).unwrap_or(first);
    let with_to = verb + 1 < tree.len() && tree.lower(verb + 1) == "to";
    let is_meaning = match tree.lemma(verb) {
        "refer" => with_to,
        // A book describes too.
        "describe" => tree.xpos(subject) == Xpos::Nn && !tree.has(subject, Relation::Det),
        lemma => listed!("verbs of meaning").contains(lemma) && !with_to,
    };
    let meaning = verb + 1 + usize::from(with_to)..tree.end_of_sentence();
    let brackets = meaning.clone().find(|&at| tree.text(at) == "(");
    let meaning = meaning.start..brackets.unwrap_or(meaning.end);
    let first_of = (meaning.start < meaning.end).then(|| tree.upos(meaning.start))?;
    // `refers to accepted power`
    let is_participle =
        meaning.start + 1 < meaning.end && tree.relation(meaning.start) == Relation::Amod;
    let is_plain = is_meaning
        && matches!(tree.xpos(verb), Xpos::Vbz | Xpos::Vbp)
        && opens(tree, row.start)
        && row.end == first
        && meaning.clone().all(|at| tree.text(at) != ";")
        && (matches!(first_of, Upos::Det | Upos::Noun | Upos::Adj | Upos::Propn)
            || is_participle
            || with_to && tree.xpos(meaning.start) == Xpos::Vbg)
        && !row.clone().any(|at| listed!("words for words").contains(&tree.lower(at)))
        // `Percentiles mean the data are divided` says what follows.
        && !tree.has(verb, Relation::Ccomp)
        && !tree.is_denied(verb);
    let term = term(tree, subject, true)?;
    let copula = if tree.xpos(verb) == Xpos::Vbz { "is" } else { "are" };
    is_plain.then(|| structure(tree, term, [meaning, 0..0], predicate(tree, copula, subject)))?
}

/// Whether a subject opens its sentence, or stands behind a few words before a comma: `In the
/// sciences, society refers to …`.
fn opens(tree: &Tree<'_>, start: usize) -> bool {
    start == 0 || (2..=OPENING).contains(&start) && tree.text(start - 1) == ","
}

/// How a term is asked for; `noun` is the last word of its name.
pub(super) fn predicate(tree: &Tree<'_>, copula: &'static str, noun: usize) -> Tie {
    Tie::Predicate { copula, is_name: is_named(tree, noun) }
}

/// Whether the capital of a subject is its own, and not that of the sentence's beginning.
fn is_named(tree: &Tree<'_>, noun: usize) -> bool {
    let mut row = tree.reach(noun);
    let is_name = |at: usize| {
        (at == 0 || tree.text(at).starts_with(char::is_uppercase))
            && matches!(tree.xpos(at), Xpos::Nnp | Xpos::Nnps)
    };
    row.start > 0 || row.any(is_name)
}

/// The copula that asks for a term that stands beside its meaning: what a noun means holds at
/// any time, and what a name names was where its statement is told in the past.
pub(super) fn copula_beside(tree: &Tree<'_>, noun: usize) -> &'static str {
    let is_name = matches!(tree.xpos(noun), Xpos::Nnp | Xpos::Nnps);
    match (is_name && is_past(tree, noun), matches!(tree.xpos(noun), Xpos::Nns | Xpos::Nnps)) {
        (true, false) => "was",
        (true, true) => "were",
        (false, false) => "is",
        (false, true) => "are",
    }
}

/// Whether the next verb with a tense above a word is a past.
fn is_past(tree: &Tree<'_>, at: usize) -> bool {
    let tensed = |at: usize| {
        let helpers = tree.children(at).filter(|&one| tree.upos(one) == Upos::Aux);
        helpers.chain([at]).find(|&one| tree.has_tense(one))
    };
    let mut above = std::iter::successors(Some(at), |&at| tree.head(at)).take(DEEPEST);
    above.find_map(tensed).is_some_and(|verb| tree.xpos(verb) == Xpos::Vbd)
}

pub(super) fn copula_form(word: &str) -> Option<&'static str> {
    ["is", "are", "was", "were"].into_iter().find(|form| *form == word)
}

/// An article, somebody's, or several without one: `proteins that …`.
pub(super) fn opens_meaning(tree: &Tree<'_>, genus: usize, at: usize) -> bool {
    match tree.xpos(at) {
        Xpos::Dt => matches!(&*tree.lower(at), "a" | "an" | "the" | "any"),
        Xpos::Jj | Xpos::Nn | Xpos::Nns => {
            let is_clause = |at| matches!(tree.relation(at), Relation::Acl | Relation::AclRelcl);
            tree.xpos(genus) == Xpos::Nns && tree.children(genus).any(is_clause)
        }
        _ => false,
    }
}

/// A noun that says what something is: no praise, no person.
pub(super) fn is_genus(tree: &Tree<'_>, noun: usize) -> bool {
    let lemma = tree.lemma(noun);
    let is_noun = matches!(tree.xpos(noun), Xpos::Nn | Xpos::Nns);
    let praises = tree.children(noun).any(|at| {
        tree.relation(at) == Relation::Amod
            && (listed!("words of praise").contains(&tree.lower(at))
                || matches!(tree.xpos(at), Xpos::Jjr | Xpos::Jjs))
    });
    let is_person = ROLES.contains(lemma) || WRITERS.contains(lemma);
    // `a data point` says more than `a point`.
    let is_empty = listed!("no genus").contains(lemma) && !tree.has(noun, Relation::Compound);
    let counts = lemma == "number" && noun + 1 < tree.len() && tree.lower(noun + 1) == "of";
    // `the Joint Plan of Action, known as …`: a name says nothing of what it is.
    let is_name = noun > 0 && tree.text(noun).starts_with(char::is_uppercase);
    is_noun && !praises && !is_person && !is_empty && !counts && !is_name
}

/// Whether something within `row` says which of its kind it is.
pub(super) fn is_restricted(tree: &Tree<'_>, noun: usize, row: Range<usize>) -> bool {
    tree.children(noun).any(|at| match tree.relation(at) {
        Relation::Nmod | Relation::Acl => row.contains(&at),
        // `an activity that has been common for decades`: what has been so is a remark.
        Relation::AclRelcl => {
            row.contains(&at) && tree.children(at).all(|at| !is_perfect(tree, at))
        }
        Relation::NmodPoss => matches!(tree.upos(at), Upos::Noun | Upos::Propn),
        _ => false,
    })
}

/// `has` before another verb.
fn is_perfect(tree: &Tree<'_>, at: usize) -> bool {
    tree.upos(at) == Upos::Aux && tree.lemma(at) == "have"
}

/// The words of a subject that may be a term.
pub(super) fn term(tree: &Tree<'_>, head: usize, is_present: bool) -> Option<Range<usize>> {
    term_in(tree, head, tree.reach(head), is_present)
}

/// The same of some of its words; what stands in brackets is no part of it.
pub(super) fn term_in(
    tree: &Tree<'_>,
    head: usize,
    mut row: Range<usize>,
    is_present: bool,
) -> Option<Range<usize>> {
    if let Some(bracket) = row.clone().find(|&at| tree.text(at) == "(") {
        row.end = bracket;
    }
    let article = Some(tree.lower(row.start)).filter(|_| tree.xpos(row.start) == Xpos::Dt);
    let bare = row.start + usize::from(article.is_some())..row.end;
    let is_name = bare.clone().any(|at| at > 0 && matches!(tree.xpos(at), Xpos::Nnp | Xpos::Nnps))
        || matches!(tree.xpos(head), Xpos::Nnp | Xpos::Nnps);
    let definite = match article.as_deref() {
        Some("a" | "an") => true,
        None => is_name || is_present,
        Some("the") => {
            is_name || is_present && !listed!("heads of statements").contains(tree.lemma(head))
        }
        _ => false,
    };
    (definite && head < row.end && is_name_like(tree, bare)).then_some(row)
}

/// Whether words, without an article, may name a thing.
pub(super) fn is_name_like(tree: &Tree<'_>, row: Range<usize>) -> bool {
    let is_word = |at: usize| {
        let word = tree.lower(at);
        let is_open = match tree.upos(at) {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X => {
                !matches!(tree.xpos(at), Xpos::Jjr | Xpos::Jjs | Xpos::Prp)
            }
            Upos::Adp => matches!(&*word, "of" | "for"),
            Upos::Det => word == "the",
            Upos::Verb => matches!(tree.xpos(at), Xpos::Vbg | Xpos::Vbn),
            Upos::Part => tree.xpos(at) == Xpos::Pos,
            Upos::Punct => matches!(&*word, "-" | "–"),
            _ => false,
        };
        is_open && !listed!("no words of terms").contains(&word)
    };
    let length = row.clone().filter(|&at| tree.upos(at) != Upos::Punct).count();
    let last = row.end.wrapping_sub(1);
    (1..=LONGEST_TERM).contains(&length)
        && row.clone().all(is_word)
        && matches!(tree.upos(last), Upos::Noun | Upos::Propn | Upos::Num | Upos::X | Upos::Verb)
        && row
            .clone()
            .any(|at| matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::X | Upos::Verb))
        && !listed!("no terms").contains(tree.lemma(last))
        && !listed!("no terms").contains(tree.lemma(row.start))
}

/// `The files of the cabinet are called concepts.`
fn called(tree: &Tree<'_>) -> Option<Structure> {
    let verb = tree.root()?;
    let from = after_naming(tree, verb)?;
    let subject = tree.child(verb, Relation::NsubjPass)?;
    let helper = tree.child(verb, Relation::AuxPass)?;
    let copula = copula_form(&tree.lower(helper))?;
    let row = tree.reach(subject);
    let term = new_term(tree, from)?;
    // `Those who left the land were called …`
    let is_those = matches!(&*tree.lower(0), "those" | "people" | "persons")
        && subject == 0
        && tree.has(subject, Relation::AclRelcl);
    let is_narrower = |at: usize| matches!(tree.relation(at), Relation::Amod | Relation::Compound);
    // `A large granuloma is called a tubercle`, `Proteins that speed up reactions are called …`
    let opens = match &*tree.lower(0) {
        "a" | "an" => {
            is_restricted(tree, subject, row.clone()) || tree.children(subject).any(is_narrower)
        }
        "the" | "any" => is_restricted(tree, subject, row.clone()),
        _ => {
            tree.xpos(subject) == Xpos::Nns
                && matches!(tree.xpos(0), Xpos::Nns | Xpos::Jj | Xpos::Nn)
                && is_restricted(tree, subject, row.clone())
        }
    };
    let is_thing = is_genus(tree, subject) && opens;
    // `…, and is needed for all that follows`: the name ends before it.
    let ends = term.end >= tree.end_of_sentence()
        || matches!(tree.text(term.end), "," | ";" | "[")
            && tree.children(verb).all(|at| at < term.end || tree.relation(at) != Relation::Obl);
    let is_plain = row.start == 0
        && row.end <= helper
        && !tree.is_denied(verb)
        && !tree.has(verb, Relation::Aux)
        && (is_thing || is_those)
        && !is_open(tree, row.clone())
        && ends;
    is_plain
        .then(|| structure(tree, term, [row, 0..0], Tie::Predicate { copula, is_name: true }))?
}

/// `Such forms are called isomers—molecules of one formula that have another shape.`
fn dashed(tree: &Tree<'_>) -> Option<Structure> {
    let (term, dash) = (0..tree.len()).find_map(|verb| {
        let term = new_term(tree, after_naming(tree, verb)?)?;
        let dash = term.end + usize::from(term.end < tree.len() && tree.text(term.end) == "”");
        let is_dash = dash + 2 < tree.len() && matches!(tree.text(dash), "—" | "–" | "--");
        is_dash.then_some((term, dash))
    })?;
    let end = tree.end_of_sentence();
    let ends = |at: &usize| matches!(tree.text(*at), "—" | "–" | "--" | ";" | ":");
    let end = (dash + 1..end).find(ends).unwrap_or(end);
    let genus = (dash + 1..end).find(|&at| {
        matches!(tree.xpos(at), Xpos::Nn | Xpos::Nns) && tree.relation(at) != Relation::Compound
    })?;
    let opens = match tree.xpos(dash + 1) {
        Xpos::Dt => matches!(&*tree.lower(dash + 1), "a" | "an" | "the"),
        Xpos::Jj | Xpos::Nn | Xpos::Nns => tree.xpos(genus) == Xpos::Nns,
        _ => false,
    };
    let is_plain = opens && is_genus(tree, genus) && is_restricted(tree, genus, genus..end);
    let tie = Tie::Predicate { copula: copula_beside(tree, term.end - 1), is_name: true };
    is_plain.then(|| structure(tree, term, [dash + 1..end, 0..0], tie))?
}

/// `an order known as the Specie Circular, which required …`.
fn named(tree: &Tree<'_>) -> Option<Structure> {
    (1..tree.len()).find_map(|verb| {
        let near = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Acl)?;
        // `the superior being termed prior`: he is, and not the noun before.
        let is_bare = !tree.children(verb).any(|at| tree.upos(at) == Upos::Aux);
        let near = Some(near).filter(|_| is_bare)?;
        let from = after_naming(tree, verb).filter(|_| near < verb)?;
        let term = new_term(tree, from)?;
        // `movements of the eye called saccades`, `a tax on land called the taille`:
        // several are no one thing, and a bare noun is of another one.
        let is_several = |at: usize| matches!(tree.xpos(at), Xpos::Nns | Xpos::Nnps);
        let agrees = is_several(near) == is_several(term.end - 1);
        let is_bare = !is_several(near) && start_of(tree, near) == near;
        let above = tree.head(near).filter(|_| tree.relation(near) == Relation::Nmod);
        let genus = above.filter(|_| is_bare || !agrees).unwrap_or(near);
        let more = more(tree, term.end).unwrap_or(0..0);
        let start = start_of(tree, genus);
        let mut end = verb;
        while end > genus + 1 && matches!(tree.upos(end - 1), Upos::Adv | Upos::Punct) {
            end -= 1;
        }
        let opens = match tree.xpos(start) {
            Xpos::Dt => matches!(&*tree.lower(start), "a" | "an" | "the"),
            Xpos::Jj | Xpos::Nn | Xpos::Nns => is_several(genus),
            _ => false,
        };
        let is_plain = is_genus(tree, genus)
            && opens
            && (!more.is_empty() || is_restricted(tree, genus, genus..end));
        let tie = Tie::Predicate { copula: copula_beside(tree, term.end - 1), is_name: true };
        is_plain.then(|| structure(tree, term, [start..end, more], tie))?
    })
}

/// `He looked for the engram: the group of neurons that hold a memory.`
fn behind_colon(tree: &Tree<'_>) -> Option<Structure> {
    let colon = (2..tree.len()).find(|&at| tree.text(at) == ":")?;
    let (noun, end) = (colon - 1, tree.end_of_sentence());
    let term = start_of(tree, noun)..colon;
    let article = Some(tree.lower(term.start)).filter(|_| tree.upos(term.start) == Upos::Det);
    let bare = term.start + usize::from(article.is_some())..colon;
    let genus = (colon + 1..end).find(|&at| {
        matches!(tree.xpos(at), Xpos::Nn | Xpos::Nns) && tree.relation(at) != Relation::Compound
    })?;
    let is_genus = || {
        matches!(&*tree.lower(colon + 1), "a" | "an" | "the")
            && !tree.has(genus, Relation::Conj)
            && is_genus(tree, genus)
            && is_restricted(tree, genus, genus..end)
    };
    // `the equal power hypothesis: if a part is lost, another takes over`
    let is_teaching = listed!("nouns of teachings").contains(tree.lemma(noun))
        && bare.len() > 1
        && (colon + 1..end).any(|at| matches!(tree.xpos(at), Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    let is_plain = term.start > 0
        && tree.xpos(noun) == Xpos::Nn
        && article.is_none_or(|word| matches!(&*word, "a" | "an" | "the"))
        && is_name_like(tree, bare)
        && (colon + 1..end).all(|at| !matches!(tree.text(at), ";" | ":"))
        && (is_teaching || is_genus());
    // A title that has a colon in it is no definition, and a notion is told in the present.
    let tie = Tie::Predicate { copula: "is", is_name: true };
    is_plain.then(|| structure(tree, term, [colon + 1..end, 0..0], tie))?
}

/// `Deflation occurs when prices fall`.
fn occasion(tree: &Tree<'_>) -> Option<Structure> {
    let verb = tree.root()?;
    let subject = tree.child(verb, Relation::Nsubj)?;
    let row = tree.reach(subject);
    let is_verb = matches!(tree.xpos(verb), Xpos::Vbz | Xpos::Vbp);
    let last = match tree.lemma(verb) {
        "take" if stands_at(tree, verb + 1, "place") => verb + 1,
        lemma => listed!("verbs of occasions").contains(lemma).then_some(verb)?,
    };
    let when = Some(last + 1).filter(|&when| stands_at(tree, when, "when"))?;
    let is_plain = is_verb && opens(tree, row.start) && row.end == verb && !tree.is_denied(verb);
    let term = term(tree, subject, true).filter(|_| is_plain)?;
    let (is_several, is_name) = (tree.xpos(subject) == Xpos::Nns, is_named(tree, subject));
    let tie = Tie::Occasion { is_several, is_name };
    structure(tree, term, [when..tree.end_of_sentence(), 0..0], tie)
}

/// `Economists call a market with one seller a monopoly`.
fn calling(tree: &Tree<'_>) -> Option<Structure> {
    (1..tree.len()).find_map(|verb| {
        let is_active = tree.lemma(verb) == "call"
            && matches!(tree.xpos(verb), Xpos::Vb | Xpos::Vbp | Xpos::Vbz | Xpos::Vbd)
            && !tree.has(verb, Relation::AuxPass);
        let mut nouns = tree.children(verb).filter(|&at| {
            at > verb
                && matches!(tree.relation(at), Relation::Obj | Relation::Xcomp | Relation::Iobj)
                && matches!(tree.upos(at), Upos::Noun | Upos::Propn)
        });
        let (genus, name) = (nouns.next().filter(|_| is_active)?, nouns.next()?);
        let row = tree.reach(genus).start..start_of(tree, name);
        let term = new_term(tree, row.end)?;
        let is_plain = row.start == verb + 1
            && row.end > genus
            && is_genus(tree, genus)
            && row.len() > 3
            && matches!(&*tree.lower(row.start), "a" | "an" | "the")
            && term.contains(&name);
        let tie = Tie::Predicate { copula: copula_beside(tree, name), is_name: true };
        is_plain.then(|| structure(tree, term, [row, 0..0], tie))?
    })
}

/// `the process of choosing`: what is chosen stands elsewhere.
fn is_open(tree: &Tree<'_>, row: Range<usize>) -> bool {
    let last = row.end - 1;
    last > row.start && tree.lower(last).ends_with("ing") && tree.upos(last - 1) == Upos::Adp
}

/// Where the name begins behind `called`, `known as`.
pub(super) fn after_naming(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let word = tree.lower(verb);
    let limit = tree.len().min(verb + 6);
    let behind = |word: &str| (verb + 1..limit).find(|&at| tree.lower(at) == word);
    match word.as_str() {
        "called" | "termed" | "dubbed" | "named" => Some(verb + 1),
        "known" => Some(behind("as")? + 1),
        "referred" => Some(behind("as").filter(|at| tree.lower(at - 1) == "to")? + 1),
        _ => None,
    }
}

/// A name that begins at `from`, with its article.
pub(super) fn new_term(tree: &Tree<'_>, from: usize) -> Option<Range<usize>> {
    let has_article = from < tree.len() && matches!(&*tree.lower(from), "a" | "an" | "the");
    let first = from + usize::from(has_article);
    let is_capital = |at: usize| {
        at < tree.len() && tree.text(at).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    };
    let mut end = first;
    // `**crossing over**`: type says where a term ends.
    let set_off = set_off(tree, first);
    while end < tree.len() && set_off.is_none() {
        let goes_on = match tree.upos(end) {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X => true,
            Upos::Verb => tree.xpos(end) == Xpos::Vbg || is_capital(end),
            Upos::Part => tree.xpos(end) == Xpos::Pos,
            Upos::Punct => matches!(tree.text(end), "-" | "–"),
            Upos::Adp | Upos::Det | Upos::Cconj => {
                end > first
                    && is_capital(first)
                    && (is_capital(end + 1) || is_capital(end + 2) && tree.lower(end + 1) == "the")
                    && !matches!(&*tree.lower(end), "in" | "by" | "or" | "from")
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    if let Some(end) = set_off {
        return (end - first <= LONGEST_TERM).then_some(from..end);
    }
    let is_one = end >= tree.len() || tree.upos(end) != Upos::Cconj;
    // A word that is told may be strange to the tagger.
    let is_strange = end == first + 1
        && tree.upos(first) == Upos::Adj
        && !listed!("words of praise").contains(&tree.lower(first));
    (is_one && (is_strange || is_name_like(tree, first..end))).then_some(from..end)
}

/// Where bold or slanted words that begin at `first` end.
fn set_off(tree: &Tree<'_>, first: usize) -> Option<usize> {
    let document = tree.document();
    let start = tree.span(first..first + 1)?.start;
    let at = document.marks.partition_point(|mark| mark.span.start < start);
    let is_term = |mark: &&Mark| {
        matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Defined)
    };
    let marks = document.marks[at..].iter().take_while(|mark| mark.span.start == start);
    let mark = marks.filter(is_term).max_by_key(|mark| mark.span.end)?;
    let is_inside =
        |at: &usize| tree.span(*at..at + 1).is_some_and(|span| span.end <= mark.span.end);
    let end = (first..tree.len()).take_while(is_inside).last()? + 1;
    (first..end).all(|at| tree.upos(at) != Upos::Punct || tree.text(at) == "-").then_some(end)
}

/// `, which required …` behind a name.
pub(super) fn more(tree: &Tree<'_>, at: usize) -> Option<Range<usize>> {
    let at = at + usize::from(at < tree.len() && tree.text(at) == ",");
    let limit = tree.len().min(at + 2);
    let relative =
        (at..limit).find(|&at| matches!(&*tree.lower(at), "which" | "that" | "where"))?;
    let is_linked = relative == at || tree.upos(at) == Upos::Adp;
    let verb = tree.head(relative).filter(|&verb| verb > relative && is_linked)?;
    Some(at..tree.end_of(verb))
}

/// Where the phrase of a noun begins, without a preposition.
pub(super) fn start_of(tree: &Tree<'_>, noun: usize) -> usize {
    let own = tree.children(noun).filter(|&at| {
        at < noun
            && matches!(
                tree.relation(at),
                Relation::Det
                    | Relation::Amod
                    | Relation::Compound
                    | Relation::Nummod
                    | Relation::NmodPoss
            )
    });
    own.map(|at| tree.reach(at).start).min().unwrap_or(noun)
}
