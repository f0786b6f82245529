//! Gaps that can be asked, and most likely say something else than was meant: their answer
//! would be shown.

use super::{Cloze, Gap};
use crate::deck::Card;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What stands before `::` in code, and seldom in a gap.
const SCOPES: [&str; 24] = [
    "std",
    "core",
    "alloc",
    "crate",
    "self",
    "super",
    "boost",
    "chrono",
    "filesystem",
    "this_thread",
    "ios",
    "ranges",
    "tokio",
    "serde",
    "Vec",
    "String",
    "Option",
    "Result",
    "HashMap",
    "Box",
    "Arc",
    "static",
    "parent",
    "ActiveRecord",
];

/// Words of hints that ask for a number.
const ASKING: [&str; 14] = [
    "how", "many", "much", "number", "count", "times", "year", "month", "day", "date", "age",
    "degree", "percent", "atomic",
];

/// What is doubtful about the gaps that a card asks: a code, and what they do.
/// What is doubtful about the whole text is said of the first of them.
pub fn doubtful(card: &Card) -> Option<(&'static str, String)> {
    let Some((cloze, number)) = card.gap() else { return gap_in_front(card) };
    let own = || cloze.gaps().iter().filter(|gap| gap.number == number);
    let hint = |gap| cloze.hint(gap).unwrap_or_default();
    let halves = |gap| match cloze.hint(gap) {
        Some(hint) => format!("hides '{}' and shows '{hint}' as its hint", cloze.hidden(gap)),
        None => format!("hides '{}', the number with the answer", cloze.hidden(gap)),
    };
    if let Some(gap) = own().find(|gap| cloze.looks_like_code(gap)) {
        let why = format!("shows '{}' as a hint, which looks like code behind '::'", hint(gap));
        return Some(("code-as-hint", why));
    }
    if let Some(gap) = own().find(|gap| cloze.hides_a_mark(gap)) {
        return Some(("mark-as-answer", halves(gap)));
    }
    if let Some(gap) = own().find(|gap| cloze.has_two_hints(gap)) {
        return Some(("two-hints", halves(gap)));
    }
    let is_first = cloze.numbers().first() == Some(&number);
    let marks = cloze.stray_marks();
    if is_first && !marks.is_empty() {
        let stand = if marks.len() == 1 { "stands" } else { "stand" };
        let why = format!("shows '{}', which {stand} in no gap", marks.join("', '"));
        return Some(("stray-mark", why));
    }
    // Once a note, on the card of such a gap.
    let unnumbered = cloze.gaps().iter().find(|gap| !gap.numbered)?;
    (unnumbered.number == number && cloze.gaps().len() > 1)
        .then(|| ("unnumbered-gap", "has gaps without numbers".to_owned()))
}

/// A question that shows the marks of a gap, and its answer with them.
fn gap_in_front(card: &Card) -> Option<(&'static str, String)> {
    static GAP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\{\{c\d{1,4}::[^{}]+\}\}").expect("the pattern is a constant")
    });
    let prompt = card.prompt();
    let gap = GAP.find(&prompt)?.as_str();
    let why = format!("shows {gap} as it is: a front has no gaps");
    Some(("gap-in-front", why))
}

/// Whether a text is the number of a gap.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('c').unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

impl Cloze {
    /// Whether `::` in a gap most likely stands in code, and parts nothing.
    fn looks_like_code(&self, gap: &Gap) -> bool {
        let Some(hint) = gap.hint.clone() else { return false };
        let (left, right) = (&self.text[gap.answer.clone()], &self.text[hint.clone()]);
        if &self.text[gap.answer.end..hint.start] != "::" {
            return false;
        }
        let around = [
            self.text[..gap.span.start].chars().next_back(),
            self.text[gap.span.end..].chars().next(),
        ];
        let is_quoted = around.into_iter().flatten().any(|c| matches!(c, '`' | '<' | '('))
            && around[1].is_some_and(|c| matches!(c, '`' | '>' | '(' | ';'));
        let is_code = |c: char| matches!(c, '<' | '>' | '(' | ')' | '_' | '&' | '*' | ';' | '=');
        let is_scope = SCOPES.contains(&left.trim_start_matches(|c: char| !c.is_alphanumeric()));
        !right.contains(' ')
            && (is_quoted || is_scope || right.contains("::") || right.chars().any(is_code))
    }

    /// What a gap hides, where it is a number of one or two digits with a hint that asks for
    /// none: maybe it was meant as the number of the gap.
    pub(super) fn bare_number(&self, gap: &Gap) -> Option<u32> {
        let hint = self.text[gap.hint.clone()?].to_lowercase();
        let asks = hint.split_whitespace().any(|word| ASKING.contains(&word));
        let hidden = &self.text[gap.answer.clone()];
        let is_short = (1..=2).contains(&hidden.len());
        hidden.parse().ok().filter(|_| !gap.numbered && is_short && !asks)
    }

