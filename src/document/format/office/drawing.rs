//! Text of drawings (DrawingML): shapes of slides, and diagrams of all formats.

use super::omml;
use super::package::Relations;
use super::pen::{Look, Pen};
use crate::document::error::ReadError;
use crate::document::format::xml::Element;
use crate::document::tree::{BlockKind, MarkKind};

/// The alternative to read: the first, as all programs of today know it.
pub(super) fn choice(alternatives: &Element) -> Option<&Element> {
    alternatives.child("choice").or_else(|| alternatives.child("fallback"))
}

/// Writes the runs of a paragraph into the open leaf.
pub(super) fn runs(
    pen: &mut Pen,
    paragraph: &Element,
    relations: &Relations,
) -> Result<(), ReadError> {
    for child in paragraph.children() {
        match child.name() {
            "r" | "fld" => run(pen, child, relations)?,
            "br" | "tab" => pen.text(" ", Look::default())?,
            "omath" => pen.formula(&omml::text(child))?,
            "m" | "omathpara" => runs(pen, child, relations)?,
            "alternatecontent" => {
                choice(child).map_or(Ok(()), |found| runs(pen, found, relations))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn run(pen: &mut Pen, run: &Element, relations: &Relations) -> Result<(), ReadError> {
    let properties = run.child("rpr");
    let said = |name: &str| properties.and_then(|properties| properties.get(name));
    let is_on = |name: &str| matches!(said(name), Some("1" | "true"));
    let raised = said("baseline").and_then(|shift| shift.parse::<i32>().ok());
    let look = Look {
        is_strong: is_on("b"),
        is_emphasis: is_on("i"),
        is_highlight: properties.is_some_and(|properties| properties.child("highlight").is_some()),
        is_raised: raised.is_some_and(|shift| shift > 0),
        is_hidden: false,
    };
    let link = properties.and_then(|properties| properties.child("hlinkclick"));
    let link = link.and_then(|link| relations.target(link.prefixed("id")?));
    if let Some(link) = link {
        pen.builder.start_mark(MarkKind::Link, Some(link));
    }
    let text = run.child("t").map(Element::text).unwrap_or_default();
    pen.text(&text.replace(['\u{B}', '\n'], " "), look)?;
    if link.is_some() {
        pen.builder.end_mark(MarkKind::Link);
    }
    Ok(())
}

/// Writes the points of a diagram as a list.
pub(super) fn diagram(pen: &mut Pen, data: &Element) -> Result<(), ReadError> {
    pen.start(BlockKind::List { is_ordered: false })?;
    for point in data.all("pt") {
        pen.start(BlockKind::Item)?;
        for paragraph in point.all("p") {
            pen.paragraph(BlockKind::Paragraph)?;
            runs(pen, paragraph, &Relations::default())?;
        }
        pen.end()?;
    }
    pen.end()
}

/// Writes the text of a chart: its titles, series and categories.
pub(super) fn chart(pen: &mut Pen, chart: &Element) -> Result<(), ReadError> {
    for paragraph in chart.all("p") {
        pen.paragraph(BlockKind::Caption)?;
        runs(pen, paragraph, &Relations::default())?;
    }
    let mut before = String::new();
    for values in chart.all("strcache") {
        let values: Vec<String> = values.all("v").into_iter().map(Element::text).collect();
        let line = values.join(", ");
        if line != before {
            pen.paragraph(BlockKind::Caption)?;
            pen.text(&line, Look::default())?;
            before = line;
        }
    }
    pen.end_paragraph()
}
