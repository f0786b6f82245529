//! Answers on a terminal, each form with its own prompt.

use super::Line;
use crate::base::sanitize::sanitize;
use crate::quiz::question::{Form, Given, Question};
use crate::ui::edit::Editor;
use crate::ui::{Response, signals};
use console::Key;
use dialoguer::{MultiSelect, Sort};
use std::io;

/// What a prompt gave: an answer, or something else that the learner wants.
pub(super) enum Prompted<T> {
    Given(T),
    /// Show the answer.
    Reveal,
    /// Ask the same again.
    Again,
    Leave(Response),
}

/// The first item of a choice: nobody must choose to see the answer.
const SHOW: &str = "(show the answer)";

impl Line {
    /// Lets the learner answer in the question's own form.
    pub(super) fn answer(
        &mut self,
        question: &Question,
        taken: &mut u8,
    ) -> io::Result<Prompted<Given>> {
        match &question.form {
            Form::Reveal | Form::Reverse | Form::Tick => self.reveal(question, taken),
            Form::Type => {
                self.begin_typing("Type the answer; Enter alone shows it")?;
                Ok(match self.typed(question, taken)? {
                    Prompted::Given(text) => Prompted::Given(Given::Text(text)),
                    Prompted::Reveal => Prompted::Reveal,
                    Prompted::Again => Prompted::Again,
                    Prompted::Leave(response) => Prompted::Leave(response),
                })
            }
            Form::Choose { options, right } => {
                self.choose(question, options, right.len() > 1, taken)
            }
            Form::Order { shown, .. } => self.order(question, shown, taken),
            Form::Match { left, right, .. } => self.pairs(question, left, right, taken),
            Form::List => self.named(question, taken),
        }
    }

    fn choose(
        &mut self,
        question: &Question,
        options: &[String],
        several: bool,
        taken: &mut u8,
    ) -> io::Result<Prompted<Given>> {
        let items = self.prompter.items(options)?;
        let chosen = match several {
            true => self.prompter.guarded(|term, theme| {
                MultiSelect::with_theme(theme)
                    .with_prompt("All right ones: Space marks, Enter answers, Esc menu")
                    .items(&items)
                    .report(false)
                    .interact_on_opt(term)
            })?,
            false => {
                let items: Vec<&str> = items.iter().map(String::as_str).chain([SHOW]).collect();
                let chosen = self.prompter.select("Enter answers, Esc menu", &items, 0)?;
                chosen.map(|index| vec![index])
            }
        };
        match chosen.as_deref() {
            Some([]) => Ok(Prompted::Reveal),
            Some([index]) if *index == options.len() => Ok(Prompted::Reveal),
            _ => self.prompted(chosen.map(Given::Chosen), question, taken),
        }
    }

    fn order(
        &mut self,
        question: &Question,
        shown: &[String],
        taken: &mut u8,
    ) -> io::Result<Prompted<Given>> {
        let items = self.prompter.items(shown)?;
        let order = self.prompter.guarded(|term, theme| {
            Sort::with_theme(theme)
                .with_prompt("Space takes and puts, Enter answers, Esc menu")
                .items(&items)
                .report(false)
                .interact_on_opt(term)
        })?;
        self.prompted(order.map(Given::Ordered), question, taken)
    }

    /// A choice for each left side.
    fn pairs(
        &mut self,
        question: &Question,
        left: &[String],
        right: &[String],
        taken: &mut u8,
    ) -> io::Result<Prompted<Given>> {
        let items = self.prompter.items(right)?;
        let items: Vec<&str> = items.iter().map(String::as_str).chain([SHOW]).collect();
        let mut chosen = Vec::new();
        for text in left {
            self.print(text)?;
            match self.prompter.select("What belongs to it? Esc menu", &items, 0)? {
                Some(index) if index == right.len() => return Ok(Prompted::Reveal),
                Some(index) => chosen.push(index),
                None => return self.prompted(None, question, taken),
            }
        }
        Ok(Prompted::Given(Given::Matched(chosen)))
    }

    /// Items typed one by one; an empty line ends.
    fn named(&mut self, question: &Question, taken: &mut u8) -> io::Result<Prompted<Given>> {
        let mut named = Vec::new();
        self.begin_typing("Type the items, each with Enter; an empty one ends")?;
        loop {
            match self.typed(question, taken)? {
                Prompted::Given(text) => named.push(text),
                Prompted::Reveal if named.is_empty() => return Ok(Prompted::Reveal),
                Prompted::Reveal => return Ok(Prompted::Given(Given::Named(named))),
                Prompted::Again => {}
                Prompted::Leave(response) => return Ok(Prompted::Leave(response)),
            }
        }
    }

    /// After a list was shown: which of its items were recalled.
    pub(super) fn ticked(&self, question: &Question) -> io::Result<Option<Given>> {
        if question.form != Form::Tick {
            return Ok(None);
        }
        let items = self.prompter.items(question.card.items())?;
        let ticked = self.prompter.guarded(|term, theme| {
            MultiSelect::with_theme(theme)
                .with_prompt("Which did you recall? Space marks, Enter goes on")
                .items(&items)
                .report(false)
                .interact_on_opt(term)
        })?;
        Ok(ticked.map(Given::Ticked))
    }

    /// A prompt that was left with Esc leads to the menu.
    fn prompted(
        &mut self,
        given: Option<Given>,
        question: &Question,
        taken: &mut u8,
    ) -> io::Result<Prompted<Given>> {
        Ok(match given {
            Some(given) => Prompted::Given(given),
            None => match self.menu(question, taken)? {
                Some(response) => Prompted::Leave(response),
                None => Prompted::Again,
            },
        })
    }

    fn begin_typing(&self, what: &str) -> io::Result<()> {
        self.print_dim(&format!("{what} · Tab hint · Esc menu"))?;
        self.prompter.forget_type_ahead();
        Ok(())
    }

    fn typed(&mut self, question: &Question, taken: &mut u8) -> io::Result<Prompted<String>> {
        let mut editor = Editor::default();
        loop {
            self.draw(&editor)?;
            match self.prompter.key()? {
                Key::Enter => break,
                Key::Escape => {
                    self.gap()?;
                    if let Some(response) = self.menu(question, taken)? {
                        return Ok(Prompted::Leave(response));
                    }
                }
                Key::Tab => {
                    self.gap()?;
                    self.hint(question, taken)?;
                }
                Key::Char('\u{1a}') => signals::suspend(),
                key => edit(&mut editor, key),
            }
        }
        self.gap()?;
        let text = editor.text().trim().to_owned();
        Ok(if text.is_empty() { Prompted::Reveal } else { Prompted::Given(text) })
    }

    fn draw(&self, editor: &Editor) -> io::Result<()> {
        let (text, column) = editor.view(self.prompter.width() - 4);
        let term = self.prompter.term();
        term.clear_line()?;
        term.write_str(&format!("> {}", sanitize(&text)))?;
        term.move_cursor_left(console::measure_text_width(&text).saturating_sub(column))
    }
}

fn edit(editor: &mut Editor, key: Key) {
    match key {
        Key::Char(character) if !character.is_control() => editor.insert(&character.to_string()),
        Key::Char('\u{15}') => editor.kill_line(),
        Key::Char('\u{17}') => editor.kill_word(),
        Key::Backspace => editor.backspace(),
        Key::Del => editor.delete(),
        Key::ArrowLeft => editor.left(),
        Key::ArrowRight => editor.right(),
        Key::Home => editor.home(),
        Key::End => editor.end(),
        _ => {}
    }
}
