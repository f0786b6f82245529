//! Which key and which word means which action: tables of rows, one for study,
//! one for exams and one for reviews. Key bars, help pages and the tables in `docs/` are
//! printed from them.

mod exam;
mod input;
mod review;
mod study;

pub use exam::EXAM;
pub use review::REVIEW;
pub use study::STUDY;

use super::{Action, Key};

/// Tables, one behind the other; where several rows fit, the first that can be
/// followed counts.
pub type Keymap = [&'static [Binding]];

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The keys.
    keys: &'static [Press],
    /// When they mean this.
    modes: Modes,
    /// What they mean.
    does: Does,
    /// What key bars say; empty: nothing.
    bar: &'static str,
    /// The word behind a colon; empty: none.
    word: &'static str,
    /// What it does, for help; empty: a row above says so already.
    help: &'static str,
}

/// What is pressed.
#[derive(Debug)]
enum Press {
    This(Key),
    /// The letter of an option.
    Letter,
    /// A digit of this range.
    Digit(u32, u32),
    /// Any character or paste.
    Text,
}

/// What a key means.
#[derive(Debug, Clone, Copy)]
enum Does {
    /// Always this.
    Act(&'static Action),
    /// By the place of an option's letter, or by a digit.
    Number(fn(usize) -> Action),
    /// By the text.
    Text,
}

impl Does {
    fn action(&self) -> Option<&'static Action> {
        match self {
            Self::Act(action) => Some(action),
            Self::Number(_) | Self::Text => None,
        }
    }
}

impl Mode {
    /// Whether letters are text.
    pub fn is_typing(self) -> bool {
        TYPING.has(self)
    }
}

/// What keys mean something else in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Something is recalled.
    Recall,
    /// A text is typed.
    Text,
    /// Items are typed one by one.
    Items,
    /// One option is to be chosen.
    Choice,
    /// One option is to be chosen, and the cursor stands on one.
    Pointed,
    /// Several options may be marked.
    Several,
    /// Items are put in order.
    Arrange,
    /// Pairs are put together.
    Match,
    /// Items that were recalled are ticked.
    Ticking,
    /// The answer is shown, to be rated.
    Revealed,
    /// The judge found the answer wrong.
    Wrong,
    /// The judge found the answer close.
    Close,
    /// The judge found the answer right.
    Right,
    /// A page lies over the question.
    Page,
    /// All questions of an exam are listed.
    List,
    /// An exam is about to be handed in.
    HandIn,
    /// A card is to be kept or dropped.
    Review,
    /// A card's text is filled in.
    Form,
    /// Every card of a review is decided.
    Decided,
}

/// A set of modes, a bit each.
#[derive(Debug, Clone, Copy)]
struct Modes(u32);

/// These modes.
const fn of(modes: &[Mode]) -> Modes {
    match modes {
        [] => Modes(0),
        [first, rest @ ..] => Modes(1 << *first as u32).or(of(rest)),
    }
}

impl Modes {
    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn but(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    const fn has(self, mode: Mode) -> bool {
        self.0 & of(&[mode]).0 != 0
    }
}

/// A row that no bar, no help and no word tells of.
const fn row(keys: &'static [Press], modes: Modes, does: Does) -> Binding {
    Binding { keys, modes, does, bar: "", word: "", help: "" }
}

const fn act(keys: &'static [Press], modes: Modes, action: &'static Action) -> Binding {
    row(keys, modes, Does::Act(action))
}

impl Binding {
    const fn bar(self, bar: &'static str) -> Self {
        Self { bar, ..self }
    }

