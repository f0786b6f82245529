//! A paper as one HTML page: a sheet for each version, then the keys, each on
//! pages of its own; readable in black on white, without anything from outside.

use super::{Head, Printed, Sheet, clean, enclosed, printed, sheets};
use crate::base::words::count;
use crate::deck::Kind;
use crate::history::How;
use crate::quiz::exam::format::Format;
use crate::quiz::exam::paper::Paper;
use crate::quiz::preview::Preview;
use crate::quiz::question::Question;

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
    page(&head.title, language(paper), &feet, &body)
}

/// Cards as students meet them, each in all its forms, with the answers folded away.
pub fn preview_page(title: &str, language: &str, cards: &[Preview]) -> String {
    let body = format!(
        "<section>\n<h1 dir=\"auto\">{}</h1>\n<p>{}</p>\n<ol class=\"questions\">\n{}</ol>\n</section>\n",
        escape(&clean(title)),
        count(cards.len(), "card"),
        cards.iter().map(previewed).collect::<String>()
    );
    page(title, language, "", &body)
}

fn previewed(preview: &Preview) -> String {
    let id = escape(preview.card().id.card());
    let exam = escape(&in_exams(&preview.exam));
    let forms: String = preview.questions.iter().map(form).collect();
    format!("<li><div class=\"source\">{id} · in exams: {exam}</div>\n{forms}</li>\n")
}

fn form(question: &Question) -> String {
    let is_cloze = question.card.of_note().content.kind() == Kind::Cloze;
    let (format, word) = match question.how() {
        How::Reveal => (Format::Typed, "recalled"),
        How::Reverse => (Format::Typed, "asked the other way round"),
        How::Type if is_cloze => (Format::Cloze, "typed"),
        How::Type => (Format::Typed, "typed"),
        How::Choose => (Format::Choice, "chosen"),
        How::Order => (Format::Order, "put in order"),
        How::Match => (Format::Match, "matched"),
        How::List => (Format::List, "named one by one"),
    };
    let note = question.card.note().map(clean).unwrap_or_default();
    let shown = printed(question, format);
    format!(
        "<p class=\"task\">{word}</p>\n{}<details><summary>Answer</summary>\n{}{}{}{}</details>\n",
        asked(&shown),
        line("prompt", &shown.key),
        line("source", &enclosed("No credit: ", &shown.nocredit, "")),
        line("source", &note),
        line("source", &enclosed("Source: ", &shown.source, "")),
    )
}

/// In which formats exams can ask a card, in words.
pub fn in_exams(formats: &[Format]) -> String {
    match formats {
        [] => "never, it cannot be marked".to_owned(),
        some => some.iter().map(Format::to_string).collect::<Vec<_>>().join(" or "),
    }
}

/// A whole page; only its title is escaped here.
fn page(title: &str, language: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escape(language),
        escape(&clean(title))
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
    format!("<li>{}</li>\n", asked(question))
}

/// What is asked, and where the answer goes.
fn asked(question: &Printed) -> String {
    let (options, right) = (list(&question.options), list(&question.right));
    format!(
        "<div class=\"prompt\" dir=\"auto\">{}</div>\n{}{}{}",
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
