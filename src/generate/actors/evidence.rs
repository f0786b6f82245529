//! Whether a capitalised word names a person, a body or a place: what stands around it,
//! summed over the document.

use super::chunk::Chunk;
use super::guess::Guess;
use super::known::{is_common, is_given};
use super::place;
use crate::document::Document;
use crate::generate::fact::ActorKind;
use crate::generate::lexicon::{KIN, OPENERS, REPORT_NOUNS, ROLES, listed};
use crate::generate::report::is_finite_form;
use std::collections::HashMap;

/// A name is a person's or a body's from this sum on.
const ENOUGH: i32 = 2;
/// So many bytes around a name are looked at.
const NEAR: usize = 200;

/// Sums by name.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    sums: HashMap<String, Sums>,
}

#[derive(Debug, Default)]
struct Sums {
    /// For a person or a body.
    agent: i32,
    place: i32,
    /// Whether it acts as a government does.
    governs: bool,
}

impl Evidence {
    /// Counts one mention.
    pub(super) fn count(&mut self, document: &Document, chunk: &Chunk, guess: &Guess) {
        let sentence = document.sentences[chunk.sentence].span.clone();
        let (start, end) = (guess.span.start, guess.span.end);
        let whole = |at: &usize| document.text.is_char_boundary(*at);
        let from = sentence.start.max(start.saturating_sub(NEAR));
        let to = sentence.end.min(end + NEAR);
        let before = document.slice((from..start).find(whole).unwrap_or(start)..start);
        let after = document.slice(end..(end..=to).rfind(whole).unwrap_or(end));
        let (agent, place) = match guess.is_acronym() {
            true => {
                let sum = before_letters(before) + behind_letters(after);
                (sum - of_no_body(before, after), 0)
            }
            false => (
                before_name(before) + behind_name(after),
                place::before(before) + place::behind(after),
            ),
        };
        let sums = self.sums.entry(guess.name.clone()).or_default();
        sums.agent += agent;
        sums.place += place;
        // Of a capital that somebody goes to.
        sums.place += i32::from(guess.is_capital() && guess.kind == ActorKind::Place);
        sums.governs |= guess.is_capital() && governs(before, after);
    }

    /// Above zero for a person, below for what is none.
    pub(super) fn of(&self, name: &str) -> i32 {
        self.sums.get(name).map_or(0, |sums| sums.agent)
    }

    /// Whether a capital stands for its government, in a document that names the state: it acts
    /// so somewhere, or is nowhere a place.
    pub(super) fn governs(&self, name: &str) -> bool {
        self.sums.get(name).is_some_and(|sums| sums.governs || sums.place <= 0)
    }

    /// How far it is a place's.
    pub(super) fn of_place(&self, name: &str) -> i32 {
        self.sums.get(name).map_or(0, |sums| sums.place)
    }

    pub(super) fn is_place(&self, name: &str) -> bool {
        // A place, too, may be, fall and lead.
        self.of_place(name) >= place::ENOUGH && self.of(name) < ENOUGH
    }

    /// Whether it tells otherwise than the name itself: a person where one is born, a place that
    /// argues.
    pub(super) fn disputes(&self, guess: &Guess) -> bool {
        let (agent, place) = (self.of(&guess.name), self.of_place(&guess.name));
        match guess.kind {
            ActorKind::Person => agent < 0 && place > 0,
            ActorKind::Place => agent >= ENOUGH && place <= 0,
            ActorKind::Body | ActorKind::State => false,
        }
    }

    pub(super) fn is_body(&self, name: &str) -> bool {
        self.of(name) > 0
    }

    pub(super) fn is_person(&self, name: &str) -> bool {
        self.of(name) >= ENOUGH
    }
}

/// `the director of YPF`, `Anna Holm of YPF`, `by the KPA`: letters that people belong to or
/// act through.
fn before_letters(text: &str) -> i32 {
    let mut words = text.trim_end().rsplit(' ').filter(|word| !matches!(*word, "the" | "The"));
    let [last, earlier, given] = [(); 3].map(|()| words.next().unwrap_or_default());
    let belongs = matches!(last, "of" | "from" | "at" | "for" | "with" | "in");
    let is_person = last == "of" && is_given(given) && earlier.starts_with(char::is_uppercase);
    let is_member = ROLES.contains_noun(earlier) || listed!("belonging").contains(earlier);
    match is_person || belongs && is_member {
        true => 2,
        false => i32::from(text.ends_with(" the ") || text == "The "),
    }
}

/// `YPF's Anna Holm`: whose people they are.
fn behind_letters(text: &str) -> i32 {
    let owned = ["'s ", "’s "].iter().find_map(|ending| text.strip_prefix(ending));
    let is_person = owned.and_then(|rest| rest.split(' ').next()).is_some_and(is_given);
    behind_name(text).max(i32::from(is_person) * 2)
}

