//! What the whole document tells about its words, and whether one may be a name.

use super::chunk::{Chunk, Word};
use super::citation;
use super::evidence::Evidence;
use super::guess::Guess;
use crate::calendar::words::months;
use crate::document::Document;
use crate::generate::fact::Naming;
use crate::generate::lexicon::{
    BODIES, COMMON_WORDS, FAMILY_NAMES_FIRST, GIVEN_NAMES, GROUPS, MONONYMS, NOT_NAMES, OPENERS,
    PLACES, ROLES, SHORT_BODIES, STATES, TITLES, Words, listed,
};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

static FUNCTION: Words = Words::named("capitals that name nobody");

/// What the whole document tells about its words.
#[derive(Debug)]
pub(super) struct Known {
    /// Words that it also writes in small letters.
    ordinary: HashSet<String>,
    /// Words that stand alone in capitals inside sentences.
    single: HashSet<String>,
    /// Words behind given names, and authors.
    pub(super) surnames: HashSet<String>,
    /// Where the authors of cited works stand.
    authors: Vec<Range<usize>>,
    /// Short names of bodies that it names in full, too: `Republicans`.
    pub(super) short_bodies: HashMap<&'static str, &'static str>,
}

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

    pub(super) fn is_author(&self, word: &Word) -> bool {
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

    pub(super) fn is_opener(&self, chunk: &Chunk, word: &Word) -> bool {
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
    pub(super) fn is_lead(&self, chunk: &Chunk) -> bool {
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

    /// Whether the name of a place may be a given name, of whom what stands around it has to
    /// tell: `Sydney Smith`, but not `in Sydney Smith` and not `Sydney Harbour`.
    pub(super) fn is_given_like(&self, chunk: &Chunk, words: &[Word]) -> bool {
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

    pub(super) fn may_be_name(&self, word: &Word) -> bool {
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

    /// What tells by itself that a name is a person's.
    pub(super) fn marked(&self, chunk: &Chunk, name: &[Word]) -> Option<Naming> {
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
pub(super) fn may_be_surname(text: &str) -> bool {
    !is_common(text) && !listed!("no surnames").contains(text)
}

/// The last word behind a given name: `Chief Justice John Marshall`.
pub(super) fn surname(chunk: &Chunk) -> Option<String> {
    let given = chunk.words.iter().position(|word| is_given(&word.text))?;
    let ranks = |word: &&Word| {
        matches!(&*word.text, "Jr" | "Jr." | "Sr" | "Sr.") || super::name::is_numeral(&word.text)
    };
    let rest = &chunk.words[given + 1..];
    let linked = rest.iter().any(|word| matches!(&*word.text, "of" | "the" | "for"));
    rest.iter().rev().find(|word| !ranks(word)).filter(|_| !linked).map(|word| word.text.clone())
}

/// Whether books write the word small.
pub(super) fn is_common(word: &str) -> bool {
    COMMON_WORDS.contains_noun(&word.to_lowercase())
}

pub(super) fn is_given(word: &str) -> bool {
    FAMILY_NAMES_FIRST.contains(word) || word.split('-').all(|part| GIVEN_NAMES.contains(part))
}

/// `in Buenos Aires`, `at Port Said`: prepositions of place.
pub(super) fn chunk_is_place(chunk: &Chunk) -> bool {
    listed!("prepositions of place").contains(&chunk.before)
}

pub(super) fn is_state(text: &str) -> bool {
    STATES.names.contains_key(text)
}
