//! Flaws of the question: what it leaves open, and what of it tells the answer.

use super::subject::{Item, Subject};
use super::text::{
    DENIALS, EXCEPT, NO_THING, POINTED, QUESTIONS, TRUTHS, Text, Word, is_content, stem,
};
use crate::deck::Kind;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("a pattern"));
    };
}

const HELPING: [&str; 20] = [
    "is", "are", "was", "were", "does", "do", "did", "has", "have", "had", "can", "could", "will",
    "would", "should", "must", "may", "might", "shall", "am",
];
/// What begins a clause of its own, or a contrast.
const CLAUSE: [&str; 17] = [
    "that", "which", "who", "whom", "whose", "where", "when", "because", "if", "although", "while",
    "but", "after", "before", "since", "as", "rather",
];

pub(super) fn unmarked_negative(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let text = &subject.prompt;
    // A statement to be judged may deny.
    if item.options().all(|option| option.is(&TRUTHS, &subject.language)) {
        return None;
    }
    let found = match subject.is_english() {
        true => denied_question(text).or_else(|| denied_end(text)).or_else(|| asks_for_false(text)),
        false => denied_elsewhere(text, &subject.language),
    };
    let word = found.or_else(|| except(text, &subject.language))?;
    let negative = text.slice(word);
    let is_capital =
        negative.chars().any(char::is_uppercase) && !negative.chars().any(char::is_lowercase);
    (!is_capital && !is_marked(&subject.card.prompt(), negative))
        .then(|| format!("asks for what is not so, with '{negative}' in plain letters"))
}

/// Whether a word stands between marks of Markdown.
fn is_marked(raw: &str, word: &str) -> bool {
    let raw = raw.to_lowercase();
    let word = word.to_lowercase();
    ["*", "_"].iter().any(|mark| {
        raw.match_indices(&word)
            .any(|(at, _)| raw[..at].ends_with(mark) && raw[at + word.len()..].starts_with(mark))
    })
}

/// The denial of the clause that asks: `which is not`, `what does the liver not do`.
fn denied_question(text: &Text) -> Option<Range<usize>> {
    let words: Vec<&str> = text.words.iter().map(|word| &*word.lower).collect();
    let ends = |at: usize| ends_sentence(text, at);
    // The first of its sentence asks, where that is a question; another one leads to a fact.
    let is_first = |at: usize| {
        !(0..at).rev().take_while(|&at| !ends(at)).any(|at| QUESTIONS.has(words[at], "en"))
    };
    let has_question = text.plain.contains('?');
    let is_question = |at: usize| {
        let end = (at..words.len()).find(|&at| ends(at));
        !has_question || end.is_none_or(|at| text.plain[text.words[at].span.end..].starts_with('?'))
    };
    let asks = (0..words.len())
        .filter(|&at| QUESTIONS.has(words[at], "en") && is_first(at) && is_question(at));
    let denied = |at: usize| {
        let mut helped = false;
        for (next, &word) in words.iter().enumerate().skip(at + 1) {
            let is_late = CLAUSE.contains(&word) && next > at + 1;
            if ends(next - 1) || is_late {
                return None;
            }
            let is_denied = word == "cannot" || word.ends_with("n't");
            if is_denied || helped && matches!(word, "not" | "never") {
                return Some(next..next + 1);
            }
            helped |= HELPING.contains(&word);
        }
        None
    };
    asks.filter_map(denied).next()
}

/// Whether a sentence ends behind a word.
fn ends_sentence(text: &Text, at: usize) -> bool {
    let rest = &text.plain[text.words[at].span.end..];
    rest.starts_with(['.', '?', '!', ';', ':']) && !rest[1..].starts_with(char::is_alphanumeric)
}

