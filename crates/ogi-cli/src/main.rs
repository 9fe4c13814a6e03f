//! The command `ogi`: check, import, print and tabulate annual reports on open government information.

mod arguments;
mod check;
mod convert;
mod digest;
mod error;
mod explain;
mod formats;
mod guard;
mod import;
mod language;
mod new;
mod output;
mod render;
mod rules;
mod run;
mod schema;
mod source;
mod table;
mod terminal;
mod words;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use error::Error;
use ogi_report::Language;
use terminal::Console;

/// Exit status when the program could not do its job.
const COULD_NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    let otherwise = language::of_environment();
    let arguments = Arguments::read(otherwise);
    anstream::ColorChoice::write_global(arguments.color.into());
    let language = arguments.lang.map_or(otherwise, Into::into);
    let mut console = Console::new(language);
    let status = run(&arguments.command, &mut console);
    let status = status.and_then(|status| {
        console.flush().map_err(|source| Error::Output { source })?;
        Ok(status)
    });
    ExitCode::from(status.unwrap_or_else(|error| could_not_run(&error, language)))
}

/// Says why the program could not do its job; the exit status.
fn could_not_run(error: &Error, language: Language) -> u8 {
    terminal::tell(&format!("ogi: {}", error.say(language)));
    COULD_NOT_RUN
}

/// The exit status of a command.
fn run(command: &Command, console: &mut Console) -> Result<u8, Error> {
    match command {
        Command::Check(arguments) => check::run(arguments, console),
        Command::Import(arguments) => import::run(arguments, console),
        Command::Render(arguments) => render::run(arguments, console),
        Command::Convert(arguments) => convert::run(arguments, console),
        Command::Table(arguments) => table::run(arguments, console),
        Command::Explain(arguments) => explain::run(arguments, console),
        Command::Rules(arguments) => rules::run(arguments, console),
        Command::Schema(arguments) => schema::run(arguments, console),
        Command::New(arguments) => new::run(arguments, console),
    }
}
