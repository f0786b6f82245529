//! PPTX: the slides of a presentation in their order, each a page: its title,
//! what its shapes say, and the speaker's notes.

use super::drawing::{self, choice, runs};
use super::package::{Package, Relations};
use super::pen::{Look, Pen};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::Format;
use crate::document::format::xml::Element;
use crate::document::tree::{BlockKind, Role};

/// What places for dates, footers and numbers are called.
const RUNNING: [&str; 4] = ["dt", "ftr", "sldnum", "hdr"];

pub(in crate::document) fn read(bytes: &[u8]) -> Result<Builder, ReadError> {
    let mut package = Package::open(bytes, Format::Pptx)?;
    let name = package.main("ppt/presentation.xml")?;
    let mut pen = Pen::default();
    pen.builder.meta = package.meta("docProps/core.xml")?;
    let relations = package.relations(&name)?;
    let presentation = package.needed(&name)?;
    for slide in presentation.all("sldid") {
        let Some(name) = slide.prefixed("id").and_then(|id| relations.target(id)) else {
            continue;
        };
        if let Some(part) = package.part(name)? {
            slide_of(&mut package, &mut pen, name, &part)?;
        }
    }
    Ok(pen.builder)
}

fn slide_of(
    package: &mut Package<'_>,
    pen: &mut Pen,
    name: &str,
    part: &Element,
) -> Result<(), ReadError> {
    let relations = package.relations(name)?;
    pen.end_lists()?;
    pen.builder.page();
    let is_hidden = part.child("sld").is_some_and(|slide| slide.get("show") == Some("0"));
    let role = if is_hidden { Role::Hidden } else { Role::Body };
    let before = pen.builder.set_role(role);
    let diagrams = package.parts(&relations, "diagramData")?;
    let charts = package.parts(&relations, "chart")?;
    let mut slide = Slide { pen, relations: &relations };
    slide.shapes(part)?;
    for diagram in &diagrams {
        drawing::diagram(pen, diagram)?;
    }
    for chart in &charts {
        drawing::chart(pen, chart)?;
    }
    for notes in package.parts(&relations, "notesSlide")? {
        // What the speaker says is a text like any other.
        let mut slide = Slide { pen, relations: &Relations::default() };
        shapes(&notes).into_iter().try_for_each(|shape| slide.text(shape, false))?;
    }
    pen.builder.set_role(Role::Comments);
    for comments in package.parts(&relations, "comments")? {
        comment(pen, &comments)?;
    }
    pen.builder.set_role(before);
    Ok(())
}

fn comment(pen: &mut Pen, comments: &Element) -> Result<(), ReadError> {
    for text in comments.all("text").into_iter().chain(comments.all("t")) {
        pen.paragraph(BlockKind::Paragraph)?;
        pen.text(&text.text(), Look::default())?;
    }
    pen.end_paragraph()
}

struct Slide<'a> {
    pen: &'a mut Pen,
    relations: &'a Relations,
}

/// What the place of a shape in the layout is for; `body` where it says nothing.
fn place(shape: &Element) -> Option<&str> {
    let place = shape.children().find_map(|properties| properties.at(&["nvpr", "ph"]))?;
    Some(place.get("type").unwrap_or("body"))
}

