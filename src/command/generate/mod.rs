//! `generate`: documents become decks.
//!
//! All documents are read and all decks planned before the first file is
//! written, and then all files are written or none.

mod plan;
mod preview;
mod report;
mod review;
mod target;
mod update;
mod work;

use super::deck_file::schema_for;
use super::output::{Output, not_written};
use super::workspace::note;
use super::{Shop, listen};
use crate::base::file::replace_all;
use crate::cli::{Generate, Global};
use crate::deck::Note;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::generate::compose::{Draft, Kind};
use crate::ui::signals;
use plan::{Action, Plan, plan};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use target::Target;
use work::Work;
pub(super) use work::read;

/// What a run of the command works on, and how.
struct Run<'a> {
    env: &'a Env,
    global: &'a Global,
    options: &'a Generate,
    target: Target,
    works: Vec<Work>,
}

pub(super) fn run(options: &Generate, shop: &mut Shop) -> Result {
    let Shop { env, global, out } = shop;
    if options.review {
        review::mode(env, options.ui)?;
    }
    if options.text {
        return print_text(options, global.verbose, out);
    }
    let names = target::names(&options.files)?;
    let target = Target::of(env, global, options)?;
    refuse_overwriting(options, &target, &names)?;
    listen(if options.review { review::farewell } else { farewell })?;
    let (works, unread) = work::read_all(env, global, options, &target, &names)?;
    let run = Run { env, global, options, target, works };
    run.finish(out)?;
    match unread {
        0 => Ok(()),
        _ => Err(Error::Findings),
    }
}

/// Prints what each document is read as; `is_whole`, what is left out too.
fn print_text(options: &Generate, is_whole: bool, out: &mut Output) -> Result {
    for file in &options.files {
        let document = read(file, options.format)?;
        let outline = if is_whole { document.whole_outline() } else { document.outline() };
        outline.lines().try_for_each(|line| out.line(line))?;
        out.flush()?;
        note(&format!("{}: {}", file.display(), document.inventory().line()));
    }
    Ok(())
}

fn farewell(saves: u32) -> String {
    match saves {
        0 => "Interrupted; nothing was written.".to_owned(),
        _ => "Interrupted; the decks are written.".to_owned(),
    }
}

/// Facts never take the place of a document or a deck.
fn refuse_overwriting(options: &Generate, target: &Target, names: &[String]) -> Result {
    let Some(facts) = &options.facts else { return Ok(()) };
    let same = |path: &Path| {
        let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        real(path) == real(facts)
    };
    let decks = names.iter().flat_map(|name| Kind::ALL.map(|kind| target.deck_path(name, kind)));
    match options.files.iter().cloned().chain(decks).find(|path| same(path)) {
        None => Ok(()),
        Some(path) => Err(Error::new(format!("--facts would overwrite {}", path.display()))
            .hint("name another file for the facts")),
    }
}

impl Run<'_> {
    /// What follows when the documents are read.
    fn finish(&self, out: &mut Output) -> Result {
        if self.options.review {
            return review::run(self, out);
        }
        let plans = self.plans()?;
        let facts = self.fact_lines(&plans);
        if !self.options.dry_run {
            write(&plans, self.options.facts.as_deref(), &facts)?;
        }
        if self.global.json {
            return report::print_json(self, &plans, &facts, out);
        }
        if self.options.dry_run && !self.global.quiet {
            let (kinds, columns) = (self.kinds(), self.env.terminal.columns);
            let verbose = self.global.verbose;
            self.works
                .iter()
                .try_for_each(|work| preview::print(work, &kinds, columns, verbose, out))?;
        }
        report::print(self, &plans, out)
    }

    /// The kinds that are wanted.
    fn kinds(&self) -> Vec<Kind> {
        let only = &self.options.only;
        Kind::ALL.into_iter().filter(|kind| only.is_empty() || only.contains(kind)).collect()
    }

    /// What becomes of a deck that exists; none refuses it.
    fn existing(&self) -> Option<Action> {
        match (self.options.update, self.options.force, self.options.dry_run) {
            (true, _, _) => Some(Action::Update),
            (false, true, _) => Some(Action::Replace),
            // Nothing will be written anyway.
            (false, false, true) => Some(Action::Spare),
            (false, false, false) => None,
        }
    }

    fn plans(&self) -> Result<Vec<Plan>> {
        let mut plans = Vec::new();
        for work in &self.works {
            let cards = work.drafts.iter().map(|draft| (draft.kind, &draft.note));
            let cards: Vec<(Kind, &Note)> = cards.collect();
            for made in self.target.decks(work, &self.kinds(), &cards)? {
                let offered = made.deck.notes().map(|note| note.id.clone()).collect();
                plans.extend(plan(made, self.existing(), offered, &HashSet::new(), &work.known)?);
            }
        }
        Ok(plans)
    }

    /// Each document's facts as JSON lines; a card that was deleted by hand is none.
    fn fact_lines(&self, plans: &[Plan]) -> Vec<String> {
        let deleted =
            |draft: &Draft| plans.iter().any(|plan| plan.merged.deleted.contains(&draft.note.id));
        let works = self.works.iter();
        works
            .map(|work| work.fact_lines(&self.target, |draft| draft.is_sure() && !deleted(draft)))
            .collect()
    }
}

/// Writes all decks, what was made for them, and the facts; or nothing. A deck
/// comes before its record: a card that is recorded and missing counts as
/// deleted by hand.
fn write(plans: &[Plan], facts_path: Option<&Path>, facts: &[String]) -> Result {
    let decks = plans.iter().filter(|plan| plan.changes);
    let decks = decks.map(|plan| (plan.path.clone(), plan.merged.text.clone().into_bytes()));
    let records = plans.iter().filter_map(|plan| plan.record.clone());
    let records = records.map(|(path, text)| (path, text.into_bytes()));
    let new = plans.iter().filter(|plan| matches!(plan.action, Action::Create | Action::Replace));
    let schemas: BTreeMap<PathBuf, String> =
        new.filter_map(|plan| schema_for(&plan.path)).collect();
    let schemas = schemas.into_iter().map(|(path, text)| (path, text.into_bytes()));
    let facts = facts_path.map(|path| (path.to_path_buf(), facts.concat().into_bytes()));
    let files: Vec<(PathBuf, Vec<u8>)> = decks.chain(records).chain(schemas).chain(facts).collect();
    signals::saving(|| replace_all(&files))
        .map_err(|(path, cause)| not_written(&path, &cause).hint("nothing was written"))
}
