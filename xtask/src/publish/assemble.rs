//! Assembles the files of `dist/` in memory.

use std::path::Path;

use anyhow::Context as _;

use super::{Dist, File, Request, crates, manifest, packages};
use crate::generate::published;
use crate::tree::{list, read};

/// The program that makes the files that follow from `schema/` alone.
const GENERATOR: &str = concat!("xtask ", env!("CARGO_PKG_VERSION"));

/// The legal texts and the guide to `dist/`: source and destination.
const DOCUMENTS: &[(&str, &str)] = &[
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("docs/publish.md", "README.md"),
];

/// The files of `dist/`; `say` gets a line for each step.
///
/// # Errors
/// When the standard contradicts itself, or a package cannot be made.
pub fn assemble(root: &Path, request: &Request, say: &mut dyn FnMut(&str)) -> anyhow::Result<Dist> {
    let published = published(root, request.base.as_deref())?;
    let standard = &published.standard;
    let mut dist = Dist::new();
    say(&format!(
        "{} files of the standard",
        published.artifacts.len()
    ));
    for artifact in published.artifacts {
        dist.insert(artifact.path, file(artifact.text, true));
    }
    for artifact in ogi_codegen::publish::dictionary(standard)? {
        dist.insert(artifact.path, file(artifact.text, false));
    }
    for (from, to) in DOCUMENTS {
        dist.insert((*to).to_owned(), file(read(&root.join(from))?, false));
    }
    let vectors = vectors(root, &standard.manifest.schema_version)?;
    say(&format!("{} files of test vectors", vectors.len()));
    dist.extend(vectors);
    if request.packages {
        dist.extend(crates::packages(root, say)?);
        dist.extend(packages::of_bindings(root, request.strict, say)?);
    } else {
        say("packages are left out, as asked");
    }
    manifest::add(&mut dist, root, standard, request.base.as_deref())?;
    Ok(dist)
}

fn file(text: String, addressed: bool) -> File {
    File {
        bytes: text.into_bytes(),
        made_by: GENERATOR.to_owned(),
        addressed,
    }
}

/// The test vectors: data under a licence of their own. Their schemas have addresses and go with the standard.
fn vectors(root: &Path, version: &str) -> anyhow::Result<Dist> {
    let top = root.join("schema/vectors");
    let mut found = Dist::new();
    let folders = std::fs::read_dir(&top).context("cannot list schema/vectors")?;
    let mut folders = folders
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    folders.retain(|path| path.is_dir());
    folders.push(top.clone());
    for path in folders
        .iter()
        .map(|folder| list(folder))
        .collect::<anyhow::Result<Vec<_>>>()?
        .concat()
    {
        let name = path
            .strip_prefix(&top)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let data = Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "json");
        if (data && !name.ends_with(".schema.json"))
            || ["LICENSE", "README.md"].contains(&name.as_str())
        {
            found.insert(
                format!("vectors/{version}/{name}"),
                file(read(&path)?, false),
            );
        }
    }
    Ok(found)
}
