//! The words of a session, shared by all ways to show it. Pure.

mod verdict;

pub use verdict::{Compared, fault, finding, item, marked, remark, typed, verdict};

use crate::asking::Key;
use crate::asking::keymap::{self, STUDY, letter};
use crate::asking::study::{Asking, Opened};
use crate::base::words::{about, count, days_ago, duration, in_days, interval, tenths};
use crate::calendar::{Date, Span};
use crate::history::{Deed, Due, Event, EventKind, How, Review, Stamp};
use crate::markup;
use crate::quiz::question::{Form, Left, Question, offered};
use crate::quiz::session::{DayLoad, HardCard, Instead, Opening, Summary};
use crate::schedule::{Rating, Wait};
use jiff::civil;
use std::borrow::Cow;
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// Columns of a prompt that only names its card.
const LONGEST_NAME: usize = 40;

/// byheart's own marks in ASCII where that was asked for.
pub fn marks(text: &str, ascii: bool) -> String {
    match ascii {
        true => text
            .replace(" · ", " | ")
            .replace('–', "-")
            .replace('→', "->")
            .replace('›', ">")
            .replace('…', "...")
            .replace(['“', '”'], "\"")
            .replace("↑↓", "arrows"),
        false => text.to_owned(),
    }
}

/// How text is wrapped: nothing is broken at a hyphen, since a date or an id may
/// be meant to be copied.
pub fn whole_words(columns: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(columns).word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// `text` behind `head` in rows of at most `width` columns.
pub fn wrapped(head: &str, text: &str, width: usize) -> Vec<String> {
    let indent = " ".repeat(head.width());
    let options = whole_words(width).initial_indent(head).subsequent_indent(&indent);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

/// How long until a card comes back: `10 min`, `3 days`, `2.5 months`.
pub fn wait(wait: Wait) -> String {
    match wait {
        Wait::Minutes(minutes) if minutes < 60 => format!("{minutes} min"),
        Wait::Minutes(minutes) => tenths(f64::from(minutes) / 60.0, "hour"),
        Wait::Days(days) => interval(days),
    }
}

/// The ratings that are offered, each with the wait that it leads to: `3 good 10 min`. One
/// that is as long as the one before it is `same`: a rating that only later waits tell from
/// that one is no mistake.
pub fn ratings(question: &Question, judged: Option<Rating>, hints: u8) -> Vec<String> {
    let mut before = None;
    let told = |&rating: &Rating| {
        let (key, next) = (rating as u8, question.wait(rating).map(wait));
        let told = match &next {
            None => format!("{key} {rating}"),
            Some(_) if next == before => format!("{key} {rating} same"),
            Some(next) => format!("{key} {rating} {next}"),
        };
        before = next;
        told
    };
    offered(judged, hints).iter().map(told).collect()
}

/// The keys of the ratings that are offered.
fn rating_keys(judged: Option<Rating>, hints: u8) -> &'static str {
    match offered(judged, hints).len() {
        0 | 1 => "1 rate",
        2 => "1–2 rate",
        3 => "1–3 rate",
        _ => "1–4 rate",
    }
}

/// The key bar of a question: letters and ratings are those that there are.
pub fn bar(asking: &Asking) -> Vec<String> {
    let count = asking.question.form.options().len();
    let last = (0..count).rev().map(letter).find(|letter| *letter != ' ');
    let is_statement = asking.truth(&Key::Char('t')).is_some();
    let truths = if is_statement { "t, f or " } else { "" };
    let letters = format!("{truths}a–{}", last.unwrap_or('a'));
    let rate = rating_keys(asking.judged(), asking.taken);
    let keys = keymap::bar(STUDY, asking.mode()).into_iter();
    keys.map(|key| key.replacen("a–z", &letters, 1).replacen("1–4 rate", rate, 1)).collect()
}

/// What is left, by kind: `2 learning, 8 reviews, 20 new`.
pub fn left(left: Left) -> String {
    let Left { learning, reviews, new } = left;
    let learning = (learning > 0).then(|| format!("{learning} learning"));
    let reviews = (reviews > 0).then(|| count(reviews, "review"));
    let new = (new > 0).then(|| format!("{new} new"));
    [learning, reviews, new].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What may be chosen, a numbered line each; the left sides of pairs, by
/// letters, stand before the right ones.
pub fn options(form: &Form) -> Vec<String> {
    let left: &[String] = match form {
        Form::Match { left, .. } => left,
        _ => &[],
    };
    let left = ('a'..='z').zip(left).map(|(letter, text)| format!("  {letter}. {text}"));
    let options = (1..).zip(form.options()).map(|(number, text)| format!("  {number}. {text}"));
    left.chain(options).collect()
}

/// How an answer is given over lines.
pub fn task(form: &Form) -> &'static str {
    match form {
        Form::Choose { right, .. } if right.len() > 1 => "Give the numbers of all right options",
        Form::Choose { .. } => "Give the number of the right option",
        Form::Order { .. } => "Give the numbers in the right order",
        Form::Match { .. } => "For each letter give the number that belongs to it",
        Form::List => "Type the items, a semicolon between them",
        _ => "Type the answer",
    }
}

/// What the learner should do, in one line for plain mode.
pub fn instruction(form: &Form) -> String {
    let shown = match form {
        Form::Reveal => return "Enter shows the answer.".to_owned(),
        Form::Reverse => return "This is the answer. What was asked? Enter shows it.".to_owned(),
        Form::Tick => {
            let tick = "Enter shows the items; then give the numbers of those you knew, or 0.";
            return tick.to_owned();
        }
        Form::Choose { .. } => "the answer",
        Form::Match { .. } => "the pairs",
        Form::List => "them",
        Form::Type | Form::Order { .. } => "it",
    };
    format!("{}; Enter alone shows {shown}.", task(form))
}

/// Where a card stands, and whether it is marked: `review · marked`.
pub fn standing(question: &Question) -> String {
    let mark = if question.marked { " · marked" } else { "" };
    format!("{}{mark}", question.state.as_str())
}

/// What stands before an author's note and its source where a key opens the document.
pub fn heads(question: &Question) -> [&'static str; 2] {
    ["", if question.has_document { "Source (p): " } else { "Source: " }]
}

/// That a card whose answer was only chosen so far is now typed.
pub fn promoted(question: &Question) -> Option<&'static str> {
    let answers = || question.past.iter().filter_map(Deed::answer).map(|answer| answer.how);
    let is_typed = |how| how == Some(How::Type);
    let is_new = || answers().next_back() == Some(Some(How::Choose)) && !answers().any(is_typed);
    (question.form == Form::Type && is_new())
        .then_some("Typed from now on: you knew it among the options.")
}

