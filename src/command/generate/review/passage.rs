//! The passage of a document that a card was made from, as far as that can be told.

use crate::asking::review::Passage;
use crate::command::generate::work::Work;
use crate::deck::{Note, Side};
use crate::document::BlockKind;
use crate::generate::compose::{Draft, Kind, place};
use std::collections::HashMap;
use std::ops::Range;

/// So much of a paragraph is shown before and after its sentence, in bytes: a paragraph may
/// be a whole book.
const AROUND: usize = 1200;
/// The longest sentence that is shown, in bytes.
const SENTENCE: usize = 4000;

/// The passages of one document.
pub(super) struct Passages<'w> {
    work: &'w Work,
    /// Each sentence, where it stands first.
    told: HashMap<&'w str, usize>,
}

impl<'w> Passages<'w> {
    pub(super) fn of(work: &'w Work) -> Self {
        let mut told = HashMap::new();
        for at in 0..work.document.sentences.len() {
            told.entry(work.document.sentence(at)).or_insert(at);
        }
        Self { work, told }
    }

    /// The document.
    pub(super) fn work(&self) -> &'w Work {
        self.work
    }

    /// The sentence in its paragraph, or the line of a list or a table in that.
    pub(super) fn behind(&self, draft: &Draft) -> Option<Passage> {
        let document = &self.work.document;
        let (inner, outer) = match self.sentence(draft) {
            Some(sentence) => {
                let sentence = &document.sentences[sentence];
                let paragraph = &document.paragraphs[sentence.paragraph];
                (sentence.span.clone(), paragraph.span.clone())
            }
            None => self.layout(place(&self.work.facts, draft)?)?,
        };
        let inner =
            inner.start..back_to_border(&document.text, inner.end.min(inner.start + SENTENCE));
        Some(Passage {
            before: last(document.slice(outer.start.min(inner.start)..inner.start)),
            sentence: document.slice(inner.clone()).to_owned(),
            after: first(document.slice(inner.end..outer.end.max(inner.end))),
        })
    }

    fn sentence(&self, draft: &Draft) -> Option<usize> {
        let (document, facts) = (&self.work.document, &self.work.facts);
        let quoted = draft.note.note.as_deref().and_then(|note| self.told.get(note).copied());
        quoted.or_else(|| match draft.kind {
            Kind::Dates => document.sentence_at(facts.dates.get(draft.fact)?.span.start),
            Kind::Arguments => facts.claims.get(draft.fact).map(|claim| claim.sentence),
            Kind::Terms => document.sentence_at(facts.structures.get(draft.fact)?.start()),
            Kind::Actors => {
                let text = text_of(&draft.note);
                let roles = &facts.actors.get(draft.fact)?.roles;
                let role = roles.iter().filter(|role| text.contains(&role.text));
                let role = role.max_by_key(|role| role.text.len()).map(|role| role.sentence);
                role.or_else(|| self.first_mention(draft))
            }
        })
    }

    /// The first mention in the place that the card names.
    fn first_mention(&self, draft: &Draft) -> Option<usize> {
        let (document, mentions) = (&self.work.document, self.work.facts.mentions.iter());
        let mentions = mentions.filter(|mention| mention.actor == draft.fact);
        let mut sentences = mentions.filter_map(|mention| document.sentence_at(mention.span.start));
        sentences
            .find(|&at| draft.note.source.as_ref().is_none_or(|place| *place == document.place(at)))
    }

    /// The row or the piece of text at a place, and the list or the table that holds it.
    fn layout(&self, place: usize) -> Option<(Range<usize>, Range<usize>)> {
        let document = &self.work.document;
        let after = document.blocks.partition_point(|block| block.span.start <= place);
        let leaf = document.blocks[..after]
            .iter()
            .rposition(|block| block.kind.is_leaf() && block.span.contains(&place))?;
        let kind = |at: usize| document.blocks[at].kind;
        let row = document.ancestors(leaf).find(|&at| matches!(kind(at), BlockKind::Row { .. }));
        let inner = row.unwrap_or(leaf);
        let is_whole = |at: &usize| matches!(kind(*at), BlockKind::List { .. } | BlockKind::Table);
        let outer = document.ancestors(inner).filter(is_whole).last().unwrap_or(inner);
        let span = |at: usize| document.blocks[at].span.clone();
        Some((span(inner), span(outer)))
    }
}

fn text_of(note: &Note) -> String {
    let content = &note.content;
    let prompt = content.prompt(Side::Front, |_| String::new());
    format!("{prompt}\n{}", content.right(Side::Front).joined())
}

/// The end of a text, from a word on.
fn last(text: &str) -> String {
    let text = text.trim();
    if text.len() <= AROUND {
        return text.to_owned();
    }
    let end = &text[back_to_border(text, text.len() - AROUND)..];
    format!("… {}", end.split_once(char::is_whitespace).map_or(end, |(_, rest)| rest))
}

/// The beginning of a text, up to a word.
fn first(text: &str) -> String {
    let text = text.trim();
    if text.len() <= AROUND {
        return text.to_owned();
    }
    let start = &text[..back_to_border(text, AROUND)];
    format!("{} …", start.rsplit_once(char::is_whitespace).map_or(start, |(rest, _)| rest))
}

/// The last border of characters that is no further than `at`.
fn back_to_border(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_paragraph_what_stands_around_is_cut_at_words() {
        let text = "한국 전쟁 ".repeat(400);
        let (last, first) = (last(&text), first(&text));
        for (shown, is_cut) in [(&last, last.starts_with("… ")), (&first, first.ends_with(" …"))]
        {
            assert!(is_cut && shown.len() <= AROUND + 4, "{shown}");
            assert!(shown.split(' ').all(|word| ["…", "한국", "전쟁"].contains(&word)), "{shown}");
        }
        assert_eq!(super::last(" short "), "short");
    }
}
