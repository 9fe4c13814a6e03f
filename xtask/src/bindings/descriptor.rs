//! `bindings/<name>/binding.json`, which describes a binding completely.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;

use crate::tree::read;

const FILE: &str = "binding.json";

/// A binding. A command is a list: the program, then its arguments.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Descriptor {
    /// Name of its folder below `bindings/`.
    #[serde(skip)]
    pub name: String,
    /// Each embedded file, by its path in the binding, and the published file that it copies.
    pub data: BTreeMap<String, String>,
    /// The file that describes the embedded files: versions, editions, digests.
    pub about: String,
    /// Programs that must be on the `PATH`.
    pub tools: Vec<String>,
    /// Folders and files that are neither committed nor compared, such as installed packages.
    #[serde(default)]
    pub scratch: Vec<String>,
    /// Installs the pinned tools; does nothing the second time.
    #[serde(default)]
    pub setup: Vec<Vec<String>>,
    /// Makes the generated code from the embedded files.
    pub generate: Vec<Vec<String>>,
    /// Runs every vector, and prints `N passed, N failed`.
    pub test: Vec<Vec<String>>,
    /// Builds the package into the folder `{out}`.
    pub package: Vec<Vec<String>>,
    /// What `cargo xtask differential` asks.
    #[serde(default)]
    pub answering: Answering,
}

/// How a binding answers documents one a line.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answering {
    /// Makes it ready, after `setup`.
    #[serde(default)]
    pub prepare: Vec<Vec<String>>,
    /// The commands that answer, each by a name of what is in use, such as an engine.
    pub answer: BTreeMap<String, Vec<String>>,
}

impl Descriptor {
    /// All bindings, by name.
    ///
    /// # Errors
    /// When a `binding.json` cannot be read.
    pub fn all(root: &Path) -> anyhow::Result<Vec<Self>> {
        let bindings = root.join("bindings");
        if !bindings.is_dir() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&bindings).context("cannot list bindings")?;
        let mut folders = entries
            .map(|entry| entry.map(|found| found.path()))
            .collect::<Result<Vec<_>, _>>()?;
        folders.retain(|folder| folder.join(FILE).is_file());
        folders.sort();
        folders.iter().map(|folder| Self::read(folder)).collect()
    }

    fn read(folder: &Path) -> anyhow::Result<Self> {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = read(&folder.join(FILE))?;
        let read: Self = serde_json::from_str(&text)
            .with_context(|| format!("cannot read bindings/{name}/{FILE}"))?;
        Ok(Self { name, ..read })
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self, root: &Path) -> PathBuf {
        root.join("bindings").join(&self.name)
    }
}
