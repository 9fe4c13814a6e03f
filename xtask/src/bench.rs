//! `cargo xtask bench`: measures checking with the workspace in `bench/`, and writes `docs/performance.md`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::generate::published;
use crate::tree::read;

const PAGE: &str = "docs/performance.md";
const BENCH: &str = "cargo xtask bench";
const BUILD: &str = "cargo xtask bench --build";
const PORTABLE: &str = "cargo xtask bench --portable";
const PROCESSES: &str = "cargo xtask bench --processes";
const IMPORT: &str = "cargo xtask bench --import";
/// The edition of the documents for whole processes. Not every tool can choose a schema for each document, so there is
/// only one.
const EDITION: &str = "2021-30";

/// Packages whose versions matter to the results.
const COMPARED: &[&str] = &["jsonschema", "boon", "serde_json", "sonic-rs", "simdutf8"];

/// Measures in one process and writes the results. With `quick` it measures few documents and only prints.
///
/// # Errors
/// When the measuring program does not build or run, or the page cannot be written.
pub fn bench(root: &Path, quick: bool) -> anyhow::Result<String> {
    let flags: &[&str] = if quick { &["--quick"] } else { &[] };
    let results = run(root, flags)?;
    if !quick {
        write(root, BENCH, &results)?;
    }
    Ok(results)
}

/// Measures canonical documents with a build without the instructions that `ogi-report` chooses at run time.
///
/// # Errors
/// As for [`bench`].
pub fn portable(root: &Path, quick: bool) -> anyhow::Result<String> {
    let mut command = cargo();
    // In a target folder of its own: other flags would make cargo build everything else again.
    command
        .arg("run")
        .arg("--target-dir")
        .arg(root.join("bench/target/portable"));
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    command.env(
        "RUSTFLAGS",
        format!("{flags} --cfg ogi_portable").trim_start(),
    );
    let arguments: &[&str] = if quick {
        &["--only", "canonical", "--quick"]
    } else {
        &["--only", "canonical"]
    };
    let results = output(root, command, arguments)?;
    if !quick {
        write(root, PORTABLE, &results)?;
    }
    Ok(results)
}

/// Measures whole processes: `ogi`, and the other tools that are found on `PATH`.
///
/// # Errors
/// When a program does not build, a process does not say what it should of the documents, or the page cannot be written.
pub fn processes(root: &Path, quick: bool) -> anyhow::Result<String> {
    let ogi = build(root)?;
    let folder = ogi
        .ancestors()
        .nth(2)
        .context("the program lies in no target folder")?
        .join("bench-processes");
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make {}", folder.display()))?;
    // A copy, as an installation makes one: the page cache holds a file that the linker wrote in smaller parts.
    let installed = folder.join(ogi.file_name().context("the program has no name")?);
    std::fs::copy(&ogi, &installed)
        .with_context(|| format!("cannot write {}", installed.display()))?;
    let published = published(root, None)?;
    let place = format!(
        "schema/{}/{EDITION}/report.schema.json",
        published.standard.manifest.schema_version
    );
    let schema = published
        .artifacts
        .iter()
        .find(|artifact| artifact.path == place);
    let schema = schema.with_context(|| format!("{place} is not published"))?;
    std::fs::write(folder.join("report.schema.json"), &schema.text)
        .context("cannot write the schema")?;
    let plan = OsStr::new(if quick { "quick" } else { "whole" });
    let mode = OsStr::new("--processes");
    run(root, &[mode, OsStr::new("make"), plan, folder.as_os_str()])?;
    let results = run(
        root,
        &[
            mode,
            OsStr::new("measure"),
            plan,
            folder.as_os_str(),
            installed.as_os_str(),
        ],
    )?;
    if !quick {
        let schema = format!(
            "Schema: `{place}` of the published standard; all documents are of this edition."
        );
        write(root, PROCESSES, &format!("{schema}\n\n{results}"))?;
    }
    Ok(results)
}

/// Pages a second that `ogi-import` reads, by container, in turns with what people use in Python, and with an earlier build
/// of `ogi` if one is given.
///
/// # Errors
/// When a program does not build, a page cannot be read, or the results cannot be written.
pub fn import(root: &Path, quick: bool, against: Option<&Path>) -> anyhow::Result<String> {
    let folder = root.join("bench/target/pages");
    let mut arguments = vec![OsStr::new("--import"), folder.as_os_str()];
    if quick {
        arguments.push(OsStr::new("--quick"));
    }
    let today = against.map(|_| build(root)).transpose()?;
    if let (Some(earlier), Some(today)) = (against, &today) {
        arguments.extend([
            OsStr::new("--against"),
            earlier.as_os_str(),
            today.as_os_str(),
        ]);
    }
    let results = run(root, &arguments)?;
    if !quick {
        write(root, IMPORT, &results)?;
    }
    Ok(results)
}

