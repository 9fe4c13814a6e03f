//! Checks that lock, manifest, sums, embedded copies and packages agree.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use ogi_codegen::Artifact;

use super::manifest::{Contents, MANIFEST, SUMS, sums};
use super::{Dist, archive};
use crate::bindings::{Descriptor, embedded};
use crate::digest::sha256;
use crate::generate::published;
use crate::lock::LOCK;
use crate::tree::{read, standard_files};

/// A line for each disagreement.
///
/// The lock is for addresses under the base of `schema/manifest.json`, so it is not checked under another base.
///
/// # Errors
/// When the tree cannot be read, or a package is no archive.
pub fn problems(root: &Path, base: Option<&str>, dist: &Dist) -> anyhow::Result<Vec<String>> {
    let published = published(root, None)?;
    let own = &published.standard.manifest.base;
    let mut problems = listed(dist)?;
    if base.is_none_or(|base| base == own) {
        problems.extend(locked(&read(&root.join(LOCK))?, own, dist));
    }
    for binding in Descriptor::all(root)? {
        let copies = embedded(root, &binding, &published)?;
        problems.extend(copied(root, &copies));
        let folder = format!("bindings/{}/", binding.name);
        let copies: Vec<_> = copies
            .iter()
            .map(|copy| {
                (
                    copy.path.strip_prefix(&folder),
                    sha256(copy.text.as_bytes()),
                )
            })
            .collect();
        let copies = copies
            .into_iter()
            .filter_map(|(path, digest)| Some((path?.to_owned(), digest)));
        problems.extend(packed(dist, &folder, &copies.collect())?);
    }
    let sources = standard_files(root)?
        .into_iter()
        .map(|(path, text)| (path, sha256(text.as_bytes())));
    problems.extend(packed(
        dist,
        "bindings/rust/ogi-schema-",
        &sources.collect(),
    )?);
    Ok(problems)
}

/// Manifest and sums name every file with its digest, and no other.
fn listed(dist: &Dist) -> anyhow::Result<Vec<String>> {
    let Some(manifest) = dist.get(MANIFEST) else {
        return Ok(vec![format!("{MANIFEST} is missing")]);
    };
    let manifest: Contents =
        serde_json::from_slice(&manifest.bytes).context("cannot read manifest.json")?;
    let stated: BTreeMap<&str, &str> = manifest
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.sha256.as_str()))
        .collect();
    let there = dist
        .keys()
        .filter(|path| ![MANIFEST, SUMS].contains(&path.as_str()))
        .map(String::as_str);
    let all: BTreeSet<&str> = there.chain(stated.keys().copied()).collect();
    let mut problems = Vec::new();
    for path in all {
        let found = dist.get(path).map(|file| sha256(&file.bytes));
        if stated.get(path).copied() != found.as_deref() {
            problems.push(format!("{path}: not as {MANIFEST} says"));
        }
    }
    if dist
        .get(SUMS)
        .is_none_or(|file| file.bytes != sums(dist).into_bytes())
    {
        problems.push(format!("{SUMS} does not agree with the files"));
    }
    Ok(problems)
}

/// Every file with an address has its digest in the lock, and every locked draft exists.
fn locked(lock: &str, base: &str, dist: &Dist) -> Vec<String> {
    let mut lines = BTreeMap::new();
    for line in lock.lines() {
        if let [address, digest, status] = line.split(' ').collect::<Vec<_>>()[..] {
            lines.insert(
                address.strip_prefix(base).unwrap_or(address),
                (digest.trim_start_matches("sha256:"), status),
            );
        }
    }
    let mut problems = Vec::new();
    for (path, file) in dist.iter().filter(|(_, file)| file.addressed) {
        if lines
            .get(path.as_str())
            .is_none_or(|(digest, _)| *digest != sha256(&file.bytes))
        {
            problems.push(format!("{path}: not as {LOCK} says"));
        }
    }
    let gone = lines
        .iter()
        .filter(|(path, (_, status))| *status == "draft" && !dist.contains_key(**path));
    problems.extend(gone.map(|(path, _)| format!("{path}: in {LOCK} and not published")));
    problems
}

/// The copies in the tree equal the published files.
fn copied(root: &Path, copies: &[Artifact]) -> Vec<String> {
    let mut stale = Vec::new();
    for copy in copies {
        let found = std::fs::read(root.join(&copy.path)).ok(); // a missing copy is stale too
        if found.as_deref() != Some(copy.text.as_bytes()) {
            stale.push(format!("{}: not a copy of the published file", copy.path));
        }
    }
    stale
}

/// Packages below `folder` hold no other version of an embedded file, and each holds some.
fn packed(
    dist: &Dist,
    folder: &str,
    copies: &BTreeMap<String, String>,
) -> anyhow::Result<Vec<String>> {
    let mut problems = Vec::new();
    for (path, file) in dist.iter().filter(|(path, _)| path.starts_with(folder)) {
        let Some(entries) = archive::entries(path, &file.bytes)? else {
            continue;
        };
        let mut any = false;
        for (copy, digest) in copies {
            let held = held(&entries, copy);
            if held.iter().any(|bytes| sha256(bytes) != *digest) {
                problems.push(format!("{path}: holds another {copy}"));
            }
            any |= !held.is_empty();
        }
        if !any {
            problems.push(format!("{path}: holds no embedded file"));
        }
    }
    Ok(problems)
}

/// The copy of a file of the tree in an archive, below its top folder. An archive may place files elsewhere, so otherwise
/// the last two parts of the path have to be the same.
fn held<'a>(entries: &'a BTreeMap<String, Vec<u8>>, copy: &str) -> Vec<&'a Vec<u8>> {
    let (mut exact, mut similar) = (Vec::new(), Vec::new());
    for (entry, bytes) in entries {
        if entry.split_once('/').is_some_and(|(_, rest)| rest == copy) {
            exact.push(bytes);
        }
        if tail(entry) == tail(copy) {
            similar.push(bytes);
        }
    }
    if exact.is_empty() && copy.contains('/') {
        similar
    } else {
        exact
    }
}

/// The last two parts of a path, the last one first.
fn tail(path: &str) -> Vec<&str> {
    path.rsplit('/').take(2).collect()
}
