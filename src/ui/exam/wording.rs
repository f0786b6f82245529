//! The words of an exam, shared by all ways to show it. Pure.

use crate::deck::Content;
use crate::history::Stamp;
use crate::quiz::exam::score::{given_text, marks};
use crate::quiz::exam::{Change, Earlier, End, Entry, How, Mark, Score, Share, Sitting};
use crate::quiz::question::{Form, Graded, Question};
use crate::ui::wording::count;
use std::collections::BTreeSet;
use std::time::Duration;

/// A row of text and how it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How it is meant.
    pub tone: Tone,
    /// What stands before the text; further rows of the text are indented by it.
    pub head: String,
    /// The text; empty for a gap.
    pub text: String,
}

/// How a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    Plain,
    /// As a heading.
    Heading,
    /// As something that matters less.
    Dim,
    /// As right.
    Right,
    /// As wrong.
    Wrong,
}

impl Row {
    /// A row without a head.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, head: String::new(), text: text.into() }
    }

    fn item(tone: Tone, head: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, head: head.into(), text: text.into() }
    }

    fn gap() -> Self {
        Self::new(Tone::Plain, "")
    }
}

/// `29:59`, `1:05:00`; begun seconds count, so that 0:00 is the end.
pub fn clock(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// `40 s`, `12 min`, `1 h 30 min`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// When, by the person's own clock.
pub fn moment(stamp: Stamp) -> String {
    stamp.offset.to_datetime(stamp.instant).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The titles of the decks that are asked; what all of them begin with is said
/// once: `Rome: actors, dates`.
pub fn titles<'a>(questions: impl Iterator<Item = &'a Question>) -> String {
    let titles: BTreeSet<&str> = questions.map(|question| question.deck_title.as_str()).collect();
    let parts: Vec<_> = titles.iter().map(|title| title.rsplit_once(": ")).collect();
    let begin = parts[..].first().copied().flatten().map(|(begin, _)| begin);
    let is_shared = parts.len() > 1 && parts.iter().all(|part| part.map(|(b, _)| b) == begin);
    match begin {
        Some(begin) if is_shared => {
            let ends: Vec<&str> = parts.into_iter().flatten().map(|(_, end)| end).collect();
            format!("{begin}: {}", some(&ends))
        }
        _ => some(&titles.into_iter().collect::<Vec<_>>()),
    }
}

fn some(titles: &[&str]) -> String {
    match titles.len() {
        0..=3 => titles.join(", "),
        more => format!("{} and {} more", titles[..2].join(", "), count(more - 2, "deck")),
    }
}

fn asked(sitting: &Sitting) -> impl Iterator<Item = &Question> {
    sitting.entries.iter().map(|entry| &entry.question)
}

/// What a sitting is, before its first question.
pub fn opening(sitting: &Sitting) -> Vec<Row> {
    let time = sitting.limit.map_or("no time limit".to_owned(), duration);
    vec![
        Row::new(
            Tone::Plain,
            format!(
                "Exam: {} from {}; {time}; {} % pass. Seed {}.",
                count(sitting.entries.len(), "question"),
                titles(asked(sitting)),
                sitting.pass,
                sitting.seed
            ),
        ),
        Row::new(
            Tone::Dim,
            "Each question is worth one mark. Where an answer has parts, each part earns its \
             share and a wrong one takes a share away; a nearly right typed answer earns half.",
        ),
    ]
}

/// What a sitting is that can be taken up.
pub fn open_sitting(sitting: &Sitting) -> String {
    let left = sitting.left().map(|left| format!(", {} left", clock(left))).unwrap_or_default();
    format!(
        "An exam of {} is open: {} from {}, {} answered{left}.",
        moment(sitting.started),
        count(sitting.entries.len(), "question"),
        titles(asked(sitting)),
        sitting.answered(),
    )
}

/// Which cards are not what they were.
pub fn changes(changes: &[Change]) -> Vec<Row> {
    let named = |wanted: fn(&Change) -> Option<&String>| -> Vec<&str> {
        changes.iter().filter_map(wanted).map(String::as_str).collect()
    };
    let changed = named(|change| match change {
        Change::Changed(id) => Some(id),
        Change::Vanished(_) => None,
    });
    let vanished = named(|change| match change {
        Change::Vanished(id) => Some(id),
        Change::Changed(_) => None,
    });
    let row = |what: &str, ids: Vec<&str>| {
        let text = format!("{what} since the exam began, and asked as before: {}.", ids.join(", "));
        (!ids.is_empty()).then(|| Row::new(Tone::Dim, text))
    };
    row("Changed in its deck", changed).into_iter().chain(row("Left its deck", vanished)).collect()
}

/// What the person should do, in one line.
pub fn instruction(form: &Form) -> &'static str {
    match form {
        Form::Choose { right, .. } if right.len() > 1 => "Give the numbers of all right options.",
        Form::Choose { .. } => "Give the number of the right option.",
        Form::Order { .. } => "Give the numbers in the right order.",
        Form::Match { .. } => "For each letter give the number that belongs to it; 0 for none.",
        Form::List => "Type the items, a semicolon between them.",
        _ => "Type the answer.",
    }
}

