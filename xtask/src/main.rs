//! `cargo xtask`: the tasks of the workspace.

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
    /// Measure what checking costs beside what else there is, and write docs/performance.md.
    Bench {
        /// Measure few documents, and print the results only.
        #[arg(long)]
        quick: bool,
    },
    /// Bring everything that is made from schema/ up to date.
    Generate {
        /// Change nothing; fail if anything is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Check the authoring law of schema/, the rules, and the layers of the workspace.
    Lint,
}

#[expect(clippy::print_stdout, reason = "this is a command")]
fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Bench { quick } => print!("{}", xtask::bench::bench(&xtask::root(), quick)?),
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
    }
    Ok(())
}
