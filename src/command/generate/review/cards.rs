//! The cards of a review, with what an earlier one decided on them.

use super::state::{Decision, Own, State};
use crate::asking::review::{Entry, Fate, Words};
use crate::base::border::border;
use crate::command::generate::Run;
use crate::command::generate::plan::Existent;
use crate::command::generate::target::Target;
use crate::command::generate::work::Work;
use crate::document::{Document, Passage, Passages};
use crate::error::Result;
use crate::generate::compose::{Draft, Kind, place};
use crate::generate::fact::{Facts, Structure};
use std::collections::HashSet;
use std::iter;
use std::ops::Range;

/// The longest text that is marked, in bytes: a sentence may be a whole book.
const LONGEST: usize = 4000;

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
        let passages = Passages::of(&work.document);
        let drafts = work.drafts.iter().chain(&work.likely).filter(open);
        entries.extend(drafts.map(|draft| {
            let passage = passage(&work.document, &work.facts, &passages, draft);
            (draft.doubt(), entry((index, work), draft, passage, &state))
        }));
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
fn entry((index, work): (usize, &Work), draft: &Draft, passage: Passage, state: &State) -> Entry {
    let decision = state.of(&draft.note.id);
    let edited = decision.and_then(|decision| decision.edited.as_ref());
    Entry {
        group: group(index, draft.kind),
        note: edited.unwrap_or(&draft.note).clone(),
        fate: decision.map_or(Fate::Open, |decision| decision.fate),
        before: None,
        words: if edited.is_some() { Words::Edited } else { Words::Made },
        written: decision.is_some_and(|decision| decision.written),
        label: label(draft.kind, work),
        passage,
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
        passage: neighbour.map(|entry| entry.passage.clone()).unwrap_or_default(),
        doubts: Vec::new(),
    })
}

/// What a document says around the words that a draft quotes, or around its fact; a list is
/// meant as a whole.
fn passage(document: &Document, facts: &Facts, passages: &Passages<'_>, draft: &Draft) -> Passage {
    let structure = facts.structures.get(draft.fact).filter(|_| draft.kind == Kind::Terms);
    let mut places: Vec<Range<usize>> = match structure {
        Some(Structure::Listing { lead, items, .. }) => {
            let sentence = document.sentence_at(lead.start);
            let lead = sentence.map_or(lead, |at| &document.sentences[at].span);
            let last = items.last().filter(|last| last.start >= lead.end);
            let end = last.map_or(lead.end, |last| passages.whole(last.start).end);
            iter::once(lead.start..end).collect()
        }
        _ => {
            let (quotes, source) = (draft.note.quotes(), draft.note.source.as_deref());
            quotes.iter().filter_map(|quote| passages.find(quote, source)).collect()
        }
    };
    if places.is_empty() {
        places.extend(place(facts, draft).map(|at| passages.whole(at)));
    }
    for place in &mut places {
        place.end = border(&document.text, place.end.min(place.start + LONGEST));
    }
    passages.around(&places)
}

fn label(kind: Kind, work: &Work) -> String {
    let file = work.file.file_name().unwrap_or_default().to_string_lossy();
    format!("{} · {file}", kind.as_str())
}

/// Ids of cards that decks which exist have, or had until they were deleted.
fn settled(target: &Target, work: &Work) -> Result<HashSet<String>> {
    let mut settled = HashSet::new();
    for kind in Kind::ALL {
        let deck = Existent::read(&target.deck_path(&work.name, kind))?;
        let drafts = work.drafts.iter().chain(&work.likely);
        let known = drafts.map(|draft| &draft.note).filter(|n| deck.knows(n));
        settled.extend(known.map(|note| note.id.clone()));
    }
    Ok(settled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::generate;
    use crate::generate::compose::{Options, compose};

    #[test]
    fn a_sentence_a_row_or_all_of_a_list_is_marked() {
        let text = "# Towns\n\nIt was cold. The Treaty of Riga was signed on 18 March 1921. \
            Nobody was glad.\n\n| | Lima | Ghent |\n|---|---|---|\n| River | Rimac | Lys |\n\
            | Port | Callao | none |\n\nFour causes of the fire:\n\n- dry straw in stables\n\
            - a hot summer\n- careless bakers\n- open stoves\n\nNobody put it out.\n\n\
            # Wars\n\n| Year | Event |\n|---|---|\n| 1604 | Norway attacked Denmark |\n\
            | 1606 | Denmark attacked Sweden |\n| 1608 | Sweden attacked Poland |\n";
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let (facts, passages) = (generate::facts(&document), Passages::of(&document));
        let drafts = compose(&document, &facts, &Options::all()).drafts;
        for (asked, marked) in [
            ("Treaty of Riga signed", "The Treaty of Riga was signed on 18 March 1921."),
            ("Callao", "Port | Callao | none"),
            (
                "dry straw",
                "Four causes of the fire:\ndry straw in stables\na hot summer\n\
                 careless bakers\nopen stoves",
            ),
            (
                "earliest first",
                "1604 | Norway attacked Denmark\n1606 | Denmark attacked Sweden\n\
                 1608 | Sweden attacked Poland",
            ),
        ] {
            let asks = |draft: &&Draft| format!("{:?}", draft.note.content).contains(asked);
            let found = drafts.iter().filter(asks);
            let found = found.map(|draft| passage(&document, &facts, &passages, draft).quoted());
            let found: Vec<String> = found.map(Option::unwrap).collect();
            assert!(!found.is_empty() && found.iter().all(|text| text == marked), "{found:#?}");
        }
    }
}
