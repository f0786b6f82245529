//! A folder that came from somebody else may hold their progress: before the first question
//! that is said, once for each home of a machine, and setting it aside is offered.

use crate::cli::UiMode;
use crate::command::Shop;
use crate::command::workspace::{Workspace, note};
use crate::error::{Error, Result};
use crate::ui::prompt::Prompter;
use crate::ui::signals;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Names that are told.
const MOST_NAMES: usize = 5;

/// What the owner of several machines answers, and what others do.
const CHOICES: [&str; 2] =
    ["They are mine: go on with them", "They are somebody else's: set them aside and begin anew"];

/// Whether progress of others was set aside, and the home is to be opened anew.
pub(super) fn are_set_aside(shop: &Shop, mode: UiMode, workspace: &Workspace) -> Result<bool> {
    let device = workspace.store.device();
    let strangers = workspace.store.strangers()?;
    if strangers.is_empty() || device.was_told()? || shop.global.quiet {
        return Ok(false);
    }
    let progress = shop.home()?.progress();
    let aside = free_name(&progress);
    note(&format!(
        "{} holds the answers of {}, and none of this machine.",
        progress.display(),
        shown(&strangers)
    ));
    if !matches!(mode, UiMode::Screen | UiMode::Line) {
        note(&format!(
            "If they are yours, go on; this is said once. If they are somebody else's, begin anew by renaming the folder, such as to {}.",
            aside.display()
        ));
        device.remember_told()?;
        return Ok(false);
    }
    let terminal = shop.env.terminal;
    let chosen =
        Prompter::new(terminal.color, terminal.ascii).select("Whose are they?", &CHOICES, 0);
    match chosen {
        Ok(Some(1)) => set_aside(&progress, &aside).map(|()| true),
        Ok(Some(_)) => device.remember_told().map(|()| false).map_err(Error::from),
        Ok(None) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => signals::interrupt(),
        Err(error) => Err(Error::because("cannot talk to the terminal", &error)),
    }
}

fn shown(names: &[String]) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let names = names[..names.len() - more].join(", ");
    if more == 0 { names } else { format!("{names} and {more} more") }
}

fn set_aside(progress: &Path, aside: &Path) -> Result {
    fs::rename(progress, aside).map_err(|cause| {
        Error::because(format!("cannot rename {}", progress.display()), &cause)
            .hint("rename the folder yourself, and start again")
    })?;
    note(&format!("Set aside as {}; you begin anew.", aside.display()));
    Ok(())
}

/// A name beside `progress` that nothing has yet.
fn free_name(progress: &Path) -> PathBuf {
    let named = |name: String| progress.with_file_name(name);
    let numbered = (2..).map(|number| named(format!("progress-of-others-{number}")));
    std::iter::once(named("progress-of-others".to_owned()))
        .chain(numbered)
        .find(|path| fs::symlink_metadata(path).is_err())
        .expect("numbers do not run out")
}
