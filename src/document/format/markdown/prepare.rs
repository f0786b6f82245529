//! Dialects of Markdown as CommonMark: what note takers (Obsidian, Logseq,
//! Notion) and publishers (Pandoc, Quarto, MkDocs) write beside it.

use super::shown::shown;
use crate::document::format::formula;
use crate::document::offset::{OffsetMap, Source};
use regex::Captures;
use std::ops::Range;

/// What stands for a citation; no text has it.
pub(super) const CITATION: char = '\u{E000}';

/// A text to be parsed, and where its pieces come from.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    /// Comments, as ranges of the source.
    pub(super) hidden: Vec<Range<usize>>,
    /// Properties of the note, as ranges of the source.
    pub(super) properties: Vec<Range<usize>>,
}

pattern!(FENCE, r"^ {0,3}(`{3,}|~{3,})");
pattern!(DIV, r"^\s*:{3,}.*$");
pattern!(
    SHORTCODE,
    r"^\s*(?:\{\{[<%].*[%>]\}\}|\[TOC\]|\{%.*%\}|\\(?:newpage|pagebreak|tableofcontents))\s*$"
);
pattern!(ADMONITION, r#"^( {0,3})(?:!!!|\?\?\?\+?|===)\s+(?:[\w -]*?\s*)?(?:"([^"]*)")?\s*$"#);
pattern!(CALLOUT, r"^((?:\s*>)+ ?)\[!([\w|-]+)\][+-]?[ \t]*(.*)$");
pattern!(TAGS, r"^ {0,3}(?:#\p{L}[\p{L}\d/_-]*\s*)+$");
// What stands for the signs of a formula where LaTeX is written.
pattern!(EQUATION, r"^\s*\\(?:begin|end)\{(?:equation|align|gather|multline|eqnarray)\*?\}\s*$");
// A line of bold type that begins a paragraph is a heading of it, but no label before it.
pattern!(LABEL, r"^\*\*[^*\s](?:[^*]*[^*:])?\*\*\s*$");
// Bullets that word processors write below others.
pattern!(ROUND, r"^([ \t]+)o([ \t\u{A0}]+)");
pattern!(BULLET, r"^(\s*)[•▪◦‣▸●○■–]([ \t\u{A0}]+)");
// What lines below it are indented for: items, notes, definitions.
pattern!(HOLDER, r"^\s*(?:(?:[-*+•▪◦‣▸●○■–:]|\w{1,3}[.)])\s|\[\^)");
pattern!(PROPERTY, r"^\s*(?:[-*] )?((?:[A-Za-z][\w-]*)(?: [\w-]+){0,3})::(?:\s|$)");
// Braces at the end of a heading that hold no attributes.
pattern!(BRACE, r"^ {0,3}#{1,6}[ \t][^{}]*\{(?:[^#.\-\s{}\w]|\w+[^\w={}-])[^{}]*\}\s*$");
pattern!(PAGE_PROPERTY, r"^(\p{Lu}[\w ]{0,30}): \S");
pattern!(
    INLINE,
    r#"%%|={2,}|~~|\^\[([^\[\]\n]+)\]|\[([^\[\]\n]+)\]\{[.#:][^{}\n]*\}|\^([\w+-]{1,6})\^|~([\w+-]{1,6})~|[ \t]\^[\w-]+\s*$|\((?:\[[^\[\]\n]*\]\(zotero://[^\s()]*\)[;, ]*)+\)|\[[^\[\]\n]*\]\(zotero://[^\s()]*\)|\[-?@[^\[\]\n]+\]|-?@\w[\w:-]*\d[a-z]?\b(?: \[[^\]\n]*\])?|([\])`])\{[.#:][^{}\n]*\}|\[\[|\]\]|\\$|(\[[^\[\]\n]+\])\((?:\w+://|www\.|/|\.\.?/)[^\s()]+ [^()\n]*\)"#
);

/// Keys of properties that say nothing of the subject.
const KEYS: [&str; 26] = [
    "tags",
    "tag",
    "date",
    "created",
    "updated",
    "modified",
    "alias",
    "aliases",
    "status",
    "type",
    "id",
    "up",
    "down",
    "related",
    "author",
    "course",
    "topic",
    "title",
    "source",
    "url",
    "class",
    "cssclass",
    "parent",
    "collapsed",
    "template",
    "publish",
];

/// Keys of properties that only programs keep.
const PAGE_KEYS: [&str; 9] = [
    "created",
    "created by",
    "created time",
    "last edited",
    "last edited by",
    "last edited time",
    "status",
    "tags",
    "updated",
];

/// Makes CommonMark of a note, from byte `from` on.
pub(super) fn prepare(source: &str, from: usize) -> Prepared {
    let last_sign = source.rfind("%%");
    let mut preparing = Preparing { source, last_sign, ..Preparing::default() };
    let sheet = sheet(source, from);
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        match sheet.contains(&at) {
            true => preparing.prepared.properties.push(at..at + content.len()),
            false => preparing.line(at, content),
        }
        at += line.len();
        preparing.put("\n", at - 1);
    }
    preparing.end_notes();
    preparing.prepared
}

