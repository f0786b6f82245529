//! The page after a session: how it went, what was hard, what comes. Pure.

use super::body::Body;
use super::text::rows;
use super::theme::Theme;
use super::view::{ARROWS, Page, View, put_together, text_width};
use crate::base::words::count;
use crate::quiz::session::Summary;
use crate::ui::wording;
use ratatui::text::Line;

/// The screen of a summary.
pub(super) fn summary(
    summary: &Summary,
    scroll: Option<usize>,
    theme: Theme,
    columns: u16,
    lines: u16,
) -> View {
    let width = text_width(columns);
    let done = summary.left.total() == 0;
    let title = if done { "Done for today" } else { "Done for now" };
    let keys = theme.marks("Enter leave · u undo");
    let page = Page {
        head: vec![Line::styled(title, theme.bold())],
        body: body(summary, theme, width),
        scroll,
        scroll_keys: ARROWS,
        foot: vec![Line::styled(keys, theme.dim())],
    };
    put_together(page, theme, columns, lines)
}

fn body(summary: &Summary, theme: Theme, width: usize) -> Body {
    let mut out: Vec<Line<'static>> = Vec::new();
    let mut text = |text: &str, style| out.extend(rows("", text, width, style));
    text(&wording::result(summary), theme.plain());
    if let Some(left) = wording::left_today(summary) {
        text(&left, theme.plain());
    }
    if summary.streak > 1 {
        text(&format!("{} in a row.", count(summary.streak as usize, "day")), theme.plain());
    }
    if !summary.hard.is_empty() {
        out.push(Line::default());
        out.push(Line::styled("Hard this time", theme.bold()));
    }
    for card in &summary.hard {
        let line = theme.marks(&format!("{} → {}", card.prompt, card.answer));
        out.extend(rows(theme.pointer(), &line, width, theme.plain()));
        if let Some(source) = &card.source {
            out.extend(rows("  ", &format!("Source: {source}"), width, theme.dim()));
        }
    }
    if summary.more_hard > 0 {
        out.push(Line::raw(format!("  and {} more", summary.more_hard)));
    }
    out.push(Line::default());
    out.push(Line::styled("Coming up", theme.bold()));
    out.extend(week(summary, theme, width));
    Body { rows: out, ..Body::default() }
}

/// A bar a day.
fn week(summary: &Summary, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let most = summary.week.iter().map(|day| day.reviews).max().unwrap_or(0);
    let room = width.saturating_sub(28).min(40);
    let day = |day: &crate::quiz::session::DayLoad| {
        let length = (day.reviews * room).div_ceil(most.max(1));
        let (bar, _) = theme.gauge(length, length.max(1), length);
        let new = if day.new > 0 { format!(" + {} new", day.new) } else { String::new() };
        let gap = if length > 0 { " " } else { "" };
        let name = day.date.strftime("%a %d");
        Line::raw(format!("  {name}  {bar}{gap}{}{new}", day.reviews))
    };
    summary.week.iter().map(day).collect()
}
