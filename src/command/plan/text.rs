//! The plan for people: what lies ahead, a row a day, what to expect, and what
//! would help.

use crate::base::sanitize::sanitize;
use crate::base::words::{count, in_days};
use crate::command::exams::{Dated, Found};
use crate::env::Terminal;
use crate::quiz::exam_day::band::Band;
use crate::quiz::exam_day::forecast::DayAhead;
use crate::quiz::exam_day::plan::{Minutes, Outlook, Part, Plan};
use crate::quiz::exam_day::remedy::Remedy;
use crate::ui::wording::{marks, wrapped};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// A row's columns before the bar.
const FIXED: usize = 36;
/// A shorter bar says nothing.
const LEAST_BAR: usize = 8;
/// The longest bar.
const WIDEST_BAR: usize = 30;
/// From this share of the seen cards on, what is due afterwards is a backlog.
const BACKLOG: f64 = 0.3;
/// Fewer reviews than these are no backlog.
const LEAST_BACKLOG: f64 = 30.0;
/// Fewer days than these need no line.
const LEAST_LINE: usize = 5;
/// Days with a row of their own; a longer way has rows of weeks after them.
const DAYS: usize = 14;
/// A way that is this much longer has no weeks.
const WEEK: usize = 7;

/// How the plan is printed.
pub(super) struct Page<'a> {
    pub(super) terminal: Terminal,
    pub(super) found: &'a Found,
    pub(super) goal: f64,
    /// What the command line says and `byheart.toml` does not, as its lines.
    pub(super) proposed: Vec<String>,
}

