//! What the learner is putting together before an answer is given: text, a
//! choice, an order, pairs, a list. Pure.

use super::editor::Editor;
use super::keymap::Mode;
use super::{Action, Editing, Way};
use crate::quiz::question::{Form, Given, Question};

/// An answer in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
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
    Items {
        /// Those that were typed.
        named: Vec<String>,
        /// The one that is being typed.
        editor: Editor,
    },
}

/// Options of which one or several are picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// How many there are.
    pub count: usize,
    /// Whether several may be picked.
    pub several: bool,
    /// The one that is pointed at.
    pub cursor: Option<usize>,
    /// Those that are picked, in the order in which they were.
    pub picked: Vec<usize>,
    /// Options that a hint took away.
    pub removed: Vec<usize>,
}

/// Items on their way into an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrange {
    /// The items as shown, in the learner's order.
    pub order: Vec<usize>,
    /// The place that is pointed at.
    pub cursor: usize,
    /// Whether the item there is taken.
    pub held: bool,
    /// Whether an item was moved.
    touched: bool,
}

/// Left sides and what was put beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// For each left side the right side beside it.
    pub chosen: Vec<Option<usize>>,
    /// The row at hand.
    pub cursor: usize,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
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

impl Input {
    /// Nothing yet.
    pub fn of(question: &Question) -> Self {
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
    pub fn holding(question: &Question, given: &Given) -> Self {
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
    pub fn draft(&self) -> Option<Given> {
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

    /// What keys mean while it is put together.
    pub fn mode(&self) -> Mode {
        match self {
            Self::Recall => Mode::Recall,
            Self::Text(_) => Mode::Text,
            Self::Items { .. } => Mode::Items,
            Self::Pick(pick) if pick.several => Mode::Several,
            Self::Pick(pick) if pick.cursor.is_some() => Mode::Pointed,
            Self::Pick(_) => Mode::Choice,
            Self::Arrange(_) => Mode::Arrange,
            Self::Match(_) => Mode::Match,
        }
    }

    /// How many options have a letter.
    pub fn options(&self) -> usize {
        match self {
            Self::Pick(pick) => pick.count,
            Self::Match(matching) => matching.chosen.len(),
            Self::Recall | Self::Text(_) | Self::Arrange(_) | Self::Items { .. } => 0,
        }
    }

    /// Follows an action.
    pub fn act(&mut self, action: &Action) -> Did {
        match self {
            Self::Recall if *action == Action::Submit => Did::Revealed,
            Self::Recall => Did::Nothing,
            Self::Text(editor) => match action {
                Action::Submit => match editor.text().trim() {
                    "" => Did::Revealed,
                    text => Did::Gave(Given::Text(text.to_owned())),
                },
                _ => edit(editor, action),
            },
            Self::Pick(pick) => pick.act(action),
            Self::Arrange(arrange) => arrange.act(action),
            Self::Match(matching) => matching.act(action),
            Self::Items { named, editor } => items(named, editor, action),
        }
    }
}

impl Pick {
    /// So many, none of them picked.
    pub fn new(count: usize, several: bool) -> Self {
        Self { count, several, cursor: None, picked: Vec::new(), removed: Vec::new() }
    }

    fn act(&mut self, action: &Action) -> Did {
        match (action, self.cursor) {
            (Action::Choose(index), _) => self.choose(*index),
            (Action::Move(way), _) => self.step(*way),
            (Action::Toggle, Some(index)) if self.several => self.toggle(index),
            (Action::Toggle, Some(index)) => Did::Gave(Given::Chosen(vec![index])),
            (Action::Edit(Editing::Backspace | Editing::Delete | Editing::KillLine), _) => {
                self.picked.clear();
                Did::Changed
            }
            (Action::Submit, _) if self.several && !self.picked.is_empty() => {
                Did::Gave(Given::Chosen(self.picked.clone()))
            }
            (Action::Submit, Some(index)) if !self.several => Did::Gave(Given::Chosen(vec![index])),
            (Action::Submit, _) => Did::Revealed,
            _ => Did::Nothing,
        }
    }

    fn choose(&mut self, index: usize) -> Did {
        if index >= self.count || self.removed.contains(&index) {
            return Did::Nothing;
        }
        self.cursor = Some(index);
        match self.several {
            true => self.toggle(index),
            false => Did::Gave(Given::Chosen(vec![index])),
        }
    }

    /// Takes away an option that is wrong.
    pub fn remove(&mut self, index: usize) {
        if !self.removed.contains(&index) {
            self.removed.push(index);
        }
        self.picked.retain(|picked| *picked != index);
        self.cursor = self.cursor.filter(|cursor| *cursor != index);
    }

    fn toggle(&mut self, index: usize) -> Did {
        match self.picked.iter().position(|picked| *picked == index) {
            Some(at) => drop(self.picked.remove(at)),
            None => self.picked.push(index),
        }
        Did::Changed
    }

    /// To the next option that is still there; around at the ends.
    fn step(&mut self, way: Way) -> Did {
        let down = way == Way::Down;
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

    fn act(&mut self, action: &Action) -> Did {
        match action {
            Action::Move(way) => self.step(*way),
            Action::Toggle if self.held => self.put(),
            Action::Toggle => self.held = true,
            Action::Edit(Editing::Backspace | Editing::Delete | Editing::KillLine) => {
                *self = Self::new(self.order.len());
            }
            Action::Submit => return Did::Gave(Given::Ordered(self.order.clone())),
            _ => return Did::Nothing,
        }
        Did::Changed
    }

    /// Puts the item that is taken, if there is one; then the order is the
    /// person's own, be it as it was shown.
    pub fn put(&mut self) {
        self.touched |= self.held;
        self.held = false;
    }

    fn step(&mut self, way: Way) {
        let to = way.from(self.cursor, 1, self.order.len().saturating_sub(1));
        if self.held && to != self.cursor {
            let item = self.order.remove(self.cursor);
            self.order.insert(to, item);
            self.touched = true;
        }
        self.cursor = to;
    }
}

impl Matching {
    fn act(&mut self, action: &Action) -> Did {
        let count = self.chosen.len();
        match action {
            Action::Choose(index) if *index < count => {
                self.put(Some(*index));
                self.cursor = self.next_free();
            }
            Action::Move(way) => self.step(*way),
            Action::Turn { on: true } => self.turn(1),
            Action::Turn { on: false } => self.turn(count - 1),
            Action::Edit(Editing::Backspace | Editing::Delete) => self.put(None),
            Action::Edit(Editing::KillLine) => self.chosen.fill(None),
            Action::Submit => return self.given(),
            _ => return Did::Nothing,
        }
        Did::Changed
    }

    /// The next row that has nothing, from the top again behind the last; else the last.
    fn next_free(&self) -> usize {
        let rows = (self.cursor..self.chosen.len()).chain(0..self.cursor);
        let last = self.chosen.len().saturating_sub(1);
        rows.into_iter().find(|&row| self.chosen[row].is_none()).unwrap_or(last)
    }

    fn step(&mut self, way: Way) {
        self.cursor = way.from(self.cursor, 1, self.chosen.len().saturating_sub(1));
    }

    /// A right side stands in one place only.
    fn put(&mut self, index: Option<usize>) {
        self.chosen.iter_mut().filter(|chosen| **chosen == index).for_each(|chosen| *chosen = None);
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
            None => Did::Missing(
                "Some rows have nothing beside them yet. Ctrl-U empties all; then Enter shows them.",
            ),
        }
    }
}

fn items(named: &mut Vec<String>, editor: &mut Editor, action: &Action) -> Did {
    match action {
        Action::Submit => match editor.text().trim() {
            "" if named.is_empty() => Did::Revealed,
            "" => Did::Gave(Given::Named(named.clone())),
            text => {
                named.push(text.to_owned());
                *editor = Editor::default();
                Did::Changed
            }
        },
        // Each line that was pasted is an item; the last may go on.
        Action::Type(text) => {
            let mut lines = text.split('\n');
            editor.insert(lines.next().unwrap_or_default());
            for line in lines {
                named.push(std::mem::take(editor).text().trim().to_owned());
                editor.insert(line);
            }
            named.retain(|item| !item.is_empty());
            Did::Changed
        }
        // The latest item comes back to be corrected.
        Action::Edit(Editing::Backspace) if editor.text().is_empty() => {
            if let Some(last) = named.pop() {
                editor.insert(&last);
            }
            Did::Changed
        }
        _ => edit(editor, action),
    }
}

fn edit(editor: &mut Editor, action: &Action) -> Did {
    match action {
        Action::Type(text) => editor.insert(&text.replace('\n', " ")),
        Action::Edit(editing) => editor.edit(*editing),
        _ => return Did::Nothing,
    }
    Did::Changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Choose, Edit, Submit, Toggle};

    const UP: Action = Action::Move(Way::Up);
    const DOWN: Action = Action::Move(Way::Down);

    fn follow(input: &mut Input, actions: &[Action]) -> Did {
        actions.iter().map(|action| input.act(action)).last().unwrap()
    }

    #[test]
    fn one_option_is_picked_by_its_letter_or_by_arrows_and_enter() {
        let mut input = Input::Pick(Pick::new(3, false));
        assert_eq!(follow(&mut input, &[Choose(1)]), Did::Gave(Given::Chosen(vec![1])));
        assert_eq!(follow(&mut input, &[Choose(3)]), Did::Nothing);
        let mut pick = Pick::new(3, false);
        pick.remove(0);
        let mut input = Input::Pick(pick);
        assert_eq!(follow(&mut input, &[Choose(0)]), Did::Nothing);
        let given = follow(&mut input, &[DOWN, DOWN, DOWN, Submit]);
        assert_eq!(given, Did::Gave(Given::Chosen(vec![1])));
        assert_eq!(follow(&mut Input::Pick(Pick::new(3, false)), &[Submit]), Did::Revealed);
    }

    #[test]
    fn several_options_are_toggled() {
        let mut input = Input::Pick(Pick::new(3, true));
        let actions = [Choose(0), Choose(2), Choose(0), DOWN, Toggle, Submit];
        assert_eq!(follow(&mut input, &actions), Did::Gave(Given::Chosen(vec![2, 1])));
    }

    #[test]
    fn an_item_that_is_held_moves_with_the_cursor() {
        let mut input = Input::Arrange(Arrange::new(3));
        let actions = [Toggle, DOWN, DOWN, Toggle, UP, Submit];
        assert_eq!(follow(&mut input, &actions), Did::Gave(Given::Ordered(vec![1, 2, 0])));
    }

    #[test]
    fn each_right_side_is_put_once() {
        let mut input = Input::Match(Matching { chosen: vec![None; 3], cursor: 0 });
        assert_eq!(follow(&mut input, &[Submit]), Did::Revealed);
        let missing = follow(&mut input, &[Choose(1), Choose(1), Submit]);
        assert!(matches!(missing, Did::Missing(_)));
        let actions = [Choose(0), UP, UP, Choose(2), Submit];
        assert_eq!(follow(&mut input, &actions), Did::Gave(Given::Matched(vec![2, 1, 0])));
    }

    #[test]
    fn pairs_are_taken_away_row_by_row_or_all_at_once() {
        let mut input = Input::Match(Matching { chosen: vec![None; 2], cursor: 0 });
        follow(&mut input, &[Choose(0), Choose(1), Edit(Editing::Backspace)]);
        assert_eq!(input.draft(), Some(Given::Matched(vec![0, 2])));
        follow(&mut input, &[Edit(Editing::KillLine)]);
        assert_eq!(input.draft(), None);
    }

    #[test]
    fn items_are_named_one_by_one_and_can_be_corrected() {
        let mut input = Input::Items { named: Vec::new(), editor: Editor::default() };
        let backspace = || Edit(Editing::Backspace);
        let typed = Action::Type("Mao Zedong".to_owned());
        let actions = [typed, Submit, backspace(), backspace(), Submit, Submit];
        assert_eq!(
            follow(&mut input, &actions),
            Did::Gave(Given::Named(vec!["Mao Zedon".to_owned()]))
        );
    }
}
