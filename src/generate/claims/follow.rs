//! A sentence without a cue goes on with the claim before it as long as the
//! note that closes the passage has not come: authors put the mark where what
//! they took from a source ends.

use super::content;
use super::holder::Reader;
use super::phrase::Sentence;
use crate::document::Document;
use crate::generate::fact::{Claim, Evidence, Holder};
use crate::generate::lexicon::listed;

/// Whose passage is open.
#[derive(Default)]
pub(super) struct Follower {
    open: Option<Vec<Holder>>,
    paragraph: Option<usize>,
}

impl Follower {
    /// The claim of a sentence without cue; none where nobody goes on.
    pub(super) fn claim(&mut self, s: &Sentence<'_>) -> Option<Claim> {
        // `However, …`: the author speaks again.
        let turns = listed!("turning openings").contains(s.word(0));
        if self.paragraph != Some(s.paragraph()) || turns || s.asks() {
            self.open = None;
        }
        // What happened when: the story goes on, not the view.
        let narrates = listed!("narrating openings").contains(s.word(0));
        let holders = self.open.clone().filter(|_| !narrates)?;
        Some(content::whole(s, holders, Evidence::Passage))
    }

    /// What the sentence claimed, and whether a note closed the passage.
    pub(super) fn heard(&mut self, s: &Sentence<'_>, found: &[Claim], reader: &Reader<'_>) {
        if self.paragraph.replace(s.paragraph()) != Some(s.paragraph()) {
            self.open = None;
        }
        // Without notes nothing would close it.
        if let Some(last) = found.last()
            && s.document.has_notes()
            && reader.writes(&last.holders)
        {
            self.open = Some(last.holders.clone());
        }
        let next = s.document.sentences.get(s.index + 1);
        let next = next.map_or(usize::MAX, |next| next.span.start);
        if s.document.notes_in(s.span().start + 1..next.saturating_add(1)) > 0 {
            self.open = None;
        }
    }
}

/// Whether `more` is the next sentence of the passage that `last` holds.
pub(super) fn goes_on(document: &Document, last: &Claim, more: &Claim) -> bool {
    let before = more.sentence.checked_sub(1).map(|before| &document.sentences[before]);
    last.cue.is_empty()
        && last.holders == more.holders
        && last.relations.is_empty()
        && before.is_some_and(|before| before.span.contains(&(last.span.end - 1)))
}
