//! The page after a session: how it went, what was hard, what comes. Pure.

use super::body::Body;
use super::view::{Canvas, View};
use crate::quiz::session::{DayLoad, Summary};
use crate::ui::wording;
use ratatui::text::Line;

/// The screen of a summary.
pub(super) fn summary(summary: &Summary, scroll: Option<usize>, canvas: Canvas) -> View {
    let done = summary.left.total() == 0;
    let title = if done { "Done for today" } else { "Done for now" };
    let keys = ["Enter leave", "u undo"].map(str::to_owned);
    canvas.page(title, body(summary, canvas), scroll, &keys)
}

fn body(summary: &Summary, canvas: Canvas) -> Body {
    let (theme, mut body) = (canvas.theme, canvas.body(0, 0));
    let (left, streak) = (wording::left_today(summary), wording::streak(summary));
    let told = [Some(wording::result(summary)), left, streak];
    told.iter().flatten().for_each(|text| body.text(text, theme.plain()));
    if !summary.hard.is_empty() {
        body.gap();
        body.text("Hard this time", theme.bold());
    }
    for card in &summary.hard {
        let line = theme.marks(&format!("{} → {}", card.prompt, card.answer));
        body.item(theme.pointer(), &line, theme.plain());
        if let Some(source) = &card.source {
            body.item("  ", &format!("Source: {source}"), theme.dim());
        }
    }
    if summary.more_hard > 0 {
        body.item("  ", &format!("and {} more", summary.more_hard), theme.plain());
    }
    body.gap();
    body.text("Coming up", theme.bold());
    week(&mut body, &summary.week);
    body
}

/// A bar a day.
fn week(body: &mut Body, week: &[DayLoad]) {
    let most = week.iter().map(|day| day.reviews).max().unwrap_or(0);
    let room = body.width.saturating_sub(28).min(40);
    for day in week {
        let length = (day.reviews * room).div_ceil(most.max(1));
        let (bar, _) = body.theme.gauge(length, length.max(1), length);
        let new = if day.new > 0 { format!(" + {} new", day.new) } else { String::new() };
        let gap = if length > 0 { " " } else { "" };
        let name = day.date.strftime("%a %d");
        body.rows.push(Line::raw(format!("  {name}  {bar}{gap}{}{new}", day.reviews)));
    }
}
