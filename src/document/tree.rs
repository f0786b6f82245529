//! The tree of a document: what a reader sees, in one row in the order of the
//! text; a block knows its parent and where its descendants end.

use std::ops::Range;

/// A piece of the tree. Leaves hold text, the others hold blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What it is for.
    pub role: Role,
    /// Place in [`Document::text`](super::Document::text), from the first to the
    /// last byte of all that it holds.
    pub span: Range<usize>,
    /// The block that holds it, an index into the row of blocks.
    pub parent: Option<usize>,
    /// Where its descendants end in the row of blocks: they follow it.
    pub end: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading {
        /// 1 to 6, or more in deep books.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// What is said of a table or a picture.
    Caption,
    /// Lines of a program, or others whose layout counts.
    Code,
    /// A formula on a line of its own.
    Formula,
    /// A term of a definition list.
    Term,
    /// Items.
    List {
        /// Whether they are numbered or lettered.
        is_ordered: bool,
    },
    /// An item: a paragraph, and lists below it.
    Item,
    /// What a [`BlockKind::Term`] before it means.
    Definition,
    /// A block quotation.
    Quote,
    /// A box beside the text: a note, a tip, an example.
    Aside,
    /// Rows.
    Table,
    /// Cells.
    Row {
        /// Whether it names the columns.
        is_head: bool,
    },
    /// A cell; it stays where it is empty.
    Cell,
    /// A footnote or endnote.
    Note,
}

impl BlockKind {
    /// Whether it holds text, not blocks.
    pub fn is_leaf(self) -> bool {
        use BlockKind::{Caption, Code, Formula, Heading, Paragraph, Term};
        matches!(self, Heading { .. } | Paragraph | Caption | Code | Formula | Term)
    }
}

/// What a block is for. Facts are looked for in the body alone.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    strum::IntoStaticStr,
    serde::Serialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The text itself.
    #[default]
    Body,
    /// Title pages, rights, how to cite.
    Cover,
    /// A table of contents.
    Contents,
    /// Footnotes and endnotes.
    Notes,
    /// References, bibliographies, further reading.
    References,
    /// An index of names or subjects.
    Index,
    /// Thanks, funding, about the author.
    Acknowledgements,
    /// Menus, teasers, banners, buttons of a page.
    Navigation,
    /// Running heads, page numbers, line numbers.
    RunningHeads,
    /// Comments that readers left.
    Comments,
    /// What a page hides, and remarks that an author left for himself.
    Hidden,
    /// Properties, dates and places that a program wrote.
    Metadata,
}

/// Something that is said of a place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// Place in [`Document::text`](super::Document::text); empty for a note's mark.
    pub span: Range<usize>,
    /// Where a link leads, or a note's label.
    pub target: Option<String>,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// Bold type.
    Strong,
    /// Italics.
    Emphasis,
    /// A term where it is defined.
    Defined,
    /// A highlighter's colour, underlining.
    Highlight,
    /// Code within a line.
    Code,
    /// A formula within a line.
    Formula,
    /// A link.
    Link,
    /// Here stood the mark of a note, or a citation in brackets.
    Note,
}

/// What stands for a formula or picture that cannot be told in letters.
pub const HOLE: char = '\u{FFFC}';
