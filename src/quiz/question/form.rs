//! How a question is asked, and the options or items that it shows.

use super::Given;
use crate::base::hash::stable_hash;
use crate::deck::content::{TRUTHS, names_letters};
use crate::deck::{Card, Right};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How a question is asked; indices are into what is shown.
#[derive(Debug, Clone, PartialEq, Eq, strum::AsRefStr)]
#[strum(serialize_all = "lowercase")]
pub enum Form {
    /// Recall, reveal, rate oneself.
    Reveal,
    /// The answer is shown; recall the question.
    Reverse,
    /// Type the answer.
    Type,
    /// Choose among options.
    Choose {
        /// As shown.
        options: Vec<String>,
        /// The right ones, ascending.
        right: Vec<usize>,
    },
    /// Put items into order.
    Order {
        /// As shown.
        shown: Vec<String>,
        /// Indices of the shown items in the right order.
        right: Vec<usize>,
    },
    /// Put pairs together.
    Match {
        /// Left sides.
        left: Vec<String>,
        /// Right sides, as shown.
        right: Vec<String>,
        /// For each left side the index of its right side.
        key: Vec<usize>,
    },
    /// Type the items one by one.
    List,
    /// Recall the items, reveal them, tick those that were recalled.
    Tick,
}

impl Form {
    /// The options or items as shown; none for other forms.
    pub fn options(&self) -> &[String] {
        match self {
            Self::Choose { options, .. } => options,
            Self::Order { shown, .. } => shown,
            Self::Match { right, .. } => right,
            Self::Reveal | Self::Reverse | Self::Type | Self::List | Self::Tick => &[],
        }
    }

    /// The places of the right ones among these: to be chosen, in order, or
    /// beside each left side; none for other forms.
    pub(in crate::quiz) fn places(&self) -> &[usize] {
        match self {
            Self::Choose { right, .. } | Self::Order { right, .. } => right,
            Self::Match { key, .. } => key,
            Self::Reveal | Self::Reverse | Self::Type | Self::List | Self::Tick => &[],
        }
    }

    /// The same, with these options or items shown, of which these `places` are
    /// right; none where they do not fit.
    pub(in crate::quiz) fn shown_as(self, texts: Vec<String>, places: Vec<usize>) -> Option<Self> {
        let fits = match self {
            Self::Choose { .. } => {
                !places.is_empty() && places.is_sorted() && are_different(&places, texts.len())
            }
            Self::Order { .. } | Self::Match { .. } => {
                texts.len() == self.options().len() && is_permutation(&places, texts.len())
            }
            _ => true,
        };
        fits.then_some(match self {
            Self::Choose { .. } => Self::Choose { options: texts, right: places },
            Self::Order { .. } => Self::Order { shown: texts, right: places },
            Self::Match { left, .. } => Self::Match { left, right: texts, key: places },
            other => other,
        })
    }

    /// Whether `given` answers it, with places of what it shows.
    pub(in crate::quiz) fn takes(&self, given: &Given) -> bool {
        let shown = self.options().len();
        match (given, self) {
            (Given::Text(_), Self::Type) | (Given::Named(_), Self::List) => true,
            (Given::Chosen(chosen), Self::Choose { right, .. }) => {
                let fits = if right.len() > 1 { !chosen.is_empty() } else { chosen.len() == 1 };
                fits && are_different(chosen, shown)
            }
            (Given::Ordered(order), Self::Order { .. }) => is_permutation(order, shown),
            (Given::Matched(matched), Self::Match { .. }) => {
                // A row with nothing beside it has the number behind the last.
                let put: Vec<usize> =
                    matched.iter().copied().filter(|&place| place != shown).collect();
                matched.len() == shown && are_different(&put, shown)
            }
            _ => false,
        }
    }

    /// A choice among what is right and the author's wrong options, or those of
    /// `others` where there are none; none where `card` is no choice.
    pub(in crate::quiz) fn choice(
        card: &Card,
        others: impl FnOnce() -> Option<Vec<String>>,
        seed: u64,
    ) -> Option<Self> {
        let Right::Texts(texts) = card.right() else { return None };
        let right: Vec<String> = texts.into_iter().map(Cow::into_owned).collect();
        let own: Vec<String> = card.wrong().into_iter().map(str::to_owned).collect();
        let wrong = if own.is_empty() { others()? } else { own };
        Some(Self::choose(&right, &wrong, seed))
    }

    /// A choice among right and wrong options.
    pub(in crate::quiz) fn choose(right: &[String], wrong: &[String], seed: u64) -> Self {
        let mut options: Vec<(bool, &String)> = right.iter().map(|text| (true, text)).collect();
        options.extend(wrong.iter().map(|text| (false, text)));
        let mut options: Vec<(bool, &String)> =
            mixed(options.len(), seed).into_iter().map(|place| options[place]).collect();
        if options.iter().all(|(_, text)| TRUTHS.contains(&text.as_str())) {
            options.sort_by_key(|(_, text)| TRUTHS.iter().position(|truth| truth == text));
        }
        // What speaks of the options above stands below them.
        options.sort_by_key(|(_, text)| speaks_of_others(text));
        Self::Choose {
            right: (0..options.len()).filter(|&index| options[index].0).collect(),
            options: options.into_iter().map(|(_, text)| text.clone()).collect(),
        }
    }

