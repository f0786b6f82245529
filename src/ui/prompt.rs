//! What every prompt on a terminal shares: one guard around dialoguer, text
//! that is sanitised and wrapped, items cut to one row, and byheart's marks.
//!
//! Whoever prompts has seen to it that stdin, stdout and stderr are terminals.

use super::tty;
use super::wording::{Compared, marks, whole_words};
use crate::asking::Key;
use crate::asking::editor::Editor;
use crate::base::sanitize::sanitize;
use crate::markup;
use console::{Term, style};
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, MultiSelect, Select, Sort};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nix::sys::termios::{FlushArg, tcflush};
use std::cell::Cell;
use std::io;
use std::time::{Duration, Instant};

/// How text matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As usual.
    Plain,
    /// Less.
    Dim,
    /// Most.
    Bold,
}

/// What is wished of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// One of them.
    One,
    /// Some of them, maybe none.
    Several,
    /// All of them, in order.
    Order,
}

/// A way to print line by line and to ask below.
pub trait Prompts {
    /// Prints text, wrapped; an empty one is an empty line.
    fn write(&self, text: &str, weight: Weight) -> io::Result<()>;
    /// Prints a verdict, the right answer and what was typed, and marks where these differ.
    fn write_verdict(&self, verdict: &Compared) -> io::Result<()>;
    /// Shows how far a work of many cards has come.
    fn show_bar(&self, done: usize, total: usize, message: &str);
    /// Draws the line that is typed.
    fn draw_line(&self, editor: &Editor) -> io::Result<()>;
    /// The next key; Ctrl-C is the error `Interrupted`.
    fn key(&self) -> io::Result<Key>;
    /// Throws away what was typed ahead.
    fn forget_type_ahead(&self);
    /// Whether a key that was just read is held down, or was pressed before anybody could
    /// have read what was shown last; what is held is thrown away.
    fn is_held(&self) -> bool;
    /// Whether a letter that was just read begins a word, which then is thrown away.
    fn types_on(&self) -> bool;
    /// Lets the person choose among items, by their places; none where they press
    /// Esc.
    fn choose(&self, prompt: &str, items: &[String], wish: Wish) -> io::Result<Option<Vec<usize>>>;
}

/// Prints to a terminal and asks on it.
pub struct Prompter {
    term: Term,
    theme: Box<dyn Theme>,
    ascii: bool,
    /// When what was typed ahead was last thrown away.
    shown: Cell<Instant>,
}

impl Prompter {
    /// Speaks on stderr, which must be a terminal.
    pub fn new(color: bool, ascii: bool) -> Self {
        let theme: Box<dyn Theme> = match color && !ascii {
            true => Box::new(ColorfulTheme::default()),
            false => Box::new(SimpleTheme),
        };
        Self { term: Term::stderr(), theme, ascii, shown: Cell::new(Instant::now()) }
    }

    /// Columns to write in.
    fn width(&self) -> usize {
        usize::from(self.term.size().1).clamp(20, 100)
    }

    /// Text that is made here, laid out and maybe coloured.
    pub fn print_made(&self, text: &str) -> io::Result<()> {
        self.term.write_line(text)
    }

    fn rows(&self, text: &str) -> Vec<String> {
        let clean = sanitize(text);
        let rows =
            clean.lines().flat_map(|line| textwrap::wrap(line, whole_words(self.width() - 1)));
        rows.map(std::borrow::Cow::into_owned).collect()
    }

    /// Runs one prompt: what was typed before it could be read is thrown away,
    /// and the cursor is shown afterwards. Ctrl-C comes back as `Interrupted`.
    fn guarded<T>(
        &self,
        prompt: impl FnOnce(&Term, &dyn Theme) -> dialoguer::Result<T>,
    ) -> io::Result<T> {
        self.forget_type_ahead();
        let given = prompt(&self.term, &*self.theme);
        let _ = self.term.show_cursor();
        given.map_err(|dialoguer::Error::IO(error)| error)
    }

    /// Lets the person choose one of `items`; none where they press Esc or q.
    pub fn select(
        &self,
        prompt: &str,
        items: &[impl ToString],
        default: usize,
    ) -> io::Result<Option<usize>> {
        self.guarded(|term, theme| {
            Select::with_theme(theme)
                .with_prompt(prompt)
                .items(items.iter().map(ToString::to_string))
                .default(default)
                .report(false)
                .interact_on_opt(term)
        })
    }

    /// Lets the person type a line, which begins as `initial` and may stay empty.
    pub fn line(&self, prompt: &str, initial: &str) -> io::Result<String> {
        let typed = self.guarded(|term, theme| {
            Input::<String>::with_theme(theme)
                .with_prompt(prompt)
                .with_initial_text(initial)
                .allow_empty(true)
                .interact_text_on(term)
        })?;
        Ok(typed.trim().to_owned())
    }

    /// Whether more is typed within such a time, which is thrown away until nothing is.
    fn comes_again(&self, within: Duration) -> bool {
        let mut comes = false;
        while tty::comes_within(within) {
            comes = true;
            let _ = tcflush(io::stdin(), FlushArg::TCIFLUSH);
        }
        comes
    }

