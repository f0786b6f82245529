//! Whole files, made as text.

use super::{BlockKind, Document, Error, LeftOut, Limits, PageBreak, read};
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
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 5 + 2 * page)).collect();
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
    opened(&pdf(pages)).unwrap()
}

fn opened(bytes: &[u8]) -> Result<Document, Error> {
    read(bytes, "", Limits::default())
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
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
        texts(&document),
        [
            "Kings and Consuls",
            "Rome had kings for a long time, and annalists still differ about their number. They fell in the end because the well-known families drove them out.",
            "Then came two consuls, who ruled for only one year each.",
        ]
    );
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
    let heading = BlockKind::Heading { level: 1 };
    assert_eq!(kinds, [heading, BlockKind::Paragraph, BlockKind::Paragraph]);
    let info = &document.info;
    let facts = [&info.title, &info.author, &info.date].map(|fact| fact.as_deref().unwrap());
    assert_eq!(facts, ["The Kings of Rome", "A. Writer", "D:20200101"]);
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
    let shown =
        ["The first year of the war was hard.", "in the spring. The second was no", "better."];
    let pages: Vec<String> =
        shown.iter().zip(11..).map(|(text, number)| page(number, text)).collect();
    assert_eq!(
        texts(&document(&pages)).join(" "),
        "The first year of the war was hard. and nobody in the city knew how it would come to an end in the spring. The second was no and nobody in the city knew how it would come to an end better. and nobody in the city knew how it would come to an end"
    );
}

#[test]
fn raised_note_marks_are_counted_and_left_out() {
    let page = "BT /F 11 Tf 72 700 Td (The army crossed the border.) Tj /F 6 Tf 4 Ts (3) Tj \
        0 Ts /F 11 Tf ( In 1950 it turned back.) Tj ET";
    let document = document(&[page.to_owned()]);
    assert_eq!(texts(&document), ["The army crossed the border. In 1950 it turned back."]);
    assert_eq!(document.words_left_out(), [(LeftOut::NoteMark, 1)].into());
}

#[test]
fn letter_space_that_is_taken_back_within_words_is_a_blank() {
    let page = "BT /F 10 Tf 72 700 Td (The road was long and dry) Tj 3 Tc [(.H) 300] TJ 0 Tc (ere it ended.) Tj ET";
    assert_eq!(texts(&document(&[page.to_owned()])), ["The road was long and dry. Here it ended."]);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let mut page =
        at(72, 740, 11, "A line that runs across both of the columns of this page and ends so.");
    for row in 0..10 {
        // Line by line across the page, as some writers do it.
        page += &at(72, 700 - row * 14, 11, "left words of a line that is long");
        page += &at(320, 700 - row * 14, 11, "right words of a line that is long");
    }
    let text = texts(&document(&[page])).join(" ");
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
    let rows = (0..10).map(row).collect::<String>();
    let text = texts(&document(&[rows + backwards])).join(" ");
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
    assert_eq!(texts(&opened(&bytes).unwrap()), ["ABC"]);
}

/// A page that shows `content`, with this font.
fn of_font(font: &str, content: &str, map: &str) -> String {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Resources << /Font << /F 3 0 R >> >> >>".to_owned(),
        format!("<< /Type /Font {font} >>"),
        "<< /Type /Page /Contents 5 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()),
    ];
    texts(&opened(&file(&objects)).unwrap()).join("|")
}

#[test]
fn a_simple_font_has_codes_of_one_byte_whatever_its_map_says() {
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange \
        2 beginbfchar <41> <0052> <42> <006F> endbfchar";
    let font = "/Subtype /TrueType /BaseFont /Arial /ToUnicode 6 0 R";
    assert_eq!(of_font(font, "BT /F 11 Tf 72 700 Td (ABme) Tj ET", map), "Rome");
}

#[test]
fn pieces_of_a_standard_font_join_by_its_true_widths() {
    let content = "BT /F 11 Tf 1 0 0 1 72 672 Tm (The war began in 264 BC) Tj \
        1 0 0 1 185.344 672 Tm (E, when Rome sent an ar) Tj 1 0 0 1 295.322 672 Tm (my) Tj ET";
    let font = "/Subtype /Type1 /BaseFont /Times-Roman";
    assert_eq!(of_font(font, content, ""), "The war began in 264 BCE, when Rome sent an army");
}

