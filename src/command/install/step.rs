//! What was done with the decks of others, told deck by deck.

use crate::base::words::count;
use crate::command::Shop;
use crate::command::diff::{counts, row, rows};
use crate::deck::changes::DeckChange;
use crate::error::{Error, Result};
use crate::ui::wording::wrapped;
use serde::Serialize;
use serde_json::json;
use std::path::PathBuf;

/// Rows on a deck that are printed where not all are asked for.
const MOST_ROWS: usize = 40;

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
    /// What became of it.
    pub(super) change: Option<DeckChange>,
    /// Cards that stay as the reader has them, otherwise than their author's.
    pub(super) kept: Vec<String>,
    /// Of what stays so, how much both changed and nobody could be asked about.
    pub(super) unasked: usize,
}

impl Step {
    /// A deck that does not come, or stays as it is.
    pub(super) fn left_out(deck: &str, why: String) -> Self {
        let (deck, action) = (deck.to_owned(), Action::LeftOut);
        Self {
            deck,
            action,
            path: None,
            why: Some(why),
            change: None,
            kept: Vec::new(),
            unasked: 0,
        }
    }

    /// What became of the deck.
    fn told(&self, dry: bool) -> String {
        let path = self.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let would = if dry { "would be " } else { "" };
        let cards = self.change.as_ref().map_or(0, |change| change.cards.len());
        let head = match self.action {
            Action::New => {
                format!("{}: {would}new, {path} with {}", self.deck, count(cards, "card"))
            }
            Action::Same => format!("{}: nothing new", self.deck),
            Action::Updated => {
                let changes = self.change.as_slice();
                match counts(changes).as_str() {
                    "" => format!("{}: {would}updated, {path}", self.deck),
                    counts => format!("{}: {would}updated, {path}: {counts}", self.deck),
                }
            }
            Action::LeftOut => format!("left out {}", self.deck),
        };
        let kept = match self.kept.len() {
            0 => String::new(),
            kept => format!("; {} kept as you have them", count(kept, "card")),
        };
        let kept = match self.unasked {
            0 => kept,
            unasked => format!(
                "{kept}, of which the author changed {unasked} too: on a terminal you are asked, --theirs takes the new"
            ),
        };
        let why = self.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        format!("{head}{kept}{why}")
    }

    /// Of a deck that was there before, what became of its cards.
    fn rows(&self) -> Vec<String> {
        if self.action == Action::New {
            return Vec::new();
        }
        let mut all: Vec<String> = self.change.iter().flat_map(rows).collect();
        all.extend(self.kept.iter().map(|id| row("yours", id)));
        all
    }
}

/// Prints what was done; an error where a deck was left out.
pub(super) fn report(steps: &[Step], dry: bool, shop: &mut Shop) -> Result {
    if shop.global.json {
        shop.out.json(&json!({ "format": 1, "dry_run": dry, "decks": steps }))?;
    } else {
        let most = if shop.global.verbose { usize::MAX } else { MOST_ROWS };
        for step in steps {
            shop.out.line(&step.told(dry))?;
            let mut rows = if shop.global.quiet { Vec::new() } else { step.rows() };
            let more = rows.len().saturating_sub(most);
            rows.truncate(most);
            rows.extend((more > 0).then(|| row("…", &format!("and {more} more; -v shows all"))));
            for text in rows {
                match shop.env.columns_to_read() {
                    Some(columns) => {
                        let rows = wrapped("", &text, columns);
                        rows.iter().try_for_each(|row| shop.out.line(row))?;
                    }
                    None => shop.out.line(&text)?,
                }
            }
        }
    }
    shop.out.flush()?;
    let is_left_out = |step: &Step| step.action == Action::LeftOut;
    if steps.iter().any(is_left_out) { Err(Error::Findings) } else { Ok(()) }
}
