//! `cargo xtask bench --build`: measures what it costs to build a minimal program that reads a report, by dependency.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, ensure};

/// The schema for typify: of one edition, with single values inlined, because typify makes recursive types of a text that
/// may be null.
const SCHEMA: &str = "profiles/go-2021-30.json";
/// A report that every program must read, and the output that all must print.
const REPORT: &str = "schema/vectors/bases/2021-30.json";

/// A program and what it depends on.
struct Program {
    name: &'static str,
    what: &'static str,
    /// Lines of its manifest; `{root}` is the workspace.
    dependencies: &'static str,
    /// Whether it is measured; otherwise it only prepares the next one.
    counts: bool,
}

const PROGRAMS: &[Program] = &[
    Program {
        name: "value",
        what: "`serde_json`, a tree of values",
        dependencies: "serde_json = \"1\"",
        counts: true,
    },
    Program {
        name: "ogi_report",
        what: "**`ogi-report`, default features: read**",
        dependencies: "ogi-report = { path = \"{root}/crates/ogi-report\" }",
        counts: true,
    },
    Program {
        name: "ogi_report_rules",
        what: "the same: read, reconcile, write",
        dependencies: "ogi-report = { path = \"{root}/crates/ogi-report\" }",
        counts: true,
    },
    Program {
        name: "ogi_report",
        what: "`ogi-report` without the feature `derive`: read",
        dependencies: "ogi-report = { path = \"{root}/crates/ogi-report\", default-features = false }",
        counts: true,
    },
    Program {
        name: "typify_generator",
        what: "",
        dependencies: "serde_json = \"1\"\ntypify = \"0.8\"",
        counts: false,
    },
    Program {
        name: "typify_output",
        what: "types made by typify beforehand, one edition, no rules: read",
        dependencies: "chrono = { version = \"0.4\", features = [\"serde\"] }\nregress = \"0.12\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"",
        counts: true,
    },
    Program {
        name: "typify_macro",
        what: "types made by typify when the program is compiled, one edition, no rules: read",
        dependencies: "chrono = { version = \"0.4\", features = [\"serde\"] }\nregress = \"0.12\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\ntypify = \"0.8\"",
        counts: true,
    },
];

/// The costs of one program, for each build.
struct Cost<'a> {
    program: &'a Program,
    folder: PathBuf,
    wall: Vec<f64>,
    busy: Vec<f64>,
}

/// Builds every program `rounds` times, in turns; returns a table of the costs.
///
/// # Errors
/// A program does not build, or does not print what the others do.
pub(crate) fn measure(root: &Path, schema: &str, rounds: usize) -> anyhow::Result<String> {
    let scratch = std::env::temp_dir().join(format!("ogi-bench-build-{}", std::process::id()));
    let measured = rows(root, &scratch, schema, rounds);
    // A folder that cannot be removed does no harm.
    let _ = std::fs::remove_dir_all(&scratch);
    measured
}

/// The schema that typify is given, within the published folder of schemas.
pub(crate) fn schema_path(version: &str) -> String {
    format!("schema/{version}/{SCHEMA}")
}

fn rows(root: &Path, scratch: &Path, schema: &str, rounds: usize) -> anyhow::Result<String> {
    let mut costs = Vec::new();
    for (index, program) in PROGRAMS.iter().enumerate() {
        let folder = scratch.join(index.to_string());
        prepare(root, program, schema, &folder)?;
        let generated = scratch.join("generated.rs");
        if program.counts {
            let _ = std::fs::copy(&generated, folder.join("src/generated.rs"));
            costs.push(Cost {
                program,
                folder,
                wall: Vec::new(),
                busy: Vec::new(),
            });
        } else {
            build(&folder)?;
            run(&folder, None)?;
            std::fs::rename(folder.join("generated.rs"), generated)
                .context("nothing was generated")?;
        }
    }
    for _ in 0..rounds {
        for cost in &mut costs {
            let target = cost.folder.join("target");
            if target.exists() {
                std::fs::remove_dir_all(&target)
                    .with_context(|| format!("cannot empty {}", target.display()))?;
            }
            let (begin, before) = (Instant::now(), busy());
            build(&cost.folder)?;
            cost.wall.push(begin.elapsed().as_secs_f64());
            cost.busy
                .extend(before.zip(busy()).map(|(before, after)| after - before));
        }
    }
    table(&root.join(REPORT), &costs)
}

