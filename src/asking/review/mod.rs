//! A review: a person decides on each card before it comes into a deck, changes its
//! text, adds cards. Pure.
//!
//! What is decided is handed out to be saved, and counts once it is ([`Review::apply`]);
//! where that fails ([`Review::refuse`]) nothing has changed, and what was typed is still
//! there.

mod act;
mod entry;
pub mod form;
#[cfg(test)]
mod tests;

pub use act::{Act, Change};
pub use entry::{Entry, Fate, Words};

use super::Action;
use super::keymap::Mode;
use crate::base::words::count;
use crate::deck::Note;
use crate::deck::fault::Fault;
use act::What;
use form::{Filled, Form, Target, Typed};

/// What is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The card at hand, or the form over it.
    Card,
    /// Every card is decided.
    End,
}

/// All cards, and how far the person has come.
#[derive(Debug, Clone)]
pub struct Review {
    /// The cards; those that a person adds come last.
    pub entries: Vec<Entry>,
    /// The card at hand.
    pub at: usize,
    /// What is seen.
    pub place: Place,
    /// The text in the making.
    pub form: Option<Form>,
    /// What is to be said.
    pub message: Vec<String>,
    /// What takes back the changes of this sitting, the latest last.
    undo: Vec<Change>,
    /// What was asked back: to decide so on all that are left.
    asked: Option<Fate>,
    /// What is saved of the form.
    drafted: Option<Typed>,
    /// What else was being typed, to be taken up when nothing is typed.
    waiting: Vec<Typed>,
}

const WRITTEN: &str = "It is written already; edit it in its deck.";

impl Review {
    /// Takes up what was decided, and what was being typed; that on other cards than these
    /// is left alone.
    pub fn new(entries: Vec<Entry>, typed: Vec<Typed>) -> Self {
        let mut review = Self {
            entries,
            at: 0,
            place: Place::Card,
            form: None,
            message: Vec::new(),
            undo: Vec::new(),
            asked: None,
            drafted: None,
            waiting: typed,
        };
        review.go_on(0);
        if review.decided() > 0 {
            let open = review.count(Fate::Open);
            review.say(format!("Going on: {} decided, {open} to go.", review.decided()));
        }
        review.take_up();
        review
    }

    /// Opens a form again that was being filled in.
    fn take_up(&mut self) {
        while let Some(typed) = self.waiting.pop() {
            let is_it = |entry: &Entry| entry.note.id == *typed.target.id();
            let Some(at) = self.entries.iter().position(is_it) else { continue };
            (self.at, self.place) = (at, Place::Card);
            let mut form = match typed.target {
                Target::Card(_) => Form::of(&self.entries[at].note),
                Target::Beside(_) => Form::beside(&self.entries[at]),
            };
            form.fill(&typed);
            (self.form, self.drafted) = (Some(form), Some(typed));
            return self.say("What you were typing is here again.");
        }
    }

