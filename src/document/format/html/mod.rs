//! HTML: pages of sites, saved pages and pieces of HTML in other formats. All that
//! a page holds goes into the tree; [`parts`] says which of it is the article.

mod facts;
mod fragments;
mod mail;
mod math;
mod parts;
mod tree;
mod write;

use super::markup::Syntax;
use super::{Words, words};
use crate::document::Meta;
use crate::document::builder::Builder;
use crate::document::encoding::decode;
use crate::document::error::ReadError;
use crate::document::tree::{BlockKind, Role};
use facts::Facts;
use std::sync::LazyLock;
use write::Writer;

macro_rules! list {
    ($name:literal) => {
        LazyLock::new(|| words(include_str!(concat!("../../../../data/markup/", $name, ".txt"))))
    };
}

static BLOCKS: Words = list!("blocks");
static EMPTY: Words = list!("empty");
static UNSEEN: Words = list!("unseen");
static CAPTIONS: Words = list!("captions");
static NOTE_MARKS: Words = list!("note_mark_as");
static NOTE_ADDRESSES: Words = list!("note_addresses");
pattern!(
    /// Lines of encyclopedias that lead to other pages.
    HAT,
    r"^(?:This article is about .*\bFor |For (?:other uses|the .{1,60}), see |.{1,60} redirects? here\b|(?:Main|Further|See also|Main article)s?: |Not to be confused with |From .{2,40}, the free encyclopedia$|Jump to:? |Skip to )"
);
/// Longest such line, in bytes.
const MAX_HAT: usize = 300;

pub(super) use fragments::Fragments;
pub(in crate::document) use mail::is_archive;

/// Reads a page, or a page that was saved with its parts as one file.
pub(in crate::document) fn read(
    bytes: &[u8],
) -> Result<(Builder, Option<&'static str>), ReadError> {
    let page = if is_archive(bytes) { Some(mail::page(bytes)?) } else { None };
    let bytes = page.as_deref().map_or(bytes, str::as_bytes);
    let (text, encoding) = decode(bytes, charset(bytes).as_deref())?;
    let is_xml = text.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml");
    let nodes = tree::nodes(&text, if is_xml { Syntax::Xml } else { Syntax::Html })?;
    let facts = Facts::of(&nodes);
    let roles = parts::of_page(&nodes, &facts.titles());
    let mut builder = Builder::default();
    Writer::new(&mut builder, &nodes, &roles, None).write()?;
    leave_out_hats(&mut builder);
    builder.meta = facts.meta(&mut builder, 0);
    Ok((builder, encoding))
}

fn leave_out_hats(builder: &mut Builder) {
    for at in 0..builder.len() {
        let block = builder.blocks_from(at)[0].clone();
        let is_line = block.kind == BlockKind::Paragraph && block.role == Role::Body;
        if is_line && block.span.len() <= MAX_HAT && HAT.is_match(builder.slice(block.span)) {
            builder.blocks_from(at)[0].role = Role::Navigation;
        }
    }
}

/// What a word of a class, a role or a type says that a part is for.
pub(super) fn role(word: &str) -> Option<Role> {
    parts::named(word)
}

/// A page of a book.
pub(super) struct Chapter {
    nodes: Vec<tree::Node>,
}

impl Chapter {
    pub(super) fn read(text: &str) -> Result<Self, ReadError> {
        Ok(Self { nodes: tree::nodes(text, Syntax::Xml)? })
    }

    /// Whether it needs a heading: it has none, but text that does not begin so.
    pub(super) fn lacks(&self, heading: &str) -> Lack {
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let body = self.nodes.iter().position(|node| node.name() == "body").unwrap_or(0);
        if self.nodes[body.min(self.nodes.len())..].iter().any(|node| is_heading(node.name())) {
            return Lack::Nothing;
        }
        let begins = self.nodes[body..].iter().find_map(|node| match &node.kind {
            tree::Kind::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        });
        match begins {
            None => Lack::Nothing,
            Some(text) if folded(text) == folded(heading) => Lack::Kind,
            Some(_) => Lack::Heading,
        }
    }

    /// What its body says that it is for.
    pub(super) fn role(&self) -> Option<Role> {
        let tags = self.nodes.iter().filter_map(tree::Node::tag);
        let mut tags = tags.skip_while(|tag| tag.name != "body").take(2);
        tags.find_map(|tag| match tag.name.as_str() {
            "body" => parts::kinds(tag).find_map(|kind| parts::named(&kind)),
            _ => parts::role(tag),
        })
    }

    /// Adds it to the book; what it says of itself.
    pub(super) fn add(&self, builder: &mut Builder) -> Result<Meta, ReadError> {
        let roles = parts::of_chapter(&self.nodes);
        let from = builder.len();
        Writer::new(builder, &self.nodes, &roles, None).write()?;
        Ok(Facts::of(&self.nodes).meta(builder, from))
    }
}

/// What a page of a book lacks of the heading that its contents give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    Nothing,
    /// It begins with that text, which is no heading.
    Kind,
    Heading,
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The encoding that a page names in its first bytes.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<regex::bytes::Regex> = LazyLock::new(|| {
        regex::bytes::Regex::new(
            r#"(?i-u)<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?([\w:-]{2,40})"#,
        )
        .expect("a pattern")
    });
    CHARSET
        .captures(&bytes[..bytes.len().min(4096)])
        .and_then(|found| String::from_utf8(found.get(1)?.as_bytes().to_vec()).ok())
}

#[cfg(test)]
mod tests;
