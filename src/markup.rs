//! The text of a card as a terminal shows it: bold, italic and code without their marks
//! (CommonMark), TeX in letters, lists and indented lines as they were laid out. Pure.
//!
//! Cards were written before there was any of this, and `2*3*4` is no italic 3: marks
//! within words, and whatever else has no plain meaning, stay as they are.

use crate::document::tex_in_letters as formula;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// How a part of a text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Much.
    Bold,
    /// A little.
    Italic,
    /// As code.
    Code,
}

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What it says.
    pub text: String,
    /// What of it stands out, in bytes.
    pub marks: Vec<(Range<usize>, Mark)>,
    /// Columns by which what does not fit is indented on the rows below.
    pub hanging: usize,
}

/// Columns of a tab.
const TAB: usize = 4;

/// A fence around lines of code.
static FENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ {0,3}(?:```|~~~)").expect("a pattern"));
/// What stands before an item of a list.
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s{0,8}(?:[-*+•]|\d{1,3}[.)])\s+\S").expect("a pattern"));
/// Formulas that TeX marks without a dollar.
static TEX: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\\\((.+?)\\\)|\\\[(.+?)\\\]").expect("a pattern"));
/// A blank to be filled in.
static BLANK: LazyLock<Regex> = LazyLock::new(|| Regex::new("_{3,}").expect("a pattern"));
/// A character that no text has and no mark.
const FILLER: &str = "\u{1a}";
/// What makes a text between dollars a formula, and no prices.
static IS_FORMULA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\\^_={}<>+]|^[A-Za-zΑ-ω]{1,2}$").expect("a pattern"));

/// The lines of a text.
pub fn rows(text: &str) -> Vec<Row> {
    let mut is_fenced = false;
    let has_fence = text.lines().filter(|line| FENCE.is_match(line)).count() > 1;
    let mut rows = Vec::new();
    for line in text.lines() {
        if has_fence && FENCE.is_match(line) {
            is_fenced = !is_fenced;
            continue;
        }
        let is_item = ITEM.is_match(line);
        let is_indented = line.starts_with('\t') || line.starts_with("    ");
        rows.push(match is_fenced || is_indented && !is_item {
            true => verbatim(line),
            false => inline(line, is_item),
        });
    }
    rows
}

/// A text as a person would type it: without marks, and with plain digits for lowered ones,
/// which no keyboard has.
pub fn typeable(text: &str) -> String {
    let lowered = "₀₁₂₃₄₅₆₇₈₉₊₋";
    let plain_ones = "0123456789+-";
    let plain_one = |c| lowered.chars().zip(plain_ones.chars()).find(|(low, _)| *low == c);
    plain(text).chars().map(|c| plain_one(c).map_or(c, |(_, plain)| plain)).collect()
}

/// The same as one text without any marks.
pub fn plain(text: &str) -> String {
    rows(text).into_iter().map(|row| row.text).collect::<Vec<_>>().join("\n")
}

fn verbatim(line: &str) -> Row {
    let mut text = String::new();
    for c in line.chars() {
        match c {
            '\t' => text.push_str(&" ".repeat(TAB - text.chars().count() % TAB)),
            c => text.push(c),
        }
    }
    let start = text.len() - text.trim_start().len();
    Row { marks: vec![(start..text.len(), Mark::Code)], hanging: start, text }
}

/// A line of prose, or an item of a list.
fn inline(line: &str, is_item: bool) -> Row {
    let blank = line.len() - line.trim_start().len();
    let mut row = Row { text: line[..blank].replace('\t', "    "), ..Row::default() };
    let mut rest = &line[blank..];
    if is_item {
        let head = rest.find(char::is_whitespace).unwrap_or_default();
        let (mark, said) = rest.split_at(head);
        // An asterisk is only ever a mark.
        row.text.push_str(if mark == "*" { "-" } else { mark });
        row.text.push(' ');
        rest = said.trim_start();
        row.hanging = row.text.chars().count();
    }
    let mut from = 0;
    for found in TEX.captures_iter(rest) {
        let (whole, tex) = (found.get(0), found.get(1).or(found.get(2)));
        let (Some(whole), Some(tex)) = (whole, tex) else { continue };
        row.marked(&rest[from..whole.start()]);
        row.text.push_str(&formula(tex.as_str()).unwrap_or_else(|| whole.as_str().to_owned()));
        from = whole.end();
    }
    row.marked(&rest[from..]);
    row
}

impl Row {
    /// Adds a text with its marks taken away.
    fn marked(&mut self, source: &str) {
        // Only a sign that may be a mark is worth a parse.
        if !source.contains(['*', '_', '`', '$']) {
            return self.text.push_str(source);
        }
        // A blank to be filled in is none; what stands for it has as many bytes.
        let source =
            &*BLANK.replace_all(source, |blank: &Captures<'_>| FILLER.repeat(blank[0].len()));
        let start = self.text.len();
        self.parsed(source);
        let said = self.text.split_off(start).replace(FILLER, "_");
        self.text.push_str(&said);
    }

    fn parsed(&mut self, source: &str) {
        let options = Options::ENABLE_MATH;
        // How far the source is said, and where what stands out began.
        let (mut at, mut open) = (0, Vec::new());
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Emphasis | Tag::Strong) => {
                    let is_mark = range.start >= at && !is_within_word(source, &range);
                    if is_mark {
                        self.literal(&source[at..range.start]);
                        at = range.start + if event == Event::Start(Tag::Strong) { 2 } else { 1 };
                    }
                    open.push(is_mark.then_some(self.text.len()));
                }
                Event::End(end @ (TagEnd::Emphasis | TagEnd::Strong)) => {
                    let Some(Some(start)) = open.pop() else { continue };
                    let (mark, width) = match end {
                        TagEnd::Strong => (Mark::Bold, 2),
                        _ => (Mark::Italic, 1),
                    };
                    self.literal(&source[at..(range.end - width).max(at)]);
                    self.marks.push((start..self.text.len(), mark));
                    at = range.end;
                }
                Event::Code(code) if range.start >= at => {
                    self.literal(&source[at..range.start]);
                    let start = self.text.len();
                    self.text.push_str(&code);
                    self.marks.push((start..self.text.len(), Mark::Code));
                    at = range.end;
                }
                Event::InlineMath(tex) | Event::DisplayMath(tex)
                    if range.start >= at && !is_within_word(source, &range) =>
                {
                    let said = Some(tex).filter(|tex| IS_FORMULA.is_match(tex.trim()));
                    let Some(said) = said.and_then(|tex| formula(&tex)) else { continue };
                    self.literal(&source[at..range.start]);
                    self.text.push_str(&said);
                    at = range.end;
                }
                _ => {}
            }
        }
        self.literal(&source[at..]);
    }

    /// Adds a text as it stands; a backslash that takes a mark's meaning away is gone.
    fn literal(&mut self, source: &str) {
        let mut rest = source.chars().peekable();
        while let Some(c) = rest.next() {
            let escapes = c == '\\' && rest.peek().is_some_and(|next| "*_`$".contains(*next));
            if !escapes {
                self.text.push(c);
            }
        }
    }
}

