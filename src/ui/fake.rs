//! Faces without a terminal, and one script for all of them: what a person does,
//! as each face has to be told it. For study and for exams.

use super::Face;
use super::exam::ExamUi;
use super::json::{Json, JsonExam};
use super::line::Line;
use super::plain::Plain;
use super::plain::exam::PlainExam;
use super::plain::hearing::Hearing;
use super::prompt::{Prompts, Weight, Wish};
use super::screen::Screen;
use super::screen::exam::ExamScreen;
use super::tty::Terminal;
use super::wording::Compared;
use crate::asking::editor::Editor;
use crate::asking::keymap::{self, EXAM, Keymap, Mode, STUDY, letter};
use crate::asking::{Action, Key};
use crate::quiz::question::Given;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Cursor};
use std::rc::Rc;
use std::time::Duration;

/// A step of a script: what is done, and in what mode of the question.
pub(crate) type Step = (Mode, Action);

/// What a face wrote.
pub(crate) type Written = Rc<RefCell<String>>;

/// All faces, each told to do what `script` does, and what it writes.
pub(crate) fn faces(script: &[Step]) -> Vec<(&'static str, Box<dyn Face>, Written)> {
    let written = [(); 4].map(|()| Written::default());
    let [screen, line, plain, json] = written.clone().map(Writer);
    let [to_screen, to_line, to_plain, to_json] = written;
    let terminal = FakeTerminal {
        keys: script.iter().flat_map(screen_keys).map(Some).collect(),
        written: screen,
    };
    let prompts =
        FakePrompts { heard: RefCell::new(script.iter().flat_map(heard).collect()), written: line };
    vec![
        ("screen", Box::new(Screen::new(terminal, false, false)) as Box<dyn Face>, to_screen),
        ("line", Box::new(Line::new(prompts)), to_line),
        ("plain", Box::new(Plain::new(lines(script, plain_line), plain)), to_plain),
        ("json", Box::new(Json::new(lines(script, json_line), json)), to_json),
    ]
}

/// All faces of an exam, each told to sit it as `script` does, to read the result
/// and to leave the schedule alone.
pub(crate) fn exam_faces(script: &[Step]) -> Vec<(&'static str, Box<dyn ExamUi>)> {
    let hearing = |line| {
        let lines = lines(script, line);
        Hearing::of(|| lines).unwrap()
    };
    // A page takes keys after a silence.
    let page = || [None, Some(Key::Enter)];
    let keys = script.iter().flat_map(exam_keys).map(Some);
    let keys = page().into_iter().chain(keys).chain(page());
    let terminal = FakeTerminal { keys: keys.collect(), written: Writer::default() };
    vec![
        ("screen", Box::new(ExamScreen::new(terminal, false, false)) as Box<dyn ExamUi>),
        ("plain", Box::new(PlainExam::new(hearing(exam_line), Writer::default(), None))),
        ("json", Box::new(JsonExam::new(hearing(json_line), Writer::default()))),
    ]
}

/// What a person writes in a face over lines.
fn lines(script: &[Step], line: fn(&Step) -> Option<String>) -> Cursor<String> {
    Cursor::new(script.iter().filter_map(line).map(|line| format!("{line}\n")).collect())
}

/// The keys of a step of an exam on the screen.
fn exam_keys(step: &Step) -> Vec<Key> {
    match step {
        (Mode::Choice, Action::Give(Given::Chosen(places))) => {
            vec![Key::Char(letter(places[0])), Key::Enter]
        }
        (_, Action::Give(_)) => keys(step),
        (mode, Action::Go(index)) => {
            let out = (*mode != Mode::List).then_some(Key::Esc);
            let digits = (index + 1).to_string();
            out.into_iter().chain(digits.chars().map(Key::Char)).chain([Key::Enter]).collect()
        }
        (_, Action::Clear) => vec![Key::Ctrl('u')],
        (mode, action) => commanded(EXAM, *mode, Mode::List, action),
    }
}

fn exam_line(step: &Step) -> Option<String> {
    match &step.1 {
        Action::Go(index) => Some(format!(":go {}", index + 1)),
        Action::Give(_) => plain_line(step),
        action => Some(format!(":{}", word(EXAM, action))),
    }
}

/// Writes where a test reads.
#[derive(Debug, Clone, Default)]
struct Writer(Written);

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The keys of a step on the screen, where a page is left before the next step.
fn screen_keys(step: &Step) -> Vec<Key> {
    let back = matches!(step.1, Action::History | Action::Help).then_some(Key::Esc);
    keys(step).into_iter().chain(back).collect()
}

