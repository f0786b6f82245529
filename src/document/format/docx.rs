//! DOCX: the paragraphs of `word/document.xml`, their kinds by the names of
//! their styles. Foot- and endnotes, headers and footers are parts of their
//! own and are not read; tables, drawings, captions and deleted text are left
//! out.

use super::Format;
use super::archive::Archive;
use super::markup::{DublinCore, Event, LeftOut, Line, Syntax, Tag, events};
use crate::document::Meta;
use crate::document::block::BlockKind;
use crate::document::draft::Draft;
use crate::document::error::{ReadError, damaged};
use std::collections::HashMap;

/// Elements with text that is none of the document's prose.
const LEFT_OUT: [&str; 9] =
    ["tbl", "drawing", "pict", "object", "fallback", "omath", "del", "movefrom", "txbxcontent"];

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes, Format::Docx.name())?;
    let styles = archive.text("word/styles.xml")?.unwrap_or_default();
    let styles = Styles::read(&styles)?;
    let core = archive.text("docProps/core.xml")?.unwrap_or_default();
    let text = archive
        .text("word/document.xml")?
        .ok_or_else(|| damaged(Format::Docx, "no word/document.xml"))?;
    let mut body = Body { styles, ..Body::default() };
    for event in events(&text, Syntax::Xml) {
        body.event(event?)?;
    }
    let mut draft = body.draft;
    let mut facts = DublinCore::default();
    for event in events(&core, Syntax::Xml) {
        facts.add(&event?);
    }
    let facts = facts.meta();
    let title = facts.title.or(draft.meta.title.take()).filter(|title| !title.is_empty());
    draft.meta = Meta { title, ..facts };
    Ok(draft)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Heading(u8),
    /// The document's title.
    Title,
    Quote,
    Item,
    /// Captions, tables of contents, bibliographies.
    LeftOut,
}

/// Style ids to what they mean.
#[derive(Debug, Default)]
struct Styles(HashMap<String, Style>);

