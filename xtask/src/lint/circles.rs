//! Circles of modules: two modules at the top of a crate that import each other, directly or through others, are one
//! module in fact, and neither can be read without the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::size::sources;
use super::{Complaint, complain};

/// Crates whose modules must not import each other in a circle.
const CRATES: &[&str] = &["crates/ogi-cli", "crates/ogi-diagnostics"];

/// The modules that each module at the top of a crate imports.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

pub(super) fn complaints(root: &Path) -> anyhow::Result<Vec<Complaint>> {
    let mut complaints = Vec::new();
    for name in CRATES {
        let source = root.join(name).join("src");
        let mut files = Vec::new();
        for path in sources(&source)? {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let within = path.strip_prefix(&source).unwrap_or(&path);
            files.push((within.display().to_string(), text));
        }
        if let Some(circle) = circle(&imports(&files)) {
            let problem = format!(
                "modules import each other in a circle: {}; move what they share below both",
                circle.join(" -> ")
            );
            complaints.push(complain(*name, "circles", problem));
        }
    }
    Ok(complaints)
}

/// Which modules at the top of a crate import which others, from its files by path within `src`.
///
/// Tests and generated code are left out, and so are `main.rs` and `lib.rs`, which stand above all modules.
#[must_use]
pub fn imports(files: &[(String, String)]) -> Imports {
    let module_of = |path: &str| {
        let first = path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs").to_owned()
    };
    let modules: BTreeSet<String> = files
        .iter()
        .map(|(path, _)| module_of(path))
        .filter(|module| module != "main" && module != "lib")
        .collect();
    let mut imports = Imports::new();
    for (path, text) in files {
        let module = module_of(path);
        if !modules.contains(&module) || text.starts_with("// @generated") {
            continue;
        }
        let code = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        let named = code.split("crate::").skip(1).flat_map(first_names);
        let others: Vec<String> = named
            .filter(|name| *name != module && modules.contains(*name))
            .map(str::to_owned)
            .collect();
        imports.entry(module).or_default().extend(others);
    }
    imports
}

/// The names that may follow `crate::`: one, or the first of each path in braces.
fn first_names(after: &str) -> Vec<&str> {
    let Some(group) = after.strip_prefix('{') else {
        return vec![identifier(after)];
    };
    let mut names = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(identifier(group[start..at].trim_start()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(identifier(group[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    end.map_or(text, |end| &text[..end])
}

/// The first circle, with the module that closes it at both ends.
#[must_use]
pub fn circle(imports: &Imports) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    for module in imports.keys() {
        let found = walk(module, imports, &mut Vec::new(), &mut done);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Follows imports from a module; `path` holds the modules that led to it, `done` those that lead to no circle.
fn walk<'a>(
    module: &'a str,
    imports: &'a Imports,
    path: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|known| *known == module) {
        let mut circle: Vec<String> = path[start..]
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        circle.push(module.to_owned());
        return Some(circle);
    }
    if done.contains(module) {
        return None;
    }
    path.push(module);
    for next in imports.get(module).into_iter().flatten() {
        let found = walk(next, imports, path, done);
        if found.is_some() {
            return found;
        }
    }
    path.pop();
    done.insert(module);
    None
}