/// The keys of a step where nothing lies over a question.
fn keys((mode, action): &Step) -> Vec<Key> {
    let typed = |text: &str| text.chars().map(Key::Char).collect::<Vec<_>>();
    let letters = |places: &[usize]| places.iter().map(|&at| Key::Char(letter(at))).collect();
    let enter = |mut keys: Vec<Key>| {
        keys.push(Key::Enter);
        keys
    };
    match action {
        Action::Give(Given::Text(text)) => enter(typed(text)),
        Action::Give(Given::Named(items)) => {
            enter(items.iter().flat_map(|item| enter(typed(item))).collect())
        }
        Action::Give(Given::Chosen(places)) if *mode == Mode::Several => enter(letters(places)),
        Action::Give(Given::Chosen(places)) => letters(places),
        Action::Give(Given::Matched(places)) => enter(letters(places)),
        Action::Give(Given::Ordered(order)) => enter(moves(order)),
        Action::Give(Given::Ticked(places)) => {
            let last = places.last().map_or(0, |last| last + 1);
            let tick = |at: usize| match places.contains(&at) {
                true => vec![Key::Down, Key::Char(' ')],
                false => vec![Key::Down],
            };
            enter((0..last).flat_map(tick).collect())
        }
        Action::Reveal => vec![Key::Enter],
        Action::Rate(rating) => typed(&(*rating as u8).to_string()),
        command => commanded(STUDY, *mode, Mode::Page, command),
    }
}

/// The keys of a command; where letters are text they lead over the page behind
/// the question, in mode `behind`.
fn commanded(map: &Keymap, mode: Mode, behind: Mode, command: &Action) -> Vec<Key> {
    keymap::key_for(map, mode, command).map_or_else(
        || {
            let key = keymap::key_for(map, behind, command);
            vec![Key::Esc, key.unwrap_or_else(|| panic!("no key for {command:?}"))]
        },
        |key| vec![key],
    )
}

fn word(map: &Keymap, command: &Action) -> &'static str {
    let mut words = keymap::words(map);
    let word = words.find(|(_, _, action)| *action == Some(command));
    word.unwrap_or_else(|| panic!("no word for {command:?}")).0
}

/// The keys that bring items, which stand as shown, into an order.
fn moves(order: &[usize]) -> Vec<Key> {
    let mut now: Vec<usize> = (0..order.len()).collect();
    let (mut keys, mut cursor) = (Vec::new(), 0);
    for (place, item) in order.iter().enumerate() {
        let at = now.iter().position(|known| known == item).unwrap();
        keys.extend(std::iter::repeat_n(Key::Down, at.saturating_sub(cursor)));
        keys.extend(std::iter::repeat_n(Key::Up, cursor.saturating_sub(at)));
        keys.push(Key::Char(' '));
        keys.extend(std::iter::repeat_n(Key::Up, at - place));
        keys.push(Key::Char(' '));
        let item = now.remove(at);
        now.insert(place, item);
        cursor = place;
    }
    keys
}

/// The line of a step in plain mode, which rates a verdict by itself.
fn plain_line((_, action): &Step) -> Option<String> {
    let numbers = |places: &[usize]| {
        let numbers = places.iter().map(|place| (place + 1).to_string());
        numbers.collect::<Vec<_>>().join(" ")
    };
    Some(match action {
        Action::Give(Given::Text(text)) => text.clone(),
        Action::Give(Given::Named(items)) => items.join("; "),
        Action::Give(Given::Ticked(places)) if places.is_empty() => "0".to_owned(),
        Action::Give(
            Given::Chosen(places)
            | Given::Matched(places)
            | Given::Ordered(places)
            | Given::Ticked(places),
        ) => numbers(places),
        Action::Reveal => String::new(),
        Action::Rate(rating) => (*rating as u8).to_string(),
        Action::Accept => return None,
        command => format!(":{}", word(STUDY, command)),
    })
}

fn json_line((_, action): &Step) -> Option<String> {
    Some(serde_json::to_string(action).unwrap())
}

/// A terminal whose keys are written down before.
struct FakeTerminal {
    /// None is a silence.
    keys: VecDeque<Option<Key>>,
    written: Writer,
}

impl Terminal for FakeTerminal {
    fn size(&self) -> io::Result<(u16, u16)> {
        Ok((80, 24))
    }

