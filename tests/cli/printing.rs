//! Printed papers: their files, and in a browser HTML to PDF and each page read.

use crate::exam::{exam, world as world_of_all_kinds};
use crate::harness::{World, repository};
use std::path::{Path, PathBuf};
use std::process::Command;

const BROWSERS: [&str; 4] =
    ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/// The paths of a browser and of a PDF reader, where a machine has them.
fn tools() -> Option<(PathBuf, PathBuf)> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let find = |name: &&str| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    };
    BROWSERS.iter().find_map(find).zip(find(&"pdftotext"))
}

/// The text of each page of `page`, a file of HTML, printed.
fn printed(world: &World, page: &Path) -> Option<Vec<String>> {
    let (browser, reader) = tools()?;
    let pdf = page.with_extension("pdf");
    let ran = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--user-data-dir={}", world.path("browser").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", page.display()))
        .env("HOME", world.home())
        .output()
        .unwrap();
    assert!(ran.status.success() && pdf.is_file(), "{}", String::from_utf8_lossy(&ran.stderr));
    let read = Command::new(reader).args(["-layout"]).arg(&pdf).arg("-").output().unwrap();
    let text = String::from_utf8(read.stdout).unwrap();
    // Each page ends with a form feed.
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
}

/// The numbers that begin a line, in order.
fn numbers(page: &str) -> Vec<u32> {
    let begins = |line: &str| line.trim_start().split_once(". ")?.0.parse().ok();
    page.lines().filter_map(begins).collect()
}

#[test]
fn each_version_and_each_key_has_pages_of_its_own() {
    let world = World::new();
    for deck in ["actors", "arguments", "dates"] {
        let name = format!("decks/korean-war-{deck}.toml");
        world.put(&name, std::fs::read_to_string(repository().join(&name)).unwrap());
    }
    let versions = ["--questions", "24", "--versions", "3", "--paper", "home/paper.html"];
    let ran = world.run(&[&["exam", "--seed", "7"], &versions[..]].concat()).ended(0);
    assert_eq!(ran.stderr, "");
    let Some(pages) = printed(&world, &world.path("paper.html")) else {
        return eprintln!("left out: no Chromium or no pdftotext");
    };
    for foot in ["Version A", "Version B", "Version C", "Key Version A", "Key Version B"] {
        let of_sheet = |page: &&String| {
            page.lines().last().unwrap().trim().rsplit_once("  ").unwrap().0.trim() == foot
        };
        let sheet: Vec<&String> = pages.iter().filter(of_sheet).collect();
        // Every question once, in order, on two pages or more.
        let found: Vec<u32> = sheet.iter().flat_map(|page| numbers(page)).collect();
        assert_eq!(found, (1..=24).collect::<Vec<u32>>(), "{foot}: {sheet:#?}");
        assert!(sheet.len() > 1, "{foot}");
        // Each sheet counts its own pages.
        let count = |page: &&String| page.lines().last()?.trim().rsplit_once("  ")?.1.parse().ok();
        let counted: Vec<Option<usize>> = sheet.iter().map(count).collect();
        assert_eq!(counted, (1..=sheet.len()).map(Some).collect::<Vec<_>>(), "{foot}");
        // Sources stand in keys and nowhere else.
        let has_sources = sheet.iter().any(|page| page.contains("Source: "));
        assert_eq!(has_sources, foot.starts_with("Key"), "{foot}");
    }
    let is_key = |page: &String| page.contains("Source: ");
    assert!(pages.iter().skip_while(|page| !is_key(page)).all(is_key), "a key among the papers");
    let title =
        "The Wrong War: The Soviets and the Korean War, 1945-1953: actors, arguments, dates";
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    let head = joined(&format!("{title} – Version A 24 questions"));
    assert!(joined(&pages[0]).starts_with(&head), "{}", pages[0]);
}

#[test]
fn a_paper_is_printed_in_versions_and_nothing_is_overwritten() {
    let world = world_of_all_kinds();
    let paper = ["--paper", "home/paper.html", "--versions", "3", "--time", "30m"];
    let ran = exam(&world, &paper, "").ended(0);
    assert_eq!(ran.stderr, "");
    assert!(ran.stdout.ends_with("paper.html: 6 questions in 3 versions, then the key. Seed 1.\n"));
    let page = world.text("paper.html");
    assert_eq!(page.matches("<section").count(), 6);
    assert!(page.contains("6 questions, a mark each · 30 minutes · pass mark 60 %"));
    let refused = exam(&world, &paper[..2], "").ended(2);
    refused.warns(&["help: --force replaces it; nothing was written"]);
    assert_eq!(world.text("paper.html"), page);
    exam(&world, &[&paper[..], &["--force"]].concat(), "").ended(0);
    assert_eq!(world.text("paper.html"), page);
    let other = exam(&world, &["--paper", "paper.pdf"], "");
    other.warns(&["expected a file that ends in .html or .md"]);
    assert!(!world.path("progress/exams").exists());
    // It is the one that is sat.
    exam(&world, &["--paper", "home/paper.md"], "");
    let text = world.text("paper.md");
    let (paper, _) = text.split_once("# Key").unwrap();
    assert!(paper.contains("1. Name the three"), "{paper}");
    exam(&world, &[], "").says(&["[1 of 6] Korea · list\nName the three"]);
}
