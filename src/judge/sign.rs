//! Signs that tell answers apart: a minus, a power, the brackets of an interval.
//! They become characters that folding keeps; all others fold to blanks.

use super::table::rows;
use crate::base::fold::fold;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Stand for signs that folding would make a blank.
const POWER: char = '⌃';
const TIMES: char = '×';
const OVER: char = '∕';
const RATIO: char = '∶';
const FACTORIAL: char = '❗';
const NOT: char = '¬';
const PRIME: char = '⋰';
const JOIN: char = '⎵';
const BRACKETS: [(char, char); 6] =
    [('(', '❨'), (')', '❩'), ('[', '⟦'), (']', '⟧'), ('{', '❴'), ('}', '❵')];
/// What is written with several characters.
const DIGRAPHS: [(&str, &str); 15] = [
    ("plus or minus ", "±"),
    ("+/-", "±"),
    ("+-", "±"),
    ("<->", " ↔ "),
    ("->", " → "),
    ("=>", " ⇒ "),
    ("<=", "≤"),
    (">=", "≥"),
    ("!=", "≠"),
    ("**", "^"),
    ("÷", "/"),
    ("″", "''"),
    ("sqrt ", "√"),
    ("sqrt", "√"),
    ("infinity", "∞"),
];
/// Words of formulas.
const FUNCTIONS: &str = " sin cos tan cot sec log ln exp lim max min mod det sqrt pi ";
const OPERATORS: &str = "+*/^=<>!~_|:·⋅×÷√∫∑∞≤≥≠±¬'’′";

/// Whether it is a dash of any kind.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－')
}

/// `text` with the signs that count as characters that folding keeps, a range
/// with the word `to`, and all other dashes as blanks.
pub(super) fn kept(text: &str) -> String {
    let text = DIGRAPHS.iter().fold(lowered(text), |text, (from, to)| text.replace(from, to));
    let text = one_way(text);
    let chars: Vec<char> = text.chars().collect();
    let signs = Signs { is_formula: is_formula(&chars), has_brackets: has_brackets(&chars), chars };
    (0..signs.chars.len()).map(|at| signs.at(at)).collect()
}

/// Formulas in one of their notations: brackets around a single thing behind `_`, `^` and
/// `√`, charges, powers and notes of music that are spoken.
fn one_way(text: String) -> String {
    static WAYS: LazyLock<[(Regex, &str); 10]> = LazyLock::new(|| {
        let ways = [
            (r"_\{(\w+)\}", "_$1"),
            (r"\b((?:sin|cos|tan|cot|sec|log|ln|exp)(?:_\w+)?)\s*\((\w+)\)", "$1 $2"),
            (r"\b([A-Ga-g])(?:♯|#\B)", "$1 sharp"),
            (r"\b(?:([A-Ga-g])♭|([A-G])b\b)", "$1$2 flat"),
            (r"([\^√])\s*(?:\(\s*([+−-]?\w+)\s*\)|\{\s*([+−-]?\w+)\s*\})", "$1$2$3"),
            (r"^(\S*[\p{L}\d])(?:\^|\s+)\{?(\d?[+−–-])\}?$", "$1$2"),
            (r"(?i)^(GROUP)\s+(?:negative|neg)\.?$", "$1-"),
            (r"(?i)^(GROUP)\s+(?:positive|pos|plus)\.?$", "$1+"),
            (r"(?i)\b(\p{L})\s+squared\b", "$1^2"),
            (r"(?i)\bpi\b", "π"),
        ];
        let groups = rows(include_str!("../../data/judge/blood_groups.txt"));
        let group = groups.flat_map(str::split_whitespace).collect::<Vec<_>>().join("|");
        ways.map(|(way, one)| {
            let way = way.replace("GROUP", &group);
            (Regex::new(&way).expect("the pattern is a constant"), one)
        })
    });
    WAYS.iter().fold(text, |text, (way, one)| way.replace_all(&text, *one).into_owned())
}

