//! A sitting as its file holds it, and what must be true of it: what stands
//! there may come from anywhere, and marking must never meet a wrong place.

use super::sitting::{Entry, Sitting};
use super::{Ended, Format, format, paper};
use crate::deck::{Card, CardId, Note};
use crate::quiz::question::{Given, Question};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::time::Duration;

/// Questions of a sitting, at most.
const MAX_QUESTIONS: usize = 1000;

const HEAD: &str = "# A sitting of byheart exam; --resume takes up one that is open.\n";

#[derive(Serialize, Deserialize)]
struct Record<S> {
    format: u32,
    /// How many questions follow: a file that was cut between two of them is
    /// no shorter exam.
    count: usize,
    #[serde(flatten)]
    sitting: S,
}

/// The text of a sitting's file.
pub fn to_toml(sitting: &Sitting) -> String {
    let record = Record { format: 1, count: sitting.entries.len(), sitting };
    let text = toml::to_string(&record).expect("texts, numbers and lists can be written as TOML");
    format!("{HEAD}{text}")
}

/// Reads the text of a sitting's file; the error says in a few words what does
/// not fit.
pub fn parse(text: &str) -> Result<Sitting, String> {
    let Record { format, count, sitting } =
        toml::from_str::<Record<Sitting>>(text).map_err(|fault| {
            fault.message().replace('\n', " ").chars().take(200).collect::<String>()
        })?;
    if format != 1 {
        return Err(format!("expected format 1, found {format}; a newer byheart may read it"));
    }
    check(&sitting, count)?;
    Ok(sitting)
}

fn check(sitting: &Sitting, count: usize) -> Result<(), String> {
    let is_plain = |text: &str| {
        !text.is_empty()
            && text.len() <= 128
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
    };
    if !is_plain(&sitting.id) || !is_plain(&sitting.device) {
        return Err("expected an id and a device of letters, digits, '-' and '.'".to_owned());
    }
    let found = sitting.entries.len();
    if found == 0 || found > MAX_QUESTIONS {
        return Err(format!("expected 1 to {MAX_QUESTIONS} questions"));
    }
    if count > found {
        return Err(format!(
            "expected {count} questions, found {found}: the file was cut; put a copy in its place, or delete it"
        ));
    }
    if sitting.pass > 100 {
        return Err(format!("expected pass of 0 to 100, found {}", sitting.pass));
    }
    let marked = |how| if how == Ended::GivenUp { 0 } else { found };
    match &sitting.end {
        Some(end) if end.marks.len() != marked(end.how) => {
            Err("expected a mark of 0 to 100 for each question".to_owned())
        }
        _ => Ok(()),
    }
}

/// A question as it was asked.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    #[serde(with = "text")]
    card: CardId,
    format: Format,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Given>,
    /// As its deck has it.
    note: Note,
}

impl From<Entry> for Asked {
    fn from(Entry { question, format, given, review }: Entry) -> Self {
        Self {
            note: question.card.of_note().clone(),
            card: question.card.id,
            format,
            deck_title: question.deck_title,
            language: question.language,
            shown: question.form.options().to_vec(),
            right: question.form.places().to_vec(),
            review,
            answer: given,
        }
    }
}

impl TryFrom<Asked> for Entry {
    type Error = String;

    fn try_from(asked: Asked) -> Result<Self, String> {
        let card = Card::of(asked.card, asked.note).ok_or("its note makes no such card")?;
        let form = format::form(asked.format, &card, || Some(Vec::new()), 0)
            .and_then(|form| form.shown_as(asked.shown, asked.right))
            .ok_or("what was shown does not fit the card")?;
        if asked.answer.as_ref().is_some_and(|given| !form.takes(given)) {
            return Err("its answer does not fit what was asked".to_owned());
        }
        let question = Question {
            deck_title: asked.deck_title,
            language: asked.language,
            ..paper::question(card, form)
        };
        Ok(Self { question, format: asked.format, given: asked.answer, review: asked.review })
    }
}

/// Reads questions; a fault names its question.
pub(super) fn entries<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Entry>, D::Error> {
    let entry = |(at, asked): (usize, Asked)| {
        let number = |why| de::Error::custom(format!("question {}: {why}", at + 1));
        Entry::try_from(asked).map_err(number)
    };
    Vec::<Asked>::deserialize(from)?.into_iter().enumerate().map(entry).collect()
}

/// Values that a file holds as texts.
pub(super) mod text {
    use serde::{Deserialize, Deserializer, Serializer, de};
    use std::fmt::Display;
    use std::str::FromStr;

    pub(in super::super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(in super::super) fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

/// As whole milliseconds; TOML's numbers end at 63 bits.
pub(super) fn to_millis<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

pub(super) fn of_millis<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    u64::deserialize(from).map(Duration::from_millis)
}

/// A limit as whole seconds.
pub(super) fn to_seconds<S: Serializer>(
    limit: &Option<Duration>,
    to: S,
) -> Result<S::Ok, S::Error> {
    limit.map(|limit| limit.as_secs()).serialize(to)
}

pub(super) fn of_seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
    Ok(Option::<u64>::deserialize(from)?.map(Duration::from_secs))
}

#[cfg(test)]
pub(crate) mod tests;
