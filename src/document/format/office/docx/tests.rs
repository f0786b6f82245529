use crate::document::format::archive::zip;
use crate::document::testing::{facts, is_sound, paragraphs, read, refusal, titles};
use crate::document::{Document, Format, MarkKind, ParagraphKind};
use proptest::prelude::*;

const STYLES: &str = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
     <w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>\
     <w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift1'/></w:style>\
     <w:style w:styleId='Fett'><w:name w:val='Loud'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
const CORE: &str = "<cp:coreProperties><dc:title>Of Rome</dc:title><dc:creator>A. Writer</dc:creator><dcterms:created>1999-05-01T00:00:00Z</dcterms:created></cp:coreProperties>";
const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>\
     <w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>";

fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relations: String = parts
        .iter()
        .enumerate()
        .map(|(id, (name, _))| {
            let kind = name.trim_end_matches(".xml").trim_end_matches(char::is_numeric);
            format!("<Relationship Id='r{id}' Type='http://x/{kind}' Target='{name}'/>")
        })
        .collect();
    let body = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
    let names: Vec<String> = parts.iter().map(|(name, _)| format!("word/{name}")).collect();
    let mut all = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("docProps/core.xml", CORE),
        ("word/styles.xml", STYLES),
        ("word/document.xml", body.as_str()),
        ("word/_rels/document.xml.rels", relations.as_str()),
    ];
    all.extend(names.iter().zip(parts).map(|(name, (_, text))| (name.as_str(), *text)));
    zip(&all)
}

fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[("numbering.xml", NUMBERING)])
}

fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn paragraph(style: &str, text: &str) -> String {
    p(&format!("<w:pStyle w:val='{style}'/>"), &r(text))
}

