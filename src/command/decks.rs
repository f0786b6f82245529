//! `decks`: a row a deck.

use super::output::Output;
use super::workspace::Workspace;
use crate::cli::{Global, Selection};
use crate::deck::Deck;
use crate::env::Env;
use crate::error::Result;
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    format: u32,
    decks: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    cards: usize,
    new: usize,
    due: usize,
    learnt: usize,
    /// Mean expected recall of the learnt cards, 0 to 1; none where none is learnt.
    recall: Option<f64>,
}

pub(super) fn run(env: &Env, global: &Global, selection: &Selection, out: &mut Output) -> Result {
    let workspace = Workspace::open(env, global, selection)?;
    let decks: Vec<Row> = workspace.shelf.decks.iter().map(|deck| row(&workspace, deck)).collect();
    if global.json {
        return out.json(&Report { format: 1, decks });
    }
    let rows: Vec<[String; 7]> = decks.iter().map(text).collect();
    out.table(["deck", "cards", "new", "due", "learnt", "recall", "title"], &rows)
}

fn row(workspace: &Workspace, deck: &Deck) -> Row {
    let views: Vec<_> = deck.cards.iter().map(|card| workspace.view(card)).collect();
    let recalls: Vec<f64> = views.iter().filter_map(|view| view.recall).collect();
    Row {
        id: deck.id.to_string(),
        title: deck.title.clone(),
        cards: deck.cards.len(),
        new: views.iter().filter(|view| view.is_new).count(),
        due: views.iter().filter(|view| view.is_due).count(),
        learnt: views.iter().filter(|view| view.is_learnt).count(),
        recall: (!recalls.is_empty()).then(|| recalls.iter().sum::<f64>() / recalls.len() as f64),
    }
}

fn text(row: &Row) -> [String; 7] {
    [
        row.id.clone(),
        row.cards.to_string(),
        row.new.to_string(),
        row.due.to_string(),
        row.learnt.to_string(),
        super::workspace::percent(row.recall),
        row.title.clone(),
    ]
}
