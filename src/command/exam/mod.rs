//! `exam`: draws a paper, begins or takes up a sitting, and reports it.

mod driver;
mod list;
mod paper;
mod report;

use super::output::Output;
use super::study::ui_mode;
use super::workspace::{Workspace, note, store_error};
use crate::cli::{Exam, ExamFormat, Global, UiMode};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::progress::exams::{Claim, Found};
use crate::quiz::exam::{Format, How, Paper, Sitting, Wish};
use crate::ui::exam::plain::PlainExam;
use crate::ui::exam::wording::{self, Row, Tone};
use crate::ui::exam::{Choice, ExamUi};
use crate::ui::screen::exam::ExamScreen;
use crate::ui::signals;
use driver::Driver;
use std::io;

/// Questions where nothing is said.
const QUESTIONS: usize = 20;
/// Percentage that passes where nothing is said.
const PASS: u32 = 60;

pub(super) fn run(env: &Env, global: &Global, options: &Exam, out: &mut Output) -> Result {
    if let Some(path) = &options.paper {
        return paper::run(env, global, options, path, out);
    }
    let mode = ui_mode(env, options.ui)?;
    let workspace = Workspace::open(env, global, &options.selection)?;
    workspace.report_faults(global);
    let found = workspace.exams.read();
    found.problems.iter().filter(|_| !global.quiet).for_each(|problem| note(problem));
    if options.list {
        return list::run(&found.sittings, global, out);
    }
    let farewell = |_| {
        "Interrupted; every answer is saved. byheart exam --resume takes an open exam up."
            .to_owned()
    };
    signals::listen(farewell)
        .map_err(|cause| Error::because("cannot listen for signals", &cause))?;
    let mut ui = make_ui(env, mode, global.json)?;
    let Some(begun) = begin(env, &workspace, options, &found, mode, &mut *ui)? else {
        return Ok(());
    };
    Driver::new(env, global, workspace, ui, begun, found.sittings).run(options.feed, out)
}

/// A sitting to be sat, and what is to be said before.
pub(super) struct Begun {
    pub(super) sitting: Sitting,
    pub(super) rows: Vec<Row>,
    pub(super) claim: Claim,
}

fn make_ui(env: &Env, mode: UiMode, json: bool) -> Result<Box<dyn ExamUi>> {
    let fault = |cause: io::Error| Error::because("cannot use the terminal", &cause);
    let terminal = env.terminal;
    Ok(match mode {
        // What is printed as JSON stands alone.
        _ if json => Box::new(PlainExam::new(io::stderr()).map_err(fault)?),
        UiMode::Screen => Box::new(ExamScreen::new(terminal.color, terminal.ascii).map_err(fault)?),
        UiMode::Plain | UiMode::Line => Box::new(PlainExam::new(io::stdout()).map_err(fault)?),
    })
}

/// The sitting that the person wants; none where they leave.
fn begin(
    env: &Env,
    workspace: &Workspace,
    options: &Exam,
    found: &Found,
    mode: UiMode,
    ui: &mut dyn ExamUi,
) -> Result<Option<Begun>> {
    let is_mine =
        |sitting: &&Sitting| sitting.is_open() && sitting.device == workspace.exams.device();
    let open = found.sittings.iter().rev().find(is_mine);
    let Some(open) = open else {
        return match options.resume {
            true => Err(Error::new("there is no open exam of this device")
                .hint("byheart exam begins one; byheart exam --list shows earlier ones")),
            false => new(env, workspace, options).map(Some),
        };
    };
    let resume = match (options.resume, options.new) {
        (true, _) => true,
        (_, true) => false,
        _ if mode == UiMode::Screen => match offer(open, ui)? {
            Some(resume) => resume,
            None => return Ok(None),
        },
        _ => {
            let open = wording::open_sitting(open).replacen("An exam", "an exam", 1);
            return Err(Error::new(open.trim_end_matches('.'))
                .hint("--resume takes it up, --new gives it up and begins another"));
        }
    };
    match resume {
        true => take_up(workspace, &open.id).map(Some),
        false => {
            let begun = new(env, workspace, options)?;
            give_up(env, workspace, open)?;
            Ok(Some(begun))
        }
    }
}