impl Page<'_> {
    /// No line is wider than the terminal.
    pub(super) fn lines(&self, plan: &Plan) -> Vec<String> {
        let has_days = !plan.days.is_empty();
        let mut first: Vec<String> = plan.exams.iter().map(heading).collect();
        first.extend(has_days.then(|| minutes(plan)));
        first.extend(self.dates());
        let mut parts = vec![self.wrapped(&first)];
        parts.extend(has_days.then(|| self.table(plan)));
        parts.extend(plan.exams.iter().map(|exam| self.outlook(exam)));
        parts.push(self.wrapped(&self.closing(plan)));
        parts.retain(|part| !part.is_empty());
        parts.join(&String::new())
    }

    /// What became of other dates; one of all decks is told once.
    fn dates(&self) -> Vec<String> {
        let Found { over, moved, far, .. } = self.found;
        let over = over.iter().map(|dated| format!("{}, {}, is over.", dated.whose(), dated.date));
        let moved = moved.iter().map(|Dated { deck, date, .. }| {
            format!("the date {date} of deck {deck} is over; the next one counts.")
        });
        let all = over.chain(moved).chain(far.iter().map(Dated::is_far));
        let mut told: Vec<String> = all.map(|text| text.replacen("the", "The", 1)).collect();
        let mut seen = BTreeSet::new();
        told.retain(|text| seen.insert(text.clone()));
        told
    }

    /// Wrapped to the terminal; no date is broken.
    fn wrapped(&self, texts: &[String]) -> Vec<String> {
        let shown = texts.iter().map(|text| marks(&sanitize(text), self.terminal.ascii));
        shown.flat_map(|text| wrapped("", &text, self.terminal.columns)).collect()
    }

    fn table(&self, plan: &Plan) -> Vec<String> {
        let recall = if plan.is_known() { "   recall" } else { "" };
        let heading = format!("{:<11} {:>4} {:>7} {:>4}{recall}", "day", "new", "reviews", "min");
        let whole = if plan.days.len() > DAYS + WEEK { DAYS } else { plan.days.len() };
        let (days, weeks) = plan.days.split_at(whole);
        let days =
            days.iter().map(|day| self.row(day.date.strftime("%a %e %b").to_string(), day, plan));
        let weeks = weeks
            .chunks(WEEK)
            .filter_map(week)
            .map(|week| self.row(week.date.strftime("week %e %b").to_string(), &week, plan));
        std::iter::once(heading).chain(days).chain(weeks).chain(self.line(plan)).collect()
    }

    /// The recall of all days in one line, from empty to full.
    fn line(&self, plan: &Plan) -> Option<String> {
        if !plan.is_known() || plan.days.len() < LEAST_LINE {
            return None;
        }
        let steps = if self.terminal.ascii { "_.:-=+*#" } else { "▁▂▃▄▅▆▇█" };
        let steps: Vec<char> = steps.chars().collect();
        let step = |share: f64| steps[((share * 8.0) as usize).min(steps.len() - 1)];
        let (first, last) = (plan.days.first()?.recall, plan.days.last()?.recall);
        let ends = format!("{} to {}", figure(first), figure(last));
        let width = self.terminal.columns.saturating_sub(14 + ends.width()).min(plan.days.len());
        if width == 0 {
            return None;
        }
        // Of more days than there are columns some are left out, never the last.
        let day = |column: usize| (column + 1) * plan.days.len() / width - 1;
        let line: String = (0..width).map(|column| step(plan.days[day(column)].recall)).collect();
        Some(format!("{:<11} {line}  {ends}", "day by day"))
    }

    fn row(&self, date: String, day: &DayAhead, plan: &Plan) -> String {
        let is_off = self.found.exams.off.has(day.date) && day.new + day.reviews == 0.0;
        let work = match is_off {
            true => format!("{:>4} {:>7} {:>4}", "-", "off", "-"),
            false => {
                let whole = |number: f64| number.round();
                let (new, reviews) = (whole(day.new), whole(day.reviews));
                format!("{new:>4} {reviews:>7} {:>4}", whole(day.seconds / 60.0))
            }
        };
        let recall = match plan.is_known() {
            true => format!("  {:>5}  {}", figure(day.recall), self.bar(day.recall)),
            false => String::new(),
        };
        format!("{date:<11} {work}{recall}").trim_end().to_owned()
    }

    /// Colour says again what the figure beside it says.
    fn bar(&self, share: f64) -> String {
        let width = self.terminal.columns.saturating_sub(FIXED + 2).min(WIDEST_BAR);
        if width < LEAST_BAR {
            return String::new();
        }
        let filled = (share * width as f64).round() as usize;
        let (full, empty) = if self.terminal.ascii { ("#", "-") } else { ("█", "░") };
        let bar = full.repeat(filled);
        let bar = match (self.terminal.color, share >= self.goal) {
            (false, _) => bar,
            (true, true) => console::style(bar).green().to_string(),
            (true, false) => console::style(bar).yellow().to_string(),
        };
        format!("{bar}{}", empty.repeat(width.saturating_sub(filled)))
    }

    fn outlook(&self, exam: &Outlook) -> Vec<String> {
        let mut lines = self.wrapped(&[expected(exam)]);
        let decks = exam.decks.iter().map(|part| self.part("deck", part, exam));
        let tags = exam.tags.iter().map(|part| self.part("tag", part, exam));
        let parts: Vec<Vec<String>> = decks.chain(tags).collect();
        if parts.len() > 1 {
            lines.extend(parts.concat());
        }
        lines
    }

    fn part(&self, kind: &str, part: &Part, exam: &Outlook) -> Vec<String> {
        let figures = format!("{:>5}  {}", part.cards, self.band(part.recall, exam.known));
        let room = self.terminal.columns.saturating_sub(figures.width() + 3).min(32);
        let name = format!("{kind} {}", sanitize(&part.name));
        let ending = if self.terminal.ascii { "~" } else { "…" };
        // Names differ at their ends: a long one gets a line of its own.
        let own = name.width() > room;
        let most = if own { self.terminal.columns.saturating_sub(2) } else { room };
        let name = console::truncate_str(&name, most, ending).into_owned();
        match own {
            true => vec![format!("  {name}"), format!("  {}{figures}", " ".repeat(room + 1))],
            false => vec![format!("  {name}{} {figures}", " ".repeat(room - name.width()))],
        }
    }

    fn band(&self, band: Band, known: bool) -> String {
        let [low, high] = ends(band);
        let text = match known {
            _ if band.expected == 0.0 => "not seen by then".to_owned(),
            true if low == high => figure(band.expected),
            true => format!("{} ({low}–{high} %)", figure(band.expected)),
            false if low == high => format!("{low} %"),
            false => format!("{low}–{high} %"),
        };
        marks(&text, self.terminal.ascii)
    }

    fn closing(&self, plan: &Plan) -> Vec<String> {
        let mut texts = Vec::new();
        let is_off = |day: &DayAhead| self.found.exams.off.has(day.date);
        match plan.remedy {
            Some(_) if plan.days.iter().all(is_off) => {
                texts.push("Every day until then is a day off.".to_owned());
            }
            Some(remedy) => texts.push(help(remedy, plan)),
            None if plan.is_known() && !plan.days.is_empty() => {
                texts.push(format!("{} is in reach.", percent(self.goal)));
            }
            None => {}
        }
        if plan.due_after >= LEAST_BACKLOG.max(BACKLOG * plan.seen) {
            let exam = if plan.exams.len() > 1 { "last exam" } else { "exam" };
            let reviews = count(plan.due_after.round() as usize, "review");
            let back = format!("The day after the {exam} the usual schedule is back, with about");
            let spread = "due at once; byheart then spreads them over days.";
            texts.push(format!("{back} {reviews} {spread}"));
        }
        if !self.proposed.is_empty() {
            let follows = "byheart study follows this once byheart.toml says, below [exam]:";
            texts.push(format!("{follows} {}", self.proposed.join(" and ")));
        }
        texts
    }
}

