//! Ids of generated cards: kind, slug of the value or holder, and 8 hex
//! digits of the normalised fact; no position and no prose, so that a change
//! elsewhere in the document, or a change of words that keeps the fact, keeps
//! the card's history.

use crate::base::hash::stable_hash;
use crate::deck::fix::slug;
use crate::generate::lexicon::listed;
use std::collections::BTreeSet;

/// `form` tells cards of different forms about one fact apart.
pub(super) fn id(form: &str, subject: &str, fact: &[&str]) -> String {
    let mut text = form.to_owned();
    for part in fact {
        text.push('|');
        text.push_str(&normalised(part));
    }
    let hash = stable_hash(text.bytes());
    format!("{form}-{}-{:08x}", slug(subject, 40), (hash >> 32) as u32 ^ hash as u32)
}

/// The content words, each once, in alphabetical order.
fn normalised(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: BTreeSet<&str> =
        words.filter(|word| !listed!("without fact").contains(word)).collect();
    words.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_order_do_not_change_an_id() {
        let one = id("date", "1789-07-14", &["1789-07-14", "The Bastille was taken by the crowd"]);
        let two = id("date", "1789-07-14", &["1789-07-14", "crowd taken: Bastille"]);
        assert_eq!(one, two);
        assert!(one.starts_with("date-1789-07-14-"), "{one}");
        assert_eq!(one.len(), "date-1789-07-14-".len() + 8);
        assert_ne!(one, id("date", "1789-07-14", &["1789-07-14", "The Bastille stood"]));
    }
}
