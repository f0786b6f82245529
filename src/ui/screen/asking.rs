//! One question on the screen: what each key does until the learner has
//! answered it. Pure.
//!
//! No key both reveals and rates: Enter and Space reveal, Enter and letters
//! answer; 1 to 4 rate, and Space takes the rating that a judge proposes.

use super::input::{Did, Input, Pick};
use super::keys::Key;
use crate::quiz::question::{Form, Given, Graded, Hint, Question, offered};
use crate::schedule::Rating;
use crate::ui::Response;
use crate::ui::command::Command;

/// A question and how far the learner has come with it.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub(super) question: Question,
    pub(super) phase: Phase,
    pub(super) input: Input,
    /// Texts of the hints that were taken.
    pub(super) hints: Vec<String>,
    pub(super) taken: u8,
    pub(super) overlay: Option<Overlay>,
    /// What is to be said until the next key.
    pub(super) message: Vec<String>,
    /// Rows of the body above the screen; none where they follow what matters.
    pub(super) scroll: Option<usize>,
}

/// How far a question has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase {
    /// The learner thinks.
    Asked,
    /// The items of a list are shown, to be ticked.
    Ticking,
    /// The answer is shown; the learner rates.
    Revealed,
    /// The judge has spoken; what was given, and what it is worth.
    Judged(Given, Graded),
}

/// What lies over the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overlay {
    Keys,
    History,
}

/// What a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Something changed on the screen.
    Stay,
    /// More is shown now: what was typed ahead must not count for it.
    Shown,
    /// The learner is done with the question.
    Leave(Response),
    /// Ctrl-Z.
    Suspend,
}

/// The rows that a page key scrolls.
const PAGE: usize = 5;

impl Asking {
    pub(super) fn new(question: Question, message: Vec<String>) -> Self {
        Self {
            input: Input::of(&question),
            question,
            phase: Phase::Asked,
            hints: Vec::new(),
            taken: 0,
            overlay: None,
            message,
            scroll: None,
        }
    }

    /// The question after its card was marked or edited: as far as before, where
    /// it is the same; a new text whose answer was seen is not asked again.
    pub(super) fn again(self, question: Question, message: Vec<String>) -> Self {
        let seen = self.phase != Phase::Asked;
        if question.card.id != self.question.card.id {
            return Self::new(question, message);
        }
        if question.card == self.question.card {
            return Self { question, message, ..self };
        }
        let phase = if seen { Phase::Revealed } else { Phase::Asked };
        Self { phase, taken: self.taken, ..Self::new(question, message) }
    }

    /// What the key does; `top` is the row at which the body now begins.
    pub(super) fn key(&mut self, key: &Key, top: usize) -> Step {
        match key {
            Key::Ctrl('c') => return self.quit(true),
            Key::Ctrl('z') => return Step::Suspend,
            Key::Ctrl('l') => return Step::Stay,
            Key::PageDown => return self.scroll_to(top + PAGE),
            Key::PageUp => return self.scroll_to(top.saturating_sub(PAGE)),
            _ => {}
        }
        self.message.clear();
        if self.overlay.is_some() {
            return self.overlaid(key, top);
        }
        match &self.phase {
            Phase::Asked => self.asked(key, top),
            Phase::Ticking => self.ticking(key, top),
            Phase::Revealed | Phase::Judged(..) => self.rating(key, top),
        }
    }

    fn scroll_to(&mut self, row: usize) -> Step {
        self.scroll = Some(row);
        Step::Stay
    }

    fn say(&mut self, text: impl Into<String>) -> Step {
        self.message = vec![text.into()];
        Step::Stay
    }

    fn asked(&mut self, key: &Key, top: usize) -> Step {
        match self.input.key(key) {
            Did::Changed => {
                self.scroll = None;
                Step::Stay
            }
            Did::Gave(given) => self.judge(given),
            Did::Revealed => self.reveal(),
            Did::Missing(what) => self.say(what),
            Did::Nothing => self.other(key, top),
        }
    }

    fn reveal(&mut self) -> Step {
        (self.phase, self.scroll) = (Phase::Revealed, None);
        if self.question.form == Form::Tick {
            self.phase = Phase::Ticking;
            self.input = Input::Pick(Pick::new(self.question.card.items().len(), true));
        }
        Step::Shown
    }

    fn judge(&mut self, given: Given) -> Step {
        let graded = self.question.grade(&given, self.taken);
        (self.phase, self.scroll) = (Phase::Judged(given, graded), None);
        Step::Shown
    }

    fn ticking(&mut self, key: &Key, top: usize) -> Step {
        let Input::Pick(pick) = &mut self.input else { return Step::Stay };
        match (key, pick.cursor) {
            (Key::Enter, _) => {
                let given = Given::Ticked(pick.picked.clone());
                return self.judge(given);
            }
            (Key::Up, _) => drop(pick.step(false)),
            (Key::Down, _) => drop(pick.step(true)),
            (Key::Char(' '), Some(index)) => drop(pick.toggle(index)),
            (Key::Char(' '), None) => drop(pick.step(true)),
            _ => return self.other(key, top),
        }
        self.scroll = None;
        Step::Stay
    }

