//! The loop between a sitting, the terminal and its file: every answer is saved
//! before the exam goes on.

use super::{Begun, report};
use crate::cli::{Feed, Global};
use crate::command::output::Output;
use crate::command::workspace::{Workspace, store_error};
use crate::deck::CardId;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::history::{Event, EventKind};
use crate::progress::exams::Claim;
use crate::quiz::exam::{Earlier, How, Score, Sitting};
use crate::schedule::Rating;
use crate::ui::exam::wording::{self, Row, Tone};
use crate::ui::exam::{Act, Choice, ExamUi, Timer};
use crate::ui::signals;
use crate::ui::wording::count;
use std::io;

pub(super) struct Driver<'a> {
    env: &'a Env,
    global: &'a Global,
    workspace: Workspace,
    ui: Box<dyn ExamUi>,
    sitting: Sitting,
    opening: Vec<Row>,
    others: Vec<Sitting>,
    _claim: Claim,
}

/// How sitting went.
enum Sat {
    Closed,
    Left,
}

impl<'a> Driver<'a> {
    pub(super) fn new(
        env: &'a Env,
        global: &'a Global,
        workspace: Workspace,
        ui: Box<dyn ExamUi>,
        begun: Begun,
        others: Vec<Sitting>,
    ) -> Self {
        let Begun { sitting, rows, claim } = begun;
        Self { env, global, workspace, ui, sitting, opening: rows, others, _claim: claim }
    }

    /// The exam from its first word to its result.
    pub(super) fn run(mut self, feed: Feed, out: &mut Output) -> Result {
        self.ui.begin(&self.opening, &self.sitting).map_err(broken)?;
        if let Sat::Left = self.sit()? {
            self.ui
                .say("The exam stays open, and its time stands still. byheart exam --resume takes it up.")
                .map_err(broken)?;
            return match self.global.json {
                true => out.json(&report::open(&self.sitting)),
                false => Ok(()),
            };
        }
        let earlier = Earlier::find(&self.sitting, &self.others);
        self.ui.result(&wording::result(&self.sitting, &earlier)).map_err(broken)?;
        let fed = self.feed(feed)?;
        drop(self.ui);
        if self.global.json {
            out.json(&report::result(&self.sitting, &earlier, &fed))?;
        }
        out.flush()?;
        match Score::of(&self.sitting).is_some_and(|score| score.passed()) {
            true => Ok(()),
            false => Err(Error::Findings),
        }
    }

    fn sit(&mut self) -> Result<Sat> {
        let timer = Timer::start(&self.sitting, self.env.clock.stands());
        loop {
            let act = self.ui.sit(&self.sitting, &timer).map_err(broken)?;
            self.sitting.used = timer.used();
            match act {
                Act::Write { index, given } => {
                    self.sitting.entries[index].given = given;
                    self.save(&format!("the answer to question {}", index + 1))?;
                }
                Act::Mark { index } => {
                    let review = &mut self.sitting.entries[index].review;
                    *review = !*review;
                    self.save(&format!("the mark on question {}", index + 1))?;
                }
                Act::Tick => self.save("the time")?,
                Act::HandIn => return self.close(How::HandedIn),
                Act::TimeOver => return self.close(How::TimeOver),
                Act::Leave => {
                    self.save("the time")?;
                    return Ok(Sat::Left);
                }
                Act::Interrupted => {
                    self.save("the time")?;
                    signals::interrupt();
                }
            }
        }
    }

    fn close(&mut self, how: How) -> Result<Sat> {
        if let Some(limit) = self.sitting.limit {
            self.sitting.used = self.sitting.used.min(limit);
        }
        self.sitting.close(how, self.env.clock.now());
        self.save("the end of the exam")?;
        Ok(Sat::Closed)
    }

    fn save(&self, what: &str) -> Result {
        let save = || self.workspace.exams.save(&self.sitting);
        signals::saving(save).map_err(|cause| {
            Error::because(format!("{what} could not be saved"), &cause).hint(cause.remedy())
        })
    }

    /// Tells the schedule what was missed, where the person agrees; the cards.
    fn feed(&mut self, feed: Feed) -> Result<Vec<CardId>> {
        let missed = self.missed();
        if missed.is_empty() || !self.agrees(feed, missed.len())? {
            return Ok(Vec::new());
        }
        let now = self.env.clock.now();
        let events = missed.iter().map(|&index| {
            let question = &self.sitting.entries[index].question;
            let how = question.how().as_str();
            Event {
                time: now,
                card: question.card.id.clone(),
                kind: EventKind::Review(Rating::Again),
                took_ms: None,
                detail: format!("how={how} exam={}", self.sitting.id),
            }
        });
        let events: Vec<Event> = events.collect();
        let cards: Vec<CardId> = events.iter().map(|event| event.card.clone()).collect();
        let store = &mut self.workspace.store;
        signals::saving(|| store.append(events, now)).map_err(store_error)?;
        if let Some(end) = &mut self.sitting.end {
            end.fed = true;
        }
        self.save("that the schedule knows")?;
        let come = if cards.len() == 1 { "comes" } else { "come" };
        let said = format!(
            "{} {come} back in study; byheart undo takes that back.",
            count(cards.len(), "card")
        );
        self.ui.say(&said).map_err(broken)?;
        Ok(cards)
    }

    /// What was missed, as far as its card is still in a deck.
    fn missed(&self) -> Vec<usize> {
        let known: std::collections::HashSet<&CardId> =
            self.workspace.cards().map(|card| &card.id).collect();
        let is_known =
            |index: &usize| known.contains(&self.sitting.entries[*index].question.card.id);
        self.sitting.missed().into_iter().filter(is_known).collect()
    }

    fn agrees(&mut self, feed: Feed, missed: usize) -> Result<bool> {
        match feed {
            Feed::Yes => return Ok(true),
            Feed::No => return Ok(false),
            Feed::Ask if self.global.no_input => return Ok(false),
            Feed::Ask => {}
        }
        let text = format!(
            "{} missed. Should they come back in study, as after \"again\"? byheart undo takes that back as one.",
            count(missed, "card")
        );
        let choices =
            [Choice { key: 'y', text: "yes" }, Choice { key: 'n', text: "no, leave the schedule" }];
        let rows = [Row::new(Tone::Plain, text)];
        Ok(self.ui.choose(&rows, &choices).map_err(broken)? == Some(0))
    }
}

pub(super) fn broken(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::BrokenPipe => Error::ClosedPipe,
        _ => Error::because("cannot talk to the terminal; every answer is saved", &cause)
            .hint("byheart exam --resume takes an open exam up"),
    }
}
