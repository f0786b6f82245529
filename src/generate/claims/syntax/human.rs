//! Who a noun of a tree is: an actor, a group of people, or somebody meant by a pronoun.

use super::Spoken;
use super::attribution::{Attribution, Source};
use crate::generate::claims::holder::Reader;
use crate::generate::claims::phrase::{Phrase, Sentence, Subject, group_of};
use crate::generate::claims::school;
use crate::generate::fact::Holder;
use crate::generate::lexicon::{KIN, ROLES, TITLES, listed};
use crate::language::{Relation, Upos, Xpos};

/// Whoever is joined to the holder with him: `Livy and Dio`.
pub(super) fn holders(
    s: &Sentence<'_>,
    tree: &Spoken<'_>,
    reader: &Reader<'_>,
    attribution: &Attribution,
) -> Option<Vec<Holder>> {
    let first = attribution.holder;
    if tree.upos(first) == Upos::Pron {
        return pronoun(s, tree, reader, attribution);
    }
    let mut holders = vec![one(s, tree, first, attribution.source)?];
    let joined = tree.children(first).filter(|&other| tree.is(other, Relation::Conj));
    for other in joined.filter_map(|other| one(s, tree, other, Source::Human)) {
        if other.actor().is_some() != holders[0].actor().is_some() {
            return None;
        }
        if !holders.contains(&other) {
            holders.push(other);
        }
    }
    Some(holders)
}

/// He, she or they, where one person or group is meant.
fn pronoun(
    s: &Sentence<'_>,
    tree: &Spoken<'_>,
    reader: &Reader<'_>,
    attribution: &Attribution,
) -> Option<Vec<Holder>> {
    let place = &tree.tokens[attribution.holder].span;
    let phrase = match tree.lemma(attribution.holder) {
        "he" | "she" | "his" | "her" | "him" => Phrase::He,
        "they" | "their" | "them" => Phrase::They,
        _ => return None,
    };
    let at = s.tokens.partition_point(|token| token.span.start < place.start);
    let subject = Subject::new(phrase, at..at + 1);
    reader.resolve(s, &subject, attribution.present, attribution.aside.is_some())
}

/// A name or a noun of those who may be the source.
fn one(s: &Sentence<'_>, tree: &Spoken<'_>, at: usize, source: Source) -> Option<Holder> {
    if let Some(actor) = actor(s, tree, at) {
        return Some(Holder::Actor(actor));
    }
    let token = &tree.tokens[at];
    let lower = tree.text(at).to_lowercase();
    let titled = TITLES.contains(&lower) || TITLES.contains(tree.text(at));
    let is_name = matches!(token.xpos, Xpos::Nnp | Xpos::Nnps);
    let named = is_name && source != Source::Human && !titled;
    let noun = token.upos == Upos::Noun;
    if !(named || noun && (source == Source::Any || is_human(&lower, &token.lemma))) {
        return None;
    }
    let name = s.document.slice(tree.noun_phrase(at));
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    Some(Holder::Group(school::canonical(name)))
}

/// The actor whom the noun, or a name beside it, mentions.
fn actor(s: &Sentence<'_>, tree: &Spoken<'_>, at: usize) -> Option<usize> {
    let beside = tree.children(at).filter(|&one| {
        tree.is(one, [Relation::Appos, Relation::Flat]) && tree.upos(one) == Upos::Propn
    });
    std::iter::once(at).chain(beside).find_map(|one| {
        let place = &tree.tokens[one].span;
        let token = s.tokens.partition_point(|token| token.span.end <= place.start);
        s.actor(token)
    })
}

/// Whether a noun is one for people or for what people write.
fn is_human(lower: &str, lemma: &str) -> bool {
    group_of(lower).is_some()
        || ROLES.contains(lemma)
        || KIN.contains(lemma)
        || listed!("human nouns").contains(lemma)
}