    /// Items for a prompt, each cut to one row; long ones are shown in full above.
    fn items(&self, texts: &[String]) -> io::Result<Vec<String>> {
        let room = self.width() - 8;
        let clean: Vec<String> = texts
            .iter()
            .map(|text| sanitize(&markup::plain(text)).replace(['\n', '\t'], " "))
            .collect();
        let is_long = clean.iter().any(|text| console::measure_text_width(text) > room);
        if !is_long {
            return Ok(clean);
        }
        let numbered = (1..).zip(&clean).map(|(number, text)| format!("{number}. {text}"));
        let numbered: Vec<String> = numbered.collect();
        numbered.iter().try_for_each(|text| self.write(text, Weight::Plain))?;
        let tail = if self.ascii { "..." } else { "…" };
        Ok(numbered
            .iter()
            .map(|text| console::truncate_str(text, room, tail).into_owned())
            .collect())
    }
}

impl Prompts for Prompter {
    fn write(&self, text: &str, weight: Weight) -> io::Result<()> {
        if text.is_empty() {
            return self.print_made("");
        }
        self.rows(&marks(&markup::plain(text), self.ascii)).into_iter().try_for_each(|row| {
            let row = style(row).for_stderr();
            self.term.write_line(&match weight {
                Weight::Plain => row.to_string(),
                Weight::Dim => row.dim().to_string(),
                Weight::Bold => row.bold().to_string(),
            })
        })
    }

    fn write_verdict(&self, verdict: &Compared) -> io::Result<()> {
        let marked = |runs: &[(String, bool)]| -> String {
            let run = |(text, differs): &(String, bool)| {
                let text = sanitize(text);
                match differs {
                    true => style(text).for_stderr().underlined().to_string(),
                    false => text.into_owned(),
                }
            };
            runs.iter().map(run).collect()
        };
        let head = marks(&sanitize(&verdict.head), self.ascii);
        let mut lines = vec![format!("{head}{}", marked(&verdict.answer))];
        lines.extend(
            (!verdict.typed.is_empty()).then(|| format!("You typed: {}", marked(&verdict.typed))),
        );
        let options = whole_words(self.width() - 1);
        let mut rows = lines.iter().flat_map(|line| textwrap::wrap(line, options.clone()));
        rows.try_for_each(|row| self.print_made(&row))
    }

    /// Drawn once, above what follows.
    fn show_bar(&self, done: usize, total: usize, message: &str) {
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        let length = self.width() / 4;
        let template = format!("{{bar:{length}}} {{pos}}/{{len}} {{msg}}");
        let style = ProgressStyle::with_template(&template)
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars(if self.ascii { "#>-" } else { "━╸─" }));
        bar.set_position(done as u64);
        let numbers = format!(" {done}/{total} ").len();
        let room = self.width().saturating_sub(length + numbers + 1);
        bar.abandon_with_message(message.chars().take(room).collect::<String>());
    }

    fn draw_line(&self, editor: &Editor) -> io::Result<()> {
        let (text, column) = editor.view(self.width() - 4);
        self.term.clear_line()?;
        self.term.write_str(&format!("> {}", sanitize(&text)))?;
        self.term.move_cursor_left(console::measure_text_width(&text).saturating_sub(column))
    }

    fn key(&self) -> io::Result<Key> {
        loop {
            if let Some(key) = key_of(self.term.read_key()?) {
                return Ok(key);
            }
        }
    }

    fn forget_type_ahead(&self) {
        let _ = tcflush(io::stdin(), FlushArg::TCIFLUSH);
        self.shown.set(Instant::now());
    }

    fn is_held(&self) -> bool {
        let is_fresh = self.shown.get().elapsed() < tty::UNREAD;
        self.comes_again(tty::BETWEEN_REPEATS) || is_fresh
    }

    fn types_on(&self) -> bool {
        self.comes_again(tty::BETWEEN_LETTERS)
    }

    fn choose(&self, prompt: &str, items: &[String], wish: Wish) -> io::Result<Option<Vec<usize>>> {
        let items = self.items(items)?;
        match wish {
            Wish::One => Ok(self.select(prompt, &items, 0)?.map(|chosen| vec![chosen])),
            Wish::Several => self.guarded(|term, theme| {
                let prompt = MultiSelect::with_theme(theme).with_prompt(prompt).items(&items);
                prompt.report(false).interact_on_opt(term)
            }),
            Wish::Order => self.guarded(|term, theme| {
                let prompt = Sort::with_theme(theme).with_prompt(prompt).items(&items);
                prompt.report(false).interact_on_opt(term)
            }),
        }
    }
}

/// A terminal's key; none where it means nothing here.
fn key_of(key: console::Key) -> Option<Key> {
    Some(match key {
        console::Key::Char(c @ '\u{1}'..='\u{1a}') => {
            Key::Ctrl(char::from(b'a' + u8::try_from(c).ok()? - 1))
        }
        console::Key::Char(c) => Key::Char(c),
        console::Key::Enter => Key::Enter,
        console::Key::Escape => Key::Esc,
        console::Key::Tab => Key::Tab,
        console::Key::Backspace => Key::Backspace,
        console::Key::Del => Key::Delete,
        console::Key::ArrowLeft => Key::Left,
        console::Key::ArrowRight => Key::Right,
        console::Key::ArrowUp => Key::Up,
        console::Key::ArrowDown => Key::Down,
        console::Key::Home => Key::Home,
        console::Key::End => Key::End,
        console::Key::PageUp => Key::PageUp,
        console::Key::PageDown => Key::PageDown,
        _ => return None,
    })
}
