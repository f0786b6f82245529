//! A page as a row of nodes, each before what it holds: elements balanced as
//! browsers balance them, no deeper than any page needs.

use super::{BLOCKS, EMPTY};
use crate::document::error::ReadError;
use crate::document::format::markup::{Event, Syntax, Tag, spanned};
use std::ops::Range;

/// Deeper elements are not told apart: what they hold belongs to the last that is.
const MAX_DEPTH: usize = 256;
/// Most nodes of a page.
const MAX_NODES: usize = 2_000_000;

/// What stands in a page.
#[derive(Debug)]
pub(super) enum Kind {
    Element(Tag),
    Text(String),
    Comment(String),
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Where its descendants end in the row of nodes.
    pub(super) end: usize,
    /// Its bytes in the text; of an element, those of its start tag.
    pub(super) span: Range<usize>,
}

impl Node {
    pub(super) fn tag(&self) -> Option<&Tag> {
        match &self.kind {
            Kind::Element(tag) => Some(tag),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> &str {
        self.tag().map_or("", |tag| &tag.name)
    }
}

/// Elements that end others which are open: what begins, what it ends, and what
/// it does not look behind.
const IMPLIED: [(&[&str], &[&str], &[&str]); 6] = [
    (&["li"], &["li"], &["ul", "ol", "menu", "td", "th"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl", "td", "th"]),
    (&["td", "th"], &["td", "th"], &["tr", "table"]),
    (&["tr"], &["tr"], &["table"]),
    (&["thead", "tbody", "tfoot"], &["thead", "tbody", "tfoot", "tr", "caption"], &["table"]),
    (&["rt", "rp"], &["rt", "rp"], &["ruby", "p"]),
];
/// What an end tag does not reach out of, unless it ends a part of a table.
const SCOPES: [&str; 4] = ["table", "td", "th", "caption"];
const TABLE_PARTS: [&str; 8] = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"];

pub(super) fn nodes(text: &str, syntax: Syntax) -> Result<Vec<Node>, ReadError> {
    let mut tree = Tree::default();
    for event in spanned(text, syntax) {
        let (event, span) = event?;
        match event {
            Event::Start(tag) => tree.start(tag, span)?,
            Event::End(name) => tree.end(&name),
            Event::Text(text) => tree.push(Kind::Text(text), span)?,
            Event::Comment(text) => tree.push(Kind::Comment(text), span)?,
        }
    }
    tree.end_from(0);
    Ok(tree.nodes)
}

#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// Started elements that are too deep to be kept.
    too_deep: usize,
}

impl Tree {
    fn push(&mut self, kind: Kind, span: Range<usize>) -> Result<(), ReadError> {
        if self.nodes.len() == MAX_NODES {
            return Err(ReadError::TooComplex);
        }
        self.nodes.push(Node { kind, end: self.nodes.len() + 1, span });
        Ok(())
    }

    fn start(&mut self, tag: Tag, span: Range<usize>) -> Result<(), ReadError> {
        let is_empty = tag.is_closed || EMPTY.contains(tag.name.as_str());
        if self.too_deep == 0 {
            self.imply(&tag.name);
        }
        if is_empty {
            return self.push(Kind::Element(tag), span);
        }
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return Ok(());
        }
        self.open.push(self.nodes.len());
        self.push(Kind::Element(tag), span)
    }

    /// Ends what cannot hold an element of this name.
    fn imply(&mut self, name: &str) {
        for (_, ends, scope) in IMPLIED.iter().filter(|(begins, ..)| begins.contains(&name)) {
            self.end_first(|open| ends.contains(&open), |open| scope.contains(&open));
        }
        if name == "body" || BLOCKS.contains(name) {
            self.end_first(|open| open == "head", |_| false);
            self.end_first(|open| open == "p", |open| SCOPES.contains(&open));
        }
        if name == "a" {
            self.end_first(|open| open == "a", |open| BLOCKS.contains(open));
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "body" | "html" => {}
            _ if self.too_deep > 0 => self.too_deep -= 1,
            _ if TABLE_PARTS.contains(&name) => {
                self.end_first(|open| open == name, |open| open == "table");
            }
            _ if BLOCKS.contains(name) => {
                self.end_first(|open| open == name, |open| SCOPES.contains(&open));
            }
            _ => self.end_first(|open| open == name, |open| BLOCKS.contains(open)),
        }
    }

    /// Ends the innermost open element of such a name, and all within it.
    fn end_first(&mut self, is_it: impl Fn(&str) -> bool, is_border: impl Fn(&str) -> bool) {
        for at in (0..self.open.len()).rev() {
            let name = self.nodes[self.open[at]].name();
            if is_it(name) {
                return self.end_from(at);
            }
            if is_border(name) {
                return;
            }
        }
    }

    fn end_from(&mut self, at: usize) {
        for open in self.open.split_off(at) {
            self.nodes[open].end = self.nodes.len();
        }
    }
}
