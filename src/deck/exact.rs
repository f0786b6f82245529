//! What counts letter by letter in an answer: the deck key `exact`.

use serde::{Serialize, Serializer};
use strum::{AsRefStr, EnumString, VariantArray};

/// Something that two spellings of one answer usually may differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AsRefStr, EnumString, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Feature {
    /// Capitals and small letters.
    Case,
    /// All marks on letters.
    Accents,
    /// The marks on letters that stand for tones.
    Tones,
    /// Whatever is no letter, digit, blank or punctuation mark.
    Signs,
    /// Blanks.
    Spaces,
    /// Punctuation marks.
    Punctuation,
}

/// The features that count; all of them: every character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Exact(u8);

impl Exact {
    /// Every character counts.
    pub const ALL: Self = Self(u8::MAX >> 2);

    /// Whether a feature counts.
    pub fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u8) != 0
    }

    /// The features in their order.
    pub fn features(self) -> impl Iterator<Item = Feature> {
        Feature::VARIANTS.iter().copied().filter(move |feature| self.has(*feature))
    }
}

impl FromIterator<Feature> for Exact {
    fn from_iter<I: IntoIterator<Item = Feature>>(features: I) -> Self {
        Self(features.into_iter().fold(0, |all, feature| all | 1 << feature as u8))
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::ALL => to.serialize_bool(true),
            Self(0) => to.serialize_bool(false),
            some => to.collect_seq(some.features().map(|feature| feature.as_ref().to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck, faults};

    fn read(head: &str, key: &str) -> Option<Exact> {
        let card = format!("front = \"q\"\nback = \"b\"\n{key}");
        deck(&format!("{head}{}", cards([card]))).cards[0].exact()
    }

    #[test]
    fn a_card_says_what_counts_and_else_its_deck() {
        let some = |features: &[Feature]| Some(features.iter().copied().collect());
        for (head, key, expected) in [
            ("", "", None),
            ("", "exact = true", Some(Exact::ALL)),
            ("", "exact = false", Some(Exact::default())),
            ("", "exact = \"accents\"", some(&[Feature::Accents])),
            ("", "exact = [\"case\", \"tones\"]", some(&[Feature::Case, Feature::Tones])),
            ("exact = true\n", "", Some(Exact::ALL)),
            ("exact = true\n", "exact = [\"signs\"]", some(&[Feature::Signs])),
        ] {
            assert_eq!(read(head, key), expected, "{head}{key}");
        }
    }

    #[test]
    fn an_unknown_feature_is_an_error() {
        for key in ["exact = \"letters\"", "exact = [\"case\", \"x\"]", "exact = 1"] {
            let card = format!("front = \"q\"\nback = \"b\"\n{key}");
            let found = faults(&cards([card]), 3);
            assert!(found.iter().any(|fault| fault.contains("bad-exact")), "{key}: {found:?}");
        }
    }
}
