//! Whether a capitalised word names a person: what stands around it, summed
//! over the document.

use super::chunk::Chunk;
use crate::document::Document;
use crate::generate::lexicon::{KIN, OWN_NOUNS, PERSON_VERBS, ROLES, Words};
use crate::generate::report::is_finite_form;
use std::collections::HashMap;
use std::ops::Range;

static ANYBODYS: Words = Words::named("what places do too");
static BETWEEN: Words = Words::named("between name and verb");
static OF_PLACES: Words = Words::named("before a place");

/// A name is a person's from this sum on.
const ENOUGH: i32 = 2;

/// Sums by name.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    sums: HashMap<String, i32>,
}

impl Evidence {
    /// Counts one mention of `name` at `span`.
    pub(super) fn count(
        &mut self,
        document: &Document,
        chunk: &Chunk,
        name: &str,
        span: &Range<usize>,
    ) {
        let sentence = document.sentences[chunk.sentence].span.clone();
        let before = document.slice(sentence.start..span.start);
        let after = document.slice(span.end..sentence.end);
        *self.sums.entry(name.to_owned()).or_default() += before_name(before) + behind_name(after);
    }

    pub(super) fn is_person(&self, name: &str) -> bool {
        self.sums.get(name).is_some_and(|&sum| sum >= ENOUGH)
    }

    pub(super) fn speaks_against(&self, name: &str) -> bool {
        self.sums.get(name).is_some_and(|&sum| sum < 0)
    }

    pub(super) fn speaks_for(&self, name: &str) -> bool {
        self.sums.get(name).is_some_and(|&sum| sum >= 1)
    }
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
        "in" | "at" | "near" | "into" | "outside" | "around" | "across" | "In" | "At"
        | "throughout" => -2,
        "of" if OF_PLACES.contains(earlier) => -3,
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
        return match near.into_iter().flatten().any(|word| OWN_NOUNS.contains(word)) {
            true => 2,
            false => 0,
        };
    }
    if let Some(rest) = text.strip_prefix(", ") {
        let mut words = rest.split([' ', ',', '.', ';']);
        let first = words.next().unwrap_or_default();
        if matches!(first, "who" | "whose" | "whom") {
            return 3;
        }
        let apposes = matches!(
            first,
            "the" | "a" | "an" | "his" | "her" | "their" | "son" | "king" | "queen"
        );
        let role = words.take(4).any(|word| ROLES.contains(word) || KIN.contains(word));
        return if apposes && role { 3 } else { 0 };
    }
    let Some(rest) = text.strip_prefix(' ') else { return 0 };
    let mut words = rest.split([' ', ',', '.', ';']);
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let verb = if BETWEEN.contains(first) || first.ends_with("ly") { second } else { first };
    if matches!(first, "himself" | "herself") {
        return 3;
    }
    match is_finite_form(verb) || PERSON_VERBS.contains(verb) {
        // A place may be, have, fall, and lead.
        true if ANYBODYS.contains(verb) => 1,
        true => 2,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_do_and_have_counts_for_a_person() {
        for (before, after) in [
            ("", " wrote four books."),
            ("In the end ", "’s son fled."),
            ("the tragedian ", " won."),
            ("They heard ", ", who spoke last."),
            ("", ", the old lawgiver, left."),
        ] {
            assert!(before_name(before) + behind_name(after) >= ENOUGH, "{before}…{after}");
        }
    }

    #[test]
    fn what_stands_around_places_does_not() {
        for (before, after) in [
            ("The fleet lay at ", "."),
            ("They crossed the ", " by night."),
            ("the city of ", " was rich."),
            ("a road to ", " and beyond"),
            ("in ", ", the harbour silted up"),
        ] {
            assert!(before_name(before) + behind_name(after) < ENOUGH, "{before}…{after}");
        }
    }
}