/// `lamps (LED)`, `15 IQ points`, `HIV tests`: letters for a thing.
fn of_no_body(before: &str, after: &str) -> i32 {
    let explains = before.ends_with('(') && after.starts_with(')');
    let is_number =
        |word: Option<&str>| word.is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()));
    let counted = is_number(before.trim_end().rsplit(' ').next())
        || after.starts_with(' ') && is_number(after.split(' ').nth(1));
    let next =
        after.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    let of_noun = next.is_some_and(|next| {
        let grammar = OPENERS.iter().any(|word| word.eq_ignore_ascii_case(next))
            || listed!("behind an adjective no noun").contains(next);
        next.starts_with(char::is_lowercase)
            && is_common(next)
            && behind_name(after) == 0
            && !grammar
    });
    i32::from(explains) * 3 + i32::from(counted) * 3 + i32::from(of_noun)
}

/// `Moscow refused`, `Moscow's reply`, `talks with Moscow`, `fears in Moscow`, `the Kremlin`.
fn governs(before: &str, after: &str) -> bool {
    let mut words = before.trim_end().rsplit(' ');
    let last = words.next().unwrap_or_default();
    let is_thought = |noun: &str| {
        REPORT_NOUNS.contains_noun(noun) || listed!("what governments have").contains(noun)
    };
    let is_held = last == "in" && words.next().is_some_and(is_thought);
    behind_name(after) >= ENOUGH || is_held || listed!("before a government").contains(last)
}

fn before_name(text: &str) -> i32 {
    let glued = text.ends_with(['"', '“', '‘', '*', '-', '–']);
    let bare = text.trim_end();
    let mut words = bare.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let word = last.trim_start_matches(['(', '"', '“', '‘', '[']);
    if glued || bare.len() == text.len() && !text.is_empty() && !text.ends_with('(') {
        return 0;
    }
    let earlier = words.next().unwrap_or_default();
    match word {
        "the" | "The" => -3,
        _ if listed!("prepositions of place").contains(&word.to_lowercase()) => -2,
        "of" if listed!("before a place").contains(earlier) => -3,
        "from" | "From" | "reached" | "left" => -1,
        "by" | "under" | "against" | "with" | "between" | "as" | "when" | "that" => 1,
        _ if KIN.contains(word) || ROLES.contains(word) => 3,
        _ => 0,
    }
}

fn behind_name(text: &str) -> i32 {
    let possessive = ["'s ", "’s ", "' ", "’ "].iter().find_map(|ending| text.strip_prefix(ending));
    if let Some(rest) = possessive {
        let mut words = rest.split([' ', ',', '.', ';']);
        let near = [words.next(), words.next()];
        let owns = near.into_iter().flatten().any(|word| listed!("own nouns").contains(word));
        return if owns { 2 } else { 0 };
    }
    if let Some(rest) = text.strip_prefix(", ") {
        let mut words = rest.split([' ', ',', '.', ';']);
        let first = words.next().unwrap_or_default();
        if matches!(first, "who" | "whose" | "whom") {
            return 3;
        }
        let apposes = listed!("openings of appositions").contains(first);
        let role = words.take(4).any(|word| ROLES.contains(word) || KIN.contains(word));
        return if apposes && role { 3 } else { 0 };
    }
    let Some(rest) = text.strip_prefix(' ') else { return 0 };
    let mut words = rest.split([' ', ',', '.', ';']);
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let verb = if listed!("between name and verb").contains(first) || first.ends_with("ly") {
        second
    } else {
        first
    };
    if matches!(first, "himself" | "herself") {
        return 3;
    }
    match is_finite_form(verb) || listed!("person verbs").contains(verb) {
        // A place may be, have, fall, and lead.
        true if listed!("what places do too").contains(verb) => 1,
        true => 2,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::tests::check;

    #[test]
    fn what_people_do_and_have_counts_for_a_person_and_what_stands_around_places_does_not() {
        let table = r"
            … wrote four books. => person
            In the end …’s son fled. => person
            the tragedian … won. => person
            They heard …, who spoke last. => person
            …, the old lawgiver, left. => person
            The fleet lay at …. => open
            They crossed the … by night. => open
            the city of … was rich. => open
            a road to … and beyond => open
            in …, the harbour silted up => open
        ";
        check(table, |text| {
            let (before, after) = text.split_once('…').unwrap();
            let sum = before_name(before) + behind_name(after);
            if sum >= ENOUGH { "person" } else { "open" }.to_owned()
        });
    }
}
