//! Signs that are no text: marks of notes, and what cannot be seen.

use std::ops::Range;

pattern!(
    /// The mark of a note behind a word: `[12]`, `[3–5]`, `[^3]`.
    BRACKETS,
    r"\[(?:[0-9]{1,3}(?:[,–-] ?[0-9]{1,3}){0,20}|\^[^\]\s]{1,20})\]"
);
pattern!(
    /// Note marks that became digits like others: `border.3 In`, but `Fig.3 shows`.
    DIGITS,
    r#"(\p{L}+)[.,;”"’)]{1,2}(\d{1,3})(?:\s|$)"#
);

/// Words whose stop is followed by a number of their own.
const NUMBERED: [&str; 18] = [
    "fig", "figs", "no", "nos", "p", "pp", "vol", "vols", "ch", "sec", "eq", "art", "v", "ver",
    "op", "bk", "pt", "app",
];

/// Where marks of notes stand in a text that does not mark them, in order. Digits
/// like others are such marks only where a format raises none.
pub(super) fn notes(text: &str, in_digits: bool) -> Vec<Range<usize>> {
    let bracketed = BRACKETS.find_iter(text).map(|found| found.range()).filter(|found| {
        let before = text[..found.start].chars().next_back();
        before.is_some_and(|c| !c.is_whitespace()) || text[found.start..].starts_with("[^")
    });
    let mut found: Vec<_> = bracketed.chain(raised(text)).collect();
    if in_digits {
        let digits = DIGITS.captures_iter(text).filter_map(|found| {
            let word = found.get(1)?.as_str();
            let ends_low = word.ends_with(char::is_lowercase);
            let is_mark = ends_low && !NUMBERED.contains(&word.to_lowercase().as_str());
            found.get(2).filter(|_| is_mark).map(|digits| digits.range())
        });
        found.extend(digits);
    }
    found.sort_by_key(|mark| mark.start);
    found.dedup_by(|next, before| next.start < before.end);
    // The blank behind a mark that opens a note goes with it.
    if let Some(first) = found.first_mut().filter(|mark| mark.start == 0) {
        first.end += text[first.end..].len() - text[first.end..].trim_start().len();
    }
    found
}

/// Runs of raised digits. After a digit, a sign or a unit they are a power or a
/// fraction: 10², km², but 1950.³ has a note.
fn raised(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(is_raised)?;
            let end = text[start..].find(|c| !is_raised(c)).map_or(text.len(), |end| start + end);
            from = end;
            if !is_power(&text[..start]) {
                return Some(start..end);
            }
        }
    })
}

/// Whether raised digits behind this are no note: after digits, and after a word
/// of one or two letters, as units and variables are.
fn is_power(before: &str) -> bool {
    let word = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '⁻' | '⁺' | '−'))
        || (1..=2).contains(&word)
}

/// Whether it is a digit that stands higher than others: 10².
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// The character as it is to be read: none where it cannot be seen (soft hyphens,
/// direction marks, isolates and embeddings, byte order marks), a blank for other
/// controls, and for a C1 control what Windows wrote with its byte.
pub(super) fn readable(c: char) -> Option<char> {
    match c {
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        '\u{80}'..='\u{9F}' => {
            let byte = [c as u8];
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
                .filter(|found| !found.is_control())
        }
        '\n' => Some('\n'),
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}
