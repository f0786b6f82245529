//! `init`: makes a study folder.

use super::Shop;
use super::output::{Output, write};
use super::sources::toml_files;
use crate::cli::Init;
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

const EXAMPLE: &str = r#"format = 1
id = "my-first-deck"
title = "My first deck"

[[card]]
id = "example"
front = "Where are this deck's cards written?"
back = "In decks/my-first-deck.toml"

# Cards of every kind; take the first # of a line away to have them asked, or write your own.
# Each card has an id that stays, and byheart check says what is wrong.

# [[card]]
# id = "typed"
# front = "When was Rome founded, by its own legend?"
# back = "753 BC"
# accept = ["753 BCE"]        # also right
# ask = "type"                # or reveal, choose

# [[card]]
# id = "choice"
# front = "Which hill of Rome held the temple of Jupiter?"
# back = "the Capitoline"
# choices = ["the Palatine", "the Aventine", "the Caelian"]   # wrong ones
# note = "Shown after the answer."

# [[card]]
# id = "gaps"
# cloze = "{{c1::Romulus}} killed {{c2::Remus::his twin}}."   # hidden, and a hint

# [[card]]
# id = "statement"
# statement = "The Tiber runs through Rome."
# answer = true

# [[card]]
# id = "order"
# front = "The first kings, the earliest first"
# order = ["Romulus", "Numa Pompilius", "Tullus Hostilius"]

# [[card]]
# id = "list"
# front = "The two chambers of a parliament such as Britain's"
# list = ["House of Commons", "House of Lords"]

# [[card]]
# id = "pairs"
# front = "Match each god with what he rules"
# pairs = [["Neptune", "the sea"], ["Mars", "war"], ["Vulcan", "fire"]]
"#;

const IGNORE: &str = "*.tmp\n";
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
    write_new(&root.join(".gitignore"), IGNORE, out)?;
    write_new(&root.join(".gitattributes"), ATTRIBUTES, out)?;
    if !has_deck {
        write_new(&root.join("decks/my-first-deck.toml"), EXAMPLE, out)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::parse;

    #[test]
    fn the_example_has_a_card_of_each_kind_and_no_fault() {
        let uncommented = EXAMPLE.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
        let prose = |line: &&str| !line.starts_with("Cards of") && !line.starts_with("Each card");
        let text = uncommented.filter(prose).collect::<Vec<_>>().join("\n");
        let parsed = parse(Path::new("d.toml"), &text);
        assert_eq!(parsed.faults, [], "{text}");
        assert_eq!(parsed.deck.unwrap().notes().count(), 8);
        assert_eq!(parse(Path::new("d.toml"), EXAMPLE).faults, []);
    }
}
