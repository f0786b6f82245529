//! `history CARD`: what happened to a card.

use super::Shop;
use super::workspace::Workspace;
use crate::base::words;
use crate::cli::{OneCard, Selection};
use crate::error::Result;
use crate::history::Review;
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
    let reviews: Vec<Row> = workspace.history.reviews(&id).iter().map(row).collect();
    let state = workspace.history.card(&id).map_or("new", |card| card.state.as_str());
    let out = &mut shop.out;
    if shop.global.json {
        return out.json(&Report { format: 1, card: id.to_string(), state, reviews });
    }
    out.line(&format!("{id} · {state}"))?;
    if let Some(card) = workspace.shelf.card(&id) {
        out.line(&card.prompt())?;
    }
    if reviews.is_empty() {
        return out.line("No answers yet.");
    }
    let rows: Vec<[String; 6]> = reviews.iter().map(text).collect();
    out.table(["time", "rating", "after", "stability", "difficulty", "next"], &rows)
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

fn text(row: &Row) -> [String; 6] {
    [
        row.time.clone(),
        row.rating.to_owned(),
        words::interval(row.elapsed_days),
        format!("{:.2} days", row.stability),
        format!("{:.2}", row.difficulty),
        row.due.clone(),
    ]
}
