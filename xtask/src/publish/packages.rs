//! The packages of the bindings, made by their own tools.

use std::path::Path;

use anyhow::{Context as _, ensure};

use super::{Dist, File, write};
use crate::bindings::{Descriptor, run};

/// 1980-01-01, the first day that a zip archive can state. A fixed day, so that equal input gives equal bytes.
const EPOCH: &str = "315532800";

pub(super) fn of_bindings(
    root: &Path,
    strict: bool,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<Dist> {
    let mut dist = Dist::new();
    for binding in Descriptor::all(root)? {
        let name = &binding.name;
        if let Some(tool) = run::missing(&binding) {
            ensure!(
                !strict,
                "{name}: no `{tool}` on the PATH, and every package was asked for"
            );
            say(&format!(
                "{name}: SKIPPED, no `{tool}` on the PATH: its package is not published"
            ));
            continue;
        }
        say(&format!("packing {name}"));
        let scratch =
            std::env::temp_dir().join(format!("ogi-package-{name}-{}", std::process::id()));
        let packed = one(root, &binding, &scratch).with_context(|| format!("bindings/{name}"));
        // A folder that cannot be removed does no harm.
        let _ = std::fs::remove_dir_all(&scratch);
        dist.extend(packed?);
    }
    Ok(dist)
}

fn one(root: &Path, binding: &Descriptor, out: &Path) -> anyhow::Result<Dist> {
    std::fs::create_dir_all(out).context("cannot create a folder for packages")?;
    let folder = binding.folder(root);
    run::all(&folder, &binding.setup)?;
    let out_text = out.to_string_lossy();
    run::with(
        &folder,
        &binding.package,
        &[("{out}", &out_text)],
        &[("SOURCE_DATE_EPOCH", EPOCH), ("TZ", "UTC")],
    )?;
    let made_by = run::versions(binding);
    let files = write::read(out)?;
    ensure!(
        !files.is_empty(),
        "the commands of `package` made nothing in {{out}}"
    );
    let mut packages = Dist::new();
    for (name, bytes) in files {
        let file = File {
            bytes,
            made_by: made_by.clone(),
            addressed: false,
        };
        packages.insert(format!("bindings/{}/{name}", binding.name), file);
    }
    Ok(packages)
}
