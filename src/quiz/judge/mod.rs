//! Judges a typed answer: right, close or wrong, without fuss over case,
//! accents, punctuation, articles or the notation of numbers and dates. Pure.

mod date;
mod diff;
mod kind;
mod list;
mod name;
mod normalize;
mod number;

pub use diff::{Piece, PieceKind, diff};
pub use kind::{Kind, kind};
pub use list::{ItemVerdict, ListVerdict, judge_list};

use date::Comparison;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Longer answers are cut before they are judged, in characters.
const MAX_LEN: usize = 2000;

/// What the judge knows beside the answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// BCP 47 tag of the answer's language, for its articles.
    pub language: String,
    /// Other answers of the deck: a slip that makes one of these is an error,
    /// and a surname that one of these shares is not enough.
    pub others: Vec<String>,
    /// Answers that earn nothing, each with a remark.
    pub nocredit: Vec<(String, String)>,
}

/// What judging gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Nearly right.
    Close {
        /// The answer that was meant.
        expected: String,
        /// What is missing.
        why: Why,
    },
    /// Wrong.
    Wrong {
        /// The nearest right answer.
        expected: String,
        /// The author's remark on this answer.
        remark: Option<String>,
    },
}

/// Why an answer is only close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Letters are swapped, missing or too many.
    Slip,
    /// The month was given where the day is asked, and so on.
    LessPrecise,
    /// Some items of a list are missing.
    Incomplete,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Slip => "a slip of the keys",
            Self::LessPrecise => "right as far as it goes, but more precision was asked",
            Self::Incomplete => "some of it is missing",
        })
    }
}

/// Judges `given` against all `right` answers, the author's own first.
pub fn judge(given: &str, right: &[&str], options: &Options) -> Verdict {
    let given: String =
        given.chars().filter(|c| !crate::deck::sanitize::is_hostile(*c)).take(MAX_LEN).collect();
    let given = given.nfc().collect::<String>();
    let mut close = None;
    for expected in right {
        match compare(&given, expected, options) {
            Outcome::Right => return Verdict::Right,
            Outcome::Close(why) => {
                close.get_or_insert(Verdict::Close { expected: (*expected).to_owned(), why });
            }
            Outcome::Wrong => {}
        }
    }
    close.unwrap_or_else(|| Verdict::Wrong {
        expected: right.first().map(|text| (*text).to_owned()).unwrap_or_default(),
        remark: None,
    })
}

enum Outcome {
    Right,
    Close(Why),
    Wrong,
}

fn compare(given: &str, expected: &str, options: &Options) -> Outcome {
    let language = options.language.as_str();
    let [a, b] = [given, expected].map(|text| normalize::normalize(text, language));
    if a.is_empty() && !b.is_empty() {
        return Outcome::Wrong;
    }
    if a == b || a.replace(' ', "") == b.replace(' ', "") {
        return Outcome::Right;
    }
    match date::compare(given, expected) {
        Some(Comparison::Same | Comparison::Finer) => return Outcome::Right,
        Some(Comparison::Coarser) => return Outcome::Close(Why::LessPrecise),
        Some(Comparison::Other) => return Outcome::Wrong,
        None => {}
    }
    if name::matches(given, expected, options) {
        return Outcome::Right;
    }
    match lists(given, expected, language) {
        Some(0) => return Outcome::Right,
        Some(_) => return Outcome::Close(Why::Incomplete),
        None => {}
    }
    match is_slip(&a, &b, options) {
        true => Outcome::Close(Why::Slip),
        false => Outcome::Wrong,
    }
}

/// How many items of the expected list are missing; none where it is no list,
/// or something given is not in it, or nothing of it was given.
fn lists(given: &str, expected: &str, language: &str) -> Option<usize> {
    let items = |text: &str| -> Vec<String> {
        let text = text.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
        let items = text.split(',').map(|item| normalize::normalize(item, language));
        items.filter(|item| !item.is_empty()).collect()
    };
    let (found, wanted) = (items(given), items(expected));
    if wanted.len() < 2 || found.is_empty() || found.iter().any(|item| !wanted.contains(item)) {
        return None;
    }
    Some(wanted.iter().filter(|item| !found.contains(item)).count())
}

/// Typing slips: up to 1 in 5 to 8 letters, 2 in 9 to 15, 3 beyond; never in
/// digits, and never where another answer of the deck was typed.
fn is_slip(given: &str, expected: &str, options: &Options) -> bool {
    let allowed = match expected.chars().count() {
        0..=4 => return false,
        5..=8 => 1,
        9..=15 => 2,
        _ => 3,
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_other = || {
        options.others.iter().any(|other| normalize::normalize(other, &options.language) == given)
    };
    // Distance takes time in proportion to both lengths.
    given.len().abs_diff(expected.len()) <= 4 * allowed
        && digits(given) == digits(expected)
        && strsim::osa_distance(given, expected) <= allowed
        && !is_other()
}

#[cfg(test)]
mod tests;
