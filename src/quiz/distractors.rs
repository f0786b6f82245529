//! Wrong options for a card that brings none: other answers of its deck, of
//! the same kind, and years nearby where it has too few. Pure.

use super::format::is_typed_as;
use crate::base::hash::stable_hash;
use crate::deck::Card;
use crate::judge::{self, Kind, Options, Verdict};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

/// Options that stand beside the right one.
const WANTED: usize = 3;
/// Fewer make no choice.
const LEAST: usize = 2;
/// Cards of a deck that are looked at: a large deck must not slow a question.
const LOOKED_AT: usize = 400;
/// Words that two questions begin with to be of one pattern.
const PATTERN: usize = 3;
/// Years that are this near are good options.
const NEAR: i32 = 10;
/// Made-up years are this near, and stand no more years behind all of the deck.
const MADE: i32 = 6;
const BEHIND: i32 = 2;

/// Other answers that `card` could be mistaken for; none where the deck has
/// too few. `deck` holds the cards of its deck, `seed` decides where to look.
pub(super) fn distractors(
    card: &Card,
    deck: &[Card],
    language: &str,
    seed: u64,
) -> Option<Vec<String>> {
    let looked_at: Vec<Known<'_>> =
        look(deck, seed).filter_map(|card| Known::of(card, language)).collect();
    options(&Known::of(card, language)?, looked_at.iter(), seed)
}

/// The cards of a deck for which wrong options are sought one after the other:
/// what the search needs to know of a card is found once.
#[derive(Debug)]
pub(super) struct Pool<'a>(Vec<Option<Known<'a>>>);

impl<'a> Pool<'a> {
    /// Over all cards of a deck.
    pub(super) fn new(deck: &'a [Card], language: &'a str) -> Self {
        Self(deck.iter().map(|card| Known::of(card, language)).collect())
    }

    /// What [`distractors`] gives for the card at `place`.
    pub(super) fn options(&self, place: usize, seed: u64) -> Option<Vec<String>> {
        options(self.known(place)?, look(&self.0, seed).flatten(), seed)
    }

    /// Whether it may give any; only the judge's word on them is missing.
    pub(super) fn may_have_options(&self, place: usize, seed: u64) -> bool {
        self.known(place).is_some_and(|right| {
            let others = look(&self.0, seed).flatten();
            year(&right.answer).is_some() || similar(right, others).nth(LEAST - 1).is_some()
        })
    }

    /// Whether the answer of the card at `place` is typed.
    pub(super) fn is_typed(&self, place: usize) -> bool {
        self.known(place).is_some_and(|known| is_typed_as(&known.answer, known.kind()))
    }

    fn known(&self, place: usize) -> Option<&Known<'a>> {
        self.0.get(place)?.as_ref()
    }
}

/// A card with a short answer, and what is found out about it when first asked.
#[derive(Debug)]
struct Known<'a> {
    card: &'a Card,
    answer: Cow<'a, str>,
    language: &'a str,
    kind: OnceCell<Kind>,
    asked: OnceCell<String>,
    beginning: OnceCell<Vec<String>>,
}

impl<'a> Known<'a> {
    fn of(card: &'a Card, language: &'a str) -> Option<Self> {
        let (kind, asked, beginning) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Some(Self { card, answer: card.short_answer()?, language, kind, asked, beginning })
    }

    fn kind(&self) -> &Kind {
        self.kind.get_or_init(|| judge::kind(&self.answer, self.language))
    }

    fn asked(&self) -> &str {
        self.asked.get_or_init(|| self.card.prompt().into_owned())
    }

    /// The words with which its question begins.
    fn beginning(&self) -> &[String] {
        self.beginning.get_or_init(|| {
            self.asked().split_whitespace().take(PATTERN).map(str::to_lowercase).collect()
        })
    }

    /// Where the form tells no kind: short, and asked for in the same way.
    fn is_like(&self, other: &Self) -> bool {
        let is_short = |known: &Self| known.answer.split_whitespace().count() <= PATTERN;
        is_short(self)
            && is_short(other)
            && self.beginning().len() == PATTERN
            && self.beginning() == other.beginning()
    }

