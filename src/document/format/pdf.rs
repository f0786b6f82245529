//! PDF: what `byheart-pdf` reads becomes a draft.

use super::Format;
use crate::document::block::{BlockKind, is_plain_heading};
use crate::document::draft::Draft;
use crate::document::error::{MAX_TEXT, MAX_UNPACKED, ReadError, damaged};
use crate::document::{Meta, meta};
use byheart_pdf::{BlockKind as Kind, Document, Error, Limits, Page};

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    // Text that is left out, and blanks, are no part of what is kept.
    let limits = Limits { text: 2 * MAX_TEXT, unpacked: MAX_UNPACKED, ..Limits::default() };
    let document = byheart_pdf::read(bytes, "", limits).map_err(refusal)?;
    if !document.pages.iter().any(Page::has_text) {
        return Err(ReadError::Scanned(document.pages.len()));
    }
    let mut draft = Draft::default();
    let below = level_below(&document);
    for block in &document.blocks {
        let kind = match block.kind {
            Kind::Heading { level } => BlockKind::Heading { level },
            Kind::Item => BlockKind::Item,
            _ if is_plain(&block.text, &draft) => BlockKind::Heading { level: below },
            _ => BlockKind::Prose,
        };
        draft.push(kind, &block.text)?;
    }
    let title = document.info.title.filter(|title| !is_file_name(title));
    let title = title.or_else(|| largest_heading(&draft));
    // The year is that of the file, not of the text: left out.
    draft.meta = Meta { title, author: document.info.author, year: None };
    meta::drop_cover(&mut draft);
    draft.drop_back_matter(0);
    Ok(draft)
}

fn refusal(error: Error) -> ReadError {
    match error {
        Error::NoPages => damaged(Format::Pdf, "no pages"),
        Error::Password | Error::Encryption(_) => ReadError::Encrypted("a PDF file"),
        Error::Unpacked => ReadError::Bomb,
        Error::TooLong(bytes) => ReadError::TooLong(bytes >> 20),
        _ => ReadError::TooComplex,
    }
}

/// The level of headings that nothing but their words tells.
fn level_below(document: &Document) -> u8 {
    let levels = document.blocks.iter().filter_map(|block| match block.kind {
        Kind::Heading { level } => Some(level),
        _ => None,
    });
    levels.max().map_or(1, |level| (level + 1).min(6))
}

/// Numbers of an axis are no heading.
fn is_plain(text: &str, draft: &Draft) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters * 2 > text.chars().filter(|c| !c.is_whitespace()).count()
        && is_plain_heading(text, draft.blocks.last(), &draft.text)
}

/// The title where the file does not say it: what is set largest at the beginning.
fn largest_heading(draft: &Draft) -> Option<String> {
    let headings = draft.blocks.iter().take(12).filter_map(|block| match block.kind {
        BlockKind::Heading { level } => Some((level, draft.content(block))),
        _ => None,
    });
    let titles = headings.filter(|(_, title)| title.chars().count() >= 6);
    titles.min_by_key(|(level, _)| *level).map(|(_, title)| title.to_owned())
}

/// What word processors write where nobody gave a title.
fn is_file_name(title: &str) -> bool {
    let small = title.to_lowercase();
    small.starts_with("microsoft word")
        || small.starts_with("untitled")
        || !small.contains(' ')
        || [".doc", ".docx", ".pdf", ".indd", ".tex", ".qxd", ".rtf", ".odt"]
            .iter()
            .any(|ending| small.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::{facts, is_sound, read, refusal, titles};
    use proptest::prelude::*;

    /// A page with this content, and entries of the trailer.
    fn pdf(content: &str, trailer: &str) -> Vec<u8> {
        let length = content.len();
        format!(
            "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
             2 0 obj << /Type /Pages /Kids [3 0 R] >> endobj\n\
             3 0 obj << /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj\n\
             4 0 obj << /Length {length} >>\nstream\n{content}\nendstream endobj\n\
             5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> endobj\n\
             6 0 obj << /Title (Microsoft Word - x.doc) /Author (A. Writer) >> endobj\n\
             trailer << /Root 1 0 R /Info 6 0 R {trailer} >>\n"
        )
        .into_bytes()
    }

    const PAGE: &str = "BT /F 18 Tf 72 700 Td (The Kings) Tj /F 11 Tf \
        0 -40 Td (Rome had kings for a long time.4 They fell in) Tj \
        0 -14 Td (the end, in) Tj 0 -14 Td (bad years.) Tj 0 -28 Td (Old Consuls) Tj \
        0 -28 Td (They ruled for one year, and) Tj 0 -14 Td (nobody) Tj 0 -14 Td (knows why.) Tj ET";

    #[test]
    fn blocks_become_sections_and_paragraphs() {
        let document = read(pdf(PAGE, ""), Format::Pdf);
        assert_eq!(
            document.text,
            "The Kings\nRome had kings for a long time. They fell in the end, in bad years.\nOld Consuls\nThey ruled for one year, and nobody knows why."
        );
        assert_eq!(titles(&document), ["The Kings", "Old Consuls"]);
        assert_eq!(document.sections.iter().map(|section| section.level).max(), Some(2));
        assert_eq!(facts(&document), (Some("The Kings"), Some("A. Writer"), None));
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        for (bytes, message) in [
            (pdf("0 0 100 100 re f", ""), "expected a PDF with text, found none on its only page"),
            (
                pdf(PAGE, "/Encrypt 5 0 R"),
                "expected a PDF file that anyone can open, found an encrypted one",
            ),
            (b"%PDF-1.7\n".to_vec(), "expected a PDF file, found a damaged one: no pages"),
            (b"Rome had kings.".to_vec(), "expected a PDF file, found other bytes"),
        ] {
            assert_eq!(refusal(bytes, Format::Pdf), message);
        }
    }

    proptest! {
        #[test]
        fn no_damage_makes_it_panic(at in 0usize..1000, byte: u8, cut in 0usize..1200) {
            let mut bytes = pdf(PAGE, "");
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(cut.max(8));
            prop_assert!(is_sound(bytes, Format::Pdf));
        }
    }
}