#[test]
fn bitmaps_of_tex_are_read_by_their_numbers() {
    let font = "/Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FirstChar 97 /Widths [50 50 50] \
        /Encoding << /Differences [12 /a12 97 /a97 /a98 /a99] >>";
    assert_eq!(of_font(font, "BT /F 11 Tf 72 700 Td [(abc) -400 (\\014)] TJ ET", ""), "abc fi");
    let font = "/Subtype /Type3 /Encoding << /Differences [28 /a28 97 /a97 233 /a233] >>";
    assert_eq!(of_font(font, "BT /F 11 Tf 72 700 Td (a\\034\\351) Tj ET", ""), "afié");
}

#[test]
fn letter_space_behind_a_piece_is_no_blank() {
    let content =
        "BT /F 11 Tf 72 700 Td 1.5 Tc (Hanniba) Tj 0 Tc (l ) Tj 1.5 Tc (o) Tj 0 Tc (f ) Tj ET";
    let font = "/Subtype /Type1 /BaseFont /Helvetica";
    assert_eq!(of_font(font, content, ""), "Hannibal of");
}

#[test]
fn accents_of_tex_are_put_on_their_letters() {
    let font = "/Subtype /Type1 /BaseFont /CMR10 /FirstChar 0 /Widths [500] \
        /Encoding << /Differences [16 /dotlessi 18 /grave 19 /acute 94 /circumflex 127 /dieresis] >>";
    let font = font.replace("[500]", &format!("[{}]", "500 ".repeat(128)));
    let content = "BT /F 11 Tf 72 700 Td [(Schr) (\\177) 500 (odinger, Lema) (\\136) 500 (\\020) (tre, c) -400 \
        (\\177) 500 (Osel, \\022 a, gar) (c) 500 (\\136) (on)] TJ ET";
    assert_eq!(of_font(&font, content, ""), "Schrödinger, Lemaître, c Ösel, ` a, garĉon");
}

#[test]
fn turned_pages_are_read_and_turned_margins_are_counted() {
    let page = "BT /F 11 Tf 0 1 -1 0 100 72 Tm (Rome had kings for a long time.) Tj \
        0 -14 Td (They fell.) Tj 1 0 0 1 10 10 Tm (margin) Tj ET";
    let document = document(&[page.to_owned()]);
    assert_eq!(texts(&document), ["Rome had kings for a long time. They fell."]);
    assert_eq!(document.words_left_out(), [(LeftOut::Turned, 1)].into());
}

#[test]
fn line_numbers_in_a_margin_are_counted_and_left_out() {
    let row = |row: u32| {
        at(40, 700 - row * 14, 8, &(row + 1).to_string())
            + &at(72, 700 - row * 14, 11, "words of a long line")
    };
    let document = document(&[(0..6).map(row).collect::<String>()]);
    assert_eq!(
        texts(&document),
        ["words of a long line"; 6].join(" ").split('|').collect::<Vec<_>>()
    );
    assert_eq!(document.words_left_out(), [(LeftOut::LineNumber, 6)].into());
}

#[test]
fn slides_that_build_up_are_read_once() {
    let slide = |lines: &[&str], page: u32| {
        let lines = lines.iter().zip(0..);
        let lines = lines.map(|(line, row)| at(30, 200 - 30 * row, 11, line)).collect::<String>();
        at(20, 240, 14, "The Danish War") + &lines + &at(300, 5, 6, &format!("{page} / 4"))
    };
    let (first, second) = ("Prussia attacked in 1864.", "The war ended in October.");
    let slides = [
        slide(&[first], 1),
        slide(&[first, second], 2),
        slide(&["Then came peace."], 3),
        slide(&["And war."], 4),
    ];
    let document = document(&slides);
    let title = "The Danish War";
    let read = [title, first, second, title, "Then came peace.", title, "And war."];
    assert_eq!(texts(&document).join(" "), read.join(" "));
    assert_eq!(document.words_left_out()[&LeftOut::Step], 10);
}

#[test]
fn a_running_head_stands_at_one_height() {
    let pages: Vec<String> = (0..4)
        .map(|page| {
            at(72, 750, 9, "Annals of Rome") + &at(72, 700 - 40 * page, 11, "Rome had kings.")
        })
        .collect();
    let document = document(&pages);
    assert_eq!(texts(&document).join(" "), ["Rome had kings."; 4].join(" "));
    assert_eq!(document.words_left_out(), [(LeftOut::RunningHead, 12)].into());
}

#[test]
fn lines_of_contents_are_left_out_and_years_are_not() {
    let list = |ends: [&str; 4]| {
        let rows =
            ["One war", "Another war", "The third war", "The last war"].into_iter().zip(ends);
        let rows = rows.zip(0..).map(|((name, end), row)| {
            at(72, 700 - 20 * row, 11, name) + &at(160, 700 - 20 * row, 11, end)
        });
        document(&[rows.collect()]).words_left_out().get(&LeftOut::Contents).copied()
    };
    assert_eq!(list(["11", "12", "13", "24"]), Some(14));
    assert_eq!(list(["1866", "1867", "1871", "1914"]), None);
}

