//! A session on a terminal, line by line: prompts with dialoguer, a progress
//! bar with indicatif, single keys for revealing and rating.
//!
//! No key both reveals and rates; what was typed ahead is thrown away before
//! each prompt, so that it can never rate a card; Esc opens a menu.

use super::edit::Editor;
use super::{Response, Ui, wording};
use crate::deck::sanitize::sanitize;
use crate::quiz::judge::{Piece, PieceKind};
use crate::quiz::question::{Form, Given, Graded, How, Question};
use crate::quiz::session::{Opening, Summary};
use crate::schedule::Rating;
use console::{Key, Term, style};
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{MultiSelect, Select, Sort};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nix::sys::termios::{FlushArg, tcflush};
use std::io;

/// A session on a terminal.
pub struct Line {
    term: Term,
    theme: Box<dyn Theme>,
    ascii: bool,
}

/// What a prompt gave: an answer, or something else that the learner wants.
enum Prompted<T> {
    Given(T),
    /// Show the answer.
    Reveal,
    /// Ask the same again.
    Again,
    Leave(Response),
}

const KEYS_BEFORE: &str = "Enter show answer · h hint · u undo · s suspend · q quit";
const KEYS_AFTER: &str = "1–4 rate · u undo · s suspend · q quit";

impl Line {
    /// Speaks on stderr, which must be a terminal.
    pub fn new(color: bool, ascii: bool) -> Self {
        let theme: Box<dyn Theme> = match color {
            true => Box::new(ColorfulTheme::default()),
            false => Box::new(SimpleTheme),
        };
        Self { term: Term::stderr(), theme, ascii }
    }

    fn width(&self) -> usize {
        usize::from(self.term.size().1).clamp(20, 100)
    }

    fn print(&self, text: &str) -> io::Result<()> {
        let clean = sanitize(text);
        for line in clean.lines() {
            for row in textwrap::wrap(line, self.width() - 1) {
                self.term.write_line(&self.plain_marks(&row))?;
            }
        }
        Ok(())
    }

    fn print_dim(&self, text: &str) -> io::Result<()> {
        for row in textwrap::wrap(&sanitize(text), self.width() - 1) {
            self.term.write_line(&style(self.plain_marks(&row)).for_stderr().dim().to_string())?;
        }
        Ok(())
    }

    fn print_bold(&self, text: &str) -> io::Result<()> {
        let clean = sanitize(text);
        for line in clean.lines() {
            for row in textwrap::wrap(line, self.width() - 1) {
                self.term.write_line(&style(row).for_stderr().bold().to_string())?;
            }
        }
        Ok(())
    }

    /// byheart's own marks in ASCII where that was asked for.
    fn plain_marks(&self, text: &str) -> String {
        match self.ascii {
            true => text.replace('·', "|").replace('–', "-").replace('→', ">").replace('…', "..."),
            false => text.to_owned(),
        }
    }

