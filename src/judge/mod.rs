//! Judges a typed answer: right, close or wrong, without fuss over case,
//! accents, punctuation, articles or the notation of numbers and dates. Pure.
//!
//! A match is identical, cased (but for the case), exact (but for the notation), the
//! same (a name in another order), loose (a surname, a finer date), close or wrong.
//! Right is all but the last two; an answer without credit gives way only to an exact
//! match that is as near.

mod answer;
mod chemistry;
mod clock;
mod date;
mod diff;
mod exact;
mod initials;
mod kind;
mod list;
mod name;
mod normalize;
mod number;
mod numeral;
mod quantity;
mod ratio;
mod sign;
mod slip;
mod spelling;
mod table;
mod tolerance;
mod unit;
mod variant;
mod words;

pub use diff::{Piece, PieceKind, diff};
pub use kind::{Kind, is_amount, kind};
pub use list::{ItemVerdict, ListVerdict, judge_list, split_items};

use crate::deck::{Exact, Tolerance};
use answer::{Answer, Context, Match};

/// What the judge knows beside the answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// BCP 47 tag of the answer's language, for its articles, numbers and
    /// months; English where empty.
    pub language: String,
    /// Other answers of the deck: a slip that makes one of these is an error,
    /// and a surname that one of these shares is not enough.
    pub others: Vec<String>,
    /// Answers that earn nothing, each with the author's remark, which may be
    /// empty.
    pub nocredit: Vec<(String, String)>,
    /// The question: an abbreviation that it names is no answer to it.
    pub asked: String,
    /// What counts letter by letter; none leaves that to the language.
    pub exact: Option<Exact>,
    /// How far a number or a date may be off.
    pub tolerance: Option<Tolerance>,
    /// Whether the items of an answer that is a list may change places.
    pub order: Order,
}

/// What the order of items in one answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Nothing: `Caesar and Pompey` is `Pompey and Caesar`.
    #[default]
    Free,
    /// As much as the items: each fills a gap of its own.
    Kept,
}

/// What judging gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Nearly right.
    Close {
        /// The answer that was meant.
        expected: String,
        /// What is missing.
        why: Why,
    },
    /// Wrong.
    Wrong {
        /// The nearest right answer.
        expected: String,
        /// What is wrong with it; none where it is another answer and no more.
        fault: Option<Fault>,
    },
}

/// What is wrong with a wrong answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It earns no credit; the author's remark, which is not blank.
    NoCredit(String),
    /// Its unit measures something else than the one that was asked.
    Unit {
        /// The unit by its one name.
        given: String,
        /// The other.
        asked: String,
    },
}

/// Why an answer is only close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Letters are swapped, missing or too many.
    Slip,
    /// The month was given where the day is asked, and so on.
    LessPrecise(Part),
    /// Some items of a list are missing.
    Incomplete {
        /// How many.
        missing: usize,
    },
}

/// What a less precise answer lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
    /// A season, or `early`, `mid`, `late`.
    Of(Whole),
    /// The other end of a time from one date to another.
    Span,
    /// Whether a time is before noon or after it.
    HalfOfDay,
    /// The unit of an amount.
    Unit,
    /// The rest of a name.
    FullName,
}

/// What a part of time is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whole {
    /// A month.
    Month,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// Judges `given` against all `right` answers, the author's own first.
pub fn judge(given: &str, right: &[&str], options: &Options) -> Verdict {
    let context = Context::new(options, std::iter::empty());
    let judge = Judge { given: context.read(given), context };
    let found: Vec<Match> = right.iter().map(|expected| judge.best(expected)).collect();
    let best = found.iter().copied().min().unwrap_or(Match::Wrong);
    let place = found.iter().position(|found| *found == best).filter(|_| best < Match::Wrong);
    let expected = right.get(place.unwrap_or(0)).map(|text| (*text).to_owned()).unwrap_or_default();
    if best > Match::Identical
        && let Some((near, remark)) = judge.context.uncredited(&judge.given, usize::MAX)
        && best.yields_to(near)
    {
        let fault = (!remark.trim().is_empty()).then(|| Fault::NoCredit(remark.to_owned()));
        return Verdict::Wrong { expected, fault };
    }
    match best {
        Match::Wrong => {
            let fault = judge.given.unit_misfit(&judge.context.read(&expected));
            Verdict::Wrong { expected, fault }
        }
        Match::Close(why) => Verdict::Close { expected, why },
        _ => Verdict::Right,
    }
}

/// Whether an answer has what `tolerance` is about: one number, or a date; in
/// the language of a BCP 47 tag.
pub fn takes(tolerance: Tolerance, answer: &str, language: &str) -> bool {
    let answer = Answer::read(answer, &words::primary(language));
    match tolerance.is_for_dates() {
        true => !answer.dates.is_empty(),
        false => answer.measure().is_some(),
    }
}

/// A given answer and what it is judged by.
struct Judge<'a> {
    given: Answer,
    context: Context<'a>,
}

impl Judge<'_> {
    /// The best match with what `expected` allows.
    fn best(&self, expected: &str) -> Match {
        if self.given.text.is_empty() {
            return Match::Wrong;
        }
        let whole = self.compare(expected);
        if whole <= Match::Exact {
            return whole;
        }
        if exact::of(expected, &self.context) == Exact::ALL {
            return Match::Wrong;
        }
        let variants = variant::variants(expected).into_iter().skip(1);
        let others = variants.map(|variant| self.compare(&variant).max(Match::Same));
        let best = others.fold(whole, Match::min);
        // What is off by no more than the author allows is right.
        match self.context.options.tolerance.filter(|_| best > Match::Loose) {
            Some(most) => best.min(self.within(expected, most)),
            None => best,
        }
    }

    /// How it stands to `expected` where that may be off by `most`, which counts
    /// in millions where the answer is written so.
    fn within(&self, expected: &str, most: Tolerance) -> Match {
        let asked = &self.context.options.asked;
        let within =
            |expected: &str, most| self.given.within(&self.context.read(expected), most, asked);
        let Some((scale, size, bare)) = normalize::scaled(expected, &self.context.language) else {
            return within(expected, most);
        };
        let unscaled = match within(&bare, most) {
            Match::Loose if !tolerance::is_said(asked, &scale) => Match::lacks(Part::Unit),
            found => found,
        };
        unscaled.min(within(expected, most.times(size)))
    }

    fn compare(&self, expected: &str) -> Match {
        let answer = self.context.read(expected);
        match self.given.compare(&answer, &self.context) {
            Match::Wrong if !self.given.are_values(&answer) => {
                list::compare(&self.given, &answer, &self.context)
                    .unwrap_or_else(|| self.given.compare_leniently(&answer, &self.context))
            }
            found => found,
        }
    }
}

#[cfg(test)]
mod tests;
