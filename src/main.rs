//! The `byheart` command: arguments in, exit code out.

use byheart::cli::Cli;
use byheart::error::Error;
use std::process::ExitCode;

/// A journal of a million lines is millions of small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::of_words(std::env::args_os().collect()).unwrap_or_else(|error| error.exit());
    match byheart::command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if let Error::Failure(failure) = &error {
                report(failure);
            }
            error.exit_code()
        }
    }
}

/// A closed stderr leaves nobody to tell.
fn report(failure: &byheart::error::Failure) {
    use std::io::Write;
    let text = failure.to_string();
    let _ = writeln!(std::io::stderr(), "{}", byheart::base::sanitize::sanitize(&text));
}
