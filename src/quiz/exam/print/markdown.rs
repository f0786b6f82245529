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
    let mut out = format!(
        "# {}\n\n{}\n\n{}Name: {line} Date: {line}\n",
        escape(&sheet.title),
        sheet.terms,
        enclosed("", &sheet.rules, "\n\n"),
        line = "\\_".repeat(20)
    );
    for (number, question) in (1..).zip(&sheet.questions) {
        out.push_str(&item(number, question));
    }
    out
}

fn item(number: usize, question: &Printed) -> String {
    let indent = " ".repeat(format!("{number}. ").len());
    let task = enclosed(" *", question.task, "*");
    let mut out = format!("\n{number}. {}{task}\n", escape(&question.prompt));
    for options in [&question.options, &question.right] {
        if !options.is_empty() {
            out.push('\n');
        }
        for (mark, text) in options {
            // Two blanks at the end break the line.
            out.push_str(&format!("{indent}{} {}  \n", escape(mark), escape(text)));
        }
    }
    for _ in 0..question.lines {
        out.push_str(&format!("\n{indent}{}\n", "\\_".repeat(40)));
    }
    out
}

fn key(sheet: &Sheet) -> String {
    let mut out = format!("# Key: {}\n\n{}\n\n", escape(&sheet.title), sheet.key_terms);
    for (number, question) in (1..).zip(&sheet.questions) {
        let nocredit = escape(question.nocredit.trim_end_matches('.'));
        out.push_str(&format!(
            "{number}. {} (1 mark{}){}{}\n",
            escape(&question.key),
            enclosed("; ", &question.parts, ""),
            enclosed(" No credit: ", &nocredit, "."),
            enclosed(" Source: ", &escape(&question.source), ""),
        ));
    }
    out
}