/// What the author says beside the answer: the note and the source, each behind its head.
pub fn background(question: &Question, [note, source]: [&str; 2]) -> Vec<String> {
    let note = question.card.note().map(|text| format!("{note}{text}"));
    let source = question.card.source().map(|text| format!("{source}{text}"));
    note.into_iter().chain(source).collect()
}

/// What lies ahead, a line a thing.
pub fn opening(opening: &Opening) -> Vec<String> {
    let is_first = opening.is_first && opening.left.total() > 0;
    let welcome = if is_first { &WELCOME[..] } else { &[] };
    let mut lines: Vec<String> = welcome.iter().map(|&line| line.to_owned()).collect();
    lines.extend(exam(opening));
    lines.extend(today(opening));
    lines
}

/// What this is and how to leave it, said once, in lines that fit a narrow screen.
const WELCOME: [&str; 3] = [
    "byheart asks, you answer and rate it.",
    "Cards return before you forget them.",
    "All is saved at once; Ctrl-C leaves.",
];

/// What there is to do where nothing is due.
fn instead(instead: &Instead) -> Vec<String> {
    let next = instead
        .next
        .map(|(days, reviews)| format!("{} to review {}.", count(reviews, "card"), in_days(days)));
    let new = (instead.unseen > 0).then(|| {
        let cards = count(instead.unseen, "card");
        format!("byheart study --new 10 brings more new ones today ({cards} not seen yet).")
    });
    let cram = "byheart study --cram asks all the same; the schedule stays as it is.";
    let exam = "byheart exam tests you.";
    next.into_iter().chain(new).chain([cram, exam].map(str::to_owned)).collect()
}

/// `Exam in 12 days: 5 to review, 20 new for it today.` Quick answers bring more.
fn exam(opening: &Opening) -> Option<String> {
    let days: Vec<String> = opening.exams.iter().map(|&days| in_days(days)).collect();
    let when = match &days[..] {
        [] => return None,
        [when] => format!("Exam {when}"),
        [first, rest @ ..] => format!("Exams {first} and {}", rest.join(", ")),
    };
    let it = if days.len() > 1 { "them" } else { "it" };
    let what = match opening.for_exams {
        (0, 0) if opening.left.learning > 0 => format!("what is in learning comes first for {it}"),
        (0, 0) => format!("nothing more for {it} today; byheart study --minutes 10 asks more"),
        (reviews, 0) => format!("{reviews} to review for {it} today"),
        (0, new) => format!("{new} new for {it} today"),
        (reviews, new) => format!("{reviews} to review, {new} new for {it} today"),
    };
    let off = if opening.day_off { "a day off; if you like, " } else { "" };
    Some(format!("{when}: {off}{what}. (byheart plan shows the way.)"))
}

