//! reStructuredText, the mark-up of Docutils and Sphinx.

use super::grammar::{Does, Grammar};
use super::{Line, MAX_DEPTH, Writer, deeper, lines, org};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::meta;
use crate::document::tree::{BlockKind, MarkKind, Role};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    Grammar::new(&[
        (r"\\(\s)", Does::Nothing),
        (r"\\(\S)", Does::Plain),
        (r"``([^`]+(?:`[^`]+)*)``", Does::Code),
        (r":math:`([^`]+)`", Does::Formula),
        (r":(?:foot)?cite[\w:]*:`([^`]+)`", Does::Citation),
        (r":[a-zA-Z0-9:+._-]{1,60}:`[!~]?([^`<]+?)\s*(?:<[^`<>]*>)?`", Does::Text),
        (r"_`([^`]+)`", Does::Text),
        (r"`([^`<]+?)\s*<[^`<>]+>`__?", Does::Mark(MarkKind::Link)),
        (r"`([^`]+)`__?", Does::Mark(MarkKind::Link)),
        (r"`([^`]+)`(?::[\w:+.-]+:)?", Does::Mark(MarkKind::Emphasis)),
        (
            r"\b{start-half}\*\*([^*\s](?:[^*]*[^*\s])?)\*\*\b{end-half}",
            Does::Mark(MarkKind::Strong),
        ),
        (r"\b{start-half}\*([^*\s](?:[^*]*[^*\s])?)\*\b{end-half}", Does::Mark(MarkKind::Emphasis)),
        (r"\|([^|\s](?:[^|]*[^|\s])?)\|(?:__?\b{end-half})?", Does::Name),
        (r"\[(#?[\w*.-]*)\]_", Does::Note),
        (
            r"\b{start}([[:alnum:]]+(?:[-.+:][[:alnum:]]+)*)__?\b{end-half}",
            Does::Mark(MarkKind::Link),
        ),
    ])
});

macro_rules! pattern {
    ($name:ident, $text:literal) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($text).expect("a pattern"));
    };
}

pattern!(DIRECTIVE, r"^\.\. (?:\|([^|]+)\| )?([\w:+.-]+?)\s?::(?:\s+|$)");
pattern!(NOTE, r"^\.\. \[[^\[\]]+\](?:\s+|$)");
pattern!(EXPLICIT, r"^(?:\.\.(?:\s|$)|__ )");
pattern!(FIELD, r"^:([^:\s][^:]*):(?:\s+|$)");
pattern!(ITEM, r"^(?:[-*+•‣⁃]|\(?(\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{2,6}|#)[.)])(?:\s+|$)");
pattern!(GRID, r"^\+[-=+]{3,}\+$");
pattern!(SIMPLE, r"^={2,}(?: +={2,})+$");

/// Directives whose content is a box beside the text.
const ASIDES: [&str; 14] = [
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "sidebar",
    "tip",
    "todo",
    "topic",
    "warning",
];
/// Directives whose content is text.
const PASSED: [&str; 20] = [
    "centered",
    "class",
    "compound",
    "container",
    "cssclass",
    "deprecated",
    "epigraph",
    "glossary",
    "highlights",
    "hlist",
    "line-block",
    "list-table",
    "only",
    "pull-quote",
    "rst-class",
    "rubric",
    "tab",
    "table",
    "versionadded",
    "versionchanged",
];

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let lines = lines(source, from);
    let mut rst = Rst { out: Writer::new(builder, source, &GRAMMAR), levels: Vec::new() };
    rst.collect_names(&lines);
    rst.blocks(&lines, 0)?;
    rst.out.finish()
}

struct Rst<'a> {
    out: Writer<'a>,
    /// The signs of headings in the order of their first use, and whether they
    /// stand above them, too.
    levels: Vec<(char, bool)>,
}

