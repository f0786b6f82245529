//! What a reader of a marked-up or binary format makes: a text of its own,
//! a line a block, that is not to be read as markup again.

use super::Meta;
use super::block::{Block, BlockKind};
use super::builder::Builder;
use super::error::{MAX_BLOCKS, MAX_TEXT, ReadError};
use super::tree;

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

    /// The same as a tree.
    pub(super) fn into_builder(self) -> Result<Builder, ReadError> {
        let mut builder = Builder::with_flat_notes(self.meta.clone());
        for block in &self.blocks {
            let text = self.content(block);
            match block.kind {
                BlockKind::Heading { level } => {
                    builder.leaf(tree::BlockKind::Heading { level }, text)?
                }
                BlockKind::Prose => builder.leaf(tree::BlockKind::Paragraph, text)?,
                BlockKind::Quote => {
                    builder.start(tree::BlockKind::Quote)?;
                    builder.leaf(tree::BlockKind::Paragraph, text)?;
                    builder.end()?;
                }
                BlockKind::Item => {
                    builder.start(tree::BlockKind::Item)?;
                    builder.leaf(tree::BlockKind::Paragraph, text)?;
                    builder.end()?;
                }
            }
        }
        Ok(builder)
    }
}