/// Superscripts as what they are short for: `x^2`, but `Ca2+`.
pub(super) fn lowered(text: &str) -> String {
    let raised = |c: char| {
        let place = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣʸᵃᵇ".chars().position(|other| other == c)?;
        "0123456789+-nxyab".chars().nth(place)
    };
    let mut lowered = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let Some(first) = raised(c) else {
            lowered.push(c);
            continue;
        };
        let mut run = String::from(first);
        while let Some(next) = rest.peek().copied().and_then(raised) {
            run.push(next);
            rest.next();
        }
        // A charge stands behind its ion.
        if !run.ends_with(['+', '-']) && !lowered.ends_with('^') {
            lowered.push('^');
        }
        lowered.push_str(&run);
    }
    lowered
}

/// Subscripts as they are typed: `x_1`; none where there are none.
pub(super) fn with_typed_subscripts(text: &str) -> Option<String> {
    let lowered =
        |c: char| matches!(c, '\u{2080}'..='\u{208E}' | '\u{2090}'..='\u{209C}' | 'ᵢ'..='ᵥ' | 'ⱼ');
    let mut typed = String::with_capacity(text.len());
    let mut is_open = false;
    for c in text.chars() {
        let opens = lowered(c) && !is_open;
        is_open = lowered(c);
        typed.extend(opens.then_some('_').into_iter().chain([c]));
    }
    (typed != text).then_some(typed)
}

/// Whether one of two texts is the other with other signs in front of its single word:
/// `#a` and `a`, `.NET` and `NET`. Quotation marks, brackets and what stands around the
/// whole word are no such signs.
pub(super) fn differ(a: &str, b: &str) -> bool {
    let word = |text: &str| fold(text).trim().to_owned();
    marked(a).zip(marked(b)).is_some_and(|((signs, a), (others, b))| {
        // `\\d` and `\\D`
        let counts = signs != others || signs.starts_with('\\') && a != b;
        counts && word(a) == word(b)
    })
}

/// Whether two texts differ in nothing but the case of letters of Greek that stand alone:
/// `Δx` and `δx`. In words of Greek they stand side by side.
pub(super) fn differ_in_greek(a: &str, b: &str) -> bool {
    let greek = |text: &str| text.chars().filter(|c| is_greek(*c)).collect::<String>();
    stand_alone(a) && greek(a) != greek(b) && a.to_lowercase() == b.to_lowercase()
}

fn is_greek(c: char) -> bool {
    matches!(c, 'Α'..='Ω' | 'α'..='ω')
}

fn stand_alone(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    !chars.windows(2).any(|pair| is_greek(pair[0]) && is_greek(pair[1]))
}

/// The names of letters of Greek that stand alone beside words or letters and nothing
/// else: `alpha-helix`, `delta x`. None where there are none.
pub(super) fn with_greek_names(text: &str) -> Option<String> {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        rows(include_str!("../../data/judge/greek.txt"))
            .filter_map(|row| row.split_once(' '))
            .collect()
    });
    let is_plain = |c: char| c.is_alphabetic() || c == ' ' || is_dash(c);
    if !text.contains(is_greek) || !stand_alone(text) || !text.chars().all(is_plain) {
        return None;
    }
    let name =
        |c: char| NAMES.get(c.to_lowercase().to_string().as_str()).map(|name| format!(" {name} "));
    Some(text.chars().map(|c| name(c).unwrap_or_else(|| c.to_string())).collect())
}

/// Signs that are part of the word that they stand before, in code above all.
const SIGILS: &str = "#@$%&*~¬!/\\:.=";

