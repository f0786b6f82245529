//! Marks cards of a deck file as corrected, in the layout that is there.

use super::extent::{beside, cards, text_of, value};
use super::with_line_ends_of;
use crate::deck::parse::parse;
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::Path;
use toml::de::DeTable;

/// The deck file's text with `corrected = day` on the cards of these notes; every byte beside
/// it stays.
///
/// The error says which card cannot be marked so.
pub fn correct(path: &Path, text: &str, notes: &[&str], day: Date) -> Result<String, String> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(format!("{} is no TOML", path.display()));
    }
    let wanted: HashSet<&str> = notes.iter().copied().collect();
    let mut edits = Vec::new();
    for card in cards(root.get_ref()) {
        if !text_of(card, "id").is_some_and(|id| wanted.contains(id.trim())) {
            continue;
        }
        match value(card, "corrected") {
            Some(old) => edits.push((old.span(), day.to_string())),
            None => {
                let line = beside(text, card, &format!("corrected = {day}"));
                edits.extend(line.map(|(at, line)| (at..at, with_line_ends_of(text, &line))));
            }
        }
    }
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut new = text.to_owned();
    edits.into_iter().for_each(|(place, edit)| new.replace_range(place, &edit));
    let read = parse(path, &new).deck;
    let corrected: HashSet<&str> = read
        .iter()
        .flat_map(|deck| deck.notes())
        .filter(|note| note.corrected == Some(day))
        .map(|note| note.id.as_str())
        .collect();
    match notes.iter().find(|id| !corrected.contains(*id)) {
        Some(id) => Err(format!("{} has no place for corrected on the card {id}", path.display())),
        None => Ok(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::arbitrary::decks;
    use crate::deck::write::to_toml;
    use jiff::civil::date;
    use proptest::prelude::*;

    const HEAD: &str = "format = 1\nid = 'd'\ntitle = 'D'\n";

    fn corrected(text: &str, notes: &[&str]) -> Result<String, String> {
        correct(Path::new("d.toml"), text, notes, date(2026, 11, 20))
    }

    #[test]
    fn the_day_stands_below_the_answer_or_in_its_place() {
        for (card, expected) in [
            (
                "id = 'a' # one\nfront = 'q'\n  back = 'b' # two\nnote = 'n'\n",
                "id = 'a' # one\nfront = 'q'\n  back = 'b' # two\n  corrected = 2026-11-20\nnote = 'n'\n",
            ),
            (
                "id = 'a'\nfront = 'q'\nlist = [\n  'b',\n  'c', # last\n]\n",
                "id = 'a'\nfront = 'q'\nlist = [\n  'b',\n  'c', # last\n]\ncorrected = 2026-11-20\n",
            ),
            (
                "id = 'a'\ncorrected = '2025-01-01' # first\nstatement = 's'\nanswer = true",
                "id = 'a'\ncorrected = 2026-11-20 # first\nstatement = 's'\nanswer = true",
            ),
            ("id = 'a'\ncloze = '{{x}}'", "id = 'a'\ncloze = '{{x}}'\ncorrected = 2026-11-20"),
            (
                "id = 'a'\r\nfront = 'q'\r\nback = 'b'\r\n",
                "id = 'a'\r\nfront = 'q'\r\nback = 'b'\r\ncorrected = 2026-11-20\r\n",
            ),
        ] {
            let head =
                if card.contains('\r') { HEAD.replace('\n', "\r\n") } else { HEAD.to_owned() };
            let end = if card.contains('\r') { "\r\n" } else { "\n" };
            let [text, expected] =
                [card, expected].map(|card| format!("{head}[[card]]{end}{card}"));
            assert_eq!(corrected(&text, &["a"]), Ok(expected));
        }
        let inline = format!("{HEAD}card = [{{ id = 'a', front = 'q', back = 'b' }}]\n");
        let expected = inline.replace("'b' }", "'b', corrected = 2026-11-20 }");
        assert_eq!(corrected(&inline, &["a"]), Ok(expected));
    }

    #[test]
    fn a_card_that_is_not_there_is_named() {
        let text = format!("{HEAD}[[card]]\nid = 'a'\nfront = 'q'\nback = 'b'\n");
        let why = "d.toml has no place for corrected on the card b";
        assert_eq!(corrected(&text, &["a", "b"]), Err(why.to_owned()));
    }

    proptest! {
        #[test]
        fn only_the_days_change(deck in decks()) {
            let text = to_toml(&deck);
            let ids: Vec<&str> = deck.notes().map(|note| note.id.as_str()).collect();
            let new = corrected(&text, &ids).unwrap();
            let without = |text: &str| -> String {
                text.split_inclusive('\n').filter(|line| !line.starts_with("corrected = ")).collect()
            };
            prop_assert_eq!(without(&new), without(&text));
        }
    }
}
