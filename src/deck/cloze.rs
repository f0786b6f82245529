//! Cloze texts: `{{c1::hidden::hint}}`, `{{c1::hidden}}`, `{{hidden}}` and
//! `{{hidden::hint}}`. A gap without a number takes its position, else the next number
//! that is free. Single braces within a gap come in pairs, as in LaTeX; a backslash
//! before `{{`, `}}` or `::` takes its meaning away.

use super::schema::Text;
mod doubts;

pub use doubts::doubtful;
use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands for a gap in a sentence that is asked.
const BLANK: &str = "_____";
/// Longest piece of a sentence that is typed for several gaps, in bytes.
const MAX_PIECE: usize = 80;
/// A text with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cloze {
    /// The text, each gap written {{c1::hidden}} or {{c1::hidden::hint}}; a number makes a card.
    #[serde(rename = "cloze")]
    #[schemars(with = "Text")]
    text: String,
    #[serde(skip)]
    gaps: Vec<Gap>,
}

/// One gap; ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The braces and what is between them.
    pub span: Range<usize>,
    /// From `cN`, else the position from 1, or the next number that no other gap has.
    pub number: u32,
    /// Whether the number was written.
    pub numbered: bool,
    /// What is hidden.
    answer: Range<usize>,
    /// Shown in the gap.
    hint: Option<Range<usize>>,
}

/// What is wrong with a cloze text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClozeError {
    /// There is no gap.
    #[error("expected at least one gap, found none")]
    NoGap,
    /// Braces are opened and not closed.
    #[error("expected '}}}}' after this, found the end of the text")]
    Unclosed,
    /// A gap stands in a gap.
    #[error("expected '}}}}', found another '{{{{'")]
    Nested,
    /// A gap hides nothing.
    #[error("expected a text to hide, found an empty gap")]
    Empty,
    /// It looks like a number and is none: the answer would be shown as a hint.
    #[error("expected a gap number such as 'c1::', found '{0}'")]
    Mark(String),
    /// A number without its `c`: the answer would be shown as a hint.
    #[error("expected a gap number such as 'c1::', found '{0}::'")]
    Digits(u32),
    /// The number is 0 or has more than four digits.
    #[error("expected a gap number of 1 to 9999, found '{0}'")]
    Number(String),
}

impl Cloze {
    /// Finds all gaps of `text`; an error stands at a byte of it.
    pub fn parse(text: impl Into<String>) -> Result<Self, (usize, ClozeError)> {
        let text = text.into();
        let mut gaps = Vec::new();
        let mut from = 0;
        while let Some(open) = opening(&text, from) {
            from = closing(&text, open + 2)?.ok_or((open, ClozeError::Unclosed))? + 2;
            gaps.push(gap(&text, open..from)?);
        }
        number(&mut gaps);
        let cloze = Self { text, gaps };
        match (cloze.gaps.is_empty(), cloze.counted()) {
            (true, _) => Err((0, ClozeError::NoGap)),
            (false, Some(fault)) => Err(fault),
            (false, None) => Ok(cloze),
        }
    }

    /// The first gap that has a number without its `c`: these and the written numbers count
    /// from 1 on, as nobody's answers do by chance.
    fn counted(&self) -> Option<(usize, ClozeError)> {
        let mut counted = self.gaps.iter().filter_map(|gap| Some((gap, self.bare_number(gap)?)));
        let written = self.gaps.iter().filter(|gap| gap.numbered).map(|gap| gap.number);
        let all: BTreeSet<u32> = written.chain(counted.clone().map(|(_, number)| number)).collect();
        let (gap, number) = counted.next()?;
        let is_count = (1..).zip(&all).all(|(place, number)| place == *number);
        is_count.then_some((gap.span.start, ClozeError::Digits(number)))
    }

    /// All gaps, in order.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The different gap numbers, ascending: a card for each.
    pub fn numbers(&self) -> BTreeSet<u32> {
        self.gaps.iter().map(|gap| gap.number).collect()
    }

