//! Bytes → blocks → clean view → sections, paragraphs, sentences.

use super::block::{Block, BlockKind, blocks};
use super::clean::Cleaner;
use super::draft::Draft;
use super::error::{MAX_BLOCKS, MAX_BYTES, MAX_TEXT, ReadError};
use super::format::{Format, docx, epub, html, pdf};
use super::{Document, Meta, Paragraph, ParagraphKind, Section, Sentence, meta, sentence};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads a file, and no more of it than it may have.
pub(super) fn open(path: &Path) -> Result<Document, ReadError> {
    let format = Format::of(path)?;
    let fault = |fault: std::io::Error| ReadError::File(fault.to_string());
    let file = File::open(path).map_err(fault)?;
    let size = file.metadata().map_err(fault)?.len();
    let mut bytes = Vec::new();
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(fault)?;
    match bytes.len() > MAX_BYTES {
        true => Err(ReadError::TooLarge((size.max(bytes.len() as u64) >> 20) as usize)),
        false => read(&bytes, format),
    }
}

pub(super) fn read(bytes: &[u8], format: Format) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge(bytes.len() >> 20));
    }
    let draft = match format.detect(bytes)? {
        format @ (Format::Text | Format::Markdown) => return of_text(text(bytes)?, format),
        Format::Html => html::read(text(bytes)?)?,
        Format::Docx => docx::read(bytes)?,
        Format::Epub => epub::read(bytes)?,
        Format::Pdf => pdf::read(bytes)?,
    };
    let Draft { meta, text, blocks } = draft;
    document(&blocks, Cleaner::literal(&text), meta::complete(meta, &text, &blocks))
}

fn of_text(text: &str, format: Format) -> Result<Document, ReadError> {
    if text.len() > MAX_TEXT {
        return Err(ReadError::TooLong(text.len() >> 20));
    }
    let (meta, body) = meta::front_matter(text);
    let blocks = blocks(text, body, format);
    if blocks.len() > MAX_BLOCKS {
        return Err(ReadError::TooMany);
    }
    let meta = meta::complete(meta, text, &blocks);
    let body = &blocks[meta::cover_length(text, &blocks)..];
    document(body, Cleaner::new(text), meta)
}

fn document(blocks: &[Block], cleaner: Cleaner<'_>, meta: Meta) -> Result<Document, ReadError> {
    let mut builder = Builder { cleaner, document: Document { meta, ..Document::default() } };
    builder.add_all(blocks);
    let (text, map, notes) = builder.cleaner.finish();
    let mut document = Document { text, map, notes, ..builder.document };
    find_sentences(&mut document);
    match document.paragraphs.is_empty() {
        true => Err(ReadError::Empty),
        false => Ok(document),
    }
}

fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(ReadError::Utf16);
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
        let source = self.cleaner.source();
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { .. } if meta::is_back_matter(&block.content(source)) => break,
                BlockKind::Heading { level } => self.heading(block, *level),
                BlockKind::RestsOn(part) => self.rests_on(part),
                BlockKind::Prose => self.prose(block, ParagraphKind::Prose),
                BlockKind::Quote => self.prose(block, ParagraphKind::Quote),
                BlockKind::Item => self.block(block, ParagraphKind::Prose),
            }
        }
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
        let rest = self.run_in_heading(block);
        self.block(&rest, kind);
    }

    fn block(&mut self, block: &Block, kind: ParagraphKind) {
        let span = self.cleaner.add_block(block);
        if !span.is_empty() {
            self.paragraph(kind, span);
        }
    }

    /// Joins a paragraph that a page broke: the one before ends in the middle
    /// of a sentence.
    fn continues(&mut self, block: &Block) -> bool {
        let Some(last) = self.document.paragraphs.last() else { return false };
        let text = self.cleaner.slice(last.span.clone());
        if last.kind != ParagraphKind::Prose
            || sentence::is_finished(text)
            || text.split(' ').nth(4).is_none()
        {
            return false;
        }
        let start = last.span.start;
        let end = self.cleaner.continue_block(block, start);
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
        let above = self.document.sections.iter().rfind(|section| section.level < 6);
        let level = above.map_or(1, |section| section.level);
        self.section(title, level.max(2));
        let mut rest = block.clone();
        rest.lines[0].start += length;
        rest
    }
}

fn find_sentences(document: &mut Document) {
    let prose = |paragraph: &Paragraph| match paragraph.kind {
        ParagraphKind::Heading => paragraph.span.start..paragraph.span.start,
        _ => paragraph.span.clone(),
    };
    let spans: Vec<_> = document.paragraphs.iter().map(prose).collect();
    for (index, spans) in sentence::split_all(&document.text, &spans).into_iter().enumerate() {
        let first = document.sentences.len();
        let sentences = spans.into_iter().map(|span| Sentence { span, paragraph: index });
        document.sentences.extend(sentences);
        document.paragraphs[index].sentences = first..document.sentences.len();
    }
}
