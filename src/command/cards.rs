//! `cards`: a row a card.

use super::output::Output;
use super::workspace::{View, Workspace, percent};
use crate::cli::{Cards, Global, StateFilter};
use crate::deck::Card;
use crate::env::Env;
use crate::error::Result;
use serde::Serialize;

#[derive(Serialize)]
struct Report {
    format: u32,
    cards: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    prompt: String,
    answer: String,
    state: &'static str,
    due: Option<String>,
    recall: Option<f64>,
    lapses: u32,
    suspended: bool,
    marked: bool,
    source: Option<String>,
}

pub(super) fn run(env: &Env, global: &Global, options: &Cards, out: &mut Output) -> Result {
    let workspace = Workspace::open(env, global, &options.selection)?;
    let cards: Vec<Row> = workspace
        .cards()
        .map(|card| (card, workspace.view(card)))
        .filter(|(card, view)| is_wanted(card, view, options))
        .map(|(card, view)| row(card, view))
        .collect();
    if global.json {
        return out.json(&Report { format: 1, cards });
    }
    let rows: Vec<[String; 5]> = cards.iter().map(|row| text(row, env.terminal.columns)).collect();
    out.table(["card", "state", "due", "recall", "prompt"], &rows)
}

fn is_wanted(card: &Card, view: &View, options: &Cards) -> bool {
    let in_state = options.state.is_none_or(|state| match state {
        StateFilter::New => view.is_new,
        StateFilter::Learning => matches!(view.state, "learning" | "relearning"),
        StateFilter::Review => view.state == "review",
        StateFilter::Due => view.is_due,
        StateFilter::Suspended => view.suspended,
        StateFilter::Leech => view.leech,
        StateFilter::Marked => view.marked,
    });
    let has_text = options.search.as_deref().is_none_or(|text| {
        let text = text.to_lowercase();
        [card.id.as_str(), &card.prompt(), &card.answer()]
            .iter()
            .any(|field| field.to_lowercase().contains(&text))
    });
    in_state && has_text
}

fn row(card: &Card, view: View) -> Row {
    Row {
        id: card.id.to_string(),
        prompt: card.prompt().into_owned(),
        answer: card.answer(),
        state: view.state,
        due: view.due,
        recall: view.recall,
        lapses: view.lapses,
        suspended: view.suspended,
        marked: view.marked,
        source: card.source().map(str::to_owned),
    }
}

fn text(row: &Row, columns: usize) -> [String; 5] {
    let state = if row.suspended { "suspended" } else { row.state };
    let room = columns.saturating_sub(row.id.len() + 40).max(30);
    let prompt = row.prompt.replace('\n', " ");
    [
        row.id.clone(),
        state.to_owned(),
        row.due.clone().unwrap_or_default(),
        percent(row.recall),
        console::truncate_str(&prompt, room, "…").into_owned(),
    ]
}
