//! Documents of all formats become decks; what cannot be read is refused with
//! a reason and a remedy, and nothing is written.

use crate::harness::World;
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

fn put(world: &World, name: &str, bytes: &[u8]) -> String {
    let path = world.path(name);
    std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
    path.to_str().unwrap().to_owned()
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
        ("book.epub", epub(SENTENCE)),
        ("paper.pdf", pdf(&shown(SENTENCE), "")),
        // The first bytes know better than the name.
        ("paper.txt", pdf(&shown(SENTENCE), "")),
        ("book.docx", epub(SENTENCE)),
    ] {
        let world = World::new();
        let ran = world.run(&["generate", &put(&world, name, &bytes)]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{name}");
        assert!(ran.stdout.contains(": 1 date, "), "{name}: {}", ran.stdout);
        let stem = name.split('.').next().unwrap();
        let deck = world.text(&format!("decks/{stem}-dates.toml"));
        assert!(deck.contains("146 BCE") && !deck.contains("1066"), "{name}: {deck}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    let bomb = docx(&" ".repeat(200 << 20));
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    let scanned = pdf("q 595 0 0 842 0 0 cm /Im Do Q", "");
    let locked = pdf(&shown(SENTENCE), "/Encrypt << /Filter /Standard >>");
    let cases: [(&str, Vec<u8>, &str, &str); 14] = [
        (
            "a.odt",
            b"x".to_vec(),
            "expected a file that ends in .txt, .md, .html, .docx, .epub or .pdf, found '.odt'",
            "save it as .docx in a word processor",
        ),
        (
            "a.doc",
            b"x".to_vec(),
            "expected a file that ends in .txt, .md, .html, .docx, .epub or .pdf, found '.doc'",
            "save it as .docx in a word processor",
        ),
        (
            "a.png",
            b"x".to_vec(),
            "expected a file that ends in .txt, .md, .html, .docx, .epub or .pdf, found '.png'",
            "save the text as .txt or .md",
        ),
        (
            "b.txt",
            b"{\\rtf1 x}".to_vec(),
            "expected text, Markdown, HTML, DOCX, EPUB or PDF, found an RTF file",
            "save it as .docx, .pdf or .txt",
        ),
        (
            "c.docx",
            old,
            "expected text, Markdown, HTML, DOCX, EPUB or PDF, found an old Office file",
            "save it as .docx, .pdf or .txt",
        ),
        (
            "d.pdf",
            SENTENCE.as_bytes().to_vec(),
            "expected a PDF file, found other bytes",
            "give it the ending of what it is, or save it anew",
        ),
        (
            "e.epub",
            b"<html>".to_vec(),
            "expected an EPUB file, found an HTML file",
            "give it the ending of what it is, or save it anew",
        ),
        (
            "f.txt",
            b"a\nb\xE9".to_vec(),
            "expected UTF-8 text, found another byte in line 2",
            "save it again in the encoding UTF-8",
        ),
        (
            "g.txt",
            b"\xFF\xFEa\0".to_vec(),
            "expected UTF-8 text, found UTF-16",
            "save it again in the encoding UTF-8",
        ),
        (
            "h.pdf",
            scanned,
            "expected a PDF with text, found none on its only page",
            "run OCR first, so that the PDF has text",
        ),
        (
            "i.pdf",
            locked,
            "expected a PDF file that anyone can open, found an encrypted one",
            "remove the password or the protection, and save it again",
        ),
        (
            "j.docx",
            bomb,
            "expected at most 128 MiB when unpacked, found more",
            "save the text as .txt or .md",
        ),
        (
            "k.md",
            vec![b'a'; 11 << 20],
            "expected at most 10 MiB of text, found 11 MiB",
            "split it, a file a chapter",
        ),
        (
            "l.txt",
            vec![b'a'; 65 << 20],
            "expected at most 64 MiB, found 65 MiB",
            "split it, a file a chapter",
        ),
    ];
    let world = World::new();
    for (name, bytes, message, hint) in cases {
        let path = put(&world, name, &bytes);
        let ran = world.run(&["generate", &path]);
        let expected = format!("error: cannot read {path}\n  because: {message}\n  help: {hint}\n");
        assert_eq!((ran.code, ran.stderr), (Some(2), expected));
        assert_eq!(ran.stdout, "", "{name}");
    }
    assert_eq!(std::fs::read_dir(world.path("decks")).unwrap().count(), 0);
}

#[test]
fn one_bad_document_among_good_ones_writes_nothing() {
    let world = World::new();
    let good = put(&world, "good.html", format!("<p>{SENTENCE}</p>").as_bytes());
    let bad = put(&world, "bad.pdf", b"%PDF-1.4\n");
    let ran = world.run(&["generate", &good, &bad]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("expected a PDF file, found a damaged one: no pages"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read_dir(world.path("decks")).unwrap().count(), 0);
}

#[test]
fn hostile_texts_are_done_with_in_time() {
    let quotes = format!("{} {SENTENCE}\n", ">".repeat(1_000_000));
    let brackets = format!("{}\n\n{SENTENCE}\n", "[".repeat(1_000_000));
    let line = format!("{SENTENCE} ").repeat(6_000);
    let elements = format!("{}{SENTENCE}", "<blockquote>".repeat(500_000));
    for (name, text) in [
        ("quotes.md", quotes),
        ("brackets.md", brackets),
        ("line.txt", line),
        ("elements.html", elements),
    ] {
        let world = World::new();
        let begun = Instant::now();
        let ran = world.run(&["generate", &put(&world, name, text.as_bytes())]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{name}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}: {:?}", begun.elapsed());
    }
}
