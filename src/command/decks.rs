//! `decks`: a row a deck.

use super::Shop;
use super::study::due_by_deck;
use super::workspace::{View, Workspace, percent};
use crate::cli::Selection;
use crate::deck::Deck;
use crate::error::Result;
use crate::schedule::State;
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    cards: usize,
    new: usize,
    /// What `study` would begin with, new cards among it.
    due: usize,
    learnt: usize,
    /// Mean expected recall of the learnt cards, 0 to 1; none where none is learnt.
    recall: Option<f64>,
}

pub(super) fn run(selection: &Selection, shop: &mut Shop) -> Result {
    let workspace = Workspace::open(shop, selection)?;
    workspace.report_faults(shop);
    let due = due_by_deck(&workspace, shop.env.clock.now());
    let row = |deck| row(&workspace, deck, &due);
    let decks: Vec<Row<'_>> = workspace.shelf.decks.iter().map(row).collect();
    if shop.global.json {
        return shop.out.json(&json!({ "format": 1, "decks": decks }));
    }
    let rows: Vec<[String; 7]> = decks.iter().map(text).collect();
    let heading = ["title", "due", "new", "learnt", "recall", "cards", "deck"];
    shop.out.list(shop.env.columns_to_read(), heading, &rows)
}

fn row<'a>(workspace: &Workspace, deck: &'a Deck, due: &HashMap<String, usize>) -> Row<'a> {
    let views: Vec<View> = deck.cards.iter().map(|card| workspace.view(card)).collect();
    let recalls: Vec<f64> = views.iter().filter_map(|view| view.recall).collect();
    let count = |is: fn(&View) -> bool| views.iter().filter(|view| is(view)).count();
    Row {
        id: deck.id.as_str(),
        title: &deck.title,
        cards: deck.cards.len(),
        new: count(|view| view.known.state == State::New),
        due: due.get(deck.id.as_str()).copied().unwrap_or_default(),
        learnt: count(|view| matches!(view.known.state, State::Review { .. })),
        recall: (!recalls.is_empty()).then(|| recalls.iter().sum::<f64>() / recalls.len() as f64),
    }
}

fn text(row: &Row<'_>) -> [String; 7] {
    let [cards, new, due, learnt] =
        [row.cards, row.new, row.due, row.learnt].map(|n| n.to_string());
    let (id, title) = (row.id.to_owned(), row.title.to_owned());
    [title, due, new, learnt, percent(row.recall), cards, id]
}
