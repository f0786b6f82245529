//! Files that are no deck at all: what they are, and what to do with what they hold.

use super::mend;
use regex::Regex;

/// What a file is.
pub(super) struct Foreign {
    /// Where that is seen, in bytes.
    pub(super) at: usize,
    /// What was expected and found.
    pub(super) message: String,
    /// What to do with it.
    pub(super) help: &'static str,
}

const CARDS: &str = "write each card as [[card]] with a line a key, such as front = \"…\"; byheart init makes an example";
const LINES: &str =
    "byheart add DECK - reads such cards as lines of standard input, each a term :: definition";
const DOCUMENT: &str = "byheart generate makes a deck of a document, and byheart add DECK - reads lines such as term :: definition";
const YAML: &str = "write each card as [[card]], and = behind each key: front = \"…\"; byheart add DECK - reads lines such as term :: definition";

/// Names what begins with some marks.
const BEGINNINGS: [(&str, &str); 3] = [
    ("<", "a page of HTML or XML"),
    ("{\\rtf", "a text with formatting (RTF)"),
    ("%PDF", "a document (PDF)"),
];

/// What has its name by lines of a form, which are half of all at least, and the remedy.
const FORMS: [(&str, &str, &str); 3] = [
    (r"\S\s*::\s*\S", "lines of terms and definitions", LINES),
    (r#"^\s*(?:- +)?["']?\w[\w\- ]*["']?:(?:\s|$)|^\s*---$"#, "YAML", YAML),
    (r"^\s*(?:#{1,6} |[-*+] |\d+[.)] |```|\||>)", "Markdown", DOCUMENT),
];

/// Names a text that is no TOML.
pub(super) fn foreign(text: &str) -> Option<Foreign> {
    let begun = text.len() - text.trim_start().len();
    let of = |what: &str, help| {
        Some(Foreign { at: begun, message: format!("expected TOML, found {what}"), help })
    };
    if is_json(text) {
        return of("JSON", CARDS);
    }
    if let Some(at) = carriage_returns(text) {
        let message = "expected line feeds at the ends of lines, found carriage returns alone";
        let help = "save the file with line ends LF or CRLF";
        return Some(Foreign { at, message: message.to_owned(), help });
    }
    if text.lines().any(is_of_toml) {
        return None;
    }
    if let Some((_, what)) = BEGINNINGS.iter().find(|(mark, _)| text[begun..].starts_with(mark)) {
        return of(what, DOCUMENT);
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let is_form = |form: &str| {
        let form = Regex::new(form).expect("the pattern is a constant");
        2 * lines.iter().filter(|line| form.is_match(line)).count() >= lines.len()
    };
    // A row that is alone may be anything.
    if lines.len() > 1 && [",", ";", "\t"].iter().any(|mark| is_table(&lines, mark)) {
        return of("a table (CSV)", LINES);
    }
    let form = FORMS.iter().find(|(form, ..)| is_form(form));
    form.map_or_else(|| of("text", DOCUMENT), |(_, what, help)| of(what, help))
}

/// The first carriage return of a text that has no other line ends.
fn carriage_returns(text: &str) -> Option<usize> {
    if text.contains('\n') { None } else { text.find('\r') }
}

/// Whether a line is one of a deck, or was meant as one.
fn is_of_toml(line: &str) -> bool {
    let statement = pattern!(r#"^\s*["\w\-.]+\s*[=＝]"#);
    mend::is_header(line) || mend::has_odd_head(line) || statement.is_match(line)
}

/// Whether all lines have as many fields.
fn is_table(lines: &[&str], mark: &str) -> bool {
    let fields = |line: &&str| line.matches(mark).count();
    let [first, ..] = lines else { return false };
    let most = fields(first);
    most > 0
        && lines.iter().all(|line| fields(line) == most || line.contains('"') && fields(line) > 0)
}

fn is_json(text: &str) -> bool {
    pattern!(r#"\A\s*(?:\{|\[)\s*(?:\{|\[|")[\s\S]*:[\s\S]*[\]}]\s*\z"#).is_match(text)
        && !text.lines().any(mend::is_header)
}