/// The signs in front of a single word, in one of their notations, and the word.
fn marked(text: &str) -> Option<(String, &str)> {
    let word = text.trim_start_matches(|c: char| SIGILS.contains(c) || is_dash(c));
    let marks = &text[..text.len() - word.len()];
    let (word, tail) = behind(word);
    let is_word = word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !word.contains(char::is_whitespace);
    // `*Rome*`, `...Rome`, `-Rome`
    let is_around = marks.chars().next().is_some_and(|first| text.ends_with(first));
    let is_dots = marks.len() > 1 && marks.bytes().all(|byte| byte == b'.');
    let is_bullet = marks.chars().count() == 1 && marks.chars().all(is_dash);
    let marks =
        if is_around || is_dots || is_bullet { String::new() } else { [marks, tail].concat() };
    let marks = marks.replace(is_dash, "-");
    is_word.then(|| (marks.replace(['~', '¬'], "!"), word))
}

/// A word of one letter or two and the stars behind it: `A*`.
fn behind(word: &str) -> (&str, &str) {
    let bare = word.trim_end_matches('*');
    if bare.chars().count() > 2 { (word, "") } else { word.split_at(bare.len()) }
}

/// Letters stand alone or name functions, beside digits or operators.
fn is_formula(chars: &[char]) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit();
    let operates = |c: &char| OPERATORS.contains(*c) || is_dash(*c) || "()[]{}".contains(*c);
    let is_strong = chars.iter().any(|c| is_digit(c) || "^=+*<>".contains(*c));
    let fits = |run: &[char]| match run.len() {
        0 | 1 => true,
        2 if is_strong => true,
        _ => {
            let word: String = run.iter().collect();
            FUNCTIONS.contains(&format!(" {} ", word.to_lowercase()))
        }
    };
    chars.iter().any(|c| is_digit(c) || operates(c))
        && chars.iter().any(operates)
        && chars.split(|c| !c.is_alphabetic()).all(fits)
}

/// Whether brackets do more than stand around a single thing.
fn has_brackets(chars: &[char]) -> bool {
    let opens = chars.first().is_some_and(|c| "([{".contains(*c));
    let closes = chars.last().is_some_and(|c| ")]}".contains(*c));
    let inner = if opens { &chars[1..] } else { chars };
    // `(-5)` is one thing.
    let inner = match inner {
        [first, rest @ ..] if opens && is_dash(*first) => rest,
        _ => inner,
    };
    let inner = match inner {
        [rest @ .., _] if closes => rest,
        _ => inner,
    };
    let has_more = |c: &char| ",;".contains(*c) || "+*/^=<>()[]{}".contains(*c) || is_dash(*c);
    !(opens || closes) || inner.iter().any(has_more)
}

struct Signs {
    chars: Vec<char>,
    is_formula: bool,
    has_brackets: bool,
}

impl Signs {
    fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    /// What stands before, blanks aside.
    fn left(&self, at: usize) -> Option<char> {
        self.chars[..at].iter().rev().copied().find(|c| !c.is_whitespace())
    }

    /// What stands behind, blanks aside.
    fn right(&self, at: usize) -> Option<char> {
        self.chars[at + 1..].iter().copied().find(|c| !c.is_whitespace())
    }

