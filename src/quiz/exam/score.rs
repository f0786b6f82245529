//! What a sitting earned: marks by deck, tag and format, and how sure the
//! percentage is.

use super::sitting::{Ended, Sitting};
use crate::quiz::question::{Credit, Form, Given, Question};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a question earned, in hundredths of a mark; a question is worth one.
/// Parts are rounded once, so that shown marks add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32")]
pub struct Mark(u32);

impl Mark {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Parts that were earned, of how many.
    pub fn of(credit: Credit) -> Self {
        let (got, of) = (credit.got.min(credit.of), credit.of.max(1));
        Self(u32::try_from((got * 200 + of) / (of * 2)).unwrap_or(100))
    }

    /// In hundredths.
    pub fn hundredths(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Mark {
    type Error = &'static str;

    /// So many hundredths.
    fn try_from(hundredths: u32) -> Result<Self, &'static str> {
        match hundredths {
            0..=100 => Ok(Self(hundredths)),
            _ => Err("expected a mark of 0 to 100 for each question"),
        }
    }
}

/// `1`, `0.67`, `0`.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&marks(u64::from(self.0)))
    }
}

/// Hundredths as marks: `13`, `12.67`, `12.5`.
pub fn marks(hundredths: u64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

/// Marks of some questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What these questions have in common.
    pub name: String,
    /// What they earned, in hundredths of a mark.
    pub hundredths: u64,
    /// How many they are; each is worth one mark.
    pub of: usize,
}

impl Share {
    fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), hundredths: 0, of: 0 }
    }

    fn add(&mut self, mark: Mark) {
        self.hundredths += u64::from(mark.0);
        self.of += 1;
    }

    /// 0 to 100.
    pub fn percent(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.hundredths as f64 / self.of as f64 }
    }
}

/// Where the true percentage lies, nineteen times of twenty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// 0 to 100.
    pub from: f64,
    /// 0 to 100.
    pub to: f64,
}

/// The 97.5 % quantile of the normal distribution.
pub(super) const Z: f64 = 1.959_964;

impl Range {
    /// The score interval of E. B. Wilson, Journal of the American Statistical
    /// Association 22 (1927), 209-212: it stays within 0 and 100 and holds for
    /// few questions. Parts of marks count as parts of successes, which makes it
    /// a little too wide.
    pub fn of(share: &Share) -> Self {
        let n = share.of.max(1) as f64;
        let p = share.percent() / 100.0;
        let scale = 1.0 + Z * Z / n;
        let centre = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let percent = |value: f64| (100.0 * value / scale).clamp(0.0, 100.0);
        Self { from: percent(centre - half), to: percent(centre + half) }
    }
}

/// The result of a sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Of all questions.
    pub total: Share,
    /// How sure that is.
    pub range: Range,
    /// Percentage that passes.
    pub pass: u32,
    /// By deck, in the order of their ids; the name is the title.
    pub decks: Vec<Share>,
    /// By tag, by name; a question counts for each of its tags.
    pub tags: Vec<Share>,
    /// By format.
    pub formats: Vec<Share>,
}

impl Score {
    /// The score of a sitting that has ended; none of one that is open or was
    /// given up.
    pub fn of(sitting: &Sitting) -> Option<Self> {
        let end = sitting.end.as_ref().filter(|end| end.how != Ended::GivenUp)?;
        let (mut decks, mut tags, mut formats) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut total = Share::new("all");
        for (entry, &mark) in sitting.entries.iter().zip(&end.marks) {
            let Question { card, deck_title, .. } = &entry.question;
            total.add(mark);
            let deck = card.id.deck().to_owned();
            decks.entry(deck).or_insert_with(|| Share::new(deck_title)).add(mark);
            let format = entry.format;
            formats.entry(format).or_insert_with(|| Share::new(format.to_string())).add(mark);
            for tag in card.tags() {
                tags.entry(tag.clone()).or_insert_with(|| Share::new(tag)).add(mark);
            }
        }
        Some(Self {
            range: Range::of(&total),
            total,
            pass: sitting.pass,
            decks: decks.into_values().collect(),
            tags: tags.into_values().collect(),
            formats: formats.into_values().collect(),
        })
    }

    /// Whether it reaches what passes; exact, without rounding.
    pub fn passed(&self) -> bool {
        self.total.hundredths >= u64::from(self.pass) * self.total.of as u64
    }
}