impl Slide<'_> {
    /// The title first, wherever it lies in the file.
    fn shapes(&mut self, part: &Element) -> Result<(), ReadError> {
        let shapes = shapes(part);
        let is_title = |shape: &&&Element| matches!(place(shape), Some("title" | "ctrTitle"));
        let title = shapes.iter().find(is_title).copied();
        if let Some(title) = title {
            let level = if place(title) == Some("ctrTitle") { 1 } else { 2 };
            self.title(title, level)?;
        }
        for shape in
            shapes.iter().filter(|shape| !title.is_some_and(|title| std::ptr::eq(title, **shape)))
        {
            self.shape(shape)?;
        }
        Ok(())
    }

    /// A title of several paragraphs is one.
    fn title(&mut self, title: &Element, level: u8) -> Result<(), ReadError> {
        self.pen.paragraph(BlockKind::Heading { level })?;
        for paragraph in title.all("p") {
            runs(self.pen, paragraph, self.relations)?;
            self.pen.text(" ", Look::default())?;
        }
        self.pen.end_paragraph()
    }

    fn shape(&mut self, shape: &Element) -> Result<(), ReadError> {
        if let Some(said) = shape.children().find_map(|part| part.child("cnvpr")?.get("descr"))
            && shape.child("txbody").is_none()
        {
            self.pen.caption(said);
        }
        match place(shape) {
            _ if shape.name() == "tbl" => self.table(shape)?,
            place => self.text(shape, matches!(place, Some("body" | "obj")))?,
        }
        self.pen.end_lists()
    }

    fn text(&mut self, shape: &Element, has_bullets: bool) -> Result<(), ReadError> {
        let is_running =
            place(shape).is_some_and(|place| RUNNING.contains(&place.to_lowercase().as_str()));
        match is_running {
            true => {
                let before = self.pen.builder.set_role(Role::RunningHeads);
                self.paragraphs(shape, false)?;
                self.pen.builder.set_role(before);
                Ok(())
            }
            false => self.paragraphs(shape, has_bullets),
        }
    }

    /// Paragraphs, or items where they have bullets or numbers.
    fn paragraphs(&mut self, shape: &Element, has_bullets: bool) -> Result<(), ReadError> {
        for paragraph in shape.all("p") {
            let properties = paragraph.child("ppr");
            let said = |name| properties.is_some_and(|properties| properties.child(name).is_some());
            let level = properties.and_then(|properties| properties.get("lvl")?.parse().ok());
            let is_ordered = said("buautonum");
            let is_item = is_ordered || said("buchar") || has_bullets && !said("bunone");
            match is_item {
                // An empty item has no sign.
                true if !paragraph.has_text() => continue,
                true => self.pen.item(level.unwrap_or(0).min(8), "", is_ordered)?,
                false => self.pen.end_lists()?,
            }
            self.pen.paragraph(BlockKind::Paragraph)?;
            runs(self.pen, paragraph, self.relations)?;
        }
        self.pen.end_lists()
    }

    fn table(&mut self, table: &Element) -> Result<(), ReadError> {
        let has_head = table.child("tblpr").and_then(|look| look.get("firstrow")) == Some("1");
        let rows = table.all("tr");
        let has_head = has_head && rows.len() > 1;
        self.pen.start(BlockKind::Table)?;
        for (index, row) in rows.into_iter().enumerate() {
            self.pen.start(BlockKind::Row { is_head: has_head && index == 0 })?;
            for cell in row.all("tc") {
                self.pen.start(BlockKind::Cell)?;
                self.paragraphs(cell, false)?;
                self.pen.end()?;
            }
            self.pen.end()?;
        }
        self.pen.end()
    }
}

/// The shapes of a slide that are no groups, and the tables in their frames.
fn shapes(part: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    collect(part, &mut found);
    found
}

