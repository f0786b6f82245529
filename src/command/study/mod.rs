//! `study`: what is asked, how, and on which terminal.

pub(super) mod documents;
mod driver;
mod edit;
mod strangers;
#[cfg(test)]
mod tests;

use super::exams::{self, Dated, Found};
use super::workspace::{Workspace, note};
use super::{Shop, listen};
use crate::base::hash::stable_hash;
use crate::base::words::count;
use crate::cli::{Study, UiMode};
use crate::deck::Card;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::history::{Event, History, Stamp};
use crate::quiz::exam_day::{Exams, Most};
use crate::quiz::queue::{Backlog, Limits, Queue};
use crate::quiz::session::{Mode, Rules, Session};
use crate::settings::Settings;
use crate::ui::Face;
use crate::ui::json::Json;
use crate::ui::line::Line;
use crate::ui::plain::Plain;
use crate::ui::prompt::Prompter;
use crate::ui::screen::Screen;
use crate::ui::tty::Events;
use documents::Documents;
use driver::Driver;
use jiff::SignedDuration;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::io;

/// Tags that an error names.
const MOST_TAGS: usize = 20;

pub(super) fn run(options: &Study, shop: &Shop) -> Result {
    let env = &shop.env;
    let mode = ui_mode(env, options.ui)?;
    listen(|count| format!("Interrupted; everything is saved ({count} in this session)."))?;
    let (workspace, session, warnings) = open(options, mode, shop)?;
    let face = &mut *make_face(env, mode)?;
    // What went to stderr is below a screen until that is left.
    if mode == UiMode::Screen && !shop.global.quiet {
        say_first(face, &warnings)
            .map_err(|cause| Error::because("cannot talk to the terminal", &cause))?;
    }
    Driver {
        env,
        workspace,
        session,
        face,
        documents: Documents::default(),
        kept: None,
        typed: None,
    }
    .run()
}

/// The home that is studied, the session over what is wanted of it, and what was said on
/// stderr.
fn open(options: &Study, mode: UiMode, shop: &Shop) -> Result<(Workspace, Session, Vec<String>)> {
    let mut workspace = Workspace::open(shop, &options.selection)?;
    if strangers::are_set_aside(shop, mode, &workspace)? {
        workspace = Workspace::open(shop, &options.selection)?;
    }
    let mut warnings = workspace.warnings();
    if let Some(tag) = &options.tag {
        check_tag(tag, &workspace)?;
    }
    let now = shop.env.clock.now();
    workspace.store.check_place(now)?;
    let today = now.study_day(workspace.settings.day_starts_at);
    let found = exams::of(&workspace.shelf.decks, &workspace.settings, None, today);
    warnings.extend(odd_dates(&workspace, &found, today));
    if !shop.global.quiet {
        warnings.iter().for_each(|text| note(text));
    }
    let history = workspace.take_history();
    let wanted = |card: &Card, history: &History| is_wanted(card, history, options);
    let rules = rules(&workspace.settings, found.exams, options, now);
    let (decks, today) = (&workspace.shelf.decks, events_of_today(&workspace, now));
    let session = Session::new(decks, wanted, history, rules, today, now);
    Ok((workspace, session, warnings))
}

/// How many cards `study` without options would begin with, by deck id; none where it is none.
pub(super) fn due_by_deck(workspace: &Workspace, now: Stamp) -> HashMap<String, usize> {
    let today = now.study_day(workspace.settings.day_starts_at);
    let found = exams::of(&workspace.shelf.decks, &workspace.settings, None, today);
    let rules = rules(&workspace.settings, found.exams, &Study::default(), now);
    let cards: Vec<Card> = workspace.cards().cloned().collect();
    let wanted: Vec<usize> = (0..cards.len()).collect();
    let queue = Queue::build(&cards, &wanted, &workspace.history, rules.day(0, now));
    let mut due = HashMap::new();
    queue.cards().for_each(|card| *due.entry(cards[card].id.deck().to_owned()).or_default() += 1);
    due
}

/// The first of some warnings, and how many more there are: there is little room.
fn say_first(face: &mut dyn Face, warnings: &[String]) -> io::Result<()> {
    let Some((first, more)) = warnings.split_first() else { return Ok(()) };
    face.say(first)?;
    match more.len() {
        0 => Ok(()),
        more => face.say(&format!("{}; byheart check names all.", count(more, "more warning"))),
    }
}

