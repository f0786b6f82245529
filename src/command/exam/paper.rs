//! `exam --paper`: the paper in a file, to be printed.

use super::{PASS, draw};
use crate::base::words::count;
use crate::cli::Exam;
use crate::command::Shop;
use crate::command::output::write_new;
use crate::command::workspace::{Workspace, note};
use crate::error::{Error, Result};
use crate::quiz::exam::Paper;
use crate::quiz::exam::print::{Head, html, markdown};
use crate::ui::exam::wording::titles;
use serde_json::json;
use std::path::Path;

pub(super) fn run(options: &Exam, path: &Path, shop: &mut Shop) -> Result {
    let print = printer(path)?;
    let workspace = Workspace::open(shop, &options.selection)?;
    workspace.report_faults(shop);
    let (paper, notes) = draw(&workspace, &shop.global, options)?;
    let head = Head {
        title: titles(paper.items.iter().map(|item| &item.question)),
        limit: options.time,
        pass: options.pass.unwrap_or(PASS),
    };
    let versions = options.versions.unwrap_or(1);
    write_new(path, &print(&paper, &head, versions), options.force)?;
    report(&paper, path, versions, shop)?;
    notes.iter().filter(|_| !shop.global.quiet).try_for_each(|text| match shop.global.json {
        // What is printed as JSON stands alone.
        true => {
            note(text);
            Ok(())
        }
        false => shop.out.line(text),
    })
}

type Print = fn(&Paper, &Head, u32) -> String;

fn printer(path: &Path) -> Result<Print> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => Ok(html),
        Some("md" | "markdown") => Ok(markdown),
        _ => {
            let path = path.display();
            let message = format!("expected a file that ends in .html or .md, found {path}");
            Err(Error::new(message)
                .hint("an .html file can be printed from any browser, or saved as PDF there"))
        }
    }
}

fn report(paper: &Paper, path: &Path, versions: u32, shop: &mut Shop) -> Result {
    let out = &mut shop.out;
    if shop.global.json {
        let ids = paper.items.iter().map(|item| item.question.card.id.to_string());
        return out.json(&json!({
            "format": 1,
            "path": path.to_string_lossy(),
            // A text: numbers of JSON lose digits above 2^53.
            "seed": paper.seed.to_string(),
            "versions": versions,
            "questions": ids.collect::<Vec<_>>(),
        }));
    }
    let (path, seed) = (path.display(), paper.seed);
    let questions = count(paper.items.len(), "question");
    let versions = count(versions as usize, "version");
    out.line(&format!("{path}: {questions} in {versions}, then the key. Seed {seed}."))
}
