//! What a capitalised phrase may be: a state, a body, a person, or nothing
//! that acts.

use super::chunk::{Chunk, Word};
use crate::document::Document;
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::{
    BODIES, GIVEN_NAMES, KNOWN_BODIES, NOT_NAMES, OPENERS, ROLES, STATES, TITLES,
};
use std::collections::HashSet;
use std::ops::Range;

/// A phrase taken for an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) kind: ActorKind,
    pub(super) name: String,
    /// As written, where that is another name.
    pub(super) surface: Option<String>,
    pub(super) span: Range<usize>,
    /// The title before a person's name.
    pub(super) title: Option<Range<usize>>,
    /// Whether a single word is known to be a person by itself.
    pub(super) certain: bool,
}

/// What the whole document tells about its words.
#[derive(Debug)]
pub(super) struct Known {
    /// Words that it also writes in small letters.
    ordinary: HashSet<String>,
    /// Words that stand alone in capitals inside sentences.
    single: HashSet<String>,
}

/// Longest name of a known body, in words.
const LONGEST_BODY: usize = 4;
const NUMERALS: [&str; 8] = ["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI"];
const MONTHS_AND_DAYS: [&str; 19] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const FUNCTION: [&str; 40] = [
    "The", "A", "An", "I", "He", "She", "It", "They", "We", "In", "On", "At", "By", "For", "From",
    "To", "Of", "And", "But", "Or", "As", "If", "So", "This", "That", "These", "Those", "His",
    "Her", "Its", "Their", "Our", "My", "Both", "Some", "Many", "Most", "Other", "Others", "Ibid",
];

impl Known {
    pub(super) fn of(document: &Document, chunks: &[Chunk]) -> Self {
        let words = document.text.split(|c: char| !c.is_alphanumeric() && c != '-');
        let ordinary =
            words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned).collect();
        let alone = chunks.iter().filter(|chunk| chunk.words.len() == 1 && !chunk.opens);
        let single = alone.map(|chunk| chunk.words[0].text.clone()).collect();
        Self { ordinary, single }
    }

    /// The actors of a phrase: `Soviet Foreign Minister Andrei Vishinsky` has two.
    pub(super) fn guesses(&self, chunk: &Chunk) -> Vec<Guess> {
        let mut words: &[Word] = &chunk.words;
        // What opens a sentence in capitals and elsewhere has none is no name.
        while words.first().is_some_and(|first| self.is_opener(chunk, first)) {
            words = &words[1..];
        }
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            at += self.take(chunk, &words[at..], &mut found);
        }
        found
    }

    fn is_opener(&self, chunk: &Chunk, word: &Word) -> bool {
        let opens = chunk.opens && word.span == chunk.words[0].span;
        FUNCTION.contains(&word.text.as_str())
            || opens && OPENERS.contains(word.text.as_str())
            || opens
                && self.ordinary.contains(&word.text.to_lowercase())
                && !is_state(&word.text)
                && !TITLES.contains(word.text.as_str())
    }

    /// Reads one actor from the front; how many words it took.
    fn take(&self, chunk: &Chunk, words: &[Word], found: &mut Vec<Guess>) -> usize {
        let body = |text: &str| KNOWN_BODIES.get(text).copied();
        if let Some((length, name)) = longest(words, LONGEST_BODY, body) {
            let rest = &words[length..];
            if let Some(body) = body_length(rest).filter(|_| length == 1) {
                found.push(guess(ActorKind::Body, &words[..1 + body], None));
                return 1 + body;
            }
            found.push(named(ActorKind::Body, name, &words[..length]));
            return length;
        }
        if let Some((length, name)) =
            longest(words, STATES.longest, |text| STATES.names.get(text).copied())
        {
            return self.take_state(words, length, name, found);
        }
        if let Some(length) = title_length(words) {
            return self.take_titled(words, length, found);
        }
        if let Some(length) = body_length(words) {
            found.push(guess(ActorKind::Body, &words[..length], None));
            return length;
        }
        if let Some(length) = acronym(words) {
            found.push(guess(ActorKind::Body, &words[..length], None));
            return length;
        }
        self.take_person(chunk, words, found)
    }

    /// A state, or what it is an adjective of.
    fn take_state(
        &self,
        words: &[Word],
        length: usize,
        name: &str,
        found: &mut Vec<Guess>,
    ) -> usize {
        let rest = &words[length..];
        let is_possessive = words[length - 1].possessive;
        if let Some(body) = body_length(rest).filter(|_| !is_possessive) {
            found.push(guess(ActorKind::Body, &words[..length + body], None));
            return length + body;
        }
        // `Korean War`, `American Revolution`: an event, not the state.
        let event = rest.iter().take_while(|word| NOT_NAMES.contains(word.text.as_str())).count();
        if event > 0 && !is_possessive {
            return length + event;
        }
        found.push(named(ActorKind::State, name, &words[..length]));
        length
    }

    /// A title and the name behind it, if there is one.
    fn take_titled(&self, words: &[Word], length: usize, found: &mut Vec<Guess>) -> usize {
        let rest = &words[length..];
        let name = name_length(rest, |word| self.may_be_name(word));
        if name == 0 {
            return length;
        }
        let title = words[0].span.start..words[length - 1].span.end;
        let mut person = guess(ActorKind::Person, &rest[..name], Some(title));
        person.certain = true;
        found.push(person);
        length + name
    }

    fn may_be_name(&self, word: &Word) -> bool {
        let text = word.text.as_str();
        let letters =
            text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        letters
            && !NOT_NAMES.contains(text)
            && !BODIES.contains(text)
            && !is_state(text)
            && !MONTHS_AND_DAYS.contains(&text)
            && !FUNCTION.contains(&text)
    }

    fn take_person(&self, chunk: &Chunk, words: &[Word], found: &mut Vec<Guess>) -> usize {
        let length = name_length(words, |word| self.may_be_name(word));
        if length == 0 {
            return 1;
        }
        let name = &words[..length];
        // `Thirty Years War`, `Rhine River`: what follows makes it a place or an event.
        let next = words.get(length).filter(|_| !name[length - 1].possessive);
        if next.is_some_and(|word| NOT_NAMES.contains(word.text.as_str())) {
            return words.len();
        }
        let certain = self.is_person(chunk, name);
        if certain || length == 1 {
            let mut person = guess(ActorKind::Person, name, None);
            person.certain = certain;
            found.push(person);
        }
        length
    }

    fn is_person(&self, chunk: &Chunk, name: &[Word]) -> bool {
        let first = name[0].text.as_str();
        let last = name[name.len() - 1].text.as_str();
        let after_role = ROLES.contains(chunk.before.as_str());
        if name.len() == 1 {
            return after_role && !self.ordinary.contains(&first.to_lowercase());
        }
        let initial =
            name.iter().any(|word| word.text.ends_with('.') || word.text.chars().count() == 1);
        let given = first.split('-').all(|part| GIVEN_NAMES.contains(part));
        let returns = self.single.contains(last) || self.single.contains(first);
        let ordinary = name.iter().any(|word| self.ordinary.contains(&word.text.to_lowercase()));
        given
            || initial
            || after_role
            || (returns || name.len() <= 3) && !ordinary && !chunk_is_place(chunk)
    }
}

