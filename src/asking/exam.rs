//! What lies on the desk: a question with its answer in the making, the list of
//! all questions, or the last page before handing in; and what each action does.
//!
//! Whatever leaves a question hands its answer back first; what was to follow
//! waits until that is saved.

use super::input::{Did, Input};
use super::keymap::Mode;
use super::{Action, Way};
use crate::quiz::exam::{Entry, Sitting};
use crate::quiz::question::Given;

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A question was answered, or its answer taken away.
    Write {
        /// Which question, from 0.
        index: usize,
        /// The answer.
        given: Option<Given>,
    },
    /// The mark for review was set or taken away.
    Mark {
        /// Which question, from 0.
        index: usize,
    },
    /// Nothing for a while: the time that was used is worth saving.
    Tick,
    /// The exam was handed in.
    HandIn,
    /// It did not come to an end in time.
    TimeOver,
    /// The person left; the exam stays open.
    Leave,
    /// Ctrl-C was pressed as a key.
    Interrupted,
    /// Ctrl-Z was pressed as a key.
    Suspended,
    /// A signal ends the process, or the terminal is gone; what was typed was
    /// written before.
    Ended,
}

/// What is seen, and what was begun.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The question at hand, from 0; in the list the one that is pointed at.
    pub at: usize,
    /// What is seen.
    pub place: Place,
    /// The answer in the making; none before the question is looked at.
    pub input: Option<Input>,
    /// What is to be said.
    pub message: Option<String>,
    /// Questions that a page of the list shows.
    pub page: usize,
    /// What follows once an answer is saved.
    then: Option<Then>,
    /// Digits typed in the list.
    digits: usize,
}

/// What is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// The question at hand.
    #[default]
    Question,
    /// All questions.
    List,
    /// The last page before handing in.
    HandIn,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Then {
    Go(usize),
    Show(Place),
    Do(Act),
}

impl Desk {
    /// With the question `at` before it.
    pub fn at(at: usize) -> Self {
        Self { at, page: 1, ..Self::default() }
    }

    /// What keys mean now.
    pub fn mode(&self) -> Mode {
        match self.place {
            Place::Question => self.input.as_ref().map_or(Mode::Recall, Input::mode),
            Place::List => Mode::List,
            Place::HandIn => Mode::HandIn,
        }
    }

    /// Takes the question at hand up as it was answered.
    pub fn look(&mut self, sitting: &Sitting) {
        if self.input.is_none() {
            let entry = &sitting.entries[self.at];
            self.input = Some(match &entry.given {
                Some(given) => Input::holding(&entry.question, given),
                None => Input::of(&entry.question),
            });
        }
    }

    /// Follows what waited for an answer to be saved.
    pub fn due(&mut self, sitting: &Sitting) -> Option<Act> {
        match self.then.take()? {
            Then::Do(act) => return Some(act),
            Then::Show(place) => self.show(place),
            Then::Go(index) => {
                (self.at, self.input) = (index, None);
                self.show(Place::Question);
                self.look(sitting);
            }
        }
        None
    }

    fn show(&mut self, place: Place) {
        (self.place, self.digits) = (place, 0);
    }

    /// The answer in the making, where it is not what was saved.
    pub fn write(&self, sitting: &Sitting) -> Option<Act> {
        let given = self.input.as_ref()?.draft();
        let differs = self.place == Place::Question && given != sitting.entries[self.at].given;
        differs.then_some(Act::Write { index: self.at, given })
    }

    /// Leaves the question: its answer first. With a limit the time is saved at
    /// each question, so that none is read outside of it.
    fn leave(&mut self, then: Then, sitting: &Sitting) -> Option<Act> {
        let timed = sitting.limit.is_some() && matches!(then, Then::Go(_));
        self.then = Some(then);
        self.write(sitting).or_else(|| self.due(sitting)).or(timed.then_some(Act::Tick))
    }

