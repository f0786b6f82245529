//! Which sitting is sat: a new one, or one that was left. Whatever is known of a
//! sitting may be old: it is read again once it is claimed.

use super::{Desk, PASS, draw, driver, named};
use crate::base::words::count;
use crate::cli::UiMode;
use crate::error::{Error, Result};
use crate::progress::exams::Claim;
use crate::quiz::exam::{Ended, Sitting};
use crate::ui::exam::ExamUi;
use crate::ui::exam::wording::{self, Row};

/// A sitting to be sat, and what is to be said before.
pub(super) struct Begun {
    pub(super) sitting: Sitting,
    pub(super) origin: Origin,
    pub(super) rows: Vec<Row>,
    pub(super) claim: Claim,
}

/// Where a sitting comes from.
pub(super) enum Origin {
    /// From its file.
    TakenUp,
    /// It has no file before the person begins; only then the open one that it
    /// replaces is given up.
    New { instead_of: Option<String> },
}

impl Desk<'_> {
    /// The sitting that the person wants; none where they leave.
    pub(super) fn begin(&self, mode: UiMode, ui: &mut dyn ExamUi) -> Result<Option<Begun>> {
        let mut begun = match &self.options.resume {
            Some(Some(id)) => Some(self.take_up_named(id)?),
            Some(None) => Some(self.take_up_newest()?),
            None => self.wanted(mode, ui)?,
        };
        if let Some(begun) = &mut begun {
            begun.rows.extend(self.unanswered());
        }
        Ok(begun)
    }

    /// The open ones of these sittings that this device began, the newest first.
    fn open_ones<'a>(&self, sittings: &'a [Sitting]) -> Vec<&'a Sitting> {
        let is_mine = |sitting: &&Sitting| sitting.is_open() && self.is_mine(sitting);
        sittings.iter().rev().filter(is_mine).collect()
    }

    fn wanted(&self, mode: UiMode, ui: &mut dyn ExamUi) -> Result<Option<Begun>> {
        let open_ones = self.open_ones(&self.sittings);
        let Some(open) = open_ones.first() else { return self.new_one(None).map(Some) };
        if self.options.new {
            return self.new_one(Some(open)).map(Some);
        }
        let is_free = self.workspace.exams.claim(&open.id)?.is_some();
        if mode == UiMode::Screen {
            return if is_free { self.offer_open(open, ui) } else { self.offer_another(open, ui) };
        }
        let told = wording::open_sitting(open).replacen("An exam", "an exam", 1);
        Err(Error::new(told.trim_end_matches('.')).hint(match is_free {
            true => "--resume takes it up, --new gives it up and begins another",
            false => {
                "it is being sat in another terminal: go on there, or begin another with --new"
            }
        }))
    }

    /// Whether an open sitting is to be taken up.
    fn offer_open(&self, open: &Sitting, ui: &mut dyn ExamUi) -> Result<Option<Begun>> {
        let rows = [Row::plain(wording::open_sitting(open))];
        let choices = [('r', "take it up"), ('n', "give it up and begin another"), ('q', "leave")];
        loop {
            match ui.choose(&rows, &choices).map_err(driver::broken)? {
                Some(0) => return self.take_up(open).map(Some),
                Some(1) if is_sure(open, ui)? => return self.new_one(Some(open)).map(Some),
                Some(1) => {}
                _ => return Ok(None),
            }
        }
    }

    /// Whether another exam is begun while one is being sat elsewhere, which stays
    /// what it is.
    fn offer_another(&self, open: &Sitting, ui: &mut dyn ExamUi) -> Result<Option<Begun>> {
        let rows = [
            Row::plain(wording::open_sitting(open)),
            Row::plain("It is being sat in another terminal: go on there."),
        ];
        let choices = [('n', "begin another"), ('q', "leave")];
        match ui.choose(&rows, &choices).map_err(driver::broken)? {
            Some(0) => self.new_one(None).map(Some),
            _ => Ok(None),
        }
    }

    fn new_one(&self, instead_of: Option<&Sitting>) -> Result<Begun> {
        let (paper, notes) = draw(&self.workspace, self.global, self.options)?;
        let exams = &self.workspace.exams;
        let now = self.env.clock.now();
        let (id, claim) = exams.claim_new(now)?;
        let (device, pass) = (exams.device().to_owned(), self.options.pass.unwrap_or(PASS));
        let sitting = Sitting::begin(paper, id, device, now, self.options.time, pass);
        let mut rows = wording::opening(&sitting);
        rows.extend(notes.into_iter().map(Row::plain));
        let instead_of = instead_of.map(|open| open.id.clone());
        Ok(Begun { sitting, origin: Origin::New { instead_of }, rows, claim })
    }

    /// The newest that no other terminal has; says which others are open.
    fn take_up_newest(&self) -> Result<Begun> {
        let sittings = self.on_named_decks();
        let mut open = self.open_ones(&sittings);
        if open.is_empty() {
            return Err(Error::new("there is no open exam of this device")
                .hint("byheart exam begins one; byheart exam --list shows earlier ones"));
        }
        for at in 0..open.len() {
            if let Some(claim) = self.workspace.exams.claim(&open[at].id)? {
                let taken = open.remove(at);
                return self.read_claimed(&taken.id, claim, &open);
            }
        }
        Err(elsewhere())
    }

    /// The one that is named, also where it was given up.
    fn take_up_named(&self, id: &str) -> Result<Begun> {
        let sitting = named(&self.sittings, id, "--resume")?;
        match self.is_mine(sitting) {
            true => self.take_up(sitting),
            false => {
                let message = format!("this exam was begun on the device {}", sitting.device);
                Err(Error::new(message).hint("take it up there"))
            }
        }
    }

    fn take_up(&self, sitting: &Sitting) -> Result<Begun> {
        let claim = self.workspace.exams.claim(&sitting.id)?;
        self.read_claimed(&sitting.id, claim.ok_or_else(elsewhere)?, &[])
    }

    fn read_claimed(&self, id: &str, claim: Claim, others: &[&Sitting]) -> Result<Begun> {
        let gone = || Error::new("this exam is no longer there");
        let mut sitting = self.workspace.exams.read_again(id).ok_or_else(gone)?;
        match sitting.end.as_ref().map(|end| end.how) {
            None => {}
            Some(Ended::GivenUp) => sitting.end = None,
            Some(Ended::HandedIn | Ended::TimeOver) => {
                return Err(Error::new("this exam has ended")
                    .hint(format!("byheart exam --show {id} shows its result")));
            }
        }
        let changes = sitting.compare_with(&self.workspace.shelf.decks);
        let mut rows = vec![Row::plain(wording::open_sitting(&sitting))];
        rows.extend(wording::changes(&changes));
        if !others.is_empty() {
            let ids: Vec<&str> = others.iter().map(|other| other.id.as_str()).collect();
            let text = format!("Open too, each by --resume: {}.", wording::some_ids(&ids));
            rows.push(Row::dim(text));
        }
        Ok(Begun { sitting, origin: Origin::TakenUp, rows, claim })
    }

    /// Gives up a sitting as it is now. One that another terminal sits, or has
    /// handed in meanwhile, stays what it is.
    pub(super) fn give_up(&self, id: &str) -> Result {
        let exams = &self.workspace.exams;
        let Some(_claim) = exams.claim(id)? else { return Ok(()) };
        let Some(mut sitting) = exams.read_again(id).filter(Sitting::is_open) else {
            return Ok(());
        };
        sitting.close(Ended::GivenUp, self.env.clock.now());
        Ok(exams.save(&sitting)?)
    }
}

/// Answers are not given up by one key.
fn is_sure(open: &Sitting, ui: &mut dyn ExamUi) -> Result<bool> {
    if open.answered() == 0 {
        return Ok(true);
    }
    let later = format!("byheart exam --resume {} takes it up later", open.id);
    let answers = count(open.answered(), "answer");
    let rows = [Row::plain(format!("{answers} would earn nothing; {later}. Give it up?"))];
    let choices = [('y', "give it up"), ('n', "back")];
    Ok(ui.choose(&rows, &choices).map_err(driver::broken)? == Some(0))
}

fn elsewhere() -> Error {
    Error::new("this exam is being sat in another terminal")
        .hint("go on there, or begin another with --new")
}
