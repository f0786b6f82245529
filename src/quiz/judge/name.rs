//! Names of persons: titles, initials and middle names may be left out, East
//! Asian names may stand in either order, an unambiguous surname is enough.

use super::Options;
use super::normalize::fold;

const TITLES: [&str; 24] = [
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "sir",
    "lord",
    "lady",
    "king",
    "queen",
    "emperor",
    "president",
    "premier",
    "chairman",
    "general",
    "gen",
    "colonel",
    "marshal",
    "admiral",
    "senator",
    "ambassador",
    "secretary",
    "minister",
];

/// Whether `given` names the person `expected`.
pub(super) fn matches(given: &str, expected: &str, options: &Options) -> bool {
    if !looks_like_a_name(expected) {
        return false;
    }
    let (given, expected) = (parts(given), parts(expected));
    if given.is_empty() {
        return false;
    }
    let surname = expected.last().cloned().unwrap_or_default();
    match given.as_slice() {
        [one] => *one == surname && !options.others.iter().any(|other| parts(other).contains(one)),
        _ => same_parts(&given, &expected) || is_other_order(&given, &expected),
    }
}

/// Two to four words, each with a capital, without digits.
pub(super) fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let particles = ["de", "von", "van", "der", "la", "al", "bin", "da", "di"];
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
                && (word.chars().next().is_some_and(char::is_uppercase) || particles.contains(word))
        })
}

/// The words of a name, titles and initials left out.
fn parts(name: &str) -> Vec<String> {
    let folded = fold(&name.replace('.', ". ").replace('-', " "));
    let words = folded.split(' ').filter(|word| word.chars().count() > 1);
    words.filter(|word| !TITLES.contains(word)).map(str::to_owned).collect()
}

/// First name and surname agree; what stands between may be left out.
fn same_parts(given: &[String], expected: &[String]) -> bool {
    given.first() == expected.first()
        && given.last() == expected.last()
        && given.iter().all(|word| expected.contains(word))
}

/// `Il Sung Kim` for `Kim Il Sung`, `Zedong Mao` for `Mao Zedong`.
fn is_other_order(given: &[String], expected: &[String]) -> bool {
    let joined = |words: &[String]| words.concat();
    let mut turned = expected.to_vec();
    turned.rotate_left(1);
    joined(given) == joined(expected) || joined(given) == joined(&turned)
}
