//! A review line by line: a card, and a menu of what can be done with it.

use crate::asking::Action;
use crate::asking::review::form::Form;
use crate::asking::review::{Act, Entry, Fate, Place, Review};
use crate::deck::Card;
use crate::ui::prompt::{Prompter, Prompts, Weight};
use crate::ui::review::{self as wording, ReviewUi};
use std::io;

/// A review on a terminal, line by line.
pub struct ReviewLine {
    prompter: Prompter,
}

/// What can be done with a card; the last item leads to what is behind it.
const CHOICES: [(&str, Option<Action>); 5] = [
    ("Keep", Some(Action::Decide(Fate::Kept))),
    ("Edit", Some(Action::EditCard)),
    ("Drop", Some(Action::Decide(Fate::Dropped))),
    ("Back to the card before", Some(Action::Undo)),
    ("More: write, add, all that are left", None),
];
const MORE: &[(&str, Action)] = &[
    ("Write the decks with what is kept", Action::Write),
    ("Add a card of your own", Action::Add),
    ("Keep all that are left", Action::DecideRest(Fate::Kept)),
    ("Drop all that are left", Action::DecideRest(Fate::Dropped)),
];

/// What can be done where every card is decided.
const END: &[(&str, Action)] =
    &[("Write the decks", Action::Submit), ("Back to the card before", Action::Undo)];

/// What can be done with words that are not saved as a card, or not yet.
const TYPED: &[(&str, Action)] = &[
    ("Edit on", Action::EditCard),
    ("Save it, and keep the card", Action::Submit),
    ("Throw away what you typed", Action::Out),
];

impl ReviewLine {
    /// Speaks through `prompter`.
    pub fn new(prompter: Prompter) -> Self {
        Self { prompter }
    }

    /// Shows what there is to see and asks what to do with it; nothing where that leads
    /// nowhere.
    fn choose(&self, review: &mut Review) -> io::Result<Option<Action>> {
        self.prompter.write("", Weight::Plain)?;
        self.prompter.show_bar(review.decided(), review.entries.len(), &wording::so_far(review));
        match review.place {
            Place::Card => self.show(review)?,
            Place::End => self.prompter.write(&wording::end(review), Weight::Bold)?,
        }
        for remark in review.message.drain(..) {
            self.prompter.write(&format!("→ {remark}"), Weight::Plain)?;
        }
        match (&review.form, review.place) {
            (Some(_), _) => Ok(self.pick("leaves", TYPED)?.or(Some(Action::Quit))),
            (None, Place::End) => Ok(self.pick("leaves", END)?.or(Some(Action::Quit))),
            (None, Place::Card) => self.decide(review),
        }
    }

    /// One of `items`; none with Esc, which does what is said.
    fn pick(&self, esc: &str, items: &[(&str, Action)]) -> io::Result<Option<Action>> {
        let texts: Vec<&str> = items.iter().map(|(text, _)| *text).collect();
        let chosen = self.prompter.select(&format!("Enter chooses, Esc {esc}"), &texts, 0)?;
        Ok(chosen.map(|index| items[index].1.clone()))
    }

    /// Asks what to do with a card, first what was done before.
    fn decide(&self, review: &Review) -> io::Result<Option<Action>> {
        let before = Action::Decide(review.entry().before.unwrap_or(Fate::Kept));
        let is_before = |(_, action): &(&str, Option<Action>)| action.as_ref() == Some(&before);
        let default = CHOICES.iter().position(is_before).unwrap_or(0);
        let items = CHOICES.map(|(text, _)| text);
        let Some(chosen) = self.prompter.select("Enter chooses, Esc leaves", &items, default)?
        else {
            return Ok(Some(Action::Quit));
        };
        if let (_, Some(action)) = &CHOICES[chosen] {
            return Ok(Some(action.clone()));
        }
        self.pick("goes back", MORE)
    }

    /// What stands behind the card comes first: on a low terminal that may scroll
    /// away, and the card itself stays above the choices.
    fn show(&self, review: &Review) -> io::Result<()> {
        let entry = review.entry();
        let print = |text: &str| self.prompter.write(text, Weight::Plain);
        let place = entry.note.source.as_deref().map(|place| format!(" · {place}"));
        let head = format!("{}{}", wording::label(entry), place.unwrap_or_default());
        self.prompter.write(&head, Weight::Dim)?;
        if let Some(sentence) = unseen(entry) {
            self.prompter.write(&sentence, Weight::Dim)?;
        }
        if let Some(doubts) = wording::doubts(entry) {
            self.prompter.write(&doubts, Weight::Dim)?;
        }
        match &review.form {
            Some(form) => filled(form).iter().try_for_each(|line| print(line))?,
            None => {
                for card in Card::drafts(&entry.note) {
                    self.prompter.write(&card.prompt(), Weight::Bold)?;
                    details(&card).iter().try_for_each(|line| print(line))?;
                }
                wording::note(entry).map_or(Ok(()), |note| print(&note))?;
            }
        }
        Ok(())
    }
}

/// The sentence behind a card; one with a gap may be the sentence itself, which need not
/// be shown twice.
fn unseen(entry: &Entry) -> Option<String> {
    entry.passage.quoted().filter(|sentence| entry.note.passage().as_ref() != Some(sentence))
}

/// The lines in which something stands.
fn filled(form: &Form) -> Vec<String> {
    let rows = form.rows.iter().filter(|row| !row.editor.text().is_empty());
    rows.map(|row| format!("{}: {}", row.field.label, row.editor.text())).collect()
}

fn details(card: &Card) -> Vec<String> {
    let mut lines = vec![format!("Answer: {}", card.answer())];
    if !card.accept().is_empty() {
        lines.push(format!("Also right: {}", card.accept().join("; ")));
    }
    if !card.wrong().is_empty() {
        lines.push(format!("Wrong options: {}", card.wrong().join("; ")));
    }
    lines
}

/// What follows when an action is asked back.
fn again(review: &mut Review, action: &Action) -> Option<Act> {
    review.message.clear();
    review.act(action)
}

impl ReviewUi for ReviewLine {
    fn sit(&mut self, review: &mut Review) -> io::Result<Act> {
        loop {
            if review.is_unsaved() {
                return Ok(Act::Draft);
            }
            let action = match self.choose(review) {
                Ok(Some(action)) => action,
                Ok(None) => continue,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => Action::Interrupt,
                Err(cause) => return Err(cause),
            };
            let mut act = review.act(&action);
            match (&action, &act) {
                // The menu asked already.
                (Action::DecideRest(_), None) => act = again(review, &action),
                (Action::Out, None) if review.form.is_some() => act = again(review, &action),
                // Text is filled in with the person's editor.
                (Action::Add, None) => act = review.act(&Action::EditCard),
                _ => {}
            }
            if let Some(act) = act {
                return Ok(act);
            }
        }
    }

    fn lend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.prompter.write(text, Weight::Plain)
    }
}
