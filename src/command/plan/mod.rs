//! `plan`: the way to an exam, day by day, and what to expect there.

mod json;
mod text;

use super::Shop;
use super::exams::{self, Dated};
use super::workspace::Workspace;
use crate::base::hash::stable_hash;
use crate::cli::Plan as Options;
use crate::error::{Error, Result};
use crate::quiz::exam_day::Word;
use crate::quiz::exam_day::forecast::{LONGEST, MOST_RUNS};
use crate::quiz::exam_day::plan::{Ground, plan};
use crate::schedule::day;
use crate::ui::bar::Bar;
use jiff::civil::Date;

/// How far ahead the date of an example lies.
const EXAMPLE_DAYS: u32 = 21;

pub(super) fn run(options: &Options, shop: &mut Shop) -> Result {
    let shown = shop.env.terminal.bars && !shop.global.quiet;
    let bar = Bar::start(2, shown, shop.env.terminal.ascii);
    bar.begin("reading your progress");
    let workspace = Workspace::open(shop, &options.selection)?;
    drop(bar);
    workspace.report_faults(shop);
    let Shop { env, global, out } = shop;
    let settings = &workspace.settings;
    let today = env.clock.now().study_day(settings.day_starts_at);
    let date = options.exam.as_deref().map(|text| date(text, today)).transpose()?;
    let mut found = exams::of(&workspace.shelf.decks, settings, date, today);
    if options.minutes.is_some() {
        (found.exams.minutes, found.exams.word) = (options.minutes, Word::Taken);
    }
    if found.exams.aims.is_empty() {
        return Err(no_exam(&workspace, &found, today));
    }
    let ground = Ground {
        decks: &workspace.shelf.decks,
        history: &workspace.history,
        exams: &found.exams,
        today,
        goal: settings.exam.goal,
        // The same plan all day.
        seed: stable_hash(today.to_string().bytes()),
        most_runs: MOST_RUNS,
    };
    let bar = Bar::start(2, shown, env.terminal.ascii);
    bar.advance();
    bar.begin("playing the days forward");
    let plan = plan(ground);
    drop(bar);
    let Some(plan) = plan else { return Err(no_cards()) };
    if global.json {
        return out.json(&json::report(&plan, &found));
    }
    let date = date.filter(|date| settings.exam.date != Some(*date));
    let minutes = options.minutes.filter(|most| settings.exam.minutes != Some(*most));
    let lines = [
        date.map(|date| format!("date = {date}")),
        minutes.map(|minutes| format!("minutes = {minutes}")),
    ];
    let proposed = lines.into_iter().flatten().collect();
    let page =
        text::Page { terminal: env.terminal, found: &found, goal: settings.exam.goal, proposed };
    page.lines(&plan).iter().try_for_each(|line| out.raw(&format!("{line}\n")))
}

/// A date that is not over.
fn date(text: &str, today: Date) -> Result<Date> {
    let date: Date = text.parse().map_err(|_| {
        Error::new(format!("expected a date for --exam, found '{text}'"))
            .hint("write it like 2026-12-15")
    })?;
    if date < today {
        let ago = day::elapsed(date, today);
        let days = if ago == 1 { "yesterday".to_owned() } else { format!("{ago} days ago") };
        return Err(Error::new(format!("the exam date {date} has passed: it was {days}"))
            .hint(format!("today is {today}; give a day from then on")));
    }
    Ok(date)
}

fn too_far(dated: &Dated) -> Error {
    let (whose, date) = (dated.whose(), dated.date);
    Error::new(format!("expected {whose} within {LONGEST} days, found {date}"))
        .hint("check the year; until then byheart study goes on without an exam")
}

fn no_exam(workspace: &Workspace, found: &exams::Found, today: Date) -> Error {
    if workspace.shelf.decks.is_empty() {
        return no_cards();
    }
    if let Some(dated) = found.far.first() {
        return too_far(dated);
    }
    let error = match found.over.iter().max_by_key(|dated| dated.date) {
        None => Error::new("no exam date is known"),
        Some(dated) => {
            Error::new(format!("no exam lies ahead: {} was on {}", dated.whose(), dated.date))
        }
    };
    let example = day::after(today, EXAMPLE_DAYS);
    error.hint(format!(
        "give one with --exam {example}, or in byheart.toml under [exam]: date = {example}"
    ))
}

fn no_cards() -> Error {
    Error::new("there are no cards to plan for")
        .hint("byheart decks lists your decks; suspended cards do not count")
}
