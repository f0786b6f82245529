//! What a sitting's file holds, and what must be true of it.

use super::answer::{Answer, are_different, is_permutation};
use crate::deck::{Card, CardId, Content, Tolerance};
use crate::history::Stamp;
use crate::quiz::exam::paper::question;
use crate::quiz::exam::{End, Ended, Entry, Feeding, Format, Mark, Sitting};
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
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    card: String,
    format: String,
    deck_title: String,
    language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    front: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    back: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<String>,
    /// Before the gap, what it hides, after it, and the hint, maybe empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<[String; 4]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    order: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<[String; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accept: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nocredit: Vec<[String; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tolerance: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Options, items or right sides as shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shown: Vec<String>,
    /// The right ones of these: to choose, in order, or beside each left side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    right: Vec<usize>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    review: bool,
    /// In hundredths.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
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
            Ended::GivenUp => Some(Vec::new()),
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
    fn of(how: Ended) -> Self {
        match how {
            Ended::HandedIn => Self::HandedIn,
            Ended::TimeOver => Self::TimeOver,
            Ended::GivenUp => Self::GivenUp,
        }
    }

    fn how(self) -> Option<Ended> {
        match self {
            Self::Open => None,
            Self::HandedIn => Some(Ended::HandedIn),
            Self::TimeOver => Some(Ended::TimeOver),
            Self::GivenUp => Some(Ended::GivenUp),
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
        let pair = |(left, right): &(String, String)| [left.clone(), right.clone()];
        let right = match form {
            Form::Choose { right, .. } | Form::Order { right, .. } => right.clone(),
            Form::Match { key, .. } => key.clone(),
            _ => Vec::new(),
        };
        let asked = Self {
            card: card.id.to_string(),
            format: entry.format.to_string(),
            deck_title: deck_title.clone(),
            language: language.clone(),
            accept: card.accept.clone(),
            nocredit: card.nocredit.iter().map(pair).collect(),
            tolerance: card.tolerance.map(|tolerance| tolerance.to_string()),
            tags: card.tags.clone(),
            source: card.source.clone(),
            note: card.note.clone(),
            shown: form.options().to_vec(),
            right,
            review: entry.review,
            answer: entry.given.as_ref().and_then(Answer::of),
            ..Self::default()
        };
        asked.with_content(&card.content)
    }

    fn with_content(self, content: &Content) -> Self {
        match content.clone() {
            Content::Basic { front, back, choices } => {
                Self { front: Some(front), back, choices, ..self }
            }
            Content::Cloze { before, answer, after, hint } => {
                Self { gap: Some([before, answer, after, hint.unwrap_or_default()]), ..self }
            }
            Content::Order { front, items } => Self { front: Some(front), order: items, ..self },
            Content::List { front, items } => Self { front: Some(front), list: items, ..self },
            Content::Pairs { front, pairs } => {
                let pairs = pairs.into_iter().map(|(left, right)| [left, right]).collect();
                Self { front: Some(front), pairs, ..self }
            }
        }
    }

    fn into_entry(self) -> Result<Entry, String> {
        let format = Format::ALL.into_iter().find(|format| format.as_str() == self.format);
        let format = format.ok_or_else(|| format!("expected a format, found '{}'", self.format))?;
        let content = self.content()?;
        let form = self.form(format, &content)?;
        let given = match &self.answer {
            None => None,
            Some(answer) => {
                Some(answer.given(&form).ok_or("its answer does not fit what was asked")?)
            }
        };
        let card = Card {
            id: self.card.parse::<CardId>().map_err(|fault| fault.to_string())?,
            content,
            ask: None,
            accept: self.accept,
            nocredit: self.nocredit.into_iter().map(|[text, remark]| (text, remark)).collect(),
            tolerance: self.tolerance.as_deref().map(tolerance).transpose()?,
            tags: self.tags,
            source: self.source,
            note: self.note,
            was: Vec::new(),
        };
        let question = Question {
            deck_title: self.deck_title,
            language: self.language,
            ..question(card, form)
        };
        Ok(Entry { question, format, given, review: self.review })
    }

    fn content(&self) -> Result<Content, String> {
        if let Some([before, answer, after, hint]) = &self.gap {
            return Ok(Content::Cloze {
                before: before.clone(),
                answer: answer.clone(),
                after: after.clone(),
                hint: Some(hint.clone()).filter(|hint| !hint.is_empty()),
            });
        }
        let front = self.front.clone().ok_or("expected a question, found none")?;
        if !self.back.is_empty() {
            let (back, choices) = (self.back.clone(), self.choices.clone());
            return Ok(Content::Basic { front, back, choices });
        }
        match (self.order.len(), self.list.len(), self.pairs.len()) {
            (2.., 0, 0) => Ok(Content::Order { front, items: self.order.clone() }),
            (0, 2.., 0) => Ok(Content::List { front, items: self.list.clone() }),
            (0, 0, 2..) => {
                let pairs = self.pairs.iter().cloned().map(|[left, right]| (left, right));
                Ok(Content::Pairs { front, pairs: pairs.collect() })
            }
            _ => Err("expected an answer, found none or several".to_owned()),
        }
    }

    fn form(&self, format: Format, content: &Content) -> Result<Form, String> {
        let (shown, right) = (self.shown.clone(), self.right.clone());
        let fits = |count| is_permutation(&right, count) && shown.len() == count;
        let misfit = || "what was shown does not fit the card".to_owned();
        match (format, content) {
            (Format::Typed, Content::Basic { .. }) | (Format::Cloze, Content::Cloze { .. }) => {
                Ok(Form::Type)
            }
            (Format::List, Content::List { .. }) => Ok(Form::List),
            (Format::Choice, Content::Basic { .. } | Content::Cloze { .. }) => {
                let is_some = !right.is_empty() && right.len() <= shown.len();
                match is_some && right.is_sorted() && are_different(&right, shown.len()) {
                    true => Ok(Form::Choose { options: shown, right }),
                    false => Err(misfit()),
                }
            }
            (Format::Order, Content::Order { items, .. }) if fits(items.len()) => {
                Ok(Form::Order { shown, right })
            }
            (Format::Match, Content::Pairs { pairs, .. }) if fits(pairs.len()) => {
                let left = pairs.iter().map(|(left, _)| left.clone()).collect();
                Ok(Form::Match { left, right: shown, key: right })
            }
            _ => Err(misfit()),
        }
    }
}

fn tolerance(text: &str) -> Result<Tolerance, String> {
    let number = text.parse().ok().and_then(Tolerance::number);
    number.or_else(|| text.parse().ok()).ok_or_else(|| format!("'{text}' is no tolerance"))
}