    /// What the gaps `number` hide.
    pub fn answer(&self, number: u32) -> Cow<'_, str> {
        let mut hidden = self.gaps.iter().filter(|gap| gap.number == number);
        let first = hidden.next().map_or(Cow::Borrowed(""), |gap| self.hidden(gap));
        hidden.fold(first, |answer, gap| Cow::Owned(format!("{answer} … {}", self.hidden(gap))))
    }

    /// What people type for several gaps of one number, beside [`Cloze::answer`]: what they
    /// hide joined by words, and the piece of the sentence that holds them all.
    pub(super) fn joined(&self, number: u32) -> Vec<String> {
        let gaps: Vec<&Gap> = self.gaps.iter().filter(|gap| gap.number == number).collect();
        let hidden: Vec<Cow<'_, str>> = gaps.iter().map(|gap| self.hidden(gap)).collect();
        let ([first, .., last], [firsts @ .., end]) = (&gaps[..], &hidden[..]) else {
            return Vec::new();
        };
        let mut joined = vec![format!("{} and {end}", firsts.join(", ")), hidden.join(", ")];
        let piece = self.between(first.span.start..last.span.end, |gap| self.hidden(gap));
        let is_short = piece.len() <= MAX_PIECE && !joined.contains(&piece);
        joined.extend(is_short.then_some(piece));
        joined
    }

    fn hidden(&self, gap: &Gap) -> Cow<'_, str> {
        plain(&self.text[gap.answer.clone()])
    }

    /// The hint of a gap.
    pub fn hint(&self, gap: &Gap) -> Option<Cow<'_, str>> {
        gap.hint.clone().map(|hint| plain(&self.text[hint]))
    }

    /// The text that asks gap `number`: `shown` makes of each hint what stands
    /// there, other gaps are filled in.
    pub fn filled(&self, number: u32, shown: impl Fn(Option<&str>) -> String) -> String {
        self.with(|gap| match gap.number == number {
            false => self.hidden(gap),
            true => Cow::Owned(shown(self.hint(gap).as_deref())),
        })
    }

    /// The text that asks gap `number` as a sentence: a blank for each such gap, and their
    /// hints below it, where there are any.
    pub(super) fn blanked(&self, number: u32) -> String {
        let text = self.filled(number, |_| BLANK.to_owned());
        let gaps = self.gaps.iter().filter(|gap| gap.number == number);
        let hints: Vec<Option<Cow<'_, str>>> = gaps.map(|gap| self.hint(gap)).collect();
        if hints.iter().all(Option::is_none) {
            return text;
        }
        let hints: Vec<&str> = hints.iter().map(|hint| hint.as_deref().unwrap_or("…")).collect();
        format!("{text}\n({})", hints.join("; "))
    }

    /// How many gaps have this number.
    pub(super) fn count(&self, number: u32) -> usize {
        self.gaps.iter().filter(|gap| gap.number == number).count()
    }

    /// The text with all gaps filled in.
    pub fn whole(&self) -> String {
        self.with(|gap| self.hidden(gap))
    }

    /// The text with a mark for every gap.
    pub(super) fn masked(&self) -> String {
        self.with(|_| Cow::Borrowed("[…]"))
    }

    fn with<'a>(&'a self, put: impl FnMut(&'a Gap) -> Cow<'a, str>) -> String {
        self.between(0..self.text.len(), put)
    }

    fn between<'a>(
        &'a self,
        range: Range<usize>,
        mut put: impl FnMut(&'a Gap) -> Cow<'a, str>,
    ) -> String {
        let (mut out, mut end) = (String::with_capacity(range.len()), range.start);
        let is_within = |gap: &&Gap| range.start <= gap.span.start && gap.span.end <= range.end;
        for gap in self.gaps.iter().filter(is_within) {
            out.push_str(&plain(&self.text[end..gap.span.start]));
            out.push_str(&put(gap));
            end = gap.span.end;
        }
        out + &plain(&self.text[end..range.end])
    }
}

/// The text as written.
impl fmt::Display for Cloze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Where the next gap opens: two braces that no backslash escapes. Of an odd number behind
/// a backslash the first is LaTeX's own, and so are those before the two of a number
/// (`\frac{{{c1::a}}}{b}`).
fn opening(text: &str, from: usize) -> Option<usize> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\s*c[0-9]+::").expect("the pattern is a constant"));
    let mut at = from;
    while let Some(brace) = text[at..].find('{').map(|found| at + found) {
        let run = run(text, brace);
        let own = match text[..brace].ends_with('\\') {
            true if run.is_multiple_of(2) => 2,
            true => 1,
            false => 0,
        };
        match run - own {
            0 | 1 => {}
            _ if NUMBER.is_match(&text[brace + run..]) => return Some(brace + run - 2),
            _ => return Some(brace + own),
        }
        at = brace + run;
    }
    None
}

/// How often the brace at `at` is repeated.
fn run(text: &str, at: usize) -> usize {
    let brace = text.as_bytes()[at];
    text.as_bytes()[at..].iter().take_while(|&&byte| byte == brace).count()
}

