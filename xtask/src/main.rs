//! `cargo xtask`: the tasks of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use xtask::tree::Mode;

/// Tasks of the ogi-report workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Bring everything that is made from schema/ up to date.
    Generate {
        /// Change nothing; fail if anything is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Check the authoring law of schema/, the rules, and the layers of the workspace.
    Lint,
    /// Print the XML form of a JSON document, or the JSON document of an XML form.
    Xml {
        /// A file whose name ends in .json or .xml.
        file: PathBuf,
    },
}

#[expect(clippy::print_stdout, reason = "this is a command")]
fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Generate { check } => {
            let mode = if check { Mode::Check } else { Mode::Write };
            let changed = xtask::generate::generate(&xtask::root(), mode)?;
            println!("{} generated files changed", changed.len());
            for path in changed {
                println!("  {path}");
            }
        }
        Task::Lint => {
            let complaints = xtask::lint::lint(&xtask::root())?;
            for complaint in &complaints {
                println!("{complaint}");
            }
            anyhow::ensure!(complaints.is_empty(), "{} complaints", complaints.len());
            println!("no complaints");
        }
        Task::Xml { file } => print!("{}", convert(&file)?),
    }
    Ok(())
}

fn convert(file: &Path) -> anyhow::Result<String> {
    let standard = ogi_schema::standard();
    let base = &standard.manifest.base;
    let name = || file.display().to_string();
    let text = fs::read_to_string(file).with_context(name)?;
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml")) {
        let document = xtask::xml::from_xml(standard, base, &text).with_context(name)?;
        return Ok(serde_json::to_string_pretty(&document)? + "\n");
    }
    xtask::xml::to_xml(standard, base, &serde_json::from_str(&text).with_context(name)?).with_context(name)
}
