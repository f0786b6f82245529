//! `exam --paper`: the paper in a file, to be printed.

use super::{PASS, draw};
use crate::base::file::replace;
use crate::base::words::count;
use crate::cli::{Exam, Global};
use crate::command::output::Output;
use crate::command::workspace::{Workspace, note};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::quiz::exam::Paper;
use crate::quiz::exam::print::{Head, html, markdown};
use crate::ui::exam::wording::titles;
use serde_json::json;
use std::path::Path;

pub(super) fn run(
    env: &Env,
    global: &Global,
    options: &Exam,
    path: &Path,
    out: &mut Output,
) -> Result {
    let print = printer(path)?;
    let workspace = Workspace::open(env, global, &options.selection)?;
    workspace.report_faults(global);
    let (paper, notes) = draw(&workspace, global, options)?;
    let head = Head {
        title: titles(paper.items.iter().map(|item| &item.question)),
        limit: options.time,
        pass: options.pass.unwrap_or(PASS),
    };
    let versions = options.versions.unwrap_or(1);
    write(path, &print(&paper, &head, versions), options.force)?;
    report(&paper, path, versions, global, out)?;
    match global.quiet {
        true => Ok(()),
        // What is printed as JSON stands alone.
        false if global.json => notes.iter().try_for_each(|text| {
            note(text);
            Ok(())
        }),
        false => notes.iter().try_for_each(|text| out.line(text)),
    }
}

type Print = fn(&Paper, &Head, u32) -> String;

fn printer(path: &Path) -> Result<Print> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => Ok(html),
        Some("md" | "markdown") => Ok(markdown),
        _ => Err(Error::new(format!(
            "expected a file that ends in .html or .md, found {}",
            path.display()
        ))
        .hint("an .html file can be printed from any browser, or saved as PDF there")),
    }
}

fn write(path: &Path, text: &str, force: bool) -> Result {
    // A link to nowhere is something too.
    if !force && path.symlink_metadata().is_ok() {
        return Err(Error::new(format!("{} exists", path.display()))
            .hint("--force replaces it; nothing was written"));
    }
    replace(path, text.as_bytes())
        .map_err(|cause| Error::because(format!("cannot write {}", path.display()), &cause))
}

fn report(paper: &Paper, path: &Path, versions: u32, global: &Global, out: &mut Output) -> Result {
    if global.json {
        let ids = paper.items.iter().map(|item| item.question.card.id.to_string());
        return out.json(&json!({
            "format": 1,
            "path": path,
            // A text: numbers of JSON lose digits above 2^53.
            "seed": paper.seed.to_string(),
            "versions": versions,
            "questions": ids.collect::<Vec<_>>(),
        }));
    }
    out.line(&format!(
        "{}: {} in {}, then the key. Seed {}.",
        path.display(),
        count(paper.items.len(), "question"),
        count(versions as usize, "version"),
        paper.seed
    ))
}
