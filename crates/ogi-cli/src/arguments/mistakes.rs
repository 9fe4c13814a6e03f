//! What is wrong with a command line, in Chinese.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::terminal::tell;

/// Says what is wrong, and ends the program; help and version are printed as they are.
pub(super) fn exit(error: &Error) -> ! {
    if !error.use_stderr() {
        error.exit();
    }
    tell(&said(error));
    std::process::exit(error.exit_code())
}

/// What is wrong, how the command is used, and where the help is.
fn said(error: &Error) -> String {
    let usage = error
        .get(ContextKind::Usage)
        .map(ToString::to_string)
        .unwrap_or_default();
    let usage = usage.trim().trim_start_matches("Usage:").trim().to_owned();
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
    let mut lines = vec![format!("ogi: 参数有误：{}", mistake(error))];
    lines.extend((!usage.is_empty()).then(|| format!("\n用法：{usage}")));
    lines.push(format!("\n{command} --help 查看帮助"));
    lines.join("\n")
}

fn mistake(error: &Error) -> String {
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let valid = Some(of(ContextKind::ValidValue)).filter(|valid| !valid.is_empty());
    let valid = valid
        .map(|valid| format!("，可用 {valid}"))
        .unwrap_or_default();
    let suggested = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let suggested = suggested
        .into_iter()
        .find_map(|kind| error.get(kind))
        .and_then(best);
    let suggested = suggested
        .map(|suggested| format!("，是否为 {suggested}？"))
        .unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {argument} 这一项{suggested}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}{suggested}", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写明命令".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少内容{valid}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 不能是“{value}”{valid}{suggested}")
        }
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior == argument || prior.is_empty() => format!("{argument} 写了不止一次"),
            prior => format!("{argument} 不能与 {prior} 同用"),
        },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 后面内容的个数不对")
        }
        ErrorKind::TooManyValues => format!("{argument} 后面多了“{value}”"),
        ErrorKind::InvalidUtf8 => "有一项不是 UTF-8 编码".to_owned(),
        _ => error
            .to_string()
            .trim_start_matches("error: ")
            .trim()
            .to_owned(),
    }
}

/// A value or several.
fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.join("、"),
        other => other.to_string(),
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