fn table(rows: &[&[String]]) -> String {
    let cell = |text: &String| format!("<w:tc>{text}</w:tc>");
    let row =
        |cells: &&[String]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn parse(body: &str) -> Document {
    read(docx(body), Format::Docx)
}

#[test]
fn styles_say_what_a_paragraph_is() {
    use ParagraphKind::{Heading, Prose, Quote};
    let body = [
        paragraph("TOC1", "Left out 1"),
        paragraph("berschrift1", "Kings"),
        paragraph("Standard", "Rome had kings &amp; a *senate*."),
        paragraph("Zitat", "I came."),
        p("<w:numPr><w:ilvl w:val='0'/></w:numPr>", &r("Sulla marched.")),
        paragraph("Caption", "Left out."),
        paragraph("Mine", "Wars"),
        paragraph("Standard", "They fell."),
        p("<w:outlineLvl w:val='0'/>", &r("Bibliography")),
        paragraph("Standard", "Livy, T. (1960) Rome."),
    ];
    let document = parse(&body.concat());
    assert_eq!(
        paragraphs(&document),
        [
            (Heading, "Kings"),
            (Prose, "Rome had kings & a *senate*."),
            (Quote, "I came."),
            (Prose, "Sulla marched."),
            (Heading, "Wars"),
            (Prose, "They fell."),
        ]
    );
    assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer"), Some(1999)));
}

#[test]
fn lines_that_are_only_bold_are_headings() {
    let body = [
        p("", &(bold("The First ") + &bold("Punic War"))),
        p("", &r("Rome built its fleet in 260 BCE.")),
        paragraph("Fett", "Terms of peace"),
        p("", &(bold("Carthage") + &r(" gave up Sicily."))),
        p("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>", &bold("What followed")),
        p("", &r("Sardinia was lost as well.")),
        p("", &bold("Works Cited")),
        p("", &r("Goldsworthy, A. (2000). The Punic Wars. London.")),
    ];
    let document = parse(&body.concat());
    assert_eq!(titles(&document), ["The First Punic War", "Terms of peace", "What followed"]);
    assert!(!document.outline().contains("Goldsworthy"));
}

#[test]
fn lists_keep_their_levels_and_tables_their_rows() {
    let item = |level: u8, text: &str| {
        let number = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr>");
        p(&number, &r(text))
    };
    let cell = |text: &str| p("", &r(text));
    let body = [
        item(0, "Kings"),
        item(1, "Romulus"),
        item(1, "Numa"),
        p("", ""),
        item(0, "Consuls"),
        table(&[
            &[p("", &bold("Year")), p("", &bold("Battle"))],
            &[cell("216 BCE"), cell("Cannae")],
            &[p("", ""), table(&[&[cell("in"), cell("side")]])],
        ]),
        table(&[&[p("", &r("A box with a sentence of its own."))]]),
    ];
    insta::assert_snapshot!(parse(&body.concat()).outline(), @"
    1. Kings
       - Romulus
       - Numa
    2. Consuls

    | **Year** | **Battle** |
    | --- | --- |
    | 216 BCE | Cannae |
    |  | in side |

    > A box with a sentence of its own.
    ");
}

#[test]
fn sentences_in_a_layout_of_two_columns_are_read() {
    let cell = |text: &str| p("", &r(text));
    let body = table(&[
        &[cell("Questions"), cell("Notes")],
        &[
            cell("Who led?"),
            cell("Scipio led the Romans at Zama in 202 BCE. Hannibal fled to Asia."),
        ],
    ]);
    let document = parse(&body);
    let sentences: Vec<_> = (0..document.sentences.len()).map(|at| document.sentence(at)).collect();
    assert_eq!(sentences, ["Scipio led the Romans at Zama in 202 BCE.", "Hannibal fled to Asia."]);
}

#[test]
fn runs_join_and_note_marks_and_deletions_go() {
    let document = parse(
        "<w:p><w:r><w:t xml:space='preserve'>The siege </w:t></w:r><w:r><w:t>ended</w:t><w:tab/><w:t>in 146.</w:t></w:r>\
         <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:footnoteReference w:id='1'/></w:r>\
         <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>12</w:t></w:r>\
         <w:del><w:r><w:delText>Left out.</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:ins><w:r><w:t> Rome re</w:t><w:softHyphen/><w:t>joiced.</w:t></w:r></w:ins>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p>",
    );
    assert_eq!(document.text, "The siege ended in 146. Rome rejoiced.\nHidden.");
    assert_eq!(document.sentences.len(), 2);
}

#[test]
fn letters_are_read_as_they_are_seen() {
    for (body, expected) in [
        // A large first letter.
        (p("<w:framePr w:dropCap='drop'/>", &r("R")) + &p("", &r("ome fell.")), "Rome fell."),
        (
            p(
                "",
                "<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r>",
            ),
            "10⁶",
        ),
        (
            p(
                "",
                "<w:r><w:t>the 19</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>th</w:t></w:r>",
            ),
            "the 19th",
        ),
        (
            p(
                "",
                "<w:r><w:sym w:font='Symbol' w:char='F061'/><w:noBreakHyphen/><w:t>ray</w:t><w:br/><w:t>tube</w:t></w:r>",
            ),
            "α-ray tube",
        ),
        (
            p(
                "",
                "<w:r><w:t>so </w:t></w:r><m:oMath><m:sSup><m:e><m:r><m:t>(x)</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            ),
            "so (x)²",
        ),
        // A text box stands there twice, for old and new programs.
        (
            p(
                "",
                "<w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='A map of Latium'/><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            ) + &p("", &r("After.")),
            "Before.\nA map of Latium\nIn a box.\nAfter.",
        ),
    ] {
        assert_eq!(parse(&body).text, expected);
    }
}

#[test]
fn notes_comments_and_heads_are_kept_but_are_no_body() {
    let body = p(
        "",
        &format!(
            "{}<w:r><w:footnoteReference w:id='2'/></w:r>{}<w:hyperlink r:id='r4'>{}</w:hyperlink>",
            r("Rome fell"),
            r(" in 476. "),
            r("Read more.")
        ),
    );
    let document = read(
        docx_with(
            &body,
            &[
                (
                    "footnotes.xml",
                    "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>So says Marcellinus.</w:t></w:r></w:p></w:footnote></w:footnotes>",
                ),
                (
                    "comments.xml",
                    "<w:comments><w:comment><w:p><w:r><w:t>Check this.</w:t></w:r></w:p></w:comment></w:comments>",
                ),
                ("header1.xml", "<w:hdr><w:p><w:r><w:t>History 101</w:t></w:r></w:p></w:hdr>"),
                ("header2.xml", "<w:hdr><w:p><w:r><w:t>History 101</w:t></w:r></w:p></w:hdr>"),
                ("hyperlink", ""),
            ],
        ),
        Format::Docx,
    );
    assert_eq!(document.sentences.len(), 2);
    insta::assert_snapshot!(document.inventory().line(), @"read 6 words, 1 note mark; left out: 1 note (3 words), 2 words of running heads, 2 words of comments");
    let marks: Vec<_> = document.marks.iter().map(|mark| (mark.kind, mark.span.start)).collect();
    assert_eq!(marks, [(MarkKind::Note, 9), (MarkKind::Link, 18)]);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let whole = docx(&paragraph("a", "Rome fell."));
    let wide = |name: &str| -> Vec<u8> {
        let name = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain(name).collect()
    };
    let other = "expected a document whose text can be read, found";
    let mime = "application/vnd.oasis.opendocument.presentation";
    for (bytes, message) in [
        (docx(""), "expected text, found none".to_owned()),
        (
            whole[..whole.len() / 2].to_vec(),
            "expected a ZIP file, found a damaged one: invalid Zip archive: Could not find EOCD"
                .to_owned(),
        ),
        (zip(&[("a.txt", "Rome")]), format!("{other} a ZIP file")),
        (zip(&[("mimetype", mime), ("content.xml", "")]), format!("{other} an ODP file")),
        (wide("WordDocument"), format!("{other} an old Word file")),
        (wide("PowerPoint Document"), format!("{other} an old PowerPoint file")),
        (wide(""), format!("{other} an old Office file")),
        (
            wide("EncryptedPackage"),
            "expected a DOCX file that anyone can open, found an encrypted one".to_owned(),
        ),
    ] {
        assert_eq!(refusal(bytes, Format::Docx), message);
    }
}

proptest! {
    #[test]
    fn no_body_makes_it_panic(body in "(<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:tbl>|</w:tbl>|<w:tr>|<w:tc>|</w:tc>|<w:vanish/>|<w:vertAlign w:val='superscript'/>|<w:pStyle w:val='Title'/>|<w:p/>|<w:numPr><w:numId w:val='5'/></w:numPr>|<w:txbxContent>|<m:oMath>|\\PC|1){0,60}") {
        prop_assert!(is_sound(docx(&body), Format::Docx));
    }
}

#[test]
fn a_bomb_is_counted_and_refused() {
    let bomb = docx(&paragraph("a", &" ".repeat(129 << 20)));
    assert!(bomb.len() < 1 << 20);
    let message = "expected at most 128 MiB when unpacked, found more";
    assert_eq!(refusal(&bomb, Format::Docx), message);
    let hint = Document::parse(&bomb, Format::Docx).unwrap_err().hint();
    assert_eq!(hint, Some("save the text as .txt or .md"));
}
