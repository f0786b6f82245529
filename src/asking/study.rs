//! One question of study, from the moment it is asked until the learner is done
//! with it. A face follows it by its news.

use super::input::{Did, Input, Pick};
use super::keymap::{self, Mode, STUDY};
use super::{Action, Key};
use crate::deck::Content;
use crate::document::Passage;
use crate::quiz::question::{Answer, Finding, Form, Given, Graded, Hint, Question, offered};
use crate::schedule::Rating;

/// A question and how far the learner has come with it.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The question.
    pub question: Question,
    /// How far it has come.
    pub phase: Phase,
    /// The answer in the making.
    pub input: Input,
    /// What the hints that were taken say.
    pub hints: Vec<Hint>,
    /// The number of hints that were taken: a text that was edited meanwhile may
    /// have fewer to say.
    pub taken: u8,
    /// What the document says, once it was opened.
    pub opened: Option<Opened>,
    /// Whether a `u` waits that began the answer, or was meant for the card before.
    holds: bool,
}

/// What is seen of the document that a card rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What stands there, else what the card quotes.
    pub passage: Passage,
    /// What to know of it, on one line.
    pub remark: Option<String>,
}

/// How far a question has come.
#[derive(Debug, Clone, PartialEq, Eq, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum Phase {
    /// The learner thinks.
    Asked,
    /// The items of a list are shown, to be ticked.
    Ticking,
    /// The answer is shown; the learner rates.
    Revealed,
    /// The judge has spoken; what was given, and what it is worth.
    Judged(Given, Graded),
}

/// What an action led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Something is to be shown.
    Shows(News),
    /// The learner is done with the question.
    Done(Response),
    /// The document is to be opened at the card's passage, which is then news.
    Opens,
    /// The program stops until it is taken up again.
    Pause,
}

/// What is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The question, as far as it has come.
    Question,
    /// The answer in the making.
    Input,
    /// The latest hint.
    Hint,
    /// The answer, or the verdict: what was typed ahead must not count for it.
    Answer,
    /// All keys.
    Keys,
    /// What happened to the card.
    History,
    /// What the document says.
    Passage,
    /// Something to say.
    Said(&'static str),
}

/// What the learner did with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Answered it.
    Answer(Answer),
    /// Takes back the latest event.
    Undo,
    /// Does not want to be asked this card any more.
    Suspend,
    /// Does not want to be asked this card today.
    Bury,
    /// Sets or takes away the mark.
    Mark,
    /// Wants to change the card's text.
    Edit,
    /// Wants to add a card to this card's deck.
    Add,
    /// Wants to be asked another card first.
    Skip,
    /// Says that the latest judged answer was right after all, or wrong.
    Overrule {
        /// Right, else wrong.
        right: bool,
    },
    /// Says that a typed answer was right, and that its card takes it from now on: this
    /// one, else the latest.
    Learn {
        /// This one, and that it was right.
        answer: Option<Answer>,
    },
    /// Leaves.
    Leave {
        /// An answer that was judged and not yet rated: it counts as judged.
        answer: Option<Answer>,
        /// By Ctrl-C.
        interrupted: bool,
    },
}

/// The key that takes back, which may also begin an answer.
const UNDO: &str = "u";
const UNDO_OR_TEXT: &str =
    "u once more takes the answer before back; if your answer begins with u, type on.";

impl Asking {
    /// A question that was not seen yet.
    pub fn new(question: Question) -> Self {
        let input = Input::of(&question);
        let (phase, hints) = (Phase::Asked, Vec::new());
        Self { input, question, phase, hints, taken: 0, opened: None, holds: false }
    }

    /// The question after its card was marked or edited: as far as before, where
    /// it is the same; a new text whose answer was seen is not asked again.
    pub fn again(self, question: Question) -> Self {
        let seen = self.phase != Phase::Asked;
        if question.card.id != self.question.card.id {
            return Self::new(question);
        }
        if question.card == self.question.card {
            return Self { question, ..self };
        }
        let phase = if seen { Phase::Revealed } else { Phase::Asked };
        // Hints that were taken are those of the new text.
        let hints = (0..self.taken).map_while(|taken| question.hint(taken)).collect();
        let mut asking = Self { phase, hints, taken: self.taken, ..Self::new(question) };
        asking.remove_options();
        asking
    }

    /// What keys mean now.
    pub fn mode(&self) -> Mode {
        match &self.phase {
            Phase::Asked => self.input.mode(),
            Phase::Ticking => Mode::Ticking,
            Phase::Revealed => Mode::Revealed,
            Phase::Judged(_, graded) => match graded.rating {
                Rating::Again => Mode::Wrong,
                Rating::Hard => Mode::Close,
                Rating::Good | Rating::Easy => Mode::Right,
            },
        }
    }

