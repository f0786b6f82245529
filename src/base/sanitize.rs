//! Text from decks and documents never carries control into a terminal.

use std::borrow::Cow;

/// Replaces control characters other than line feed and tab, and characters
/// that override the direction of writing, by U+FFFD.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_hostile(c) { '\u{FFFD}' } else { c }).collect())
}

/// JSON in which such characters, all other marks of writing direction and what some readers
/// take for the end of a line stand as escapes: nothing is lost.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| {
        is_hostile(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
    };
    if !json.chars().any(is_escaped) {
        return Cow::Borrowed(json);
    }
    let escape = |c: char| match is_escaped(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    };
    Cow::Owned(json.chars().map(escape).collect())
}

/// Whether a character can steer a terminal or disguise text.
pub fn is_hostile(character: char) -> bool {
    let steers = character.is_control() && !matches!(character, '\n' | '\t');
    steers || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_are_replaced() {
        assert_eq!(sanitize("a\x1b[31mb\u{202E}c\u{9b}d"), "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}d");
        assert_eq!(escaped("\"\u{202E}\u{9b}é\""), "\"\\u202e\\u009bé\"");
        assert_eq!(escaped("\u{7f}\u{80}\u{9f}\u{2066}"), "\\u007f\\u0080\\u009f\\u2066");
        assert_eq!(escaped("\u{200f}\u{61c}\u{2028}"), "\\u200f\\u061c\\u2028");
        assert_eq!(escaped("~\u{a0}\u{ad}\n\u{202f}"), "~\u{a0}\u{ad}\n\u{202f}");
        assert!(matches!(sanitize("plain\n\ttext 한국"), Cow::Borrowed(_)));
    }
}
