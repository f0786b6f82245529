//! Where in a deck file a card's table begins and ends, comments included.

use std::collections::HashMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The bytes of the `[[card]]` table with the id `note_id`: from the comments
/// directly above its head to before the next table and the comments directly
/// above that, blank lines at the end left out.
///
/// None where `text` is no TOML, where no card or several have that id, and
/// where the card is no table of its own in one piece: an inline table, or one
/// with a part such as `[card.nocredit]` below another table.
pub fn card_text(text: &str, note_id: &str) -> Option<Range<usize>> {
    card_texts(text).remove(note_id)
}

/// The same of all cards that have such bytes, by their ids.
pub(super) fn card_texts(text: &str) -> HashMap<String, Range<usize>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let cards = if errors.is_empty() { cards(root.get_ref()) } else { &[] };
    let all = Layout::of(text, root.get_ref().values());
    let mut found: HashMap<String, Option<Range<usize>>> = HashMap::new();
    for card in cards {
        let Some(id) = text_of(card, "id") else { continue };
        let place = has_head(text, card).then(|| all.extent(card)).flatten();
        // Of two with one id nobody knows which is meant.
        found.entry(id.trim().to_owned()).and_modify(|one| *one = None).or_insert(place);
    }
    found.into_iter().filter_map(|(id, place)| Some((id, place?))).collect()
}

/// Where the values of `key` stand: at the deck's head (none), and on each card that has it,
/// by the card's id.
pub fn places_of(text: &str, key: &str) -> HashMap<Option<String>, Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let place = |card: &Spanned<DeValue<'_>>| {
        Some((Some(text_of(card, "id")?.trim().to_owned()), value(card, key)?.span()))
    };
    let head = root.get_ref().get(key).map(|value| (None, value.span()));
    head.into_iter().chain(cards(root.get_ref()).iter().filter_map(place)).collect()
}

/// Where the name `key` stands in the table `table`.
pub fn place_in(text: &str, table: &str, key: &str) -> Option<Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let table = root.get_ref().get(table)?.get_ref().as_table()?;
    table.get_key_value(key).map(|(name, _)| name.span())
}

/// Where the first table of a card begins, with the comments directly above it.
pub(in crate::deck) fn before_cards(text: &str, root: &DeTable<'_>) -> Option<usize> {
    let heads =
        cards(root).iter().filter(|card| has_head(text, card)).map(|card| card.span().start);
    Some(Layout::of(text, root.values()).with_comments_above(heads.min()?))
}

/// What stands under `card`.
pub(in crate::deck) fn cards<'r, 'i>(root: &'r DeTable<'i>) -> &'r [Spanned<DeValue<'i>>] {
    root.get("card").and_then(|cards| cards.get_ref().as_array()).map_or(&[], |cards| cards)
}

/// A value of a card's table.
pub(in crate::deck) fn value<'c, 'i>(
    card: &'c Spanned<DeValue<'i>>,
    key: &str,
) -> Option<&'c Spanned<DeValue<'i>>> {
    card.get_ref().as_table()?.get(key)
}

/// The same, where it is a text.
pub(in crate::deck) fn text_of<'c>(card: &'c Spanned<DeValue<'_>>, key: &str) -> Option<&'c str> {
    value(card, key)?.get_ref().as_str()
}

/// Whether a table has a head of its own: the reader gives a table's head as
/// its place, an inline table's braces, and the key where there is neither.
pub(in crate::deck) fn has_head(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    value.get_ref().is_table() && text[value.span().start..].starts_with('[')
}

/// What is inserted so that `key` stands on a card, a line of its own below the right answer;
/// and where.
pub(super) fn beside(
    text: &str,
    card: &Spanned<DeValue<'_>>,
    key: &str,
) -> Option<(usize, String)> {
    const ANSWERS: [&str; 7] = ["back", "cloze", "answer", "order", "list", "pairs", "id"];
    let known = ANSWERS.into_iter().find_map(|key| value(card, key))?;
    let end = known.span().end;
    if !has_head(text, card) {
        return Some((end, format!(", {key}")));
    }
    let line = text[end..].find('\n').map_or(text.len(), |feed| end + feed + 1);
    let is_ended = text[..line].ends_with('\n');
    let start = text[..known.span().start].rfind('\n').map_or(0, |feed| feed + 1);
    let blank = text[start..].len() - text[start..].trim_start_matches([' ', '\t']).len();
    let indent = &text[start..start + blank];
    let added = format!("{indent}{key}\n");
    Some((line, if is_ended { added } else { format!("\n{}", added.trim_end()) }))
}

/// Where tables begin and where values end.
struct Layout<'t> {
    text: &'t str,
    heads: Vec<usize>,
    ends: Vec<usize>,
}

impl<'t> Layout<'t> {
    fn of<'v, 'i: 'v>(
        text: &'t str,
        values: impl IntoIterator<Item = &'v Spanned<DeValue<'i>>>,
    ) -> Self {
        let mut layout = Self { text, heads: Vec::new(), ends: Vec::new() };
        values.into_iter().for_each(|value| layout.add(value));
        layout.heads.sort_unstable();
        layout.ends.sort_unstable();
        layout
    }

    fn add(&mut self, value: &Spanned<DeValue<'_>>) {
        self.ends.push(value.span().end);
        if has_head(self.text, value) {
            self.heads.push(value.span().start);
        }
        match value.get_ref() {
            DeValue::Table(table) => table.values().for_each(|value| self.add(value)),
            DeValue::Array(items) => items.iter().for_each(|item| self.add(item)),
            _ => {}
        }
    }

    /// The bytes of a card with a head, where it stands in one piece.
    fn extent(&self, card: &Spanned<DeValue<'_>>) -> Option<Range<usize>> {
        let (own, start) = (Layout::of(self.text, [card]), card.span().start);
        let behind = &self.heads[self.heads.partition_point(|&head| head <= start)..];
        let end = behind.iter().find(|head| own.heads.binary_search(head).is_err());
        if end.zip(own.heads.last()).is_some_and(|(end, last)| last > end) {
            return None;
        }
        let end = end.map_or(self.text.len(), |&head| self.with_comments_above(head));
        Some(self.with_comments_above(start)..without_blank_end(self.text, end))
    }

    /// Where the comments begin that stand directly above the head of a table;
    /// a line of a text that looks like a comment is none.
    fn with_comments_above(&self, head: usize) -> usize {
        let values = self.ends.partition_point(|&end| end <= head);
        let values_end = values.checked_sub(1).map_or(0, |last| self.ends[last]);
        let mut start = line_start(self.text, head);
        while let Some(above) = self.text[..start].strip_suffix('\n') {
            let line = line_start(self.text, above.len());
            let is_comment = self.text[line..start].trim_start().starts_with('#');
            if line < values_end || !is_comment {
                break;
            }
            start = line;
        }
        start
    }
}

/// Where the line of a byte begins, after a byte order mark.
fn line_start(text: &str, at: usize) -> usize {
    let mark = text.len() - text.trim_start_matches(super::MARK).len();
    text[..at].rfind('\n').map_or(mark, |feed| feed + 1)
}

/// The end of the last line before `end` that is not blank, its line end
/// included.
pub(super) fn without_blank_end(text: &str, end: usize) -> usize {
    let last = text[..end].trim_end().len();
    text[last..end].find('\n').map_or(end, |feed| last + feed + 1)
}
