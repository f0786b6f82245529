//! ODT: the paragraphs, lists and tables of an OpenDocument text; notes and
//! comments stand in it, heads and feet with the styles of its pages.

use super::package::Package;
use super::pen::{Look, Pen};
use super::style::{Kind, Run, Styles};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::Format;
use crate::document::format::mathml;
use crate::document::format::xml::{Element, Node};
use crate::document::tree::{BlockKind, MarkKind, Role};
use std::collections::{HashMap, HashSet};

/// Most columns that a cell may stand for.
const MAX_SPAN: usize = 64;

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Builder, ReadError> {
    let mut package = Package::open(bytes, Format::Odt)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| is_locked(&manifest)) {
        return Err(ReadError::Encrypted(Format::Odt.name()));
    }
    let meta = package.meta("meta.xml")?;
    let content = package.needed("content.xml")?;
    let page_styles = package.part("styles.xml")?.unwrap_or_default();
    let formulas = formulas(&mut package, &content)?;
    let mut text = Text {
        pen: Pen::default(),
        styles: Styles::of_open_document(&[&page_styles, &content]),
        numbered: numbered(&[&page_styles, &content]),
        formulas,
        notes: Vec::new(),
        comments: Vec::new(),
        boxes: Vec::new(),
    };
    text.pen.builder.meta = meta;
    text.document(&content, &page_styles)?;
    Ok(text.pen.builder)
}

fn is_locked(manifest: &Element) -> bool {
    let entries = manifest.all("file-entry");
    let mut content = entries.iter().filter(|entry| entry.get("full-path") == Some("content.xml"));
    content.any(|entry| entry.child("encryption-data").is_some())
}

/// The levels of list styles that are numbered.
fn numbered(parts: &[&Element]) -> HashMap<String, HashSet<u8>> {
    let styles = parts.iter().flat_map(|part| part.all("list-style"));
    let styles = styles.map(|style| {
        let name = style.get("name").unwrap_or_default();
        let levels = style.children().filter(|level| {
            level.name() == "list-level-style-number" && level.get("num-format") != Some("")
        });
        let levels = levels.filter_map(|level| level.get("level")?.parse().ok());
        (name.to_owned(), levels.collect())
    });
    styles.collect()
}

/// The formulas that a text refers to, by their addresses.
fn formulas(
    package: &mut Package<'_>,
    content: &Element,
) -> Result<HashMap<String, String>, ReadError> {
    let mut found = HashMap::new();
    for object in content.all("object") {
        let Some(address) = object.get("href") else { continue };
        if found.contains_key(address) {
            continue;
        }
        let name = format!("{}/content.xml", address.trim_start_matches("./"));
        let part = package.part(&name)?;
        let formula = part.as_ref().and_then(|part| part.all("math").into_iter().next());
        found.insert(address.to_owned(), formula.map(mathml::text).unwrap_or_default());
    }
    Ok(found)
}

struct Text<'a> {
    pen: Pen,
    styles: Styles,
    numbered: HashMap<String, HashSet<u8>>,
    formulas: HashMap<String, String>,
    /// Bodies of the notes whose marks were met, in order.
    notes: Vec<&'a Element>,
    comments: Vec<&'a Element>,
    /// Boxes of the open paragraph, which follow it.
    boxes: Vec<&'a Element>,
}

impl<'a> Text<'a> {
    fn document(&mut self, content: &'a Element, styles: &'a Element) -> Result<(), ReadError> {
        if !content.all("soft-page-break").is_empty() {
            self.pen.builder.page();
        }
        for body in content.all("body") {
            self.blocks(body, &List::default())?;
        }
        for note in std::mem::take(&mut self.notes) {
            self.within(BlockKind::Note, Role::Notes, note)?;
        }
        for comment in std::mem::take(&mut self.comments) {
            self.within(BlockKind::Aside, Role::Comments, comment)?;
        }
        let mut seen = HashSet::new();
        for head in styles.all("master-page").into_iter().flat_map(Element::children) {
            let is_head = head.name().starts_with("header") || head.name().starts_with("footer");
            if is_head && seen.insert(head.text()) {
                self.within(BlockKind::Aside, Role::RunningHeads, head)?;
            }
        }
        self.pen.end_paragraph()
    }

