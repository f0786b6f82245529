//! Cloze texts: `{{c1::hidden::hint}}`, `{{c1::hidden}}`, `{{hidden}}` and
//! `{{hidden::hint}}`. A gap without a number takes its position.

use regex::Regex;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// A text with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cloze {
    #[serde(rename = "cloze")]
    text: String,
    #[serde(skip)]
    gaps: Vec<Gap>,
}

/// One gap; ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The braces and what is between them.
    pub span: Range<usize>,
    /// From `cN`, else the position from 1.
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
        while let Some(open) = text[from..].find("{{").map(|at| from + at) {
            let inner = open + 2;
            let length = text[inner..].find("}}").ok_or((open, ClozeError::Unclosed))?;
            from = inner + length + 2;
            if let Some(nested) = text[inner..inner + length].find("{{") {
                return Err((inner + nested, ClozeError::Nested));
            }
            gaps.push(gap(&text, open..from, gaps.len() as u32 + 1)?);
        }
        match gaps.is_empty() {
            true => Err((0, ClozeError::NoGap)),
            false => Ok(Self { text, gaps }),
        }
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
        let first = hidden.next().map_or("", |gap| &self.text[gap.answer.clone()]);
        hidden.fold(Cow::Borrowed(first), |answer, gap| {
            Cow::Owned(format!("{answer} … {}", &self.text[gap.answer.clone()]))
        })
    }

    /// The text that asks gap `number`: `shown` makes of the hint what stands
    /// there, further gaps of the same number are hidden, others filled in.
    pub fn filled(&self, number: u32, shown: impl Fn(Option<&str>) -> String) -> String {
        let mut is_first = true;
        self.with(|gap| match gap.number == number {
            false => Cow::Borrowed(&self.text[gap.answer.clone()]),
            true if std::mem::take(&mut is_first) => {
                Cow::Owned(shown(gap.hint.clone().map(|hint| &self.text[hint])))
            }
            true => Cow::Borrowed("[…]"),
        })
    }

    /// The text with all gaps filled in.
    pub fn whole(&self) -> String {
        self.with(|gap| Cow::Borrowed(&self.text[gap.answer.clone()]))
    }

    fn with<'a>(&'a self, mut put: impl FnMut(&'a Gap) -> Cow<'a, str>) -> String {
        let (mut out, mut end) = (String::with_capacity(self.text.len()), 0);
        for gap in &self.gaps {
            out.push_str(&self.text[end..gap.span.start]);
            out.push_str(&put(gap));
            end = gap.span.end;
        }
        out + &self.text[end..]
    }
}

/// The text as written.
impl fmt::Display for Cloze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn gap(text: &str, span: Range<usize>, position: u32) -> Result<Gap, (usize, ClozeError)> {
    static INNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)^\{\{(?:\s*c([0-9]+)::)?\s*(.*?)\s*(?:::\s*(.*?)\s*)?\}\}$")
            .expect("the pattern is a constant")
    });
    let at = span.start;
    let parts = INNER.captures(&text[span.clone()]).ok_or((at, ClozeError::Empty))?;
    let found = |part| Some(parts.get(part)?.range()).filter(|range| !range.is_empty());
    let place = |range: Range<usize>| at + range.start..at + range.end;
    let number = parts.get(1).map(|digits| {
        let number = digits.as_str().parse().ok().filter(|number| (1..=9999).contains(number));
        number.ok_or_else(|| (at, ClozeError::Number(digits.as_str().to_owned())))
    });
    let (numbered, number) = (number.is_some(), number.unwrap_or(Ok(position))?);
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
            // Gaps of one number are asked together.
            (
                "{{c1::Romulus}} and {{c1::Remus}} quarrelled.",
                &[("[…] and […] quarrelled.", "Romulus … Remus")],
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
    fn faults_say_what_was_expected() {
        let fault = |text| Cloze::parse(text).unwrap_err().1.to_string();
        assert_eq!(fault("no gap"), "expected at least one gap, found none");
        assert_eq!(fault("a {{c1::b"), "expected '}}' after this, found the end of the text");
        assert_eq!(fault("a {{c1::b {{c2::c}}}}"), "expected '}}', found another '{{'");
        assert_eq!(fault("a {{c1:: }}"), "expected a text to hide, found an empty gap");
        assert_eq!(fault("a {{c0::b}}"), "expected a gap number of 1 to 9999, found '0'");
    }
}