    fn show_bar(&self, question: &Question) {
        let total = question.answered + question.left.total();
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        let template = "{bar:20} {pos}/{len} {msg}";
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars(if self.ascii { "#>-" } else { "━╸─" }));
        bar.set_position(question.answered as u64);
        let room = self.width().saturating_sub(30);
        let left: String = wording::left(question).chars().take(room).collect();
        bar.abandon_with_message(left);
    }

    fn show_question(&self, question: &Question) -> io::Result<()> {
        self.term.write_line("")?;
        self.show_bar(question);
        self.term.write_line("")?;
        let standing = wording::standing(question.standing);
        self.print_dim(&format!("{} · {standing}", question.deck_title))?;
        self.term.write_line("")?;
        self.print_bold(&question.prompt())
    }

    fn show_answer(&self, question: &Question) -> io::Result<()> {
        self.term.write_line("")?;
        self.print(&question.answer())?;
        self.show_background(question)
    }

    fn show_background(&self, question: &Question) -> io::Result<()> {
        if let Some(note) = &question.card.note {
            self.print_dim(note)?;
        }
        if let Some(source) = &question.card.source {
            self.print_dim(&format!("Source: {source}"))?;
        }
        Ok(())
    }

    fn show_grade(&self, graded: &Graded, question: &Question) -> io::Result<()> {
        self.term.write_line("")?;
        self.print(&graded.remark)?;
        if !graded.difference.is_empty() && graded.rating == Rating::Hard {
            self.term.write_line(&difference(&graded.difference))?;
        }
        self.show_background(question)
    }

    /// Throws away what was typed before the prompt was there to be read.
    fn forget_type_ahead(&self) {
        let _ = tcflush(io::stdin(), FlushArg::TCIFLUSH);
    }

    fn key(&self) -> io::Result<Key> {
        self.term.read_key()
    }

    /// Waits until the learner wants to see the answer.
    fn reveal(&self, question: &Question) -> io::Result<Prompted<()>> {
        self.print_dim(KEYS_BEFORE)?;
        self.forget_type_ahead();
        loop {
            match self.key()? {
                Key::Enter | Key::Char(' ') => return Ok(Prompted::Reveal),
                Key::Char('h') => self.print(&format!("Hint: {}", question.hint()))?,
                Key::Escape => match self.menu()? {
                    Some(response) => return Ok(Prompted::Leave(response)),
                    None => self.print_dim(KEYS_BEFORE)?,
                },
                Key::Char(other) => match common(other) {
                    Some(response) => return Ok(Prompted::Leave(response)),
                    None => self.print_dim(KEYS_BEFORE)?,
                },
                _ => {}
            }
        }
    }

    /// Waits for a rating; with `proposed`, Enter takes that one.
    fn rate(
        &self,
        question: &Question,
        proposed: Option<Rating>,
        how: How,
    ) -> io::Result<Response> {
        self.show_ratings(question, proposed)?;
        self.forget_type_ahead();
        loop {
            match self.key()? {
                Key::Enter => {
                    if let Some(rating) = proposed {
                        return Ok(Response::Rate(rating, how));
                    }
                }
                Key::Char('r') if is_doubtful(proposed) => return Ok(Response::Overrule(how)),
                Key::Char(digit @ '1'..='4') => {
                    return Ok(Response::Rate(Rating::ALL[digit as usize - '1' as usize], how));
                }
                Key::Escape => match self.menu()? {
                    Some(response) => return Ok(response),
                    None => self.show_ratings(question, proposed)?,
                },
                Key::Char(other) => match common(other) {
                    Some(response) => return Ok(response),
                    None => self.show_ratings(question, proposed)?,
                },
                _ => {}
            }
        }
    }

    fn show_ratings(&self, question: &Question, proposed: Option<Rating>) -> io::Result<()> {
        let ratings = Rating::ALL.map(|rating| wording::rating(question, rating));
        self.print(&ratings.join("  "))?;
        match proposed {
            Some(rating) if is_doubtful(proposed) => {
                self.print_dim(&format!("Enter takes {rating} · r I was right · {KEYS_AFTER}"))
            }
            Some(rating) => self.print_dim(&format!("Enter takes {rating} · {KEYS_AFTER}")),
            None => self.print_dim(KEYS_AFTER),
        }
    }

    /// The menu behind Esc; none to go back.
    fn menu(&self) -> io::Result<Option<Response>> {
        let items = [
            "Back to the card",
            "Undo the last answer",
            "Suspend this card",
            "Quit (all is saved)",
        ];
        let chosen = Select::with_theme(&*self.theme)
            .with_prompt("byheart")
            .items(items)
            .default(0)
            .report(false)
            .interact_on_opt(&self.term)
            .map_err(into_io)?;
        Ok(match chosen {
            Some(1) => Some(Response::Undo),
            Some(2) => Some(Response::Suspend),
            Some(3) => Some(Response::Quit),
            _ => None,
        })
    }

    /// Lets the learner answer in the question's own form.
    fn answer(&self, question: &Question) -> io::Result<Prompted<Given>> {
        match &question.form {
            Form::Reveal => self.reveal(question).map(|prompted| match prompted {
                Prompted::Leave(response) => Prompted::Leave(response),
                _ => Prompted::Reveal,
            }),
            Form::Type => self.typed(),
            Form::Choose { options, right } => self.choose(options, right.len() > 1),
            Form::Order { shown, .. } => self.order(shown),
        }
    }

    fn choose(&self, options: &[String], several: bool) -> io::Result<Prompted<Given>> {
        let items = self.items(options)?;
        self.forget_type_ahead();
        let chosen = match several {
            true => MultiSelect::with_theme(&*self.theme)
                .with_prompt("All right ones: Space marks, Enter answers, Esc menu")
                .items(&items)
                .report(false)
                .interact_on_opt(&self.term),
            false => Select::with_theme(&*self.theme)
                .with_prompt("Enter answers, Esc menu")
                .items(&items)
                .default(0)
                .report(false)
                .interact_on_opt(&self.term)
                .map(|choice| choice.map(|index| vec![index])),
        };
        self.prompted(chosen.map_err(into_io)?.map(Given::Chosen))
    }

    fn order(&self, shown: &[String]) -> io::Result<Prompted<Given>> {
        let items = self.items(shown)?;
        self.forget_type_ahead();
        let order = Sort::with_theme(&*self.theme)
            .with_prompt("Space takes and puts, Enter answers, Esc menu")
            .items(&items)
            .report(false)
            .interact_on_opt(&self.term)
            .map_err(into_io)?;
        self.prompted(order.map(Given::Ordered))
    }

    /// A prompt that was left with Esc leads to the menu.
    fn prompted(&self, given: Option<Given>) -> io::Result<Prompted<Given>> {
        Ok(match given {
            Some(given) => Prompted::Given(given),
            None => match self.menu()? {
                Some(response) => Prompted::Leave(response),
                None => Prompted::Again,
            },
        })
    }

    /// Items for a prompt, each cut to one row; long ones are shown in full above.
    fn items(&self, texts: &[String]) -> io::Result<Vec<String>> {
        let room = self.width() - 8;
        let clean: Vec<String> =
            texts.iter().map(|text| sanitize(text).replace(['\n', '\t'], " ")).collect();
        let is_long = clean.iter().any(|text| console::measure_text_width(text) > room);
        if !is_long {
            return Ok(clean);
        }
        let numbered = (1..).zip(&clean).map(|(number, text)| format!("{number}. {text}"));
        let numbered: Vec<String> = numbered.collect();
        numbered.iter().try_for_each(|text| self.print(text))?;
        let tail = if self.ascii { "..." } else { "…" };
        Ok(numbered
            .iter()
            .map(|text| console::truncate_str(text, room, tail).into_owned())
            .collect())
    }

    fn typed(&self) -> io::Result<Prompted<Given>> {
        self.print_dim("Type the answer · Enter answers, alone it shows it · Esc menu")?;
        self.forget_type_ahead();
        let mut editor = Editor::default();
        loop {
            self.draw(&editor)?;
            match self.key()? {
                Key::Enter => break,
                Key::Escape => {
                    self.term.write_line("")?;
                    if let Some(response) = self.menu()? {
                        return Ok(Prompted::Leave(response));
                    }
                }
                key => edit(&mut editor, key),
            }
        }
        self.term.write_line("")?;
        let text = editor.text().trim().to_owned();
        Ok(if text.is_empty() { Prompted::Reveal } else { Prompted::Given(Given::Text(text)) })
    }

    fn draw(&self, editor: &Editor) -> io::Result<()> {
        let (text, column) = editor.view(self.width() - 4);
        self.term.clear_line()?;
        self.term.write_str(&format!("> {}", sanitize(&text)))?;
        self.term.move_cursor_left(console::measure_text_width(&text).saturating_sub(column))
    }

    fn ask_once(&self, question: &Question) -> io::Result<Option<Response>> {
        Ok(match self.answer(question)? {
            Prompted::Again => None,
            Prompted::Leave(response) => Some(response),
            Prompted::Reveal => {
                self.show_answer(question)?;
                Some(self.rate(question, None, How::Reveal)?)
            }
            Prompted::Given(given) => {
                let graded = question.grade(&given);
                self.show_grade(&graded, question)?;
                Some(self.rate(question, Some(graded.rating), given.how())?)
            }
        })
    }
}

