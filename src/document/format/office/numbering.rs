//! Lists of a DOCX: which are numbered, by the definitions that they refer to.

use crate::document::format::xml::Element;
use std::collections::HashMap;

/// Deepest level.
const MAX_LEVEL: u8 = 8;

#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Lists to their definitions.
    lists: HashMap<String, String>,
    /// Definitions to the signs of their levels.
    levels: HashMap<String, HashMap<u8, Sign>>,
    /// Styles to the levels of the definitions that name them.
    styles: HashMap<String, u8>,
}

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Number,
    Bullet,
    Nothing,
}

impl Numbering {
    pub(super) fn read(whole: &Element) -> Self {
        let mut numbering = Self::default();
        let mut linked: HashMap<&str, &str> = HashMap::new();
        for definition in whole.all("abstractnum") {
            let id = definition.get("abstractnumid").unwrap_or_default();
            if let Some(style) = value(definition, "stylelink") {
                linked.insert(style, id);
            }
            numbering.add_levels(id, definition);
        }
        // A definition may be another's, by way of a style.
        let mut same: HashMap<&str, &str> = HashMap::new();
        for definition in whole.all("abstractnum") {
            let other = value(definition, "numstylelink").and_then(|style| linked.get(style));
            if let (Some(id), Some(other)) = (definition.get("abstractnumid"), other) {
                same.insert(id, other);
            }
        }
        for list in whole.all("num") {
            let definition = value(list, "abstractnumid").unwrap_or_default();
            let definition = same.get(definition).copied().unwrap_or(definition);
            let id = list.get("numid").unwrap_or_default();
            numbering.lists.insert(id.to_owned(), definition.to_owned());
        }
        numbering
    }

    fn add_levels(&mut self, id: &str, definition: &Element) {
        let levels = self.levels.entry(id.to_owned()).or_default();
        for level in definition.children().filter(|child| child.name() == "lvl") {
            let Some(number) = level.get("ilvl").and_then(|number| number.parse().ok()) else {
                continue;
            };
            let sign = match value(level, "numfmt") {
                // Other programs let an item go on in this way.
                _ if value(level, "lvltext").is_some_and(|sign| sign.trim().is_empty()) => {
                    Sign::Nothing
                }
                Some("bullet") => Sign::Bullet,
                Some("none") => Sign::Nothing,
                _ => Sign::Number,
            };
            levels.insert(number, sign);
            if let Some(style) = value(level, "pstyle") {
                self.styles.insert(style.to_owned(), number);
            }
        }
    }

    /// The level of an item, and whether it is numbered; none where it is no item.
    pub(super) fn item(&self, list: &str, level: Option<u8>, style: &str) -> Option<(u8, bool)> {
        if list == "0" {
            return None;
        }
        let level = level.or_else(|| self.styles.get(style).copied()).unwrap_or(0).min(MAX_LEVEL);
        let definition = self.lists.get(list).and_then(|definition| self.levels.get(definition));
        match definition.and_then(|levels| levels.get(&level)) {
            Some(Sign::Nothing) => None,
            sign => Some((level, sign == Some(&Sign::Number))),
        }
    }
}

fn value<'a>(element: &'a Element, child: &str) -> Option<&'a str> {
    element.child(child)?.get("val")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_numbered_as_their_definition_says() {
        let numbering = Numbering::read(
            &Element::read(
                "<w:abstractNum w:abstractNumId='7'><w:styleLink w:val='S'/><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>\
                 <w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:pStyle w:val='Second'/></w:lvl><w:lvl w:ilvl='2'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>\
                 <w:abstractNum w:abstractNumId='8'><w:numStyleLink w:val='S'/></w:abstractNum>\
                 <w:num w:numId='1'><w:abstractNumId w:val='8'/></w:num>",
                &mut 100,
            )
            .unwrap(),
        );
        for (list, level, style, expected) in [
            ("1", None, "", Some((0, false))),
            ("1", Some(1), "", Some((1, true))),
            ("1", None, "Second", Some((1, true))),
            ("1", Some(2), "", None),
            ("0", Some(0), "", None),
            ("9", Some(40), "", Some((8, false))),
        ] {
            assert_eq!(numbering.item(list, level, style), expected, "{list} {level:?} {style}");
        }
    }
}
