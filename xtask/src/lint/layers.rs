//! The allowed dependencies between the crates of the workspace.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use super::{Complaint, complain};

/// Each crate of the workspace and the ones it may depend on, tests aside.
const ARROWS: &[(&str, &[&str])] = &[
    ("ogi-schema", &[]),
    ("ogi-codegen", &["ogi-schema"]),
    ("ogi-derive", &[]),
    ("ogi-report", &["ogi-derive", "ogi-schema"]),
    ("ogi-conformance", &["ogi-report", "ogi-schema"]),
    ("ogi-import", &["ogi-report", "ogi-schema"]),
    ("ogi-render", &["ogi-report", "ogi-schema"]),
    (
        "ogi-diagnostics",
        &["ogi-conformance", "ogi-import", "ogi-report", "ogi-schema"],
    ),
    ("ogi-xml", &["ogi-report", "ogi-schema"]),
    (
        "ogi-cli",
        &[
            "ogi-conformance",
            "ogi-diagnostics",
            "ogi-import",
            "ogi-render",
            "ogi-report",
            "ogi-schema",
            "ogi-xml",
        ],
    ),
    ("xtask", &["ogi-codegen", "ogi-schema"]),
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

pub(super) fn complaints(root: &Path) -> anyhow::Result<Vec<Complaint>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root)
        .output()
        .context("cannot run cargo metadata")?;
    ensure!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).context("cannot read cargo metadata")?;
    let mut complaints = Vec::new();
    for package in &metadata.packages {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
            complaints.push(complain(
                &package.name,
                "layers",
                "a new crate needs its arrows here and in docs/ARCHITECTURE.md",
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let is_own = ARROWS.iter().any(|(name, _)| *name == dependency.name);
            let is_for_tests = dependency.kind.as_deref() == Some("dev");
            if is_own && !is_for_tests && !allowed.contains(&dependency.name.as_str()) {
                let problem = format!(
                    "depends on {}, against the arrows of docs/ARCHITECTURE.md",
                    dependency.name
                );
                complaints.push(complain(&package.name, "layers", problem));
            }
        }
    }
    Ok(complaints)
}
