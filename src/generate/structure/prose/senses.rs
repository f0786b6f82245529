//! `the term X refers to …`, `X is defined as …`, `X (“rule by three men”)`: what a word
//! means, by what stands between the two alone.

use super::definitions::LONGEST_TERM;
use crate::document::Document;
use crate::generate::fact::{Certainty, Structure, Tie};
use crate::generate::lexicon::{Pattern, listed};
use crate::generate::text;
use crate::generate::text::words;
use crate::generate::token::trimmed;
use crate::generate::tree::Tree;
use std::ops::Range;

/// Longest sense of a word, in words.
const LONGEST_SENSE: usize = 36;
/// `(Kionka, 2013)` behind it.
static SOURCE: Pattern = Pattern::new(r" \([^()]*\b[12]\d{3}[a-z]?\)$");

/// `the term X refers to …`, `the phrase “X” came to mean …`.
static SENSE: Pattern = Pattern::new(
    r"\b(?:«words for words») (?P<term>[“\x22][^”\x22]{2,60}[”\x22]|[\w-]+) (?:(?:came|comes|continues|continued|is used|was used|is taken) to )?(?:means?|meant|refers? to|referred to|denotes?|denoted) (?P<meaning>[^.;]+)",
);
/// `the Princeps Senatus, or “leader of the Senate,”`, `the First Triumvirate (“rule by three men”)`.
static GLOSS: Pattern = Pattern::new(
    r"(?P<term>\b[A-Z][\w’'-]+(?: (?:(?:of|the|de) ){0,2}[A-Z][\w’'-]+){0,3}),?(?: or | \()(?:literally,? )?[“\x22](?P<meaning>[^”\x22]{3,60}?),?[”\x22]",
);

/// `Osmosis is defined as …`, `By a tariff, we mean …`, `Inflation is when …`.
static FORMULA: [Pattern; 2] = [
    Pattern::new(
        r"^(?P<term>[\w’'-]+(?: [\w’'-]+){0,4}?) (?:(?:is|are|can be|is (?:usually|often|formally)) defined as|is when) (?P<meaning>[^.;]+)",
    ),
    Pattern::new(r"^By (?P<term>[\w’'“”-]+(?: [\w’'“”-]+){0,4}?),? we mean (?P<meaning>[^.;]+)"),
];

/// Words of a sentence with their senses.
pub(super) fn find(tree: &Tree<'_>) -> Vec<Structure> {
    let patterns = [&SENSE, &GLOSS].into_iter().chain(&FORMULA);
    patterns.flat_map(|pattern| senses(tree, pattern)).collect()
}

fn senses(tree: &Tree<'_>, pattern: &Pattern) -> Vec<Structure> {
    let Some(whole) = tree.span(0..tree.len()) else { return Vec::new() };
    let document = tree.document();
    let found = pattern.captures_iter(document.slice(whole.clone()));
    let place = |part: regex::Match<'_>| whole.start + part.start()..whole.start + part.end();
    let parts =
        found.filter_map(|found| Some((place(found.name("term")?), place(found.name("meaning")?))));
    parts.filter_map(|(term, meaning)| sense(document, term, meaning)).collect()
}

fn sense(document: &Document, term: Range<usize>, meaning: Range<usize>) -> Option<Structure> {
    let unquoted = |span: Range<usize>| {
        let bare = document.slice(span.clone()).trim_start_matches(['“', '"']);
        let start = span.end - bare.len();
        trimmed(document, start..start + bare.trim_end_matches(['”', '"', ',', '.']).len())
    };
    let is_quoted = document.slice(meaning.clone()).starts_with(['“', '"']);
    let meaning = if is_quoted { unquoted(meaning) } else { trimmed(document, meaning) };
    let source = SOURCE.find(document.slice(meaning.clone())).map_or(0, |found| found.len());
    let meaning = meaning.start..meaning.end - source;
    let term = unquoted(term);
    let (name, said) = (document.slice(term.clone()), document.slice(meaning.clone()));
    let first = text::first(name);
    let opens = text::first(said);
    let is_sound = !listed!("no meanings").contains(opens)
        && (1..=LONGEST_TERM).contains(&words(name))
        && (1..=LONGEST_SENSE).contains(&words(said))
        && !said.contains(['“', '”', '"'])
        && !name.contains(said)
        && !said.contains(name)
        && !listed!("no words of terms").contains(&name.to_lowercase())
        && !listed!("pointing words").contains(&first.to_lowercase());
    let (tie, certainty) = (Tie::Sense, Certainty::Certain);
    is_sound.then_some(Structure::Definition { term, meaning, more: None, tie, certainty })
}
