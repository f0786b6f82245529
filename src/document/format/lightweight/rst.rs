//! reStructuredText, the mark-up of Docutils and Sphinx.

mod table;

use super::grammar::{Does, Grammar};
use super::{Line, MAX_DEPTH, Writer, deeper, lines};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::meta;
use crate::document::tree::{BlockKind, MarkKind, Role};
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

pattern!(DIRECTIVE, r"^\.\. (?:\|([^|]+)\| )?([\w:+.-]+?)\s?::(?:\s+|$)");
pattern!(NOTE, r"^\.\. \[[^\[\]]+\](?:\s+|$)");
pattern!(EXPLICIT, r"^(?:\.\.(?:\s|$)|__ )");
pattern!(FIELD, r"^:([^:\s][^:]*):(?:\s+|$)");
pattern!(ITEM, r"^(?:[-*+•‣⁃]|\(?(\d{1,4}|[A-Za-z]|[ivxlcIVXLC]{2,6}|#)[.)])(?:\s+|$)");

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
        if table::is_table(text) {
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
            _ if is_named => return self.out.aside(Role::Metadata, all),
            // Boxes beside the text.
            "admonition" | "attention" | "caution" | "danger" | "error" | "hint" | "important"
            | "note" | "seealso" | "sidebar" | "tip" | "todo" | "topic" | "warning" => {
                self.out.start(BlockKind::Aside)?;
                self.blocks(&lines[..1], depth + 1)?;
                self.blocks(content, depth + 1)?;
                self.out.end()?;
            }
            "epigraph" | "pull-quote" | "highlights" => {
                self.out.start(BlockKind::Quote)?;
                self.blocks(content, depth + 1)?;
                self.out.end()?;
            }
            "table" | "list-table" | "csv-table" | "rubric" | "centered" => {
                if !argument.is_blank() {
                    self.out.leaf(BlockKind::Caption, argument.span())?;
                }
                match name {
                    "list-table" => self.list_table(content, self.heads(options), depth),
                    "csv-table" => self.csv_table(options, content),
                    _ => self.blocks(content, depth + 1),
                }?;
            }
            // The argument is for the machine.
            "class" | "container" | "cssclass" | "rst-class" | "only" | "tab" => {
                self.blocks(content, depth + 1)?;
            }
            "compound" | "deprecated" | "glossary" | "hlist" | "line-block" | "versionadded"
            | "versionchanged" => {
                self.blocks(&lines[..1], depth + 1)?;
                self.blocks(content, depth + 1)?;
            }
            "math" if options.is_empty() => self.out.lines(BlockKind::Formula, lines)?,
            "math" => {
                for formula in [&lines[..1], content] {
                    self.out.lines(BlockKind::Formula, formula)?;
                }
            }
            "code" | "code-block" | "sourcecode" | "parsed-literal" | "prompt" | "ipython" => {
                self.out.code(content)?;
            }
            "image" | "figure" => return self.figure(argument, options, content),
            _ => {
                if matches!(name, "include" | "literalinclude") {
                    self.out.builder.included(self.out.text(argument));
                }
                return self.out.aside(Role::Hidden, all);
            }
        }
        options.iter().try_for_each(|option| self.out.aside(Role::Metadata, option.span()))
    }

    /// The value of an option: `:name: value`.
    fn option(&self, options: &[Line], name: &str) -> Option<Line> {
        let mut found = options.iter().filter_map(|line| {
            let option = FIELD.captures(self.out.text(*line))?;
            (&option[1] == name).then(|| line.after(self.out.source, option[0].len()))
        });
        found.next()
    }

    /// How many rows name the columns.
    fn heads(&self, options: &[Line]) -> usize {
        let count = self.option(options, "header-rows");
        count.and_then(|line| self.out.text(line).parse().ok()).unwrap_or(0)
    }

    fn csv_table(&mut self, options: &[Line], content: &[Line]) -> Result<(), ReadError> {
        for name in ["file", "url"] {
            if let Some(file) = self.option(options, name) {
                self.out.builder.included(self.out.text(file));
            }
        }
        let sign = self.option(options, "delim").map_or(",", |line| self.out.text(line));
        let sign = match sign {
            "tab" => '\t',
            "space" => ' ',
            sign => sign.chars().next().unwrap_or(','),
        };
        self.csv(self.option(options, "header"), content, self.heads(options), sign)
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
    use crate::document::testing::{body, facts, is_sound, read, titles};
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

        Lübeck was **rebuilt** in *1159* by Henry the Lion. See the map, `code` and goods.

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

    #[test]
    fn directives_are_read_as_what_they_hold() {
        for (text, outline) in [
            (".. math:: a^2\n   :label: one\n", "a²"),
            (".. math::\n   :label: one\n\n   a^2\n", "a²"),
            (".. versionadded:: 2.0\n   Salt is new.\n", "2.0\n\nSalt is new."),
            (".. glossary::\n\n   Kogge\n      A ship.\n", "Kogge\n\n: A ship."),
            (".. container:: left\n\n   Salt is white.\n", "Salt is white."),
            (".. epigraph::\n\n   Ships must sail.\n", "> Ships must sail."),
            (
                ".. csv-table:: Towns\n   :header: City, Year\n\n   \"Riga, old\", 1201\n\n   \"a \"\"b\"\"\",\n",
                "[Towns]\n\n| City | Year |\n| --- | --- |\n| Riga, old | 1201 |\n| a \"b\" |  |",
            ),
            (
                ".. csv-table::\n   :header-rows: 1\n   :delim: ;\n\n   City;Year\n   Riga;1201\n",
                "| City | Year |\n| --- | --- |\n| Riga | 1201 |",
            ),
            (
                ".. list-table::\n   :header-rows: 1\n\n   * - City\n     - Year\n\n   * - Riga\n\n       and more\n     - 1201\n",
                "| City | Year |\n| --- | --- |\n| Riga and more | 1201 |",
            ),
            (".. list-table::\n\n   No list.\n", "No list."),
            (
                ".. csv-table::\n   :header: City\n   :header-rows: 18446744073709551615\n\n   Riga\n",
                "| City |\n| --- |\n| Riga |\n| --- |",
            ),
        ] {
            assert_eq!(body(&parse(text)), outline, "{text}");
        }
    }

    #[test]
    fn other_files_are_named() {
        let document = parse(
            "Towns.\n\n.. include:: other.rst\n\n.. csv-table::\n   :file: towns.csv\n\n.. literalinclude:: a.c\n",
        );
        assert_eq!(document.included, ["other.rst", "towns.csv", "a.c"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r#"([-*+|:#=~ \n\[\]a1_`$\\<>.,"äẞ]|\.\. (note|math|csv-table|list-table)::|\n   (:a: |\* - |  - )|==  ==|\+--\+--\+|\| ä +\|){0,200}"#) {
            prop_assert!(is_sound(text, Format::Rst));
        }
    }
}
