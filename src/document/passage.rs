//! Where a document has words that were taken from it, and what stands around them, as a
//! reader sees it.

use super::{BlockKind, Document, Role};
use std::collections::BTreeSet;
use std::ops::Range;

/// So many paragraphs, items and rows are shown on either side.
const AROUND: usize = 6;
/// So much of each, in bytes.
const LONGEST: usize = 2_000;

/// Places of a document with what stands around them, up to the next headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The headings above the first place, the highest first.
    pub headings: Vec<String>,
    /// In the order of the document.
    pub pieces: Vec<Piece>,
}

/// A paragraph, an item or a row, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its words, with a bullet where an item begins.
    pub text: String,
    /// Whether it is one of the places.
    pub is_quoted: bool,
    /// Whether it stands apart from the piece before.
    pub is_apart: bool,
}

impl Document {
    /// Where each of `quotes` stands word for word, whatever blanks, ends of lines and lines
    /// between cells are there; of several places the one that people call `place`, else
    /// the first.
    pub fn find(&self, quotes: &[&str], place: Option<&str>) -> Vec<Option<Range<usize>>> {
        let words = Words::of(&self.text);
        let is_there = |found: &Range<usize>| place == Some(self.place_at(found.start).as_str());
        let find = |quote: &&str| {
            let mut found = words.find(quote);
            let first = found.next()?;
            let is_first = place.is_none() || is_there(&first);
            Some(if is_first { first } else { found.find(is_there).unwrap_or(first) })
        };
        quotes.iter().map(find).collect()
    }

    /// Where what people call `place` begins: an empty range.
    pub fn find_place(&self, place: &str) -> Option<Range<usize>> {
        let called = |at: &usize| self.place(*at) == place;
        let start =
            (0..self.sentences.len()).find(called).map(|at| self.sentences[at].span.start)?;
        Some(start..start)
    }

    /// What stands around some places, and behind those that are empty.
    pub fn passage(&self, places: &[Range<usize>]) -> Passage {
        let units = self.units();
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        for place in places {
            let after = units.partition_point(|unit| unit.span.start <= place.start);
            let at = after.saturating_sub(1);
            let is_text = |at: &usize| !units[*at].is_heading;
            let before = if place.is_empty() { 0 } else { AROUND };
            shown.extend((0..at).rev().take_while(is_text).take(before));
            shown.extend((at..units.len()).take_while(is_text).take(AROUND + 1));
        }
        let mut passage = Passage::default();
        if let Some(&first) = shown.first() {
            passage.headings = self.headings_above(units[first].span.start);
        }
        let mut before: Option<usize> = None;
        for at in shown {
            let follows = before.is_some_and(|before| before + 1 == at);
            let is_below = follows && units[at].is_below(&units[at - 1]);
            self.add(&mut passage.pieces, &units[at], places, !is_below);
            before = Some(at);
        }
        passage
    }

    /// The titles of the sections that a place lies in, the highest first.
    fn headings_above(&self, offset: usize) -> Vec<String> {
        let mut level = u8::MAX;
        let before = self.section_index_at(offset).map_or(0, |at| at + 1);
        let mut titles = Vec::new();
        for section in self.sections[..before].iter().rev() {
            if section.level < level && !section.title.is_empty() {
                level = section.level;
                titles.push(section.title.clone());
            }
        }
        titles.reverse();
        titles
    }

