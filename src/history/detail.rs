//! The last field of a journal line: how an answer came about, which exam told
//! of it, or what an undo takes back. Read once, where its line is read; what a
//! newer version writes there stays as it is.

use super::event::{Event, Stamp};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::{self, Write};
use strum::{AsRefStr, EnumString, IntoStaticStr, VariantArray};

/// By what means an answer was given.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, AsRefStr, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "lowercase")]
pub enum How {
    /// Revealed and rated by the learner.
    Reveal,
    /// The question was asked for, given the answer.
    Reverse,
    /// Typed and judged.
    Type,
    /// Chosen.
    Choose,
    /// Put in order.
    Order,
    /// Pairs put together.
    Match,
    /// Items named one by one.
    List,
}

impl How {
    /// Whether the learner alone rates such an answer.
    pub fn is_rated_alone(self) -> bool {
        matches!(self, Self::Reveal | Self::Reverse)
    }
}

/// What a learner says that an answer was, against the judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Overruled {
    /// It was right.
    Right,
    /// It was wrong.
    Wrong,
}

/// How an answer came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Manner {
    /// By what means; none where nobody knows.
    pub how: Option<How>,
    /// Hints that were taken.
    pub hints: u8,
    /// What the learner said against the judge.
    pub overruled: Option<Overruled>,
    /// Whether the schedule ignores it.
    pub cram: bool,
}

/// `how=type hints=1 override=right cram=yes`, of it what there is to say.
impl fmt::Display for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hints = (self.hints > 0).then(|| self.hints.to_string());
        let words = [
            ("how=", self.how.as_ref().map(How::as_ref)),
            ("hints=", hints.as_deref()),
            ("override=", self.overruled.as_ref().map(Overruled::as_ref)),
            ("cram=", self.cram.then_some("yes")),
        ];
        let mut gap = "";
        for (key, value) in words.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            [gap, key, value].into_iter().try_for_each(|part| f.write_str(part))?;
            gap = " ";
        }
        Ok(())
    }
}

/// What an event says beside its kind. Two are equal where their texts are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Detail {
    manner: Manner,
    /// None where the text is the manner as this version writes it: nearly every
    /// line of a journal needs no memory of its own.
    full: Option<Box<Full>>,
}

/// A text, and what this version knows of it beside the manner.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Full {
    text: Box<str>,
    sitting: Option<Box<str>>,
    undone: Option<Timestamp>,
    day: Option<Date>,
}

impl Detail {
    /// Of an answer in the exam `sitting`, whose id has no blanks.
    pub fn in_exam(how: How, sitting: &str) -> Self {
        let manner = Manner { how: Some(how), ..Manner::default() };
        format!("{manner} exam={sitting}").as_str().into()
    }

    /// Of an undo of `event`: of the whole sitting of an exam at once.
    pub(super) fn undoing(event: &Event) -> Self {
        let text = match event.detail.sitting() {
            Some(sitting) => format!("exam={sitting}"),
            None => event.time.to_string(),
        };
        text.as_str().into()
    }

    /// The same, said to be of the study day `day`.
    pub(super) fn on(&self, day: Date) -> Self {
        let text = self.to_string();
        let gap = if text.is_empty() { "" } else { " " };
        format!("{text}{gap}day={day}").as_str().into()
    }

    /// The study day to which its event is said to belong.
    pub(super) fn day(&self) -> Option<Date> {
        self.full.as_ref()?.day
    }

    /// How the answer came about.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// The exam that told of the answer, or that an undo takes back.
    pub fn sitting(&self) -> Option<&str> {
        self.full.as_ref()?.sitting.as_deref()
    }

    /// The instant of the event that an undo takes back.
    pub fn undone(&self) -> Option<Timestamp> {
        self.full.as_ref()?.undone
    }
}

impl From<Manner> for Detail {
    fn from(manner: Manner) -> Self {
        Self { manner, full: None }
    }
}

/// Reads the field; there is no text that it refuses.
impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        // Nearly every line says no more than that.
        if let Some(how) = text.strip_prefix("how=").and_then(|how| how.parse().ok()) {
            return Manner { how: Some(how), ..Manner::default() }.into();
        }
        let (manner, sitting, day) = read(text);
        if is_written(&manner, text) {
            return manner.into();
        }
        let may_be_time = sitting.is_none() && !text.starts_with(|c: char| c.is_ascii_alphabetic());
        let undone = may_be_time.then(|| text.parse::<Stamp>().ok()).flatten();
        let undone = undone.map(|stamp| stamp.instant);
        let full = Full { text: text.into(), sitting: sitting.map(Into::into), undone, day };
        Self { manner, full: Some(Box::new(full)) }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.full {
            Some(full) => f.write_str(&full.text),
            None => self.manner.fmt(f),
        }
    }
}

/// The manner, the sitting and the study day that a text tells, passing over other words.
/// From its end: of words with one key the first counts.
fn read(text: &str) -> (Manner, Option<&str>, Option<Date>) {
    let (mut manner, mut sitting, mut day) = (Manner::default(), None, None);
    for (key, value) in text.rsplit(' ').filter_map(|word| word.split_once('=')) {
        match key {
            "how" => manner.how = value.parse().ok(),
            "hints" => manner.hints = value.parse().unwrap_or(0),
            "override" => manner.overruled = value.parse().ok(),
            "cram" => manner.cram = value == "yes",
            "exam" => sitting = Some(value),
            "day" => day = value.parse().ok(),
            _ => {}
        }
    }
    (manner, sitting, day)
}

