//! What the learner is putting together before an answer is given: text, a
//! choice, an order, pairs, a list. Pure.

use super::keys::Key;
use crate::quiz::question::{Form, Given, Question};
use crate::ui::edit::Editor;

/// An answer in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// Nothing to give: the answer is recalled and revealed.
    Recall,
    /// A text.
    Text(Editor),
    /// Options, or items to be ticked.
    Pick(Pick),
    /// Items to be put in order.
    Arrange(Arrange),
    /// Pairs.
    Match(Matching),
    /// Items typed one by one.
    Items { named: Vec<String>, editor: Editor },
}

/// Options of which one or several are picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pick {
    pub(super) count: usize,
    pub(super) several: bool,
    pub(super) cursor: Option<usize>,
    pub(super) picked: Vec<usize>,
    /// Options that a hint took away.
    pub(super) removed: Vec<usize>,
}

/// Items on their way into an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrange {
    pub(super) order: Vec<usize>,
    pub(super) cursor: usize,
    pub(super) held: bool,
    /// Whether an item was moved.
    touched: bool,
}

/// Left sides and what was put beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matching {
    pub(super) chosen: Vec<Option<usize>>,
    pub(super) cursor: usize,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Did {
    /// It means nothing to the input.
    Nothing,
    /// The input changed.
    Changed,
    /// The answer is given.
    Gave(Given),
    /// The learner wants to see the answer without giving one.
    Revealed,
    /// It is not finished; this is missing.
    Missing(&'static str),
}

/// Letters that choose an option: those of commands, and `r` and `w`, are left
/// out, so that none that is pressed twice does more than choose.
const LETTERS: &str = "abcdefgjklpvxyz";

/// The letter of an option, from 0 on; options behind the last letter are
/// chosen with the arrows.
pub(super) fn letter(index: usize) -> char {
    LETTERS.chars().nth(index).unwrap_or(' ')
}

fn index_of(key: &Key, count: usize) -> Option<usize> {
    match key.as_command() {
        Key::Char(c) => LETTERS.find(c).filter(|index| *index < count),
        _ => None,
    }
}

impl Input {
    pub(super) fn of(question: &Question) -> Self {
        match &question.form {
            Form::Reveal | Form::Reverse | Form::Tick => Self::Recall,
            Form::Type => Self::Text(Editor::default()),
            Form::Choose { options, right } => {
                Self::Pick(Pick::new(options.len(), right.len() > 1))
            }
            Form::Order { shown, .. } => Self::Arrange(Arrange::new(shown.len())),
            Form::Match { left, .. } => {
                Self::Match(Matching { chosen: vec![None; left.len()], cursor: 0 })
            }
            Form::List => Self::Items { named: Vec::new(), editor: Editor::default() },
        }
    }

    /// The input as it was when `given` was given.
    pub(super) fn holding(question: &Question, given: &Given) -> Self {
        let mut input = Self::of(question);
        match (&mut input, given) {
            (Self::Text(editor), Given::Text(text)) => editor.insert(text),
            (Self::Pick(pick), Given::Chosen(chosen)) => pick.picked.clone_from(chosen),
            (Self::Arrange(arrange), Given::Ordered(order)) => {
                (arrange.order, arrange.touched) = (order.clone(), true);
            }
            (Self::Match(matching), Given::Matched(matched)) => {
                let count = matching.chosen.len();
                let put = matched.iter().map(|&index| Some(index).filter(|index| *index < count));
                matching.chosen = put.collect();
            }
            (Self::Items { named, .. }, Given::Named(items)) => named.clone_from(items),
            _ => {}
        }
        input
    }

    /// What would be given now, finished or not; none where nothing is there. A
    /// row of pairs with nothing beside it has the number behind the last.
    pub(super) fn draft(&self) -> Option<Given> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match self {
            Self::Recall => None,
            Self::Text(editor) => some(editor.text()).map(Given::Text),
            Self::Pick(pick) => {
                (!pick.picked.is_empty()).then(|| Given::Chosen(pick.picked.clone()))
            }
            Self::Arrange(arrange) => {
                arrange.touched.then(|| Given::Ordered(arrange.order.clone()))
            }
            Self::Match(matching) => {
                let none = matching.chosen.len();
                let put = matching.chosen.iter().map(|chosen| chosen.unwrap_or(none));
                let some = matching.chosen.iter().any(Option::is_some);
                some.then(|| Given::Matched(put.collect()))
            }
            Self::Items { named, editor } => {
                let items: Vec<String> = named.iter().cloned().chain(some(editor.text())).collect();
                (!items.is_empty()).then_some(Given::Named(items))
            }
        }
    }

    /// Whether letters are text here, not commands.
    pub(super) fn takes_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Items { .. })
    }

    /// Takes away what was put together without typing, where `key` means that;
    /// whether it does. Pairs lose a row with Backspace, which is their own key.
    pub(super) fn clear(&mut self, key: &Key) -> bool {
        match (self, key) {
            (Self::Pick(pick), Key::Backspace | Key::Delete | Key::Ctrl('u')) => {
                pick.picked.clear();
            }
            (Self::Arrange(arrange), Key::Backspace | Key::Delete | Key::Ctrl('u')) => {
                *arrange = Arrange::new(arrange.order.len());
            }
            (Self::Match(matching), Key::Ctrl('u')) => matching.chosen.fill(None),
            _ => return false,
        }
        true
    }

    pub(super) fn key(&mut self, key: &Key) -> Did {
        match self {
            Self::Recall => match key {
                Key::Enter | Key::Char(' ') => Did::Revealed,
                _ => Did::Nothing,
            },
            Self::Text(editor) => match key {
                Key::Enter => match editor.text().trim() {
                    "" => Did::Revealed,
                    text => Did::Gave(Given::Text(text.to_owned())),
                },
                _ => edit(editor, key),
            },
            Self::Pick(pick) => pick.key(key),
            Self::Arrange(arrange) => arrange.key(key),
            Self::Match(matching) => matching.key(key),
            Self::Items { named, editor } => items(named, editor, key),
        }
    }
}

