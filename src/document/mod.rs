//! A file becomes a [`Document`]: sections, paragraphs and sentences over one
//! clean text, every piece traceable to its bytes in the file.
//!
//! Extractors work on [`Document::text`], the clean view: only body prose and
//! headings, note marks removed, line breaks and runs of blanks folded to one
//! space, sentences broken by a page joined again. [`Document::source_span`]
//! leads from any range of the clean view back to the file.

use std::ops::Range;

/// A document, ready for extraction. All ranges are byte ranges into `text`
/// unless said otherwise, and lie on character borders.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// What front matter or the first heading tells of the document.
    pub meta: Meta,
    /// The clean view.
    pub text: String,
    /// In the order of the document; the first may be untitled.
    pub sections: Vec<Section>,
    /// Headings and prose paragraphs in the order of the document.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences of all prose paragraphs, in order.
    pub sentences: Vec<Sentence>,
    /// Clean offset → source offset, ascending: see [`Document::source_span`].
    map: Vec<(usize, usize)>,
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
}

/// A part of the document under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading, run-in headings included; empty before the first heading.
    pub title: String,
    /// 1 for the highest heading.
    pub level: u8,
    /// Indices into [`Document::paragraphs`].
    pub paragraphs: Range<usize>,
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
