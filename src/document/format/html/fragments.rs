//! HTML within Markdown: blocks of it are read as pages are, tags within a line one
//! by one.

use super::write::{Place, Writer, mark_of};
use super::{parts, tree};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::formula;
use crate::document::format::markup::Syntax;
use crate::document::offset::{OffsetMap, Source};
use crate::document::tree::{BlockKind, Role};
use std::ops::Range;

/// The HTML that is open.
#[derive(Debug, Default)]
pub(in crate::document::format) struct Fragments {
    block: Option<(String, OffsetMap)>,
    /// Where a raised text begins in the open paragraph.
    raised: Option<usize>,
    /// Remarks within a line.
    remarks: Vec<(String, Range<usize>)>,
}

impl Fragments {
    /// A block of HTML begins.
    pub(in crate::document::format) fn start(&mut self) {
        self.block = Some(Default::default());
    }

    /// Adds a line of a block, or a tag within a line; `source` is its place.
    pub(in crate::document::format) fn add(
        &mut self,
        builder: &mut Builder,
        html: &str,
        place: Range<usize>,
        source: &str,
    ) -> Result<(), ReadError> {
        match &mut self.block {
            Some((block, map)) => {
                let is_same = source.get(place.clone()) == Some(html);
                let place =
                    if is_same { Source::Verbatim(place.start) } else { Source::Whole(place) };
                map.add(block.len(), &place);
                block.push_str(html);
                Ok(())
            }
            None => self.inline(builder, html, place),
        }
    }

    /// A block of HTML ends.
    pub(in crate::document::format) fn end(
        &mut self,
        builder: &mut Builder,
        source: &str,
    ) -> Result<(), ReadError> {
        let Some((html, map)) = self.block.take() else { return Ok(()) };
        let nodes = tree::nodes(&html, Syntax::Html)?;
        let roles = parts::of_chapter(&nodes);
        Writer::new(builder, &nodes, &roles, Some(Place { map: &map, source })).write()
    }

    fn inline(
        &mut self,
        builder: &mut Builder,
        html: &str,
        place: Range<usize>,
    ) -> Result<(), ReadError> {
        for node in tree::nodes(html, Syntax::Html)? {
            match (&node.kind, mark_of(node.name())) {
                (tree::Kind::Comment(text), _) => self.remarks.push((text.clone(), place.clone())),
                (_, Some(kind)) => builder.start_mark(kind, None),
                _ if node.name() == "sup" => self.raised = Some(builder.open_text().len()),
                _ if node.name() == "br" => {
                    builder.text(" ", Some(Source::Whole(place.clone())))?
                }
                _ => {}
            }
        }
        let name = html.strip_prefix("</").map(|name| name.trim_end_matches('>').trim());
        match name.map(str::to_lowercase).as_deref() {
            Some("sup") => self.end_raised(builder, place),
            Some(name) => {
                mark_of(name).into_iter().for_each(|kind| builder.end_mark(kind));
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn end_raised(&mut self, builder: &mut Builder, place: Range<usize>) -> Result<(), ReadError> {
        let Some(from) = self.raised.take() else { return Ok(()) };
        let power = builder.open_text().get(from..).unwrap_or_default();
        if !power.is_empty() && power.chars().all(|c| c.is_ascii_digit()) {
            let power = builder.cut(from);
            builder.text(&formula::raised(&power).unwrap_or(power), Some(Source::Whole(place)))?;
        }
        Ok(())
    }

    /// The paragraph has ended: remarks within it follow.
    pub(in crate::document::format) fn finish(
        &mut self,
        builder: &mut Builder,
    ) -> Result<(), ReadError> {
        self.raised = None;
        for (text, place) in std::mem::take(&mut self.remarks) {
            let place = Some(Source::Whole(place));
            builder.leaf_as(Role::Hidden, BlockKind::Paragraph, &text, place)?;
        }
        Ok(())
    }
}
