//! Writes what all office formats have: runs of text with looks, paragraphs,
//! items of lists by their levels, and what stands beside a paragraph.

use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::format::formula;
use crate::document::format::markup::is_note_mark;
use crate::document::tree::{BlockKind, MarkKind, Role};

/// How a run of characters looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) is_strong: bool,
    pub(super) is_emphasis: bool,
    pub(super) is_highlight: bool,
    pub(super) is_raised: bool,
    pub(super) is_hidden: bool,
}

impl Look {
    /// Marks, in the order in which they begin.
    fn marks(self) -> [(MarkKind, bool); 3] {
        [
            (MarkKind::Strong, self.is_strong),
            (MarkKind::Emphasis, self.is_emphasis),
            (MarkKind::Highlight, self.is_highlight),
        ]
    }
}

/// A list that is open, its last item too.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OpenList {
    level: u8,
    id: String,
    is_ordered: bool,
}

#[derive(Debug, Default)]
pub(super) struct Pen {
    pub(super) builder: Builder,
    look: Look,
    lists: Vec<OpenList>,
    /// Lists around the holders that are open.
    outer: Vec<Vec<OpenList>>,
    /// Hidden text of the open paragraph.
    hidden: String,
    /// What the open paragraph's pictures say.
    captions: Vec<String>,
    is_in_code: bool,
}

impl Pen {
    /// Begins a block that holds blocks.
    pub(super) fn start(&mut self, kind: BlockKind) -> Result<(), ReadError> {
        self.end_paragraph()?;
        self.outer.push(std::mem::take(&mut self.lists));
        self.builder.start(kind)
    }

    pub(super) fn end(&mut self) -> Result<(), ReadError> {
        self.end_lists()?;
        self.lists = self.outer.pop().unwrap_or_default();
        self.builder.end()
    }

    /// Begins a leaf; lines of code go on in the one before.
    pub(super) fn paragraph(&mut self, kind: BlockKind) -> Result<(), ReadError> {
        if kind == BlockKind::Code && self.is_in_code {
            return self.builder.text("\n", None);
        }
        self.end_paragraph()?;
        self.is_in_code = kind == BlockKind::Code;
        self.builder.start(kind)
    }

    /// Ends a leaf; what stood beside it follows.
    pub(super) fn end_paragraph(&mut self) -> Result<(), ReadError> {
        self.set(Look::default());
        self.is_in_code = false;
        self.builder.end_leaf()?;
        for caption in std::mem::take(&mut self.captions) {
            self.builder.leaf(BlockKind::Caption, &caption)?;
        }
        let hidden = std::mem::take(&mut self.hidden);
        self.as_role(Role::Hidden, |pen| pen.builder.leaf(BlockKind::Paragraph, &hidden))
    }

    /// Writes blocks that are for something else.
    pub(super) fn as_role(
        &mut self,
        role: Role,
        write: impl FnOnce(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let before = self.builder.set_role(role);
        let written = write(self);
        self.builder.set_role(before);
        written
    }

    /// Begins the next item of the list of this level, and the lists that it
    /// takes to be there.
    pub(super) fn item(&mut self, level: u8, id: &str, is_ordered: bool) -> Result<(), ReadError> {
        self.end_paragraph()?;
        let list = OpenList { level, id: id.to_owned(), is_ordered };
        while self
            .lists
            .last()
            .is_some_and(|last| last.level > level || last.level == level && *last != list)
        {
            self.end_list()?;
        }
        if self.lists.last() == Some(&list) {
            self.builder.end()?;
        } else {
            self.builder.start(BlockKind::List { is_ordered })?;
            self.lists.push(list);
        }
        self.builder.start(BlockKind::Item)
    }

    pub(super) fn is_in_list(&self) -> bool {
        !self.lists.is_empty()
    }

    pub(super) fn end_lists(&mut self) -> Result<(), ReadError> {
        self.end_paragraph()?;
        while !self.lists.is_empty() {
            self.end_list()?;
        }
        Ok(())
    }

    fn end_list(&mut self) -> Result<(), ReadError> {
        self.lists.pop();
        self.builder.end()?;
        self.builder.end()
    }

    /// Writes a run.
    pub(super) fn text(&mut self, text: &str, look: Look) -> Result<(), ReadError> {
        if look.is_hidden {
            self.hidden.push_str(text);
            return Ok(());
        }
        // Blanks look like what is before them.
        if text.trim().is_empty() {
            return self.builder.text(text, None);
        }
        self.set(look);
        if !look.is_raised {
            return self.builder.text(text, None);
        }
        match formula::raised(text) {
            // The builder tells a power from the mark of a note.
            Some(digits) if text.chars().all(|c| c.is_ascii_digit()) => {
                self.builder.text(&digits, None)
            }
            _ if is_note_mark(text) => {
                self.builder.note(text);
                Ok(())
            }
            _ => self.builder.text(text, None),
        }
    }

    /// Ends marks that the look has not, and begins those that it has.
    fn set(&mut self, look: Look) {
        for ((kind, is_open), (_, is_wanted)) in self.look.marks().into_iter().zip(look.marks()) {
            match (is_open, is_wanted) {
                (true, false) => self.builder.end_mark(kind),
                (false, true) => self.builder.start_mark(kind, None),
                _ => {}
            }
        }
        self.look = look;
    }

    /// Writes a formula into the open leaf.
    pub(super) fn formula(&mut self, text: &str) -> Result<(), ReadError> {
        self.builder.start_mark(MarkKind::Formula, None);
        self.builder.text(text, None)?;
        self.builder.end_mark(MarkKind::Formula);
        Ok(())
    }

    /// Keeps what a picture says until the paragraph ends, but not its file's name.
    pub(super) fn caption(&mut self, text: &str) {
        let is_name = !text.contains(' ') && text.contains('.');
        if !text.trim().is_empty() && !is_name {
            self.captions.push(text.to_owned());
        }
    }
}