    fn add(&self, pieces: &mut Vec<Piece>, unit: &Unit, places: &[Range<usize>], is_apart: bool) {
        let mut cuts: Vec<Range<usize>> = places
            .iter()
            .map(|place| place.start.max(unit.span.start)..place.end.min(unit.span.end))
            .filter(|cut| cut.start < cut.end)
            .collect();
        cuts.sort_by_key(|cut| cut.start);
        let (mut from, begin) = (unit.span.start, pieces.len());
        let mut push = |span: Range<usize>, is_quoted: bool, shown: fn(&str) -> String| {
            let text = self.slice(span).replace('\n', if unit.is_row { " | " } else { "\n" });
            let text = text.trim_matches(|c: char| c.is_whitespace() || c == '|');
            if !text.is_empty() {
                let is_first = pieces.len() == begin;
                let lead = if is_first { unit.lead.as_str() } else { "" };
                let is_apart = is_apart && is_first && begin > 0;
                let text = format!("{lead}{}", shown(text));
                pieces.push(Piece { text, is_quoted, is_apart });
            }
        };
        for cut in cuts {
            let start = cut.start.max(from);
            if start < cut.end {
                push(from..start, false, last_of);
                push(start..cut.end, true, str::to_owned);
                from = cut.end;
            }
        }
        push(from..unit.span.end, false, first_of);
    }

    /// What stands by itself in the body: headings, paragraphs, items and rows.
    fn units(&self) -> Vec<Unit> {
        let (mut units, mut at) = (Vec::new(), 0);
        while let Some(block) = self.blocks.get(at) {
            let is_row = matches!(block.kind, BlockKind::Row { .. });
            if (is_row || block.kind.is_leaf()) && block.role == Role::Body {
                let items =
                    self.ancestors(at).filter(|&at| self.blocks[at].kind == BlockKind::Item);
                let items: Vec<usize> = items.collect();
                let begins = |item: &usize| self.blocks[*item].span.start == block.span.start;
                let bullet = if items.first().is_some_and(begins) { "- " } else { "" };
                units.push(Unit {
                    span: block.span.clone(),
                    lead: format!("{}{bullet}", "  ".repeat(items.len().saturating_sub(1))),
                    is_heading: matches!(block.kind, BlockKind::Heading { .. }),
                    is_row,
                    is_item: !items.is_empty(),
                });
            }
            at = if is_row { block.end } else { at + 1 };
        }
        units
    }
}

/// What stands by itself.
struct Unit {
    span: Range<usize>,
    lead: String,
    is_heading: bool,
    is_row: bool,
    is_item: bool,
}

impl Unit {
    /// Whether no blank line parts it from the one before: items and rows.
    fn is_below(&self, before: &Self) -> bool {
        self.is_row && before.is_row || self.is_item && before.is_item
    }
}