/// Whether the judge found the answer wrong or only close.
fn is_doubtful(proposed: Option<Rating>) -> bool {
    proposed.is_some_and(|rating| rating <= Rating::Hard)
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

fn common(key: char) -> Option<Response> {
    match key {
        'u' => Some(Response::Undo),
        's' => Some(Response::Suspend),
        'q' => Some(Response::Quit),
        _ => None,
    }
}

/// What was missing in brackets, what was too much struck out: never by
/// colour alone.
fn difference(pieces: &[Piece]) -> String {
    let marked = pieces.iter().map(|piece| {
        let text = sanitize(&piece.text);
        match piece.kind {
            PieceKind::Same => text.into_owned(),
            PieceKind::Missing => style(format!("[+{text}]")).for_stderr().green().to_string(),
            PieceKind::Extra => style(format!("[-{text}]")).for_stderr().red().to_string(),
        }
    });
    marked.collect()
}

fn into_io(error: dialoguer::Error) -> io::Error {
    match error {
        dialoguer::Error::IO(error) => error,
    }
}

impl Ui for Line {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        self.print(&opening.to_string())
    }

    fn ask(&mut self, question: &Question) -> io::Result<Response> {
        self.show_question(question)?;
        loop {
            let asked = self.ask_once(question);
            let _ = self.term.show_cursor();
            match asked {
                Ok(Some(response)) => return Ok(response),
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    return Ok(Response::Interrupted);
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.print(text)
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.term.write_line("")?;
        self.print(&summary.to_string())
    }
}