/// A sentence to be continued whose last clause is denied: `Vitamin C is not found in`.
fn denied_end(text: &Text) -> Option<Range<usize>> {
    let words = &text.words;
    let is_open = !text.plain.contains('?');
    let from = words.len().saturating_sub(5);
    (from..words.len()).find_map(|at| {
        let word = &*words[at].lower;
        let is_helped = at > 0 && HELPING.contains(&&*words[at - 1].lower);
        let is_denial = word == "cannot" || word.ends_with("n't") || is_helped && word == "not";
        let is_last = (at..words.len() - 1).all(|at| !ends_sentence(text, at));
        (is_open && is_denial && is_last).then_some(at..at + 1)
    })
}

/// `Which statement is false?`
fn asks_for_false(text: &Text) -> Option<Range<usize>> {
    pattern!(
        FALSE,
        r"(?i)\b(?:statements?|following|these|options?|claims?|sentences?|assertions?)\b[^?.]{0,60}?\b(?:is|are) (false|incorrect|untrue|wrong|inaccurate|least)\b"
    );
    let place = FALSE.captures(&text.plain)?.get(1)?.start();
    let at = text.words.iter().position(|word| word.span.start == place)?;
    Some(at..at + 1)
}

/// In other languages than English: a denial before the first comma of a question.
fn denied_elsewhere(text: &Text, language: &str) -> Option<Range<usize>> {
    let asks = text.words.iter().take(3).any(|word| QUESTIONS.has(&word.lower, language));
    let comma = text.plain.find(',').unwrap_or(text.plain.len());
    let at = text
        .words
        .iter()
        .position(|word| word.span.end <= comma && DENIALS.has(&word.lower, language))?;
    asks.then_some(at..at + 1)
}

/// `except` at the end, or before what is left to be chosen.
fn except(text: &Text, language: &str) -> Option<Range<usize>> {
    let found = text.find(&EXCEPT, language)?;
    (text.words.len() - found.end <= 2).then_some(found)
}

pub(super) fn unfocused_stem(subject: &Subject<'_>, item: &Item) -> Option<String> {
    pattern!(
        ANY_TRUTH,
        r"(?i)^(?:[^.?]*, )?(?:which|what)(?: one)?(?: of (?:the following|these|those|them)| statements?)?(?: (?:statements?|sentences?|options?|claims?|assertions?|answers?|is|are))*(?: (?:about|on|regarding|concerning) [^?.]+?)?(?: (?:is|are))? (?:true|correct|right|accurate|valid|false|incorrect)\b(?: (?:of|about|for|regarding|concerning|with regard to|statements?|sentences?)\b|[?:.]|$)"
    );
    let text = &subject.prompt;
    if !subject.is_english() || subject.card.of_note().content.sides().len() > 1 {
        return None;
    }
    pattern!(
        ANY_CHOICE,
        r"(?i)^(?:(?:please )?(?:select|choose|pick|mark|tick|identify|find|indicate) (?:the|one|a) (?:true|correct|right|accurate|valid|false|incorrect|wrong) (?:statement|answer|option|sentence|claim|one)s?\b(?: (?:about|on|of|for|regarding|concerning)\b.*)?[.:]?$|which (?:of (?:the following|these) )?(?:statements?|sentences?|claims?|options?)? ?(?:applies|apply|holds?) (?:to|for|of)\b|what (?:can|may) be said (?:of|about)\b|what do you know (?:of|about)\b)"
    );
    let plain = text.plain.trim();
    if ANY_TRUTH.is_match(plain) || ANY_CHOICE.is_match(plain) {
        return Some("asks which of any statements is true".to_owned());
    }
    let words: Vec<&str> = text.words.iter().map(|word| &*word.lower).collect();
    let ends = text.plain.trim_end().ends_with('.');
    let asks =
        ends || text.plain.contains(['?', '_', '…', '=']) || words.iter().any(|w| is_asking(w));
    let ends_in_verb = words.last().is_some_and(|word| HELPING.contains(word));
    let is_topic = words.len() <= 4 && !words.iter().any(|word| HELPING.contains(word));
    let counted = words.iter().filter(|word| !matches!(**word, "a" | "an" | "the")).count();
    // `The purpose of a keel is` asks for that.
    let is_asked = words.iter().any(|word| *word == "of" || ASKED_FOR.contains(word));
    let is_start = ends_in_verb && counted <= 3 && !is_asked;
    // One word for another is a vocabulary's question.
    let long = item.options().filter(|option| option.words.len() > 2 || is_predicate(option));
    let says_much = long.count() * 3 >= item.options().count() * 2;
    (!asks && says_much && (is_topic || is_start))
        .then(|| format!("asks nothing by {:?} alone", text.plain.trim()))
}

