//! Symbols of chemistry, of which the case tells one from another: `CO` and `Co`.

use super::table::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

static ELEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("../../data/judge/elements.txt")).flat_map(str::split_whitespace).collect()
});
/// Words that are written so more often than elements.
const WORDS: [&str; 4] = ["no", "in", "as", "at"];

/// Whether two texts differ in nothing but their case, and are other substances by it.
pub(super) fn differ(a: &str, b: &str) -> bool {
    let is_word = || WORDS.contains(&a.to_lowercase().as_str());
    a != b
        && a.len() <= 20
        && a.eq_ignore_ascii_case(b)
        && !is_word()
        && symbols(a).zip(symbols(b)).is_some_and(|(a, b)| a != b)
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
