//! The help of the command line in Chinese: `schema/texts/help.zh-CN.json` in the place of the English words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command};
use ogi_schema::texts;
use serde::Deserialize;

use super::LINES_HEADING;

/// The Chinese words of the command line; the English ones are clap's and the comments at the arguments.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChineseTexts {
    headings: Headings,
    /// What is wrong with a command line.
    pub(super) mistakes: Mistakes,
    commands: BTreeMap<String, Help>,
}

/// The frame of the help.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    template: String,
    commands: String,
    arguments: String,
    options: String,
    lines: String,
    hints: String,
    examples: String,
}

/// The help of one command.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Help {
    about: String,
    examples: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    arguments: BTreeMap<String, String>,
}

/// What is wrong with a command line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mistakes {
    pub(super) wrong: String,
    pub(super) usage: String,
    pub(super) help: String,
    pub(super) valid: String,
    pub(super) suggested: String,
    pub(super) unknown_argument: String,
    pub(super) unknown_command: String,
    pub(super) no_command: String,
    pub(super) missing: String,
    pub(super) no_value: String,
    pub(super) invalid_value: String,
    pub(super) repeated: String,
    pub(super) conflict: String,
    pub(super) wrong_number: String,
    pub(super) too_many: String,
    pub(super) not_utf8: String,
}

pub(super) static TEXTS: LazyLock<ChineseTexts> = LazyLock::new(|| {
    texts::read("help.zh-CN").unwrap_or_else(|error| unreachable!("the embedded help: {error}"))
});

/// The command line with its help in Chinese.
pub(crate) fn translated(command: Command) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    let command = one(command, "ogi").subcommand_help_heading(TEXTS.headings.commands.as_str());
    let command = command
        .disable_version_flag(true)
        .arg(flag("version", 'V', ArgAction::Version));
    names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, |inner| one(inner, name))
    })
}

fn one(command: Command, name: &str) -> Command {
    let Some(help) = TEXTS.commands.get(name) else {
        return command;
    };
    let names: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let translated = names.iter().fold(command, |command, argument| {
        command.mut_arg(argument, |arg| match text(name, argument) {
            Some(text) if arg.get_action().takes_values() => heading(
                arg.help(text)
                    .hide_possible_values(true)
                    .hide_default_value(true),
            ),
            Some(text) => heading(arg.help(text)),
            None => heading(arg),
        })
    });
    let translated = translated
        .about(help.about.as_str())
        .help_template(TEXTS.headings.template.as_str())
        .after_help(after(help));
    translated
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help))
}

fn heading(argument: Arg) -> Arg {
    let headings = &TEXTS.headings;
    let heading = match (argument.is_positional(), argument.get_help_heading()) {
        (true, _) => &headings.arguments,
        (false, Some(heading)) if heading == LINES_HEADING => &headings.lines,
        (false, Some(_)) => &headings.hints,
        (false, None) => &headings.options,
    };
    argument.help_heading(heading.as_str())
}

fn after(help: &Help) -> String {
    let examples: String = help
        .examples
        .iter()
        .fold(TEXTS.headings.examples.clone(), |text, example| {
            text + "\n  " + example
        });
    let notes = help.notes.join("\n");
    if notes.is_empty() {
        examples
    } else {
        format!("{examples}\n\n{notes}")
    }
}

/// The help of an argument: of the command, of all commands, or of several.
fn text(command: &str, argument: &str) -> Option<&'static str> {
    let found = [command, "ogi", "common"]
        .into_iter()
        .find_map(|name| TEXTS.commands.get(name)?.arguments.get(argument));
    found.map(String::as_str)
}

/// A flag that ends the program.
fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(text("ogi", name).unwrap_or_default())
        .help_heading(TEXTS.headings.options.as_str())
        // Help and version come last, as in English.
        .display_order(999)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::arguments::Arguments;

    #[test]
    fn every_command_and_argument_has_a_chinese_text() {
        let english = Arguments::command();
        for command in english.get_subcommands().chain([&english]) {
            let name = command.get_name();
            assert!(TEXTS.commands.contains_key(name), "{name}");
            for argument in command.get_arguments() {
                assert!(
                    text(name, argument.get_id().as_str()).is_some(),
                    "{name} {}",
                    argument.get_id()
                );
            }
        }
        for (name, help) in &TEXTS.commands {
            let commands: Vec<_> = english.get_subcommands().chain([&english]).collect();
            let known = |argument: &str| {
                let mut theirs = commands
                    .iter()
                    .filter(|command| name == "common" || command.get_name() == name)
                    .flat_map(|command| command.get_arguments());
                theirs.any(|one| one.get_id() == argument)
                    || ["help", "version"].contains(&argument)
            };
            for argument in help.arguments.keys() {
                assert!(known(argument), "no argument {argument} of {name}");
            }
        }
        translated(english).debug_assert();
        Arguments::command().debug_assert();
    }
}
