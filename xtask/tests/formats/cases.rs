//! Test cases of the standard: documents, what is given with them, and what must be found.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use ogi_codegen::Artifact;
use serde_json::Value;

use crate::vectors::Vectors;

/// Faulty documents with a number whose nearest binary64 is right: whoever reads numbers so cannot find the fault.
pub(crate) const BINARY64: [&str; 11] = [
    "signed-tiny",
    "signed-smallest-less-a-bit",
    "number-almost-one",
    "number-just-over",
    "number-half-2-52",
    "number-largest-and-a-bit",
    "number-largest-less-a-bit",
    "number-tiny",
    "number-tiny-negative",
    "number-tinier",
    "year-almost-2019",
];

/// A case whose bytes are JSON.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) about: Option<String>,
    pub(crate) document: String,
    pub(crate) previous: Option<String>,
    pub(crate) children: Vec<String>,
    pub(crate) expect: Value,
}

impl Case {
    /// Every well-formed document of the vectors.
    pub(crate) fn all() -> Vec<Self> {
        let vectors = Vectors::read();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let document = |source: &Value| text(vectors.document(source));
        let well_formed = vectors
            .cases()
            .filter(|case| case["expect"]["well_formed"] == true);
        let cases = well_formed.map(|case| Self {
            id: case["id"].as_str().expect("an id").to_owned(),
            about: case["about"].as_str().map(str::to_owned),
            document: text(vectors.bytes(case)),
            previous: case.get("previous").map(document),
            children: case["children"]
                .as_array()
                .into_iter()
                .flatten()
                .map(document)
                .collect(),
            expect: case["expect"].clone(),
        });
        cases.collect()
    }

    pub(crate) fn is_valid(&self) -> bool {
        self.expect["schema_valid"] == true
    }

    /// Place and keyword of every structural fault.
    pub(crate) fn faults(&self) -> impl Iterator<Item = (&str, &str)> {
        let faults = self.expect["faults"].as_array().into_iter().flatten();
        faults.map(|fault| {
            (
                fault[0].as_str().unwrap_or_default(),
                fault[1].as_str().unwrap_or_default(),
            )
        })
    }

    /// The findings of one list of the expectation that are about the given rules, as JSON with sets in order.
    ///
    /// What misses only a whole document is listed by the vectors only where the case is about the rule.
    pub(crate) fn findings(&self, list: &str, rules: &BTreeSet<String>) -> BTreeSet<String> {
        let found = self.expect[list].as_array().into_iter().flatten();
        let found = found.filter(|finding| {
            finding["rule"]
                .as_str()
                .is_some_and(|rule| rules.contains(rule))
        });
        let ordered = found.map(|finding| {
            let mut finding = finding.clone();
            if let Some(missing) = finding["missing"].as_array() {
                finding["missing"] = missing
                    .iter()
                    .filter_map(Value::as_str)
                    .collect::<BTreeSet<_>>()
                    .into_iter()
                    .collect();
            }
            finding.to_string()
        });
        ordered.collect()
    }
}

/// A folder that is removed with everything in it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("ogi-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(path)
    }

    /// Writes artifacts into the folder.
    pub(crate) fn with(self, artifacts: &[Artifact]) -> Self {
        for artifact in artifacts {
            let path = self.0.join(&artifact.path);
            fs::create_dir_all(path.parent().unwrap_or(&self.0)).expect("a folder");
            fs::write(&path, &artifact.text).expect("a file");
        }
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The first of the folders that has all the programs, or nothing where a tool is not installed.
///
/// # Panics
/// Under continuous integration, where every tool must be there.
pub(crate) fn tool(
    programs: &[&str],
    folders: impl IntoIterator<Item = PathBuf>,
) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders = folders
        .into_iter()
        .chain(env::split_paths(&path).collect::<Vec<_>>());
    let found = folders.find(|folder| {
        programs
            .iter()
            .all(|program| Path::new(folder).join(program).is_file())
    });
    if found.is_none() {
        assert!(
            env::var_os("CI").is_none(),
            "{programs:?} must be installed where CI is set"
        );
        eprintln!("SKIPPED: {programs:?} are not installed, so nothing was tested");
    }
    found
}

/// Python, where it has a module.
///
/// # Panics
/// Under continuous integration, if the module is among those that `.ci/run` installs.
pub(crate) fn python_with(module: &str, in_ci: bool) -> Option<PathBuf> {
    let python = tool(&["python3"], [])?.join("python3");
    let import = Command::new(&python)
        .arg("-c")
        .arg(format!("import {module}"))
        .output();
    let has = import.is_ok_and(|output| output.status.success());
    if !has {
        assert!(
            !in_ci || env::var_os("CI").is_none(),
            "Python's {module} must be installed where CI is set"
        );
        eprintln!("SKIPPED: Python has no {module}, so nothing was tested");
    }
    has.then_some(python)
}
