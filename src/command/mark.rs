//! `undo`, `suspend`, `resume`, `reset`: one line in the journal each.

use super::output::Output;
use super::workspace::Workspace;
use crate::cli::{Global, Selection, SomeCards};
use crate::deck::CardId;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::history::{Event, EventKind};

pub(super) fn suspend(env: &Env, global: &Global, options: &SomeCards, out: &mut Output) -> Result {
    mark(env, global, options, EventKind::Suspend, "suspended", out)
}

pub(super) fn resume(env: &Env, global: &Global, options: &SomeCards, out: &mut Output) -> Result {
    mark(env, global, options, EventKind::Resume, "resumed", out)
}

pub(super) fn reset(env: &Env, global: &Global, options: &SomeCards, out: &mut Output) -> Result {
    mark(env, global, options, EventKind::Reset, "new again", out)
}

/// All cards are looked up before the first line is written.
fn mark(
    env: &Env,
    global: &Global,
    options: &SomeCards,
    kind: EventKind,
    done: &str,
    out: &mut Output,
) -> Result {
    let mut workspace = Workspace::open(env, global, &Selection::default())?;
    let ids: Vec<CardId> =
        options.cards.iter().map(|name| workspace.find(name)).collect::<Result<_>>()?;
    let now = env.clock.now();
    let events = ids.iter().map(|id| Event::new(id, kind, now)).collect();
    workspace.save(events, now)?;
    ids.iter().try_for_each(|id| out.line(&format!("{id}: {done}")))
}

pub(super) fn undo(env: &Env, global: &Global, out: &mut Output) -> Result {
    let mut workspace = Workspace::open(env, global, &Selection::default())?;
    let now = env.clock.now();
    let Some(latest) = workspace.undoable().last().cloned() else {
        return Err(Error::new(
            "nothing to undo: this device has written no event that still counts",
        ));
    };
    workspace.save(vec![latest.undo(now)], now)?;
    if let Some(sitting) = latest.detail.sitting() {
        return out.line(&format!("took back all that the exam {sitting} told the schedule"));
    }
    out.line(&format!("{}: took back '{}' of {}", latest.card, latest.kind, latest.time))
}