    fn enter(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn leave(&mut self) {}

    fn paint(&mut self, buffer: &Buffer, _: Option<(u16, u16)>) -> io::Result<()> {
        let cells = buffer.content.iter().map(|cell| cell.symbol());
        let text: String = cells.collect();
        self.written.0.borrow_mut().push_str(&text);
        Ok(())
    }

    fn wait_for(&mut self, _: Option<Duration>) -> io::Result<Option<Event>> {
        let key = self.keys.pop_front().ok_or_else(|| io::Error::other("no keys are left"))?;
        let Some(key) = key else { return Ok(None) };
        let (code, modifiers) = match key {
            Key::Char(c) => (KeyCode::Char(c), KeyModifiers::NONE),
            Key::Ctrl(c) => (KeyCode::Char(c), KeyModifiers::CONTROL),
            Key::Enter => (KeyCode::Enter, KeyModifiers::NONE),
            Key::Esc => (KeyCode::Esc, KeyModifiers::NONE),
            Key::Tab => (KeyCode::Tab, KeyModifiers::NONE),
            Key::Up => (KeyCode::Up, KeyModifiers::NONE),
            Key::Down => (KeyCode::Down, KeyModifiers::NONE),
            other => panic!("no script presses {other:?}"),
        };
        Ok(Some(Event::Key(KeyEvent::new(code, modifiers))))
    }

    fn forget_type_ahead(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn is_held(&mut self, _: &KeyEvent) -> io::Result<bool> {
        Ok(false)
    }

    fn types_on(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn print(&mut self, line: &str) -> io::Result<()> {
        self.written.0.borrow_mut().push_str(line);
        Ok(())
    }
}

/// What a person does at a prompt.
#[derive(Debug)]
enum Heard {
    Key(Key),
    Chose(Option<Vec<usize>>),
}

/// The steps of line mode: where a prompt stands, commands are in the menu
/// behind Esc.
fn heard(step: &Step) -> Vec<Heard> {
    let (mode, action) = step;
    let asks = matches!(
        mode,
        Mode::Choice | Mode::Pointed | Mode::Several | Mode::Arrange | Mode::Match | Mode::Ticking
    );
    match action {
        Action::Give(Given::Chosen(places) | Given::Ordered(places) | Given::Ticked(places)) => {
            vec![Heard::Chose(Some(places.clone()))]
        }
        Action::Give(Given::Matched(places)) => {
            places.iter().map(|place| Heard::Chose(Some(vec![*place]))).collect()
        }
        Action::Reveal if *mode == Mode::Several => vec![Heard::Chose(Some(Vec::new()))],
        // The item behind the last shows the answer.
        Action::Reveal if asks => vec![Heard::Chose(Some(vec![usize::MAX]))],
        command if asks => vec![Heard::Chose(None), Heard::Chose(Some(vec![in_menu(command)]))],
        command
            if keymap::key_for(STUDY, *mode, command).is_none()
                && mode.is_typing()
                && !matches!(command, Action::Give(_) | Action::Reveal) =>
        {
            vec![Heard::Key(Key::Esc), Heard::Chose(Some(vec![in_menu(command)]))]
        }
        _ => keys(step).into_iter().map(Heard::Key).collect(),
    }
}

/// The place of a command in the menu, behind the way back.
fn in_menu(command: &Action) -> usize {
    let told: Vec<&Action> = keymap::words(STUDY).filter_map(|(.., action)| action).collect();
    told.iter().position(|action| *action == command).unwrap() + 1
}

/// Prompts that are answered before.
struct FakePrompts {
    heard: RefCell<VecDeque<Heard>>,
    written: Writer,
}

impl FakePrompts {
    fn next(&self) -> io::Result<Heard> {
        self.heard.borrow_mut().pop_front().ok_or_else(|| io::Error::other("nothing is left"))
    }
}

impl Prompts for FakePrompts {
    fn write(&self, text: &str, _: Weight) -> io::Result<()> {
        self.written.0.borrow_mut().push_str(&format!("{text}\n"));
        Ok(())
    }

    fn write_verdict(&self, verdict: &Compared) -> io::Result<()> {
        let text = |runs: &[(String, bool)]| -> String {
            runs.iter().map(|(text, _)| text.as_str()).collect()
        };
        let typed = text(&verdict.typed);
        let typed = if typed.is_empty() { typed } else { format!("You typed: {typed}\n") };
        let written = format!("{}{}\n{typed}", verdict.head, text(&verdict.answer));
        self.written.0.borrow_mut().push_str(&written);
        Ok(())
    }

    fn show_bar(&self, _: usize, _: usize, _: &str) {}

    fn draw_line(&self, _: &Editor) -> io::Result<()> {
        Ok(())
    }

    fn key(&self) -> io::Result<Key> {
        match self.next()? {
            Heard::Key(key) => Ok(key),
            chose @ Heard::Chose(_) => panic!("a key is read, not {chose:?}"),
        }
    }

    fn forget_type_ahead(&self) {}

    fn is_held(&self) -> bool {
        false
    }

    fn types_on(&self) -> bool {
        false
    }

    fn choose(&self, prompt: &str, _: &[String], _: Wish) -> io::Result<Option<Vec<usize>>> {
        match self.next()? {
            Heard::Chose(chosen) => Ok(chosen),
            Heard::Key(key) => panic!("{prompt}: a choice is made, not {key:?}"),
        }
    }
}
