//! One answer, read once in every way that it may be compared.

use super::date;
use super::name::{self, Name};
use super::{Fault, Options, Part, Why, initials, normalize, slip, tolerance, unit, words};
use crate::deck::Tolerance;
use std::cell::OnceCell;
use unicode_normalization::UnicodeNormalization;

/// Longer answers are right or wrong letter by letter, in characters.
const MAX_LEN: usize = 2000;
/// Longer ones of the other answers are no slip's target, in characters.
const MAX_OTHER: usize = 200;
/// So many other answers are looked at.
const MAX_OTHERS: usize = 2000;

/// A text and what it may mean.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// Composed and trimmed.
    pub(super) text: String,
    /// Normal forms; none for a text that is too long.
    forms: Vec<String>,
    /// The same without spaces.
    joined: Vec<String>,
    /// What it may mean as a date.
    pub(super) dates: Vec<date::Span>,
    name: Option<Name>,
    /// Which other answers are a slip away, and what the slip costs.
    near: OnceCell<Vec<(usize, usize)>>,
}

/// How a given answer stands to an expected one; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// Letter by letter.
    Identical,
    /// But for the notation.
    Exact,
    /// The same person, the same list in another order.
    Same,
    /// Enough: a surname, a finer date.
    Loose,
    /// Nearly.
    Close(Why),
    /// Not.
    Wrong,
}

impl Match {
    /// Right but for a part that is missing.
    pub(super) fn lacks(part: Part) -> Self {
        Self::Close(Why::LessPrecise(part))
    }
}

/// What an answer is judged beside: the question, and the other answers of the
/// deck, read when first asked for: most are right or wrong without them.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    /// The primary subtag of the answer's language.
    pub(super) language: String,
    others: Vec<&'a str>,
    answers: OnceCell<Vec<Answer>>,
    names: OnceCell<Vec<Name>>,
    uncredited: OnceCell<Vec<Answer>>,
}

impl<'a> Context<'a> {
    /// The other answers are those that `options` knows, those without credit
    /// among them, and `more`.
    pub(super) fn new(options: &'a Options, more: impl Iterator<Item = &'a str>) -> Self {
        let uncredited = options.nocredit.iter().map(|(answer, _)| answer);
        let known = uncredited.chain(&options.others).map(String::as_str);
        let short = more.chain(known).filter(|text| text.chars().nth(MAX_OTHER).is_none());
        Self {
            options,
            language: words::primary(&options.language),
            others: short.take(MAX_OTHERS).collect(),
            answers: OnceCell::new(),
            names: OnceCell::new(),
            uncredited: OnceCell::new(),
        }
    }

    /// Reads a text in the language of the answer.
    pub(super) fn read(&self, text: &str) -> Answer {
        Answer::read(text, &self.language)
    }

    /// The author's remark to an answer that earns nothing, of which `most` are
    /// looked at; none where it may earn something.
    pub(super) fn remark(&self, given: &Answer, most: usize) -> Option<&'a str> {
        let nocredit = self.options.nocredit.iter();
        let uncredited = self
            .uncredited
            .get_or_init(|| nocredit.clone().map(|(text, _)| self.read(text)).collect());
        let is_hit = |answer: &Answer| given.compare(answer, self) <= Match::Same;
        let mut remarks = nocredit.zip(uncredited).take(most);
        remarks.find(|(_, answer)| is_hit(answer)).map(|((_, remark), _)| remark.as_str())
    }

    fn answers(&self) -> &[Answer] {
        self.answers.get_or_init(|| self.others.iter().map(|text| self.read(text)).collect())
    }

    fn names(&self) -> &[Name] {
        self.names.get_or_init(|| self.others.iter().filter_map(|text| name::read(text)).collect())
    }

    /// Whether the question says `letters`.
    fn asks_for(&self, letters: &str) -> bool {
        let words = self.options.asked.split(|c: char| !(c.is_alphabetic() || c == '.'));
        words.filter_map(initials::letters).any(|said| said.eq_ignore_ascii_case(letters))
    }
}

