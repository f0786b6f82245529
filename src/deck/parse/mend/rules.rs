//! The slips: what is written, and what should be.

mod lists;
mod strings;

use super::end_of_string;
pub(super) use lists::worded;
use lists::{inline_table, open_list, other_brackets, separators, words, yaml_list};
use regex::{Captures, Regex};
use std::ops::Range;
pub(super) use strings::requoted;
use strings::{
    apostrophe, backslash, inner_quotes, is_quotation_mark, lines_in_string, open_string,
    open_text, typographic,
};
use toml::de::DeTable;

/// How a statement should be.
pub(super) struct Edit {
    /// How many lines below the first it is.
    pub(super) down: usize,
    /// Where the slip is, in bytes of that line.
    pub(super) at: Range<usize>,
    pub(super) message: String,
    /// The line as it should be.
    pub(super) line: String,
    /// How many of the lines below it are in it now.
    pub(super) taken: usize,
    /// What to do where a line cannot say it.
    pub(super) help: Option<&'static str>,
}

impl Edit {
    /// A line as it is.
    pub(super) fn of(line: &str) -> Self {
        let (message, line) = (String::new(), line.to_owned());
        Self { down: 0, at: 0..0, message, line, taken: 0, help: None }
    }
}

/// A line with those below it.
pub(super) struct Lines<'l> {
    pub(super) line: &'l str,
    pub(super) below: &'l [&'l str],
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Settings that are whole numbers.
const NUMBERS: [&str; 4] = ["new_per_day", "reviews_per_day", "maximum_interval", "minutes"];

type Rule = fn(&Lines<'_>) -> Option<Edit>;

/// The first that fits counts; then the line is looked at again.
pub(super) const RULES: &[Rule] = &[
    unseen,
    header,
    open_header,
    rule_of_yaml,
    comment,
    wide_sign,
    number,
    typographic,
    colon,
    doubled_sign,
    yaml_list,
    no_value,
    no_sign,
    truth,
    percent,
    decimal_comma,
    date,
    no_day,
    open_text,
    lines_in_string,
    open_string,
    backslash,
    inner_quotes,
    apostrophe,
    inline_table,
    other_brackets,
    separators,
    words,
    open_list,
    trailing,
    bare,
    prose,
];

pub(super) fn edit(
    at: Range<usize>,
    message: impl Into<String>,
    line: impl Into<String>,
) -> Option<Edit> {
    Some(Edit { at, message: message.into(), ..Edit::of(&line.into()) })
}

fn told(
    at: Range<usize>,
    message: impl Into<String>,
    line: &str,
    help: &'static str,
) -> Option<Edit> {
    Some(Edit { at, message: message.into(), help: Some(help), ..Edit::of(line) })
}

/// `text` as a string of TOML.
fn quoted(text: &str) -> String {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// What stands before a value, and the value with where it begins.
pub(super) fn parts(line: &str) -> Option<(&str, &str, usize)> {
    let found = pattern!(r#"^(\s*[\w\-."]+\s*=\s*)(\S.*?)\s*$"#).captures(line)?;
    let (head, value) = (found.get(1)?, found.get(2)?);
    Some((head.as_str(), value.as_str(), value.start()))
}

/// `head` with a comma or a comment behind a value cut off.
fn bare_value(value: &str) -> &str {
    let value = value.split(" #").next().unwrap_or(value);
    value.trim_end_matches([',', ';']).trim()
}

fn replaced(line: &str, at: Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &line[..at.start], &line[at.end..])
}

/// Characters that nobody sees, outside of strings.
fn unseen(lines: &Lines<'_>) -> Option<Edit> {
    let line = lines.line;
    if let Some(at) = line.find('\r') {
        let message = "expected a line feed behind a carriage return, found none";
        return edit(at..at + 1, message, line.replace('\r', " "));
    }
    let named = |(at, c)| super::super::unseen(c).map(|name| (at, c, name));
    let (at, c, name) = outside(line).find_map(named)?;
    let mut new = line.to_owned();
    let all: Vec<(usize, char)> =
        outside(line).filter(|(_, c)| super::super::unseen(*c).is_some()).collect();
    for (at, c) in all.into_iter().rev() {
        new.replace_range(at..at + c.len_utf8(), if c.is_whitespace() { " " } else { "" });
    }
    let message = format!("expected TOML, found U+{:04X}, {name}", u32::from(c));
    edit(at..at + c.len_utf8(), message, new)
}

/// The characters of a line that stand in no string, up to one that is not closed.
fn outside(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let (at, c) = (next, line[next..].chars().next()?);
            if !is_quotation_mark(c) {
                next += c.len_utf8();
                return Some((at, c));
            }
            next += end_of_string(&line[at..])?;
        }
    })
}

