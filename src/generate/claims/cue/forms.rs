//! Report verbs that are not finite: `stating that`, `it has been argued that`.

use super::object::{begins_clause, that_behind};
use super::{BE, Content, Cue, cue, is_adverb};
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::lexicon::listed;
use crate::generate::report::{Class, Verb};
use crate::generate::verbs::is_denial;

/// `…, stating that …`; `…, believing the walls would hold`.
pub(super) fn participle(s: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Cue> {
    let mut start = at;
    while listed!("before a participle").contains(s.before(start))
        || s.before(start).ends_with("ly")
    {
        start -= 1;
    }
    if start == 0 || s.before(start) != "," {
        return None;
    }
    let after = at + verb.length();
    let instance =
        matches!(s.word(after), "for") && matches!(s.word(after + 1), "instance" | "example");
    let after = after + if instance { 2 } else { 0 };
    let shared = Subject::new(Phrase::Shared, start..start);
    let (words, content) = match verb.class {
        Class::As | Class::Object => return None,
        Class::Free if s.word(after) != "that" => {
            begins_clause(s, after).then_some((at..after, Content::From(after)))?
        }
        _ => {
            let that = that_behind(s, after, verb)?;
            (at..that + 1, Content::From(that + 1))
        }
    };
    Some(Cue { personal: true, ..cue(words, shared, content) })
}

/// `it has been argued that`; `is seen by Livy as`.
pub(super) fn passive(s: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Cue> {
    let start = (at.saturating_sub(5)..at).rev().take_while(|&one| {
        let word = s.word(one);
        BE.contains(word) || listed!("helping verbs of passives").contains(word) || is_adverb(word)
    });
    let start = start.last().unwrap_or(at);
    let mut that = at + verb.length();
    let mut by = None;
    if s.word(that) == "by" {
        let subject = s.phrase_after(that + 1)?;
        that = subject.tokens.end;
        by = Some(subject);
    }
    let impersonal = s.before(start) == "it";
    let here = matches!(s.word(that), "here");
    if impersonal && s.word(that + usize::from(here)) == "that" {
        let that = that + usize::from(here);
        let words = start - 1..that + 1;
        let phrase = if here { Phrase::Author } else { Phrase::Nobody };
        let nobody = Subject::new(phrase, words.clone());
        let negated = (start..at).any(|one| is_denial(s.word(one)));
        let mut found = cue(words, by.unwrap_or(nobody), Content::From(that + 1));
        found.denies = verb.denies;
        return (!negated).then_some(found);
    }
    let subject = by?;
    Some(Cue {
        personal: true,
        ..cue(at..at + verb.length(), subject, Content::Around(start..that))
    })
}