/// Whether `manner` reads exactly so; it is asked of every line, and allocates
/// nothing.
fn is_written(manner: &Manner, text: &str) -> bool {
    let mut rest = Rest(text);
    write!(rest, "{manner}").is_ok() && rest.0.is_empty()
}

/// What of a text was not yet written.
struct Rest<'a>(&'a str);

impl Write for Rest<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn detail(text: &str) -> Detail {
        text.into()
    }

    #[test]
    fn an_event_is_small_and_most_details_take_no_memory() {
        assert_eq!((size_of::<Detail>(), size_of::<Event>()), (16, 80));
        for text in ["", "how=reveal", "how=type hints=2 override=wrong cram=yes"] {
            assert!(detail(text).full.is_none(), "{text}");
        }
    }

    #[test]
    fn an_undo_names_an_instant_or_a_sitting() {
        let utc = detail("2026-11-23T14:04:56.123Z");
        let local = detail("2026-11-23T15:04:56.123+01:00");
        assert_eq!(utc.undone(), local.undone());
        assert!(utc.undone().is_some());
        assert_ne!(utc, local);
        assert_eq!(detail("exam=2026-x").sitting(), Some("2026-x"));
        assert_eq!(detail("exam=2026-x").undone(), None);
        assert_eq!(detail("how=type").undone(), None);
    }

    #[test]
    fn a_study_day_is_one_word_more() {
        let day = jiff::civil::date(2026, 2, 3);
        for (text, more) in [("", "day=2026-02-03"), ("how=type", "how=type day=2026-02-03")] {
            let dated = detail(text).on(day);
            assert_eq!((dated.to_string().as_str(), dated.day()), (more, Some(day)));
            assert_eq!(dated.manner(), detail(text).manner());
        }
        assert_eq!(detail("how=type day=soon").day(), None);
    }

    #[test]
    fn words_of_a_newer_version_stay_and_hide_none_that_are_known() {
        let newer = detail("how=speak sure=3 cram=yes how=type exam=a exam=b");
        let cram = Manner { cram: true, ..Manner::default() };
        assert_eq!((newer.manner(), newer.sitting()), (cram, Some("a")));
        assert_eq!(newer.to_string(), "how=speak sure=3 cram=yes how=type exam=a exam=b");
        assert_ne!(detail("how=type hints=01"), detail("how=type hints=1"));
    }

    /// The value behind the first `key=`.
    fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
        let pairs = text.split(' ').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            select(vec!["how=type", "how=list", "how=", "hints=3", "hints=0", "hints=300"]),
            select(vec!["override=right", "override=no", "cram=yes", "cram=no", "exam=", "exam=x"]),
            select(vec!["", "cram", "sure=2", "2026-11-23T15:04:56.123+00:00"]),
        ];
        proptest::collection::vec(word, 0..5).prop_map(|words| words.join(" "))
    }

    fn manners() -> impl Strategy<Value = Manner> {
        use proptest::option::of;
        let (how, overruled) = (of(select(How::VARIANTS)), of(select(Overruled::VARIANTS)));
        let parts = (how, any::<u8>(), overruled, any::<bool>());
        parts.prop_map(|(how, hints, overruled, cram)| Manner { how, hints, overruled, cram })
    }

    proptest! {
        #[test]
        fn any_text_survives(text in "\\PC*") {
            prop_assert_eq!(detail(&text).to_string(), text);
        }

        #[test]
        fn details_are_equal_where_their_texts_are(a in words(), b in words()) {
            prop_assert_eq!(detail(&a) == detail(&b), a == b);
            prop_assert_eq!(detail(&a).to_string(), a);
        }

        #[test]
        fn of_words_with_one_key_the_first_counts(text in words()) {
            let found = detail(&text);
            let Manner { how, hints, overruled, cram } = found.manner();
            prop_assert_eq!(found.sitting(), value(&text, "exam"));
            prop_assert_eq!(how.as_ref().map(AsRef::as_ref), value(&text, "how").filter(|how| !how.is_empty()));
            prop_assert_eq!(hints, value(&text, "hints").and_then(|n| n.parse().ok()).unwrap_or(0));
            prop_assert_eq!(overruled.is_some(), value(&text, "override") == Some("right"));
            prop_assert_eq!(cram, value(&text, "cram") == Some("yes"));
        }

        #[test]
        fn what_is_written_reads_back(manner in manners(), how in select(How::VARIANTS), id in "[a-z0-9-]{1,20}") {
            let built = Detail::from(manner);
            prop_assert_eq!(detail(&built.to_string()), built);
            let fed = Detail::in_exam(how, &id);
            prop_assert_eq!((fed.sitting(), fed.manner().how), (Some(id.as_str()), Some(how)));
            prop_assert_eq!(detail(&fed.to_string()), fed);
        }
    }
}
