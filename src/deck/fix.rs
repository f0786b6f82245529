//! Gives ids to cards without one and numbers to gaps; comments and layout
//! stay as they are.

use super::cloze::Cloze;
use std::collections::HashSet;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, value};
use unicode_normalization::UnicodeNormalization;

/// Longest id made from a card's text, in characters.
const MAX_ID: usize = 40;

/// The text with ids and gap numbers; an error where it is no TOML.
pub fn fix(text: &str) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    if let Some(cards) = document.get_mut("card").and_then(Item::as_array_of_tables_mut) {
        give_ids(cards);
        cards.iter_mut().for_each(number_gaps);
    }
    Ok(document.to_string())
}

fn give_ids(cards: &mut ArrayOfTables) {
    let mut taken: HashSet<String> = cards.iter().filter_map(id).collect();
    for card in cards.iter_mut().filter(|card| !card.contains_key("id")) {
        let base = slug(text(card), MAX_ID);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone())
            .chain(numbered)
            .find(|id| !taken.contains(id))
            .expect("numbers do not run out");
        taken.insert(id.clone());
        put_first(card, &id);
    }
}

fn id(card: &Table) -> Option<String> {
    card.get("id")?.as_str().map(str::to_owned)
}

fn text(card: &Table) -> &str {
    let of = |key| card.get(key).and_then(Item::as_str);
    of("front").or_else(|| of("cloze")).unwrap_or("card")
}

/// The new key stands above the others, whose comments keep their places.
fn put_first(card: &mut Table, id: &str) {
    card.insert("id", value(id));
    card.sort_values_by(|a, _, b, _| (a.get() != "id").cmp(&(b.get() != "id")));
}

fn number_gaps(card: &mut Table) {
    let Some(text) = card.get("cloze").and_then(Item::as_str) else { return };
    let Ok(cloze) = Cloze::parse(text) else { return };
    if cloze.gaps().len() < 2 || cloze.gaps().iter().all(|gap| gap.numbered) {
        return;
    }
    let mut numbered = text.to_owned();
    for gap in cloze.gaps().iter().rev().filter(|gap| !gap.numbered) {
        numbered.insert_str(gap.span.start + 2, &format!("c{}::", gap.number));
    }
    let decor = card.get("cloze").and_then(Item::as_value).map(|value| value.decor().clone());
    let mut item = value(numbered);
    if let (Some(decor), Some(value)) = (decor, item.as_value_mut()) {
        *value.decor_mut() = decor;
    }
    card["cloze"] = item;
}

/// Words of `text` in a-z, 0-9 and -, at most `most` characters, cut between
/// words; never empty.
pub fn slug(text: &str, most: usize) -> String {
    let plain: String =
        text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let mut slug = String::new();
    for word in
        plain.to_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty())
    {
        let joined = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if joined > most {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "card".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_without_id_get_one_and_all_else_stays() {
        let text = "# my deck\nformat = 1\n\n[[card]] # first\n# why\nfront = \"Où est Paris?\"   # here\nback = 'x'\n\n[[card]]\nid = \"ou-est-paris\"\nfront = \"q\"\nback = \"a\"\n";
        insta::assert_snapshot!(fix(text).unwrap(), @r#"
        # my deck
        format = 1

        [[card]] # first
        id = "ou-est-paris-2"
        # why
        front = "Où est Paris?"   # here
        back = 'x'

        [[card]]
        id = "ou-est-paris"
        front = "q"
        back = "a"
        "#);
    }

    #[test]
    fn several_gaps_get_numbers() {
        let text = "[[card]]\nid = \"a\"\ncloze = \"{{Rome}} and {{Carthage::city}}\" # war\n";
        assert_eq!(
            fix(text).unwrap(),
            "[[card]]\nid = \"a\"\ncloze = \"{{c1::Rome}} and {{c2::Carthage::city}}\" # war\n"
        );
    }

    #[test]
    fn fixing_twice_changes_nothing_more() {
        let once = fix("[[card]]\nfront = \"한국\"\nback = \"b\"\n").unwrap();
        assert_eq!(once, "[[card]]\nid = \"card\"\nfront = \"한국\"\nback = \"b\"\n");
        assert_eq!(fix(&once).unwrap(), once);
    }
}
