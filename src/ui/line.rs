//! A session on a terminal, line by line: prompts with dialoguer, a progress
//! bar with indicatif, single keys for revealing and rating.
//!
//! No key both reveals and rates; what was typed ahead is thrown away before
//! each prompt, so that it can never rate a card; Esc opens a menu.

use super::edit::Editor;
use super::prompt::Prompter;
use super::{Response, Ui, wording};
use crate::deck::sanitize::sanitize;
use crate::quiz::judge::{Piece, PieceKind};
use crate::quiz::question::{Form, Given, Graded, How, Question};
use crate::quiz::session::{Opening, Summary};
use crate::schedule::Rating;
use console::{Key, style};
use dialoguer::{MultiSelect, Sort};
use std::io;

/// A session on a terminal.
pub struct Line {
    prompter: Prompter,
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
        Self { prompter: Prompter::new(color, ascii) }
    }

    fn print(&self, text: &str) -> io::Result<()> {
        self.prompter.print(text)
    }

    fn print_dim(&self, text: &str) -> io::Result<()> {
        self.prompter.print_dim(text)
    }

    fn gap(&self) -> io::Result<()> {
        self.prompter.gap()
    }

    fn show_bar(&self, question: &Question) {
        let total = question.answered + question.left.total();
        self.prompter.show_bar(question.answered, total, &wording::left(question));
    }

    fn show_question(&self, question: &Question) -> io::Result<()> {
        self.gap()?;
        self.show_bar(question);
        self.gap()?;
        let standing = wording::standing(question.standing);
        self.print_dim(&format!("{} · {standing}", question.deck_title))?;
        self.gap()?;
        self.prompter.print_bold(&question.prompt())
    }

    fn show_answer(&self, question: &Question) -> io::Result<()> {
        self.gap()?;
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
        self.gap()?;
        self.print(&graded.remark)?;
        if !graded.difference.is_empty() && graded.rating == Rating::Hard {
            self.prompter.print_made(&difference(&graded.difference))?;
        }
        self.show_background(question)
    }

    /// Waits until the learner wants to see the answer.
    fn reveal(&self, question: &Question) -> io::Result<Prompted<()>> {
        self.print_dim(KEYS_BEFORE)?;
        self.prompter.forget_type_ahead();
        loop {
            match self.prompter.key()? {
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
        self.prompter.forget_type_ahead();
        loop {
            match self.prompter.key()? {
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
        let chosen = self.prompter.select("byheart", &items, 0)?;
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
                let items: Vec<&str> = items.iter().map(String::as_str).collect();
                let chosen = self.prompter.select("Enter answers, Esc menu", &items, 0)?;
                chosen.map(|index| vec![index])
            }
        };
        self.prompted(chosen.map(Given::Chosen))
    }

    fn order(&self, shown: &[String]) -> io::Result<Prompted<Given>> {
        let items = self.prompter.items(shown)?;
        let order = self.prompter.guarded(|term, theme| {
            Sort::with_theme(theme)
                .with_prompt("Space takes and puts, Enter answers, Esc menu")
                .items(&items)
                .report(false)
                .interact_on_opt(term)
        })?;
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

    fn typed(&self) -> io::Result<Prompted<Given>> {
        self.print_dim("Type the answer · Enter answers, alone it shows it · Esc menu")?;
        self.prompter.forget_type_ahead();
        let mut editor = Editor::default();
        loop {
            self.draw(&editor)?;
            match self.prompter.key()? {
                Key::Enter => break,
                Key::Escape => {
                    self.gap()?;
                    if let Some(response) = self.menu()? {
                        return Ok(Prompted::Leave(response));
                    }
                }
                key => edit(&mut editor, key),
            }
        }
        self.gap()?;
        let text = editor.text().trim().to_owned();
        Ok(if text.is_empty() { Prompted::Reveal } else { Prompted::Given(Given::Text(text)) })
    }

    fn draw(&self, editor: &Editor) -> io::Result<()> {
        let (text, column) = editor.view(self.prompter.width() - 4);
        let term = self.prompter.term();
        term.clear_line()?;
        term.write_str(&format!("> {}", sanitize(&text)))?;
        term.move_cursor_left(console::measure_text_width(&text).saturating_sub(column))
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

impl Ui for Line {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        self.print(&opening.to_string())
    }

    fn ask(&mut self, question: &Question) -> io::Result<Response> {
        self.show_question(question)?;
        loop {
            let asked = self.ask_once(question);
            let _ = self.prompter.term().show_cursor();
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
        self.gap()?;
        self.print(&summary.to_string())
    }
}
