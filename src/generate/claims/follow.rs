//! A sentence without a cue goes on with the claim before it as long as the
//! note that closes the passage has not come: authors put the mark where what
//! they took from a source ends.

use super::content;
use super::holder::Reader;
use super::phrase::Sentence;
use crate::document::Document;
use crate::generate::fact::{Claim, Holder};
use crate::generate::lexicon::Words;

static TURNING: Words = Words::named("turning openings");
static NARRATING: Words = Words::named("narrating openings");

/// Whose passage is open.
pub(super) struct Follower {
    open: Option<Vec<Holder>>,
    paragraph: usize,
    /// Whether the document has notes at all.
    has_notes: bool,
}

impl Follower {
    pub(super) fn new(document: &Document) -> Self {
        Self { open: None, paragraph: usize::MAX, has_notes: document.has_notes() }
    }

    /// The claim of a sentence without cue; none where nobody goes on.
    pub(super) fn claim(
        &mut self,
        document: &Document,
        sentence: usize,
        s: &Sentence<'_>,
    ) -> Option<Claim> {
        let span = document.sentences[sentence].span.clone();
        if document.sentences[sentence].paragraph != self.paragraph
            || turns(s)
            || document.slice(span.clone()).ends_with('?')
        {
            self.open = None;
        }
        let holders = self.open.clone().filter(|_| !narrates(s))?;
        Some(content::whole(document, sentence, holders))
    }

    /// What the sentence claimed, and whether a note closed the passage.
    pub(super) fn heard(
        &mut self,
        document: &Document,
        sentence: usize,
        found: &[Claim],
        reader: &Reader<'_>,
    ) {
        let place = &document.sentences[sentence];
        if place.paragraph != self.paragraph {
            self.paragraph = place.paragraph;
            self.open = None;
        }
        if let Some(last) = found.last() {
            let writes = self.has_notes && reader.writes(&last.holders);
            if writes {
                self.open = Some(last.holders.clone());
            }
        }
        let next = document.sentences.get(sentence + 1).map_or(usize::MAX, |next| next.span.start);
        if document.notes_in(place.span.start + 1..next.saturating_add(1)) > 0 {
            self.open = None;
        }
    }
}

/// What happened when: the story goes on, not the view.
fn narrates(s: &Sentence<'_>) -> bool {
    NARRATING.contains(s.word(0))
}

/// Whether `more` is the next sentence of the passage that `last` holds.
pub(super) fn goes_on(document: &Document, last: &Claim, more: &Claim) -> bool {
    let before = more.sentence.checked_sub(1).map(|before| &document.sentences[before]);
    last.cue.is_empty()
        && last.holders == more.holders
        && last.relations.is_empty()
        && before.is_some_and(|before| before.span.contains(&(last.span.end - 1)))
}

/// `However, …`: the author speaks again.
fn turns(s: &Sentence<'_>) -> bool {
    TURNING.contains(s.word(0))
}