impl Rst<'_> {
    /// `.. |name| replace:: text` may stand behind the places that it is for.
    fn collect_names(&mut self, lines: &[Line]) {
        let source = self.out.source;
        for line in lines {
            if let Some(found) = DIRECTIVE.captures(&source[line.span()])
                && let Some(name) = found.get(1)
                && &found[2] == "replace"
            {
                let value = line.start + found[0].len()..line.end;
                let name = line.start + name.start()..line.start + name.end();
                self.out.names.insert(&source[name], value);
            }
        }
    }

    fn blocks(&mut self, lines: &[Line], depth: usize) -> Result<(), ReadError> {
        if depth >= MAX_DEPTH {
            lines.iter().filter(|line| !line.is_blank()).for_each(|line| self.out.line(*line));
            return self.out.flush();
        }
        let indents = lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent);
        let base = indents.min().unwrap_or(0);
        let mut at = 0;
        while at < lines.len() {
            at += self.block(&lines[at..], base, depth)?.max(1);
        }
        self.out.flush()
    }

    /// Reads the block that begins with the first line; how many lines it has.
    fn block(&mut self, lines: &[Line], base: usize, depth: usize) -> Result<usize, ReadError> {
        let line = lines[0];
        let text = self.out.text(line);
        if line.is_blank() {
            self.out.flush()?;
            return Ok(1);
        }
        if let Some(length) = self.heading(lines)? {
            return Ok(length);
        }
        if self.out.open.is_some() {
            return self.paragraph(lines);
        }
        if line.indent > base {
            let length = deeper(lines, base);
            self.out.start(BlockKind::Quote)?;
            self.blocks(&lines[..length], depth + 1)?;
            self.out.end()?;
            return Ok(length);
        }
        if EXPLICIT.is_match(text) {
            return self.explicit(lines, depth);
        }
        if GRID.is_match(text) || SIMPLE.is_match(text) {
            return self.table(lines);
        }
        if FIELD.is_match(text) {
            return self.field(lines, depth);
        }
        if text.starts_with("| ") || text == "|" {
            self.out.line(line.after(self.out.source, 1));
            self.out.flush()?;
            return Ok(1);
        }
        if ITEM.is_match(text) {
            return self.list(lines, depth);
        }
        if let Some(next) = lines.get(1)
            && !next.is_blank()
            && next.indent > line.indent
            && !text.ends_with("::")
        {
            return self.definition(lines, depth);
        }
        self.paragraph(lines)
    }

    /// A line of a paragraph, and the literal block that it announces.
    fn paragraph(&mut self, lines: &[Line]) -> Result<usize, ReadError> {
        let line = lines[0];
        let text = self.out.text(line);
        let is_last = lines.get(1).is_none_or(|next| next.is_blank());
        let Some(announced) = text.strip_suffix("::").filter(|_| is_last) else {
            self.out.line(line);
            return Ok(1);
        };
        // `text::` shows a colon, `::` alone none.
        let shown =
            announced.len() + usize::from(!announced.is_empty() && !announced.ends_with(' '));
        match text[..shown].trim_end() {
            "" => {}
            shown => self.out.line(Line { end: line.start + shown.len(), ..line }),
        }
        self.out.flush()?;
        let length = deeper(&lines[1..], line.indent);
        self.out.code(&lines[1..1 + length])?;
        Ok(1 + length)
    }

    fn heading(&mut self, lines: &[Line]) -> Result<Option<usize>, ReadError> {
        let sign = |at: usize| lines.get(at).and_then(|line| sign(self.out.text(*line)));
        let text = |at: usize| lines.get(at).map_or("", |line| self.out.text(*line));
        if self.out.open.is_some() || lines[0].indent > 0 && sign(0).is_none() {
            return Ok(None);
        }
        let (style, title) = match (sign(0), sign(1), sign(2)) {
            (Some(over), None, Some(under)) if over == under && !text(1).is_empty() => {
                ((over, true), 1)
            }
            (None, Some(under), _) if lines[1].indent == 0 => {
                let (title, line) = (text(0).chars().count(), text(1).len());
                // A short line under a long one is none.
                if line < title.min(4) {
                    return Ok(None);
                }
                ((under, false), 0)
            }
            // A line of signs alone parts two parts of the text.
            (Some(_), _, _) if text(1).is_empty() && text(0).len() > 3 => return Ok(Some(1)),
            _ => return Ok(None),
        };
        let known = self.levels.iter().position(|known| *known == style);
        let level = known.unwrap_or_else(|| {
            self.levels.push(style);
            self.levels.len() - 1
        });
        let level = (level + 1).min(7) as u8;
        self.out.leaf(BlockKind::Heading { level }, lines[title].span())?;
        Ok(Some(title + 2))
    }

    /// What begins with two points: notes, directives, targets, comments.
    fn explicit(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        self.out.flush()?;
        let line = lines[0];
        let text = self.out.text(line);
        let length = 1 + deeper(&lines[1..], line.indent);
        if let Some(found) = NOTE.find(text) {
            let mut held = lines[..length].to_vec();
            held[0] = line.after(self.out.source, found.len());
            let role = self.out.builder.set_role(Role::Notes);
            self.out.start(BlockKind::Note)?;
            self.blocks(&held, depth + 1)?;
            self.out.end()?;
            self.out.builder.set_role(role);
            return Ok(length);
        }
        if let Some(found) = DIRECTIVE.captures(text) {
            let name = found[2].rsplit(':').next().unwrap_or_default().to_lowercase();
            let is_named = found.get(1).is_some();
            let mut held = lines[..length].to_vec();
            held[0] = line.after(self.out.source, found[0].len());
            return self.directive(&name, is_named, &held, depth).map(|()| length);
        }
        let role = if text.starts_with(".. _") || text.starts_with("__") {
            Role::Metadata
        } else {
            Role::Hidden
        };
        let end =
            lines[..length].iter().rfind(|line| !line.is_blank()).map_or(line.end, |last| last.end);
        self.out.aside(role, line.start..end)?;
        Ok(length)
    }

    /// The first line is what stands behind the directive's name.
    fn directive(
        &mut self,
        name: &str,
        is_named: bool,
        lines: &[Line],
        depth: usize,
    ) -> Result<(), ReadError> {
        let is_option = |line: &&Line| FIELD.is_match(self.out.text(**line));
        let options = lines[1..].iter().take_while(is_option).count();
        let (options, content) = lines[1..].split_at(options);
        let argument = lines[0];
        let all = lines[0].start
            ..lines.iter().rfind(|line| !line.is_blank()).map_or(lines[0].end, |last| last.end);
        match name {
            _ if is_named => self.out.aside(Role::Metadata, all),
            _ if ASIDES.contains(&name) => {
                self.out.start(BlockKind::Aside)?;
                self.blocks(&lines[..1], depth + 1)?;
                self.blocks(content, depth + 1)?;
                self.out.end()
            }
            "epigraph" | "pull-quote" | "highlights" => {
                self.out.start(BlockKind::Quote)?;
                self.blocks(content, depth + 1)?;
                self.out.end()
            }
            "table" | "list-table" | "rubric" | "centered" => {
                if !argument.is_blank() {
                    self.out.leaf(BlockKind::Caption, argument.span())?;
                }
                self.blocks(content, depth + 1)
            }
            "class" | "container" | "cssclass" | "rst-class" | "only" | "tab" => {
                self.blocks(content, depth + 1)
            }
            _ if PASSED.contains(&name) => {
                let mut held = content.to_vec();
                held.insert(0, argument);
                self.blocks(&held, depth + 1)
            }
            "math" => self.out.leaf(BlockKind::Formula, all),
            "code" | "code-block" | "sourcecode" | "parsed-literal" | "prompt" | "ipython" => {
                self.out.code(content)
            }
            "image" | "figure" => self.figure(argument, options, content),
            _ => self.out.aside(Role::Hidden, all),
        }
    }

    /// The words that stand for a picture, and its caption.
    fn figure(
        &mut self,
        argument: Line,
        options: &[Line],
        content: &[Line],
    ) -> Result<(), ReadError> {
        self.out.aside(Role::Metadata, argument.span())?;
        for option in options {
            match self.out.text(*option).strip_prefix(":alt:") {
                Some(alt) => {
                    self.out.leaf(BlockKind::Caption, option.end - alt.len()..option.end)?
                }
                None => self.out.aside(Role::Metadata, option.span())?,
            }
        }
        let blocks = content.split(|line| line.is_blank()).filter(|block| !block.is_empty());
        for block in blocks {
            self.out.leaf(BlockKind::Caption, block[0].start..block[block.len() - 1].end)?;
        }
        Ok(())
    }

    /// `:Author: A. Writer`
    fn field(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        let line = lines[0];
        let length = 1 + deeper(&lines[1..], line.indent);
        let Some(found) = FIELD.captures(self.out.text(line)) else { return Ok(1) };
        let (key, mark) = (found[1].to_lowercase(), found[0].len());
        if self.levels.len() <= 1 && depth == 0 {
            meta::set(
                &mut self.out.builder.meta,
                &key,
                &self.out.source[line.start + mark..line.end],
            );
            self.out.aside(Role::Metadata, line.start..lines[length - 1].end)?;
            return Ok(length);
        }
        let named = found.get(1).map_or(0..0, |key| key.range());
        self.out.leaf(BlockKind::Term, line.start + named.start..line.start + named.end)?;
        let mut held = lines[..length].to_vec();
        held[0] = line.after(self.out.source, mark);
        self.out.start(BlockKind::Definition)?;
        self.blocks(&held, depth + 1)?;
        self.out.end()?;
        Ok(length)
    }

    fn list(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        let indent = lines[0].indent;
        let Some((_, is_ordered)) = item(self.out.text(lines[0])) else { return Ok(0) };
        // A line that begins like an item may be one of a paragraph: `A. Smith`.
        let is_broken = lines.get(1).is_some_and(|next| {
            !next.is_blank() && next.indent <= indent && item(self.out.text(*next)).is_none()
        });
        if is_broken && is_ordered {
            return self.paragraph(lines);
        }
        self.out.start(BlockKind::List { is_ordered })?;
        let mut at = 0;
        while let Some(&line) = lines.get(at)
            && line.indent == indent
            && let Some((mark, numbered)) = item(self.out.text(line))
            && numbered == is_ordered
        {
            let length = 1 + deeper(&lines[at + 1..], indent);
            let mut held = lines[at..at + length].to_vec();
            held[0] = line.after(self.out.source, mark);
            self.out.start(BlockKind::Item)?;
            self.blocks(&held, depth + 1)?;
            self.out.end()?;
            at += length;
            at += lines[at..].iter().take_while(|line| line.is_blank()).count();
        }
        self.out.end()?;
        Ok(at)
    }

    fn definition(&mut self, lines: &[Line], depth: usize) -> Result<usize, ReadError> {
        let line = lines[0];
        // `term : classifier`
        let term = self.out.text(line).find(" : ").map_or(line.end, |at| line.start + at);
        self.out.leaf(BlockKind::Term, line.start..term)?;
        let length = deeper(&lines[1..], line.indent);
        self.out.start(BlockKind::Definition)?;
        self.blocks(&lines[1..1 + length], depth + 1)?;
        self.out.end()?;
        Ok(1 + length)
    }

    fn table(&mut self, lines: &[Line]) -> Result<usize, ReadError> {
        let is_grid = self.out.text(lines[0]).starts_with('+');
        let block = lines.iter().take_while(|line| !line.is_blank());
        match is_grid {
            true => {
                let length = block.count();
                self.grid(&lines[..length])?;
                Ok(length)
            }
            false => self.simple(lines),
        }
    }

    /// A table of `+---+` and `|`: each line of a cell counts as one of its own
    /// where its row has several, as cells that span others cannot be told in lines.
    fn grid(&mut self, lines: &[Line]) -> Result<(), ReadError> {
        let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
        let mut heads = 0;
        for line in lines {
            let text = self.out.text(*line);
            match text.starts_with('+') {
                true if text.contains('=') => heads = rows.len(),
                true => {}
                false => rows.push(org::cells(self.out.source, line.span())),
            }
        }
        self.out.table(&rows, heads)
    }

    /// A table between lines of `=`, whose columns stand where those do.
    fn simple(&mut self, lines: &[Line]) -> Result<usize, ReadError> {
        let rule = self.out.text(lines[0]);
        let mut columns: Vec<usize> = Vec::new();
        for (at, _) in rule.match_indices('=') {
            if at == 0 || !rule[..at].ends_with('=') {
                columns.push(at);
            }
        }
        let is_rule = |line: &Line| SIMPLE.is_match(self.out.text(*line));
        let mut rules = 0;
        let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
        let mut heads = 0;
        let mut length = 0;
        for (number, line) in lines.iter().enumerate() {
            length = number + 1;
            if is_rule(line) {
                rules += 1;
                if rules == 2 {
                    heads = rows.len();
                }
                let ends = lines.get(number + 1).is_none_or(|next| next.is_blank());
                if rules > 1 && ends {
                    break;
                }
                continue;
            }
            let text = self.out.text(*line);
            if !line.is_blank() && !text.bytes().all(|byte| matches!(byte, b'-' | b' ')) {
                rows.push(self.columns(*line, &columns, lines[0].indent));
            }
        }
        if heads == rows.len() {
            heads = 0;
        }
        self.out.table(&rows, heads)?;
        Ok(length)
    }

    fn columns(&self, line: Line, columns: &[usize], indent: usize) -> Vec<Range<usize>> {
        let text = self.out.text(line);
        let shift = line.indent.saturating_sub(indent);
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate();
        let mut place = |column: usize| {
            let column = column.saturating_sub(shift);
            places.by_ref().find(|(number, _)| *number >= column).map_or(text.len(), |(_, at)| at)
        };
        let mut starts: Vec<usize> = Vec::with_capacity(columns.len() + 1);
        for (number, column) in columns.iter().enumerate() {
            starts.push(match number == 0 || *column <= shift {
                true => 0,
                false => place(*column),
            });
        }
        starts.push(text.len());
        starts
            .windows(2)
            .map(|pair| line.start + pair[0]..line.start + pair[1].max(pair[0]))
            .collect()
    }
}

