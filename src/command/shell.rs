//! `completions` and `man`: what other programs want to know of the command line.

use super::Shop;
use super::output::write;
use crate::cli::{Cli, Completions, Man};
use crate::error::{Error, Result};
use clap::CommandFactory;

/// Prints the script that a shell reads.
pub(super) fn completions(options: &Completions, shop: &mut Shop) -> Result {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "byheart", &mut script);
    shop.out.raw(&String::from_utf8_lossy(&script))
}

/// Prints the page of byheart, or writes the pages of all commands.
pub(super) fn man(options: &Man, shop: &mut Shop) -> Result {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    match &options.dir {
        None => shop.out.raw(&page(command)?.1),
        Some(folder) => {
            let commands = command.get_subcommands().cloned().collect::<Vec<_>>();
            for command in std::iter::once(command).chain(commands) {
                let (name, text) = page(command)?;
                let path = folder.join(name);
                write(&path, &text)?;
                shop.out.line(&format!("wrote  {}", path.display()))?;
            }
            Ok(())
        }
    }
}

/// The name of a command's page and its text.
fn page(command: clap::Command) -> Result<(String, String)> {
    let page = clap_mangen::Man::new(command).manual("byheart");
    let mut text = Vec::new();
    page.render(&mut text)
        .map_err(|cause| Error::because("cannot make the manual page", &cause))?;
    Ok((page.get_filename(), String::from_utf8_lossy(&text).into_owned()))
}