/// So much of a text as is shown behind a place.
fn first_of(text: &str) -> String {
    match (LONGEST..text.len()).find(|at| text.is_char_boundary(*at)) {
        Some(end) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// So much of a text as is shown before a place.
fn last_of(text: &str) -> String {
    let over = text.len().saturating_sub(LONGEST);
    match (1..=over).rev().find(|at| text.is_char_boundary(*at)) {
        Some(start) => format!("…{}", &text[start..]),
        None => text.to_owned(),
    }
}

/// The words of a text with one blank between them.
struct Words {
    joined: String,
    /// Where each begins there, and in the text.
    starts: Vec<(usize, usize)>,
}

impl Words {
    fn of(text: &str) -> Self {
        let (mut joined, mut starts) = (String::with_capacity(text.len()), Vec::new());
        for (at, word) in words(text) {
            if !joined.is_empty() {
                joined.push(' ');
            }
            starts.push((joined.len(), at));
            joined.push_str(word);
        }
        Self { joined, starts }
    }

    /// All places of a quote in the text, none within a word.
    fn find(&self, quote: &str) -> impl Iterator<Item = Range<usize>> {
        let quote = Self::of(quote).joined;
        let is_free = |end: Option<char>| !end.is_some_and(char::is_alphanumeric);
        let starts = if quote.is_empty() { Vec::new() } else { self.matches(&quote) };
        starts.into_iter().filter_map(move |start| {
            let end = start + quote.len();
            let is_word = is_free(self.joined[..start].chars().next_back())
                && is_free(self.joined[end..].chars().next());
            is_word.then(|| self.place(start)..self.place(end - 1) + 1)
        })
    }

    fn matches(&self, quote: &str) -> Vec<usize> {
        self.joined.match_indices(quote).map(|(at, _)| at).collect()
    }

    fn place(&self, at: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= at);
        let (start, place) = self.starts[after.saturating_sub(1)];
        place + at - start
    }
}

/// Each word and where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_joint = |c: char| c.is_whitespace() || c == '|';
    let mut at = 0;
    let pieces = text.split_inclusive(is_joint).map(move |piece| {
        at += piece.len();
        (at - piece.len(), piece.trim_end_matches(is_joint))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::document::testing::read;
    use crate::document::{Document, Format};
    use std::ops::Range;

    const NOTES: &str = "# The guild\n\n## Its rise\n\nThe guild was\nfounded in 1402. It paid no tax.\n\nThe guild paid for the harbour.\n\nDuties of the guild:\n\n- mend the walls\n    - of the harbour\n- feed the poor\n\n| Year | Master |\n|---|---|\n| 1402 | Anna Holm |\n| 1410 | Karin Lind |\n\n## Its fall\n\nIt paid no tax. The fire of 1590 ended it.\n";

    fn notes() -> Document {
        read(NOTES, Format::Markdown)
    }

    fn find(quote: &str, place: Option<&str>) -> Option<Range<usize>> {
        notes().find(&[quote], place).remove(0)
    }

    /// The passage of a quote, a line a piece.
    fn shown(document: &Document, quotes: &[&str]) -> String {
        let places: Vec<Range<usize>> = document.find(quotes, None).into_iter().flatten().collect();
        let passage = document.passage(&places);
        let line = |piece: &super::Piece| {
            let gap = if piece.is_apart { "\n" } else { "" };
            format!("{gap}{}{}\n", if piece.is_quoted { "> " } else { "  " }, piece.text)
        };
        let pieces: String = passage.pieces.iter().map(line).collect();
        format!("{}\n{pieces}", passage.headings.join(" / "))
    }

    #[test]
    fn words_are_found_whatever_stands_between_them() {
        let document = notes();
        let found = find("The guild was founded  in 1402.", None).unwrap();
        assert_eq!(document.place_at(found.start), "Its rise ¶1");
        assert_eq!(document.slice(find("1402 | Anna Holm", None).unwrap()), "1402\nAnna Holm");
        for missing in
            ["The guild was founded in 1403.", "guild pai", "uild paid", "the guild was", "", " | "]
        {
            assert_eq!(find(missing, None), None, "{missing}");
        }
    }

    #[test]
    fn of_two_places_the_one_that_is_named_counts() {
        let place = |place| notes().place_at(find("It paid no tax.", place).unwrap().start);
        assert_eq!(place(None), "Its rise ¶1");
        assert_eq!(place(Some("Its fall ¶1")), "Its fall ¶1");
        assert_eq!(place(Some("Elsewhere ¶7")), "Its rise ¶1");
    }

    #[test]
    fn what_stands_around_a_sentence_ends_at_headings() {
        insta::assert_snapshot!(shown(&notes(), &["It paid no tax.", "of the harbour"]), @"
        The guild / Its rise
          The guild was founded in 1402.
        > It paid no tax.

          The guild paid for the harbour.

          Duties of the guild:

          - mend the walls
        >   - of the harbour
          - feed the poor

          Year | Master
          1402 | Anna Holm
          1410 | Karin Lind
        ");
        insta::assert_snapshot!(shown(&notes(), &["1402 | Anna Holm"]), @"
        The guild / Its rise
          The guild paid for the harbour.

          Duties of the guild:

          - mend the walls
            - of the harbour
          - feed the poor

          Year | Master
        > 1402 | Anna Holm
          1410 | Karin Lind
        ");
    }

    #[test]
    fn a_long_paragraph_is_cut_on_both_sides() {
        let filler = "Ä ship came in. ".repeat(1000);
        let document = read(format!("{filler}Then it burned. {filler}"), Format::Text);
        let shown = shown(&document, &["Then it burned."]);
        assert!(shown.contains("> Then it burned.\n"), "{shown}");
        assert!(shown.len() < 5_000 && shown.matches('…').count() == 2);
    }
}
