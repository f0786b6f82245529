//! `check --against`: every card proved by the document that it is about.

use crate::base::words::count;
use crate::command::generate::read;
use crate::deck::doubt::{Doubt, Place};
use crate::deck::fault::Severity;
use crate::deck::{CardId, Deck};
use crate::document::Document;
use crate::error::Result;
use crate::generate::compose::{self, Draft};
use crate::generate::fact::Facts;
use crate::generate::ground::{Ground, Verdict};
use serde::Serialize;
use std::collections::HashSet;
use std::path::Path;

/// The document, and what it makes.
pub(super) struct Witness {
    document: Document,
    facts: Facts,
    drafts: Vec<Draft>,
}

/// What the document says of a card.
#[derive(Serialize)]
pub(super) struct Proof {
    card: CardId,
    #[serde(flatten)]
    verdict: Verdict,
    /// Where the document speaks of it: a section and paragraph.
    place: Option<String>,
    /// Its words there.
    text: Option<String>,
}

impl Witness {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let document = read(path, None)?;
        let facts = crate::generate::facts(&document);
        let drafts = compose::drafts(&document, &facts, &[]).drafts;
        Ok(Self { document, facts, drafts })
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        Ground::new(&self.document, &self.facts, &self.drafts)
    }

    /// One proof a note, in the order of the deck.
    pub(super) fn prove(&self, ground: &Ground<'_>, deck: &Deck) -> Vec<Proof> {
        let mut seen: HashSet<&str> = HashSet::new();
        let notes = deck.cards.iter().filter(|card| seen.insert(card.id.note_part()));
        let proof = |card: &crate::deck::Card| {
            let found = ground.judge(card.of_note());
            Proof {
                card: card.id.clone(),
                verdict: found.verdict,
                place: found.place.as_ref().map(|place| self.document.place_at(place.start)),
                text: found.place.map(|place| self.document.slice(place).replace('\n', " ")),
            }
        };
        notes.map(proof).collect()
    }
}

/// What of it is a fault: a contradiction is an error, a card without proof a doubt.
pub(super) fn doubts(proofs: &[Proof]) -> Vec<Doubt> {
    let doubt = |proof: &Proof| {
        let (severity, code, what, help) = match &proof.verdict {
            Verdict::Contradicted { by } => {
                let help = "correct the card, or the document is not the one it is about";
                (Severity::Rejected, "contradicted", by.clone(), help)
            }
            Verdict::NotFound => {
                let what = "the document does not say so".to_owned();
                let help = "say it in the document's words, or prove the card in another way";
                (Severity::Warning, "not-found", what, help)
            }
            Verdict::ToTheLetter | Verdict::InOtherWords => return None,
        };
        let told = proof.text.as_ref().zip(proof.place.as_ref());
        let told = told.map(|(text, place)| format!(": “{text}” ({place})")).unwrap_or_default();
        let message = format!("'{}': {what}{told}", proof.card.card());
        let (place, help) = (Place::Card(proof.card.clone()), help.into());
        Some(Doubt { place, severity, code, message, reason: None, help })
    };
    proofs.iter().filter_map(doubt).collect()
}

/// How many cards have which verdict.
pub(super) fn summary(proofs: &[&Proof]) -> String {
    let of = |is: fn(&Verdict) -> bool| proofs.iter().filter(|proof| is(&proof.verdict)).count();
    format!(
        "{}: {} to the letter, {} in other words, {} not found, {} contradicted",
        count(proofs.len(), "card"),
        of(|verdict| matches!(verdict, Verdict::ToTheLetter)),
        of(|verdict| matches!(verdict, Verdict::InOtherWords)),
        of(|verdict| matches!(verdict, Verdict::NotFound)),
        of(|verdict| matches!(verdict, Verdict::Contradicted { .. })),
    )
}
