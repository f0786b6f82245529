//! What was done with the decks of others, told deck by deck and card by card.

use crate::base::words::count;
use crate::command::Shop;
use crate::deck::content::Kind;
use crate::deck::{Note, Side};
use crate::error::{Error, Result};
use crate::ui::wording::wrapped;
use serde::Serialize;
use serde_json::json;
use std::path::PathBuf;

/// Lines on the cards of a deck that are printed where not all are asked for.
const MOST_LINES: usize = 20;

/// What becomes of one deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Action {
    New,
    Updated,
    Same,
    LeftOut,
}

/// What was done with one deck, or could not be.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    /// The deck's id, or the file's name where it has none.
    pub(super) deck: String,
    pub(super) action: Action,
    /// The file in the home.
    pub(super) path: Option<PathBuf>,
    /// Why it is left out.
    pub(super) why: Option<String>,
    pub(super) cards: Vec<Line>,
}

/// What became of one card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Change {
    New,
    Changed,
    Gone,
    /// The reader's own stays.
    Kept,
}

/// A card that changed; none of its texts where it is not there.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) card: String,
    pub(super) change: Change,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

pub(super) fn line(id: &str, change: Change, before: Option<&Note>, after: Option<&Note>) -> Line {
    Line { card: id.to_owned(), change, before: before.map(told), after: after.map(told) }
}

/// A card on one line: what it asks, and what is right.
fn told(note: &Note) -> String {
    let prompt = note.content.prompt(Side::Front, |_| String::new());
    match note.content.kind() {
        Kind::Cloze => prompt.into_owned(),
        _ => format!("{prompt} → {}", note.content.right(Side::Front).joined()),
    }
}

impl Step {
    /// What became of the deck.
    fn told(&self, dry: bool) -> String {
        let path = self.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let would = if dry { "would be " } else { "" };
        match (self.action, &self.why) {
            (Action::New, _) => {
                format!(
                    "{}: {would}new, {path} with {}",
                    self.deck,
                    count(self.cards.len(), "card")
                )
            }
            (Action::Same, _) if self.cards.is_empty() => format!("{}: nothing new", self.deck),
            (Action::Same, _) => format!("{}: nothing new; {}", self.deck, self.counts()),
            (Action::Updated, _) if self.cards.is_empty() => {
                format!("{}: {would}updated, {path}: no card changed", self.deck)
            }
            (Action::Updated, _) => {
                format!("{}: {would}updated, {path}: {}", self.deck, self.counts())
            }
            (Action::LeftOut, why) => {
                format!("left out {}: {}", self.deck, why.as_deref().unwrap_or_default())
            }
        }
    }

    /// `2 cards new, 1 changed, 3 of yours stay`.
    fn counts(&self) -> String {
        let of = |change| self.cards.iter().filter(|line| line.change == change).count();
        let words = [
            (Change::New, "new"),
            (Change::Changed, "changed"),
            (Change::Gone, "gone"),
            (Change::Kept, "kept as you have them"),
        ];
        let told = words.into_iter().map(|(change, word)| (of(change), word));
        let told: Vec<String> = told
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| format!("{} {word}", count(number, "card")))
            .collect();
        told.join(", ")
    }

    /// Of a deck that was there before, its cards, at most so many, each a word and a text;
    /// in two rows where it reads otherwise than it did.
    fn lines(&self, most: usize) -> Vec<(String, String)> {
        if self.action == Action::New {
            return Vec::new();
        }
        let mut lines = Vec::new();
        let mut line = |word: &str, text: String| lines.push((format!("  {word:<8}"), text));
        for Line { card, change, before, after } in self.cards.iter().take(most) {
            let word = match change {
                Change::New => "new",
                Change::Changed => "changed",
                Change::Gone => "gone",
                Change::Kept => "yours",
            };
            let (old, new) = (before.as_deref(), after.as_deref());
            let text = if *change == Change::Kept { new } else { new.or(old) };
            line(word, format!("{card}: {}", text.unwrap_or("(deleted)")));
            if *change == Change::Changed && before != after {
                line("was", old.unwrap_or_default().to_owned());
            }
        }
        let more = self.cards.len().saturating_sub(most);
        if more > 0 {
            line("…", format!("and {more} more; -v shows all"));
        }
        lines
    }
}

pub(super) fn report(steps: &[Step], dry: bool, shop: &mut Shop) -> Result {
    if shop.global.json {
        shop.out.json(&json!({ "format": 1, "dry_run": dry, "decks": steps }))?;
    } else {
        let most = if shop.global.verbose { usize::MAX } else { MOST_LINES };
        for step in steps {
            shop.out.line(&step.told(dry))?;
            let lines = if shop.global.quiet { Vec::new() } else { step.lines(most) };
            for (head, text) in lines {
                let rows = match shop.env.columns_to_read() {
                    Some(columns) => wrapped(&head, &text, columns),
                    None => vec![format!("{head}{text}")],
                };
                rows.iter().try_for_each(|row| shop.out.line(row))?;
            }
        }
    }
    shop.out.flush()?;
    let is_left_out = |step: &Step| step.action == Action::LeftOut;
    if steps.iter().any(is_left_out) { Err(Error::Findings) } else { Ok(()) }
}
