//! `install`: decks that others hand out come into the home, by their ids, and come again
//! when they change. What a reader changed in them stays, or is asked about card by card;
//! progress is neither taken nor touched.

mod origin;
mod record;
mod step;

use self::origin::{Offered, offered, origin};
use self::record::Record;
use self::step::{Action, Step, report};
use super::Shop;
use super::output::not_written;
use super::sources::{Sources, read_deck};
use super::workspace::note;
use crate::base::file::replace_all;
use crate::base::sanitize::sanitize;
use crate::cli::{Install, Selection};
use crate::deck::changes::{DeckChange, changes};
use crate::deck::edit::merge::{Decks, Fate, Kept, Versions};
use crate::deck::fault::{Fault, Severity};
use crate::deck::parse::{Parsed, parse};
use crate::deck::{Deck, write};
use crate::env::Home;
use crate::error::{Error, Result};
use crate::ui::prompt::{Prompter, Prompts, Weight};
use crate::ui::signals;
use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

const CHOICES: [&str; 2] = ["Keep mine", "Take the new one"];

pub(super) fn run(options: &Install, shop: &mut Shop) -> Result {
    let home = shop.home()?;
    let mut visit = Visit::of(options, shop, &home)?;
    match &options.from {
        Some(from) => visit.install(&origin(from)?)?,
        None => visit.update()?,
    }
    let Visit { steps, files, renamed, .. } = visit;
    if !options.dry_run {
        replace_all(&files).map_err(|(path, cause)| not_written(&path, &cause))?;
        renamed.iter().for_each(|deck| record::forget(&home, deck));
    }
    report(&steps, options.dry_run, shop)
}

/// Looks at what is offered, and gathers what is to be written.
struct Visit<'s> {
    options: &'s Install,
    shop: &'s Shop,
    home: &'s Home,
    /// The decks of the home by their ids, with their files.
    own: BTreeMap<String, PathBuf>,
    /// Files of the home that are no decks, or faulty ones.
    taken: HashSet<PathBuf>,
    steps: Vec<Step>,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// Former ids of decks that their authors renamed.
    renamed: HashSet<String>,
    /// Of the deck at hand, parts that both changed and nobody could be asked about.
    unasked: Cell<usize>,
}

impl<'s> Visit<'s> {
    fn of(options: &'s Install, shop: &'s Shop, home: &'s Home) -> Result<Self> {
        let library = Sources::of(home, &Selection::default())?.library()?;
        let file = |deck: &Deck| Some((deck.id.to_string(), deck.path.clone()?));
        let own = library.decks.iter().filter_map(file).collect();
        let taken = library.left_out.iter().map(|left_out| left_out.path.clone()).collect();
        let (steps, files) = (Vec::new(), Vec::new());
        let (renamed, unasked) = (HashSet::new(), Cell::new(0));
        Ok(Self { options, shop, home, own, taken, steps, files, renamed, unasked })
    }

    /// All decks of one origin.
    fn install(&mut self, from: &str) -> Result {
        let found = self.offered(from)?;
        let is_one = found.len() == 1;
        for deck in found {
            self.consider(from, &deck, is_one)?;
        }
        if self.steps.is_empty() {
            return Err(Error::new(format!("there is no deck in {from}"))
                .hint("a deck is a file whose name ends in .toml, with [[card]] tables in it"));
        }
        Ok(())
    }

    /// All decks that were ever installed, where they came from.
    fn update(&mut self) -> Result {
        let mut origins: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for id in record::all(self.home) {
            if let Some(record) = Record::read(self.home, &id)? {
                origins.entry(record.from).or_default().push(id);
            }
        }
        if origins.is_empty() {
            return Err(Error::new("no deck of this home was installed")
                .hint("byheart install FILE, FOLDER or URL installs decks"));
        }
        for (from, ids) in origins {
            let found = match self.offered(&from) {
                Ok(found) => found,
                // The others can be had all the same.
                Err(Error::Failure(failure)) => {
                    self.leave_out(
                        &from,
                        failure.to_string().trim_start_matches("error: ").to_owned(),
                    );
                    continue;
                }
                Err(other) => return Err(other),
            };
            let before = self.steps.len();
            found.iter().try_for_each(|deck| self.consider(&from, deck, false))?;
            let seen: HashSet<String> =
                self.steps[before..].iter().map(|step| step.deck.clone()).collect();
            let is_gone = |id: &String| {
                !seen.contains(id) && !self.renamed.contains(id) && self.own.contains_key(id)
            };
            for id in ids.into_iter().filter(is_gone).collect::<Vec<_>>() {
                let why = format!("it is no longer in {from}; yours stays as it is");
                self.leave_out(&id, why);
            }
        }
        Ok(())
    }

