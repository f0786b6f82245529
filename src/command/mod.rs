//! One file a command. Commands read the world through [`Env`] and the
//! store, call pure code, and print what it returns.

mod cards;
mod check;
mod decks;
mod editor;
mod exam;
mod exams;
mod generate;
mod history;
mod init;
mod mark;
mod output;
mod plan;
mod study;
mod workspace;

use crate::cli::{Cli, Command};
use crate::env::Env;
use crate::error::Result;
use output::Output;

/// Runs the command that `cli` asks for.
pub fn run(cli: Cli) -> Result {
    let env = Env::from_process(&cli.global)?;
    let mut out = Output::stdout();
    let global = &cli.global;
    match cli.command.unwrap_or(Command::Study(cli.study)) {
        Command::Study(options) => study::run(&env, global, &options),
        Command::Exam(options) => exam::run(&env, global, &options, &mut out),
        Command::Decks(selection) => decks::run(&env, global, &selection, &mut out),
        Command::Cards(options) => cards::run(&env, global, &options, &mut out),
        Command::Plan(options) => plan::run(&env, global, &options, &mut out),
        Command::Generate(options) => generate::run(&env, global, &options, &mut out),
        Command::Check(options) => check::run(&env, global, &options, &mut out),
        Command::History(options) => history::run(&env, global, &options, &mut out),
        Command::Undo => mark::undo(&env, global, &mut out),
        Command::Suspend(options) => mark::suspend(&env, global, &options, &mut out),
        Command::Resume(options) => mark::resume(&env, global, &options, &mut out),
        Command::Reset(options) => mark::reset(&env, global, &options, &mut out),
        Command::Init(options) => init::run(&env, &options, &mut out),
    }?;
    out.flush()
}
