//! The cards of a review, with what an earlier one decided on them.

use super::passage::Passages;
use super::state::{Decision, Own, State};
use crate::asking::review::{Entry, Fate, Words};
use crate::command::generate::Run;
use crate::command::generate::plan::Existent;
use crate::command::generate::target::Target;
use crate::command::generate::work::Work;
use crate::error::Result;
use crate::generate::compose::{Draft, Kind};
use std::collections::HashSet;

/// What is kept of an earlier review of each document, and all cards that are to be decided.
pub(super) fn open(run: &Run<'_>) -> Result<(Vec<State>, Vec<Entry>)> {
    let Run { env, options, target, works, .. } = run;
    let (mut states, mut entries, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for (index, work) in works.iter().enumerate() {
        let state = State::open(env, &work.name, &work.file, target.path())?;
        let settled = if options.update { settled(target, work)? } else { HashSet::new() };
        let open = |draft: &&Draft| {
            state.of(&draft.note.id).is_some() || !settled.contains(&draft.note.id)
        };
        let passages = Passages::of(work);
        let drafts = work.drafts.iter().chain(&work.likely).filter(open);
        entries.extend(drafts.map(|draft| (draft.doubt(), entry(index, draft, &passages, &state))));
        own.extend(state.own().map(|decision| (index, decision.clone())));
        states.push(state);
    }
    // What is sure comes first, of all documents; then what is least doubtful.
    entries.sort_by_key(|(doubt, _)| *doubt);
    let mut entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
    let kinds = run.kinds();
    for (index, decision) in own {
        let own = own_entry(index, decision, &entries, &works[index]);
        entries.extend(own.filter(|entry| kinds.contains(&of_group(entry.group).1)));
    }
    Ok((states, entries))
}

/// The number of a deck: that of cards of this kind of this document.
fn group(work: usize, kind: Kind) -> usize {
    work * Kind::ALL.len() + Kind::ALL.iter().position(|own| *own == kind).unwrap_or(0)
}

/// The document and the kind of cards of a group.
pub(super) fn of_group(group: usize) -> (usize, Kind) {
    (group / Kind::ALL.len(), Kind::ALL[group % Kind::ALL.len()])
}

/// A draft with what an earlier review decided on it.
fn entry(work: usize, draft: &Draft, passages: &Passages<'_>, state: &State) -> Entry {
    let decision = state.of(&draft.note.id);
    let edited = decision.and_then(|decision| decision.edited.as_ref());
    Entry {
        group: group(work, draft.kind),
        note: edited.unwrap_or(&draft.note).clone(),
        fate: decision.map_or(Fate::Open, |decision| decision.fate),
        before: None,
        words: if edited.is_some() { Words::Edited } else { Words::Made },
        written: decision.is_some_and(|decision| decision.written),
        label: label(draft.kind, passages.work()),
        passage: passages.behind(draft),
        doubts: draft.doubts.clone(),
    }
}

/// A card that a person wrote in an earlier review.
fn own_entry(index: usize, decision: Decision, entries: &[Entry], work: &Work) -> Option<Entry> {
    let Decision { fate, written, edited, own, .. } = decision;
    let Own { kind, beside } = own?;
    let neighbour = entries.iter().find(|entry| entry.note.id == beside);
    Some(Entry {
        group: group(index, kind),
        note: edited?,
        fate,
        before: None,
        words: Words::Own { beside },
        written,
        label: label(kind, work),
        passage: neighbour.and_then(|entry| entry.passage.clone()),
        doubts: Vec::new(),
    })
}

fn label(kind: Kind, work: &Work) -> String {
    let file = work.file.file_name().unwrap_or_default().to_string_lossy();
    format!("{} · {file}", kind.as_str())
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