/// What a thing has one of, so that its name asks for it.
const ASKED_FOR: [&str; 17] = [
    "purpose",
    "function",
    "cause",
    "reason",
    "aim",
    "result",
    "effect",
    "role",
    "meaning",
    "definition",
    "difference",
    "goal",
    "unit",
    "formula",
    "value",
    "answer",
    "capital",
];

/// Whether an option says what something does or is: `stores charge`.
fn is_predicate(option: &Text) -> bool {
    let [first, _, ..] = &option.words[..] else { return false };
    let word = &*first.lower;
    let is_verb = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    !first.is_capital && (is_verb || HELPING.contains(&word))
}

fn is_asking(word: &str) -> bool {
    const IMPERATIVES: [&str; 22] = [
        "name",
        "give",
        "list",
        "choose",
        "find",
        "solve",
        "calculate",
        "compute",
        "define",
        "translate",
        "complete",
        "select",
        "identify",
        "explain",
        "evaluate",
        "simplify",
        "state",
        "describe",
        "convert",
        "pick",
        "determine",
        "why",
    ];
    QUESTIONS.has(word, "en") || IMPERATIVES.contains(&word) || matches!(word, "how" | "when")
}

/// A right option of more words repeats some by chance.
const MOST_REPEATING: usize = 6;

pub(super) fn word_repeat(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let answer = item.answer().filter(|answer| answer.words.len() <= MOST_REPEATING)?;
    let (told, all) = (asked_words(subject), subject.prompt.content(&subject.language));
    let wrong: BTreeSet<String> =
        item.wrong.iter().flat_map(|text| text.content(&subject.language)).collect();
    let own = answer.words.iter().filter(|word| is_content(&word.lower, &subject.language));
    // Where wrong ones are named as well, these are what the question speaks of.
    let is_offered = item.wrong.iter().any(|text| {
        let content = text.content(&subject.language);
        !content.is_empty() && content.is_subset(&all)
    });
    let repeated = own.into_iter().filter(|_| !is_offered).find(|word| {
        let stem = stem(&word.lower);
        word.lower.chars().count() > 2 && told.contains(&stem) && !wrong.contains(&stem)
    })?;
    let word = &repeated.lower;
    Some(format!("repeats '{word}' of the question in the right option alone"))
}

/// The content of a question but for the kind of thing that it asks for, which is no cue:
/// `Which river`, `What kind of plate boundary`.
fn asked_words(subject: &Subject<'_>) -> BTreeSet<String> {
    let words = &subject.prompt.words;
    let mut kinds = BTreeSet::new();
    let asks = |word: &str| QUESTIONS.has(word, "en") || matches!(word, "this" | "these");
    for (at, _) in words.iter().enumerate().filter(|(_, word)| asks(&word.lower)) {
        let lower = |at: usize| words.get(at).map(|word| &*word.lower);
        let is_kind = |word: Option<&str>| matches!(word, Some("kind" | "type" | "sort" | "form"));
        let from = match (lower(at + 1), lower(at + 2)) {
            (Some("of"), _) => continue,
            (kind, Some("of")) if is_kind(kind) => at + 3,
            _ => at + 1,
        };
        let of = words[from.min(words.len())..].iter().take(3);
        let of = of.take_while(|word| is_content(&word.lower, &subject.language));
        kinds
            .extend(of.take_while(|word| !HELPING.contains(&&*word.lower)).map(|w| stem(&w.lower)));
    }
    let content = subject.prompt.content(&subject.language);
    content.into_iter().filter(|word| !kinds.contains(word)).collect()
}

