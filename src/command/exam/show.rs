//! `exam --show`: an earlier result once more, and the offer that nobody answered.

use super::{driver, feed, on_named_decks, report, wraps};
use crate::cli::{Exam, Feed, Global};
use crate::command::output::Output;
use crate::command::workspace::{Workspace, store_error};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::quiz::exam::{Earlier, Ended, Score, Sitting};
use crate::ui::exam::ExamUi;
use crate::ui::exam::wording::{self, Row, Tone};
use crate::ui::plain::exam::PlainExam;
use std::io;

pub(super) fn run(
    env: &Env,
    global: &Global,
    options: &Exam,
    mut workspace: Workspace,
    sittings: &[Sitting],
    id: Option<&str>,
    out: &mut Output,
) -> Result {
    let mut sitting = wanted(&on_named_decks(sittings, &workspace, options), id)?;
    // Only its own device writes it; another terminal may still have it open.
    let is_mine = sitting.device == workspace.exams.device();
    let claim = match is_mine {
        true => workspace.exams.claim(&sitting.id).map_err(store_error)?,
        false => None,
    };
    if claim.is_some()
        && let Some(now) = workspace.exams.read_again(&sitting.id)
    {
        sitting = now;
    }
    sitting.compare_with(&workspace.shelf.decks);
    let earlier = Earlier::find(&sitting, sittings);
    let fault = |cause: io::Error| Error::because("cannot read the input", &cause);
    let mut ui: Box<dyn ExamUi> = match global.json {
        // What is printed as JSON stands alone.
        true => Box::new(PlainExam::new(io::stderr(), None).map_err(fault)?),
        false => Box::new(PlainExam::new(io::stdout(), wraps(env)).map_err(fault)?),
    };
    if !global.json {
        let mut rows = vec![Row::new(Tone::Plain, wording::shown(&sitting))];
        rows.extend(wording::result(&sitting, &earlier));
        ui.result(&rows).map_err(driver::broken)?;
    }
    let may_ask = env.hears_lines && !global.no_input;
    let fed = match claim {
        Some(_) => feed::offer(env, &mut workspace, &mut *ui, &mut sitting, options.feed, may_ask)?,
        None => {
            if options.feed == Feed::Yes {
                let told = feed::held_elsewhere(&workspace, &sitting);
                ui.say(&told).map_err(driver::broken)?;
            }
            workspace.heard_of(&sitting.id).unwrap_or_default()
        }
    };
    match global.json {
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
    let Some(sitting) = sittings.iter().find(|sitting| sitting.id == id) else {
        return Err(Error::new(format!("there is no exam '{id}'")).hint(
            "byheart exam --list shows their ids; name a deck before --show, not behind it",
        ));
    };
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