    /// The same options and items in another order.
    pub(in crate::quiz) fn shuffled(&self, seed: u64) -> Self {
        match self {
            Self::Choose { options, right } => {
                let (right, wrong): (Vec<usize>, Vec<usize>) =
                    (0..options.len()).partition(|index| right.contains(index));
                Self::choose(&pick(options, &right), &pick(options, &wrong), seed)
            }
            Self::Order { shown, right } => Self::order(&pick(shown, right), seed),
            Self::Match { left, right, key } => {
                let pairs: Vec<(String, String)> =
                    left.iter().cloned().zip(pick(right, key)).collect();
                Self::matching(&pairs, seed)
            }
            other => other.clone(),
        }
    }

    /// Never shows the items in the right order: that would ask nothing.
    pub(in crate::quiz) fn order(items: &[String], seed: u64) -> Self {
        let places = shuffled(items.len(), seed);
        Self::Order { shown: pick(items, &places), right: inverse(&places) }
    }

    /// Never shows all right sides beside their left ones.
    pub(in crate::quiz) fn matching(pairs: &[(String, String)], seed: u64) -> Self {
        let (left, right): (Vec<String>, Vec<String>) = pairs.iter().cloned().unzip();
        let places = shuffled(pairs.len(), seed);
        Self::Match { left, right: pick(&right, &places), key: inverse(&places) }
    }
}

/// The places 0 to `count` in an order that `seed` decides. By a hash and not by
/// a generator of `rand`, whose numbers may change with its version: the paper of
/// a seed must stay what it is.
fn mixed(count: usize, seed: u64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|place| {
        stable_hash((*place as u64).to_le_bytes().into_iter().chain(seed.to_le_bytes()))
    });
    places
}

/// The places 0 to `count` in another order than that.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut places = mixed(count, seed);
    if places.is_sorted() && count > 0 {
        places.rotate_left(1);
    }
    places
}

/// Different places below `count`.
pub(super) fn are_different(places: &[usize], count: usize) -> bool {
    places.iter().all(|&place| place < count)
        && places.iter().collect::<BTreeSet<_>>().len() == places.len()
}

fn is_permutation(places: &[usize], count: usize) -> bool {
    places.len() == count && are_different(places, count)
}

fn pick(items: &[String], places: &[usize]) -> Vec<String> {
    places.iter().map(|&place| items[place].clone()).collect()
}

/// Where each item stands among the shown ones.
fn inverse(places: &[usize]) -> Vec<usize> {
    let mut at: Vec<usize> = (0..places.len()).collect();
    at.sort_by_key(|&index| places[index]);
    at
}

/// Whether an option is about the others: `All of the above`, `Both A and B`.
fn speaks_of_others(option: &str) -> bool {
    let option = option.to_lowercase();
    ["of the above", "of these", "of the others"].iter().any(|words| option.ends_with(words))
        || names_letters(&option)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn shuffled_items_never_stand_in_the_right_order() {
        let right = items(&["a", "b", "c"]);
        for seed in 0..200 {
            let Form::Order { shown, right: order } = Form::order(&right, seed) else {
                panic!("expected an order form")
            };
            assert_ne!(shown, right, "seed {seed}");
            assert_eq!(pick(&shown, &order), right, "seed {seed}");
        }
    }

    #[test]
    fn the_key_puts_pairs_together_again() {
        let pairs: Vec<(String, String)> =
            [("a", "1"), ("b", "2"), ("c", "3")].map(|(a, b)| (a.into(), b.into())).to_vec();
        for seed in 0..200 {
            let Form::Match { left, right, key } = Form::matching(&pairs, seed) else {
                panic!("expected pairs")
            };
            let together: Vec<(String, String)> =
                left.into_iter().zip(pick(&right, &key)).collect();
            assert_eq!(together, pairs, "seed {seed}");
            assert!(!key.is_sorted(), "seed {seed}");
        }
    }

    #[test]
    fn options_hold_every_right_and_wrong_one() {
        let Form::Choose { options, right } =
            Form::choose(&items(&["yes", "sure"]), &items(&["no", "never"]), 7)
        else {
            panic!("expected a choice")
        };
        let mut chosen = pick(&options, &right);
        chosen.sort();
        assert_eq!((options.len(), chosen), (4, items(&["sure", "yes"])));
    }

    #[test]
    fn what_speaks_of_the_other_options_stands_last() {
        let texts =
            |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        for seed in 0..20 {
            let wrong = texts(&["Rhine", "None of the above", "Seine", "Both A and C"]);
            let form = Form::choose(&texts(&["All of the above"]), &wrong, seed);
            let last = &form.options()[2..];
            assert!(last.iter().all(|option| speaks_of_others(option)), "{last:?}");
        }
        for option in ["Vitamin A and B", "All of Gaul", "Rhine"] {
            assert!(!speaks_of_others(option), "{option}");
        }
    }
}
