//! Paragraphs that are something else, though only their look says so: headings
//! in bold type, and code.

use super::tree::{BlockKind, MarkKind, Role};
use super::{Document, reading};

/// Most words of such a heading.
const MAX_WORDS: usize = 12;

/// Makes code of what reads like a program, and headings of paragraphs outside lists and tables that are bold as a
/// whole, short, and followed by text; they lie below the heading before.
pub(super) fn promote(document: &mut Document) {
    let mut above = 0;
    for at in 0..document.blocks.len() {
        let block = &document.blocks[at];
        if let BlockKind::Heading { level } = block.kind {
            above = level;
        }
        if block.kind == BlockKind::Table {
            name_columns(document, at);
            continue;
        }
        if block.kind == BlockKind::Paragraph && is_code(document.content(at)) {
            document.blocks[at].kind = BlockKind::Code;
        } else if block.role == Role::Body && is_heading(document, at) {
            document.blocks[at].kind = BlockKind::Heading { level: (above + 1).min(7) };
        }
    }
}

/// Makes the first row of a table its head where it alone is bold.
fn name_columns(document: &mut Document, table: usize) {
    let rows: Vec<usize> = document.children(table).take(2).collect();
    let [first, second] = rows[..] else { return };
    if (document.blocks[first].kind, document.blocks[second].kind)
        == (BlockKind::Row { is_head: false }, BlockKind::Row { is_head: false })
        && is_strong(document, first)
        && !is_strong(document, second)
    {
        document.blocks[first].kind = BlockKind::Row { is_head: true };
    }
}

/// Whether all that a row holds is bold.
fn is_strong(document: &Document, row: usize) -> bool {
    let mut leaves = document.blocks[row..document.blocks[row].end]
        .iter()
        .filter(|block| block.kind.is_leaf())
        .peekable();
    leaves.peek().is_some()
        && leaves.all(|leaf| document.is_marked(leaf.span.clone(), MarkKind::Strong))
}

/// Whether it is lines of a program: braces around semicolons.
fn is_code(text: &str) -> bool {
    text.contains('{')
        && text.contains('}')
        && text.contains(';')
        && text.contains(['=', '('])
        && !reading::is_prose(text)
}

fn is_heading(document: &Document, at: usize) -> bool {
    let block = &document.blocks[at];
    let text = document.slice(block.span.clone());
    let is_followed = document.blocks[at + 1..]
        .iter()
        .find(|next| next.kind.is_leaf() || next.kind == BlockKind::Table)
        .is_some_and(|next| !matches!(next.kind, BlockKind::Heading { .. }));
    block.kind == BlockKind::Paragraph
        && block.parent.is_none()
        && is_followed
        && text.split_whitespace().nth(MAX_WORDS).is_none()
        && !text.ends_with(['.', '!', ',', ';'])
        && !(text.ends_with(':') && leads_to_more(document, at))
        && text.chars().any(char::is_alphabetic)
        && document.is_marked(block.span.clone(), MarkKind::Strong)
}

/// Whether what follows is no paragraph: a line with a colon leads to a list or a
/// table, and to a paragraph only where it is its heading.
fn leads_to_more(document: &Document, at: usize) -> bool {
    document.blocks.get(at + 1).is_none_or(|next| next.kind != BlockKind::Paragraph)
}

#[cfg(test)]
mod tests {
    use crate::document::Format;
    use crate::document::testing::{read, titles};

    #[test]
    fn bold_lines_before_text_are_headings() {
        for (text, expected) in [
            ("**Riga**\n\nIt is old.\n", &["Towns", "Riga"][..]),
            ("**Riga:**\n\nIt is old.\n", &["Towns", "Riga"]),
            ("**Riga**\nIt is old.\n", &["Towns", "Riga"]),
            // It leads to a list, or is a sentence.
            ("**Towns:**\n\n- Riga\n- Kiel\n", &["Towns"]),
            ("**Riga is old.**\n\nIt is.\n", &["Towns"]),
            ("**Riga** is old\nand big.\n", &["Towns"]),
        ] {
            let document = read(format!("# Towns\n\n{text}"), Format::Markdown);
            let mut found = titles(&document);
            found.retain(|title| !title.is_empty());
            assert_eq!(found, expected, "{text}");
        }
    }
}
