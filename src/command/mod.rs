//! One file a command. Commands read the world through [`Env`] and the
//! store, call pure code, and print what it returns.

mod add;
mod cards;
mod check;
mod deck_file;
mod decks;
mod diff;
mod editor;
mod exam;
mod exams;
mod generate;
mod git;
mod history;
mod init;
mod install;
mod mark;
mod new;
mod output;
mod plan;
mod preview;
mod shell;
mod sources;
mod study;
mod workspace;

use crate::cli::{Cli, Command, Global};
use crate::deck::schema;
use crate::env::{Env, Home};
use crate::error::{Error, Result};
use crate::history::EventKind;
use crate::ui::signals;
use output::Output;

/// What every command works with: where it runs, what it was told, where it prints.
struct Shop {
    env: Env,
    global: Global,
    out: Output,
}

impl Shop {
    fn home(&self) -> Result<Home> {
        Home::find(self.global.home.as_deref(), &self.env)
    }
}

#[cfg(test)]
impl Shop {
    /// A shop below `root`, in which time stands, with a deck of these cards; and
    /// the command that `arguments` name.
    fn of_test(root: &std::path::Path, cards: &str, arguments: &[&str]) -> (Self, Command) {
        let home = root.join("home");
        std::fs::create_dir_all(home.join("decks")).unwrap();
        let deck = format!("format = 1\nid = \"d\"\ntitle = \"D\"\n{cards}");
        crate::base::file::replace(&home.join("decks/d.toml"), deck.as_bytes()).unwrap();
        let line = [&["byheart", "--home", home.to_str().unwrap()], arguments].concat();
        let cli = <Cli as clap::Parser>::try_parse_from(line).unwrap();
        let (env, out) = (Env::of_test(root), Output::stdout(false));
        (Self { env, global: cli.global, out }, cli.command.unwrap())
    }
}

/// From here on a signal ends the program; `farewell` says in a line what is
/// kept, from the number of saves.
fn listen(farewell: fn(u32) -> String) -> Result {
    signals::listen(farewell).map_err(|cause| Error::because("cannot listen for signals", &cause))
}

/// Runs the command that `cli` asks for.
pub fn run(cli: Cli) -> Result {
    signals::outlive_size_limits()
        .map_err(|cause| Error::because("cannot listen for signals", &cause))?;
    let env = Env::from_process(&cli.global)?;
    let out = Output::stdout(env.terminal.ascii);
    let mut shop = Shop { env, global: cli.global, out };
    let mut bare = cli.study;
    bare.selection.is_bare = true;
    match cli.command.unwrap_or(Command::Study(bare)) {
        Command::Study(options) => study::run(&options, &shop),
        Command::Exam(options) => exam::run(&options, &mut shop),
        Command::Decks(selection) => decks::run(&selection, &mut shop),
        Command::Cards(options) => cards::run(&options, &mut shop),
        Command::Plan(options) => plan::run(&options, &mut shop),
        Command::Generate(options) => generate::run(&options, &mut shop),
        Command::Check(options) => check::run(&options, &mut shop),
        Command::History(options) => history::run(&options, &mut shop),
        Command::Undo => mark::undo(&mut shop),
        Command::Suspend(cards) => mark::mark(&cards, EventKind::Suspend, "suspended", &mut shop),
        Command::Resume(cards) => mark::mark(&cards, EventKind::Resume, "resumed", &mut shop),
        Command::Reset(cards) => mark::mark(&cards, EventKind::Reset, "new again", &mut shop),
        Command::Preview(options) => preview::run(&options, &mut shop),
        Command::Install(options) => install::run(&options, &mut shop),
        Command::Init(options) => init::run(&options, &mut shop),
        Command::New(options) => new::run(&options, &mut shop),
        Command::Add(options) => add::run(&options, &mut shop),
        Command::Diff(options) => diff::run(&options, &mut shop),
        Command::Schema => shop.out.raw(&schema::text()),
        Command::Completions(options) => shell::completions(&options, &mut shop),
        Command::Man(options) => shell::man(&options, &mut shop),
    }?;
    shop.out.flush()
}
