//! `--review`: a person decides on every card before the decks are written.
//!
//! Each decision is saved before the next card is shown, so that the review
//! can be left at any time; the same command goes on where it was.

mod decide;
mod edit;
mod item;
mod show;
mod state;

use super::plan::{Action, Existent, Plan, exists_already, plan};
use super::target::Target;
use super::work::Work;
use super::{Run, report, write};
use crate::command::output::Output;
use crate::command::workspace::note;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::generate::compose::{Draft, Kind};
use crate::ui::prompt::Prompter;
use crate::ui::signals;
use item::Item;
use state::{Fate, State};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

pub(super) fn refuse_without_terminal(env: &Env) -> Result {
    match env.terminal.interactive {
        true => Ok(()),
        false => Err(Error::new("--review needs a terminal for input, output and messages")
            .hint("without --review all cards are written; edit the decks then")),
    }
}

pub(super) fn farewell(_saves: u32) -> String {
    "Interrupted; all decisions are saved.\nThe same command goes on.".to_owned()
}

pub(super) fn run(run: &Run<'_>, out: &mut Output) -> Result {
    let mut review = Review::open(run)?;
    review.refuse_existing()?;
    review.save_all()?;
    if !review.decide_all()? {
        return review.say_where();
    }
    let plans = review.plans()?;
    review.finish(&plans)?;
    report::print(run, &plans, out)?;
    if plans.is_empty() && !review.items.is_empty() {
        note("no card was kept; nothing was written");
    }
    Ok(())
}

struct Review<'a> {
    run: &'a Run<'a>,
    /// One a document.
    states: Vec<State>,
    items: Vec<Item>,
    /// What to say below the next card.
    remarks: Vec<String>,
    prompter: Prompter,
}

impl<'a> Review<'a> {
    /// All cards that are to be decided, with the decisions that there are.
    fn open(run: &'a Run<'a>) -> Result<Self> {
        let Run { env, options, target, works, .. } = run;
        let mut states = Vec::new();
        let mut items = Vec::new();
        for (index, work) in works.iter().enumerate() {
            let state = State::open(env, &work.name, &work.file, target.path())?;
            let settled = if options.update { settled(target, work)? } else { HashSet::new() };
            let open = |draft: &&Draft| {
                state.of(&draft.note.id).is_some() || !settled.contains(&draft.note.id)
            };
            let drafts = work.drafts.iter().chain(&work.likely).filter(open);
            items.extend(drafts.map(|draft| Item::new(index, draft.clone(), &state)));
            states.push(state);
        }
        // What is sure comes first, of all documents.
        items.sort_by_key(|item| !item.draft.is_sure());
        let prompter = Prompter::new(env.terminal.color, env.terminal.ascii);
        Ok(Self { run, states, items, remarks: Vec::new(), prompter })
    }

    /// A deck in the way is told before the work, not after it.
    fn refuse_existing(&self) -> Result {
        let mut paths = self.items.iter().map(|item| self.path(item));
        match paths.find(|path| path.exists() && self.existing(path).is_none()) {
            Some(path) => Err(exists_already(&path)),
            None => Ok(()),
        }
    }

    fn path(&self, item: &Item) -> PathBuf {
        self.run.target.deck_path(&self.run.works[item.work].name, item.draft.kind)
    }

    /// To what this review has written it may add.
    fn existing(&self, path: &Path) -> Option<Action> {
        match self.items.iter().any(|item| item.decision.written && self.path(item) == path) {
            true => Some(Action::Update),
            false => self.run.existing(),
        }
    }

    fn save_all(&self) -> Result {
        signals::saving(|| self.states.iter().try_for_each(State::save))
    }

    /// The decks with what is kept by now.
    fn plans(&self) -> Result<Vec<Plan>> {
        let mut plans = Vec::new();
        for (index, work) in self.run.works.iter().enumerate() {
            let of_work = || self.items.iter().filter(move |item| item.work == index);
            let decided = || of_work().filter(|item| item.decision.fate != Fate::Open);
            let kept = of_work().filter(|item| item.decision.fate == Fate::Kept);
            let kept: Vec<&Draft> = kept.map(|item| &item.draft).collect();
            for made in self.run.target.decks(work, &self.run.kinds(), &kept)? {
                let existing = self.existing(&made.path);
                let offered = decided().filter(|item| self.path(item) == made.path);
                let offered = offered.map(|item| item.draft.note.id.clone()).collect();
                plans.extend(plan(made, existing, offered, &work.known)?);
            }
        }
        Ok(plans)
    }

    /// Writes the decks and forgets the decisions.
    fn finish(&mut self, plans: &[Plan]) -> Result {
        let kept = |draft: &Draft| {
            let same = |item: &&Item| item.draft.note.id == draft.note.id;
            self.items.iter().find(same).is_none_or(|item| item.decision.fate == Fate::Kept)
        };
        let Run { options, target, works, .. } = self.run;
        let facts: Vec<String> = works.iter().map(|work| work.fact_lines(target, kept)).collect();
        write(plans, options.facts.as_deref(), &facts).map_err(decisions_are_saved)?;
        let ids = self.items.iter().map(|item| item.draft.note.id.as_str()).collect();
        self.states.iter_mut().try_for_each(|state| state.forget(&ids))
    }

    /// Writes what is kept by now; the review goes on.
    fn write_so_far(&mut self) -> Result {
        let plans = self.plans()?;
        if plans.is_empty() {
            self.remark("Nothing is kept yet.");
            return Ok(());
        }
        write(&plans, None, &[]).map_err(decisions_are_saved)?;
        for item in self.items.iter_mut().filter(|item| item.decision.fate != Fate::Open) {
            item.decision.written = true;
            self.states[item.work].set(&item.decision);
        }
        self.save_all()?;
        let lines = plans.iter().flat_map(|plan| report::deck_lines(plan, false));
        lines.for_each(|line| self.remark(line));
        Ok(())
    }
}

fn decisions_are_saved(error: Error) -> Error {
    error.hint("all decisions are saved; the same command goes on")
}

/// Ids of cards that decks which exist have, or had until they were deleted.
fn settled(target: &Target, work: &Work) -> Result<HashSet<String>> {
    let mut settled = HashSet::new();
    for kind in Kind::ALL {
        let path = target.deck_path(&work.name, kind);
        if path.exists() {
            let deck = Existent::read(&path)?;
            let drafts = work.drafts.iter().chain(&work.likely);
            let known = drafts.map(|draft| &draft.note).filter(|n| deck.knows(n));
            settled.extend(known.map(|note| note.id.clone()));
        }
    }
    Ok(settled)
}
