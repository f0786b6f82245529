//! A screen from top to bottom: head, body, foot. Pure: gives a buffer.

use super::body::Body;
use super::looking::{Looking, Overlay};
use super::text::{cut, cut_title, rows};
use super::theme::Theme;
use crate::asking::keymap::{self, Mode, STUDY};
use crate::asking::study::{Asking, Opened};
use crate::asking::{Action, Key, Way};
use crate::base::words;
use crate::quiz::question::Question;
use crate::ui::wording;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// A painted screen.
#[derive(Debug, Clone)]
pub(super) struct View {
    pub(super) buffer: Buffer,
    /// Column and row.
    pub(super) cursor: Option<(u16, u16)>,
    pub(super) seen: Seen,
}

/// What of a body is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    /// The row with which the screen begins.
    pub(super) top: usize,
    /// The last row with which it can begin.
    pub(super) last: usize,
    /// The rows that it shows.
    pub(super) room: usize,
}

impl Seen {
    /// The rows that a page key moves: two stay, so that nobody loses the place.
    pub(super) fn page(self) -> usize {
        self.room.saturating_sub(2).max(1)
    }

    /// The row with which the screen begins then; none where nothing is hidden
    /// on that side.
    pub(super) fn scrolled(self, way: Way) -> Option<usize> {
        Some(way.from(self.top, self.page(), self.last)).filter(|to| *to != self.top)
    }

    /// The same for a key that scrolls an answer.
    pub(super) fn scrolled_by(self, key: &Key) -> Option<usize> {
        keymap::actions(STUDY, Mode::Revealed, 0, key).find_map(|action| match action {
            Action::Scroll(way) => self.scrolled(way),
            _ => None,
        })
    }
}

/// Smaller screens show a request only.
const LEAST: (u16, u16) = (24, 8);

/// A screen of a size, and how things look on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Canvas {
    pub(super) theme: Theme,
    pub(super) columns: u16,
    pub(super) lines: u16,
}

/// A screen's parts before they are put together.
struct Page {
    head: Vec<Line<'static>>,
    body: Body,
    scroll: Option<usize>,
    /// The keys that scroll, as they are called where something is hidden.
    scroll_keys: &'static str,
    /// What is to be said until the next key, in the room that the body leaves.
    notice: Vec<Line<'static>>,
    foot: Vec<Line<'static>>,
}

/// The keys that scroll on most pages.
pub(super) const ARROWS: &str = "↑↓";

/// The screen of a question.
pub(super) fn question(asking: &Asking, looking: &Looking, canvas: Canvas) -> View {
    let head = head(&asking.question, canvas);
    let ratings = match asking.mode() {
        Mode::Revealed | Mode::Wrong | Mode::Close | Mode::Right => ratings(asking, canvas),
        _ => Vec::new(),
    };
    let foot = canvas.foot(looking, ratings, &wording::bar(asking));
    let mut body = canvas.body(head.len(), foot.len());
    match looking.page {
        Some(Overlay::Keys) => body.keys(STUDY, asking.input.mode().is_typing()),
        Some(Overlay::History) => body.history(asking),
        Some(Overlay::Passage) => asking.opened.iter().for_each(|Opened { passage, remark }| {
            body.passage(passage, remark.as_deref(), canvas.theme.pointers());
        }),
        None => body.asking(asking),
    }
    canvas.looked_at(looking, head, body, ARROWS, foot)
}

/// Columns at which the head says what it counts.
const ROOMY: usize = 60;

/// Rows of a notice that are seen beside the longest question, which can be scrolled.
const LEAST_NOTICE: usize = 2;

/// Longer lines are hard to read.
const LONGEST_LINE: usize = 78;

impl Canvas {
    /// Whether it can show nothing but the request to enlarge it.
    pub(super) fn is_too_small(self) -> bool {
        self.columns < LEAST.0 || self.lines < LEAST.1
    }

    /// Columns that stay free beside the text, which stands in the middle.
    fn margin(self) -> u16 {
        let least = if self.columns >= 60 { 2 } else { 0 };
        (self.columns.saturating_sub(LONGEST_LINE as u16) / 2).max(least)
    }

    /// Columns beside the head and the line above the foot, which are a little wider.
    fn edge(self) -> u16 {
        self.margin().saturating_sub(2)
    }

    /// Columns that the head may take.
    pub(super) fn head_width(self) -> usize {
        usize::from(self.columns - 2 * self.edge())
    }

    /// Columns that text may take.
    pub(super) fn text_width(self) -> usize {
        usize::from(self.columns - 2 * self.margin()).min(LONGEST_LINE)
    }

    /// An empty body between so many rows of head and foot.
    pub(super) fn body(self, head: usize, foot: usize) -> Body {
        let (head, foot) = edges(self.lines, head, foot);
        let room = usize::from(self.lines.saturating_sub(head + foot + 1));
        Body::new(self.theme, self.text_width(), room)
    }

