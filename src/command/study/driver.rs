//! The loop between session, terminal and store.
//!
//! Every event is saved before the next question is shown.

use super::documents::Documents;
use super::edit;
use crate::asking::study::{Asking, Phase, Response};
use crate::command::workspace::{Workspace, note, waits_for};
use crate::deck::{Card, CardId, starter};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::history::{Event, EventKind, Overruled, Stamp};
use crate::progress::claim::Claim;
use crate::quiz::question::{Answer, Given, Question};
use crate::quiz::queue::Next;
use crate::quiz::session::Session;
use crate::ui::{self, Ending, Face, signals, wording};
use std::io;
use std::time::Instant;

pub(super) struct Driver<'a> {
    pub(super) env: &'a Env,
    pub(super) workspace: Workspace,
    pub(super) session: Session,
    pub(super) face: &'a mut dyn Face,
    pub(super) documents: Documents,
    /// A question that was left without an answer, to go on where it was.
    pub(super) kept: Option<Asking>,
    /// The latest answer that was typed and judged.
    pub(super) typed: Option<(CardId, String)>,
}

/// What is said before the first answer where there are no decks but the starter decks.
const SAMPLES: &str = "These are samples. Your own decks: byheart generate FILE, byheart init.";

/// How a question ended.
enum Asked {
    /// Go on.
    Next,
    /// Ask the same question again.
    Same,
    /// Ask it again as it was edited; the time in the editor does not count.
    Edited,
    /// The learner leaves.
    Quit,
}

