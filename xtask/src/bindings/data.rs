//! The files that a binding embeds: copies of published files, and a file that lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, ensure};
use ogi_codegen::Artifact;
use ogi_schema::{Edition, Standard};
use serde::Serialize;

use super::Descriptor;
use crate::digest::sha256;
use crate::tree::read;

/// The standard, and the published files that follow from it.
#[derive(Debug)]
pub struct Published {
    /// The standard.
    pub standard: Standard,
    /// The pure files of `dist/`.
    pub artifacts: Vec<Artifact>,
}

#[derive(Serialize)]
struct About<'a> {
    base: &'a str,
    schema_version: &'a str,
    document_version: &'a str,
    ruleset_version: &'a str,
    codes_date: &'a str,
    editions: Vec<AboutEdition<'a>>,
    files: Vec<AboutFile>,
}

#[derive(Serialize)]
struct AboutEdition<'a> {
    edition: &'a str,
    report: &'a str,
}

#[derive(Serialize)]
struct AboutFile {
    file: String,
    path: String,
    sha256: String,
}

/// The embedded files of a binding, by path from the root of the workspace.
///
/// # Errors
/// When the descriptor names a file that is not published, or two for one place.
pub fn embedded(
    root: &Path,
    binding: &Descriptor,
    published: &Published,
) -> anyhow::Result<Vec<Artifact>> {
    let mut files: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (target, source) in &binding.data {
        let place = format!("bindings/{}/binding.json: data: {target}", binding.name);
        for (target, source) in resolve(target, source, published).context(place.clone())? {
            let text = match source.strip_prefix('/') {
                Some(file) => read(&root.join(file)).context(place.clone())?,
                None => published
                    .artifacts
                    .iter()
                    .find(|a| a.path == source)
                    .map_or(String::new(), |a| a.text.clone()),
            };
            ensure!(!text.is_empty(), "{place}: no `{source}` is published");
            ensure!(
                files.insert(target, (source, text)).is_none(),
                "{place}: the place is taken"
            );
        }
    }
    let about = about(&files, &published.standard)?;
    ensure!(
        files
            .insert(binding.about.clone(), (String::new(), about))
            .is_none(),
        "about: the place is taken"
    );
    let mut artifacts = Vec::new();
    for (target, (_, text)) in files {
        let path = format!("bindings/{}/{target}", binding.name);
        artifacts.push(Artifact { path, text });
    }
    Ok(artifacts)
}

/// The folders with only embedded files: every folder that has one, except the top folder of the binding.
#[must_use]
pub fn owned(binding: &Descriptor, data: &[Artifact]) -> Vec<String> {
    let top = format!("bindings/{}", binding.name);
    let folders: BTreeSet<_> = data
        .iter()
        .filter_map(|artifact| artifact.path.rsplit_once('/'))
        .collect();
    let folders: BTreeSet<_> = folders
        .into_iter()
        .map(|(folder, _)| folder.to_owned())
        .collect();
    folders
        .into_iter()
        .filter(|folder| *folder != top)
        .collect()
}

/// One line of `data` with its placeholders filled in.
fn resolve(
    target: &str,
    source: &str,
    published: &Published,
) -> anyhow::Result<Vec<(String, String)>> {
    let manifest = &published.standard.manifest;
    let versions = |text: &str| {
        text.replace("{schema}", &manifest.schema_version)
            .replace("{rules}", &manifest.ruleset_version)
            .replace("{codes}", &manifest.codes_date)
    };
    let (target, source) = (versions(target), versions(source));
    let by_edition = ["{edition}", "{report}", "{year}"]
        .iter()
        .any(|word| target.contains(word));
    let pairs: Vec<_> = if by_edition {
        let editions = published.standard.schema.editions.iter();
        editions
            .map(|edition| (of_edition(&target, edition), of_edition(&source, edition)))
            .collect()
    } else {
        vec![(target, source)]
    };
    let mut resolved = Vec::new();
    for (target, source) in pairs {
        match source.split_once('*') {
            Some((before, after)) => {
                let fits = |path: &str| {
                    let part = path.strip_prefix(before)?.strip_suffix(after)?;
                    (!part.is_empty() && !part.contains('/'))
                        .then(|| (target.replace('*', part), path.to_owned()))
                };
                let found: Vec<_> = published
                    .artifacts
                    .iter()
                    .filter_map(|a| fits(&a.path))
                    .collect();
                ensure!(!found.is_empty(), "no `{source}` is published");
                resolved.extend(found);
            }
            None => resolved.push((target, source)),
        }
    }
    Ok(resolved)
}

fn of_edition(text: &str, edition: &Edition) -> String {
    let year = edition
        .report
        .trim_start_matches(|c: char| !c.is_ascii_digit());
    text.replace("{edition}", &edition.code)
        .replace("{report}", &edition.report)
        .replace("{year}", year)
}

fn about(
    files: &BTreeMap<String, (String, String)>,
    standard: &Standard,
) -> anyhow::Result<String> {
    let published = files
        .iter()
        .filter(|(_, (source, _))| !source.starts_with('/'));
    let file = |(target, (source, text)): (&String, &(String, String))| AboutFile {
        file: target.clone(),
        path: source.clone(),
        sha256: sha256(text.as_bytes()),
    };
    let editions = standard.schema.editions.iter();
    let manifest = &standard.manifest;
    let about = About {
        base: &manifest.base,
        schema_version: &manifest.schema_version,
        document_version: manifest.document_version(),
        ruleset_version: &manifest.ruleset_version,
        codes_date: &manifest.codes_date,
        editions: editions
            .map(|edition| AboutEdition {
                edition: &edition.code,
                report: &edition.report,
            })
            .collect(),
        files: published.map(file).collect(),
    };
    Ok(serde_json::to_string_pretty(&about)? + "\n")
}