    /// What is to be said until the next key.
    fn notice(self, looking: &Looking) -> Vec<Line<'static>> {
        let (theme, width) = (self.theme, self.text_width());
        let said = looking.message.iter();
        said.flat_map(|text| rows("", &theme.marks(text), width, theme.hint())).collect()
    }

    /// The keys: those of a question, its ratings before them, or of the page that lies
    /// over it.
    pub(super) fn foot(
        self,
        looking: &Looking,
        ratings: Vec<Line<'static>>,
        keys: &[String],
    ) -> Vec<Line<'static>> {
        match looking.page {
            Some(_) => self.spread(&PAGE_KEYS.map(str::to_owned)).collect(),
            None => ratings.into_iter().chain(self.spread(keys)).collect(),
        }
    }

    fn spread(self, keys: &[String]) -> impl Iterator<Item = Line<'static>> {
        let keys: Vec<String> = keys.iter().map(|key| self.theme.marks(key)).collect();
        let between = if self.theme.ascii { " | " } else { " · " };
        let rows = flow(&keys, between, self.text_width()).into_iter();
        rows.map(move |row| Line::styled(row, self.theme.dim()))
    }

    /// A page of its own below `title`.
    pub(super) fn page(
        self,
        title: &'static str,
        body: Body,
        scroll: Option<usize>,
        keys: &[String],
    ) -> View {
        let head = vec![Line::styled(title, self.theme.bold())];
        let foot = self.spread(keys).collect();
        let notice = Vec::new();
        self.show(Page { head, body, scroll, scroll_keys: ARROWS, notice, foot })
    }

    /// A page that `looking` looks at.
    pub(super) fn looked_at(
        self,
        looking: &Looking,
        head: Vec<Line<'static>>,
        body: Body,
        scroll_keys: &'static str,
        foot: Vec<Line<'static>>,
    ) -> View {
        let (scroll, notice) = (looking.scroll, self.notice(looking));
        self.show(Page { head, body, scroll, scroll_keys, notice, foot })
    }

    /// Puts a page together.
    fn show(self, mut page: Page) -> View {
        let Self { theme, columns, lines } = self;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, lines));
        if self.is_too_small() {
            let request = format!("Please enlarge the terminal ({} by {}).", LEAST.0, LEAST.1);
            let rows = rows("", &request, usize::from(columns), theme.plain());
            put(&mut buffer, &rows, 0, 0, lines);
            return View { buffer, cursor: None, seen: Seen::default() };
        }
        let (above, below) = edges(lines, page.head.len(), page.foot.len());
        let taken = usize::from(above + below) + page.body.rows.len() + 1;
        let room = usize::from(lines).saturating_sub(taken).max(LEAST_NOTICE);
        let mut foot = cut_off(page.notice, room, theme.tail());
        foot.append(&mut page.foot);
        page.foot = foot;
        let (head, foot) = edges(lines, page.head.len(), page.foot.len());
        let (left, edge) = (self.margin(), self.edge());
        let room = usize::from(lines - head - foot - 1);
        let last = page.body.rows.len().saturating_sub(room);
        let top = page.scroll.unwrap_or_else(|| follow(page.body.focus, room)).min(last);
        put(&mut buffer, &page.head, edge, 0, head);
        put(&mut buffer, &page.body.rows[top..], left, head, head + room as u16);
        let seen = Seen { top, last, room };
        let rule = rule(seen, page.scroll_keys, theme, self.head_width());
        put(&mut buffer, &[rule], edge, lines - foot - 1, lines - foot);
        put(&mut buffer, &page.foot, left, lines - foot, lines);
        let cursor = page.body.cursor.and_then(|(row, column)| {
            let row = row.checked_sub(top).filter(|row| *row < room)?;
            let column = (left + u16::try_from(column).ok()?).min(columns - 1);
            Some((column, head + u16::try_from(row).ok()?))
        });
        View { buffer, cursor, seen }
    }
}

/// The lines of head and foot on a screen of `lines`.
fn edges(lines: u16, head: usize, foot: usize) -> (u16, u16) {
    // A high screen has room for a free row below the head.
    let air = u16::from(lines >= 20);
    let head = u16::try_from(head).unwrap_or(0) + air;
    // A low screen loses keys, which `?` shows, before it loses the question.
    let most = lines.saturating_sub(head + 4).max(1);
    (head, u16::try_from(foot).unwrap_or(most).min(most))
}

