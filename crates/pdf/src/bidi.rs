//! Scripts that run to the left: letters are drawn from left to right, and
//! read in the order in which they are written.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;

pub(crate) fn runs_left(c: char) -> bool {
    c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// A line as it is read, of one as it is seen.
pub(crate) fn as_read(seen: &str) -> String {
    let left = seen.chars().filter(|&c| runs_left(c)).count();
    if left == 0 {
        return seen.to_owned();
    }
    let right = seen.chars().filter(|&c| bidi_class(c) == BidiClass::L).count();
    let seen: Vec<char> = seen.chars().collect();
    let read = if left >= right { flipped(&seen) } else { with_runs_flipped(&seen) };
    read.into_iter().flat_map(plain).collect()
}

/// A letter in one of its shapes as the letter.
fn plain(c: char) -> impl Iterator<Item = char> {
    let is_shape = matches!(c, '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let shape = is_shape.then(|| std::iter::once(c).nfkc()).into_iter().flatten();
    shape.chain((!is_shape).then_some(c))
}

/// Flips what runs to the left within a line that runs to the right.
fn with_runs_flipped(seen: &[char]) -> Vec<char> {
    let mut read = Vec::with_capacity(seen.len());
    let mut at = 0;
    while at < seen.len() {
        let rest = &seen[at..];
        let end = rest.iter().position(|&c| bidi_class(c) == BidiClass::L).unwrap_or(rest.len());
        let last = rest[..end].iter().rposition(|&c| runs_left(c));
        match last.filter(|_| runs_left(rest[0])) {
            Some(last) => {
                read.extend(flipped(&rest[..=last]));
                at += last + 1;
            }
            None => {
                read.push(rest[0]);
                at += 1;
            }
        }
    }
    read
}

/// All of it from right to left, but for numbers and words that run to the right.
fn flipped(seen: &[char]) -> Vec<char> {
    let mut read = Vec::with_capacity(seen.len());
    let mut end = seen.len();
    while end > 0 {
        let length = run_to_the_right(&seen[..end]);
        match length {
            0 => read.push(mirrored(seen[end - 1])),
            length => read.extend(&seen[end - length..end]),
        }
        end -= length.max(1);
    }
    // A mark stands behind its letter.
    for at in 1..read.len() {
        if bidi_class(read[at - 1]) == BidiClass::NSM && bidi_class(read[at]) != BidiClass::NSM {
            read.swap(at - 1, at);
        }
    }
    read
}

/// How many characters at the end run to the right.
fn run_to_the_right(seen: &[char]) -> usize {
    let class = |at: usize| bidi_class(seen[seen.len() - at]);
    let is_number = |class| matches!(class, BidiClass::EN | BidiClass::AN);
    let is_word = |class| class == BidiClass::L;
    let (mut length, mut has_word) = (0, false);
    for at in 1..=seen.len() {
        match class(at) {
            found if is_word(found) => (length, has_word) = (at, true),
            found if is_number(found) => length = at,
            BidiClass::R | BidiClass::AL => break,
            BidiClass::WS | BidiClass::ON if !has_word => break,
            _ if length == 0 => break,
            _ => {}
        }
    }
    length
}

fn mirrored(c: char) -> char {
    const PAIRS: &str = "()[]{}<>«»‹›";
    let at = PAIRS.chars().position(|known| known == c);
    at.and_then(|at| PAIRS.chars().nth(at ^ 1)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_from_right_to_left() {
        for (seen, read) in [
            ("Rome had kings.", "Rome had kings."),
            ("הנידמ המקוה 1948 תנשב", "בשנת 1948 הוקמה מדינה"),
            (".(1948-1967) םולש", "שלום (1948-1967)."),
            ("הנושארה World War II תמחלמ", "מלחמת World War II הראשונה"),
            ("the word םולש means peace", "the word שלום means peace"),
            ("\u{FEE3}\u{FEFC}\u{FEB3}", "سلام"),
        ] {
            assert_eq!(as_read(seen), read);
        }
    }
}
