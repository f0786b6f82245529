//! Where a document has words that were taken from it, and what stands around them, as a
//! reader sees it.

use super::{BlockKind, Document, Role};
use crate::base::border::{border, cut};
use std::collections::BTreeSet;
use std::ops::Range;

/// So many paragraphs, items and rows are shown on either side.
const AROUND: usize = 6;
/// So much of each, in bytes.
const LONGEST: usize = 2_000;
const BULLET: &str = "- ";

/// Places of a document with the little that stands around them, none of it beyond the next
/// headings.
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

impl Passage {
    /// The words of the places, a line a piece, without bullets; none where all are empty.
    pub fn quoted(&self) -> Option<String> {
        let quoted = self.pieces.iter().filter(|piece| piece.is_quoted);
        let bare = |text: &str| text.strip_prefix(BULLET).unwrap_or(text).to_owned();
        let quoted: Vec<String> = quoted.map(|piece| bare(piece.text.trim_start())).collect();
        Some(quoted.join("\n")).filter(|text| !text.is_empty())
    }
}

/// A document in which words are looked for.
pub struct Passages<'d> {
    document: &'d Document,
    words: Words,
    units: Vec<Unit>,
}

impl<'d> Passages<'d> {
    /// Reads the document once for all that is looked for.
    pub fn of(document: &'d Document) -> Self {
        Self { document, words: Words::of(&document.text), units: document.units() }
    }

    /// Where a quote stands word for word in the body, whatever blanks, ends of lines and
    /// lines between cells are there; of several places the one that people call `place`,
    /// else one that is no heading, else the first.
    pub fn find(&self, quote: &str, place: Option<&str>) -> Option<Range<usize>> {
        let place = place.map(|place| self.document.called(place));
        let is_there =
            |found: &Range<usize>| place.as_ref().is_none_or(|place| place.holds(found.start));
        let in_body = self.words.find(quote).filter_map(|found| {
            let units = &self.units[self.units_in(&found)];
            let is_heading = units.first()?.is_heading;
            Some((!is_there(&found), is_heading, found))
        });
        in_body
            .min_by_key(|(is_elsewhere, is_heading, _)| (*is_elsewhere, *is_heading))
            .map(|best| best.2)
    }

    /// Where what people call `place` begins: an empty range.
    pub fn find_place(&self, place: &str) -> Option<Range<usize>> {
        let place = self.document.called(place);
        let sentences = self.document.sentences.iter().map(|sentence| sentence.span.start);
        // Rows have no sentences.
        let mut starts = sentences.chain(self.units.iter().map(|unit| unit.span.start));
        starts.find(|start| place.holds(*start)).map(|start| start..start)
    }

    /// All of the paragraph, the item or the row at a place.
    pub fn whole(&self, place: usize) -> Range<usize> {
        let unit = self.units.get(self.unit_at(place)).filter(|unit| unit.span.contains(&place));
        unit.map_or(place..place, |unit| unit.span.clone())
    }

    /// What stands around some places, and behind those that are empty.
    pub fn around(&self, places: &[Range<usize>]) -> Passage {
        let units = &self.units;
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        let is_text = |at: &usize| !units[*at].is_heading;
        for place in places {
            let at = self.unit_at(place.start);
            let end = (self.unit_at(place.end.saturating_sub(1)).max(at) + 1).min(units.len());
            // What stands before a heading belongs to another one.
            let begins = place.is_empty() || units.get(at).is_some_and(|unit| unit.is_heading);
            let before = if begins { 0 } else { AROUND };
            shown.extend((0..at).rev().take_while(is_text).take(before));
            shown.extend((at..end).filter(|at| !place.is_empty() || is_text(at)));
            shown.extend((end..units.len()).take_while(is_text).take(AROUND));
        }
        let mut passage = Passage::default();
        if let Some(&first) = shown.first() {
            passage.headings = self.document.headings_above(&units[first]);
        }
        for &at in &shown {
            let (unit, before) = (&units[at], at.checked_sub(1).filter(|at| shown.contains(at)));
            // No blank line parts items and rows.
            let is_below = before.map(|before| &units[before]).is_some_and(|before| {
                unit.is_row && before.is_row || unit.is_item && before.is_item
            });
            self.document.add(&mut passage.pieces, unit, places, !is_below);
        }
        passage
    }

    /// What a range overlaps.
    fn units_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.units.partition_point(|unit| unit.span.end <= range.start);
        first..self.units.partition_point(|unit| unit.span.start < range.end).max(first)
    }

    /// What stands by itself at a place, or is the last before it.
    fn unit_at(&self, place: usize) -> usize {
        self.units.partition_point(|unit| unit.span.start <= place).saturating_sub(1)
    }
}