    /// Whether what a gap hides looks like the beginning of its number (`{{2::b}}`,
    /// `{{c::b}}`, `{{c1,2::b}}`, `{{c1 b}}`), so that its hint is most likely the answer; or
    /// its hint does.
    fn hides_a_mark(&self, gap: &Gap) -> bool {
        static MARK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:c|cl|cI|[cC]loze ?\d{0,2}|c[-_.#]?\d{1,2}[\d,; ]*|\d{1,2}[).:#c]|[#№]\d{1,2})$")
                .expect("the pattern is a constant")
        });
        static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^c[0-9]{1,2}[ .,-]+\S").expect("the pattern is a constant")
        });
        let hidden = &self.text[gap.answer.clone()];
        match gap.hint.clone().map(|hint| &self.text[hint]) {
            _ if gap.numbered => false,
            Some(hint) => {
                MARK.is_match(hidden) || self.bare_number(gap).is_some() || is_number(hint)
            }
            None => BEGUN.is_match(hidden),
        }
    }

    /// Whether the hint of a gap has another one in it.
    fn has_two_hints(&self, gap: &Gap) -> bool {
        let hint = gap.hint.clone().map_or("", |hint| &self.text[hint]);
        hint.match_indices("::").any(|(at, _)| !hint[..at].ends_with('\\'))
    }

    /// The marks of gaps that stand in none, and are shown with their answers.
    fn stray_marks(&self) -> Vec<String> {
        static MARK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\bc[0-9]{1,4}::|\{[0-9]{1,2}::").expect("the pattern is a constant")
        });
        let outside = self.with(|_| Cow::Borrowed(" "));
        MARK.find_iter(&outside).map(|mark| mark.as_str().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_a_gap_is_told_from_a_hint() {
        let is = |text| {
            let cloze = Cloze::parse(text).unwrap();
            cloze.looks_like_code(&cloze.gaps()[0])
        };
        for code in [
            "{{c1::std::vector}} holds",
            "{{c1::Vec::new()}}",
            "{{c1::a::b::c}}",
            "`{{c1::Foo::bar}}`",
            "{{c1::io::read_line}}",
        ] {
            assert!(is(code), "{code}");
        }
        for hint in [
            "{{c1::Rome::city}}",
            "{{c1::std:: an illness}}",
            "{{c1::mitochondria::organelle}}",
            "{{c1::1789::year}}",
            "({{c1::Paris::capital}})",
            r"{{c1::std\::vector}}",
            "{{c1::Seoul::a city (capital)}}",
        ] {
            assert!(!is(hint), "{hint}");
        }
    }

    #[test]
    fn what_was_meant_as_the_mark_of_a_gap_is_told_from_an_answer() {
        let hides = |text| {
            let cloze = Cloze::parse(text).unwrap();
            cloze.gaps().iter().any(|gap| cloze.hides_a_mark(gap))
        };
        for mark in [
            "a {{2::b}}",
            "{{c1::Cats}} and {{3::dogs}}",
            "{{c::b}}",
            "{{cl::b}}",
            "{{c1,2::b}}",
            "{{c-1::b}}",
            "{{1c::b}}",
            "{{1)::b}}",
            "{{cloze1::b}}",
            "{{#1::b}}",
            "{{c1 b}}",
            "{{cat::c1}}",
        ] {
            assert!(hides(mark), "{mark}");
        }
        for answer in [
            "Rome has {{7::how many}} hills",
            "{{1::how many}} Pope",
            "The {{2::number of}} consuls",
            "In {{1789::year}} it fell",
            "{{c1::3::triumvirs}}",
            "{{c1::c::speed of light}}",
            "{{C::a language}}",
            "{{1}} and {{2}}",
            "{{Rome::1}}",
            "{{c1::c2 b}}",
            "{{carbon 14::an isotope}}",
            "{{C4-plant}}",
        ] {
            assert!(!hides(answer), "{answer}");
        }
    }

    #[test]
    fn two_hints_and_marks_outside_of_gaps_are_found() {
        let two = |text| {
            let cloze = Cloze::parse(text).unwrap();
            cloze.has_two_hints(&cloze.gaps()[0])
        };
        assert!(two("{{c1::fs::read::a call}}") && two("{{a::b::c}}"));
        assert!(
            !two(r"{{c1::fs\::read::a call}}") && !two(r"{{c1::a::b\::c}}") && !two("{{c1::a}}")
        );
        let stray = |text| Cloze::parse(text).unwrap().stray_marks();
        assert_eq!(stray("{{c1::a}} and {c2::b} {3::c}"), ["c2::", "{3::"]);
        assert_eq!(stray("{{c1::a}} and ((c12::b))"), ["c12::"]);
        for text in ["{{c1::a}} and {{c2::b}}", "{{c1::a}} std::vec", "{{c1::a::c2::}} abc1::x"] {
            assert_eq!(stray(text), [""; 0], "{text}");
        }
    }
}
