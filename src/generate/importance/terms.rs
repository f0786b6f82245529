//! What sentences speak of: their words, as stems, and how these return.

use crate::base::hash::stable_hash;
use crate::document::Document;
use crate::generate::lexicon::listed;
use std::collections::HashMap;

/// Endings that make no other word, longest first.
const ENDINGS: [&str; 12] =
    ["ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "ies", "ed", "es", "ly"];

/// Letters of a stem that count.
const STEM: usize = 6;

/// The words of all sentences.
pub(super) struct Terms {
    /// Of each sentence, each term once.
    pub(super) of: Vec<Vec<u32>>,
    /// In how many sentences each term stands.
    pub(super) count: Vec<u32>,
    /// The sentence in which each term stands first.
    pub(super) first: Vec<usize>,
    known: HashMap<u64, u32>,
}

impl Terms {
    pub(super) fn of(document: &Document) -> Self {
        let mut terms =
            Self { of: Vec::new(), count: Vec::new(), first: Vec::new(), known: HashMap::new() };
        for index in 0..document.sentences.len() {
            let mut here: Vec<u32> =
                stems(document.sentence(index)).map(|stem| terms.learn(stem, index)).collect();
            here.sort_unstable();
            here.dedup();
            here.iter().for_each(|&term| terms.count[term as usize] += 1);
            terms.of.push(here);
        }
        terms
    }

    fn learn(&mut self, stem: u64, sentence: usize) -> u32 {
        let next = self.count.len() as u32;
        let term = *self.known.entry(stem).or_insert(next);
        if term == next {
            self.count.push(0);
            self.first.push(sentence);
        }
        term
    }

    /// The terms of a text, in their order, that stand in sentences too.
    pub(super) fn within(&self, text: &str) -> Vec<u32> {
        let mut found: Vec<u32> =
            stems(text).filter_map(|stem| self.known.get(&stem).copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How seldom a term is, in sixteenths of a bit.
    pub(super) fn rarity(&self, term: u32) -> i64 {
        log(self.of.len()) - log(self.count[term as usize] as usize)
    }
}

/// Content words by the hash of their stems.
fn stems(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| {
        let letters = word.chars().count();
        letters > 3 || letters > 2 && word.starts_with(char::is_uppercase)
    });
    let lower = words.map(str::to_lowercase).filter(|word| !listed!("without fact").contains(word));
    lower.map(|word| stable_hash(stem(&word).bytes()))
}

/// `nullified`, `nullification` → `nullif`; crude, and the same for all forms of most words.
fn stem(word: &str) -> &str {
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    let cut = cut.filter(|rest| rest.len() > 3).unwrap_or(word);
    let cut = cut.strip_suffix(['s', 'e', 'y']).filter(|rest| rest.len() > 3).unwrap_or(cut);
    let end = cut.char_indices().nth(STEM).map_or(cut.len(), |(at, _)| at);
    &cut[..end]
}

/// A logarithm of base two in sixteenths, with straight lines between powers: no
/// library of mathematics can differ.
pub(super) fn log(number: usize) -> i64 {
    let number = number.max(1);
    let power = number.ilog2();
    let rest = ((number - (1 << power)) as u128 * 16) >> power;
    i64::from(power) * 16 + rest as i64
}

/// Of each value its rank among all in percent; equal ones share theirs.
pub(super) fn ranks(values: &[i64]) -> Vec<i32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by_key(|&at| (values[at], at));
    let mut ranks = vec![0; values.len()];
    let mut from = 0;
    for same in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let rank = (2 * from + same.len()) * 50 / values.len();
        same.iter().for_each(|&at| ranks[at] = rank as i32);
        from += same.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["nullify", "nullified", "nullification"][..],
            &["cause", "caused", "causes", "causing"],
            &["tariff", "tariffs"],
            &["establish", "established", "establishment"],
        ] {
            let stems: Vec<&str> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
        assert_ne!(stem("tariff"), stem("tarred"));
    }

    #[test]
    fn logarithms_grow_and_powers_are_exact() {
        assert_eq!([1, 2, 3, 4, 1024].map(log), [0, 16, 24, 32, 160]);
        assert!((1..5000).collect::<Vec<_>>().is_sorted_by_key(|&number| log(number)));
    }

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(ranks(&[5, 1, 5, 9]), [50, 12, 50, 87]);
        assert_eq!(ranks(&[]), Vec::<i32>::new());
    }
}
