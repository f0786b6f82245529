//! What most commands need: the home opened, its decks read, its history
//! folded.

use super::Shop;
use super::output::write;
use super::sources::Sources;
use crate::base::file::read_text;
use crate::base::words::count;
use crate::cli::Selection;
use crate::deck::fault::Fault;
use crate::deck::former::{self, Changed, Standing};
use crate::deck::library::Library;
use crate::deck::{Card, CardId, Deck, starter};
use crate::env::Home;
use crate::error::{Error, Result};
use crate::history::merge::{Located, undoable};
use crate::history::{CardHistory, Due, Event, History, Stamp};
use crate::progress::StoreError;
use crate::progress::claim::Claims;
use crate::progress::device::Device;
use crate::progress::exams::Exams;
use crate::progress::store::Store;
use crate::schedule::{Scheduler, SchedulerSettings, State};
use crate::settings::Settings;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;

/// Largest file of settings, in bytes.
const MOST_SETTINGS: u64 = 1 << 20;

/// Things of one kind that are said at most.
const MOST_NOTES: usize = 12;

/// An opened study folder.
pub(super) struct Workspace {
    pub(super) settings: Settings,
    /// The decks that were named, all where none was.
    pub(super) shelf: Library,
    pub(super) store: Store,
    pub(super) claims: Claims,
    pub(super) exams: Exams,
    pub(super) history: History,
    /// This device's events that still count: the newest, and before it those
    /// of its study day; oldest first.
    pub(super) undoable: Vec<Event>,
    now: Stamp,
    /// Settings that are not in force.
    slips: Vec<Fault>,
    /// Decks that the settings name and that there are not.
    unknown: Vec<String>,
    /// Whether all decks of the home were read.
    is_whole: bool,
}

/// What a person wants to know of a card's state.
pub(super) struct View {
    pub(super) known: CardHistory,
    /// Neither new nor suspended, and to be asked by now.
    pub(super) is_due: bool,
    /// None for a new card.
    pub(super) due: Option<String>,
    /// Expected recall, 0 to 1; none for new cards and within a day, where the
    /// model says nothing.
    pub(super) recall: Option<f64>,
}

impl Workspace {
    /// Opens the home, reads the decks that `selection` names (all where it
    /// names none) and folds their history.
    pub(super) fn open(shop: &Shop, selection: &Selection) -> Result<Self> {
        let env = &shop.env;
        let home = open_home(shop)?;
        let (settings, slips) = read_settings(&home)?;
        let now = env.clock.now();
        let device =
            Device::of_home(home.root(), &env.state_dir, env.device.as_deref(), rand::random())
                .map_err(|cause| Error::because("cannot tell which device this is", &cause))?;
        let cache = env.cache_dir.join(device.home_key());
        let claims = Claims::open(&cache)?;
        let exams = Exams::new(&home.progress(), device.name(), &cache);
        let starts = settings.day_starts_at;
        // Decks and journal do not know each other.
        let (library, opened) = std::thread::scope(|scope| {
            let opened = scope.spawn(|| Store::open(&home.progress(), device, &cache, starts, now));
            (Sources::of(&home, selection).and_then(Sources::library), opened.join())
        });
        let library = library?;
        let (store, lines) = opened.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let undoable = latest_day(&lines, store.device().name());
        let history = fold(&settings, &library, lines)?;
        let is_whole = selection.decks.is_empty() && library.is_whole();
        let unknown = if is_whole { unknown_decks(&settings, &library) } else { Vec::new() };
        Ok(Self {
            settings,
            shelf: library,
            store,
            claims,
            exams,
            history,
            undoable,
            now,
            slips,
            unknown,
            is_whole,
        })
    }

    /// Names on stderr what was left out of decks and journals.
    pub(super) fn report_faults(&self, shop: &Shop) {
        if !shop.global.quiet {
            self.warnings().iter().for_each(|text| note(text));
        }
    }

    /// What was left out of decks and journals, and what cannot be kept here.
    pub(super) fn warnings(&self) -> Vec<String> {
        let slips: Vec<String> = self.slips.iter().map(Fault::in_a_line).collect();
        let mut told = some(&slips);
        told.extend(self.shelf.left_out.iter().map(ToString::to_string));
        told.extend(some(&self.shelf.passed_over));
        told.extend(some(&former::wrong_claims(self.shelf.decks.iter())));
        let no_deck = |id: &String| {
            format!(
                "byheart.toml: there is no deck {id} for [decks.{id}]; byheart decks lists the ids"
            )
        };
        told.extend(self.unknown.iter().map(no_deck));
        told.extend(self.store.problems().iter().map(ToString::to_string));
        told.extend(self.of_renamed());
        if !self.claims.are_kept() {
            told.push("the file system of your cache folder has no locks: study in one terminal at a time, or two may ask the same card".to_owned());
        }
        if !self.store.syncs_folders() {
            told.push("the file system of your progress cannot sync folders: a month's first answer may not survive a power cut".to_owned());
        }
        told
    }