/// Writes the package of a program and downloads its dependencies.
fn prepare(root: &Path, program: &Program, schema: &str, folder: &Path) -> anyhow::Result<()> {
    let source = root
        .join("bench/minimal")
        .join(program.name)
        .with_extension("rs");
    let dependencies = program
        .dependencies
        .replace("{root}", &root.display().to_string().replace('\\', "/"));
    let manifest = format!(
        "[package]\nname = \"minimal\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n\
         [profile.release]\nstrip = true\n\n[workspace]\n"
    );
    write_package(folder, &manifest, schema)
        .with_context(|| format!("cannot write {}", folder.display()))?;
    std::fs::copy(&source, folder.join("src/main.rs"))
        .with_context(|| format!("cannot read {}", source.display()))?;
    cargo(folder, &["fetch", "--quiet"]).map(|_| ())
}

fn write_package(folder: &Path, manifest: &str, schema: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder.join("src"))?;
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    std::fs::write(folder.join("report.schema.json"), schema)
}

fn build(folder: &Path) -> anyhow::Result<()> {
    cargo(folder, &["build", "--release", "--offline", "--quiet"]).map(|_| ())
}

fn cargo(folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"));
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "cargo {} failed in {}",
        arguments.join(" "),
        folder.display()
    );
    String::from_utf8(output.stdout).context("cargo wrote no text")
}

/// The output of the program of a folder.
fn run(folder: &Path, report: Option<&Path>) -> anyhow::Result<String> {
    let output = Command::new(program_of(folder))
        .args(report)
        .current_dir(folder)
        .output();
    let output = output.with_context(|| format!("cannot run {}", folder.display()))?;
    ensure!(
        output.status.success(),
        "a program failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).context("a program wrote no text")
}

fn program_of(folder: &Path) -> PathBuf {
    folder
        .join("target/release")
        .join(format!("minimal{}", std::env::consts::EXE_SUFFIX))
}

/// Processor time of all finished child processes in seconds, if the system tells it.
fn busy() -> Option<f64> {
    const TICKS: f64 = 100.0;
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    let ticks: Vec<f64> = rest
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|word| word.parse().ok())
        .collect();
    (ticks.len() == 2).then(|| ticks.iter().sum::<f64>() / TICKS)
}

fn table(report: &Path, costs: &[Cost]) -> anyhow::Result<String> {
    let mut text =
        "| what the program depends on | wall s | processor s | crates | program KiB |\n\
                    | --- | ---: | ---: | ---: | ---: |\n"
            .to_owned();
    let mut printed = BTreeSet::new();
    for cost in costs {
        printed.insert(run(&cost.folder, Some(report))?);
        let tree = cargo(
            &cost.folder,
            &[
                "tree",
                "--offline",
                "--edges",
                "normal,build",
                "--prefix",
                "none",
            ],
        )?;
        let crates: BTreeSet<&str> = tree
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .collect();
        let bytes = std::fs::metadata(program_of(&cost.folder))
            .context("there is no program")?
            .len();
        let (wall, busy) = (least(&cost.wall), least(&cost.busy));
        let (what, crates) = (cost.program.what, crates.len() - 1);
        let _ = writeln!(
            text,
            "| {what} | {wall} | {busy} | {crates} | {} |",
            bytes.div_ceil(1024)
        );
    }
    ensure!(
        printed.len() == 1,
        "the programs do not print the same: {printed:?}"
    );
    Ok(text)
}

/// The least of several times, because other work of the machine can only add to them.
fn least(seconds: &[f64]) -> String {
    let least = seconds.iter().copied().reduce(f64::min);
    least.map_or_else(|| "not known".to_owned(), |least| format!("{least:.1}"))
}
