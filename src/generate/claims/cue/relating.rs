//! `Livy disagrees with Polybius`, `is in accord with`.

use super::{BE, Content, Cue, cue};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::fact::{ActorKind, RelationKind};
use crate::generate::lexicon::Group;

/// Verbs of agreement and disagreement with somebody.
const AGREEING: [&str; 22] = [
    "fleshes out",
    "bears out",
    "bore out",
    "confirms",
    "confirmed",
    "corroborates",
    "vindicates",
    "vindicated",
    "accepts",
    "accept",
    "supports",
    "concurs with",
    "agrees with",
    "agree with",
    "agreed with",
    "echoes",
    "echo",
    "echoed",
    "sides with",
    "sided with",
    "follows",
    "endorses",
];

const DISAGREEING: [&str; 22] = [
    "disagrees with",
    "disagree with",
    "disagreed with",
    "challenges",
    "challenge",
    "challenged",
    "disputes",
    "dispute",
    "disputed",
    "rejects",
    "reject",
    "rejected",
    "criticizes",
    "criticises",
    "contradicts",
    "contradict",
    "refutes",
    "attacks",
    "differs from",
    "differ from",
    "questions",
    "opposes",
];

/// `is in accord with`, `is in line with`.
pub(super) fn accord(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let with = s.word(at) == "in"
        && matches!(s.word(at + 1), "accord" | "agreement" | "line" | "keeping" | "tune")
        && s.word(at + 2) == "with";
    let be = (at.saturating_sub(3)..at).rev().find(|&one| BE.contains(&s.word(one)));
    let subject = s.subject_before(be.filter(|_| with)?)?;
    let mut found = cue(at..at + 3, subject, Content::From(at + 3));
    found.relation = Some((RelationKind::AgreesWith, s.phrase_after(at + 3)?));
    found.personal = true;
    Some(found)
}

/// `Livy disagrees with Polybius`, `revisionists challenge the received view`.
pub(super) fn relating_verb(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let pair = format!("{} {}", s.word(at), s.word(at + 1));
    let kind = |list: &[&str]| {
        list.iter().find(|&&one| one == pair || one == s.word(at)).map(|one| one.split(' ').count())
    };
    let (relation, length) = match (kind(&AGREEING), kind(&DISAGREEING)) {
        (Some(length), _) => (RelationKind::AgreesWith, length),
        (None, Some(length)) => (RelationKind::DisagreesWith, length),
        _ => return None,
    };
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
