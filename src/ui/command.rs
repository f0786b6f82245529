//! What a learner can do beside answering: one key and one word each, the same
//! on the screen, in line mode and over plain lines.

use super::Response;

/// Something to do beside answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Help a little.
    Hint,
    /// Take back the latest answer.
    Undo,
    /// Ask another card first.
    Skip,
    /// Ask this card tomorrow.
    Bury,
    /// Ask this card no more.
    Suspend,
    /// Set or take away the mark.
    Mark,
    /// Change the card's text.
    Edit,
    /// Show what happened to the card, and its source.
    History,
    /// Show all keys.
    Help,
    /// Leave.
    Quit,
}

impl Command {
    /// All of them, in the order in which help names them.
    pub const ALL: [Self; 10] = [
        Self::Hint,
        Self::Undo,
        Self::Skip,
        Self::Bury,
        Self::Suspend,
        Self::Mark,
        Self::Edit,
        Self::History,
        Self::Help,
        Self::Quit,
    ];

    /// The key; none of these chooses an option.
    pub fn key(self) -> char {
        match self {
            Self::Hint => 'h',
            Self::Undo => 'u',
            Self::Skip => 'n',
            Self::Bury => 't',
            Self::Suspend => 's',
            Self::Mark => 'm',
            Self::Edit => 'o',
            Self::History => 'i',
            Self::Help => '?',
            Self::Quit => 'q',
        }
    }

    /// The word behind a colon.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Undo => "undo",
            Self::Skip => "skip",
            Self::Bury => "bury",
            Self::Suspend => "suspend",
            Self::Mark => "mark",
            Self::Edit => "edit",
            Self::History => "history",
            Self::Help => "help",
            Self::Quit => "quit",
        }
    }

    /// What it does.
    pub fn description(self) -> &'static str {
        match self {
            Self::Hint => "a hint, which lowers the rating by a step",
            Self::Undo => "take back the latest answer, as often as you like",
            Self::Skip => "another card first",
            Self::Bury => "not today; tomorrow again",
            Self::Suspend => "never again, until byheart resume",
            Self::Mark => "mark this card, or take the mark away",
            Self::Edit => "open the card in your editor",
            Self::History => "this card's answers, and its source",
            Self::Help => "these keys",
            Self::Quit => "leave; everything is saved",
        }
    }

    /// The command of a key.
    pub fn of_key(key: char) -> Option<Self> {
        Self::ALL.into_iter().find(|command| command.key() == key)
    }

    /// The command of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        let short = if word == "q" { "quit" } else { word };
        Self::ALL.into_iter().find(|command| command.word() == short)
    }

    /// What the session is to do; none where the terminal does it itself.
    pub fn response(self) -> Option<Response> {
        match self {
            Self::Undo => Some(Response::Undo),
            Self::Skip => Some(Response::Skip),
            Self::Bury => Some(Response::Bury),
            Self::Suspend => Some(Response::Suspend),
            Self::Mark => Some(Response::Mark),
            Self::Edit => Some(Response::Edit),
            Self::Quit => Some(Response::QUIT),
            Self::Hint | Self::History | Self::Help => None,
        }
    }
}
