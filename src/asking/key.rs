//! Keys as a session understands them, from any keyboard.

use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// A key, or text that was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Key {
    /// A character, a blank too.
    Char(char),
    /// With Ctrl held, a small letter.
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    /// Text that was pasted.
    Paste(String),
}

/// Letters of the two-set Korean and the Russian keyboard, and the Latin
/// letters on the same keys: a command needs no change of the input mode.
const LAYOUTS: [(&str, &str); 2] = [
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm"),
    ("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"),
];

impl Key {
    /// The key where a command is meant, not text: full-width digits and
    /// letters of other layouts are the Latin ones.
    pub fn as_command(&self) -> Self {
        match self {
            Self::Char(c) => Self::Char(latin(*c)),
            other => other.clone(),
        }
    }
}

/// As help, key bars and documents name it.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Self::Paste(_) => f.write_str("paste"),
            named => fmt::Debug::fmt(named, f),
        }
    }
}

fn latin(typed: char) -> char {
    // An input method may send a jamo of another block.
    let typed = std::iter::once(typed).nfkc().next().unwrap_or(typed);
    let typed = typed.to_lowercase().next().unwrap_or(typed);
    let found = LAYOUTS.iter().find_map(|(own, latin)| {
        let place =
            own.chars().position(|c| c == typed || std::iter::once(c).nfkc().eq([typed]))?;
        latin.chars().nth(place)
    });
    found.unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_work_on_other_keyboards() {
        let command = |c: char| Key::Char(c).as_command();
        for (typed, meant) in
            [('u', 'u'), ('U', 'u'), ('ㅕ', 'u'), ('ㅂ', 'q'), ('г', 'u'), ('３', '3'), ('？', '?')]
        {
            assert_eq!(command(typed), Key::Char(meant), "{typed}");
        }
    }
}
