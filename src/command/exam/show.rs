//! `exam --show`: an earlier result once more, and the offer that nobody answered.

use super::{Desk, driver, make_ui, named, report};
use crate::cli::{Feed, UiMode};
use crate::command::output::Output;
use crate::error::{Error, Result};
use crate::quiz::exam::{Earlier, Ended, Score, Sitting};
use crate::ui::exam::wording::{self, Row};

pub(super) fn run(mut desk: Desk<'_>, id: Option<&str>, out: &mut Output) -> Result {
    let mut sitting = wanted(&desk.on_named_decks(), id)?;
    let exams = &desk.workspace.exams;
    // Only its own device writes it; another terminal may still have it open.
    let claim = if desk.is_mine(&sitting) { exams.claim(&sitting.id)? } else { None };
    if claim.is_some()
        && let Some(now) = exams.read_again(&sitting.id)
    {
        sitting = now;
    }
    sitting.compare_with(&desk.workspace.shelf.decks);
    let earlier = Earlier::find(&sitting, &desk.sittings);
    let mut ui = make_ui(desk.env, UiMode::Plain, desk.global.json)?;
    if !desk.global.json {
        let mut rows = vec![Row::plain(wording::shown(&sitting))];
        rows.extend(wording::result(&sitting, &earlier));
        ui.result(&rows).map_err(driver::broken)?;
    }
    let may_ask = desk.env.hears_lines && !desk.global.no_input;
    let fed = match claim {
        Some(_) => desk.offer(&mut *ui, &mut sitting, may_ask)?,
        None => {
            if desk.options.feed == Feed::Yes {
                ui.say(desk.held_elsewhere(&sitting)).map_err(driver::broken)?;
            }
            desk.workspace.history.fed_by(&sitting.id).unwrap_or_default()
        }
    };
    match desk.global.json {
        true => out.json(&report::result(&sitting, &earlier, &fed)),
        false => Ok(()),
    }
}

/// The one that is named, else the one that ended last.
fn wanted(sittings: &[Sitting], id: Option<&str>) -> Result<Sitting> {
    let ended = |sitting: &&Sitting| Score::of(sitting).is_some();
    let Some(id) = id else {
        let last = sittings
            .iter()
            .filter(ended)
            .max_by_key(|sitting| sitting.end.as_ref().map(|end| end.at.instant));
        return last.cloned().ok_or_else(|| {
            Error::new("no exam has ended yet").hint("byheart exam --list shows all exams")
        });
    };
    let sitting = named(sittings, id, "--show")?;
    let is_given_up = sitting.end.as_ref().is_some_and(|end| end.how == Ended::GivenUp);
    match ended(&sitting) {
        true => Ok(sitting.clone()),
        false => Err(Error::new(match is_given_up {
            true => "this exam was given up and has no result",
            false => "this exam is still open",
        })
        .hint(format!("byheart exam --resume {id} takes it up"))),
    }
}
