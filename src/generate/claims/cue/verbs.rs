//! A subject and a report verb, and the aside that both may make.

use super::forms::{participle, passive};
use super::object::governed;
use super::{BE, Content, Cue, cue, is_adverb};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::listed;
use crate::generate::report::{self, Class, Tense, Verb};
use std::ops::Range;

/// `as Livy puts it`.
pub(super) fn puts_it(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if !matches!(s.word(at), "puts" | "put") || s.word(at + 1) != "it" {
        return None;
    }
    aside(s, s.subject_before(at)?, at..at + 2)
}

pub(super) fn report_verb(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.mention(at).is_some() && s.is_capital(at) {
        return None;
    }
    let known = report::forms(&s.tokens, at).next()?;
    let after = at + known.length();
    if known.tense == Tense::Ing {
        return participle(s, at, known);
    }
    let manner = s.before(at).ends_with("ly");
    if matches!(s.before(at), "is" | "are" | "was" | "were" | "been" | "be" | "being")
        || is_adverb(s.before(at)) && BE.contains(s.before(at - 1))
        || manner && s.before(at - 1) == "been"
    {
        return passive(s, at, known);
    }
    let perfect = matches!(s.before(at), "has" | "have" | "had")
        || matches!(s.before(at - usize::from(at > 0)), "has" | "have" | "had");
    if !perfect && !report::forms(&s.tokens, at).any(Verb::is_finite) {
        return None;
    }
    let Some(subject) = s.subject_before(at) else { return inverted(s, at, known) };
    if !agrees(s, &subject, known, at) {
        return None;
    }
    let personal = matches!(known.class, Class::Object | Class::As);
    let found = match governed(s, at, after, known, &subject) {
        Some((words, content)) => cue(words, subject, content),
        None if !personal && is_aside(s, &subject, after) => aside(s, subject, at..after)?,
        None => return None,
    };
    let present = matches!(known.tense, Tense::Present | Tense::Base);
    Some(Cue { present, denies: known.denies, personal, ..found })
}

/// `claims` and `reports` are nouns as often: a verb in -s has one subject,
/// a bare one several.
pub(super) fn agrees(s: &Sentence<'_>, subject: &Subject, verb: &Verb, at: usize) -> bool {
    let helped = listed!("helping verbs before a base form").contains(s.before(at));
    if helped || s.before(at).ends_with("ly") {
        return true;
    }
    match (&subject.phrase, verb.tense) {
        (Phrase::He | Phrase::It, Tense::Base) | (Phrase::They, Tense::Present) => false,
        // `et al. suggest`, `literature suggests`: works and schools take both.
        (Phrase::Named(named), Tense::Base) => {
            named.len() > 1
                || s.kind(named[0]) != ActorKind::Person
                || s.tokens[subject.tokens.end - 1].text != s.tokens[at - 1].text
        }
        (Phrase::Named(named), Tense::Present) => {
            named.len() == 1 || s.word(at - 1) != s.word(subject.tokens.end - 1)
        }
        _ => true,
    }
}

/// `…, Livy argues, …`: marks stand around it.
pub(super) fn is_aside(s: &Sentence<'_>, subject: &Subject, after: usize) -> bool {
    let lead = s.before(subject.tokens.start);
    let opened =
        matches!(lead, "," | "—" | "–" | "\"" | "”" | "(" | "as" | "which" | "what" | "who");
    let closed = matches!(s.word(after), "," | "." | "" | ";" | ":" | "—" | "–" | ")" | "!" | "?");
    let goes_on = matches!(lead, "which" | "what")
        && listed!("verbs behind an aside").contains(s.word(after));
    opened && (closed || goes_on)
}

/// The sentence without the aside.
pub(super) fn aside(s: &Sentence<'_>, subject: Subject, words: Range<usize>) -> Option<Cue> {
    let mut from = subject.tokens.start.min(words.start);
    if s.before(from) == "as" {
        from -= 1;
    }
    let mut to = subject.tokens.end.max(words.end);
    if from == 0 {
        return Some(cue(words, subject, Content::From(to + usize::from(s.word(to) == ","))));
    }
    if matches!(s.before(from), "," | "—" | "–") {
        from -= 1;
        if matches!(s.word(to), "," | "—" | "–") {
            to += 1;
        }
    }
    Some(cue(words, subject, Content::Around(from..to)))
}

/// `"…," says Livy`; `as argued by Livy`.
pub(super) fn inverted(s: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Cue> {
    let by = s.before(at) == "as" && s.word(at + 1) == "by";
    let opened = matches!(s.before(at), "\"" | "”" | "’" | ",");
    if matches!(verb.class, Class::Object | Class::As) || !(by || opened && at > 3) {
        return None;
    }
    let subject = s.phrase_after(at + 1 + usize::from(by))?;
    let closed = !s.is_word(subject.tokens.end);
    let named = matches!(
        subject.phrase,
        Phrase::Named(_) | Phrase::He | Phrase::Group(..) | Phrase::Role(_)
    );
    if !closed || !named || verb.tense == Tense::Base {
        return None;
    }
    let present = verb.tense == Tense::Present;
    Some(Cue { present, ..aside(s, subject, at..at + 1)? })
}
