//! File formats: which one a file is, by its name and by its first bytes, and
//! a reader each for those that are not text already.

mod archive;
pub(super) mod clippings;
pub(super) mod docx;
pub(super) mod epub;
mod formula;
pub(super) mod html;
pub(super) mod latex;
pub(super) mod lightweight;
pub(super) mod markdown;
mod markup;
pub(super) mod notebook;
pub(super) mod pdf;
pub(super) mod subtitles;
pub(super) mod text;

use super::builder::Builder;
use super::error::ReadError;
use archive::Archive;
use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

/// Least words of a block of fixed layout that is prose.
const LEAST_PROSE: usize = 8;

/// Whether lines of fixed layout, such as indented ones, hold sentences and no code.
fn is_prose_block(text: &str) -> bool {
    let is_of_prose = |c: &char| {
        c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’' | '-')
    };
    let (all, prose) = (text.chars().count(), text.chars().filter(is_of_prose).count());
    prose * 100 >= all * 93
        && text.split_whitespace().nth(LEAST_PROSE - 1).is_some()
        && text.contains(['.', '!', '?'])
}

/// A citation stood here; the blank before it goes where a sign stands behind it.
fn cite(builder: &mut Builder, behind: &str) {
    let open = builder.open_text();
    if open.ends_with(' ') && behind.starts_with(['.', ',', ';', ':', '!', '?', ')']) {
        builder.cut(open.len() - 1);
    }
    builder.note("@");
}

type Words = LazyLock<HashSet<&'static str>>;

fn words(text: &'static str) -> HashSet<&'static str> {
    listed(text).collect()
}

/// The words of a list in `data`; its lines that begin with `#` say what it is.
fn listed(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_ascii_whitespace)
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark as people write it).
    Markdown,
    /// HTML or XHTML.
    Html,
    /// Office Open XML, as word processors write it.
    Docx,
    /// An electronic book.
    Epub,
    /// Portable Document Format.
    Pdf,
    /// Org, as Emacs writes it.
    Org,
    /// reStructuredText.
    Rst,
    /// AsciiDoc.
    Asciidoc,
    /// LaTeX.
    Latex,
    /// Subtitles: WebVTT or SubRip.
    Subtitles,
    /// A Jupyter notebook.
    Notebook,
}

impl Format {
    /// By the file name's ending; a name without one is plain text.
    pub fn of(path: &Path) -> Result<Self, ReadError> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown" | "qmd" | "rmd" | "mdx") => Ok(Self::Markdown),
            Some("txt" | "text") | None => Ok(Self::Text),
            Some("html" | "htm" | "xhtml") => Ok(Self::Html),
            Some("docx") => Ok(Self::Docx),
            Some("epub") => Ok(Self::Epub),
            Some("pdf") => Ok(Self::Pdf),
            Some("org") => Ok(Self::Org),
            Some("rst" | "rest") => Ok(Self::Rst),
            Some("adoc" | "asciidoc" | "asc") => Ok(Self::Asciidoc),
            Some("tex" | "latex" | "ltx") => Ok(Self::Latex),
            Some("vtt" | "srt") => Ok(Self::Subtitles),
            Some("ipynb") => Ok(Self::Notebook),
            Some(other) => Err(ReadError::Ending(format!(".{other}"))),
        }
    }

    /// By the first bytes, which know better than the name.
    pub(super) fn detect(self, bytes: &[u8]) -> Result<Self, ReadError> {
        let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let starts = |mark: &[u8]| {
            bare.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
        };
        let is_html = starts(b"<!doctype html") || starts(b"<html");
        match self {
            _ if starts(b"%PDF-") => Ok(Self::Pdf),
            _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") => {
                of_archive(bytes)
            }
            _ if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => {
                Err(of_compound_file(bytes))
            }
            _ if starts(b"{\\rtf") => Err(ReadError::Other("an RTF file")),
            // Some PDFs have other bytes before their header.
            Self::Pdf if !is_html && has_header(bytes) => Ok(Self::Pdf),
            Self::Docx | Self::Epub | Self::Pdf => {
                let found = if is_html { "an HTML file" } else { "other bytes" };
                Err(ReadError::Mismatch { expected: self.name(), found })
            }
            Self::Text | Self::Markdown if is_html => Ok(Self::Html),
            Self::Text if starts(b"WEBVTT") => Ok(Self::Subtitles),
            Self::Text if starts(b"\\documentclass") => Ok(Self::Latex),
            _ => Ok(self),
        }
    }

    /// With its article, as a message names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "a text file",
            Self::Markdown => "a Markdown file",
            Self::Html => "an HTML file",
            Self::Docx => "a DOCX file",
            Self::Epub => "an EPUB file",
            Self::Pdf => "a PDF file",
            Self::Org => "an Org file",
            Self::Rst => "a reStructuredText file",
            Self::Asciidoc => "an AsciiDoc file",
            Self::Latex => "a LaTeX file",
            Self::Subtitles => "a file of subtitles",
            Self::Notebook => "a Jupyter notebook",
        }
    }
}

fn has_header(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

fn of_archive(bytes: &[u8]) -> Result<Format, ReadError> {
    let archive = Archive::open(bytes, "a ZIP file")?;
    match () {
        () if archive.has("META-INF/container.xml") => Ok(Format::Epub),
        () if archive.has("[Content_Types].xml") && archive.has("word/document.xml") => {
            Ok(Format::Docx)
        }
        () if archive.has("content.xml") => Err(ReadError::Other("an OpenDocument file")),
        () if archive.has("[Content_Types].xml") => {
            Err(ReadError::Other("an Office file without a document"))
        }
        () => Err(ReadError::Other("a ZIP file")),
    }
}

/// A compound file: Word before 2007, or an encrypted DOCX.
fn of_compound_file(bytes: &[u8]) -> ReadError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match bytes.windows(name.len()).any(|window| window == name) {
        true => ReadError::Encrypted("a DOCX file"),
        false => ReadError::Other("an old Office file"),
    }
}