/// What the learner asked for, if the terminal can do it; else what it can.
pub(super) fn ui_mode(env: &Env, wish: Option<UiMode>) -> Result<UiMode> {
    let interactive = env.terminal.interactive;
    match wish {
        Some(mode @ (UiMode::Line | UiMode::Screen)) if !interactive => {
            let mode = if mode == UiMode::Line { "line" } else { "screen" };
            let message = format!("{mode} mode needs a terminal for input, output and messages");
            Err(Error::new(message).hint("use --ui plain for pipes and screen readers"))
        }
        Some(mode) => Ok(mode),
        None if interactive => Ok(UiMode::Screen),
        None => Ok(UiMode::Plain),
    }
}

pub(super) fn make_face(env: &Env, mode: UiMode) -> Result<Box<dyn Face>> {
    let terminal = env.terminal;
    Ok(match mode {
        UiMode::Plain => {
            let plain = Plain::new(io::stdin().lock(), io::stdout());
            Box::new(plain.in_ascii(terminal.ascii))
        }
        UiMode::Json => Box::new(Json::new(io::stdin().lock(), io::stdout())),
        UiMode::Line => Box::new(Line::new(Prompter::new(terminal.color, terminal.ascii))),
        UiMode::Screen => {
            let events = Events::listen()
                .map_err(|cause| Error::because("cannot use the terminal as a screen", &cause))?;
            Box::new(Screen::new(events, terminal.color, terminal.ascii))
        }
    })
}

/// A tag that no card has is a slip of the keys.
fn check_tag(tag: &str, workspace: &Workspace) -> Result {
    let tags: BTreeSet<&str> = workspace.cards().flat_map(Card::tags).map(String::as_str).collect();
    if tags.contains(tag) {
        return Ok(());
    }
    let some: Vec<&str> = tags.iter().take(MOST_TAGS).copied().collect();
    let error = Error::new(format!("no card has the tag '{tag}'"));
    Err(match some.is_empty() {
        true => error,
        false => error.hint(format!("tags are: {}", some.join(", "))),
    })
}

fn rules(settings: &Settings, exams: Exams, options: &Study, now: Stamp) -> Rules {
    let day = now.study_day(settings.day_starts_at);
    let minutes = options.minutes.map(|minutes| SignedDuration::from_mins(i64::from(minutes)));
    Rules {
        mode: match (options.cram, options.count) {
            (false, _) => Mode::Due,
            (true, false) => Mode::Cram,
            (true, true) => Mode::CramThatCounts,
        },
        limits: Limits {
            new: options.new.unwrap_or(settings.new_per_day),
            reviews: options.reviews.unwrap_or(settings.reviews_per_day),
            decks: settings.decks.iter().map(|(id, deck)| (id.clone(), deck.limits())).collect(),
            backlog: match options.reviews {
                Some(_) => Backlog::AtOnce,
                None => Backlog::Spread,
            },
            new_all_the_same: options.new.is_some(),
            // With what the learner allows today.
            exams: Exams {
                most: Most { new: options.new, reviews: options.reviews },
                given: options.minutes,
                ..exams
            },
        },
        day_starts_at: settings.day_starts_at,
        until: minutes.and_then(|minutes| now.instant.checked_add(minutes).ok()),
        formats: settings.formats.clone(),
        // A session that was interrupted goes on in the order in which it began.
        seed: options.seed.unwrap_or_else(|| stable_hash(day.to_string().bytes())),
    }
}

/// Exams whose date is probably a slip.
fn odd_dates(workspace: &Workspace, found: &Found, today: Date) -> BTreeSet<String> {
    // A million events are looked through only where it matters.
    let begun = match found.over.is_empty() {
        true => today,
        false => workspace.history.first_day_of_all().unwrap_or(today),
    };
    let before = found.over.iter().filter(|dated| dated.date < begun).map(|dated| {
        let (whose, date) = (dated.whose(), dated.date);
        format!("{whose}, {date}, was over before you began; is the year right?")
    });
    found.far.iter().map(Dated::is_far).chain(before).collect()
}

/// This device's events of the study day, which can be taken back.
fn events_of_today(workspace: &Workspace, now: Stamp) -> Vec<Event> {
    let starts = workspace.settings.day_starts_at;
    let is_today = |event: &&Event| event.study_day() == now.study_day(starts);
    workspace.undoable.iter().filter(is_today).cloned().collect()
}

fn is_wanted(card: &Card, history: &History, options: &Study) -> bool {
    let known = history.card(&card.id);
    options.tag.as_ref().is_none_or(|tag| card.tags().contains(tag))
        && options.kind.is_none_or(|kind| kind == card.of_note().content.kind())
        && (!options.marked || known.is_some_and(|known| known.marked))
        && (!options.leech || known.is_some_and(|known| known.is_leech()))
}
