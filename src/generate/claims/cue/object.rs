//! What a report verb governs: a clause, a thing, somebody as something.

use super::Content;
use crate::generate::claims::phrase::{Phrase, Sentence, Subject};
use crate::generate::lexicon::listed;
use crate::generate::report::{Class, Tense, Verb};
use std::ops::Range;

/// What follows a verb as its object; the cue's words and the content.
pub(super) fn governed(
    s: &Sentence<'_>,
    at: usize,
    after: usize,
    verb: &Verb,
    subject: &Subject,
) -> Option<(Range<usize>, Content)> {
    if let Some(that) = that_behind(s, after, verb) {
        let words = if that - after <= 3 { at..that + 1 } else { at..after };
        return Some((words, Content::From(that + 1)));
    }
    let from = |start: usize| (at..after, Content::From(start));
    let quote = |at: usize| matches!(s.word(at), "\"" | "“" | "‘");
    let colon =
        after + usize::from(matches!(s.word(after), "still" | "yet" | "bluntly" | "simply"));
    if s.word(colon) == ":" && s.is_word(colon + 1) | quote(colon + 1) {
        return Some(from(colon + 1));
    }
    if s.word(after) == "," && quote(after + 1) && verb.class != Class::Object {
        return Some(from(after + 1));
    }
    if quote(after) && verb.class != Class::As || has_complement(s, at, after) {
        return Some(from(after));
    }
    let fits = match verb.class {
        Class::As => has_as(s, after) || is_seen_in(s, at, after) || (after..after + 4).any(quote),
        Class::Object if s.word(at).starts_with("call") && s.word(at + 1) != "for" => {
            s.is_word(after) && (after..s.len().min(after + 12)).any(quote)
        }
        Class::Object => {
            let stops = ["by", "to", "on", "for", "in", "off", "at", "and", "or", "as"];
            s.is_word(after) && !stops.contains(&s.word(after))
        }
        Class::Free | Class::That | Class::Told => {
            let orders = matches!(s.word(at), "suggest" | "suggests" | "suggested")
                && subject.phrase != Phrase::It
                && begins_order(s, after);
            let open = begins_clause(s, after) || names_abstract(s, after) || orders;
            // `debate whether`, `doubt whether`
            let asks = match s.word(after) {
                "whether" => true,
                "how" | "why" => verb.tense == Tense::Present,
                _ => false,
            };
            verb.class == Class::Free && open || verb.class != Class::Told && asks
        }
        _ => false,
    };
    fits.then(|| from(after))
}

/// The place of the `that` which the verb governs.
pub(super) fn that_behind(s: &Sentence<'_>, after: usize, verb: &Verb) -> Option<usize> {
    let mut at = after;
    if s.word(at) == "," {
        // `argues, for example, that`
        at = (at + 1..s.len().min(at + 16)).find(|&one| s.word(one) == ",")? + 1;
        return (s.word(at) == "that").then_some(at);
    }
    while s.word(at).ends_with("ly") || listed!("before that").contains(s.word(at)) {
        at += 1;
    }
    if s.word(at) == "that" {
        return (verb.class != Class::As).then_some(at);
    }
    let leads =
        verb.class == Class::Told && s.is_word(at) || listed!("leads to that").contains(s.word(at));
    if !leads || matches!(verb.class, Class::As | Class::Object) {
        return None;
    }
    let inside = (at..s.len().min(at + 14)).take_while(|&one| {
        s.is_word(one) || s.is_possessive(one) || matches!(s.word(one), "(" | ")")
    });
    let found = inside.into_iter().find(|&one| s.word(one) == "that")?;
    let verbs =
        (at..found).any(|one| matches!(s.word(one), "was" | "were" | "is" | "are" | "had" | "has"));
    (!verbs).then_some(found)
}

/// `sees the fleet as a wall`.
fn has_as(s: &Sentence<'_>, after: usize) -> bool {
    let object = s.is_word(after) || matches!(s.word(after), "\"" | "“");
    let mut behind = (after + 1..s.len().min(after + 18))
        .take_while(|&one| !matches!(s.word(one), ";" | "." | ":"));
    object
        && !matches!(s.word(after), "by" | "at" | "to" | "in")
        && behind.any(|one| {
            s.word(one) == "as"
                && !matches!(s.word(one + 1), "well" | "soon" | "long" | "early" | "late" | "far")
        })
}

/// `thought him a vain man`, `called it the end of an age`.
pub(super) fn has_complement(s: &Sentence<'_>, at: usize, after: usize) -> bool {
    let verb = listed!("calling verbs").contains(s.word(at));
    let object =
        matches!(s.word(after), "him" | "her" | "it" | "them" | "this") || s.is_person(after);
    let next = (after + 1..after + 4).find(|&one| !s.is_person(one)).unwrap_or(after + 1);
    verb && object && matches!(s.word(next), "a" | "an" | "the" | "nothing" | "no")
}

/// `saw in the crowds nothing but`, `sees in the riots a protest`.
fn is_seen_in(s: &Sentence<'_>, at: usize, after: usize) -> bool {
    let mut inside = (after + 2..s.len().min(after + 10)).take_while(|&one| s.is_word(one));
    s.word(after) == "in"
        && matches!(s.word(at), "see" | "sees" | "saw" | "read" | "reads")
        && inside.any(|one| listed!("openings of what is seen").contains(s.word(one)))
}

/// A clause follows: a noun phrase with a verb, not a bare object.
pub(super) fn begins_clause(s: &Sentence<'_>, at: usize) -> bool {
    let opens = listed!("openings of clauses").contains(s.word(at))
        || s.is_capital(at)
        || s.word(at).ends_with('s')
            && s.is_word(at)
            && s.mention(at).is_none()
            && s.word(at).len() > 4;
    let mut inside = (at + 1..s.len()).take_while(|&one| !matches!(s.word(one), ";" | "." | ":"));
    opens
        && inside.any(|one| {
            let word = s.word(one);
            listed!("finite verbs").contains(word)
                || word.len() > 4 && word.ends_with("ed") && s.mention(one).is_none()
        })
}

/// `suggested the envoys meet at the river`: who should do something.
pub(super) fn begins_order(s: &Sentence<'_>, at: usize) -> bool {
    let opens = matches!(s.word(at), "the" | "both" | "all" | "they" | "he" | "she");
    opens && s.is_word(at + 1) | matches!(s.word(at + 1), "\"" | "“") && s.len() > at + 5
}

/// `notes the importance of`: a noun that stands for a clause.
pub(super) fn names_abstract(s: &Sentence<'_>, at: usize) -> bool {
    matches!(s.word(at), "the" | "a" | "an")
        && (at + 2..at + 5).any(|one| {
            s.word(one) == "of" || matches!(s.word(one), "to" | "for") && s.word(one + 1) == "which"
        })
        || matches!(s.word(at), "the") && matches!(s.word(at + 2), "to" | "of")
        || (at + 1..at + 4).any(|one| s.is_possessive(one)) && s.is_capital(at)
}
