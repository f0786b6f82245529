//! Bytes → tree → roles → sections, paragraphs, sentences.

use super::builder::Builder;
use super::encoding::decode;
use super::error::{MAX_BYTES, MAX_TEXT, ReadError};
use super::format::lightweight::{asciidoc, org, rst};
use super::format::office::{docx, odt, pptx};
use super::format::{
    Format, clippings, epub, html, latex, markdown, notebook, pdf, subtitles, text,
};
use super::offset::Source;
use super::tree::{Block, BlockKind, MarkKind, Role};
use super::{Document, FileRead, Meta, headings, language, matter, meta, reading};
use crate::base::hash::sha256;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Hashing so many bytes takes longer than a thread to be started.
const WORTH_A_THREAD: usize = 64 << 10;

/// Reads a file, and no more of it than it may have.
pub(super) fn open(
    path: &Path,
    format: Option<Format>,
    password: &str,
) -> Result<Document, ReadError> {
    let format = format.map_or_else(|| Format::of(path), Ok)?;
    let fault = |fault: std::io::Error| ReadError::File(fault.to_string());
    // Opening a pipe would wait for somebody to write into it.
    if !std::fs::metadata(path).map_err(fault)?.is_file() {
        return Err(ReadError::NoFile);
    }
    let bytes = bounded(File::open(path).map_err(fault)?)?;
    let (document, sha256) = match bytes.len() < WORTH_A_THREAD {
        true => (read(&bytes, format, password)?, sha256(&bytes)),
        false => std::thread::scope(|scope| {
            let hash = scope.spawn(|| sha256(&bytes));
            let document = read(&bytes, format, password)?;
            let hash = hash.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            Ok((document, hash))
        })?,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Document { file: Some(FileRead { name, sha256 }), ..document })
}

/// All bytes of a source, and no more of them than a file may have.
pub(super) fn bounded(source: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let fault = |fault: std::io::Error| ReadError::File(fault.to_string());
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(fault)?;
    match bytes.len() > MAX_BYTES {
        true => Err(ReadError::TooLarge(bytes.len().div_ceil(1 << 20))),
        false => Ok(bytes),
    }
}

/// Reads a file's bytes; `password` opens a PDF that asks for one.
pub(super) fn read(bytes: &[u8], format: Format, password: &str) -> Result<Document, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge(bytes.len() >> 20));
    }
    let format = format.detect(bytes)?;
    let (mut builder, encoding) = match format {
        Format::Html => html::read(bytes)?,
        Format::Docx => (docx::read(bytes)?, None),
        Format::Odt => (odt::read(bytes)?, None),
        Format::Pptx => (pptx::read(bytes)?, None),
        Format::Epub => (epub::read(bytes)?, None),
        Format::Pdf => (pdf::read(bytes, password)?, None),
        _ => of_text(bytes, format)?,
    };
    let meta = std::mem::take(&mut builder.meta);
    let document = Document { meta, encoding, ..builder.finish()? };
    finish(document, matches!(format, Format::Text | Format::Pdf))
}

/// Text is read as what it is, whatever its file is called.
fn of_text(bytes: &[u8], format: Format) -> Result<(Builder, Option<&'static str>), ReadError> {
    let (text, encoding) = decode(bytes, None)?;
    if text.len() > MAX_TEXT {
        return Err(ReadError::TooLong(text.len() >> 20));
    }
    let (meta, body) = meta::front_matter(&text);
    // Formats with marks of their own for notes have none in bare digits.
    let mut builder = match format {
        Format::Text | Format::Markdown => Builder::with_flat_notes(Meta::default()),
        _ => Builder::default(),
    };
    builder.meta = meta;
    if text[..body].contains(char::is_alphanumeric) {
        builder.leaf_as(
            Role::Metadata,
            BlockKind::Code,
            &text[..body],
            Some(Source::Verbatim(0)),
        )?;
    }
    let tree = &mut builder;
    match format {
        Format::Org => org::read(tree, &text, body)?,
        Format::Rst => rst::read(tree, &text, body)?,
        Format::Asciidoc => asciidoc::read(tree, &text, body)?,
        Format::Latex => latex::read(tree, &text, body)?,
        Format::Subtitles => subtitles::read(tree, &text, body)?,
        Format::Notebook => notebook::read(tree, &text)?,
        _ if clippings::is_it(&text) => clippings::read(tree, &text, body)?,
        _ if body > 3 || markdown::is_markdown(&text, format == Format::Markdown) => {
            markdown::read(tree, &text, body)?;
        }
        _ => text::read(tree, &text, body)?,
    }
    Ok((builder, encoding))
}

/// Says what each block is for, and finds what facts are looked for in.
fn finish(mut document: Document, may_have_cover: bool) -> Result<Document, ReadError> {
    headings::promote(&mut document);
    meta::complete(&mut document);
    if may_have_cover {
        matter::find_cover(&mut document);
    }
    matter::find_back_matter(&mut document);
    let notes = document.marks.iter().filter(|mark| mark.kind == MarkKind::Note);
    document.notes = notes.map(|mark| mark.span.start).collect();
    reading::read(&mut document);
    document.language = language::foreign(&document);
    // What a file says of itself is no text.
    let is_bare = |block: &Block| !block.kind.is_leaf() || block.role == Role::Metadata;
    match document.blocks.iter().all(is_bare) {
        true => Err(ReadError::Empty),
        false => Ok(document),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::{facts, read, refusal};

    #[test]
    fn front_matter_is_counted() {
        let text = "---\ntitle: The Hanse\nauthor: A. Writer\n---\n\n# Towns\n\nRiga is old.\n";
        for format in [Format::Markdown, Format::Text, Format::Asciidoc, Format::Latex] {
            let document = read(text, format);
            assert_eq!(facts(&document), (Some("The Hanse"), Some("A. Writer"), None));
            let line = document.inventory().line();
            assert!(line.ends_with("left out: 6 words of metadata"), "{line}");
            assert!(document.text.contains("Riga is old."));
        }
        let alone = "---\ntitle: The Hanse\nauthor: A. Writer\n---\n";
        assert_eq!(refusal(alone, Format::Markdown), "expected text, found none");
        let bare = read("---\n---\n\n# Towns\n\nRiga is old.\n", Format::Markdown);
        assert_eq!(bare.inventory().line(), "read 4 words, 1 heading");
    }
}
