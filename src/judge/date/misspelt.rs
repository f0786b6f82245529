//! Dates of which one word is misspelt.

use super::super::{number, slip};
use crate::base::fold::fold;
use crate::calendar::numeral::ordinals;
use crate::calendar::words;
use regex::{Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Ordinals of days and centuries go no further.
const LAST: u64 = 31;

/// `text` with its one misspelt word put right: `25 Juen 1950`. None where no
/// word is misspelt or several are, or where it may be either of two words.
pub(in super::super) fn corrected(text: &str, language: &str) -> Option<String> {
    let mut unknown = words_of(text).filter(|at| !is_known(&text[at.clone()], language));
    let (at, None) = (unknown.next()?, unknown.next()) else { return None };
    let word = fold(&text[at.clone()]);
    // What a word says of a date, or its number.
    let known = words::spellings(language).map(|(word, meaning)| (word, (Some(meaning), None)));
    let ordinals = ordinals("en").filter(|(_, number)| *number <= LAST);
    let known = known.chain(ordinals.map(|(word, number)| (word, (None, Some(number)))));
    let mut found: Vec<_> = known
        .filter_map(|(known, sense)| Some((slip::of_word(word.trim(), known)?, known, sense)))
        .collect();
    let least = found.iter().map(|(cost, ..)| *cost).min()?;
    found.retain(|(cost, ..)| *cost == least);
    let (_, right, sense) = found.first()?;
    let is_clear = found.iter().all(|(.., other)| other == sense);
    is_clear.then(|| format!("{}{right}{}", &text[..at.start], &text[at.end..]))
}

/// Places of the words of letters, but for endings of digits (`19th`).
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    static RUNS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\p{Alphabetic}\p{N}]+").expect("the pattern is a constant"));
    let word = |run: Match<'_>| {
        let letters = run.as_str().find(|c: char| !c.is_alphabetic());
        run.start()..letters.map_or(run.end(), |length| run.start() + length)
    };
    RUNS.find_iter(text).map(word).filter(|word| !word.is_empty())
}

fn is_known(word: &str, language: &str) -> bool {
    let word = fold(word).trim().to_owned();
    let number = number::numerals(vec![word.clone()], language).concat();
    words::meaning(&word, language).is_some()
        || words::is_to(&word, language)
        || words::is_from(&word)
        || number.starts_with(|c: char| c.is_ascii_digit())
}
