//! `schema/vectors/index.json`: the list of all test vectors, made from their files.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, ensure};
use ogi_codegen::Artifact;
use ogi_schema::Manifest;
use serde::{Deserialize, Serialize};

use crate::tree::{list, read};

const FOLDERS: &[&str] = &["lexical", "operands", "reports", "rules", "structure"];

#[derive(Serialize)]
struct Index<'a> {
    vectors_format: u32,
    schema_version: &'a str,
    ruleset_version: &'a str,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    path: String,
    cases: usize,
    rules: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Group {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    about: Option<String>,
}

/// The index of all vectors; `None` if there are no vectors.
///
/// # Errors
/// When a file is no group of cases, or two cases have the same id.
pub fn index(root: &Path, manifest: &Manifest) -> anyhow::Result<Option<Artifact>> {
    let vectors = root.join("schema/vectors");
    let mut files = Vec::new();
    let mut ids = BTreeSet::new();
    for folder in FOLDERS {
        for path in list(&vectors.join(folder))? {
            let name = format!(
                "{folder}/{}",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
            let group: Group = serde_json::from_str(&read(&path)?)
                .with_context(|| format!("cannot read vectors/{name}"))?;
            for case in &group.cases {
                ensure!(
                    ids.insert(case.id.clone()),
                    "vectors/{name}: the id `{}` is taken",
                    case.id
                );
            }
            let rules = group
                .cases
                .iter()
                .filter_map(|case| case.about.clone())
                .collect();
            files.push(File {
                path: name,
                cases: group.cases.len(),
                rules,
            });
        }
    }
    if files.is_empty() {
        return Ok(None);
    }
    let index = Index {
        vectors_format: 1,
        schema_version: manifest.document_version(),
        ruleset_version: &manifest.ruleset_version,
        files,
    };
    let text = serde_json::to_string_pretty(&index)? + "\n";
    Ok(Some(Artifact {
        path: "schema/vectors/index.json".to_owned(),
        text,
    }))
}
