//! PDF: texts at places become lines, lines become paragraphs. Written for
//! files that nobody vouches for: every object is read on its own, within a
//! budget of bytes unpacked and bytes read, and nothing is ever drawn.

mod content;
mod encoding;
mod file;
mod filter;
mod font;
mod layout;
mod object;
mod reflow;
mod running;

use super::Format;
use crate::document::Meta;
use crate::document::block::BlockKind;
use crate::document::draft::Draft;
use crate::document::error::{ReadError, damaged};
use content::Reader;
use file::File;
use object::{Dict, Object};
use std::collections::HashSet;

/// Most pages of a document.
const MAX_PAGES: usize = 20_000;

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let file = File::open(bytes)?;
    let pages = pages(&file)?;
    if pages.is_empty() {
        return Err(damaged(Format::Pdf, "no pages"));
    }
    let mut reader = Reader::new(&file);
    let none = Dict::new();
    let mut read = Vec::with_capacity(pages.len());
    for page in &pages {
        let resources = file.object(page.resources)?;
        let resources = resources.dict().map(|owner| file.get(owner, "Resources")).transpose()?;
        let resources = resources.as_ref().and_then(Object::dict).unwrap_or(&none);
        if let Some(dict) = file.object(page.id)?.dict() {
            read.push(layout::lines(reader.page(dict, resources)?));
        }
    }
    let has_text = |line: &content::Line| line.text.chars().any(char::is_alphabetic);
    if !read.iter().flatten().any(has_text) {
        return Err(ReadError::Scanned(pages.len()));
    }
    let mut draft = Draft::default();
    reflow::reflow(read, &mut draft)?;
    draft.meta = facts(&file)?;
    draft.meta.title = draft.meta.title.take().or_else(|| largest_heading(&draft));
    Ok(draft)
}

/// Numbers of objects, not the objects: a file may have many large ones.
struct Page {
    id: u32,
    /// The page itself, or the node above it that has resources for it.
    resources: u32,
}

/// All pages in order; those that the tree does not lead to where it leads to none.
fn pages(file: &File<'_>) -> Result<Vec<Page>, ReadError> {
    let root = file.get(&file.trailer, "Root")?;
    let mut found = Vec::new();
    if let Some(Object::Ref(top)) = root.dict().and_then(|root| root.get("Pages")) {
        add_pages(file, *top, &mut found)?;
    }
    if found.is_empty() {
        for id in file.ids() {
            let object = file.object(id)?;
            let kind = object.dict().and_then(|dict| dict.get("Type"));
            if kind.and_then(Object::name) == Some("Page") {
                found.push(Page { id, resources: id });
            }
        }
    }
    match found.len() > MAX_PAGES {
        true => Err(ReadError::TooComplex),
        false => Ok(found),
    }
}

/// Walks the tree without recursion; a node that was seen is not seen again.
fn add_pages(file: &File<'_>, top: u32, found: &mut Vec<Page>) -> Result<(), ReadError> {
    let mut seen = HashSet::new();
    let mut open = vec![(top, top)];
    while let Some((id, above)) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = file.object(id)?;
        let Some(dict) = node.dict() else { continue };
        let resources = if dict.contains_key("Resources") { id } else { above };
        match file.get(dict, "Kids")? {
            Object::Array(kids) if dict.get("Type").and_then(Object::name) != Some("Page") => {
                let ids = kids.iter().rev().filter_map(|kid| match kid {
                    Object::Ref(id) => Some((*id, resources)),
                    _ => None,
                });
                open.extend(ids);
            }
            _ => found.push(Page { id, resources }),
        }
        if found.len() > MAX_PAGES || open.len() > 64 * MAX_PAGES {
            return Err(ReadError::TooComplex);
        }
    }
    Ok(())
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

/// Title and author. The year is that of the file, not of the text: left out.
fn facts(file: &File<'_>) -> Result<Meta, ReadError> {
    let info = file.get(&file.trailer, "Info")?;
    let text = |key: &str| -> Result<Option<String>, ReadError> {
        let Some(info) = info.dict() else { return Ok(None) };
        let Object::Text(bytes) = file.get(info, key)? else { return Ok(None) };
        let text = decoded(&bytes);
        Ok(Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty()))
    };
    let title = text("Title")?.filter(|title| !is_file_name(title));
    Ok(Meta { title, author: text("Author")?, year: None })
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

fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{facts, is_sound, read, refusal, titles};
    use crate::document::{Document, Format};
    use proptest::prelude::*;
    use std::fmt::Write;

    /// A PDF of these objects, numbered from 1; the first is the catalog.
    fn file(objects: &[String]) -> Vec<u8> {
        let mut text = "%PDF-1.4\n".to_owned();
        for (index, object) in objects.iter().enumerate() {
            write!(text, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
        }
        text.push_str("trailer\n<< /Root 1 0 R /Info 4 0 R >>\n%%EOF\n");
        text.into_bytes()
    }

    fn pdf(pages: &[String]) -> Vec<u8> {
        let kids: Vec<String> =
            (0..pages.len()).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [{}] /Count {} /Resources << /Font << /F 3 0 R >> >> >>",
                kids.join(" "),
                pages.len()
            ),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
                .to_owned(),
            "<< /Title (The Kings of Rome) /Author (A. Writer) /CreationDate (D:20200101) >>"
                .to_owned(),
        ];
        for (page, content) in pages.iter().enumerate() {
            objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 6 + 2 * page));
            let length = content.len();
            objects.push(format!("<< /Length {length} >>\nstream\n{content}\nendstream"));
        }
        file(&objects)
    }

    /// A line at a place, of a size.
    fn at(x: u32, y: u32, size: u32, text: &str) -> String {
        format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n")
    }

    fn document(pages: &[String]) -> Document {
        read(pdf(pages), Format::Pdf)
    }

    fn paragraphs(document: &Document) -> Vec<&str> {
        document.paragraphs.iter().map(|paragraph| document.slice(paragraph.span.clone())).collect()
    }

    #[test]
    fn lines_become_headings_and_paragraphs() {
        let page = [
            at(72, 740, 11, "1 Kings and Consuls . . . . . . . 12"),
            at(72, 700, 18, "Kings and Consuls"),
            at(90, 660, 11, "Rome had kings for a long time, and annalists still dif-"),
            at(72, 646, 11, "fer about their number. They fell in the end because the"),
            at(72, 632, 11, "well-known families drove them out."),
            at(90, 618, 11, "Then came two consuls, who ruled for only one year each."),
        ];
        let document = document(&[page.concat()]);
        assert_eq!(
            paragraphs(&document),
            [
                "Kings and Consuls",
                "Rome had kings for a long time, and annalists still differ about their number. They fell in the end because the well-known families drove them out.",
                "Then came two consuls, who ruled for only one year each.",
            ]
        );
        assert_eq!(titles(&document), ["Kings and Consuls"]);
        assert_eq!(facts(&document), (Some("The Kings of Rome"), Some("A. Writer"), None));
    }

    #[test]
    fn running_heads_page_numbers_and_footnotes_are_left_out() {
        let page = |number: u32, text: &str| {
            [
                at(72, 750, 9, &format!("{number} A JOURNAL OF ROME")),
                at(72, 700, 11, text),
                at(350, 704, 7, "3"),
                at(72, 686, 11, "and nobody in the city knew how it would come to an end"),
                at(72, 90, 8, "3 Annals, book one."),
                at(72, 80, 8, "And more of the same note."),
                at(300, 30, 9, &number.to_string()),
            ]
            .concat()
        };
        let texts =
            ["The first year of the war was hard.", "in the spring. The second was no", "better."];
        let pages: Vec<String> =
            texts.iter().zip(11..).map(|(text, number)| page(number, text)).collect();
        assert_eq!(
            paragraphs(&document(&pages)).join(" "),
            "The first year of the war was hard. and nobody in the city knew how it would come to an end in the spring. The second was no and nobody in the city knew how it would come to an end better. and nobody in the city knew how it would come to an end"
        );
    }

    #[test]
    fn raised_note_marks_and_their_digits_vanish() {
        let page = [
            at(72, 700, 11, "The army crossed the border."),
            "BT /F 6 Tf 221 704 Td (3) Tj ET BT /F 11 Tf 227 700 Td (In 1950 it turned back.) Tj ET\n"
                .to_owned(),
            at(72, 686, 11, "Nobody followed it across the river.4 The war went on for years."),
        ];
        assert_eq!(
            document(&[page.concat()]).text,
            "The army crossed the border. In 1950 it turned back.\nNobody followed it across the river. The war went on for years."
        );
    }

    #[test]
    fn wide_letter_space_within_a_pair_is_a_blank() {
        let page = "BT /F 10 Tf 72 700 Td (The road was long and dry) Tj 3 Tc [(.H) 300] TJ 0 Tc (ere it ended.) Tj ET";
        assert_eq!(document(&[page.to_owned()]).text, "The road was long and dry. Here it ended.");
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut page = at(
            72,
            740,
            11,
            "A line that runs across both of the columns of this page and ends so.",
        );
        for row in 0..10 {
            // Line by line across the page, as some writers do it.
            page += &at(72, 700 - row * 14, 11, "left words of a line that is long");
            page += &at(320, 700 - row * 14, 11, "right words of a line that is long");
        }
        let text = document(&[page]).text;
        let last_left = text.rfind("left").unwrap();
        assert!(last_left < text.find("right").unwrap(), "{text}");
    }

    #[test]
    fn letters_set_backwards_may_stand_on_both_sides_of_a_gutter() {
        let row = |row: u32| {
            at(72, 700 - row * 14, 11, "left words of a line that is long")
                + &at(320, 700 - row * 14, 11, "right words of a line that is long")
        };
        let backwards = "BT -100 Tz /F 11 Tf 330 300 Td (words that run to the left) Tj ET";
        let text = document(&[(0..10).map(row).collect::<String>() + backwards]).text;
        assert!(text.contains("words that run to the left"), "{text}");
        assert!(text.rfind("left words") < text.find("right words"), "{text}");
    }

    #[test]
    fn packed_objects_and_maps_to_unicode_are_read() {
        use flate2::write::ZlibEncoder;
        use std::io::Write as _;
        let pack = |text: &str| {
            let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let parts = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [5 0 R] /Resources << /Font << /F 3 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type0 /ToUnicode 7 0 R >>",
        ];
        let (second, third) = (parts[0].len(), parts[0].len() + parts[1].len());
        let objects = format!("1 0 2 {second} 3 {third} {}", parts.concat());
        let first = objects.find("<<").unwrap();
        let mut bytes = b"%PDF-1.5\n".to_vec();
        let mut stream = |id: u32, dict: &str, text: &str| {
            let packed = pack(text);
            bytes.extend(
                format!(
                    "{id} 0 obj\n<< {dict} /Filter /FlateDecode /Length {} >>\nstream\n",
                    packed.len()
                )
                .bytes(),
            );
            bytes.extend(packed);
            bytes.extend(b"\nendstream\nendobj\n");
        };
        stream(4, &format!("/Type /ObjStm /N 3 /First {first}"), &objects);
        stream(8, "/Type /XRef /Root 1 0 R", "");
        stream(6, "", "BT /F 11 Tf 72 700 Td <000100020003> Tj ET");
        stream(
            7,
            "",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0003> <0041> endbfrange",
        );
        bytes.extend(b"5 0 obj\n<< /Type /Page /Contents 6 0 R >>\nendobj\n");
        assert_eq!(read(bytes, Format::Pdf).text, "ABC");
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let mut locked = pdf(&[at(72, 700, 11, "Rome had kings.")]);
        locked.extend(b"trailer\n<< /Encrypt 3 0 R >>\n");
        for (bytes, message) in [
            (
                pdf(&["0 0 100 100 re f".to_owned()]),
                "expected a PDF with text, found none on its only page",
            ),
            (locked, "expected a PDF file that anyone can open, found an encrypted one"),
            (b"%PDF-1.7\n".to_vec(), "expected a PDF file, found a damaged one: no pages"),
            (b"Rome had kings.".to_vec(), "expected a PDF file, found other bytes"),
        ] {
            assert_eq!(refusal(bytes, Format::Pdf), message);
        }
    }

    #[test]
    fn nodes_and_forms_that_hold_themselves_end() {
        let circle = file(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [2 0 R 3 0 R] >>".to_owned(),
            "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>".to_owned(),
            "<< /Subtype /Form /Length 5 >>\nstream\n/X Do\nendstream".to_owned(),
        ]);
        let message = "expected a PDF with text, found none on its only page";
        assert_eq!(refusal(circle, Format::Pdf), message);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(is_sound([b"%PDF-1.4 1 0 obj ".as_slice(), &bytes].concat(), Format::Pdf));
        }

        #[test]
        fn no_damage_makes_it_panic(at in 0usize..1000, byte: u8, cut in 0usize..1200) {
            let mut bytes = pdf(&["BT /F 11 Tf 72 700 Td [(Rome) -300 (had)] TJ T* (kings.) ' ET".to_owned()]);
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(cut.max(8));
            prop_assert!(is_sound(bytes, Format::Pdf));
        }

        #[test]
        fn no_content_makes_it_panic(content in "(BT |ET |/F [0-9]{1,3} Tf |[0-9. -]{1,8} Td |\\([a-z. ]{0,9}\\) Tj |\\[\\(a\\) -?[0-9]{1,4}\\] TJ |q |Q |[0-9. ]{11} (cm|Tm) |BI ID EI |<< |\\[ |T\\* ){1,60}") {
            prop_assert!(is_sound(pdf(&[content]), Format::Pdf));
        }
    }
}
