//! In which form a card is asked: by how well it is known, as a tutor would.
//! The author's wish comes first. Pure.

use super::distractors::distractors;
use super::question::Form;
use crate::deck::options::{asks_among, is_about_others};
use crate::deck::{Ask, Card, Right};
use crate::judge::{self, Kind};
use crate::schedule::{Memory, State};
use serde::Deserialize;
use std::borrow::Cow;

/// A form that a learner may want or not want; what a card itself is (an
/// order, pairs, a list) is always asked so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Choose among options.
    Choose,
    /// Type the answer.
    Type,
    /// Recall and reveal.
    Reveal,
    /// Recall the question, given the answer.
    Reverse,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Choose, Self::Type, Self::Reveal, Self::Reverse];
}

/// A memory that is this stable is asked the other way round too, in days.
const KNOWN: f32 = 30.0;
/// Longer answers are a burden to type, in words and in characters.
const TYPED: (usize, usize) = (4, 30);

/// What choosing a form needs to know beside the card.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// Where the card stands.
    pub(super) state: State,
    /// Answers that were given to it.
    pub(super) answers: usize,
    /// The cards of its deck.
    pub(super) deck: &'a [Card],
    /// BCP 47 tag of the deck's language.
    pub(super) language: &'a str,
    /// The forms that the learner wants.
    pub(super) formats: &'a [Format],
    /// Orders options and items.
    pub(super) seed: u64,
}

/// What is preferred before a card was ever recalled, then, and every other time once it is
/// known well.
const MET: [Format; 3] = [Format::Choose, Format::Reveal, Format::Type];
const LEARNT: [Format; 3] = [Format::Type, Format::Reveal, Format::Choose];
const TURNED: [Format; 3] = [Format::Reverse, Format::Type, Format::Reveal];

/// The form in which `card` is asked.
pub(super) fn form(card: &Card, context: Context<'_>) -> Form {
    fixed(card, context).unwrap_or_else(|| best(preferred(context), card, context))
}

/// Every form in which `card` is ever asked, in the order in which it gets known.
pub(super) fn forms(card: &Card, context: Context<'_>) -> Vec<Form> {
    if let Some(form) = fixed(card, context) {
        return vec![form];
    }
    let mut forms: Vec<Form> = Vec::new();
    for form in [MET, LEARNT, TURNED].map(|preferred| best(preferred, card, context)) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// The form of a card that has but one, by what it is or by its author's wish.
fn fixed(card: &Card, context: Context<'_>) -> Option<Form> {
    Some(match (card.right(), card.ask()) {
        (Right::Order(items), _) => Form::order(items, context.seed),
        (Right::Pairs(pairs), _) => Form::matching(pairs, context.seed),
        (Right::List(_), Some(Ask::Reveal)) => Form::Tick,
        (Right::List(items), None) if !items.iter().all(|item| is_short(item)) => Form::Tick,
        (Right::List(_), _) => Form::List,
        (_, Some(Ask::Type)) => Form::Type,
        (_, Some(Ask::Choose)) => choice(card, context).unwrap_or(Form::Reveal),
        (_, Some(_)) => Form::Reveal,
        (_, None) if needs_options(card) => choice(card, context).unwrap_or(Form::Reveal),
        (_, None) => return None,
    })
}

fn preferred(context: Context<'_>) -> [Format; 3] {
    let is_known = |memory: Memory| memory.stability.days() >= KNOWN;
    match context.state {
        // It was never recalled.
        State::New | State::Learning { step: 0, .. } => MET,
        // Every other time.
        State::Review { memory, .. } if is_known(memory) && context.answers.is_multiple_of(2) => {
            TURNED
        }
        _ => LEARNT,
    }
}

/// The first of the preferred forms that is wanted and that the card can be asked in.
fn best(preferred: [Format; 3], card: &Card, context: Context<'_>) -> Form {
    let wanted = preferred.into_iter().filter(|format| context.formats.contains(format));
    let fitting = |format| match format {
        Format::Choose => choice(card, context),
        Format::Type => is_typed(card, context.language).then_some(Form::Type),
        Format::Reveal => Some(Form::Reveal),
        Format::Reverse => {
            is_reversible(card, context.deck, context.language).then_some(Form::Reverse)
        }
    };
    wanted.map(fitting).find_map(|form| form).unwrap_or(Form::Reveal)
}

fn choice(card: &Card, context: Context<'_>) -> Option<Form> {
    let others = || distractors(card, context.deck, context.language, context.seed);
    Form::choice(card, others, context.seed)
}

/// Whether the question, or an option of it, means nothing without the options.
pub(super) fn needs_options(card: &Card) -> bool {
    let (wrong, right) = (card.wrong(), card.texts());
    let count = wrong.len() + right.len();
    let is_about_others = || {
        let mut options = wrong.iter().copied().chain(right.iter().map(|text| &**text));
        options.any(|text| is_about_others(text, count))
    };
    !wrong.is_empty() && (right.len() > 1 || is_about_others() || asks_among(&card.prompt()))
}

pub(super) fn is_typed(card: &Card, language: &str) -> bool {
    card.short_answer().is_some_and(|answer| {
        is_prepared(card) || is_typed_as(&answer, &judge::kind(&answer, language))
    })
}

/// Whether the author told the judge what to make of what is typed.
pub(super) fn is_prepared(card: &Card) -> bool {
    !card.accept().is_empty() || !card.nocredit().is_empty() || card.tolerance().is_some()
}

/// The same as of a card of an answer whose kind is known.
pub(super) fn is_typed_as(answer: &str, kind: &Kind) -> bool {
    match kind {
        Kind::Date(_) | Kind::Number(_) | Kind::Person => true,
        Kind::Other => is_short(answer) && !is_description(answer),
    }
}

/// Words of sentences and of their parts, which nobody types as the author did.
const TELLING: &str = " is are was were be been being has have had do does did can could will would \
    shall should may might must that which who whom whose because if when where while than it he \
    she they we you i his her their its our your my this these those not no by with from into \
    between through without due so as about who's it's ";
/// Words that open a description.
const ARTICLES: [&str; 3] = ["a", "an", "the"];
/// Offices, which somebody holds.
const OFFICES: &str = " president king queen emperor empress minister chancellor secretary general \
    senator governor mayor pope bishop judge director chairman leader commander ambassador ";

/// A description rather than a term or a name, which stands in one wording: `the wife
/// of Augustus`, `The U.S. President`.
fn is_description(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let is_in = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let [first, rest @ ..] = words.as_slice() else { return false };
    let Some(last) = rest.last() else { return false };
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    let small = text.split_whitespace().skip(1).filter(is_small).count();
    let opens = ARTICLES.contains(&first.as_str());
    let tells =
        words.iter().any(|word| is_in(TELLING, word.trim_matches(|c: char| !c.is_alphanumeric())));
    let is_office = is_in(OFFICES, last) && text.split_whitespace().count() > 2;
    let is_phrase = rest.len() > 1 && small > 1;
    tells || first == "to" && rest.len() > 1 || opens && (first != "the" || is_office || is_phrase)
}

/// Whether typing `text` is no burden.
pub(super) fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= TYPED.0 && text.chars().count() <= TYPED.1
}