    /// Whether the judge would let `answer` pass, be it only as close.
    fn is_right(&self, answer: &str) -> bool {
        let accept = self.card.accept().iter().map(String::as_str);
        let right: Vec<&str> = [&*self.answer].into_iter().chain(accept).collect();
        let options = Options { language: self.language.to_owned(), ..Options::default() };
        !matches!(judge::judge(answer, &right, &options), Verdict::Wrong { .. })
    }
}

/// The cards at which a search looks.
fn look<T>(all: &[T], seed: u64) -> impl Iterator<Item = &T> {
    let start = usize::try_from(seed % all.len().max(1) as u64).unwrap_or(0);
    all.iter().cycle().skip(start).take(all.len().min(LOOKED_AT))
}

/// Of `others` those whose answers are of the kind of `right`, each answer once.
fn similar<'k, 'a: 'k>(
    right: &'k Known<'a>,
    others: impl Iterator<Item = &'k Known<'a>>,
) -> impl Iterator<Item = &'k Known<'a>> {
    let mut seen: HashSet<&str> = HashSet::from([&*right.answer]);
    others
        .filter(|other| !other.card.id.is_sibling_of(&right.card.id))
        .filter(|other| other.kind() == right.kind())
        .filter(|other| *right.kind() != Kind::Other || right.is_like(other))
        .filter(|other| !right.asked().contains(&*other.answer))
        .filter(move |other| seen.insert(&other.answer))
}

fn options<'k, 'a: 'k>(
    right: &'k Known<'a>,
    others: impl Iterator<Item = &'k Known<'a>>,
    seed: u64,
) -> Option<Vec<String>> {
    let mut found: Vec<&Known<'_>> = similar(right, others).collect();
    // Answers of cards with the same tags are nearest.
    found.sort_by_key(|other| other.card.tags() != right.card.tags());
    let found = found.into_iter().map(|other| other.answer.clone().into_owned());
    // The judge comes last and is asked no more than is needed: it is slow.
    if let Some(year) = year(&right.answer) {
        let fits = |text: &str| !right.asked().contains(text) && !right.is_right(text);
        return Some(years(year, found.collect(), fits, seed));
    }
    let wrong: Vec<String> = found.filter(|text| !right.is_right(text)).take(WANTED).collect();
    (wrong.len() >= LEAST).then_some(wrong)
}

/// A plain year of the common era.
fn year(text: &str) -> Option<i32> {
    let is_year = matches!(text.len(), 3 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && *year >= 100)
}

