//! What a capitalised phrase may be: a state, a body, a person, a place, or nothing of
//! these.

use super::chunk::{Chunk, SMALL_TITLES, Word};
use super::guess::{Guess, body_named, certain, doubtful, guess, joined, named};
use super::known::{Known, chunk_is_place, is_common, is_given, is_state, may_be_surname};
use super::name::{
    acronym, body_length, body_of_state, is_era, longest, name_length, title_length,
};
use super::place;
use crate::generate::fact::{ActorKind, Naming};
use crate::generate::lexicon::{
    BODIES, CAPITALS, KNOWN_BODIES, NOT_NAMES, ROLES, STATES, TITLES, Words, listed,
};
use crate::generate::report::is_finite_form;

/// No name has more words.
const LONGEST_NAME: usize = 24;
/// Longest name of a known body, in words.
const LONGEST_BODY: usize = 6;
/// So many words behind `Minister` may say of what.
const LONGEST_OFFICE: usize = 6;
/// Titles with which a place makes a person.
static NOBLE: Words = Words::named("noble titles");

impl Known {
    /// The actors of a phrase: `Soviet Foreign Minister Andrei Vishinsky` has two.
    pub(super) fn guesses(&self, chunk: &Chunk) -> Vec<Guess> {
        let mut words: &[Word] = &chunk.words;
        if is_case(chunk) {
            return Vec::new();
        }
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

    /// Reads one actor from the front; how many words it took.
    fn take(&self, chunk: &Chunk, words: &[Word], found: &mut Vec<Guess>) -> usize {
        let words = &words[..words.len().min(LONGEST_NAME)];
        if is_era(&words[0].text) {
            return 1;
        }
        if self.is_author(&words[0]) {
            found.push(certain(Naming::Citation, &words[..1], None));
            return 1;
        }
        if listed!("ships").contains(&words[0].text) && words.len() > 1 {
            return words.len();
        }
        let body =
            |text: &str| KNOWN_BODIES.get(text).or_else(|| self.short_bodies.get(text)).copied();
        let longer = |length: usize| body_length(words).is_some_and(|body| body > length);
        let known = longest(words, LONGEST_BODY, body).filter(|&(length, _)| !longer(length));
        if let Some((length, name)) = known {
            let rest = &words[length..];
            if let Some(body) = body_of_state(rest).filter(|_| length == 1 && !words[0].possessive)
            {
                found.push(body_named(&words[..1 + body]));
                return 1 + body;
            }
            found.push(named(ActorKind::Body, name, &words[..length]));
            return length;
        }
        if let Some(place) = place::named(words) {
            let mut guess = guess(ActorKind::Place, Naming::Noun, &words[..place.length]);
            guess.doubtful = place.doubtful;
            found.push(guess);
            return place.length;
        }
        let state = |text: &str| STATES.names.get(text).copied();
        let may_be_given = is_given(&words[0].text) && self.is_given_like(chunk, words);
        let state = longest(words, STATES.longest, state)
            .filter(|(length, _)| *length > 1 || !may_be_given);
        if let Some((length, name)) = state {
            return self.take_state(chunk, words, length, name, found);
        }
        // `Moscow wished`, not `in Moscow`.
        let capital = |text: &str| CAPITALS.get_key_value(text).map(|(name, _)| *name);
        if let Some((length, capital)) = longest(words, 2, capital)
            && (words.len() == length || is_given(&words[length].text))
            && (is_there(chunk) || !self.surnames.contains(&words[length - 1].text))
        {
            let kind = if is_there(chunk) { ActorKind::Place } else { ActorKind::State };
            found.push(named(kind, capital, &words[..length]));
            return length;
        }
        if self.opens_with_name(words) {
            return self.take_person(chunk, words, found);
        }
        // `General Assembly`: no general.
        let titled = title_length(words)
            .filter(|&length| words.get(length).is_none_or(|next| !BODIES.contains(&next.text)));
        if let Some(length) = titled {
            return self.take_titled(words, length, found);
        }
        if let Some(length) = body_length(words) {
            found.push(body_named(&words[..length]));
            return length;
        }
        if let Some(length) = acronym(words) {
            let named = [listed!("letters for things"), listed!("letters behind a name")];
            if !named.iter().any(|list| list.contains(&words[0].text)) {
                found.push(doubtful(Naming::Context, &words[..length]));
            }
            return length;
        }
        if let Some(length) = place::listed(words)
            && !(length == 1 && self.is_given_like(chunk, words))
            && !self.surnames.contains(&words[length - 1].text)
            && words.get(length).is_none_or(|next| !is_given(&next.text))
        {
            if !place::is_part(words, length) {
                found.push(guess(ActorKind::Place, Naming::List, &words[..length]));
            }
            return length;
        }
        if words.len() == 1 && is_definite(chunk) && BODIES.contains(&words[0].text) {
            found.push(doubtful(Naming::Noun, words));
            return 1;
        }
        if is_member(words) {
            return 1;
        }
        self.take_person(chunk, words, found)
    }

    /// `Richard Cobden of the League`: a given name leads, no body's noun follows it.
    fn opens_with_name(&self, words: &[Word]) -> bool {
        let next = words.get(1);
        is_given(&words[0].text)
            && !words[0].possessive
            && next.is_some_and(|next| {
                next.text.starts_with(char::is_uppercase) && !BODIES.contains(&next.text)
            })
            && words.iter().skip(2).take(2).all(|word| {
                word.text.starts_with(char::is_lowercase) || !BODIES.contains(&word.text)
            })
    }

    /// A state, or what it is an adjective of.
    fn take_state(
        &self,
        chunk: &Chunk,
        words: &[Word],
        length: usize,
        name: &str,
        found: &mut Vec<Guess>,
    ) -> usize {
        let rest = &words[length..];
        let is_possessive = words[length - 1].possessive;
        if let Some(body) = body_of_state(rest).filter(|_| !is_possessive && !rest.is_empty()) {
            found.push(body_named(&words[..length + body]));
            return length + body;
        }
        // `Korean War`, `American Revolution`: an event, not the state.
        let event = rest.iter().take_while(|word| NOT_NAMES.contains(&word.text)).count();
        if event > 0 && !is_possessive {
            return length + event;
        }
        let mut state = named(ActorKind::State, name, &words[..length]);
        let adjective = STATES.adjectives.contains(joined(&words[..length]).as_str());
        state.attributive = adjective
            && !is_possessive
            && (!rest.is_empty()
                || is_noun(&chunk.after)
                    && !listed!("what acts for a state").contains(&chunk.after))
            && !words[length - 1].text.ends_with('s');
        found.push(state);
        length
    }

    /// A title and the name behind it, if there is one.
    fn take_titled(&self, words: &[Word], length: usize, found: &mut Vec<Guess>) -> usize {
        // `Chief Justice Earl Warren`: Earl is his name.
        let is_name = length > 1
            && NOBLE.contains(&words[length - 1].text)
            && words.get(length + 1).is_none_or(|word| word.text.starts_with(char::is_lowercase));
        let length = if is_name { length - 1 } else { length };
        let rest = &words[length..];
        // `Duke of Dorset`: the title is the name.
        let of = rest.first().is_some_and(|word| word.text == "of");
        if of
            && rest.get(1).is_some_and(|word| word.text.starts_with(char::is_uppercase))
            && length == 1
            && NOBLE.contains(&words[0].text)
        {
            found.push(certain(Naming::Title, &words[..length + 2], None));
            return length + 2;
        }
        // `Minister of Education Anna Holm`, `Minister for Trade Mr. Holm`
        if rest.first().is_some_and(|word| matches!(word.text.as_str(), "of" | "for"))
            && let Some(after) = self.office_length(rest)
        {
            let rest = &rest[after..];
            let title = words[0].span.start..words[length + after - 1].span.end;
            let own = title_length(rest).unwrap_or_default();
            let name = name_length(&rest[own..], |_, word| self.may_be_name(word));
            let name_words = &rest[own..own + name];
            found.extend((name > 0).then(|| certain(Naming::Title, name_words, Some(title))));
            return length + after + own + name;
        }
        let name = name_length(rest, |at, word| {
            let is_surname = || !listed!("no surnames").contains(&word.text);
            self.may_be_name(word) || at == 1 && is_given(&rest[0].text) && is_surname()
        });
        // `Marshall held`: a title that is somebody's name.
        if rest.is_empty() && length == 1 && self.surnames.contains(&words[0].text) {
            found.push(certain(Naming::Given, words, None));
            return 1;
        }
        // `General Maximum`, `Major Scale`.
        let adjective = listed!("titles that are adjectives").contains(&words[0].text);
        if adjective && name == 1 && is_common(&rest[0].text) {
            return length + 1;
        }
        if name == 0 {
            return length;
        }
        let title = words[0].span.start..words[length - 1].span.end;
        found.push(certain(Naming::Title, &rest[..name], Some(title)));
        length + name
    }

    /// How many words say what an office is of, where a person's name follows: `of Education`.
    fn office_length(&self, words: &[Word]) -> Option<usize> {
        let is_of = |word: &Word| self.may_be_name(word) && !word.possessive;
        let name = words
            .iter()
            .take(LONGEST_OFFICE)
            .skip(2)
            .position(|word| is_given(&word.text) || TITLES.contains(&word.text))?
            + 2;
        (words.len() > name + 1 && words[1..name].iter().all(is_of)).then_some(name)
    }

    fn take_person(&self, chunk: &Chunk, words: &[Word], found: &mut Vec<Guess>) -> usize {
        if SMALL_TITLES.contains(&words[0].text) {
            let length = 1 + name_length(&words[1..], |_, word| self.may_be_name(word));
            found.push(certain(Naming::Title, &words[..length], None));
            return length;
        }
        let given = is_given(&words[0].text);
        let acts = is_finite_form(&chunk.after) || ROLES.contains(&chunk.before);
        let length = name_length(words, |at, word| {
            self.may_be_name(word)
                || given && at == 0 && words.len() > 1
                || given && at == 1 && !is_state(&word.text) && may_be_surname(&word.text)
                // `Professor Anna Maria Hill said`
                || given && at == 2 && words.len() == 3 && acts
        });
        if length == 0 {
            return 1;
        }
        let name = &words[..length];
        // `Joel R.`: whose surname is not told.
        let last = name[length - 1].text.as_bytes();
        if length > 1 && matches!(last, [_, b'.']) {
            return length;
        }
        // `Thirty Years War`, `Rhine River`: what follows makes it a place or an event.
        let next = words.get(length).filter(|_| !name[length - 1].possessive);
        if next.is_some_and(|word| NOT_NAMES.contains(&word.text)) {
            return words.len();
        }
        let marked = self.marked(chunk, name);
        let mut person = guess(ActorKind::Person, marked.unwrap_or(Naming::Form), name);
        person.certain = marked.is_some();
        person.doubtful = !person.certain && length > 1;
        found.push(person);
        // `Philip II of Macedon`: the state is spoken of too.
        if length > 2 && name[length - 2].text == "of" {
            let place = &name[length - 1..];
            if let Some(state) = STATES.names.get(place[0].text.as_str()) {
                found.push(named(ActorKind::State, state, place));
            }
        }
        length
    }
}

/// Whether the word behind an adjective is what it belongs to, as far as its
/// letters tell.
fn is_noun(word: &str) -> bool {
    !word.is_empty()
        && !listed!("behind an adjective no noun").contains(word)
        && !word.ends_with("ed")
        && !word.chars().any(|c| c.is_ascii_digit())
}

/// `Marbury v. Madison`, `Re McArdle`: a case of law, which names nobody who acts.
fn is_case(chunk: &Chunk) -> bool {
    let cases = listed!("before a case");
    cases.contains(&chunk.before)
        || matches!(&*chunk.after, "v" | "vs")
        || chunk.words.len() > 1 && cases.contains(&chunk.words[0].text.to_lowercase())
}

/// `the Academy`.
fn is_definite(chunk: &Chunk) -> bool {
    chunk.before == "the" || chunk.words[0].text == "The"
}

/// Whether the first word says whose member the person named behind it is: `Federalist
/// John Adams`, `Jesuit Matteo Ricci`, `Children Anna and Otto Holm`.
fn is_member(words: &[Word]) -> bool {
    let [first, given, name, ..] = words else { return false };
    let several = format!("{}s", first.text);
    let is_name = |word: &Word| word.text.starts_with(char::is_uppercase) && !is_common(&word.text);
    let belongs = KNOWN_BODIES.contains_key(several.as_str())
        || listed!("endings of members").iter().any(|ending| first.text.ends_with(ending));
    is_name(given)
        && is_name(name)
        && !is_given(&first.text)
        && !first.possessive
        && (is_common(&first.text) || belongs && is_given(&given.text))
}

/// The same, and what one goes to: no government.
fn is_there(chunk: &Chunk) -> bool {
    chunk_is_place(chunk) || listed!("before a goal").contains(&chunk.before)
}
