//! Cloze texts: `{{c1::hidden::hint}}`, `{{c1::hidden}}`, `{{hidden}}` and
//! `{{hidden::hint}}`. A gap without a number takes its position.

use super::Content;
use std::collections::BTreeSet;
use std::ops::Range;

/// A text with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cloze<'a> {
    text: &'a str,
    gaps: Vec<Gap<'a>>,
}

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The braces and what is between them, in bytes of the text.
    pub span: Range<usize>,
    /// From `cN`, else the position from 1.
    pub number: u32,
    /// Whether the number was written.
    pub numbered: bool,
    /// What is hidden.
    pub answer: &'a str,
    /// Shown in the gap.
    pub hint: Option<&'a str>,
}

/// What is wrong with a cloze text; offsets are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClozeError {
    /// There is no gap.
    #[error("expected at least one gap, found none")]
    NoGap,
    /// Braces are opened and not closed.
    #[error("expected '}}}}' after this, found the end of the text")]
    Unclosed(usize),
    /// A gap stands in a gap.
    #[error("expected '}}}}', found another '{{{{'")]
    Nested(usize),
    /// A gap hides nothing.
    #[error("expected a text to hide, found an empty gap")]
    Empty(usize),
    /// The number is 0 or has more than four digits.
    #[error("expected a gap number of 1 to 9999, found '{1}'")]
    Number(usize, String),
}

impl ClozeError {
    /// Where in the text, in bytes.
    pub fn offset(&self) -> usize {
        match self {
            Self::NoGap => 0,
            Self::Unclosed(at) | Self::Nested(at) | Self::Empty(at) | Self::Number(at, _) => *at,
        }
    }
}

impl<'a> Cloze<'a> {
    /// Finds all gaps of `text`.
    pub fn parse(text: &'a str) -> Result<Self, ClozeError> {
        let mut gaps = Vec::new();
        let mut from = 0;
        while let Some(open) = text[from..].find("{{").map(|at| from + at) {
            let inner = open + 2;
            let length = text[inner..].find("}}").ok_or(ClozeError::Unclosed(open))?;
            let close = inner + length + 2;
            if let Some(nested) = text[inner..inner + length].find("{{") {
                return Err(ClozeError::Nested(inner + nested));
            }
            let position = gaps.len() as u32 + 1;
            gaps.push(gap(open..close, &text[inner..inner + length], position)?);
            from = close;
        }
        if gaps.is_empty() {
            return Err(ClozeError::NoGap);
        }
        Ok(Self { text, gaps })
    }

    /// All gaps, in order.
    pub fn gaps(&self) -> &[Gap<'a>] {
        &self.gaps
    }

    /// The different gap numbers, ascending: a card for each.
    pub fn numbers(&self) -> BTreeSet<u32> {
        self.gaps.iter().map(|gap| gap.number).collect()
    }

    /// The content of the card that asks gap `number`: other gaps are filled
    /// in; further gaps of the same number are hidden and part of the answer.
    pub fn content(&self, number: u32) -> Content {
        let mut before = String::new();
        let mut after = String::new();
        let mut answers: Vec<&str> = Vec::new();
        let mut hint = None;
        let mut end = 0;
        for gap in &self.gaps {
            let target = if answers.is_empty() { &mut before } else { &mut after };
            target.push_str(&self.text[end..gap.span.start]);
            end = gap.span.end;
            if gap.number != number {
                target.push_str(gap.answer);
                continue;
            }
            if answers.is_empty() {
                hint = gap.hint.map(str::to_owned);
            } else {
                after.push_str("[…]");
            }
            answers.push(gap.answer);
        }
        after.push_str(&self.text[end..]);
        Content::Cloze { before, answer: answers.join(" … "), after, hint }
    }
}

fn gap(span: Range<usize>, inner: &str, position: u32) -> Result<Gap<'_>, ClozeError> {
    let at = span.start;
    let (number, rest) = match numbered(inner) {
        Some((digits, rest)) => {
            let number = digits.parse().ok().filter(|number| (1..=9999).contains(number));
            (Some(number.ok_or_else(|| ClozeError::Number(at, digits.to_owned()))?), rest)
        }
        None => (None, inner),
    };
    let (answer, hint) = match rest.split_once("::") {
        Some((answer, hint)) => (answer, Some(hint.trim()).filter(|hint| !hint.is_empty())),
        None => (rest, None),
    };
    let answer = answer.trim();
    if answer.is_empty() {
        return Err(ClozeError::Empty(at));
    }
    Ok(Gap { span, number: number.unwrap_or(position), numbered: number.is_some(), answer, hint })
}

/// `c12::rest` → `12`, `rest`.
fn numbered(inner: &str) -> Option<(&str, &str)> {
    let (digits, rest) = inner.trim_start().strip_prefix('c')?.split_once("::")?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((digits, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str, number: u32) -> (String, String, String, Option<String>) {
        match Cloze::parse(text).unwrap().content(number) {
            Content::Cloze { before, answer, after, hint } => (before, answer, after, hint),
            other => panic!("expected a cloze, found {other:?}"),
        }
    }

    #[test]
    fn each_number_makes_a_card_with_other_gaps_filled_in() {
        let text = "In {{c1::1789::year}} the {{c2::Bastille}} fell.";
        assert_eq!(Cloze::parse(text).unwrap().numbers().into_iter().collect::<Vec<_>>(), [1, 2]);
        let own = |s: &str| s.to_owned();
        assert_eq!(
            content(text, 1),
            (own("In "), own("1789"), own(" the Bastille fell."), Some(own("year")))
        );
        assert_eq!(content(text, 2), (own("In 1789 the "), own("Bastille"), own(" fell."), None));
    }

    #[test]
    fn gaps_without_number_take_their_position() {
        let cloze = Cloze::parse("{{Rome}} and {{Carthage::city}}").unwrap();
        let found: Vec<_> = cloze.gaps().iter().map(|g| (g.number, g.answer, g.hint)).collect();
        assert_eq!(found, [(1, "Rome", None), (2, "Carthage", Some("city"))]);
    }

    #[test]
    fn gaps_of_one_number_are_asked_together() {
        let (before, answer, after, _) =
            content("{{c1::Romulus}} and {{c1::Remus}} quarrelled.", 1);
        assert_eq!((&*before, &*answer, &*after), ("", "Romulus … Remus", " and […] quarrelled."));
    }

    #[test]
    fn faults_say_what_was_expected() {
        let fault = |text| Cloze::parse(text).unwrap_err().to_string();
        assert_eq!(fault("no gap"), "expected at least one gap, found none");
        assert_eq!(fault("a {{c1::b"), "expected '}}' after this, found the end of the text");
        assert_eq!(fault("a {{c1::b {{c2::c}}}}"), "expected '}}', found another '{{'");
        assert_eq!(fault("a {{c1:: }}"), "expected a text to hide, found an empty gap");
        assert_eq!(fault("a {{c0::b}}"), "expected a gap number of 1 to 9999, found '0'");
    }
}
