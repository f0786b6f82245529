//! What most commands need: the home opened, its decks read, its history
//! folded.

use super::output::Output;
use crate::cli::{Global, Selection};
use crate::deck::fault::{Fault, Severity};
use crate::deck::library::Library;
use crate::deck::parse::parse;
use crate::deck::{Card, CardId, starter};
use crate::env::{Env, Home};
use crate::error::{Error, Result};
use crate::history::{Due, Event, History, Stamp};
use crate::progress::StoreError;
use crate::progress::claim::Claims;
use crate::progress::device::Device;
use crate::progress::file::replace;
use crate::progress::journal::Problem;
use crate::progress::store::Store;
use crate::schedule::{Scheduler, State, day};
use crate::settings::Settings;
use std::fs;
use std::path::{Path, PathBuf};

/// An opened study folder.
pub(super) struct Workspace {
    pub(super) home: Home,
    pub(super) settings: Settings,
    pub(super) library: Library,
    pub(super) store: Store,
    pub(super) claims: Claims,
    history: History,
    now: Stamp,
}

/// What a person wants to know of a card's state.
pub(super) struct View {
    pub(super) state: &'static str,
    pub(super) is_new: bool,
    pub(super) is_due: bool,
    pub(super) is_learnt: bool,
    pub(super) suspended: bool,
    pub(super) leech: bool,
    pub(super) lapses: u32,
    pub(super) due: Option<String>,
    /// Expected recall, 0 to 1; none for new cards and within a day, where the
    /// model says nothing.
    pub(super) recall: Option<f64>,
}

impl Workspace {
    /// Opens the home, reads the decks that `selection` names (all where it
    /// names none) and folds their history.
    pub(super) fn open(env: &Env, global: &Global, selection: &Selection) -> Result<Self> {
        let home = open_home(env, global)?;
        let settings = read_settings(&home)?;
        let library = read_library(&home, selection)?;
        let now = env.clock.now();
        let device = Device::of_home(home.root(), &env.state_dir, env.device.as_deref(), rand::random())
            .map_err(|cause| Error::because("cannot tell which device this is", &cause))?;
        let cache = env.cache_dir.join(device.home_key());
        let claims = Claims::open(&cache).map_err(store_error)?;
        let store = Store::open(&home.progress(), device, &cache, now).map_err(store_error)?;
        let history = fold(&settings, &library, &store)?;
        Ok(Self { home, settings, library, store, claims, history, now })
    }

    /// Names on stderr what was left out of decks and journals.
    pub(super) fn report_faults(&self, global: &Global) {
        if global.quiet {
            return;
        }
        for left_out in &self.library.left_out {
            note(&left_out.to_string());
        }
        for problem in self.store.problems() {
            note(&problem.to_string());
        }
    }

    /// The folded history.
    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// The cards of all selected decks.
    pub(super) fn cards(&self) -> impl Iterator<Item = &Card> {
        self.library.decks.iter().flat_map(|deck| &deck.cards)
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
        self.store.append(events, now).map(|_| ()).map_err(store_error)
    }

    pub(super) fn view(&self, card: &Card) -> View {
        let Some(known) = self.history.card(&card.id) else { return View::new_card() };
        let today = day::study_day(self.now, self.settings.day_starts_at.0);
        let is_due = match known.due {
            Due::At(instant) => instant <= self.now.instant,
            Due::On(date) => date <= today,
        };
        let is_new = known.state == State::New;
        View {
            state: known.state.as_str(),
            is_new,
            is_due: is_due && !is_new && !known.suspended,
            is_learnt: matches!(known.state, State::Review { .. }),
            suspended: known.suspended,
            leech: known.leech,
            lapses: known.lapses,
            due: (!is_new).then(|| known.due.to_string()),
            recall: self.history.recall(&card.id, self.now).map(|recall| recall.get()),
        }
    }
}

impl View {
    fn new_card() -> Self {
        Self {
            state: "new",
            is_new: true,
            is_due: false,
            is_learnt: false,
            suspended: false,
            leech: false,
            lapses: 0,
            due: None,
            recall: None,
        }
    }
}

/// A share as a whole percentage; a dash where there is none.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

pub(super) fn store_error(cause: StoreError) -> Error {
    let hint = cause.remedy();
    Error::because("your progress could not be saved or read", &cause).hint(hint)
}

fn open_home(env: &Env, global: &Global) -> Result<Home> {
    let home = Home::find(global.home.as_deref(), env)?;
    if home.root().is_dir() {
        return Ok(home);
    }
    if home.root() != env.data_dir {
        return Err(Error::new(format!("there is no folder {}", home.root().display()))
            .hint(format!("byheart init {} makes it a study folder", home.root().display())));
    }
    fill_with_starter_decks(&home)?;
    Ok(home)
}

fn fill_with_starter_decks(home: &Home) -> Result {
    for (name, text) in starter::DECKS {
        let path = home.decks().join(name);
        fs::create_dir_all(home.decks())
            .and_then(|()| replace(&path, text.as_bytes()))
            .map_err(|cause| Error::because(format!("cannot write {}", path.display()), &cause))?;
    }
    Ok(())
}

pub(super) fn read_settings(home: &Home) -> Result<Settings> {
    let path = home.settings();
    match fs::read_to_string(&path) {
        Ok(text) => Settings::parse(&text).map_err(|fault| {
            Error::new(format!("{} cannot be used\n{fault}", path.display()))
        }),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(cause) => Err(Error::because(format!("cannot read {}", path.display()), &cause)),
    }
}
