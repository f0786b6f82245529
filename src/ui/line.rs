//! A session on a terminal, line by line: prompts with dialoguer, a progress
//! bar with indicatif, single keys for revealing, typing and rating.
//!
//! What was typed ahead is thrown away before each prompt, so that it can never
//! rate a card; Esc opens a menu.

pub mod review;

use super::prompt::{Prompts, Weight, Wish};
use super::{Ending, Face, signals, wording};
use crate::asking::input::Input;
use crate::asking::keymap::{self, Mode, STUDY};
use crate::asking::study::{Asking, News, Phase};
use crate::asking::{Action, Key};
use crate::quiz::question::{Form, Given, Graded, Hint, Question};
use crate::quiz::session::{Opening, Summary};
use std::io;

/// A session on a terminal.
pub struct Line<P> {
    prompts: P,
}

/// The last item of a choice: nobody must choose to see the answer.
const SHOW: &str = "(show the answer)";

impl<P: Prompts> Line<P> {
    /// Speaks through `prompts`.
    pub fn new(prompts: P) -> Self {
        Self { prompts }
    }

    fn print(&self, text: &str) -> io::Result<()> {
        self.prompts.write(text, Weight::Plain)
    }

    fn print_dim(&self, text: &str) -> io::Result<()> {
        self.prompts.write(text, Weight::Dim)
    }

    fn print_bar(&self, asking: &Asking) -> io::Result<()> {
        self.print_dim(&wording::bar(asking).join(" · "))
    }

    fn show_question(&self, asking: &Asking) -> io::Result<()> {
        let question = &asking.question;
        self.print("")?;
        let (given, needed) = question.answers;
        self.prompts.show_bar(given, given + needed, &wording::left(question.left));
        self.print("")?;
        let standing = wording::standing(question);
        self.print_dim(&format!("{} · {standing}", question.deck_title))?;
        self.print("")?;
        if question.form == Form::Reverse {
            self.print_dim("The answer is this. What was the question?")?;
        }
        self.prompts.write(&question.prompt(), Weight::Bold)?;
        asking.hints.iter().try_for_each(|hint| self.show_hint(question, hint))?;
        match asking.mode() {
            Mode::Text => {
                wording::promoted(question).map_or(Ok(()), |text| self.print_dim(text))?;
                self.print_dim("Type the answer; Enter alone shows it")
            }
            Mode::Items => self.print_dim("Type the items, each with Enter; an empty one ends"),
            _ => Ok(()),
        }?;
        match (&asking.phase, asking.mode()) {
            (Phase::Asked, Mode::Text | Mode::Items | Mode::Recall) => self.print_bar(asking),
            (Phase::Asked, _) => Ok(()),
            _ => self.show_answer(asking),
        }
    }

    fn show_answer(&self, asking: &Asking) -> io::Result<()> {
        let question = &asking.question;
        self.print("")?;
        match &asking.phase {
            Phase::Judged(given, graded) => self.show_grade(given, graded)?,
            _ => self.print(&question.answer())?,
        }
        question.filled().map_or(Ok(()), |text| self.prompts.write(&text, Weight::Bold))?;
        wording::background(question, wording::heads(question))
            .iter()
            .try_for_each(|text| self.print_dim(text))?;
        if asking.phase == Phase::Ticking {
            return Ok(());
        }
        self.print(&wording::ratings(question, asking.judged(), asking.taken).join("  "))?;
        self.print_bar(asking)
    }

    fn show_grade(&self, given: &Given, graded: &Graded) -> io::Result<()> {
        self.prompts.write_verdict(&wording::verdict(given, graded))?;
        graded.items.iter().try_for_each(|item| self.print(&wording::marked(item)))
    }

    fn show_hint(&self, question: &Question, hint: &Hint) -> io::Result<()> {
        match hint {
            Hint::Text(text) => self.print(&format!("Hint: {text}")),
            Hint::NotThis(index) => {
                self.print(&format!("Hint: it is not {}", question.form.options()[*index]))
            }
        }
    }

    /// A key where nothing is put together, or where text is typed.
    fn pressed(&self, asking: &Asking) -> io::Result<Option<Action>> {
        let mode = asking.mode();
        if let Input::Text(editor) | Input::Items { editor, .. } = &asking.input
            && mode.is_typing()
        {
            self.prompts.draw_line(editor)?;
        }
        let key = self.prompts.key()?;
        let action = keymap::actions(STUDY, mode, 0, &key)
            .find(|action| !matches!(action, Action::Scroll(_) | Action::Redraw));
        if asking.may_be_typed_on(&key) && self.prompts.types_on() {
            self.print(wording::typed_on(asking))?;
            return Ok(None);
        }
        if action == Some(Action::Accept) && key == Key::Enter && self.prompts.is_held() {
            return Ok(None);
        }
        match &action {
            Some(Action::Type(_) | Action::Edit(_)) => {}
            Some(_) if mode.is_typing() => self.print("")?,
            None if matches!(key, Key::Char(_)) => self.print_bar(asking)?,
            _ => {}
        }
        Ok(action)
    }

