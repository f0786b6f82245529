//! Forms of verbs, from `data/lexicon/event_verbs.txt`: only verbs that stand there are
//! turned from the past into the base form.

use crate::generate::lexicon::Words;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static AUXILIARIES: Words = Words::named("auxiliaries");

/// What is known of a past form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Past {
    /// `withdraw` for `withdrew`.
    pub(super) base: &'static str,
    /// Whether the participle is the same word: `led`, `signed`.
    pub(super) is_participle: bool,
}

struct Forms {
    past: HashMap<String, Past>,
    participles: HashSet<String>,
    bases: HashSet<&'static str>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms =
        Forms { past: HashMap::new(), participles: HashSet::new(), bases: HashSet::new() };
    let text: &'static str = include_str!("../../data/lexicon/event_verbs.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        let mut words = line.split(' ');
        let base = words.next().unwrap_or_default();
        let past = words.next().map_or_else(|| regular(base), str::to_owned);
        let participle = words.next().map_or_else(|| past.clone(), str::to_owned);
        let is_participle = past == participle;
        forms.past.entry(past).or_insert(Past { base, is_participle });
        forms.participles.insert(participle);
        forms.bases.insert(base);
    }
    forms
});

/// `die` → `died`, `carry` → `carried`, `sail` → `sailed`.
fn regular(base: &str) -> String {
    let vowel = |c: char| "aeiou".contains(c);
    match (base.strip_suffix('y'), base.ends_with('e')) {
        (Some(stem), _) if !stem.ends_with(vowel) => format!("{stem}ied"),
        (_, true) => format!("{base}d"),
        _ => format!("{base}ed"),
    }
}

/// What `word` is the past form of.
pub(super) fn past(word: &str) -> Option<Past> {
    FORMS.past.get(word).copied()
}

/// Whether `word` is a known participle.
pub(super) fn is_participle(word: &str) -> bool {
    FORMS.participles.contains(word)
}

/// Whether `word` may be a verb in the past, known or not.
pub(super) fn may_be_past(word: &str) -> bool {
    static ADJECTIVES: Words = Words::named("adjectives in -ed");
    !ADJECTIVES.contains(word)
        && (past(word).is_some()
            || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"))
}

/// Whether `word` is the base form of a known verb.
pub(super) fn is_base(word: &str) -> bool {
    FORMS.bases.contains(word)
}

/// Auxiliaries, which open no question by `did`.
pub(super) fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_forms_lead_to_their_base() {
        let found = ["died", "carried", "withdrew", "planned", "signed", "fell"]
            .map(|w| past(w).unwrap().base);
        assert_eq!(found, ["die", "carry", "withdraw", "plan", "sign", "fall"]);
        assert!(past("led").unwrap().is_participle && !past("fell").unwrap().is_participle);
        assert!(is_participle("fallen") && !is_participle("fell"));
    }

    #[test]
    fn unknown_words_have_no_base() {
        for word in ["dreamed", "river", "sings", "withdraw", "wonder"] {
            assert_eq!(past(word), None, "{word}");
        }
        assert!(may_be_past("dreamed") && !may_be_past("united") && !may_be_past("river"));
    }
}
