//! `--review`: a person decides on every card before the decks are written.
//!
//! Each decision is saved before the next card is shown, so that the review
//! can be left at any time; the same command goes on where it was.

mod cards;
mod outside;
mod state;
mod writing;

use super::plan::Plan;
use super::{Run, report};
use crate::asking::review::form::Typed;
use crate::asking::review::{Act, Change, Review};
use crate::cli::UiMode;
use crate::command::output::Output;
use crate::command::workspace::note;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::ui::line::review::ReviewLine;
use crate::ui::prompt::Prompter;
use crate::ui::review::ReviewUi;
use crate::ui::screen::review::ReviewScreen;
use crate::ui::signals;
use crate::ui::tty::Events;
use cards::of_group;
use state::{Changes, Decision, State};
use std::collections::HashMap;
use std::io;

/// The face of a review; an error where the terminal can have none.
pub(super) fn mode(env: &Env, wish: Option<UiMode>) -> Result<UiMode> {
    if !env.terminal.interactive {
        return Err(Error::new("--review needs a terminal for input, output and messages")
            .hint("without --review all cards are written; edit the decks then"));
    }
    Ok(wish.unwrap_or(UiMode::Screen))
}

pub(super) fn farewell(_saves: u32) -> String {
    "Interrupted; all decisions are saved.\nThe same command goes on.".to_owned()
}

pub(super) fn run(run: &Run<'_>, out: &mut Output) -> Result {
    let mut session = Session::open(run)?;
    session.refuse_existing()?;
    session.save_all()?;
    let is_done = session.review.entries.is_empty() || session.hold()?;
    if !is_done {
        return Ok(());
    }
    let plans = session.plans()?;
    session.finish(&plans)?;
    report::print(run, &plans, out)?;
    if plans.iter().all(Plan::is_absent) && !session.review.entries.is_empty() {
        note("no card was kept; no deck was written");
    }
    Ok(())
}

struct Session<'a> {
    run: &'a Run<'a>,
    /// One a document.
    states: Vec<State>,
    review: Review,
}

impl<'a> Session<'a> {
    /// All cards that are to be decided, with the decisions that there are.
    fn open(run: &'a Run<'a>) -> Result<Self> {
        let (states, entries) = cards::open(run)?;
        let typed = states.iter().flat_map(State::typed).cloned().collect();
        Ok(Self { run, states, review: Review::new(entries, typed) })
    }

    fn save_all(&self) -> Result {
        signals::saving(|| self.states.iter().try_for_each(State::save))
    }

    fn face(&self) -> Result<Box<dyn ReviewUi>> {
        let (env, wish) = (self.run.env, self.run.options.ui);
        let terminal = env.terminal;
        Ok(match mode(env, wish)? {
            UiMode::Line => {
                Box::new(ReviewLine::new(Prompter::new(terminal.color, terminal.ascii)))
            }
            _ => {
                let events = Events::listen().map_err(broken)?;
                Box::new(ReviewScreen::new(events, terminal.color, terminal.ascii))
            }
        })
    }

    /// Whether every card is decided; else the person left.
    fn hold(&mut self) -> Result<bool> {
        let mut face = self.face()?;
        loop {
            let act = match face.sit(&mut self.review) {
                Ok(act) => act,
                Err(cause) => {
                    self.draft();
                    return Err(broken(cause));
                }
            };
            match act {
                Act::Save(change) => self.change(change),
                Act::Draft => {
                    self.draft();
                }
                Act::Outside => {
                    self.draft();
                    face.lend().map_err(broken)?;
                    self.edit();
                }
                Act::Write => self.write_so_far(),
                Act::Finish => return Ok(true),
                // What cannot be saved is told first; the second time it is lost.
                Act::Leave | Act::Interrupted if !self.draft() => {}
                Act::Leave => {
                    return face.say(&self.left()).map(|()| false).map_err(broken);
                }
                Act::Interrupted => signals::interrupt(),
                Act::Suspended => {
                    self.draft();
                    signals::suspend();
                }
                Act::Ended => {
                    self.draft();
                    signals::hang_up()
                }
            }
        }
    }

    /// What is said to a person who leaves.
    fn left(&self) -> String {
        let (done, all) = (self.review.decided(), self.review.entries.len());
        let is_saved = |typed: Typed| self.states.iter().any(|one| one.typed().contains(&typed));
        let saved = match self.review.typed().is_none_or(is_saved) {
            true => "all is saved",
            false => "all decisions are saved",
        };
        format!("{done} of {all} decided; {saved}. The same command goes on.")
    }

    /// Saves a change; only then it counts.
    fn change(&mut self, change: Change) {
        let mut changes: HashMap<usize, Changes> = HashMap::new();
        for (at, entry) in &change.entries {
            let of = entry.as_ref().unwrap_or_else(|| &self.review.entries[*at]);
            let (work, kind) = of_group(of.group);
            let changes = changes.entry(work).or_default();
            match entry {
                Some(entry) => changes.set.push(Decision::on(entry, kind)),
                None => changes.gone.push(of.note.id.clone()),
            }
        }
        match self.put(changes, None) {
            Ok(()) => self.review.apply(change),
            Err(cause) => self.review.refuse(&cause.to_string()),
        }
    }

    /// Saves changes by their documents, and what is being typed with that of its card in
    /// place of what is saved of the form.
    fn put(
        &mut self,
        mut changes: HashMap<usize, Changes>,
        typed: Option<Typed>,
    ) -> io::Result<()> {
        if let Some(Typed { target, .. }) = self.review.saved() {
            let is_of = |state: &State| state.typed().iter().any(|one| one.target == *target);
            for work in (0..self.states.len()).filter(|work| is_of(&self.states[*work])) {
                changes.entry(work).or_default().untyped = Some(target.clone());
            }
        }
        if typed.is_some() {
            let (here, _) = of_group(self.review.entry().group);
            changes.entry(here).or_default().typed = typed;
        }
        signals::saving(|| state::put(&mut self.states, changes))
    }

    /// Saves what is being typed; whether that went well.
    fn draft(&mut self) -> bool {
        if !self.review.is_unsaved() {
            return true;
        }
        let saved = self.put(HashMap::new(), self.review.typed());
        // What cannot be saved is tried again when more is typed.
        self.review.drafted();
        saved
            .inspect_err(|cause| self.review.say(format!("What you type is not saved: {cause}.")))
            .is_ok()
    }
}

/// Ctrl-C leaves; every decision is saved.
fn broken(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::Interrupted => signals::interrupt(),
        _ => Error::because("cannot talk to the terminal; all decisions are saved", &cause),
    }
}
