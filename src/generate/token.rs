//! Words and marks of a sentence.

use crate::document::Document;
use std::borrow::Cow;
use std::ops::{Deref, Range};

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

/// The words and marks of a text by their place; outside of it stands nothing.
#[derive(Debug)]
pub(super) struct Tokens<'a>(Vec<Token<'a>>);

impl<'a> Deref for Tokens<'a> {
    type Target = [Token<'a>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a> Tokens<'a> {
    /// The words of `text`, which begins at byte `start` of the clean view.
    pub(super) fn words(text: &'a str, start: usize) -> Self {
        Self::cut(text, start, |at, c| {
            let next = at + c.len_utf8();
            if c.is_alphanumeric() {
                let mut behind = text[next..].char_indices().map(|(on, c)| (next + on, c));
                let mark = behind.find(|&(at, c)| !(c.is_alphanumeric() || joins(text, at, c)));
                return mark.map_or(text.len(), |(at, _)| at);
            }
            next + usize::from(matches!(c, '\'' | '’') && ends_in_s(text, next))
        })
    }

    /// Runs of letters and runs of digits, as dates are made of: `mid-1946` is three.
    pub(super) fn runs(text: &'a str) -> Self {
        Self::cut(text, 0, |at, c| {
            let same: fn(char) -> bool = match c {
                _ if c.is_ascii_digit() => |c| c.is_ascii_digit(),
                _ if c.is_alphabetic() => char::is_alphabetic,
                _ => |_| false,
            };
            let next = at + c.len_utf8();
            text[next..].find(|c| !same(c)).map_or(text.len(), |on| next + on)
        })
    }

    /// `end` says where a token ends that begins with a letter at a place.
    fn cut(text: &'a str, start: usize, end: impl Fn(usize, char) -> usize) -> Self {
        let mut found = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let blank = c.is_whitespace();
            let to = if blank { at + c.len_utf8() } else { end(at, c) };
            found.extend((!blank).then(|| token(text, at..to, start)));
            at = to;
        }
        Self(found)
    }

    /// The token at `at` in small letters.
    pub(super) fn word(&self, at: usize) -> &str {
        self.get(at).map_or("", |token| &*token.lower)
    }

    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.get(at).map_or("", |token| token.text)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_word)
    }

    /// Whether no blank stands before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.get(at).is_some_and(|token| token.span.start == self[at - 1].span.end)
    }

    /// The number of up to four digits that it is.
    pub(super) fn number(&self, at: usize) -> Option<i32> {
        let text = self.text(at);
        let is_number = text.len() <= 4 && text.starts_with(|c: char| c.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    }
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

/// `Livy's` → `Livy`.
pub(super) fn owner(word: &str) -> &str {
    word.trim_end_matches("'s").trim_end_matches("’s")
}

/// The end of a text, of so many bytes at most.
pub(super) fn last_bytes(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most)..=text.len();
    let from = from.find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    &text[from..]
}

/// A place without the blanks and marks around it, and without the final stop.
pub(super) fn trimmed(document: &Document, span: Range<usize>) -> Range<usize> {
    let text = document.slice(span.clone());
    let junk = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–');
    let start = span.start + text.len() - text.trim_start_matches(junk).len();
    let end = span.start + text.trim_end_matches(|c: char| junk(c) || c == '.').len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        Tokens::words(text, 0).iter().map(|token| token.text).collect()
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
