//! What a note asks, a variant for each way to write one: all that a kind of
//! card knows of itself. Other rooms ask by [`Right`], the shape of the answer.

use super::cloze::Cloze;
use super::{Ask, Side};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Most items of an order or a list, most pairs and most gaps: all must fit on a
/// screen.
pub const MAX_ITEMS: usize = 50;
/// Most words of its source that a card quotes.
pub(super) const MAX_QUOTES: usize = 50;
/// Most former ids of a card or a deck.
pub(super) const MAX_WAS: usize = 50;
/// Most wrong options of a card, and most right ones.
pub const MAX_CHOICES: usize = 20;

/// The options of a statement, in the order in which they are read.
pub const TRUTHS: [&str; 2] = ["True", "False"];

/// Whether an option names others by their letters: `Both A and B`, `a and c`.
pub fn names_letters(option: &str) -> bool {
    let words: Vec<&str> = option.split_whitespace().collect();
    let is_letter =
        |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    match words.as_slice() {
        [both, a, "and", b] if both.eq_ignore_ascii_case("both") => is_letter(a) && is_letter(b),
        [a, "and" | "or", b] => is_letter(a) && is_letter(b),
        _ => false,
    }
}

/// What a note asks; it is written with the keys of a deck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// A question with its answer, maybe options, maybe both ways round.
    Basic {
        /// The question.
        front: String,
        /// Right answers: one, or several that are all required as choices.
        #[serde(serialize_with = "one_or_several")]
        back: Vec<String>,
        /// Wrong options.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        choices: Vec<String>,
        /// Whether the answer also asks for the question.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        reverse: bool,
    },
    /// A text with gaps, each number a card.
    Cloze(Cloze),
    /// Items to be put into the order in which they stand here.
    Order {
        /// What to do.
        front: String,
        /// In the right order; at least two.
        #[serde(rename = "order")]
        items: Vec<String>,
    },
    /// Items to be named in any order, each graded by itself.
    List {
        /// The question.
        front: String,
        /// The items; at least two.
        #[serde(rename = "list")]
        items: Vec<String>,
    },
    /// Pairs to be put together again.
    Pairs {
        /// What to do.
        front: String,
        /// Left and right sides, each different from all others; at least two.
        pairs: Vec<(String, String)>,
    },
    /// A statement that is true or false.
    TrueFalse {
        /// The statement.
        statement: String,
        /// Whether it is true.
        answer: bool,
    },
}

pub(super) fn one_or_several<S: Serializer>(texts: &[String], to: S) -> Result<S::Ok, S::Error> {
    match texts {
        [one] => one.serialize(to),
        several => several.serialize(to),
    }
}

/// A kind of card, as people tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// A question and its answer.
    Basic,
    /// A question with wrong options.
    Choice,
    /// A text with a gap.
    Cloze,
    /// Items to be put in order.
    Order,
    /// Items to be named.
    List,
    /// Pairs to be matched.
    Pairs,
    /// A statement that is true or false.
    TrueFalse,
}

