//! File formats: which one a file is, by its name and by its first bytes, and
//! a reader each for those that are not text already.

mod archive;
pub(super) mod clippings;
pub(super) mod epub;
mod formula;
pub(super) mod html;
pub(super) mod latex;
pub(super) mod lightweight;
pub(super) mod markdown;
mod markup;
mod mathml;
pub(super) mod notebook;
pub(super) mod office;
pub(super) mod pdf;
pub(super) mod subtitles;
pub(super) mod text;
mod xml;

pub use formula::tex_in_letters;

use super::builder::Builder;
use super::error::ReadError;
use archive::Archive;
use foldhash::HashSet;
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

pub(super) type Words = LazyLock<HashSet<&'static str>>;

pub(super) fn words(text: &'static str) -> HashSet<&'static str> {
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
    /// OpenDocument text.
    Odt,
    /// Office Open XML, as programs for slides write it.
    Pptx,
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
            Some("html" | "htm" | "xhtml" | "mhtml" | "mht") => Ok(Self::Html),
            Some("docx" | "docm" | "dotx") => Ok(Self::Docx),
            Some("odt" | "ott") => Ok(Self::Odt),
            Some("pptx" | "ppsx" | "pptm") => Ok(Self::Pptx),
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
            Self::Docx | Self::Odt | Self::Pptx | Self::Epub | Self::Pdf => {
                let found = if is_html { "an HTML file" } else { "other bytes" };
                Err(ReadError::Mismatch { expected: self.name(), found })
            }
            Self::Text | Self::Markdown if is_html || html::is_archive(bytes) => Ok(Self::Html),
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
            Self::Odt => "an ODT file",
            Self::Pptx => "a PPTX file",
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
    let mut archive = Archive::open(bytes, "a ZIP file")?;
    let types = archive.text("[Content_Types].xml").ok().flatten();
    let is_office = types.is_some();
    let types = types.unwrap_or_default();
    let mime = archive.text("mimetype").ok().flatten().unwrap_or_default();
    let open = mime.trim().strip_prefix("application/vnd.oasis.opendocument.");
    match open {
        _ if archive.has("META-INF/container.xml") => Ok(Format::Epub),
        _ if is_office && archive.has("word/document.xml") => Ok(Format::Docx),
        _ if is_office && archive.has("ppt/presentation.xml") => Ok(Format::Pptx),
        _ if types.contains("wordprocessingml.") => Ok(Format::Docx),
        _ if types.contains("presentationml.") => Ok(Format::Pptx),
        _ if types.contains("spreadsheetml.") => Err(ReadError::Other("a spreadsheet")),
        Some(kind) if kind.starts_with("text") => Ok(Format::Odt),
        Some(kind) if kind.starts_with("presentation") => Err(ReadError::Other("an ODP file")),
        Some(kind) if kind.starts_with("spreadsheet") => Err(ReadError::Other("a spreadsheet")),
        None if archive.has("content.xml") => Ok(Format::Odt),
        Some(_) => Err(ReadError::Other("an OpenDocument file")),
        None if is_office => Err(ReadError::Other("an Office file without a document")),
        None if archive.has("Index/Document.iwa") => Err(ReadError::Other("an iWork file")),
        None => Err(ReadError::Other("a ZIP file")),
    }
}

/// A compound file: Office before 2007, or an encrypted file of today.
fn of_compound_file(bytes: &[u8]) -> ReadError {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    match () {
        () if has("EncryptedPackage") => ReadError::Encrypted("a DOCX file"),
        () if has("WordDocument") => ReadError::Other("an old Word file"),
        () if has("PowerPoint Document") => ReadError::Other("an old PowerPoint file"),
        () => ReadError::Other("an old Office file"),
    }
}