/// As many rows as there is room for; the last tells where something is missing.
fn cut_off(mut rows: Vec<Line<'static>>, room: usize, tail: &str) -> Vec<Line<'static>> {
    if rows.len() > room {
        rows.truncate(room);
        rows.iter_mut().last().iter_mut().for_each(|row| row.push_span(format!(" {tail}")));
    }
    rows
}

fn put(buffer: &mut Buffer, rows: &[Line<'_>], left: u16, from: u16, to: u16) {
    for (y, row) in (from..to).zip(rows) {
        buffer.set_line(left, y, row, buffer.area.width - left);
    }
}

/// The first row that shows all that matters, or at least its beginning.
fn follow(focus: Option<Range<usize>>, room: usize) -> usize {
    focus.map_or(0, |focus| focus.end.saturating_sub(room).min(focus.start))
}

/// The line between body and foot; it tells where the body goes on.
fn rule(seen: Seen, keys: &str, theme: Theme, width: usize) -> Line<'static> {
    let mark = match (seen.top, seen.last - seen.top) {
        (0, 0) => String::new(),
        (0, below) => theme.marks(&format!(" {keys} {below} more below ")),
        (above, 0) => theme.marks(&format!(" {keys} {above} more above ")),
        (above, below) => theme.marks(&format!(" {keys} {above} above, {below} below ")),
    };
    let rest = theme.rule().repeat(width.saturating_sub(mark.width() + 2));
    Line::styled(format!("{}{mark}{rest}", theme.rule().repeat(2)), theme.dim())
}

fn head(question: &Question, canvas: Canvas) -> Vec<Line<'static>> {
    let (theme, width) = (canvas.theme, canvas.head_width());
    let (given, needed) = question.answers;
    // A preview takes as long as its reader likes.
    let time = match question.seconds_left {
        0 => String::new(),
        seconds => format!(" · {} left", words::about(seconds)),
    };
    let answers = if width >= ROOMY { " answers" } else { "" };
    let right = theme.marks(&format!("{given}/{}{answers}{time}", given + needed));
    let room = width.saturating_sub(right.width() + 2);
    let after = theme.marks(&format!(" · {}", wording::standing(question)));
    let title = cut_title(&question.deck_title, room.saturating_sub(after.width()), theme.tail());
    let left = cut(&format!("{title}{after}"), room, theme.tail());
    let gap = " ".repeat(width.saturating_sub(left.width() + right.width()));
    vec![
        Line::styled(format!("{left}{gap}{right}"), theme.dim()),
        theme.gauge_line(given, given + needed, width),
    ]
}

/// The keys of a page that lies over a question.
const PAGE_KEYS: [&str; 3] = ["Esc back", "or press a key", "↑↓ scroll"];

/// The ratings that are offered; the one that the judge proposes stands out.
fn ratings(asking: &Asking, canvas: Canvas) -> Vec<Line<'static>> {
    const BETWEEN: &str = "   ";
    let theme = canvas.theme;
    let (texts, judged) =
        (wording::ratings(&asking.question, asking.judged(), asking.taken), asking.judged());
    let told = |text: &str| {
        let (key, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (name, wait) = rest.split_once(' ').unwrap_or((rest, ""));
        let is_proposed = judged.is_some_and(|rating| rating.as_str() == name);
        let style = if is_proposed { theme.bold().reversed() } else { theme.bold() };
        let wait = if wait.is_empty() { String::new() } else { format!(" {wait}") };
        [Span::styled(format!("{key} {name}"), style), Span::styled(wait, theme.dim())]
    };
    let rows = flow(&texts, BETWEEN, canvas.text_width()).into_iter();
    rows.map(|row| {
        let mut spans: Vec<Span<'static>> = Vec::new();
        for text in row.split(BETWEEN) {
            spans.extend((!spans.is_empty()).then(|| Span::raw(BETWEEN)));
            spans.extend(told(text));
        }
        Line::from(spans)
    })
    .collect()
}

/// Parts in rows; no part is broken.
fn flow(parts: &[String], between: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for part in parts {
        match rows.last_mut().filter(|row| row.width() + between.width() + part.width() <= width) {
            Some(row) => row.push_str(&format!("{between}{part}")),
            None => rows.push(part.clone()),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_never_broken() {
        let parts = ["Enter show answer", "h hint", "q quit"].map(str::to_owned);
        assert_eq!(flow(&parts, " · ", 26), ["Enter show answer · h hint", "q quit"]);
        assert_eq!(flow(&parts, " · ", 5).len(), 3);
    }

    #[test]
    fn a_key_scrolls_only_where_something_is_hidden() {
        let seen = |top| Seen { top, last: 10, room: 8 };
        assert_eq!(seen(0).scrolled(Way::PageDown), Some(6));
        assert_eq!(seen(6).scrolled(Way::PageDown), Some(10));
        assert_eq!(seen(10).scrolled(Way::PageDown), None);
        assert_eq!(seen(10).scrolled(Way::PageUp), Some(4));
        assert_eq!(seen(0).scrolled(Way::Up), None);
        assert_eq!(seen(3).scrolled_by(&Key::Down), Some(4));
        assert_eq!(seen(3).scrolled_by(&Key::Enter), None);
    }

    #[test]
    fn what_matters_is_followed() {
        assert_eq!(follow(Some(2..5), 10), 0);
        assert_eq!(follow(Some(8..12), 10), 2);
        // Of a long answer the beginning.
        assert_eq!(follow(Some(8..40), 10), 8);
    }
}
