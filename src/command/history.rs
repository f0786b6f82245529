//! `history CARD`: what happened to a card.

use super::Shop;
use super::workspace::Workspace;
use crate::cli::{OneCard, Selection};
use crate::error::Result;
use crate::history::{Deed, EventKind, Review};
use crate::markup::plain;
use crate::ui::wording::{happened, wrapped};
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    format: u32,
    card: String,
    state: &'static str,
    reviews: Vec<Row>,
    others: Vec<Other>,
}

/// What happened beside answers that count.
#[derive(Serialize)]
struct Other {
    time: String,
    /// As in the journal, or `cram`.
    event: &'static str,
    /// The rating of an answer in cramming; what an undo takes back.
    of: Option<&'static str>,
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
    let deeds = workspace.history.deeds(&id);
    let state = workspace.history.card(&id).map_or("new", |card| card.state.as_str());
    let out = &mut shop.out;
    if shop.global.json {
        let reviews = deeds.iter().filter_map(Deed::answer).map(row).collect();
        let others = deeds.iter().filter_map(other).collect();
        return out.json(&Report { format: 1, card: id.to_string(), state, reviews, others });
    }
    if let Some(card) = workspace.shelf.card(&id) {
        let columns = shop.env.columns_to_read().unwrap_or(usize::MAX);
        wrapped("", &plain(&card.prompt()), columns).iter().try_for_each(|row| out.line(row))?;
    }
    out.line(&format!("{id} · {state}"))?;
    happened(&deeds, shop.env.clock.now()).iter().try_for_each(|line| out.line(line))
}

/// What is no answer that counts.
fn other(deed: &Deed) -> Option<Other> {
    let (event, of) = match deed {
        Deed::Answered(_) => return None,
        Deed::Crammed(_, rating) => ("cram", Some(rating.as_str())),
        Deed::Did(_, kind) => (kind.as_str(), None),
        Deed::TookBack(_, kind) => ("undo", Some(kind.map_or("exam", EventKind::as_str))),
    };
    Some(Other { time: deed.time().to_string(), event, of })
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
