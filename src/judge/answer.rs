//! One answer, read once in every way that it may be compared.

mod known;

use super::chemistry;
use super::clock::{self, Time};
use super::date;
use super::name::{self, Name};
use super::quantity::{self, Quantity};
use super::{
    Fault, Options, Part, Why, exact, initials, normalize, number, sign, slip, tolerance, unit,
    words,
};
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
    /// What it may mean as an amount.
    quantities: Vec<Quantity>,
    name: Option<Name>,
    /// What it may mean as a time of day.
    time: Option<Time>,
    /// Without words in front that only lead to it.
    unled: OnceCell<Option<Box<Answer>>>,
    /// With one way to write what has several.
    one_way: OnceCell<String>,
    /// Which other answers are a slip away, and what the slip costs.
    near: OnceCell<Vec<(usize, usize)>>,
}

/// Whether a form has signs that tell it from a name.
fn has_signs(forms: &[String]) -> bool {
    let is_sign = |word: &str| word == "minus" || !word.chars().any(char::is_alphanumeric);
    forms.iter().any(|form| !form.is_empty() && form.split(' ').any(is_sign))
}

/// How a given answer stands to an expected one; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// Letter by letter.
    Identical,
    /// But for the case of its letters.
    Cased,
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

    /// Whether an answer earns nothing although it stands so to a right one, because
    /// it stands to one without credit as `uncredited`: the nearer one wins, and an
    /// exact match alone is as near as one.
    pub(super) fn yields_to(self, uncredited: Self) -> bool {
        uncredited <= Self::Same && (uncredited < self || self > Self::Exact)
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

    /// How a given answer stands to the nearest of those without credit, of which `most`
    /// are looked at, and the author's remark to that; none where there are none.
    pub(super) fn uncredited(&self, given: &Answer, most: usize) -> Option<(Match, &'a str)> {
        let nocredit = self.options.nocredit.iter();
        let uncredited = self
            .uncredited
            .get_or_init(|| nocredit.clone().map(|(text, _)| self.read(text)).collect());
        let found = uncredited.iter().map(|answer| given.compare(answer, self));
        let remarks = nocredit.map(|(_, remark)| remark.as_str());
        found.zip(remarks).take(most).min_by_key(|(found, _)| *found)
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
        let quantities = quantity::readings(&text, language);
        let name = name::read(&text)
            .filter(|_| !has_signs(&forms) && words::with_contractions(&text, language) == text);
        let time = clock::read(&text);
        Self {
            text,
            forms,
            joined,
            dates,
            quantities,
            name,
            time,
            unled: OnceCell::new(),
            one_way: OnceCell::new(),
            near: OnceCell::new(),
        }
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

    fn shares_a_whole_form(&self, other: &Answer) -> bool {
        self.forms.iter().any(|form| other.forms.contains(form))
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
        if exact::bare(&self.text) == exact::bare(&expected.text) {
            return Match::Identical;
        }
        if !exact::is_met(&self.text, &expected.text, context) {
            return Match::Wrong;
        }
        match self.compare_by_sense(expected, context) {
            Match::Exact if self.is_but_for_case(expected) => Match::Cased,
            found => found,
        }
    }

    fn is_but_for_case(&self, expected: &Answer) -> bool {
        let small = |answer: &Answer| exact::bare(&answer.text).to_lowercase();
        small(self) == small(expected)
    }

    /// Whether a sign, the case of a symbol or the form of a number makes other things of
    /// the same letters or digits.
    fn is_told_apart_from(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let differ = [
            chemistry::differ,
            chemistry::differ_in_charge,
            sign::differ,
            sign::differ_in_greek,
            unit::differ,
            unit::differ_in_slash,
        ];
        let (given, asked) = (&self.text, &expected.text);
        differ.iter().any(|differ| differ(given, asked))
            || chemistry::differ_as_symbols(given, asked, &context.options.asked)
            || self.differs_in_rank(expected, context)
    }

    /// Whether one is a place in a row and the other a count: `third` and `three`.
    fn differs_in_rank(&self, expected: &Answer, context: &Context<'_>) -> bool {
        let rank = |answer: &Answer| {
            let is_number = answer.is_number();
            is_number.then(|| number::rank(&answer.text, &context.language)).flatten()
        };
        rank(self).zip(rank(expected)).is_some_and(|(given, asked)| given != asked)
    }

    fn compare_by_sense(&self, expected: &Answer, context: &Context<'_>) -> Match {
        if self.is_told_apart_from(expected, context) {
            return Match::Wrong;
        }
        if let Some((given, expected)) = self.time.zip(expected.time)
            && let Some(found) = clock::compare(given, expected)
        {
            return found;
        }
        if let Some(found) = self.compare_amounts(expected, context) {
            return found;
        }
        if self.shares_form(expected) {
            return if self.is_apart_from(expected) {
                Match::Close(Why::Slip)
            } else {
                Match::Exact
            };
        }
        self.compare_dates(expected)
            .or_else(|| self.compare_century(expected, context))
            .or_else(|| self.compare_leads(expected, context))
            .or_else(|| {
                let names = self.name.as_ref().zip(expected.name.as_ref());
                names.and_then(|(given, name)| name::compare(given, name, || context.names()))
            })
            .unwrap_or_else(|| {
                let says = self.abbreviates(expected, context)
                    || self.spells_out(expected, context)
                    || self.is_as_known(expected, context);
                if says { Match::Loose } else { Match::Wrong }
            })
    }

    /// The same, slips included where nothing else fits.
    pub(super) fn compare_leniently(&self, expected: &Answer, context: &Context<'_>) -> Match {
        let found = self.compare(expected, context);
        let is_exact = || {
            exact::is_met(&self.text, &expected.text, context)
                && !self.is_told_apart_from(expected, context)
        };
        // A formula with another letter is another substance.
        let may_slip = !chemistry::is_formula(&expected.text);
        match found == Match::Wrong && may_slip && is_exact() && self.is_slip_of(expected, context)
        {
            true => Match::Close(Why::Slip),
            false => found,
        }
    }

    /// Whether both are dates or amounts, whose value alone counts.
    pub(super) fn are_values(&self, other: &Answer) -> bool {
        !self.dates.is_empty() && !other.dates.is_empty()
            || quantity::are_values(&self.quantities, &other.quantities)
    }

    /// Whether spaces make other words of the same letters: `now here`, `re-sign`.
    fn is_apart_from(&self, expected: &Answer) -> bool {
        let bare = |by: &str| {
            let text = |answer: &Answer| {
                let text = answer.text.to_lowercase();
                words::unspaced(&text.replace(sign::is_dash, by))
            };
            [text(self), text(expected)]
        };
        let is_plain = |answer: &Answer| {
            let fits = |c: char| {
                c.is_lowercase() && c < '\u{250}' || " '’".contains(c) || sign::is_dash(c)
            };
            answer.text.chars().all(fits)
        };
        let [a, b] = bare("");
        let [c, d] = bare(" ");
        let by_hyphens = a == b || c == d || a == d || b == c;
        let repeats = |answer: &Answer| words::repeats(&answer.text);
        !self.shares_a_whole_form(expected)
            && is_plain(self)
            && is_plain(expected)
            && a.replace(' ', "") == b.replace(' ', "")
            && (!by_hyphens || repeats(self) != repeats(expected))
    }

    fn compare_dates(&self, expected: &Answer) -> Option<Match> {
        let short = match expected.dates.is_empty() {
            true => Vec::new(),
            false => date::short_readings(&self.text),
        };
        let given = if short.is_empty() { &self.dates } else { &short };
        let lacks_year = |span: &date::Span| span.to.is_none() && span.from.years.is_none();
        match expected.dates.iter().any(lacks_year).then(|| date::days(&self.text)) {
            Some(days) if !days.is_empty() => date::compare(&days, &expected.dates),
            _ => date::compare(given, &expected.dates),
        }
    }

    /// `the nineteenth`, where the question itself says that it is a century.
    fn compare_century(&self, expected: &Answer, context: &Context<'_>) -> Option<Match> {
        let century = expected.dates.first()?.century()?;
        let is_it = self.form().parse() == Ok(century);
        let said = context.options.asked.to_lowercase().contains("century");
        is_it.then_some(if said { Match::Loose } else { Match::lacks(Part::Unit) })
    }

    /// Numbers with units; two dates are no numbers, and `6'2"` is no year 62.
    fn compare_amounts(&self, expected: &Answer, context: &Context<'_>) -> Option<Match> {
        let asked = &context.options.asked;
        let found = quantity::compare(&self.quantities, &expected.quantities, asked, None)?;
        let is_date = |answer: &Self| !answer.dates.is_empty() && !answer.is_amount();
        (found < Match::Wrong || !(is_date(self) && is_date(expected))).then_some(found)
    }

    /// How it stands to `expected` where both are numbers, or both dates, that
    /// may be so far apart; `asked` is the question.
    pub(super) fn within(&self, expected: &Answer, most: Tolerance, asked: &str) -> Match {
        if !most.is_for_dates() {
            let found =
                quantity::compare(&self.quantities, &expected.quantities, asked, Some(most));
            let measures = self.measure().zip(expected.measure());
            return found.map(|found| found.max(Match::Loose)).unwrap_or_else(|| {
                measures
                    .map_or(Match::Wrong, |(given, expected)| given.compare(&expected, most, asked))
            });
        }
        let is_near = |given: &date::Span| {
            expected.dates.iter().any(|expected| given.is_within(expected, most))
        };
        if self.dates.iter().any(is_near) { Match::Loose } else { Match::Wrong }
    }

    /// What is wrong with the unit of an amount.
    pub(super) fn unit_misfit(&self, expected: &Answer) -> Option<Fault> {
        if self.time.is_some() && expected.time.is_some() {
            return None;
        }
        let (given, asked) = quantity::misfit(&self.quantities, &expected.quantities)?;
        Some(Fault::Unit { given, asked })
    }

    /// Whether it is a number with a unit.
    pub(super) fn is_amount(&self) -> bool {
        self.quantities.iter().any(|quantity| quantity.unit.is_some())
    }

    pub(super) fn measure(&self) -> Option<tolerance::Measure> {
        tolerance::measure(self.form())
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
