//! `cargo xtask`: the tasks of the workspace.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use xtask::bindings::Request;
use xtask::publish;
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
    #[command(after_help = BENCH_EXAMPLES)]
    Bench {
        /// Measure whole processes: ogi, and what else is installed.
        #[arg(long, group = "what")]
        processes: bool,
        /// Measure what it costs to build a program that reads reports.
        #[arg(long, group = "what")]
        build: bool,
        /// Measure how many pages a second are imported, by container.
        #[arg(long, group = "what")]
        import: bool,
        /// Measure without instructions that not every machine has.
        #[arg(long, group = "what")]
        portable: bool,
        /// Measure few documents or builds, and print the results only.
        #[arg(long)]
        quick: bool,
        /// With --import: an earlier build of ogi to compare with; ogi of today is built for it.
        #[arg(long, value_name = "OGI", requires = "import")]
        against: Option<PathBuf>,
    },
    /// Bring everything that is made from schema/ up to date.
    Generate {
        /// Change nothing; fail if anything is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Check the authoring law of schema/, the rules, and the layers of the workspace.
    Lint,
    /// Compare what all implementations find about documents that nobody wrote.
    #[command(after_help = DIFFERENTIAL_EXAMPLES)]
    Differential {
        /// How many documents.
        #[arg(long, value_name = "N", default_value_t = 2000)]
        documents: u64,
        /// What they are made from: the same seed gives the same documents.
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
        /// Fail where a tool is missing, rather than skip; so does CI (when CI is set).
        #[arg(long)]
        all: bool,
    },
    /// Generate, prove or test the bindings to other languages.
    #[command(after_help = BINDINGS_EXAMPLES)]
    Bindings {
        /// Folders of bindings/; all of them where none is given.
        #[arg(value_name = "LANG")]
        languages: Vec<String>,
        /// Change nothing; generate again in a temporary copy, and fail if a byte differs.
        #[arg(long)]
        check: bool,
        /// Run the tests of each, and fail if they do not say `N passed, N failed`.
        #[arg(long)]
        test: bool,
        /// Fail where a tool is missing, rather than skip; so does CI (when CI is set).
        #[arg(long)]
        all: bool,
    },
    /// Write everything that others use of the standard into one folder.
    #[command(after_help = PUBLISH_EXAMPLES)]
    Publish {
        /// Address under which it will be served, ending in /; that of schema/manifest.json by default.
        #[arg(long, value_name = "URL")]
        base: Option<String>,
        /// The folder to make.
        #[arg(long, value_name = "FOLDER", default_value = "dist")]
        out: PathBuf,
        /// Write nothing: prove that nothing behind a released address changes, that lock, manifest, embedded copies and
        /// packages agree, and that the folder, if there is one, is what would be made.
        #[arg(long)]
        check: bool,
        /// Leave the packages out: needs no other program and no network.
        #[arg(long)]
        no_packages: bool,
        /// Fail where a tool is missing, rather than skip; so does CI (when CI is set).
        #[arg(long, conflicts_with = "no_packages")]
        all: bool,
    },
}

const PUBLISH_EXAMPLES: &str = "\
Examples:
  cargo xtask publish                                     write dist/
  cargo xtask publish --check --all                       before a release
  cargo xtask publish --no-packages --out ~/standard   the files of the standard alone
  cargo xtask publish --base http://localhost:8000/       for a server of your own

docs/publish.md says what is in the folder, and for whom.";

const BENCH_EXAMPLES: &str = "\
Examples:
  cargo xtask bench                       in one process, beside other crates
  cargo xtask bench --processes --quick   whole processes, on few documents, to see what is found on PATH
  cargo xtask bench --portable            in one process, without instructions of our own
  cargo xtask bench --import              importing pages, beside what people use in Python
  cargo xtask bench --import --against ~/ogi-0.1   the same, and beside an earlier build
  cargo xtask bench --build               building a program that reads reports, beside typify

docs/performance.md says what is compared and how to install it.";

const DIFFERENTIAL_EXAMPLES: &str = "\
Examples:
  cargo xtask differential                                as CI does
  cargo xtask differential --documents 30000 --seed 7     for longer, on other documents

The smallest document about which two of them differ is printed; docs/reliability.md says what was run.";

const BINDINGS_EXAMPLES: &str = "\
Examples:
  cargo xtask bindings                    generate every binding
  cargo xtask bindings python --test      generate one, and run its tests
  cargo xtask bindings --check --all      prove that all of them are up to date";

#[expect(clippy::print_stdout, reason = "this is a command")]
fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Bench {
            processes,
            build,
            import,
            portable,
            quick,
            against,
        } => {
            let root = xtask::root();
            let results = match (processes, build, import, portable) {
                (true, ..) => xtask::bench::processes(&root, quick)?,
                (_, true, ..) => xtask::bench::build_cost(&root, quick)?,
                (_, _, true, _) => xtask::bench::import(&root, quick, against.as_deref())?,
                (.., true) => xtask::bench::portable(&root, quick)?,
                _ => xtask::bench::bench(&root, quick)?,
            };
            print!("{results}");
        }
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
        Task::Publish {
            base,
            out,
            check,
            no_packages,
            all,
        } => {
            let strict = all || std::env::var_os("CI").is_some();
            let request = publish::Request {
                base,
                out,
                check,
                packages: !no_packages,
                strict,
            };
            publish::publish(&xtask::root(), &request, &mut |line| println!("{line}"))?;
        }
        Task::Differential {
            documents,
            seed,
            all,
        } => {
            let request = xtask::differential::Request {
                documents,
                seed,
                strict: all || std::env::var_os("CI").is_some(),
            };
            xtask::differential::differential(&xtask::root(), &request, &mut |line| {
                println!("{line}");
            })?;
        }
        Task::Bindings {
            languages,
            check,
            test,
            all,
        } => {
            let strict = all || std::env::var_os("CI").is_some();
            let request = Request {
                languages,
                check,
                test,
                strict,
            };
            xtask::bindings::bindings(&xtask::root(), &request, &mut |line| println!("{line}"))?;
        }
    }
    Ok(())
}