    /// New cards that look like cards of the journal that no deck has, most likely since an
    /// id was changed; and how many such cards there are.
    pub(super) fn renamed(&self) -> (usize, Changed) {
        let is_gone = |id: &&CardId| self.shelf.card(id).is_none() && self.history.reviewed(id);
        let gone: Vec<&CardId> = match self.is_whole {
            true => self.history.ids().into_iter().filter(is_gone).collect(),
            false => Vec::new(),
        };
        if gone.is_empty() {
            return (0, Changed::default());
        }
        let is_known = |id: &CardId| self.history.reviewed(id);
        let new = self.cards().map(|card| &card.id).filter(|id| !is_known(id));
        let standing = |deck: &Deck| match deck.cards.iter().any(|card| is_known(&card.id)) {
            true => Standing::Known,
            false => Standing::New,
        };
        let decks: HashMap<&str, Standing> =
            self.shelf.decks.iter().map(|deck| (deck.id.as_str(), standing(deck))).collect();
        let standing = |id: &str| decks.get(id).copied().unwrap_or(Standing::Gone);
        (gone.len(), former::changed(&gone, &new.collect::<Vec<_>>(), standing))
    }

    fn of_renamed(&self) -> Vec<String> {
        let (gone, Changed { alike: found, unlike }) = self.renamed();
        // In a deck that was studied, most likely cards were deleted and others added.
        let unlike = unlike.iter().filter(|unlike| unlike.is_all_new);
        let told = |unlike| {
            format!("{unlike}. If ids were changed, byheart check says how to keep the progress.")
        };
        let unlike = some(&unlike.map(told).collect::<Vec<_>>());
        if found.is_empty() {
            return unlike;
        }
        let like = count(found.iter().map(|renamed| renamed.notes).sum(), "new card");
        let head = format!(
            "{} of your progress in no deck, and {like} that look like them. If an id was changed, these lines keep the progress:",
            count(gone, "card")
        );
        std::iter::once(head).chain(some(&found)).chain(unlike).collect()
    }

    /// The folded history, which the workspace then no longer knows: it may be
    /// large, and a session follows it alone.
    pub(super) fn take_history(&mut self) -> History {
        let empty = self.history.without_events();
        std::mem::replace(&mut self.history, empty)
    }

    /// Reads what other terminals have added to the journal.
    pub(super) fn hear_again(&mut self, now: Stamp) -> Result {
        self.history.apply_all(&self.store.refresh(now)?);
        Ok(())
    }

    /// The cards of all selected decks.
    pub(super) fn cards(&self) -> impl Iterator<Item = &Card> {
        self.shelf.decks.iter().flat_map(|deck| &deck.cards)
    }

    /// The card that a person names: `DECK/CARD`, or `CARD` where one deck has it.
    pub(super) fn find(&self, name: &str) -> Result<CardId> {
        let matches = |id: &CardId| id.as_str() == name || id.card() == name;
        let mut found = self.cards().map(|card| &card.id).filter(|id| matches(id));
        let Some(first) = found.next() else { return self.find_in_history(name) };
        match found.next() {
            None => Ok(first.clone()),
            Some(second) => Err(Error::new(format!("'{name}' names more than one card"))
                .hint(format!("say {first} or {second}"))),
        }
    }

    /// A card that left its deck still has a history.
    fn find_in_history(&self, name: &str) -> Result<CardId> {
        let known = name.parse::<CardId>().ok().filter(|id| self.history.card(id).is_some());
        known.ok_or_else(|| {
            Error::new(format!("there is no card '{name}'"))
                .hint("byheart cards --search TEXT lists ids")
        })
    }

    /// Writes events and syncs them.
    pub(super) fn save(&mut self, events: Vec<Event>, now: Stamp) -> Result {
        if !events.is_empty() {
            let leave = self.store.leave(|lock| note(&waits_for(lock)))?;
            self.store.append_with(&leave, events, now)?;
        }
        Ok(())
    }