impl Pick {
    pub(super) fn new(count: usize, several: bool) -> Self {
        Self { count, several, cursor: None, picked: Vec::new(), removed: Vec::new() }
    }

    fn key(&mut self, key: &Key) -> Did {
        if let Some(index) = index_of(key, self.count).filter(|index| !self.removed.contains(index))
        {
            self.cursor = Some(index);
            return match self.several {
                true => self.toggle(index),
                false => Did::Gave(Given::Chosen(vec![index])),
            };
        }
        match (key, self.cursor) {
            (Key::Up, _) => self.step(false),
            (Key::Down, _) => self.step(true),
            (Key::Char(' '), Some(index)) if self.several => self.toggle(index),
            (Key::Enter, _) if self.several && !self.picked.is_empty() => {
                Did::Gave(Given::Chosen(self.picked.clone()))
            }
            (Key::Enter, Some(index)) if !self.several => Did::Gave(Given::Chosen(vec![index])),
            (Key::Enter, _) => Did::Revealed,
            _ => Did::Nothing,
        }
    }

    pub(super) fn toggle(&mut self, index: usize) -> Did {
        match self.picked.iter().position(|picked| *picked == index) {
            Some(at) => drop(self.picked.remove(at)),
            None => self.picked.push(index),
        }
        Did::Changed
    }

    /// To the next option that is still there; around at the ends.
    pub(super) fn step(&mut self, down: bool) -> Did {
        let start = self.cursor.unwrap_or(if down { self.count - 1 } else { 0 });
        let places = (1..=self.count).map(|by| match down {
            true => (start + by) % self.count,
            false => (start + self.count - by) % self.count,
        });
        self.cursor = places.into_iter().find(|index| !self.removed.contains(index));
        Did::Changed
    }
}

impl Arrange {
    /// So many items, as they are shown.
    fn new(count: usize) -> Self {
        Self { order: (0..count).collect(), cursor: 0, held: false, touched: false }
    }

    fn key(&mut self, key: &Key) -> Did {
        match key.as_command() {
            Key::Up => self.step(false),
            Key::Down => self.step(true),
            Key::Char(' ') if self.held => {
                self.put();
                Did::Changed
            }
            Key::Char(' ') => {
                self.held = true;
                Did::Changed
            }
            Key::Enter => Did::Gave(Given::Ordered(self.order.clone())),
            _ => Did::Nothing,
        }
    }

    /// Puts the item that is taken, if there is one; then the order is the
    /// person's own, be it as it was shown.
    pub(super) fn put(&mut self) {
        self.touched |= self.held;
        self.held = false;
    }

    fn step(&mut self, down: bool) -> Did {
        let last = self.order.len().saturating_sub(1);
        let to = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
        if self.held && to != self.cursor {
            self.order.swap(self.cursor, to);
            self.touched = true;
        }
        self.cursor = to;
        Did::Changed
    }
}

impl Matching {
    fn key(&mut self, key: &Key) -> Did {
        let count = self.chosen.len();
        if let Some(index) = index_of(key, count) {
            self.put(Some(index));
            self.cursor = (self.cursor + 1).min(count - 1);
            return Did::Changed;
        }
        match key {
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::Down => self.cursor = (self.cursor + 1).min(count - 1),
            Key::Right => self.turn(1),
            Key::Left => self.turn(count - 1),
            Key::Backspace | Key::Delete => self.put(None),
            Key::Enter => return self.given(),
            _ => return Did::Nothing,
        }
        Did::Changed
    }

    /// A right side stands in one place only.
    fn put(&mut self, index: Option<usize>) {
        self.chosen
            .iter_mut()
            .filter(|chosen| index.is_some() && **chosen == index)
            .for_each(|chosen| *chosen = None);
        self.chosen[self.cursor] = index;
    }

    fn turn(&mut self, by: usize) {
        let next = self.chosen[self.cursor].map_or(0, |index| (index + by) % self.chosen.len());
        self.put(Some(next));
    }

