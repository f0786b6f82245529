//! Adds a right answer to one card of a deck file: under `accept`, in the layout that
//! is there.

use super::extent::{beside, cards, text_of, value};
use super::with_line_ends_of;
use crate::deck::CardId;
use crate::deck::fault::Severity;
use crate::deck::parse::{Parsed, parse};
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_writer::ToTomlValue;

/// The deck file's text with `answer` among what its card accepts; every byte beside it
/// stays.
///
/// The error says why it cannot be: the card is not there, the answer holds for
/// other cards of its note too, or it makes the deck faulty.
pub fn accept(path: &Path, text: &str, card: &CardId, answer: &str) -> Result<String, String> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let has_id = |table: &&Spanned<DeValue<'_>>| {
        text_of(table, "id").is_some_and(|id| id.trim() == card.note_part())
    };
    let found = cards(root.get_ref()).iter().find(has_id).filter(|_| errors.is_empty());
    let table = found.ok_or("the card is not in the file as it is now")?;
    let answer_text = answer.to_toml_value();
    let mut edits = match value(table, "accept") {
        Some(known) => into(text, known, &answer_text),
        None => beside(text, table, &format!("accept = [{answer_text}]")).map(|line| vec![line]),
    }
    .ok_or("its accept is no list of answers")?;
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    let mut new = text.to_owned();
    for (place, added) in edits {
        new.insert_str(place, &with_line_ends_of(text, &added));
    }
    match fault(&parse(path, text), &parse(path, &new), card, answer) {
        None => Ok(new),
        Some(why) => Err(why),
    }
}

/// Texts to insert, and where.
type Insertions = Vec<(usize, String)>;

/// Into an array of answers, one a line where they stand so.
fn into(text: &str, known: &Spanned<DeValue<'_>>, answer: &str) -> Option<Insertions> {
    let items = known.get_ref().as_array()?;
    let close = known.span().end.checked_sub(1)?;
    let Some(last) = items.iter().last().map(Spanned::span) else {
        return Some(vec![(known.span().start + 1, answer.to_owned())]);
    };
    let rest = &text[last.end..close];
    let has_comma = without_comments(rest).contains(',');
    let comma = if has_comma { "" } else { "," };
    Some(match rest.find('\n') {
        Some(line) => {
            let line = last.end + text[last.end..last.end + line].trim_end_matches('\r').len();
            let own =
                format!("\n{}{answer}{}", indent(text, &last), if has_comma { "," } else { "" });
            vec![(last.end, comma.to_owned()), (line, own)]
        }
        None if has_comma => vec![(last.end + rest.trim_end().len(), format!(" {answer}"))],
        None => vec![(last.end, format!(", {answer}"))],
    })
}

fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split('#').next().unwrap_or_default()).collect()
}

/// What stands before an item in its line, if that is blank.
fn indent<'t>(text: &'t str, item: &Range<usize>) -> &'t str {
    let start = text[..item.start].rfind('\n').map_or(0, |feed| feed + 1);
    let before = &text[start..item.start];
    if before.trim().is_empty() { before } else { "    " }
}

