//! Who did or said something: a name, somebody whom a pronoun means, or people.

use super::clause::{self, is_closed};
use super::{Meant, Named};
use crate::generate::fact::{ActorKind, mention_at};
use crate::generate::lexicon::{BODIES, ROLES, listed};
use crate::generate::text::capitalised;
use crate::generate::tree::Tree;
use crate::language::{Relation, Upos, Xpos};
use std::collections::HashSet;
use std::ops::Range;

/// Somebody who did or said something.
pub(super) struct Doer {
    pub(super) place: Range<usize>,
    /// Whether the sentence calls him by a name.
    pub(super) is_named: bool,
    /// Whether it is known who that is, or what kind of name it is.
    pub(super) is_known: bool,
}

/// Somebody with a name, whom a pronoun means, or people who are told from others.
pub(super) fn doer(
    tree: &Tree<'_>,
    named: &Named<'_>,
    meant: &Meant,
    noun: usize,
    row: Range<usize>,
) -> Option<Doer> {
    if let Some(place) =
        meant.get(&noun).cloned().or_else(|| named_before(tree, named, meant, noun))
    {
        return Some(Doer { place, is_named: false, is_known: false });
    }
    // `Eventually the Turks`, `In Cameroon Germany`, as the parser may see it.
    let row = match tree.upos(row.start) {
        Upos::Adp | Upos::Adv | Upos::Sconj => {
            let core = tree.core(noun);
            let article = core
                .start
                .checked_sub(1)
                .filter(|&at| row.contains(&at) && tree.upos(at) == Upos::Det);
            article.unwrap_or(core.start)..core.end.max(row.start)
        }
        _ => row,
    };
    let is_last = row.start > 1
        && tree.upos(row.start - 1) == Upos::Cconj
        && (clause::is_name(tree, row.start - 2) || tree.text(row.start - 2) == ",");
    let kind = named.kind(tree, noun);
    let is_name = clause::is_name(tree, noun) && !is_last;
    let lemma = tree.lemma(noun);
    let is_group = || {
        let is_people = ROLES.contains(lemma)
            || listed!("people").contains(lemma)
            || listed!("human nouns").contains(lemma)
            || BODIES.contains(&capitalised(lemma));
        is_people
            && tree.upos(noun) == Upos::Noun
            && !listed!("vague beginnings").contains(&tree.lower(row.start))
    };
    // `The Treaty of Utrecht ended the war`
    let is_law = listed!("laws and treaties").contains(&tree.lower(noun));
    let is_known = is_name && (kind.is_some() || is_law || tree.xpos(noun) == Xpos::Nnps);
    let acts = kind.is_some()
        || !listed!("no doers").contains(&tree.lower(noun)) && tree.text(noun).len() > 1;
    let is_somebody = is_name && acts && is_closed(tree, row.clone()) || is_group();
    let place = tree.trimmed(row.clone())?;
    let is_whole = tree.xpos(row.end - 1) != Xpos::Pos && !row.is_empty();
    (is_somebody && is_whole).then_some(Doer { place, is_named: is_name, is_known })
}

/// Whom a pronoun means whose noun stands before it in the sentence.
fn named_before(
    tree: &Tree<'_>,
    named: &Named<'_>,
    meant: &Meant,
    pronoun: usize,
) -> Option<Range<usize>> {
    let word = tree.lower(pronoun);
    if matches!(&*word, "he" | "she") {
        let person = |at: &usize| {
            let actor = named.actor(tree, *at)?;
            (named.actors[actor].kind == ActorKind::Person).then_some(actor)
        };
        let persons: HashSet<usize> = (0..pronoun).filter_map(|at| person(&at)).collect();
        let last = (0..pronoun).rev().find(|at| person(at).is_some());
        // `He came, and he saw`.
        let same = || {
            let before = (0..pronoun).rev().find(|&at| tree.lower(at) == word)?;
            meant.get(&before).cloned()
        };
        return match (persons.len(), last) {
            (0, _) => same(),
            (1, Some(at)) => {
                Some(mention_at(named.mentions, &tree.span(at..at + 1)?)?.span.clone())
            }
            _ => None,
        };
    }
    let subject = tree
        .root()
        .and_then(|root| tree.child(root, Relation::Nsubj))
        .filter(|&at| at < pronoun)?;
    let is_several = matches!(tree.xpos(subject), Xpos::Nns | Xpos::Nnps);
    let agrees = match &*word {
        "they" => is_several,
        "it" => {
            !is_several
                && matches!(named.kind(tree, subject), Some(ActorKind::Body | ActorKind::State))
        }
        _ => false,
    };
    let row = clause::name(tree, subject).filter(|_| agrees)?;
    meant.get(&subject).cloned().or_else(|| tree.trimmed(row))
}