impl Styles {
    fn read(text: &str) -> Result<Self, ReadError> {
        let mut styles = Self::default();
        let mut id = String::new();
        for event in events(text, Syntax::Xml) {
            let Event::Start(tag) = event? else { continue };
            match tag.name.as_str() {
                "style" => id = tag.local_value("styleid").unwrap_or_default().to_owned(),
                "name" => styles.add(&id, Style::of_name(value(&tag))),
                "basedon" => styles.add(&id, styles.0.get(value(&tag)).copied()),
                "outlinelvl" => styles.add(&id, outline(&tag)),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The first that is known of a style counts.
    fn add(&mut self, id: &str, style: Option<Style>) {
        if let Some(style) = style {
            self.0.entry(id.to_owned()).or_insert(style);
        }
    }

    fn get(&self, id: &str) -> Option<Style> {
        self.0.get(id).copied().or_else(|| Style::of_name(id))
    }
}

impl Style {
    fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let level = |prefix: &str| -> Option<u8> {
            name.strip_prefix(prefix)?.trim().parse().ok().filter(|level| (1..=9).contains(level))
        };
        match name.as_str() {
            "title" => Some(Self::Title),
            "quote" | "intense quote" | "block text" | "quotations" => Some(Self::Quote),
            "caption" | "bibliography" | "footnote text" | "endnote text" | "toc heading"
            | "header" | "footer" | "index heading" | "table of figures" => Some(Self::LeftOut),
            _ if level("toc").is_some() || level("index").is_some() => Some(Self::LeftOut),
            _ if name.starts_with("list ") && name != "list paragraph" => Some(Self::Item),
            _ => level("heading").map(|level| Self::Heading(level.min(6))),
        }
    }
}

fn outline(tag: &Tag) -> Option<Style> {
    let level: u8 = value(tag).parse().ok()?;
    // 9 is body text.
    (level < 9).then(|| Style::Heading((level + 1).min(6)))
}

fn value(tag: &Tag) -> &str {
    tag.local_value("val").unwrap_or_default()
}

#[derive(Default)]
struct Body {
    draft: Draft,
    styles: Styles,
    open: Line,
    style: Option<Style>,
    left_out: LeftOut,
    in_text: bool,
    run: Run,
}

/// A run of characters that look alike.
#[derive(Debug, Default)]
struct Run {
    /// Where it begins in the open paragraph.
    from: usize,
    is_raised: bool,
    is_hidden: bool,
}

impl Body {
    fn event(&mut self, event: Event) -> Result<(), ReadError> {
        if self.left_out.holds(&event) {
            return Ok(());
        }
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::Text(text) if self.in_text => self.open.add(&text),
            Event::Text(_) | Event::Comment(_) => {}
            Event::End(name) => return self.end(&name),
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) {
        let on = || !matches!(value(tag), "0" | "false" | "off");
        match tag.name.as_str() {
            name if LEFT_OUT.contains(&name) => self.left_out.begin(tag),
            "p" => self.style = None,
            "pstyle" => self.style = self.styles.get(value(tag)).or(self.style),
            "outlinelvl" => self.style = outline(tag).or(self.style),
            "numpr" => self.style = self.style.or(Some(Style::Item)),
            "r" => self.run = Run { from: self.open.len(), ..Run::default() },
            "vertalign" => self.run.is_raised = value(tag) == "superscript",
            "vanish" => self.run.is_hidden = on(),
            "t" => self.in_text = !tag.is_closed,
            "tab" | "br" | "cr" => self.open.add(" "),
            "nobreakhyphen" => self.open.add("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "t" => self.in_text = false,
            "r" => self.end_run(),
            "p" => return self.end_paragraph(),
            _ => {}
        }
        Ok(())
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.is_hidden {
            self.open.cut(run.from);
        } else if run.is_raised {
            self.open.end_raised(run.from, false);
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        let content = self.open.take();
        self.run = Run::default();
        let kind = match self.style.take() {
            Some(Style::LeftOut) => return Ok(()),
            Some(Style::Title) => {
                self.draft.meta.title.get_or_insert_with(|| content.trim().to_owned());
                BlockKind::Heading { level: 1 }
            }
            Some(Style::Heading(level)) => BlockKind::Heading { level },
            Some(Style::Quote) => BlockKind::Quote,
            Some(Style::Item) => BlockKind::Item,
            None => BlockKind::Prose,
        };
        self.draft.push(kind, &content)
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::zip;
    use crate::document::testing::{facts, is_sound, paragraphs, read, refusal};
    use crate::document::{Document, Format, ParagraphKind};
    use proptest::prelude::*;

    fn docx(body: &str) -> Vec<u8> {
        zip(&[
            ("[Content_Types].xml", "<Types/>"),
            (
                "docProps/core.xml",
                "<cp:coreProperties><dc:title>Of Rome</dc:title><dc:creator>A. Writer</dc:creator><dcterms:created>1999-05-01T00:00:00Z</dcterms:created></cp:coreProperties>",
            ),
            (
                "word/styles.xml",
                "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style><w:style w:styleId='Mine'><w:name w:val='Mine'/><w:basedOn w:val='berschrift1'/></w:style></w:styles>",
            ),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:p><w:r><w:t>Left out.</w:t></w:r></w:p></w:footnotes>",
            ),
            (
                "word/document.xml",
                &format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>"),
            ),
        ])
    }

    fn paragraph(style: &str, text: &str) -> String {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
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
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr><w:r><w:t>Sulla marched.</w:t></w:r></w:p>".to_owned(),
            "<w:tbl><w:tr><w:tc><w:tbl/><w:p><w:r><w:t>Left out.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
            paragraph("Caption", "Left out."),
            paragraph("Mine", "Wars"),
            paragraph("Standard", "They fell."),
            paragraph("berschrift1", "Bibliography"),
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
    fn runs_join_and_note_marks_and_deletions_go() {
        let document = parse(
            "<w:p><w:r><w:t xml:space='preserve'>The siege </w:t></w:r><w:r><w:t>ended</w:t><w:tab/><w:t>in 146.</w:t></w:r>\
             <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:footnoteReference w:id='1'/></w:r>\
             <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>12</w:t></w:r>\
             <w:del><w:r><w:delText>Left out.</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>\
             <w:ins><w:r><w:t> Rome re</w:t><w:softHyphen/><w:t>joiced.</w:t></w:r></w:ins>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p>",
        );
        assert_eq!(document.text, "The siege ended in 146. Rome rejoiced.");
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let whole = docx(&paragraph("a", "Rome fell."));
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 WordDocument".to_vec();
        let package = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
        let locked: Vec<u8> = old.iter().copied().chain(package).collect();
        let other = "expected text, Markdown, HTML, DOCX, EPUB or PDF, found";
        for (bytes, message) in [
            (docx(""), "expected text, found none".to_owned()),
            (
                whole[..whole.len() / 2].to_vec(),
                "expected a ZIP file, found a damaged one: invalid Zip archive: Could not find EOCD"
                    .to_owned(),
            ),
            (zip(&[("a.txt", "Rome")]), format!("{other} a ZIP file")),
            (zip(&[("content.xml", "<a/>")]), format!("{other} an OpenDocument file")),
            (old, format!("{other} an old Office file")),
            (
                locked,
                "expected a DOCX file that anyone can open, found an encrypted one".to_owned(),
            ),
        ] {
            assert_eq!(refusal(bytes, Format::Docx), message);
        }
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in "(<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:tbl>|</w:tbl>|<w:vanish/>|<w:vertAlign w:val='superscript'/>|<w:pStyle w:val='Title'/>|<w:p/>|\\PC|1){0,60}") {
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
}
