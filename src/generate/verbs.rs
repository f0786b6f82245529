//! Verbs in their forms. Only verbs of `data/lexicon/event_verbs.txt` are turned from the past
//! into the base form.

use super::lexicon::{EVENT_VERBS, IRREGULAR_VERBS, listed};
use std::collections::HashMap;
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

/// The base of each past form and of each participle of the event verbs.
static KNOWN: LazyLock<[HashMap<String, &'static str>; 2]> = LazyLock::new(|| {
    let (mut pasts, mut participles) = (HashMap::new(), HashMap::new());
    for base in EVENT_VERBS.iter() {
        let forms = Forms::of(base);
        pasts.entry(forms.past).or_insert(base);
        participles.entry(forms.participle).or_insert(base);
    }
    [pasts, participles]
});

/// What `word` is the past form of: `withdraw` of `withdrew`.
pub(super) fn past(word: &str) -> Option<&'static str> {
    KNOWN[0].get(word).copied()
}

/// What `word` is the past form or the participle of.
pub(super) fn base(word: &str) -> Option<&'static str> {
    past(word).or_else(|| KNOWN[1].get(word).copied())
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
        let found =
            ["died", "carried", "withdrew", "planned", "signed", "fell"].map(|w| past(w).unwrap());
        assert_eq!(found, ["die", "carry", "withdraw", "plan", "sign", "fall"]);
        assert_eq!(
            [past("fallen"), base("fallen"), base("led")],
            [None, Some("fall"), Some("lead")]
        );
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