    const fn help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    const fn word(self, word: &'static str, help: &'static str) -> Self {
        Self { word, help, ..self }
    }
}

/// Letters that choose an option: those of commands, and `r` and `w`, are left
/// out, so that none that is pressed twice does more than choose.
const LETTERS: &str = "abcdefgjklvxyz";

/// The letter of an option, from 0 on; options behind the last letter are
/// chosen with the arrows.
pub fn letter(index: usize) -> char {
    LETTERS.chars().nth(index).unwrap_or(' ')
}

/// What `key` means in `mode` where so many options have a letter: the actions
/// in turn, of which the first counts that can be followed.
pub fn actions(
    map: &Keymap,
    mode: Mode,
    options: usize,
    key: &Key,
) -> impl Iterator<Item = Action> {
    rows(map)
        .filter(move |row| row.modes.has(mode))
        .filter_map(move |row| row.keys.iter().find_map(|press| row.action(press, options, key)))
}

/// What a word behind a colon means.
pub fn of_word(map: &Keymap, word: &str) -> Option<&'static Action> {
    words(map).find(|(own, ..)| *own == word).and_then(|(.., action)| action)
}

/// A key that means `action` in `mode`.
#[cfg(test)]
pub(crate) fn key_for(map: &Keymap, mode: Mode, action: &Action) -> Option<Key> {
    let means = |row: &&Binding| row.modes.has(mode) && row.does.action() == Some(action);
    rows(map).filter(means).find_map(|row| {
        row.keys.iter().find_map(|press| match press {
            Press::This(key) => Some(key.clone()),
            Press::Letter | Press::Digit(..) | Press::Text => None,
        })
    })
}

/// What a key bar says in `mode`.
pub fn bar(map: &Keymap, mode: Mode) -> Vec<&'static str> {
    let rows = rows(map).filter(|row| row.modes.has(mode) && !row.bar.is_empty());
    rows.map(|row| row.bar).collect()
}

/// Columns that the keys of a meaning take in help.
const HELP_COLUMN: usize = 11;

/// Keys, padded to a column, and what they do, a row a meaning.
pub fn help(map: &Keymap) -> impl Iterator<Item = (String, &'static str)> {
    told(map).filter(|row| !row.keys.is_empty()).map(|row| {
        let names = row.names(", ", |key| key);
        let fits = names.chars().count() < HELP_COLUMN;
        let first = names.split(',').next().unwrap_or_default();
        (format!("{:<HELP_COLUMN$}", if fits { &names } else { first }), row.help)
    })
}

/// Words, what they do and mean; no meaning where a number belongs to it.
pub fn words(
    map: &Keymap,
) -> impl Iterator<Item = (&'static str, &'static str, Option<&'static Action>)> {
    let rows = rows(map).filter(|row| !row.word.is_empty());
    rows.map(|row| (row.word, row.help, row.does.action()))
}

/// The table as Markdown.
pub fn markdown(map: &Keymap) -> String {
    let has_words = words(map).next().is_some();
    let line = |keys: &str, word: &str, help: &str| match has_words {
        true => format!("| {keys} | {word} | {help} |\n"),
        false => format!("| {keys} | {help} |\n"),
    };
    let mut table = line("key", "plain", "what it does") + &line("---", "---", "---");
    for row in told(map) {
        let keys = row.names(", ", |key| match key.chars().count() {
            1 => format!("`{key}`"),
            _ => key,
        });
        let word = if row.word.is_empty() { String::new() } else { format!("`:{}`", row.word) };
        table.push_str(&line(&keys, &word, row.help));
    }
    table
}

fn rows(map: &Keymap) -> impl Iterator<Item = &'static Binding> {
    map.iter().flat_map(|table| *table)
}

fn told(map: &Keymap) -> impl Iterator<Item = &'static Binding> {
    rows(map).filter(|row| !row.help.is_empty())
}

impl Binding {
    fn action(&self, press: &Press, options: usize, key: &Key) -> Option<Action> {
        let command = key.as_command();
        match (press, self.does, &command) {
            (Press::This(Key::Char(c)), Does::Act(action), Key::Char(small))
                if c.is_uppercase() =>
            {
                let is_capital = matches!(key, Key::Char(typed) if typed.is_uppercase());
                (is_capital && c.to_lowercase().eq([*small])).then(|| action.clone())
            }
            (Press::This(this), Does::Act(action), command) => {
                (this == command).then(|| action.clone())
            }
            (Press::Text, ..) => text(key).map(Action::Type),
            (Press::Letter, Does::Number(make), Key::Char(c)) => {
                LETTERS.find(*c).filter(|index| *index < options).map(make)
            }
            (Press::Digit(least, most), Does::Number(make), Key::Char(c)) => {
                let digit = c.to_digit(10).filter(|digit| (*least..=*most).contains(digit))?;
                Some(make(digit as usize))
            }
            _ => None,
        }
    }