/// Whether an open sitting is to be taken up; none where the person leaves.
fn offer(open: &Sitting, ui: &mut dyn ExamUi) -> Result<Option<bool>> {
    let rows = [Row::new(Tone::Plain, wording::open_sitting(open))];
    let choices = [
        Choice { key: 'r', text: "take it up" },
        Choice { key: 'n', text: "give it up and begin another" },
        Choice { key: 'q', text: "leave" },
    ];
    let chosen = ui.choose(&rows, &choices).map_err(driver::broken)?;
    Ok(match chosen {
        Some(0) => Some(true),
        Some(1) => Some(false),
        _ => None,
    })
}

fn wish(options: &Exam) -> Wish {
    let formats: Vec<Format> = options.formats.iter().map(|&format| format_of(format)).collect();
    Wish {
        questions: options.questions.map_or(QUESTIONS, |count| count as usize),
        formats: if formats.is_empty() { Format::ALL.to_vec() } else { formats },
        // Short enough to be typed again.
        seed: options.seed.unwrap_or_else(|| rand::random_range(0..1_000_000)),
    }
}

fn format_of(format: ExamFormat) -> Format {
    match format {
        ExamFormat::Choice => Format::Choice,
        ExamFormat::Typed => Format::Typed,
        ExamFormat::Order => Format::Order,
        ExamFormat::Match => Format::Match,
        ExamFormat::Cloze => Format::Cloze,
        ExamFormat::List => Format::List,
    }
}

/// A paper, and what it lacks.
fn draw(workspace: &Workspace, options: &Exam) -> Result<(Paper, Vec<String>)> {
    let paper = Paper::draw(&workspace.shelf.decks, &wish(options))
        .map_err(|cause| Error::new(cause.to_string()).hint(cause.remedy()))?;
    let mut notes = Vec::new();
    let wanted = options.questions.map_or(0, |count| count as usize);
    if paper.items.len() < wanted {
        notes.push(format!(
            "You wanted {wanted} questions; these decks have {} that can be asked so.",
            paper.items.len()
        ));
    }
    Ok((paper, notes))
}

fn new(env: &Env, workspace: &Workspace, options: &Exam) -> Result<Begun> {
    let (paper, notes) = draw(workspace, options)?;
    let exams = &workspace.exams;
    let now = env.clock.now();
    let (id, device) = (exams.new_id(now), exams.device().to_owned());
    let pass = options.pass.unwrap_or(PASS);
    let sitting = Sitting::begin(paper, id, device, now, options.time, pass);
    let claim = claim(workspace, &sitting.id)?;
    exams.save(&sitting).map_err(store_error)?;
    let mut rows = wording::opening(&sitting);
    rows.extend(notes.into_iter().map(|note| Row::new(Tone::Plain, note)));
    Ok(Begun { sitting, rows, claim })
}

fn claim(workspace: &Workspace, id: &str) -> Result<Claim> {
    let claim = workspace.exams.claim(id).map_err(store_error)?;
    claim.ok_or_else(|| {
        Error::new("this exam is being sat in another terminal")
            .hint("go on there, or begin another with --new")
    })
}

/// Reads it again once it is claimed: another terminal may have written it.
fn take_up(workspace: &Workspace, id: &str) -> Result<Begun> {
    let claim = claim(workspace, id)?;
    let found = workspace.exams.read().sittings.into_iter();
    let mut open = found.filter(|sitting| sitting.id == id && sitting.is_open());
    let mut sitting = open.next().ok_or_else(|| Error::new("this exam is no longer open"))?;
    let changes = sitting.compare_with(&workspace.shelf.decks);
    let mut rows = vec![Row::new(Tone::Plain, wording::open_sitting(&sitting))];
    rows.extend(wording::changes(&changes));
    Ok(Begun { sitting, rows, claim })
}

/// Another terminal that sits it goes on.
fn give_up(env: &Env, workspace: &Workspace, open: &Sitting) -> Result {
    if workspace.exams.claim(&open.id).map_err(store_error)?.is_none() {
        return Ok(());
    }
    let mut sitting = open.clone();
    sitting.close(How::GivenUp, env.clock.now());
    workspace.exams.save(&sitting).map_err(store_error)
}