impl Document {
    /// The titles of the sections that something lies in, the highest first.
    fn headings_above(&self, unit: &Unit) -> Vec<String> {
        let (mut level, mut titles) = (u8::MAX, Vec::new());
        let own = self.section_index_at(unit.span.start).map_or(0, |at| at + 1);
        for (at, section) in self.sections[..own].iter().enumerate().rev() {
            if section.level < level && !section.title.is_empty() {
                level = section.level;
                // A heading is shown itself.
                titles.extend(
                    (!unit.is_heading || at + 1 < own).then(|| cut(&section.title, LONGEST)),
                );
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
                let bullet = if items.first().is_some_and(begins) { BULLET } else { "" };
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

/// So much of a text as is shown behind a place.
fn first_of(text: &str) -> String {
    cut(text, LONGEST)
}

/// So much of a text as is shown before a place.
fn last_of(text: &str) -> String {
    match border(text, text.len().saturating_sub(LONGEST)) {
        0 => text.to_owned(),
        start => format!("…{}", &text[start..]),
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
        let starts = self.joined.match_indices(&quote).map(|(start, _)| start);
        let starts: Vec<usize> = starts.filter(|_| !quote.is_empty()).collect();
        starts.into_iter().filter_map(move |start| {
            let end = start + quote.len();
            let is_word = is_free(self.joined[..start].chars().next_back())
                && is_free(self.joined[end..].chars().next());
            is_word.then(|| self.place(start)..self.place(end - 1) + 1)
        })
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
    use super::{Passages, Piece};
    use crate::document::testing::read;
    use crate::document::{Document, Format};
    use std::ops::Range;

    const NOTES: &str = "# The guild\n\n## Its rise\n\nThe guild was\nfounded in 1402. It paid no tax.\n\nThe guild paid for the harbour.\n\nDuties of the guild:\n\n- mend the walls\n    - of the harbour\n- feed the poor\n\n| Year | Master |\n|---|---|\n| 1402 | Anna Holm |\n| 1410 | Karin Lind |\n\n## Its fall\n\nIt paid no tax. The fire of 1590 ended it.\n";

    fn notes() -> Document {
        read(NOTES, Format::Markdown)
    }

    fn find(quote: &str, place: Option<&str>) -> Option<Range<usize>> {
        Passages::of(&notes()).find(quote, place)
    }

    /// The passage of a quote, a line a piece.
    fn shown(document: &Document, quotes: &[&str]) -> String {
        let passages = Passages::of(document);
        let places = quotes.iter().filter_map(|quote| passages.find(quote, None));
        let passage = passages.around(&places.collect::<Vec<_>>());
        let line = |piece: &Piece| {
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
    fn only_the_body_is_looked_through_and_headings_last() {
        let document = read(
            "<nav><p>The harbour burned.</p><p>Old news</p></nav><main><h1>The harbour burned.\
            </h1><p>It was May. The harbour burned. Nobody knew why.</p></main>",
            Format::Html,
        );
        insta::assert_snapshot!(shown(&document, &["The harbour burned."]), @"
        The harbour burned.
          It was May.
        > The harbour burned.
          Nobody knew why.
        ");
        assert_eq!(Passages::of(&document).find("Old news", None), None);
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
    fn a_heading_that_is_quoted_opens_what_stands_behind_it() {
        insta::assert_snapshot!(shown(&notes(), &["Its fall"]), @"
        The guild
        > Its fall

          It paid no tax. The fire of 1590 ended it.
        ");
    }

    #[test]
    fn what_is_quoted_is_shown_to_its_end_and_told_without_bullets() {
        let document = read("- a port\n\n".repeat(20), Format::Markdown);
        let quoted = |place| Passages::of(&document).around(std::slice::from_ref(&place)).quoted();
        assert_eq!(quoted(0..document.text.len()), Some(["a port"; 20].join("\n")));
        assert_eq!(quoted(9..9), None);
    }

    #[test]
    fn what_stands_nowhere_is_soon_known_and_a_long_heading_is_cut() {
        let text = format!("# {}\n\n{}", "t".repeat(200_000), "a ".repeat(200_000));
        let document = read(text, Format::Markdown);
        let passages = Passages::of(&document);
        let found = passages.find("a", Some("nowhere")).unwrap();
        assert!(passages.around(&[found]).headings[0].len() < 3_000);
        assert_eq!(passages.find_place("nowhere"), None);
    }

    #[test]
    fn a_row_is_found_by_the_title_above_it() {
        let document = read(
            "Intro.\n\n# Masters\n\n| Year | Master |\n|---|---|\n| 1402 | Anna Holm |\n",
            Format::Markdown,
        );
        let passages = Passages::of(&document);
        let place = passages.find_place("Masters").unwrap();
        let passage = passages.around(&[place]);
        assert_eq!(passage.headings, ["Masters"]);
        assert_eq!(passage.pieces[0].text, "Year | Master");
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
