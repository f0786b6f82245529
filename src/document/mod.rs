//! A file becomes a [`Document`]: the tree of what a reader sees over one clean
//! text, and the sections, paragraphs and sentences of its body; every piece is
//! traceable to its bytes in the file.
//!
//! Readers make the tree with a `Builder` and drop nothing: a [`Role`] says what
//! is no body. Extractors choose from it. In [`Document::text`] note marks and
//! mark-up are gone, line breaks and runs of blanks folded to one space.

/// A pattern of regular expressions, made when it is first asked for.
macro_rules! pattern {
    ($(#[$said:meta])* $name:ident, $text:literal) => {
        $(#[$said])*
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($text).expect("a pattern"));
    };
}

mod builder;
mod encoding;
mod error;
mod format;
mod headings;
mod inventory;
mod language;
mod matter;
mod meta;
mod notation;
mod offset;
mod outline;
mod passage;
mod place;
mod read;
mod reading;
mod sentence;
mod tree;

pub use error::ReadError;
pub use format::{Format, tex_in_letters};
pub use inventory::{Inventory, LeftOut};
pub use passage::{Passage, Passages, Piece};
pub use sentence::sentences_of;
pub use tree::{Block, BlockKind, HOLE, Mark, MarkKind, Role};

use offset::OffsetMap;
use std::ops::Range;
use std::path::Path;

/// A document, ready for extraction. All ranges are byte ranges into `text`
/// unless said otherwise, and lie on character borders.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The file that it was read from; none where it came another way.
    pub file: Option<FileRead>,
    /// What front matter or the first heading tells of the document.
    pub meta: Meta,
    /// The clean text, a line a leaf of the tree.
    pub text: String,
    /// The tree: every block in the order of the text, holders before what they hold.
    pub blocks: Vec<Block>,
    /// What is said of places in the text, in their order within a leaf.
    pub marks: Vec<Mark>,
    /// Where pages begin, in formats that have any.
    pub pages: Vec<usize>,
    /// Pages without text, from 1.
    pub blank_pages: Vec<usize>,
    /// Letters of fonts that do not say what they mean: a PDF shows them, and nobody
    /// can read them.
    pub unread_letters: usize,
    /// Other files that the text takes in; they are not read.
    pub included: Vec<String>,
    /// In the order of the document; the first may be untitled.
    pub sections: Vec<Section>,
    /// Headings and prose paragraphs of the body in the order of the document.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences of all prose paragraphs, in order.
    pub sentences: Vec<Sentence>,
    /// What the text was written in, where that was not UTF-8.
    pub encoding: Option<&'static str>,
    /// The language of the body, in English, where it is surely not English: rules
    /// for English prose have nothing to look for in it.
    pub language: Option<&'static str>,
    /// Where note marks stood.
    notes: Vec<usize>,
    map: OffsetMap,
}

/// The file that a document was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// Its name without folders, as far as that is Unicode.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// Bibliographic facts that the file itself states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The document's title.
    pub title: Option<String>,
    /// Its author or authors.
    pub author: Option<String>,
    /// Year of publication.
    pub year: Option<i64>,
    /// Date of publication, as it was written.
    pub date: Option<String>,
}

/// A part of the document under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading, run-in headings included; empty before the first heading.
    pub title: String,
    /// 1 for the highest heading.
    pub level: u8,
    /// The part of another work that this section says it rests on.
    pub rests_on: Option<String>,
}

/// A heading or a paragraph of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Heading, prose or block quote.
    pub kind: ParagraphKind,
    /// Place in the clean view.
    pub span: Range<usize>,
    /// Index into [`Document::sections`].
    pub section: usize,
    /// Number among the section's prose paragraphs, from 1; 0 for a heading.
    pub number: usize,
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Index into [`Document::blocks`].
    pub block: usize,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A heading on a line of its own.
    Heading,
    /// Running text.
    Prose,
    /// A block quotation.
    Quote,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Place in the clean view, without surrounding blanks.
    pub span: Range<usize>,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
}

impl Document {
    /// Reads a file, of the format that its first bytes say, else of the one
    /// given, else of that which its name says; `password` opens a PDF that asks for
    /// one.
    pub fn open(path: &Path, format: Option<Format>, password: &str) -> Result<Self, ReadError> {
        read::open(path, format, password)
    }

