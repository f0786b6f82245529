//! `new`: begins a deck, with the cards that a person is asked for or an example of each kind.

use super::deck_file::{begin, refuse_second};
use super::workspace::open_home;
use super::{Shop, add};
use crate::cli::New;
use crate::deck::DeckId;
use crate::deck::fault::Fault;
use crate::deck::fix::slug;
use crate::deck::parse::parse;
use crate::deck::starter::example;
use crate::deck::write::head;
use crate::error::{Error, Result};
use crate::ui::prompt::Prompter;
use crate::ui::signals;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Longest id that is made of a file's name, in characters.
const MAX_ID: usize = 40;

pub(super) fn run(options: &New, shop: &mut Shop) -> Result {
    let path = place(&options.deck, shop)?;
    if fs::symlink_metadata(&path).is_ok() {
        let path = path.display();
        return Err(Error::new(format!("{path} exists already")).hint(format!(
            "byheart add {path} adds cards to it; or give the new deck another name"
        )));
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match shop.env.terminal.interactive {
        true => asked(&path, &name, shop),
        false => {
            let id =
                DeckId::new(&slug(&name, MAX_ID)).map_err(|fault| Error::new(fault.to_string()))?;
            write_new(&path, &id, &example(&id, &title(&name), &path))?;
            say(&path, &id, "Change the first card, uncomment others or write your own", shop)
        }
    }
}

/// A name is a file in the home's decks; a path, or what ends in `.toml`, is a file as it stands.
fn place(deck: &Path, shop: &Shop) -> Result<PathBuf> {
    let is_toml = deck.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let is_name = deck.components().count() == 1 && !is_toml;
    if !is_name {
        return match is_toml {
            true => Ok(deck.to_path_buf()),
            false => {
                Err(Error::new(format!("expected a name or a TOML file, found {}", deck.display()))
                    .hint(format!("write {}.toml", deck.display())))
            }
        };
    }
    let name = deck.to_string_lossy();
    DeckId::new(&name).map_err(|fault| {
        Error::because(format!("'{name}' cannot be the id of a deck"), &fault)
            .hint(format!("write {}", slug(&name, MAX_ID)))
    })?;
    Ok(open_home(shop)?.decks().join(format!("{name}.toml")))
}

/// `old-rome` is `Old rome`.
fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A deck that `check` passes, and no other of its id beside it.
fn write_new(path: &Path, id: &DeckId, text: &str) -> Result {
    refuse_second(path, id.as_str())?;
    if let Some(fault) =
        parse(path, text).faults.into_iter().find(|fault| fault.severity.is_error())
    {
        let Fault { line, message, help, .. } = fault;
        return Err(Error::new(format!("{}: line {line}: {message}", path.display())).hint(help));
    }
    begin(path, text)
}

fn asked(path: &Path, name: &str, shop: &mut Shop) -> Result {
    let terminal = shop.env.terminal;
    let (id, text) = ask_head(name, &Prompter::new(terminal.color, terminal.ascii)).map_err(
        |cause| match cause.kind() {
            io::ErrorKind::Interrupted => signals::interrupt(),
            _ => Error::because("cannot talk to the terminal", &cause),
        },
    )?;
    write_new(path, &id, &text)?;
    add::ask(path, terminal)?;
    say(path, &id, "byheart add adds more cards", shop)
}

/// The deck's id, and the first lines of its file.
fn ask_head(name: &str, prompter: &Prompter) -> io::Result<(DeckId, String)> {
    let or = |given: String, other: String| if given.is_empty() { other } else { given };
    let title = or(prompter.line("Title", &title(name))?, title(name));
    let mut wish = slug(name, MAX_ID);
    let id = loop {
        wish = or(prompter.line("Id, which stays", &wish)?, wish);
        match DeckId::new(&wish) {
            Ok(id) => break id,
            Err(fault) => prompter.print_made(&format!("{fault}; use a-z, 0-9 and -"))?,
        }
    };
    let language =
        or(prompter.line("Language of the cards, such as en or de", "en")?, "en".to_owned());
    let text = head(&id, &title, &language);
    Ok((id, text))
}

/// What was written, and what to do next.
fn say(path: &Path, id: &DeckId, first: &str, shop: &mut Shop) -> Result {
    let file = path.display();
    shop.out.line(&format!("wrote  {file}"))?;
    if shop.global.quiet {
        return Ok(());
    }
    let in_home = shop.home()?.decks() == path.parent().unwrap_or(Path::new(""));
    let deck = if in_home { id.to_string() } else { file.to_string() };
    shop.out
        .line(&format!("{first}; byheart check {deck} checks it, byheart study {deck} asks it."))
}
