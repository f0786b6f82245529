//! Formulas of MathML and TeX as text, where they can be written in a line.

use super::tree::{Kind, Node};
use crate::document::format::formula;
use crate::document::format::markup::{Tag, raised};
use crate::document::tree::HOLE;

/// Elements whose content stands in a line as it is read.
const IN_LINE: [&str; 10] =
    ["math", "mrow", "mi", "mn", "mo", "mtext", "mstyle", "semantics", "mspace", "mpadded"];

/// Most nodes of a base with its power.
const MAX_RAISED: usize = 8;

pub(super) fn is_block(tag: &Tag) -> bool {
    tag.value("display") == Some("block")
}

/// The formula of the element `math`.
pub(super) fn text(nodes: &[Node], math: usize) -> String {
    let hole = HOLE.to_string();
    let mut text = String::new();
    let mut at = math;
    while at < nodes[math].end {
        let node = &nodes[at];
        at += 1;
        match (&node.kind, node.name()) {
            (Kind::Text(found), _) => text.push_str(found.trim()),
            (_, "annotation" | "annotation-xml") => at = node.end,
            (_, "msup" | "msub") => match raise(&nodes[at..node.end], node.name() == "msup") {
                Some(found) => {
                    text.push_str(&found);
                    at = node.end;
                }
                None => return hole,
            },
            (Kind::Element(tag), _) if !IN_LINE.contains(&tag.name.as_str()) => return hole,
            _ => {}
        }
    }
    if text.is_empty() { hole } else { text }
}

/// `x²` and `H2`: a base, and digits that stand higher or lower.
fn raise(nodes: &[Node], is_power: bool) -> Option<String> {
    let texts = nodes.iter().take(MAX_RAISED + 1).filter_map(|node| match &node.kind {
        Kind::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    });
    let texts: Vec<&str> = texts.collect();
    let [base, digits] = texts[..] else { return None };
    let is_simple = nodes.len() <= MAX_RAISED && digits.chars().all(|c| c.is_ascii_digit());
    is_simple
        .then(|| format!("{base}{}", if is_power { raised(digits) } else { digits.to_owned() }))
}

/// A formula in TeX, as encyclopedias write it into the text for a picture.
pub(super) fn of_tex(tex: &str) -> String {
    let bare = tex.trim().strip_prefix(r"{\displaystyle").and_then(|tex| tex.strip_suffix('}'));
    formula::text(bare.unwrap_or(tex).trim())
}