    /// How many cards have this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.entries.iter().filter(|entry| entry.fate == fate).count()
    }

    /// How many cards are decided.
    pub fn decided(&self) -> usize {
        self.entries.len() - self.count(Fate::Open)
    }

    /// The card at hand.
    pub fn entry(&self) -> &Entry {
        &self.entries[self.at]
    }

    /// What keys mean now.
    pub fn mode(&self) -> Mode {
        match (&self.form, self.place) {
            (Some(_), _) => Mode::Form,
            (None, Place::Card) => Mode::Review,
            (None, Place::End) => Mode::Decided,
        }
    }

    /// What is being typed.
    pub fn typed(&self) -> Option<Typed> {
        self.form.as_ref().filter(|form| form.is_changed()).map(Form::typed)
    }

    /// Whether what is being typed is not what was saved of it.
    pub fn is_unsaved(&self) -> bool {
        self.typed() != self.drafted
    }

    /// What is saved of the form, or of one that was closed.
    pub fn saved(&self) -> Option<&Typed> {
        self.drafted.as_ref()
    }

    /// What is being typed is saved.
    pub fn drafted(&mut self) {
        self.drafted = self.typed();
        if self.form.is_none() {
            self.take_up();
        }
    }

    /// Says something below what is seen.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message.push(text.into());
    }

    /// The next card without a decision, from `start` on and then around; where there is
    /// none the end.
    fn go_on(&mut self, start: usize) {
        let mut around = (start..self.entries.len()).chain(0..start);
        match around.find(|&at| self.entries[at].fate == Fate::Open) {
            Some(at) => (self.at, self.place) = (at, Place::Card),
            None => self.place = Place::End,
        }
    }

    /// What was asked back counts for the next key alone.
    pub fn unask(&mut self) {
        self.asked = None;
    }

    /// Follows an action.
    pub fn act(&mut self, action: &Action) -> Option<Act> {
        let asked = self.asked.take();
        match action {
            Action::Interrupt => return Some(Act::Interrupted),
            Action::Pause => return Some(Act::Suspended),
            Action::Quit => return Some(Act::Leave),
            Action::EditCard if self.place == Place::Card => return self.outside(),
            _ if self.form.is_some() => return self.fill_in(action),
            Action::Write => return Some(Act::Write),
            Action::Undo => return self.take_back().map(Act::Save),
            Action::Next => self.step(1),
            Action::Back => self.step(-1),
            Action::Submit if self.place == Place::End => return Some(Act::Finish),
            _ if self.place == Place::End => self.say("Enter writes the decks, u takes back."),
            Action::Decide(fate) => return self.decide(*fate).map(Act::Save),
            Action::DecideRest(fate) => return self.decide_rest(*fate, asked).map(Act::Save),
            Action::Rework => self.open(Form::of(&self.entry().note)),
            Action::Add => self.form = Some(Form::beside(self.entry())),
            _ => self.say("k keeps the card, d drops it; ? shows all keys."),
        }
        None
    }

    /// To a neighbour, decided or not; behind the last card is the end.
    fn step(&mut self, by: isize) {
        let last = self.entries.len() - 1;
        let to = match self.place {
            Place::End if by < 0 => Some(last),
            Place::End => None,
            Place::Card => self.at.checked_add_signed(by).filter(|to| *to <= last),
        };
        match to {
            Some(to) => (self.at, self.place) = (to, Place::Card),
            None if by < 0 => self.say("This is the first card."),
            None if self.count(Fate::Open) == 0 => self.place = Place::End,
            None => self.say("This is the last card."),
        }
    }

    fn decide(&mut self, fate: Fate) -> Option<Change> {
        let entry = self.entry();
        if entry.written {
            self.say(WRITTEN);
            return None;
        }
        let entry = Entry { fate, before: None, ..entry.clone() };
        Some(Change { entries: vec![(self.at, Some(entry))], what: What::Decided })
    }

    /// Decides on all that are left, where that was asked back.
    fn decide_rest(&mut self, fate: Fate, asked: Option<Fate>) -> Option<Change> {
        let open = |entry: &&Entry| entry.fate == Fate::Open;
        if self.count(Fate::Open) == 0 {
            self.say("Every card is decided.");
            return None;
        }
        if asked != Some(fate) {
            let drafts = self.entries.iter().filter(open).filter(|one| !one.doubts.is_empty());
            let (left, drafts) = (self.count(Fate::Open), drafts.count());
            let drafts =
                if drafts > 0 { format!(", {drafts} of them drafts") } else { String::new() };
            let (key, verb) = if fate == Fate::Kept { ("K", "keeps") } else { ("D", "drops") };
            self.say(format!(
                "{key} again {verb} all that are left: {}{drafts}.",
                count(left, "card")
            ));
            self.asked = Some(fate);
            return None;
        }
        let decided = |(at, entry): (usize, &Entry)| {
            (at, Some(Entry { fate, before: None, ..entry.clone() }))
        };
        let entries = self.entries.iter().enumerate().filter(|(_, entry)| open(entry));
        Some(Change { entries: entries.map(decided).collect(), what: What::Decided })
    }

    /// Takes back the latest change of this sitting, else the decision on the nearest card
    /// before.
    fn take_back(&mut self) -> Option<Change> {
        let entries = match self.undo.last() {
            Some(change) => change.entries.clone(),
            None => {
                let end = if self.place == Place::End { self.entries.len() } else { self.at };
                let before = self.entries[..end].iter().rposition(|one| one.fate != Fate::Open);
                let reopened =
                    |at: usize| (at, Some(Entry { fate: Fate::Open, ..self.entries[at].clone() }));
                before.map(reopened).into_iter().collect()
            }
        };
        if entries.is_empty() {
            self.say("Nothing is left to take back.");
            return None;
        }
        if entries.iter().any(|(at, _)| self.entries[*at].written) {
            self.undo.clear();
            self.say("The cards before this one are written; edit them in their deck.");
            return None;
        }
        let reopened = |(at, entry): (usize, Option<Entry>)| {
            let before = Some(self.entries[at].fate).filter(|fate| *fate != Fate::Open);
            (at, entry.map(|entry| Entry { before, ..entry }))
        };
        Some(Change { entries: entries.into_iter().map(reopened).collect(), what: What::Undone })
    }

    fn open(&mut self, form: Form) {
        match self.entry().written {
            true => self.say(WRITTEN),
            false => self.form = Some(form),
        }
    }

    /// The text of the form goes into the person's editor; without one, that of the card.
    fn outside(&mut self) -> Option<Act> {
        if self.form.is_none() {
            self.open(Form::of(&self.entry().note));
        }
        self.form.as_ref().map(|_| Act::Outside)
    }

    fn fill_in(&mut self, action: &Action) -> Option<Act> {
        let form = self.form.as_mut()?;
        match form.act(action) {
            Filled::Nothing => None,
            Filled::Said(text) => {
                self.say(text);
                None
            }
            Filled::GaveUp => {
                self.form = None;
                None
            }
            Filled::Done => {
                let text = form.text();
                match self.change(&text) {
                    Ok((_, change)) => Some(Act::Save(change)),
                    Err(faults) => {
                        faults.first().into_iter().for_each(|fault| self.say(told(fault)));
                        None
                    }
                }
            }
        }
    }

    /// The change that `text`, the keys of a card, makes of what the form is for, which has
    /// its words from now on; or what keeps it from being a card.
    pub fn take(&mut self, text: &str) -> Result<Change, Vec<Fault>> {
        let (note, change) = self.change(text)?;
        self.form.iter_mut().for_each(|form| form.hold(&note));
        Ok(change)
    }

    /// The card that `text` is, and the change that it makes.
    fn change(&mut self, text: &str) -> Result<(Note, Change), Vec<Fault>> {
        let Some(form) = &self.form else { return Err(Vec::new()) };
        let (note, doubts) = form.read(text)?;
        doubts.iter().for_each(|doubt| self.message.push(format!("Doubtful: {}", told(doubt))));
        let card = note.clone();
        let entry = Entry { note, fate: Fate::Kept, before: None, ..self.entry().clone() };
        let change = match form.target() {
            Target::Card(_) => {
                let words = if entry.is_own() { entry.words.clone() } else { Words::Edited };
                let entries = vec![(self.at, Some(Entry { words, ..entry }))];
                Change { entries, what: What::Edited }
            }
            Target::Beside(beside) => {
                let words = Words::Own { beside: beside.clone() };
                let own = Entry { words, written: false, doubts: Vec::new(), ..entry };
                let is_there = |one: &Entry| one.note.id == own.note.id && one.group == own.group;
                let at = self.entries.iter().position(is_there).unwrap_or(self.entries.len());
                Change { entries: vec![(at, Some(own))], what: What::Added }
            }
        };
        Ok((card, change))
    }

    /// Nothing came of the editor, and why: a form in which something was typed stays open.
    pub fn put_away(&mut self, why: &str) {
        let Some(form) = &self.form else { return };
        let what = match (form.is_changed(), form.target()) {
            (true, _) => "What you typed is still here",
            (false, Target::Card(_)) => "The card is as it was",
            (false, Target::Beside(_)) => "No card was added",
        };
        self.form = self.form.take().filter(Form::is_changed);
        self.say(format!("{what}: {why}."));
    }

    /// Follows a change that is saved.
    pub fn apply(&mut self, change: Change) {
        let Change { entries, what } = change;
        let first = entries.iter().map(|(at, _)| *at).min().unwrap_or(self.at);
        let back = entries.into_iter().map(|(at, entry)| (at, self.put(at, entry)));
        let back: Vec<(usize, Option<Entry>)> = back.collect();
        if what == What::Undone {
            self.undo.pop();
        } else {
            self.undo.push(Change { entries: back, what: What::Undone });
        }
        (self.form, self.drafted) = (None, None);
        match what {
            What::Decided => self.go_on(self.at),
            What::Edited => {
                self.go_on(self.at);
                self.say("The card before is kept as edited.");
            }
            What::Added => self.say("Your card is kept; it stands behind the last one."),
            What::Undone => {
                let last = self.entries.len().saturating_sub(1);
                (self.at, self.place) = (first.min(last), Place::Card);
            }
        }
        self.take_up();
    }

    /// Puts a card in a place; what was there.
    fn put(&mut self, at: usize, entry: Option<Entry>) -> Option<Entry> {
        match (entry, at < self.entries.len()) {
            (Some(entry), true) => Some(std::mem::replace(&mut self.entries[at], entry)),
            (Some(entry), false) => {
                self.entries.push(entry);
                None
            }
            (None, _) => self.entries.pop(),
        }
    }

    /// A change could not be saved: what was typed is still in the form.
    pub fn refuse(&mut self, why: &str) {
        self.say(format!("Not saved: {why}. Make room, then do it again."));
    }

    /// Marks what is kept as written.
    pub fn wrote(&mut self) {
        let kept = self.entries.iter_mut().filter(|entry| entry.fate == Fate::Kept);
        kept.for_each(|entry| entry.written = true);
    }
}

fn told(fault: &Fault) -> String {
    format!("{}; {}.", fault.message, fault.help)
}