    fn offered(&self, from: &str) -> Result<Vec<Offered>> {
        if super::git::is_url(from) && !self.shop.global.quiet {
            note(&format!("Fetching {from}"));
        }
        offered(from, self.shop.env.terminal.interactive)
    }

    fn leave_out(&mut self, deck: &str, why: String) {
        self.steps.push(Step::left_out(deck, why));
    }

    /// One file that is offered; `is_meant` where it was named itself.
    fn consider(&mut self, from: &str, offered: &Offered, is_meant: bool) -> Result {
        let name = offered.path.display().to_string();
        let text = match &offered.text {
            Ok(text) => text,
            Err(why) => {
                self.leave_out(&name, why.clone());
                return Ok(());
            }
        };
        let deck = match sound(&offered.path, text) {
            Ok(deck) => deck,
            // Other programs keep their settings in such files.
            Err(_) if !is_meant && !text.contains("[[card]]") => return Ok(()),
            Err(why) => {
                self.leave_out(&name, format!("{why}; byheart check shows all"));
                return Ok(());
            }
        };
        if self.steps.iter().any(|step| step.path.is_some() && step.deck == deck.id.as_str()) {
            self.leave_out(&name, format!("another file there has its id '{}' too", deck.id));
            return Ok(());
        }
        // A deck that its author renamed is the one that the reader has under its former id.
        let ids = std::iter::once(&deck.id).chain(&deck.was);
        let known = ids.map(|id| id.as_str()).find(|id| self.own.contains_key(*id));
        let own = known.and_then(|id| self.own.get(id)).cloned();
        let known = known.unwrap_or(deck.id.as_str()).to_owned();
        let record = Record::read(self.home, &known)?;
        self.unasked.set(0);
        let done = match (own, &record) {
            (None, Some(_)) if self.options.update => {
                Err("you deleted it; install it by name to have it again".to_owned())
            }
            (None, _) => self.add(&deck, text),
            (Some(path), record) => self.merge(&deck, text, path, record.as_ref())?,
        };
        match done {
            Err(why) => self.leave_out(deck.id.as_str(), why),
            Ok(step) => {
                let new = Record { from: from.to_owned(), text: text.clone() };
                // What nobody could be asked is asked the next time.
                if record.as_ref() != Some(&new) && self.unasked.get() == 0 {
                    self.files.push(new.file(self.home, &deck.id));
                    let is_renamed = record.is_some() && known != deck.id.as_str();
                    self.renamed.extend(is_renamed.then_some(known));
                }
                self.steps.push(Step { unasked: self.unasked.get(), ..step });
            }
        }
        Ok(())
    }

    /// A deck that the home does not have; the error says why it cannot come.
    fn add(&mut self, deck: &Deck, text: &str) -> std::result::Result<Step, String> {
        let path = self.home.decks().join(format!("{}.toml", deck.id));
        if self.taken.contains(&path) || path.symlink_metadata().is_ok() {
            let path = path.display();
            return Err(format!(
                "{path} is in its place and is not that deck; move it away or mend it"
            ));
        }
        self.files.push((path.clone(), text.as_bytes().to_vec()));
        Ok(step(deck, Action::New, path, changes(&[], std::slice::from_ref(deck)), Vec::new()))
    }