/// `[card]`, `[[Card]]`, `[[cards]]`, `[[card]`, `[ [card] ]`, `[[card 2]]:`, `[exam`.
pub(super) fn header(lines: &Lines<'_>) -> Option<Edit> {
    let found = pattern!(
        r#"^\s*((?:\[\s*){1,3}["']?([A-Za-z]+)["']?(?:\s*\d+)?(?:\s*\]){0,3}:?)\s*(?:(?:#|//).*)?$"#
    )
    .captures(lines.line)?;
    let (whole, name) = (found.get(1)?, found.get(2)?.as_str().to_lowercase());
    let right = match &name[..] {
        "card" | "cards" | "question" | "questions" | "flashcard" | "note" => "[[card]]",
        "exam" => "[exam]",
        "source" => "[source]",
        "deck" => {
            let message = format!("expected the deck's keys at the top, found {}", whole.as_str());
            return told(whole.range(), message, lines.line, "delete the line");
        }
        _ => return None,
    };
    // `[[ "card" ]]` is the same.
    let plain = whole.as_str().replace([' ', '\t', '"', '\''], "");
    let is_right = plain == right && DeTable::parse(lines.line).is_ok();
    let message = format!("expected {right}, found {}", whole.as_str());
    (!is_right).then(|| edit(whole.range(), message, right))?
}

/// `[decks.rome`
fn open_header(lines: &Lines<'_>) -> Option<Edit> {
    let found = pattern!(r"^\s*(\[[A-Za-z_][\w\-.]*)\s*(?:#.*)?$").captures(lines.line)?.get(1)?;
    let message = format!("expected ] behind {}, found none", found.as_str());
    edit(found.range(), message, format!("{}]", found.as_str()))
}

/// `---`
fn rule_of_yaml(lines: &Lines<'_>) -> Option<Edit> {
    let found =
        pattern!(r"^\s*(-{3,}|\.{3}|={3,}|\*{3,}|_{3,}|```\w*|\+{3})\s*$").captures(lines.line)?;
    let message = format!("expected TOML, found {}", &found[1]);
    told(found.get(1)?.range(), message, lines.line, "delete the line; a comment begins with #")
}

/// `// …`
fn comment(lines: &Lines<'_>) -> Option<Edit> {
    let line = lines.line;
    if let Some(found) = pattern!(r"^\s*(//|;|--|/\*|\*/|<!--|%|')\s*(.*)$").captures(line)
        && !found[2].contains(" = \"")
    {
        let mark = found.get(1)?;
        let message = format!("expected # before a comment, found {}", mark.as_str());
        return edit(mark.range(), message, replaced(line, mark.range(), "#"));
    }
    let (_, value, at) = parts(line)?;
    let end = end_of_value(value)?;
    let rest = value[end..].trim_start();
    let begun = at + value.len() - rest.len();
    rest.starts_with("//").then(|| {
        let message = "expected # before a comment, found //";
        edit(begun..begun + 2, message, replaced(line, begun..begun + 2, "#"))
    })?
}