pub(super) fn grammatical_cue(subject: &Subject<'_>, item: &Item) -> Option<String> {
    if !subject.is_english() {
        return None;
    }
    article_cue(subject, item).or_else(|| number_cue(subject, item))
}

/// The last words before the options: the end of a sentence to be continued, or what stands
/// before a gap.
fn lead(text: &Text) -> Option<&str> {
    pattern!(GAP, r"_{2,}|\[…\]");
    let plain = text.plain.trim_end();
    match GAP.find(plain) {
        Some(gap) => Some(plain[..gap.start()].trim_end()),
        None if plain.ends_with(['?', '.', '!']) => None,
        None => Some(plain.trim_end_matches([':', ' ', '…'])),
    }
}

fn article_cue(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let lead = lead(&subject.prompt)?;
    let (_, article) = lead.rsplit_once(' ')?;
    let wants_vowel = match article {
        "a" => false,
        "an" => true,
        _ => return None,
    };
    let fits = |text: &Text| begins_with_vowel(text) == Some(wants_vowel);
    let misfit = item.wrong.iter().find(|text| begins_with_vowel(text) == Some(!wants_vowel))?;
    item.right
        .iter()
        .all(fits)
        .then(|| format!("ends in '{article}', which does not fit the option {:?}", misfit.plain))
}

/// Whether a text begins with the sound of a vowel, as far as its letters tell.
fn begins_with_vowel(text: &Text) -> Option<bool> {
    const VOWELS: [&str; 5] = ["hour", "honest", "honour", "honor", "heir"];
    const CONSONANTS: [&str; 9] = ["uni", "eu", "use", "usu", "one", "once", "ura", "uto", "ubi"];
    let first = &text.words.first()?.lower;
    let letter = first.chars().next()?;
    if matches!(&**first, "a" | "an" | "the") || !letter.is_ascii_alphabetic() {
        return None;
    }
    let begins = |list: &[&str]| list.iter().any(|start| first.starts_with(start));
    Some(begins(&VOWELS) || "aeiou".contains(letter) && !begins(&CONSONANTS))
}

/// A verb in the plural before options of which the right one alone is.
fn number_cue(subject: &Subject<'_>, item: &Item) -> Option<String> {
    let lead = lead(&subject.prompt)?;
    let (_, verb) = lead.rsplit_once(' ')?;
    let wants_plural = match verb {
        "are" | "were" => true,
        "is" | "was" => false,
        _ => return None,
    };
    let answer = item.answer()?;
    let is_alone = item.wrong.iter().all(|text| is_plural(text) == Some(!wants_plural));
    (is_plural(answer) == Some(wants_plural) && is_alone && item.wrong.len() > 1)
        .then(|| format!("ends in '{verb}', which fits the right option alone"))
}

/// Whether a noun phrase is in the plural, as far as its article and its last letter tell.
fn is_plural(text: &Text) -> Option<bool> {
    let first = &*text.words.first()?.lower;
    let head = text.words.iter().take_while(|w| !matches!(&*w.lower, "of" | "in" | "for" | "with"));
    let last = &*head.last()?.lower;
    let ends = |end: &str| last.ends_with(end);
    match first {
        "a" | "an" | "one" => Some(false),
        "two" | "three" | "four" | "many" | "several" | "both" => Some(true),
        _ if ends("s") && !ends("ss") && !ends("us") && !ends("is") => Some(true),
        "the" => Some(false),
        _ if text.words.len() == 1 => Some(false),
        _ => None,
    }
}

pub(super) fn fill_in_middle(subject: &Subject<'_>, _: &Item) -> Option<String> {
    pattern!(GAP, r"_{2,}");
    let text = &subject.prompt;
    let gap = GAP.find(text.plain.trim_end())?;
    // A missing number of a sequence stands where it is missing.
    let is_word = |word: &&Word| word.lower.starts_with(char::is_alphabetic);
    let behind = text.words.iter().filter(|word| word.span.start >= gap.end());
    let behind = behind.filter(is_word).count();
    (behind > 1).then(|| format!("has its gap in the middle, {behind} words before the end"))
}

