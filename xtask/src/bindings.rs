//! `cargo xtask bindings`: the standard in other languages. `binding.json` in each folder of `bindings/` lists the files
//! that it embeds and the commands that make and test it, so that no language needs code here.

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
    /// Names of folders of `bindings/`; all of them if it is empty.
    pub languages: Vec<String>,
    /// Change nothing; fail if anything generated is out of date.
    pub check: bool,
    /// Run the tests.
    pub test: bool,
    /// A missing tool is an error rather than a skip.
    pub strict: bool,
}

/// Generates, proves or tests bindings; `say` gets a line for each step.
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
    let known: Vec<&str> = all.iter().map(|binding| binding.name.as_str()).collect();
    for name in languages {
        if !known.contains(&name.as_str()) {
            bail!("no binding `{name}`; there are {}", known.join(", "));
        }
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