    /// What the judge proposes.
    pub fn judged(&self) -> Option<Rating> {
        match &self.phase {
            Phase::Judged(_, graded) => Some(graded.rating),
            _ => None,
        }
    }

    /// Whether the answer is shown.
    pub fn is_shown(&self) -> bool {
        self.phase != Phase::Asked
    }

    /// What stands above the answer: the text that asks, and once the answer is shown the
    /// sentence with its gaps filled in.
    pub fn heading(&self) -> String {
        let filled = self.question.filled().filter(|_| self.is_shown());
        filled.unwrap_or_else(|| self.question.prompt())
    }

    /// Follows an action.
    pub fn act(&mut self, action: Action) -> Step {
        if let Some(step) = self.held(&action) {
            return step;
        }
        match action {
            Action::Interrupt => self.quit(true),
            Action::Quit => self.quit(false),
            Action::Pause => Step::Pause,
            Action::Help | Action::Out => Step::Shows(News::Keys),
            Action::History => Step::Shows(News::History),
            Action::Passage if !self.is_shown() => {
                Step::Shows(News::Said("The passage follows with the answer."))
            }
            Action::Passage if self.opened.is_some() => Step::Shows(News::Passage),
            Action::Passage => Step::Opens,
            Action::Hint => self.hint(),
            Action::Undo if self.judged().is_some() => self.reopen(),
            Action::Undo => Step::Done(Response::Undo),
            Action::Skip => Step::Done(Response::Skip),
            Action::Bury => Step::Done(Response::Bury),
            Action::Suspend => Step::Done(Response::Suspend),
            Action::Mark => Step::Done(Response::Mark),
            Action::EditCard => Step::Done(Response::Edit),
            Action::Add => Step::Done(Response::Add),
            Action::Rate(rating) => self.rate(rating),
            Action::Accept => self.judged().map_or_else(|| self.idle(), |rating| self.rate(rating)),
            Action::Overrule { right } => self.overrule(right),
            Action::Learn => self.learn(),
            answering => self.answer(&answering),
        }
    }

    /// `u`, where an answer begins and another was just given, may be meant for that one:
    /// it waits for the next key, and never goes into the answer alone.
    fn held(&mut self, action: &Action) -> Option<Step> {
        let is_u = matches!(action, Action::Type(text) if text == UNDO);
        if std::mem::take(&mut self.holds) {
            return match action {
                Action::Type(_) if is_u => Some(Step::Done(Response::Undo)),
                Action::Type(_) | Action::Submit => {
                    self.input.act(&Action::Type(UNDO.to_owned()));
                    // Whoever meant it for an answer sees it there first.
                    (*action == Action::Submit).then_some(Step::Shows(News::Input))
                }
                Action::Edit(_) => Some(Step::Shows(News::Input)),
                _ => None,
            };
        }
        let is_begun = self.phase != Phase::Asked || self.input.draft().is_some();
        self.holds = is_u && !is_begun && self.question.answers.0 > 0;
        self.holds.then_some(Step::Shows(News::Said(UNDO_OR_TEXT)))
    }

    /// On a statement the first letters of True and False answer, too, where others that
    /// are commands would put the card off.
    pub fn truth(&self, key: &Key) -> Option<Action> {
        let asks = self.phase == Phase::Asked && !self.mode().is_typing();
        let is_statement =
            matches!(self.question.card.of_note().content, Content::TrueFalse { .. });
        let at = match key.as_command() {
            Key::Char('t') => 0,
            Key::Char('f') => 1,
            _ => return None,
        };
        (asks && is_statement).then_some(Action::Choose(at))
    }

    /// Whether a letter may begin a word that was meant for an answer: one that is judged
    /// already, or where none is typed and letters would put the card away.
    pub fn may_be_typed_on(&self, key: &Key) -> bool {
        let was_typed = matches!(self.input, Input::Text(_) | Input::Items { .. });
        let acts = match self.mode() {
            Mode::Recall | Mode::Choice | Mode::Pointed => {
                keymap::actions(STUDY, self.mode(), self.input.options(), key).any(puts_away)
            }
            _ => self.judged().is_some() && was_typed,
        };
        acts && matches!(key, Key::Char(c) if c.is_alphabetic())
    }

    /// A `u` that waits for the next key.
    pub fn holds(&self) -> bool {
        self.holds
    }

    fn answer(&mut self, action: &Action) -> Step {
        match (&self.phase, action) {
            (Phase::Asked, Action::Reveal) => self.reveal(),
            (Phase::Asked | Phase::Ticking, Action::Give(given)) => self.give(given),
            (Phase::Ticking, Action::Submit) => {
                let ticked = match &self.input {
                    Input::Pick(pick) => pick.picked.clone(),
                    _ => Vec::new(),
                };
                self.judge(Given::Ticked(ticked))
            }
            (Phase::Asked | Phase::Ticking, _) => match self.input.act(action) {
                Did::Changed => Step::Shows(News::Input),
                Did::Gave(given) => self.judge(given),
                Did::Revealed => self.reveal(),
                Did::Missing(what) => Step::Shows(News::Said(what)),
                Did::Nothing => self.idle(),
            },
            (Phase::Revealed | Phase::Judged(..), _) => self.idle(),
        }
    }