    /// Reads all bytes of a source.
    pub fn from_reader(source: impl std::io::Read, format: Format) -> Result<Self, ReadError> {
        read::read(&read::bounded(source)?, format, "")
    }

    /// Reads the bytes of a file. Where its first bytes are those of another
    /// format that is known, that one counts.
    pub fn parse(bytes: &[u8], format: Format) -> Result<Self, ReadError> {
        read::read(bytes, format, "")
    }

    /// The text of a block.
    pub fn content(&self, block: usize) -> &str {
        &self.text[self.blocks[block].span.clone()]
    }

    /// The blocks that hold a block, the innermost first.
    pub fn ancestors(&self, block: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.blocks[block].parent, |&holder| self.blocks[holder].parent)
    }

    /// The blocks that a block holds itself.
    pub fn children(&self, block: usize) -> impl Iterator<Item = usize> {
        let end = self.blocks[block].end;
        let within = move |at: &usize| *at < end;
        let first = Some(block + 1).filter(within);
        std::iter::successors(first, move |&at| Some(self.blocks[at].end).filter(within))
    }

    /// Whether all of a range is marked so.
    pub fn is_marked(&self, span: Range<usize>, kind: MarkKind) -> bool {
        let first = self.marks.partition_point(|mark| mark.span.start < span.start);
        let mut here = self.marks[first..].iter().take_while(|mark| mark.span.start == span.start);
        here.any(|mark| mark.kind == kind && mark.span.end >= span.end)
    }

    /// The bytes of the file that a range of the clean view was read from, in
    /// formats that are text; of the clean view itself in others.
    pub fn source_span(&self, span: Range<usize>) -> Range<usize> {
        self.map.source_span(span)
    }

    /// Whether note marks stand in the text.
    pub fn has_notes(&self) -> bool {
        !self.notes.is_empty()
    }

    /// How many note marks stood in a range of the clean view.
    pub fn notes_in(&self, span: Range<usize>) -> usize {
        let before = |offset: usize| self.notes.partition_point(|&note| note < offset);
        before(span.end).saturating_sub(before(span.start))
    }

    /// The text of a range of the clean view.
    pub fn slice(&self, span: Range<usize>) -> &str {
        &self.text[span]
    }

    /// The text of sentence `index`.
    pub fn sentence(&self, index: usize) -> &str {
        &self.text[self.sentences[index].span.clone()]
    }

    /// The sentence that holds the byte `offset` of the clean view.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let index = after.checked_sub(1)?;
        (offset < self.sentences[index].span.end).then_some(index)
    }

    /// The section of sentence `index`.
    pub fn section_of(&self, sentence: usize) -> &Section {
        &self.sections[self.paragraphs[self.sentences[sentence].paragraph].section]
    }

    /// The section that a place of the clean view lies in, by its index.
    pub fn section_index_at(&self, offset: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= offset);
        Some(self.paragraphs[after.checked_sub(1)?].section)
    }

    /// The section that a place of the clean view lies in.
    pub fn section_at(&self, offset: usize) -> Option<&Section> {
        self.sections.get(self.section_index_at(offset)?)
    }
}

/// What the tests of all formats ask for.
#[cfg(test)]
pub mod testing {
    use super::{Document, Format, ParagraphKind, Passage, Piece};

    /// A paragraph with words that are quoted in it.
    pub fn passage(before: &str, quoted: &str, after: &str) -> Passage {
        let piece = |(text, is_quoted): (&str, bool)| Piece {
            text: text.to_owned(),
            is_quoted,
            is_apart: false,
        };
        let pieces = [(before, false), (quoted, true), (after, false)].map(piece).into();
        Passage { headings: Vec::new(), pieces }
    }

    pub(super) fn read(bytes: impl AsRef<[u8]>, format: Format) -> Document {
        Document::parse(bytes.as_ref(), format).unwrap()
    }

    pub(super) fn refusal(bytes: impl AsRef<[u8]>, format: Format) -> String {
        Document::parse(bytes.as_ref(), format).unwrap_err().to_string()
    }

