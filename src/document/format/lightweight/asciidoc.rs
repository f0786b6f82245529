//! AsciiDoc, the mark-up of Asciidoctor.

use super::grammar::{Does, Grammar};
use super::{Cell, Line, MAX_DEPTH, Writer, lines};
use crate::document::builder::Builder;
use crate::document::error::{MAX_BLOCKS, ReadError};
use crate::document::meta;
use crate::document::tree::{BlockKind, MarkKind, Role};
use regex::Captures;
use std::iter::repeat_n;
use std::ops::Range;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    Grammar::new(&[
        (r"\\([*_`#\[{<^~])", Does::Plain),
        (r"footnote(?:ref)?:[\w-]*\[([^\[\]]*)\]", Does::NoteBody),
        (r"(?:stem|latexmath|asciimath):\[([^\[\]]*)\]", Does::Formula),
        (r"pass:\w*\[([^\[\]]*)\]", Does::Plain),
        (r"\+\+\+([^+]+)\+\+\+", Does::Plain),
        (r"(?:link:)?(https?://[^\s\[\]<>]{1,500})\[\]", Does::Plain),
        (
            r"(?:link|mailto|xref|https?|ftp|irc):[^\s\[\]]{1,500}\[([^\[\],]*)[^\[\]]*\]",
            Does::Mark(MarkKind::Link),
        ),
        (r"(?:image|icon):[^\s\[\]:][^\s\[\]]{0,500}\[([^\[\],]*)[^\[\]]*\]", Does::Text),
        (r"(?:kbd|btn|menu|indexterm2?|anchor):[^\s\[\]]{0,200}\[([^\[\]]*)\]", Does::Text),
        (r"<<[^<>,]+,([^<>]+)>>", Does::Mark(MarkKind::Link)),
        (r"<<([^<>,]+)>>", Does::Plain),
        (r"\[\[([^\[\]]+)\]\]", Does::Nothing),
        (r"\(\(\(([^()]*)\)\)\)", Does::Nothing),
        (r"\(\(([^()]*)\)\)", Does::Text),
        (r#""`([^`]+)`""#, Does::Quoted),
        (r"(?:\[[^\[\]\n]*\])?##([^#]+)##", Does::Mark(MarkKind::Highlight)),
        (
            r"(?:\[[^\[\]\n]*\])?\b{start-half}#([^#\s](?:[^#]*[^#\s])?)#\b{end-half}",
            Does::Mark(MarkKind::Highlight),
        ),
        (r"(?:\[\.[^\[\]\n]*\])?\*\*([^*]+)\*\*", Does::Mark(MarkKind::Strong)),
        (r"\b{start-half}\*([^*\s](?:[^*]*[^*\s])?)\*\b{end-half}", Does::Mark(MarkKind::Strong)),
        (r"__([^_]+)__", Does::Mark(MarkKind::Emphasis)),
        (r"\b{start-half}_([^_\s](?:[^_]*[^_\s])?)_\b{end-half}", Does::Mark(MarkKind::Emphasis)),
        (r"``([^`]+)``", Does::Code),
        (r"\b{start-half}`\+?([^`\s](?:[^`]*[^`\s])?)`\b{end-half}", Does::Code),
        (r"\b{start-half}\+([^+\s](?:[^+]*[^+\s])?)\+\b{end-half}", Does::Plain),
        (r"[\^~]([^\^~\s]+)[\^~]", Does::Text),
        (r"\{([\w-]+)\}", Does::Name),
        (r"(?m: \+(\s*)$)", Does::Nothing),
    ])
});

