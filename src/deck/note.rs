//! What a deck's file holds: notes, each of which makes one card or several.
//!
//! A note has one form in decks, in sittings and in reviews: it is written by
//! `Serialize`, and read by the reader of decks, with all its checks.

use super::content::{MAX_QUOTES, MAX_WAS, one_or_several};
use super::schema::{Day, FullId, Id, OneOrSeveral, Remarks, Text};
use super::{Ask, CardId, Content, Exact, Tolerance, parse};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;

/// One `[[card]]` table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Note {
    /// Names the card in its deck: a-z, 0-9 and -, at most 64. Its history hangs on it.
    #[schemars(with = "Id")]
    pub id: String,
    /// What is asked.
    #[serde(flatten)]
    #[schemars(skip)]
    pub content: Content,
    /// Other right answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Text>", default)]
    pub accept: Vec<String>,
    /// Answers that earn nothing, each with the author's remark, maybe empty.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "remarks")]
    #[schemars(with = "Remarks", default)]
    pub nocredit: Vec<(String, String)>,
    /// What counts letter by letter; without it the deck's language says so.
    pub exact: Option<Exact>,
    /// How far a typed number or date may be off and still be right: 2, "5%", "3 days".
    pub tolerance: Option<Tolerance>,
    /// Whether options are mixed; without it the deck says so, else they are.
    pub shuffle: Option<bool>,
    /// How the author wants it asked; without it the deck or the program chooses.
    pub ask: Option<Ask>,
    /// Codes of remarks on it that its author does not want to hear.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Text>", default)]
    pub allow: Vec<String>,
    /// Labels for filters, balance and weights.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Text>", default)]
    pub tags: Vec<String>,
    /// Where in the deck's source the fact stands.
    #[schemars(with = "Option<Text>")]
    pub source: Option<String>,
    /// Shown after the answer.
    #[schemars(with = "Option<Text>")]
    pub note: Option<String>,
    /// Words of the deck's source on which it rests, where its note does not have them.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_several")]
    #[schemars(with = "OneOrSeveral<Text>", default, extend("maxItems" = MAX_QUOTES))]
    pub quote: Vec<String>,
    /// The day on which the answer was corrected: whoever answered before is asked once more.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    #[schemars(with = "Option<Day>")]
    pub corrected: Option<Date>,
    /// Former ids whose history the cards take over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<FullId>", default, length(max = MAX_WAS))]
    pub was: Vec<CardId>,
}

impl Note {
    /// A note that asks, and says nothing more.
    pub fn new(id: impl Into<String>, content: Content) -> Self {
        Self {
            id: id.into(),
            content,
            accept: Vec::new(),
            nocredit: Vec::new(),
            exact: None,
            tolerance: None,
            shuffle: None,
            ask: None,
            allow: Vec::new(),
            tags: Vec::new(),
            source: None,
            note: None,
            quote: Vec::new(),
            corrected: None,
            was: Vec::new(),
        }
    }

    /// The passage of a document that gaps were cut out of.
    pub fn passage(&self) -> Option<String> {
        match &self.content {
            Content::Cloze(cloze) => Some(cloze.whole()),
            _ => None,
        }
    }

    /// The words of the deck's source on which it rests: what it quotes, else its note, else
    /// its own text.
    pub fn quotes(&self) -> Vec<Cow<'_, str>> {
        let note = || self.note.as_deref().map(Cow::Borrowed);
        match self.quote.is_empty() {
            true => note().or_else(|| self.passage().map(Cow::Owned)).into_iter().collect(),
            false => self.quote.iter().map(|text| Cow::Borrowed(text.as_str())).collect(),
        }
    }
}

/// An array where no remark is to be kept.
fn remarks<S: Serializer>(answers: &[(String, String)], to: S) -> Result<S::Ok, S::Error> {
    match answers.iter().all(|(_, remark)| remark.is_empty()) {
        true => to.collect_seq(answers.iter().map(|(answer, _)| answer)),
        false => to.collect_map(answers.iter().map(|(answer, remark)| (answer, remark))),
    }
}

/// As a text, since a date of TOML is none in other formats.
fn day<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(to)
}

impl<'de> Deserialize<'de> for Note {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let keys = toml::Table::deserialize(from)?;
        parse::note(&keys.to_string()).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::arbitrary::decks;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_note_reads_back_from_any_file(deck in decks()) {
            for note in deck.notes() {
                let text = toml::to_string(note).unwrap();
                let read = toml::from_str::<Note>(&text);
                prop_assert_eq!(read.as_ref().ok(), Some(note), "{}", text);
            }
        }
    }

    #[test]
    fn a_note_that_no_deck_may_hold_is_not_read() {
        let fault = |keys: &str| toml::from_str::<Note>(keys).unwrap_err().message().to_owned();
        let one = "id = \"a\"\nfront = \"q\"\nlist = [\"x\"]";
        assert_eq!(fault(one), "expected at least two items, found 1");
        let gaps = format!("id = \"a\"\ncloze = \"{}\"", "{{x}}".repeat(51));
        assert_eq!(fault(&gaps), "expected at most 50 gaps, found 51");
        let id = "id = \"A\"\nstatement = \"s\"\nanswer = true";
        assert_eq!(fault(id), "expected only a-z, 0-9 and '-', found 'A'");
    }
}
