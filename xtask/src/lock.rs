//! `schema/schema.lock`: the digest of everything that has an address, so that nothing published changes unseen.

use std::path::Path;

use anyhow::bail;
use ogi_codegen::Artifact;
use ogi_schema::{Manifest, Status};
use sha2::{Digest as _, Sha256};

const LOCK: &str = "schema/schema.lock";

/// The lock for the files of the standard and the tables made from them.
///
/// # Errors
/// When a file that is locked as released is no longer the same: give it a new version instead.
pub fn artifact(
    root: &Path,
    manifest: &Manifest,
    files: &[(String, String)],
    made: &[Artifact],
) -> anyhow::Result<Artifact> {
    let made =
        made.iter().filter_map(|artifact| Some((artifact.path.strip_prefix("schema/")?, artifact.text.as_str())));
    let all = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).chain(made);
    let mut lines: Vec<String> =
        all.filter_map(|(path, text)| Some(line(&address(manifest, path)?, text, manifest.status))).collect();
    lines.sort();
    let old = std::fs::read_to_string(root.join(LOCK)).unwrap_or_default();
    for locked in old.lines().filter(|line| line.ends_with(" released")) {
        let address = locked.split(' ').next().unwrap_or_default();
        match lines.iter().find(|line| line.split(' ').next() == Some(address)) {
            Some(line) if digest_of(line) != digest_of(locked) => {
                bail!("{address} is published and has changed: raise its version in schema/manifest.json")
            }
            Some(_) => {}
            None => lines.push(locked.to_owned()),
        }
    }
    lines.sort();
    Ok(Artifact { path: LOCK.to_owned(), text: lines.join("\n") + "\n" })
}

fn line(address: &str, text: &str, status: Status) -> String {
    let status = match status {
        Status::Draft => "draft",
        Status::Released => "released",
    };
    let mut digest = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        digest.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789abcdef"[usize::from(half)])));
    }
    format!("{address} sha256:{digest} {status}")
}

fn digest_of(line: &str) -> Option<&str> {
    line.split(' ').nth(1)
}

/// Where a file of `schema/` is published; `None` for what is not.
fn address(manifest: &Manifest, path: &str) -> Option<String> {
    let (schema, rules, codes) = (&manifest.schema_version, &manifest.ruleset_version, &manifest.codes_date);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let place = match (folder, name) {
        ("", "report.schema.json") => format!("schema/{schema}/report.bundle.schema.json"),
        ("", "dialect.schema.json") => format!("schema/{schema}/dialect.meta.schema.json"),
        ("forms", _) => format!("forms/{schema}/{name}"),
        ("rules", _) => format!("rules/{rules}/registry/{name}"),
        ("generated", _) => format!("rules/{rules}/{}", name.strip_prefix("rules-")?),
        ("codes", _) => format!("codes/{codes}/{name}"),
        _ => return None,
    };
    Some(format!("{}{place}", manifest.base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_file_cannot_change() {
        let manifest = &ogi_schema::standard().manifest;
        let root = std::env::temp_dir().join(format!("ogi-lock-{}", std::process::id()));
        std::fs::create_dir_all(root.join("schema")).expect("a folder");
        let file = |text: &str| vec![("codes/scope.json".to_owned(), text.to_owned())];
        let released = Manifest { status: Status::Released, ..manifest.clone() };
        let first = artifact(&root, &released, &file("{}"), &[]).expect("a lock");
        std::fs::write(root.join(LOCK), &first.text).expect("written");
        let again = artifact(&root, &released, &file("{}"), &[]).map(|lock| lock.text);
        let changed = artifact(&root, &released, &file("[]"), &[]);
        std::fs::remove_dir_all(&root).expect("removed");
        assert_eq!(again.expect("unchanged"), first.text);
        assert!(changed.expect_err("changed").to_string().contains("raise its version"));
    }
}