impl Answer {
    /// Reads a text in the language of a primary subtag.
    pub(super) fn read(text: &str, language: &str) -> Self {
        let visible = text.chars().filter(|c| !crate::base::sanitize::is_hostile(*c));
        let text: String = visible.nfc().collect::<String>().trim().to_owned();
        if text.chars().nth(MAX_LEN).is_some() {
            return Self { text, ..Self::default() };
        }
        let forms = normalize::forms(&text, language);
        let joined = forms.iter().map(|form| normalize::without_spaces(form)).collect();
        let dates = date::readings(&text, language);
        let name = name::read(&text);
        Self { text, forms, joined, dates, name, near: OnceCell::new() }
    }

    /// Whether it surely names a person, by more than one word.
    pub(super) fn is_person(&self) -> bool {
        self.name.as_ref().is_some_and(Name::is_person)
    }

    /// The plain normal form; empty where there is none.
    pub(super) fn form(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }

    /// Whether it is a number and nothing else, in digits or in words.
    pub(super) fn is_number(&self) -> bool {
        unit::is_number(self.form())
    }

    fn shares_form(&self, other: &Answer) -> bool {
        let share = |a: &[String], b: &[String]| a.iter().any(|form| b.contains(form));
        let says_something = self.forms.iter().any(|form| !form.is_empty());
        says_something
            && (share(&self.forms, &other.forms)
                || share(&self.joined, &other.joined)
                    && words::negations(self.form()) == words::negations(other.form()))
    }

    /// How `self`, given, stands to `expected`, slips aside.
    pub(super) fn compare(&self, expected: &Answer, context: &Context<'_>) -> Match {
        if self.text == expected.text {
            return Match::Identical;
        }
        if self.shares_form(expected) {
            return Match::Exact;
        }
        self.compare_dates(expected)
            .or_else(|| self.compare_amounts(expected, context))
            .or_else(|| self.compare_century(expected, context))
            .or_else(|| {
                let names = self.name.as_ref().zip(expected.name.as_ref());
                names.and_then(|(given, name)| name::compare(given, name, || context.names()))
            })
            .unwrap_or_else(|| match self.abbreviates(expected, context) {
                true => Match::Loose,
                false => Match::Wrong,
            })
    }

    /// The same, slips included where nothing else fits.
    pub(super) fn compare_leniently(&self, expected: &Answer, context: &Context<'_>) -> Match {
        let found = self.compare(expected, context);
        match found == Match::Wrong && self.is_slip_of(expected, context) {
            true => Match::Close(Why::Slip),
            false => found,
        }
    }

    /// Whether both are dates or amounts, whose value alone counts.
    pub(super) fn are_values(&self, other: &Answer) -> bool {
        let is_amount = |answer: &Answer| unit::amount(answer.form()).is_some();
        !self.dates.is_empty() && !other.dates.is_empty() || is_amount(self) && is_amount(other)
    }

    fn compare_dates(&self, expected: &Answer) -> Option<Match> {
        let short = match expected.dates.is_empty() {
            true => Vec::new(),
            false => date::short_readings(&self.text),
        };
        let given = if short.is_empty() { &self.dates } else { &short };
        date::compare(given, &expected.dates)
    }

    /// `the nineteenth`, where the question itself says that it is a century.
    fn compare_century(&self, expected: &Answer, context: &Context<'_>) -> Option<Match> {
        let century = expected.dates.first()?.century()?;
        let is_it = self.form().parse() == Ok(century);
        let said = context.options.asked.to_lowercase().contains("century");
        is_it.then_some(if said { Match::Loose } else { Match::lacks(Part::Unit) })
    }

    /// Numbers with units.
    fn compare_amounts(&self, expected: &Answer, context: &Context<'_>) -> Option<Match> {
        let (_, given) = unit::amount(self.form())?;
        let (_, asked) = unit::amount(expected.form())?;
        // Two numbers alone are the same letter by letter, or not at all:
        // long ones are no more exact as floating-point numbers.
        match given == asked {
            true => Some(Match::Wrong),
            false => Some(self.within(expected, Tolerance::Number(0.0), &context.options.asked)),
        }
    }