/// Whether a letter or a digit touches a range, be it behind a dot (`__init__.py`).
fn is_within_word(source: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&source[..range.start], &source[range.end..]);
    let before = before.strip_suffix('.').unwrap_or(before).chars().next_back();
    let after = after.strip_prefix('.').unwrap_or(after).chars().next();
    [before, after].into_iter().flatten().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands out is in brackets: `<b …>`, `<i …>`, `<c …>`.
    fn shown(text: &str) -> String {
        let told = rows(text).into_iter().map(|row| {
            let mut said = String::new();
            for (at, c) in row.text.char_indices().chain([(row.text.len(), '\n')]) {
                for (range, _) in row.marks.iter().rev().filter(|(range, _)| range.end == at) {
                    said.push_str(if range.is_empty() { "" } else { ">" });
                }
                for (range, mark) in row.marks.iter().rev().filter(|(range, _)| range.start == at) {
                    let mark = match mark {
                        Mark::Bold => "<b ",
                        Mark::Italic => "<i ",
                        Mark::Code => "<c ",
                    };
                    said.push_str(if range.is_empty() { "" } else { mark });
                }
                said.push(c);
            }
            said.trim_end().to_owned()
        });
        told.collect::<Vec<_>>().join("¶")
    }

    #[test]
    fn marks_become_what_they_mean() {
        for (text, seen) in [
            ("**Caesar** crossed the *Rubicon*.", "<b Caesar> crossed the <i Rubicon>."),
            ("It is __not__ _this_.", "It is <b not> <i this>."),
            ("(**a**), *b*: ***c***", "(<b a>), <i b>: <i <b c>>"),
            ("`let x = *p;` binds", "<c let x = *p;> binds"),
            ("- first\n* second\n12. third", "- first¶- second¶12. third"),
            ("code:\n\tif x:\n\t\treturn", "code:¶    <c if x:>¶        <c return>"),
            ("```rust\nlet a = 1;\n```\nand", "<c let a = 1;>¶and"),
            ("The area is $\\pi r^2$.", "The area is π r²."),
            (r"\(x^2 + y_1\) and \[\alpha\]", "x² + y₁ and α"),
            ("$$E = mc^2$$", "E = mc²"),
            ("**_____** (who?) and __a ___ b__", "<b _____> (who?) and <b a ___ b>"),
            (r"5 \* 3 and \$x\$", "5 * 3 and $x$"),
        ] {
            assert_eq!(shown(text), seen, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for text in [
            "2*3*4 and 2 * 3 * 4",
            "snake_case_name and __init__.py",
            "p* = q* and *p",
            "It costs $5 and $10, or US$5.",
            "between $5-$10",
            "# 3 is a number",
            "1950. The war began.",
            "+5 or -5",
            "a < b > c & d",
            "[…] and Crassus",
            "x_1 and x_2",
            "C:\\dir\\file",
            "**open",
            "_____,_____ (_____) and _____",
            "_____",
            "``` alone",
            "> quoted",
            "",
        ] {
            assert_eq!(shown(text), text, "{text}");
        }
    }

    #[test]
    fn a_formula_can_be_typed() {
        assert_eq!(plain("$C_8H_{10}N_4O_2$"), "C₈H₁₀N₄O₂");
        assert_eq!(typeable("$C_8H_{10}N_4O_2$"), "C8H10N4O2");
        assert_eq!(typeable("$E = mc^2$"), "E = mc²");
    }

    #[test]
    fn a_plain_text_has_no_marks() {
        assert_eq!(plain("**a** `b`\n- *c*"), "a b\n- c");
    }
}
