//! What counts letter by letter, where the author, the language or back-ticks
//! say that more counts than the words.

use super::answer::Context;
use super::sign::is_dash;
use crate::base::fold::fold;
use crate::deck::{Exact, Feature};
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Marks that stand for tones in Chinese in Latin letters and in Vietnamese.
const TONES: [char; 7] =
    ['\u{300}', '\u{301}', '\u{303}', '\u{304}', '\u{309}', '\u{30C}', '\u{323}'];
const PUNCTUATION: &str = ".,;:!?…\"'“”„‘’«»‹›()[]{}¿¡。，、；：！？（）「」『』《》";

/// The language of what is no language, such as code.
const NO_LANGUAGE: &str = "zxx";

/// Code, without the back-ticks around it: the whole text, or none.
pub(super) fn code(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('`')?.strip_suffix('`')?;
    let inner = inner.trim_matches('`');
    (!inner.is_empty() && !inner.contains('`')).then_some(inner)
}

/// A text without the back-ticks around all of it.
pub(super) fn bare(text: &str) -> &str {
    code(text).unwrap_or(text)
}

/// What counts in `expected`.
pub(super) fn of(expected: &str, context: &Context<'_>) -> Exact {
    let marks = || [Feature::Accents, Feature::Tones].into_iter().collect();
    match (context.options.exact, context.language.as_str()) {
        _ if code(expected).is_some() => Exact::ALL,
        (Some(exact), _) => exact,
        (None, NO_LANGUAGE) => Exact::ALL,
        (None, "vi") => marks(),
        (None, "zh" | "yue") if expected.chars().any(|c| c.is_alphabetic() && c < '\u{250}') => {
            marks()
        }
        _ => Exact::default(),
    }
}

/// Whether `given` has of `expected` what counts letter by letter.
pub(super) fn is_met(given: &str, expected: &str, context: &Context<'_>) -> bool {
    let exact = of(expected, context);
    if exact == Exact::ALL {
        return bare(given) == bare(expected);
    }
    let is_paired = expected.matches('`').count().is_multiple_of(2);
    let mut spans = expected.split('`').skip(1).step_by(2);
    let has_code = !is_paired || spans.all(|code| given.contains(code));
    if exact == Exact::default() {
        return has_code;
    }
    let marks = |text: &str, is: fn(char) -> bool| -> Vec<char> {
        text.chars().filter(|c| is(*c)).map(|c| if is_dash(c) { '-' } else { c }).collect()
    };
    let same = |is: fn(char) -> bool| marks(given, is) == marks(expected, is);
    let tokens = |text: &str| -> Vec<String> { text.split_whitespace().map(loose).collect() };
    has_code
        && (!exact.has(Feature::Punctuation) || same(is_punctuation))
        && (!exact.has(Feature::Signs) || same(is_sign))
        && (!exact.has(Feature::Spaces) || tokens(given) == tokens(expected))
        && has_letters(given, expected, exact)
}

fn is_punctuation(c: char) -> bool {
    PUNCTUATION.contains(c)
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_punctuation(c) && !is_combining_mark(c)
}

/// Whether every word that both have is written with what counts.
fn has_letters(given: &str, expected: &str, exact: Exact) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (given, expected) = (words(given), words(expected));
    let mut ways: HashMap<String, HashSet<String>> = HashMap::new();
    for word in expected.iter().chain([&expected.concat()]) {
        ways.entry(loose(word)).or_default().insert(kept(word, exact));
    }
    let agrees =
        |word: &String| ways.get(&loose(word)).is_none_or(|ways| ways.contains(&kept(word, exact)));
    given.iter().chain([&given.concat()]).all(agrees)
}

fn loose(word: &str) -> String {
    fold(word).replace(' ', "")
}

/// A word with what counts of its case and its marks.
fn kept(word: &str, exact: Exact) -> String {
    let counts = |c: &char| {
        !is_combining_mark(*c)
            || exact.has(Feature::Accents)
            || exact.has(Feature::Tones) && TONES.contains(c)
    };
    let marked: String = word.nfd().filter(counts).collect();
    if exact.has(Feature::Case) { marked } else { marked.to_lowercase() }
}
