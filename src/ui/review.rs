//! A drafted card on a terminal: shown with its place and sentence, and kept,
//! edited or dropped. Knows neither documents nor files.

use super::prompt::{Prompter, Prompts, Weight};
use crate::deck::Card;
use std::io;

/// A drafted card and how far the review has come.
#[derive(Debug)]
pub struct Proposal<'a> {
    /// What the note makes: one card, or siblings.
    pub cards: &'a [Card],
    /// Kind and document, for the head.
    pub head: String,
    /// The sentence that the card was made from.
    pub sentence: Option<&'a str>,
    /// Whether a person has edited it.
    pub edited: bool,
    /// What was decided before, if the person went back.
    pub before: Option<Choice>,
    /// Cards decided, and of how many.
    pub decided: (usize, usize),
    /// `5 kept, 2 dropped`.
    pub so_far: String,
    /// What became of the latest choice, where that is not plain to see.
    pub remarks: &'a [String],
}

/// What a person does with a drafted card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
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

/// Shows a card and asks what to do with it.
pub fn ask(prompter: &Prompter, proposal: &Proposal<'_>) -> io::Result<Choice> {
    show(prompter, proposal)?;
    let items = CHOICES.map(|(text, _)| text);
    let default = CHOICES.iter().position(|(_, choice)| Some(*choice) == proposal.before);
    let chosen = prompter.select("Enter chooses, Esc leaves", &items, default.unwrap_or(0))?;
    Ok(chosen.map_or(Choice::Leave, |index| CHOICES[index].1))
}

/// What stands behind the card comes first: on a low terminal that may scroll
/// away, and the card itself stays above the choices.
fn show(prompter: &Prompter, proposal: &Proposal<'_>) -> io::Result<()> {
    let (done, total) = proposal.decided;
    let first = proposal.cards.first();
    let place = first.and_then(Card::source);
    let edited = proposal.edited.then_some("edited");
    let head = [Some(proposal.head.as_str()), place, edited].into_iter().flatten();
    prompter.write("", Weight::Plain)?;
    prompter.show_bar(done, total, &proposal.so_far);
    prompter.write(&head.collect::<Vec<_>>().join(" · "), Weight::Dim)?;
    let sentence = proposal.sentence;
    // A card with a gap may be the sentence itself, which need not be shown twice.
    if let Some(sentence) =
        sentence.filter(|text| first.is_none_or(|card| card.passage().as_deref() != Some(text)))
    {
        prompter.write(sentence, Weight::Dim)?;
    }
    for card in proposal.cards {
        prompter.write(&card.prompt(), Weight::Bold)?;
        details(card).iter().try_for_each(|line| prompter.write(line, Weight::Plain))?;
    }
    if let Some(note) = first.and_then(Card::note)
        && Some(note) != sentence
    {
        prompter.write(&format!("Note: {note}"), Weight::Plain)?;
    }
    let mut remarks = proposal.remarks.iter();
    remarks.try_for_each(|remark| prompter.write(&format!("→ {remark}"), Weight::Plain))
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
