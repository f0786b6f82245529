//! A paper as one HTML page: a sheet for each version, then the keys, each on
//! pages of its own; readable in black on white, without anything from outside.

use super::{Head, Printed, Sheet, clean, enclosed, sheets};
use crate::quiz::exam::paper::Paper;

const STYLE: &str = "\
@page { size: A4; margin: 20mm 18mm; }
body { font: 11pt/1.45 Georgia, 'Times New Roman', serif; color: #000; background: #fff; max-width: 44em; margin: 0 auto; padding: 1em; overflow-wrap: anywhere; }
h1 { font-size: 15pt; margin: 0 0 .3em; }
section { break-before: page; }
section:first-of-type { break-before: auto; }
.fields { display: flex; gap: 2em; margin: 1em 0; }
.fields span { flex: 1; border-bottom: 1px solid #000; padding-bottom: .2em; }
ol.questions { padding-left: 2em; }
ol.questions > li { break-inside: avoid; margin: 0 0 1.3em; padding-left: .3em; }
.prompt { white-space: pre-wrap; }
.task { font-style: italic; }
.marks { float: right; margin-left: 1em; }
ul { list-style: none; padding: 0; margin: .4em 0; }
ul li { display: flex; gap: .6em; margin: .25em 0; break-inside: avoid; }
ul li b { flex: none; font-weight: normal; min-width: 1.6em; }
.columns { display: flex; gap: 3em; }
.columns ul { flex: 1; }
.line { border-bottom: 1px solid #000; height: 2em; }
.source { font-size: 9.5pt; }
@media print { body { max-width: none; padding: 0; } }
";

const FOOT: &str = "font: 9pt Georgia, serif;";

/// The page; every text of a deck is escaped.
pub fn html(paper: &Paper, head: &Head, versions: u32) -> String {
    let sheets = sheets(paper, head, versions);
    let feet: String = sheets.iter().map(feet).collect();
    let body: String = sheets.iter().map(section).chain(sheets.iter().map(key)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}{feet}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escape(language(paper)),
        escape(&clean(&head.title))
    )
}

/// What stands at the foot of each page: loose sheets of several versions must
/// not be mixed up, and a key not be handed out. Each sheet counts its own pages:
/// browsers do not reset the counter `page` in the middle of a document.
fn feet(Sheet { letter, version, .. }: &Sheet) -> String {
    let foot = |name: &str, text: &str| {
        let page = format!("{name}-{letter}");
        format!(
            "@page {page} {{ counter-increment: {page}; @bottom-left {{ content: \"{}\"; {FOOT} }} \
             @bottom-right {{ content: counter({page}); {FOOT} }} }}\n",
            text.trim()
        )
    };
    foot("paper", version) + &foot("key", &format!("Key {version}"))
}

fn language(paper: &Paper) -> &str {
    paper.items.first().map_or("en", |item| &item.question.language)
}

/// Text for content and for attributes in quotation marks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn section(sheet: &Sheet) -> String {
    format!(
        "<section class=\"paper\" style=\"page: paper-{}\">\n<h1 dir=\"auto\">{}</h1>\n<p>{}</p>\n{}<p class=\"fields\"><span>Name:</span> <span>Date:</span> <span>Marks:</span></p>\n<ol class=\"questions\">\n{}</ol>\n</section>\n",
        sheet.letter,
        escape(&sheet.title),
        sheet.terms,
        enclosed("<p>", &escape(&sheet.rules), "</p>\n"),
        sheet.questions.iter().map(item).collect::<String>()
    )
}

/// A line of such a class; nothing where there is nothing to say.
fn line(class: &str, text: &str) -> String {
    enclosed(&format!("<div class=\"{class}\">"), &escape(text), "</div>\n")
}

fn item(question: &Printed) -> String {
    let (options, right) = (list(&question.options), list(&question.right));
    format!(
        "<li><div class=\"prompt\" dir=\"auto\">{}</div>\n{}{}{}</li>\n",
        escape(&question.prompt),
        line("task", question.task),
        match right.is_empty() {
            true => options,
            false => format!("<div class=\"columns\">\n{options}{right}</div>\n"),
        },
        "<div class=\"line\"></div>\n".repeat(question.lines)
    )
}

fn list(options: &[(String, String)]) -> String {
    let row = |(mark, text): &(String, String)| {
        let (mark, text) = (escape(mark), escape(text));
        format!("<li><b>{mark}</b> <span dir=\"auto\">{text}</span></li>\n")
    };
    enclosed("<ul>\n", &options.iter().map(row).collect::<String>(), "</ul>\n")
}

fn key(sheet: &Sheet) -> String {
    format!(
        "<section class=\"key\" style=\"page: key-{}\">\n<h1 dir=\"auto\">Key: {}</h1>\n<p>{}</p>\n<ol class=\"questions\">\n{}</ol>\n</section>\n",
        sheet.letter,
        escape(&sheet.title),
        sheet.key_terms,
        sheet.questions.iter().map(answer).collect::<String>()
    )
}

fn answer(question: &Printed) -> String {
    format!(
        "<li><span class=\"marks\">1 mark</span><div class=\"prompt\" dir=\"auto\">{}</div>\n{}{}{}</li>\n",
        escape(&question.key),
        line("task", &question.parts),
        line("source", &enclosed("No credit: ", &question.nocredit, "")),
        line("source", &enclosed("Source: ", &question.source, "")),
    )
}
