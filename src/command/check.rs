//! `check`: every fault of every deck, and of the journal.

use super::output::Output;
use super::workspace::{Workspace, deck_files, read_deck};
use crate::base::file::replace;
use crate::cli::{Check, Global, Selection};
use crate::deck::Deck;
use crate::deck::fault::{Fault, Severity};
use crate::deck::fix::fix;
use crate::deck::lint::Doubt;
use crate::deck::parse::parse_and_doubt;
use crate::env::{Env, Home};
use crate::error::{Error, Result};
use crate::judge;
use serde::Serialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    faults: &'a [Fault],
}

/// A deck file that was checked.
struct Checked {
    text: String,
    faults: Vec<Fault>,
    deck: Option<Deck>,
}

pub(super) fn run(env: &Env, global: &Global, options: &Check, out: &mut Output) -> Result {
    let home = Home::find(global.home.as_deref(), env)?;
    let sources = deck_files(&home, &options.selection)?;
    let mut checked: Vec<Checked> = Vec::new();
    for path in &sources.files {
        if options.fix {
            fix_file(path, out, global)?;
        }
        checked.push(check(path));
    }
    same_ids(&mut checked);
    if !sources.ids.is_empty() {
        for id in &sources.ids {
            if !checked.iter().any(|c| is_asked_for(c, std::slice::from_ref(id), &[])) {
                return Err(Error::new(format!(
                    "there is no deck '{id}', nor a file or folder of that name"
                )));
            }
        }
        checked.retain(|c| is_asked_for(c, &sources.ids, &sources.named));
    }
    let progress = if options.progress { progress_faults(env, global)? } else { Vec::new() };
    report(env, global, &checked, progress, out)
}

fn is_asked_for(checked: &Checked, ids: &[String], named: &[PathBuf]) -> bool {
    let by_id =
        checked.deck.as_ref().is_some_and(|deck| ids.iter().any(|id| deck.id.as_str() == id));
    let path = checked.faults.first().map(|fault| &fault.path);
    let path = checked.deck.as_ref().and_then(|deck| deck.path.as_ref()).or(path);
    let by_path = path.is_some_and(|path| {
        named.contains(path)
            || path.file_stem().is_some_and(|stem| ids.iter().any(|id| stem == id.as_str()))
    });
    by_id || by_path
}

fn check(path: &Path) -> Checked {
    match read_deck(path) {
        Ok(text) => {
            let parsed = parse_and_doubt(path, &text, tolerances_for_nothing);
            Checked { text, faults: parsed.faults, deck: parsed.deck }
        }
        Err(why) => Checked {
            text: String::new(),
            faults: vec![fault_of_file(
                path,
                "unreadable",
                why,
                "see that the file is there and is text",
            )],
            deck: None,
        },
    }
}

/// Cards with a tolerance for what none of their answers has.
fn tolerances_for_nothing(deck: &Deck) -> Vec<Doubt> {
    let mut found = Vec::new();
    for card in &deck.cards {
        let Some(tolerance) = card.tolerance() else { continue };
        let texts = card.texts();
        let accept = card.accept().iter().map(String::as_str);
        let mut answers = texts.iter().map(|text| &**text).chain(accept);
        if answers.any(|answer| judge::takes(tolerance, answer, &deck.language)) {
            continue;
        }
        let what = if tolerance.is_for_dates() { "date" } else { "number" };
        found.push(Doubt {
            card: card.id.clone(),
            code: "idle-tolerance",
            message: format!("'{}' has a tolerance, but no answer with one {what}", card.id.card()),
            help: "delete the tolerance, or write 2 or \"5%\" for a number, \"1 year\" for a date",
        });
    }
    found
}

fn fault_of_file(path: &Path, code: &'static str, message: String, help: &str) -> Fault {
    Fault {
        code,
        severity: Severity::Error,
        path: path.to_path_buf(),
        line: 1,
        column: 1,
        message,
        help: help.to_owned(),
        span: 0..0,
    }
}

/// Two decks with one id would share one history: both are at fault.
fn same_ids(checked: &mut [Checked]) {
    let mut paths: HashMap<String, Vec<PathBuf>> = HashMap::new();
    for deck in checked.iter().filter_map(|checked| checked.deck.as_ref()) {
        paths.entry(deck.id.to_string()).or_default().extend(deck.path.clone());
    }
    for checked in checked {
        let Some(deck) = &checked.deck else { continue };
        let Some(path) = &deck.path else { continue };
        if let Some(other) = paths[deck.id.as_str()].iter().find(|other| *other != path) {
            let message = format!(
                "expected an id of its own, found '{}' in {} too",
                deck.id,
                other.display()
            );
            checked.faults.push(fault_of_file(path, "same-id", message, "change one of the ids"));
        }
    }
}

/// Torn, unreadable, future and orphaned lines.
fn progress_faults(env: &Env, global: &Global) -> Result<Vec<String>> {
    let workspace = Workspace::open(env, global, &Selection::default())?;
    let mut faults: Vec<String> =
        workspace.store.problems().iter().map(ToString::to_string).collect();
    let mut orphans: Vec<String> = workspace
        .history()
        .ids()
        .into_iter()
        .filter(|id| workspace.shelf.card(id).is_none())
        .map(|id| {
            format!("{id}: has a history, but no deck has this card; 'was' in a deck takes it over")
        })
        .collect();
    orphans.sort();
    faults.extend(orphans);
    Ok(faults)
}

fn report(
    env: &Env,
    global: &Global,
    checked: &[Checked],
    progress: Vec<String>,
    out: &mut Output,
) -> Result {
    let all: Vec<Fault> = checked.iter().flat_map(|checked| checked.faults.clone()).collect();
    let errors = all.iter().filter(|fault| fault.severity.is_error()).count();
    if global.json {
        out.json(&Report { format: 1, faults: &all })?;
    } else {
        for checked in checked {
            for fault in &checked.faults {
                out.raw(&format!("{}\n\n", fault.render(&checked.text, env.terminal.color)))?;
            }
        }
        progress.iter().try_for_each(|line| out.line(line))?;
        out.line(&summary(checked, errors, all.len() - errors))?;
    }
    match errors {
        0 => Ok(()),
        _ => {
            out.flush()?;
            Err(Error::Findings)
        }
    }
}

fn summary(checked: &[Checked], errors: usize, others: usize) -> String {
    use crate::base::words::count;
    let cards: usize =
        checked.iter().filter_map(|c| c.deck.as_ref()).map(|deck| deck.cards.len()).sum();
    let files = count(checked.len(), "file");
    format!(
        "{files}, {}: {}, {}",
        count(cards, "card"),
        count(errors, "error"),
        count(others, "remark")
    )
}

fn fix_file(path: &Path, out: &mut Output, global: &Global) -> Result {
    let Ok(text) = read_deck(path) else { return Ok(()) };
    // A file that is no TOML is left to the check that follows.
    let Ok(fixed) = fix(&text) else { return Ok(()) };
    if fixed == text {
        return Ok(());
    }
    replace(path, fixed.as_bytes())
        .map_err(|cause| Error::because(format!("cannot write {}", path.display()), &cause))?;
    match global.quiet || global.json {
        true => Ok(()),
        false => out.line(&format!("fixed  {}", path.display())),
    }
}