pub(super) fn deictic_prompt(subject: &Subject<'_>) -> Option<String> {
    pattern!(
        TAUGHT,
        r"(?i)\b(?:as (?:shown|seen|discussed|mentioned|described|noted|explained|defined) (?:above|below|in class|earlier|here)|we (?:discussed|saw|read|learned|learnt|studied|covered)|in (?:class|our (?:course|class|textbook))|(?:this|our|the last) (?:lecture|course|chapter))\b"
    );
    let text = &subject.prompt;
    if !subject.is_english() || dependent(subject).is_some() || holds_matter(&text.plain) {
        return None;
    }
    let taught = TAUGHT.find(&text.plain).map(|found| found.as_str().to_owned());
    let pointed = || (0..text.words.len()).find_map(|at| pointed_at(text, at));
    let what = taught.or_else(pointed)?;
    Some(format!("points to '{what}', which is not on the card"))
}

/// Whether a card brings along what it may point to.
fn holds_matter(text: &str) -> bool {
    pattern!(QUOTED, r#"["“«„][^"”»“]*(?:\s[^"”»“]*){3,}["”»“]"#);
    // What is quoted without marks behind the question.
    let behind = text.split_once(['?', '.']).map_or("", |(_, behind)| behind);
    let is_quoted = !behind.contains('?') && behind.split_whitespace().count() > 3;
    text.trim().contains('\n') || text.contains(": ") || QUOTED.is_match(text) || is_quoted
}

/// What the words from `at` on point to.
fn pointed_at(text: &Text, at: usize) -> Option<String> {
    let word = |at: usize| text.words.get(at).map_or("", |word| &*word.lower);
    const POINTING: [&str; 8] =
        ["this", "these", "the", "above", "attached", "accompanying", "preceding", "following"];
    // What stands before is looked at only where something may be pointed to.
    if !POINTING.contains(&word(at)) {
        return None;
    }
    let is_thing = |at: usize, list: &str| {
        let word = word(at);
        POINTED.has(word, list) || word.strip_suffix('s').is_some_and(|one| POINTED.has(one, list))
    };
    let first = &text.plain[..text.words[at].span.start];
    // What was said before it may be what is meant.
    let is_first = !first.contains([',', '.', '?', '!', ';']) && !is_conditional(text, at);
    let is_named = text.words[..at].iter().skip(1).any(|word| word.is_capital);
    // `Match each work to the author.`
    let is_each = text.words[..at].iter().any(|word| matches!(&*word.lower, "each" | "every"));
    let is_of = |at: usize| {
        matches!(
            word(at),
            "of" | "who"
                | "that"
                | "which"
                | "between"
                | "from"
                | "in"
                | "whose"
                | "to"
                | "i"
                | "ii"
                | "iii"
                | "iv"
                | "v"
        ) || word(at).starts_with(|c: char| c.is_ascii_digit())
    };
    // `which of these books` are the options, and `This book by Orwell …` is to be named.
    let is_choice = at > 0 && word(at - 1) == "of" || at > 1 && word(at - 2) == "of";
    let asks = text.plain.contains('?') || is_asking(word(0));
    let is_meant = is_first && asks && !(word(at) == "these" && is_choice);
    let is_told =
        |at: usize| is_of(at) || matches!(word(at), "by" | "about" | "with" | "for" | "called");
    // `while the author was in prison` speaks of one who is asked for.
    let leads = |at: usize| {
        at > 0
            && (HELPING.contains(&word(at - 1))
                || matches!(word(at - 1), "to" | "by" | "of" | "in"))
    };
    let is_place = |at: usize| {
        matches!(
            word(at),
            "above" | "below" | "overleaf" | "opposite" | "shown" | "provided" | "attached"
        )
    };
    // `does this tracing show?`, `in this waltz?`: nothing else on the card can be meant.
    let is_bare = || {
        const LEADING: [&str; 8] = ["in", "on", "from", "of", "by", "with", "at", "to"];
        let led = at > 0 && (HELPING.contains(&word(at - 1)) || LEADING.contains(&word(at - 1)));
        let is_new = !brings_in(text, at);
        let noun = text.words.get(at + 1).filter(|noun| is_content(&noun.lower, "en"));
        let is_noun = noun.is_some_and(|noun| !NO_THING.has(&noun.lower, "en"));
        let is_last = |at: usize| at + 1 == text.words.len() || ends_sentence(text, at);
        let is_verb = |at: usize| is_last(at) && !word(at).ends_with("ing");
        led && is_new && is_noun && (is_last(at + 1) || is_helped(text, at) && is_verb(at + 2))
    };
    let end = match word(at) {
        "this" | "these" if is_meant && !is_named && is_bare() => at + 2,
        "this" | "these" if is_meant && is_thing(at + 1, "en") && !is_told(at + 2) => at + 2,
        "this" | "these" if is_meant && is_thing(at + 2, "en") && !is_told(at + 3) => at + 3,
        "the" | "these" | "this" if is_thing(at + 1, "en") && is_place(at + 2) => at + 3,
        "above" | "attached" | "accompanying" | "preceding" | "following"
            if !is_choice && is_thing(at + 1, "en") =>
        {
            at + 2
        }
        "the"
            if is_first
                && !is_named
                && !is_each
                && is_thing(at + 1, "author")
                && leads(at)
                && !is_of(at + 2) =>
        {
            at + 2
        }
        _ => return None,
    };
    // `the article's author` is as little named.
    Some(text.slice(at..end).to_owned())
}

/// Whether a helping verb that asks stands before a word: `does this`.
fn is_helped(text: &Text, at: usize) -> bool {
    at > 0 && HELPING.contains(&&*text.words[at - 1].lower)
}

fn is_conditional(text: &Text, end: usize) -> bool {
    let words = text.words[..end].iter().map(|word| &*word.lower);
    words.into_iter().any(|word| matches!(word, "if" | "when" | "suppose" | "given" | "whenever"))
}

pub(super) fn dependent(subject: &Subject<'_>) -> Option<String> {
    pattern!(
        OTHER,
        r"(?i)\b(?:(?:previous|preceding|last|prior|above|next|earlier|foregoing) (?:question|card|item|problem|exercise|answer)s?|(?:question|card|item|problem|exercise) (?:before|above|below|earlier)|your (?:last |previous |earlier )?answer (?:to|from|above|in|before)|(?:question|card|item|exercise) (?:no\. ?)?\d+|you (?:just )?(?:chose|gave|answered|named)(?: just now| before| above| earlier| last)?)\b"
    );
    let text = &subject.prompt;
    if !subject.is_english() {
        return None;
    }
    // `The last question that he asked` is one of his.
    let is_told = |rest: &str| [" that ", " of ", " which "].iter().any(|of| rest.starts_with(of));
    let found = OTHER.find(&text.plain).filter(|found| !is_told(&text.plain[found.end()..]));
    if let Some(found) = found {
        return Some(format!("leans on another card by '{}'", found.as_str()));
    }
    let found = those(text).or_else(|| same(text)).or_else(|| person(text))?;
    Some(format!("leans on another card by '{}'", text.slice(found)))
}

/// Whether something before a word may be what it stands for: another sentence or clause, or a
/// name.
fn may_be_meant(text: &Text, at: usize) -> bool {
    let before = &text.plain[..text.words[at].span.start];
    before.contains([',', '.', '?', ';', ':', '\n'])
        || is_conditional(text, at.saturating_sub(1))
        || text.words[..at].iter().skip(1).any(|word| word.is_capital)
}

/// Whether something new is named before a word.
fn brings_in(text: &Text, at: usize) -> bool {
    let words = text.words[..at].iter().map(|word| &*word.lower);
    words.into_iter().any(|word| matches!(word, "a" | "an" | "some" | "every" | "each"))
}

/// `that claim` in a single sentence has nothing on the card to stand for.
fn those(text: &Text) -> Option<Range<usize>> {
    const BEFORE: [&str; 12] = [
        "for", "by", "about", "to", "on", "with", "from", "against", "at", "under", "after",
        "before",
    ];
    // Behind these other words than nouns may follow as well.
    const BEFORE_CLAUSE: [&str; 14] = [
        "of", "in", "is", "was", "did", "does", "do", "if", "when", "because", "would", "can",
        "could", "will",
    ];
    let word = |at: usize| text.words.get(at).map_or("", |word| &*word.lower);
    let is_that = |at: &usize| {
        let noun = word(at + 1);
        let is_known = POINTED.has(noun, "that");
        let is_noun = is_content(noun, "en") && !noun.ends_with('s');
        // `if that dough rises` is not told from `that` of a clause, but for a helping verb.
        let is_subject =
            matches!(word(at - 1), "if" | "when" | "because") && HELPING.contains(&word(at + 2));
        let is_led = BEFORE.contains(&word(at - 1)) || is_subject;
        let is_led = is_led && is_noun || is_known && BEFORE_CLAUSE.contains(&word(at - 1));
        let is_told = matches!(word(at + 2), "which" | "that" | "who" | "of" | "whose" | "where");
        let is_named = (0..*at).any(|before| word(before) == noun);
        let is_brought_in = !is_known && brings_in(text, *at);
        word(*at) == "that"
            && (is_led && !is_told && !is_named && !is_brought_in)
            && !may_be_meant(text, *at)
    };
    (1..text.words.len().saturating_sub(1)).find(is_that).map(|at| at..at + 2)
}

/// `that same couple`: the same as on another card.
fn same(text: &Text) -> Option<Range<usize>> {
    let word = |at: usize| text.words.get(at).map_or("", |word| &*word.lower);
    let is_same = |at: &usize| {
        matches!(word(*at), "this" | "that" | "these" | "those")
            && word(at + 1) == "same"
            && !word(at + 2).is_empty()
            && !brings_in(text, *at)
            && !may_be_meant(text, *at)
    };
    (0..text.words.len()).find(is_same).map(|at| at..at + 3)
}

/// `When did she die?`: who, no word of the card says.
fn person(text: &Text) -> Option<Range<usize>> {
    const ASKING: [&str; 5] = ["when", "where", "why", "how", "what"];
    let word = |at: usize| text.words.get(at).map_or("", |word| &*word.lower);
    let is_helped = HELPING.contains(&word(1));
    let is_subject = is_helped && ASKING.contains(&word(0)) && matches!(word(2), "he" | "she");
    let last = text.words.len().checked_sub(1)?;
    let is_object = last > 1
        && matches!(word(0), "who" | "whom")
        && (matches!(word(last), "him" | "her") || is_helped && matches!(word(2), "he" | "she"));
    let is_one = !text.plain.trim_end_matches(['?', ' ']).contains([',', '.', '?', ':', '"', '“']);
    let is_named = text.words.iter().skip(1).any(|word| word.is_capital);
    let has_other = text.words.iter().any(|word| matches!(&*word.lower, "a" | "an" | "the"));
    let at = if is_subject || matches!(word(2), "he" | "she") { 2 } else { last };
    (is_one && !is_named && !has_other && (is_subject || is_object)).then_some(at..at + 1)
}

pub(super) fn ambiguous_date(subject: &Subject<'_>) -> Option<String> {
    pattern!(
        DATE,
        r"(?:^|[^\d.])(?:(?:on|by|since|until|from|before|after|of|dated) (\d{1,2})/(\d{1,2})/\d{2}|(\d{1,2})(?:/(\d{1,2})/|-(\d{1,2})-|\. ?(\d{1,2})\. ?)[12]\d{3})(?:[^\d.]|\.\D|\.?$)"
    );
    if !subject.is_english() || !subject.is_first {
        return None;
    }
    let mut texts = vec![subject.card.prompt().into_owned(), subject.card.answer()];
    texts.extend(subject.card.wrong().into_iter().map(str::to_owned));
    let ambiguous = |text: &String| {
        let mut dates = DATE.captures_iter(text);
        let is_unsure = |found: &regex::Captures<'_>| {
            let numbers = found.iter().skip(1).flatten();
            let numbers: Vec<u8> = numbers.filter_map(|n| n.as_str().parse().ok()).collect();
            numbers.iter().all(|n| (1..=12).contains(n)) && numbers[0] != numbers[1]
        };
        let date = |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
        dates.find(is_unsure).map(|found| date(&found[0]))
    };
    let date = texts.iter().find_map(ambiguous)?;
    Some(format!("has the date {date}, which can be read in two ways"))
}

