//! What is seen of a review: a card with its passage, its text in the making, the end.
//! Pure.

use super::super::body::Body;
use super::super::looking::{Looking, Overlay};
use super::super::text::cut;
use super::super::view::{ARROWS, Canvas, View};
use crate::asking::keymap::{self, REVIEW};
use crate::asking::review::form::{Form, Row, Target};
use crate::asking::review::{Entry, Place, Review};
use crate::deck::{Card, Right};
use crate::document::Passage;
use crate::ui::review as wording;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

/// The screen of a review.
pub(super) fn review(review: &Review, looking: &Looking, canvas: Canvas) -> View {
    let head = head(review, canvas);
    let keys = keymap::bar(REVIEW, review.mode()).into_iter().map(str::to_owned);
    let foot = canvas.foot(looking, Vec::new(), &keys.collect::<Vec<_>>());
    let mut body = canvas.body(head.len(), foot.len());
    match (looking.page, &review.form, review.place) {
        (Some(Overlay::Keys), ..) => body.keys(REVIEW, false),
        (Some(Overlay::History | Overlay::Passage), ..) => paragraphs(&mut body, review.entry()),
        (None, Some(form), _) => filled(&mut body, form, review.entry()),
        (None, None, Place::Card) => card(&mut body, review.entry()),
        (None, None, Place::End) => end(&mut body, review),
    }
    let is_form = looking.page.is_none() && review.form.is_some();
    let scroll_keys = if is_form { "PgUp PgDn" } else { ARROWS };
    canvas.looked_at(looking, head, body, scroll_keys, foot)
}

fn head(review: &Review, canvas: Canvas) -> Vec<Line<'static>> {
    let (theme, width) = (canvas.theme, canvas.head_width());
    let (decided, total) = (review.decided(), review.entries.len());
    let so_far = theme.marks(&format!("{decided}/{total} · {}", wording::so_far(review)));
    let label = match (&review.form, review.place) {
        (Some(form), _) => form_title(form).to_owned(),
        (None, Place::Card) => wording::label(review.entry()),
        (None, Place::End) => "The end".to_owned(),
    };
    let room = width.saturating_sub(so_far.width() + 2);
    let left = cut(&theme.marks(&label), room, theme.tail());
    let gap = " ".repeat(width.saturating_sub(left.width() + so_far.width()));
    vec![
        Line::styled(format!("{left}{gap}{so_far}"), theme.dim()),
        theme.gauge_line(decided, total, width),
    ]
}

fn form_title(form: &Form) -> &'static str {
    match form.target() {
        Target::Card(_) => "Edit",
        Target::Beside(_) => "Your own card",
    }
}

/// A screen of so many rows has free ones between the parts of a card.
const AIRY: usize = 14;

fn card(body: &mut Body, entry: &Entry) {
    let theme = body.theme;
    for card in Card::drafts(&entry.note) {
        body.text(&card.prompt(), theme.bold());
        body.gap();
        answer(body, &card);
    }
    let (doubts, note) = (wording::doubts(entry), wording::note(entry));
    let place = entry.note.source.clone();
    for (text, style) in [(doubts, theme.hint()), (note, theme.dim()), (place, theme.dim())] {
        let Some(text) = text else { continue };
        if body.room >= AIRY {
            body.gap();
        }
        body.text(&text, style);
    }
    passage(body, &entry.passage);
}

/// The answer; with options the right ones and the wrong ones.
fn answer(body: &mut Body, card: &Card) {
    let theme = body.theme;
    match (card.right(), card.wrong().as_slice()) {
        (Right::Texts(texts), wrong @ [_, ..]) => {
            texts.iter().for_each(|text| body.item(theme.right_mark(), text, theme.right()));
            wrong.iter().for_each(|text| body.item(theme.wrong_mark(), text, theme.plain()));
        }
        (right, _) => body.right(&right),
    }
    if !card.accept().is_empty() {
        body.text(&format!("Also right: {}", card.accept().join("; ")), theme.dim());
    }
}

/// The passage where it stands alone.
fn paragraphs(body: &mut Body, Entry { passage, note, .. }: &Entry) {
    let theme = body.theme;
    body.passage(passage, note.source.as_deref(), theme.bars());
    if passage.pieces.is_empty() {
        body.text("Nothing tells which passage the card is from.", theme.plain());
    }
}

/// The paragraphs, lists and tables that are quoted. Of what stands before the first words
/// so much is shown that they can be seen.
fn passage(body: &mut Body, passage: &Passage) {
    let theme = body.theme;
    let parts = passage.pieces.chunk_by(|_, next| !next.is_apart);
    let quoted = parts.filter(|part| part.iter().any(|piece| piece.is_quoted));
    let mut part = Body::new(theme, body.width, body.room);
    part.pieces(quoted.flatten(), theme.bars());
    let told = part.focus.unwrap_or_default();
    let room = body.room.saturating_sub(body.rows.len() + told.len());
    if told.start > room {
        part.rows.drain(..(told.start - room + 1).min(told.start));
        if room > 0 {
            part.rows.insert(0, Line::styled(format!("  {}", theme.tail()), theme.dim()));
        }
    }
    body.rows.append(&mut part.rows);
}

/// What each line is for stands before it.
fn filled(body: &mut Body, form: &Form, entry: &Entry) {
    let theme = body.theme;
    let column = form.rows.iter().map(|row| row.field.label.width()).max().unwrap_or(0) + 1;
    for (at, Row { field, editor }) in form.rows.iter().enumerate() {
        let label = format!("{:<column$}", field.label);
        match at == form.at {
            true => body.typed(&format!("{}{label}", theme.pointer()), editor),
            false if editor.text().is_empty() => body.text(&format!("  {label}"), theme.dim()),
            false => body.raw(&format!("  {label}"), editor.text(), theme.plain()),
        }
    }
    body.gap();
    passage(body, &entry.passage);
}

fn end(body: &mut Body, review: &Review) {
    let theme = body.theme;
    body.text(&wording::end(review), theme.bold());
    body.gap();
    body.text("Enter writes the decks; u takes the latest change back.", theme.plain());
}
