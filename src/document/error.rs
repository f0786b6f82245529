//! Why a file cannot be read, and what to do about it.

use super::format::Format;

/// Largest file, in bytes.
pub(super) const MAX_BYTES: usize = 64 << 20;
/// Most that a file may unpack to, in bytes, all its parts together.
pub(super) const MAX_UNPACKED: usize = 128 << 20;
/// Most text that a document may have, in bytes.
pub(super) const MAX_TEXT: usize = 10 << 20;

/// Most headings and paragraphs of a document.
pub(super) const MAX_BLOCKS: usize = 250_000;

const TO_DOCX: &str = "save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`";
const TO_PPTX: &str = "save it as .pptx: File, Save As… in its own program, or `soffice --headless --convert-to pptx FILE`";

/// Why a file cannot be read as a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The name's ending is none that is known.
    #[error(
        "expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub, .pdf, .tex, .org, .rst, .adoc, .ipynb, .srt or .vtt, found '{0}'"
    )]
    Ending(String),
    /// The file cannot be opened or read.
    #[error("{0}")]
    File(String),
    /// A byte is no UTF-8.
    #[error("expected UTF-8 text, found another byte in line {0}")]
    NotUtf8(usize),
    /// It is a folder, a pipe or a device.
    #[error("expected a regular file, found something else")]
    NoFile,
    /// A byte is zero: no text has one.
    #[error("expected text, found a zero byte in line {0}")]
    Zero(usize),
    /// The file is of a kind that cannot be read.
    #[error("expected a document whose text can be read, found {0}")]
    Other(&'static str),
    /// The content is not what the name says.
    #[error("expected {expected}, found {found}")]
    Mismatch {
        /// What the name promises.
        expected: &'static str,
        /// What the content is.
        found: &'static str,
    },
    /// There is no text.
    #[error("expected text, found none")]
    Empty,
    /// A PDF of pictures, or of fonts that tell no letters; how many pages.
    #[error("expected a PDF with text, found none on {}", pages(*.0))]
    Scanned(usize),
    /// A password or digital rights management bars the text.
    #[error("expected {0} that anyone can open, found an encrypted one")]
    Encrypted(&'static str),
    /// A PDF asks for a password.
    #[error("expected a PDF file that anyone can open, found one that asks for a password")]
    Password,
    /// The file is damaged.
    #[error("expected {0}, found a damaged one: {1}")]
    Damaged(&'static str, String),
    /// The file is too large.
    #[error("expected at most {most} MiB, found {0} MiB", most = MAX_BYTES >> 20)]
    TooLarge(usize),
    /// The file's parts unpack to too much.
    #[error("expected at most {most} MiB when unpacked, found more", most = MAX_UNPACKED >> 20)]
    Bomb,
    /// The text is too long.
    #[error("expected at most {most} MiB of text, found {0} MiB", most = MAX_TEXT >> 20)]
    TooLong(usize),
    /// The text has too many paragraphs.
    #[error("expected at most {MAX_BLOCKS} paragraphs, found more")]
    TooMany,
    /// Reading takes more work than any real file.
    #[error("expected a file that can be read in a few seconds, found one that takes longer")]
    TooComplex,
}

impl ReadError {
    /// The next step that a person can take.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Ending(ending) => match ending.as_str() {
                ".doc" | ".dot" | ".rtf" | ".wpd" | ".wps" | ".sxw" | ".fodt" => TO_DOCX,
                ".ppt" | ".pps" | ".odp" | ".sxi" | ".fodp" => TO_PPTX,
                ".pages" => "in Pages: File, Export To, Word…",
                ".key" => "in Keynote: File, Export To, PowerPoint…",
                ".mobi" | ".azw" | ".azw3" | ".fb2" => "convert it to .epub",
                ".ps" | ".djvu" => "convert it to .pdf",
                _ => "save the text as .txt or .md",
            },
            Self::Other("an RTF file" | "an old Word file" | "an old Office file") => TO_DOCX,
            Self::Other("an old PowerPoint file" | "an ODP file") => TO_PPTX,
            Self::Other("an iWork file") => {
                "in Pages or Keynote: File, Export To, Word or PowerPoint…"
            }
            Self::Other(_) => "save it as .docx, .pdf or .txt",
            Self::NotUtf8(_) => "save it again in the encoding UTF-8",
            Self::Mismatch { .. } => "give it the ending of what it is, or save it anew",
            Self::Scanned(_) => "add text to it first: `ocrmypdf IN OUT`",
            Self::Password => {
                "give its password on a terminal, or remove it with `qpdf --decrypt IN OUT`"
            }
            Self::Encrypted(_) => "remove the password or the protection, and save it again",
            Self::Damaged(..) => "open it in its own program and save it again",
            Self::TooLarge(_) | Self::TooLong(_) | Self::TooMany => "split it, a file a chapter",
            Self::Bomb | Self::TooComplex => "save the text as .txt or .md",
            Self::Zero(_) | Self::Empty | Self::File(_) | Self::NoFile => return None,
        })
    }
}

fn pages(count: usize) -> String {
    match count {
        1 => "its only page".to_owned(),
        count => format!("any of its {count} pages"),
    }
}

/// The error of a damaged file of this format.
pub(super) fn damaged(format: Format, what: impl Into<String>) -> ReadError {
    ReadError::Damaged(format.name(), what.into())
}
