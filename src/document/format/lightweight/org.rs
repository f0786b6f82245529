//! Org, the notes of Emacs: outlines, drawers, blocks.

use super::grammar::{Does, Grammar};
use super::{Cell, Line, MAX_DEPTH, Writer, deeper, lines};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::meta;
use crate::document::tree::{BlockKind, MarkKind, Role};
use std::ops::Range;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    Grammar::new(&[
        (r"\[\[[^\[\]]+\]\[([^\[\]]+)\]\]", Does::Mark(MarkKind::Link)),
        (r"\[\[([^\[\]]+)\]\]", Does::Mark(MarkKind::Link)),
        (r"\[fn:([\w-]+)\]", Does::Note),
        (r"\[fn:[\w-]*:([^\[\]]+)\]", Does::NoteBody),
        (r"\[cite[^\[\]:]*:([^\[\]]+)\]", Does::Citation),
        (r"<(\d{4}-\d\d-\d\d[^<>]*)>", Does::Plain),
        (r"\[(\d{4}-\d\d-\d\d[^\[\]]*)\]", Does::Plain),
        (r"<<<?([^<>]+)>>>?", Does::Nothing),
        (r"<(\w+:[^<>\s]+)>", Does::Plain),
        (r"\{\{\{([^{}]*)\}\}\}", Does::Nothing),
        (r"@@\w+:([^@]*)@@", Does::Nothing),
        (r"\b{start-half}=([^=\s](?:[^=]*[^=\s])?)=\b{end-half}", Does::Code),
        (r"\b{start-half}~([^~\s](?:[^~]*[^~\s])?)~\b{end-half}", Does::Code),
        (r"\b{start-half}\*([^*\s](?:[^*]*[^*\s])?)\*\b{end-half}", Does::Mark(MarkKind::Strong)),
        (r"\b{start-half}/([^/\s](?:[^/]*[^/\s])?)/\b{end-half}", Does::Mark(MarkKind::Emphasis)),
        (r"\b{start-half}_([^_\s](?:[^_]*[^_\s])?)_\b{end-half}", Does::Mark(MarkKind::Highlight)),
        (r"\b{start-half}\+([^+\s](?:[^+]*[^+\s])?)\+\b{end-half}", Does::Text),
        (r"\b{start-half}\$([^$\s](?:[^$]*[^$\s])?)\$\b{end-half}", Does::Formula),
        (r"\\\(((?:[^\\]|\\[^()])*)\\\)", Does::Formula),
        (r"\\\[((?:[^\\]|\\[^\[\]])*)\\\]", Does::Formula),
        (r"[_^]\{([^{}]*)\}", Does::Text),
        (r"(?m:\\\\(\s*)$)", Does::Nothing),
    ])
});

pattern!(
    HEADING,
    r"^\*+\s+(?:(?:TODO|DONE|NEXT|WAITING|HOLD|CANCELLED|CANCELED|STARTED|SOMEDAY)\s+)?(?:\[#\w\]\s*)?(.*?)(\s+:[\w@#%:]+:)?$"
);
pattern!(KEYWORD, r"(?i)^#\+(\w+)(?:\[[^\]]*\])?:\s*(.*)$");
pattern!(BLOCK, r"(?i)^#\+begin_(\w+)");
pattern!(DRAWER, r"^:[\w-]+:$");
pattern!(PLANNING, r"^(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):");
pattern!(ITEM, r"^(?:[-+*]|(\d+|[A-Za-z])[.)])(?:\s+(?:\[@\d+\]\s*)?(?:\[[ xX-]\]\s+)?|$)");
pattern!(TERM, r"^(.*?\S)\s+::(?:\s+|$)");
pattern!(NOTE, r"^\[fn:[\w-]+\]\s*");
pattern!(RULE, r"^(?:-{5,}|\|[-+:|]+)$");

