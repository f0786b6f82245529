//! What a sitting's file holds, and what must be true of it.

use super::answer::{Answer, are_different, is_permutation};
use crate::deck::{Card, CardId, Note, Right};
use crate::history::Stamp;
use crate::quiz::exam::paper::question;
use crate::quiz::exam::{End, Entry, Feeding, Format, How, Mark, Sitting};
use crate::quiz::question::{Form, Question};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Questions of a sitting, at most.
const MAX_QUESTIONS: usize = 1000;

/// A sitting as its file holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    format: u32,
    id: String,
    device: String,
    state: State,
    started: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit_s: Option<u64>,
    used_ms: u64,
    pass: u32,
    /// A text, since TOML's numbers end at 63 bits.
    seed: String,
    decks: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cards: Option<usize>,
    /// How many questions follow: a file that was cut between two of them is
    /// no shorter exam. None in files of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    feed: Option<Feed>,
    /// What older versions wrote instead of `feed`; they asked at once.
    #[serde(default, skip_serializing)]
    fed: bool,
    #[serde(default, rename = "question")]
    questions: Vec<Asked>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    Open,
    HandedIn,
    TimeOver,
    GivenUp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Feed {
    Unasked,
    Refused,
    Fed,
}

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Asked {
    card: String,
    format: String,
    deck_title: String,
    language: String,
    /// Options, items or right sides as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shown: Vec<String>,
    /// The right ones of these: to choose, in order, or beside each left side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    right: Vec<usize>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    review: bool,
    /// In hundredths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    /// As its deck has it.
    note: Note,
}

const HEAD: &str = "# A sitting of byheart exam; --resume takes up one that is open.\n";

impl Record {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let record: Self = toml::from_str(text).map_err(|fault| {
            fault.message().replace('\n', " ").chars().take(200).collect::<String>()
        })?;
        match record.format {
            1 => Ok(record),
            found => Err(format!("expected format 1, found {found}; a newer byheart may read it")),
        }
    }

    pub(super) fn to_toml(&self) -> String {
        let text = toml::to_string(self).expect("texts, numbers and lists can be written as TOML");
        format!("{HEAD}{text}")
    }

    pub(super) fn of(sitting: &Sitting) -> Self {
        let end = sitting.end.as_ref();
        let mut questions: Vec<Asked> = sitting.entries.iter().map(Asked::of).collect();
        for (question, mark) in questions.iter_mut().zip(end.iter().flat_map(|end| &end.marks)) {
            question.mark = Some(mark.hundredths());
        }
        Self {
            format: 1,
            id: sitting.id.clone(),
            device: sitting.device.clone(),
            state: end.map_or(State::Open, |end| State::of(end.how)),
            started: sitting.started.to_string(),
            ended: end.map(|end| end.at.to_string()),
            limit_s: sitting.limit.map(|limit| limit.as_secs()),
            used_ms: u64::try_from(sitting.used.as_millis()).unwrap_or(u64::MAX >> 1),
            pass: sitting.pass,
            seed: sitting.seed.to_string(),
            decks: sitting.decks.clone(),
            cards: sitting.cards,
            count: Some(questions.len()),
            feed: end.map(|end| Feed::of(end.feeding)),
            fed: false,
            questions,
        }
    }

    /// The error says in a few words what does not fit.
    pub(super) fn into_sitting(self) -> Result<Sitting, String> {
        let is_plain = |text: &str| {
            !text.is_empty()
                && text.len() <= 128
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
        };
        if !is_plain(&self.id) || !is_plain(&self.device) {
            return Err("expected an id and a device of letters, digits, '-' and '.'".to_owned());
        }
        if self.questions.is_empty() || self.questions.len() > MAX_QUESTIONS {
            return Err(format!("expected 1 to {MAX_QUESTIONS} questions"));
        }
        if let Some(count) = self.count.filter(|&count| count > self.questions.len()) {
            return Err(format!(
                "expected {count} questions, found {}: the file was cut; put a copy in its place, or delete it",
                self.questions.len()
            ));
        }
        if self.pass > 100 {
            return Err(format!("expected pass of 0 to 100, found {}", self.pass));
        }
        let end = self.end()?;
        let number = |(at, asked): (usize, Asked)| {
            asked.into_entry().map_err(|why| format!("question {}: {why}", at + 1))
        };
        let entries = self.questions.into_iter().enumerate().map(number);
        Ok(Sitting {
            entries: entries.collect::<Result<_, String>>()?,
            id: self.id,
            device: self.device,
            seed: self.seed.parse().map_err(|_| "expected a number as seed")?,
            decks: self.decks,
            started: time(&self.started)?,
            limit: self.limit_s.map(Duration::from_secs),
            used: Duration::from_millis(self.used_ms),
            pass: self.pass,
            cards: self.cards,
            end,
        })
    }

    fn end(&self) -> Result<Option<End>, String> {
        let Some(how) = self.state.how() else { return Ok(None) };
        let at = time(self.ended.as_deref().ok_or("expected the time at which it ended")?)?;
        let mark = |asked: &Asked| asked.mark.and_then(Mark::from_hundredths);
        let marks: Option<Vec<Mark>> = match how {
            How::GivenUp => Some(Vec::new()),
            _ => self.questions.iter().map(mark).collect(),
        };
        let marks = marks.ok_or("expected a mark of 0 to 100 for each question")?;
        let feeding = match (self.feed, self.fed) {
            (Some(feed), _) => feed.feeding(),
            (None, true) => Feeding::Fed,
            (None, false) => Feeding::Refused,
        };
        Ok(Some(End { at, how, marks, feeding }))
    }
}