/// Other years of the deck that fit, the near ones first; where it has fewer
/// than are wanted, the near ones and some that nobody asks for.
fn years(right: i32, deck: Vec<String>, fits: impl Fn(&str) -> bool, seed: u64) -> Vec<String> {
    let latest = deck.iter().filter_map(|text| year(text)).fold(right, i32::max);
    let is_near = |text: &String| year(text).is_some_and(|year| (year - right).abs() <= NEAR);
    let (near, far): (Vec<String>, Vec<String>) = deck.into_iter().partition(is_near);
    let fitting = |years: Vec<String>| -> Vec<String> {
        years.into_iter().filter(|text| fits(text)).take(WANTED).collect()
    };
    let (near, far) = (fitting(near), fitting(far));
    if near.len() + far.len() >= WANTED {
        return near.into_iter().chain(far).take(WANTED).collect();
    }
    let mut made: Vec<i32> = (right - MADE..=right + MADE).collect();
    made.retain(|year| *year != right && *year <= latest + BEHIND);
    made.sort_by_key(|year| stable_hash(seed.to_le_bytes().into_iter().chain(year.to_le_bytes())));
    let is_fresh = |text: &String| !near.contains(text) && fits(text);
    let made: Vec<String> = made.iter().map(i32::to_string).filter(is_fresh).collect();
    near.into_iter().chain(made).take(WANTED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck};
    use std::collections::BTreeSet;

    fn options(cards: &[(&str, &str)]) -> Option<Vec<String>> {
        seeded(cards, 0)
    }

    fn seeded(given: &[(&str, &str)], seed: u64) -> Option<Vec<String>> {
        let keys = |(front, back): &(&str, &str)| format!("front = {front:?}\nback = {back:?}");
        let deck = deck(&cards(given.iter().map(keys)));
        let mut found = distractors(&deck.cards[0], &deck.cards, "en", seed);
        found.iter_mut().for_each(|options| options.sort());
        found
    }

    #[test]
    fn dates_of_the_same_precision_stand_beside_a_date() {
        let found = options(&[
            ("When did the war begin?", "25 June 1950"),
            ("When did it end?", "27 July 1953"),
            ("When was the landing?", "15 September 1950"),
            ("In what year did Stalin die?", "1953"),
            ("Who led the North?", "Kim Il Sung"),
        ]);
        assert_eq!(found.unwrap(), ["15 September 1950", "27 July 1953"]);
    }

    #[test]
    fn what_would_also_be_right_or_stands_in_the_question_is_no_option() {
        let found = options(&[
            ("Whom did Paul Nitze advise?", "Harry S. Truman"),
            ("a", "Harry Truman"),
            ("b", "Paul Nitze"),
            ("c", "Omar Bradley"),
            ("d", "Dean Acheson"),
        ]);
        assert_eq!(found.unwrap(), ["Dean Acheson", "Omar Bradley"]);
    }

    #[test]
    fn words_are_options_only_where_the_questions_are_alike() {
        let asked = |place: &str| format!("What is the capital of {place}?");
        let cards = [asked("Peru"), asked("Chile"), asked("Cuba"), "What is DNA?".to_owned()];
        let answers = ["Lima", "Santiago", "Havana", "a molecule"];
        let cards: Vec<(&str, &str)> = cards.iter().map(String::as_str).zip(answers).collect();
        assert_eq!(options(&cards).unwrap(), ["Havana", "Santiago"]);
        assert_eq!(options(&[cards[3], cards[0], cards[1]]), None);
    }

    #[test]
    fn too_few_make_no_choice() {
        assert_eq!(options(&[("a", "May 1950"), ("b", "May 1951")]), None);
    }

    #[test]
    fn a_century_stands_beside_no_decade() {
        let cards = [("a", "the 1950s"), ("b", "19th century"), ("c", "1940s"), ("d", "1960s")];
        assert_eq!(options(&cards).unwrap(), ["1940s", "1960s"]);
    }

    #[test]
    fn near_years_are_made_where_the_deck_has_few() {
        let cards = [("After 1949, when?", "1950"), ("b", "1953"), ("c", "1789")];
        let all: Vec<Vec<String>> = (0..40).map(|seed| seeded(&cards, seed).unwrap()).collect();
        for found in &all {
            let years: BTreeSet<i32> = found.iter().map(|text| text.parse().unwrap()).collect();
            assert_eq!(years.len(), 3, "{found:?}");
            assert!(years.contains(&1953), "{found:?}");
            assert!(!years.contains(&1949) && !years.contains(&1950), "{found:?}");
            assert!(years.iter().all(|year| (1944..=1955).contains(year)), "{found:?}");
        }
        assert!(all.iter().collect::<BTreeSet<_>>().len() > 10);
        assert_eq!(seeded(&cards, 7), seeded(&cards, 7));
    }

    #[test]
    fn years_of_the_deck_are_enough_where_there_are_three_and_near_ones_first() {
        let cards = [("a", "1950"), ("b", "1789"), ("c", "1945"), ("d", "1953"), ("e", "1948")];
        for seed in 0..9 {
            assert_eq!(seeded(&cards, seed).unwrap(), ["1945", "1948", "1953"]);
        }
    }

    #[test]
    fn the_year_of_today_has_no_options_far_in_the_future() {
        for seed in 0..20 {
            let found = seeded(&[("a", "2026")], seed).unwrap();
            assert!(found.iter().all(|year| year.as_str() <= "2028"), "{found:?}");
        }
    }
}
