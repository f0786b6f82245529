//! The highlights that a Kindle keeps in `My Clippings.txt`: entries between
//! lines of ten equal signs, told by their structure in any language.

use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::offset::Source;
use crate::document::tree::{BlockKind, Role};
use std::collections::HashMap;
use std::ops::Range;

const BORDER: &str = "==========";

/// A highlight, a note or a bookmark.
#[derive(Debug)]
struct Entry {
    /// What kind it is, where it stands and when it was made.
    about: Range<usize>,
    place: u64,
    text: Range<usize>,
}

/// Whether a text is such a file: its first entry has a title, a line that begins
/// with a dash, an empty line, and a border behind its text.
pub(in crate::document) fn is_it(source: &str) -> bool {
    let mut lines = source.trim_start_matches('\u{FEFF}').lines();
    lines.next().is_some_and(|title| !title.trim().is_empty())
        && lines.next().is_some_and(|about| about.trim_start_matches('\u{FEFF}').starts_with("- "))
        && lines.next().is_some_and(|line| line.trim().is_empty())
        && lines.take(200).any(|line| line.trim() == BORDER)
}

/// Reads `source` from byte `from` on: a section a book, in the order of the book.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    for (title, mut entries) in books(source, from) {
        entries.sort_by_key(|entry| entry.place);
        builder.start(BlockKind::Heading { level: 1 })?;
        put(builder, source, title)?;
        builder.end_leaf()?;
        for (number, entry) in entries.iter().enumerate() {
            // A highlight that was made longer stands there twice.
            let next = entries.get(number + 1).map_or("", |next| &source[next.text.clone()]);
            let is_again = next.starts_with(&source[entry.text.clone()]);
            let role = builder.set_role(if is_again { Role::Hidden } else { Role::Body });
            builder.start(BlockKind::Paragraph)?;
            put(builder, source, entry.text.clone())?;
            builder.set_role(Role::Metadata);
            builder.start(BlockKind::Paragraph)?;
            put(builder, source, entry.about.clone())?;
            builder.end_leaf()?;
            builder.set_role(role);
        }
    }
    Ok(())
}

fn put(builder: &mut Builder, source: &str, span: Range<usize>) -> Result<(), ReadError> {
    builder.text(&source[span.clone()], Some(Source::Verbatim(span.start)))
}

/// The titles in the order of the file, each with its entries.
fn books(source: &str, from: usize) -> Vec<(Range<usize>, Vec<Entry>)> {
    let mut books: Vec<(Range<usize>, Vec<Entry>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut at = from;
    for line in source[from..].split_inclusive('\n').chain([BORDER]) {
        let content = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let start = at + line.find(content).unwrap_or(0);
        at += line.len();
        if content != BORDER {
            // Only the text of an entry may hold empty lines.
            if !content.is_empty() || !open.is_empty() {
                open.push(start..start + content.len());
            }
            continue;
        }
        let lines = std::mem::take(&mut open);
        let Some(title) = lines.first() else { continue };
        let about = lines.get(1).cloned().unwrap_or(title.end..title.end);
        let text = match lines.get(2..) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => about.end..about.end,
        };
        let place = place(&source[about.clone()]);
        let book = *known.entry(&source[title.clone()]).or_insert_with(|| {
            books.push((title.clone(), Vec::new()));
            books.len() - 1
        });
        books[book].1.push(Entry { about, place, text });
    }
    books
}

/// The first number of the last part but one: a location where there is one,
/// else a page. The last part is the date.
fn place(about: &str) -> u64 {
    let mut parts = about.rsplit('|').skip(1);
    let part = parts.next().unwrap_or_default();
    let digits = part.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{is_sound, paragraphs, read, titles};
    use crate::document::{Format, ParagraphKind, Role};
    use proptest::prelude::*;

    #[test]
    fn entries_of_a_book_stand_together_in_the_order_of_the_book() {
        let text = "\u{FEFF}Rivers (Muster, Eva)\r\n- Ihre Markierung auf Seite 40 | Position 600-602 | Hinzugefügt am Montag, 4. März 2024\r\n\r\nThe Rhine was straightened by Tulla.\r\n==========\r\n\u{FEFF}Seas\r\n- Your Highlight on page 2 | Added on Tuesday, March 5, 2024\r\n\r\nThe Baltic is young.\r\n==========\r\n\u{FEFF}Rivers (Muster, Eva)\r\n- Ihr Lesezeichen auf Seite 3 | Position 40 | Hinzugefügt am Montag, 4. März 2024\r\n\r\n\r\n==========\r\n\u{FEFF}Rivers (Muster, Eva)\r\n- Ihre Markierung auf Seite 9 | Position 90-91 | Hinzugefügt am Montag, 4. März 2024\r\n\r\nThe Danube has\r\n==========\r\n\u{FEFF}Rivers (Muster, Eva)\r\n- Ihre Markierung auf Seite 9 | Position 90-92 | Hinzugefügt am Montag, 4. März 2024\r\n\r\nThe Danube has many names.\r\n==========\r\n";
        let document = read(text, Format::Text);
        assert_eq!(titles(&document), ["Rivers (Muster, Eva)", "Seas"]);
        let prose =
            paragraphs(&document).into_iter().filter(|(kind, _)| *kind == ParagraphKind::Prose);
        assert_eq!(
            prose.map(|(_, text)| text).collect::<Vec<_>>(),
            [
                "The Danube has many names.",
                "The Rhine was straightened by Tulla.",
                "The Baltic is young."
            ]
        );
        let left_out = document.inventory().left_out;
        assert_eq!(left_out[&Role::Metadata].pieces, 5);
        assert_eq!(left_out[&Role::Hidden].words, 3);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"([a1 |\n\u{FEFF}-]|==========\n|- a \| b\n\n){0,60}") {
            let file = format!("A\n- b | 3 | c\n\n{text}\n==========\n");
            prop_assert!(is_sound(file, Format::Text));
        }
    }
}
