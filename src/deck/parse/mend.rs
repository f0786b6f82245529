//! What people write for TOML that is none: each slip is named once, where it is, with the
//! line as it should be, and the rest of the file can still be read.
//!
//! A file is looked at statement by statement, since a statement that is right alone is no
//! cause of a fault. A slip is mended in place, and no line is added or taken away, so that
//! what is found in the rest stands on its own line.

mod rules;

use regex::Regex;
use rules::{Edit, Lines, RULES, edit, header, parts, requoted, worded};
use std::ops::Range;
use toml::de::DeTable;

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The line, from 0.
    pub(super) line: usize,
    /// Where it is, in bytes of the file.
    pub(super) span: Range<usize>,
    /// What was expected and found.
    pub(super) message: String,
    /// The line as it should be, or what else is to be done.
    pub(super) help: String,
    /// Whether its line was taken out, as nobody knows how it should be.
    pub(super) is_out: bool,
}

/// A file as it could be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mended {
    /// The slips, in the order of the file.
    pub(super) slips: Vec<Slip>,
    /// The file with its slips mended, or taken out as comments; as many lines.
    pub(super) text: String,
}

/// Most slips that are looked for in a file.
const MOST_SLIPS: usize = 500;
/// Longest line that is looked at, in bytes; no text of a card is as long.
const LONGEST_LINE: usize = 100_000;
/// Most keys that are found to stand twice: each costs a reading of the whole.
const MOST_DOUBLES: usize = 5;
/// Most slips of one line.
const MOST_ON_LINE: usize = 4;
/// Most lines of a string that should have had three quotation marks, or of a list.
const MOST_LINES: usize = 60;

/// Most lines of a statement.
const MOST_OF_A_STATEMENT: usize = 3000;

/// Reads a file that is no TOML, or only nearly a deck.
pub(super) fn mend(text: &str) -> Mended {
    let mut starts = starts(text);
    let mut lines: Vec<&str> = text.lines().collect();
    // A byte order mark before the first line is none of it.
    if let Some(first) = lines.first_mut()
        && let Some(rest) = first.strip_prefix('\u{FEFF}')
    {
        starts[0] += first.len() - rest.len();
        *first = rest;
    }
    let mut mended = Mended::default();
    let mut done: Vec<String> = Vec::with_capacity(lines.len());
    while let Some(line) = lines.get(done.len()) {
        let number = done.len();
        if mended.slips.len() >= MOST_SLIPS {
            done.extend(lines[number..].iter().map(|line| out(line)));
            break;
        }
        let count = extent(&lines[number..]);
        if is_right(&lines[number..number + count]) {
            done.extend(lines[number..number + count].iter().map(|&line| line.to_owned()));
            continue;
        }
        let (edit, rows) = mended_statement(line, &lines[number + 1..], count);
        let (number, line) = (number + edit.down, lines[number + edit.down]);
        let start = starts[number];
        let help = match (edit.help, edit.line.trim()) {
            (Some(help), _) => help.to_owned(),
            (None, "") => "delete it".to_owned(),
            (None, line) => format!("write {line}"),
        };
        let span = start + edit.at.start.min(line.len())..start + edit.at.end.min(line.len());
        let is_out = edit.help.is_some();
        mended.slips.push(Slip { line: number, span, message: edit.message, help, is_out });
        done.extend(rows);
    }
    mended.text = done.join("\n");
    doubles(&mut mended, &starts);
    mended.slips.sort_by_key(|slip| slip.span.start);
    mended
}

/// Whether a line looks like the head of a card or of another part that is written in
/// another way; within a text of several lines it is none, which reading it tells.
pub(super) fn has_odd_head(text: &str) -> bool {
    let mut heads = text.lines().filter(|line| line.trim_start().starts_with('['));
    heads.any(|line| header(&Lines { line, below: &[] }).is_some())
}

/// Where the lines of a text begin.
fn starts(text: &str) -> Vec<usize> {
    let feeds = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(feeds).collect()
}

/// How many lines a statement takes that begins with the first.
fn extent(lines: &[&str]) -> usize {
    let mut reader = Reader::default();
    for (at, line) in lines.iter().enumerate().take(MOST_OF_A_STATEMENT) {
        // A list that is not closed ends before what is plainly another statement.
        if at > 0 && !reader.in_text() && (is_header(line) || is_statement(line)) {
            return at;
        }
        reader.read(line);
        if reader.is_done() {
            return at + 1;
        }
    }
    1
}

/// What is open behind a number of lines.
#[derive(Default)]
struct Reader {
    depth: i32,
    /// The three quotation marks that a text of several lines began with.
    text: Option<&'static str>,
}

