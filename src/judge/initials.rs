//! Abbreviations by initials: `UN`, `U.N.` for `the United Nations`.

/// Abbreviations are no longer, in letters.
const MAX: usize = 10;
/// Words of a name that need no capital, nor a letter in its abbreviation.
const SMALL: [&str; 24] = [
    "of", "the", "and", "for", "in", "on", "to", "at", "by", "with", "de", "du", "des", "del",
    "la", "le", "les", "et", "und", "der", "die", "das", "y", "e",
];

/// The letters of an abbreviation with two capitals at least: `UN`, `U. N.`,
/// `the DoD`; none for another text.
pub(super) fn letters(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = ["the ", "The "].iter().find_map(|the| text.strip_prefix(the)).unwrap_or(text);
    let is_letter = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let is_one = !bare.contains(char::is_whitespace) || bare.split_whitespace().all(is_letter);
    let letters: String = bare.chars().filter(|c| *c != '.' && !c.is_whitespace()).collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    let is_short = (2..=MAX).contains(&letters.chars().count());
    (is_one && is_short && capitals >= 2 && letters.chars().all(char::is_alphabetic))
        .then_some(letters)
}

/// Whether `letters` are those with which the words of a proper name begin,
/// small words left out or not; a numeral stands whole: `WWII`.
pub(super) fn spell(letters: &str, name: &str) -> bool {
    let name = name.trim();
    let bare = ["the ", "The "].iter().find_map(|the| name.strip_prefix(the)).unwrap_or(name);
    [bare.to_owned(), bare.replace(['-', '–'], " ")].iter().any(|name| {
        let Some(initials) = initials(name) else { return false };
        let all: String = initials.iter().map(|(initial, _)| initial.as_str()).collect();
        let large = initials.iter().filter(|(_, is_small)| !is_small);
        let large: String = large.map(|(initial, _)| initial.as_str()).collect();
        letters == large || letters == all || letters == all.to_uppercase()
    })
}

/// Whether `letters`, three at least, are those with which the words of a term begin,
/// each word but small ones: `LCD` for `liquid crystal display`.
pub(super) fn spell_term(letters: &str, term: &str) -> bool {
    let words = term.split([' ', '-']).filter(|word| !word.is_empty() && !SMALL.contains(word));
    let initials: String = words.clone().filter_map(|word| word.chars().next()).collect();
    let is_plain = term.chars().all(|c| c.is_alphabetic() || " -'’".contains(c));
    is_plain
        && !words.clone().any(is_numeral)
        && letters.chars().count() >= 3
        && initials.to_uppercase() == letters
}

/// Each word's initial, and whether the word is small; none where the name is
/// no proper one of several words, or holds an abbreviation itself.
fn initials(name: &str) -> Option<Vec<(String, bool)>> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let initials: Option<Vec<(String, bool)>> = words.iter().map(|word| initial(word)).collect();
    let is_joined = words.iter().any(|word| ["and", "und", "et", "y", "e"].contains(word));
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    // `Caesar and Pompey` are two.
    initials.filter(|_| capitals >= if is_joined { 3 } else { 2 })
}

fn initial(word: &str) -> Option<(String, bool)> {
    let first = word.chars().next()?.to_string();
    match word {
        _ if SMALL.contains(&word) => Some((first, true)),
        _ if is_numeral(word) => Some((word.to_owned(), false)),
        _ if is_capital(word) => Some((first, false)),
        _ => None,
    }
}

/// `Nations`, `People's`; but not `U.S.` or `NATO`.
fn is_capital(word: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '–');
    word.starts_with(char::is_uppercase)
        && word.chars().all(letter)
        && word.chars().nth(1).is_some_and(|c| !c.is_uppercase())
}

fn is_numeral(word: &str) -> bool {
    word.chars().all(|c| "IVX".contains(c)) || word.bytes().all(|byte| byte.is_ascii_digit())
}
