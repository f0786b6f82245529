//! Slips of strings: their quotation marks, their ends, and what stands in them.

use super::super::{MOST_LINES, end_of_string, is_header, is_statement};
use super::{Edit, Lines, edit, parts, quoted, told};
use regex::Regex;

const DOUBLE: &str = "“”„‟«»＂";
const SINGLE: &str = "‘’‚‹›´`";

/// `“…”`
pub(super) fn typographic(lines: &Lines<'_>) -> Option<Edit> {
    let line = lines.line;
    let found = pattern!(r#"^\s*["\w\-.]+\s*([=:＝>]*)\s*"#).captures(line)?;
    let from = found.get(0)?.end();
    let value = &line[from..];
    if found[1].is_empty() && !value.starts_with(is_typographic) {
        return None;
    }
    let (at, new) = requoted(value, value.starts_with(['[', '{']))?;
    let mark: String = value[at..].chars().take(1).collect();
    let message = format!("expected straight quotation marks, found the typographic {mark}");
    edit(from + at..from + at + mark.len(), message, format!("{}{new}", &line[..from]))
}

/// A value, or a line of a list, whose strings stand between straight marks now, and where
/// the first began that did not; none where each did.
pub(in crate::deck::parse::mend) fn requoted(
    value: &str,
    is_inside: bool,
) -> Option<(usize, String)> {
    let (mut new, mut first, mut at) = (String::with_capacity(value.len()), None, 0);
    while let Some(open) = value[at..].find(|c| is_quotation_mark(c) || c == '#') {
        let open = at + open;
        new.push_str(&value[at..open]);
        at = open;
        let mark = value[open..].chars().next()?;
        if mark == '#' {
            break;
        }
        let own = matches!(mark, '"' | '\'').then(|| end_of_string(&value[open..])).flatten();
        if let Some(end) = own.map(|end| open + end).filter(|end| ends(&value[*end..], is_inside)) {
            new.push_str(&value[open..end]);
            at = end;
            continue;
        }
        if is_typographic(mark) {
            first.get_or_insert(open);
        }
        let Some((inner, end)) = between(value, open + mark.len_utf8(), mark, is_inside) else {
            break;
        };
        new.push_str(&straight(inner, mark));
        at = end;
    }
    // A mark that is not closed is straight at least.
    let rest = &value[at..];
    match rest.chars().next().filter(|&c| is_typographic(c)) {
        Some(mark) => new.extend(["\"", &rest[mark.len_utf8()..]]),
        None => new.push_str(rest),
    }
    Some((first?, new))
}

/// The text from `begun` on up to a mark that fits `open` and ends it, and where that ends.
fn between(value: &str, begun: usize, open: char, is_inside: bool) -> Option<(&str, usize)> {
    let is_single = |c: char| c == '\'' || SINGLE.contains(c);
    let marks = value[begun..].char_indices().filter(|(_, c)| is_quotation_mark(*c));
    let mut closing = marks.map(|(at, c)| (begun + at, begun + at + c.len_utf8(), c));
    let (at, end, _) = closing
        .find(|(_, end, c)| is_single(*c) == is_single(open) && ends(&value[*end..], is_inside))?;
    Some((&value[begun..at], end))
}

/// Whether a string can end before `rest`.
fn ends(rest: &str, is_inside: bool) -> bool {
    let mut rest = rest.trim_start().chars();
    match rest.next() {
        None | Some('#') => true,
        Some(']' | '}' | '=' | ':') => is_inside,
        Some(',' | ';') => {
            let next = rest.as_str().trim_start().chars().next();
            next.is_none_or(|c| is_quotation_mark(c) || "[]{}#".contains(c))
        }
        Some(_) => false,
    }
}

/// A text between straight marks that stood between others.
fn straight(inner: &str, mark: char) -> String {
    // Some languages write a blank behind « and before ».
    let inner = if "«»‹›".contains(mark) { inner.trim() } else { inner };
    // A backslash before the last mark is none of the text.
    let slashes = inner.len() - inner.trim_end_matches('\\').len();
    let inner = &inner[..inner.len() - slashes % 2];
    let mut new = String::from('"');
    let mut is_escaped = false;
    for c in inner.chars() {
        if c == '"' && !is_escaped {
            new.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        new.push(c);
    }
    new.push('"');
    new
}

/// A string that goes on below, which only three quotation marks allow.
pub(super) fn lines_in_string(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    if end_of_string(value).is_some() || value.starts_with("\"\"\"") || value.starts_with("'''") {
        return None;
    }
    let below = lines.below.iter().take(MOST_LINES);
    let below: Vec<&&str> =
        below.take_while(|line| !is_header(line) && !is_statement(line)).collect();
    let last = below.iter().position(|line| line.trim_end().ends_with(mark))?;
    let mut text = value[1..].to_owned();
    for line in &below[..=last] {
        text.push_str("\\n");
        text.push_str(line.trim());
    }
    let text = text.strip_suffix(mark)?;
    let text = if mark == '"' { text.to_owned() } else { text.replace('"', "\\\"") };
    let message = "expected the string to end on its line, found a line break";
    let line = format!("{head}\"{text}\"");
    Some(Edit { taken: last + 1, ..edit(at..at + value.len(), message, line)? })
}

/// Three quotation marks that are never closed.
pub(super) fn open_text(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let mark = [r#"""""#, "'''"].into_iter().find(|mark| value.starts_with(mark))?;
    let is_other = |line: &&&str| is_header(line) || is_statement(line);
    let own = lines.below.iter().take_while(|line| !is_other(line));
    let own: Vec<&&str> = own.take(MOST_LINES).collect();
    if value[3..].contains(mark) || own.iter().any(|line| line.contains(mark)) {
        return None;
    }
    let text = value[3..].trim_end_matches(['"', '\'']);
    if own.iter().all(|line| line.trim().is_empty()) && !text.is_empty() {
        let message = format!("expected {mark} at the end of the text, found none");
        return edit(at..at + 3, message, format!("{head}{}", quoted(text)));
    }
    let message = format!("expected {mark} at the end of the text that begins here, found none");
    let help = match mark {
        r#"""""# => "write \"\"\" where the text ends",
        _ => "write ''' where the text ends",
    };
    Some(Edit { taken: own.len(), ..told(at..at + 3, message, lines.line, help)? })
}

/// A string that does not end.
pub(super) fn open_string(lines: &Lines<'_>) -> Option<Edit> {
    let line = lines.line;
    let (_, _, from) = parts(line)?;
    let mut at = from;
    while let Some(found) = line[at..].find(['"', '\'', '#']).map(|found| at + found) {
        if line[found..].starts_with('#') {
            return None;
        }
        match end_of_string(&line[found..]) {
            Some(end) => at = found + end,
            None => {
                let mark = &line[found..=found];
                let said = line.trim_end();
                // Within a list the mark stands before what closes it.
                let is_list = line[from..].starts_with('[');
                let tail = if is_list { said.len() - said.trim_end_matches(']').len() } else { 0 };
                let (text, tail) = said.split_at(said.len() - tail);
                // `"C:\Docs\"`: the backslash takes the mark's meaning away.
                if !is_list && mark == "\"" && text[found + 1..].ends_with("\\\"") {
                    let message = "expected \\\\ for a backslash, found \\";
                    let literal = format!("'{}'", &text[found + 1..text.len() - 1]);
                    let at = text.len() - 2..text.len() - 1;
                    return edit(at, message, format!("{}{literal}", &text[..found]));
                }
                // A mark of another kind was meant for this one.
                let text = match text.trim_end_matches(is_quotation_mark) {
                    shorter if shorter.len() > found => shorter,
                    _ => text,
                };
                // `"a cell".` has its marks, and something behind them.
                if found > from && !is_list {
                    return None;
                }
                let message = format!("expected {mark} at the end of the string, found none");
                return edit(found..said.len(), message, format!("{text}{mark}{tail}"));
            }
        }
    }
    None
}

/// Backslashes that TOML takes for something else.
pub(super) fn backslash(lines: &Lines<'_>) -> Option<Edit> {
    let line = lines.line;
    let (head, value, from) = parts(line)?;
    let strings =
        value.starts_with(['"', '[']).then(|| odd_escapes(value)).filter(|odd| !odd.is_empty())?;
    let at = from + strings[0];
    let letter = line[at + 1..].chars().next().map_or(0, char::len_utf8);
    let message = format!("expected \\\\ for a backslash, found {}", &line[at..at + 1 + letter]);
    let is_one = value.starts_with('"') && end_of_string(value) == Some(value.len());
    if is_one && !value.contains('\'') {
        let text = value[1..value.len() - 1].replace("\\\"", "\"").replace("\\\\", "\\");
        return edit(at..at + 1 + letter, message, format!("{head}'{text}'"));
    }
    let mut new = value.to_owned();
    strings.iter().rev().for_each(|&odd| new.insert(odd, '\\'));
    edit(at..at + 1 + letter, message, format!("{head}{new}"))
}

/// Where backslashes stand that begin no escape of TOML.
fn odd_escapes(value: &str) -> Vec<usize> {
    let bytes = value.as_bytes();
    let (mut odd, mut at, mut mark) = (Vec::new(), 0, None);
    while at < bytes.len() {
        match (mark, bytes[at]) {
            (None, c @ (b'"' | b'\'')) => mark = Some(c),
            (Some(open), c) if c == open => mark = None,
            (Some(b'"'), b'\\') => {
                let hex = |count: usize| {
                    let digits = bytes.get(at + 2..at + 2 + count);
                    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
                };
                let is_right = match bytes.get(at + 1) {
                    Some(b'b' | b't' | b'n' | b'f' | b'r' | b'e' | b'"' | b'\\') => true,
                    Some(b'x') => hex(2),
                    Some(b'u') => hex(4),
                    Some(b'U') => hex(8),
                    _ => false,
                };
                if is_right {
                    at += 1;
                } else {
                    odd.push(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    odd
}

/// `"a "cell"?"`
pub(super) fn inner_quotes(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, from) = parts(lines.line)?;
    let end = value.starts_with('"').then(|| end_of_string(value)).flatten()?;
    let rest = value[end..].trim_start();
    let value = value.trim_end_matches([',', ';']);
    let is_inner = !rest.is_empty() && !rest.starts_with(['#', ',', ';']) && value.ends_with('"');
    if !is_inner || value.len() < 2 {
        return None;
    }
    let text = value[1..value.len() - 1].replace("\\\"", "\"");
    let message = "expected \\\" for a quotation mark within the string, found \"";
    let at = from + end - 1;
    edit(at..at + 1, message, format!("{head}\"{}\"", text.replace('"', "\\\"")))
}

/// `'What's this?'`
pub(super) fn apostrophe(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, from) = parts(lines.line)?;
    let end = value.starts_with('\'').then(|| end_of_string(value)).flatten()?;
    let value = value.trim_end_matches([',', ';']);
    if end >= value.len() || !value.ends_with('\'') || value[end..].trim_start().starts_with('#') {
        return None;
    }
    let text = value[1..value.len() - 1].replace("\\'", "'");
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    let message = "expected double quotation marks around an apostrophe, found single ones";
    let at = from + end - 1;
    edit(at..at + 1, message, format!("{head}\"{text}\""))
}

/// Whether a character stands around what is quoted somewhere.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '″') || is_typographic(c)
}

/// The same, and is none of TOML.
fn is_typographic(c: char) -> bool {
    DOUBLE.contains(c) || SINGLE.contains(c)
}