/// The length of an item's bullet, and whether it is a number.
fn item(text: &str) -> Option<(usize, bool)> {
    let found = ITEM.captures(text)?;
    Some((found[0].len(), found.get(1).is_some()))
}

/// The sign that a line of signs alone is made of.
fn sign(text: &str) -> Option<char> {
    let first = text.chars().next().filter(char::is_ascii_punctuation)?;
    (text.len() > 1 && text.chars().all(|c| c == first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{facts, is_sound, read, titles};
    use crate::document::{Document, Format};
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Rst)
    }

    #[test]
    fn headings_directives_lists_and_tables_are_read() {
        let document = parse(
            "=========\nThe Hanse\n=========\n\n:Author: A. Writer\n:Date: 2021-05-03\n\n.. a comment\n\nLübeck\n------\n\nLübeck was **rebuilt** in *1159* by `Henry the Lion <https://example.org>`_. [1]_\nSee |it|, ``code`` and :ref:`goods <g>`.\n\n.. |it| replace:: the map\n\n.. note:: Salt came from Lüneburg.\n\n   Herring came from Scania.\n\n.. figure:: map.png\n   :alt: A map\n\n   The towns in 1370.\n\n* salt\n\n  * from Lüneburg\n* herring\n\nKogge\n    A ship with one mast.\n\nCode::\n\n    int year = 1370;\n\n====  ====\nCity  Year\n====  ====\nRiga  1201\n====  ====\n\n+------+------+\n| City | Year |\n+======+======+\n| Kiel | 1242 |\n+------+------+\n\n.. [1] Some say 1158.\n",
        );
        assert_eq!(facts(&document), (Some("The Hanse"), Some("A. Writer"), Some(2021)));
        assert_eq!(titles(&document), ["The Hanse", "Lübeck"]);
        insta::assert_snapshot!(document.outline(), @r"
        # The Hanse

        [left out as metadata: 5 words]

        [left out as hidden: 3 words]

        ## Lübeck

        Lübeck was rebuilt in 1159 by Henry the Lion. See the map, code and goods.

        [left out as metadata: 2 words]

        > Salt came from Lüneburg.

        > Herring came from Scania.

        [left out as metadata: 1 words]

        [A map]

        [The towns in 1370.]

        - salt
          - from Lüneburg
        - herring
        Kogge

        : A ship with one mast.

        Code:

            int year = 1370;

        | City | Year |
        | --- | --- |
        | Riga | 1201 |

        | City | Year |
        | --- | --- |
        | Kiel | 1242 |

        [left out as notes: 3 words]
        ");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"([-*+|:#=~ \n\[\]a1_`$\\<>.äẞ]|\.\. note::|==  ==){0,200}") {
            prop_assert!(is_sound(text, Format::Rst));
        }
    }
}
