//! A person's editor, by way of a scratch file.

use crate::base::file::{read_text, replace};
use crate::deck::fault::Fault;
use crate::deck::parse::MAX_BYTES;
use crate::ui::signals;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// What an editor gave.
pub(in crate::command) enum Given {
    /// Text that differs from what went in.
    Text(String),
    /// The same, or nothing.
    Unchanged,
    /// No text: why.
    Failed(String),
}

/// Opens `text` in `editor` by way of the file `scratch`, which is removed.
pub(in crate::command) fn edit(editor: &str, scratch: &Path, text: &str) -> Given {
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
    match read_text(scratch, MAX_BYTES as u64) {
        Err(cause) => Given::Failed(format!("cannot read what {editor} saved: {cause}")),
        // The same keys again: a program that writes them would never be done.
        Ok(new) if is_same(&new, text) || keys(&new).is_empty() => Given::Unchanged,
        Ok(new) => Given::Text(new.trim_start_matches('\u{FEFF}').to_owned()),
    }
}

/// As git does: the setting is a command with its arguments, for the shell.
fn spawn(editor: &str, scratch: &Path) -> std::io::Result<ExitStatus> {
    // Ctrl-C is the editor's: the shell that waits for it must not die of it.
    let script = format!("trap : INT; {editor} \"$@\"");
    Command::new("sh").args(["-c", &script, editor]).arg(scratch).status()
}

/// Begins a line that byheart adds to a faulty card.
const REMARK: &str = "#! ";

/// `text` with what is wrong with it below the card, so that the lines of the faults are
/// those of the file.
pub(in crate::command) fn with_remarks(text: &str, faults: &[Fault]) -> String {
    let told: Vec<String> = faults.iter().map(|fault| fault.render(text, false)).collect();
    let told = told.iter().flat_map(|fault| fault.lines());
    let lines = std::iter::once("Not saved yet. Leave it as it is to give up.").chain(told);
    let remarks: String = lines.map(|line| format!("{REMARK}{line}\n")).collect();
    format!("{}\n{remarks}", text.trim_end())
}

/// The text without such remarks.
pub(in crate::command) fn without_remarks(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with(REMARK.trim_end()));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Whether two texts differ in remarks alone.
fn is_same(one: &str, other: &str) -> bool {
    without_remarks(one).trim_end() == without_remarks(other).trim_end()
}

/// The lines that are no remarks.
fn keys(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_keys_is_none() {
        assert_eq!(keys("# only\n\n  # remarks\n"), "");
        assert_eq!(keys("# a\nfront = 1\n"), "front = 1");
    }

    #[test]
    fn the_same_faulty_text_once_more_is_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let faulty = with_remarks("back = \n", &[]);
        let given = edit("echo 'back = ' >", &folder.path().join("card.toml"), &faulty);
        assert!(matches!(given, Given::Unchanged));
        let given = edit("echo 'back = 1' >", &folder.path().join("card.toml"), &faulty);
        assert!(matches!(given, Given::Text(text) if text == "back = 1\n"));
    }

    #[test]
    fn an_editor_gives_a_text_nothing_or_says_why_it_failed() {
        let folder = tempfile::tempdir().unwrap();
        for (editor, expected) in [
            ("sed -i s/1/2/", "back = 2\n"),
            ("true", "unchanged"),
            ("false", "false failed (exit status: 1)"),
            ("no-such-editor", "cannot find no-such-editor; set VISUAL or EDITOR"),
        ] {
            let given = match edit(editor, &folder.path().join("card.toml"), "back = 1\n") {
                Given::Text(text) | Given::Failed(text) => text,
                Given::Unchanged => "unchanged".to_owned(),
            };
            assert_eq!(given, expected);
        }
    }
}