fn today(opening: &Opening) -> Vec<String> {
    let Left { learning, reviews, new } = opening.left;
    if opening.left.total() == 0 {
        let nothing = match opening.cards {
            0 => "There are no such cards.",
            _ => "Nothing is due today.",
        };
        let instead = opening.instead.iter().flat_map(instead);
        return std::iter::once(nothing.to_owned()).chain(instead).collect();
    }
    let parts = [(learning, "learning"), (reviews, "to review"), (new, "new")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
    let time = about(opening.seconds);
    let mut lines = vec![match opening.cram {
        true => format!("Cramming {}, about {time}.", count(opening.left.total(), "card")),
        false => format!("Today: {}. About {time}.", parts.join(", ")),
    }];
    if opening.earlier > 0 && !opening.cram {
        lines.push(format!("{} earlier today.", count(opening.earlier, "answer")));
    }
    if let Some(plan) = opening.plan {
        let (reviews, days) = (count(plan.overdue, "review"), count(plan.days, "day"));
        let waited = format!("{reviews} waited for you: {} of them a day", plan.share);
        let done = format!("beside what is due, done in {days}. (--reviews N takes more.)");
        lines.push(format!("{waited} {done}"));
        if opening.new_waits {
            lines.push("New cards wait meanwhile. (--new N brings them.)".to_owned());
        }
    }
    lines
}

/// Why a card comes that its author corrected since the last answer to it.
pub fn corrected(day: civil::Date) -> String {
    let day = Span::from(Date::from(day)).in_english();
    format!("Corrected on {day}, after your last answer: what was right then may be wrong now.")
}

/// What an undo took back: `Taken back: good for “Why did …”`.
pub fn taken_back(event: &Event, prompt: Option<&str>) -> String {
    if let Some(sitting) = event.detail.sitting() {
        return format!("Taken back: all that the exam {sitting} told the schedule");
    }
    let prompt = named(prompt.unwrap_or(event.card.as_str()));
    let what = match event.kind {
        EventKind::Review(rating) => return format!("Taken back: {rating} for {prompt}"),
        EventKind::Suspend => "suspending",
        EventKind::Resume => "resuming",
        EventKind::Bury => "putting off",
        EventKind::Mark => "marking",
        EventKind::Unmark => "taking the mark from",
        EventKind::Reset => "resetting",
        EventKind::Undo => "an undo of",
    };
    format!("Taken back: {what} {prompt}")
}

/// That a card which was skipped is asked after all.
pub fn unskipped(prompt: &str) -> String {
    format!("Taken back: skipping {}", named(prompt))
}

/// A prompt that only names its card.
fn named(prompt: &str) -> String {
    let prompt = markup::plain(prompt).replace('\n', " ");
    format!("“{}”", console::truncate_str(&prompt, LONGEST_NAME, "…"))
}

/// What is said where somebody types a word where single keys count.
pub fn typed_on(asking: &Asking) -> &'static str {
    match asking.judged() {
        Some(_) => "That was typed on behind your answer; single keys count here.",
        None => "Nothing is typed here: recall it. Single keys count; ? shows them.",
    }
}

/// What hints cost, once one was taken.
pub fn price(taken: u8) -> Option<String> {
    let best = offered(None, taken).last().filter(|_| taken > 0)?;
    let hints = if taken == 1 { "a hint" } else { "hints" };
    Some(format!("With {hints}: {best} at best."))
}

/// How a session went, a line a thing.
pub fn summary(summary: &Summary) -> Vec<String> {
    let mut lines = vec![result(summary)];
    lines.extend(left_today(summary));
    lines.extend(summary.hard.iter().map(hard));
    let more = summary.more_hard;
    lines.extend((more > 0).then(|| format!("{more} more were hard.")));
    lines.extend(streak(summary));
    if let Some(tomorrow) = summary.week.first() {
        let off = if summary.tomorrow_off { "a day off; " } else { "" };
        let DayLoad { reviews, new, .. } = tomorrow;
        lines.push(format!("Tomorrow: {off}{reviews} to review, {new} new."));
    }
    if summary.week.iter().skip(1).any(|day| day.reviews > 0) {
        let days =
            summary.week.iter().skip(1).map(|day| format!("{} {}", weekday(day), day.reviews));
        lines.push(format!("Then to review: {}.", days.collect::<Vec<_>>().join(", ")));
    }
    lines
}