    pub(super) fn view(&self, card: &Card) -> View {
        let known = self.history.card(&card.id).cloned().unwrap_or_else(CardHistory::new);
        let is_old = known.state != State::New;
        let has_come = match known.due {
            Due::At(instant) => instant <= self.now.instant,
            Due::On(date) => date <= self.now.study_day(self.settings.day_starts_at),
        };
        View {
            is_due: has_come && is_old && !known.suspended,
            due: is_old.then(|| known.due.at(self.now.offset)),
            recall: self.history.recall(&card.id, self.now).map(|recall| recall.get()),
            known,
        }
    }
}

/// A share as a whole percentage; a dash where there is none.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

impl From<StoreError> for Error {
    fn from(cause: StoreError) -> Self {
        Self::because("your progress could not be saved or read", &cause).hint(cause.remedy())
    }
}

fn latest_day(lines: &[Located], device: &str) -> Vec<Event> {
    let mut newest = undoable(lines, device).peekable();
    let day = newest.peek().map(|event| event.study_day());
    let mut events: Vec<Event> =
        newest.take_while(|event| Some(event.study_day()) == day).cloned().collect();
    events.reverse();
    events
}

fn fold(settings: &Settings, library: &Library, lines: Vec<Located>) -> Result<History> {
    let scheduler = Scheduler::new(SchedulerSettings {
        desired_retention: settings.retention,
        maximum_interval: settings.maximum_interval,
        ..SchedulerSettings::default()
    })
    .map_err(|cause| Error::because("the settings do not make a schedule", &cause))?;
    let events = lines.into_iter().map(|line| line.event);
    let history = History::fold(events, scheduler, settings.day_starts_at, library.renames());
    Ok(history.with_corrections(library.corrections()))
}

pub(super) fn open_home(shop: &Shop) -> Result<Home> {
    let home = shop.home()?;
    if home.root().is_dir() {
        return Ok(home);
    }
    if home.root() != shop.env.data_dir {
        return Err(Error::new(format!("there is no folder {}", home.root().display()))
            .hint(format!("byheart init {} makes it a study folder", home.root().display())));
    }
    starter::FILES.iter().try_for_each(|(name, text)| write(&home.decks().join(name), text))?;
    Ok(home)
}

/// The settings, and those that are not in force.
pub(super) fn read_settings(home: &Home) -> Result<(Settings, Vec<Fault>)> {
    settings_or_faults(home)?.map_err(|faults| unusable(&home.settings(), &faults))
}

/// A file of settings that is no TOML, by its first fault.
fn unusable(path: &Path, faults: &[Fault]) -> Error {
    let error = |why: String| Error::new(format!("{} cannot be used{why}", path.display()));
    let [Fault { line, column, message, help, .. }, others @ ..] = faults else {
        return error(String::new());
    };
    let error = error(format!(": line {line}, column {column}: {message}")).hint(help);
    match others.len() {
        0 => error,
        more => error.hint(format!("{more} more: byheart check shows all")),
    }
}

/// Settings with those that are not in force; or the faults of a file that is no TOML.
type ReadSettings = std::result::Result<(Settings, Vec<Fault>), Vec<Fault>>;

/// The same, or what keeps all of it from being read.
pub(super) fn settings_or_faults(home: &Home) -> Result<ReadSettings> {
    let path = home.settings();
    match read_text(&path, MOST_SETTINGS) {
        Ok(text) => Ok(Settings::read(&path, &text)),
        // A link that leads nowhere is there.
        Err(cause) if cause.kind() == ErrorKind::NotFound && !path.is_symlink() => {
            Ok(Ok((Settings::default(), Vec::new())))
        }
        Err(cause) => Err(Error::because(format!("cannot read {}", path.display()), &cause)),
    }
}

/// Where some decks were not read nobody knows.
fn unknown_decks(settings: &Settings, library: &Library) -> Vec<String> {
    let is_known = |id: &String| library.decks.iter().any(|deck| deck.id.as_str() == id);
    settings.decks.keys().filter(|id| !is_known(id)).cloned().collect()
}

/// What a terminal waits for that cannot write yet.
pub(super) fn waits_for(lock: &Path) -> String {
    format!(
        "Waiting for another byheart that is writing to your progress (it has {}); Ctrl-C leaves.",
        lock.display()
    )
}

/// The first of some things to be said, and how many more there are.
fn some(things: &[impl std::fmt::Display]) -> Vec<String> {
    let more = things.len().saturating_sub(MOST_NOTES);
    let more = (more > 0).then(|| format!("… and {more} more; byheart check shows all"));
    things.iter().take(MOST_NOTES).map(ToString::to_string).chain(more).collect()
}

/// Says something on stderr.
pub(super) fn note(text: &str) {
    use std::io::Write;
    // A closed stderr leaves nobody to tell.
    let _ = writeln!(std::io::stderr(), "{}", crate::base::sanitize::sanitize(text));
}