#[test]
fn items_and_axes_are_no_headings() {
    let page = [
        at(72, 768, 11, "A plain paragraph that is long enough to be the body of it all, and"),
        at(72, 754, 11, "long enough to have a second line and"),
        at(72, 740, 11, "a third one."),
        at(72, 712, 11, "\\225 first of a list"),
        at(90, 698, 11, "that goes on"),
        at(72, 684, 11, "2. second of a list"),
        at(72, 670, 11, "3. third of a list"),
        at(72, 640, 18, "0.5 1.0 x"),
        at(72, 600, 18, "Kings"),
        at(72, 560, 11, "1. Introduction"),
    ];
    let document = document(&[page.concat()]);
    let kinds: Vec<_> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        kinds[1..],
        [
            (BlockKind::Item, "first of a list that goes on"),
            (BlockKind::Item, "2. second of a list"),
            (BlockKind::Item, "3. third of a list"),
            (BlockKind::Paragraph, "0.5 1.0 x"),
            (BlockKind::Heading { level: 1 }, "Kings"),
            (BlockKind::Paragraph, "1. Introduction"),
        ]
    );
}

#[test]
fn a_page_break_is_marked_and_a_page_without_text_is_named() {
    let pages = [
        at(72, 700, 11, "Rome had kings for a long time, and annal-"),
        "0 0 100 100 re f".to_owned(),
        at(72, 700, 11, "ists differ about them."),
    ];
    let document = document(&pages);
    let [block] = &document.blocks[..] else { panic!("{:?}", document.blocks) };
    assert_eq!(block.text, "Rome had kings for a long time, and annalists differ about them.");
    assert_eq!(block.breaks, [PageBreak { at: 41, page: 3 }]);
    assert!(document.pages_without_text().eq([2]));
}

#[test]
fn lines_that_run_to_the_left_are_flush_on_the_right() {
    let font = "/Subtype /Type0 /ToUnicode 6 0 R";
    let map = "1 beginbfrange <0001> <001B> <05D0> endbfrange";
    let content = "BT /F 10 Tf 72 700 Td <000100020003> Tj 10 -12 Td <00040005> Tj ET";
    assert_eq!(of_font(font, content, map), "גבא הד");
}

#[test]
fn a_composite_font_has_codes_as_long_as_its_encoding_says() {
    let font = "/Subtype /Type0 /Encoding 6 0 R /ToUnicode 6 0 R";
    let map = "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <08> <0052> <0C> <006F> endbfchar";
    assert_eq!(of_font(font, "BT /F 11 Tf 72 700 Td (\\b\\f) Tj ET", map), "Ro");
}

#[test]
fn an_object_behind_a_stream_of_objects_is_newer() {
    let packed = "5 0 << /Type /Page /Contents 7 0 R >>";
    let mut bytes = pdf(&[at(72, 700, 11, "Rome had kings.")]);
    let stream = format!(
        "9 0 obj << /Type /ObjStm /N 1 /First 4 /Length {} >>\nstream\n{packed}\nendstream endobj\n",
        packed.len()
    );
    let newer = "5 0 obj << /Type /Page /Parent 2 0 R /Contents 6 0 R >> endobj\n";
    bytes.extend(stream.bytes().chain(newer.bytes()));
    assert_eq!(texts(&opened(&bytes).unwrap()), ["Rome had kings."]);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let mut locked = pdf(&[at(72, 700, 11, "Rome had kings.")]);
    locked.extend(b"trailer\n<< /Encrypt << /Filter /Adobe.PubSec >> >>\n");
    for (bytes, error) in [
        (locked, Error::Encryption("/Adobe.PubSec".to_owned())),
        (b"%PDF-1.7\n".to_vec(), Error::NoPages),
    ] {
        assert_eq!(opened(&bytes), Err(error));
    }
}

#[test]
fn letters_that_are_drawn_twice_are_read_once() {
    let bold =
        "BT /F 11 Tf 72 700 Td (R) Tj 0.2 0 Td (R) Tj 7.337 0 Td (o) Tj -0.2 0 Td (o) Tj ET\n";
    let shadow = [at(72, 600, 18, "Kings"), "1 0 0 1 0.4 -0.4 cm\n".to_owned()];
    let page = [bold.to_owned(), shadow.concat(), at(72, 600, 18, "Kings")].concat();
    assert_eq!(texts(&document(&[page])), ["Ro", "Kings"]);
    for text in ["feed all", "1001 men", "...", "ii ll", "Mississippi"] {
        assert_eq!(texts(&document(&[at(72, 700, 11, text)])), [text]);
    }
}