/// Where the gap that begins at `inner` closes: at the first two braces that close no other
/// brace in it; where its braces are in no pairs, at the first two.
fn closing(text: &str, inner: usize) -> Result<Option<usize>, (usize, ClozeError)> {
    let first = || text[inner..].find("}}").map(|at| inner + at);
    let close = balanced(text, inner).or_else(first);
    let nested = close.and_then(|close| {
        static GAP: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(^|[^\\^_}A-Za-z])\{\{|\{\{\s*c[0-9]+::")
                .expect("the pattern is a constant")
        });
        let found = GAP.find(&text[inner..close])?;
        Some(inner + found.start() + found.as_str().find("{{")?)
    });
    nested.map_or(Ok(close), |at| Err((at, ClozeError::Nested)))
}

fn balanced(text: &str, inner: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut open) = (inner, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(|next| matches!(next, b'{' | b'}')) => {
                // An even number of braces is two that are meant, an odd one LaTeX's own.
                at += if run(text, at + 1).is_multiple_of(2) { 2 } else { 1 };
            }
            b'{' => open += 1,
            b'}' if open > 0 => open -= 1,
            b'}' if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            b'}' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// A text without the backslashes that take the meaning of a gap's marks away.
fn plain(text: &str) -> Cow<'_, str> {
    static ESCAPED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\\(::|(?:\{\{)+|(?:\}\})+)(\{|\})?").expect("the pattern is a constant")
    });
    ESCAPED.replace_all(text, |found: &regex::Captures<'_>| {
        // An odd number of braces: the first is LaTeX's own, and so is the backslash.
        let keeps = found.get(2).is_some_and(|brace| found[1].ends_with(brace.as_str()));
        found[0][usize::from(!keeps)..].to_owned()
    })
}

/// Gives each gap without a number its position, or the next number that is free.
fn number(gaps: &mut [Gap]) {
    let mut taken: BTreeSet<u32> =
        gaps.iter().filter(|gap| gap.numbered).map(|gap| gap.number).collect();
    for (position, gap) in (1..).zip(gaps).filter(|(_, gap)| !gap.numbered) {
        gap.number = (position..).find(|number| !taken.contains(number)).unwrap_or(position);
        taken.insert(gap.number);
    }
}

