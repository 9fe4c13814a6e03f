//! The help of the command line in Chinese: `texts/help.zh-CN.json` in the place of the English words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command};
use serde::Deserialize;

use super::LINES_HEADING;

/// What is said about one command.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Help {
    about: String,
    examples: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    arguments: BTreeMap<String, String>,
}

static TEXTS: LazyLock<BTreeMap<String, Help>> = LazyLock::new(|| {
    let texts = include_str!("../../texts/help.zh-CN.json");
    serde_json::from_str(texts).unwrap_or_else(|error| unreachable!("the embedded help: {error}"))
});

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command line with its help in Chinese.
pub(crate) fn translated(command: Command) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    let command = one(command, "ogi").subcommand_help_heading("命令");
    let command = command
        .disable_version_flag(true)
        .arg(flag("version", 'V', ArgAction::Version));
    names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, |inner| one(inner, name))
    })
}

fn one(command: Command, name: &str) -> Command {
    let Some(help) = TEXTS.get(name) else {
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
        .help_template(TEMPLATE)
        .after_help(after(help));
    translated
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help))
}

fn heading(argument: Arg) -> Arg {
    let heading = match (argument.is_positional(), argument.get_help_heading()) {
        (true, _) => "参数",
        (false, Some(heading)) if heading == LINES_HEADING => {
            "一行一份文档的文件（.ndjson、.jsonl）"
        }
        (false, Some(_)) => "公布的报告没有写明时",
        (false, None) => "选项",
    };
    argument.help_heading(heading)
}

fn after(help: &Help) -> String {
    let examples: String = help
        .examples
        .iter()
        .fold("示例：".to_owned(), |text, example| {
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
        .find_map(|name| TEXTS.get(name)?.arguments.get(argument));
    found.map(String::as_str)
}

/// A flag that ends the program.
fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(text("ogi", name).unwrap_or_default())
        .help_heading("选项")
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
            assert!(TEXTS.contains_key(name), "{name}");
            for argument in command.get_arguments() {
                assert!(
                    text(name, argument.get_id().as_str()).is_some(),
                    "{name} {}",
                    argument.get_id()
                );
            }
        }
        translated(english).debug_assert();
        Arguments::command().debug_assert();
    }
}
