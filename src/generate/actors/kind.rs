//! What a capitalised phrase may be: a state, a body, a person, a place, or nothing of
//! these.

use super::chunk::{Chunk, SMALL_TITLES, Word};
use super::citation;
use super::evidence::Evidence;
use super::name::{
    acronym, body_length, body_of_state, is_era, longest, name_length, title_length,
};
use super::place;
use crate::calendar::words::months;
use crate::document::Document;
use crate::generate::fact::{ActorKind, Naming};
use crate::generate::lexicon::{
    BODIES, CAPITALS, COMMON_WORDS, FAMILY_NAMES_FIRST, GIVEN_NAMES, GROUPS, KNOWN_BODIES,
    MONONYMS, NOT_NAMES, OPENERS, PLACES, ROLES, SHORT_BODIES, STATES, TITLES, Words, listed,
};
use crate::generate::report::is_finite_form;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A phrase taken for an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) kind: ActorKind,
    pub(super) evidence: Naming,
    pub(super) name: String,
    /// As written, where that is another name.
    pub(super) surface: Option<String>,
    pub(super) span: Range<usize>,
    /// The title before a person's name.
    pub(super) title: Option<Range<usize>>,
    /// Whether a single word is known to be a person by itself.
    pub(super) certain: bool,
    /// Whether only its surroundings can tell that a name is of its kind.
    pub(super) doubtful: bool,
    /// Whether a state's adjective stands before a noun: `the Belgian historian`.
    pub(super) attributive: bool,
}

impl Guess {
    /// Whether letters stand for a name that the document does not give.
    pub(super) fn is_acronym(&self) -> bool {
        self.kind == ActorKind::Body
            && self.doubtful
            && self.name.chars().all(|c| c.is_ascii_uppercase() || c == '.')
    }

    /// Whether a capital may stand for its government.
    pub(super) fn is_capital(&self) -> bool {
        self.kind.is_land() && CAPITALS.contains_key(self.name.as_str())
    }

    /// Whether nothing but what stands around it can tell that it is a person's.
    pub(super) fn is_open(&self) -> bool {
        self.kind == ActorKind::Person && !self.certain
    }
}

/// What the whole document tells about its words.
#[derive(Debug)]
pub(super) struct Known {
    /// Words that it also writes in small letters.
    ordinary: HashSet<String>,
    /// Words that stand alone in capitals inside sentences.
    single: HashSet<String>,
    /// Words behind given names, and authors.
    surnames: HashSet<String>,
    /// Where the authors of cited works stand.
    authors: Vec<Range<usize>>,
    /// Short names of bodies that it names in full, too: `Republicans`.
    short_bodies: HashMap<&'static str, &'static str>,
}

/// No name has more words.
const LONGEST_NAME: usize = 24;
/// Longest name of a known body, in words.
const LONGEST_BODY: usize = 6;
/// So many words behind `Minister` may say of what.
const LONGEST_OFFICE: usize = 6;
/// Titles with which a place makes a person.
static NOBLE: Words = Words::named("noble titles");
static FUNCTION: Words = Words::named("capitals that name nobody");

