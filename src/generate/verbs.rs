//! Verbs in their forms. Only verbs of `data/lexicon/event_verbs.txt` are turned from the past
//! into the base form.

use super::lexicon::{EVENT_VERBS, IRREGULAR_VERBS, listed};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The forms of a verb; of one with a second word (`point out`) the first is inflected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forms {
    /// `argues`.
    pub(super) third_person: String,
    /// `argued`, `saw`.
    pub(super) past: String,
    /// `argued`, `seen`.
    pub(super) participle: String,
    /// `arguing`.
    pub(super) ing: String,
}

impl Forms {
    pub(super) fn of(verb: &str) -> Self {
        let (head, tail) = verb.split_at(verb.find(' ').unwrap_or(verb.len()));
        // `deny` → `den`; none for `say` and what ends otherwise.
        let y_stem = head.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
        let hisses = ["ss", "ch", "sh", "o"].iter().any(|ending| head.ends_with(ending));
        let third_person = match y_stem {
            Some(stem) => format!("{stem}ies"),
            None if hisses => format!("{head}es"),
            None => format!("{head}s"),
        };
        let regular = match y_stem {
            Some(stem) => format!("{stem}ied"),
            None if head.ends_with('e') => format!("{head}d"),
            None => format!("{head}ed"),
        };
        let [past, participle] = IRREGULAR_VERBS.get(head).copied().unwrap_or([&regular; 2]);
        // `admitting` doubles its last letter as `admitted` does.
        let doubled = past.strip_suffix("ed").filter(|stem| stem.len() == head.len() + 1);
        let silent = head.strip_suffix('e').filter(|stem| !stem.ends_with('e'));
        let ing = format!("{}ing", silent.or(doubled).unwrap_or(head));
        let [third_person, past, participle, ing] =
            [&third_person, past, participle, &ing].map(|form| format!("{form}{tail}"));
        Self { third_person, past, participle, ing }
    }
}

/// What is known of a past form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Past {
    /// `withdraw` for `withdrew`.
    pub(super) base: &'static str,
    /// Whether the participle is the same word: `led`, `signed`.
    pub(super) is_participle: bool,
}

/// Past forms and participles of the event verbs.
static KNOWN: LazyLock<(HashMap<String, Past>, HashSet<String>)> = LazyLock::new(|| {
    let (mut pasts, mut participles) = (HashMap::new(), HashSet::new());
    for base in EVENT_VERBS.iter() {
        let forms = Forms::of(base);
        let is_participle = forms.past == forms.participle;
        pasts.entry(forms.past).or_insert(Past { base, is_participle });
        participles.insert(forms.participle);
    }
    (pasts, participles)
});

/// What `word` is the past form of.
pub(super) fn past(word: &str) -> Option<Past> {
    KNOWN.0.get(word).copied()
}

/// Whether `word` is a known participle.
pub(super) fn is_participle(word: &str) -> bool {
    KNOWN.1.contains(word)
}

/// Whether `word` may be a verb in the past, known or not.
pub(super) fn may_be_past(word: &str) -> bool {
    !listed!("adjectives in -ed").contains(word)
        && (past(word).is_some()
            || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"))
}

/// Whether a word denies the verb beside it: `not`, `didn't`, `hardly`.
pub(super) fn is_denial(word: &str) -> bool {
    let word = word.to_lowercase();
    listed!("denying words").contains(&word) || word.ends_with("n't") || word.ends_with("n’t")
}

/// Auxiliaries, which open no question by `did`.
pub(super) fn is_auxiliary(word: &str) -> bool {
    listed!("auxiliaries").contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for (verb, expected) in [
            ("argue", ["argues", "argued", "argued", "arguing"]),
            ("deny", ["denies", "denied", "denied", "denying"]),
            ("say", ["says", "said", "said", "saying"]),
            ("see", ["sees", "saw", "seen", "seeing"]),
            ("submit", ["submits", "submitted", "submitted", "submitting"]),
            ("point out", ["points out", "pointed out", "pointed out", "pointing out"]),
            ("portray", ["portrays", "portrayed", "portrayed", "portraying"]),
            ("stress", ["stresses", "stressed", "stressed", "stressing"]),
        ] {
            let Forms { third_person, past, participle, ing } = Forms::of(verb);
            assert_eq!([third_person, past, participle, ing], expected);
        }
    }

    #[test]
    fn past_forms_lead_to_their_base() {
        let found = ["died", "carried", "withdrew", "planned", "signed", "fell"]
            .map(|w| past(w).unwrap().base);
        assert_eq!(found, ["die", "carry", "withdraw", "plan", "sign", "fall"]);
        assert!(past("led").unwrap().is_participle && !past("fell").unwrap().is_participle);
        assert!(is_participle("fallen") && !is_participle("fell"));
    }

    #[test]
    fn words_that_deny_are_known_in_every_spelling() {
        let denied = ["not", "Never", "n't", "didn’t", "cannot", "nor", "now", "note", "ant"];
        assert_eq!(
            denied.map(is_denial),
            [true, true, true, true, true, true, false, false, false]
        );
    }

    #[test]
    fn unknown_words_have_no_base() {
        for word in ["dreamed", "river", "sings", "withdraw", "wonder"] {
            assert_eq!(past(word), None, "{word}");
        }
        assert!(may_be_past("dreamed") && !may_be_past("united") && !may_be_past("river"));
    }
}
