//! The plan for people: what lies ahead, a row a day, what to expect, and what
//! would help.

use crate::command::exams::Found;
use crate::deck::sanitize::sanitize;
use crate::env::Terminal;
use crate::quiz::exam_day::band::Band;
use crate::quiz::exam_day::forecast::DayAhead;
use crate::quiz::exam_day::plan::{Minutes, Outlook, Part, Plan, Remedy};
use crate::ui::wording::{count, in_days, marks};
use unicode_width::UnicodeWidthStr;

/// A row's columns before the bar.
const FIXED: usize = 35;
/// The longest bar.
const WIDEST_BAR: usize = 30;
/// From this share of the seen cards on, what is due afterwards is a backlog.
const BACKLOG: f64 = 0.3;

/// How the plan is printed.
pub(super) struct Page<'a> {
    terminal: Terminal,
    found: &'a Found,
    goal: f64,
}

impl<'a> Page<'a> {
    pub(super) fn new(terminal: Terminal, found: &'a Found, goal: f64) -> Self {
        Self { terminal, found, goal }
    }

    /// No line is wider than the terminal.
    pub(super) fn lines(&self, plan: &Plan) -> Vec<String> {
        let mut lines = Vec::new();
        for exam in &plan.exams {
            self.say(&mut lines, &heading(exam));
        }
        self.say(&mut lines, &minutes(plan));
        for (deck, date) in &self.found.over {
            let over = format!("The exam of deck {deck} was on {date}; that date is ignored.");
            self.say(&mut lines, &over);
        }
        if !plan.days.is_empty() {
            lines.push(String::new());
            lines.extend(self.table(plan));
        }
        for exam in &plan.exams {
            lines.push(String::new());
            lines.extend(self.outlook(exam, plan));
        }
        let closing = self.closing(plan);
        if !closing.is_empty() {
            lines.push(String::new());
            closing.iter().for_each(|text| self.say(&mut lines, text));
        }
        lines
    }

    /// Wrapped to the terminal.
    fn say(&self, lines: &mut Vec<String>, text: &str) {
        let text = marks(&sanitize(text), self.terminal.ascii);
        let wrapped = textwrap::wrap(&text, self.terminal.columns);
        lines.extend(wrapped.into_iter().map(std::borrow::Cow::into_owned));
    }

    fn table(&self, plan: &Plan) -> Vec<String> {
        let recall = if plan.is_known() { "   recall" } else { "" };
        let heading = format!("{:<10} {:>4} {:>7} {:>4}{recall}", "day", "new", "reviews", "min");
        let rows = plan.days.iter().map(|day| self.row(day, plan));
        std::iter::once(heading).chain(rows).collect()
    }

