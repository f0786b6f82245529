//! A paper as Markdown, for those who lay it out themselves. A page break is
//! an empty HTML block, which browsers and most converters obey.

use super::{Head, Printed, Sheet, enclosed, sheets};
use crate::quiz::exam::paper::Paper;

const BREAK: &str = "\n<div style=\"break-before: page\"></div>\n\n";

/// The document; what a deck's text would mark up is escaped.
pub fn markdown(paper: &Paper, head: &Head, versions: u32) -> String {
    let sheets = sheets(paper, head, versions);
    let (papers, keys) = (sheets.iter().map(section), sheets.iter().map(key));
    papers.chain(keys).collect::<Vec<_>>().join(BREAK)
}

/// Text that means nothing but itself, on one line.
fn escape(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    // `1.` and `1)` begin a list.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let numbers = digits > 0 && at == digits && matches!(c, '.' | ')');
        if begins
            || numbers
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn section(sheet: &Sheet) -> String {
    format!(
        "# {}\n\n{}\n\n{}Name: {line} Date: {line}\n{}",
        escape(&sheet.title),
        sheet.terms,
        enclosed("", &sheet.rules, "\n\n"),
        (1..).zip(&sheet.questions).map(item).collect::<String>(),
        line = "\\_".repeat(20)
    )
}

fn item((number, question): (usize, &Printed)) -> String {
    let indent = " ".repeat(format!("{number}. ").len());
    // Two blanks at the end break the line.
    let row =
        |(mark, text): &(String, String)| format!("{indent}{} {}  \n", escape(mark), escape(text));
    let rows = |options: &[(String, String)]| options.iter().map(row).collect::<String>();
    format!(
        "\n{number}. {}{}\n{}{}{}",
        escape(&question.prompt),
        enclosed(" *", question.task, "*"),
        enclosed("\n", &rows(&question.options), ""),
        enclosed("\n", &rows(&question.right), ""),
        format!("\n{indent}{}\n", "\\_".repeat(40)).repeat(question.lines)
    )
}

fn key(sheet: &Sheet) -> String {
    let answers: String = (1..).zip(&sheet.questions).map(answer).collect();
    format!("# Key: {}\n\n{}\n\n{answers}", escape(&sheet.title), sheet.key_terms)
}

fn answer((number, question): (usize, &Printed)) -> String {
    let nocredit = escape(question.nocredit.trim_end_matches('.'));
    format!(
        "{number}. {} (1 mark{}){}{}\n",
        escape(&question.key),
        enclosed("; ", &question.parts, ""),
        enclosed(" No credit: ", &nocredit, "."),
        enclosed(" Source: ", &escape(&question.source), ""),
    )
}
