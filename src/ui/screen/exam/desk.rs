//! What lies on the desk: a question with its answer in the making, the list of
//! all questions, or the last page before handing in; and what each key does.
//! Pure.
//!
//! Whatever leaves a question hands its answer back first; what was to follow
//! waits until that is saved.

use super::super::input::{Did, Input, letter};
use super::super::keys::Key;
use super::super::view::Seen;
use crate::quiz::exam::Sitting;
use crate::quiz::question::Given;
use crate::ui::exam::Act;

/// What is seen, and what was begun.
#[derive(Debug, Clone, Default)]
pub(super) struct Desk {
    /// The question at hand, from 0; in the list the one that is pointed at.
    pub(super) at: usize,
    pub(super) place: Place,
    /// The answer in the making; none before the question is looked at.
    pub(super) input: Option<Input>,
    pub(super) message: Option<String>,
    /// The row to begin with; none where the screen follows what matters.
    pub(super) scroll: Option<usize>,
    /// What follows once an answer is saved.
    then: Option<Then>,
    /// Digits typed in the list.
    digits: usize,
}

/// What is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    Question,
    /// All questions.
    List,
    /// The last page before handing in.
    HandIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Go(usize),
    List,
    Interrupt,
    Suspend,
}

impl Desk {
    /// With the question `at` before it.
    pub(super) fn at(at: usize) -> Self {
        Self { at, scroll: Some(0), ..Self::default() }
    }

    /// Takes the question at hand up as it was answered.
    pub(super) fn look(&mut self, sitting: &Sitting) {
        if self.input.is_none() {
            let entry = &sitting.entries[self.at];
            self.input = Some(match &entry.given {
                Some(given) => Input::holding(&entry.question, given),
                None => Input::of(&entry.question),
            });
        }
    }

    /// Follows what waited for an answer to be saved.
    pub(super) fn due(&mut self, sitting: &Sitting) -> Option<Act> {
        match self.then.take()? {
            Then::Interrupt => return Some(Act::Interrupted),
            Then::Suspend => return Some(Act::Suspended),
            Then::List => self.show(Place::List),
            Then::Go(index) => {
                (self.at, self.input) = (index, None);
                self.show(Place::Question);
                // A question is read from its beginning.
                self.scroll = Some(0);
                self.look(sitting);
            }
        }
        None
    }

    fn show(&mut self, place: Place) {
        (self.place, self.scroll, self.message, self.digits) = (place, None, None, 0);
    }

    /// The answer in the making, where it is not what was saved.
    pub(super) fn write(&self, sitting: &Sitting) -> Option<Act> {
        let given = self.input.as_ref()?.draft();
        let differs = self.place == Place::Question && given != sitting.entries[self.at].given;
        differs.then_some(Act::Write { index: self.at, given })
    }

    /// Leaves the question: its answer first. With a limit the time is saved at
    /// each question, so that none is read outside of it.
    fn leave(&mut self, then: Then, sitting: &Sitting) -> Option<Act> {
        self.then = Some(then);
        let timed = sitting.limit.is_some() && matches!(then, Then::Go(_));
        self.write(sitting).or_else(|| self.due(sitting)).or(timed.then_some(Act::Tick))
    }

    /// What a key does where `seen` is on the screen.
    pub(super) fn key(&mut self, key: &Key, sitting: &Sitting, seen: Seen) -> Option<Act> {
        match key {
            Key::Ctrl('c') => return self.leave(Then::Interrupt, sitting),
            Key::Ctrl('z') => return self.leave(Then::Suspend, sitting),
            _ => {}
        }
        self.message = None;
        match self.place {
            Place::Question => self.in_question(key, sitting, seen),
            Place::List => self.in_list(key, sitting, seen),
            Place::HandIn => self.at_the_end(key, seen),
        }
    }

    fn in_question(&mut self, key: &Key, sitting: &Sitting, seen: Seen) -> Option<Act> {
        // All of a question is read before a page key leaves it.
        if let (Key::PageDown | Key::PageUp, Some(row)) = (key, seen.scrolled(key)) {
            self.scroll = Some(row);
            return None;
        }
        match key {
            Key::PageDown | Key::Ctrl('n') => self.go_on(sitting),
            Key::PageUp | Key::Ctrl('p') => {
                self.leave(Then::Go(self.at.saturating_sub(1)), sitting)
            }
            Key::Tab | Key::Esc | Key::F1 => self.leave(Then::List, sitting),
            Key::Ctrl('r') => self.mark(),
            Key::Enter => self.enter(sitting, seen),
            _ => {
                let takes_text = self.input.as_ref().is_some_and(Input::takes_text);
                match (key.as_command(), &self.input) {
                    (Key::Char('?'), _) if !takes_text => self.leave(Then::List, sitting),
                    // A digit chooses as the letter of that option does.
                    (Key::Char(c @ '1'..='9'), Some(Input::Pick(_))) => {
                        let letter = letter(c as usize - '1' as usize);
                        self.input(&Key::Char(letter), sitting, seen)
                    }
                    _ => self.input(key, sitting, seen),
                }
            }
        }
    }

