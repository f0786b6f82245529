//! `add`: cards that a person jots down, or is asked for, at the end of a deck.

use super::deck_file::{Unadded, add, named};
use super::workspace::note;
use super::{Shop, listen};
use crate::base::words::count;
use crate::cli::Add;
use crate::deck::Note;
use crate::deck::edit::{Appended, Refusal};
use crate::deck::entry::{SHAPE, parse_line};
use crate::deck::fault::Fault;
use crate::deck::parse::{MAX_BYTES, parse_card};
use crate::deck::write::keys;
use crate::env::Terminal;
use crate::error::{Error, Result};
use crate::ui::prompt::{Prompter, Prompts, Weight};
use crate::ui::signals;
use serde_json::json;
use std::io::{self, Read};
use std::path::Path;
use toml::{Table, Value};

/// Refusals that are told of many.
const MOST_TOLD: usize = 20;

/// A line that a person gave, and what it is called.
struct Line {
    place: String,
    text: String,
}

pub(super) fn run(options: &Add, shop: &mut Shop) -> Result {
    let path = named(&shop.home()?, &options.deck)?;
    if options.cards.is_empty() {
        return ask_or_say_how(&path, shop);
    }
    let lines = lines(&options.cards)?;
    let notes = notes(&lines).map_err(|refusals| refused(&path, refusals))?;
    let added = add(&path, notes).map_err(|unadded| match unadded {
        Unadded::Unwritten(error) => error,
        Unadded::Refused(refusal) => because(&path, refusal, &lines),
    })?;
    report(&path, &added, &lines, shop)
}

/// Lines that are given, and those of standard input.
fn lines(cards: &[String]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (number, card) in (1..).zip(cards) {
        if card == "-" {
            let text = standard_input()?;
            let numbered = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
            lines.extend(numbered.map(|(number, line)| Line {
                place: format!("standard input, line {number}"),
                text: line.trim_start_matches('\u{FEFF}').to_owned(),
            }));
        } else {
            lines.push(Line { place: format!("card {number}"), text: card.clone() });
        }
    }
    match lines.is_empty() {
        true => Err(Error::new("expected cards, found none").hint(format!("a card is {SHAPE}"))),
        false => Ok(lines),
    }
}

fn standard_input() -> Result<String> {
    let mut bytes = Vec::new();
    let fault = |cause: &io::Error| Error::because("cannot read standard input", cause);
    io::stdin()
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| fault(&cause))?;
    if bytes.len() > MAX_BYTES {
        let message = format!("expected at most {} MiB on standard input", MAX_BYTES >> 20);
        return Err(Error::new(message).hint("add them in several goes"));
    }
    String::from_utf8(bytes)
        .map_err(|_| Error::new("standard input is not UTF-8").hint("save the text as UTF-8"))
}

/// What is wrong with one line, and the remedy.
type Refused = (String, String);

fn notes(lines: &[Line]) -> Result<Vec<Note>, Vec<Refused>> {
    let (mut notes, mut refused) = (Vec::new(), Vec::new());
    for line in lines {
        match parse_line(&line.text) {
            Ok(note) => notes.push(note),
            Err((message, help)) => {
                refused.push((format!("{}: {message}", line.place), help.to_owned()));
            }
        }
    }
    if refused.is_empty() { Ok(notes) } else { Err(refused) }
}

fn because(path: &Path, refusal: Refusal, lines: &[Line]) -> Error {
    let told = |(at, fault): (usize, Fault)| {
        let place = lines.get(at).map_or("", |line| &line.place);
        (format!("{place}: {}", fault.message), fault.help)
    };
    match refusal {
        Refusal::Cards(faults) => refused(path, faults.into_iter().map(told).collect()),
        Refusal::Deck(fault) => faulty_deck(path, &fault),
    }
}

fn faulty_deck(path: &Path, fault: &Fault) -> Error {
    let (file, Fault { line, message, .. }) = (path.display(), fault);
    Error::new(format!("nothing was added to {file}: line {line}: {message}"))
        .hint(format!("byheart check {file} shows what is wrong with the deck"))
}