    pub(super) fn paragraphs(document: &Document) -> Vec<(ParagraphKind, &str)> {
        let paragraphs = document.paragraphs.iter();
        paragraphs.map(|found| (found.kind, document.slice(found.span.clone()))).collect()
    }

    /// The outline without what was left out.
    pub(super) fn body(document: &Document) -> String {
        let outline = document.outline();
        let parts = outline.split("\n\n").filter(|part| !part.starts_with("[left out"));
        parts.collect::<Vec<_>>().join("\n\n").trim_matches('\n').to_owned()
    }

    /// Title, author and year.
    pub(super) fn facts(document: &Document) -> (Option<&str>, Option<&str>, Option<i64>) {
        let meta = &document.meta;
        (meta.title.as_deref(), meta.author.as_deref(), meta.year)
    }

    pub(super) fn titles(document: &Document) -> Vec<&str> {
        document.sections.iter().map(|section| section.title.as_str()).collect()
    }

    /// Hostile bytes may be refused, or all pieces lie on borders of the text and, in
    /// formats that are text, of the file; blocks hold what follows them.
    pub(super) fn is_sound(bytes: impl AsRef<[u8]>, format: Format) -> bool {
        let bytes = bytes.as_ref();
        Document::parse(bytes, format).map_or(true, |document| {
            let is_mapped = document.map != super::OffsetMap::default();
            let file = std::str::from_utf8(bytes).ok().filter(|_| is_mapped);
            let is_piece = |span: &std::ops::Range<usize>| {
                let source = document.source_span(span.clone());
                document.text.get(span.clone()).is_some()
                    && file.is_none_or(|file| file.get(source).is_some())
            };
            let is_nested = |(at, block): (usize, &super::Block)| {
                let holds = |holder: usize| holder < at && block.end <= document.blocks[holder].end;
                block.end > at && block.parent.is_none_or(holds)
            };
            document.sentences.iter().all(|sentence| is_piece(&sentence.span))
                && document.blocks.iter().all(|block| is_piece(&block.span))
                && document.marks.iter().all(|mark| is_piece(&mark.span))
                && document.blocks.iter().enumerate().all(is_nested)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{facts, read, refusal, titles};
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Markdown)
    }

    fn sentences(document: &Document) -> Vec<&str> {
        (0..document.sentences.len()).map(|index| document.sentence(index)).collect()
    }

    #[test]
    fn sections_paragraphs_and_sentences_are_found() {
        let document = parse(
            "---\ntitle: \"Of Rome\"\nauthor: A. Writer\nyear: 1999\n---\n\n# Kings\n\nRome had kings. They fell.\n\nThen came *consuls*.\n\n## Wars ##\n\n*Rests on: Chapter 2.*\n\nHannibal came over the Alps.\n",
        );
        assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer"), Some(1999)));
        assert_eq!(titles(&document), ["Kings", "Wars"]);
        assert_eq!(
            sentences(&document),
            ["Rome had kings.", "They fell.", "Then came consuls.", "Hannibal came over the Alps."]
        );
        assert_eq!(document.place(2), "Kings ¶2");
        assert_eq!(document.place(3), "Chapter 2");
    }

    #[test]
    fn note_marks_vanish_and_spans_lead_back_to_the_file() {
        let text =
            "\u{FEFF}The siege ended in 146.¹² Rome rejoiced;[^3] Carthage\r\nburned.[4]\r\n";
        let document = parse(text);
        assert_eq!(document.text, "The siege ended in 146. Rome rejoiced; Carthage burned.");
        let at = document.text.find("Carthage burned").unwrap();
        let source = document.source_span(at..at + "Carthage burned".len());
        assert_eq!(&text[source], "Carthage\r\nburned");
    }

    #[test]
    fn run_in_headings_become_sections() {
        let document =
            parse("The Fall of the West. Historians differ about why Rome fell in the end.\n");
        assert_eq!(document.sections.last().unwrap().title, "The Fall of the West");
        assert_eq!(sentences(&document), ["Historians differ about why Rome fell in the end."]);
        let war = parse("The World War I. Historians differ about why it began in the end.\n");
        assert_eq!(war.sections.last().unwrap().title, "The World War I");
        for text in
            ["When Anna B. C. Holm spoke, all fell silent.\n", "Dear Mr. Holm wrote to all.\n"]
        {
            assert_eq!(sentences(&parse(text)), [text.trim()]);
        }
    }

    #[test]
    fn cover_matter_and_endnotes_are_left_out() {
        let document = read(
            "A Study of Rome\n\nSome Writer\n\nRecommended Citation\n\nWriter, S. (1999) A Study.\n\nAvailable at: <http://example.org/1>\n\nIntroduction\n\nRome was a city of many hills and it grew for many centuries before anyone wrote its history down.\n\nEndnotes\n\n1 Livy, 3.\n",
            Format::Text,
        );
        assert_eq!(titles(&document), ["Introduction"]);
        assert_eq!(document.sentences.len(), 1);
        let roles: Vec<Role> = document.inventory().left_out.into_keys().collect();
        assert_eq!(roles, [Role::Cover, Role::Notes]);
    }

    #[test]
    fn sentences_are_joined_over_pages_and_end_behind_no_abbreviation() {
        for (text, expected) in [
            (
                "The consul sent his legions and\n\nwaited for the spring thaw to come.\n\nNothing came.\n",
                &[
                    "The consul sent his legions and waited for the spring thaw to come.",
                    "Nothing came.",
                ][..],
            ),
            (
                "V.M. Molotov met Dr. John W. Lewis in the U.S. Senate, i.e., in Washington. He asked, \"Why?\" Nobody spoke.",
                &[
                    "V.M. Molotov met Dr. John W. Lewis in the U.S. Senate, i.e., in Washington.",
                    "He asked, \"Why?\"",
                    "Nobody spoke.",
                ],
            ),
            // An address at the end of notes makes no cover of them.
            (
                "# Rome\n\nRome fell in 476, when the last emperor of the West was sent home by his own soldiers.\n\nMore at https://example.org today.\n",
                &[
                    "Rome fell in 476, when the last emperor of the West was sent home by his own soldiers.",
                    "More at https://example.org today.",
                ],
            ),
        ] {
            assert_eq!(sentences(&parse(text)), expected);
        }
    }

    #[test]
    fn links_and_pictures_are_left_out_and_what_only_looks_like_them_stays() {
        let document = parse(
            "Rome [fell](https://example.org/a_(b)) in 476 ![map](map.png) or [so], see <https://example.org>.[^n] A [b](c d) and [ stay.\n",
        );
        assert_eq!(
            document.text,
            "Rome fell in 476 or [so], see https://example.org. A [b](c d) and [ stay.\nmap"
        );
    }

    #[test]
    fn long_paragraphs_have_the_sentences_of_short_ones() {
        let text = "The consul crossed the river, and Dr. Smith (of the U.S. Senate) says so. ";
        let document = parse(&text.repeat(500));
        assert_eq!(document.sentences.len(), 500);
        assert!((0..500).all(|index| document.sentence(index) == text.trim()));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let refused = |bytes: &[u8]| refusal(bytes, Format::Text);
        let bytes = [b"a\nb\xff".as_slice(), &[1; 20]].concat();
        assert_eq!(refused(&bytes), "expected UTF-8 text, found another byte in line 2");
        assert_eq!(refused(b"a\0b"), "expected text, found a zero byte in line 1");
        assert_eq!(refused(b" \n\n"), "expected text, found none");
    }

    proptest! {
        #[test]
        fn spans_stay_on_borders_inside_the_file(text in "\u{FEFF}?(\\PC|\n|\r\n|# |\\* |\\[\\^1\\]|¹|\\. [A-Z]|> |---\n|```\n){1,80}") {
            for document in [Format::Markdown, Format::Text] {
            let Ok(document) = Document::parse(text.as_bytes(), document) else { continue };
            for sentence in &document.sentences {
                let clean = document.slice(sentence.span.clone());
                prop_assert!(!clean.is_empty());
                let source = document.source_span(sentence.span.clone());
                let found = text.get(source).expect("a border inside the file");
                prop_assert!(!found.is_empty());
                // Code within a line may stand for its marks too.
                if !text.contains('`') {
                    prop_assert_eq!(found.chars().next(), clean.chars().next());
                    prop_assert_eq!(found.chars().last(), clean.chars().last());
                }
            }
            }
        }
    }
}
