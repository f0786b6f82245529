//! What an expected answer leaves to the learner: parts in parentheses, and
//! alternatives that a slash parts.

use super::words;

/// At most so many, so that an answer full of parentheses costs no more.
const MAX: usize = 8;

/// The answer itself, then what else the author would call it.
///
/// Parentheses that stand free may be left out, unless they hold a denial or
/// a Roman numeral: `Kim Il Sung (North Korea)`, but `iron (III) oxide`.
/// Inside a word up to three letters may be: `colo(u)r`.
///
/// A slash parts whole answers only with a space on both sides, up to three
/// words each, all capitalised or all not, without digits: `Burma / Myanmar`.
/// Anything else is one answer: `AC/DC`, `km/h`, `and/or`, `9/11`.
pub(super) fn variants(text: &str) -> Vec<String> {
    let text = text.replace('（', " (").replace('）', ") ");
    let mut found = vec![text.clone()];
    found.extend(without_parentheses(&text));
    let sides = sides(found.last().unwrap_or(&text));
    found.extend(long_form(&text));
    // Two gaps of one number, joined as a sentence would.
    found.extend(text.contains(" … ").then(|| text.replace(" … ", " and ")));
    found.extend(sides);
    found.truncate(MAX);
    found
}

/// `Franklin D. Roosevelt` of `FDR (Franklin D. Roosevelt)`, whichever stands first.
fn long_form(text: &str) -> Option<String> {
    let (before, inside) = text.trim().strip_suffix(')')?.split_once(" (")?;
    let initials = |text: &str| -> String {
        let words = text.split([' ', '-']).filter_map(|word| word.chars().next());
        words.filter(|first| first.is_uppercase()).collect()
    };
    let is_short = |short: &str, long: &str| {
        let short = short.replace('.', "");
        short.chars().count() > 1 && !short.contains(' ') && short == initials(long)
    };
    let is_it = is_short(before, inside) || is_short(inside, before);
    is_it.then(|| inside.to_owned())
}

fn without_parentheses(text: &str) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('(')
        && let Some((inside, after)) = opened.split_once(')')
    {
        kept.push_str(before);
        if !is_optional(&kept, inside, after) {
            kept.push_str(&format!("({inside})"));
        }
        rest = after;
    }
    kept.push_str(rest);
    let is_shorter = kept.trim() != text.trim() && kept.chars().any(char::is_alphanumeric);
    is_shorter.then(|| kept.trim().to_owned())
}

fn is_optional(before: &str, inside: &str, after: &str) -> bool {
    let attached = before.ends_with(|c: char| !c.is_whitespace());
    let goes_on = after.starts_with(char::is_alphanumeric);
    if attached {
        let letters = inside.chars().all(char::is_lowercase) && inside.chars().count() <= 3;
        return letters && goes_on && before.ends_with(char::is_alphabetic);
    }
    let folded = inside.to_lowercase();
    let is_numeral = folded.chars().all(|c| "ivx".contains(c));
    let denies = words::negations(&folded) > 0;
    // `2+`, `3`: a part of a formula rather than a remark.
    let is_remark = inside.contains(char::is_alphabetic) && !is_numeral && !denies;
    !goes_on && (is_remark || is_year(inside))
}

/// `Treaty of Paris (1763)`
fn is_year(inside: &str) -> bool {
    let parts = inside.split(['-', '–']).all(|part| {
        let part = part.trim();
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    parts && inside.trim().len() >= 3
}

fn sides(text: &str) -> Vec<String> {
    let sides: Vec<&str> = text.split(" / ").map(str::trim).collect();
    let starts = |is: fn(char) -> bool| sides.iter().all(|side| side.starts_with(is));
    let are_alike = starts(char::is_uppercase)
        || starts(char::is_lowercase)
        || starts(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase());
    let are_whole = sides.iter().all(|side| is_whole(side));
    match sides.len() > 1 && are_alike && are_whole {
        true => sides.into_iter().map(str::to_owned).collect(),
        false => Vec::new(),
    }
}

fn is_whole(side: &str) -> bool {
    side.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && side.split_whitespace().count() <= 3
        && !side.chars().any(char::is_numeric)
}
