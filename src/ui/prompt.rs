//! What every prompt on a terminal shares: one guard around dialoguer, text
//! that is sanitised and wrapped, items cut to one row, and byheart's marks.
//!
//! Whoever prompts has seen to it that stdin, stdout and stderr are terminals.

use super::wording::whole_words;
use crate::base::sanitize::sanitize;
use console::{Key, Term, style};
use dialoguer::Select;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nix::sys::termios::{FlushArg, tcflush};
use std::io;

/// Prints to a terminal and asks on it.
pub struct Prompter {
    term: Term,
    theme: Box<dyn Theme>,
    ascii: bool,
}

impl Prompter {
    /// Speaks on stderr, which must be a terminal.
    pub fn new(color: bool, ascii: bool) -> Self {
        let theme: Box<dyn Theme> = match color && !ascii {
            true => Box::new(ColorfulTheme::default()),
            false => Box::new(SimpleTheme),
        };
        Self { term: Term::stderr(), theme, ascii }
    }

    /// Columns to write in.
    pub fn width(&self) -> usize {
        usize::from(self.term.size().1).clamp(20, 100)
    }

    /// The terminal itself, for what is drawn in place.
    pub fn term(&self) -> &Term {
        &self.term
    }

    /// An empty line.
    pub fn gap(&self) -> io::Result<()> {
        self.term.write_line("")
    }

    /// Text, wrapped.
    pub fn print(&self, text: &str) -> io::Result<()> {
        self.rows(text).iter().try_for_each(|row| self.term.write_line(&self.plain_marks(row)))
    }

    /// Text that matters less.
    pub fn print_dim(&self, text: &str) -> io::Result<()> {
        self.rows(text).iter().try_for_each(|row| {
            self.term.write_line(&style(self.plain_marks(row)).for_stderr().dim().to_string())
        })
    }

    /// Text that matters most.
    pub fn print_bold(&self, text: &str) -> io::Result<()> {
        self.rows(text)
            .iter()
            .try_for_each(|row| self.term.write_line(&style(row).for_stderr().bold().to_string()))
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

    /// byheart's own marks in ASCII where that was asked for.
    fn plain_marks(&self, text: &str) -> String {
        match self.ascii {
            true => text.replace('·', "|").replace('–', "-").replace('→', ">").replace('…', "..."),
            false => text.to_owned(),
        }
    }

    /// How far a work of many cards has come; drawn once, above what follows.
    pub fn show_bar(&self, done: usize, total: usize, message: &str) {
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

    /// Runs one prompt: what was typed before it could be read is thrown away,
    /// and the cursor is shown afterwards. Ctrl-C comes back as `Interrupted`.
    pub fn guarded<T>(
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
        items: &[&str],
        default: usize,
    ) -> io::Result<Option<usize>> {
        self.guarded(|term, theme| {
            Select::with_theme(theme)
                .with_prompt(prompt)
                .items(items)
                .default(default)
                .report(false)
                .interact_on_opt(term)
        })
    }

    /// One key.
    pub fn key(&self) -> io::Result<Key> {
        self.term.read_key()
    }

    /// Throws away what was typed before the prompt was there to be read.
    pub fn forget_type_ahead(&self) {
        let _ = tcflush(io::stdin(), FlushArg::TCIFLUSH);
    }

    /// Items for a prompt, each cut to one row; long ones are shown in full above.
    pub fn items(&self, texts: &[String]) -> io::Result<Vec<String>> {
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
}