    /// A choice; none where it was left.
    fn chosen(&self, asking: &Asking, several: bool) -> io::Result<Option<Action>> {
        let Input::Pick(pick) = &asking.input else { return Ok(None) };
        let options = asking.question.form.options().iter().enumerate();
        let left: Vec<(usize, &String)> =
            options.filter(|(index, _)| !pick.removed.contains(index)).collect();
        let mut items: Vec<String> = left.iter().map(|(_, text)| (*text).clone()).collect();
        let (prompt, wish) = match several {
            true => ("All right ones: Space marks, Enter answers, Esc menu", Wish::Several),
            false => {
                items.push(SHOW.to_owned());
                ("Enter answers, Esc menu", Wish::One)
            }
        };
        let chosen = self.prompts.choose(prompt, &items, wish)?;
        Ok(chosen.map(|chosen| {
            let places: Option<Vec<usize>> =
                chosen.iter().map(|&at| left.get(at).map(|(index, _)| *index)).collect();
            match places {
                Some(places) if !places.is_empty() => Action::Give(Given::Chosen(places)),
                _ => Action::Reveal,
            }
        }))
    }

    /// A choice for each left side.
    fn matched(&self, asking: &Asking) -> io::Result<Option<Action>> {
        let Form::Match { left, right, .. } = &asking.question.form else { return Ok(None) };
        let items: Vec<String> = right.iter().cloned().chain([SHOW.to_owned()]).collect();
        let mut places = Vec::new();
        for text in left {
            self.print(text)?;
            let chosen = self.prompts.choose("What belongs to it? Esc menu", &items, Wish::One)?;
            match chosen.as_deref() {
                Some([index]) if *index < right.len() => places.push(*index),
                Some(_) => return Ok(Some(Action::Reveal)),
                None => return Ok(None),
            }
        }
        let given = Given::Matched(places);
        if asking.question.takes(&given) {
            return Ok(Some(Action::Give(given)));
        }
        self.print("Each belongs to one only; once more.")?;
        self.matched(asking)
    }

    /// The menu behind Esc; none to go back.
    fn menu(&self) -> io::Result<Option<Action>> {
        let told: Vec<(String, &Action)> = keymap::words(STUDY)
            .filter_map(|(word, meaning, action)| Some((format!("{word}: {meaning}"), action?)))
            .collect();
        let back = std::iter::once("back to the card".to_owned());
        let items: Vec<String> = back.chain(told.iter().map(|(text, _)| text.clone())).collect();
        let chosen = self.prompts.choose("byheart", &items, Wish::One)?;
        let chosen = chosen.and_then(|chosen| chosen.first()?.checked_sub(1));
        Ok(chosen.and_then(|index| told.get(index)).map(|(_, action)| (*action).clone()))
    }

    fn action(&self, asking: &Asking) -> io::Result<Action> {
        let question = &asking.question;
        loop {
            let action = match asking.mode() {
                Mode::Choice | Mode::Pointed => self.chosen(asking, false)?,
                Mode::Several => self.chosen(asking, true)?,
                Mode::Match => self.matched(asking)?,
                Mode::Arrange => {
                    let prompt = "Space takes and puts, Enter answers, Esc menu";
                    let order =
                        self.prompts.choose(prompt, question.form.options(), Wish::Order)?;
                    order.map(|order| Action::Give(Given::Ordered(order)))
                }
                Mode::Ticking => {
                    let prompt = "Which did you recall? Space marks, Enter goes on";
                    let ticked =
                        self.prompts.choose(prompt, question.card.items(), Wish::Several)?;
                    ticked.map(|ticked| Action::Give(Given::Ticked(ticked)))
                }
                _ => match self.pressed(asking)? {
                    None => continue,
                    Some(Action::Out) => None,
                    some => some,
                },
            };
            // What is left with Esc leads to the menu.
            if let Some(action) = action.map_or_else(|| self.menu(), |action| Ok(Some(action)))? {
                return Ok(action);
            }
        }
    }
}

impl<P: Prompts> Face for Line<P> {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        wording::opening(opening).iter().try_for_each(|line| self.print(line))
    }

    fn show(&mut self, asking: &Asking, news: &News) -> io::Result<()> {
        match news {
            News::Question => self.show_question(asking)?,
            News::Input => return Ok(()),
            News::Hint => {
                asking
                    .hints
                    .last()
                    .map_or(Ok(()), |hint| self.show_hint(&asking.question, hint))?;
                wording::price(asking.taken).iter().try_for_each(|text| self.print_dim(text))?;
            }
            News::Answer => self.show_answer(asking)?,
            News::Keys => keymap::help(STUDY)
                .try_for_each(|(keys, meaning)| self.print(&format!("{keys}{meaning}")))?,
            News::History => wording::history(&asking.question, asking.is_shown())
                .iter()
                .try_for_each(|line| self.print(line))?,
            News::Passage => {
                let mut lines = asking.opened.iter().flat_map(wording::passage);
                lines.try_for_each(|line| self.print(&line))?;
            }
            News::Said(text) => self.print(text)?,
        }
        if let News::Question | News::Answer = news {
            self.prompts.forget_type_ahead();
        }
        Ok(())
    }

    fn read(&mut self, asking: &Asking) -> io::Result<Action> {
        match self.action(asking) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Action::Interrupt),
            action => action,
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)
    }

    fn end(&mut self, summary: &Summary, asks: bool) -> io::Result<Ending> {
        self.print("")?;
        wording::summary(summary).iter().try_for_each(|line| self.print(line))?;
        if !asks {
            return Ok(Ending::Leave);
        }
        self.print_dim("Enter leaves · u undo")?;
        self.prompts.forget_type_ahead();
        loop {
            match self.prompts.key() {
                Ok(Key::Char('u')) => return Ok(Ending::Undo),
                Ok(Key::Enter | Key::Esc | Key::Char('q')) => return Ok(Ending::Leave),
                Ok(Key::Ctrl('z')) => signals::suspend(),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => signals::interrupt(),
                Err(error) => return Err(error),
            }
        }
    }
}
