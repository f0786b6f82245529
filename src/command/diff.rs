//! `diff`: what became of decks, between files, folders or revisions of git.

use super::Shop;
use super::deck_file::writable;
use super::git::{Entry, Revision};
use super::output::not_written;
use super::sources::{Sources, is_toml, read_deck};
use super::workspace::note;
use crate::base::file::replace_all;
use crate::base::words::count;
use crate::cli::{Diff, Selection};
use crate::deck::Deck;
use crate::deck::changes::{CardChange, DeckChange, HeadChange, Standing, What, changes};
use crate::deck::edit::correct;
use crate::deck::fault::Severity;
use crate::deck::parse::parse;
use crate::env::Home;
use crate::error::{Error, Result};
use jiff::civil::{Date, Time};
use serde_json::json;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Columns of what became of something.
const COLUMN: usize = 10;

pub(super) fn run(options: &Diff, shop: &mut Shop) -> Result {
    let home = shop.home()?;
    let new = Side::of(&home, &options.new)?
        .ok_or_else(|| nothing(&home, &options.new, "the new decks"))?;
    let old = match Side::of(&home, &options.old)? {
        Some(old) => old,
        None => Side::before(&options.old, &new)?
            .ok_or_else(|| nothing(&home, &options.old, "the old decks"))?,
    };
    if options.mark && matches!(new, Side::Revision { .. }) {
        return Err(Error::new("expected files to set corrected in, found a revision")
            .hint("name the new decks by a deck's id, a TOML file or a folder"));
    }
    let (old, new) = (old.decks()?, new.decks()?);
    let changes = changes(&old, &new);
    let marked = match options.mark {
        true => mark(&changes, &new, shop.env.clock.now().study_day(Time::midnight()))?,
        false => Vec::new(),
    };
    match shop.global.json {
        true => shop.out.json(&json!({ "format": 1, "decks": changes, "marked": marked })),
        false => print(&changes, &marked, shop),
    }
}

fn nothing(home: &Home, name: &str, what: &str) -> Error {
    Error::new(format!(
        "'{name}' is no file, no folder, no deck of {} and no revision of git",
        home.decks().display()
    ))
    .hint(format!("name {what} by a deck's id, a TOML file, a folder, or REVISION:PATH"))
}

/// The decks of one side.
enum Side {
    /// Files, and the folder that was meant.
    Files { files: Vec<PathBuf>, folder: Option<PathBuf> },
    /// Files of a revision.
    Revision { revision: Revision, files: Vec<Entry>, is_one: bool, label: String },
}

impl Side {
    /// What a person names: a file, a folder, a deck's id, or `REVISION:PATH`; else none.
    fn of(home: &Home, name: &str) -> Result<Option<Self>> {
        let path = Path::new(name);
        let is_there = path.exists();
        if let Some((revision, path)) = name.split_once(':').filter(|_| !is_there) {
            let folder = Path::new(".");
            let Some(found) = Revision::find(folder, revision)? else {
                return Err(Error::new(format!("git knows no revision '{revision}' here"))
                    .hint("git log --oneline lists revisions; run byheart in the repository"));
            };
            let files = found.files(Path::new(path))?;
            if files.is_empty() {
                return Err(Error::new(format!("the revision '{revision}' has no '{path}'")).hint(
                    "paths count from the top of the repository, with ./ before them from here",
                ));
            }
            let (is_one, label) = (is_toml(Path::new(path)), format!("{revision}:"));
            return Ok(Some(Self::Revision { revision: found, files, is_one, label }));
        }
        if is_there || is_toml(path) {
            let sources = sources(home, name)?;
            let folder = path.is_dir().then(|| match path.join("decks") {
                inner if inner.is_dir() => inner,
                _ => path.to_path_buf(),
            });
            return Ok(Some(Self::Files { files: sources.named, folder }));
        }
        let sources = sources(home, name)?;
        let has_id = |file: &PathBuf| {
            let deck = read_deck(file).ok().and_then(|text| parse(file, &text).deck);
            deck.is_some_and(|deck| deck.id.as_str() == name)
        };
        let files: Vec<PathBuf> = sources.files.into_iter().filter(has_id).collect();
        Ok((!files.is_empty()).then_some(Self::Files { files, folder: None }))
    }