/// The properties that Notion writes under the title of a page: lines of a key and
/// a value, one of which says when or how the page was kept.
fn sheet(source: &str, from: usize) -> Range<usize> {
    let mut at = from;
    let mut lines = source[from..].split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line.trim_end())
    });
    let title = lines.find(|(_, line)| !line.is_empty());
    if !title.is_some_and(|(_, line)| line.starts_with("# ")) {
        return from..from;
    }
    let mut lines = lines.skip_while(|(_, line)| line.is_empty()).peekable();
    let start = lines.peek().map_or(from, |(at, _)| *at);
    let (mut end, mut is_kept) = (start, false);
    for (at, line) in lines {
        let Some(found) = PAGE_PROPERTY.captures(line) else {
            return if is_kept && line.is_empty() { start..end } else { from..from };
        };
        is_kept |= PAGE_KEYS.contains(&found[1].to_lowercase().as_str());
        end = at + line.len();
    }
    if is_kept { start..end } else { from..from }
}

/// Whether a line is indented as code is.
fn is_code(line: &str) -> bool {
    let bare = line.trim_start_matches(' ');
    line.len() - bare.len() >= 4 || bare.starts_with('\t')
}

#[derive(Default)]
struct Preparing<'a> {
    source: &'a str,
    prepared: Prepared,
    fence: Option<String>,
    /// How far the lines of the open admonition are indented.
    admonition: Option<usize>,
    /// Where the open comment begins.
    comment: Option<usize>,
    /// Notes within lines, as ranges of the source.
    notes: Vec<Range<usize>>,
    /// Whether the line before belongs to an open paragraph, and whether indented lines
    /// belong to what stands above them.
    in_paragraph: bool,
    in_holder: bool,
    /// Whether `$$` is open, and whether an environment stands for it.
    in_formula: bool,
    in_equation: bool,
    /// Whether items have round bullets.
    has_bullets: bool,
    /// Where the last sign of a comment stands: none opens behind it.
    last_sign: Option<usize>,
}