/// The days in a row with answers, this one among them.
pub fn streak(summary: &Summary) -> Option<String> {
    let days = || format!("{} in a row.", count(summary.streak as usize, "day"));
    (summary.answered > 0 && summary.streak > 1).then(days)
}

/// Answers, recall and time in one line.
pub fn result(summary: &Summary) -> String {
    if summary.answered == 0 {
        return "No answers this time.".to_owned();
    }
    let share = (summary.recalled * 100 + summary.answered / 2) / summary.answered;
    let answers = count(summary.answered, "answer");
    let time = match summary.took_ms {
        0..1000 => String::new(),
        took => format!(" in {}", duration(Duration::from_millis(took))),
    };
    format!("{answers}, {} recalled ({share} %){time}.", summary.recalled)
}

/// What is left today, and why the session ended all the same.
pub fn left_today(summary: &Summary) -> Option<String> {
    let left = summary.left.total();
    let why = match (summary.time_over, summary.elsewhere) {
        (true, _) => "The time is over. ".to_owned(),
        (false, 0) => String::new(),
        (false, 1) => "A card was open in another window. ".to_owned(),
        (false, cards) => format!("{cards} cards were open in another window. "),
    };
    match (left, summary.returns_in) {
        (0, _) => None,
        (_, Some(minutes)) => {
            Some(format!("{why}Left today: {left}. The next one returns in {minutes} min."))
        }
        (_, None) => Some(format!("{why}Left today: {left}.")),
    }
}

fn hard(card: &HardCard) -> String {
    let place = card.source.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
    format!("Hard: {} → {}{place}", card.prompt, card.answer)
}

/// The day's name, short.
pub fn weekday(day: &DayLoad) -> String {
    day.date.strftime("%a").to_string()
}

/// What happened to a card: each answer, and where it comes from; what may
/// give the answer away only once that is `shown`.
pub fn history(question: &Question, shown: bool) -> Vec<String> {
    let card = &question.card;
    let mut lines = vec!["Id, tags and source follow with the answer.".to_owned()];
    if shown {
        lines = vec![card.id.to_string()];
        lines.extend(card.source().map(|source| format!("Source: {source}")));
        let tags = card.tags().join(", ");
        lines.extend((!tags.is_empty()).then(|| format!("Tags: {tags}")));
    }
    lines.extend(question.marked.then(|| "Marked.".to_owned()));
    lines.extend(happened(&question.past, question.asked_at));
    lines
}

/// What happened to a card, a line a deed.
pub fn happened(deeds: &[Deed], now: Stamp) -> Vec<String> {
    let none = deeds.iter().all(|deed| deed.answer().is_none());
    let none = none.then(|| "No answers yet.".to_owned());
    none.into_iter().chain(deeds.iter().map(|one| deed(one, now))).collect()
}

/// `3 days ago: good, after 12 s; next in 9 days`, `today: suspended`.
fn deed(deed: &Deed, now: Stamp) -> String {
    let what = match deed {
        Deed::Answered(answer) => review(answer),
        Deed::Crammed(_, rating) => format!("{rating}, in cramming"),
        Deed::Did(_, kind) => did(*kind).to_owned(),
        Deed::TookBack(_, None) => "undone: all that an exam told".to_owned(),
        Deed::TookBack(_, Some(kind)) => format!("undone: {}", did(*kind)),
    };
    format!("{}: {what}", days_ago(now.days_since(deed.time())))
}

/// What was done to a card.
fn did(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Suspend => "suspended",
        EventKind::Resume => "resumed",
        EventKind::Bury => "put off to the next day",
        EventKind::Mark => "marked",
        EventKind::Unmark => "the mark is taken away",
        EventKind::Reset => "reset; new from here on",
        EventKind::Undo | EventKind::Review(_) => kind.as_str(),
    }
}

/// An answer that was given: `good, after 12 s; next in 9 days`.
fn review(review: &Review) -> String {
    let took = review.took_ms.map(|took| {
        let time = Duration::from_millis(u64::from(took));
        format!(", after {}", duration(time.max(Duration::from_secs(1))))
    });
    let next = match review.due {
        Due::On(_) => interval(review.interval_days),
        Due::At(instant) => {
            let minutes = instant.duration_since(review.time.instant).as_mins();
            wait(Wait::Minutes(u32::try_from(minutes).unwrap_or(0)))
        }
    };
    format!("{}{}; next in {next}", review.rating, took.unwrap_or_default())
}

