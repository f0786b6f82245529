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

/// JSON in which such characters stand as escapes: nothing is lost.
pub fn escaped(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_hostile) {
        return Cow::Borrowed(json);
    }
    let escape = |c: char| match is_hostile(c) {
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
        assert!(matches!(sanitize("plain\n\ttext 한국"), Cow::Borrowed(_)));
    }
}