impl Preparing<'_> {
    /// Copies text that stands in the source at `at`.
    fn copy(&mut self, span: Range<usize>) {
        let source = self.source;
        self.put(&source[span.clone()], span.start);
    }

    /// Writes text for what stands in the source at `at`.
    fn put(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.prepared.map.add(self.prepared.text.len(), &Source::Verbatim(at));
            self.prepared.text.push_str(text);
        }
    }

    fn line(&mut self, at: usize, line: &str) {
        let goes_on = std::mem::take(&mut self.in_paragraph);
        if let Some(fence) = &self.fence {
            if line.trim_start().starts_with(fence.as_str()) {
                self.fence = None;
            }
            return self.copy(at..at + line.len());
        }
        if let Some(found) = FENCE.captures(line).filter(|_| self.admonition.is_none()) {
            self.fence = Some(found[1].to_owned());
            return self.copy(at..at + line.len());
        }
        if self.comment.is_none() {
            if DIV.is_match(line) || SHORTCODE.is_match(line) {
                if line.contains(char::is_alphanumeric) {
                    self.prepared.hidden.push(at..at + line.len());
                }
                return;
            }
            if BRACE.is_match(line) {
                // Behind a comment they are no attributes.
                self.inline(at, line);
                return self.put("<!---->", at + line.len());
            }
            if let Some(found) = ADMONITION.captures(line) {
                return self.admonition(at, &found);
            }
            if let Some(found) = CALLOUT.captures(line) {
                self.end_admonition(at);
                return self.callout(at, &found);
            }
            if TAGS.is_match(line) {
                return self.prepared.properties.push(at..at + line.len());
            }
            if EQUATION.is_match(line) && (!self.in_formula || self.in_equation) {
                self.in_equation = !self.in_equation;
                return self.put("$$", at);
            }
            if let Some(found) = PROPERTY.captures(line) {
                return self.property(at, line, &found);
            }
        }
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let mut from = 0;
        if let Some(least) = self.admonition {
            if line.trim().is_empty() {
                return self.put(">", at);
            }
            if line.starts_with('\t') || indent >= least {
                from = if line.starts_with('\t') { 1 } else { least };
                self.put("> ", at);
            } else {
                self.end_admonition(at);
            }
        }
        let is_free = !goes_on && !self.in_holder && self.comment.is_none();
        if from == 0 && is_free && is_code(line) {
            return self.copy(at..at + line.len());
        }
        if !line.trim().is_empty() {
            self.in_holder = HOLDER.is_match(line) || self.in_holder && (indent > 0 || goes_on);
        }
        let bullet = BULLET.captures(&line[from..]);
        self.has_bullets |= bullet.is_some();
        let round = ROUND.captures(&line[from..]).filter(|_| self.has_bullets);
        if let Some(found) = bullet.or(round) {
            let lead = found[1].len();
            self.copy(at + from..at + from + lead);
            self.put("- ", at + from + lead);
            from += found[0].len();
        }
        self.inline(at + from, &line[from..]);
        // A term is marked, too, and a heading may be underlined.
        let next = &self.source[at + line.len()..];
        let next = next.strip_prefix('\r').unwrap_or(next).strip_prefix('\n').unwrap_or(next);
        let is_label = from == 0 && !goes_on && LABEL.is_match(line);
        if is_label && !next.starts_with([':', '=', '-']) {
            return self.put("\n", at + line.len());
        }
        self.in_paragraph = !line.trim().is_empty() && !line.starts_with('#');
    }

    fn end_admonition(&mut self, at: usize) {
        if self.admonition.take().is_some() {
            self.put("\n", at);
        }
    }

    /// `!!! note "Title"` and its indented lines: a box.
    fn admonition(&mut self, at: usize, found: &Captures<'_>) {
        self.admonition = Some(found[1].len() + 4);
        self.put("\n> [!NOTE]\n", at);
        if let Some(title) = found.get(2).filter(|title| !title.is_empty()) {
            self.put("> **", at);
            self.piece(at + title.start()..at + title.end());
            self.put("**\n>", at + title.end());
        } else {
            self.put(">", at);
        }
    }

    /// `> [!info] Title`: a box of any kind.
    fn callout(&mut self, at: usize, found: &Captures<'_>) {
        let prefix = &found[1];
        self.put(&format!("{prefix}[!NOTE]\n{prefix}"), at);
        if let Some(title) = found.get(3).filter(|title| !title.is_empty()) {
            self.inline(at + title.start(), title.as_str());
            self.put(&format!("\n{prefix}"), at + title.end());
        }
    }

    /// `key:: value`: of the note, or a term and what it means.
    fn property(&mut self, at: usize, line: &str, found: &Captures<'_>) {
        let Some(key) = found.get(1) else { return };
        if KEYS.contains(&key.as_str().to_lowercase().as_str()) {
            self.prepared.properties.push(at..at + line.len());
            return;
        }
        self.copy(at..at + key.end());
        self.put(":", at + key.end());
        self.inline(at + key.end() + 2, &line[key.end() + 2..]);
    }

    /// `^[a note]`, `[text]{.class}`, `x^2^`, `H~2~O`.
    fn pandoc(&mut self, number: usize, at: usize, found: &Captures<'_>) {
        let inner = found.get(number).map_or(0..0, |inner| inner.range());
        let (inner, text) = (at + inner.start..at + inner.end, &found[number]);
        match number {
            1 => {
                self.notes.push(inner.clone());
                self.put(&format!("[^inline-{}]", self.notes.len()), inner.start);
            }
            3 if text.chars().all(|c| c.is_ascii_digit()) => {
                let raised = formula::raised(text).unwrap_or_default();
                self.prepared.map.add(self.prepared.text.len(), &Source::Whole(inner));
                self.prepared.text.push_str(&raised);
            }
            _ => self.piece(inner),
        }
    }

    /// Notes that stood within lines, as those of their own.
    fn end_notes(&mut self) {
        for (number, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.put(&format!("\n\n[^inline-{}]: ", number + 1), note.start);
            self.piece(note);
        }
    }

    /// A whole line, or the rest of one.
    fn inline(&mut self, at: usize, line: &str) {
        let (shown, is_open) = shown(line, self.in_formula || self.in_equation);
        // No formula goes on behind an empty line.
        self.in_formula = is_open && !self.in_equation && !line.trim().is_empty();
        self.marks(at, line, &shown);
    }

    /// Text within a line.
    fn piece(&mut self, span: Range<usize>) {
        let text = &self.source[span.clone()];
        self.marks(span.start, text, &shown(text, false).0);
    }

    /// Rewrites the marks of a text; what it shows stays as it is.
    fn marks(&mut self, at: usize, line: &str, shown: &[Range<usize>]) {
        let holder = |place: usize| {
            let next = shown.partition_point(|shown| shown.end <= place);
            shown.get(next).filter(|shown| shown.start <= place)
        };
        let (mut from, mut next) = (0, 0);
        let mut is_marked = false;
        while let Some(found) = INLINE.captures_at(line, next) {
            let Some(mark) = found.get(0) else { break };
            next = mark.end();
            if let Some(shown) = holder(mark.start()).filter(|_| self.comment.is_none()) {
                next = shown.end;
                continue;
            }
            if let Some(start) = self.comment {
                if mark.as_str() == "%%" {
                    self.comment = None;
                    self.prepared.hidden.push(start..at + mark.start());
                    from = mark.end();
                }
                continue;
            }
            match mark.as_str() {
                "[[" | "]]" | "~~" => continue,
                line if line.starts_with("===") => continue,
                "==" if !is_marked => {
                    let mut others = line[next..].match_indices("==");
                    if !others.any(|(other, _)| holder(next + other).is_none()) {
                        continue;
                    }
                }
                _ => {}
            }
            if let Some(number) = (1..=4).find(|number| found.get(*number).is_some()) {
                self.copy(at + from..at + mark.start());
                self.pandoc(number, at, &found);
                from = mark.end();
                continue;
            }
            let kept = found.get(5).map_or(mark.start(), |kept| kept.end());
            if let Some(name) = found.get(6) {
                // A link whose address has blanks is none to CommonMark; a title is no address.
                self.copy(at + from..at + name.start());
                let behind = mark.as_str().split_once(' ').map_or("", |(_, behind)| behind);
                match behind.starts_with(['"', '\'', '(']) {
                    true => self.copy(at + mark.start()..at + mark.end()),
                    false => self.copy(at + name.start() + 1..at + name.end() - 1),
                }
                from = mark.end();
                continue;
            }
            self.copy(at + from..at + kept);
            from = mark.end();
            match mark.as_str() {
                "%%" if self.last_sign.is_some_and(|last| last >= at + mark.end()) => {
                    self.comment = Some(at + mark.end());
                }
                "%%" => self.copy(at + mark.start()..at + mark.end()),
                "==" => {
                    self.put(if is_marked { "</mark>" } else { "<mark>" }, at + mark.start());
                    is_marked = !is_marked;
                }
                cited if cited.starts_with(['(', '[', '@', '-']) => {
                    self.put(&CITATION.to_string(), at + mark.start());
                }
                // A stroke at the end of a line is its end, whatever the line behind it.
                "\\" => self.put("\\", at + mark.start()),
                _ => {}
            }
        }
        match self.comment {
            Some(_) => {}
            None => self.copy(at + from..at + line.len()),
        }
    }
}
