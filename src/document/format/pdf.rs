//! PDF: what `byheart-pdf` reads becomes a tree. Paragraphs that a page breaks are
//! whole; running heads, footnotes and lines of contents stand behind the text,
//! each with its role.

use super::Format;
use super::text::{goes_on, is_heading};
use crate::document::Meta;
use crate::document::builder::Builder;
use crate::document::error::{MAX_TEXT, MAX_UNPACKED, ReadError, damaged};
use crate::document::tree::{BlockKind, Role};
use byheart_pdf::{BlockKind as Kind, Document, Error, LeftOut, Limits, Page};

pub(in crate::document) fn read(bytes: &[u8], password: &str) -> Result<Builder, ReadError> {
    // Text that is left out, and blanks, are no part of what is kept.
    let limits = Limits { text: 2 * MAX_TEXT, unpacked: MAX_UNPACKED, ..Limits::default() };
    let document = byheart_pdf::read(bytes, password, limits).map_err(refusal)?;
    if !document.pages.iter().any(Page::has_text) {
        return Err(ReadError::Scanned(document.pages.len()));
    }
    let mut builder = Builder::with_flat_notes(Meta::default());
    let headings = add_blocks(&mut builder, &document)?;
    add_left_out(&mut builder, &document)?;
    builder.blank_pages = document.pages_without_text().collect();
    builder.unread_letters = document.pages.iter().map(|page| page.unread).sum();
    let title = document.info.title.filter(|title| !is_file_name(title));
    let title = title.or_else(|| largest_heading(headings));
    // The year is that of the file, not of the text: left out.
    builder.meta = Meta { title, author: document.info.author, ..Meta::default() };
    Ok(builder)
}

/// Adds the text; its first headings, with their levels.
fn add_blocks(builder: &mut Builder, document: &Document) -> Result<Vec<(u8, String)>, ReadError> {
    let below = level_below(document);
    let mut headings = Vec::new();
    let mut page = 0;
    let mut before: Option<&str> = None;
    for (at, block) in document.blocks.iter().enumerate() {
        while page < block.page {
            builder.page();
            page += 1;
        }
        let text = block.text.as_str();
        let last = before.take();
        let level = match block.kind {
            Kind::Heading { level } => Some(level),
            Kind::Paragraph => is_plain(text, last).then_some(below),
            _ => None,
        };
        match level {
            Some(level) => {
                builder.leaf(BlockKind::Heading { level }, text)?;
                if at < TITLE_AMONG {
                    headings.push((level, text.to_owned()));
                }
            }
            None if block.kind == Kind::Item => {
                builder.start(BlockKind::Item)?;
                builder.text(text, None)?;
                builder.end()?;
            }
            None => {
                match last.is_some_and(|last| goes_on(last, text)) {
                    true => builder.text(" ", None)?,
                    false => builder.start(BlockKind::Paragraph)?,
                }
                builder.text(text, None)?;
                before = Some(text);
            }
        }
    }
    builder.end_leaf()?;
    while page < document.pages.len() {
        builder.page();
        page += 1;
    }
    Ok(headings)
}

fn add_left_out(builder: &mut Builder, document: &Document) -> Result<(), ReadError> {
    for line in document.pages.iter().flat_map(|page| &page.lines) {
        let Some(reason) = line.left_out else { continue };
        builder.set_role(match reason {
            LeftOut::Footnote | LeftOut::NoteMark => Role::Notes,
            LeftOut::Contents => Role::Contents,
            LeftOut::Step => Role::Repeated,
            _ => Role::RunningHeads,
        });
        builder.leaf(BlockKind::Paragraph, &line.text)?;
    }
    Ok(())
}

/// Blocks among which the title stands.
const TITLE_AMONG: usize = 12;

fn refusal(error: Error) -> ReadError {
    match error {
        Error::NoPages => damaged(Format::Pdf, "no pages"),
        Error::Password => ReadError::Password,
        Error::Encryption(_) => ReadError::Encrypted("a PDF file"),
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

/// Whether a line that looks like any other is a heading; numbers of an axis are none.
fn is_plain(text: &str, before: Option<&str>) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters * 2 > text.chars().filter(|c| !c.is_whitespace()).count() && is_heading(text, before)
}

/// The title where the file does not say it: what is set largest at the beginning.
fn largest_heading(headings: Vec<(u8, String)>) -> Option<String> {
    let titles = headings.into_iter().filter(|(_, title)| title.chars().count() >= 6);
    titles.min_by_key(|(level, _)| *level).map(|(_, title)| title)
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

    #[test]
    fn letters_that_no_font_tells_are_counted() {
        let page = "BT /F 11 Tf 72 700 Td (Rome had kings.) Tj /G 11 Tf <00010002> Tj ET";
        let mute = "7 0 obj << /Type /Font /Subtype /Type0 >> endobj\ntrailer";
        let bytes = String::from_utf8(pdf(page, "")).unwrap();
        let bytes = bytes.replace("/F 5 0 R", "/F 5 0 R /G 7 0 R").replace("trailer", mute);
        let line = read(bytes, Format::Pdf).inventory().line();
        assert!(
            line.ends_with("left out: 2 letters of fonts that do not say what they mean"),
            "{line}"
        );
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