pattern!(HEADING, r"^(={1,6}|#{1,6})\s+(\S.*?)(?:\s+=+)?$");
pattern!(ATTRIBUTE, r"^:(!?[\w-]+!?):(?:\s+(.*))?$");
pattern!(BLOCK_ATTRIBUTES, r"^\[.*\]$");
pattern!(DELIMITER, r"^(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|```\w*|[|,:!]={3,})$");
pattern!(
    MACRO,
    r"^(image|video|audio|include|ifdef|ifndef|ifeval|endif|toc|stem)::?(\S*?)\[(.*)\]$"
);
pattern!(BOXED, r"^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION): ");
pattern!(ITEM, r"^(\*{1,6}|-|\.{1,6}|\d+\.)\s+(?:\[[ xX*]\]\s+)?");
pattern!(TERM, r"^(.*?\S)(:{2,4}|;;)(?:\s+|$)");
pattern!(NAMES, r"^[\p{L} .’'-]+(?: <[^<>]+>)?(?:; .*)?$");
pattern!(COLUMNS, r#"cols="?([^"\]]+)"?"#);
pattern!(CELL, r"(?:^|\s)(?:(\d+)\*|(\d*)(?:\.(\d+))?\+)?(?:[<^>.]*)?[aehlmsdv]?\|");

/// Most columns of a table, and most rows and copies of a cell.
const MAX_COLUMNS: usize = 100;

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let lines = lines(source, from);
    let out = Writer::new(builder, source, &GRAMMAR);
    let mut asciidoc = AsciiDoc { out, attributes: None, lists: Vec::new() };
    asciidoc.blocks(&lines, 0)?;
    asciidoc.out.finish()
}

struct AsciiDoc<'a> {
    out: Writer<'a>,
    /// `[…]` before a block.
    attributes: Option<&'a str>,
    /// The bullets of the lists that are open.
    lists: Vec<Bullet>,
}

#[derive(Debug, PartialEq, Eq)]
enum Bullet {
    Item(String),
    Term(String),
}

impl<'a> AsciiDoc<'a> {
    fn blocks(&mut self, lines: &[Line], depth: usize) -> Result<(), ReadError> {
        let outer = std::mem::take(&mut self.lists);
        let mut at = 0;
        while at < lines.len() {
            at += self.block(&lines[at..], at == 0 && depth == 0, depth)?.max(1);
        }
        self.end_lists(0)?;
        self.lists = outer;
        Ok(())
    }

    /// Reads the block that begins with the first line; how many lines it has.
    fn block(&mut self, lines: &[Line], is_first: bool, depth: usize) -> Result<usize, ReadError> {
        let line = lines[0];
        let text = self.out.text(line);
        if line.is_blank() {
            self.out.flush()?;
            let blanks = lines.iter().take_while(|line| line.is_blank()).count();
            // A list goes on behind a blank line with an item, and with nothing else.
            let next = lines.get(blanks).map(|line| self.out.text(*line));
            if next.is_none_or(|next| !ITEM.is_match(next) && !TERM.is_match(next)) {
                self.end_lists(0)?;
            }
            return Ok(blanks);
        }
        if let Some(level) = self.underline(text) {
            let title = self.out.open.take().unwrap_or_default();
            self.out.kind = None;
            self.out.leaf(BlockKind::Heading { level }, title)?;
            return Ok(1);
        }
        if DELIMITER.is_match(text) {
            return self.delimited(lines, depth);
        }
        if text.starts_with("//") {
            // Such a line parts two lists.
            if self.out.open.is_none() {
                self.end_lists(0)?;
            }
            self.out.aside(Role::Hidden, line.span())?;
            return Ok(1);
        }
        if text == "+" {
            // The next block belongs to the item.
            self.out.flush()?;
            return Ok(1);
        }
        if let Some(found) = MACRO.captures(text) {
            self.block_macro(&found, line)?;
            return Ok(1);
        }
        if let Some(found) = ATTRIBUTE.captures(text).filter(|_| self.out.open.is_none()) {
            if let (Some(name), Some(value)) = (found.get(1), found.get(2)) {
                let span = line.start + value.start()..line.start + value.end();
                self.out.names.insert(
                    &self.out.source[line.start + name.start()..line.start + name.end()],
                    span,
                );
                meta::set(&mut self.out.builder.meta, name.as_str(), value.as_str());
            }
            self.out.aside(Role::Metadata, line.span())?;
            return Ok(1);
        }
        if self.out.open.is_none() && self.lists.is_empty() {
            if let Some(found) = HEADING.captures(text) {
                let level = found[1].len() as u8;
                let title = found.get(2).map_or(0..0, |title| title.range());
                let title = line.start + title.start..line.start + title.end;
                self.attributes = None;
                self.out.leaf(BlockKind::Heading { level }, title.clone())?;
                if is_first && level == 1 {
                    return self.head(lines, title);
                }
                return Ok(1);
            }
            if text.starts_with('.')
                && text[1..].starts_with(|c: char| !c.is_whitespace() && c != '.')
            {
                self.out.leaf(BlockKind::Caption, line.start + 1..line.end)?;
                return Ok(1);
            }
        }
        if BLOCK_ATTRIBUTES.is_match(text) && self.out.open.is_none() {
            self.attributes = Some(&self.out.source[line.span()]);
            self.out.aside(Role::Metadata, line.span())?;
            return Ok(1);
        }
        if text == "'''" || text == "<<<" {
            self.out.flush()?;
            return Ok(1);
        }
        self.text(line)?;
        Ok(1)
    }