    /// The names of its keys.
    fn names(&self, between: &str, style: impl Fn(String) -> String) -> String {
        let name = |press: &Press| match press {
            Press::This(key) => style(key.to_string()),
            Press::Letter => "a–z".to_owned(),
            Press::Digit(least, most) => format!("{}–{most}", least.max(&1)),
            Press::Text => "text".to_owned(),
        };
        self.keys.iter().map(name).collect::<Vec<_>>().join(between)
    }
}

/// Longest text that a paste brings, in characters.
const MAX_PASTE: usize = 2000;

/// What a key types; the lines of a paste without blanks around them.
fn text(key: &Key) -> Option<String> {
    match key {
        Key::Char(c) => Some(c.to_string()),
        Key::Paste(text) => {
            let lines = text.split(['\n', '\r']).map(|line| {
                let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
                line.chars().filter(|c| !c.is_control()).collect::<String>()
            });
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            Some(lines.join("\n").chars().take(MAX_PASTE).collect())
        }
        _ => None,
    }
}

/// Where letters are text.
const TYPING: Modes = of(&[Mode::Text, Mode::Items, Mode::Form]);

/// Where an answer is put together without typing.
const PICKING: Modes =
    of(&[Mode::Choice, Mode::Pointed, Mode::Several, Mode::Arrange, Mode::Match]);

const ALWAYS: Modes = Modes(u32::MAX);

/// Where letters are commands.
const COMMAND: Modes = ALWAYS.but(TYPING);

