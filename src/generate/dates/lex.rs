//! Letters, digits and marks, as dates are made of: `mid-1946` is three pieces.

use std::ops::Range;

/// A run of letters, a run of digits, or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// In small letters, ASCII only.
    pub(super) lower: String,
    /// Place in the sentence.
    pub(super) span: Range<usize>,
    /// Whether a blank stands before it.
    pub(super) gap: bool,
    /// The number that it is.
    pub(super) number: Option<i32>,
}

/// The pieces of a sentence.
pub(super) fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut gap = true;
    let mut chars = sentence.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let mut end = at + c.len_utf8();
        let same: fn(char) -> bool = match c {
            _ if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            _ if c.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        while let Some(&(next, c)) = chars.peek() {
            if !same(c) {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        let text = &sentence[at..end];
        let number =
            if end - at <= 4 { text.parse().ok().filter(|_| c.is_ascii_digit()) } else { None };
        found.push(Piece { text, lower: text.to_ascii_lowercase(), span: at..end, gap, number });
        gap = false;
    }
    found
}