    /// The level of the heading that a line of signs makes of the line above it.
    fn underline(&self, text: &str) -> Option<u8> {
        let title = self.out.open.clone().filter(|_| self.lists.is_empty())?;
        let title = self.out.source[title].chars();
        let sign = text.chars().next()?;
        let level = "=-~^+".find(sign)? as u8 + 1;
        let is_line = text.chars().all(|c| c == sign) && text.len() > 2;
        // A long paragraph above a fence is not counted.
        (is_line && title.take(200).count().abs_diff(text.len()) <= 2).then_some(level)
    }

    /// The lines under the title: who wrote it, and when.
    fn head(&mut self, lines: &[Line], title: Range<usize>) -> Result<usize, ReadError> {
        meta::set(&mut self.out.builder.meta, "title", &self.out.source[title]);
        let mut length = 1;
        if let Some(author) = lines.get(1).filter(|line| NAMES.is_match(self.out.text(**line))) {
            let name = self.out.text(*author).split('<').next().unwrap_or_default().trim();
            meta::set(&mut self.out.builder.meta, "author", name);
            self.out.aside(Role::Metadata, author.span())?;
            length += 1;
            if let Some(revision) = lines
                .get(2)
                .filter(|line| !line.is_blank() && !self.out.text(**line).starts_with(':'))
            {
                self.out.builder.meta.year = meta::year(self.out.text(*revision));
                self.out.aside(Role::Metadata, revision.span())?;
                length += 1;
            }
        }
        Ok(length)
    }

    /// A line of a paragraph, an item or a term.
    fn text(&mut self, line: Line) -> Result<(), ReadError> {
        let text = self.out.text(line);
        let attributes = self.attributes.take();
        if let Some(found) = ITEM.captures(text) {
            let bullet = found[1].trim_start_matches(|c: char| c.is_ascii_digit());
            let bullet = if bullet.len() < found[1].len() { "1." } else { bullet }.to_owned();
            let is_ordered = bullet.contains('.');
            self.item(Bullet::Item(bullet), BlockKind::List { is_ordered })?;
            self.out.builder.start(BlockKind::Item)?;
            self.out.line(line.after(self.out.source, found[0].len()));
            return Ok(());
        }
        if let Some(found) = TERM.captures(text) {
            self.item(Bullet::Term(found[2].to_owned()), BlockKind::Definition)?;
            self.out.leaf(BlockKind::Term, line.start..line.start + found[1].len())?;
            self.out.builder.start(BlockKind::Definition)?;
            let rest = line.after(self.out.source, found[0].len());
            if !rest.is_blank() {
                self.out.line(rest);
            }
            return Ok(());
        }
        if self.out.open.is_none() {
            self.out.kind = attributes.and_then(kind);
            if let Some(label) = BOXED.find(text) {
                self.out.kind = Some(BlockKind::Aside);
                self.out.line(line.after(self.out.source, label.len()));
                return Ok(());
            }
        }
        self.out.line(line);
        Ok(())
    }