    /// Follows an action.
    pub fn act(&mut self, action: &Action, sitting: &Sitting) -> Option<Act> {
        self.message = None;
        match (action, self.place) {
            (Action::Interrupt, _) => self.leave(Then::Do(Act::Interrupted), sitting),
            (Action::Pause, _) => self.leave(Then::Do(Act::Suspended), sitting),
            (Action::Quit, _) => self.leave(Then::Do(Act::Leave), sitting),
            (Action::Go(index), _) => self.go(*index, sitting),
            (Action::HandIn, Place::HandIn) => Some(Act::HandIn),
            (Action::HandIn, _) => self.leave(Then::Show(Place::HandIn), sitting),
            (_, Place::Question) => self.in_question(action, sitting),
            (_, Place::List) => self.in_list(action, sitting),
            (Action::Out, Place::HandIn) => {
                self.show(Place::List);
                None
            }
            (_, Place::HandIn) => self.say("y hands in, Esc goes back."),
        }
    }

    fn say(&mut self, text: &str) -> Option<Act> {
        self.message = Some(text.to_owned());
        None
    }

    fn go(&mut self, index: usize, sitting: &Sitting) -> Option<Act> {
        match index < sitting.entries.len() {
            true => self.leave(Then::Go(index), sitting),
            false => self.say(&format!("Give a number from 1 to {}.", sitting.entries.len())),
        }
    }

    fn in_question(&mut self, action: &Action, sitting: &Sitting) -> Option<Act> {
        match action {
            Action::Next => self.go_on(sitting),
            Action::Back => self.go(self.at.saturating_sub(1), sitting),
            Action::Out => self.leave(Then::Show(Place::List), sitting),
            Action::Mark => Some(Act::Mark { index: self.at }),
            Action::Submit => self.submit(sitting),
            Action::Give(given) => self.give(given, sitting),
            Action::Clear => {
                self.input = Some(Input::of(&sitting.entries[self.at].question));
                self.write(sitting)
            }
            _ => self.put_together(action, sitting),
        }
    }

    /// The next question, behind the last one the list.
    fn go_on(&mut self, sitting: &Sitting) -> Option<Act> {
        match self.at + 1 < sitting.entries.len() {
            true => self.leave(Then::Go(self.at + 1), sitting),
            false => self.leave(Then::Show(Place::List), sitting),
        }
    }

    /// A whole answer, and on to the next question.
    fn give(&mut self, given: &Given, sitting: &Sitting) -> Option<Act> {
        let Entry { question, .. } = &sitting.entries[self.at];
        if !question.takes(given) {
            return self.say("That does not fit what is asked.");
        }
        self.input = Some(Input::holding(question, given));
        self.go_on(sitting)
    }

    /// Chooses what is pointed at, takes or puts an item, else goes on.
    fn submit(&mut self, sitting: &Sitting) -> Option<Act> {
        match &mut self.input {
            Some(Input::Pick(pick)) if !pick.several => {
                match pick.cursor.filter(|cursor| !pick.picked.contains(cursor)) {
                    Some(cursor) => self.pick(cursor, sitting),
                    None => self.go_on(sitting),
                }
            }
            Some(Input::Items { editor, .. }) if !editor.text().trim().is_empty() => {
                self.put_together(&Action::Submit, sitting)
            }
            Some(Input::Arrange(arrange)) => {
                arrange.put();
                self.go_on(sitting)
            }
            _ => self.go_on(sitting),
        }
    }

    fn put_together(&mut self, action: &Action, sitting: &Sitting) -> Option<Act> {
        match self.input.as_mut()?.act(action) {
            Did::Gave(Given::Chosen(chosen)) => self.pick(*chosen.first()?, sitting),
            // What is typed is saved when it is left; what was chosen, at once.
            Did::Changed if matches!(action, Action::Edit(_)) && !self.mode().is_typing() => {
                self.write(sitting)
            }
            _ => None,
        }
    }

