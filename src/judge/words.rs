//! The little words of languages: articles, contractions, negations.

use super::table::{cells, rows};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Articles by language. `a` and `an` count in English alone: they are words
/// of their own in other languages.
const ARTICLES: [(&str, &str); 15] = [
    ("en", "the a an"),
    ("fr", "le la les un une des"),
    ("de", "der die das den dem des ein eine einen einem einer eines"),
    ("es", "el la los las un una unos unas"),
    ("it", "il lo la i gli le un una uno"),
    ("pt", "o a os as um uma uns umas"),
    ("nl", "de het een"),
    ("sv", "en ett den det de"),
    ("da", "en et den det de"),
    ("no", "en et ei den det de"),
    ("nb", "en et ei den det de"),
    ("ca", "el la els les un una"),
    ("ro", "un o"),
    ("hu", "a az egy"),
    ("el", "ο η το οι τα τον την του της των"),
];

/// Words that turn a statement into its opposite.
const NEGATIONS: &str = " not no never none without nor neither non ne pas jamais sans nicht kein \
    keine keinen keiner keines nie ohne nunca jamas sin nao sem niet geen nooit zonder bez \
    inte ikke не ни нет без ";

/// The language of a BCP 47 tag; English where none is given.
pub(super) fn primary(tag: &str) -> String {
    let language = tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase();
    if language.is_empty() { "en".to_owned() } else { language }
}

/// How many words deny.
pub(super) fn negations(form: &str) -> usize {
    form.split(' ').filter(|word| NEGATIONS.contains(&format!(" {word} "))).count()
}

/// Without articles: any at the front, unmistakable ones elsewhere (`Battle
/// of the Somme`; but `vitamin A`).
pub(super) fn without_articles(mut words: Vec<String>, language: &str) -> Vec<String> {
    if words.len() > 1 && is_article(&words[0], language) {
        words.remove(0);
    }
    let last = words.len().saturating_sub(1);
    let mut at = 0;
    words.retain(|word| {
        at += 1;
        at > last || word.chars().count() < 2 || !is_definite(word, language)
    });
    if language == "ar" {
        // The article is part of the word; short words may only seem to have it.
        let have_it = |word: &&mut String| word.chars().count() > 4 && word.starts_with("ال");
        words.iter_mut().filter(have_it).for_each(|word| *word = word.chars().skip(2).collect());
    }
    words
}

fn is_article(word: &str, language: &str) -> bool {
    word == "the" || articles(language).any(|article| article == word)
}

/// `le`, `der`, but not `une`, which counts.
fn is_definite(word: &str, language: &str) -> bool {
    let indefinite = ["a", "an", "un", "une", "um", "uma", "una", "uno", "en", "et", "ett", "ei"];
    !indefinite.contains(&word) && !word.starts_with("ein") && is_article(word, language)
}

fn articles(language: &str) -> impl Iterator<Item = &'static str> + '_ {
    let own = ARTICLES.iter().filter(move |(tag, _)| *tag == language);
    own.flat_map(|(_, articles)| articles.split(' '))
}

/// Without an article that lost its vowel: `l'État`.
pub(super) fn without_elision<'a>(text: &'a str, language: &str) -> &'a str {
    if !["fr", "it", "ca"].contains(&language) {
        return text;
    }
    let text = text.trim_start();
    let elided = ["l'", "l’", "L'", "L’", "un'", "Un'", "un’", "Un’"];
    elided.iter().find_map(|elided| text.strip_prefix(elided)).unwrap_or(text)
}

/// `didnt` (the apostrophe is gone) as `did not`.
/// Alone, `cant` and `wont` are words of their own.
pub(super) fn without_contraction(word: &str, is_alone: bool, language: &str) -> Vec<String> {
    const STEMS: [&str; 18] = [
        "did", "does", "do", "is", "was", "were", "are", "has", "have", "had", "would", "could",
        "should", "must", "need", "wo", "ca", "might",
    ];
    let stem = word.strip_suffix("nt").filter(|stem| STEMS.contains(stem));
    let stem = stem.filter(|stem| !(is_alone && ["ca", "wo"].contains(stem)));
    let stem = stem.or((word == "cannot").then_some("ca"));
    match stem.filter(|_| language == "en") {
        Some("wo") => vec!["will".to_owned(), "not".to_owned()],
        Some("ca") => vec!["can".to_owned(), "not".to_owned()],
        Some(stem) => vec![stem.to_owned(), "not".to_owned()],
        None => vec![word.to_owned()],
    }
}

/// English pronouns with their verbs written out: `it's` is not `its`, nor
/// `we're` `were`.
pub(super) fn with_contractions(text: &str, language: &str) -> String {
    static VERBS: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\b(it|he|she|that|who|what|there|here|we|you|they|i|let|ca|wo)(?:n['’]t|['’](s|re|ll|ve|m|d))\b";
        Regex::new(pattern).expect("the pattern is a constant")
    });
    if language != "en" {
        return text.to_owned();
    }
    let verb = |found: &Captures<'_>| {
        let subject = found[1].to_lowercase();
        let verb = match (subject.as_str(), found.get(2).map(|end| end.as_str().to_lowercase())) {
            ("ca", None) => return "can not".to_owned(),
            ("wo", None) => return "will not".to_owned(),
            (_, None) => return found[0].to_owned(),
            ("let", Some(end)) if end == "s" => "us",
            (_, Some(end)) => match end.as_str() {
                "s" => "is",
                "re" => "are",
                "ll" => "will",
                "ve" => "have",
                "d" => "would",
                _ => "am",
            },
        };
        format!("{} {verb}", &found[1])
    };
    VERBS.replace_all(text, verb).into_owned()
}

/// With single spaces.
pub(super) fn unspaced(text: &str) -> String {
    let bare = text.replace(['\'', '’'], "");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a hyphen behind `re` says that something is done again: `re-sign`.
pub(super) fn repeats(text: &str) -> bool {
    static AGAIN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bre-[^aeiou\W]").expect("the pattern is a constant"));
    AGAIN.is_match(text)
}

/// Words in front that only lead to the answer, with their languages.
static LEADS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let leads = rows(include_str!("../../data/judge/leads.txt")).filter_map(|row| {
        let mut cells = cells(row);
        Some((cells.next()?, cells.collect()))
    });
    leads.collect()
});

/// A text without words in front that only lead to the answer; none where there are none.
pub(super) fn without_lead<'t>(text: &'t str, language: &str) -> Option<&'t str> {
    let starts = |lead: &&str| {
        let rest = without_front(text, lead)?;
        (!rest.is_empty()).then_some(rest)
    };
    let (_, leads) = LEADS.iter().find(|(tag, _)| *tag == language)?;
    leads.iter().find_map(starts)
}

/// What follows the words `front` in any case, and blanks; none where others stand there.
pub(super) fn without_front<'t>(text: &'t str, front: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(front.len())?;
    let same = || head.to_lowercase() == front;
    (rest.starts_with(' ') && same()).then(|| rest.trim_start())
}
