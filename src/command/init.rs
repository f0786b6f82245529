//! `init`: makes a study folder.

use super::Shop;
use super::deck_file::begin;
use super::output::{Output, write};
use super::sources::toml_files;
use crate::cli::Init;
use crate::deck::DeckId;
use crate::deck::starter::example;
use crate::error::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

const SETTINGS: &str = r#"# Settings of this study folder. A line without # in front counts.
# new_per_day = 20
# reviews_per_day = 200
# retention = 0.90          # the share of cards you want to recall, 0.70 to 0.99
# maximum_interval = 36500  # days
# day_starts_at = "04:00"

# [exam]                    # while it lies ahead, study follows it; byheart plan shows the way
# date = 2026-12-15
# minutes = 20              # a day
# goal = 0.9                # the share you want to recall on the day
# days_off = ["sunday", 2026-12-24]

# [decks.some-deck]         # limits of one deck
# new_per_day = 5
# exam = 2026-12-15
"#;

const IGNORE: &str = "*.tmp\n";
/// The progress of whoever hands decks out is nobody else's, and papers come with their key.
const IGNORE_OF_CLASS: &str = "*.tmp\nprogress/\n*.html\n";
const ATTRIBUTES: &str =
    "progress/**/*.csv -text merge=union\ndecks/.*.generated -text merge=union\n";

pub(super) fn run(options: &Init, shop: &mut Shop) -> Result {
    let root = options.dir.clone().or_else(|| shop.global.home.clone());
    let root = root.unwrap_or_else(|| PathBuf::from("."));
    let out = &mut shop.out;
    for folder in ["decks", "progress"] {
        let path = root.join(folder);
        fs::create_dir_all(&path).map_err(|cause| {
            Error::because(format!("cannot make the folder {}", path.display()), &cause)
        })?;
    }
    let has_deck = toml_files(&root.join("decks")).is_ok_and(|files| !files.is_empty());
    write_new(&root.join("byheart.toml"), SETTINGS, out)?;
    let ignored = if options.class { IGNORE_OF_CLASS } else { IGNORE };
    write_new(&root.join(".gitignore"), ignored, out)?;
    write_new(&root.join(".gitattributes"), ATTRIBUTES, out)?;
    // Whoever hands decks out begins one: a sample would be handed out with it.
    if !has_deck && !options.class {
        let path = Path::new("decks/my-first-deck.toml");
        let id = DeckId::new("my-first-deck").expect("a fixed id is well formed");
        let text = example(&id, "My first deck", path);
        begin(&root.join(path), &text)?;
        out.line(&format!("wrote  {}", root.join(path).display()))?;
    }
    out.line(&format!("{} is a study folder now; run byheart in it.", root.display()))
}

/// What a person has written already stays as it is.
fn write_new(path: &Path, text: &str, out: &mut Output) -> Result {
    if path.exists() {
        return out.line(&format!("kept   {}", path.display()));
    }
    write(path, text)?;
    out.line(&format!("wrote  {}", path.display()))
}