fn collect<'a>(holder: &'a Element, found: &mut Vec<&'a Element>) {
    for child in holder.children() {
        match child.name() {
            "sp" | "pic" | "cxnsp" | "tbl" => found.push(child),
            "alternatecontent" => choice(child).into_iter().for_each(|all| collect(all, found)),
            _ => collect(child, found),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::format::archive::zip;
    use crate::document::testing::{facts, is_sound, read, titles};
    use proptest::prelude::*;

    fn shape(place: &str, paragraphs: &str) -> String {
        format!(
            "<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"
        )
    }

    fn p(level: u8, text: &str) -> String {
        format!("<a:p><a:pPr lvl='{level}'/><a:r><a:t>{text}</a:t></a:r></a:p>")
    }

    fn relations(targets: &[(&str, &str, &str)]) -> String {
        let one = |(id, kind, target): &(&str, &str, &str)| {
            format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
        };
        format!("<Relationships>{}</Relationships>", targets.iter().map(one).collect::<String>())
    }

    fn pptx(slide: &str, notes: &str) -> Vec<u8> {
        let slide = format!("<p:sld><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>");
        zip(&[
            ("[Content_Types].xml", "<Types/>"),
            ("docProps/core.xml", "<dc:title>Of Rome</dc:title>"),
            (
                "ppt/presentation.xml",
                "<p:presentation><p:sldIdLst><p:sldId id='300' r:id='b'/><p:sldId id='301' r:id='a'/></p:sldIdLst></p:presentation>",
            ),
            (
                "ppt/_rels/presentation.xml.rels",
                &relations(&[
                    ("a", "slide", "slides/slide1.xml"),
                    ("b", "slide", "slides/slide2.xml"),
                ]),
            ),
            ("ppt/slides/slide1.xml", &slide),
            (
                "ppt/slides/_rels/slide1.xml.rels",
                &relations(&[
                    ("n", "notesSlide", "../notesSlides/notesSlide1.xml"),
                    ("d", "diagramData", "../diagrams/data1.xml"),
                ]),
            ),
            ("ppt/notesSlides/notesSlide1.xml", notes),
            (
                "ppt/diagrams/data1.xml",
                "<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Senate</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>",
            ),
            (
                "ppt/slides/slide2.xml",
                &format!(
                    "<p:sld>{}</p:sld>",
                    shape("<p:ph type='ctrTitle'/>", &p(0, "A Course on Rome"))
                ),
            ),
        ])
    }

    #[test]
    fn slides_are_read_in_their_order_with_what_is_said() {
        let slide = [
            shape("<p:ph idx='1'/>", &(p(0, "Kings") + &p(1, "Romulus") + "<a:p/>" + &p(0, "Consuls"))),
            shape("<p:ph type='title'/>", &p(0, "Who ruled")),
            shape("", &p(0, "Rome was ruled by two consuls a year.")),
            shape("<p:ph type='sldNum'/>", "<a:p><a:fld type='slidenum'><a:t>7</a:t></a:fld></a:p>"),
            "<p:graphicFrame><a:tbl><a:tblPr firstRow='1'/><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Year</a:t></a:r></a:p></a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody><a:p><a:r><a:t>509 BCE</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>".to_owned(),
            "<p:pic><p:nvPicPr><p:cNvPr descr='A coin of Brutus'/></p:nvPicPr></p:pic>".to_owned(),
        ];
        let notes = shape("<p:ph type='body'/>", &p(0, "Say that consuls held office for a year."))
            + &shape("<p:ph type='sldNum'/>", &p(0, "7"));
        let document = read(pptx(&slide.concat(), &notes), Format::Pptx);
        insta::assert_snapshot!(document.outline(), @"
        # A Course on Rome

        ## Who ruled

        - Kings
          - Romulus
        - Consuls

        Rome was ruled by two consuls a year.

        [left out as running heads: 1 words]

        | Year |
        | --- |
        | 509 BCE |

        [A coin of Brutus]

        - Senate

        Say that consuls held office for a year.

        [left out as running heads: 1 words]
        ");
        assert_eq!(titles(&document), ["A Course on Rome", "Who ruled"]);
        assert_eq!((document.pages.len(), facts(&document).0), (2, Some("Of Rome")));
    }

    proptest! {
        #[test]
        fn no_slide_makes_it_panic(slide in "(<p:sp>|</p:sp>|<p:nvSpPr>|<p:nvPr>|</p:nvPr>|<p:ph/>|<p:grpSp>|<a:p>|</a:p>|<a:r>|<a:t>|</a:t>|<a:tbl>|<a:tr>|<a:tc>|<a:pPr lvl='300'/>|\\PC|1){0,60}") {
            prop_assert!(is_sound(pptx(&slide, &slide), Format::Pptx));
        }
    }
}
