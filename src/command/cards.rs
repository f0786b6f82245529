//! `cards`: a row a card.

use super::Shop;
use super::workspace::{View, Workspace, percent};
use crate::cli::{Cards, StateFilter};
use crate::deck::Card;
use crate::error::Result;
use crate::history::{Due, Stamp};
use crate::markup::plain;
use crate::schedule::State;
use jiff::tz::Offset;
use serde_json::{Value, json};

pub(super) fn run(options: &Cards, shop: &mut Shop) -> Result {
    let workspace = Workspace::open(shop, &options.selection)?;
    workspace.report_faults(shop);
    let cards = workspace.cards().map(|card| (card, workspace.view(card)));
    let cards = cards.filter(|(card, view)| is_wanted(card, view, options));
    if shop.global.json {
        let cards: Vec<Value> = cards.map(|(card, view)| value(card, &view)).collect();
        return shop.out.json(&json!({ "format": 1, "cards": cards }));
    }
    let rows: Vec<[String; 5]> =
        cards.map(|(card, view)| row(card, &view, shop.env.clock.now().offset)).collect();
    let heading = ["prompt", "state", "due", "recall", "card"];
    shop.out.list(shop.env.columns_to_read(), heading, &rows)
}

fn is_wanted(card: &Card, view: &View, options: &Cards) -> bool {
    let known = &view.known;
    let in_state = options.state.is_none_or(|state| match state {
        StateFilter::New => known.state == State::New,
        StateFilter::Learning => {
            matches!(known.state, State::Learning { .. } | State::Relearning { .. })
        }
        StateFilter::Review => matches!(known.state, State::Review { .. }),
        StateFilter::Due => view.is_due,
        StateFilter::Suspended => known.suspended,
        StateFilter::Leech => known.is_leech(),
        StateFilter::Marked => known.marked,
    });
    let has_text = options.search.as_deref().is_none_or(|text| {
        let text = text.to_lowercase();
        [card.id.as_str(), &card.prompt(), &card.answer()]
            .iter()
            .any(|field| field.to_lowercase().contains(&text))
    });
    in_state && has_text
}

fn value(card: &Card, view: &View) -> Value {
    json!({
        "id": card.id.as_str(),
        "prompt": card.prompt(),
        "answer": card.answer(),
        "state": view.known.state.as_str(),
        "due": view.due,
        "recall": view.recall,
        "lapses": view.known.lapses,
        "suspended": view.known.suspended,
        "marked": view.known.marked,
        "source": card.source(),
    })
}

fn row(card: &Card, view: &View, offset: Offset) -> [String; 5] {
    let state = if view.known.suspended { "suspended" } else { view.known.state.as_str() };
    // To the minute is enough for people.
    let due = match view.known.due {
        _ if view.due.is_none() => String::new(),
        Due::On(date) => date.to_string(),
        Due::At(instant) => Stamp::new(instant, offset).moment(),
    };
    [plain(&card.prompt()), state.to_owned(), due, percent(view.recall), card.id.to_string()]
}
