//! `cargo xtask publish`: the whole standard as one folder, for web servers, validators and people without Rust.

mod archive;
mod assemble;
mod crates;
mod digest;
mod manifest;
mod packages;
pub mod verify;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

use crate::generate::generate;
use crate::tree::Mode;

pub use assemble::assemble;

/// What to publish, and where.
#[derive(Debug, Clone)]
pub struct Request {
    /// Address under which everything will be served, ending in `/`; by default that of `schema/manifest.json`.
    pub base: Option<String>,
    /// The folder to make.
    pub out: PathBuf,
    /// Write nothing; prove that the folder is up to date and consistent.
    pub check: bool,
    /// Whether packages of Rust and of the bindings are made too.
    pub packages: bool,
    /// A missing tool is an error rather than a skip.
    pub strict: bool,
}

/// A file of `dist/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The program that made it, with its version.
    pub made_by: String,
    /// Whether it has an address, at which it never changes after a release.
    pub addressed: bool,
}

/// The files of `dist/` by path.
pub type Dist = BTreeMap<String, File>;

/// Makes the folder, or proves that it is up to date; `say` gets a line for each step.
///
/// # Errors
/// When anything in the tree is out of date, a released address would change, a package cannot be made, or in check mode
/// the folder differs from what would be made. Nothing is then written.
pub fn publish(root: &Path, request: &Request, say: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    say("checking that everything generated is fresh");
    generate(root, Mode::Check)?;
    let dist = assemble(root, request, say)?;
    say("checking that lock, manifest, embedded copies and packages agree");
    let problems = verify::problems(root, request.base.as_deref(), &dist)?;
    ensure!(
        problems.is_empty(),
        "what would be published contradicts itself:\n  {}",
        problems.join("\n  ")
    );
    if request.check {
        return compare(&request.out, &dist, say);
    }
    write::whole(&request.out, &dist)?;
    let bytes: usize = dist.values().map(|file| file.bytes.len()).sum();
    say(&format!(
        "{}: {} files, {} KiB",
        request.out.display(),
        dist.len(),
        bytes.div_ceil(1024)
    ));
    Ok(())
}

fn compare(out: &Path, dist: &Dist, say: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    if !out.exists() {
        say(&format!(
            "{} does not exist, so there is nothing to compare: only what would be made was checked",
            out.display()
        ));
        return Ok(());
    }
    let there = write::read(out).with_context(|| format!("cannot read {}", out.display()))?;
    let mut differing = Vec::new();
    for path in dist
        .keys()
        .chain(there.keys().filter(|path| !dist.contains_key(*path)))
    {
        match (dist.get(path), there.get(path)) {
            (Some(_), None) => differing.push(format!("missing: {path}")),
            (None, _) => differing.push(format!("not published by this version: {path}")),
            (Some(made), Some(found)) if made.bytes != *found => {
                differing.push(format!("differs: {path}"));
            }
            (Some(_), Some(_)) => {}
        }
    }
    if !differing.is_empty() {
        let out = out.display();
        bail!(
            "{out} is not what would be published, run `cargo xtask publish`:\n  {}",
            differing.join("\n  ")
        );
    }
    say(&format!(
        "{}: {} files, every byte as it would be made",
        out.display(),
        dist.len()
    ));
    Ok(())
}