    /// A single choice is an answer at once; it can be made anew.
    fn pick(&mut self, index: usize, sitting: &Sitting) -> Option<Act> {
        if let Some(Input::Pick(pick)) = &mut self.input {
            pick.picked = vec![index];
        }
        self.write(sitting)
    }

    fn in_list(&mut self, action: &Action, sitting: &Sitting) -> Option<Act> {
        let last = sitting.entries.len().saturating_sub(1);
        match action {
            Action::Move(way) => self.point_at(way.from(self.at, self.page, last)),
            Action::Next => self.point_at(Way::Down.from(self.at, 1, last)),
            Action::Back => self.point_at(Way::Up.from(self.at, 1, last)),
            Action::Digit(digit) => self.digit(*digit, last),
            Action::Submit | Action::Out => return self.leave(Then::Go(self.at), sitting),
            Action::Mark => return Some(Act::Mark { index: self.at }),
            _ => {}
        }
        None
    }

    fn point_at(&mut self, index: usize) {
        (self.at, self.input, self.digits) = (index, None, 0);
    }

    /// Digits name a question: `1`, `12`.
    fn digit(&mut self, digit: usize, last: usize) {
        let digit = digit % 10;
        let longer = self.digits * 10 + digit;
        let number = if longer > last + 1 { digit } else { longer };
        if (1..=last + 1).contains(&number) {
            self.point_at(number - 1);
        }
        self.digits = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asking::Key;
    use crate::asking::keymap::{self, EXAM};
    use crate::deck::parse::parse;
    use crate::quiz::exam::{Format, Paper, Repeats, Wish};
    use std::path::Path;

    /// A choice, a typed answer and an order, in this order.
    fn sitting() -> Sitting {
        let text = "format = 1\nid = \"d\"\ntitle = \"D\"\n[[card]]\nid = \"a\"\nfront = \"A\"\nback = \"x\"\nchoices = [\"y\", \"z\"]\n[[card]]\nid = \"b\"\nfront = \"B\"\nback = \"x\"\nask = \"type\"\n[[card]]\nid = \"c\"\nfront = \"C\"\norder = [\"1\", \"2\", \"3\"]\n";
        let deck = parse(Path::new("d.toml"), text).deck.unwrap();
        let wish =
            Wish { questions: 3, formats: Format::ALL.to_vec(), seed: 1, repeats: Repeats::Last };
        let mut paper = Paper::draw(&[deck], &wish).unwrap();
        paper.items.sort_by_key(|item| item.question.card.id.clone());
        let now = "2026-11-23T15:00:00Z".parse().unwrap();
        Sitting::begin(paper, "s".to_owned(), "pc".to_owned(), now, None, 60)
    }

    /// Presses keys, and saves as the driver does; what ended it.
    fn press(desk: &mut Desk, sitting: &mut Sitting, keys: &[Key]) -> Option<Act> {
        desk.look(sitting);
        for key in keys {
            let options = desk.input.as_ref().map_or(0, Input::options);
            let mut actions = keymap::actions(EXAM, desk.mode(), options, key);
            let action = actions.find(|action| !matches!(action, Action::Scroll(_)));
            let mut act = action.and_then(|action| desk.act(&action, sitting));
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

    /// Keys as they are written in a table: `⏎` Enter, `⎋` Esc, `↑` and `↓`, `⌫`
    /// Backspace, `⌦` Delete, `^` before a letter with Ctrl.
    fn keys(text: &str) -> Vec<Key> {
        let mut chars = text.chars();
        let mut keys = Vec::new();
        while let Some(c) = chars.next() {
            keys.push(match c {
                '⏎' => Key::Enter,
                '⎋' => Key::Esc,
                '↑' => Key::Up,
                '↓' => Key::Down,
                '⌫' => Key::Backspace,
                '⌦' => Key::Delete,
                '⇞' => Key::PageUp,
                '⇟' => Key::PageDown,
                '^' => Key::Ctrl(chars.next().unwrap()),
                c => Key::Char(c),
            });
        }
        keys
    }

    #[test]
    fn keys_answer_change_take_away_and_lead_on() {
        let text = |text: &str| Some(Given::Text(text.to_owned()));
        let chosen = |place| Some(Given::Chosen(vec![place]));
        let ordered = |order: [usize; 3]| Some(Given::Ordered(order.to_vec()));
        // Where it begins, what is pressed, its answer, where that leads.
        let cases = [
            // A choice is an answer at once, and can be changed and taken away.
            (0, "b", chosen(1), 0),
            (0, "b↑⏎", chosen(0), 0),
            (0, "b↑⏎⌫", None, 0),
            (0, "b⌫c⏎", chosen(2), 1),
            // A digit chooses, and one without an option does nothing.
            (0, "３", chosen(2), 0),
            (0, "39", chosen(2), 0),
            // Whatever leaves a question saves what was typed.
            (1, "m1⇟", text("m1"), 2),
            (1, "m1⇞", text("m1"), 0),
            (1, "m1^n", text("m1"), 2),
            (1, "m1⎋", text("m1"), 1),
            (1, "m1⏎", text("m1"), 2),
            (1, "abc⇟⇞⌫⇞", text("ab"), 0),
            (1, "abc⇟⇞^u⎋", None, 1),
            // An order that nobody touched is no answer; one that was taken and
            // put is, also as it was shown; and it goes back to that.
            (2, "⏎", None, 2),
            (2, " ↓⏎", ordered([1, 0, 2]), 2),
            (2, "  ⎋", ordered([0, 1, 2]), 2),
            (2, " ⏎", ordered([0, 1, 2]), 2),
            (2, " ↓⎋⏎⌫", None, 2),
            (2, " ↓⎋⏎⌦", None, 2),
            (2, " ↓⎋⏎^u", None, 2),
            (2, " ↓⎋⏎⌫ ↓⎋", ordered([1, 0, 2]), 2),
            (2, "1", None, 2),
        ];
        for (start, pressed, given, at) in cases {
            let (mut desk, mut sitting) = (Desk::at(start), sitting());
            assert_eq!(press(&mut desk, &mut sitting, &keys(pressed)), None, "{pressed}");
            assert_eq!((&sitting.entries[start].given, desk.at), (&given, at), "{pressed}");
        }
    }

    #[test]
    fn keys_lead_out_and_hand_in_only_when_asked_twice() {
        let cases = [
            (1, "m1^c", Some(Act::Interrupted), Place::Question, 1),
            (2, "⏎", None, Place::List, 0),
            (0, "⎋3m2⏎", None, Place::Question, 0),
            (0, "⎋e⏎⎋", None, Place::List, 0),
            (0, "⎋ey", Some(Act::HandIn), Place::HandIn, 0),
            (0, "⎋q", Some(Act::Leave), Place::List, 0),
        ];
        for (start, pressed, act, place, answered) in cases {
            let (mut desk, mut sitting) = (Desk::at(start), sitting());
            assert_eq!(press(&mut desk, &mut sitting, &keys(pressed)), act, "{pressed}");
            assert_eq!((desk.place, sitting.answered()), (place, answered), "{pressed}");
            let marked: &[usize] = if pressed.contains('3') { &[2] } else { &[] };
            assert_eq!(sitting.to_review(), marked, "{pressed}");
        }
    }

    #[test]
    fn with_a_limit_each_change_of_question_saves_the_time() {
        let (mut desk, mut sitting) = (Desk::default(), sitting());
        sitting.limit = Some(std::time::Duration::from_secs(60));
        assert_eq!(press(&mut desk, &mut sitting, &keys("^n")), Some(Act::Tick));
        assert_eq!((desk.at, desk.place), (1, Place::Question));
        // An answer is saved with the time that it took.
        assert_eq!(press(&mut desk, &mut sitting, &keys("m1^n")), None);
        assert_eq!((desk.at, sitting.answered()), (2, 1));
    }
}
