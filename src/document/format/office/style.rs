//! Styles of word processors: what a style's name says of its paragraphs, and
//! the styles of a DOCX with what they take from those they are based on.

use super::pen::Look;
use crate::document::format::xml::Element;
use crate::document::format::{Words, words};
use crate::document::tree::Role;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

static HEADINGS: Words =
    LazyLock::new(|| words(include_str!("../../../../data/markup/heading_styles.txt")));

/// Longest id of a list that a style names: each of its paragraphs keeps it.
const MAX_ID: usize = 16;
/// Longest chain of styles that are based on one another.
const MAX_CHAIN: usize = 16;

/// What a style's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    /// The document's title.
    Title,
    Quote,
    Item {
        level: u8,
        is_ordered: bool,
    },
    /// Goes on in the item before, where one is open.
    Continued,
    Caption,
    Code,
    /// Text that is no body.
    Other(Role),
}

impl Kind {
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase().replace("_20_", " ");
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let level = name[bare.len()..].parse::<u8>().ok();
        let bare = bare.trim_end_matches([' ', '_']);
        let depth = level.unwrap_or(1).clamp(1, 9) - 1;
        match (bare, level) {
            ("title" | "titel", None) => Some(Self::Title),
            ("quote" | "intense quote" | "block text" | "quotations" | "blockquote", _) => {
                Some(Self::Quote)
            }
            ("caption" | "illustration" | "table caption" | "image caption" | "drawing", _) => {
                Some(Self::Caption)
            }
            ("html preformatted" | "preformatted text" | "source code" | "code", _) => {
                Some(Self::Code)
            }
            ("bibliography", _) => Some(Self::Other(Role::References)),
            ("toc" | "contents" | "table of figures", _)
            | ("toc heading" | "contents heading", _) => Some(Self::Other(Role::Contents)),
            ("index", Some(_)) | ("index heading", _) => Some(Self::Other(Role::Index)),
            ("list bullet" | "list", _) => Some(Self::Item { level: depth, is_ordered: false }),
            ("list number", _) => Some(Self::Item { level: depth, is_ordered: true }),
            ("list continue" | "list paragraph" | "listparagraph", _) => Some(Self::Continued),
            (_, Some(level @ 1..=9)) if HEADINGS.contains(bare) => {
                Some(Self::Heading(level.min(6)))
            }
            _ => None,
        }
    }
}

/// What a style says of paragraphs and runs; what it does not say is none.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) kind: Option<Kind>,
    /// 9 is body text.
    pub(super) outline: Option<u8>,
    /// The list and the level in it.
    pub(super) number: Option<(String, Option<u8>)>,
    pub(super) run: Run,
    /// Whether the first row of a table is bold.
    pub(super) has_head: bool,
}

/// What is said of a run's looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    strong: Option<bool>,
    emphasis: Option<bool>,
    highlight: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
}

impl Run {
    /// By an `rPr`.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let mut run = Self::default();
        for property in properties.into_iter().flat_map(Element::children) {
            let value = property.get("val").unwrap_or_default();
            let is_on = !matches!(value, "0" | "false" | "off" | "none");
            match property.name() {
                "b" => run.strong = Some(is_on),
                "i" | "smallcaps" => run.emphasis = Some(is_on || run.emphasis == Some(true)),
                "highlight" | "u" => run.highlight = Some(is_on || run.highlight == Some(true)),
                "vertalign" => run.raised = Some(value == "superscript"),
                "vanish" => run.hidden = Some(is_on),
                _ => {}
            }
        }
        run
    }

    /// By text properties of OpenDocument.
    fn of_open_document(properties: Option<&Element>) -> Self {
        let said = |name: &str| properties.and_then(|properties| properties.get(name));
        let raised = |position: &str| {
            position.starts_with("super") || position.starts_with(|c: char| c.is_ascii_digit())
        };
        Self {
            strong: said("font-weight")
                .map(|weight| matches!(weight, "bold" | "700" | "800" | "900")),
            emphasis: said("font-style").map(|style| style != "normal"),
            highlight: said("background-color").map(|colour| colour != "transparent"),
            raised: said("text-position").map(|position| raised(position) && position != "0% 100%"),
            hidden: said("display").map(|display| display == "none"),
        }
    }

    /// What is said here, else there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            highlight: self.highlight.or(other.highlight),
            raised: self.raised.or(other.raised),
            hidden: self.hidden.or(other.hidden),
        }
    }

    pub(super) fn look(self) -> Look {
        Look {
            is_strong: self.strong == Some(true),
            is_emphasis: self.emphasis == Some(true),
            is_highlight: self.highlight == Some(true),
            is_raised: self.raised == Some(true),
            is_hidden: self.hidden == Some(true),
        }
    }
}

