//! What kind of thing a short answer is, as far as its form tells.

use super::answer::Answer;
use crate::calendar::Span;

/// A kind of answer; answers of one kind can be mistaken for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A date, by one that tells the same parts: both are as precise.
    Date(Span),
    /// The name of a person.
    Person,
    /// A number, with the count of its digits; 0 where it stands in words.
    Number(usize),
    /// Anything else.
    Other,
}

/// The kind of `answer`, in the language of a BCP 47 tag.
pub fn kind(answer: &str, language: &str) -> Kind {
    let digits = answer.chars().filter(char::is_ascii_digit).count();
    let is_number = answer.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '));
    // Four digits are a year.
    if is_number && digits > 0 && digits != 4 {
        return Kind::Number(digits);
    }
    let read = Answer::read(answer, &super::words::primary(language));
    match read.dates.first() {
        Some(first) => Kind::Date(first.shape()),
        None if read.is_number() => Kind::Number(0),
        None if read.is_person() => Kind::Person,
        None => Kind::Other,
    }
}

/// Whether `answer` is a number with a unit, such as `42 km`.
pub fn is_amount(answer: &str, language: &str) -> bool {
    Answer::read(answer, &super::words::primary(language)).is_amount()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_an_answer_tells_its_kind() {
        let kind = |answer| kind(answer, "en");
        assert!(matches!(kind("25 June 1950"), Kind::Date(_)));
        assert_eq!(kind("June 1950"), kind("Sept. 1948"));
        assert_ne!(kind("June 1950"), kind("1950"));
        assert_ne!(kind("June 1950"), kind("June 1950 to May 1951"));
        let shapes = ["1950", "1950s", "19th century", "early 1950", "autumn 1951", "late 1940s"];
        for (at, shape) in shapes.iter().enumerate() {
            assert!(matches!(kind(shape), Kind::Date(_)), "{shape}");
            for other in &shapes[at + 1..] {
                assert_ne!(kind(shape), kind(other), "{shape}, {other}");
            }
        }
        assert_eq!(kind("early 1950"), kind("end of 1951"));
        assert_eq!(kind("autumn 1951"), kind("spring of 1952"));
        assert_eq!(["Omar Bradley", "Kim Il Sung"].map(kind), [Kind::Person, Kind::Person]);
        assert_eq!(["38", "12,000", "four"].map(kind), [2, 5, 0].map(Kind::Number));
        for other in ["the wife of Augustus", "A1", "World War", "Photosynthesis"] {
            assert_eq!(kind(other), Kind::Other, "{other}");
        }
    }
}
