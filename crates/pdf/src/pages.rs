//! A file's pages in their order.

use crate::Error;
use crate::file::File;
use crate::object::Object;
use foldhash::HashSet;

/// Numbers of objects, not the objects: a file may have many large ones.
pub(crate) struct Page {
    pub(crate) id: u32,
    /// The page itself, or the node above it that has resources for it.
    pub(crate) resources: u32,
}

/// All pages in order; those that the tree does not lead to where it leads to none.
pub(crate) fn all(file: &File<'_>) -> Result<Vec<Page>, Error> {
    let root = file.get(&file.trailer, "Root")?;
    let mut found = Vec::new();
    if let Some(Object::Ref(top)) = root.dict().and_then(|root| root.get("Pages")) {
        add_pages(file, *top, &mut found)?;
    }
    if found.is_empty() {
        for id in file.ids() {
            let object = file.object(id)?;
            let kind = object.dict().and_then(|dict| dict.get("Type"));
            if kind.and_then(Object::name) == Some("Page") {
                found.push(Page { id, resources: id });
            }
        }
    }
    match found.len() > file.limits.pages {
        true => Err(Error::TooComplex),
        false => Ok(found),
    }
}

/// Walks the tree without recursion; a node that was seen is not seen again.
fn add_pages(file: &File<'_>, top: u32, found: &mut Vec<Page>) -> Result<(), Error> {
    let mut seen = HashSet::default();
    let mut open = vec![(top, top)];
    while let Some((id, above)) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = file.object(id)?;
        let Some(dict) = node.dict() else { continue };
        let resources = if dict.contains_key("Resources") { id } else { above };
        match file.get(dict, "Kids")? {
            Object::Array(kids) if dict.get("Type").and_then(Object::name) != Some("Page") => {
                let ids = kids.iter().rev().filter_map(|kid| match kid {
                    Object::Ref(id) => Some((*id, resources)),
                    _ => None,
                });
                open.extend(ids);
            }
            _ => found.push(Page { id, resources }),
        }
        if found.len() > file.limits.pages || open.len() > 64 * file.limits.pages {
            return Err(Error::TooComplex);
        }
    }
    Ok(())
}