    fn within(
        &mut self,
        kind: BlockKind,
        role: Role,
        holder: &'a Element,
    ) -> Result<(), ReadError> {
        self.pen.end_paragraph()?;
        let before = self.pen.builder.set_role(role);
        self.pen.start(kind)?;
        self.blocks(holder, &List::default())?;
        self.pen.end()?;
        self.pen.builder.set_role(before);
        Ok(())
    }

    fn blocks(&mut self, holder: &'a Element, list: &List<'a>) -> Result<(), ReadError> {
        for child in holder.children() {
            let role = match child.name() {
                "p" | "h" => {
                    self.paragraph(child)?;
                    continue;
                }
                "list" => {
                    self.list(child, list)?;
                    continue;
                }
                "table" => {
                    self.table(child)?;
                    continue;
                }
                "soft-page-break" => {
                    self.pen.builder.page();
                    continue;
                }
                "table-of-content" | "illustration-index" | "table-index" | "object-index"
                | "user-index" => Role::Contents,
                "alphabetical-index" => Role::Index,
                "bibliography" => Role::References,
                "tracked-changes" | "forms" | "creator" | "date" | "date-string"
                | "creator-initials" => continue,
                name if name.ends_with("-source") || name.ends_with("-decls") => continue,
                "frame" | "custom-shape" | "rect" | "g" => {
                    self.drawing(child);
                    self.all_boxes()?;
                    continue;
                }
                _ => {
                    self.blocks(child, list)?;
                    continue;
                }
            };
            self.pen.end_paragraph()?;
            let before = self.pen.builder.set_role(role);
            self.blocks(child, list)?;
            self.pen.end_paragraph()?;
            self.pen.builder.set_role(before);
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &'a Element) -> Result<(), ReadError> {
        let style = self.styles.get(paragraph.get("style-name").unwrap_or_default());
        let level = paragraph.get("outline-level").and_then(|level| level.parse().ok());
        let kind = match (paragraph.name(), style.kind) {
            ("h", kind) => {
                let styled = if let Some(Kind::Heading(level)) = kind { level } else { 1 };
                BlockKind::Heading { level: level.unwrap_or(styled).clamp(1, 6) }
            }
            (_, Some(Kind::Heading(level))) => BlockKind::Heading { level },
            (_, Some(Kind::Title)) => BlockKind::Heading { level: 1 },
            (_, Some(Kind::Caption)) => BlockKind::Caption,
            (_, Some(Kind::Code)) => BlockKind::Code,
            _ => BlockKind::Paragraph,
        };
        if style.kind == Some(Kind::Title) && self.pen.builder.meta.title.is_none() {
            self.pen.builder.meta.title = Some(paragraph.text().trim().to_owned());
        }
        let is_quote = style.kind == Some(Kind::Quote);
        if is_quote {
            self.pen.start(BlockKind::Quote)?;
        }
        self.pen.paragraph(kind)?;
        self.inlines(paragraph, style.run)?;
        if is_quote {
            self.pen.end()?;
        }
        self.all_boxes()
    }

    fn all_boxes(&mut self) -> Result<(), ReadError> {
        if self.boxes.is_empty() {
            return Ok(());
        }
        self.pen.end_paragraph()?;
        for found in std::mem::take(&mut self.boxes) {
            self.pen.start(BlockKind::Aside)?;
            self.blocks(found, &List::default())?;
            self.pen.end()?;
        }
        Ok(())
    }

    fn inlines(&mut self, holder: &'a Element, base: Run) -> Result<(), ReadError> {
        for node in &holder.nodes {
            match node {
                Node::Text(text) => self.pen.text(text, base.look())?,
                Node::Element(element) => self.inline(element, base)?,
            }
        }
        Ok(())
    }

    fn inline(&mut self, element: &'a Element, base: Run) -> Result<(), ReadError> {
        match element.name() {
            "s" | "tab" | "line-break" => self.pen.text(" ", Look::default())?,
            "soft-page-break" => self.pen.builder.page(),
            "span" => {
                let style = self.styles.get(element.get("style-name").unwrap_or_default());
                self.inlines(element, style.run.or(base))?;
            }
            "a" => {
                self.pen.builder.start_mark(MarkKind::Link, element.get("href"));
                self.inlines(element, base)?;
                self.pen.builder.end_mark(MarkKind::Link);
            }
            "note" => {
                let label = element.child("note-citation").map(Element::text).unwrap_or_default();
                self.pen.builder.note(&label);
                self.notes.extend(element.child("note-body"));
            }
            "annotation" => self.comments.push(element),
            "ruby" => {
                element
                    .child("ruby-base")
                    .map_or(Ok(()), |base_text| self.inlines(base_text, base))?;
            }
            "frame" | "custom-shape" | "rect" | "g" | "line" | "ellipse" | "connector" => {
                if let Some(formula) = self.formula(element) {
                    return self.pen.formula(&formula);
                }
                self.drawing(element);
            }
            "script" | "annotation-end" => {}
            _ => self.inlines(element, base)?,
        }
        Ok(())
    }

    /// The formula in a frame.
    fn formula(&self, frame: &Element) -> Option<String> {
        let object = frame.child("object")?;
        let inline = object.child("math").map(mathml::text);
        let found = inline.or_else(|| self.formulas.get(object.get("href")?).cloned());
        found.filter(|formula| !formula.is_empty())
    }

    /// Keeps what a drawing holds until the paragraph ends.
    fn drawing(&mut self, drawing: &'a Element) {
        // What it holds beside its text is found with that.
        if drawing.children().any(|child| matches!(child.name(), "p" | "list")) {
            return self.boxes.push(drawing);
        }
        for child in drawing.children() {
            match child.name() {
                "text-box" => self.boxes.push(child),
                "desc" => self.pen.caption(&child.text()),
                _ => self.drawing(child),
            }
        }
    }

    fn list(&mut self, list: &'a Element, above: &List<'a>) -> Result<(), ReadError> {
        let style = list.get("style-name").unwrap_or(above.style);
        let here = List { style, level: above.level.saturating_add(1) };
        // Headings are numbered as lists.
        if !list.all("h").is_empty() && list.all("p").is_empty() {
            return self.items(list, &here, false);
        }
        let is_ordered =
            self.numbered.get(style).is_some_and(|levels| levels.contains(&here.level));
        self.pen.start(BlockKind::List { is_ordered })?;
        self.items(list, &here, true)?;
        self.pen.end()
    }

    fn items(
        &mut self,
        list: &'a Element,
        here: &List<'a>,
        is_kept: bool,
    ) -> Result<(), ReadError> {
        for item in list.children() {
            if is_kept {
                self.pen.start(BlockKind::Item)?;
            }
            self.blocks(item, here)?;
            if is_kept {
                self.pen.end()?;
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &'a Element) -> Result<(), ReadError> {
        let rows = table.all("table-row");
        let is_cell = |cell: &&Element| matches!(cell.name(), "table-cell" | "covered-table-cell");
        let count = |row: &&&'a Element| row.children().filter(is_cell).count();
        // One column is a box around text, no table.
        if rows.iter().map(|row| count(&row)).max().unwrap_or(0) < 2 {
            self.pen.start(BlockKind::Aside)?;
            for row in rows {
                row.children().try_for_each(|cell| self.blocks(cell, &List::default()))?;
            }
            return self.pen.end();
        }
        let heads = table.all("table-header-rows");
        let heads: HashSet<*const Element> = heads
            .into_iter()
            .flat_map(|head| head.all("table-row"))
            .map(std::ptr::from_ref)
            .collect();
        self.pen.start(BlockKind::Table)?;
        for row in rows {
            let is_head = heads.contains(&std::ptr::from_ref(row));
            self.pen.start(BlockKind::Row { is_head })?;
            for cell in row.children().filter(is_cell) {
                self.cell(cell)?;
            }
            self.pen.end()?;
        }
        self.pen.end()
    }

    fn cell(&mut self, cell: &'a Element) -> Result<(), ReadError> {
        self.pen.start(BlockKind::Cell)?;
        self.blocks(cell, &List::default())?;
        self.pen.end()?;
        let repeated = cell.get("number-columns-repeated").and_then(|count| count.parse().ok());
        for _ in 1..repeated.unwrap_or(1).min(MAX_SPAN) {
            self.pen.start(BlockKind::Cell)?;
            // Cells within cells would multiply.
            if cell.all("table").is_empty() {
                self.blocks(cell, &List::default())?;
            }
            self.pen.end()?;
        }
        Ok(())
    }
}

/// The list that items are in.
#[derive(Debug, Default)]
struct List<'a> {
    style: &'a str,
    level: u8,
}

#[cfg(test)]
mod tests {
    use crate::document::format::archive::zip;
    use crate::document::testing::{facts, is_sound, read, refusal};
    use crate::document::{Document, Format};
    use proptest::prelude::*;

    const MIME: &str = "application/vnd.oasis.opendocument.text";
    const META: &str = "<office:meta><dc:title>Of Rome</dc:title><meta:initial-creator>A. Writer</meta:initial-creator><dc:creator>Other</dc:creator><meta:creation-date>1999-01-01</meta:creation-date></office:meta>";
    const STYLES: &str = "<office:styles><style:style style:name='Quotations'/><text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/><text:list-level-style-bullet text:level='2'/></text:list-style></office:styles>\
         <style:master-page><style:header><text:p>History 101</text:p></style:header></style:master-page>";

    fn odt(body: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content><office:automatic-styles><style:style style:name='P1' style:parent-style-name='Quotations'/>\
             <style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style><style:style style:name='T2'><style:text-properties style:text-position='super 58%'/></style:style></office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        zip(&[
            ("mimetype", MIME),
            ("meta.xml", META),
            ("styles.xml", STYLES),
            ("content.xml", &content),
            ("Object 1/content.xml", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"),
        ])
    }

    fn parse(body: &str) -> Document {
        read(odt(body), Format::Odt)
    }

    #[test]
    fn structure_is_kept() {
        let document = parse(
            "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:table-of-content><text:table-of-content-source><text:index-title-template>Gone</text:index-title-template></text:table-of-content-source><text:index-body><text:p>Kings 1</text:p></text:index-body></text:table-of-content>\
             <text:h text:outline-level='2'>Kings</text:h><text:p>Rome<text:s text:c='2'/>had <text:span text:style-name='T1'>seven</text:span> kings.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So says Livy.</text:p></text:note-body></text:note></text:p>\
             <text:p text:style-name='P1'>I came.</text:p>\
             <text:list text:style-name='L'><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Below</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>\
             <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Battle</text:p></table:table-cell></table:table-row></table:table-header-rows>\
             <table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>none</text:p></table:table-cell></table:table-row></table:table>\
             <text:p>See <draw:frame><draw:object xlink:href='./Object 1'/></draw:frame><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame><office:annotation><dc:creator>Me</dc:creator><text:p>Check.</text:p></office:annotation> here.</text:p>",
        );
        insta::assert_snapshot!(document.outline(), @"
        [left out as contents: 2 words]

        ## Kings

        Rome had **seven** kings.

        > I came.

        1. One
           - Below
        2. Two

        | Year | Battle |
        | --- | --- |
        | none | none |

        See x² here.

        > In a box.

        [left out as notes: 3 words]

        [left out as comments: 1 words]

        [left out as running heads: 2 words]
        ");
        insta::assert_snapshot!(document.inventory().line(), @"read 20 words, 1 heading, 1 table, 1 note mark; left out: 2 words of contents, 1 note (3 words), 2 words of running heads, 1 word of comments");
        assert_eq!(facts(&document), (Some("Of Rome"), Some("A. Writer"), Some(1999)));
    }

    #[test]
    fn what_is_nested_is_read_once() {
        let shape = "<draw:custom-shape><text:p>Deep</text:p>".repeat(60);
        assert_eq!(parse(&format!("<text:p>{shape}")).inventory().words, 60);
        let cell = "<table:table><table:table-row><table:table-cell/><table:table-cell table:number-columns-repeated='64'>";
        assert_eq!(parse(&format!("{}<text:p>Deep", cell.repeat(50))).inventory().words, 64);
    }

    #[test]
    fn locked_files_are_refused() {
        let manifest = "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>";
        let locked =
            zip(&[("mimetype", MIME), ("META-INF/manifest.xml", manifest), ("content.xml", "x")]);
        assert_eq!(
            refusal(locked, Format::Odt),
            "expected an ODT file that anyone can open, found an encrypted one"
        );
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in "(<text:p>|</text:p>|<text:list>|<text:list-item>|</text:list>|<table:table>|<table:table-row>|<table:table-cell>|</table:table-cell>|<text:note>|<text:note-body>|</text:note>|<draw:frame>|<text:span text:style-name='T2'>|</text:span>|\\PC|1){0,60}") {
            prop_assert!(is_sound(odt(&body), Format::Odt));
        }
    }
}