    fn given(&self) -> Did {
        if self.chosen.iter().all(Option::is_none) {
            return Did::Revealed;
        }
        match self.chosen.iter().copied().collect::<Option<Vec<usize>>>() {
            Some(chosen) => Did::Gave(Given::Matched(chosen)),
            None => Did::Missing("Some rows have nothing beside them yet."),
        }
    }
}

fn items(named: &mut Vec<String>, editor: &mut Editor, key: &Key) -> Did {
    match key {
        Key::Enter => match editor.text().trim() {
            "" if named.is_empty() => Did::Revealed,
            "" => Did::Gave(Given::Named(named.clone())),
            text => {
                named.push(text.to_owned());
                *editor = Editor::default();
                Did::Changed
            }
        },
        // The latest item comes back to be corrected.
        Key::Backspace if editor.text().is_empty() => {
            if let Some(last) = named.pop() {
                editor.insert(&last);
            }
            Did::Changed
        }
        _ => edit(editor, key),
    }
}

fn edit(editor: &mut Editor, key: &Key) -> Did {
    match key {
        Key::Char(c) => editor.insert(&c.to_string()),
        Key::Paste(text) => editor.insert(&one_line(text)),
        Key::Ctrl('u') => editor.kill_line(),
        Key::Ctrl('w') => editor.kill_word(),
        Key::Ctrl('a') | Key::Home => editor.home(),
        Key::Ctrl('e') | Key::End => editor.end(),
        Key::Ctrl('h') | Key::Backspace => editor.backspace(),
        Key::Delete => editor.delete(),
        Key::Left => editor.left(),
        Key::Right => editor.right(),
        _ => return Did::Nothing,
    }
    Did::Changed
}

/// Longest text that a paste brings, in characters.
const MAX_PASTE: usize = 2000;

fn one_line(text: &str) -> String {
    let words = text.split(char::is_whitespace).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(MAX_PASTE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(input: &mut Input, keys: &[Key]) -> Did {
        keys.iter().map(|key| input.key(key)).last().unwrap()
    }

    #[test]
    fn one_option_is_picked_by_its_letter_or_by_arrows_and_enter() {
        let mut input = Input::Pick(Pick::new(3, false));
        assert_eq!(press(&mut input, &[Key::Char('b')]), Did::Gave(Given::Chosen(vec![1])));
        let mut input = Input::Pick(Pick { removed: vec![0], ..Pick::new(3, false) });
        assert_eq!(press(&mut input, &[Key::Char('a')]), Did::Nothing);
        let given = press(&mut input, &[Key::Down, Key::Down, Key::Down, Key::Enter]);
        assert_eq!(given, Did::Gave(Given::Chosen(vec![1])));
        assert_eq!(press(&mut Input::Pick(Pick::new(3, false)), &[Key::Enter]), Did::Revealed);
    }

    #[test]
    fn several_options_are_toggled() {
        let mut input = Input::Pick(Pick::new(3, true));
        let keys =
            [Key::Char('a'), Key::Char('c'), Key::Char('a'), Key::Down, Key::Char(' '), Key::Enter];
        assert_eq!(press(&mut input, &keys), Did::Gave(Given::Chosen(vec![2, 1])));
    }

    #[test]
    fn an_item_that_is_held_moves_with_the_cursor() {
        let mut input = Input::Arrange(Arrange::new(3));
        let keys = [Key::Char(' '), Key::Down, Key::Down, Key::Char(' '), Key::Up, Key::Enter];
        assert_eq!(press(&mut input, &keys), Did::Gave(Given::Ordered(vec![1, 2, 0])));
    }

    #[test]
    fn each_right_side_is_put_once() {
        let mut input = Input::Match(Matching { chosen: vec![None; 3], cursor: 0 });
        assert_eq!(press(&mut input, &[Key::Enter]), Did::Revealed);
        let missing = press(&mut input, &[Key::Char('b'), Key::Char('b'), Key::Enter]);
        assert!(matches!(missing, Did::Missing(_)));
        let keys = [Key::Char('a'), Key::Up, Key::Up, Key::Char('c'), Key::Enter];
        assert_eq!(press(&mut input, &keys), Did::Gave(Given::Matched(vec![2, 1, 0])));
    }

    #[test]
    fn pairs_are_taken_away_row_by_row_or_all_at_once() {
        let mut input = Input::Match(Matching { chosen: vec![None; 2], cursor: 0 });
        press(&mut input, &[Key::Char('a'), Key::Char('b')]);
        assert!(!input.clear(&Key::Backspace));
        press(&mut input, &[Key::Backspace]);
        assert_eq!(input.draft(), Some(Given::Matched(vec![0, 2])));
        assert!(input.clear(&Key::Ctrl('u')));
        assert_eq!(input.draft(), None);
    }

    #[test]
    fn items_are_named_one_by_one_and_can_be_corrected() {
        let mut input = Input::Items { named: Vec::new(), editor: Editor::default() };
        let keys = [
            Key::Paste("Mao\nZedong".to_owned()),
            Key::Enter,
            Key::Backspace,
            Key::Backspace,
            Key::Enter,
            Key::Enter,
        ];
        assert_eq!(press(&mut input, &keys), Did::Gave(Given::Named(vec!["Mao Zedon".to_owned()])));
    }
}