/// An answer as a person reads it, such as `Lima` or `b → 2; a → 1`.
pub fn given_text(question: &Question, given: &Given) -> String {
    let shown = |place: &usize| question.form.options().get(*place).map(String::as_str);
    match (given, &question.form) {
        (Given::Text(text), _) => text.clone(),
        (Given::Named(items), _) => items.join("; "),
        (Given::Chosen(chosen), _) => {
            let chosen: BTreeSet<&usize> = chosen.iter().collect();
            chosen.into_iter().filter_map(shown).collect::<Vec<_>>().join("; ")
        }
        (Given::Ordered(order), _) => {
            order.iter().filter_map(shown).collect::<Vec<_>>().join(" → ")
        }
        (Given::Matched(matched), Form::Match { left, .. }) => {
            let pairs = left.iter().zip(matched);
            let pair = |(left, right)| format!("{left}: {}", shown(right).unwrap_or("…"));
            pairs.map(pair).collect::<Vec<_>>().join("; ")
        }
        (Given::Matched(_) | Given::Ticked(_), _) => String::new(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::record::tests::stamp;
    use super::super::{Format, Paper, Repeats, Wish};
    use super::*;
    use crate::deck::parse::tests::{cards, deck};
    use proptest::prelude::*;

    pub(in super::super) fn share(hundredths: u64, of: usize) -> Share {
        Share { hundredths, of, ..Share::new("all") }
    }

    fn rounded(range: Range) -> (i64, i64) {
        (range.from.round() as i64, range.to.round() as i64)
    }

    #[test]
    fn the_interval_is_that_of_wilson() {
        assert_eq!(rounded(Range::of(&share(1300, 20))), (43, 82));
        assert_eq!(rounded(Range::of(&share(0, 10))), (0, 28));
        assert_eq!(rounded(Range::of(&share(1000, 10))), (72, 100));
        assert_eq!(rounded(Range::of(&share(5000, 100))), (40, 60));
    }

    #[test]
    fn marks_are_rounded_once() {
        let mark = |got, of| Mark::of(Credit { got, of }).to_string();
        assert_eq!([mark(2, 3), mark(1, 3), mark(1, 2), mark(3, 3)], ["0.67", "0.33", "0.5", "1"]);
        assert_eq!(marks(1267), "12.67");
        assert_eq!(mark(5, 3), "1");
    }

    /// A sitting over plain cards, each with a mark.
    pub(in super::super) fn sitting(earned: &[u32], pass: u32) -> Sitting {
        let card =
            |at| format!("front = \"Q{at}\"\nback = \"A{at}\"\ntags = [\"t{}\", \"all\"]", at % 3);
        let decks = [deck(&cards((0..earned.len()).map(card)))];
        let formats = vec![Format::Typed];
        let wish = Wish { questions: earned.len(), formats, seed: 1, repeats: Repeats::Last };
        let paper = Paper::draw(&decks, &wish).unwrap();
        let mut sitting =
            Sitting::begin(paper, "s".to_owned(), "pc".to_owned(), stamp(), None, pass);
        sitting.close(Ended::HandedIn, stamp());
        let marks = earned.iter().map(|&hundredths| Mark::try_from(hundredths).unwrap());
        sitting.end.as_mut().unwrap().marks = marks.collect();
        sitting
    }

    #[test]
    fn passing_is_exact() {
        let passed = |earned: &[u32], pass| Score::of(&sitting(earned, pass)).unwrap().passed();
        assert!(passed(&[100, 100, 0], 66));
        assert!(!passed(&[100, 100, 0], 67));
        assert!(passed(&[60], 60));
        assert!(!passed(&[59], 60));
    }

    proptest! {
        #[test]
        fn marks_add_up(earned in proptest::collection::vec(0..=100_u32, 1..30)) {
            let score = Score::of(&sitting(&earned, 60)).unwrap();
            let sum: u64 = earned.iter().map(|&mark| u64::from(mark)).sum();
            let of = |shares: &[Share]| shares.iter().map(|share| share.hundredths).sum::<u64>();
            prop_assert_eq!(score.total.hundredths, sum);
            prop_assert_eq!(of(&score.decks), sum);
            prop_assert_eq!(of(&score.formats), sum);
            prop_assert_eq!(of(&score.tags), 2 * sum);
            prop_assert!(score.range.from <= score.total.percent() + 1e-9);
            prop_assert!(score.range.to >= score.total.percent() - 1e-9);
        }
    }
}
