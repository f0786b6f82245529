//! What makes a deck that can be studied a doubtful one: flaws of how questions are written,
//! and answers that the judge takes in another way than the author.
//!
//! The flaws of choice questions are those of Haladyna, Downing and Rodriguez (2002) and Tarrant
//! et al. (2006), as Moore et al. (2023, arXiv 2307.08161) count them; those of recall cards
//! follow Wozniak's rules of formulating knowledge. A rule is a row of [`RULES`] and a function;
//! words that rules look for are lists in `data/lint`, a file a list. Pure.

mod allow;
mod deck;
mod judged;
mod number;
mod options;
mod recall;
mod rules;
mod stem;
mod subject;
mod text;

pub use rules::{RULES, Rule};

use crate::deck::Deck;
use crate::deck::doubt::{Doubt, Place};
use allow::Allowed;
use rules::Find;
use std::borrow::Cow;
use subject::{Subject, Whole};

/// All that is doubtful about a deck, remarks too, but for what it allows.
pub fn doubts(deck: &Deck) -> Vec<Doubt> {
    let whole = Whole::of(deck);
    let mut allowed = Allowed::of(deck);
    let mut doubts = Vec::new();
    for rule in &RULES {
        for (place, why) in found(rule, &whole) {
            if !allowed.silences(rule.code, &place) {
                doubts.push(rule.doubt(place, why));
            }
        }
    }
    doubts.extend(allowed.doubts());
    doubts
}

/// What a rule finds, and where.
fn found(rule: &Rule, whole: &Whole<'_>) -> Vec<(Place, String)> {
    let of_cards = |find: &dyn Fn(&Subject<'_>) -> Option<String>| {
        let found = |subject: &Subject<'_>| {
            let id = &subject.card.id;
            find(subject).map(|why| (Place::Card(id.clone()), format!("'{}' {why}", id.card())))
        };
        whole.subjects.iter().filter_map(found).collect()
    };
    match rule.find {
        Find::Card(find) => of_cards(&find),
        Find::Item(find) => of_cards(&|subject| find(subject, subject.item.as_ref()?)),
        Find::Deck(find) => find(whole),
        Find::Allow => Vec::new(),
    }
}

impl Rule {
    fn doubt(&self, place: Place, message: String) -> Doubt {
        let (reason, help) = (Some(self.reason), Cow::Borrowed(self.remedy));
        Doubt { place, severity: self.level, code: self.code, message, reason, help }
    }
}

#[cfg(test)]
mod tests;
