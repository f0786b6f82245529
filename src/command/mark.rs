//! `undo`, `suspend`, `resume`, `reset`: one line in the journal each.

use super::Shop;
use super::workspace::Workspace;
use crate::cli::{Selection, SomeCards};
use crate::deck::CardId;
use crate::error::{Error, Result};
use crate::history::{Event, EventKind};

/// All cards are looked up before the first line is written.
pub(super) fn mark(options: &SomeCards, kind: EventKind, done: &str, shop: &mut Shop) -> Result {
    let mut workspace = Workspace::open(shop, &Selection::default())?;
    let ids: Vec<CardId> =
        options.cards.iter().map(|name| workspace.find(name)).collect::<Result<_>>()?;
    let now = shop.env.clock.now();
    workspace.save(ids.iter().map(|id| Event::new(id, kind, now)).collect(), now)?;
    ids.iter().try_for_each(|id| shop.out.line(&format!("{id}: {done}")))
}

pub(super) fn undo(shop: &mut Shop) -> Result {
    let mut workspace = Workspace::open(shop, &Selection::default())?;
    let now = shop.env.clock.now();
    let Some(latest) = workspace.undoable.last().cloned() else {
        return Err(Error::new(
            "nothing to undo: this device has written no event that still counts",
        ));
    };
    workspace.save(vec![latest.undo(now)], now)?;
    shop.out.line(&match latest.detail.sitting() {
        Some(sitting) => format!("took back all that the exam {sitting} told the schedule"),
        None => format!("{}: took back '{}' of {}", latest.card, latest.kind, latest.time),
    })
}
