//! `Livy's claim that`, `takes the view that`, `was convinced that`.

use super::prepositions::possessor;
use super::{BE, Content, Cue, cue};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::claims::school;
use crate::generate::lexicon::{Group, REPORT_NOUNS, Words, listed};

static REFUSING: Words = Words::named("refusing verbs");

/// `Livy was convinced that …`, `took it for granted that …`.
pub(super) fn state_of_mind(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) == "granted" && s.before(at) == "for" && s.word(at + 1) == "that" && at >= 3 {
        let verb = at - 3;
        let takes = matches!(s.word(verb), "take" | "takes" | "took");
        let subject = s.subject_before(verb).filter(|_| takes)?;
        let found = cue(verb..at + 2, subject, Content::From(at + 2));
        return Some(Cue { present: s.word(verb) != "took", ..found });
    }
    if !listed!("states of mind").contains(s.word(at)) || s.word(at + 1) != "that" {
        return None;
    }
    let be = (at.saturating_sub(3)..at).rev().find(|&one| BE.contains(s.word(one)))?;
    let subject = s.subject_before(be).filter(|subject| subject.phrase != Phrase::It)?;
    let mut found = cue(be..at + 2, subject, Content::From(at + 2));
    found.present = matches!(s.word(be), "is" | "are" | "remains");
    found.denies = matches!(s.word(at), "skeptical" | "sceptical" | "doubtful");
    Some(found)
}

/// Whose noun it is; `the conventional story` is a school's, by its adjective.
fn owner(s: &Sentence<'_>, noun: usize) -> Option<Subject> {
    possessor(s, noun).or_else(|| {
        let own = noun.checked_sub(1)?..noun + 1;
        let phrase = Phrase::Group(own.clone(), Group::Works);
        school::names(s.word(own.start)).then(|| Subject::new(phrase, own))
    })
}

/// `Livy's claim that …`; `takes the view that …`; `Livy's main claim is that …`.
pub(super) fn report_noun(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let word = s.word(at);
    if word == "blame" && matches!(s.word(at + 1), "at" | "on" | "upon") {
        let verb = (at.saturating_sub(4)..at)
            .rev()
            .find(|&one| listed!("blaming verbs").contains(s.word(one)))?;
        return Some(Cue {
            personal: true,
            ..cue(verb..at + 1, s.subject_before(verb)?, Content::From(at + 2))
        });
    }
    if !REPORT_NOUNS.contains_noun(word) || s.mention(at).is_some() {
        return None;
    }
    if s.word(at + 1) == "that" {
        return noun_with_that(s, at, at + 1);
    }
    // `advanced a bold thesis: the conquests …`
    if s.word(at + 1) == ":" && s.is_word(at + 2) {
        return noun_with_that(s, at, at + 1).filter(|found| found.words.len() > 2);
    }
    // `his warning to the king that`
    if s.word(at + 1) == "to" {
        let mut behind = (at + 2..s.len().min(at + 8)).take_while(|&one| s.is_word(one));
        if let Some(that) = behind.find(|&one| s.word(one) == "that") {
            return noun_with_that(s, at, that);
        }
    }
    let be = matches!(s.word(at + 1), "is" | "was" | "remains" | "were");
    if be && s.word(at + 2) == "that" {
        let subject = owner(s, at)?;
        return Some(cue(at..at + 3, subject, Content::From(at + 3)));
    }
    // `Pyongyang's version, in which the South attacked`
    let which = (at + 1..s.len().min(at + 9))
        .find(|&one| s.word(one) == "in" && s.word(one + 1) == "which");
    if let Some(which) = which.filter(|_| listed!("stories").contains(word)) {
        let subject = owner(s, at)?;
        return Some(cue(at..at + 1, subject, Content::From(which + 2)));
    }
    // `the view of most historians that`
    if s.word(at + 1) == "of" {
        let subject = s.phrase_after(at + 2);
        if let Some(subject) = subject.filter(|subject| s.word(subject.tokens.end) == "that") {
            let from = subject.tokens.end + 1;
            return Some(cue(at..at + 1, subject, Content::From(from)));
        }
    }
    None
}

pub(super) fn noun_with_that(s: &Sentence<'_>, at: usize, that: usize) -> Option<Cue> {
    if let Some(subject) = owner(s, at) {
        return Some(cue(at..that + 1, subject, Content::From(that + 1)));
    }
    let verb = (at.saturating_sub(6)..at).rev().find(|&one| {
        listed!("light verbs").contains(s.word(one)) || REFUSING.contains(s.word(one))
    })?;
    if !(verb + 1..at).all(|one| s.is_word(one)) {
        return None;
    }
    let mut found = cue(verb..that + 1, s.subject_before(verb)?, Content::From(that + 1));
    found.denies = REFUSING.contains(s.word(verb));
    found.present =
        !s.word(verb).ends_with("ed") && !matches!(s.word(verb), "took" | "made" | "held" | "drew");
    found.personal = true;
    Some(found)
}
