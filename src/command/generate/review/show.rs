//! A card under review on a terminal: shown with its place and sentence, and what
//! the person does with it.

use super::Review;
use super::item;
use super::state::Fate;
use crate::command::generate::preview::cards_of;
use crate::deck::Card;
use crate::ui::prompt::{Prompts, Weight};
use std::io;

/// What a person does with a drafted card.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Into the deck.
    Keep,
    /// Into an editor.
    Edit,
    /// Not into the deck.
    Drop,
    /// Take back the latest decision.
    Back,
    /// Write the decks with what is kept, and go on.
    Write,
    /// Leave; every decision is saved.
    Leave,
}

const CHOICES: [(&str, Choice); 5] = [
    ("Keep", Choice::Keep),
    ("Edit", Choice::Edit),
    ("Drop", Choice::Drop),
    ("Back to the card before", Choice::Back),
    ("Write the decks with what is kept", Choice::Write),
];

impl Review<'_> {
    /// Shows a card and asks what to do with it; first what was done before.
    pub(super) fn choose(&mut self, index: usize) -> io::Result<Choice> {
        self.show(index)?;
        self.remarks.clear();
        let was_dropped = self.items[index].before == Some(Fate::Dropped);
        let before = if was_dropped { Choice::Drop } else { Choice::Keep };
        let default = CHOICES.iter().position(|(_, choice)| *choice == before).unwrap_or(0);
        let items = CHOICES.map(|(text, _)| text);
        let chosen = self.prompter.select("Enter chooses, Esc leaves", &items, default)?;
        Ok(chosen.map_or(Choice::Leave, |index| CHOICES[index].1))
    }

    /// What stands behind the card comes first: on a low terminal that may scroll
    /// away, and the card itself stays above the choices.
    fn show(&self, index: usize) -> io::Result<()> {
        let item = &self.items[index];
        let work = &self.run.works[item.work];
        let (cards, sentence) = (cards_of(work, &item.draft), item::sentence(work, &item.draft));
        let first = cards.first();
        let kind = item.draft.kind.as_str();
        let file = work.file.file_name().unwrap_or_default().to_string_lossy();
        let place = first.and_then(Card::source).map(|place| format!(" · {place}"));
        let edited = if item.decision.edited.is_some() { " · edited" } else { "" };
        let (kept, dropped) = (self.count(Fate::Kept), self.count(Fate::Dropped));
        let so_far = format!("{kept} kept, {dropped} dropped");
        let print = |text: &str| self.prompter.write(text, Weight::Plain);
        print("")?;
        self.prompter.show_bar(self.decided(), self.items.len(), &so_far);
        let doubt = if item.draft.is_sure() { "" } else { " · draft" };
        let head = format!("{kind} · {file}{}{doubt}{edited}", place.unwrap_or_default());
        self.prompter.write(&head, Weight::Dim)?;
        // A card with a gap may be the sentence itself, which need not be shown twice.
        let is_shown = |text: &&str| first.and_then(Card::passage).as_deref() == Some(*text);
        if let Some(sentence) = sentence.filter(|text| !is_shown(text)) {
            self.prompter.write(sentence, Weight::Dim)?;
        }
        for card in &cards {
            self.prompter.write(&card.prompt(), Weight::Bold)?;
            details(card).iter().try_for_each(|line| print(line))?;
        }
        if let Some(note) = first.and_then(Card::note).filter(|note| Some(*note) != sentence) {
            print(&format!("Note: {note}"))?;
        }
        self.remarks.iter().try_for_each(|remark| print(&format!("→ {remark}")))
    }
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
