//! `Livy disagrees with Polybius`, `is in accord with`.

use super::{BE, Content, Cue, cue};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::fact::{ActorKind, RelationKind};
use crate::generate::lexicon::{Group, listed};
use std::collections::HashMap;
use std::sync::LazyLock;

/// `is in accord with`, `is in line with`.
pub(super) fn accord(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let with = s.word(at) == "in"
        && matches!(s.word(at + 1), "accord" | "agreement" | "line" | "keeping" | "tune")
        && s.word(at + 2) == "with";
    let be = (at.saturating_sub(3)..at).rev().find(|&one| BE.contains(s.word(one)));
    let subject = s.subject_before(be.filter(|_| with)?)?;
    let mut found = cue(at..at + 3, subject, Content::From(at + 3));
    found.relation = Some((RelationKind::AgreesWith, s.phrase_after(at + 3)?));
    found.personal = true;
    Some(found)
}

/// The verb's second word, and what both say.
type Stated = (Option<&'static str>, RelationKind);

/// What each list says, by the verb's first word.
static RELATIONS: LazyLock<HashMap<&str, Vec<Stated>>> = LazyLock::new(|| {
    let agreeing = listed!("agreeing verbs").iter().map(|verb| (verb, RelationKind::AgreesWith));
    let disagreeing =
        listed!("disagreeing verbs").iter().map(|verb| (verb, RelationKind::DisagreesWith));
    let mut relations: HashMap<&str, Vec<_>> = HashMap::new();
    for (verb, kind) in agreeing.chain(disagreeing) {
        let (head, tail) = verb.split_once(' ').map_or((verb, None), |(h, t)| (h, Some(t)));
        relations.entry(head).or_default().push((tail, kind));
    }
    relations
});

/// The relation that a verb at `at` states, and how many tokens it takes.
fn relation(s: &Sentence<'_>, at: usize) -> Option<(RelationKind, usize)> {
    let known = RELATIONS.get(s.word(at))?;
    let stated = known.iter().find(|(tail, _)| tail.is_none_or(|tail| tail == s.word(at + 1)));
    stated.map(|(tail, kind)| (*kind, 1 + usize::from(tail.is_some())))
}

/// `Livy disagrees with Polybius`, `revisionists challenge the received view`.
pub(super) fn relating_verb(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let (relation, length) = relation(s, at)?;
    let subject = s.subject_before(at)?;
    let target = s.phrase_after(at + length)?;
    let holds = |subject: &Subject| match &subject.phrase {
        Phrase::Named(named) => named.iter().all(|&one| s.kind(one) == ActorKind::Person),
        Phrase::Group(_, kind) => *kind != Group::People,
        Phrase::He | Phrase::They | Phrase::Author => true,
        _ => false,
    };
    if !holds(&subject) || !holds(&target) {
        return None;
    }
    let mut found = cue(at..at + length, subject, Content::From(at + length));
    found.relation = Some((relation, target));
    found.present = !s.word(at).ends_with("ed");
    found.denies = relation == RelationKind::DisagreesWith;
    Some(found)
}
