//! `study`: the loop between session, terminal and store.
//!
//! Every event is saved before the next question is shown.

use super::workspace::Workspace;
use crate::cli::{Global, Study, UiMode};
use crate::deck::CardId;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::history::{Event, Stamp};
use crate::progress::claim::Claim;
use crate::quiz::question::How;
use crate::quiz::queue::{Limits, Next};
use crate::quiz::session::{Rules, Session};
use crate::schedule::Rating;
use crate::ui::line::Line;
use crate::ui::plain::Plain;
use crate::ui::{Response, Ui, signals};
use std::io;
use std::time::Instant;

pub(super) fn run(env: &Env, global: &Global, options: &Study) -> Result {
    let mut ui = make_ui(env, options)?;
    let workspace = Workspace::open(env, global, &options.selection)?;
    workspace.report_faults(global);
    let session = make_session(&workspace, env, options);
    let farewell = |count| format!("Interrupted; everything is saved ({count} new).");
    signals::listen(farewell)
        .map_err(|cause| Error::because("cannot listen for signals", &cause))?;
    let mut driver = Driver { env, workspace, session, ui: &mut *ui };
    driver.ui.begin(&driver.session.opening()).map_err(broken)?;
    driver.study()?;
    let summary = driver.session.summary(env.clock.now());
    driver.ui.end(&summary).map_err(broken)
}

fn make_ui(env: &Env, options: &Study) -> Result<Box<dyn Ui>> {
    let terminal = env.terminal;
    let plain = || Box::new(Plain::new(io::stdin().lock(), io::stdout())) as Box<dyn Ui>;
    match options.ui {
        Some(UiMode::Plain) => Ok(plain()),
        None if !terminal.interactive => Ok(plain()),
        Some(UiMode::Line) if !terminal.interactive => {
            Err(Error::new("line mode needs a terminal for input, output and messages")
                .hint("use --ui plain for pipes and screen readers"))
        }
        Some(UiMode::Line) | None => Ok(Box::new(Line::new(terminal.color, terminal.ascii))),
    }
}

fn make_session(workspace: &Workspace, env: &Env, options: &Study) -> Session {
    let settings = &workspace.settings;
    let rules = Rules {
        limits: Limits {
            new: options.new.unwrap_or(settings.new_per_day),
            reviews: options.reviews.unwrap_or(settings.reviews_per_day),
            decks: settings.decks.clone(),
        },
        day_starts_at: settings.day_starts_at.0,
        seed: options.seed.unwrap_or_else(rand::random),
    };
    let history = workspace.history().clone();
    let tag = options.tag.as_deref();
    let wanted =
        |card: &crate::deck::Card| tag.is_none_or(|tag| card.tags.iter().any(|t| t == tag));
    Session::new(&workspace.library.decks, wanted, history, rules, env.clock.now())
}

struct Driver<'a> {
    env: &'a Env,
    workspace: Workspace,
    session: Session,
    ui: &'a mut dyn Ui,
}

impl Driver<'_> {
    fn study(&mut self) -> Result {
        while let Some((next, claim)) = self.claim_next()? {
            if let Some(due) = next.ahead_of {
                self.env.clock.move_to(due);
            }
            let more = self.ask(next)?;
            drop(claim);
            if !more {
                break;
            }
        }
        Ok(())
    }

    /// The next card that no other terminal is asking. What others saved is
    /// read after the claim: the card may have been answered just before it.
    fn claim_next(&mut self) -> Result<Option<(Next, Claim)>> {
        loop {
            let Some(next) = self.session.next(self.now()) else { return Ok(None) };
            let id = self.session.card_id(next).clone();
            let Some(claim) =
                self.workspace.claims.try_claim(&id).map_err(super::workspace::store_error)?
            else {
                self.session.set_aside(next);
                continue;
            };
            self.absorb()?;
            if self.session.next(self.now()) == Some(next) {
                return Ok(Some((next, claim)));
            }
        }
    }

    fn absorb(&mut self) -> Result {
        let events =
            self.workspace.store.refresh(self.now()).map_err(super::workspace::store_error)?;
        self.session.absorb(&events, self.env.clock.now());
        Ok(())
    }

    fn now(&self) -> Stamp {
        self.env.clock.now()
    }

    /// Asks one question; whether to go on.
    fn ask(&mut self, next: Next) -> Result<bool> {
        let question = self.session.question(next, self.now());
        let shown = Instant::now();
        let response = self.ui.ask(&question).map_err(broken)?;
        match response {
            Response::Rate(rating, how) => self.rate(&question.card.id, rating, how, shown)?,
            Response::Overrule(how) => self.overrule(&question.card.id, how, shown)?,
            Response::Undo => self.undo()?,
            Response::Suspend => self.suspend(&question.card.id)?,
            Response::Right => self.was_right()?,
            Response::Quit => return Ok(false),
            Response::Interrupted => signals::interrupt(),
        }
        Ok(true)
    }

    fn rate(&mut self, card: &CardId, rating: Rating, how: How, shown: Instant) -> Result {
        let event = self.answer(card, rating, how, shown);
        self.save(event)
    }

    fn overrule(&mut self, card: &CardId, how: How, shown: Instant) -> Result {
        let mut event = self.answer(card, Rating::Good, how, shown);
        event.detail.push_str(" override=right");
        self.save(event)
    }

    fn answer(&self, card: &CardId, rating: Rating, how: How, shown: Instant) -> Event {
        let took_ms = match self.env.clock.stands() {
            true => 0,
            false => u32::try_from(shown.elapsed().as_millis()).unwrap_or(u32::MAX),
        };
        self.session.answer(card, rating, how, took_ms, self.now())
    }

    fn suspend(&mut self, card: &CardId) -> Result {
        let event = self.session.suspend(card, self.now());
        self.save(event)?;
        self.say("Suspended; byheart resume brings it back, :undo too.")
    }

    fn undo(&mut self) -> Result {
        match self.session.undo(self.now()) {
            None => self.say("Nothing to undo in this session; byheart undo goes further back."),
            Some(event) => {
                self.save(event)?;
                self.say("Taken back.")
            }
        }
    }

    fn was_right(&mut self) -> Result {
        match self.session.was_right(self.now()) {
            None => self.say("There is no judged answer to correct."),
            Some(events) => {
                for event in events {
                    self.save(event)?;
                }
                self.say("Counted as right.")
            }
        }
    }

    /// Saves an event; only then the session follows it.
    fn save(&mut self, event: Event) -> Result {
        let store = &mut self.workspace.store;
        let now = self.env.clock.now();
        let appended = signals::saving(|| store.append(vec![event], now));
        let appended = appended.map_err(super::workspace::store_error)?;
        self.session.absorb(&appended.others, now);
        for event in &appended.saved {
            self.env.clock.move_to(after(event.time));
            self.session.apply(event, self.env.clock.now());
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result {
        self.ui.say(text).map_err(broken)
    }
}

/// A standing clock moves 1 ms with each event.
fn after(time: Stamp) -> jiff::Timestamp {
    time.instant.saturating_add(jiff::SignedDuration::from_millis(1)).unwrap_or(time.instant)
}

fn broken(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::BrokenPipe => Error::ClosedPipe,
        _ => Error::because("cannot talk to the terminal; all that you answered is saved", &cause),
    }
}
