//! The decks that a review writes, at its end or before.

use super::Session;
use super::cards::of_group;
use super::state::{Changes, Decision};
use crate::asking::review::{Entry, Fate};
use crate::command::generate::plan::{Action, Plan, exists_already, plan};
use crate::command::generate::{Run, report, write};
use crate::deck::Note;
use crate::error::{Error, Result};
use crate::generate::compose::{Draft, Kind};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

impl Session<'_> {
    /// A deck in the way is told before the work, not after it.
    pub(super) fn refuse_existing(&self) -> Result {
        let mut paths = self.review.entries.iter().map(|entry| self.path(entry));
        match paths.find(|path| path.exists() && self.existing(path).is_none()) {
            Some(path) => Err(exists_already(&path)),
            None => Ok(()),
        }
    }

    fn path(&self, entry: &Entry) -> PathBuf {
        let (work, kind) = of_group(entry.group);
        self.run.target.deck_path(&self.run.works[work].name, kind)
    }

    /// To what this review has written it may add.
    fn existing(&self, path: &Path) -> Option<Action> {
        match self.review.entries.iter().any(|entry| entry.written && self.path(entry) == path) {
            true => Some(Action::Update),
            false => self.run.existing(),
        }
    }

    /// The decks with what is kept by now.
    pub(super) fn plans(&self) -> Result<Vec<Plan>> {
        let mut plans = Vec::new();
        for (index, work) in self.run.works.iter().enumerate() {
            let entries = || {
                let entries = self.review.entries.iter().map(|one| (of_group(one.group), one));
                entries.filter(move |((work, _), _)| *work == index)
            };
            // One of a person's own that is written and no longer there was deleted.
            let kept = entries().filter(|(_, entry)| {
                entry.fate == Fate::Kept && !(entry.is_own() && entry.written)
            });
            let cards: Vec<(Kind, &Note)> =
                kept.clone().map(|((_, kind), entry)| (kind, &entry.note)).collect();
            let kept = kept.filter(|(_, entry)| !entry.written);
            let kept = kept.map(|(_, entry)| entry.note.id.as_str()).collect();
            for made in self.run.target.decks(work, &self.run.kinds(), &cards)? {
                let existing = self.existing(&made.path);
                let offered = entries().filter(|(_, entry)| {
                    entry.fate != Fate::Open && !entry.is_own() && self.path(entry) == made.path
                });
                let offered = offered.map(|(_, entry)| entry.note.id.clone()).collect();
                plans.extend(plan(made, existing, offered, &kept, &work.known)?);
            }
        }
        Ok(plans)
    }

    /// Writes the decks and forgets the decisions.
    pub(super) fn finish(&mut self, plans: &[Plan]) -> Result {
        let entries = &self.review.entries;
        let fates: HashMap<&str, Fate> =
            entries.iter().map(|entry| (entry.note.id.as_str(), entry.fate)).collect();
        let kept = |draft: &Draft| {
            fates.get(draft.note.id.as_str()).is_none_or(|fate| *fate == Fate::Kept)
        };
        let Run { options, target, works, .. } = self.run;
        let facts: Vec<String> = works.iter().map(|work| work.fact_lines(target, kept)).collect();
        write(plans, options.facts.as_deref(), &facts).map_err(decisions_are_saved)?;
        let ids = entries.iter().map(|entry| entry.note.id.as_str()).collect();
        self.states.iter_mut().try_for_each(|state| state.forget(&ids))
    }

    /// Writes what is kept by now; the review goes on.
    pub(super) fn write_so_far(&mut self) {
        match self.written() {
            Ok(lines) if lines.is_empty() => self.review.say("Nothing is kept yet."),
            Ok(lines) => lines.into_iter().for_each(|line| self.review.say(line)),
            Err(Error::Failure(failure)) => self.review.say(failure.to_string()),
            Err(_) => self.review.say("The decks are not written."),
        }
    }

    /// The same; what was done.
    fn written(&mut self) -> Result<Vec<String>> {
        let plans = self.plans()?;
        if plans.iter().all(Plan::is_absent) {
            return Ok(Vec::new());
        }
        write(&plans, None, &[])?;
        self.review.wrote();
        let mut changes: HashMap<usize, Changes> = HashMap::new();
        for entry in self.review.entries.iter().filter(|entry| entry.written) {
            let (work, kind) = of_group(entry.group);
            changes.entry(work).or_default().set.push(Decision::on(entry, kind));
        }
        self.put(changes, self.review.typed()).map_err(|cause| {
            Error::because("the decks are written, and the review is not", &cause)
        })?;
        Ok(plans.iter().flat_map(|plan| report::deck_lines(plan, false)).collect())
    }
}

fn decisions_are_saved(error: Error) -> Error {
    error.hint("all decisions are saved; the same command goes on")
}
