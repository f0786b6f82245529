//! Words of plain text, as blanks part them.

pub(super) fn first(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

pub(super) fn last(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or_default()
}

/// How many there are.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The article with which a text opens, with its blank, and the rest.
pub(super) fn parted(text: &str) -> (&str, &str) {
    let article = text.split_inclusive(' ').next().unwrap_or_default();
    let is_one = ["a ", "an ", "the "].iter().any(|one| article.eq_ignore_ascii_case(one));
    text.split_at(if is_one { article.len() } else { 0 })
}

/// Without the article with which it opens.
pub(super) fn bare(text: &str) -> &str {
    parted(text).1
}

pub(super) fn has_article(text: &str) -> bool {
    !parted(text).0.is_empty()
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// With a small letter at its beginning, but for `ATP` and `C4`.
pub(super) fn small(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    match chars.clone().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) {
        true => text.to_owned(),
        false => first.to_lowercase().chain(chars).collect(),
    }
}