/// Why the new text is not as it should be.
fn fault(old: &Parsed, new: &Parsed, id: &CardId, answer: &str) -> Option<String> {
    let mut errors = new.faults.iter().filter(|fault| fault.severity == Severity::Error);
    if let Some(fault) = errors.find(|fault| !old.has_one_like(fault)) {
        return Some(fault.message.clone());
    }
    let cards = new.deck.as_ref().map_or(&[][..], |deck| &deck.cards);
    let accepts = |card: &&crate::deck::Card| card.accept().iter().any(|text| text == answer);
    let of_note = |card: &&crate::deck::Card| card.id.note_part() == id.note_part();
    let accepting: Vec<_> = cards.iter().filter(of_note).filter(accepts).collect();
    match accepting.as_slice() {
        [one] if one.id == *id => None,
        all if all.iter().all(|card| card.id != *id) => {
            Some("this card takes no other answers".to_owned())
        }
        _ => Some("it would hold for every gap of the sentence".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"D\"\n";

    /// A deck in which `from` becomes `to` once `answer` is accepted.
    #[track_caller]
    fn becomes(answer: &str, from: &str, to: &str) {
        let id = if from.contains("cloze") { "d/a.1" } else { "d/a" };
        for end in ["\n", "\r\n"] {
            let [from, to] = [from, to].map(|card| format!("{HEAD}{card}").replace('\n', end));
            let found = accept(Path::new("d.toml"), &from, &id.parse().unwrap(), answer);
            assert_eq!(found.as_deref(), Ok(to.as_str()));
        }
    }

    #[test]
    fn an_answer_is_added_in_the_layout_that_is_there() {
        let card = |rest: &str| format!("[[card]]\nid = \"a\"\nfront = \"Q?\"\n{rest}");
        for (from, to) in [
            ("back = \"b\"\n", "back = \"b\"\naccept = [\"x\"]\n"),
            ("back = \"b\" # so\n\n# end\n", "back = \"b\" # so\naccept = [\"x\"]\n\n# end\n"),
            ("  back = \"b\"", "  back = \"b\"\n  accept = [\"x\"]"),
            ("back = \"b\"\naccept = []\n", "back = \"b\"\naccept = [\"x\"]\n"),
            (
                "back = \"b\"\naccept = [\"c\"] # or\n",
                "back = \"b\"\naccept = [\"c\", \"x\"] # or\n",
            ),
            ("back = \"b\"\naccept = [\"c\", ]\n", "back = \"b\"\naccept = [\"c\", \"x\" ]\n"),
            (
                "back = \"b\"\naccept = [\n  \"c\", # one\n  \"d\" # two\n]\n",
                "back = \"b\"\naccept = [\n  \"c\", # one\n  \"d\", # two\n  \"x\"\n]\n",
            ),
            (
                "back = \"b\"\naccept = [\n  \"c\",\n  \"d\", # two, too\n]\n",
                "back = \"b\"\naccept = [\n  \"c\",\n  \"d\", # two, too\n  \"x\",\n]\n",
            ),
            (
                "back = \"\"\"\nb\"\"\"\n[card.nocredit]\ny = \"\"\n",
                "back = \"\"\"\nb\"\"\"\naccept = [\"x\"]\n[card.nocredit]\ny = \"\"\n",
            ),
        ] {
            becomes("x", &card(from), &card(to));
        }
        becomes(
            "a \"b\"",
            "card = [{ id = \"a\", front = \"Q?\", back = \"b\" }]\n",
            "card = [{ id = \"a\", front = \"Q?\", back = \"b\", accept = ['a \"b\"'] }]\n",
        );
        becomes(
            "x",
            "[[card]]\nid = \"a\"\ncloze = \"One {{gap}}.\"\n",
            "[[card]]\nid = \"a\"\ncloze = \"One {{gap}}.\"\naccept = [\"x\"]\n",
        );
    }

    #[test]
    fn what_cannot_be_accepted_is_refused() {
        let refused = |card: &str, id: &str| {
            let text = format!("{HEAD}{card}");
            accept(Path::new("d.toml"), &text, &id.parse().unwrap(), "x").unwrap_err()
        };
        let card = "[[card]]\nid = \"a\"\nfront = \"Q?\"\n";
        assert_eq!(
            refused(&format!("{card}back = \"b\""), "d/b"),
            "the card is not in the file as it is now"
        );
        assert_eq!(
            refused(&format!("{card}list = [\"b\", \"c\"]"), "d/a"),
            "'accept' means nothing on a card with 'list'"
        );
        let nocredit = refused(&format!("{card}back = \"b\"\nnocredit = [\"x\"]"), "d/a");
        assert!(nocredit.contains("earns nothing"), "{nocredit}");
        assert_eq!(
            refused("[[card]]\nid = \"a\"\ncloze = \"{{c1::One}} {{c2::gap}}.\"", "d/a.1"),
            "it would hold for every gap of the sentence"
        );
        assert_eq!(
            refused(&format!("{card}back = \"b\"\nreverse = true"), "d/a.r"),
            "this card takes no other answers"
        );
    }
}