/// Measures what it costs to build a minimal program with `ogi-report`, and with other crates.
///
/// # Errors
/// When a program does not build or does not print what the others do, or the page cannot be written.
pub fn build_cost(root: &Path, quick: bool) -> anyhow::Result<String> {
    let published = published(root, None)?;
    let place = crate::cost::schema_path(&published.standard.manifest.schema_version);
    let schema = published
        .artifacts
        .iter()
        .find(|artifact| artifact.path == place);
    let schema = &schema
        .with_context(|| format!("{place} is not published"))?
        .text;
    let results = crate::cost::measure(root, schema, if quick { 1 } else { 3 })?;
    if !quick {
        write(
            root,
            BUILD,
            &format!("Schema for typify: `{place}` of the published standard.\n\n{results}"),
        )?;
    }
    Ok(results)
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs the measuring program; returns its output.
fn run(root: &Path, arguments: &[impl AsRef<OsStr>]) -> anyhow::Result<String> {
    let mut command = cargo();
    command.arg("run");
    output(root, command, arguments)
}

fn output(
    root: &Path,
    mut command: Command,
    arguments: &[impl AsRef<OsStr>],
) -> anyhow::Result<String> {
    command
        .args(["--quiet", "--release", "--manifest-path"])
        .arg(root.join("bench/Cargo.toml"));
    let output = command
        .arg("--")
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run the bench")?;
    ensure!(output.status.success(), "the bench failed");
    String::from_utf8(output.stdout).context("the bench wrote no text")
}

/// Builds `ogi` as it is released; returns its path.
fn build(root: &Path) -> anyhow::Result<PathBuf> {
    let mut command = cargo();
    command.args([
        "build",
        "--release",
        "--package",
        "ogi-cli",
        "--message-format",
        "json-render-diagnostics",
    ]);
    let output = command
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot build ogi")?;
    ensure!(output.status.success(), "ogi does not build");
    let messages = String::from_utf8(output.stdout).context("cargo wrote no text")?;
    let messages = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter(|message| message["target"]["name"] == "ogi");
    let program = programs.find_map(|message| message["executable"].as_str().map(PathBuf::from));
    program.context("cargo does not say where ogi is")
}

/// Writes results and conditions into the part of the page that belongs to the command.
fn write(root: &Path, command: &str, results: &str) -> anyhow::Result<()> {
    let page = read(&root.join(PAGE))?;
    let text = format!("{}\n\n{}", conditions(root, command)?, results.trim_end());
    let page = replace(&page, command, &text)
        .with_context(|| format!("{PAGE} has no part of `{command}`"))?;
    std::fs::write(root.join(PAGE), page).with_context(|| format!("cannot write {PAGE}"))
}

/// The page with another text in the part of a command; `None` if the page has no such part.
fn replace(page: &str, command: &str, text: &str) -> Option<String> {
    let begin = format!("<!-- Written by `{command}` from here. -->");
    let end = format!("<!-- Written by `{command}` to here. -->");
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n\n{text}\n\n{end}{after}"))
}

/// The conditions of the results: command, compiler, processor, versions.
fn conditions(root: &Path, command: &str) -> anyhow::Result<String> {
    let rustc = Command::new("rustc")
        .arg("--version")
        .output()
        .context("cannot run rustc")?;
    let rustc = String::from_utf8_lossy(&rustc.stdout).trim().to_owned();
    let processor = std::fs::read_to_string("/proc/cpuinfo").ok();
    let processor = processor
        .as_ref()
        .and_then(|text| text.lines().find(|line| line.starts_with("model name")));
    let processor = processor
        .and_then(|line| line.split(": ").nth(1))
        .unwrap_or("not known");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let lock = read(&root.join("bench/Cargo.lock"))?;
    let profile = if command == BUILD {
        "without LTO, stripped"
    } else {
        "thin LTO, one codegen unit"
    };
    let mut versions = Vec::new();
    for name in COMPARED {
        let version = locked_version(&lock, name).unwrap_or("?");
        versions.push(format!("{name} {version}"));
    }
    Ok(format!(
        "Command: `{command}`. Compiler: {rustc}, `--release`, {profile}. Processor: {processor}, {}, \
         cores: {cores}. Crates: {}.",
        std::env::consts::ARCH,
        versions.join(", "),
    ))
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let entry = format!("name = \"{name}\"\nversion = \"");
    let (_, rest) = lock.split_once(&entry)?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::{BENCH, BUILD, IMPORT, PAGE, PORTABLE, PROCESSES, replace};

    #[test]
    fn each_command_writes_its_own_part_of_the_page() {
        let page = crate::tree::read(&crate::root().join(PAGE)).unwrap();
        let changed = replace(&page, BENCH, "first").unwrap();
        let changed = replace(&changed, PROCESSES, "second").unwrap();
        let changed = replace(&changed, BUILD, "third").unwrap();
        let changed = replace(&changed, PORTABLE, "fourth").unwrap();
        let changed = replace(&changed, IMPORT, "fifth").unwrap();
        assert!(changed.contains("\n\nfirst\n\n") && changed.contains("\n\nsecond\n\n"));
        assert!(!changed.contains("| ---"), "earlier results are left");
        assert_eq!(replace(&changed, BENCH, "first").unwrap(), changed);
    }
}