/// All lines that are no cards, each with its remedy.
fn refused(path: &Path, refusals: Vec<Refused>) -> Error {
    let more = refusals.len().saturating_sub(MOST_TOLD);
    let told = refusals.into_iter().take(MOST_TOLD);
    let told = told.map(|(message, help)| format!("\n  {message}\n    help: {help}"));
    let mut message = format!("nothing was added to {}", path.display());
    told.for_each(|refusal| message.push_str(&refusal));
    match more {
        0 => Error::new(message),
        more => Error::new(format!("{message}\n  … and {more} more")),
    }
}

fn report(path: &Path, added: &Appended, lines: &[Line], shop: &mut Shop) -> Result {
    let place = |at: usize| lines.get(at).map_or("", |line| line.place.as_str());
    if shop.global.json {
        let equal = added.equal.iter().map(|(at, id)| json!({ "place": place(*at), "id": id }));
        let equal: Vec<_> = equal.collect();
        let path = path.display().to_string();
        shop.out.json(&json!({ "format": 1, "path": path, "added": added.ids, "equal": equal }))?;
    } else {
        for (at, id) in added.equal.iter().filter(|_| !shop.global.quiet) {
            note(&format!("{}: left out, as {id} asks and answers the same", place(*at)));
        }
        let ids = added.ids.iter().map(|id| format!("added  {id}"));
        ids.collect::<Vec<_>>().iter().try_for_each(|line| shop.out.line(line))?;
        let cards = count(added.ids.len(), "card");
        shop.out.line(&format!("{cards} added to {}", path.display()))?;
    }
    shop.out.flush()?;
    if added.equal.is_empty() { Ok(()) } else { Err(Error::Findings) }
}

fn ask_or_say_how(path: &Path, shop: &mut Shop) -> Result {
    if !shop.env.terminal.interactive {
        return Err(Error::new("expected cards to add, found none").hint(format!(
            "give {SHAPE}, - for lines of standard input, or run it on a terminal to be asked"
        )));
    }
    ask(path, shop.env.terminal)
}

/// Asks for cards until none is given; each is saved before the next.
pub(super) fn ask(path: &Path, terminal: Terminal) -> Result {
    listen(|count| format!("Interrupted; what was added is saved ({count})."))?;
    let prompter = Prompter::new(terminal.color, terminal.ascii);
    asked(path, &prompter).map_err(|cause| match cause.kind() {
        io::ErrorKind::Interrupted => signals::interrupt(),
        _ => Error::because("cannot talk to the terminal", &cause),
    })?
}

/// What a person is asked for a card of a kind.
struct Kind {
    name: &'static str,
    fields: &'static [(&'static str, &'static str, Holds)],
}

/// What is typed for a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    One,
    /// Nothing where it stays empty.
    Maybe,
    /// As many lines as there are.
    Many,
    /// Left and right, in a line.
    Pairs,
    /// Yes or no.
    Truth,
}

const NOTE: (&str, &str, Holds) =
    ("note", "Note, shown after the answer (or nothing)", Holds::Maybe);

/// The kinds of cards, the usual one first.
const KINDS: [Kind; 7] = [
    Kind {
        name: "question and answer",
        fields: &[("front", "Question", Holds::One), ("back", "Answer", Holds::One), NOTE],
    },
    Kind {
        name: "question with wrong options",
        fields: &[
            ("front", "Question", Holds::One),
            ("back", "Right answer", Holds::One),
            ("choices", "Wrong option", Holds::Many),
            NOTE,
        ],
    },
    Kind {
        name: "sentence with gaps",
        fields: &[("cloze", "Sentence, {{so}} with what is hidden", Holds::One), NOTE],
    },
    Kind {
        name: "true or false",
        fields: &[("statement", "Statement", Holds::One), ("answer", "It is", Holds::Truth), NOTE],
    },
    Kind {
        name: "list, in any order",
        fields: &[("front", "Question", Holds::One), ("list", "Item", Holds::Many)],
    },
    Kind {
        name: "items in their order",
        fields: &[("front", "What to do", Holds::One), ("order", "Next item", Holds::Many)],
    },
    Kind {
        name: "pairs",
        fields: &[
            ("front", "What to do", Holds::One),
            ("pairs", "Pair, left :: right", Holds::Pairs),
        ],
    },
];