impl Reader {
    fn in_text(&self) -> bool {
        self.text.is_some()
    }

    fn is_done(&self) -> bool {
        self.depth <= 0 && self.text.is_none()
    }

    fn read(&mut self, line: &str) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            if let Some(close) = self.text {
                let Some(at) = rest.find(close) else { return };
                (self.text, rest) = (None, &rest[at + close.len()..]);
                continue;
            }
            let long = [r#"""""#, "'''"].into_iter().find(|mark| rest.starts_with(mark));
            rest = match (long, c) {
                (Some(mark), _) => {
                    self.text = Some(mark);
                    &rest[3..]
                }
                (None, '"' | '\'') => match end_of_string(rest) {
                    Some(end) => &rest[end..],
                    None => return,
                },
                (None, '#') => return,
                (None, _) => {
                    self.depth += i32::from(matches!(c, '[' | '{'));
                    self.depth -= i32::from(matches!(c, ']' | '}'));
                    &rest[c.len_utf8()..]
                }
            };
        }
    }
}

/// Where a string ends that begins a text; none where it does not.
fn end_of_string(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if mark == '"' => is_escaped = true,
            c if c == mark => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// A line that is taken out.
fn out(line: &str) -> String {
    format!("# {}", line.replace(|c: char| c.is_control() && c != '\t', " "))
}

/// Whether a line is the head of a table.
pub(super) fn is_header(line: &str) -> bool {
    pattern!(r#"^\s*\[\[?\s*[\w.\-"]+\s*\]\]?\s*(?:#.*)?$"#).is_match(line)
}

/// Whether a line gives something to a key.
fn is_statement(line: &str) -> bool {
    pattern!(r#"^\s*[A-Za-z_][\w\-]*\s*(?:=|:\s)"#).is_match(line)
}

/// Whether some lines are TOML, and no head of a card that is written in another way. The
/// reader of TOML passes over a byte order mark before each of them, and not in a file.
fn is_right(lines: &[&str]) -> bool {
    let [first, ..] = lines else { return true };
    let is_marked = first.starts_with('\u{FEFF}');
    !is_marked
        && header(&Lines { line: first, below: &[] }).is_none()
        && DeTable::parse(&lines.join("\n")).is_ok()
}

/// A statement mended, and as many lines as it takes.
fn mended_statement(line: &str, below: &[&str], count: usize) -> (Edit, Vec<String>) {
    let whole: Vec<&str> =
        std::iter::once(line).chain(below[..count - 1].iter().copied()).collect();
    if let Some(found) = list_of_lines(&whole) {
        return found;
    }
    let mut now = Edit::of(line);
    let most = if line.len() < LONGEST_LINE { MOST_ON_LINE } else { 0 };
    for _ in 0..most {
        let lines = Lines { line: &now.line, below: &below[now.taken..] };
        let Some(edit) = RULES.iter().find_map(|rule| rule(&lines)) else { break };
        let is_first = now.message.is_empty();
        now = Edit {
            down: 0,
            at: if is_first { edit.at } else { now.at },
            message: if is_first { edit.message } else { now.message },
            line: edit.line,
            taken: now.taken + edit.taken,
            help: edit.help,
        };
        // What follows in the statement's own lines belongs to it.
        let rest = count.saturating_sub(1).saturating_sub(now.taken);
        let mut whole = vec![now.line.as_str()];
        whole.extend(&below[now.taken..now.taken + rest]);
        let (is_out, is_whole) = (now.help.is_some(), is_right(&whole));
        if is_out || is_whole || is_right(&whole[..1]) {
            let first = if is_out { out(&now.line) } else { now.line.clone() };
            let taken = below[..now.taken].iter().map(|line| out(line));
            let kept = if is_whole && !is_out { &whole[1..] } else { &[] };
            let kept = kept.iter().map(|&line| line.to_owned());
            let rows = std::iter::once(first).chain(taken).chain(kept).collect();
            return (now, rows);
        }
    }
    let (at, message) = match DeTable::parse(&whole.join("\n")) {
        Err(error) => (error.span().unwrap_or(0..0), error.message().to_owned()),
        Ok(_) => (0..0, "expected TOML".to_owned()),
    };
    let help = Some("see https://toml.io for how TOML is written");
    let at = if at.start > line.len() { 0..line.len() } else { at };
    let rows = whole.iter().map(|line| out(line));
    (Edit { at, message, help, ..Edit::of(line) }, rows.collect())
}

/// A list over several lines whose items have other marks around them, or none, or that is
/// without all its commas, or without its end.
fn list_of_lines(whole: &[&str]) -> Option<(Edit, Vec<String>)> {
    let (_, value, _) = parts(whole[0])?;
    if !value.starts_with('[') || whole.len() < 2 {
        return None;
    }
    let mut rows: Vec<String> = whole.iter().map(|&line| line.to_owned()).collect();
    let mut first: Option<Edit> = None;
    let said = |row: &String| !row.trim().is_empty() && !row.trim_start().starts_with('#');
    let last = rows.iter().rposition(said).filter(|last| *last > 0)?;
    for down in 1..=last {
        let own = requoted(&rows[down], true).map(|(at, line)| {
            (at, "expected straight quotation marks, found typographic ones", line)
        });
        if let Some((at, message, line)) = own.or_else(|| worded(&rows[down])) {
            let end = rows[down].trim_end().len();
            first.get_or_insert(Edit { down, line: line.clone(), ..edit(at..end, message, "")? });
            rows[down] = line;
        }
        let (row, next) =
            (rows[down].trim_end().to_owned(), rows.get(down + 1).filter(|_| down < last));
        let ends = row.ends_with(['"', '\'', ']', '}']) && row.trim() != "]";
        let goes_on = next.is_some_and(|next| next.trim_start().starts_with(['"', '\'', '[', '{']));
        let message = "expected a comma behind each item of a list, found none";
        if ends && goes_on {
            rows[down] = format!("{row},");
            let at = row.len() - 1..row.len();
            first.get_or_insert(Edit { down, line: rows[down].clone(), ..edit(at, message, "")? });
        }
    }
    if !is_right(&rows.iter().map(String::as_str).collect::<Vec<_>>()) {
        let row = rows[last].trim_end().to_owned();
        rows[last] = format!("{row}]");
        let message = "expected ] at the end of the list, found none";
        let at = row.len() - row.trim_start().len()..row.len();
        first.get_or_insert(Edit {
            down: last,
            line: rows[last].clone(),
            ..edit(at, message, "")?
        });
    }
    let is_right = is_right(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    is_right.then_some(())?;
    let first = first?;
    Some((Edit { line: rows[first.down].clone(), ..first }, rows))
}

/// Keys that stand twice: what they are about is only known of the whole file.
fn doubles(mended: &mut Mended, starts: &[usize]) {
    let mut lines: Vec<String> = mended.text.split('\n').map(str::to_owned).collect();
    // A head below the cards is one slip, and not one a key.
    let is_card = |line: &String| line.trim_start().starts_with("[[card");
    let first = lines.iter().position(is_card);
    let head = |line: &String| pattern!(r"^\s*format\s*=").is_match(line);
    let below = |first: &usize| lines[*first..].iter().position(head).map(|at| first + at);
    if let Some(at) = first.as_ref().and_then(below) {
        let is_second = lines[..at].iter().any(head);
        let end =
            lines[at..].iter().position(|line| is_header(line)).map_or(lines.len(), |n| at + n);
        let moved: Vec<String> = lines[at..end].to_vec();
        for line in &mut lines[at..end] {
            *line = out(line);
        }
        let keys = moved.iter().filter(|line| is_statement(line)).map(|line| line.trim());
        let keys: Vec<&str> = keys.collect();
        mended.slips.retain(|slip| !(at..end).contains(&slip.line));
        mended.slips.push(Slip {
            line: at,
            span: starts[at]..starts[at] + lines[at].len().saturating_sub(2),
            message: match is_second {
                true => "expected one deck in a file, found the head of another below its cards",
                false => "expected the deck's own keys above the first [[card]], found them below",
            }
            .to_owned(),
            help: match is_second {
                true => {
                    format!("delete {}, or give that deck a file of its own", keys.join(", "))
                }
                false => format!("move {} to the top of the file", keys.join(", ")),
            },
            is_out: true,
        });
        mended.text = lines.join("\n");
        return;
    }
    for _ in 0..MOST_DOUBLES {
        let text = lines.join("\n");
        let Err(error) = DeTable::parse(&text) else { break };
        let at = error.span().map_or(0, |span| span.start);
        let number = text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let Some(line) = lines.get_mut(number).filter(|line| !line.starts_with('#')) else { break };
        let key = line.split(['=', ':']).next().unwrap_or_default().trim().to_owned();
        let is_double = error.message().contains("duplicate key");
        let begins = is_double && key == "id";
        let message = match is_double {
            true if begins => "expected [[card]] above the next card, found none".to_owned(),
            true => format!("expected each key once, found '{key}' again"),
            false => error.message().to_owned(),
        };
        let help = match &key[..] {
            _ if !is_double => "see https://toml.io for how TOML is written",
            "id" => "write [[card]] above it, or delete one of the two",
            "back" => "delete one; several right answers are back = [\"…\", \"…\"]",
            _ => "delete one",
        };
        if !mended.slips.iter().any(|slip| slip.line == number) {
            let start = starts.get(number).copied().unwrap_or_default();
            let blank = line.len() - line.trim_start().len();
            let span = start + blank..start + blank + key.len();
            let help = help.to_owned();
            mended.slips.push(Slip { line: number, span, message, help, is_out: begins });
        }
        *line = out(line);
        // All of that card is the same slip.
        let rest = if begins { &mut lines[number + 1..] } else { &mut [] };
        for line in rest.iter_mut().take_while(|line| !is_header(line)) {
            *line = out(line);
        }
    }
    mended.text = lines.join("\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Decks into which something was written, or of which something was deleted.
    fn broken() -> impl Strategy<Value = String> {
        let deck = include_str!("../../../decks/korean-war-dates.toml");
        let lines = deck.lines().take(60).collect::<Vec<_>>().join("\n");
        let bits = [
            "\"", "'", "[", "]", "=", ":", "\n", "“", "’", "\u{a0}", ",", "{", "}", "\\", "#",
            "//", "---", "\"\"\"", "'''", "한", " ", "", "[[card]]", "id = ", "\r", "\t",
        ];
        let change =
            (any::<prop::sample::Index>(), 0..4_usize, prop::sample::select(bits.to_vec()));
        prop::collection::vec(change, 1..6).prop_map(move |changes| {
            let mut text: Vec<char> = lines.chars().collect();
            for (at, gone, new) in changes {
                let at = at.index(text.len());
                let end = (at + gone).min(text.len());
                text.splice(at..end, new.chars());
            }
            text.into_iter().collect()
        })
    }

    /// Lines of what matters to the reader of TOML, and to this one.
    fn marks() -> impl Strategy<Value = String> {
        let bits = [
            "\"", "'", "\"\"\"", "'''", "“", "”", "‘", "’", "«", "»", "„", "＂", "[", "]", "{",
            "}", "\\", "=", ":", "：", "＝", "#", ",", "，", ";", ".", "-", "%", " ", "\n", "\r",
            "\t", "\u{FEFF}", "\u{200B}", "\u{A0}", "\u{1}", "a", "t = ", "id = ", "b", "1", "é",
            "한", "🙂", "\u{301}", "{{c1::", "}}", "[[card]]", "[exam]", "date = ", "//", "- ",
            "<<<<<<<", "true",
        ];
        prop::collection::vec(prop::sample::select(bits.to_vec()), 0..24)
            .prop_map(|bits| bits.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn no_marks_make_it_panic(line in marks(), key in "(front = |choices = |t=|)") {
            for text in [format!("{key}{line}"), format!("[[card]]\nid = \"a\"\n{key}{line}\n")] {
                let mended = mend(&text);
                prop_assert!(DeTable::parse(&mended.text).is_ok(), "{}", mended.text);
                let parsed = super::super::parse(std::path::Path::new("d.toml"), &text);
                for fault in &parsed.faults {
                    fault.render(&text, true);
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_mended_is_toml_of_as_many_lines(text in broken()) {
            let mended = mend(&text);
            prop_assert!(DeTable::parse(&mended.text).is_ok(), "{}", mended.text);
            prop_assert!(mended.text.lines().count().abs_diff(text.lines().count()) <= 1);
            for slip in mended.slips {
                prop_assert!(text.get(slip.span).is_some() && !slip.message.is_empty());
                prop_assert!(!slip.help.is_empty());
            }
        }
    }

    #[test]
    fn a_deck_that_is_right_has_no_slip() {
        for text in [
            "front = \"\"\"\n[card]\nkey: value\n\"\"\"\n",
            "nocredit = { \"a\" = \"no\", b = \"\" } # why\n",
            "list = [\n  \"a\", # one\n  \"b\",\n]\n[card.nocredit]\nB = \"no\"\n",
            include_str!("../../../decks/immune-system.toml"),
        ] {
            let mended = mend(text);
            assert_eq!(mended.slips, [], "{text}");
            assert_eq!(mended.text, text.trim_end_matches('\n'));
        }
    }

    #[test]
    fn what_costs_time_is_bounded() {
        for text in ["[\n".repeat(100_000), "a = \"\n".repeat(50_000), "a = [".repeat(100_000)] {
            assert!(mend(&text).slips.len() <= MOST_SLIPS + MOST_DOUBLES);
        }
    }
}
