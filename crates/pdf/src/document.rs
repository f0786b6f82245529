//! What is read of a file: pages of lines, and blocks that run through them.

use std::collections::BTreeMap;

/// A file's text.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// What the file says of itself.
    pub info: Info,
    /// All pages, those without text too.
    pub pages: Vec<Page>,
    /// Headings, paragraphs and list items in reading order: all lines that
    /// were not left out.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Numbers of the pages that show no letters: pictures, most likely.
    pub fn pages_without_text(&self) -> impl Iterator<Item = usize> {
        self.pages.iter().filter(|page| !page.has_text()).map(|page| page.number)
    }

    /// How many words were left out, by reason.
    pub fn words_left_out(&self) -> BTreeMap<LeftOut, usize> {
        let mut words = BTreeMap::new();
        for line in self.pages.iter().flat_map(|page| &page.lines) {
            if let Some(reason) = line.left_out {
                *words.entry(reason).or_default() += line.text.split_whitespace().count();
            }
        }
        words
    }
}

/// What a file says of itself, as it says it, blanks made one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Info {
    /// Its title, which may be the name of a file.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When the file was made: `D:20140301120000Z`.
    pub date: Option<String>,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Page {
    /// Its place in the file, the first being 1.
    pub number: usize,
    /// Its lines in reading order, those that were left out too.
    pub lines: Vec<Line>,
    /// How many letters it shows of fonts that do not say what they mean.
    pub unread: usize,
}

impl Page {
    /// Whether it shows any letters.
    pub fn has_text(&self) -> bool {
        self.lines.iter().any(|line| line.text.chars().any(char::is_alphabetic))
    }
}

/// A line of a page or of one of its columns. Places are in points from the
/// lower left corner of a page that stands so that most of its lines are level.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// Its text in the order in which it is read.
    pub text: String,
    /// Where it begins.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// The height of its letters' base.
    pub base: f64,
    /// The size of its letters.
    pub size: f64,
    /// Whether all of it is bold, by its font.
    pub is_bold: bool,
    /// Whether all of it is italic, by its font.
    pub is_italic: bool,
    /// Why it is no part of the blocks; none where it is.
    pub left_out: Option<LeftOut>,
}

/// Why a line is no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LeftOut {
    /// The file marks it as none.
    Artifact,
    /// It stands at the edge of several pages.
    RunningHead,
    /// A page's number.
    PageNumber,
    /// Numbers of lines in a margin.
    LineNumber,
    /// A footnote.
    Footnote,
    /// The mark of a note.
    NoteMark,
    /// A line of a table of contents.
    Contents,
    /// It stands across the other lines: in a margin, at an axis.
    Turned,
    /// The next page shows all of this one again: a slide that builds up.
    Step,
}

/// A heading, a paragraph or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text in one line: words that were broken at a line's end are whole.
    pub text: String,
    /// The number of the page on which it begins.
    pub page: usize,
    /// Where it goes on to other pages.
    pub breaks: Vec<PageBreak>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading; 1 is the highest, 6 the lowest level.
    Heading {
        /// Its level.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// An item of a list, without its bullet, with its number.
    Item,
}

/// Where a page ends within a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageBreak {
    /// Byte of the block's text at which the page begins.
    pub at: usize,
    /// The page's number.
    pub page: usize,
}