/// Most lines of a drawer.
const MAX_DRAWER: usize = 200;

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let lines = lines(source, from);
    let mut org = Org { out: Writer::new(builder, source, &GRAMMAR) };
    org.blocks(&lines, 0)?;
    org.out.finish()
}

struct Org<'a> {
    out: Writer<'a>,
}

impl Org<'_> {
    fn blocks(&mut self, lines: &[Line], depth: usize) -> Result<(), ReadError> {
        let mut at = 0;
        while at < lines.len() {
            at += self.block(&lines[at..], depth)?.max(1);
        }
        self.out.flush()
    }

    /// Reads the block that begins with the first line; how many lines it has.
    fn block(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        let line = lines[0];
        let text = self.out.text(line);
        let at = |span: Range<usize>| line.start + span.start..line.start + span.end;
        if line.is_blank() {
            self.out.flush()?;
            return Ok(1);
        }
        if line.indent == 0
            && let Some(found) = HEADING.captures(text)
        {
            let level = text.bytes().take_while(|byte| *byte == b'*').count().min(6) as u8;
            let title = found.get(1).map_or(0..0, |title| title.range());
            self.out.leaf(BlockKind::Heading { level }, at(title))?;
            if let Some(tags) = found.get(2) {
                self.out.aside(Role::Metadata, at(tags.range()))?;
            }
            return Ok(1);
        }
        if let Some(found) = BLOCK.captures(text) {
            return self.delimited(lines, &found[1].to_lowercase(), depth);
        }
        if let Some(found) = KEYWORD.captures(text) {
            let value = found.get(2).map_or(0..0, |value| value.range());
            self.keyword(&found[1].to_lowercase(), at(value), line)?;
            return Ok(1);
        }
        if text.starts_with("# ") || text == "#" {
            self.out.aside(Role::Hidden, line.span())?;
            return Ok(1);
        }
        if text.starts_with("#+") || PLANNING.is_match(text) {
            self.out.aside(Role::Metadata, line.span())?;
            return Ok(1);
        }
        if DRAWER.is_match(text)
            && let Some(length) = self.drawer(lines)?
        {
            return Ok(length);
        }
        if text.starts_with('|') {
            return self.table(lines);
        }
        if text.starts_with(": ") || text == ":" {
            let held = lines.iter().take_while(|line| self.out.text(**line).starts_with(':'));
            let held = held.count();
            self.out.code(&lines[..held])?;
            return Ok(held);
        }
        if let Some(found) = NOTE.find(text).filter(|_| line.indent == 0) {
            return self.note(lines, found.len(), depth);
        }
        if RULE.is_match(text) {
            self.out.flush()?;
            return Ok(1);
        }
        if self.item(line).is_some() && depth < MAX_DEPTH {
            return self.list(lines, depth);
        }
        self.out.line(line);
        Ok(1)
    }

    fn keyword(&mut self, key: &str, value: Range<usize>, line: Line) -> Result<(), ReadError> {
        if key == "caption" {
            return self.out.leaf(BlockKind::Caption, value);
        }
        if key == "include" {
            let name = self.out.source[value.clone()].split('"').nth(1).unwrap_or_default();
            self.out.builder.included(name);
        }
        let key = if key == "subtitle" { "" } else { key };
        meta::set(&mut self.out.builder.meta, key, &self.out.source[value]);
        self.out.aside(Role::Metadata, line.span())
    }

    /// `#+begin_src` to `#+end_src`; to the end of what there is where it has none.
    fn delimited(&mut self, lines: &[Line], name: &str, depth: usize) -> Result<usize, ReadError> {
        let ends = format!("#+end_{name}");
        let is_end = |line: &Line| self.out.text(*line).eq_ignore_ascii_case(&ends);
        let end = lines.iter().position(is_end).unwrap_or(lines.len());
        let held = &lines[1..end.max(1)];
        match name {
            "src" | "example" => self.out.code(held)?,
            "comment" | "export" => {
                for line in held.iter().filter(|line| !line.is_blank()) {
                    self.out.aside(Role::Hidden, line.span())?;
                }
            }
            _ if depth >= MAX_DEPTH => self.out.code(held)?,
            "quote" | "verse" => {
                self.out.start(BlockKind::Quote)?;
                self.blocks(held, depth + 1)?;
                self.out.end()?;
            }
            _ => self.blocks(held, depth + 1)?,
        }
        Ok(end + 1)
    }

    /// `:PROPERTIES:` to `:END:`.
    fn drawer(&mut self, lines: &[Line]) -> Result<Option<usize>, ReadError> {
        // A blank line or a heading ends the look-out: what has no end is text.
        let mut held = lines.iter().take(MAX_DRAWER).take_while(|line| !line.is_blank());
        let is_end = |line: &Line| self.out.text(*line).eq_ignore_ascii_case(":end:");
        let Some(end) = held.position(is_end) else { return Ok(None) };
        self.out.aside(Role::Metadata, lines[0].start..lines[end].end)?;
        Ok(Some(end + 1))
    }

    fn table(&mut self, lines: &[Line]) -> Result<usize, ReadError> {
        let is_row = |line: &&Line| self.out.text(**line).starts_with('|');
        let length = lines.iter().take_while(is_row).count();
        let is_rule = |line: &Line| self.out.text(*line).starts_with("|-");
        let heads = lines[..length].iter().position(is_rule).unwrap_or(0);
        let rows = lines[..length].iter().filter(|line| !is_rule(line));
        let rows: Vec<_> = rows.map(|line| cells(self.out.source, line.span())).collect();
        let heads = if heads < rows.len() { heads } else { 0 };
        self.out.table(&rows, heads)?;
        Ok(length)
    }

    /// A note goes on to the next one, to a heading or to two blank lines.
    fn note(&mut self, lines: &[Line], mark: usize, depth: usize) -> Result<usize, ReadError> {
        let is_over = |pair: &[Line]| {
            let text = self.out.text(pair[1]);
            pair[1].indent == 0 && (NOTE.is_match(text) || text.starts_with("* "))
                || pair.iter().all(|line| line.is_blank())
        };
        let length = lines.windows(2).position(is_over).map_or(lines.len(), |last| last + 1);
        let mut held = lines[..length].to_vec();
        held[0] = held[0].after(self.out.source, mark);
        self.out.flush()?;
        let role = self.out.builder.set_role(Role::Notes);
        self.out.start(BlockKind::Note)?;
        match depth < MAX_DEPTH {
            true => self.blocks(&held, depth + 1)?,
            false => self.out.code(&held)?,
        }
        self.out.end()?;
        self.out.builder.set_role(role);
        Ok(length)
    }

    /// The length of an item's bullet, and whether it is a number.
    fn item(&self, line: Line) -> Option<(usize, bool)> {
        let found = ITEM.captures(self.out.text(line))?;
        let is_star = self.out.text(line).starts_with('*');
        (!is_star || line.indent > 0).then(|| (found[0].len(), found.get(1).is_some()))
    }

    fn list(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        let indent = lines[0].indent;
        let Some((_, is_ordered)) = self.item(lines[0]) else { return Ok(0) };
        let first = lines[0].after(self.out.source, self.item(lines[0]).map_or(0, |item| item.0));
        let has_terms = TERM.is_match(self.out.text(first));
        match has_terms {
            true => self.out.flush()?,
            false => self.out.start(BlockKind::List { is_ordered })?,
        }
        let mut at = 0;
        while let Some(&line) = lines.get(at)
            && line.indent == indent
            && let Some((mark, numbered)) = self.item(line)
            && numbered == is_ordered
        {
            let length = 1 + deeper(&lines[at + 1..], indent);
            let mut held = lines[at..at + length].to_vec();
            held[0] = line.after(self.out.source, mark);
            let term =
                TERM.captures(self.out.text(held[0])).map(|term| (term[1].len(), term[0].len()));
            if term.is_some() != has_terms {
                break;
            }
            if let Some((term, all)) = term {
                self.out.leaf(BlockKind::Term, held[0].start..held[0].start + term)?;
                held[0] = held[0].after(self.out.source, all);
            }
            let kind = if has_terms { BlockKind::Definition } else { BlockKind::Item };
            self.out.start(kind)?;
            self.blocks(&held, depth + 1)?;
            self.out.end()?;
            at += length;
            let blanks = lines[at..].iter().take_while(|line| line.is_blank()).count();
            let goes_on = |line: &Line| line.indent == indent && self.item(*line).is_some();
            match lines.get(at + blanks).is_some_and(goes_on) && blanks < 2 {
                true => at += blanks,
                false => break,
            }
        }
        if !has_terms {
            self.out.end()?;
        }
        Ok(at)
    }
}

