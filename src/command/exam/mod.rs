//! `exam`: draws a paper, begins or takes up a sitting, reports it, and shows
//! earlier ones.

mod begin;
mod driver;
mod feed;
mod list;
mod paper;
mod report;
mod show;
#[cfg(test)]
mod tests;

use super::study::ui_mode;
use super::workspace::{Workspace, note};
use super::{Shop, listen};
use crate::base::words::count;
use crate::cli::{Exam, Global, UiMode};
use crate::deck::CardId;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::quiz::exam::paper::Short;
use crate::quiz::exam::{Format, Paper, Repeats, Sitting, Wish};
use crate::ui::exam::ExamUi;
use crate::ui::json::JsonExam;
use crate::ui::plain::exam::PlainExam;
use crate::ui::plain::hearing::Hearing;
use crate::ui::screen::exam::ExamScreen;
use crate::ui::signals;
use crate::ui::tty::Events;
use driver::Driver;
use std::io;

/// Questions where nothing is said.
const QUESTIONS: usize = 20;
/// Percentage that passes where nothing is said.
const PASS: u32 = 60;

/// What one run of the command works with.
struct Desk<'a> {
    env: &'a Env,
    global: &'a Global,
    options: &'a Exam,
    workspace: Workspace,
    /// All of this home, oldest first.
    sittings: Vec<Sitting>,
}

pub(super) fn run(options: &Exam, shop: &mut Shop) -> Result {
    if let Some(path) = &options.paper {
        return paper::run(options, path, shop);
    }
    let Shop { env, global, .. } = &*shop;
    let asks = !options.list && options.show.is_none();
    if asks && global.no_input && !env.hears_lines {
        return Err(Error::new("an exam asks, which --no-input forbids without a terminal")
            .hint("leave --no-input out; --paper, --list and --show ask nothing"));
    }
    let mode = ui_mode(env, options.ui)?;
    let workspace = Workspace::open(shop, &options.selection)?;
    workspace.report_faults(shop);
    let found = workspace.exams.read();
    found.problems.iter().filter(|_| !global.quiet).for_each(|problem| note(problem));
    let (Shop { env, global, out }, sittings) = (shop, found.sittings);
    let desk = Desk { env, global, options, workspace, sittings };
    if options.list {
        return list::run(&desk, out);
    }
    desk.workspace.store.check_place(env.clock.now())?;
    listen(farewell)?;
    if let Some(id) = &options.show {
        return show::run(desk, id.as_deref(), out);
    }
    desk.workspace.exams.sweep(env.clock.now());
    let mut ui = make_ui(env, mode, global.json)?;
    let Some(begun) = desk.begin(mode, &mut *ui)? else { return Ok(()) };
    Driver::new(desk, ui, begun).run(out)
}

/// What is kept where a signal ends the program.
fn farewell(_saves: u32) -> String {
    "Interrupted; every answer is saved. byheart exam --resume takes an open exam up, \
     --show shows the result of one that ended."
        .to_owned()
}

impl Desk<'_> {
    /// The sittings over a deck that was named; all where none was.
    fn on_named_decks(&self) -> Vec<Sitting> {
        let is_named = |sitting: &&Sitting| {
            let mut decks = self.workspace.shelf.decks.iter();
            self.options.selection.decks.is_empty()
                || decks.any(|deck| sitting.decks.iter().any(|id| id == deck.id.as_str()))
        };
        self.sittings.iter().filter(is_named).cloned().collect()
    }

    /// Whether this device began the sitting.
    fn is_mine(&self, sitting: &Sitting) -> bool {
        sitting.device == self.workspace.exams.device()
    }

    fn save(&self, sitting: &Sitting, what: &str) -> Result {
        signals::saving(|| self.workspace.exams.save(sitting)).map_err(|cause| {
            Error::because(format!("{what} could not be saved"), &cause).hint(cause.remedy())
        })
    }
}

/// The sitting that `option` names by its id.
fn named<'s>(sittings: &'s [Sitting], id: &str, option: &str) -> Result<&'s Sitting> {
    sittings.iter().find(|sitting| sitting.id == id).ok_or_else(|| {
        Error::new(format!("there is no exam '{id}'")).hint(format!(
            "byheart exam --list shows their ids; name a deck before {option}, not behind it"
        ))
    })
}

