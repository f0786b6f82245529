//! What kind of thing a short answer is, as far as its form tells.

use super::{date, name};

/// A kind of answer; answers of one kind can be mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A date, with the parts that it has: year, month, day, other.
    Date([bool; 4]),
    /// A name of several words.
    Name,
    /// A number, with the count of its digits.
    Number(usize),
    /// Anything else.
    Other,
}

/// The kind of `answer`.
pub fn kind(answer: &str) -> Kind {
    if let Some(parts) = date::parts(answer) {
        return Kind::Date(parts);
    }
    let digits = answer.chars().filter(char::is_ascii_digit).count();
    if digits > 0 && answer.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ')) {
        return Kind::Number(digits);
    }
    match name::looks_like_a_name(answer) {
        true => Kind::Name,
        false => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_an_answer_tells_its_kind() {
        assert_eq!(kind("25 June 1950"), Kind::Date([true, true, true, false]));
        assert_eq!(kind("June 1950"), kind("Sept. 1948"));
        assert_ne!(kind("June 1950"), kind("1950"));
        assert_eq!(kind("Omar Bradley"), Kind::Name);
        assert_eq!(kind("38"), Kind::Number(2));
        assert_eq!(kind("12,000"), Kind::Number(5));
        assert_eq!(kind("the wife of Augustus"), Kind::Other);
        assert_eq!(kind("A1"), Kind::Other);
    }
}