fn heading(exam: &Outlook) -> String {
    let date = exam.date.strftime("%A, %-d %B %Y");
    let Part { cards, unseen, .. } = exam.all;
    let new = if unseen == 0 { String::new() } else { format!(", {unseen} of them new") };
    format!("Exam {} ({date}): {}{new}.", in_days(exam.days), count(cards, "card"))
}

fn minutes(plan: &Plan) -> String {
    let minutes = count(plan.minutes.round() as usize, "minute");
    match plan.basis {
        Minutes::Declared => format!("{minutes} a day."),
        Minutes::Skipping => format!("{minutes} a day, counting the days that you skip."),
        Minutes::Observed => format!("{minutes} a day, as your last days had."),
        Minutes::Assumed => {
            format!(
                "{minutes} a day are assumed; --minutes, or minutes below [exam] in byheart.toml, says how many."
            )
        }
    }
}

/// A week in one row, with what would be recalled at its end.
fn week(days: &[DayAhead]) -> Option<DayAhead> {
    let sum = |of: fn(&DayAhead) -> f64| days.iter().map(of).sum::<f64>();
    Some(DayAhead {
        date: days.first()?.date,
        new: sum(|day| day.new),
        reviews: sum(|day| day.reviews),
        seconds: sum(|day| day.seconds),
        recall: days.last()?.recall,
    })
}

/// At the start nothing but a wide band is known.
fn expected(exam: &Outlook) -> String {
    let Part { cards, unseen, recall, .. } = exam.all;
    let on = format!("On {}", exam.date.strftime("%-d %B"));
    let [low, high] = ends(recall);
    match exam.known {
        _ if recall.expected == 0.0 => format!("{on} none of the cards will have been seen."),
        true if low == high => {
            format!("{on} you can expect to recall {} of the cards.", percent(recall.expected))
        }
        true => format!(
            "{on} you can expect to recall {} of the cards, with four chances in five between {low} and {high} %.",
            percent(recall.expected),
        ),
        false if exam.days == 0 => {
            format!("{} of the {} were seen.", cards - unseen, count(cards, "card"))
        }
        false => {
            let share = match low == high {
                true => format!("about {low} %"),
                false => format!("between {low} and {high} %"),
            };
            format!(
                "{on} you may recall {share} of the cards. What you answer on later days than the first will say more.",
            )
        }
    }
}

fn help(remedy: Remedy, plan: &Plan) -> String {
    let is_known = plan.exams.iter().any(|exam| exam.known && exam.date == remedy.exam);
    let doubt = if is_known { "" } else { "Going by the average learner, " };
    let exam = match plan.exams.len() {
        0 | 1 => String::new(),
        _ => format!(" for the exam on {}", remedy.exam.strftime("%-d %B")),
    };
    let Remedy { goal, of, .. } = remedy;
    let (goal, minutes) = (percent(goal), count(plan.minutes.round() as usize, "minute"));
    let out = format!("{doubt}{goal}{exam} is out of reach with {minutes} a day.");
    let only = |cards| format!("learning only the first {cards} of the {of} cards");
    let cards = remedy.cards.map(only);
    match (remedy.minutes, cards) {
        (Some(minutes), Some(cards)) => {
            format!("{out} It would take about {minutes} minutes a day, or {cards}.")
        }
        (Some(minutes), None) => format!("{out} It would take about {minutes} minutes a day."),
        (None, Some(cards)) => format!("{out} More minutes would not do; {cards} would."),
        (None, None) => format!("{out} Neither more minutes nor fewer new cards would do."),
    }
}

/// The ends of a band in whole per cent; nothing is certain.
fn ends(band: Band) -> [f64; 2] {
    [band.low, band.high].map(|share| (100.0 * share).round().clamp(1.0, 99.0))
}

fn percent(share: f64) -> String {
    match (100.0 * share).round() {
        100.0.. => "over 99 %".to_owned(),
        ..1.0 => "under 1 %".to_owned(),
        whole => format!("{whole} %"),
    }
}

/// The same in a column.
fn figure(share: f64) -> String {
    percent(share).replace("over ", ">").replace("under ", "<")
}

#[cfg(test)]
mod tests;