#[test]
fn values_of_fields_and_typed_texts_are_read() {
    let field = |entries: &str, y: u32| {
        format!("<< /Subtype /Widget /FT /Tx /Rect [72 {y} 300 {}] {entries} >>", y + 20)
    };
    let fields = [
        field("/V (Livy of Padua)", 600),
        field("/Parent << /V <FEFF0052006F006D0065> >>", 570),
        field("/V (secret) /Ff 8192", 540),
        field("/V (secret) /Ff 7 0 R", 530),
        field("/V (secret) /Parent << /Parent << /Ff 8192 >> >>", 520),
        field("/V (secret) /Ff 8192 /AP << /N 6 0 R >>", 515),
        field("/V (gone) /F 2", 510),
        field("/V (gone) /F 8 0 R", 500),
        field("/V [(Livy) 9 0 R]", 420),
        field("/AP << /N 6 0 R >> /V (other)", 480),
        field("/AS /On /AP << /N << /On 6 0 R >> >>", 450),
        "<< /Subtype /Text /Rect [0 0 20 20] /Contents (a remark) >>".to_owned(),
    ];
    let form = "BT /F 10 Tf 2 5 Td (as it is drawn) Tj ET";
    let page =
        format!("<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Annots [{}] >>", fields.join(" "));
    let drawn = format!(
        "<< /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F 3 0 R >> >> /Length {} >>\nstream\n{form}\nendstream",
        form.len()
    );
    let content = at(72, 630, 11, "Author:");
    let bytes = file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Resources << /Font << /F 3 0 R >> >> >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>".to_owned(),
        page,
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        drawn,
        "8192".to_owned(),
        "2".to_owned(),
        "(Sallust)".to_owned(),
    ]);
    let all = texts(&opened(&bytes).unwrap()).join(" ");
    assert_eq!(all, "Author: Livy of Padua Rome Livy Sallust as it is drawn as it is drawn");
}

#[test]
fn a_list_of_values_without_end_is_refused() {
    let bytes = file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] >>".to_owned(),
        format!(
            "<< /Type /Page /Annots [<< /Subtype /Widget /Rect [0 0 9 9] /V [{}] >>] >>",
            "4 0 R ".repeat(20)
        ),
        format!("({})", "salt ".repeat(200)),
    ]);
    let limits = Limits { text: 5000, ..Limits::default() };
    assert_eq!(read(&bytes, "", limits), Err(Error::TooLong(5004)));
}

#[test]
fn letters_that_no_font_tells_are_counted() {
    let content = "BT /F 11 Tf 72 700 Td (Rome) Tj /G 11 Tf <000100020003> Tj ET";
    let bytes = file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [4 0 R] /Resources << /Font << /F 3 0 R /G 6 0 R >> >> >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /W [4294967295 [500 500]] >>] >>".to_owned(),
    ]);
    let document = opened(&bytes).unwrap();
    assert_eq!(texts(&document), ["Rome"]);
    assert_eq!(document.pages[0].unread, 3);
}

#[test]
fn nodes_and_forms_that_hold_themselves_end() {
    let circle = file(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R] >>".to_owned(),
        "<< /Type /Page /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>".to_owned(),
        "<< /Subtype /Form /Length 5 >>\nstream\n/X Do\nendstream".to_owned(),
    ]);
    assert!(opened(&circle).unwrap().pages_without_text().eq([1]));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = opened(&[b"%PDF-1.4 1 0 obj ".as_slice(), &bytes].concat());
    }

    #[test]
    fn no_damage_makes_it_panic(at in 0usize..1000, byte: u8, cut in 0usize..1200) {
        let mut bytes = pdf(&["BT /F 11 Tf 72 700 Td [(Rome) -300 (had)] TJ T* (kings.) ' ET".to_owned()]);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(cut.max(8));
        let _ = opened(&bytes);
    }

    #[test]
    fn no_content_makes_it_panic(content in "(BT |ET |/F [0-9]{1,3} Tf |[0-9. -]{1,8} Td |\\([a-z. ]{0,9}\\) Tj |\\[\\(a\\) -?[0-9]{1,4}\\] TJ |q |Q |[0-9. ]{11} (cm|Tm) |BI ID EI |<< |\\[ |T\\* ){1,60}") {
        let _ = opened(&pdf(&[content]));
    }
}
