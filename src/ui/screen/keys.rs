//! Keys as the session understands them, from any keyboard. Pure.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_normalization::UnicodeNormalization;

/// A key, or text that was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Char(char),
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
    Paste(String),
}

/// Letters of the two-set Korean and the Russian keyboard, and the Latin
/// letters on the same keys: a command needs no change of the input mode.
const LAYOUTS: [(&str, &str); 2] = [
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm"),
    ("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"),
];

impl Key {
    /// The key of an event; none where it means nothing here.
    pub(super) fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => Self::of_key(key),
            Event::Paste(text) => Some(Self::Paste(text.clone())),
            _ => None,
        }
    }

    fn of_key(key: &KeyEvent) -> Option<Self> {
        Some(match key.code {
            KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
                Self::Ctrl(c.to_ascii_lowercase())
            }
            KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::ALT) => return None,
            KeyCode::Char(c) => Self::Char(c),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::F(1) => Self::F1,
            _ => return None,
        })
    }

    /// The key where a command is meant, not text: full-width digits and
    /// letters of other layouts are the Latin ones.
    pub(super) fn as_command(&self) -> Self {
        match self {
            Self::Char(c) => Self::Char(latin(*c)),
            other => other.clone(),
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
