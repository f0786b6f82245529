//! A part in XML as a tree, for formats whose elements need what stands around
//! them. It takes what is not well formed, and is never very deep.

use super::markup::{Event, Syntax, Tag, events};
use crate::document::error::ReadError;

/// Deepest element: readers call themselves for each level.
const MAX_DEPTH: usize = 256;
/// Most elements, attributes and texts of a file.
pub(super) const MAX_NODES: usize = 4_000_000;

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

#[derive(Debug, Default)]
pub(super) struct Element {
    tag: Tag,
    pub(super) nodes: Vec<Node>,
}

impl Element {
    /// Reads a part: its elements below one without a name. What it is made of is
    /// taken from what is left.
    pub(super) fn read(text: &str, left: &mut usize) -> Result<Self, ReadError> {
        let mut open = vec![Self::default()];
        for event in events(text, Syntax::Xml) {
            let event = event?;
            let weight = match &event {
                Event::Start(tag) => 1 + tag.attribute_count(),
                _ => 1,
            };
            *left = left.checked_sub(weight).ok_or(ReadError::TooComplex)?;
            match event {
                Event::Start(tag) if tag.is_closed => add(&mut open, Node::Element(Self::of(tag))),
                Event::Start(_) if open.len() == MAX_DEPTH => return Err(ReadError::TooComplex),
                Event::Start(tag) => open.push(Self::of(tag)),
                Event::Text(text) => add(&mut open, Node::Text(text)),
                Event::Comment(_) => {}
                Event::End(name) => {
                    // An end without a start ends nothing.
                    let started = open.iter().rposition(|element| element.name() == name);
                    close(&mut open, started.unwrap_or(usize::MAX));
                }
            }
        }
        close(&mut open, 1);
        Ok(open.pop().unwrap_or_default())
    }

    pub(super) fn new(tag: Tag, nodes: Vec<Node>) -> Self {
        Self { tag, nodes }
    }

    fn of(tag: Tag) -> Self {
        Self::new(tag, Vec::new())
    }

    /// In small letters, without its prefix.
    pub(super) fn name(&self) -> &str {
        &self.tag.name
    }

    /// An attribute, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.tag.local_value(name)
    }

    /// An attribute that has a prefix, whatever that is.
    pub(super) fn prefixed(&self, name: &str) -> Option<&str> {
        self.tag.prefixed_value(name)
    }

    /// The elements that it holds itself.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name() == name)
    }

    /// Children by children.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements of a name below it that are in no other such element, in order.
    pub(super) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            let is_it = element.name() == name;
            if is_it {
                found.push(element);
            }
            !is_it
        });
        found
    }

    /// Calls for each element below it, in order; what it holds follows where the
    /// answer is yes.
    pub(super) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Self) -> bool) {
        for child in self.children() {
            if see(child) {
                child.visit(see);
            }
        }
    }

    /// Whether any text below it is more than blanks.
    pub(super) fn has_text(&self) -> bool {
        self.nodes.iter().any(|node| match node {
            Node::Element(element) => element.has_text(),
            Node::Text(text) => !text.trim().is_empty(),
        })
    }

    /// All text below it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Text(piece) => text.push_str(piece),
            }
        }
    }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.nodes.push(node);
    }
}

/// Ends all elements from this one on; never the first.
fn close(open: &mut Vec<Element>, from: usize) {
    while open.len() > from.max(1) {
        let Some(last) = open.pop() else { return };
        add(open, Node::Element(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Result<Element, ReadError> {
        Element::read(text, &mut MAX_NODES.clone())
    }

    #[test]
    fn a_tree_is_made_of_what_is_not_well_formed() {
        for (text, expected) in [
            ("<w:a><w:b x='1'>one</w:b>two</w:a>", "onetwo"),
            ("<a><b>one</a>two", "onetwo"),
            ("</a>one<a/>two", "onetwo"),
        ] {
            assert_eq!(whole(text).unwrap().text(), expected, "{text}");
        }
        let found = whole("<w:a><w:b id='1' r:id='2'/></w:a>").unwrap();
        let inner = found.at(&["a", "b"]).unwrap();
        assert_eq!((inner.get("id"), inner.prefixed("id")), (Some("1"), Some("2")));
    }

    #[test]
    fn what_is_very_deep_or_more_than_is_left_is_refused() {
        assert_eq!(whole(&"<a>".repeat(300)).unwrap_err(), ReadError::TooComplex);
        let mut left = 3;
        assert!(Element::read("<a b='1'/>", &mut left).is_ok());
        assert_eq!(Element::read("<a b='1'/>", &mut left).unwrap_err(), ReadError::TooComplex);
    }
}