impl Driver<'_> {
    /// The session from its first word to its last.
    pub(super) fn run(mut self) -> Result {
        let opening = self.session.opening(self.now());
        self.face.begin(&opening).map_err(broken)?;
        if opening.is_first && self.workspace.shelf.decks.iter().all(starter::has) {
            self.say(SAMPLES)?;
        }
        loop {
            let by_choice = self.study()?;
            let summary = self.session.summary(self.now());
            let asks = !by_choice && summary.answered > 0;
            match self.face.end(&summary, asks).map_err(broken)? {
                Ending::Leave => {
                    // The system takes a large history's memory back faster.
                    std::mem::forget(self.session);
                    return Ok(());
                }
                Ending::Undo => drop(self.undo()?),
            }
        }
    }

    /// Asks until nothing is left; whether the learner left before that.
    fn study(&mut self) -> Result<bool> {
        while let Some((next, claim)) = self.claim_next()? {
            if let Some(due) = next.ahead_of {
                self.env.clock.move_to(due);
            }
            let goes_on = self.ask(next)?;
            drop(claim);
            if !goes_on {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next card that no other terminal is asking. What others saved is
    /// read after the claim: the card may have been answered just before it.
    fn claim_next(&mut self) -> Result<Option<(Next, Claim)>> {
        loop {
            let Some(next) = self.session.next(self.now()) else { return Ok(None) };
            let id = self.session.card_id(next).clone();
            let Some(claim) = self.workspace.claims.try_claim(&id)? else {
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
        let now = self.now();
        let events = self.workspace.store.refresh(now)?;
        self.session.absorb(&events, now);
        Ok(())
    }

    fn now(&self) -> Stamp {
        self.env.clock.now()
    }

    /// Asks one question until the learner is done with it; whether to go on.
    fn ask(&mut self, next: Next) -> Result<bool> {
        let mut shown = Instant::now();
        if let Some(day) = self.session.corrected(next, self.now()) {
            self.say(&wording::corrected(day))?;
        }
        loop {
            let question = self.session.question(next, self.now());
            let mut asking = match self.kept.take() {
                Some(kept) => kept.again(question),
                None => Asking::new(question),
            };
            let (decks, documents) = (&self.workspace.shelf, &mut self.documents);
            let open = |card: &Card| documents.open(decks, card);
            let response = ui::ask(self.face, &mut asking, open).map_err(broken)?;
            if let Response::Answer(_) | Response::Learn { answer: Some(_) } = response {
                self.typed = typed(&asking);
            }
            let asked = self.respond(next, response, &asking.question, shown)?;
            let stays = matches!(asked, Asked::Same | Asked::Edited);
            let speaks_of_latest =
                matches!(response, Response::Overrule { .. } | Response::Learn { answer: None });
            if stays || speaks_of_latest {
                self.kept = Some(asking);
            }
            match asked {
                Asked::Next => return Ok(true),
                Asked::Same => {}
                Asked::Edited => shown = Instant::now(),
                Asked::Quit => return Ok(false),
            }
        }
    }

    fn respond(
        &mut self,
        next: Next,
        response: Response,
        question: &Question,
        shown: Instant,
    ) -> Result<Asked> {
        let card = &question.card.id;
        match response {
            Response::Answer(answer) => {
                self.answer(question, answer, shown)?;
                if answer.manner.overruled == Some(Overruled::Right) && self.typed.is_some() {
                    self.say("Counted as right; + (Esc first in a text) accepts it for good.")?;
                }
            }
            Response::Undo => return self.undo_here(),
            Response::Suspend => {
                let said = "Suspended until byheart resume; undo takes it back.";
                self.mark(card, EventKind::Suspend, said)?;
            }
            Response::Bury => self.mark(card, EventKind::Bury, "It comes again tomorrow.")?,
            Response::Skip => self.session.skip(next),
            Response::Mark => {
                let said = "Marked; byheart study --marked asks what is marked.";
                match question.marked {
                    false => self.mark(card, EventKind::Mark, said)?,
                    true => self.mark(card, EventKind::Unmark, "The mark is taken away.")?,
                }
                return Ok(Asked::Same);
            }
            Response::Edit => {
                self.edit(card)?;
                return Ok(Asked::Edited);
            }
            Response::Add => {
                self.face.lend().map_err(broken)?;
                let added = edit::add(self.env, &self.workspace.shelf, card);
                self.say(&added.unwrap_or_else(|why| why))?;
                return Ok(Asked::Edited);
            }
            Response::Overrule { right } => self.overrule(right)?,
            Response::Learn { answer } => {
                match answer {
                    Some(answer) => self.answer(question, answer, shown)?,
                    None if self.typed.is_some() => self.count_as_right()?,
                    None => {}
                }
                self.learn()?;
            }
            Response::Leave { answer, interrupted } => {
                if let Some(answer) = answer {
                    self.answer(question, answer, shown)?;
                }
                if interrupted {
                    signals::interrupt();
                }
                return Ok(Asked::Quit);
            }
        }
        Ok(Asked::Next)
    }

    fn answer(&mut self, question: &Question, answer: Answer, shown: Instant) -> Result {
        let took_ms = match self.env.clock.stands() {
            true => 0,
            false => u32::try_from(shown.elapsed().as_millis()).unwrap_or(u32::MAX),
        };
        let event = self.session.answer(&question.card.id, answer, took_ms, self.now());
        self.save(event)?;
        self.face.saved(question, answer).map_err(broken)
    }

    fn mark(&mut self, card: &CardId, kind: EventKind, said: &str) -> Result {
        self.save(Event::new(card, kind, self.now()))?;
        self.say(said)
    }

    /// Undo where a question stands: with nothing to undo it stays.
    fn undo_here(&mut self) -> Result<Asked> {
        Ok(if self.undo()? { Asked::Next } else { Asked::Same })
    }

    /// Takes back the latest event or skip; whether there was one.
    fn undo(&mut self) -> Result<bool> {
        if let Some(prompt) = self.session.unskip() {
            let said = wording::unskipped(&prompt);
            self.say(&said)?;
            return Ok(true);
        }
        let latest = self.session.latest();
        let said = latest.map(|(event, prompt)| wording::taken_back(event, prompt.as_deref()));
        match (self.session.undo(self.now()), said) {
            (Some(event), Some(said)) => {
                self.typed = None;
                self.save(event)?;
                self.say(&said)?;
                Ok(true)
            }
            _ => {
                self.say("Nothing to undo today; byheart undo goes further back.")?;
                Ok(false)
            }
        }
    }

    fn overrule(&mut self, right: bool) -> Result {
        let Some(events) = self.session.overrule(right, self.now()) else {
            return self.say("There is no judged answer to correct.");
        };
        for event in events {
            self.save(event)?;
        }
        self.say(if right { "Counted as right." } else { "Counted as wrong." })
    }

    /// Overrules the judge about the latest answer, unless that was done.
    fn count_as_right(&mut self) -> Result {
        for event in self.session.overrule(true, self.now()).into_iter().flatten() {
            self.save(event)?;
        }
        Ok(())
    }

    /// Has the deck accept what was typed last.
    fn learn(&mut self) -> Result {
        let Some((card, text)) = self.typed.take() else {
            return self.say("There is no typed answer to accept.");
        };
        match edit::accept(&self.workspace.shelf, &card, &text) {
            Ok((deck, said)) => {
                self.session.update(&deck);
                self.say(&said)
            }
            Err(why) => self.say(&why),
        }
    }

    fn edit(&mut self, card: &CardId) -> Result {
        self.face.lend().map_err(broken)?;
        match edit::edit(self.env, &self.workspace.shelf, card) {
            Ok((deck, said)) => {
                self.session.update(&deck);
                self.say(&said)
            }
            Err(why) => self.say(&why),
        }
    }

    /// Saves an event; only then the session follows it.
    fn save(&mut self, event: Event) -> Result {
        let (store, face) = (&mut self.workspace.store, &mut self.face);
        // Nothing is written yet: Ctrl-C may end the wait.
        let leave = store.leave(|lock| {
            // Out of raw mode Ctrl-C is a signal; what cannot be shown is no reason to fail.
            let _ = face.lend();
            note(&waits_for(lock));
        })?;
        let now = self.env.clock.now();
        let appended = signals::saving(|| store.append_with(&leave, vec![event], now))?;
        drop(leave);
        self.session.absorb(&appended.others, now);
        for event in &appended.saved {
            self.env.clock.move_to(after(event.time));
            self.session.apply(event, self.env.clock.now());
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result {
        self.face.say(text).map_err(broken)
    }
}

/// A card, and what was typed for it and judged.
fn typed(asking: &Asking) -> Option<(CardId, String)> {
    match &asking.phase {
        Phase::Judged(Given::Text(text), _) => {
            Some((asking.question.card.id.clone(), text.trim().to_owned()))
        }
        _ => None,
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