    /// A deck that the home has, in another version maybe; the error says why it stays as it is.
    fn merge(
        &mut self,
        theirs: &Deck,
        text: &str,
        path: PathBuf,
        record: Option<&Record>,
    ) -> Result<std::result::Result<Step, String>> {
        let mine_text = match read_deck(&path) {
            Ok(text) => text,
            Err(why) => return Ok(Err(format!("{}: {why}", path.display()))),
        };
        let mine = match sound(&path, &mine_text) {
            Ok(mine) => mine,
            Err(why) => return Ok(Err(format!("mend {} first: {why}", path.display()))),
        };
        let base = record.and_then(|record| record.deck(&path));
        let decks =
            Decks { base: base.as_ref(), mine: (&mine, &mine_text), theirs: (theirs, text) };
        let kept = self.kept(&decks)?;
        let merged = match decks.merged(&path, &kept) {
            Ok(merged) => merged,
            Err(why) => {
                let path = path.display();
                return Ok(Err(format!("your changes in {path} cannot be carried over: {why}")));
            }
        };
        let now = sound(&path, &merged).map_err(Error::new)?;
        let changes = changes(std::slice::from_ref(&mine), &[now]);
        let own = kept.cards.iter().map(|id| (*id).to_owned()).collect();
        let action = if merged == mine_text { Action::Same } else { Action::Updated };
        if action == Action::Updated {
            self.files.push((path.clone(), merged.into_bytes()));
        }
        Ok(Ok(step(theirs, action, path, changes, own)))
    }

    /// What of the reader's stays.
    fn kept<'d>(&self, decks: &Decks<'d>) -> Result<Kept<'d>> {
        let head = self.keeps(decks.head(), "What stands at the head of the deck", || {
            decks.heads().map(Some)
        })?;
        let mut cards = Vec::new();
        for Versions { id, mine, theirs, fate, former } in decks.cards() {
            let texts = || [mine, theirs].map(|note| note.map(write::card));
            if self.keeps(fate, &format!("The card '{id}'"), texts)? {
                cards.extend(former.into_iter().chain([id]));
            }
        }
        Ok(Kept { head, cards })
    }

    /// Whether the reader's own stays of a part; where both changed it, she is asked.
    fn keeps(
        &self,
        fate: Fate,
        what: &str,
        texts: impl FnOnce() -> [Option<String>; 2],
    ) -> Result<bool> {
        match fate {
            Fate::Same | Fate::Theirs => Ok(false),
            Fate::Mine => Ok(true),
            Fate::Both => self.keeps_mine(what, texts()),
        }
    }

    /// Whether the reader's own stays where both changed `what`, from what she has and what
    /// is new. Where nobody can be asked, nothing of hers is lost.
    fn keeps_mine(&self, what: &str, texts: [Option<String>; 2]) -> Result<bool> {
        let terminal = self.shop.env.terminal;
        if self.options.theirs {
            return Ok(false);
        }
        if !terminal.interactive || self.shop.global.json || self.options.dry_run {
            self.unasked.set(self.unasked.get() + 1);
            return Ok(true);
        }
        let prompter = Prompter::new(terminal.color, terminal.ascii);
        let ask = || -> io::Result<Option<usize>> {
            prompter
                .write(&format!("{what} was changed by you and by its author."), Weight::Bold)?;
            for (whose, text) in ["Yours:", "The new one:"].into_iter().zip(&texts) {
                prompter.write(whose, Weight::Dim)?;
                let text = text.as_deref().unwrap_or("(deleted)").trim();
                text.lines().try_for_each(|line| prompter.print_made(&sanitize(line)))?;
            }
            prompter.select("Which shall stand?", &CHOICES, 0)
        };
        match ask() {
            Ok(Some(chosen)) => Ok(chosen == 0),
            Ok(None) => Err(Error::new("stopped; nothing was installed")),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => signals::interrupt(),
            Err(error) => Err(Error::because("cannot talk to the terminal", &error)),
        }
    }
}

/// The deck of a text without errors; else the first of them.
fn sound(path: &Path, text: &str) -> std::result::Result<Deck, String> {
    let Parsed { deck, faults } = parse(path, text);
    let error = faults.into_iter().find(|fault| fault.severity == Severity::Error);
    match (error, deck) {
        (None, Some(deck)) => Ok(deck),
        (Some(Fault { line, column, message, .. }), _) => {
            Err(format!("line {line}, column {column}: {message}"))
        }
        (None, None) => Err("it holds no deck".to_owned()),
    }
}

fn step(
    deck: &Deck,
    action: Action,
    path: PathBuf,
    changes: Vec<DeckChange>,
    kept: Vec<String>,
) -> Step {
    let (deck, change, unasked) = (deck.id.to_string(), changes.into_iter().next(), 0);
    Step { unasked, deck, action, path: Some(path), why: None, change, kept }
}
