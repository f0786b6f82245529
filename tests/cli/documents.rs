//! Documents become decks; what cannot be read is refused with a reason and a
//! remedy, and nothing is written. How each format is read is tested with its
//! reader in `document::format`.

use crate::harness::{Ran, World};
use std::time::{Duration, Instant};

/// What every good document says, in its own markup.
const SENTENCE: &str =
    "In 146 BCE the Romans burned Carthage after a siege of three years and sold its people.";

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
    world.put(name, bytes);
    world.run(&["generate", &format!("home/{name}")])
}

#[test]
fn documents_become_decks_in_any_format() {
    let html =
        format!("<html><body><nav>In 1066 William landed.</nav><p>{SENTENCE}</p></body></html>");
    for (name, bytes) in [
        ("plain.txt", SENTENCE.as_bytes().to_vec()),
        ("marked.markdown", SENTENCE.as_bytes().to_vec()),
        ("page.htm", html.into_bytes()),
        ("paper.pdf", pdf(&shown(SENTENCE), "")),
        // The first bytes know better than the name.
        ("paper.txt", pdf(&shown(SENTENCE), "")),
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
        ("f.txt", [b"a\nb\xE9".as_slice(), &[1; 20]].concat()),
        ("g.txt", b"a\0b\n".to_vec()),
        ("h.pdf", pdf("q 595 0 0 842 0 0 cm /Im Do Q", "")),
        ("i.pdf", pdf(&shown(SENTENCE), "/Encrypt << /Filter /Standard >>")),
        ("k.md", long(11)),
        ("l.txt", long(65)),
        ("m.pdf", b"%PDF-1.4\n".to_vec()),
    ];
    let world = World::new();
    let refused = cases.map(|(name, bytes)| {
        world.put(name, &bytes);
        let ran = world.run(&["generate", &format!("home/{name}")]).ended(2);
        assert_eq!(ran.stdout, "", "{name}");
        let head = format!("error: cannot read home/{name}\n  because: ");
        let told = ran.stderr.strip_prefix(&head).expect(&ran.stderr).replace("\n  help", "; help");
        format!("{name}: {told}")
    });
    insta::assert_snapshot!(refused.concat(), @"
    a.rtf: expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub, .pdf, .tex, .org, .rst, .adoc, .ipynb, .srt or .vtt, found '.rtf'; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    a.doc: expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub, .pdf, .tex, .org, .rst, .adoc, .ipynb, .srt or .vtt, found '.doc'; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    a.png: expected a file that ends in .txt, .md, .html, .docx, .odt, .pptx, .epub, .pdf, .tex, .org, .rst, .adoc, .ipynb, .srt or .vtt, found '.png'; help: save the text as .txt or .md
    b.txt: expected a document whose text can be read, found an RTF file; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    c.docx: expected a document whose text can be read, found an old Office file; help: save it as .docx: File, Save As… in a word processor, or `soffice --headless --convert-to docx FILE`
    d.pdf: expected a PDF file, found other bytes; help: give it the ending of what it is, or save it anew
    e.epub: expected an EPUB file, found an HTML file; help: give it the ending of what it is, or save it anew
    f.txt: expected UTF-8 text, found another byte in line 2; help: save it again in the encoding UTF-8
    g.txt: expected text, found a zero byte in line 1
    h.pdf: expected a PDF with text, found none on its only page; help: add text to it first: `ocrmypdf IN OUT`
    i.pdf: expected a PDF file that anyone can open, found an encrypted one; help: remove the password or the protection, and save it again
    k.md: expected at most 10 MiB of text, found 11 MiB; help: split it, a file a chapter
    l.txt: expected at most 64 MiB, found 65 MiB; help: split it, a file a chapter
    m.pdf: expected a PDF file, found a damaged one: no pages; help: open it in its own program and save it again
    ");
    assert!(world.files("decks").is_empty());
    // Among others it is named, and they go on.
    world.put("good.html", format!("<p>{SENTENCE}</p>"));
    let ran = world.run(&["generate", "home/good.html", "home/m.pdf"]).ended(1);
    ran.says(&["wrote 1 card to "]).warns(&["error: cannot read home/m.pdf\n"]);
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
