//! `preview`: a deck as its students will meet it. Nothing is saved.

use super::output::write_new;
use super::sources::Sources;
use super::study::documents::Documents;
use super::study::{make_face, ui_mode};
use super::workspace::{note, read_settings};
use super::{Shop, listen};
use crate::asking::study::{Asking, Response};
use crate::base::words::count;
use crate::cli::Preview as Options;
use crate::deck::library::Library;
use crate::error::{Error, Result};
use crate::quiz::exam::print::{in_exams, preview_page};
use crate::quiz::preview::{Preview, previews};
use crate::quiz::question::{Left, Question};
use crate::ui::{self, signals};
use serde_json::json;
use std::io;
use std::path::Path;

pub(super) fn run(options: &Options, shop: &mut Shop) -> Result {
    let home = shop.home()?;
    let library = Sources::of(&home, &options.selection)?.library()?;
    if !shop.global.quiet {
        library.left_out.iter().for_each(|left_out| note(&left_out.to_string()));
    }
    let formats = read_settings(&home)?.0.formats;
    let seed = options.seed.unwrap_or_default();
    let shown: Vec<Preview> =
        library.decks.iter().flat_map(|deck| previews(deck, &formats, seed)).collect();
    if shown.is_empty() {
        return Err(Error::new("there is no card to be shown").hint("byheart check says why"));
    }
    match &options.html {
        Some(path) => page(&library, &shown, path, options.force, shop),
        None if shop.global.json => as_json(&shown, shop),
        None => session(&library, &shown, options, shop),
    }
}

fn page(library: &Library, shown: &[Preview], path: &Path, force: bool, shop: &mut Shop) -> Result {
    let titles: Vec<&str> = library.decks.iter().map(|deck| deck.title.as_str()).collect();
    let language = library.decks.first().map_or("en", |deck| &deck.language);
    write_new(path, &preview_page(&titles.join(" · "), language, shown), force)?;
    shop.out.line(&format!("{}: {}", path.display(), count(shown.len(), "card")))
}

fn as_json(shown: &[Preview], shop: &mut Shop) -> Result {
    let card = |preview: &Preview| {
        let forms: Vec<String> = preview.forms().map(|how| how.as_ref().to_owned()).collect();
        json!({ "id": preview.card().id.as_str(), "forms": forms, "exam": preview.exam })
    };
    let cards: Vec<_> = shown.iter().map(card).collect();
    shop.out.json(&json!({ "format": 1, "cards": cards }))
}

/// Each card in each form, on and back as the author likes.
fn session(library: &Library, shown: &[Preview], options: &Options, shop: &Shop) -> Result {
    let mode = ui_mode(&shop.env, options.ui)?;
    listen(|_| "Interrupted; a preview saves nothing.".to_owned())?;
    let face = &mut *make_face(&shop.env, mode)?;
    let mut documents = Documents::default();
    let questions: Vec<(&Preview, usize)> = shown
        .iter()
        .flat_map(|preview| (0..preview.questions.len()).map(move |form| (preview, form)))
        .collect();
    let mut at = 0;
    while let Some(&(preview, form)) = questions.get(at) {
        face.say(&told(preview, form)).map_err(broken)?;
        let left = Left { new: questions.len() - at, ..Left::default() };
        let question = preview.questions[form].clone();
        let mut asking =
            Asking::new(Question { left, done: at, answers: (at, left.new), ..question });
        let open = |card: &_| documents.open(library, card);
        match ui::ask(face, &mut asking, open).map_err(broken)? {
            Response::Answer(_) | Response::Skip => at += 1,
            Response::Undo => at = at.saturating_sub(1),
            Response::Leave { interrupted: true, .. } => signals::interrupt(),
            Response::Leave { .. } => return Ok(()),
            _ => face.say("A preview changes nothing.").map_err(broken)?,
        }
    }
    face.say("That was the last card.").map_err(broken)
}

/// `founder, 2 of 3: typed; an exam asks it typed`.
fn told(preview: &Preview, form: usize) -> String {
    let id = preview.card().id.card();
    let exam = in_exams(&preview.exam);
    match preview.questions.len() {
        1 => format!("{id}; in exams: {exam}"),
        all => format!("{id}, form {} of {all}; in exams: {exam}", form + 1),
    }
}

fn broken(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::BrokenPipe => Error::ClosedPipe,
        _ => Error::because("cannot talk to the terminal", &cause),
    }
}