/// `in Buenos Aires`, `at Port Said`: prepositions of place.
fn chunk_is_place(chunk: &Chunk) -> bool {
    matches!(
        chunk.before.as_str(),
        "in" | "at" | "near" | "outside" | "across" | "into" | "around" | "through"
    )
}

fn is_state(text: &str) -> bool {
    STATES.names.contains_key(text)
}

fn joined(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.text);
        if word.possessive && word.span != words[words.len() - 1].span {
            text.push_str("'s");
        }
    }
    text
}

fn guess(kind: ActorKind, words: &[Word], title: Option<Range<usize>>) -> Guess {
    let span = words[0].span.start..words[words.len() - 1].span.end;
    Guess { kind, name: joined(words), surface: None, span, title, certain: false }
}

fn named(kind: ActorKind, name: &str, words: &[Word]) -> Guess {
    let mut guess = guess(kind, words, None);
    let surface = std::mem::replace(&mut guess.name, name.to_owned());
    guess.surface = (surface != name).then_some(surface);
    guess
}

/// The longest beginning of `words` that `known` knows.
fn longest<'k>(
    words: &[Word],
    most: usize,
    known: impl Fn(&str) -> Option<&'k str>,
) -> Option<(usize, &'k str)> {
    (1..=most.min(words.len())).rev().find_map(|length| {
        let inner = words[..length - 1]
            .iter()
            .any(|word| word.possessive && !word.text.starts_with("People"));
        known(&joined(&words[..length])).filter(|_| !inner).map(|name| (length, name))
    })
}

fn title_length(words: &[Word]) -> Option<usize> {
    let mut length = 0;
    while length < words.len() {
        let one = (1..=3.min(words.len() - length))
            .rev()
            .find(|&n| TITLES.contains(joined(&words[length..length + n]).as_str()));
        match one {
            Some(n) if !words[length + n - 1].possessive => length += n,
            _ => break,
        }
    }
    (length > 0).then_some(length)
}

/// A body's name: up to its noun, and what `of` joins to it.
fn body_length(words: &[Word]) -> Option<usize> {
    let noun = words.iter().position(|word| BODIES.contains(word.text.trim_end_matches('.')))?;
    if words[..noun].iter().any(|word| word.possessive && !is_part_of_name(word)) {
        return None;
    }
    let mut end = noun + 1;
    while end < words.len()
        && BODIES.contains(words[end].text.as_str())
        && !words[end - 1].possessive
    {
        end += 1;
    }
    if words.get(end).is_some_and(|word| matches!(word.text.as_str(), "of" | "for"))
        && !words[end - 1].possessive
    {
        let tail = words[end + 1..]
            .iter()
            .take_while(|word| !matches!(word.text.as_str(), "of" | "for"))
            .count();
        end += 1 + tail;
    }
    // "Party" or "Government" alone names nothing.
    (end > 1).then_some(end)
}

/// `People's Liberation Army`, `Workers' Party`.
fn is_part_of_name(word: &Word) -> bool {
    matches!(word.text.as_str(), "People" | "Workers" | "Women" | "Citizens")
}

/// Two to six capitals that are no numeral.
fn acronym(words: &[Word]) -> Option<usize> {
    let text = words[0].text.trim_end_matches('.');
    let is_acronym = (2..=6).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_uppercase())
        && !NUMERALS.contains(&text);
    is_acronym.then_some(1)
}

/// How many words from the front make a person's name.
fn name_length(words: &[Word], fits: impl Fn(&Word) -> bool) -> usize {
    const PARTICLES: [&str; 10] = ["de", "von", "van", "der", "la", "du", "da", "di", "bin", "ibn"];
    let mut length = 0;
    for word in words.iter().take(6) {
        let particle = PARTICLES.contains(&word.text.as_str());
        if !(particle || word.text.starts_with(char::is_uppercase) && fits(word)) {
            break;
        }
        length += 1;
        if word.possessive {
            break;
        }
    }
    while length > 0 && PARTICLES.contains(&words[length - 1].text.as_str()) {
        length -= 1;
    }
    length
}
