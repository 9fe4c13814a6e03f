//! `cargo xtask bindings`: the standard in other languages. Each folder of `bindings/` says in `binding.json` what it
//! takes from the standard and how it is made; nothing here knows a language.

mod data;
mod descriptor;
mod regenerate;
pub(crate) mod run;

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use ogi_codegen::Artifact;

pub use data::{Published, embedded, owned};
pub use descriptor::Descriptor;

use crate::generate::published;
use crate::tree::{Mode, sync};

/// What to do with the bindings.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Names of folders of `bindings/`; every one where it is empty.
    pub languages: Vec<String>,
    /// Change nothing; fail if anything generated is out of date.
    pub check: bool,
    /// Run the tests.
    pub test: bool,
    /// A missing tool is an error rather than a skip.
    pub strict: bool,
}

/// Generates, proves or tests bindings; `say` is told each step.
///
/// # Errors
/// The first binding that cannot be made, is out of date, or fails its tests.
pub fn bindings(root: &Path, request: &Request, say: &mut dyn FnMut(&str)) -> anyhow::Result<()> {
    let all = Descriptor::all(root)?;
    ensure!(
        !all.is_empty(),
        "no binding: a folder of bindings/ is one when it has a binding.json"
    );
    let chosen = choose(&all, &request.languages)?;
    let published = published(root, None)?;
    let mut skipped = Vec::new();
    for binding in &chosen {
        let name = &binding.name;
        if let Some(tool) = run::missing(binding) {
            ensure!(
                !request.strict,
                "{name}: no `{tool}` on the PATH, and every binding was asked for"
            );
            say(&format!(
                "{name}: SKIPPED, no `{tool}` on the PATH: nothing was generated, compared or tested"
            ));
            skipped.push(name.as_str());
            continue;
        }
        one(root, binding, &published, request, say).with_context(|| format!("bindings/{name}"))?;
    }
    let done = chosen.len() - skipped.len();
    say(&format!(
        "{done} of {} bindings done, {} skipped {}",
        chosen.len(),
        skipped.len(),
        skipped.join(" ")
    ));
    Ok(())
}

fn choose<'a>(all: &'a [Descriptor], languages: &[String]) -> anyhow::Result<Vec<&'a Descriptor>> {
    let known = || {
        all.iter()
            .map(|binding| binding.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    if let Some(unknown) = languages
        .iter()
        .find(|name| all.iter().all(|binding| binding.name != **name))
    {
        bail!("no binding `{unknown}`; there are {}", known());
    }
    Ok(all
        .iter()
        .filter(|binding| languages.is_empty() || languages.contains(&binding.name))
        .collect())
}

fn one(
    root: &Path,
    binding: &Descriptor,
    published: &Published,
    request: &Request,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<()> {
    let name = &binding.name;
    let folder = binding.folder(root);
    let data: Vec<Artifact> = embedded(root, binding, published)?;
    let mode = if request.check {
        Mode::Check
    } else {
        Mode::Write
    };
    sync(root, &data, &owned(binding, &data), mode)?;
    say(&format!("{name}: {} embedded files", data.len()));
    say(&format!("{name}: preparing"));
    run::all(&folder, &binding.setup)?;
    if request.check {
        let files = regenerate::check(root, binding)?;
        say(&format!(
            "{name}: generated again, {files} files compared, all the same"
        ));
    } else {
        run::all(&folder, &binding.generate)?;
        say(&format!("{name}: generated"));
    }
    if request.test {
        let line = run::test(&folder, &binding.test)?;
        say(&format!("{name}: {line}"));
    }
    Ok(())
}