/// What a document says around a card's fact, line by line; `>` marks what the card quotes.
pub fn passage(Opened { passage, remark }: &Opened) -> Vec<String> {
    let title = passage.headings.join(" › ");
    let mut lines: Vec<String> =
        Some(title).filter(|title| !title.is_empty()).into_iter().collect();
    lines.extend(remark.clone());
    for piece in &passage.pieces {
        lines.extend(piece.is_apart.then(String::new));
        let mark = if piece.is_quoted { '>' } else { ' ' };
        lines.extend(piece.text.lines().map(|line| format!("{mark} {line}")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::deck;
    use crate::document::testing::passage as passage_of;
    use crate::quiz::exam::paper;

    #[test]
    fn waits_are_in_the_unit_a_person_would_choose() {
        let cases = [
            (Wait::Minutes(1), "1 min"),
            (Wait::Minutes(90), "1.5 hours"),
            (Wait::Days(61), "2 months"),
        ];
        for (value, text) in cases {
            assert_eq!(wait(value), text);
        }
    }

    #[test]
    fn a_wait_that_is_the_same_is_said_once() {
        let deck = deck("[[card]]\nid = \"a\"\nfront = \"q\"\nback = \"b\"");
        let mut question = paper::question(deck.cards[0].clone(), Form::Reveal);
        assert_eq!(ratings(&question, None, 0), ["1 again", "2 hard", "3 good", "4 easy"]);
        let [day, days] = [1, 4].map(Wait::Days);
        question.waits = Some([day, day, day, days]);
        let told = ["1 again 1 day", "2 hard same", "3 good same", "4 easy 4 days"];
        assert_eq!(ratings(&question, None, 0), told);
        question.waits = Some([Wait::Minutes(10), day, days, day]);
        let told = ["1 again 10 min", "2 hard 1 day", "3 good 4 days", "4 easy 1 day"];
        assert_eq!(ratings(&question, None, 0), told);
    }

    #[test]
    fn what_happened_is_told_in_words() {
        let at = |text: &str| text.parse::<Stamp>().unwrap();
        let (now, then) = (at("2026-11-23T10:00:00Z"), at("2026-11-22T10:00:00Z"));
        let kinds = [EventKind::Suspend, EventKind::Bury, EventKind::Reset];
        let mut deeds: Vec<Deed> = kinds.map(|kind| Deed::Did(then, kind)).to_vec();
        deeds.push(Deed::TookBack(now, Some(EventKind::Review(Rating::Good))));
        deeds.push(Deed::TookBack(now, None));
        deeds.push(Deed::Crammed(now, Rating::Hard));
        let told = [
            "No answers yet.",
            "yesterday: suspended",
            "yesterday: put off to the next day",
            "yesterday: reset; new from here on",
            "today: undone: good",
            "today: undone: all that an exam told",
            "today: hard, in cramming",
        ];
        assert_eq!(happened(&deeds, now), told);
    }

    #[test]
    fn a_key_is_promised_where_there_is_a_document_to_open() {
        let card = "id = \"a\"\nfront = \"q\"\nback = \"b\"\nsource = \"Riga ¶1\"";
        let deck = deck(&format!("[[card]]\n{card}"));
        let mut question = paper::question(deck.cards[0].clone(), Form::Reveal);
        assert_eq!(background(&question, heads(&question)), ["Source: Riga ¶1"]);
        question.has_document = true;
        assert_eq!(background(&question, heads(&question)), ["Source (p): Riga ¶1"]);
    }

    #[test]
    fn each_line_of_what_is_quoted_is_marked() {
        let mut opened =
            Opened { passage: passage_of("It rained.", "Roses\nare red", "\nYes."), remark: None };
        opened.passage.headings = vec!["Verse".to_owned()];
        let seen = ["Verse", "  It rained.", "> Roses", "> are red", "  ", "  Yes."];
        assert_eq!(passage(&opened), seen);
    }

    #[test]
    fn hints_and_a_wrong_answer_take_the_best_ratings_away() {
        assert_eq!(rating_keys(None, 0), "1–4 rate");
        assert_eq!(rating_keys(None, 1), "1–3 rate");
        assert_eq!(rating_keys(None, 9), "1 rate");
        assert_eq!(rating_keys(Some(Rating::Again), 0), "1 rate");
        assert_eq!(rating_keys(Some(Rating::Hard), 0), "1–3 rate");
        assert_eq!(rating_keys(Some(Rating::Good), 0), "1–4 rate");
    }
}