/// What is right, by the shape of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right<'a> {
    /// One text, or several that are all required.
    Texts(Vec<Cow<'a, str>>),
    /// Items in their order.
    Order(&'a [String]),
    /// Items in any order.
    List(&'a [String]),
    /// What belongs together.
    Pairs(&'a [(String, String)]),
}

impl Right<'_> {
    /// All of it on one line.
    pub fn joined(&self) -> Cow<'_, str> {
        match self {
            Self::Texts(texts) => match texts.as_slice() {
                [one] => Cow::Borrowed(one),
                several => Cow::Owned(several.join("; ")),
            },
            Self::Order(items) => Cow::Owned(items.join(" → ")),
            Self::List(items) => Cow::Owned(items.join("; ")),
            Self::Pairs(pairs) => {
                let pairs = pairs.iter().map(|(left, right)| format!("{left}: {right}"));
                Cow::Owned(pairs.collect::<Vec<_>>().join("; "))
            }
        }
    }
}

impl Content {
    /// A question with one answer and no wrong options.
    pub fn basic(front: impl Into<String>, back: impl Into<String>) -> Self {
        let (front, back) = (front.into(), vec![back.into()]);
        Self::Basic { front, back, choices: Vec::new(), reverse: false }
    }

    /// The key that tells each kind apart in a deck, and all that mean something
    /// beside it.
    pub(super) const KEYS: [(&str, &[&str]); 6] = [
        (
            "back",
            &["front", "back", "choices", "reverse", "accept", "nocredit", "exact", "tolerance"],
        ),
        ("cloze", &["cloze", "accept", "nocredit", "exact", "tolerance"]),
        ("order", &["front", "order"]),
        ("list", &["front", "list", "exact"]),
        ("pairs", &["front", "pairs"]),
        ("statement", &["statement", "answer"]),
    ];
    /// The keys that ask.
    pub(super) const ASKING_KEYS: [&str; 3] = ["front", "cloze", "statement"];
    /// How to write one.
    pub(super) const REMEDY: &str =
        "write front and back, statement and answer, cloze, or front and order, list or pairs";

    /// All keys of all kinds, each once.
    pub(super) fn keys() -> &'static [&'static str] {
        static KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
            let mut seen = HashSet::new();
            let all = Content::KEYS.into_iter().flat_map(|(_, keys)| keys);
            all.copied().filter(|key| seen.insert(*key)).collect()
        });
        &KEYS
    }

    /// Whether its answer may be typed.
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Basic { .. } | Self::Cloze(_) | Self::List { .. })
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Basic { choices, .. } if !choices.is_empty() => Kind::Choice,
            Self::Basic { .. } => Kind::Basic,
            Self::Cloze(_) => Kind::Cloze,
            Self::Order { .. } => Kind::Order,
            Self::List { .. } => Kind::List,
            Self::Pairs { .. } => Kind::Pairs,
            Self::TrueFalse { .. } => Kind::TrueFalse,
        }
    }

    /// A card for each.
    pub fn sides(&self) -> Vec<Side> {
        match self {
            Self::Basic { reverse: true, .. } => vec![Side::Front, Side::Reversed],
            Self::Cloze(cloze) => cloze.numbers().into_iter().map(Side::Gap).collect(),
            _ => vec![Side::Front],
        }
    }

    /// The ways in which a side can be asked.
    pub fn asks(&self, side: Side) -> &'static [Ask] {
        match self {
            Self::Basic { choices, .. } if side == Side::Front && !choices.is_empty() => {
                &[Ask::Reveal, Ask::Type, Ask::Choose]
            }
            Self::Basic { .. } | Self::Cloze(_) | Self::List { .. } => &[Ask::Reveal, Ask::Type],
            Self::Order { .. } => &[Ask::Order],
            Self::Pairs { .. } => &[Ask::Match],
            Self::TrueFalse { .. } => &[Ask::Choose],
        }
    }

    /// The text that asks a side; `gap` makes of a gap's hint what stands there.
    pub fn prompt(&self, side: Side, gap: impl Fn(Option<&str>) -> String) -> Cow<'_, str> {
        match (self, side) {
            (Self::Cloze(cloze), Side::Gap(number)) => Cow::Owned(cloze.filled(number, gap)),
            (Self::Cloze(cloze), _) => Cow::Owned(cloze.whole()),
            (Self::Basic { back, .. }, Side::Reversed) => Cow::Owned(back.join("; ")),
            (
                Self::Basic { front, .. }
                | Self::Order { front, .. }
                | Self::List { front, .. }
                | Self::Pairs { front, .. }
                | Self::TrueFalse { statement: front, .. },
                _,
            ) => Cow::Borrowed(front),
        }
    }

    /// What is right on a side.
    pub fn right(&self, side: Side) -> Right<'_> {
        match self {
            Self::Basic { front, .. } if side == Side::Reversed => {
                Right::Texts(vec![Cow::Borrowed(front)])
            }
            Self::Basic { back, .. } => {
                Right::Texts(back.iter().map(|text| Cow::Borrowed(&**text)).collect())
            }
            Self::Cloze(cloze) => match side {
                Side::Gap(number) => Right::Texts(vec![cloze.answer(number)]),
                _ => Right::Texts(Vec::new()),
            },
            Self::Order { items, .. } => Right::Order(items),
            Self::List { items, .. } => Right::List(items),
            Self::Pairs { pairs, .. } => Right::Pairs(pairs),
            Self::TrueFalse { answer, .. } => Right::Texts(vec![Cow::Borrowed(truth(*answer))]),
        }
    }

    /// The author's wrong options for a side.
    pub fn wrong(&self, side: Side) -> Vec<&str> {
        match self {
            Self::Basic { choices, .. } if side == Side::Front => {
                choices.iter().map(String::as_str).collect()
            }
            Self::TrueFalse { answer, .. } => vec![truth(!answer)],
            _ => Vec::new(),
        }
    }
}

fn truth(is_true: bool) -> &'static str {
    TRUTHS[usize::from(!is_true)]
}
