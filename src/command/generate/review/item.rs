//! One card under review: the draft, the sentence behind it, its decision.

use super::state::{Decision, Fate, State};
use crate::command::generate::work::Work;
use crate::deck::{Note, Side};
use crate::generate::compose::{Draft, Kind};

/// One card under review.
pub(super) struct Item {
    /// Index of its document.
    pub(super) work: usize,
    /// The draft, with the card as it was edited.
    pub(super) draft: Draft,
    pub(super) fate: Fate,
    /// The decision that was taken back.
    pub(super) before: Option<Fate>,
    pub(super) written: bool,
    pub(super) edited: bool,
}

impl Item {
    /// A draft with what an earlier review decided on it.
    pub(super) fn new(work: usize, draft: &Draft, state: &State) -> Self {
        let decision = state.of(&draft.note.id);
        let edited = decision.and_then(|decision| decision.edited.clone());
        let mut draft = draft.clone();
        let was_edited = edited.is_some();
        if let Some(note) = edited {
            draft.note = note;
        }
        let (fate, written) = decision.map_or((Fate::Open, false), |d| (d.fate, d.written));
        Self { work, draft, fate, before: None, written, edited: was_edited }
    }

    /// The decision as it is saved.
    pub(super) fn decision(&self) -> Decision {
        Decision {
            id: self.draft.note.id.clone(),
            fate: self.fate,
            written: self.written,
            edited: self.edited.then(|| self.draft.note.clone()),
        }
    }
}

/// The sentence that a card was made from, as far as that can be told.
pub(super) fn sentence<'a>(work: &'a Work, draft: &Draft) -> Option<&'a str> {
    let (document, facts) = (&work.document, &work.facts);
    let index = match draft.kind {
        Kind::Dates => document.sentence_at(facts.dates.get(draft.fact)?.span.start),
        Kind::Arguments => facts.claims.get(draft.fact).map(|claim| claim.sentence),
        Kind::Actors => {
            let text = text_of(&draft.note);
            let roles = &facts.actors.get(draft.fact)?.roles;
            let role = roles.iter().filter(|role| text.contains(&role.text));
            let role = role.max_by_key(|role| role.text.len()).map(|role| role.sentence);
            role.or_else(|| first_mention(work, draft))
        }
    };
    index.map(|index| document.sentence(index))
}

/// The first mention in the place that the card names.
fn first_mention(work: &Work, draft: &Draft) -> Option<usize> {
    let mentions = work.facts.mentions.iter().filter(|mention| mention.actor == draft.fact);
    let mut sentences =
        mentions.filter_map(|mention| work.document.sentence_at(mention.span.start));
    sentences.find(|&index| {
        draft.note.source.as_ref().is_none_or(|place| *place == work.document.place(index))
    })
}

fn text_of(note: &Note) -> String {
    let content = &note.content;
    let prompt = content.prompt(Side::Front, |_| String::new());
    format!("{prompt}\n{}", content.right(Side::Front).joined())
}
