//! The offer to feed missed cards to the schedule: each sitting feeds once, and
//! an offer that nobody answered stays open.

use super::{Desk, driver};
use crate::base::words::count;
use crate::cli::Feed;
use crate::command::workspace::{Workspace, note, waits_for};
use crate::deck::CardId;
use crate::error::Result;
use crate::history::{Detail, Event, EventKind, Stamp};
use crate::quiz::exam::{End, Ended, Feeding, Sitting};
use crate::schedule::Rating;
use crate::ui::exam::ExamUi;
use crate::ui::exam::wording::{Row, some_ids};
use crate::ui::signals;
use std::collections::HashSet;

/// Cards that were missed and are still in a deck.
struct Missed {
    /// Places in the sitting.
    fed: Vec<usize>,
    /// Cards that stay suspended.
    suspended: Vec<CardId>,
}

impl Missed {
    fn of(sitting: &Sitting, workspace: &Workspace) -> Self {
        let known: HashSet<&CardId> = workspace.cards().map(|card| &card.id).collect();
        let card = |index: usize| &sitting.entries[index].question.card.id;
        let suspended = |id| workspace.history.card(id).is_some_and(|known| known.suspended);
        let missed = sitting.missed().into_iter().filter(|&index| known.contains(card(index)));
        let (suspended, fed): (Vec<usize>, Vec<usize>) =
            missed.partition(|&index| suspended(card(index)));
        Self { fed, suspended: suspended.into_iter().map(|index| card(index).clone()).collect() }
    }

    fn question(&self) -> String {
        let all = self.fed.len() + self.suspended.len();
        let which = match self.suspended.len() {
            0 if all == 1 => "it".to_owned(),
            0 => "they".to_owned(),
            _ => format!("the {} that are not suspended", self.fed.len()),
        };
        format!(
            "{} missed. Should {which} come back in study, as after \"again\"? byheart undo takes that back as one.",
            count(all, "card")
        )
    }

    /// Names what stays suspended.
    fn left(&self) -> String {
        let ids: Vec<&str> = self.suspended.iter().map(CardId::as_str).collect();
        let left = format!(" Suspended, and left so: {}.", some_ids(&ids));
        if ids.is_empty() { String::new() } else { left }
    }
}