/// A question behind a story of so many words is looked at.
const LONG_STORY: usize = 15;

pub(super) fn window_dressing(subject: &Subject<'_>) -> Option<String> {
    pattern!(SENTENCE, r"[.!?]\s+|,\s");
    let plain = subject.prompt.plain.trim();
    let start = plain.trim_end_matches(['?', '.', '!', ':']).rfind(['.', '!', '?'])?;
    let (story, question) = (Text::new(&plain[..start]), Text::new(&plain[start + 1..]));
    let leans = question.words.iter().any(|word| {
        matches!(
            &*word.lower,
            "he" | "she"
                | "it"
                | "his"
                | "her"
                | "their"
                | "they"
                | "this"
                | "these"
                | "that"
                | "its"
                | "him"
                | "them"
                | "most"
                | "patient"
                | "best"
                | "next"
                | "first"
                | "likely"
        )
    });
    let shared =
        story.content(&subject.language).intersection(&question.content(&subject.language)).count();
    let is_apart = shared == 0 && !leans && !story.plain.chars().any(|c| c.is_ascii_digit());
    // Sentences that a list of terms follows are hardly a story.
    (subject.is_english()
        && is_apart
        && story.words.len() >= LONG_STORY
        && SENTENCE.is_match(plain))
    .then(|| "begins with a story that the question does not need".to_owned())
}

