//! The parts of a package, and how they refer to each other.

use crate::document::error::{ReadError, damaged};
use crate::document::format::Format;
use crate::document::format::archive::Archive;
use crate::document::format::xml::{Element, MAX_NODES};
use crate::document::{Meta, meta};
use std::collections::HashMap;

pub(super) struct Package<'a> {
    archive: Archive<'a>,
    format: Format,
    /// Elements that its parts may still have.
    left: usize,
}

/// How a part refers to another.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// `footnotes`, `hyperlink`: the end of its type.
    pub(super) kind: String,
    /// The name of a part, or an address.
    pub(super) target: String,
}

/// All that a part refers to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    all: Vec<Relation>,
    places: HashMap<String, usize>,
}

impl Relations {
    /// The address of a link, or the name of a part.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.places.get(id).map(|&at| self.all[at].target.as_str())
    }

    /// Those of these kinds, in their order.
    pub(super) fn of<'a>(&'a self, kinds: &'a [&str]) -> impl Iterator<Item = &'a Relation> {
        self.all.iter().filter(|relation| kinds.contains(&relation.kind.as_str()))
    }
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], format: Format) -> Result<Self, ReadError> {
        Ok(Self { archive: Archive::open(bytes, format.name())?, format, left: MAX_NODES })
    }

    /// A part; none where there is no such.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, ReadError> {
        let text = self.archive.text(name)?;
        text.map(|text| Element::read(&text, &mut self.left)).transpose()
    }

    /// A part without which there is no document.
    pub(super) fn needed(&mut self, name: &str) -> Result<Element, ReadError> {
        let format = self.format;
        self.part(name)?.ok_or_else(|| damaged(format, format!("no {name}")))
    }

    /// The part that is the document itself, as the package says or as usual.
    pub(super) fn main(&mut self, usual: &str) -> Result<String, ReadError> {
        let relations = self.relations("")?;
        let found = relations.of(&["officeDocument"]).next();
        let found = found.map(|relation| relation.target.clone());
        Ok(found.filter(|name| self.archive.has(name)).unwrap_or_else(|| usual.to_owned()))
    }

    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let Some(whole) = self.part(path.trim_start_matches('/'))? else {
            return Ok(Relations::default());
        };
        let relations = whole.all("relationship").into_iter().map(|relation| {
            let value = |name: &str| relation.get(name).unwrap_or_default();
            let kind = value("type").rsplit('/').next().unwrap_or_default().to_owned();
            let target = match value("targetmode") {
                "External" => value("target").to_owned(),
                _ => resolved(folder, value("target")),
            };
            Relation { id: value("id").to_owned(), kind, target }
        });
        let all: Vec<Relation> = relations.collect();
        let ids = all.iter().enumerate().map(|(at, relation)| (relation.id.clone(), at));
        Ok(Relations { places: ids.collect(), all })
    }

    /// The parts that another refers to in this way, in its order.
    pub(super) fn parts(
        &mut self,
        relations: &Relations,
        kind: &str,
    ) -> Result<Vec<Element>, ReadError> {
        let kinds = [kind];
        let named = relations.of(&kinds);
        named.filter_map(|relation| self.part(&relation.target).transpose()).collect()
    }

    /// What a part says of the document.
    pub(super) fn meta(&mut self, part: &str) -> Result<Meta, ReadError> {
        let Some(whole) = self.part(part)? else { return Ok(Meta::default()) };
        let said = |names: &[&str]| {
            let found = names.iter().flat_map(|name| whole.all(name));
            let mut texts = found.map(|element| element.text().trim().to_owned());
            texts.find(|text| !text.is_empty())
        };
        Ok(Meta {
            title: said(&["title"]),
            author: said(&["initial-creator", "creator"]),
            year: said(&["created", "creation-date", "date"]).and_then(|date| meta::year(&date)),
            date: None,
        })
    }
}

/// A part's name from an address that stands in a part of this folder.
fn resolved(folder: &str, address: &str) -> String {
    let mut names: Vec<&str> = match address.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in address.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
