//! Title, authors and date, as the head of a page says them.

use super::tree::{Kind, Node};
use crate::document::builder::Builder;
use crate::document::format::markup::Tag;
use crate::document::tree::BlockKind;
use crate::document::{Meta, meta};

/// What the page's head says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    title: Option<String>,
    /// Titles, authors and dates that `<meta>` names, the surest first.
    titles: [Option<String>; 2],
    authors: Vec<String>,
    date: Option<String>,
}

impl Facts {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut facts = Self::default();
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            match &node.kind {
                // The page's own title, not that of a picture.
                Kind::Element(tag) if tag.name == "svg" => at = node.end - 1,
                Kind::Element(tag) if tag.name == "meta" => facts.add(tag),
                Kind::Element(tag) if tag.name == "title" && facts.title.is_none() => {
                    let texts =
                        nodes[at + 1..node.end].iter().filter_map(|node| match &node.kind {
                            Kind::Text(text) => Some(text.as_str()),
                            _ => None,
                        });
                    let title = texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
                    facts.title = Some(title).filter(|title| !title.is_empty());
                }
                _ => {}
            }
            at += 1;
        }
        facts
    }

    /// All titles, a line each.
    pub(super) fn titles(&self) -> String {
        let titles = self.titles.iter().chain([&self.title]).flatten();
        titles.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn add(&mut self, tag: &Tag) {
        let key = tag.value("name").or_else(|| tag.value("property")).unwrap_or_default();
        let Some(value) = tag.value("content").map(|value| value.trim().to_owned()) else { return };
        if value.is_empty() {
            return;
        }
        match key.to_lowercase().as_str() {
            "citation_title" | "dc.title" | "dcterms.title" => {
                self.titles[0].get_or_insert(value);
            }
            "og:title" => {
                self.titles[1].get_or_insert(value);
            }
            // An author given as an address is a page about them.
            "author" | "citation_author" | "dc.creator" | "article:author"
                if !value.contains("://") && !self.authors.contains(&value) =>
            {
                self.authors.push(value);
            }
            "citation_publication_date"
            | "citation_date"
            | "dc.date"
            | "dcterms.date"
            | "date"
            | "article:published_time" => {
                self.date.get_or_insert(value);
            }
            _ => {}
        }
    }

    /// What they say together with the headings of the page, which begins at
    /// block `from`.
    pub(super) fn meta(self, builder: &mut Builder, from: usize) -> Meta {
        let mut blocks = builder.blocks_from(from).iter();
        let top = blocks.find(|block| block.kind == BlockKind::Heading { level: 1 });
        let top = top.map(|block| block.span.clone()).map(|span| builder.slice(span).to_owned());
        // "The Wars - Some Site": the heading knows where the title ends.
        let title = match (top, self.title) {
            (Some(top), Some(title)) if title.contains(&top) => Some(top),
            (_, title) => title,
        };
        let [sure, social] = self.titles;
        Meta {
            title: sure.or(title).or(social),
            author: (!self.authors.is_empty()).then(|| self.authors.join(", ")),
            year: self.date.as_deref().and_then(meta::year),
            date: self.date,
        }
    }
}