/// What is still to be said before handing in; none where all is answered.
pub fn unfinished(sitting: &Sitting) -> Vec<String> {
    let named = |what: &str, indices: Vec<usize>| {
        let numbers: Vec<String> = indices.iter().map(|index| (index + 1).to_string()).collect();
        let text = format!("{what}: {}.", ranges(&indices));
        (!numbers.is_empty()).then_some(text)
    };
    let unanswered = named("Without an answer", sitting.unanswered());
    unanswered.into_iter().chain(named("Marked for review", sitting.to_review())).collect()
}

/// Numbers from 1: `1-3, 7`.
fn ranges(indices: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &index in indices {
        match runs.last_mut().filter(|(_, end)| *end == index) {
            Some((_, end)) => *end = index + 1,
            None => runs.push((index, index + 1)),
        }
    }
    let run = |&(start, end): &(usize, usize)| match end - start {
        1 => end.to_string(),
        _ => format!("{}-{end}", start + 1),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

/// The state of a question in the overview: answered, open, marked.
pub fn state(entry: &Entry) -> &'static str {
    match (&entry.given, entry.review) {
        (Some(_), false) => "answered",
        (Some(_), true) => "answered, marked for review",
        (None, false) => "open",
        (None, true) => "open, marked for review",
    }
}

/// A percentage without decimals; never 100 or 0 by rounding.
pub fn percent(percent: f64) -> String {
    let shown = match percent {
        p if p > 99.0 && p < 100.0 => 99.0,
        p if p > 0.0 && p < 1.0 => 1.0,
        p => p.round(),
    };
    format!("{shown} %")
}

/// The result of a sitting, all of it; empty for one that is open.
pub fn result(sitting: &Sitting, earlier: &[Earlier]) -> Vec<Row> {
    let (Some(score), Some(end)) = (Score::of(sitting), &sitting.end) else { return Vec::new() };
    let mut rows = grade(sitting, &score, end);
    rows.extend(compared(&score, earlier));
    for (title, shares) in
        [("By deck", &score.decks), ("By tag", &score.tags), ("By format", &score.formats)]
    {
        rows.extend(table(title, shares));
    }
    rows.push(Row::gap());
    rows.push(Row::new(Tone::Heading, "Questions"));
    for (number, (entry, mark)) in (1..).zip(sitting.entries.iter().zip(&end.marks)) {
        rows.extend(question(number, entry, *mark));
    }
    rows
}

fn grade(sitting: &Sitting, score: &Score, end: &End) -> Vec<Row> {
    let total = &score.total;
    let (word, tone) = match score.passed() {
        true => ("Passed", Tone::Right),
        false => ("Not passed", Tone::Wrong),
    };
    let grade = format!(
        "{word}: {} of {}, {} ({} % pass).",
        marks(total.hundredths),
        total.of,
        percent(total.percent()),
        score.pass
    );
    let sure = format!(
        "That is a sample: an exam like this says {} to {}, nineteen times of twenty.",
        percent(score.range.from),
        percent(score.range.to)
    );
    vec![
        Row::new(tone, grade),
        Row::new(Tone::Plain, sure),
        Row::new(Tone::Dim, time(sitting, end)),
    ]
}

fn time(sitting: &Sitting, end: &End) -> String {
    let of = sitting.limit.map(|limit| format!(" of {}", duration(limit))).unwrap_or_default();
    let over = if end.how == How::TimeOver { "The time was over. " } else { "" };
    let open = match sitting.unanswered().len() {
        0 => String::new(),
        open => format!(" {} without an answer.", count(open, "question")),
    };
    format!("{over}Time: {}{of}.{open}", duration(sitting.used))
}

/// Earlier sittings that are told of, at most.
const EARLIER: usize = 5;

fn compared(score: &Score, earlier: &[Earlier]) -> Vec<Row> {
    let Some(last) = earlier.last() else { return Vec::new() };
    let mut rows = vec![Row::gap(), Row::new(Tone::Heading, "Earlier exams on these decks")];
    for one in &earlier[earlier.len().saturating_sub(EARLIER)..] {
        let Earlier { started, total, .. } = one;
        let text = format!(
            "{}  {}  {} of {}",
            moment(*started),
            percent(total.percent()),
            marks(total.hundredths),
            total.of
        );
        rows.push(Row::item(Tone::Plain, "  ", text));
    }
    let points = (score.total.percent() - last.total.percent()).round();
    let change = match points {
        0.0 => "As much as the last time".to_owned(),
        points if points > 0.0 => format!("{points} points more than the last time"),
        points => format!("{} points less than the last time", -points),
    };
    let chance = match score.range.overlaps(last.range) {
        true => "; so few questions cannot tell that from chance",
        false => "; more than chance explains",
    };
    let chance = if points == 0.0 { "" } else { chance };
    rows.push(Row::new(Tone::Plain, format!("{change}{chance}.")));
    rows
}

/// Marks of several groups; nothing for a single one, which says nothing new.
fn table(title: &str, shares: &[Share]) -> Vec<Row> {
    if shares.len() < 2 {
        return Vec::new();
    }
    let row = |share: &Share| {
        let marks = format!("{} of {}", marks(share.hundredths), share.of);
        let text = format!("{}: {marks}, {}", share.name, percent(share.percent()));
        Row::item(Tone::Plain, "  ", text)
    };
    let head = [Row::gap(), Row::new(Tone::Heading, title)];
    head.into_iter().chain(shares.iter().map(row)).collect()
}

fn question(number: usize, entry: &Entry, mark: Mark) -> Vec<Row> {
    let question = &entry.question;
    let (sign, tone) = match mark.hundredths() {
        100 => ("+", Tone::Right),
        0 => ("x", Tone::Wrong),
        _ => ("~", Tone::Plain),
    };
    let mut rows = vec![
        Row::gap(),
        Row::item(
            tone,
            format!("{number}. {sign} "),
            format!("[{mark} of 1] {}", question.prompt()),
        ),
    ];
    let mut add = |head: &str, text: &str, tone| rows.push(Row::item(tone, head, text));
    let graded = entry.given.as_ref().map(|given| question.grade(given, 0));
    match &entry.given {
        Some(given) => add("   Yours: ", &given_text(question, given), Tone::Plain),
        None => add("   ", "No answer.", Tone::Plain),
    }
    let is_right = mark.hundredths() == 100;
    let same =
        entry.given.as_ref().is_some_and(|given| given_text(question, given) == question.answer());
    if !same {
        add("   Right: ", &question.answer(), Tone::Plain);
    }
    if let Some(why) = graded.as_ref().filter(|_| !is_right).and_then(|graded| why(graded, entry)) {
        add("   Why: ", &why, Tone::Dim);
    }
    if let Some(note) = &question.card.note {
        add("   Note: ", note, Tone::Dim);
    }
    if let Some(source) = &question.card.source {
        add("   Source: ", source, Tone::Dim);
    }
    rows
}

/// How the mark came about, where that is not plain to see.
fn why(graded: &Graded, entry: &Entry) -> Option<String> {
    let remark = graded.remark.split(" The answer:").next().unwrap_or_default().trim();
    let is_list = matches!(entry.question.card.content, Content::List { .. });
    let strays = graded.items.iter().filter(|item| is_list && !item.right);
    let strays: Vec<&str> =
        strays.filter_map(|item| item.text.strip_suffix(" (does not belong here)")).collect();
    let strays = match strays.is_empty() {
        true => String::new(),
        false => format!(" Not in the list: {}.", strays.join("; ")),
    };
    let why = format!("{}{strays}", remark.trim_start_matches("Wrong:").trim_start());
    (!matches!(why.as_str(), "" | "Wrong." | "Right.")).then_some(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begun_seconds_count() {
        let clock = |ms| clock(Duration::from_millis(ms));
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(1), "0:01");
        assert_eq!(clock(59_001), "1:00");
        assert_eq!(clock(3_900_000), "1:05:00");
    }

    #[test]
    fn times_are_said_in_a_persons_units() {
        let said = |seconds| duration(Duration::from_secs(seconds));
        assert_eq!([said(40), said(720), said(750)], ["40 s", "12 min", "12 min 30 s"]);
        assert_eq!([said(3600), said(5400)], ["1 h", "1 h 30 min"]);
    }

    #[test]
    fn neighbouring_numbers_are_a_range() {
        assert_eq!(ranges(&[0, 1, 2, 6]), "1-3, 7");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn percentages_are_never_rounded_to_all_or_nothing() {
        let said = [0.0, 0.4, 64.6, 99.7, 100.0].map(percent);
        assert_eq!(said, ["0 %", "1 %", "65 %", "99 %", "100 %"]);
    }
}
