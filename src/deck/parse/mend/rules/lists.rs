//! Slips of lists: their brackets, and what stands between their items.

use super::super::{MOST_LINES, Reader, end_of_string, is_header};
use super::strings::is_quotation_mark;
use super::{Edit, Lines, edit, parts, quoted};
use regex::Regex;

/// `key =`, with a list of YAML below it.
pub(super) fn yaml_list(lines: &Lines<'_>) -> Option<Edit> {
    let found = pattern!(r"^(\s*[\w\-]+)\s*[=:]\s*\[?\s*$").captures(lines.line)?;
    let item = pattern!(r"^\s*[-*•]\s+(.*?),?\s*$");
    let items: Vec<String> = lines
        .below
        .iter()
        .take(MOST_LINES)
        .map_while(|line| item.captures(line))
        .map(|found| {
            let text = found[1].trim();
            let is_string = text.len() > 1 && end_of_string(text) == Some(text.len());
            if is_string && text.starts_with(['"', '\'']) { text.to_owned() } else { quoted(text) }
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let line = format!("{} = [{}]", &found[1], items.join(", "));
    let message = "expected a list in brackets, found one of dashes";
    let end = lines.line.len();
    Some(Edit { taken: items.len(), ..edit(found.get(1)?.start()..end, message, line)? })
}

/// `("a", "b")`, `{"a", "b"}`, `<…>`
pub(super) fn other_brackets(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let value = value.trim_end_matches([',', ';']);
    let inner = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.or_else(|| {
        let inner = value.strip_prefix('{')?.strip_suffix('}')?;
        (!inner.contains('=') && !inner.contains(':')).then_some(inner)
    });
    // `"a", "b"` without any.
    let several = value.starts_with('"')
        && end_of_string(value).is_some_and(|end| {
            value[end..].trim_start().starts_with(", \"")
                || value[end..].trim_start().starts_with(",\"")
        });
    let inner = inner.or(several.then_some(value))?;
    let message = "expected [ and ] around a list, found none";
    edit(at..at + value.len(), message, format!("{head}[{inner}]"))
}

/// Items of a list without a comma between them, or with a semicolon.
pub(super) fn separators(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, from) = parts(lines.line)?;
    if !value.starts_with('[') || value.contains("\"\"\"") || value.contains("'''") {
        return None;
    }
    let (mut at, mut new, mut first) = (0, String::new(), None);
    while let Some(open) = value[at..].find(['"', '\'']).map(|open| at + open) {
        new.push_str(&value[at..open]);
        let end = end_of_string(&value[open..]).map(|end| open + end)?;
        new.push_str(&value[open..end]);
        at = end;
        let rest = &value[end..];
        let next = rest.trim_start();
        let gap = rest.len() - next.len();
        if next.starts_with(['"', '\'']) {
            first.get_or_insert(end);
            new.push_str(", ");
            at = end + gap;
        } else if next.starts_with([';', '/', '|']) {
            first.get_or_insert(end);
            new.push(',');
            at = end + gap + 1;
        }
    }
    new.push_str(&value[at..]);
    let found = from + first?;
    edit(
        found..found + 1,
        "expected a comma between the items of a list, found none",
        format!("{head}{new}"),
    )
}

/// `{ "a": "b" }`
pub(super) fn inline_table(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, from) = parts(lines.line)?;
    if !value.starts_with('{') {
        return None;
    }
    let key = pattern!(r#"([{,]\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w\-]+))\s*(:)\s*"#);
    let at = from + key.captures(value)?.get(2)?.start();
    let right = key.replace_all(value, "$1 = ");
    edit(at..at + 1, "expected = behind each key of a table, found :", format!("{head}{right}"))
}

const NO_MARKS: &str = "expected quotation marks around each item of a list, found none";

/// `[Bonn, Köln]`
pub(super) fn words(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, from) = parts(lines.line)?;
    let inner = value.trim_end_matches([',', ';']).strip_prefix('[')?.strip_suffix(']')?;
    if inner.contains(is_quotation_mark) || inner.contains(['[', ']', '{', '}', '#', '=', '\\']) {
        return None;
    }
    let items: Vec<String> =
        inner.split(',').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
    let line = format!("{head}[{}]", items.join(", "));
    (!items.is_empty()).then(|| edit(from..from + value.len(), NO_MARKS, line))?
}

/// A line of a list that is a text without quotation marks: where it begins, what is wrong
/// with it, and how it should be.
pub(in crate::deck::parse::mend) fn worded(row: &str) -> Option<(usize, &'static str, String)> {
    let found = pattern!(r#"^(\s*)([^\s"'\[\]{}#=,][^"\[\]{}#=,]*?)\s*(,?)$"#).captures(row)?;
    let text = found.get(2)?;
    // A number or a truth is none.
    let is_text = text.as_str().contains(char::is_alphabetic);
    let row = format!("{}{}{}", &found[1], quoted(text.as_str()), &found[3]);
    is_text.then_some((text.start(), NO_MARKS, row))
}

/// A list that is not closed.
pub(super) fn open_list(lines: &Lines<'_>) -> Option<Edit> {
    let (_, value, at) = parts(lines.line)?;
    let mut reader = Reader::default();
    reader.read(value);
    if !value.starts_with('[') || reader.depth < 1 || reader.depth > 2 {
        return None;
    }
    // What goes on below is no list of one line.
    let next = lines.below.first().map(|line| line.trim_start()).unwrap_or_default();
    if next.starts_with(['"', '\'', '[']) && !is_header(next) {
        return None;
    }
    let close = "]".repeat(usize::try_from(reader.depth).unwrap_or(1));
    let said = lines.line.trim_end();
    let line = format!("{}{close}", said.trim_end_matches(','));
    edit(at..said.len(), "expected ] at the end of the list, found none", line)
}