    fn row(&self, day: &DayAhead, plan: &Plan) -> String {
        let date = day.date.strftime("%a %e %b").to_string();
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
            true => format!("  {:>5}  {}", percent(day.recall), self.bar(day.recall)),
            false => String::new(),
        };
        format!("{date:<10} {work}{recall}").trim_end().to_owned()
    }

    /// Colour says again what the figure beside it says.
    fn bar(&self, share: f64) -> String {
        let width = self.terminal.columns.saturating_sub(FIXED + 2).min(WIDEST_BAR);
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

    fn outlook(&self, exam: &Outlook, plan: &Plan) -> Vec<String> {
        let mut lines = Vec::new();
        self.say(&mut lines, &expected(exam, plan));
        let mut parts: Vec<(&str, &Part)> = exam.decks.iter().map(|part| ("deck", part)).collect();
        parts.extend(exam.tags.iter().map(|part| ("tag", part)));
        if parts.len() > 1 {
            let rows = parts.into_iter().map(|(kind, part)| self.part(kind, part, plan));
            lines.extend(rows);
        }
        lines
    }

    fn part(&self, kind: &str, part: &Part, plan: &Plan) -> String {
        let figures = format!("{:>5}  {}", part.cards, self.band(part.recall, plan));
        let room = self.terminal.columns.saturating_sub(figures.width() + 3).min(32);
        let name = format!("{kind} {}", sanitize(&part.name));
        let ending = if self.terminal.ascii { "~" } else { "…" };
        let name = console::truncate_str(&name, room, ending).into_owned();
        let gap = " ".repeat(room.saturating_sub(name.width()));
        format!("  {name}{gap} {figures}")
    }

    fn band(&self, band: Band, plan: &Plan) -> String {
        let ends = format!("{:.0}–{:.0} %", 100.0 * band.low, 100.0 * band.high);
        let text = match plan.is_known() {
            true => format!("{} ({ends})", percent(band.expected)),
            false => ends,
        };
        marks(&text, self.terminal.ascii)
    }

    fn closing(&self, plan: &Plan) -> Vec<String> {
        let mut texts: Vec<String> =
            plan.remedy.map(|remedy| help(remedy, plan)).into_iter().collect();
        if plan.seen >= 1.0 && plan.due_after >= BACKLOG * plan.seen {
            texts.push(format!(
                "The day after the exam the usual schedule is back, with about {} due at once; byheart then spreads them over days.",
                count(plan.due_after.round() as usize, "review"),
            ));
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
        Minutes::Observed => format!("{minutes} a day, as your last days had."),
        Minutes::Assumed => {
            format!("{minutes} a day, until --minutes or [exam] minutes says more.")
        }
    }
}

/// At the start nothing but a wide band is known.
fn expected(exam: &Outlook, plan: &Plan) -> String {
    let Band { low, expected, high } = exam.all.recall;
    let on = format!("On {}", exam.date.strftime("%-d %B"));
    let ends = format!("{:.0} and {:.0} %", 100.0 * low, 100.0 * high);
    match plan.is_known() {
        true => format!(
            "{on} you can expect to recall {} of the cards, with four chances in five between {ends}.",
            percent(expected),
        ),
        false => format!(
            "{on} you may recall between {ends} of the cards. What you answer on later days than the first will say more.",
        ),
    }
}

fn help(remedy: Remedy, plan: &Plan) -> String {
    let goal = percent(remedy.goal);
    let doubt = if plan.is_known() { "" } else { "Going by the average learner, " };
    let out = match plan.is_known() {
        true => format!("{goal} is out of reach with {:.0} minutes a day.", plan.minutes),
        false => format!("{doubt}{goal} is out of reach with {:.0} minutes a day.", plan.minutes),
    };
    let cards = remedy.cards.map(|cards| format!("{cards} of the {} cards", remedy.of));
    match (remedy.minutes, cards) {
        (Some(minutes), Some(cards)) => {
            format!("{out} It would take about {minutes} minutes a day, or fewer cards: {cards}.")
        }
        (Some(minutes), None) => format!("{out} It would take about {minutes} minutes a day."),
        (None, Some(cards)) => {
            format!("{out} More minutes would not do; fewer cards would: {cards}.")
        }
        (None, None) => format!("{out} Neither more minutes nor fewer new cards would do."),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::exam_day::Exams;
    use crate::quiz::exam_day::band::around;
    use crate::quiz::exam_day::belief::Belief;
    use jiff::civil::date;

    fn plan(answers: usize) -> Plan {
        let part = |name: &str| Part {
            name: name.to_owned(),
            cards: 1_000,
            unseen: 7,
            recall: around(0.8, 0.5),
        };
        let (date, all) = (date(2026, 12, 15), part(""));
        let long = part("a-deck-whose-name-is-longer-than-any-line-has-room-for");
        let day = DayAhead { date, new: 12.4, reviews: 100.0, seconds: 1200.0, recall: 1.0 };
        Plan {
            exams: vec![Outlook { date, days: 12, all, decks: vec![long], tags: vec![part("b")] }],
            days: vec![day, DayAhead { date: date.yesterday().unwrap(), recall: 0.2, ..day }],
            minutes: 20.0,
            basis: Minutes::Assumed,
            belief: Belief { factor: 1.0, answers },
            seen: 100.0,
            due_after: 44.0,
            remedy: Some(Remedy { goal: 0.9, minutes: Some(35), cards: Some(80), of: 1_000 }),
        }
    }

    fn lines(columns: usize, answers: usize) -> Vec<String> {
        let terminal =
            Terminal { interactive: false, bars: false, color: false, ascii: false, columns };
        let over = vec![("old".to_owned(), date(2026, 1, 1))];
        Page::new(terminal, &Found { exams: Exams::default(), over }, 0.9).lines(&plan(answers))
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for (columns, answers) in [(40, 500), (40, 0), (80, 500), (200, 500)] {
            let lines = lines(columns, answers);
            let wide: Vec<&String> = lines.iter().filter(|line| line.width() > columns).collect();
            assert!(wide.is_empty(), "{wide:#?}");
        }
    }

    #[test]
    fn what_is_out_of_reach_is_said_with_what_would_help() {
        let text = lines(200, 500).join("\n");
        let said = "90 % is out of reach with 20 minutes a day. It would take about 35 minutes a day, or fewer cards: 80 of the 1000 cards.";
        assert!(text.contains(said), "{text}");
        assert!(text.contains("about 44 reviews due at once"), "{text}");
        let start = lines(200, 0).join("\n");
        assert!(start.contains("Going by the average learner, 90 % is out of reach"), "{start}");
        // No figure is promised then.
        assert!(!start.contains("80 % ("), "{start}");
    }
}
