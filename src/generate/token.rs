//! Words and marks of a sentence.

use std::borrow::Cow;
use std::ops::Range;

/// A word, number or mark; a possessive ending is a token of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// In small letters, `’` as `'`.
    pub(super) lower: Cow<'a, str>,
    /// Place in the clean view.
    pub(super) span: Range<usize>,
}

impl Token<'_> {
    /// Whether it is a word or a number.
    pub(super) fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_alphanumeric)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is the ending of a possessive.
    pub(super) fn is_possessive(&self) -> bool {
        matches!(&*self.lower, "'s" | "'")
    }
}

/// The tokens of `text`, which begins at byte `start` of the clean view.
pub(super) fn tokens(text: &str, start: usize) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(next, c)) = chars.peek() {
                if !(c.is_alphanumeric() || joins(text, next, c)) {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
        } else if matches!(c, '\'' | '’') && ends_in_s(text, end) {
            end += 1;
            chars.next();
        }
        found.push(token(text, at..end, start));
    }
    found
}

fn token(text: &str, span: Range<usize>, start: usize) -> Token<'_> {
    let slice = &text[span.clone()];
    let plain = slice.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let lower = match plain {
        true => Cow::Borrowed(slice),
        false => Cow::Owned(slice.to_lowercase().replace('’', "'")),
    };
    Token { text: slice, lower, span: start + span.start..start + span.end }
}

/// Whether the mark at `at` stands inside a word: `so-called`, `U.S.`, `O'Neill`, `1.5`.
fn joins(text: &str, at: usize, mark: char) -> bool {
    let after = &text[at + mark.len_utf8()..];
    let next = after.chars().next();
    match mark {
        '-' | '‑' => next.is_some_and(char::is_alphanumeric),
        '.' => {
            let before = text[..at].chars().next_back();
            // An initial or an acronym keeps its stop.
            let short =
                text[..at].rfind(|c: char| !c.is_alphanumeric()).map_or(at, |last| at - last - 1)
                    == 1;
            next.is_some_and(char::is_alphanumeric)
                || short && before.is_some_and(char::is_uppercase)
        }
        '\'' | '’' => {
            next.is_some_and(char::is_alphabetic) && !ends_in_s(text, at + mark.len_utf8())
        }
        _ => false,
    }
}

/// Whether an `s` and the end of the word follow.
fn ends_in_s(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text, 0).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn possessive_endings_stand_apart_and_inner_marks_stay() {
        assert_eq!(texts("Livy's so-called proof."), ["Livy", "'s", "so-called", "proof", "."]);
        assert_eq!(texts("O’Neill didn't ask."), ["O’Neill", "didn't", "ask", "."]);
        assert_eq!(texts("the U.S. and J. Smith,"), ["the", "U.S.", "and", "J.", "Smith", ","]);
        assert_eq!(texts("the scholars’ views"), ["the", "scholars", "’", "views"]);
        assert_eq!(texts("It fell. He ran."), ["It", "fell", ".", "He", "ran", "."]);
    }
}