impl State {
    fn of(how: How) -> Self {
        match how {
            How::HandedIn => Self::HandedIn,
            How::TimeOver => Self::TimeOver,
            How::GivenUp => Self::GivenUp,
        }
    }

    fn how(self) -> Option<How> {
        match self {
            Self::Open => None,
            Self::HandedIn => Some(How::HandedIn),
            Self::TimeOver => Some(How::TimeOver),
            Self::GivenUp => Some(How::GivenUp),
        }
    }
}

impl Feed {
    fn of(feeding: Feeding) -> Self {
        match feeding {
            Feeding::Unasked => Self::Unasked,
            Feeding::Refused => Self::Refused,
            Feeding::Fed => Self::Fed,
        }
    }

    fn feeding(self) -> Feeding {
        match self {
            Self::Unasked => Feeding::Unasked,
            Self::Refused => Feeding::Refused,
            Self::Fed => Feeding::Fed,
        }
    }
}

fn time(text: &str) -> Result<Stamp, String> {
    text.parse().map_err(|fault: crate::history::StampError| fault.to_string())
}

impl Asked {
    fn of(entry: &Entry) -> Self {
        let Question { card, form, deck_title, language, .. } = &entry.question;
        let right = match form {
            Form::Choose { right, .. } | Form::Order { right, .. } => right.clone(),
            Form::Match { key, .. } => key.clone(),
            _ => Vec::new(),
        };
        Self {
            card: card.id.to_string(),
            format: entry.format.to_string(),
            deck_title: deck_title.clone(),
            language: language.clone(),
            shown: form.options().to_vec(),
            right,
            review: entry.review,
            mark: None,
            answer: entry.given.as_ref().and_then(Answer::of),
            note: card.of_note().clone(),
        }
    }

    fn into_entry(self) -> Result<Entry, String> {
        let format = Format::ALL.into_iter().find(|format| format.as_str() == self.format);
        let format = format.ok_or_else(|| format!("expected a format, found '{}'", self.format))?;
        let id = self.card.parse::<CardId>().map_err(|fault| fault.to_string())?;
        let card = Card::of(id, self.note.clone()).ok_or("its note makes no such card")?;
        let form = self.form(format, &card)?;
        let given = match &self.answer {
            None => None,
            Some(answer) => {
                Some(answer.given(&form).ok_or("its answer does not fit what was asked")?)
            }
        };
        let question = Question {
            deck_title: self.deck_title,
            language: self.language,
            ..question(card, form)
        };
        Ok(Entry { question, format, given, review: self.review })
    }

    fn form(&self, format: Format, card: &Card) -> Result<Form, String> {
        let (shown, right) = (self.shown.clone(), self.right.clone());
        let fits = |count| is_permutation(&right, count) && shown.len() == count;
        let misfit = || "what was shown does not fit the card".to_owned();
        match (format, card.right()) {
            (Format::Typed | Format::Cloze, Right::Texts(_)) => Ok(Form::Type),
            (Format::List, Right::List(_)) => Ok(Form::List),
            (Format::Choice, Right::Texts(_)) => {
                let is_some = !right.is_empty() && right.len() <= shown.len();
                match is_some && right.is_sorted() && are_different(&right, shown.len()) {
                    true => Ok(Form::Choose { options: shown, right }),
                    false => Err(misfit()),
                }
            }
            (Format::Order, Right::Order(items)) if fits(items.len()) => {
                Ok(Form::Order { shown, right })
            }
            (Format::Match, Right::Pairs(pairs)) if fits(pairs.len()) => {
                let left = pairs.iter().map(|(left, _)| left.clone()).collect();
                Ok(Form::Match { left, right: shown, key: right })
            }
            _ => Err(misfit()),
        }
    }
}