/// Whether the question can be told from the answer: a term, name or date that
/// answers no other question, and that no other question asks about.
fn is_reversible(card: &Card, deck: &[Card], language: &str) -> bool {
    let Some(answer) = card.short_answer().filter(|_| front(card).is_some()) else { return false };
    let speaks_of_it = |other: &Card| {
        other.id.is_sibling_of(&card.id)
            || other.short_answer().as_ref() == Some(&answer)
            || front(other).is_some_and(|front| front.contains(&*answer))
    };
    is_typed(card, language) && !deck.iter().any(|other| other.id != card.id && speaks_of_it(other))
}

/// A question that is more than the text around its answer.
fn front(card: &Card) -> Option<Cow<'_, str>> {
    let is_whole = matches!(card.right(), Right::Texts(_)) && card.passage().is_none();
    is_whole.then(|| card.prompt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck};
    use crate::schedule::{Rating, Scheduler, SchedulerSettings};

    const CARDS: [&str; 7] = [
        "front = \"When did it begin?\"\nback = \"25 June 1950\"",
        "front = \"When did it end?\"\nback = \"27 July 1953\"",
        "front = \"When was the landing?\"\nback = \"15 September 1950\"",
        "front = \"Which of these men led the North?\"\nback = \"Kim Il Sung\"\nchoices = [\"Mao Zedong\", \"Syngman Rhee\"]",
        "front = \"Why?\"\nback = \"Because the Americans seemed to have written Korea off\"",
        "front = \"Who?\"\nback = \"Stalin\"\nchoices = [\"Mao\"]\nask = \"type\"",
        "front = \"Name two\"\nlist = [\"Mao\", \"Stalin\"]",
    ];

    fn states() -> [State; 4] {
        let scheduler = Scheduler::new(SchedulerSettings::default()).unwrap();
        let step = scheduler.next(State::New, 0, Rating::Good, 0.0).state;
        let learnt = scheduler.next(step, 0, Rating::Good, 0.0).state;
        let mut known = learnt;
        for _ in 0..6 {
            known = scheduler.next(known, 40, Rating::Good, 0.0).state;
        }
        [State::New, step, learnt, known]
    }

    /// The forms of a card when it is new, in a step, learnt, and known.
    fn forms(prompt: &str, formats: &[Format]) -> Vec<&'static str> {
        let deck = deck(&cards(CARDS)).cards;
        let card = deck.iter().find(|card| card.prompt() == prompt).unwrap();
        let asked = |(state, answers)| {
            let context = Context { state, answers, deck: &deck, language: "en", formats, seed: 5 };
            match form(card, context) {
                Form::Reveal => "reveal",
                Form::Reverse => "reverse",
                Form::Type => "type",
                Form::Choose { .. } => "choose",
                Form::List => "list",
                Form::Tick => "tick",
                Form::Order { .. } | Form::Match { .. } => "other",
            }
        };
        let [new, step, learnt, known] = states();
        [(new, 0), (step, 1), (learnt, 2), (known, 9), (known, 10)].map(asked).to_vec()
    }

    #[test]
    fn a_card_goes_from_recognition_over_recall_to_reverse() {
        assert_eq!(
            forms("When did it begin?", &Format::ALL),
            ["choose", "type", "type", "type", "reverse"]
        );
        assert_eq!(forms("Why?", &Format::ALL), ["reveal"; 5]);
    }

    #[test]
    fn a_term_is_typed_and_a_description_is_not() {
        for term in [
            "Lima",
            "Security Council",
            "Treaty of Rome",
            "한국 전쟁",
            "photosynthesis",
            "vagus nerve",
            "supply and demand",
            "the Senate",
        ] {
            assert!(is_short(term) && !is_description(term), "{term}");
        }
        for description in [
            "An American official",
            "A Treaty",
            "the new king of France",
            "The U.S. President",
            "because it rained",
            "to increase profits",
            "the wife of Augustus",
        ] {
            assert!(is_description(description), "{description}");
        }
        assert!(!is_short("one two three four five") && !is_short(&"x".repeat(31)));
    }

    #[test]
    fn an_answer_that_was_prepared_for_the_judge_may_be_typed() {
        let typed = |key: &str| {
            let card = format!("front = \"Who?\"\nback = \"the wife of Augustus\"\n{key}");
            is_typed(&deck(&cards([card])).cards[0], "en")
        };
        assert!(!typed(""));
        assert!(typed("accept = [\"Livia\"]") && typed("nocredit = [\"Julia\"]"));
    }

    #[test]
    fn a_deck_that_wants_answers_typed_spares_what_can_be_chosen() {
        let card = |keys: &str| format!("front = \"Who?\"\nback = \"Livia\"\n{keys}");
        let deck =
            deck(&format!("ask = \"type\"\n{}", cards([card(""), card("choices = [\"Julia\"]")])));
        assert_eq!(deck.cards[0].ask(), Some(Ask::Type));
        assert_eq!(deck.cards[1].ask(), None);
    }

    #[test]
    fn what_speaks_of_its_options_is_asked_with_them() {
        let needs = |front: &str, back: &str, keys: &str| {
            let card = format!("front = \"{front}\"\nback = \"{back}\"\n{keys}");
            needs_options(&deck(&cards([card])).cards[0])
        };
        let choices = "choices = [\"Seine\", \"Rhine\"]";
        for (front, back) in [
            ("Which are rivers?", "All of the above"),
            ("Which?", "Both A and B"),
            ("Was ist ein Fluss?", "Keine der genannten"),
            ("Which of these is a river?", "Po"),
            ("Welcher der folgenden Flüsse ist der längste?", "Po"),
        ] {
            assert!(needs(front, back, choices), "{front} {back}");
            assert!(!needs(front, back, ""), "{front} {back}");
        }
        assert!(needs("Which is a river?", "Po", "choices = [\"Rome\", \"None of these\"]"));
        assert!(!needs("Which river flows through Turin?", "Po", choices));
    }

    #[test]
    fn an_amount_with_its_unit_is_typed() {
        let typed = |back: &str| {
            let card = format!("front = \"How far?\"\nback = \"{back}\"");
            let deck = deck(&cards([card]));
            is_typed(&deck.cards[0], "en")
        };
        assert!(["42 km", "5 percent", "three kilograms"].into_iter().all(typed));
        assert!(!["about as far as Rome", "a long way"].into_iter().any(typed));
    }

    #[test]
    fn the_settings_limit_and_the_author_overrules() {
        assert_eq!(forms("When did it begin?", &[Format::Reveal]), ["reveal"; 5]);
        assert_eq!(
            forms("When did it begin?", &[Format::Choose]),
            ["choose", "choose", "choose", "choose", "reveal"]
        );
        assert_eq!(forms("Who?", &Format::ALL), ["type"; 5]);
        assert_eq!(forms("Who?", &[Format::Reveal]), ["type"; 5]);
        assert_eq!(forms("Which of these men led the North?", &Format::ALL), ["choose"; 5]);
        assert_eq!(forms("Name two", &[Format::Choose]), ["list"; 5]);
    }
}
