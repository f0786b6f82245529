//! A drafted card as a person edits it, and back through the reader of decks.

use crate::base::sanitize::sanitize;
use crate::deck::Note;
use crate::deck::parse::parse_card;
use crate::deck::write::keys;
use std::path::Path;

/// The text that a person edits: the keys of the card without its id, below
/// remarks on what to do.
pub(super) fn to_text(note: &Note, place: &str, sentence: Option<&str>) -> String {
    let one_line = |text: &str| sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = "# Edit the card, save and leave the editor: the card is kept.\n\
                    # A file without keys changes nothing. The card's id stays as it is.\n"
        .to_owned();
    for remark in [Some(place), sentence].into_iter().flatten() {
        let options = textwrap::Options::new(78).initial_indent("# ").subsequent_indent("# ");
        text.push_str(&textwrap::fill(&one_line(remark), options));
        text.push('\n');
    }
    text + &keys(note)
}

/// The edited card under its old id, and what is wrong or doubtful with it,
/// rendered with places in the edited text.
pub(super) fn read(id: &str, text: &str, color: bool) -> (Option<Note>, Vec<String>) {
    let (note, faults) = parse_card(Path::new("the card"), id, text);
    let rejected = faults.iter().any(|fault| fault.severity.is_error());
    let rendered = faults.iter().map(|fault| fault.render(text, color)).collect();
    (note.filter(|_| !rejected), rendered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Content;

    fn note() -> Note {
        let (front, back) = ("Who was Livia?".to_owned(), vec!["wife of Augustus".to_owned()]);
        let content = Content::Basic { front, back, choices: Vec::new(), reverse: false };
        Note {
            tags: vec!["actors".to_owned()],
            source: Some("The House ¶2".to_owned()),
            ..Note::new("role-livia-0011aabb", content)
        }
    }

    #[test]
    fn the_text_shows_place_sentence_and_keys_but_no_id() {
        insta::assert_snapshot!(to_text(&note(), "The House ¶2", Some("Livia, wife of\nAugustus, lived long.")), @r#"
        # Edit the card, save and leave the editor: the card is kept.
        # A file without keys changes nothing. The card's id stays as it is.
        # The House ¶2
        # Livia, wife of Augustus, lived long.
        front = "Who was Livia?"
        back = "wife of Augustus"
        tags = ["actors"]
        source = "The House ¶2"
        "#);
    }

    #[test]
    fn an_edited_card_keeps_its_id() {
        let text = to_text(&note(), "x", None).replace("wife", "third wife");
        let (read, faults) = read("role-livia-0011aabb", &text, false);
        let mut expected = note();
        let Content::Basic { back, .. } = &mut expected.content else { panic!("a basic card") };
        *back = vec!["third wife of Augustus".to_owned()];
        assert_eq!((read, faults), (Some(expected), Vec::new()));
    }

    #[test]
    fn faults_are_shown_with_the_lines_of_the_edited_text() {
        let (read, faults) = read("a", "front = \"Q\"\nbakc = \"A\"\nback = \"A\"\n", false);
        assert_eq!(read, None);
        insta::assert_snapshot!(faults.join("\n"), @r#"
        error[unknown-key]: expected a known key, found 'bakc'
         --> the card:2:1
          |
        2 | bakc = "A"
          | ^^^^
          |
        help: did you mean 'back'?
        "#);
    }

    #[test]
    fn one_card_stays_one_card() {
        let text =
            "front = \"Q\"\nback = \"A\"\n[[card]]\nid = \"b\"\nfront = \"R\"\nback = \"B\"\n";
        let (read, faults) = read("a", text, false);
        assert_eq!(read, None);
        insta::assert_snapshot!(faults.join("\n"), @"
        error[one-card]: expected one card, found 2
         --> the card:3:1
          |
        3 | [[card]]
          | ^^^^^^^^
          |
        help: leave one
        ");
    }
}
