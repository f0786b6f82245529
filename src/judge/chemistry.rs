//! Symbols of chemistry, of which the case tells one from another: `CO` and `Co`.

use super::sign;
use super::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static ELEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/judge/elements.txt")).flat_map(str::split_whitespace).collect()
});
/// Words that are written so more often than elements.
const WORDS: [&str; 4] = ["no", "in", "as", "at"];

/// Whether two texts differ in nothing but their case, and are other substances by it.
pub(super) fn differ(a: &str, b: &str) -> bool {
    let is_word = || WORDS.contains(&a.to_lowercase().as_str());
    !is_word() && are_others(a, b)
}

fn are_others(a: &str, b: &str) -> bool {
    a != b
        && a.len() <= 20
        && a.eq_ignore_ascii_case(b)
        && symbols(a).zip(symbols(b)).is_some_and(|(a, b)| a != b)
}

/// Words of questions that ask for a symbol or a formula.
const ASKING: [&str; 12] = [
    "symbol",
    "symbols",
    "element",
    "formula",
    "chemical",
    "chemistry",
    "compound",
    "molecule",
    "oxide",
    "monoxide",
    "gas",
    "ion",
];

/// The same of what may be a word, where the question asks for chemistry: `No` and `NO`.
pub(super) fn differ_as_symbols(a: &str, b: &str, asked: &str) -> bool {
    are_others(a, b) && {
        let asked = asked.to_lowercase();
        asked.split(|c: char| !c.is_alphabetic()).any(|word| ASKING.contains(&word))
    }
}

/// Whether two texts are one formula with other charges, or with none: `NaCl` and `NaCl-`.
pub(super) fn differ_in_charge(a: &str, b: &str) -> bool {
    if a.len().max(b.len()) > 60 {
        return false;
    }
    let [(a, charge), (b, other)] = [a, b].map(charged);
    let is_it = |text: &String| symbols(text).is_some_and(|symbols| symbols.len() > 1);
    charge != other && a.eq_ignore_ascii_case(&b) && (is_it(&a) || is_it(&b))
}

/// A formula without its charge, and the sign of that.
fn charged(text: &str) -> (String, Option<char>) {
    let marks = |c: char| !c.is_whitespace() && !"^_{}".contains(c);
    let plain: String = sign::lowered(text).nfkc().filter(|c| marks(*c)).collect();
    match plain.char_indices().next_back() {
        Some((at, '+')) => (plain[..at].to_owned(), Some('+')),
        Some((at, c)) if sign::is_dash(c) => (plain[..at].to_owned(), Some('-')),
        _ => (plain, None),
    }
}

/// Whether a text is a formula of several elements, or of one with its number.
pub(super) fn is_formula(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let (plain, _) = charged(text);
    let has_digit = plain.contains(|c: char| c.is_ascii_digit());
    symbols(&plain).is_some_and(|symbols| symbols.len() > 1 || has_digit)
}

/// Elements of which a formula may hold nothing else: `O_2`.
const ALONE: [&str; 9] = ["H", "N", "O", "F", "P", "S", "Cl", "Br", "I"];

/// A formula without the marks of its subscripts, which stand at their places anyway:
/// `H_2O`. None where nothing marks any, or the text may be a variable: `V_1`.
pub(super) fn plain(text: &str) -> Option<String> {
    if !text.contains('_') || text.len() > 40 {
        return None;
    }
    let plain = text.replace(['_', '{', '}'], "");
    let is_formula = symbols(&plain.replace('^', ""))
        .is_some_and(|all| all.len() > 1 || all.iter().all(|symbol| ALONE.contains(symbol)));
    is_formula.then_some(plain)
}

/// The elements of a formula; none where it is none.
fn symbols(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "()+-".contains(c));
        let end = rest.char_indices().skip(1).find(|(_, c)| !c.is_ascii_lowercase());
        let (symbol, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        if symbol.is_empty() {
            break;
        }
        let is_element =
            symbol.starts_with(|c: char| c.is_ascii_uppercase()) && ELEMENTS.contains(symbol);
        found.push(symbol);
        rest = if is_element { behind } else { return None };
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_tells_substances_apart_and_not_words() {
        for (a, b) in [("CO", "Co"), ("NI3", "Ni3"), ("HO", "Ho")] {
            assert!(differ(a, b) && differ(b, a), "{a}, {b}");
        }
        for (a, b) in [("CO", "co"), ("No", "NO"), ("Rome", "ROME"), ("CO", "CO"), ("", "")] {
            assert!(!differ(a, b), "{a}, {b}");
        }
    }
}