impl Desk<'_> {
    /// Tells the schedule what was missed, where the person agrees and it does
    /// not know yet; the cards that it was told. The sitting must be claimed.
    pub(super) fn offer(
        &mut self,
        ui: &mut dyn ExamUi,
        sitting: &mut Sitting,
        may_ask: bool,
    ) -> Result<Vec<CardId>> {
        let (now, wish) = (self.env.clock.now(), self.options.feed);
        self.workspace.hear_again(now)?;
        let Some(feeding) = sitting.end.as_ref().map(|end| end.feeding) else {
            return Ok(Vec::new());
        };
        // The journal is asked, and not the sitting alone: a crash may have parted
        // them, and what was taken back must not come again.
        if let Some(cards) = self.workspace.history.fed_by(&sitting.id) {
            if feeding != Feeding::Fed {
                self.answer(sitting, Feeding::Fed)?;
            }
            if wish == Feed::Yes {
                let is_taken_back = self.workspace.history.took_back(&sitting.id);
                ui.say(&fed_before(&cards, is_taken_back)).map_err(driver::broken)?;
            }
            return Ok(cards);
        }
        let missed = Missed::of(sitting, &self.workspace);
        let is_settled =
            feeding == Feeding::Fed || feeding == Feeding::Refused && wish != Feed::Yes;
        if missed.fed.is_empty() || is_settled {
            return Ok(Vec::new());
        }
        match agrees(ui, &missed, &sitting.id, wish, may_ask)? {
            None => return Ok(Vec::new()),
            Some(false) => return self.answer(sitting, Feeding::Refused).map(|()| Vec::new()),
            Some(true) => {}
        }
        let events = missed.fed.iter().map(|&index| event(sitting, index, now)).collect();
        let store = &mut self.workspace.store;
        let leave = store.leave(|lock| note(&waits_for(lock)))?;
        let told = signals::saving(|| store.append_with(&leave, events, now))?;
        self.answer(sitting, Feeding::Fed)?;
        let cards: Vec<CardId> = told.saved.into_iter().map(|event| event.card).collect();
        let (fed, left) = (count(cards.len(), "card"), missed.left());
        let come = if cards.len() == 1 { "comes" } else { "come" };
        let said = format!("{fed} {come} back in study; byheart undo takes that back.{left}");
        ui.say(&said).map_err(driver::broken)?;
        Ok(cards)
    }

    fn answer(&self, sitting: &mut Sitting, feeding: Feeding) -> Result {
        if let Some(end) = &mut sitting.end {
            end.feeding = feeding;
        }
        self.save(sitting, "whether the schedule knows")
    }

    /// What is to be said where the sitting could not be claimed, and so feeds nothing.
    pub(super) fn held_elsewhere(&self, sitting: &Sitting) -> &'static str {
        match self.is_mine(sitting) {
            true => "Nothing was changed: another terminal has this exam open and decides on it.",
            false => {
                "Nothing was changed: only the device that an exam was begun on feeds its cards."
            }
        }
    }

    /// What is to be said of the newest exam of this device whose missed cards
    /// nobody has decided on.
    pub(super) fn unanswered(&self) -> Option<Row> {
        let is_unasked = |end: &End| end.feeding == Feeding::Unasked && end.how != Ended::GivenUp;
        let is_open = |sitting: &&Sitting| {
            self.is_mine(sitting)
                && sitting.end.as_ref().is_some_and(is_unasked)
                && self.workspace.history.fed_by(&sitting.id).is_none()
        };
        self.sittings.iter().rev().filter(is_open).find_map(|sitting| {
            let mut sitting = sitting.clone();
            sitting.compare_with(&self.workspace.shelf.decks);
            let missed = Missed::of(&sitting, &self.workspace).fed.len();
            let text = format!(
                "The exam of {} still asks whether {} that you missed should come back in study: byheart exam --show {}.",
                sitting.started.moment(),
                count(missed, "card"),
                sitting.id
            );
            (missed > 0).then(|| Row::dim(text))
        })
    }
}

/// Why a sitting feeds nothing any more.
fn fed_before(cards: &[CardId], is_taken_back: bool) -> String {
    let undone = if is_taken_back { ", which undo took back" } else { "" };
    let cards = count(cards.len(), "card");
    format!("Nothing was changed: {cards} came back in study before{undone}.")
}

/// What the person says; none where nobody was asked, or nobody answered.
fn agrees(
    ui: &mut dyn ExamUi,
    missed: &Missed,
    id: &str,
    wish: Feed,
    may_ask: bool,
) -> Result<Option<bool>> {
    match wish {
        Feed::Yes => return Ok(Some(true)),
        Feed::No => return Ok(Some(false)),
        Feed::Ask if !may_ask => {
            let cards = count(missed.fed.len(), "card");
            let how = format!("byheart exam --show {id} --feed yes brings them back in study.");
            ui.say(&format!("{cards} missed; {how}")).map_err(driver::broken)?;
            return Ok(None);
        }
        Feed::Ask => {}
    }
    let choices = [('y', "yes"), ('n', "no, leave the schedule")];
    let rows = [Row::plain(missed.question())];
    Ok(ui.choose(&rows, &choices).map_err(driver::broken)?.map(|chosen| chosen == 0))
}

fn event(sitting: &Sitting, index: usize, now: Stamp) -> Event {
    let question = &sitting.entries[index].question;
    let detail = Detail::in_exam(question.how(), &sitting.id);
    Event { detail, ..Event::new(&question.card.id, EventKind::Review(Rating::Again), now) }
}
