//! A deck's head is told of which file it is made by now; every other byte stays.

use super::edit::extent::{before_cards, has_head, value};
use super::edit::insert_lines;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_writer::ToTomlValue;

/// The text with the name of a document and the hash of its bytes under `[source]`, which
/// is made where there is none; as it was where it is no TOML or has no place for them.
pub fn with_file(text: &str, name: &str, sha256: &str) -> String {
    let Ok(root) = DeTable::parse(text) else { return text.to_owned() };
    let source = root.get_ref().get("source");
    let (mut changes, mut lines) = (Vec::new(), String::new());
    for (key, new) in [("file", name), ("sha256", sha256)] {
        match source.and_then(|source| value(source, key)) {
            Some(old) => changes.push((old.span(), new.to_toml_value())),
            None => lines.push_str(&format!("{key} = {}\n", new.to_toml_value())),
        }
    }
    let place = match source {
        Some(source) => has_head(text, source).then(|| below(text, source)),
        None => {
            lines = format!("[source]\n{lines}\n");
            before_cards(text, root.get_ref())
        }
    };
    let mut new = text.to_owned();
    // What is behind all keys comes first, so that their places stay.
    if let Some(place) = place.filter(|_| !lines.is_empty()) {
        insert_lines(&mut new, place, &lines);
    }
    changes.sort_by_key(|(span, _)| span.start);
    for (span, change) in changes.into_iter().rev() {
        new.replace_range(span, &change);
    }
    new
}

/// Behind the line of a table's last key.
fn below(text: &str, table: &Spanned<DeValue<'_>>) -> usize {
    let keys = table.get_ref().as_table().into_iter().flat_map(|table| table.values());
    let last = keys.map(|value| value.span().end).max().unwrap_or(table.span().start);
    text[last..].find('\n').map_or(text.len(), |feed| last + feed + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;
    use std::path::Path;

    const CARD: &str = "# first\n[[card]]\nid = \"a\"\nfront = \"q\"\nback = \"b\"\n";

    fn told(head: &str) -> String {
        let text = format!("format = 1\nid = \"d\"\ntitle = \"T\"\n{head}{CARD}");
        let new = with_file(&text, "notes.md", &"0".repeat(64));
        let source = parse(Path::new("d.toml"), &new).deck.unwrap().source;
        assert_eq!(source.unwrap().file.as_deref(), Some("notes.md"), "{new}");
        assert_eq!(with_file(&new, "notes.md", &"0".repeat(64)), new);
        let rest = new.strip_suffix(CARD).unwrap().replace(&"0".repeat(64), "0…");
        rest.split_once("\"T\"\n").unwrap().1.to_owned()
    }

    #[test]
    fn file_and_hash_stand_under_source() {
        let both = "file = \"notes.md\"\nsha256 = \"0…\"\n";
        assert_eq!(told("\n"), format!("\n[source]\n{both}\n"));
        assert_eq!(
            told("[source] # mine\nyear = 2014 # of print\n\n"),
            format!("[source] # mine\nyear = 2014 # of print\n{both}\n")
        );
        assert_eq!(told("[source]\n"), format!("[source]\n{both}"));
    }

    #[test]
    fn a_last_line_without_an_end_is_ended_first() {
        let both = "file = \"n.md\"\nsha256 = \"0\"\n";
        for last in ["a = 1\n[source]", "a = 1\n[source]\nyear = 2014 # of print"] {
            assert_eq!(with_file(last, "n.md", "0"), format!("{last}\n{both}"));
        }
        assert_eq!(
            with_file("[source]\r\nfile = \"o.md\"", "n.md", "0"),
            "[source]\r\nfile = \"n.md\"\r\nsha256 = \"0\"\r\n"
        );
        assert_eq!(
            with_file("\u{FEFF}[[card]]\n", "n.md", "0"),
            format!("\u{FEFF}[source]\n{both}\n[[card]]\n")
        );
    }

    #[test]
    fn what_stands_there_is_replaced_in_its_place() {
        let old = format!(
            "[source]\nsha256 = '{}' # of May\nfile = \"old.md\"\nyear = 1\n",
            "1".repeat(64)
        );
        let new = "[source]\nsha256 = \"0…\" # of May\nfile = \"notes.md\"\nyear = 1\n";
        assert_eq!(told(&old), new);
    }

    #[test]
    fn an_inline_table_and_broken_files_stay() {
        for text in ["source = { year = 1 }\n", "source.year = 1\n", "id = \n", "a = 1\n"] {
            assert_eq!(with_file(text, "notes.md", "0"), text);
        }
        assert_eq!(
            with_file("a = 1\r\n[[card]]\r\n", "n.md", "0"),
            "a = 1\r\n[source]\r\nfile = \"n.md\"\r\nsha256 = \"0\"\r\n\r\n[[card]]\r\n"
        );
    }
}
