//! Gives ids to cards without one and numbers to gaps; every other byte stays.

use super::Content;
use super::cloze::Cloze;
use super::edit::extent::{cards, has_head, text_of, value};
use std::collections::{HashMap, HashSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use unicode_normalization::UnicodeNormalization;

/// Longest id made from a card's text, in characters.
const MAX_ID: usize = 40;

/// What is put into a text, and before which byte.
type Insertion = (usize, String);

/// A card's table.
type Card<'i> = Spanned<DeValue<'i>>;

/// The text with ids and gap numbers; an error where it is no TOML.
pub fn fix(text: &str) -> Result<String, Error> {
    let root = DeTable::parse(text)?;
    // Tables of an array on one line have no place for a line.
    let cards: Vec<&Card> =
        cards(root.get_ref()).iter().filter(|card| has_head(text, card)).collect();
    let mut insertions = ids(text, &cards);
    insertions.extend(cards.iter().flat_map(|card| gap_numbers(text, card)));
    insertions.sort();
    Ok(with(text, insertions))
}

fn with(text: &str, insertions: Vec<Insertion>) -> String {
    let mut out = String::with_capacity(text.len() + 64 * insertions.len());
    let mut from = 0;
    for (at, insertion) in insertions {
        out.push_str(&text[from..at]);
        out.push_str(&insertion);
        from = at;
    }
    out.push_str(&text[from..]);
    out
}

fn ids(text: &str, cards: &[&Card]) -> Vec<Insertion> {
    let taken = cards.iter().filter_map(|card| Some(text_of(card, "id")?.to_owned()));
    let mut ids = Ids::besides(taken.collect());
    let without = cards.iter().filter(|card| value(card, "id").is_none());
    let insertion = |card: &Card| {
        let asked = Content::ASKING_KEYS.into_iter().find_map(|key| text_of(card, key));
        line_below(text, card.span().start, &ids.take(asked.unwrap_or("card")))
    };
    without.copied().map(insertion).collect()
}

/// Ids that are made of what cards ask, each new.
pub(in crate::deck) struct Ids {
    taken: HashSet<String>,
    /// Of thousands of cards with one text, none counts from the beginning again.
    next: HashMap<String, u32>,
}

impl Ids {
    /// Ids that none in `taken` is equal to.
    pub(in crate::deck) fn besides(taken: HashSet<String>) -> Self {
        Self { taken, next: HashMap::new() }
    }

    /// An id for a card that asks `asked`.
    pub(in crate::deck) fn take(&mut self, asked: &str) -> String {
        let base = slug(asked, MAX_ID);
        let next = self.next.entry(base.clone()).or_insert(1);
        loop {
            let id = if *next == 1 { base.clone() } else { format!("{base}-{next}") };
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Below the table's head, above the card's keys and their comments.
fn line_below(text: &str, head: usize, id: &str) -> Insertion {
    let Some(length) = text[head..].find('\n') else {
        return (text.len(), format!("\nid = \"{id}\"\n"));
    };
    let feed = head + length;
    let end = if text[..feed].ends_with('\r') { "\r\n" } else { "\n" };
    (feed + 1, format!("id = \"{id}\"{end}"))
}

fn gap_numbers(text: &str, card: &Card) -> Vec<Insertion> {
    let numbers = || {
        let decoded = text_of(card, "cloze")?;
        let cloze = Cloze::parse(decoded).ok()?;
        let span = value(card, "cloze")?.span();
        let raw = text.get(span.clone())?;
        let gaps = cloze.gaps();
        let inner: Vec<usize> = match raw.find(decoded) {
            // The text stands in the file as it is read.
            Some(at) => gaps.iter().map(|gap| span.start + at + gap.span.start + 2).collect(),
            None => {
                let braces = raw.match_indices("{{").filter(|(at, _)| !raw[..*at].ends_with('\\'));
                braces.map(|(at, _)| span.start + at + 2).collect()
            }
        };
        // Gaps are found in the file unless their braces are written as escapes.
        let found = gaps.len() > 1 && gaps.len() == inner.len();
        let missing = gaps.iter().zip(inner).filter(|(gap, _)| found && !gap.numbered);
        Some(missing.map(|(gap, at)| (at, format!("c{}::", gap.number))).collect())
    };
    numbers().unwrap_or_default()
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
    use crate::deck::arbitrary::decks;
    use crate::deck::write::to_toml;
    use proptest::prelude::*;

    #[test]
    fn cards_without_id_get_one_and_all_else_stays() {
        let text = "# my deck\nformat = 1\n\n[[card]] # first\n# why\nfront = \"Où est Paris?\"   # here\nback = 'x'\n\n[[card]]\nid = \"ou-est-paris\"\nfront = \"q\"\nback = \"a\"\n";
        let fixed = text.replace("# first\n", "# first\nid = \"ou-est-paris-2\"\n");
        assert_eq!(fix(text).unwrap(), fixed);
    }

    #[test]
    fn several_gaps_get_numbers() {
        let text = "[[card]]\nid = \"a\"\ncloze = \"{{Rome}} and {{Carthage::city}}\" # war\n";
        let fixed = text.replace("{{R", "{{c1::R").replace("{{C", "{{c2::C");
        assert_eq!(fix(text).unwrap(), fixed);
    }

    #[test]
    fn gaps_among_escapes_and_numbers_get_those_that_are_free() {
        let text = "[[card]]\nid = 'a'\ncloze = 'The {{c2::cat}} on \\{{the\\}} {{mat}}'\n";
        assert_eq!(fix(text).unwrap(), text.replace("{{mat", "{{c3::mat"));
        let doubled = text.replace('\'', "\"").replace('\\', "\\\\");
        assert_eq!(fix(&doubled).unwrap(), doubled.replace("{{mat", "{{c3::mat"));
    }

    #[test]
    fn thousands_of_equal_cards_are_given_ids_at_once() {
        let text = "[[card]]\nfront = 'same'\nback = 'b'\n".repeat(20_000);
        let fixed = fix(&text).unwrap();
        assert!(fixed.contains("id = \"same-20000\""));
    }

    #[test]
    fn fixing_twice_changes_nothing_more() {
        let once = fix("[[card]]\nfront = \"한국\"\nback = \"b\"\n").unwrap();
        assert_eq!(once, "[[card]]\nid = \"card\"\nfront = \"한국\"\nback = \"b\"\n");
        assert_eq!(fix(&once).unwrap(), once);
    }

    #[test]
    fn lists_pairs_and_nocredit_keep_their_layout() {
        let text = "[[card]]\nfront = 'Two hills'\nlist = [\n  'Palatine', # first\n  'Aventine',\n]\n\n[[card]] # wives\n# why\nfront = 'Two hills'\npairs = [\n  ['Livia', 'Augustus'], # first\n\n  ['Fulvia',  'Antony'],\n]\n\n[[card]]\nnocredit.x = 'y'\nback = 'b'\n[card.sub]\nz = 1\n";
        let fixed = text
            .replacen("[[card]]\n", "[[card]]\nid = \"two-hills\"\n", 1)
            .replace("# wives\n", "# wives\nid = \"two-hills-2\"\n")
            .replace("[[card]]\nnocredit", "[[card]]\nid = \"card\"\nnocredit");
        assert_eq!(fix(text).unwrap(), fixed);
    }

    #[test]
    fn line_ends_byte_order_mark_and_spaces_stay() {
        let text = "\u{FEFF}format = 1\r\n\r\n  [[card]]   # é\r\n\tcloze  =  \"\"\"{{Rome}}\r\n[[card]] and {{c7::x}}, {{Gaul}}\"\"\" \r\n\r\n[[card]]\r\nid = 'a'\r\n# end";
        let fixed = text
            .replace("# é\r\n", "# é\r\nid = \"rome-card-and-c7-x-gaul\"\r\n")
            .replace("{{Rome", "{{c1::Rome")
            .replace("{{Gaul", "{{c3::Gaul");
        assert_eq!(fix(text).unwrap(), fixed);
        assert_eq!(fix("[[card]]").unwrap(), "[[card]]\nid = \"card\"\n");
        let inline = "card = [{ front = \"q\", cloze = \"{{a}} {{b}}\" }, 1]\n";
        assert_eq!(fix(inline).unwrap(), inline);
    }

    proptest! {
        #[test]
        fn only_lines_with_ids_are_added(deck in decks(), windows in any::<bool>()) {
            let text = to_toml(&deck);
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            let (without, ids): (Vec<&str>, Vec<&str>) =
                text.split_inclusive('\n').partition(|line| !line.starts_with("id = \"n"));
            let fixed = fix(&without.concat()).unwrap();
            let mut kept = without.iter().copied().peekable();
            let added = fixed.split_inclusive('\n').filter(|line| kept.next_if_eq(line).is_none());
            let added: Vec<&str> = added.collect();
            prop_assert_eq!(added.len(), ids.len(), "{:?}", added);
            prop_assert!(added.iter().all(|line| line.starts_with("id = ")), "{:?}", added);
            prop_assert_eq!(kept.next(), None);
        }
    }
}
