//! `cargo xtask bench`: what checking costs, measured by the workspace in `bench/` and written to `docs/performance.md`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};

use crate::tree::read;

const PAGE: &str = "docs/performance.md";
/// What stands above this line of the page is written by hand.
const MARK: &str = "<!-- Below: written by `cargo xtask bench`. -->";

/// Packages whose versions matter to the results.
const COMPARED: &[&str] = &["jsonschema", "boon", "serde_json", "sonic-rs", "simdutf8"];

/// Measures, and writes the results where all documents were measured; `quick` measures few and only prints.
///
/// # Errors
/// When the measuring program does not build or run, or the page cannot be written.
pub fn bench(root: &Path, quick: bool) -> anyhow::Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--release", "--manifest-path"]).arg(root.join("bench/Cargo.toml"));
    if quick {
        command.args(["--", "--quick"]);
    }
    let output = command.stderr(std::process::Stdio::inherit()).output().context("cannot run the bench")?;
    ensure!(output.status.success(), "the bench failed");
    let results = String::from_utf8(output.stdout).context("the bench wrote no text")?;
    if !quick {
        let page = read(&root.join(PAGE))?;
        let by_hand = page.split(MARK).next().unwrap_or_default();
        let page = format!("{by_hand}{MARK}\n\n{}\n\n{}\n", conditions(root)?, results.trim_end());
        std::fs::write(root.join(PAGE), page).with_context(|| format!("cannot write {PAGE}"))?;
    }
    Ok(results)
}

/// What the results depend on: command, compiler, processor, versions.
fn conditions(root: &Path) -> anyhow::Result<String> {
    let rustc = Command::new("rustc").arg("--version").output().context("cannot run rustc")?;
    let rustc = String::from_utf8_lossy(&rustc.stdout).trim().to_owned();
    let processor = std::fs::read_to_string("/proc/cpuinfo").ok();
    let processor = processor.as_ref().and_then(|text| text.lines().find(|line| line.starts_with("model name")));
    let processor = processor.and_then(|line| line.split(": ").nth(1)).unwrap_or("not known");
    let lock = read(&root.join("bench/Cargo.lock"))?;
    let version = |name: &&str| {
        let entry = format!("name = \"{name}\"\nversion = \"");
        let version = lock.split(&entry).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("?");
        format!("{name} {version}")
    };
    let versions: Vec<_> = COMPARED.iter().map(version).collect();
    Ok(format!(
        "Command: `cargo xtask bench`. Compiler: {rustc}, `--release`, thin LTO, one codegen unit. Processor: \
         {processor}, {}. Compared: {}.",
        std::env::consts::ARCH,
        versions.join(", "),
    ))
}
