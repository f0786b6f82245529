//! A card in the learner's editor, in the middle of a session. Its deck file
//! keeps every other byte, and the card keeps its id.

use crate::base::file::replace;
use crate::command::deck_file::{Unadded, add as add_cards, writable};
use crate::command::editor::{self, Given, with_remarks, without_remarks};
use crate::command::sources::read_deck;
use crate::deck::edit::{
    Appended, Refusal, accept as accept_answer, card_text, replace as replace_card,
};
use crate::deck::fault::Fault;
use crate::deck::library::Library;
use crate::deck::parse::{parse, parse_card};
use crate::deck::{CardId, Deck};
use crate::env::Env;
use crate::ui::signals;
use std::path::{Path, PathBuf};

/// Lets the learner edit `card` until it is sound, or Ctrl-C ends an editor that leaves it
/// faulty; the deck as it is then, and
/// what to say. The error says why nothing was changed.
pub(super) fn edit(env: &Env, library: &Library, card: &CardId) -> Result<(Deck, String), String> {
    let path = file_of(library, card)?;
    let text = read_deck(&path)?;
    let range = card_text(&text, card.note_part()).ok_or_else(|| {
        format!("The card is not a table of its own; edit {} itself.", path.display())
    })?;
    let mut shown = format!("{}\n", text[range].trim_end());
    let mut fault = None;
    loop {
        match editor::edit(&env.editor, &scratch(env), &shown) {
            Given::Failed(why) => return Err(format!("Nothing was changed: {why}.")),
            Given::Unchanged => return Err(unchanged("Nothing was changed", fault)),
            Given::Text(new) => match save(&path, card, &without_remarks(&new)) {
                Ok(deck) => return Ok((deck, format!("Saved in {}.", path.display()))),
                Err(Refused::Faults(faults)) => {
                    shown = with_remarks(&without_remarks(&new), &faults);
                    fault = faults.into_iter().next();
                    if signals::was_interrupted() {
                        return Err(unchanged("Nothing was changed", fault));
                    }
                }
                Err(Refused::Unwritten(why)) => return Err(why),
            },
        }
    }
}

/// What a card of one's own begins as.
const NEW_CARD: &str =
    "# A card for this deck; leave it as it is to give up.\nfront = \"\"\nback = \"\"\n";

/// Lets the learner write a card for the deck of `card` until it is sound; what to say. The
/// error says why there is none.
pub(super) fn add(env: &Env, library: &Library, card: &CardId) -> Result<String, String> {
    let path = file_of(library, card)?;
    let (mut shown, mut fault) = (NEW_CARD.to_owned(), None);
    loop {
        let new = match editor::edit(&env.editor, &scratch(env), &shown) {
            Given::Failed(why) => return Err(format!("No card was added: {why}.")),
            Given::Unchanged => return Err(unchanged("No card was added", fault)),
            Given::Text(new) => without_remarks(&new),
        };
        let (note, faults) = parse_card(Path::new("the card"), "new", &new);
        let is_sound = !faults.iter().any(|fault| fault.severity.is_error());
        let faults = match note.filter(|_| is_sound) {
            None => faults,
            Some(note) => match add_cards(&path, vec![note]) {
                Ok(added) => return Ok(told(&path, &added)),
                Err(Unadded::Refused(Refusal::Cards(faults))) => {
                    faults.into_iter().map(|(_, fault)| fault).collect()
                }
                Err(Unadded::Refused(Refusal::Deck(fault))) => {
                    return Err(unchanged("No card was added", Some(*fault)));
                }
                Err(Unadded::Unwritten(error)) => {
                    return Err(format!("No card was added: {}.", error.on_a_line()));
                }
            },
        };
        shown = with_remarks(&new, &faults);
        fault = faults.into_iter().next();
        if signals::was_interrupted() {
            return Err(unchanged("No card was added", fault));
        }
    }
}

fn told(path: &Path, added: &Appended) -> String {
    let file = path.display();
    match added.ids.first() {
        Some(id) => format!("Added to {file} as {id}; it is asked from the next session on."),
        None => {
            let id = added.equal.first().map_or("", |(_, id)| id);
            format!("No card was added: {id} in {file} asks and answers the same.")
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
    let path = file_of(library, card)?;
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

fn file_of(library: &Library, card: &CardId) -> Result<PathBuf, String> {
    writable(library.deck_of(card).ok_or("This card has no deck file.")?)
}

fn scratch(env: &Env) -> PathBuf {
    env.state_dir.join(format!("card-{}.toml", std::process::id()))
}

fn unchanged(what: &str, fault: Option<Fault>) -> String {
    match fault {
        None => format!("{what}."),
        Some(fault) => format!("{what}: line {}: {}.", fault.line, fault.message),
    }
}
