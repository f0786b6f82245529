//! A paper to print: versions A, B, … with the same questions in other orders,
//! and behind all of them the key. Pure.

mod html;
mod markdown;

pub use html::{html, in_exams, preview_page};
pub use markdown::markdown;

use super::format::Format;
use super::paper::Paper;
use super::rules::partial;
use crate::base::sanitize::sanitize;
use crate::base::words::count;
use crate::quiz::question::{Form, Question};
use std::time::Duration;

/// What a printed paper says at its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The title.
    pub title: String,
    /// How long it may take; none without a limit.
    pub limit: Option<Duration>,
    /// Percentage that passes.
    pub pass: u32,
}

/// A version of a paper: its letter, what stands above its questions and its
/// key, and its questions as they are printed.
struct Sheet {
    letter: char,
    /// `Version A`; empty where there is but one.
    version: String,
    title: String,
    terms: String,
    key_terms: String,
    /// How partial credit is given; empty where there is none.
    rules: String,
    questions: Vec<Printed>,
}

/// A question on paper.
#[derive(Default)]
struct Printed {
    prompt: String,
    /// What to do, where the question does not say so.
    task: &'static str,
    /// Options, items or left sides, each behind its mark.
    options: Vec<(String, String)>,
    /// Right sides of pairs.
    right: Vec<(String, String)>,
    /// Lines to write on.
    lines: usize,
    key: String,
    /// How parts earn parts of the mark; empty for a whole mark.
    parts: String,
    /// Near answers that earn nothing, with the author's remarks; maybe empty.
    nocredit: String,
    /// Where it stands in the deck's source; maybe empty.
    source: String,
}

/// Versions of `paper`, from A on.
fn sheets(paper: &Paper, head: &Head, versions: u32) -> Vec<Sheet> {
    let forms: Vec<&Form> = paper.items.iter().map(|item| &item.question.form).collect();
    let rules = partial(&forms);
    let pass = format!("pass mark {} %", head.pass);
    let marks = count(paper.items.len(), "mark");
    let time = head.limit.map(|limit| format!(" · {}", spoken(limit))).unwrap_or_default();
    let questions = match paper.items.len() {
        1 => "1 question, 1 mark".to_owned(),
        more => format!("{more} questions, a mark each"),
    };
    let sheet = |number: u32| {
        let letter = char::from(b'A' + u8::try_from(number.min(25)).unwrap_or(25));
        let title = clean(&head.title);
        let (version, title) = match versions {
            0 | 1 => (String::new(), title),
            _ => (format!("Version {letter}"), format!("{title} – Version {letter}")),
        };
        let items = paper.version(number).items;
        Sheet {
            letter,
            version,
            title,
            terms: format!("{questions}{time} · {pass}"),
            key_terms: format!("{marks} · {pass} · seed {}", paper.seed),
            rules: rules.clone(),
            questions: items.iter().map(|item| printed(&item.question, item.format)).collect(),
        }
    };
    (0..versions.max(1)).map(sheet).collect()
}

/// `30 minutes`, `1 minute 30 seconds`.
fn spoken(limit: Duration) -> String {
    let parts = [(limit.as_secs() / 60, "minute"), (limit.as_secs() % 60, "second")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts = parts.map(|(number, noun)| count(number as usize, noun));
    parts.collect::<Vec<_>>().join(" ")
}

fn printed(question: &Question, format: Format) -> Printed {
    let card = &question.card;
    let printed = Printed {
        prompt: match format {
            Format::Cloze => clean(&card.prompt_with(gap)),
            _ => clean(&question.prompt()),
        },
        key: written(question),
        source: card.source().map(clean).unwrap_or_default(),
        ..Printed::default()
    };
    match &question.form {
        Form::Choose { options, right } => {
            let named = right.iter().map(|&at| format!("{} {}", lettered(at), clean(&options[at])));
            let wrong = (options.len() - right.len()).max(1);
            let printed = Printed {
                task: "Mark the right option.",
                options: marked(options, lettered),
                key: named.collect::<Vec<_>>().join("; "),
                ..printed
            };
            match right.len() {
                1 => printed,
                count => Printed {
                    task: "Mark all right options.",
                    parts: format!(
                        "1/{count} for each right one, 1/{wrong} off for each wrong one"
                    ),
                    ..printed
                },
            }
        }
        Form::Order { shown, right } => {
            let place = |at: usize| right.iter().position(|&item| item == at).map_or(0, |p| p + 1);
            let follow = shown.len().saturating_sub(1);
            Printed {
                task: "Number the items from 1 on.",
                options: marked(shown, blank),
                key: from_top((0..shown.len()).map(|at| place(at).to_string())),
                parts: format!("1/{follow} less for each item that must be moved"),
                ..printed
            }
        }
        Form::Match { left, right, key } => Printed {
            task: "Write the letter that belongs to each row.",
            options: marked(left, blank),
            right: marked(right, lettered),
            key: from_top(key.iter().map(|&at| letter(at))),
            parts: format!("1/{} for each pair", left.len()),
            ..printed
        },
        Form::List => {
            let items = card.items().len();
            Printed {
                task: "Write one on each line.",
                lines: items,
                parts: format!("1/{items} for each, as much off for each that does not belong"),
                ..printed
            }
        }
        Form::Type => Printed {
            lines: usize::from(format == Format::Typed),
            parts: "1/2 for a nearly right answer".to_owned(),
            nocredit: nocredit(question),
            ..printed
        },
        Form::Reveal | Form::Reverse | Form::Tick => printed,
    }
}

fn clean(text: &str) -> String {
    sanitize(text).into_owned()
}

/// A text between what stands before and behind it; nothing where it is empty.
fn enclosed(before: &str, text: &str, behind: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{before}{text}{behind}") }
}

/// A gap to write into, with the hint behind it.
fn gap(hint: Option<&str>) -> String {
    format!("____________________{}", hint.map(|hint| format!(" ({hint})")).unwrap_or_default())
}

fn letter(index: usize) -> String {
    let letter = |index: usize| char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    match index / 26 {
        0 => letter(index).to_string(),
        more => format!("{}{}", letter(more - 1), letter(index)),
    }
}

fn lettered(at: usize) -> String {
    format!("{})", letter(at))
}

fn blank(_: usize) -> String {
    "____".to_owned()
}

fn marked(texts: &[String], mark: fn(usize) -> String) -> Vec<(String, String)> {
    texts.iter().enumerate().map(|(at, text)| (mark(at), clean(text))).collect()
}

/// What belongs beside each row.
fn from_top(marks: impl Iterator<Item = String>) -> String {
    format!("from top to bottom {}", marks.collect::<Vec<_>>().join(", "))
}

/// The right answer where it is written.
fn written(question: &Question) -> String {
    let accept = question.card.accept().iter().map(|other| format!("; also {other}"));
    let most = question.card.tolerance().map(|most| format!(" (within {most})"));
    let (accept, most) = (accept.collect::<String>(), most.unwrap_or_default());
    clean(&format!("{}{accept}{most}", question.answer()))
}

/// What the author gives no credit for.
fn nocredit(question: &Question) -> String {
    let told = |(answer, remark): &(String, String)| match remark.trim() {
        "" => answer.clone(),
        remark => format!("{answer} ({remark})"),
    };
    let named: Vec<String> = question.card.nocredit().iter().map(told).collect();
    clean(&named.join("; "))
}

#[cfg(test)]
mod tests;
