//! Markdown as people write it: CommonMark and GFM by `pulldown-cmark`, the
//! dialects of note takers and publishers by [`prepare`].

mod lines;
mod prepare;
mod shown;

use super::{cite, formula, html, is_prose_block, text};
use crate::document::builder::Builder;
use crate::document::error::ReadError;
use crate::document::offset::Source;
use crate::document::tree::{BlockKind, MarkKind, Role};
use lines::Lines;
use prepare::{CITATION, Prepared};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pattern!(
    /// Lines that only Markdown has: headings, fences, rows of dashes under a table's
    /// head, definitions of notes and links.
    SURE,
    r"(?m)^(?: {0,3}#{1,6} +\S| {0,3}(?:```|~~~)|[ |]*:?-{3,}:? *\|[-:| ]*\r?$|\[\^[^\]\s]+\]:|\[[^\]\n]+\]: *\S+$|!!! \w|> *\[!\w+\]|:::)"
);
pattern!(
    /// Lines that Markdown has, and now and then a text.
    LIKELY,
    r"(?m)^.*(?:^ *(?:[-*+•▪◦‣:]|\d{1,2}[.)]) +\S|\*\*[^*\n]+\*\*|\]\(\S+\)|\[\[[^\]\n]+\]\]|`[^`\n]+`|\^\[[^\]\n]+\]|<!--|</[a-z]+>|\\[*_\[#]).*$"
);

/// Whether a text is Markdown, by what stands in it; what its file is called says
/// how much that must be.
pub(in crate::document) fn is_markdown(text: &str, is_called_so: bool) -> bool {
    let least = if is_called_so { 1 } else { 2 };
    SURE.is_match(text) || LIKELY.find_iter(text).nth(least - 1).is_some()
}

/// Reads `source` from byte `from` on.
pub(in crate::document) fn read(
    builder: &mut Builder,
    source: &str,
    from: usize,
) -> Result<(), ReadError> {
    let first = builder.len();
    read_prepared(builder, source, &prepare::prepare(source, from))?;
    plain_headings(builder, first);
    Ok(())
}

/// Reads a part of a document, such as a cell of a notebook.
pub(super) fn read_part(builder: &mut Builder, source: &str) -> Result<(), ReadError> {
    read_prepared(builder, source, &prepare::prepare(source, 0))
}

fn read_prepared(
    builder: &mut Builder,
    source: &str,
    prepared: &Prepared,
) -> Result<(), ReadError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_WIKILINKS;
    let mut reader = Reader {
        builder,
        source,
        prepared,
        lines: Lines::of(&prepared.text),
        captions: Vec::new(),
        image: None,
        inner: 0,
        html: html::Fragments::default(),
        code: None,
    };
    for (event, span) in Parser::new_ext(&prepared.text, options).into_offset_iter() {
        reader.event(event, span)?;
    }
    reader.builder.end_leaf()?;
    let passed = [(Role::Hidden, &prepared.hidden), (Role::Metadata, &prepared.properties)];
    for (role, spans) in passed {
        for span in spans {
            let from = Some(Source::Verbatim(span.start));
            builder.leaf_as(role, BlockKind::Paragraph, &source[span.clone()], from)?;
        }
    }
    Ok(())
}

/// Where nothing is marked as a heading, lines that look like one are.
fn plain_headings(builder: &mut Builder, first: usize) {
    let is_heading = |kind| matches!(kind, BlockKind::Heading { .. });
    if builder.blocks_from(first).iter().any(|block| is_heading(block.kind)) {
        return;
    }
    let mut before: Option<Range<usize>> = None;
    for at in first..builder.len() {
        let block = builder.blocks_from(at)[0].clone();
        if block.kind != BlockKind::Paragraph || block.parent.is_some() {
            before = None;
            continue;
        }
        let last = before.replace(block.span.clone()).map(|span| builder.slice(span));
        let is_note = builder.has_note_at(block.span.start);
        if !is_note && text::is_heading(builder.slice(block.span.clone()), last) {
            builder.blocks_from(at)[0].kind = BlockKind::Heading { level: 1 };
            before = None;
        }
    }
}

