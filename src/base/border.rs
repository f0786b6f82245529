//! Where a text may be cut.

/// The border of a character at a byte, or the last one before it; the end of the text
/// where it is beyond.
pub fn border(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The beginning of a text, of so many bytes at most, with `…` behind it where it goes on.
pub fn cut(text: &str, most: usize) -> String {
    let end = border(text, most);
    format!("{}{}", &text[..end], if end < text.len() { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!([0, 1, 2, 3, 4, 9].map(|at| border("aäb", at)), [0, 1, 1, 3, 4, 4]);
        assert_eq!([0, 2, 4].map(|most| cut("aäb", most)), ["…", "a…", "aäb"]);
    }
}