/// Where a value ends that is a string or a list, as far as it is right.
fn end_of_value(value: &str) -> Option<usize> {
    if value.starts_with(['"', '\'']) {
        return end_of_string(value);
    }
    if !value.starts_with('[') {
        return pattern!(r"^[\w.+\-:]+").find(value).map(|found| found.end());
    }
    let (mut at, mut depth) = (0, 0);
    while let Some(c) = value[at..].chars().next() {
        at += match c {
            '"' | '\'' => end_of_string(&value[at..])?,
            c => c.len_utf8(),
        };
        depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn wide_sign(lines: &Lines<'_>) -> Option<Edit> {
    let at = lines.line.find('\u{FF1D}')?;
    let at = at..at + '\u{FF1D}'.len_utf8();
    edit(at.clone(), "expected =, found the wide '＝'", replaced(lines.line, at, "="))
}

/// `20 cards`, `“20”` and `90%`, for a setting that is a number.
fn number(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let key = head.split('=').next()?.trim();
    let is_part = ["retention", "goal"].contains(&key);
    if !is_part && !NUMBERS.contains(&key) {
        return None;
    }
    let bare = bare_value(value);
    let found = pattern!(r"^[^\w+\-]*(\d+)(?:[.,](\d+))?(\s*%)?\D*$").captures(bare)?;
    let whole = &found[1];
    let right = match (found.get(2), found.get(3)) {
        (None, Some(_)) if is_part => format!("0.{whole:0>2}"),
        (None, _) => whole.to_owned(),
        (Some(part), _) => format!("{whole}.{}", part.as_str()),
    };
    let message = format!("expected a number alone, found {bare}");
    (right != bare).then(|| edit(at..at + bare.len(), message, format!("{head}{right}")))?
}

/// `key: value`
fn colon(lines: &Lines<'_>) -> Option<Edit> {
    let found = pattern!(r#"^(\s*)"?([A-Za-z_][\w\-]*)"?\s*(:)\s*(\S.*)$"#).captures(lines.line)?;
    let sign = found.get(3)?;
    let new = format!("{}{} = {}", &found[1], &found[2], &found[4]);
    (!found[4].starts_with('/'))
        .then(|| edit(sign.range(), format!("expected = behind {}, found :", &found[2]), new))?
}

/// `==`, `:=`, `=>`
fn doubled_sign(lines: &Lines<'_>) -> Option<Edit> {
    let found =
        pattern!(r#"^(\s*"?[\w\-]+"?\s*)(==+|:=|=>|->|→|\+=|=\s+=)(\s*)"#).captures(lines.line)?;
    let sign = found.get(2)?;
    let message = format!("expected =, found {}", sign.as_str());
    edit(sign.range(), message, replaced(lines.line, sign.range(), "="))
}

fn no_value(lines: &Lines<'_>) -> Option<Edit> {
    let found = pattern!(r"^\s*([\w\-]+)\s*[=:]\s*(?:#.*)?$").captures(lines.line)?;
    let message = format!("expected something behind {} =, found nothing", &found[1]);
    told(
        found.get(1)?.range(),
        message,
        lines.line,
        "write it between quotation marks, or delete the line",
    )
}

/// `key "value"`
fn no_sign(lines: &Lines<'_>) -> Option<Edit> {
    let found = pattern!(r#"^(\s*[A-Za-z_][\w\-]*)(\s+)(["'\[].*)$"#).captures(lines.line)?;
    let (key, gap) = (found[1].trim(), found.get(2)?);
    let message = format!("expected = behind {key}, found none");
    edit(gap.range(), message, format!("{} = {}", &found[1], &found[3]))
}

/// `True`, `yes`
fn truth(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let bare = bare_value(value);
    let right = match &bare.to_lowercase()[..] {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => return None,
    };
    let is_logical = pattern!(r"^\s*(?:answer|reverse|exact|shuffle)\b").is_match(head);
    if bare == right || !is_logical && !bare.eq_ignore_ascii_case(right) {
        return None;
    }
    let message = format!("expected true or false in small letters, found {bare}");
    edit(at..at + bare.len(), message, format!("{head}{right}"))
}

/// `5%`
fn percent(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let bare = bare_value(value);
    let found = pattern!(r"^(?:±\s*|\+/-\s*)?(\d+)(?:[.,](\d+))?\s*%$").captures(bare)?;
    let part = found.get(2).map(|part| format!(".{}", part.as_str())).unwrap_or_default();
    let message = format!("expected \"{bare}\" in quotation marks, found {bare}");
    edit(at..at + bare.len(), message, format!("{head}\"{}{part}%\"", &found[1]))
}

/// `0,5`
fn decimal_comma(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let bare = bare_value(value);
    let found = pattern!(r"^([+-]?\d+),(\d+)$").captures(bare)?;
    let message = format!("expected a point in a number, found {bare}");
    edit(at..at + bare.len(), message, format!("{head}{}.{}", &found[1], &found[2]))
}

/// `15.12.2026`
fn date(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let bare = bare_value(value);
    let number = |found: &Captures<'_>, group: usize| found[group].parse::<u32>().unwrap_or(0);
    let [year, month, day] = match (
        pattern!(r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})$").captures(bare),
        pattern!(r"^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$").captures(bare),
    ) {
        (Some(found), _) => {
            let (first, second) = (number(&found, 1), number(&found, 3));
            // Points are for days first; a slash only where the numbers tell.
            let is_month_first = &found[2] == "/" && second > 12;
            let is_plain = &found[2] == "." || first > 12 || second > 12;
            if !is_plain {
                let message = format!("expected a date such as 2026-12-15, found {bare}");
                let help = "write the year first, then the month, then the day";
                return told(at..at + bare.len(), message, lines.line, help);
            }
            let (day, month) = if is_month_first { (second, first) } else { (first, second) };
            [number(&found, 4), month, day]
        }
        (None, Some(found)) => [number(&found, 1), number(&found, 2), number(&found, 3)],
        (None, None) => spoken(bare)?,
    };
    let right = format!("{year:04}-{month:02}-{day:02}");
    if right.parse::<jiff::civil::Date>().is_err() {
        return None;
    }
    let is_date = pattern!(r"^\s*(?:date|corrected)\b").is_match(head);
    let right = if is_date { right } else { format!("\"{bare}\"") };
    let message = match is_date {
        true => format!("expected a date such as {right}, found {bare}"),
        false => format!("expected text in quotation marks, found {bare}"),
    };
    (right != bare).then(|| edit(at..at + bare.len(), message, format!("{head}{right}")))?
}

/// Year, month and day of `15 December 2026` or `Dec 15, 2026`.
fn spoken(text: &str) -> Option<[u32; 3]> {
    let day_first = pattern!(r"^(\d{1,2})(?:\.|st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$");
    let month_first = pattern!(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$");
    let text = text.trim_matches(is_quotation_mark);
    let (day, month, year) = match (day_first.captures(text), month_first.captures(text)) {
        (Some(found), _) => (found[1].to_owned(), found[2].to_lowercase(), found[3].to_owned()),
        (_, Some(found)) => (found[2].to_owned(), found[1].to_lowercase(), found[3].to_owned()),
        (None, None) => return None,
    };
    let place = MONTHS.iter().position(|name| name.starts_with(&month))?;
    Some([year.parse().ok()?, u32::try_from(place).ok()? + 1, day.parse().ok()?])
}

/// `2026-02-30`
fn no_day(lines: &Lines<'_>) -> Option<Edit> {
    let (_, value, at) = parts(lines.line)?;
    let bare = bare_value(value);
    pattern!(r"^\d{4}-\d\d-\d\d$").is_match(bare).then(|| {
        let message = format!("expected a day of the calendar, found {bare}");
        told(at..at + bare.len(), message, lines.line, "write a day that there is")
    })?
}

/// `"a",`
fn trailing(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    let end = end_of_value(value)?;
    let rest = value[end..].trim_start();
    let mark = rest.chars().next().filter(|c| ",;.)]}>".contains(*c))?;
    let begun = at + value.len() - rest.len();
    let tail = rest[mark.len_utf8()..].trim();
    let comment = if tail.starts_with('#') { format!("  {tail}") } else { String::new() };
    (tail.is_empty() || tail.starts_with('#')).then(|| {
        let message = format!("expected the line to end, found {mark}");
        edit(begun..begun + mark.len_utf8(), message, format!("{head}{}{comment}", &value[..end]))
    })?
}

/// Text without quotation marks.
fn bare(lines: &Lines<'_>) -> Option<Edit> {
    let (head, value, at) = parts(lines.line)?;
    if value.starts_with(['"', '\'', '[', '{', '#']) {
        return None;
    }
    let text = bare_value(value);
    let message = "expected quotation marks around text, found none";
    let inner = text.trim_start_matches(",,").trim_matches(is_quotation_mark).trim();
    edit(at..at + text.len(), message, format!("{head}{}", quoted(inner)))
}

/// A line that gives nothing to a key.
fn prose(lines: &Lines<'_>) -> Option<Edit> {
    let said = lines.line.trim();
    let is_prose = !said.is_empty() && !said.contains('=') && !said.starts_with(['[', '{', '"']);
    let at = lines.line.len() - lines.line.trim_start().len();
    let help = "put # before a comment, or a key and = before a value";
    is_prose.then(|| {
        told(at..at + said.len(), "expected a key and =, found other words", lines.line, help)
    })?
}
