//! `Livy's claim that`, `takes the view that`, `was convinced that`.

use super::prepositions::possessor;
use super::{BE, Content, Cue, cue};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::claims::school;
use crate::generate::lexicon::{Group, REPORT_NOUNS, Words};

static BLAMING: Words = Words::named("blaming verbs");

/// States of mind that a clause follows.
static MINDS: Words = Words::named("states of mind");

/// Verbs that make a report noun a statement: `takes the view that`.
static LIGHT: Words = Words::named("light verbs");

static REFUSING: Words = Words::named("refusing verbs");

/// `Livy was convinced that …`, `took it for granted that …`.
pub(super) fn state_of_mind(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    if s.word(at) == "granted" && s.before(at) == "for" && s.word(at + 1) == "that" && at >= 3 {
        let verb = at - 3;
        let takes = matches!(s.word(verb), "take" | "takes" | "took");
        let mut found =
            cue(verb..at + 2, s.subject_before(verb).filter(|_| takes)?, Content::From(at + 2));
        found.present = s.word(verb) != "took";
        return Some(found);
    }
    if !MINDS.contains(s.word(at)) || s.word(at + 1) != "that" {
        return None;
    }
    let be = (at.saturating_sub(3)..at).rev().find(|&one| BE.contains(s.word(one)))?;
    let subject = s.subject_before(be)?;
    if subject.phrase == Phrase::It {
        return None;
    }
    let mut found = cue(be..at + 2, subject, Content::From(at + 2));
    found.present = matches!(s.word(be), "is" | "are" | "remains");
    found.denies = matches!(s.word(at), "skeptical" | "sceptical" | "doubtful");
    Some(found)
}

static STORIES: Words = Words::named("stories");

/// `the conventional story`: a school's, by its adjective.
pub(super) fn of_school(s: &Sentence<'_>, noun: usize) -> Option<Subject> {
    let at = noun.checked_sub(1)?;
    let school = school::names(s.word(at));
    let phrase = Phrase::Group(at..noun + 1, Group::Works);
    school.then_some(Subject { phrase, tokens: at..noun + 1 })
}

/// `Livy's claim that …`; `takes the view that …`; `Livy's main claim is that …`.
pub(super) fn report_noun(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    let word = s.word(at);
    if word == "blame" && matches!(s.word(at + 1), "at" | "on" | "upon") {
        let verb = (at.saturating_sub(4)..at).rev().find(|&one| BLAMING.contains(s.word(one)))?;
        return Some(Cue {
            personal: true,
            ..cue(verb..at + 1, s.subject_before(verb)?, Content::From(at + 2))
        });
    }
    let singular = word.strip_suffix('s').filter(|bare| REPORT_NOUNS.contains(bare));
    if !REPORT_NOUNS.contains(word) && singular.is_none() || s.mention(at).is_some() {
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
        let that = (at + 2..s.len().min(at + 8))
            .take_while(|&one| s.is_word(one))
            .find(|&one| s.word(one) == "that");
        if let Some(that) = that {
            return noun_with_that(s, at, that);
        }
    }
    let be = matches!(s.word(at + 1), "is" | "was" | "remains" | "were");
    if be && s.word(at + 2) == "that" {
        let subject = possessor(s, at).or_else(|| of_school(s, at))?;
        return Some(cue(at..at + 3, subject, Content::From(at + 3)));
    }
    // `Pyongyang's version, in which the South attacked`
    let which = (at + 1..s.len().min(at + 9))
        .find(|&one| s.word(one) == "in" && s.word(one + 1) == "which");
    if let Some(which) = which.filter(|_| STORIES.contains(word)) {
        let subject = possessor(s, at).or_else(|| of_school(s, at))?;
        return Some(cue(at..at + 1, subject, Content::From(which + 2)));
    }
    // `the view of most historians that`
    if s.word(at + 1) == "of" {
        let subject = s.phrase_after(at + 2);
        if let Some(subject) = subject.filter(|subject| s.word(subject.tokens.end) == "that") {
            let from = subject.tokens.end + 1;
            return Some(cue(at..at + 1, subject, Content::From(from)));
        }
        return interpreting_noun(s, at);
    }
    None
}

pub(super) fn noun_with_that(s: &Sentence<'_>, at: usize, that: usize) -> Option<Cue> {
    if let Some(subject) = possessor(s, at).or_else(|| of_school(s, at)) {
        return Some(cue(at..that + 1, subject, Content::From(that + 1)));
    }
    let verb = (at.saturating_sub(6)..at)
        .rev()
        .find(|&one| LIGHT.contains(s.word(one)) || REFUSING.contains(s.word(one)))?;
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

/// `Livy's account of the siege`.
pub(super) fn interpreting_noun(s: &Sentence<'_>, at: usize) -> Option<Cue> {
    static INTERPRETING: Words = Words::named("interpreting nouns");
    if !INTERPRETING.contains(s.word(at)) {
        return None;
    }
    let subject = possessor(s, at)?;
    Some(Cue { personal: true, ..cue(at..at + 2, subject, Content::From(at + 2)) })
}