/// Its number is 0 where none is written.
fn gap(text: &str, span: Range<usize>) -> Result<Gap, (usize, ClozeError)> {
    static INNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?s)^\{\{(?:\s*c([0-9]+)::)?\s*((?:[^\\]|\\::|\\)*?)\s*(?:::\s*(.*?)\s*)?\}\}$",
        )
        .expect("the pattern is a constant")
    });
    // As they are typed by mistake, on keyboards of other scripts too.
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\{\{\s*([cCсСｃＣ]\s*\p{Nd}+\s*(?:[:：;|]{1,2}|[.,-]\s*::))")
            .expect("the pattern is a constant")
    });
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\{\{\s*c[0-9]+::").expect("the pattern is a constant"));
    let written = &text[span.clone()];
    if let Some(mark) = MARK.captures(written).filter(|_| !NUMBER.is_match(written)) {
        return Err((span.start, ClozeError::Mark(mark[1].to_owned())));
    }
    let at = span.start;
    let parts = INNER.captures(&text[span.clone()]).ok_or((at, ClozeError::Empty))?;
    let found = |part| Some(parts.get(part)?.range()).filter(|range| !range.is_empty());
    let place = |range: Range<usize>| at + range.start..at + range.end;
    let number = parts.get(1).map(|digits| {
        let number = digits.as_str().parse().ok().filter(|number| (1..=9999).contains(number));
        number.ok_or_else(|| (at, ClozeError::Number(digits.as_str().to_owned())))
    });
    let (numbered, number) = (number.is_some(), number.unwrap_or(Ok(0))?);
    let answer = place(found(2).ok_or((at, ClozeError::Empty))?);
    Ok(Gap { span, number, numbered, answer, hint: found(3).map(place) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The questions of each text, and what they hide.
    #[test]
    fn each_number_makes_a_card_with_other_gaps_filled_in() {
        for (text, cards) in [
            (
                "In {{c1::1789::year}} the {{c2::Bastille}} fell.",
                &[("In [year] the Bastille fell.", "1789"), ("In 1789 the […] fell.", "Bastille")]
                    [..],
            ),
            // Without a number, the position counts.
            (
                "{{Rome}} and {{ Carthage :: city }}",
                &[("[…] and Carthage", "Rome"), ("Rome and [city]", "Carthage")],
            ),
            // Gaps of one number are asked together, each with its hint.
            (
                "{{c1::Romulus}} and {{c1::Remus::his twin}} quarrelled.",
                &[("[…] and [his twin] quarrelled.", "Romulus … Remus")],
            ),
            // A gap without a number takes none that another has.
            (
                "The {{c2::cat}} on the {{mat}}",
                &[("The […] on the mat", "cat"), ("The cat on the […]", "mat")],
            ),
            // Braces in pairs, and marks that a backslash escapes.
            (r"Half: {{c1::\frac{1}{2}}}.", &[("Half: […].", r"\frac{1}{2}")]),
            (r"{{c1::x^{{a}}_{b}::sum}} and {b}", &[("[sum] and {b}", "x^{{a}}_{b}")]),
            (
                r"The set {{c1::\{a\}}} of \{{{c2::b}}\}",
                &[(r"The set […] of \{b\}", r"\{a\}"), (r"The set \{a\} of \{[…]\}", "b")],
            ),
            (r"Use {{c1::std\::vector}} \{{so\}}", &[("Use […] {{so}}", "std::vector")]),
            (r"{{c1::a\::b::c\::d}}", &[("[c::d]", "a::b")]),
            (
                r"$\frac{{{c1::a}}}{{{c2::b}}}$",
                &[(r"$\frac{[…]}{b}$", "a"), (r"$\frac{a}{[…]}$", "b")],
            ),
            ("{{{a}}} and b", &[("[…] and b", "{a}")]),
            // What is in no pairs ends at the first two braces.
            (
                "{{c1::a {b}} and {{c2::{}} end",
                &[("[…] and { end", "a {b"), ("a {b and […] end", "{")],
            ),
        ] {
            let cloze = Cloze::parse(text).unwrap();
            let shown = |hint: Option<&str>| format!("[{}]", hint.unwrap_or("…"));
            let found = cloze
                .numbers()
                .into_iter()
                .map(|number| (cloze.filled(number, shown), cloze.answer(number).into_owned()));
            let own = |(asked, hidden): &(&str, &str)| ((*asked).to_owned(), (*hidden).to_owned());
            assert!(found.eq(cards.iter().map(own)), "{text}");
        }
        let whole = Cloze::parse("In {{c1::1789::year}} the {{Bastille}} fell.").unwrap().whole();
        assert_eq!(whole, "In 1789 the Bastille fell.");
    }

    #[test]
    fn several_gaps_are_typed_as_people_say_them() {
        let joined = |text| Cloze::parse(text).unwrap().joined(1);
        assert_eq!(
            joined("{{c1::Cats}} or {{c1::dogs}} are cute."),
            ["Cats and dogs", "Cats, dogs", "Cats or dogs",]
        );
        assert_eq!(joined("{{c1::a}}, {{c1::b}} and {{c1::c}}"), ["a, b and c", "a, b, c"]);
        assert!(joined("{{c1::Cats}} and {{c2::dogs}}").is_empty());
    }

    #[test]
    fn faults_say_what_was_expected() {
        let fault = |text: &str| Cloze::parse(text).unwrap_err().1.to_string();
        assert_eq!(fault("no gap"), "expected at least one gap, found none");
        assert_eq!(fault("a {{c1::b"), "expected '}}' after this, found the end of the text");
        assert_eq!(fault("a {{c1::b {{c2::c}}}}"), "expected '}}', found another '{{'");
        assert_eq!(fault("a {{c1:: }}"), "expected a text to hide, found an empty gap");
        for wrong in ["C1::", "c1:", "c1 ::", "C1 :", "c1：：", "c1|", "c1.::", "с1::", "c１::"]
        {
            let found = format!("expected a gap number such as 'c1::', found '{wrong}'");
            assert_eq!(fault(&format!("a {{{{{wrong}b}}}}")), found);
        }
        assert!(
            ["{{c1}}", "{{C::b}}", "{{ c1::b}}", "{{c1::C2: b}}", "{{C3, C4}}", "{{C4-plant}}"]
                .into_iter()
                .all(|text| Cloze::parse(text).is_ok())
        );
        for (text, number) in [
            ("a {{1::b}}", 1),
            ("{{1::cat}} on the {{2::mat}}", 1),
            ("{{2::cat}} on the {{1::mat}}", 2),
            ("{{1::cat}} on the {{1::mat::rug}}", 1),
            ("{{c1::cat}} on the {{2::mat}}", 2),
            ("{{ 1 :: cat }} on the {{mat}}", 1),
        ] {
            let found = format!("expected a gap number such as 'c1::', found '{number}::'");
            assert_eq!(fault(text), found, "{text}");
        }
        assert_eq!(fault("a {{c0::b}}"), "expected a gap number of 1 to 9999, found '0'");
    }
}
