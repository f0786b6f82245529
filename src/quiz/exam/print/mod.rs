//! A paper to print: versions A, B, … with the same questions in other orders,
//! and behind all of them the key. Pure.

mod html;
mod markdown;

pub use html::html;
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
    source: Option<String>,
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
    let (options, right) = options(&question.form);
    let count = options.len();
    Printed {
        prompt: match format {
            Format::Cloze => clean(&question.card.prompt_with(gap)),
            _ => clean(&question.prompt()),
        },
        task: task(&question.form),
        lines: match question.form {
            Form::List => question.card.items().len(),
            Form::Type if format == Format::Typed => 1,
            _ => 0,
        },
        key: key(question),
        parts: parts(question, count),
        nocredit: nocredit(question),
        source: question.card.source().map(clean),
        options,
        right,
    }
}

fn clean(text: &str) -> String {
    sanitize(text).into_owned()
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

type Marked = Vec<(String, String)>;

fn options(form: &Form) -> (Marked, Marked) {
    let marked = |texts: &[String], mark: fn(usize) -> String| -> Marked {
        texts.iter().enumerate().map(|(at, text)| (mark(at), clean(text))).collect()
    };
    let (lettered, blank) = (|at| format!("{})", letter(at)), |_| "____".to_owned());
    match form {
        Form::Choose { options, .. } => (marked(options, lettered), Vec::new()),
        Form::Order { shown, .. } => (marked(shown, blank), Vec::new()),
        Form::Match { left, right, .. } => (marked(left, blank), marked(right, lettered)),
        _ => (Vec::new(), Vec::new()),
    }
}

fn task(form: &Form) -> &'static str {
    match form {
        Form::Choose { right, .. } if right.len() > 1 => "Mark all right options.",
        Form::Choose { .. } => "Mark the right option.",
        Form::Order { .. } => "Number the items from 1 on.",
        Form::Match { .. } => "Write the letter that belongs to each row.",
        Form::List => "Write one on each line.",
        _ => "",
    }
}

/// The right answer as it stands on this sheet.
fn key(question: &Question) -> String {
    match &question.form {
        Form::Choose { options, right } => {
            let named = right.iter().map(|&at| format!("{}) {}", letter(at), clean(&options[at])));
            named.collect::<Vec<_>>().join("; ")
        }
        Form::Order { shown, right } => {
            let place = |at: usize| right.iter().position(|&item| item == at).map_or(0, |p| p + 1);
            let numbers = (0..shown.len()).map(|at| place(at).to_string());
            format!("from top to bottom {}", numbers.collect::<Vec<_>>().join(", "))
        }
        Form::Match { key, .. } => {
            let letters = key.iter().map(|&at| letter(at));
            format!("from top to bottom {}", letters.collect::<Vec<_>>().join(", "))
        }
        _ => {
            let accept = question.card.accept().iter().map(|other| format!("; also {other}"));
            let most = question.card.tolerance().map(|most| format!(" (within {most})"));
            clean(&format!(
                "{}{}{}",
                question.answer(),
                accept.collect::<String>(),
                most.unwrap_or_default()
            ))
        }
    }
}

fn parts(question: &Question, count: usize) -> String {
    match &question.form {
        Form::Choose { right, .. } if right.len() > 1 => {
            let wrong = (count - right.len()).max(1);
            format!("1/{} for each right one, 1/{wrong} off for each wrong one", right.len())
        }
        Form::Order { .. } => {
            format!("1/{} for each item that follows the right one", count.saturating_sub(1))
        }
        Form::Match { .. } => format!("1/{count} for each pair"),
        Form::List => {
            let items = question.card.items().len();
            format!("1/{items} for each, as much off for each that does not belong")
        }
        Form::Type => "1/2 for a nearly right answer".to_owned(),
        _ => String::new(),
    }
}

/// What the author gives no credit for, where the answer is written.
fn nocredit(question: &Question) -> String {
    let told = |(answer, remark): &(String, String)| match remark.trim() {
        "" => answer.clone(),
        remark => format!("{answer} ({remark})"),
    };
    let is_written = matches!(question.form, Form::Type);
    let named: Vec<String> =
        question.card.nocredit().iter().filter(|_| is_written).map(told).collect();
    clean(&named.join("; "))
}

#[cfg(test)]
mod tests;
