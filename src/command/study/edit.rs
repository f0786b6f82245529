//! A card in the learner's editor, in the middle of a session. Its deck file
//! keeps every other byte, and the card keeps its id.

use crate::base::file::replace;
use crate::command::editor::{self, Given, with_remarks, without_remarks};
use crate::command::sources::read_deck;
use crate::deck::edit::{accept as accept_answer, card_text, replace as replace_card};
use crate::deck::fault::Fault;
use crate::deck::library::Library;
use crate::deck::parse::parse;
use crate::deck::{CardId, Deck};
use crate::env::Env;
use crate::ui::signals;
use std::fs;
use std::path::{Path, PathBuf};

/// Lets the learner edit `card` until it is sound, or Ctrl-C ends an editor that leaves it
/// faulty; the deck as it is then, and
/// what to say. The error says why nothing was changed.
pub(super) fn edit(env: &Env, library: &Library, card: &CardId) -> Result<(Deck, String), String> {
    let path = deck_file(library, card)?;
    let text = read_deck(&path)?;
    let range = card_text(&text, card.note_part()).ok_or_else(|| {
        format!("The card is not a table of its own; edit {} itself.", path.display())
    })?;
    let mut shown = format!("{}\n", text[range].trim_end());
    let mut fault = None;
    loop {
        match editor::edit(&env.editor, &scratch(env), &shown) {
            Given::Failed(why) => return Err(format!("Nothing was changed: {why}.")),
            Given::Unchanged => return Err(unchanged(fault)),
            Given::Text(new) => match save(&path, card, &without_remarks(&new)) {
                Ok(deck) => return Ok((deck, format!("Saved in {}.", path.display()))),
                Err(Refused::Faults(faults)) => {
                    shown = with_remarks(&without_remarks(&new), &faults);
                    fault = faults.into_iter().next();
                    if signals::was_interrupted() {
                        return Err(unchanged(fault));
                    }
                }
                Err(Refused::Unwritten(why)) => return Err(why),
            },
        }
    }
}

/// Writes `answer` among those that the deck file accepts for `card`; the deck as it is
/// then, and what to say. The error says why nothing was changed.
pub(super) fn accept(
    library: &Library,
    card: &CardId,
    answer: &str,
) -> Result<(Deck, String), String> {
    let path = deck_file(library, card)?;
    let file = path.display();
    let unchanged = |why: &str| format!("Nothing was changed in {file}: {why}.");
    let text = read_deck(&path)?;
    let whole = accept_answer(&path, &text, card, answer).map_err(|why| unchanged(&why))?;
    replace(&path, whole.as_bytes()).map_err(|why| unchanged(&why.to_string()))?;
    let deck = parse(&path, &whole).deck.ok_or_else(|| unchanged("it cannot be read"))?;
    Ok((deck, format!("From now on {answer} is right: {file}.")))
}

/// Why an edited card was not written.
enum Refused {
    Faults(Vec<Fault>),
    Unwritten(String),
}

/// The file is read again: it may have changed while the editor was open.
fn save(path: &Path, card: &CardId, new: &str) -> Result<Deck, Refused> {
    let text = read_deck(path).map_err(Refused::Unwritten)?;
    let whole = replace_card(Path::new("the card"), &text, card.note_part(), new)
        .map_err(Refused::Faults)?;
    let file = path.display();
    replace(path, whole.as_bytes()).map_err(|cause| {
        Refused::Unwritten(format!("Nothing was changed: cannot write {file}: {cause}."))
    })?;
    let gone = || Refused::Unwritten(format!("{file} can no longer be read."));
    parse(path, &whole).deck.ok_or_else(gone)
}

fn deck_file(library: &Library, card: &CardId) -> Result<PathBuf, String> {
    let path = library
        .deck_of(card)
        .and_then(|deck| deck.path.clone())
        .ok_or("This card has no deck file.")?;
    let file = path.display();
    match fs::symlink_metadata(&path) {
        // Writing through a link could reach outside the home.
        Ok(metadata) if metadata.is_symlink() => {
            Err(format!("{file} is a link; edit the file that it leads to."))
        }
        // A file that is replaced whole would be, whatever its mode.
        Ok(metadata) if metadata.permissions().readonly() => {
            Err(format!("Nothing was changed in {file}: it may only be read."))
        }
        _ => Ok(path),
    }
}

fn scratch(env: &Env) -> PathBuf {
    env.state_dir.join(format!("card-{}.toml", std::process::id()))
}

fn unchanged(fault: Option<Fault>) -> String {
    match fault {
        None => "Nothing was changed.".to_owned(),
        Some(fault) => format!("Nothing was changed: line {}: {}.", fault.line, fault.message),
    }
}
