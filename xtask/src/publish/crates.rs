//! The crates that a program for reports needs, packaged as for the registry.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};

use super::{Dist, File};

/// The crates that a program needs to read reports.
pub(super) const LIGHT: &[&str] = &["ogi-derive", "ogi-report", "ogi-schema"];

pub(super) fn packages(root: &Path, say: &mut dyn FnMut(&str)) -> anyhow::Result<Dist> {
    say("packing crates");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let scratch = std::env::temp_dir().join(format!("ogi-crates-{}", std::process::id()));
    let packed = Command::new(&cargo)
        .args([
            "package",
            "--no-verify",
            "--allow-dirty",
            "--locked",
            "--quiet",
            "--target-dir",
        ])
        .arg(&scratch)
        .args(LIGHT.iter().flat_map(|name| ["--package", name]))
        .current_dir(root)
        .output()
        .context("cannot run cargo package");
    let found = packed.and_then(|output| {
        ensure!(
            output.status.success(),
            "cargo package failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let version = version(&cargo)?;
        let mut found = Dist::new();
        for path in crate::tree::list(&scratch.join("package"))? {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path
                .extension()
                .is_some_and(|extension| extension == "crate")
            {
                let bytes = std::fs::read(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                let file = File {
                    bytes,
                    made_by: version.clone(),
                    addressed: false,
                };
                found.insert(format!("bindings/rust/{name}"), file);
            }
        }
        ensure!(
            found.len() == LIGHT.len(),
            "cargo packed {} crates of {}",
            found.len(),
            LIGHT.len()
        );
        Ok(found)
    });
    // A folder that cannot be removed does no harm.
    let _ = std::fs::remove_dir_all(&scratch);
    found
}

fn version(cargo: &std::ffi::OsStr) -> anyhow::Result<String> {
    let output = Command::new(cargo)
        .arg("--version")
        .output()
        .context("cannot run cargo --version")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text
        .split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" "))
}