    /// Ends what a new item ends, and starts its list where it begins one.
    fn item(&mut self, bullet: Bullet, kind: BlockKind) -> Result<(), ReadError> {
        self.out.flush()?;
        match self.lists.iter().position(|open| *open == bullet) {
            Some(at) => {
                self.end_lists(at + 1)?;
                // The item or definition before.
                self.out.builder.end()
            }
            None => {
                self.lists.push(bullet);
                match kind {
                    BlockKind::List { .. } => self.out.builder.start(kind),
                    _ => Ok(()),
                }
            }
        }
    }

    fn end_lists(&mut self, left: usize) -> Result<(), ReadError> {
        self.out.flush()?;
        while self.lists.len() > left {
            self.out.builder.end()?;
            if let Some(Bullet::Item(_)) = self.lists.pop() {
                self.out.builder.end()?;
            }
        }
        Ok(())
    }

    /// `image::map.png[A map]`
    fn block_macro(&mut self, found: &Captures<'_>, line: Line) -> Result<(), ReadError> {
        if !found[1].contains("if") {
            self.attributes = None;
        }
        let start = found.get(3).map_or(0, |alt| alt.start());
        let alt = start..start + found[3].split(',').next().map_or(0, str::len);
        match &found[1] {
            "image" if !alt.is_empty() => {
                self.out.leaf(BlockKind::Caption, line.start + alt.start..line.start + alt.end)
            }
            "stem" => self.out.leaf(BlockKind::Formula, line.span()),
            _ => {
                if &found[1] == "include" {
                    self.out.builder.included(&found[2]);
                }
                self.out.aside(Role::Hidden, line.span())
            }
        }
    }

    /// A block between two lines that are the same.
    fn delimited(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        self.out.flush()?;
        let fence = self.out.text(lines[0]);
        let ends = if fence.starts_with('`') { "```" } else { fence };
        let end = lines[1..].iter().position(|line| self.out.text(*line) == ends);
        let end = end.map_or(lines.len(), |end| end + 1);
        let held = &lines[1..end];
        let attributes = self.attributes.take().unwrap_or_default();
        let is_source = kind(attributes) == Some(BlockKind::Code);
        match fence.chars().next() {
            Some('/') => {
                for line in held.iter().filter(|line| !line.is_blank()) {
                    self.out.aside(Role::Hidden, line.span())?;
                }
            }
            Some('|' | '!' | ',' | ':') if fence.contains('=') => self.table(held, attributes)?,
            Some('-') if fence.len() > 2 || is_source => self.out.code(held)?,
            Some('.' | '`') => self.out.code(held)?,
            Some('+') if attributes.contains("math") || attributes.contains("stem") => {
                if let (Some(first), Some(last)) = (held.first(), held.last()) {
                    self.out.leaf(BlockKind::Formula, first.start..last.end)?;
                }
            }
            _ if depth >= MAX_DEPTH => self.out.code(held)?,
            sign => {
                let kind = match sign {
                    Some('_') => Some(BlockKind::Quote),
                    Some('=' | '*') => Some(BlockKind::Aside),
                    _ => kind(attributes).filter(|kind| !kind.is_leaf()),
                };
                kind.map_or(Ok(()), |kind| self.out.builder.start(kind))?;
                self.blocks(held, depth + 1)?;
                kind.map_or(Ok(()), |_| self.out.end())?;
            }
        }
        Ok(end + 1)
    }

