//! What was read, with its structure, as a person can look it over: Markdown
//! that is never read back.

use super::Document;
use super::tree::{BlockKind, Mark, MarkKind, Role};
use std::ops::Range;

impl Document {
    /// The tree as text; runs of blocks that are no body as a line that says so.
    pub fn outline(&self) -> String {
        Outline::new(self, false).write()
    }

    /// The tree as text, with what was left out: each piece on a line that says why,
    /// the marks of notes behind the block that they stand in.
    pub fn whole_outline(&self) -> String {
        Outline::new(self, true).write()
    }
}

struct Outline<'a> {
    document: &'a Document,
    /// Whether what was left out is told in its words.
    is_whole: bool,
    /// The number of each item in its list, from 1, in the row of blocks.
    numbers: Vec<usize>,
    text: String,
}

fn numbers(document: &Document) -> Vec<usize> {
    let mut numbers = vec![0; document.blocks.len()];
    for (at, block) in document.blocks.iter().enumerate() {
        if let (BlockKind::Item, Some(list)) = (block.kind, block.parent) {
            // A list has no number itself, so that it can count its items.
            numbers[list] += 1;
            numbers[at] = numbers[list];
        }
    }
    numbers
}

impl<'a> Outline<'a> {
    fn new(document: &'a Document, is_whole: bool) -> Self {
        Self { document, is_whole, numbers: numbers(document), text: String::new() }
    }

    fn write(mut self) -> String {
        let blocks = &self.document.blocks;
        let mut at = 0;
        while at < blocks.len() {
            let role = blocks[at].role;
            at = match blocks[at].kind {
                _ if role != Role::Body => {
                    let run = blocks[at..].iter().take_while(|block| block.role == role).count();
                    self.left_out(at..at + run, role);
                    at + run
                }
                BlockKind::Row { is_head } => {
                    self.row(at, is_head);
                    self.note_marks(at);
                    blocks[at].end
                }
                kind => {
                    if kind.is_leaf() {
                        self.leaf(at, kind);
                        self.note_marks(at);
                    }
                    at + 1
                }
            };
        }
        self.text
    }

    /// Begins a piece that stands by itself.
    fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// What a run has that was left out, and why: its number of words, or each piece.
    fn left_out(&mut self, run: Range<usize>, role: Role) {
        let document = self.document;
        let name = <&str>::from(role).replace('_', " ");
        let leaves = run.filter(|&at| document.blocks[at].kind.is_leaf());
        let text = |at: usize| document.slice(document.blocks[at].span.clone());
        self.part();
        if !self.is_whole {
            let words: usize = leaves.map(|at| text(at).split_whitespace().count()).sum();
            self.text.push_str(&format!("[left out as {name}: {words} words]\n\n"));
            return;
        }
        for at in leaves {
            let text = text(at).replace('\n', " ");
            self.text.push_str(&format!("[left out as {name}: {text}]\n\n"));
            self.note_marks(at);
        }
    }

    /// A line with the labels of the notes that a block refers to.
    fn note_marks(&mut self, block: usize) {
        if !self.is_whole {
            return;
        }
        let (span, marks) = (&self.document.blocks[block].span, &self.document.marks);
        let first = marks.partition_point(|mark| mark.span.start < span.start);
        let here = marks[first..].iter().take_while(|mark| mark.span.start <= span.end);
        let notes = here.filter(|mark| mark.kind == MarkKind::Note);
        let labels: Vec<&str> = notes.filter_map(|mark| mark.target.as_deref()).collect();
        if !labels.is_empty() {
            self.part();
            self.text.push_str(&format!("[left out as note marks: {}]\n\n", labels.join(" ")));
        }
    }

    fn row(&mut self, row: usize, is_head: bool) {
        let document = self.document;
        let parent = document.blocks[row].parent;
        if parent.is_none_or(|table| document.children(table).next() == Some(row)) {
            self.part();
        }
        let cells = document.children(row).map(|cell| document.blocks[cell].span.clone());
        let cells: Vec<String> = cells.map(|cell| self.marked(cell).replace('\n', " ")).collect();
        self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
        if is_head {
            self.text.push_str(&format!("|{}\n", " --- |".repeat(cells.len())));
        }
        if document.blocks[row].end == parent.map_or(0, |table| document.blocks[table].end) {
            self.text.push('\n');
        }
    }

    fn leaf(&mut self, at: usize, kind: BlockKind) {
        let (lead, in_item) = self.lead(at);
        let span = self.document.blocks[at].span.clone();
        let text = match kind {
            BlockKind::Code => {
                let indent = format!("\n{}    ", " ".repeat(lead.chars().count()));
                format!("    {}", self.document.slice(span).replace('\n', &indent))
            }
            BlockKind::Heading { level } => {
                format!("{} {}", "#".repeat(level.into()), self.marked(span))
            }
            BlockKind::Caption => format!("[{}]", self.marked(span)),
            _ => self.marked(span),
        };
        if !in_item {
            self.part();
        }
        self.text.push_str(&format!("{lead}{text}{}", if in_item { "\n" } else { "\n\n" }));
    }

