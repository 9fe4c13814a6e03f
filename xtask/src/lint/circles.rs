//! Circles of modules: two modules beside each other that import each other, directly or through others, are one module in
//! fact, and neither can be read without the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::size::sources;
use super::{Complaint, complain};

/// Crates whose modules must not import each other in a circle.
const CRATES: &[&str] = &[
    "crates/ogi-cli",
    "crates/ogi-diagnostics",
    "crates/ogi-import",
];

/// The modules that each module imports. Of two modules in different folders, the folders count: `formats::text::line`
/// that imports `check::bar` makes `formats` import `check`, and `formats::text::line` that imports `formats::json`
/// makes `formats::text` import `formats::json`.
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

/// Which modules of a crate import which others beside them, from its files by path within `src`.
///
/// Tests and generated code are left out, and so are `main.rs` and `lib.rs`, which stand above all modules. A module and
/// what is in its folder are one, seen from outside; that they name each other is how Rust writes a tree.
#[must_use]
pub fn imports(files: &[(String, String)]) -> Imports {
    let named = files.iter().map(|(path, _)| module_of(path));
    let modules: BTreeSet<Vec<&str>> = named
        .filter(|module| !matches!(module[..], ["main" | "lib"]))
        .flat_map(|module| (1..=module.len()).map(move |length| module[..length].to_vec()))
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
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for named in paths(&code.join("\n")) {
            let found = resolved(&module, &named, &modules);
            let shared = module
                .iter()
                .zip(&found)
                .take_while(|(one, other)| one == other)
                .count();
            if let (Some(from), Some(to)) = (module.get(..=shared), found.get(..=shared)) {
                imports
                    .entry(from.join("::"))
                    .or_default()
                    .insert(to.join("::"));
            }
        }
    }
    imports
}

/// The path of a module in its crate, such as `formats`, `text`, `line` for `formats/text/line.rs`.
fn module_of(path: &str) -> Vec<&str> {
    path.trim_end_matches(".rs").split('/').collect()
}

/// The module that a path leads to from another module: as far as its names are modules of the crate.
fn resolved<'a>(
    module: &[&'a str],
    path: &[&'a str],
    modules: &BTreeSet<Vec<&str>>,
) -> Vec<&'a str> {
    let mut here: Vec<&str> = match path.first() {
        Some(&"crate") => Vec::new(),
        _ => module.to_vec(),
    };
    for name in path {
        match *name {
            "crate" | "self" => {}
            "super" => drop(here.pop()),
            name => {
                here.push(name);
                if !modules.contains(&here) {
                    here.pop();
                    break;
                }
            }
        }
    }
    here
}

/// The paths in a piece of code that begin at the crate, at the module itself or above it; those in braces one by one.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    let starts = ["crate::", "super::", "self::"];
    for (at, _) in starts.iter().flat_map(|start| code.match_indices(start)) {
        let before = code[..at].chars().next_back();
        // A later part of a path, such as the second `super` of `super::super`, is read with its first.
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
            tree(&code[at..], vec![], &mut found);
        }
    }
    found
}

/// Adds each path of a tree as `use` writes it: `crate::{check::bar, formats}` is two.
fn tree<'a>(code: &'a str, above: Vec<&'a str>, found: &mut Vec<Vec<&'a str>>) {
    let mut path = above;
    let mut rest = code;
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            for part in parts(group) {
                tree(part.trim_start(), path.clone(), found);
            }
            return;
        }
        let name = identifier(rest);
        path.push(name);
        match rest[name.len()..].strip_prefix("::") {
            Some(after) => rest = after,
            None => break,
        }
    }
    found.push(path);
}

/// The parts of a group in braces, up to the brace that closes it.
fn parts(group: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
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