fn asked(path: &Path, prompter: &Prompter) -> io::Result<Result> {
    let say = |text: &str| prompter.write(text, Weight::Plain);
    let mut latest = 0;
    say(&format!("Cards for {}; an empty line ends.", path.display()))?;
    loop {
        let names: Vec<&str> =
            KINDS.iter().map(|kind| kind.name).chain(["no more cards"]).collect();
        let Some(kind) = prompter.select("Kind of card", &names, latest)? else {
            return Ok(Ok(()));
        };
        let Some(kind_asked) = KINDS.get(kind) else { return Ok(Ok(())) };
        latest = kind;
        let mut typed = Table::new();
        loop {
            let Some(card) = card(kind_asked, typed, prompter)? else { return Ok(Ok(())) };
            match put(path, &card) {
                Ok(said) => break say(&said)?,
                Err(Put::Fault(fault)) => {
                    say(&format!("Not added: {}. ({}) Once more:", fault.message, fault.help))?;
                }
                Err(Put::Ended(error)) => return Ok(Err(error)),
            }
            typed = card;
        }
    }
}

/// The keys of a card as a person fills them in; none where the first stays empty. A text that
/// was typed before stands there to be changed.
fn card(kind: &Kind, typed: Table, prompter: &Prompter) -> io::Result<Option<Table>> {
    let mut card = Table::new();
    for (key, prompt, holds) in kind.fields {
        let before = typed.get(*key).and_then(Value::as_str).unwrap_or_default();
        let value = match holds {
            Holds::One | Holds::Maybe => Value::from(prompter.line(prompt, before)?),
            Holds::Many => Value::from(many(prompt, prompter)?),
            Holds::Pairs => {
                let pair = |line: String| {
                    let (left, right) = line.split_once("::").unwrap_or((&line, ""));
                    Value::from(vec![left.trim().to_owned(), right.trim().to_owned()])
                };
                Value::from(many(prompt, prompter)?.into_iter().map(pair).collect::<Vec<_>>())
            }
            Holds::Truth => {
                let Some(chosen) = prompter.select(prompt, &["true", "false"], 0)? else {
                    return Ok(None);
                };
                Value::from(chosen == 0)
            }
        };
        let is_empty = value.as_str().is_some_and(str::is_empty);
        if is_empty && card.is_empty() {
            return Ok(None);
        }
        if !(is_empty && *holds == Holds::Maybe) {
            card.insert((*key).to_owned(), value);
        }
    }
    Ok(Some(card))
}

/// Lines until an empty one.
fn many(prompt: &str, prompter: &Prompter) -> io::Result<Vec<String>> {
    let mut lines = Vec::new();
    loop {
        let line = prompter.line(&format!("{prompt} {} (or nothing)", lines.len() + 1), "")?;
        if line.is_empty() {
            return Ok(lines);
        }
        lines.push(line);
    }
}

/// Why a card was not put into the deck.
enum Put {
    /// It is faulty, and may be mended.
    Fault(Box<Fault>),
    Ended(Error),
}

/// Adds one card; what to say.
fn put(path: &Path, card: &Table) -> Result<String, Put> {
    let (note, faults) = parse_card(Path::new("the card"), "new", &keys(card));
    if let Some(fault) = faults.into_iter().find(|fault| fault.severity.is_error()) {
        return Err(Put::Fault(Box::new(fault)));
    }
    let note = note.ok_or_else(|| Put::Ended(Error::new("expected a card, found none")))?;
    let added = add(path, vec![note]).map_err(|unadded| match unadded {
        Unadded::Unwritten(error) => Put::Ended(error),
        Unadded::Refused(Refusal::Deck(fault)) => Put::Ended(faulty_deck(path, &fault)),
        Unadded::Refused(Refusal::Cards(faults)) => match faults.into_iter().next() {
            Some((_, fault)) => Put::Fault(Box::new(fault)),
            None => Put::Ended(Error::new("expected a card, found none")),
        },
    })?;
    Ok(match (added.ids.first(), added.equal.first()) {
        (Some(id), _) => format!("Added as {id}."),
        (None, Some((_, id))) => format!("Left out, as {id} asks and answers the same."),
        (None, None) => String::new(),
    })
}
