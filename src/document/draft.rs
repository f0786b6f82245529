//! What a reader of a marked-up or binary format makes: a text of its own,
//! a line a block, that is not to be read as markup again.

use super::Meta;
use super::block::{Block, BlockKind};
use super::error::{MAX_BLOCKS, MAX_TEXT, ReadError};
use super::meta::is_back_matter;

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) meta: Meta,
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

impl Draft {
    /// Adds a block; blanks at its ends are left out, and so is an empty one.
    pub(super) fn push(&mut self, kind: BlockKind, content: &str) -> Result<(), ReadError> {
        let content = content.trim();
        if content.is_empty() {
            return Ok(());
        }
        if self.text.len() + content.len() > MAX_TEXT {
            return Err(ReadError::TooLong((self.text.len() + content.len()) >> 20));
        }
        if self.blocks.len() == MAX_BLOCKS {
            return Err(ReadError::TooMany);
        }
        let start = self.text.len();
        self.text.push_str(content);
        self.blocks.push(Block::of_line(kind, start..self.text.len()));
        self.text.push('\n');
        Ok(())
    }

    /// The text of a block.
    pub(super) fn content(&self, block: &Block) -> &str {
        &self.text[block.lines[0].clone()]
    }

    /// Leaves out notes, bibliographies and the like from block `from` on: from
    /// their heading to the next one that is as high.
    pub(super) fn drop_back_matter(&mut self, from: usize) {
        let mut dropped: Option<u8> = None;
        let rest = self.blocks.split_off(from.min(self.blocks.len()));
        for block in rest {
            if let BlockKind::Heading { level } = block.kind {
                if is_back_matter(self.content(&block)) {
                    dropped = Some(dropped.map_or(level, |before| before.min(level)));
                } else if dropped.is_some_and(|before| level <= before) {
                    dropped = None;
                }
            }
            if dropped.is_none() {
                self.blocks.push(block);
            }
        }
    }
}