/// The styles of a DOCX by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(whole: &Element) -> Self {
        let own = whole.all("style").into_iter().filter_map(|style| {
            let id = style.get("styleid")?;
            let base = style.child("basedon").and_then(|base| base.get("val"));
            Some((id, (Style::of(style, id), base)))
        });
        Self::based(own.collect())
    }

    /// Those of the parts of an OpenDocument text.
    pub(super) fn of_open_document(parts: &[&Element]) -> Self {
        let all = parts.iter().flat_map(|part| part.all("style"));
        let own = all.filter_map(|style| {
            let id = style.get("name")?;
            Some((id, (Style::of_open_document(style, id), style.get("parent-style-name"))))
        });
        Self::based(own.collect())
    }

    fn based(own: HashMap<&str, (Style, Option<&str>)>) -> Self {
        let whole = |id: &&str| {
            let mut found = Style::default();
            let chain =
                std::iter::successors(Some(*id), |id| own.get(id).and_then(|style| style.1));
            for (style, _) in chain.take(MAX_CHAIN).filter_map(|id| own.get(id)) {
                found = found.or(style);
            }
            found
        };
        Self(own.keys().map(|id| ((*id).to_owned(), whole(id))).collect())
    }

    /// A style by its id, or by what a name like this says.
    pub(super) fn get(&self, id: &str) -> Cow<'_, Style> {
        let unknown = || Style { kind: Kind::of_name(id), ..Style::default() };
        self.0.get(id).map_or_else(|| Cow::Owned(unknown()), Cow::Borrowed)
    }
}

impl Style {
    fn of(style: &Element, id: &str) -> Self {
        let value = |path: &[&str]| style.at(path).and_then(|found| found.get("val"));
        let level = |path: &[&str]| value(path).and_then(|level| level.parse().ok());
        let number = value(&["ppr", "numpr", "numid"]).filter(|id| id.len() <= MAX_ID);
        let number = number.map(str::to_owned);
        let is_first = |part: &&Element| part.get("type") == Some("firstRow");
        let first = style.children().filter(|part| part.name() == "tblstylepr").find(is_first);
        Self {
            kind: value(&["name"]).and_then(Kind::of_name).or_else(|| Kind::of_name(id)),
            outline: level(&["ppr", "outlinelvl"]),
            number: number.map(|id| (id, level(&["ppr", "numpr", "ilvl"]))),
            run: Run::of(style.child("rpr")),
            has_head: first.is_some_and(|first| first.at(&["rpr", "b"]).is_some()),
        }
    }

    fn of_open_document(style: &Element, id: &str) -> Self {
        let name = style.get("display-name").unwrap_or(id);
        Self {
            kind: Kind::of_name(name).or_else(|| Kind::of_name(id)),
            run: Run::of_open_document(style.child("text-properties")),
            ..Self::default()
        }
    }

    /// What this style says, else the one that it is based on.
    fn or(self, base: &Self) -> Self {
        Self {
            kind: self.kind.or(base.kind),
            outline: self.outline.or(base.outline),
            number: self.number.or_else(|| base.number.clone()),
            run: self.run.or(base.run),
            has_head: self.has_head || base.has_head,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_style_is_for() {
        for (name, expected) in [
            ("heading 2", Some(Kind::Heading(2))),
            ("Heading9", Some(Kind::Heading(6))),
            ("Überschrift 1", Some(Kind::Heading(1))),
            ("Heading_20_3", Some(Kind::Heading(3))),
            ("标题 1", Some(Kind::Heading(1))),
            ("TOC Heading", Some(Kind::Other(Role::Contents))),
            ("toc 4", Some(Kind::Other(Role::Contents))),
            ("List Number 3", Some(Kind::Item { level: 2, is_ordered: true })),
            ("Heading", None),
            ("Normal", None),
            ("2", None),
        ] {
            assert_eq!(Kind::of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn styles_take_what_they_do_not_say_from_their_base() {
        let styles = Styles::read(
            &Element::read(
                "<w:style w:styleId='a'><w:name w:val='Mine'/><w:basedOn w:val='b'/><w:rPr><w:b w:val='0'/></w:rPr></w:style>\
                 <w:style w:styleId='b'><w:name w:val='Other'/><w:basedOn w:val='c'/><w:rPr><w:b/><w:i/></w:rPr></w:style>\
                 <w:style w:styleId='c'><w:name w:val='heading 2'/><w:basedOn w:val='a'/></w:style>",
                &mut 100,
            )
            .unwrap(),
        );
        let mine = styles.get("a");
        assert_eq!(mine.kind, Some(Kind::Heading(2)));
        let look = mine.run.look();
        assert!(!look.is_strong && look.is_emphasis);
    }
}
