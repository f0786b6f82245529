//! Formulas of a page as text, where they can be written in a line.

use super::tree::{Kind, Node};
use crate::document::format::markup::Tag;
use crate::document::format::{formula, mathml, xml};
use crate::document::tree::HOLE;

/// Most nodes of a formula that is read.
const MAX_NODES: usize = 4000;

pub(super) fn is_block(tag: &Tag) -> bool {
    tag.value("display") == Some("block")
}

/// The formula of the element `math`.
pub(super) fn text(nodes: &[Node], math: usize) -> String {
    match nodes[math].end - math <= MAX_NODES {
        true => mathml::text(&element(nodes, math)),
        false => HOLE.to_string(),
    }
}

/// A page's nodes as a tree; they are never very deep.
fn element(nodes: &[Node], at: usize) -> xml::Element {
    let mut held = Vec::new();
    let mut next = at + 1;
    while next < nodes[at].end {
        match &nodes[next].kind {
            Kind::Text(text) => held.push(xml::Node::Text(text.clone())),
            Kind::Element(_) => held.push(xml::Node::Element(element(nodes, next))),
            Kind::Comment(_) => {}
        }
        next = nodes[next].end;
    }
    xml::Element::new(nodes[at].tag().cloned().unwrap_or_default(), held)
}

/// A formula in TeX, as encyclopedias write it into the text for a picture.
pub(super) fn of_tex(tex: &str) -> String {
    let bare = tex.trim().strip_prefix(r"{\displaystyle").and_then(|tex| tex.strip_suffix('}'));
    formula::text(bare.unwrap_or(tex).trim())
}
