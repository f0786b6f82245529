//! The passage of a document that a card was made from, as far as that can be told.

use crate::asking::review::Passage;
use crate::command::generate::work::Work;
use crate::deck::{Note, Side};
use crate::document::BlockKind;
use crate::generate::compose::{Draft, Kind, place};
use crate::generate::fact::Structure;
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

    /// The sentence in its paragraph; of a list all of it with the line above, of a table the
    /// row.
    pub(super) fn behind(&self, draft: &Draft) -> Option<Passage> {
        let listing = self.listing(draft);
        let sentence = self.sentence(draft).filter(|_| listing.is_none());
        let layout = || self.layout(place(&self.work.facts, draft)?);
        let [before, sentence, after] = match (listing, sentence) {
            (Some(listing), _) => [String::new(), listing, String::new()],
            (None, Some(sentence)) => self.paragraph(sentence),
            (None, None) => layout()?,
        };
        let end = back_to_border(&sentence, sentence.len().min(SENTENCE));
        let (sentence, rest) = sentence.split_at(end);
        Some(Passage {
            before: last(&before),
            sentence: sentence.to_owned(),
            after: first(&format!("{rest}{after}")),
        })
    }

    /// The sentence, and what stands around it.
    fn paragraph(&self, sentence: usize) -> [String; 3] {
        let document = &self.work.document;
        let sentence = &document.sentences[sentence];
        let (inner, outer) = (&sentence.span, &document.paragraphs[sentence.paragraph].span);
        let (start, end) = (outer.start.min(inner.start), outer.end.max(inner.end));
        [start..inner.start, inner.clone(), inner.end..end]
            .map(|span| document.slice(span).to_owned())
    }

    /// The line above a list and the list, up to the last item that is asked for.
    fn listing(&self, draft: &Draft) -> Option<String> {
        let Structure::Listing { lead, items, .. } =
            self.work.facts.structures.get(draft.fact).filter(|_| draft.kind == Kind::Terms)?
        else {
            return None;
        };
        let last = items.last()?;
        let end = self.leaf(last.start).map_or(last.end, |leaf| self.span(leaf).end);
        let span = lead.start.min(items[0].start)..end.max(last.end);
        Some(self.work.document.slice(span).to_owned())
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

    fn span(&self, block: usize) -> Range<usize> {
        self.work.document.blocks[block].span.clone()
    }

    /// The block of text at a place.
    fn leaf(&self, place: usize) -> Option<usize> {
        let blocks = &self.work.document.blocks;
        let after = blocks.partition_point(|block| block.span.start <= place);
        blocks[..after].iter().rposition(|one| one.kind.is_leaf() && one.span.contains(&place))
    }

    /// The row of a table at a place and the rows around it; of other layout the piece of
    /// text.
    fn layout(&self, place: usize) -> Option<[String; 3]> {
        let document = &self.work.document;
        let leaf = self.leaf(place)?;
        let is_row = |at: &usize| matches!(document.blocks[*at].kind, BlockKind::Row { .. });
        let Some(row) = document.ancestors(leaf).find(is_row) else {
            return Some([String::new(), document.content(leaf).to_owned(), String::new()]);
        };
        let table = document.blocks[row].parent?;
        let rows = |is_wanted: &dyn Fn(usize) -> bool| {
            let rows = document.children(table).filter(|&at| is_row(&at) && is_wanted(at));
            rows.map(|row| self.cells(row)).collect::<Vec<_>>().join("\n")
        };
        Some([rows(&|at| at < row), self.cells(row), rows(&|at| at > row)])
    }

    /// The cells of a row beside each other.
    fn cells(&self, row: usize) -> String {
        let document = &self.work.document;
        let cell = |at| document.content(at).split_whitespace().collect::<Vec<_>>().join(" ");
        document.children(row).map(cell).collect::<Vec<_>>().join(" | ")
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
    use crate::document::{Document, Format};
    use crate::generate;
    use crate::generate::compose::{Options, compose};
    use std::collections::HashSet;
    use std::path::PathBuf;

    /// The passages of the cards of a text whose question holds `asked`.
    fn passages(text: &str, asked: &str) -> Vec<Passage> {
        let document = Document::parse(text.as_bytes(), Format::Markdown).unwrap();
        let facts = generate::facts(&document);
        let drafts = compose(&document, &facts, &Options::all()).drafts;
        let work = Work {
            file: PathBuf::new(),
            name: String::new(),
            document,
            facts,
            drafts,
            likely: Vec::new(),
            left: 0,
            missing: Vec::new(),
            known: HashSet::new(),
            rejected: Vec::new(),
        };
        let passages = Passages::of(&work);
        let asks = |draft: &&Draft| text_of(&draft.note).contains(asked);
        work.drafts.iter().filter(asks).filter_map(|draft| passages.behind(draft)).collect()
    }

    #[test]
    fn a_sentence_stands_in_its_paragraph_a_row_in_its_table_and_a_list_is_whole() {
        let text = "# Towns\n\nIt was cold. The Treaty of Riga was signed on 18 March 1921. \
            Nobody was glad.\n\n| | Lima | Ghent |\n|---|---|---|\n| River | Rimac | Lys |\n\
            | Port | Callao | none |\n\nFour causes of the fire:\n\n- dry straw\n- a hot summer\n\
            - careless bakers\n- open stoves\n";
        let passage = |before: &str, sentence: &str, after: &str| {
            let [before, sentence, after] = [before, sentence, after].map(str::to_owned);
            Passage { before, sentence, after }
        };
        for (asked, expected) in [
            (
                "Treaty of Riga signed",
                passage(
                    "It was cold.",
                    "The Treaty of Riga was signed on 18 March 1921.",
                    "Nobody was glad.",
                ),
            ),
            ("Callao", passage("| Lima | Ghent\nRiver | Rimac | Lys", "Port | Callao | none", "")),
            (
                "dry straw",
                passage(
                    "",
                    "Four causes of the fire:\ndry straw\na hot summer\ncareless bakers\nopen stoves",
                    "",
                ),
            ),
        ] {
            let found = passages(text, asked);
            assert!(!found.is_empty(), "{asked}");
            found.iter().for_each(|found| assert_eq!(*found, expected, "{asked}"));
        }
    }

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