    /// What means nothing here.
    fn idle(&self) -> Step {
        Step::Shows(News::Said(match &self.phase {
            Phase::Asked | Phase::Ticking => "That does nothing here.",
            Phase::Revealed => "1 to 4 rate what you recalled.",
            Phase::Judged(..) => "Enter takes the rating; 1 to 4 choose another.",
        }))
    }

    fn reveal(&mut self) -> Step {
        self.phase = Phase::Revealed;
        if self.question.form == Form::Tick {
            self.phase = Phase::Ticking;
            self.input = Input::Pick(Pick::new(self.question.card.items().len(), true));
        }
        Step::Shows(News::Answer)
    }

    fn give(&mut self, given: &Given) -> Step {
        let ticks = matches!(given, Given::Ticked(_));
        match ticks == (self.phase == Phase::Ticking) && self.question.takes(given) {
            true => self.judge(given.clone()),
            false => Step::Shows(News::Said("That does not fit what is asked.")),
        }
    }

    fn judge(&mut self, given: Given) -> Step {
        let graded = self.question.grade(&given, self.taken);
        self.phase = Phase::Judged(given, graded);
        Step::Shows(News::Answer)
    }

    fn rate(&self, rating: Rating) -> Step {
        if let Phase::Asked | Phase::Ticking = self.phase {
            return self.idle();
        }
        let judged = self.judged();
        if offered(judged, self.taken).contains(&rating) {
            return self.done(rating);
        }
        Step::Shows(News::Said(match judged {
            Some(Rating::Again) => "The answer was wrong: Enter goes on, r if it was right.",
            Some(_) => "The answer was only close.",
            None => "A hint was taken, which lowers the rating.",
        }))
    }

    /// The judge was wrong: about this answer, or about the latest one.
    fn overrule(&self, right: bool) -> Step {
        match self.judged() {
            None => Step::Done(Response::Overrule { right }),
            Some(judged) if right && judged <= Rating::Hard => {
                self.done(Rating::Good.lowered(self.taken).max(Rating::Hard))
            }
            Some(judged) if !right && judged > Rating::Again => self.done(Rating::Again),
            Some(_) => self.idle(),
        }
    }

    /// The judge was wrong, about this answer or the latest one, and is to know better.
    fn learn(&self) -> Step {
        match &self.phase {
            Phase::Judged(Given::Text(_), graded) if graded.finding != Finding::Right => {
                let rating = Rating::Good.lowered(self.taken).max(Rating::Hard);
                let answer = self.question.judged(rating, graded.rating, self.taken);
                Step::Done(Response::Learn { answer: Some(answer) })
            }
            Phase::Judged(..) => {
                Step::Shows(News::Said("Only a typed answer that was not right can be learnt."))
            }
            _ => Step::Done(Response::Learn { answer: None }),
        }
    }

    fn done(&self, rating: Rating) -> Step {
        Step::Done(Response::Answer(match self.judged() {
            Some(judged) => self.question.judged(rating, judged, self.taken),
            None => self.question.revealed(rating, self.taken),
        }))
    }

    /// Leaves the session: what was judged counts as judged.
    fn quit(&self, interrupted: bool) -> Step {
        let counts = |judged| self.question.judged(judged, judged, self.taken);
        Step::Done(Response::Leave { answer: self.judged().map(counts), interrupted })
    }

    /// Takes back an answer that was judged and not yet rated. What was given
    /// away by hints stays given away.
    fn reopen(&mut self) -> Step {
        self.phase = Phase::Asked;
        self.input = Input::of(&self.question);
        self.remove_options();
        Step::Shows(News::Question)
    }

    fn hint(&mut self) -> Step {
        if self.is_shown() {
            return Step::Shows(News::Said("The answer is shown already."));
        }
        let Some(hint) = self.question.hint(self.taken) else {
            return Step::Shows(News::Said("There is no further hint."));
        };
        self.hints.push(hint);
        self.taken += 1;
        self.remove_options();
        Step::Shows(News::Hint)
    }

    /// Takes the options away that hints name as wrong.
    fn remove_options(&mut self) {
        let Input::Pick(pick) = &mut self.input else { return };
        for hint in &self.hints {
            if let Hint::NotThis(index) = hint {
                pick.remove(*index);
            }
        }
    }
}

/// Whether an action takes a card that is asked away, or marks or opens it.
fn puts_away(action: Action) -> bool {
    use Action::{Bury, EditCard, Mark, Quit, Skip, Suspend};
    matches!(action, Bury | EditCard | Mark | Quit | Skip | Suspend)
}