    /// Whether it is `UN` for `United Nations`: what the question does not
    /// say itself, and what no other answer is or may be short for.
    fn abbreviates(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let Some(letters) = initials::letters(&self.text) else { return false };
        let is_other = |(at, text): (usize, &&str)| {
            let is_short = initials::letters(text).is_some_and(|other| other == letters);
            (is_short || initials::spell(&letters, text))
                && !context.answers()[at].shares_form(expected)
        };
        initials::spell(&letters, &expected.text)
            && name::is_no_person(&expected.text)
            && !context.asks_for(&letters)
            && !context.others.iter().enumerate().any(is_other)
    }

    /// How it stands to `expected` where both are numbers, or both dates, that
    /// may be so far apart; `asked` is the question.
    pub(super) fn within(&self, expected: &Answer, most: Tolerance, asked: &str) -> Match {
        if !most.is_for_dates() {
            let amounts = self.amount().zip(expected.amount());
            let measures = amounts.or_else(|| self.measure().zip(expected.measure()));
            return measures
                .map_or(Match::Wrong, |(given, expected)| given.compare(&expected, most, asked));
        }
        let is_near = |given: &date::Span| {
            expected.dates.iter().any(|expected| given.is_within(expected, most))
        };
        if self.dates.iter().any(is_near) { Match::Loose } else { Match::Wrong }
    }

    /// What is wrong with the unit of an amount.
    pub(super) fn unit_misfit(&self, expected: &Answer) -> Option<Fault> {
        self.amount()?.misfit(&expected.amount()?)
    }

    pub(super) fn measure(&self) -> Option<tolerance::Measure> {
        tolerance::measure(self.form())
    }

    fn amount(&self) -> Option<tolerance::Measure> {
        tolerance::amount(self.form())
    }

    /// Whether only keys went wrong, and no other answer is as near.
    fn is_slip_of(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let cost = self.slip_cost(expected).or_else(|| self.name_slip_cost(expected, context));
        let cost = cost.or_else(|| self.date_slip_cost(expected, context));
        let Some(cost) = cost.filter(|_| !self.are_values(expected)) else { return false };
        let near = self.near.get_or_init(|| {
            let costs = context.answers().iter().map(|other| self.slip_cost(other));
            costs.enumerate().filter_map(|(at, cost)| Some((at, cost?))).collect()
        });
        let is_other = |at: usize| !context.answers()[at].shares_form(expected);
        !near.iter().any(|&(at, other)| other <= cost && is_other(at))
    }

    fn slip_cost(&self, expected: &Answer) -> Option<usize> {
        if self.shares_form(expected) {
            return Some(0);
        }
        let pairs = self.forms.iter().flat_map(|a| expected.forms.iter().map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| slip::cost(a, b)).min()
    }

    /// A slip in the name of a month, the rest being the same.
    fn date_slip_cost(&self, expected: &Answer, context: &Context<'_>) -> Option<usize> {
        if expected.dates.is_empty() || !self.dates.is_empty() {
            return None;
        }
        let corrected = date::corrected(&self.text, &context.language)?;
        let readings = date::readings(&corrected, &context.language);
        (date::compare(&readings, &expected.dates)? == Match::Exact).then_some(1)
    }

    /// A slip in a surname, or in a name without its middle.
    fn name_slip_cost(&self, expected: &Answer, context: &Context<'_>) -> Option<usize> {
        let (given, name) = (self.form(), expected.name.as_ref()?);
        let costs = name.calls().into_iter().filter_map(|call| {
            let cost = slip::cost(given, &call)?;
            let called = name::read(&call)?;
            let naming = name::compare(&called, name, || context.names())?;
            (naming <= Match::Loose).then_some(cost)
        });
        costs.min()
    }
}
