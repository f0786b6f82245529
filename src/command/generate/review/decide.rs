//! The loop of a review: a card, a decision, the next card.

use super::Review;
use super::edit;
use super::item::{self, Item};
use super::show::Choice;
use super::state::Fate;
use crate::command::editor::{self, Given};
use crate::deck::Note;
use crate::error::{Error, Result};
use crate::ui::prompt::{Prompts, Weight};
use crate::ui::signals;
use std::io;

/// What can be done with an edited card that has faults; with one that is only
/// doubtful, the last too.
const AFTER: [&str; 3] = ["Edit again", "Leave the card as it was", "Keep it as edited"];

impl Review<'_> {
    /// Whether every card is decided; else the person left.
    pub(super) fn decide_all(&mut self) -> Result<bool> {
        if self.decided() > 0 {
            let left = self.items.len() - self.decided();
            self.remark(format!("Going on: {} decided, {left} to go.", self.decided()));
        }
        let mut at = self.next_open(0);
        while let Some(index) = at {
            match heard(self.choose(index))? {
                Choice::Keep => at = self.decide(index, Fate::Kept)?,
                Choice::Drop => at = self.decide(index, Fate::Dropped)?,
                Choice::Edit => {
                    if let Some(note) = self.edited(index)? {
                        self.items[index].decision.edited = Some(note.clone());
                        self.items[index].draft.note = note;
                        at = self.decide(index, Fate::Kept)?;
                        self.remark("The card before is kept as edited.");
                    }
                }
                Choice::Back => at = Some(self.back(index)?),
                Choice::Write => self.write_so_far()?,
                Choice::Leave => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The next card without a decision, from `start` on and then around.
    fn next_open(&self, start: usize) -> Option<usize> {
        let mut around = (start..self.items.len()).chain(0..start);
        around.find(|&index| self.items[index].decision.fate == Fate::Open)
    }

    pub(super) fn count(&self, fate: Fate) -> usize {
        self.items.iter().filter(|item| item.decision.fate == fate).count()
    }

    pub(super) fn decided(&self) -> usize {
        self.items.len() - self.count(Fate::Open)
    }

    /// Saves a decision; the next card follows from it.
    fn decide(&mut self, index: usize, fate: Fate) -> Result<Option<usize>> {
        self.items[index].decision.fate = fate;
        self.save(index)?;
        Ok(self.next_open(index))
    }

    fn save(&mut self, index: usize) -> Result {
        let item = &self.items[index];
        let state = &mut self.states[item.work];
        state.set(&item.decision);
        signals::saving(|| state.save())
    }

    /// Takes back the decision on the card before.
    fn back(&mut self, index: usize) -> Result<usize> {
        let decided = |before: &usize| self.items[*before].decision.fate != Fate::Open;
        let Some(before) = (0..index).rev().find(decided) else {
            self.remark("This is the first card.");
            return Ok(index);
        };
        if self.items[before].decision.written {
            self.remark("The cards before this one are written; edit them in their deck.");
            return Ok(index);
        }
        let item = &mut self.items[before];
        item.before = Some(item.decision.fate);
        item.decision.fate = Fate::Open;
        self.save(before)?;
        Ok(before)
    }

    /// The card as the person edits it, until it is sound; none where it stays
    /// as it was.
    fn edited(&mut self, index: usize) -> Result<Option<Note>> {
        let Item { work, draft, .. } = &self.items[index];
        let sentence = item::sentence(&self.run.works[*work], draft);
        let place = draft.note.source.as_deref().unwrap_or("a card");
        let mut text = edit::to_text(&draft.note, place, sentence);
        let scratch = self.states[*work].scratch();
        let id = draft.note.id.clone();
        for round in 1.. {
            match editor::edit(&self.run.env.editor, &scratch, &text) {
                Given::Text(new) => text = new,
                // What was edited before is still there, and so is its fault.
                Given::Unchanged if round > 1 => {}
                Given::Unchanged => return Ok(self.as_it_was("nothing was changed")),
                Given::Failed(why) => return Ok(self.as_it_was(&why)),
            }
            let (note, faults) = edit::read(&id, &text, self.run.env.terminal.color);
            for fault in &faults {
                heard(self.prompter.print_made(&format!("\n{fault}")))?;
            }
            let (prompt, items) = match (&note, faults.is_empty()) {
                (Some(_), true) => return Ok(note),
                (Some(_), false) => ("The edited card is doubtful", &AFTER[..]),
                (None, _) => ("The edited card has faults", &AFTER[..2]),
            };
            match heard(self.prompter.select(prompt, items, 0))? {
                Some(0) => {}
                Some(2) => return Ok(note),
                _ => break,
            }
        }
        Ok(self.as_it_was("the edit is thrown away"))
    }

    fn as_it_was(&mut self, why: &str) -> Option<Note> {
        self.remark(format!("The card is as it was: {why}."));
        None
    }

    /// Says something below the next card that is shown.
    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.remarks.push(text.into());
    }

    pub(super) fn say_where(&self) -> Result {
        let (done, all) = (self.decided(), self.items.len());
        let text = format!("{done} of {all} decided; all is saved. The same command goes on.");
        heard(self.prompter.write(&text, Weight::Plain))
    }
}

/// Ctrl-C leaves; every decision is saved.
fn heard<T>(result: io::Result<T>) -> Result<T> {
    result.map_err(|cause| match cause.kind() {
        io::ErrorKind::Interrupted => signals::interrupt(),
        _ => Error::because("cannot talk to the terminal; all decisions are saved", &cause),
    })
}