fn make_ui(env: &Env, mode: UiMode, json: bool) -> Result<Box<dyn ExamUi>> {
    let fault = |cause: io::Error| Error::because("cannot use the terminal", &cause);
    let hearing = || Hearing::of_stdin().map_err(fault);
    let terminal = env.terminal;
    Ok(match mode {
        // What is printed as JSON stands alone.
        UiMode::Json if json => Box::new(JsonExam::new(hearing()?, io::stderr())),
        _ if json => Box::new(PlainExam::new(hearing()?, io::stderr(), None)),
        UiMode::Screen | UiMode::Line => {
            let events = Events::listen().map_err(fault)?;
            Box::new(ExamScreen::new(events, terminal.color, terminal.ascii))
        }
        UiMode::Plain => {
            let plain = PlainExam::new(hearing()?, io::stdout(), wraps(env));
            Box::new(plain.in_ascii(env.terminal.ascii))
        }
        UiMode::Json => Box::new(JsonExam::new(hearing()?, io::stdout())),
    })
}

/// Columns to wrap to where a person reads on a terminal.
fn wraps(env: &Env) -> Option<usize> {
    env.hears_lines.then_some(env.terminal.columns)
}

/// A paper, and what it lacks.
fn draw(workspace: &Workspace, global: &Global, options: &Exam) -> Result<(Paper, Vec<String>)> {
    let formats = options.formats.clone();
    let wish = Wish {
        questions: options.questions.map_or(QUESTIONS, |count| count as usize),
        formats: if formats.is_empty() { Format::ALL.to_vec() } else { formats },
        // Short enough to be typed again.
        seed: options.seed.unwrap_or_else(|| rand::random_range(0..1_000_000)),
        // Where nobody asked for so many, questions need not repeat each other.
        repeats: if options.questions.is_some() { Repeats::Last } else { Repeats::Never },
    };
    let paper = Paper::draw(&workspace.shelf.decks, &wish)
        .map_err(|cause| Error::new(cause.to_string()).hint(cause.remedy()))?;
    let notes = lacks(&paper, options, global);
    Ok((paper, notes))
}

fn lacks(paper: &Paper, options: &Exam, global: &Global) -> Vec<String> {
    let mut notes = Vec::new();
    let asked = paper.items.len();
    let wanted = options.questions.map_or(0, |count| count as usize);
    if asked < wanted {
        notes.push(format!(
            "You wanted {wanted} questions; these decks have {asked} that can be asked so."
        ));
    }
    if paper.kept_apart > 0 {
        let (cards, all) = (count(paper.kept_apart, "card"), asked + paper.kept_apart);
        let more = if all > 500 { "500 asks more" } else { &format!("{all} asks all") };
        let why = "left out that would repeat or answer another";
        notes.push(format!("{cards} {why}; --questions {more}."));
    }
    notes.extend(left_out(paper, options, global));
    if paper.weightless > 0 {
        let cards = count(paper.weightless, "card");
        notes.push(format!("{cards} left out by the [exam] weights."));
    }
    notes.extend(short(&paper.short));
    notes
}

/// Cards that are not asked; with `--verbose` all of them are named.
fn left_out(paper: &Paper, options: &Exam, global: &Global) -> Option<String> {
    if paper.left_out.is_empty() {
        return None;
    }
    let why = match options.formats.is_empty() {
        true => "that no exam can mark; ask = \"type\" lets a longer answer be typed",
        false => "that cannot be asked in these formats",
    };
    let ids: Vec<&str> = paper.left_out.iter().map(CardId::as_str).collect();
    let which = match (global.verbose, &ids[..]) {
        (true, ids) => format!(": {}.", ids.join(", ")),
        (false, [_]) => " (-v names it).".to_owned(),
        (false, _) => " (-v names them).".to_owned(),
    };
    Some(format!("{} left out {why}{which}", count(paper.left_out.len(), "card")))
}

/// Weights that could not be met.
fn short(tags: &[Short]) -> Option<String> {
    let has = |Short { tag, drawn, wanted }: &Short, of: &str| {
        format!("{tag} has only {drawn} of {of}{}", count(*wanted, "question"))
    };
    match tags {
        [] => None,
        [one] => Some(format!("{} that its weight asks for.", has(one, "the "))),
        more => {
            let told: Vec<String> = more.iter().map(|short| has(short, "")).collect();
            Some(format!("Too few cards for the weights: {}.", told.join(", ")))
        }
    }
}