    /// The same files as they were in the revision `name`.
    fn before(name: &str, new: &Self) -> Result<Option<Self>> {
        let Self::Files { files, folder } = new else { return Ok(None) };
        let one = files.first().filter(|_| files.len() == 1);
        let (base, path, is_one) = match (folder, one) {
            (Some(folder), _) => (folder.clone(), PathBuf::from("."), false),
            (None, Some(file)) => {
                let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
                let name = file.file_name().unwrap_or_default();
                (folder.unwrap_or(Path::new(".")).to_path_buf(), Path::new(".").join(name), true)
            }
            (None, None) => return Ok(None),
        };
        let Some(revision) = Revision::find(&base, name)? else { return Ok(None) };
        let files = revision.files(&path)?;
        Ok(Some(Self::Revision { revision, files, is_one, label: format!("{name}:") }))
    }

    fn decks(self) -> Result<Vec<Deck>> {
        let (texts, is_one) = match self {
            Self::Files { files, folder } => {
                let read = |path: PathBuf| {
                    let text = read_deck(&path);
                    (path, text)
                };
                (files.into_iter().map(read).collect::<Vec<_>>(), folder.is_none())
            }
            Self::Revision { revision, files, is_one, label } => {
                let files = files.iter().filter(|entry| is_toml(&entry.path));
                let texts = files.map(|entry| {
                    let text = revision.read(entry).and_then(|bytes| {
                        String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
                    });
                    (PathBuf::from(format!("{label}{}", entry.path.display())), text)
                });
                (texts.collect(), is_one)
            }
        };
        read(texts, is_one)
    }
}

fn sources(home: &Home, name: &str) -> Result<Sources> {
    Sources::of(home, &Selection { decks: vec![name.to_owned()], is_bare: false })
}

/// Decks of texts; of several, those that cannot be read are named and left out.
fn read(texts: Vec<(PathBuf, Result<String, String>)>, is_one: bool) -> Result<Vec<Deck>> {
    let mut decks = Vec::new();
    for (path, text) in texts {
        let parsed = text.map(|text| parse(&path, &text));
        let why = match parsed {
            Err(why) => why,
            Ok(parsed) => {
                let fault = parsed.faults.iter().find(|fault| fault.severity == Severity::Error);
                let why = fault.map(|fault| format!("line {}: {}", fault.line, fault.message));
                decks.extend(parsed.deck.clone());
                match (why, parsed.deck) {
                    (None, Some(_)) => continue,
                    (Some(why), Some(_)) => {
                        note(&format!("{}: {why}; its other cards are compared", path.display()));
                        continue;
                    }
                    (why, None) => why.unwrap_or_else(|| "it holds no deck".to_owned()),
                }
            }
        };
        if is_one {
            let error = Error::new(format!("{} cannot be compared: {why}", path.display()));
            return Err(error.hint("byheart check shows all that is wrong with a deck"));
        }
        note(&format!("left out {}: {why}", path.display()));
    }
    let mut seen = HashSet::new();
    decks.retain(|deck: &Deck| seen.insert(deck.id.clone()));
    Ok(decks)
}

/// Sets `corrected` on the cards whose answers have changed, in all files or none; their ids.
/// What was corrected since then stays so.
fn mark(changes: &[DeckChange], new: &[Deck], today: Date) -> Result<Vec<String>> {
    let (mut marked, mut files) = (Vec::new(), Vec::new());
    for change in changes.iter().filter(|change| change.state == Standing::Changed) {
        let Some(deck) = new.iter().find(|deck| deck.id.as_str() == change.id) else { continue };
        let notes = to_be_marked(change);
        if notes.is_empty() {
            continue;
        }
        let path = writable(deck).map_err(|why| Error::new(why.trim_end_matches('.')))?;
        let text = read_deck(&path)
            .map_err(|why| Error::new(format!("cannot read {}: {why}", path.display())))?;
        let text = correct(&path, &text, &notes, today).map_err(Error::new)?;
        files.push((path, text.into_bytes()));
        marked.extend(notes.iter().map(|note| format!("{}/{note}", change.id)));
    }
    replace_all(&files).map_err(|(path, cause)| not_written(&path, &cause))?;
    Ok(marked)
}

/// The notes whose answer has changed, and that were not marked since.
fn to_be_marked(change: &DeckChange) -> Vec<&str> {
    let is_marked = |id: &str| {
        let own = change.cards.iter().filter(|card| card.id == id);
        own.into_iter().any(|card| match &card.what {
            What::Other { keys } => keys.iter().any(|key| key == "corrected"),
            _ => false,
        })
    };
    let is_answer = |card: &&CardChange| matches!(card.what, What::Answer { .. });
    let answers = change.cards.iter().filter(is_answer).map(|card| card.id.as_str());
    answers.filter(|id| !is_marked(id)).collect()
}

