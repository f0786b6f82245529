//! Styles and marks. Nothing is told by colour alone; only the sixteen colours
//! of the terminal's own theme are used, so that light and dark ones are fit.

use crate::markup::Mark;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

/// How things look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    pub(super) color: bool,
    pub(super) ascii: bool,
}

/// What stands beside each row of a text and how the text looks; then the same of what is
/// quoted there.
pub(super) type Marks = [(Span<'static>, Style); 2];

impl Theme {
    pub(super) fn plain(self) -> Style {
        Style::new()
    }

    pub(super) fn bold(self) -> Style {
        Style::new().bold()
    }

    pub(super) fn dim(self) -> Style {
        Style::new().dim()
    }

    pub(super) fn accent(self) -> Style {
        self.colored(Color::Cyan)
    }

    /// The right answer, wherever it stands.
    pub(super) fn answer(self) -> Style {
        self.right()
    }

    pub(super) fn right(self) -> Style {
        self.colored(Color::Green)
    }

    pub(super) fn wrong(self) -> Style {
        self.colored(Color::Red)
    }

    pub(super) fn hint(self) -> Style {
        self.colored(Color::Yellow)
    }

    /// As something that is urgent.
    pub(super) fn warning(self) -> Style {
        self.hint().bold()
    }

    /// What a mark of a card's text adds to its style.
    pub(super) fn marked(self, style: Style, mark: Mark) -> Style {
        match mark {
            // What is bold already is told apart by a line.
            Mark::Bold if style.add_modifier.contains(Modifier::BOLD) => style.underlined(),
            Mark::Bold => style.bold(),
            Mark::Italic => style.underlined(),
            Mark::Code => style.patch(self.accent()),
        }
    }

    fn colored(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }

    /// byheart's own marks in ASCII where that was asked for.
    pub(super) fn marks(self, text: &str) -> String {
        super::super::wording::marks(text, self.ascii)
    }

    pub(super) fn tail(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    pub(super) fn right_mark(self) -> &'static str {
        if self.ascii { "+ " } else { "✓ " }
    }

    pub(super) fn wrong_mark(self) -> &'static str {
        if self.ascii { "x " } else { "✗ " }
    }

    pub(super) fn pointer(self) -> &'static str {
        if self.ascii { "> " } else { "› " }
    }

    /// What is quoted is pointed at.
    pub(super) fn pointers(self) -> Marks {
        let [plain, bold] = [self.plain(), self.bold()];
        [(Span::raw("  "), plain), (Span::styled(self.pointer(), bold), bold)]
    }

    /// What is quoted has a bar beside it, and stands out from the rest.
    pub(super) fn bars(self) -> Marks {
        let bar = if self.ascii { "| " } else { "▌ " };
        [(Span::raw("  "), self.dim()), (Span::styled(bar, self.accent()), self.plain())]
    }

    /// A box of an option that is free, and one of an option that is chosen:
    /// round where only one can be.
    pub(super) fn boxes(self, several: bool) -> [&'static str; 2] {
        match (several, self.ascii) {
            (true, _) => ["[ ] ", "[x] "],
            (false, false) => ["( ) ", "(•) "],
            (false, true) => ["( ) ", "(*) "],
        }
    }

    pub(super) fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    /// A bar of `width` columns, `done` of `total` filled.
    pub(super) fn gauge(self, done: usize, total: usize, width: usize) -> (String, String) {
        let (full, rest) = if self.ascii { ("#", "-") } else { ("━", "─") };
        let filled = (done * width).checked_div(total).unwrap_or(width).min(width);
        (full.repeat(filled), rest.repeat(width - filled))
    }

    /// The same as a row of its own.
    pub(super) fn gauge_line(self, done: usize, total: usize, width: usize) -> Line<'static> {
        let (full, rest) = self.gauge(done, total, width);
        Line::from(vec![Span::styled(full, self.accent()), Span::styled(rest, self.dim())])
    }
}
