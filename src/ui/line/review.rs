//! A review line by line: a card, and a menu of what can be done with it.

use crate::asking::Action;
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
const MORE: [(&str, Action); 4] = [
    ("Write the decks with what is kept", Action::Write),
    ("Add a card of your own", Action::Add),
    ("Keep all that are left", Action::DecideRest(Fate::Kept)),
    ("Drop all that are left", Action::DecideRest(Fate::Dropped)),
];

impl ReviewLine {
    /// Speaks through `prompter`.
    pub fn new(prompter: Prompter) -> Self {
        Self { prompter }
    }

    /// Shows a card and asks what to do with it, first what was done before; nothing where
    /// that leads nowhere.
    fn choose(&self, review: &mut Review) -> io::Result<Option<Action>> {
        self.show(review)?;
        review.message.clear();
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
        let items = MORE.map(|(text, _)| text);
        let chosen = self.prompter.select("Enter chooses, Esc goes back", &items, 0)?;
        Ok(chosen.map(|index| MORE[index].1.clone()))
    }

    /// What stands behind the card comes first: on a low terminal that may scroll
    /// away, and the card itself stays above the choices.
    fn show(&self, review: &Review) -> io::Result<()> {
        let entry = review.entry();
        let (cards, print) =
            (Card::drafts(&entry.note), |text: &str| self.prompter.write(text, Weight::Plain));
        print("")?;
        self.prompter.show_bar(review.decided(), review.entries.len(), &wording::so_far(review));
        let place = entry.note.source.as_deref().map(|place| format!(" · {place}"));
        let head = format!("{}{}", wording::label(entry), place.unwrap_or_default());
        self.prompter.write(&head, Weight::Dim)?;
        if let Some(sentence) = unseen(entry) {
            self.prompter.write(&sentence, Weight::Dim)?;
        }
        if let Some(doubts) = wording::doubts(entry) {
            self.prompter.write(&doubts, Weight::Dim)?;
        }
        for card in &cards {
            self.prompter.write(&card.prompt(), Weight::Bold)?;
            details(card).iter().try_for_each(|line| print(line))?;
        }
        wording::note(entry).map_or(Ok(()), |note| print(&note))?;
        review.message.iter().try_for_each(|remark| print(&format!("→ {remark}")))
    }
}

/// The sentence behind a card; one with a gap may be the sentence itself, which need not
/// be shown twice.
fn unseen(entry: &Entry) -> Option<String> {
    entry.passage.quoted().filter(|sentence| entry.note.passage().as_ref() != Some(sentence))
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

impl ReviewUi for ReviewLine {
    fn sit(&mut self, review: &mut Review) -> io::Result<Act> {
        loop {
            if review.place == Place::End {
                return Ok(Act::Finish);
            }
            // Text is filled in with the person's editor.
            let action = match &review.form {
                Some(_) => Some(Action::EditCard),
                None => self.choose(review)?,
            };
            let Some(action) = action else { continue };
            let mut act = review.act(&action);
            if let (Action::DecideRest(_), None) = (&action, &act) {
                // The menu asked already.
                review.message.clear();
                act = review.act(&action);
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
