//! A card in a person's editor, and back through the reader of decks.

use crate::deck::fault::Fault;
use crate::deck::note::Note;
use crate::deck::parse::{MAX_BYTES, parse, parse_notes};
use crate::deck::sanitize::sanitize;
use crate::deck::write::card;
use crate::progress::file::replace;
use crate::ui::signals;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// What an editor gave.
pub(super) enum Given {
    /// Text that differs from what went in.
    Text(String),
    /// The same, or nothing.
    Unchanged,
    /// No text: why.
    Failed(String),
}

/// Opens `text` in `editor` by way of the file `scratch`, which is removed.
pub(super) fn edit(editor: &str, scratch: &Path, text: &str) -> Given {
    let given = match replace(scratch, text.as_bytes()) {
        Ok(()) => run(editor, scratch, text),
        Err(cause) => Given::Failed(format!("cannot write {}: {cause}", scratch.display())),
    };
    // A leftover is only untidy.
    let _ = fs::remove_file(scratch);
    given
}

fn run(editor: &str, scratch: &Path, text: &str) -> Given {
    match signals::lending(|| spawn(editor, scratch)) {
        Err(cause) => return Given::Failed(format!("cannot run {editor}: {cause}")),
        Ok(status) if status.code() == Some(127) => {
            return Given::Failed(format!("cannot find {editor}; set VISUAL or EDITOR"));
        }
        Ok(status) if !status.success() => {
            return Given::Failed(format!("{editor} failed ({status})"));
        }
        Ok(_) => {}
    }
    let size = fs::metadata(scratch).map_or(0, |metadata| metadata.len());
    if size > MAX_BYTES as u64 {
        return Given::Failed("the text is too long for a card".to_owned());
    }
    match fs::read_to_string(scratch) {
        Err(cause) => Given::Failed(format!("cannot read what {editor} saved: {cause}")),
        Ok(new) if new == text || keys(&new).is_empty() => Given::Unchanged,
        Ok(new) => Given::Text(new.trim_start_matches('\u{FEFF}').to_owned()),
    }
}

/// As git does: the setting is a command with its arguments, for the shell.
fn spawn(editor: &str, scratch: &Path) -> std::io::Result<ExitStatus> {
    let script = format!("{editor} \"$@\"");
    Command::new("sh").args(["-c", &script, editor]).arg(scratch).status()
}

/// The lines that are no remarks.
fn keys(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

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
    text + &body(note)
}

/// The keys of a card without its id.
pub(super) fn body(note: &Note) -> String {
    // An empty line, the table's head, the id.
    card(note).splitn(4, '\n').nth(3).unwrap_or_default().to_owned()
}

/// The edited card under its old id, and what is wrong or doubtful with it,
/// rendered with places in the edited text.
pub(super) fn read(id: &str, text: &str, color: bool) -> (Option<Note>, Vec<String>) {
    let head = format!("format = 1\nid = \"draft\"\ntitle = \"draft\"\n[[card]]\nid = \"{id}\"\n");
    let above = head.lines().count();
    let full = format!("{head}{text}");
    let path = Path::new("the card");
    let faults = parse(path, &full).faults;
    let rejected = faults.iter().any(|fault| fault.severity.is_error());
    let rendered = faults.into_iter().map(|fault| {
        Fault { line: fault.line.saturating_sub(above).max(1), ..fault }.render(&full, color)
    });
    let mut rendered: Vec<String> = rendered.collect();
    let mut notes = parse_notes(path, &full);
    if notes.len() > 1 {
        rendered.push(format!("error: expected one card, found {}", notes.len()));
        return (None, rendered);
    }
    (notes.pop().filter(|_| !rejected), rendered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::note::NoteContent;

    fn note() -> Note {
        Note {
            id: "role-livia-0011aabb".to_owned(),
            content: NoteContent::Basic {
                front: "Who was Livia?".to_owned(),
                back: vec!["wife of Augustus".to_owned()],
                choices: Vec::new(),
                reverse: false,
            },
            ask: None,
            accept: Vec::new(),
            nocredit: Vec::new(),
            tags: vec!["actors".to_owned()],
            source: Some("The House ¶2".to_owned()),
            note: None,
            was: Vec::new(),
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
        let NoteContent::Basic { back, .. } = &mut expected.content else { panic!("a basic card") };
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
        assert_eq!((read, faults), (None, vec!["error: expected one card, found 2".to_owned()]));
    }

    #[test]
    fn a_text_without_keys_is_none() {
        assert_eq!(keys("# only\n\n  # remarks\n"), "");
        assert_eq!(keys("# a\nfront = 1\n"), "front = 1");
    }
}