    /// What stands for the character at a place.
    fn at(&self, at: usize) -> String {
        let c = self.chars[at];
        let (left, right) = (self.left(at), self.right(at));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_operand =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "()∂∇√∞∑∫".contains(c));
        let is_between = is_operand(left) && is_operand(right);
        let near_digit = is_digit(left) || is_digit(right);
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let kept = match c {
            _ if is_dash(c) => return self.dash(at),
            '+' if left.is_none() && is_digit(self.get(at + 1)) => ' ',
            '^' => POWER,
            '_' if touches(self.before(at)) && touches(self.get(at + 1)) => JOIN,
            '*' if self.is_formula && left.is_none() && touches(self.get(at + 1)) => TIMES,
            '*' | '·' | '⋅' | '∙' if is_between && (self.is_formula || near_digit) => TIMES,
            '/' if self.before(at) == Some('<') => OVER,
            '/' if is_between && (self.is_formula || near_digit) => OVER,
            ':' if self.get(at + 1) == Some('=') => RATIO,
            ':' if is_between && (self.is_formula || is_digit(left) && is_digit(right)) => RATIO,
            ',' if self.is_formula && self.has_brackets && "([{".contains(self.chars[0]) => ' ',
            '!' if self.is_formula && is_operand(left) => FACTORIAL,
            '!' | '~' if self.is_formula && is_operand(self.get(at + 1)) => NOT,
            '\'' | '’' | '′' if self.is_prime(at) => PRIME,
            '°' if is_digit(left) && !right.is_some_and(|c| "CFcf".contains(c)) => {
                return " degree ".to_owned();
            }
            '‰' => return " permille ".to_owned(),
            '§' => return " section ".to_owned(),
            _ if self.is_formula && self.has_brackets => {
                BRACKETS.iter().find(|(bracket, _)| *bracket == c).map_or(c, |(_, kept)| *kept)
            }
            _ => c,
        };
        kept.to_string()
    }

    /// `f'`, but no quotation mark.
    fn is_prime(&self, at: usize) -> bool {
        let is_mark = |c: char| matches!(c, '\'' | '’' | '‘' | '′' | '"');
        let behind = |c: char| c.is_alphabetic() || c == ')' || is_mark(c);
        self.is_formula
            && self.before(at).is_some_and(behind)
            && !self.get(at + 1).is_some_and(char::is_alphabetic)
            && !self.get(0).is_some_and(is_mark)
    }

    /// A minus, the middle of a range, or no sign.
    fn dash(&self, at: usize) -> String {
        let (before, after) = (self.before(at), self.get(at + 1));
        let (left, right) = (self.left(at), self.right(at));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let minus = " − ".to_owned();
        if is_digit(left) && is_digit(right) {
            return " to ".to_owned();
        }
        let is_free =
            |c: char| c.is_whitespace() || "([{,;$€£¥|".contains(c) || "+*/^=<>:×÷±≤≥".contains(c);
        let is_number = |c: char| c.is_ascii_digit() || ".∞$€£¥(".contains(c) && c != ' ';
        let opens = before.is_none_or(is_free);
        if opens && right.is_some_and(is_number) && (after == right || left.is_none_or(is_free)) {
            return minus;
        }
        let is_variable = |c: char| c.is_alphabetic() && (self.is_formula || self.is_alone(at + 1));
        let variable = if self.is_formula && left.is_none() { right } else { after };
        if opens && variable.is_some_and(is_variable) {
            return minus;
        }
        match (left, right) {
            (Some(_), None) if self.is_charged(at) => minus,
            (Some(left), Some(_)) if self.is_formula && self.parts(at, left) => minus,
            _ => " ".to_owned(),
        }
    }

    /// Whether a letter has none beside it.
    fn is_alone(&self, at: usize) -> bool {
        !self.get(at + 1).is_some_and(|c| c.is_alphanumeric() || is_dash(c))
    }

    /// `B-`, `AB-`, `Cl-`: a grade, a blood group, an ion.
    fn is_charged(&self, at: usize) -> bool {
        let start = self.chars[..at].iter().rposition(|c| c.is_whitespace()).map_or(0, |at| at + 1);
        let token = &self.chars[start..at];
        let letters = token.iter().filter(|c| c.is_alphabetic()).count();
        token.first().is_some_and(|c| c.is_uppercase()) && (1..=3).contains(&letters)
    }

    /// Whether a dash in a formula subtracts: `n-1`, `N - 1`, but not `T-34` or `Ki-67`.
    fn parts(&self, at: usize, left: char) -> bool {
        let is_spaced = self.before(at).is_some_and(char::is_whitespace);
        let operates = self.chars.iter().any(|c| "+*/^=<>()×÷".contains(*c));
        let is_alone =
            !at.checked_sub(2).and_then(|at| self.get(at)).is_some_and(char::is_alphabetic);
        is_spaced || operates || left.is_lowercase() && is_alone
    }
}