    fn rating(&mut self, key: &Key, top: usize) -> Step {
        let judged = self.judged();
        match (key.as_command(), judged) {
            (Key::Char(digit @ '1'..='4'), _) => {
                self.rate(Rating::ALL[digit as usize - '1' as usize], judged)
            }
            (Key::Char(' '), Some(rating)) => self.rate(rating, judged),
            (Key::Char('r'), Some(Rating::Again | Rating::Hard)) => {
                self.leave(Rating::Good.lowered(self.taken).max(Rating::Hard), judged)
            }
            (Key::Char('w'), Some(rating)) if rating > Rating::Again => {
                self.leave(Rating::Again, judged)
            }
            (Key::Up, _) => self.scroll_to(top.saturating_sub(1)),
            (Key::Down, _) => self.scroll_to(top + 1),
            (Key::Enter, None) => self.say("1 to 4 rate what you recalled."),
            (Key::Enter, Some(_)) => self.say("Space takes the rating; 1 to 4 choose another."),
            _ => self.other(key, top),
        }
    }

    fn rate(&mut self, rating: Rating, judged: Option<Rating>) -> Step {
        if offered(judged, self.taken).contains(&rating) {
            return self.leave(rating, judged);
        }
        match judged {
            Some(Rating::Again) => {
                self.say("The answer was wrong: Space goes on, r if it was right.")
            }
            Some(_) => self.say("The answer was only close."),
            None => self.say("A hint was taken, which lowers the rating."),
        }
    }

    /// What the judge proposes.
    pub(super) fn judged(&self) -> Option<Rating> {
        match &self.phase {
            Phase::Judged(_, graded) => Some(graded.rating),
            _ => None,
        }
    }

    fn leave(&self, rating: Rating, judged: Option<Rating>) -> Step {
        let answer = match judged {
            Some(judged) => self.question.judged(rating, judged, self.taken),
            None => self.question.revealed(rating, self.taken),
        };
        Step::Leave(Response::Answer(answer))
    }

    /// Leaves the session: what was judged counts as judged.
    fn quit(&self, interrupted: bool) -> Step {
        let answer = self.judged().map(|judged| self.question.judged(judged, judged, self.taken));
        Step::Leave(Response::Leave { answer, interrupted })
    }

    /// Takes back an answer that was judged and not yet rated.
    fn reopen(&mut self) -> Step {
        self.phase = Phase::Asked;
        self.input = Input::of(&self.question);
        (self.hints, self.taken) = (Vec::new(), 0);
        self.say("Taken back; answer again.")
    }

    /// Keys that mean the same in all phases.
    fn other(&mut self, key: &Key, top: usize) -> Step {
        let takes_text = self.phase == Phase::Asked && self.input.takes_text();
        match key.as_command() {
            Key::Esc | Key::F1 => self.cover(Overlay::Keys),
            Key::Tab => self.command(Command::Hint),
            Key::Up => self.scroll_to(top.saturating_sub(1)),
            Key::Down => self.scroll_to(top + 1),
            Key::Char(c) if !takes_text => match Command::of_key(c) {
                Some(command) => self.command(command),
                None => self.say("That key does nothing here; ? shows the keys."),
            },
            _ => Step::Stay,
        }
    }

    fn cover(&mut self, overlay: Overlay) -> Step {
        (self.overlay, self.scroll) = (Some(overlay), None);
        Step::Stay
    }

    fn uncover(&mut self) -> Step {
        (self.overlay, self.scroll) = (None, None);
        Step::Stay
    }

    fn overlaid(&mut self, key: &Key, top: usize) -> Step {
        match key.as_command() {
            Key::Up => self.scroll_to(top.saturating_sub(1)),
            Key::Down => self.scroll_to(top + 1),
            Key::Char(c) => {
                let before = self.overlay;
                self.uncover();
                match (Command::of_key(c), before) {
                    // The key that led here leads back.
                    (Some(Command::Help), Some(Overlay::Keys))
                    | (Some(Command::History), Some(Overlay::History))
                    | (None, _) => Step::Stay,
                    (Some(command), _) => self.command(command),
                }
            }
            _ => self.uncover(),
        }
    }

    fn command(&mut self, command: Command) -> Step {
        match command {
            Command::Help => self.cover(Overlay::Keys),
            Command::History => self.cover(Overlay::History),
            Command::Hint if self.phase != Phase::Asked => self.say("The answer is shown already."),
            Command::Hint => self.hint(),
            Command::Quit => self.quit(false),
            Command::Undo if self.judged().is_some() => self.reopen(),
            other => other.response().map_or(Step::Stay, Step::Leave),
        }
    }

    fn hint(&mut self) -> Step {
        let Some(hint) = self.question.hint(self.taken) else {
            return self.say("There is no further hint.");
        };
        self.taken += 1;
        match hint {
            Hint::Text(text) => self.hints.push(text),
            Hint::NotThis(index) => {
                if let Input::Pick(pick) = &mut self.input {
                    pick.removed.push(index);
                    pick.picked.retain(|picked| *picked != index);
                    pick.cursor = pick.cursor.filter(|cursor| *cursor != index);
                }
            }
        }
        Step::Stay
    }
}
