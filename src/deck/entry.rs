//! A card on one line, as a person jots it down: `term :: definition`, with a note behind a
//! second `::`, or a sentence with gaps.

use super::cloze::Cloze;
use super::{Content, Note};

/// How a line is written.
pub const SHAPE: &str =
    "'term :: definition', 'term :: definition :: note' or 'a sentence with a {{gap}}'";

/// What is wrong with a line, and what to do about it.
pub type Slip = (String, &'static str);

/// The card that a line says, under no id yet.
///
/// `::` counts with a blank, or nothing, on both sides, so that `std::vector` is a word. In a
/// sentence with gaps it counts behind the last one, and begins the note.
pub fn parse_line(line: &str) -> Result<Note, Slip> {
    let (content, note) = if line.contains("{{") { cloze(line) } else { basic(line) }?;
    let note = (!note.is_empty()).then(|| note.to_owned());
    Ok(Note { note, ..Note::new("", content) })
}

/// A sentence with gaps, and the note.
fn cloze(line: &str) -> Result<(Content, &str), Slip> {
    let gaps = line.rfind("}}").map_or(line.len(), |last| last + 2);
    let (tail, note) = match parts(&line[gaps..]).as_slice() {
        [tail] => (*tail, ""),
        [tail, note] => (*tail, note.trim()),
        more => return Err(too_many("sentence and note", more.len())),
    };
    let help = "a gap is written {{hidden}} or {{hidden::hint}}";
    let text = line[..gaps + tail.len()].trim();
    let cloze = Cloze::parse(text).map_err(|(_, fault)| (fault.to_string(), help))?;
    Ok((Content::Cloze(cloze), note))
}

/// A question with its answer, and the note.
fn basic(line: &str) -> Result<(Content, &str), Slip> {
    let help = "write 'term :: definition', with a blank on both sides of ::";
    let parts: Vec<&str> = parts(line).into_iter().map(str::trim).collect();
    let (front, back, note) = match parts.as_slice() {
        [_] => {
            let message = "expected ' :: ' between term and definition, found none";
            return Err((message.to_owned(), help));
        }
        [front, back] => (*front, *back, ""),
        [front, back, note] => (*front, *back, *note),
        more => return Err(too_many("term, definition and note", more.len())),
    };
    match [(front, "term"), (back, "definition")].into_iter().find(|(text, _)| text.is_empty()) {
        Some((_, what)) => Err((format!("expected a {what}, found nothing"), help)),
        None => Ok((Content::basic(front, back), note)),
    }
}

fn too_many(expected: &str, found: usize) -> Slip {
    let help = "write :: without blanks where it belongs to a text";
    (format!("expected {expected}, found {found} parts"), help)
}

/// What stands between `::`.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in line.match_indices("::") {
        let before = line[..at].chars().next_back().is_none_or(char::is_whitespace);
        let after = line[at + mark.len()..].chars().next().is_none_or(char::is_whitespace);
        if before && after && at >= start {
            parts.push(&line[start..at]);
            start = at + mark.len();
        }
    }
    parts.push(&line[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> String {
        match parse_line(line) {
            Ok(Note { content, note, .. }) => {
                let side = content.sides()[0];
                let answer = content.right(side).joined().into_owned();
                let asked =
                    content.prompt(side, |hint| format!("[{}]", hint.unwrap_or("…"))).into_owned();
                format!(
                    "{asked} → {answer}{}",
                    note.map(|note| format!(" ({note})")).unwrap_or_default()
                )
            }
            Err((message, help)) => format!("{message}: {help}"),
        }
    }

    #[test]
    fn a_line_is_a_card() {
        for (line, expected) in [
            ("capital of Peru :: Lima", "capital of Peru → Lima"),
            ("  Peru\t::  Lima  ", "Peru → Lima"),
            ("std::vector :: a container", "std::vector → a container"),
            ("a :: b::c", "a → b::c"),
            ("Peru :: Lima :: since 1535", "Peru → Lima (since 1535)"),
            ("{{c1::Lima}} is in Peru", "[…] is in Peru → Lima"),
            (
                "In {{Peru::a land}} is {{Lima}}. :: since 1535",
                "In [a land] is Lima. → Peru (since 1535)",
            ),
            ("{{a::b}} :: c", "[b] → a (c)"),
        ] {
            assert_eq!(said(line), expected, "{line}");
        }
    }

    #[test]
    fn what_is_no_card_says_what_to_do() {
        for (line, expected) in [
            ("Lima", "expected ' :: ' between term and definition, found none: "),
            ("Peru::Lima", "expected ' :: ' between term and definition, found none: "),
            ("Peru ::", "expected a definition, found nothing: "),
            (":: Lima", "expected a term, found nothing: "),
            ("a :: b :: c :: d", "expected term, definition and note, found 4 parts: "),
            ("{{c1::}} is in Peru", "expected a text to hide, found an empty gap: "),
            ("{{c1::Lima is in Peru", "expected '}}' after this, found the end of the text: "),
            ("{{Lima}} :: a :: b", "expected sentence and note, found 3 parts: "),
        ] {
            assert!(said(line).starts_with(expected), "{line}: {}", said(line));
        }
    }
}
