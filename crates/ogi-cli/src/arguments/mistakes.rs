//! What is wrong with a command line, in Chinese.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use ogi_schema::texts::{self, fill};

use super::chinese::TEXTS;
use crate::terminal::tell;

/// Says what is wrong, and ends the program.
pub(super) fn exit(error: &Error) -> ! {
    tell(&said(error));
    std::process::exit(error.exit_code())
}

/// What is wrong, how the command is used, and where the help is.
fn said(error: &Error) -> String {
    let words = &TEXTS.mistakes;
    let usage = error
        .get(ContextKind::Usage)
        .map(ToString::to_string)
        .unwrap_or_default();
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    // The usage names the command up to its first option or value.
    let command: Vec<&str> = usage
        .split(' ')
        .take_while(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    let command = if command.is_empty() {
        "ogi".to_owned()
    } else {
        command.join(" ")
    };
    let mut lines = vec![put(&words.wrong, &[("mistake", &mistake(error))])];
    if !usage.is_empty() {
        lines.push(format!("\n{}", put(&words.usage, &[("usage", usage)])));
    }
    lines.push(format!("\n{}", put(&words.help, &[("command", &command)])));
    lines.join("\n")
}

/// A text with values in the place of its names.
fn put(template: &str, values: &[(&str, &str)]) -> String {
    fill(template, |name| {
        let (_, value) = values.iter().find(|(known, _)| *known == name)?;
        Some((*value).to_owned())
    })
}

fn mistake(error: &Error) -> String {
    let words = &TEXTS.mistakes;
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let values = [("argument", argument.as_str()), ("value", value.as_str())];
    match error.kind() {
        ErrorKind::UnknownArgument => put(&words.unknown_argument, &values) + &suggested(error),
        ErrorKind::InvalidSubcommand => {
            let command = context(error, ContextKind::InvalidSubcommand);
            put(&words.unknown_command, &[("command", &command)]) + &suggested(error)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words.no_command.clone()
        }
        ErrorKind::MissingRequiredArgument => put(&words.missing, &values),
        ErrorKind::InvalidValue if value.is_empty() => {
            put(&words.no_value, &values) + &valid(error)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            put(&words.invalid_value, &values) + &valid(error) + &suggested(error)
        }
        ErrorKind::ArgumentConflict => match context(error, ContextKind::PriorArg) {
            prior if prior == argument || prior.is_empty() => put(&words.repeated, &values),
            prior => put(
                &words.conflict,
                &[("argument", &argument), ("other", &prior)],
            ),
        },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            put(&words.wrong_number, &values)
        }
        ErrorKind::TooManyValues => put(&words.too_many, &values),
        ErrorKind::InvalidUtf8 => words.not_utf8.clone(),
        _ => error
            .to_string()
            .trim_start_matches("error: ")
            .trim()
            .to_owned(),
    }
}

/// What an error holds of a kind, in words; nothing where it holds none.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(several)) => several.join(&texts::phrases().words.comma.zh_cn),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// The values that an option takes.
fn valid(error: &Error) -> String {
    match context(error, ContextKind::ValidValue) {
        values if values.is_empty() => values,
        values => put(&TEXTS.mistakes.valid, &[("values", &values)]),
    }
}

/// What was probably meant.
fn suggested(error: &Error) -> String {
    let kinds = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    match kinds
        .into_iter()
        .find_map(|kind| error.get(kind))
        .and_then(best)
    {
        Some(value) => put(&TEXTS.mistakes.suggested, &[("value", &value)]),
        None => String::new(),
    }
}

/// The best of several suggestions, which come in rising order.
fn best(suggested: &ContextValue) -> Option<String> {
    match suggested {
        ContextValue::Strings(texts) => texts.last().cloned(),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::said;
    use crate::arguments::{Arguments, chinese};

    #[test]
    fn mistakes_are_said_in_chinese() {
        let cases: [(&[&str], &str, &str); 9] = [
            (
                &["ogi", "chekc"],
                "没有命令 chekc，是否为 check？",
                "ogi --help",
            ),
            (&["ogi", "check"], "缺少 <FILE>...", "ogi check --help"),
            (
                &["ogi", "check", "a", "--formta", "json"],
                "没有 --formta 这一项，是否为 --format？",
                "ogi check --help",
            ),
            (
                &["ogi", "check", "a", "--format", "yaml"],
                "--format <FORMAT> 不能是“yaml”，可用 text、json",
                "--help",
            ),
            (
                &["ogi", "check", "a", "--year", "1999"],
                "--year <YEAR> 不能是“1999”",
                "--help",
            ),
            (
                &["ogi", "check", "a", "--year"],
                "--year <YEAR> 后面缺少内容",
                "--help",
            ),
            (
                &["ogi", "new", "--edition", "2021-30", "--edition", "2019-60"],
                "--edition <EDITION> 写了不止一次",
                "--help",
            ),
            (
                &["ogi", "render", "a"],
                "缺少 --to <FORMAT>",
                "ogi render --help",
            ),
            (
                &["ogi", "schema", "--of", "check", "--edition", "2021-30"],
                "不能与 --edition <EDITION> 同用",
                "--help",
            ),
        ];
        for (words, mistake, help) in cases {
            let error = chinese::translated(Arguments::command())
                .try_get_matches_from(words)
                .expect_err("a mistake");
            let said = said(&error);
            assert!(
                said.starts_with("ogi: 参数有误：")
                    && said.contains(mistake)
                    && said.contains(help),
                "{said}"
            );
        }
    }
}