pub(super) fn gratuitous_difficulty(subject: &Subject<'_>) -> Option<String> {
    if !subject.is_english() {
        return None;
    }
    let denials = subject.prompt.words.iter().filter(|word| {
        let word = &*word.lower;
        matches!(word, "not" | "no" | "never" | "cannot" | "without" | "nor" | "neither" | "none")
            || word.ends_with("n't")
            || word.len() > 6
                && ["un", "non", "dis", "im"].iter().any(|start| word.starts_with(start))
                && word.ends_with("ed")
    });
    let denials = denials.count();
    if denials > 2 {
        return Some(format!("has {denials} denials in one question"));
    }
    let item = subject.item.as_ref()?;
    let digits =
        |text: &Text| -> String { text.plain.chars().filter(char::is_ascii_digit).collect() };
    let all: Vec<String> = item.options().map(digits).collect();
    let (first, rest) = all.split_first()?;
    let is_near = |other: &String| other.len() == first.len() && other[..2] == first[..2];
    if first.len() > 4 && rest.iter().all(is_near) {
        return Some("has options that differ only in late digits".to_owned());
    }
    pattern!(
        UNIT,
        r"(?:\d|\d ?[×x] ?10\S+)\s*(nm|[µμ]m|mm|cm|m|km|[µμ]g|mg|g|kg|ms|s|min|h|mL|L|ml|l)$"
    );
    let units: BTreeSet<String> = item
        .options()
        .filter_map(|text| Some(UNIT.captures(text.plain.trim())?[1].to_owned()))
        .collect();
    (units.len() > 2 && subject.card.of_note().content.kind() == Kind::Choice)
        .then(|| format!("has options in {} units", units.len()))
}