    /// `  - ` in a nested list, `> ` in a quotation; whether it stands in an item.
    fn lead(&self, at: usize) -> (String, bool) {
        let document = self.document;
        let mut holders: Vec<usize> = document.ancestors(at).collect();
        holders.reverse();
        let (mut lead, mut in_item) = (String::new(), false);
        for holder in holders {
            // Only the first line has the bullet, those below it are indented.
            let is_first = document.blocks[holder].span.start == document.blocks[at].span.start;
            let bullet = match document.blocks[holder].kind {
                BlockKind::Item if self.is_ordered(holder) => format!("{}. ", self.numbers[holder]),
                BlockKind::Item => "- ".to_owned(),
                BlockKind::Definition => ": ".to_owned(),
                BlockKind::Quote | BlockKind::Aside => {
                    lead.push_str("> ");
                    continue;
                }
                _ => continue,
            };
            in_item |= document.blocks[holder].kind == BlockKind::Item;
            match is_first {
                true => lead.push_str(&bullet),
                false => lead.push_str(&" ".repeat(bullet.len())),
            }
        }
        (lead, in_item)
    }

    fn is_ordered(&self, item: usize) -> bool {
        let list = self.document.blocks[item].parent.map(|list| self.document.blocks[list].kind);
        list == Some(BlockKind::List { is_ordered: true })
    }

    /// A text with the signs of its marks.
    fn marked(&self, span: Range<usize>) -> String {
        let marks = &self.document.marks;
        let first = marks.partition_point(|mark| mark.span.start < span.start);
        let here = marks[first..].iter().take_while(|mark| mark.span.start < span.end);
        // Where one ends another may begin: ends come first, inner ones before outer.
        let mut signs: Vec<(usize, bool, usize, &str)> = Vec::new();
        for (mark, sign) in here.filter_map(|mark| Some((mark, sign(mark)?))) {
            signs.push((mark.span.start, true, usize::MAX - mark.span.end, sign));
            signs.push((mark.span.end, false, usize::MAX - mark.span.start, sign));
        }
        signs.sort_by_key(|&(at, begins, order, _)| (at, begins, order));
        let (mut text, mut from) = (String::new(), span.start);
        for (at, _, _, sign) in signs {
            text.push_str(self.document.slice(from..at.min(span.end).max(from)));
            text.push_str(sign);
            from = at.min(span.end).max(from);
        }
        text.push_str(self.document.slice(from..span.end));
        text
    }
}

fn sign(mark: &Mark) -> Option<&'static str> {
    Some(match mark.kind {
        _ if mark.span.is_empty() => return None,
        MarkKind::Strong | MarkKind::Defined => "**",
        MarkKind::Emphasis => "*",
        MarkKind::Highlight => "==",
        MarkKind::Code => "`",
        MarkKind::Formula | MarkKind::Link | MarkKind::Note => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::read;

    #[test]
    fn structure_and_marks_are_shown() {
        let document = read(
            "# Towns\n\nThe **old *free* town** of `Riga`.\n\n1. salt\n   - from *Lüneburg*\n\n   It is white.\n2. herring\n\n> Ships sail.\n\n| City | Year |\n|---|---|\n| **Riga** | 1201 |\n\n- a\n\n## Ships\n",
            Format::Markdown,
        );
        insta::assert_snapshot!(document.outline(), @"
        # Towns

        The **old *free* town** of `Riga`.

        1. salt
           - from *Lüneburg*
           It is white.
        2. herring

        > Ships sail.

        | City | Year |
        | --- | --- |
        | **Riga** | 1201 |

        - a

        ## Ships
        ");
    }

    #[test]
    fn the_whole_outline_tells_what_was_left_out_and_why() {
        let page = "<h1>Of Rome</h1><p>Rome had kings.<a epub:type='noteref' href='#n'>7</a></p>\
                    <p hidden>So it is told.</p><aside class='footnote'><p>Livy says so.</p></aside>";
        let document = read(page, Format::Html);
        let counted = "# Of Rome\n\nRome had kings.\n\n[left out as hidden: 4 words]\n\n[left out as notes: 3 words]\n\n";
        assert_eq!(document.outline(), counted);
        assert_eq!(
            document.whole_outline(),
            "# Of Rome\n\nRome had kings.\n\n[left out as note marks: 7]\n\n[left out as hidden: So it is told.]\n\n[left out as notes: Livy says so.]\n\n"
        );
    }
}