    /// The next question, behind the last one the list.
    fn go_on(&mut self, sitting: &Sitting) -> Option<Act> {
        match self.at + 1 < sitting.entries.len() {
            true => self.leave(Then::Go(self.at + 1), sitting),
            false => self.leave(Then::List, sitting),
        }
    }

    fn mark(&mut self) -> Option<Act> {
        Some(Act::Mark { index: self.at })
    }

    /// Chooses what is pointed at, takes or puts an item, else goes on.
    fn enter(&mut self, sitting: &Sitting, seen: Seen) -> Option<Act> {
        match &mut self.input {
            Some(Input::Pick(pick)) if !pick.several => {
                match pick.cursor.filter(|cursor| !pick.picked.contains(cursor)) {
                    Some(cursor) => self.input_picks(cursor, sitting),
                    None => self.go_on(sitting),
                }
            }
            Some(Input::Items { editor, .. }) if !editor.text().trim().is_empty() => {
                self.input(&Key::Enter, sitting, seen)
            }
            Some(Input::Arrange(arrange)) => {
                arrange.put();
                self.go_on(sitting)
            }
            _ => self.go_on(sitting),
        }
    }

    fn input(&mut self, key: &Key, sitting: &Sitting, seen: Seen) -> Option<Act> {
        let input = self.input.as_mut()?;
        if input.clear(key) {
            return self.write(sitting);
        }
        if let (Input::Pick(pick), Key::Char(' ')) = (&*input, key)
            && let Some(cursor) = pick.cursor.filter(|_| !pick.several)
        {
            return self.input_picks(cursor, sitting);
        }
        match input.key(key) {
            Did::Gave(Given::Chosen(chosen)) => self.input_picks(*chosen.first()?, sitting),
            Did::Changed => {
                self.scroll = None;
                None
            }
            _ => {
                self.scroll = seen.scrolled(key).or(self.scroll);
                None
            }
        }
    }

    /// A single choice is an answer at once; it can be made anew.
    fn input_picks(&mut self, index: usize, sitting: &Sitting) -> Option<Act> {
        if let Some(Input::Pick(pick)) = &mut self.input {
            pick.picked = vec![index];
        }
        self.scroll = None;
        self.write(sitting)
    }

    fn in_list(&mut self, key: &Key, sitting: &Sitting, seen: Seen) -> Option<Act> {
        let last = sitting.entries.len() - 1;
        match key.as_command() {
            Key::Down | Key::Ctrl('n') => self.point_at((self.at + 1).min(last)),
            Key::Up | Key::Ctrl('p') => self.point_at(self.at.saturating_sub(1)),
            Key::PageDown => self.point_at((self.at + seen.page()).min(last)),
            Key::PageUp => self.point_at(self.at.saturating_sub(seen.page())),
            Key::Home => self.point_at(0),
            Key::End => self.point_at(last),
            Key::Char(c) if c.is_ascii_digit() => self.digit(c, last),
            Key::Enter | Key::Esc | Key::Tab => return self.leave(Then::Go(self.at), sitting),
            Key::Char('m') | Key::Ctrl('r') => return self.mark(),
            Key::Char('h') => self.show(Place::HandIn),
            Key::Char('q') => return Some(Act::Leave),
            _ => {}
        }
        None
    }

    fn point_at(&mut self, index: usize) {
        (self.at, self.input, self.digits) = (index, None, 0);
    }

    /// Digits name a question: `1`, `12`.
    fn digit(&mut self, digit: char, last: usize) {
        let digit = digit as usize - '0' as usize;
        let longer = self.digits * 10 + digit;
        let number = if longer > last + 1 { digit } else { longer };
        if (1..=last + 1).contains(&number) {
            self.point_at(number - 1);
        }
        self.digits = number;
    }