fn print(changes: &[DeckChange], marked: &[String], shop: &mut Shop) -> Result {
    let lines = changes.iter().flat_map(lines).collect::<Vec<_>>();
    lines.iter().try_for_each(|line| shop.out.line(line))?;
    shop.out.line(&summary(changes))?;
    match marked {
        [] => Ok(()),
        marked => {
            let cards = count(marked.len(), "card");
            shop.out.line(&format!(
                "corrected is set on {cards}: whoever answered before is asked once more"
            ))
        }
    }
}

fn lines(change: &DeckChange) -> Vec<String> {
    let DeckChange { id, path, state, .. } = change;
    let file = path.as_ref().map(|path| format!(" ({})", path.display())).unwrap_or_default();
    let state = match state {
        Standing::New => ": a new deck",
        Standing::Gone => ": gone",
        Standing::Changed => "",
    };
    let mut lines = vec![format!("{id}{file}{state}")];
    lines.extend(rows(change));
    lines.push(String::new());
    lines
}

/// What became of a deck's head and of its cards, a row or more each.
pub(super) fn rows(DeckChange { was, head, cards, .. }: &DeckChange) -> Vec<String> {
    let line = |was: &String| format!("below the id of the deck keeps what was learnt: {was}");
    let mut rows: Vec<String> = was.iter().map(|was| row("id", &line(was))).collect();
    for HeadChange { key, before, after } in head {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
        rows.push(row("head", &format!("{key}: {} → {}", said(before), said(after))));
    }
    rows.extend(cards.iter().flat_map(told));
    rows
}

fn told(CardChange { id, what }: &CardChange) -> Vec<String> {
    let changed = |before: &str, after: &str| {
        [("- ", before), ("+ ", after)]
            .map(|(sign, text)| row("", &format!("{sign}{}", on_a_line(text))))
    };
    match what {
        What::New { asked } => vec![row("new", &format!("{id}: {}", on_a_line(asked)))],
        What::Gone { asked } => vec![row("gone", &format!("{id}: {}", on_a_line(asked)))],
        What::Id { before, was: None } => {
            vec![row("id", &format!("{before} → {id}, which keeps what was learnt"))]
        }
        What::Id { before, was: Some(was) } => {
            vec![row(
                "id",
                &format!("{before} → {id}; on the card this keeps what was learnt: {was}"),
            )]
        }
        What::Reworded { before, after } => {
            [vec![row("reworded", id)], changed(before, after).to_vec()].concat()
        }
        What::Answer { asked, before, after } => {
            let head = row("answer", &format!("{id}: {}", on_a_line(asked)));
            [vec![head], changed(before, after).to_vec()].concat()
        }
        What::Other { keys } => vec![row("other", &format!("{id}: {}", keys.join(", ")))],
    }
}

/// A row on something, behind what became of it.
pub(super) fn row(what: &str, text: &str) -> String {
    format!("  {what:<COLUMN$}{text}")
}

fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn summary(changes: &[DeckChange]) -> String {
    if changes.is_empty() {
        return "nothing has changed".to_owned();
    }
    let decks = count(changes.len(), "deck");
    match counts(changes).as_str() {
        "" => format!("{decks} changed, no card"),
        counts => format!("{decks} changed; cards: {counts}"),
    }
}

/// `2 new, 1 answered otherwise`: how many cards became what; empty where none did.
pub(super) fn counts(changes: &[DeckChange]) -> String {
    let cards = changes.iter().flat_map(|change| &change.cards);
    let number = |is: fn(&What) -> bool| cards.clone().filter(|card| is(&card.what)).count();
    let told = [
        (number(|what| matches!(what, What::New { .. })), "new"),
        (number(|what| matches!(what, What::Gone { .. })), "gone"),
        (number(|what| matches!(what, What::Reworded { .. })), "reworded"),
        (number(|what| matches!(what, What::Answer { .. })), "answered otherwise"),
        (number(|what| matches!(what, What::Id { .. })), "under another id"),
        (number(|what| matches!(what, What::Other { .. })), "with other keys"),
    ];
    let told = told.iter().filter(|(number, _)| *number > 0);
    told.map(|(number, what)| format!("{number} {what}")).collect::<Vec<_>>().join(", ")
}
