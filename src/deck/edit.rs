//! Edits one card of a deck file, or adds some: every byte outside them stays.
//!
//! Text comes in and goes out; it knows neither files nor editors.

mod accept;
mod append;
mod correct;
pub(super) mod extent;
pub mod merge;
#[cfg(test)]
mod tests;

use super::fault::{Fault, Faults, Severity};
use super::parse::{Parsed, parse, syntax};
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use accept::accept;
pub use append::{Appended, Refusal, append};
pub use correct::correct;
pub use extent::{card_text, place_in, places_of};
use extent::{text_of, value};

const MARK: char = '\u{FEFF}';
const REMEDY: &str = "edit the file itself";

/// The deck file's text with the card of `note_id` replaced by `new`; line ends
/// become those of the file.
///
/// Refused where `new` is not this one card under its id, or where the deck
/// could not be studied or would not pass `check` because of it. All faults are
/// given, named after `path` and with places in `new`, so that they are
/// rendered with `new`.
pub fn replace(path: &Path, text: &str, note_id: &str, new: &str) -> Result<String, Vec<Fault>> {
    let faults = Faults::new(path, new);
    let edit = card_text(text, note_id).map(|range| Edit { path, text, note_id, range, new });
    match &edit {
        None => {
            let table = format!("one [[card]] table with the id '{note_id}' in one piece");
            faults.error("no-table", 0..0, format!("expected {table}, found none"), REMEDY);
        }
        Some(edit) => edit.check(&faults),
    }
    let faults = faults.into_vec();
    match edit.filter(|_| faults.is_empty()) {
        Some(edit) => Ok(edit.spliced(&with_line_ends_of(text, &edit.body()))),
        None => Err(faults),
    }
}

/// Puts whole lines where a line begins or the text ends, with the line ends of the file; a
/// last line without one is ended.
pub fn insert_lines(text: &mut String, place: usize, lines: &str) {
    let before = text[..place].trim_start_matches(MARK);
    let is_ended = before.is_empty() || before.ends_with('\n');
    let lines = format!("{}{lines}", if is_ended { "" } else { "\n" });
    let lines = with_line_ends_of(text, &lines);
    text.insert_str(place, &lines);
}

/// A card's text to be put in the place of another.
struct Edit<'t> {
    path: &'t Path,
    text: &'t str,
    note_id: &'t str,
    range: Range<usize>,
    new: &'t str,
}

impl<'t> Edit<'t> {
    fn check(&self, faults: &Faults<'_>) {
        let old = parse(self.path, self.text);
        let is_elsewhere = |fault: &Fault| !self.range.contains(&fault.span.start);
        let mut fatal = old.faults.iter().filter(|fault| fault.severity == Severity::Error);
        // Beside faulty cards, which are left out, a sound one is edited all the same.
        let fault = fatal.find(|fault| is_elsewhere(fault)).filter(|_| old.deck.is_none());
        if let Some(fault) = fault {
            let message = format!(
                "expected the other cards to be readable, found a fault in line {} of the file: {}",
                fault.line, fault.message
            );
            return faults.error("other-fault", 0..0, message, REMEDY);
        }
        let Some(root) = syntax(self.new, faults) else { return };
        let card = self.only_card(root.get_ref(), faults);
        if let Some(card) = card.filter(|_| !faults.are_fatal()) {
            self.check_id(card, faults);
            self.check_deck(&old, faults);
        }
    }

    /// The table of the one card that the new text may hold.
    fn only_card<'r, 'i>(
        &self,
        root: &'r DeTable<'i>,
        faults: &Faults<'_>,
    ) -> Option<&'r Spanned<DeValue<'i>>> {
        for key in root.keys().filter(|key| key.get_ref() != "card") {
            let message = format!("expected nothing but the card, found '{}'", key.get_ref());
            faults.error("not-the-card", key.span(), message, REMEDY);
        }
        match extent::cards(root) {
            [card] if extent::has_head(self.new, card) => Some(card),
            [] | [_] => {
                let message = "expected one [[card]] table, found none";
                faults.error("one-card", 0..0, message, "write [[card]] above the card's keys");
                None
            }
            [_, second, others @ ..] => {
                let message = format!("expected one card, found {}", 2 + others.len());
                let help = "leave one here and add others to the file itself";
                faults.error("one-card", second.span(), message, help);
                None
            }
        }
    }

    fn check_id(&self, card: &Spanned<DeValue<'_>>, faults: &Faults<'_>) {
        let found = match (value(card, "id"), text_of(card, "id")) {
            (_, Some(id)) if id.trim() == self.note_id => return,
            (_, Some(id)) => format!("{id:?}"),
            (Some(_), None) => "no text".to_owned(),
            (None, None) => "none".to_owned(),
        };
        let message = format!("expected id = \"{}\" to stay, found {found}", self.note_id);
        let help = "put it back: the card's history hangs on its id";
        let place = value(card, "id").unwrap_or(card).span();
        faults.error("changed-id", place, message, help);
    }

    /// What is wrong with the card in its deck, and was not before.
    fn check_deck(&self, old: &Parsed, faults: &Faults<'_>) {
        let body = self.body();
        let range = self.range.start..self.range.start + body.len();
        let new = parse(self.path, &self.spliced(&body));
        // What the card already said that this byheart does not know.
        let unknown = old.faults.iter().filter(|fault| fault.severity == Severity::Unknown);
        let own = unknown.filter(|fault| self.range.contains(&fault.span.start));
        let known: HashSet<&str> = own.map(|fault| fault.message.as_str()).collect();
        let found = new.faults.iter().filter(|fault| match fault.severity {
            Severity::Error => range.contains(&fault.span.start) || !old.has_one_like(fault),
            Severity::Unknown => {
                range.contains(&fault.span.start) && !known.contains(&*fault.message)
            }
            Severity::Remark | Severity::Warning | Severity::Rejected => false,
        });
        // The id was judged before, in words that fit an edit.
        for fault in found.filter(|fault| !matches!(fault.code, "missing-id" | "duplicate-id")) {
            let Fault { severity, code, message, help, span, .. } = fault.clone();
            faults.add(severity, code, self.place(&span), message, help);
        }
    }

    /// From the whole file to the new text.
    fn place(&self, span: &Range<usize>) -> Range<usize> {
        let place = |at: usize| self.lead() + at.saturating_sub(self.range.start);
        place(span.start)..place(span.end)
    }

    /// Length of a byte order mark that an editor put in front.
    fn lead(&self) -> usize {
        self.new.len() - self.new.trim_start_matches(MARK).len()
    }

    /// The new text as it goes into the file: blank lines at its end left out,
    /// the last line ended as the old one was.
    fn body(&self) -> String {
        let new = &self.new[self.lead()..];
        let end = extent::without_blank_end(new, new.len());
        let old = &self.text[self.range.clone()];
        let without_end = |text: &'t str| text.trim_end_matches(['\r', '\n']);
        [without_end(&new[..end]), &old[without_end(old).len()..]].concat()
    }

    fn spliced(&self, body: &str) -> String {
        [&self.text[..self.range.start], body, &self.text[self.range.end..]].concat()
    }
}

/// A file with line ends of both kinds tells nothing: `new` stays as it is.
fn with_line_ends_of(file: &str, new: &str) -> String {
    let (feeds, pairs) = (file.matches('\n').count(), file.matches("\r\n").count());
    match pairs {
        0 => new.replace("\r\n", "\n"),
        _ if pairs == feeds => new.replace("\r\n", "\n").replace('\n', "\r\n"),
        _ => new.to_owned(),
    }
}
