//! Where sentences end. The crate `sentencex` proposes; its known errors in
//! scholarly prose are mended here.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A piece that ends so goes on in the next one.
static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[\s(“‘\x22])(?:\p{Lu}\.(?:\p{Lu}\.)*|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Adm|Sen|Rep|Gov|Rev|St|Jr|Sr|vs|cf|ca|c|viz|i\.e|e\.g|et al|al|No|Nos|Vol|Vols|ed|eds|pp|p|Dept|Maj|Pres|Hon|fl|r|b|d)\.)$",
    )
    .expect("a pattern")
});
/// Initials that do end a sentence when a usual opening follows.
static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[“‘\x22(]?(?:The|A|An|In|On|At|By|For|From|After|Before|During|This|These|That|Those|It|He|She|They|We|But|And|Or|So|Yet|However|Thus|Although|Though|When|While|As|If|Since|Because|His|Her|Their|Its|There|Some|Many|Most|Other|Others|Another|Firstly|Secondly|Thirdly|Finally|Like|Unlike|Meanwhile|Nonetheless|Nevertheless|Instead|Moreover|Both|Only|Even|Despite|Without|With|Having|Once)\b").expect("a pattern")
});
/// A piece that holds such a place is two.
static HIDDEN_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Ll}\d)][.!?][”’\x22)]+ (?:[“‘\x22(]?\p{Lu})|[\p{Ll}\d][!?.] (?:[“‘\x22(]?\p{Lu}\p{Ll}* )|\p{Lu}\.\p{Lu}\. (?:[“‘\x22(]?\p{Lu})").expect("a pattern")
});

/// The sentences of a paragraph, without surrounding blanks.
pub(super) fn split(paragraph: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in sentencex::segment("en", paragraph) {
        let span = trimmed(paragraph, at..at + piece.len());
        at += piece.len();
        if span.is_empty() {
            continue;
        }
        match sentences.last_mut() {
            Some(last) if goes_on(&paragraph[last.clone()], &paragraph[span.clone()]) => {
                last.end = span.end
            }
            _ => sentences.push(span),
        }
    }
    sentences.into_iter().flat_map(|span| split_hidden(paragraph, span)).collect()
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let piece = &text[span.clone()];
    let start = span.start + piece.len() - piece.trim_start().len();
    start..start.max(span.start + piece.trim_end().len())
}

fn goes_on(before: &str, after: &str) -> bool {
    let opens_small =
        after.chars().next().is_some_and(|c| c.is_lowercase() || c == ',' || c == ')');
    opens_small || OPEN_END.is_match(before) && !OPENER.is_match(after) || !is_finished(before)
}

fn split_hidden(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = span.start;
    let mut from = start;
    while let Some(found) = HIDDEN_END.find(&text[from..span.end]) {
        let blank = from + found.start() + found.as_str().find(' ').unwrap_or(0);
        if OPEN_END.is_match(&text[start..blank]) && !OPENER.is_match(&text[blank + 1..span.end]) {
            from = blank + 1;
            continue;
        }
        parts.push(trimmed(text, start..blank));
        start = blank + 1;
        from = start;
    }
    parts.push(trimmed(text, start..span.end));
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a text ends as a sentence does, closing quotes and note marks aside.
pub(super) fn is_finished(text: &str) -> bool {
    let marks = |c: char| {
        matches!(
            c,
            '”' | '’' | '"' | '\'' | ')' | ']' | '*' | '_' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹'
        )
    };
    text.trim_end().trim_end_matches(marks).ends_with(['.', '!', '?', ':', '…', '。', '？', '！'])
}
