//! Slips of the keys: what a finger or an ear gets wrong, by the length of
//! each word. A slip that may mean something else is none.

use super::normalize::without_spaces;
use super::table::rows;
use super::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Endings that tell words of one stem apart, and beginnings that turn them around.
const ENDINGS: [&[&str]; 5] = [
    &["ate", "ite", "ide"],
    &["ane", "ene", "yne", "ine"],
    &["er", "ee"],
    &["or", "ee"],
    &["ism", "ist"],
];
const BEGINNINGS: [&[&str]; 10] = [
    &["ab", "ad"],
    &["hyper", "hypo"],
    &["inter", "intra"],
    &["macro", "micro"],
    &["im", "ex", "em"],
    &["in", "ex"],
    &["endo", "exo", "ecto"],
    &["ante", "anti"],
    &["pre", "pro"],
    &["over", "under"],
];
const REVERSALS: [&str; 12] =
    ["un", "in", "im", "il", "ir", "dis", "non", "anti", "de", "a", "mis", "counter"];
/// Pairs of words that a slip would make of each other.
static PAIRS: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    let pairs =
        rows(include_str!("../../data/judge/apart.txt")).filter_map(|row| row.split_once(' '));
    pairs.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
});
/// Shorter words have no slips; this long ones only swapped letters.
const SWAPPED: usize = 4;
const ROWS: [&str; 6] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz", "azerty", "qsdfg"];
/// Letters that sound alike.
const SOUNDS: [&str; 10] = ["aeiouy", "ckq", "csz", "fvw", "td", "bp", "gj", "mn", "lr", "iyj"];

/// What a slip costs: one for each wrong key; none where it is no slip.
pub(super) fn cost(given: &str, expected: &str) -> Option<usize> {
    if expected.is_empty() || !agree_where_exactness_counts(given, expected) {
        return None;
    }
    if given.split(' ').count() != expected.split(' ').count() {
        return joined(given, expected);
    }
    let costs = given.split(' ').zip(expected.split(' ')).map(|(a, b)| of_word(a, b));
    let most = budget_of_text(expected.chars().count());
    costs.sum::<Option<usize>>().filter(|cost| *cost <= most)
}

/// A space too many or too few beside a slip; but `vitamin A` is not `vitamin`.
fn joined(given: &str, expected: &str) -> Option<usize> {
    let [a, b] = [given, expected].map(without_spaces);
    let has_letters = |form: &str| form.split(' ').any(|word| word.chars().count() < 3);
    if a.contains(' ') || b.contains(' ') || has_letters(given) || has_letters(expected) {
        return None;
    }
    let longest = expected.split(' ').map(|word| word.chars().count()).max()?;
    of_word(&a, &b).filter(|cost| *cost <= budget(longest))
}

/// Digits, ideographs and denials are never a matter of keys.
fn agree_where_exactness_counts(given: &str, expected: &str) -> bool {
    let exact = |text: &str| text.chars().filter(|c| is_exact(*c)).collect::<String>();
    exact(given) == exact(expected) && words::negations(given) == words::negations(expected)
}

fn is_exact(character: char) -> bool {
    character.is_numeric()
        || matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
        || !character.is_alphabetic() && character != ' '
}

/// One key in five letters, two in nine; shorter words must be exact, but for
/// two letters that changed places in a word of four.
fn budget(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

fn budget_of_text(letters: usize) -> usize {
    match letters {
        0..=8 => 1,
        9..=15 => 2,
        16..=40 => 3,
        _ => 4,
    }
}

/// What a slip in a single word costs.
pub(super) fn of_word(given: &str, expected: &str) -> Option<usize> {
    if given == expected {
        return Some(0);
    }
    let [a, b]: [Vec<char>; 2] = [given, expected].map(|word| word.chars().collect());
    if b.len() == SWAPPED && a.len() == SWAPPED {
        return (is_one_swap(&a, &b) && !differ_in_meaning(given, expected)).then_some(1);
    }
    let most = budget(b.len());
    // The first key is seldom missed: `Zambia` is not `Gambia`.
    let begin_alike = a.first() == b.first() || is_swapped(&a, &b);
    let may_be_slip =
        a.len().abs_diff(b.len()) <= most && begin_alike && !differ_in_meaning(given, expected);
    (1..=most).find(|&budget| may_be_slip && reaches(&a, &b, budget, Last::Same))
}

fn is_one_swap(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    is_swapped(a, b) && a[2..] == b[2..]
}

fn differ_in_meaning(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    PAIRS.contains(&(a, b))
        || REVERSALS.iter().any(|reversal| long.strip_prefix(reversal) == Some(short))
        || BEGINNINGS.iter().any(|all| {
            let of = |word: &str| all.iter().position(|start| word.starts_with(start));
            of(a).zip(of(b)).is_some_and(|(a, b)| a != b)
        })
        || ENDINGS.iter().any(|all| {
            let stem = |word: &'_ str| {
                let end = all.iter().find(|end| word.ends_with(*end))?;
                Some((word[..word.len() - end.len()].to_owned(), *end))
            };
            stem(a).zip(stem(b)).is_some_and(|(a, b)| a.0 == b.0 && a.1 != b.1)
        })
}

/// The latest change; two letters in a row are not left out by a slip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Same,
    Extra,
    Missing,
}

/// Whether `a` becomes `b` by wrong, missing, extra and swapped keys that
/// cost at most `budget`. Takes time in proportion to the shorter, times a
/// constant to the power of the budget.
fn reaches(a: &[char], b: &[char], budget: usize, last: Last) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let last = if same > 0 { Last::Same } else { last };
    let (a, b) = (&a[same..], &b[same..]);
    if a.is_empty() && b.is_empty() {
        return true;
    }
    budget > 0
        && (leaves_out(a, b, budget - 1, last)
            || is_swapped(a, b) && reaches(&a[2..], &b[2..], budget - 1, Last::Same)
            || is_replaced(a, b, budget))
}

fn leaves_out(a: &[char], b: &[char], budget: usize, last: Last) -> bool {
    !a.is_empty() && last != Last::Extra && reaches(&a[1..], b, budget, Last::Extra)
        || !b.is_empty() && last != Last::Missing && reaches(a, &b[1..], budget, Last::Missing)
}

fn is_swapped(a: &[char], b: &[char]) -> bool {
    a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0]
}

fn is_replaced(a: &[char], b: &[char], budget: usize) -> bool {
    let (Some(x), Some(y)) = (a.first(), b.first()) else { return false };
    let price = if is_likely(*x, *y) { 1 } else { 2 };
    budget >= price && reaches(&a[1..], &b[1..], budget - price, Last::Same)
}

/// Neighbours on the keyboard or in sound. What other alphabets neighbour
/// is not known here.
fn is_likely(a: char, b: char) -> bool {
    let both = |list: &str| list.contains(a) && list.contains(b);
    let adjacent =
        |row: &&str| row.find(a).zip(row.find(b)).is_some_and(|(a, b)| a.abs_diff(b) == 1);
    !(a.is_ascii() && b.is_ascii())
        || SOUNDS.iter().any(|sound| both(sound))
        || ROWS.iter().any(adjacent)
}