impl Known {
    pub(super) fn of(document: &Document, chunks: &[Chunk]) -> Self {
        let words = document.text.split(|c: char| !c.is_alphanumeric() && c != '-');
        let ordinary =
            words.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned).collect();
        let alone = chunks.iter().filter(|chunk| chunk.words.len() == 1 && !chunk.opens);
        let single = alone.map(|chunk| chunk.words[0].text.clone()).collect();
        let mut surnames: HashSet<String> = chunks.iter().filter_map(surname).collect();
        let authors = citation::authors(document);
        surnames.extend(authors.iter().map(|author| document.slice(author.clone()).to_owned()));
        let named = |full: &&str| document.text.contains(*full);
        let short_bodies = SHORT_BODIES.iter().filter(|(_, _, full)| full.iter().any(named));
        let short_bodies = short_bodies.map(|(short, name, _)| (*short, *name)).collect();
        Self { ordinary, single, surnames, authors, short_bodies }
    }

    /// Whether a given name or a citation tells that a word is a surname.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    fn is_author(&self, word: &Word) -> bool {
        let at = self.authors.partition_point(|author| author.start < word.span.start);
        self.authors.get(at).is_some_and(|author| author.start == word.span.start)
            && !is_state(&word.text)
            && !months().contains(&&*word.text)
    }

    /// Whether the document never writes the word small, nor only where a
    /// sentence begins with a plural: `Newspapers reported`.
    pub(super) fn is_no_word(&self, word: &str) -> bool {
        let plural = word.ends_with('s') && !self.single.contains(word)
            || listed!("endings of peoples").iter().any(|ending| word.ends_with(ending));
        !self.ordinary.contains(&word.to_lowercase())
            && !is_common(word)
            && !plural
            && !GROUPS.contains_key(word.to_lowercase().as_str())
    }

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

    fn is_opener(&self, chunk: &Chunk, word: &Word) -> bool {
        let opens = chunk.opens && word.span == chunk.words[0].span;
        // `An Lushan` is a name in the middle of a sentence.
        if self.is_author(word) {
            return false;
        }
        let is_ordinary = self.ordinary.contains(&word.text.to_lowercase())
            && !is_state(&word.text)
            && !self.surnames.contains(&word.text)
            && !TITLES.contains(&word.text);
        FUNCTION.contains(&word.text) && (opens || word.text != "An")
            || opens && (OPENERS.contains(&word.text) || is_ordinary || self.is_lead(chunk))
    }

    /// Whether the first word of a sentence only leads to a name: `Describing Anna Holm`, `Lobby
    /// Holm's ministers`.
    fn is_lead(&self, chunk: &Chunk) -> bool {
        let [first, next, ..] = chunk.words.as_slice() else { return false };
        let text = first.text.as_str();
        let leads = is_common(text) || text.ends_with("ing") && text.len() > 6;
        let is_whole = is_given(&next.text) && chunk.words.len() > 2;
        leads
            && !first.possessive
            && !is_given(text)
            && !TITLES.contains(text)
            && !self.surnames.contains(text)
            && (is_whole || is_common(text) && self.surnames.contains(&next.text))
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

    /// Whether the name of a place may be a given name, of whom what stands around it has to
    /// tell: `Sydney Smith`, but not `in Sydney Smith` and not `Sydney Harbour`.
    fn is_given_like(&self, chunk: &Chunk, words: &[Word]) -> bool {
        let [place, surname, rest @ ..] = words else { return false };
        let own = chunk.words.iter().position(|word| word.span == place.span).unwrap_or_default();
        let before = own.checked_sub(1).map_or(&*chunk.before, |at| &*chunk.words[at].text);
        let before = before.to_lowercase();
        let is_place = listed!("prepositions of place").contains(&before)
            || before != "of" && listed!("before a goal").contains(&before);
        let text = surname.text.as_str();
        let is_many = text.ends_with('s') && !self.single.contains(text);
        !place.possessive
            && !is_place
            && text.starts_with(char::is_uppercase)
            && self.may_be_name(surname)
            && !is_common(text)
            && !PLACES.contains(text)
            && !is_many
            && rest.first().is_none_or(|next| next.text.starts_with(char::is_lowercase))
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

    fn may_be_name(&self, word: &Word) -> bool {
        let text = word.text.as_str();
        let letters =
            text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        letters
            && !NOT_NAMES.contains(text)
            && !BODIES.contains(text)
            && !is_state(text)
            && !months().contains(&text)
            && !listed!("weekdays").contains(text)
            && !["ized", "ised", "ism"].iter().any(|ending| text.ends_with(ending))
            && (!FUNCTION.contains(text) || text == "An")
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

    /// What tells by itself that a name is a person's.
    fn marked(&self, chunk: &Chunk, name: &[Word]) -> Option<Naming> {
        let first = name[0].text.as_str();
        let last = name[name.len() - 1].text.as_str();
        let after_role = ROLES.contains(&chunk.before);
        let first_of = |tells: &[(bool, Naming)]| {
            tells.iter().find(|(tells, _)| *tells).map(|(_, evidence)| *evidence)
        };
        if name.len() == 1 {
            let lower = first.to_lowercase();
            let ordinary = self.ordinary.contains(&lower) || ROLES.contains(&lower);
            let tells = [(MONONYMS.contains(first), Naming::List), (after_role, Naming::Title)];
            return first_of(&tells).filter(|_| !ordinary);
        }
        let marked = name.iter().any(|word| {
            let initial = word.text.ends_with('.') && word.text.len() <= 5;
            initial || word.text.chars().count() == 1 || matches!(&*word.text, "ibn" | "bin")
        });
        let bynamed = name.len() == 3 && name[1].text == "the";
        let famous = MONONYMS.contains(first) && !name[1].text.starts_with(char::is_lowercase);
        let surname = |text: &str| !is_common(text) || self.surnames.contains(text);
        let counted = super::name::is_numeral(&name[1].text)
            && name.len() <= 4
            && !is_common(first)
            && !listed!("numbered things").contains(&first.to_lowercase());
        let given = is_given(first) && (name.len() > 2 || surname(last));
        first_of(&[
            (after_role, Naming::Title),
            (given || marked && !is_common(first) || counted, Naming::Given),
            (bynamed || famous, Naming::List),
        ])
    }

    /// Whether a name of several words that nothing marks may be a person's:
    /// not with words that the document also writes small, nor behind `in`.
    pub(super) fn may_be_person(&self, chunk: &Chunk, guess: &Guess, evidence: &Evidence) -> bool {
        let words: Vec<&str> = guess.name.split(' ').collect();
        let ordinary = words.iter().any(|word| {
            let lower = word.to_lowercase();
            *word != "An" && self.ordinary.contains(&lower) || ROLES.contains(&lower)
        });
        let count = words.len();
        let screams = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
        let signs = evidence.of(&guess.name);
        // `Hand-picks Holm`
        let is_compound = |word: &str| word.contains('-') && word.split('-').all(is_common);
        // `Troubled Waters`, `Overton Window`.
        let is_title = is_common(words[0]) && !self.surnames.contains(words[count - 1])
            || is_compound(words[0])
            || is_common(words[count - 1])
                && (count == 2 || is_common(words[count - 2]))
                && signs <= 0
                && !is_given(words[0])
            || words.iter().any(screams);
        let returns = [words[0], words[count - 1]].iter().any(|end| self.single.contains(*end));
        let stands = !chunk_is_place(chunk)
            && signs >= 0
            && (count > 2
                || !PLACES.contains(words[0])
                || evidence.is_person(words[1])
                || self.single.contains(words[1]));
        // `Santa Cruz`, `Rio Negro`
        let is_place = listed!("openings of places").contains(words[0]) && signs <= 1
            || PLACES.contains(words[count - 1]) && signs <= 0;
        !ordinary
            && !is_title
            && !is_place
            && count <= 4
            && (signs > 0 || stands && (returns || count <= 3))
    }
}

/// Whether a word that makes the names of places and things may be a surname, too: `Hill`,
/// not `Award`.
fn may_be_surname(text: &str) -> bool {
    !is_common(text) && !listed!("no surnames").contains(text)
}

/// Whether the word behind an adjective is what it belongs to, as far as its
/// letters tell.
fn is_noun(word: &str) -> bool {
    !word.is_empty()
        && !listed!("behind an adjective no noun").contains(word)
        && !word.ends_with("ed")
        && !word.chars().any(|c| c.is_ascii_digit())
}

/// The last word behind a given name: `Chief Justice John Marshall`.
fn surname(chunk: &Chunk) -> Option<String> {
    let given = chunk.words.iter().position(|word| is_given(&word.text))?;
    let ranks = |word: &&Word| {
        matches!(&*word.text, "Jr" | "Jr." | "Sr" | "Sr.") || super::name::is_numeral(&word.text)
    };
    let rest = &chunk.words[given + 1..];
    let linked = rest.iter().any(|word| matches!(&*word.text, "of" | "the" | "for"));
    rest.iter().rev().find(|word| !ranks(word)).filter(|_| !linked).map(|word| word.text.clone())
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

/// Whether books write the word small.
pub(super) fn is_common(word: &str) -> bool {
    COMMON_WORDS.contains_noun(&word.to_lowercase())
}

pub(super) fn is_given(word: &str) -> bool {
    FAMILY_NAMES_FIRST.contains(word) || word.split('-').all(|part| GIVEN_NAMES.contains(part))
}

/// `in Buenos Aires`, `at Port Said`: prepositions of place.
fn chunk_is_place(chunk: &Chunk) -> bool {
    listed!("prepositions of place").contains(&chunk.before)
}

/// The same, and what one goes to: no government.
fn is_there(chunk: &Chunk) -> bool {
    chunk_is_place(chunk) || listed!("before a goal").contains(&chunk.before)
}

fn is_state(text: &str) -> bool {
    STATES.names.contains_key(text)
}

pub(super) fn joined(words: &[Word]) -> String {
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

fn guess(kind: ActorKind, evidence: Naming, words: &[Word]) -> Guess {
    let span = words[0].span.start..words[words.len() - 1].span.end;
    Guess {
        kind,
        evidence,
        name: joined(words),
        surface: None,
        span,
        title: None,
        certain: false,
        doubtful: false,
        attributive: false,
    }
}

/// A person.
fn certain(evidence: Naming, words: &[Word], title: Option<Range<usize>>) -> Guess {
    Guess { certain: true, title, ..guess(ActorKind::Person, evidence, words) }
}

/// A body by a noun in its name.
fn body_named(words: &[Word]) -> Guess {
    guess(ActorKind::Body, Naming::Noun, words)
}

/// A body, maybe.
fn doubtful(evidence: Naming, words: &[Word]) -> Guess {
    Guess { doubtful: true, ..guess(ActorKind::Body, evidence, words) }
}

/// What a list knows.
fn named(kind: ActorKind, name: &str, words: &[Word]) -> Guess {
    let mut guess = guess(kind, Naming::List, words);
    let surface = std::mem::replace(&mut guess.name, name.to_owned());
    guess.surface = (surface != name).then_some(surface);
    guess
}
