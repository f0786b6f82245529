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
    pub(super) decision: Decision,
    /// The decision that was taken back.
    pub(super) before: Option<Fate>,
}

impl Item {
    /// A draft with what an earlier review decided on it.
    pub(super) fn new(work: usize, mut draft: Draft, state: &State) -> Self {
        let id = &draft.note.id;
        let decision = state.of(id).cloned().unwrap_or_else(|| Decision::open(id));
        if let Some(note) = &decision.edited {
            draft.note.clone_from(note);
        }
        Self { work, draft, decision, before: None }
    }
}

/// The sentence that a card was made from, as far as that can be told.
pub(super) fn sentence<'a>(work: &'a Work, draft: &Draft) -> Option<&'a str> {
    let (document, facts) = (&work.document, &work.facts);
    let index = match draft.kind {
        Kind::Dates => document.sentence_at(facts.dates.get(draft.fact)?.span.start),
        Kind::Arguments => facts.claims.get(draft.fact).map(|claim| claim.sentence),
        Kind::Terms => document.sentence_at(facts.structures.get(draft.fact)?.start()),
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