/// The cells of `| a | b |`.
pub(super) fn cells(source: &str, row: Range<usize>) -> Vec<Cell> {
    let text = source[row.clone()].trim_end_matches('|');
    let start = row.start + usize::from(text.starts_with('|'));
    let text = text.strip_prefix('|').unwrap_or(text);
    let mut at = start;
    let cells = text.split('|').map(|cell| {
        let found = at..at + cell.len();
        at += cell.len() + 1;
        found.into()
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{facts, is_sound, read, titles};
    use crate::document::{Document, Format};
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Org)
    }

    #[test]
    fn outline_blocks_lists_and_tables_are_read() {
        let document = parse(
            "#+TITLE: The Hanse\n#+AUTHOR: A. Writer\n#+DATE: <2021-05-03 Mon>\n\n* TODO [#A] Lübeck :trade:city:\n:PROPERTIES:\n:ID: 4711\n:END:\nSCHEDULED: <2024-03-05 Tue>\n\nLübeck was *rebuilt* in /1159/ by [[https://example.org][Henry the Lion]].[fn:1]\n# look it up\n** Goods\n- salt\n  - from Lüneburg\n- herring\n\n- Kogge :: a ship with one mast\n\n| City | Year |\n|------+------|\n| Riga | 1201 |\n\n#+BEGIN_SRC c\nint year = 1370;\n#+END_SRC\n#+BEGIN_QUOTE\nNavigare necesse est.\n#+END_QUOTE\n\n[fn:1] Some say 1158.\n",
        );
        assert_eq!(facts(&document), (Some("The Hanse"), Some("A. Writer"), Some(2021)));
        assert_eq!(titles(&document), ["Lübeck", "Goods"]);
        insta::assert_snapshot!(document.outline(), @r"
        [left out as metadata: 9 words]

        # Lübeck

        [left out as metadata: 8 words]

        Lübeck was **rebuilt** in *1159* by Henry the Lion.

        [left out as hidden: 4 words]

        ## Goods

        - salt
          - from Lüneburg
        - herring

        Kogge

        : a ship with one mast

        | City | Year |
        | --- | --- |
        | Riga | 1201 |

            int year = 1370;

        > Navigare necesse est.

        [left out as notes: 3 words]
        ");
    }

    #[test]
    fn spans_lead_back_to_the_file() {
        let text = "* A *bold* claim\n\nThe /siege of Acre/ ended\n  in =1291=.\n";
        let document = parse(text);
        let at = document.text.find("siege of Acre ended in 1291").unwrap();
        let span = document.source_span(at..at + "siege of Acre ended in 1291".len());
        assert_eq!(&text[span], "siege of Acre/ ended\n  in =1291");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"([-*+|:#=/ \n\[\]a1_~$\\{}]|fn:|#\+begin_src|:END:){0,200}") {
            prop_assert!(is_sound(text, Format::Org));
        }
    }
}