    fn table(&mut self, lines: &[Line], attributes: &str) -> Result<(), ReadError> {
        let mut cells: Vec<(Cell, usize)> = Vec::new();
        let (mut columns, mut places) = (0, 0);
        for line in lines.iter().filter(|line| !line.is_blank()) {
            let found: Vec<Captures<'_>> = CELL.captures_iter(self.out.text(*line)).collect();
            let starts = found.iter().map(|cell| cell.get(0).map_or(0, |cell| cell.start()));
            let ends: Vec<usize> =
                starts.map(|start| line.start + start).chain([line.end]).collect();
            // A line without a bar goes on with the cell before.
            if let Some((last, _)) = cells.last_mut().filter(|_| ends[0] > line.start) {
                last.pieces.push(line.start..ends[0]);
            }
            for (cell, end) in found.iter().zip(&ends[1..]) {
                let number = |group| {
                    let number = cell.get(group).and_then(|it| it.as_str().parse().ok());
                    number.unwrap_or(1).clamp(1, MAX_COLUMNS)
                };
                let start = line.start + cell.get(0).map_or(0, |cell| cell.end());
                let (copies, columns, rows) = (number(1), number(2), number(3));
                places += copies * columns * rows;
                let cell = Cell { columns, rows, ..Cell::from(start..(*end).max(start)) };
                cells.push((cell, copies));
            }
            if places > MAX_BLOCKS {
                return Err(ReadError::TooMany);
            }
            if columns == 0 {
                columns = cells.iter().map(|(cell, copies)| cell.columns * copies).sum();
            }
        }
        let is_parted = lines.get(1).is_some_and(|line| line.is_blank()) && columns > 1;
        let named = COLUMNS.captures(attributes).map(|columns| width(&columns[1]));
        let cells = cells.into_iter().flat_map(|(cell, copies)| repeat_n(cell, copies));
        let rows = rows(cells, named.unwrap_or(columns).clamp(1, MAX_COLUMNS));
        let has_head = attributes.contains("header") || is_parted;
        self.out.table(&rows, usize::from(has_head && rows.len() > 1))
    }
}

/// Cells in rows of so many columns, less those that cells above them fill.
fn rows(cells: impl Iterator<Item = Cell>, columns: usize) -> Vec<Vec<Cell>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut filled = vec![0usize; columns];
    let mut at = 0;
    for cell in cells {
        loop {
            while let Some(above) = filled.get_mut(at).filter(|above| **above > 0) {
                *above -= 1;
                at += 1;
            }
            if at < columns {
                break;
            }
            at = 0;
            rows.push(std::mem::take(&mut row));
        }
        let end = (at + cell.columns).min(columns);
        filled[at..end].fill(cell.rows - 1);
        at = end;
        row.push(cell);
    }
    rows.push(row);
    rows
}

/// How many columns `1,2a,3*` has.
fn width(columns: &str) -> usize {
    let count =
        |column: &str| column.split_once('*').and_then(|(times, _)| times.trim().parse().ok());
    let widths =
        columns.split([',', ';']).map(|column| count(column).unwrap_or(1).min(MAX_COLUMNS));
    widths.sum()
}

