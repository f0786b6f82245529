//! `history CARD`: what happened to a card.

use super::Shop;
use super::workspace::Workspace;
use crate::cli::{OneCard, Selection};
use crate::error::Result;
use crate::history::Review;
use crate::markup::plain;
use crate::ui::wording::{review, wrapped};
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    format: u32,
    card: String,
    state: &'static str,
    reviews: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    time: String,
    rating: &'static str,
    elapsed_days: u32,
    stability: f32,
    difficulty: f32,
    interval_days: u32,
    due: String,
}

pub(super) fn run(options: &OneCard, shop: &mut Shop) -> Result {
    let workspace = Workspace::open(shop, &Selection::default())?;
    workspace.report_faults(shop);
    let id = workspace.find(&options.card)?;
    let reviews = workspace.history.reviews(&id);
    let state = workspace.history.card(&id).map_or("new", |card| card.state.as_str());
    let out = &mut shop.out;
    if shop.global.json {
        let reviews = reviews.iter().map(row).collect();
        return out.json(&Report { format: 1, card: id.to_string(), state, reviews });
    }
    if let Some(card) = workspace.shelf.card(&id) {
        let columns = shop.env.columns_to_read().unwrap_or(usize::MAX);
        wrapped("", &plain(&card.prompt()), columns).iter().try_for_each(|row| out.line(row))?;
    }
    out.line(&format!("{id} · {state}"))?;
    if reviews.is_empty() {
        return out.line("No answers yet.");
    }
    let now = shop.env.clock.now();
    reviews.iter().try_for_each(|past| out.line(&review(past, now)))
}

fn row(review: &Review) -> Row {
    Row {
        time: review.time.to_string(),
        rating: review.rating.as_str(),
        elapsed_days: review.elapsed_days,
        stability: review.memory.stability.days(),
        difficulty: review.memory.difficulty.get(),
        interval_days: review.interval_days,
        due: review.due.at(review.time.offset),
    }
}
