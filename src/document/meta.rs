//! What a file says of itself.

use super::tree::BlockKind;
use super::{Document, Meta};

/// The facts of a `+++` (TOML), `---` (YAML) or `%` block, and where the text begins.
pub(super) fn front_matter(text: &str) -> (Meta, usize) {
    let bom = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let body = &text[bom..];
    let found = match body.lines().next().map(str::trim_end) {
        Some("+++") => fenced(body, &["+++"]).map(|(inner, end)| (toml(inner), end)),
        Some("---") => fenced(body, &["---", "..."]).map(|(inner, end)| (yaml(inner), end)),
        Some(first) if first.starts_with("% ") => Some(title_block(body)),
        _ => None,
    };
    // Without a closing fence it is text, a rule at its beginning.
    found.map_or((Meta::default(), bom), |(meta, end)| (meta, bom + end))
}

/// What stands between the first line and one of the fences, and where that ends.
fn fenced<'a>(text: &'a str, fences: &[&str]) -> Option<(&'a str, usize)> {
    let mut at = 0;
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && fences.contains(&line.trim_end()) {
            return Some((&text[start..at], at + line.len()));
        }
        at += line.len();
        if number == 0 {
            start = at;
        }
    }
    None
}

fn toml(text: &str) -> Meta {
    let mut meta = Meta::default();
    let table: toml::Table = text.parse().unwrap_or_default();
    for (key, value) in &table {
        let values = match value {
            toml::Value::Array(values) => values.iter().map(scalar).collect::<Vec<_>>().join(", "),
            value => scalar(value),
        };
        set(&mut meta, &key.to_lowercase(), &values);
    }
    meta
}

fn scalar(value: &toml::Value) -> String {
    match value {
        toml::Value::Table(table) => table.get("name").map(scalar).unwrap_or_default(),
        value => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

/// YAML as people write it: values, lists in a line or over several, folded texts.
fn yaml(text: &str) -> Meta {
    let mut meta = Meta::default();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in text.lines() {
        let is_nested = line.starts_with([' ', '\t', '-']);
        if is_nested && let Some((_, values)) = &mut open {
            let value = line.trim().trim_start_matches("- ");
            let value = value.strip_prefix("name:").unwrap_or(value);
            // Other keys of an author: where he works.
            let is_other = value.split_once(": ").is_some_and(|(key, _)| !key.contains(' '));
            if !is_other {
                values.push(unquoted(value));
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        take(&mut meta, &mut open);
        let value = value.trim();
        let is_open = value.is_empty() || value.starts_with(['>', '|']);
        let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
        let values = match list {
            _ if is_open => Vec::new(),
            Some(list) => list.split(',').map(unquoted).collect(),
            None => vec![unquoted(value)],
        };
        open = Some((key.trim().trim_matches(['"', '\'']).to_lowercase(), values));
    }
    take(&mut meta, &mut open);
    meta
}

/// Keeps the values of the key that is open.
fn take(meta: &mut Meta, open: &mut Option<(String, Vec<String>)>) {
    let Some((key, values)) = open.take() else { return };
    let is_list = matches!(key.as_str(), "author" | "authors");
    set(meta, &key, &values.join(if is_list { ", " } else { " " }));
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|&quote| {
        let rest = value.strip_prefix(quote)?;
        // A remark may stand behind the closing mark.
        Some(&rest[..rest.rfind(quote)?])
    });
    inner.unwrap_or_else(|| value.split(" #").next().unwrap_or(value).trim()).to_owned()
}

/// `% Title`, `% Author; Author`, `% Date`, as Pandoc reads them.
fn title_block(text: &str) -> (Meta, usize) {
    let mut meta = Meta::default();
    let mut at = 0;
    let lines = text.split_inclusive('\n').take_while(|line| line.starts_with('%'));
    for (line, key) in lines.zip(["title", "author", "date"]) {
        let value = line[1..].trim().split(';').map(str::trim).collect::<Vec<_>>().join(", ");
        set(&mut meta, key, &value);
        at += line.len();
    }
    (meta, at)
}

/// Keeps what a key says, in any format.
pub(super) fn set(meta: &mut Meta, key: &str, value: &str) {
    let text = || Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    match key {
        "title" => meta.title = text(),
        "author" | "authors" => meta.author = text(),
        "year" | "date" => {
            meta.year = year(value).or_else(|| value.trim().parse().ok()).or(meta.year);
            meta.date = text().or(meta.date.take());
        }
        _ => {}
    }
}

/// The first number of four digits in a date, whatever its notation.
pub(super) fn year(date: &str) -> Option<i64> {
    let numbers = date.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4).find_map(|number| number.parse().ok())
}

/// Takes the title from the first heading or cover line where nothing said it.
pub(super) fn complete(document: &mut Document) {
    if document.meta.title.is_some() {
        return;
    }
    let headings = (0..document.blocks.len())
        .filter(|&at| matches!(document.blocks[at].kind, BlockKind::Heading { .. }))
        .map(|at| document.content(at));
    let title = headings.into_iter().find(|title| title.split_whitespace().count() > 1);
    document.meta.title = title.map(str::to_owned);
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn front_matter_tells_title_author_and_year() {
        for (text, title, author, year) in [
            (
                "---\ntitle: 'The Hanse: a story' # draft\nauthor: A. Writer\ndate: 3 May 2021\n---\n",
                "The Hanse: a story",
                "A. Writer",
                Some(2021),
            ),
            (
                "---\nTitle: The Hanse\nauthors: [\"A. Writer\", B. Author]\nyear: 1999\n---\n",
                "The Hanse",
                "A. Writer, B. Author",
                Some(1999),
            ),
            (
                "---\ntitle: >\n  The\n  Hanse\nauthor:\n  - name: A. Writer\n    affiliation: Kiel\n  - B. Author\ndate: \"2021-05-03\"\n...\n",
                "The Hanse",
                "A. Writer, B. Author",
                Some(2021),
            ),
            (
                "+++\ntitle = \"The Hanse\"\nauthors = [\"A. Writer\", \"B. Author\"]\ndate = 2021-05-03\n[extra]\ntitle = \"x\"\n+++\n",
                "The Hanse",
                "A. Writer, B. Author",
                Some(2021),
            ),
            (
                "\u{FEFF}% The Hanse\n% A. Writer; B. Author\n% May 2021\n",
                "The Hanse",
                "A. Writer, B. Author",
                Some(2021),
            ),
        ] {
            let text = format!("{text}# Lübeck\n");
            let (meta, body) = front_matter(&text);
            assert_eq!(meta.title.as_deref(), Some(title));
            assert_eq!(meta.author.as_deref(), Some(author));
            assert_eq!(meta.year, year);
            assert_eq!(&text[body..], "# Lübeck\n");
        }
    }

    #[test]
    fn a_rule_at_the_beginning_is_none() {
        for text in ["---\ntitle: The Hanse\n", "+++\na\n", "%\n", "100 % sure\n", ""] {
            assert_eq!(front_matter(text), (super::Meta::default(), 0));
        }
    }
}
