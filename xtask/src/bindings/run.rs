//! Runs the programs of a binding.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail, ensure};

use super::Descriptor;

/// The first tool of a binding that is not on the `PATH`.
pub(crate) fn missing(binding: &Descriptor) -> Option<&str> {
    let folders: Vec<PathBuf> = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect())
        .unwrap_or_default();
    let found = |tool: &str| {
        let names = [
            tool.to_owned(),
            format!("{tool}.exe"),
            format!("{tool}.cmd"),
        ];
        folders
            .iter()
            .any(|folder| names.iter().any(|name| folder.join(name).is_file()))
    };
    binding
        .tools
        .iter()
        .map(String::as_str)
        .find(|tool| !found(tool))
}

/// Runs commands in a folder, one after the other.
pub(crate) fn all(folder: &Path, commands: &[Vec<String>]) -> anyhow::Result<()> {
    with(folder, commands, &[], &[])
}

/// Runs commands with `words` replaced in the arguments, and `variables` in the environment.
pub(crate) fn with(
    folder: &Path,
    commands: &[Vec<String>],
    words: &[(&str, &str)],
    variables: &[(&str, &str)],
) -> anyhow::Result<()> {
    for line in commands {
        let mut command = command(folder, line, words)?;
        command.envs(variables.iter().copied());
        let status = command
            .status()
            .with_context(|| format!("cannot run `{}`", line[0]))?;
        ensure!(status.success(), "`{}` failed: {status}", line.join(" "));
    }
    Ok(())
}

/// The tools of a binding, each with the first line of its `--version`.
pub(crate) fn versions(binding: &Descriptor) -> String {
    let said = |tool: &String| {
        let output = Command::new(tool)
            .arg("--version")
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().next().map(|line| {
            line.trim()
                .trim_start_matches(tool.as_str())
                .trim()
                .to_owned()
        })
    };
    let version = |tool: &String| {
        format!("{tool} {}", said(tool).unwrap_or_default())
            .trim()
            .to_owned()
    };
    binding
        .tools
        .iter()
        .map(version)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Runs the tests, passing on what they print; returns their closing line.
pub(super) fn test(folder: &Path, commands: &[Vec<String>]) -> anyhow::Result<String> {
    let mut closing = None;
    for line in commands {
        let mut child = command(folder, line, &[])?
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run `{}`", line[0]))?;
        for said in child
            .stdout
            .take()
            .into_iter()
            .flat_map(|stdout| BufReader::new(stdout).lines())
        {
            let said = said.with_context(|| format!("cannot read what `{}` prints", line[0]))?;
            eprintln!("  {said}");
            closing = counts(&said).map(|counts| (counts, said)).or(closing);
        }
        let status = child.wait()?;
        ensure!(status.success(), "`{}` failed: {status}", line.join(" "));
    }
    match closing {
        None => bail!("the tests did not say `N passed, N failed`"),
        Some(((0, _), _)) => bail!("the tests ran nothing"),
        Some(((_, failed), line)) if failed > 0 => bail!("{line}"),
        Some((_, line)) => Ok(line),
    }
}

/// A command of a binding, ready to run in its folder.
pub(crate) fn command(
    folder: &Path,
    line: &[String],
    words: &[(&str, &str)],
) -> anyhow::Result<Command> {
    let fill = |text: &String| {
        words.iter().fold(text.clone(), |text, (word, value)| {
            text.replace(word, value)
        })
    };
    let (program, arguments) = line.split_first().context("a command line is empty")?;
    // A program of the folder itself, such as one that `setup` installed there.
    let program = if program.contains('/') {
        folder.join(program)
    } else {
        PathBuf::from(program)
    };
    let mut command = Command::new(program);
    command
        .args(arguments.iter().map(fill))
        .current_dir(folder)
        .stdin(Stdio::null());
    Ok(command)
}

/// `12 passed, 0 failed`, alone on its line or after a name and a colon.
fn counts(line: &str) -> Option<(u64, u64)> {
    let line = line
        .rsplit_once(": ")
        .map_or(line, |(_, counts)| counts)
        .trim();
    let (passed, failed) = line.split_once(", ")?;
    Some((
        passed.strip_suffix(" passed")?.parse().ok()?,
        failed.strip_suffix(" failed")?.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(script: &str) -> Result<String, String> {
        let line = ["sh", "-c", script].map(str::to_owned).to_vec();
        test(&std::env::temp_dir(), &[line]).map_err(|error| error.to_string())
    }

    #[test]
    fn tests_must_say_what_they_ran() {
        assert_eq!(
            ran("echo 3 passed, 0 failed"),
            Ok("3 passed, 0 failed".to_owned())
        );
        assert_eq!(
            ran("echo done; echo 'vectors: 3 passed, 0 failed'; echo bye")
                .as_deref()
                .map(str::len),
            Ok(27)
        );
        assert!(ran("echo 3 passed, 1 failed").is_err_and(|error| error.contains("1 failed")));
        assert!(ran("echo 0 passed, 0 failed").is_err_and(|error| error.contains("ran nothing")));
        assert!(ran("echo all is well").is_err_and(|error| error.contains("did not say")));
        assert!(
            ran("echo 3 passed, 0 failed; exit 3")
                .is_err_and(|error| error.contains("failed: exit"))
        );
    }
}