struct Reader<'a> {
    builder: &'a mut Builder,
    source: &'a str,
    prepared: &'a Prepared,
    lines: Lines<'a>,
    /// What pictures of the open block say, and where.
    captions: Vec<(String, Range<usize>)>,
    /// The outermost picture that is open, and how many stand in it.
    image: Option<(String, Range<usize>)>,
    inner: usize,
    html: html::Fragments,
    /// The code block that is open, and where it begins.
    code: Option<(String, Range<usize>)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), ReadError> {
        if let Some((alt, _)) = &mut self.image {
            match &event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                    alt.push_str(&formula::text(tex))
                }
                Event::Start(Tag::Image { .. }) => self.inner += 1,
                Event::End(TagEnd::Image) if self.inner > 0 => self.inner -= 1,
                Event::End(TagEnd::Image) => self.captions.extend(self.image.take()),
                // Marks and links within: what a picture says is no more than text.
                _ => {}
            }
            return Ok(());
        }
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((code, _)) => {
                    code.push_str(&text);
                    Ok(())
                }
                None => self.text(&text, span),
            },
            Event::Code(text) => {
                self.builder.start_mark(MarkKind::Code, None);
                self.put(&text, span)?;
                self.builder.end_mark(MarkKind::Code);
                Ok(())
            }
            Event::InlineMath(tex) => self.math(&tex, span),
            Event::DisplayMath(tex) => self.math(&tex, span),
            Event::Html(html) | Event::InlineHtml(html) => {
                let place = self.prepared.map.source_span(span);
                self.html.add(self.builder, &html, place, self.source)
            }
            Event::FootnoteReference(label) => {
                self.builder.note(&label);
                Ok(())
            }
            Event::SoftBreak | Event::HardBreak if self.lines.ends(span.start, span.end) => {
                self.builder.end_leaf()
            }
            Event::SoftBreak | Event::HardBreak => self.put(" ", span),
            Event::Rule => self.builder.end_leaf(),
            Event::TaskListMarker(_) => Ok(()),
        }
    }

    /// Adds what stands in the prepared text at `span`, as it is or as a whole.
    fn put(&mut self, text: &str, span: Range<usize>) -> Result<(), ReadError> {
        let source = self.prepared.map.source_span(span);
        let here = self.source.get(source.clone()).and_then(|here| here.find(text));
        let source = match here {
            Some(at) => Source::Verbatim(source.start + at),
            None => Source::Whole(source),
        };
        self.builder.text(text, Some(source))
    }

    fn text(&mut self, text: &str, span: Range<usize>) -> Result<(), ReadError> {
        let mut at = 0;
        for (piece, _) in text.match_indices(CITATION) {
            self.put(&text[at..piece], span.start + at..span.start + piece)?;
            cite(self.builder, &text[piece + CITATION.len_utf8()..]);
            at = piece + CITATION.len_utf8();
        }
        match at {
            0 => self.put(text, span),
            _ => self.put(&text[at..], span.start + at..span.end),
        }
    }

    fn math(&mut self, tex: &str, span: Range<usize>) -> Result<(), ReadError> {
        // `$5-$10` is money: a formula ends before no digit.
        if self.prepared.text[span.end..].starts_with(|c: char| c.is_ascii_digit()) {
            return self.put(&self.prepared.text[span.clone()], span);
        }
        self.builder.start_mark(MarkKind::Formula, None);
        self.put(&formula::text(tex), span)?;
        self.builder.end_mark(MarkKind::Formula);
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) -> Result<(), ReadError> {
        match tag {
            Tag::Paragraph => self.builder.start(BlockKind::Paragraph),
            Tag::Heading { level, .. } => self.builder.start(heading(*level)),
            Tag::BlockQuote(None) => self.builder.start(BlockKind::Quote),
            Tag::BlockQuote(Some(_)) => self.builder.start(BlockKind::Aside),
            Tag::CodeBlock(kind) => {
                let is_bare = matches!(kind, CodeBlockKind::Indented);
                self.code = Some((String::new(), span));
                if is_bare { self.builder.end_leaf() } else { Ok(()) }
            }
            Tag::List(first) => self.builder.start(BlockKind::List { is_ordered: first.is_some() }),
            Tag::Item => self.builder.start(BlockKind::Item),
            Tag::FootnoteDefinition(_) => {
                self.builder.end_leaf()?;
                self.builder.set_role(Role::Notes);
                self.builder.start(BlockKind::Note)
            }
            Tag::DefinitionListTitle => self.builder.start(BlockKind::Term),
            Tag::DefinitionListDefinition => self.builder.start(BlockKind::Definition),
            Tag::Table(_) => self.builder.start(BlockKind::Table),
            Tag::TableHead => self.builder.start(BlockKind::Row { is_head: true }),
            Tag::TableRow => self.builder.start(BlockKind::Row { is_head: false }),
            Tag::TableCell => self.builder.start(BlockKind::Cell),
            Tag::Image { .. } => {
                self.image = Some((String::new(), span));
                Ok(())
            }
            Tag::Link { dest_url, .. } => {
                self.builder.start_mark(MarkKind::Link, Some(dest_url));
                Ok(())
            }
            Tag::HtmlBlock => {
                self.html.start();
                self.builder.end_leaf()
            }
            Tag::Emphasis => self.mark(MarkKind::Emphasis),
            Tag::Strong => self.mark(MarkKind::Strong),
            _ => Ok(()),
        }
    }

    fn mark(&mut self, kind: MarkKind) -> Result<(), ReadError> {
        self.builder.start_mark(kind, None);
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), ReadError> {
        match tag {
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.html.end(self.builder, self.source),
            TagEnd::FootnoteDefinition => {
                self.builder.end()?;
                self.builder.set_role(Role::Body);
                Ok(())
            }
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.builder.end_leaf()?;
                self.end_captions()
            }
            TagEnd::DefinitionListTitle => self.builder.end_leaf(),
            TagEnd::Item | TagEnd::TableCell => {
                self.builder.end_leaf()?;
                self.end_captions()?;
                self.builder.end()
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => self.builder.end(),
            TagEnd::Link => {
                self.builder.end_mark(MarkKind::Link);
                Ok(())
            }
            TagEnd::Emphasis => {
                self.builder.end_mark(MarkKind::Emphasis);
                Ok(())
            }
            TagEnd::Strong => {
                self.builder.end_mark(MarkKind::Strong);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_captions(&mut self) -> Result<(), ReadError> {
        self.html.finish(self.builder)?;
        for (alt, span) in std::mem::take(&mut self.captions) {
            self.builder.start(BlockKind::Caption)?;
            self.put(&alt, span)?;
            self.builder.end_leaf()?;
        }
        Ok(())
    }

    /// Indented lines are code, or a paragraph that somebody indented.
    fn end_code(&mut self) -> Result<(), ReadError> {
        let Some((code, span)) = self.code.take() else { return Ok(()) };
        let kind = if is_prose_block(&code) { BlockKind::Paragraph } else { BlockKind::Code };
        self.builder.start(kind)?;
        self.put(&code, span)?;
        self.builder.end_leaf()
    }
}

fn heading(level: HeadingLevel) -> BlockKind {
    BlockKind::Heading { level: level as u8 }
}

#[cfg(test)]
mod tests {
    use crate::document::testing::{is_sound, read};
    use crate::document::{Document, Format, MarkKind, Role};
    use proptest::prelude::*;

    fn parse(text: &str) -> Document {
        read(text, Format::Markdown)
    }

    /// The words of a role.
    fn left_out(document: &Document, role: Role) -> usize {
        document.inventory().left_out.get(&role).map_or(0, |left_out| left_out.words)
    }

    #[test]
    fn dialects_leave_no_mark_up() {
        for (text, expected) in [
            (
                "Salt is ==white== and [[Herring|fish]] silver. ^salt1\n",
                "Salt is white and fish silver.",
            ),
            ("![[map.png]]\n\nRiga was founded in 1201.\n", "map.png\nRiga was founded in 1201."),
            ("> [!note]- Riga\n> It lies on the Daugava.\n", "Riga\nIt lies on the Daugava."),
            ("::: {.callout-tip}\nRiga is old.\n:::\n", "Riga is old.\n::: {.callout-tip}"),
            ("!!! tip \"Riga\"\n    It is old.\n", "Riga\nIt is old."),
            ("Riga <!-- check --> is <u>old</u>.\n", "Riga is old.\ncheck"),
            ("Riga %% grew.\n\nIt is old.\n", "Riga %% grew.\nIt is old."),
            ("Riga 10<sup>1**2</sup>** is old.\n", "Riga 10¹² is old."),
            ("Riga^[In Latvia.] is old.\n", "Riga is old.\nIn Latvia."),
            ("- H~2~O is 10^2^, ~~not~~ 10^th^, ~5 km.\n", "H2O is 10², not 10th, ~5 km."),
            ("- Riga\n\nOf Kiel\n=======\n\nIt is.\n", "Riga\nOf Kiel\nIt is."),
            (
                "# Riga\n\n\\begin{align}\nx^2\n\\end{align}\n\n{% hint %}\n\n#town #old/big\n",
                "Riga\nx²\n{% hint %}\n#town #old/big",
            ),
            ("# Riga\n\n$$\n\\begin{align}\nx^2\n\\end{align}\n$$\n", "Riga\n\u{FFFC}"),
            ("**Riga**\nIt is old.\n", "Riga\nIt is old."),
            ("**Riga**\n: It is old.\n", "Riga\nIt is old."),
            ("• Riga\n   o It is\n   o old\n", "Riga\nIt is\nold"),
            ("He wrote:\n   o my Riga\n", "He wrote: o my Riga"),
            // A picture within a picture, within a link, or with a link in it.
            ("![a ![small] map](a.png) of it\n\n[small]: b.png\n", "of it\na small map"),
            ("[![a map](a.png)](https://example.org) of it\n", "of it\na map"),
            ("![a [*small*](b) `map`\nof $x^2$](a.png) is it\n", "is it\na small map of x²"),
            ("Riga \\*is\\* 5\\_6 old.\n", "Riga *is* 5_6 old."),
            ("Riga {.x} is a `town`{.y} [here]{.z}.\n", "Riga {.x} is a town here."),
            // Code and formulas are what they are.
            (
                "It is `a^b^ == c == ~d~ %% [x]{.y}` or ==not==.\n",
                "It is a^b^ == c == ~d~ %% [x]{.y} or not.",
            ),
            ("A `b == c` is no ==mark.\n", "A b == c is no ==mark."),
            ("Of $2^n+2^m$, ``x`y^2^`` and H~2~O.\n", "Of 2ⁿ+2ᵐ, x`y^2^ and H2O."),
            ("Signs: `$$` open.\n\n\\begin{align}\nx^2\n\\end{align}\n", "Signs: $$ open.\nx²"),
            ("Use **it**:\n\n    #import\n    a = 1;\n", "Use it:\n#import\na = 1;"),
            (
                "Use **it**:\n\n    a == b == c^d^\n\n- x\n\n    ==y==\n",
                "Use it:\na == b == c^d^\nx\ny",
            ),
            ("Riga.[^1]\n\n[^1]: Old.\n\n    Of ==salt==.\n", "Riga.\nOld.\nOf salt."),
            ("See [H~2~O ==here==]{.x}.^[It is H~2~O.]\n", "See H2O here.\nIt is H2O."),
            ("!!! tip \"Of H~2~O\"\n    It is wet.\n", "Of H2O\nIt is wet."),
            // A line of bold type within a paragraph, or a label, tears none.
            ("Riga is\n**very old**\nand big.\n", "Riga is very old and big."),
            (
                "**Question:**\nWhere is Riga?\n**Answer:**\nIn Latvia.\n",
                "Question: Where is Riga? Answer: In Latvia.",
            ),
            ("# Towns{'a': 'b'}\n\nRiga.\n", "Towns{'a': 'b'}\nRiga."),
            ("# Towns {#t .x}\n\nRiga.\n", "Towns\nRiga."),
            (
                "Riga  \nis old.\n\n- [ ] Read [on](https://example.org/x \"t\")\n",
                "Riga is old.\nRead on",
            ),
        ] {
            assert_eq!(parse(text).text, expected, "{text}");
        }
    }

    #[test]
    fn notes_of_several_lines_are_notes() {
        let document = parse(
            "Riga is old.[^1] It is big.\n\n[^1]: Some doubt it,\n    and say why.\n\n    At length.\n\nTallinn is old.\n",
        );
        assert_eq!(left_out(&document, Role::Notes), 8);
        assert_eq!(document.sentences.len(), 3);
    }

    #[test]
    fn zotero_links_are_notes() {
        let document = parse(
            "“Salt made Lüneburg rich” ([Muster, 2001, p. 3](zotero://select/library/items/A1)) ([pdf](zotero://open-pdf/library/items/B2?page=3))\n",
        );
        assert_eq!(document.text, "“Salt made Lüneburg rich”");
        let notes = document.marks.iter().filter(|mark| mark.kind == MarkKind::Note);
        assert_eq!(notes.count(), 2);
    }

    #[test]
    fn properties_of_a_notion_page_are_no_text() {
        for (text, words) in [
            (
                "# Towns\n\nCreated: March 5, 2024 10:15 AM\nTags: old, big\nClass: History\n\nRiga is old.\n",
                11,
            ),
            // Nothing says that a program wrote these.
            ("# Towns\n\nRiga: old\nKiel: older\n\nRiga is old.\n", 0),
            ("# Towns\n\nCreated: 2024-03-05\nRiga is old, too.\n\nRiga is old.\n", 0),
        ] {
            let document = parse(text);
            assert_eq!(left_out(&document, Role::Metadata), words, "{text}");
            assert!(document.text.contains("Riga is old."));
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"([-*+|:#=~ \n\[\]()a1_`$\\<>{}.@^%!ä]|\[\^1\]|!!! a|zotero://|:::|# a){0,200}") {
            prop_assert!(is_sound(text, Format::Markdown));
        }
    }
}
