//! What was read, with its structure, as a person can look it over: Markdown
//! that is never read back.

use super::Document;
use super::tree::{BlockKind, Role};

impl Document {
    /// The tree as text; runs of blocks that are no body as a line that says so.
    pub fn outline(&self) -> String {
        let mut outline = String::new();
        let mut at = 0;
        while at < self.blocks.len() {
            let role = self.blocks[at].role;
            if role != Role::Body {
                let run = self.blocks[at..].iter().take_while(|block| block.role == role).count();
                outline.push_str(&self.left_out(at, run, role));
                at += run;
                continue;
            }
            at = match self.blocks[at].kind {
                BlockKind::Row { .. } => {
                    self.row(at, &mut outline);
                    self.blocks[at].end
                }
                _ => {
                    self.leaf(at, &mut outline);
                    at + 1
                }
            };
        }
        outline
    }

    fn left_out(&self, at: usize, run: usize, role: Role) -> String {
        let leaves = self.blocks[at..at + run].iter().filter(|block| block.kind.is_leaf());
        let words: usize =
            leaves.map(|leaf| self.slice(leaf.span.clone()).split_whitespace().count()).sum();
        let name: &str = role.into();
        format!("[left out as {}: {words} words]\n\n", name.replace('_', " "))
    }

    fn row(&self, row: usize, outline: &mut String) {
        let cells: Vec<String> =
            self.children(row).map(|cell| self.content(cell).replace('\n', " ")).collect();
        outline.push_str(&format!("| {} |\n", cells.join(" | ")));
        if self.blocks[row].kind == (BlockKind::Row { is_head: true }) {
            outline.push_str(&format!("|{}\n", " --- |".repeat(cells.len())));
        }
        let table = self.blocks[row].parent.map_or(0, |table| self.blocks[table].end);
        if self.blocks[row].end == table {
            outline.push('\n');
        }
    }

    fn leaf(&self, at: usize, outline: &mut String) {
        let block = &self.blocks[at];
        if !block.kind.is_leaf() {
            return;
        }
        let text = self.content(at);
        let lead = self.lead(at);
        let line = match block.kind {
            BlockKind::Heading { level } => format!("{} {text}", "#".repeat(level.into())),
            BlockKind::Caption => format!("[{text}]"),
            BlockKind::Code => format!("    {}", text.replace('\n', "\n    ")),
            _ => text.to_owned(),
        };
        let gap = if lead.trim_end().ends_with('-') { "\n" } else { "\n\n" };
        outline.push_str(&format!("{lead}{line}{gap}"));
    }

    /// `  - ` in a nested list, `> ` in a quotation.
    fn lead(&self, at: usize) -> String {
        let (mut lead, mut depth) = (String::new(), 0usize);
        for holder in self.ancestors(at) {
            match self.blocks[holder].kind {
                BlockKind::Item => depth += 1,
                BlockKind::Quote | BlockKind::Aside => lead.push_str("> "),
                BlockKind::Definition => lead.push_str(": "),
                _ => {}
            }
        }
        match depth {
            0 => lead,
            depth => format!("{lead}{}- ", "  ".repeat(depth - 1)),
        }
    }
}