    fn at_the_end(&mut self, key: &Key, seen: Seen) -> Option<Act> {
        if let Some(row) = seen.scrolled(key) {
            self.scroll = Some(row);
            return None;
        }
        match key.as_command() {
            Key::Char('y') => return Some(Act::HandIn),
            Key::Char('n') | Key::Esc | Key::Tab => self.show(Place::List),
            _ => self.message = Some("y hands in, n goes back.".to_owned()),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;
    use crate::quiz::exam::{Format, Paper, Wish};
    use std::path::Path;

    /// A choice, a typed answer and an order, in this order.
    fn sitting() -> Sitting {
        let text = "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"A\"\nback = \"x\"\nchoices = [\"y\", \"z\"]\n[[card]]\nid = \"b\"\nfront = \"B\"\nback = \"x\"\nask = \"type\"\n[[card]]\nid = \"c\"\nfront = \"C\"\norder = [\"1\", \"2\", \"3\"]\n";
        let deck = parse(Path::new("d.toml"), text).deck.unwrap();
        let wish = Wish { questions: 3, formats: Format::ALL.to_vec(), seed: 1 };
        let mut paper = Paper::draw(&[deck], &wish).unwrap();
        paper.items.sort_by_key(|item| item.question.card.id.clone());
        let now = "2026-11-23T15:00:00Z".parse().unwrap();
        Sitting::begin(paper, "s".to_owned(), "pc".to_owned(), now, None, 60)
    }

    /// Presses keys, and saves as the driver does; what ended it.
    fn press(desk: &mut Desk, sitting: &mut Sitting, keys: &[Key]) -> Option<Act> {
        desk.look(sitting);
        for key in keys {
            let mut act = desk.key(key, sitting, Seen::default());
            while let Some(done) = act {
                match done {
                    Act::Write { index, given } => sitting.entries[index].given = given,
                    Act::Mark { index } => {
                        sitting.entries[index].review = !sitting.entries[index].review;
                    }
                    other => return Some(other),
                }
                act = desk.due(sitting);
                desk.look(sitting);
            }
            desk.look(sitting);
        }
        None
    }

    fn text(text: &str) -> Vec<Key> {
        text.chars().map(Key::Char).collect()
    }

    #[test]
    fn a_choice_is_an_answer_at_once_and_can_be_changed() {
        let (mut desk, mut sitting) = (Desk::default(), sitting());
        press(&mut desk, &mut sitting, &text("b"));
        assert_eq!(sitting.entries[0].given, Some(Given::Chosen(vec![1])));
        press(&mut desk, &mut sitting, &[Key::Up, Key::Enter]);
        assert_eq!(sitting.entries[0].given, Some(Given::Chosen(vec![0])));
        press(&mut desk, &mut sitting, &[Key::Backspace]);
        assert_eq!(sitting.entries[0].given, None);
        assert_eq!(desk.at, 0);
        press(&mut desk, &mut sitting, &[Key::Char('c'), Key::Enter]);
        assert_eq!((desk.at, sitting.answered()), (1, 1));
    }

    #[test]
    fn whatever_leaves_a_question_saves_what_was_typed() {
        for leave in [Key::PageDown, Key::PageUp, Key::Ctrl('n'), Key::Tab, Key::Esc, Key::Enter] {
            let (mut desk, mut sitting) = (Desk::at(1), sitting());
            press(&mut desk, &mut sitting, &text("m1"));
            press(&mut desk, &mut sitting, &[leave]);
            assert_eq!(sitting.entries[1].given, Some(Given::Text("m1".to_owned())));
        }
        let (mut desk, mut sitting) = (Desk::at(1), sitting());
        press(&mut desk, &mut sitting, &text("m1"));
        assert_eq!(press(&mut desk, &mut sitting, &[Key::Ctrl('c')]), Some(Act::Interrupted));
        assert_eq!(sitting.answered(), 1);
    }

    #[test]
    fn an_answer_is_taken_up_and_taken_away() {
        let (mut desk, mut sitting) = (Desk::at(1), sitting());
        press(&mut desk, &mut sitting, &text("abc"));
        let back = [Key::PageDown, Key::PageUp, Key::Backspace, Key::PageUp];
        press(&mut desk, &mut sitting, &back);
        assert_eq!(sitting.entries[1].given, Some(Given::Text("ab".to_owned())));
        press(&mut desk, &mut sitting, &[Key::PageDown, Key::Ctrl('u'), Key::Tab]);
        assert_eq!(sitting.entries[1].given, None);
    }

    #[test]
    fn an_order_that_nobody_touched_is_no_answer() {
        let (mut desk, mut sitting) = (Desk::at(2), sitting());
        press(&mut desk, &mut sitting, &[Key::Enter]);
        assert_eq!((desk.place, sitting.answered()), (Place::List, 0));
        press(&mut desk, &mut sitting, &[Key::Enter, Key::Char(' '), Key::Down, Key::Enter]);
        assert_eq!(sitting.entries[2].given, Some(Given::Ordered(vec![1, 0, 2])));
    }

    #[test]
    fn an_order_as_it_was_shown_is_confirmed_by_taking_an_item() {
        for keys in [&[Key::Char(' '), Key::Char(' '), Key::Tab][..], &[Key::Char(' '), Key::Enter]]
        {
            let (mut desk, mut sitting) = (Desk::at(2), sitting());
            press(&mut desk, &mut sitting, keys);
            assert_eq!(sitting.entries[2].given, Some(Given::Ordered(vec![0, 1, 2])), "{keys:?}");
        }
    }

    #[test]
    fn an_order_goes_back_to_as_it_was_shown() {
        for key in [Key::Backspace, Key::Delete, Key::Ctrl('u')] {
            let (mut desk, mut sitting) = (Desk::at(2), sitting());
            press(&mut desk, &mut sitting, &[Key::Char(' '), Key::Down, Key::Tab, Key::Enter]);
            assert_eq!(sitting.entries[2].given, Some(Given::Ordered(vec![1, 0, 2])));
            press(&mut desk, &mut sitting, &[key]);
            assert_eq!(sitting.entries[2].given, None);
            press(&mut desk, &mut sitting, &[Key::Char(' '), Key::Down, Key::Tab]);
            assert_eq!(sitting.entries[2].given, Some(Given::Ordered(vec![1, 0, 2])));
        }
    }

    #[test]
    fn a_digit_chooses_and_leaves_no_question() {
        let (mut desk, mut sitting) = (Desk::default(), sitting());
        press(&mut desk, &mut sitting, &[Key::Char('３')]);
        assert_eq!(sitting.entries[0].given, Some(Given::Chosen(vec![2])));
        press(&mut desk, &mut sitting, &text("9"));
        assert_eq!(sitting.entries[0].given, Some(Given::Chosen(vec![2])));
        let mut desk = Desk::at(2);
        press(&mut desk, &mut sitting, &text("1"));
        assert_eq!((desk.at, desk.place), (2, Place::Question));
    }

    #[test]
    fn with_a_limit_each_change_of_question_saves_the_time() {
        let (mut desk, mut sitting) = (Desk::default(), sitting());
        sitting.limit = Some(std::time::Duration::from_secs(60));
        assert_eq!(press(&mut desk, &mut sitting, &[Key::Ctrl('n')]), Some(Act::Tick));
        assert_eq!((desk.at, desk.place), (1, Place::Question));
        // An answer is saved with the time that it took.
        press(&mut desk, &mut sitting, &text("m1"));
        assert_eq!(press(&mut desk, &mut sitting, &[Key::Ctrl('n')]), None);
        assert_eq!((desk.at, sitting.answered()), (2, 1));
    }

    #[test]
    fn a_page_key_leaves_a_question_only_where_nothing_is_hidden() {
        let (mut desk, sitting) = (Desk::at(1), sitting());
        desk.look(&sitting);
        let seen = |top| Seen { top, last: 9, room: 8 };
        assert_eq!(desk.key(&Key::PageDown, &sitting, seen(0)), None);
        assert_eq!((desk.at, desk.scroll), (1, Some(6)));
        assert_eq!(desk.key(&Key::Up, &sitting, seen(6)), None);
        assert_eq!((desk.at, desk.scroll), (1, Some(5)));
        desk.key(&Key::PageDown, &sitting, seen(9));
        assert_eq!((desk.at, desk.scroll), (2, Some(0)));
        desk.key(&Key::Ctrl('p'), &sitting, seen(3));
        assert_eq!(desk.at, 1);
    }

    #[test]
    fn the_list_jumps_by_number_marks_and_hands_in_when_asked_twice() {
        let (mut desk, mut sitting) = (Desk::default(), sitting());
        let keys = [Key::Tab, Key::Char('3'), Key::Char('m'), Key::Char('2'), Key::Enter];
        press(&mut desk, &mut sitting, &keys);
        assert_eq!((desk.at, desk.place), (1, Place::Question));
        assert_eq!(sitting.to_review(), [2]);
        let keys = [Key::Esc, Key::Char('h'), Key::Enter, Key::Char('n')];
        assert_eq!(press(&mut desk, &mut sitting, &keys), None);
        let keys = [Key::Char('h'), Key::Char('y')];
        assert_eq!(press(&mut desk, &mut sitting, &keys), Some(Act::HandIn));
    }
}
