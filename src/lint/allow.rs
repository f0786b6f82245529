//! What a deck does not want to hear: codes under `allow`.

use super::RULES;
use super::rules::{Find, Rule};
use crate::deck::Deck;
use crate::deck::doubt::{Doubt, Place};
use crate::deck::fault::Severity;
use std::collections::HashMap;

/// The codes that are allowed, and of which of them something was silenced.
pub(super) struct Allowed<'a> {
    /// By note, and by an empty one for the whole deck.
    used: HashMap<&'a str, HashMap<&'a str, bool>>,
    /// Notes and codes in the order of the deck.
    order: Vec<(&'a str, &'a str)>,
}

impl<'a> Allowed<'a> {
    pub(super) fn of(deck: &'a Deck) -> Self {
        let of_notes = deck
            .notes()
            .flat_map(|note| note.allow.iter().map(|code| (note.id.as_str(), code.as_str())));
        let of_deck = deck.allow.iter().map(|code| ("", code.as_str()));
        let (mut used, mut order) = (HashMap::<_, HashMap<_, _>>::new(), Vec::new());
        for (note, code) in of_deck.chain(of_notes) {
            if used.entry(note).or_default().insert(code, false).is_none() {
                order.push((note, code));
            }
        }
        Self { used, order }
    }

    /// Whether a doubt is not wanted there; the note's own word comes first.
    pub(super) fn silences(&mut self, code: &str, place: &Place) -> bool {
        let note = match place {
            Place::Card(id) => id.note_part(),
            _ => "",
        };
        let mut silences = |note: &str| {
            let used = self.used.get_mut(note).and_then(|codes| codes.get_mut(code));
            used.map(|used| *used = true).is_some()
        };
        silences(note) || silences("")
    }

    /// Codes that there are not, and those that silence nothing.
    pub(super) fn doubts(&self) -> Vec<Doubt> {
        let doubt = |&(note, code): &(&'a str, &'a str)| {
            let of_note = (!note.is_empty()).then(|| note.to_owned());
            let place = Place::Allow(of_note, code.to_owned());
            if !RULES.iter().any(|rule| rule.code == code) {
                return Some(unknown(code, place));
            }
            let rule = RULES.iter().find(|rule| rule.code == "idle-allow")?;
            let why = format!("allow = [{code:?}] silences nothing here");
            (!self.used[note][code]).then(|| rule.doubt(place, why))
        };
        self.order.iter().filter_map(doubt).collect()
    }
}

fn unknown(code: &str, place: Place) -> Doubt {
    let known = || RULES.iter().filter(|rule| !matches!(rule.find, Find::Allow));
    let near = |rule: &Rule| (strsim::osa_distance(code, rule.code), rule.code);
    let nearest = known().map(near).min().filter(|(far, _)| *far <= code.chars().count() / 2);
    let help = match nearest {
        Some((_, code)) => format!("did you mean {code:?}?"),
        None => "docs/check.md has all codes".to_owned(),
    };
    Doubt {
        place,
        severity: Severity::Unknown,
        code: "unknown-code",
        message: format!("expected a code of check under allow, found {code:?}"),
        reason: None,
        help: help.into(),
    }
}
