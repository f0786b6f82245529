//! Bytes → blocks → clean view → sections, paragraphs, sentences.

use super::block::{Block, BlockKind, blocks};
use super::clean::Cleaner;
use super::{Document, Paragraph, ParagraphKind, Section, Sentence, meta, sentence};
use std::path::Path;

/// Largest file, in bytes.
const MAX_BYTES: usize = 64 << 20;

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark as people write it).
    Markdown,
}

/// Why a file cannot be read as a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The name's ending is none that is known.
    #[error("expected a file that ends in .txt or .md, found '{0}'")]
    Ending(String),
    /// A byte is no UTF-8.
    #[error("expected UTF-8 text, found another byte in line {0}")]
    NotUtf8(usize),
    /// A byte is zero: no text has one.
    #[error("expected text, found a zero byte in line {0}")]
    Zero(usize),
    /// The file is of another kind, whatever its name.
    #[error("expected text, found a {0} file")]
    Other(&'static str),
    /// There is no text.
    #[error("expected text, found none")]
    Empty,
    /// The file is too large.
    #[error("expected at most {most} MiB, found {0} MiB", most = MAX_BYTES >> 20)]
    TooLarge(usize),
}

impl Format {
    /// By the file name's ending; a name without one is plain text.
    pub fn of(path: &Path) -> Result<Self, ReadError> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown") => Ok(Self::Markdown),
            Some("txt" | "text") | None => Ok(Self::Text),
            Some(other) => Err(ReadError::Ending(format!(".{other}"))),
        }
    }
}

pub(super) fn read(bytes: &[u8], format: Format) -> Result<Document, ReadError> {
    let text = text(bytes)?;
    let (meta, body) = meta::front_matter(text);
    let blocks = blocks(text, body, format);
    let mut builder = Builder { cleaner: Cleaner::new(text), document: Document::default() };
    builder.document.meta = meta::complete(meta, text, &blocks);
    builder.add_all(&blocks[meta::cover_length(text, &blocks)..]);
    let (clean, map, notes) = builder.cleaner.finish();
    let mut document = builder.document;
    document.text = clean;
    document.map = map;
    document.notes = notes;
    if document.paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    find_sentences(&mut document);
    Ok(document)
}

fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge(bytes.len() >> 20));
    }
    for (magic, name) in
        [(&b"%PDF-"[..], "PDF"), (b"PK\x03\x04", "ZIP, DOCX or EPUB"), (b"{\\rtf", "RTF")]
    {
        if bytes.starts_with(magic) {
            return Err(ReadError::Other(name));
        }
    }
    let line = |at: usize| bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(ReadError::Zero(line(at)));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|fault| ReadError::NotUtf8(line(fault.valid_up_to())))?;
    match text.trim_matches('\u{FEFF}').trim().is_empty() {
        true => Err(ReadError::Empty),
        false => Ok(text),
    }
}

struct Builder<'a> {
    cleaner: Cleaner<'a>,
    document: Document,
}

impl<'a> Builder<'a> {
    fn add_all(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { .. } if meta::is_back_matter(&self.source(block)) => break,
                BlockKind::Heading { level } => self.heading(block, *level),
                BlockKind::RestsOn(part) => self.rests_on(part),
                BlockKind::Prose => self.prose(block, ParagraphKind::Prose),
                BlockKind::Quote => self.prose(block, ParagraphKind::Quote),
                BlockKind::Item => self.item(block),
            }
        }
    }

    fn source(&self, block: &Block) -> String {
        block
            .lines
            .iter()
            .map(|line| &self.cleaner.source()[line.clone()])
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn heading(&mut self, block: &Block, level: u8) {
        let span = self.cleaner.add_block(block);
        let title = self.cleaner.slice(span.clone()).to_owned();
        self.section(title, level);
        self.paragraph(ParagraphKind::Heading, span);
    }

    fn section(&mut self, title: String, level: u8) {
        self.document.sections.push(Section { title, level, rests_on: None });
    }

    fn rests_on(&mut self, part: &str) {
        if let Some(section) = self.document.sections.last_mut() {
            section.rests_on = Some(part.to_owned());
        }
    }

    fn paragraph(&mut self, kind: ParagraphKind, span: std::ops::Range<usize>) {
        if self.document.sections.is_empty() {
            self.section(String::new(), 1);
        }
        let section = self.document.sections.len() - 1;
        let number = match kind {
            ParagraphKind::Heading => 0,
            _ => self.numbered_before(section) + 1,
        };
        self.document.paragraphs.push(Paragraph { kind, span, section, number, sentences: 0..0 });
    }

    fn numbered_before(&self, section: usize) -> usize {
        let last = self.document.paragraphs.last().filter(|last| last.section == section);
        last.map_or(0, |last| last.number)
    }

    fn prose(&mut self, block: &Block, kind: ParagraphKind) {
        if kind == ParagraphKind::Prose && self.continues(block) {
            return;
        }
        let from = self.run_in_heading(block);
        let span = self.cleaner.add_block(&from);
        if !span.is_empty() {
            self.paragraph(kind, span);
        }
    }

    fn item(&mut self, block: &Block) {
        let span = self.cleaner.add_block(block);
        if !span.is_empty() {
            self.paragraph(ParagraphKind::Prose, span);
        }
    }

    /// Joins a paragraph that a page broke: the one before ends in the middle
    /// of a sentence.
    fn continues(&mut self, block: &Block) -> bool {
        let Some(last) = self.document.paragraphs.last() else { return false };
        let text = self.cleaner.slice(last.span.clone());
        if last.kind != ParagraphKind::Prose
            || sentence::is_finished(text)
            || text.split(' ').count() < 5
        {
            return false;
        }
        let start = last.span.start;
        let end = self.cleaner.continue_block(block);
        let last = self.document.paragraphs.last_mut().expect("it was there above");
        last.span = start..end;
        true
    }

    /// `The Fall of the West. Historians differ …`: the first words are a
    /// heading; returns the block without them.
    fn run_in_heading(&mut self, block: &Block) -> Block {
        let first = &self.cleaner.source()[block.lines[0].clone()];
        let Some(length) = super::block::run_in_heading(first) else { return block.clone() };
        let title = first[..length].trim_end_matches(['.', ' ']).to_owned();
        let level = self
            .document
            .sections
            .iter()
            .rev()
            .find(|section| section.level < 6)
            .map_or(1, |s| s.level);
        self.section(title, level.max(2));
        let mut rest = block.clone();
        rest.lines[0].start += length;
        rest
    }
}

fn find_sentences(document: &mut Document) {
    for index in 0..document.paragraphs.len() {
        let first = document.sentences.len();
        let paragraph = &document.paragraphs[index];
        if paragraph.kind != ParagraphKind::Heading {
            let text = &document.text[paragraph.span.clone()];
            let start = paragraph.span.start;
            let spans = sentence::split(text).into_iter();
            let spans = spans.map(|span| start + span.start..start + span.end);
            document.sentences.extend(spans.map(|span| Sentence { span, paragraph: index }));
        }
        document.paragraphs[index].sentences = first..document.sentences.len();
    }
}
