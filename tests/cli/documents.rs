//! Documents of all formats become decks; what cannot be read is refused with
//! a reason and a remedy, and nothing is written.

use crate::harness::{Ran, World};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What every good document says, in its own markup.
const SENTENCE: &str =
    "In 146 BCE the Romans burned Carthage after a siege of three years and sold its people.";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(text: &str) -> Vec<u8> {
    let body = format!(
        "<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    archive(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &body)])
}

fn odt(text: &str) -> Vec<u8> {
    let body =
        format!("<office:body><office:text><text:p>{text}</text:p></office:text></office:body>");
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &body)])
}

fn pptx(text: &str) -> Vec<u8> {
    let slide = format!("<p:sld><p:sp><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sp></p:sld>");
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("ppt/presentation.xml", "<p:presentation><p:sldId r:id='a'/></p:presentation>"),
        (
            "ppt/_rels/presentation.xml.rels",
            "<Relationship Id='a' Type='slide' Target='slides/slide1.xml'/>",
        ),
        ("ppt/slides/slide1.xml", &slide),
    ])
}

fn epub(text: &str) -> Vec<u8> {
    let page =
        format!("<?xml version='1.0'?><html><body><h1>Carthage</h1><p>{text}</p></body></html>");
    archive(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfile full-path='book.opf'/></container>"),
        (
            "book.opf",
            "<package><manifest><item id='one' href='one.xhtml'/></manifest><spine><itemref idref='one'/></spine></package>",
        ),
        ("one.xhtml", &page),
    ])
}

/// A page with this content and these entries in the trailer.
fn pdf(content: &str, trailer: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>\nendobj\n\
         trailer\n<< /Root 1 0 R {trailer} >>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

fn shown(text: &str) -> String {
    format!("BT /F 11 Tf 72 700 Td ({text}) Tj ET")
}

/// Makes decks of one document.
fn generate(world: &World, name: &str, bytes: &[u8]) -> Ran {
    world.put_bytes(name, bytes);
    world.run(&["generate", &format!("home/{name}")])
}

fn is_without_decks(world: &World) -> bool {
    world.files("decks").is_empty()
}

#[test]
fn documents_of_all_formats_become_decks() {
    let html =
        format!("<html><body><nav>In 1066 William landed.</nav><p>{SENTENCE}</p></body></html>");
    for (name, bytes) in [
        ("plain.txt", SENTENCE.as_bytes().to_vec()),
        ("marked.markdown", SENTENCE.as_bytes().to_vec()),
        ("page.htm", html.into_bytes()),
        ("word.docx", docx(SENTENCE)),
        ("writer.odt", odt(SENTENCE)),
        ("slides.pptx", pptx(SENTENCE)),
        ("book.epub", epub(SENTENCE)),
        ("paper.pdf", pdf(&shown(SENTENCE), "")),
        // The first bytes know better than the name.
        ("paper.txt", pdf(&shown(SENTENCE), "")),
        ("book.docx", epub(SENTENCE)),
    ] {
        let world = World::new();
        let ran = generate(&world, name, &bytes).ended(0).says(&[": 1 date, "]);
        assert_eq!(ran.stderr, "", "{name}");
        let stem = name.split('.').next().unwrap();
        let deck = world.text(&format!("decks/{stem}-dates.toml"));
        assert!(deck.contains("146 BCE") && !deck.contains("1066"), "{name}: {deck}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    let long = |size: usize| vec![b'a'; size << 20];
    let cases = [
        ("a.rtf", b"x".to_vec()),
        ("a.doc", b"x".to_vec()),
        ("a.png", b"x".to_vec()),
        ("b.txt", b"{\\rtf1 x}".to_vec()),
        ("c.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("d.pdf", SENTENCE.as_bytes().to_vec()),
        ("e.epub", b"<html>".to_vec()),
        ("f.txt", b"a\nb\xE9".to_vec()),
        ("g.txt", b"\xFF\xFEa\0".to_vec()),
        ("h.pdf", pdf("q 595 0 0 842 0 0 cm /Im Do Q", "")),
        ("i.pdf", pdf(&shown(SENTENCE), "/Encrypt << /Filter /Standard >>")),
        ("j.docx", docx(&" ".repeat(200 << 20))),
        ("k.md", long(11)),
        ("l.txt", long(65)),
    ];
    let world = World::new();
    let refused = cases.map(|(name, bytes)| {
        let ran = generate(&world, name, &bytes).ended(2);
        assert_eq!(ran.stdout, "", "{name}");
        let head = format!("error: cannot read home/{name}\n  because: ");
        let told = ran.stderr.strip_prefix(&head).expect(&ran.stderr).replace("\n  help", "; help");
        format!("{name}: {told}")
    });
    insta::assert_snapshot!(refused.concat(), @"
    a.rtf: expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub or .pdf, found '.rtf'; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    a.doc: expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub or .pdf, found '.doc'; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    a.png: expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub or .pdf, found '.png'; help: save the text as .txt or .md
    b.txt: expected text, Markdown, HTML, DOCX, ODT, PPTX, EPUB or PDF, found an RTF file; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    c.docx: expected text, Markdown, HTML, DOCX, ODT, PPTX, EPUB or PDF, found an old Office file; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    d.pdf: expected a PDF file, found other bytes; help: give it the ending of what it is, or save it anew
    e.epub: expected an EPUB file, found an HTML file; help: give it the ending of what it is, or save it anew
    f.txt: expected UTF-8 text, found another byte in line 2; help: save it again in the encoding UTF-8
    g.txt: expected UTF-8 text, found UTF-16; help: save it again in the encoding UTF-8
    h.pdf: expected a PDF with text, found none on its only page; help: run OCR first, so that the PDF has text
    i.pdf: expected a PDF file that anyone can open, found an encrypted one; help: remove the password or the protection, and save it again
    j.docx: expected at most 128 MiB when unpacked, found more; help: save the text as .txt or .md
    k.md: expected at most 10 MiB of text, found 11 MiB; help: split it, a file a chapter
    l.txt: expected at most 64 MiB, found 65 MiB; help: split it, a file a chapter
    ");
    assert!(is_without_decks(&world));
}

#[test]
fn one_bad_document_among_good_ones_writes_nothing() {
    let world = World::new();
    world.put("good.html", &format!("<p>{SENTENCE}</p>"));
    world.put("bad.pdf", "%PDF-1.4\n");
    let ran = world.run(&["generate", "home/good.html", "home/bad.pdf"]).ended(2);
    ran.warns(&["expected a PDF file, found a damaged one: no pages"]);
    assert!(is_without_decks(&world));
}

#[test]
fn hostile_texts_are_done_with_in_time() {
    for (name, text) in [
        ("quotes.md", format!("{} {SENTENCE}\n", ">".repeat(1_000_000))),
        ("brackets.md", format!("{}\n\n{SENTENCE}\n", "[".repeat(1_000_000))),
        ("line.txt", format!("{SENTENCE} ").repeat(6_000)),
        ("elements.html", format!("{}{SENTENCE}", "<blockquote>".repeat(500_000))),
    ] {
        let world = World::new();
        let begun = Instant::now();
        let ran = generate(&world, name, text.as_bytes()).ended(0);
        assert_eq!(ran.stderr, "", "{name}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}: {:?}", begun.elapsed());
    }
}