/// Rows that stand in help or key bars alone, or whose word alone counts.
const NEVER: Modes = of(&[]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asking::Way;
    use crate::asking::review::Fate;
    use std::collections::BTreeMap;

    /// Answering and scrolling aside: there a key does what fits the form.
    fn is_command(action: &Action) -> bool {
        use Action::*;
        !matches!(
            action,
            Type(_)
                | Edit(_)
                | Move(_)
                | Turn { .. }
                | Toggle
                | Submit
                | Reveal
                | Accept
                | Scroll(_)
        )
    }

    #[test]
    fn study_and_exams_use_one_key_for_one_meaning() {
        let mut meanings: BTreeMap<String, Vec<&Action>> = BTreeMap::new();
        for row in rows(STUDY).chain(rows(EXAM)) {
            let Some(action) = row.does.action() else { continue };
            for press in row.keys {
                let Press::This(key) = press else { continue };
                let known = meanings.entry(key.to_string()).or_default();
                if is_command(action) && !known.contains(&action) {
                    known.push(action);
                }
            }
        }
        for (key, meanings) in meanings {
            assert!(meanings.len() < 2, "{key}: {meanings:?}");
        }
    }

    #[test]
    fn no_command_has_the_letter_of_an_option() {
        for row in rows(STUDY).chain(rows(EXAM)) {
            for press in row.keys {
                if let Press::This(Key::Char(c)) = press {
                    let choices = [Mode::Choice, Mode::Pointed, Mode::Several, Mode::Match];
                    let meets = choices.into_iter().any(|mode| row.modes.has(mode));
                    assert!(!meets || !LETTERS.contains(*c), "{c}");
                }
            }
        }
    }

    #[test]
    fn the_tables_in_the_documents_are_these() {
        let study = include_str!("../../../docs/study.md");
        let exam = include_str!("../../../docs/exam.md");
        let review = include_str!("../../../docs/review.md");
        for (document, map) in [(study, STUDY), (exam, EXAM), (review, REVIEW)] {
            let table = markdown(map);
            assert!(document.contains(&table), "the table is now\n{table}");
        }
    }

    #[test]
    fn each_word_means_one_thing() {
        for map in [STUDY, EXAM] {
            let mut words: Vec<&str> = words(map).map(|(word, ..)| word).collect();
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count);
        }
        assert_eq!(of_word(STUDY, "hint"), Some(&Action::Hint));
        assert_eq!(of_word(EXAM, "hint"), None);
        assert_eq!(of_word(EXAM, ""), None);
    }

    #[test]
    fn a_capital_is_its_small_letter_but_where_it_means_something_itself() {
        let first = |key| actions(REVIEW, Mode::Review, 0, &Key::Char(key)).next();
        let (kept, dropped) = (Fate::Kept, Fate::Dropped);
        for (key, action) in [
            ('k', Action::Decide(kept)),
            (' ', Action::Decide(kept)),
            ('K', Action::DecideRest(kept)),
            ('Л', Action::DecideRest(kept)),
            ('л', Action::Decide(kept)),
            ('D', Action::DecideRest(dropped)),
            ('U', Action::Undo),
        ] {
            assert_eq!(first(key), Some(action), "{key}");
        }
    }

    #[test]
    fn what_a_review_shares_with_study_has_its_key() {
        for (map, mode, action) in [
            (STUDY, Mode::Revealed, Action::Undo),
            (STUDY, Mode::Revealed, Action::EditCard),
            (STUDY, Mode::Revealed, Action::History),
            (STUDY, Mode::Revealed, Action::Help),
            (STUDY, Mode::Revealed, Action::Quit),
            (STUDY, Mode::Revealed, Action::Scroll(Way::First)),
        ] {
            let key = key_for(map, mode, &action);
            assert_eq!(key_for(REVIEW, Mode::Review, &action), key, "{action:?}");
        }
    }

    #[test]
    fn keys_work_from_the_page_that_tells_of_them() {
        for map in [STUDY, EXAM] {
            let first = |key| actions(map, Mode::Page, 0, &Key::Char(key)).next();
            assert_eq!([first('m'), first('q')], [Some(Action::Mark), Some(Action::Quit)]);
            assert_eq!(first('x'), None);
        }
        // A page of a review lies over a card, over its form or over the end.
        for mode in [Mode::Review, Mode::Decided] {
            let told = told(REVIEW).filter(|row| row.modes.has(mode));
            let keys = told.flat_map(|row| row.keys).filter_map(|press| match press {
                Press::This(key) => Some(key),
                Press::Letter | Press::Digit(..) | Press::Text => None,
            });
            for key in keys {
                let first = |mode| actions(REVIEW, mode, 0, key).next();
                assert_eq!(first(Mode::Page), first(mode), "{key} in {mode:?}");
            }
        }
        let enter = actions(REVIEW, Mode::Page, 0, &Key::Enter).next();
        assert_eq!(enter, Some(Action::Submit));
    }

    #[test]
    fn letters_are_text_only_where_text_is_typed() {
        let first = |mode, key| actions(STUDY, mode, 3, &key).next();
        assert_eq!(first(Mode::Text, Key::Char('u')), Some(Action::Type("u".to_owned())));
        assert_eq!(first(Mode::Choice, Key::Char('u')), Some(Action::Undo));
        assert_eq!(first(Mode::Choice, Key::Char('c')), Some(Action::Choose(2)));
        assert_eq!(first(Mode::Choice, Key::Char('d')), None);
        assert_eq!(
            first(Mode::Revealed, Key::Char('３')),
            Some(Action::Rate(crate::schedule::Rating::Good))
        );
        assert_eq!(first(Mode::Revealed, Key::Char('5')), None);
        let paste = Key::Paste("two\nlines\u{7}".to_owned());
        assert_eq!(first(Mode::Items, paste.clone()), Some(Action::Type("two\nlines".to_owned())));
        assert_eq!(first(Mode::Choice, paste), None);
    }
}