/// What the attributes of a block say that it is.
fn kind(attributes: &str) -> Option<BlockKind> {
    let name = attributes.trim_start_matches('[').split([']', ',', '.', '%', '#']).next()?;
    Some(match name.trim() {
        "NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION" | "sidebar" | "example" => {
            BlockKind::Aside
        }
        "quote" | "verse" => BlockKind::Quote,
        "source" | "listing" | "literal" => BlockKind::Code,
        "stem" | "latexmath" | "asciimath" => BlockKind::Formula,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{body, facts, is_sound, read, refusal, titles};
    use crate::document::{Document, Format};
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Asciidoc)
    }

    #[test]
    fn headings_blocks_lists_and_tables_are_read() {
        let document = parse(
            "= The Hanse\nA. Writer <a@example.org>\nv1.0, 2021-05-03\n:town: Lübeck\n:toc:\n\n// look it up\n== Towns\n\n{town} was *rebuilt* in _1159_ by https://example.org[Henry the Lion].footnote:[Some say 1158.]\n\nNOTE: Salt came from Lüneburg.\n\n[WARNING]\n====\nIce closed the harbours.\n====\n\n.Goods\n* salt\n** from Lüneburg\n* herring\n\n//-\n. first\n. second\n\n//-\nKogge:: A ship with one mast.\n\n[source,c]\n----\nint year = 1370;\n----\n\n____\nNavigare necesse est.\n____\n\nimage::map.png[A map,300]\n\n[cols=\"1,1\",options=\"header\"]\n|===\n|City |Year\n\n|Riga\n|1201\n|Kiel |1242\n|===\n",
        );
        assert_eq!(facts(&document), (Some("The Hanse"), Some("A. Writer"), Some(2021)));
        assert_eq!(titles(&document), ["The Hanse", "Towns"]);
        insta::assert_snapshot!(document.outline(), @r"
        # The Hanse

        [left out as metadata: 8 words]

        [left out as hidden: 4 words]

        ## Towns

        Lübeck was **rebuilt** in *1159* by Henry the Lion.

        > Salt came from Lüneburg.

        [left out as metadata: 1 words]

        > Ice closed the harbours.

        [Goods]

        - salt
          - from Lüneburg
        - herring

        [left out as hidden: 1 words]

        1. first
        2. second

        [left out as hidden: 1 words]

        Kogge

        : A ship with one mast.

        [left out as metadata: 1 words]

            int year = 1370;

        > Navigare necesse est.

        [A map]

        [left out as metadata: 1 words]

        | City | Year |
        | --- | --- |
        | Riga | 1201 |
        | Kiel | 1242 |

        [left out as notes: 3 words]
        ");
    }

    #[test]
    fn a_paragraph_is_what_its_attributes_say() {
        for (text, outline) in [
            ("NOTE: Salt came from\nLüneburg.\n", "> Salt came from Lüneburg."),
            (
                "[TIP]\nSalt came from\nLüneburg.\n\nIt is white.\n",
                "> Salt came from Lüneburg.\n\nIt is white.",
            ),
            ("[quote, A. Writer]\nShips must\nsail.\n", "> Ships must sail."),
            (
                "[source,c]\nint year = 1370;\nint month = 5;\n",
                "    int year = 1370;\n    int month = 5;",
            ),
            ("* salt\n+\nNOTE: It is\nwhite.\n* herring\n", "- salt\n  > It is white.\n- herring"),
            ("[quote]\n--\nShips sail.\n\nMen must.\n--\n", "> Ships sail.\n\n> Men must."),
            // What is said of a heading or a list is not said of the next paragraph.
            ("[quote]\n== Ships\n\nThey sail.\n", "## Ships\n\nThey sail."),
            ("[NOTE]\n* salt\n\nIt is white.\n", "- salt\n\nIt is white."),
            ("[quote]\nimage::map.png[A map]\n\nThey sail.\n", "[A map]\n\nThey sail."),
            ("[quote]\nShips\n-----\n\n* salt\n", "## Ships\n\n- salt"),
            ("NOTES: see below.\n", "NOTES: see below."),
            ("See NOTE: it is\nwhite.\n", "See NOTE: it is white."),
        ] {
            assert_eq!(body(&parse(text)), outline, "{text}");
        }
    }

    #[test]
    fn cells_over_several_columns_and_rows_keep_the_others_in_place() {
        let document = parse(
            "|===\n|City |Year |What\n\n.2+|Riga |1201 |founded\n|1282 |joined\n2+|Kiel and\nmore |1242\n|===\n\ninclude::other.adoc[]\n",
        );
        insta::assert_snapshot!(document.outline(), @r"
        | City | Year | What |
        | --- | --- | --- |
        | Riga | 1201 | founded |
        |  | 1282 | joined |
        | Kiel and more |  | 1242 |

        [left out as hidden: 1 words]
        ");
        assert_eq!(document.included, ["other.adoc"]);
    }

    #[test]
    fn copies_of_a_cell_are_cells_and_numbers_without_end_are_bounded() {
        for (table, outline) in [
            ("3*|x\n|a |b |c", "| x | x | x |\n| a | b | c |"),
            ("|a |b\n2*|x and\ny", "| a | b |\n| x and y | x and y |"),
            ("|a 18446744073709551615+|b", "| a | b |"),
            ("|a 1.18446744073709551615+|b\n|c", "| a | b |\n| c |"),
        ] {
            let text = format!("|===\n{table}\n|===\n");
            let read = body(&parse(&text)).replace(&" |  ".repeat(98), "").replace(" |  |", " |");
            assert_eq!(read, outline, "{table}");
        }
        let text = format!("|===\n{}\n|===\n", "100.100+|a\n".repeat(20_000));
        assert_eq!(
            refusal(text, Format::Asciidoc),
            "expected at most 250000 paragraphs, found more"
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"([-*+|:#=_ \n\[\]a1.`{}/<>ä]|\|===\n|----\n|footnote:\[|:: ){0,200}") {
            prop_assert!(is_sound(text, Format::Asciidoc));
        }
    }
}
