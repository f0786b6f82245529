//! What two answers must share to be the same: letters and digits, without
//! case, accents, punctuation and leading articles.

use super::number;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Articles by language; English ones count in every language's decks.
const ARTICLES: [(&str, &[&str]); 6] = [
    ("en", &["the", "a", "an"]),
    ("fr", &["le", "la", "les", "l", "un", "une", "des"]),
    ("de", &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen"]),
    ("es", &["el", "la", "los", "las", "un", "una"]),
    ("it", &["il", "lo", "la", "i", "gli", "le", "l", "un", "una", "uno"]),
    ("pt", &["o", "a", "os", "as", "um", "uma"]),
];

/// The words of `text` that count, joined by single spaces.
pub(super) fn normalize(text: &str, language: &str) -> String {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(' ').filter(|word| !word.is_empty()).map(number::digits).collect();
    let mut words = number::join(words);
    if words.len() > 1 && is_article(&words[0], language) {
        words.remove(0);
    }
    words.join(" ")
}

/// Lower case without accents; punctuation becomes a space, apostrophes and
/// dots inside a word vanish (`U.S.`, `people's`).
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut chars = text.nfkd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).peekable();
    while let Some(character) = chars.next() {
        match character {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '&' => folded.push_str(" and "),
            '\'' | '’' | '‘' | 'ʼ' => {}
            '.' | ',' if is_inside_word(&folded, chars.peek()) => {}
            c if c.is_alphanumeric() => folded.push(c),
            c if is_combining_mark(c) => folded.push(c),
            _ => folded.push(' '),
        }
    }
    // Korean syllables are taken apart by the decomposition.
    folded.nfc().collect()
}

/// Accents of alphabets that stay readable without them; the marks of other
/// scripts (Hangul jamo are none, kana voicing is one) carry meaning.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{640}')
}

fn is_inside_word(before: &str, after: Option<&char>) -> bool {
    before.chars().next_back().is_some_and(char::is_alphanumeric)
        && after.is_some_and(|c| c.is_alphanumeric())
        && !before
            .ends_with(|c: char| c.is_ascii_digit() && after.is_some_and(|a| a.is_alphabetic()))
}

fn is_article(word: &str, language: &str) -> bool {
    let own = language.split('-').next().unwrap_or_default();
    ARTICLES
        .iter()
        .filter(|(tag, _)| *tag == own || *tag == "en")
        .any(|(_, articles)| articles.contains(&word))
}
