//! `schema/schema.lock`: the digest of every file with an address, so that no published file changes unnoticed.

use std::path::Path;

use anyhow::bail;
use ogi_codegen::Artifact;
use ogi_schema::{Manifest, Status};

use crate::digest::sha256;

/// Path of the lock from the root of the workspace.
pub const LOCK: &str = "schema/schema.lock";

/// The lock of every file with an address, by its path within `dist/`.
///
/// # Errors
/// When a file that is locked as released is no longer the same: give it a new version instead.
pub fn artifact(
    root: &Path,
    manifest: &Manifest,
    published: &[Artifact],
) -> anyhow::Result<Artifact> {
    let mut lines = Vec::new();
    for file in published {
        let address = format!("{}{}", manifest.base, file.path);
        lines.push(line(&address, &file.text, manifest.status));
    }
    lines.sort();
    let old = std::fs::read_to_string(root.join(LOCK)).unwrap_or_default();
    for locked in old.lines().filter(|line| line.ends_with(" released")) {
        let address = locked.split(' ').next().unwrap_or_default();
        match lines
            .iter()
            .find(|line| line.split(' ').next() == Some(address))
        {
            Some(line) if digest_of(line) != digest_of(locked) => {
                bail!(
                    "{address} is published and has changed: raise its version in schema/manifest.json"
                )
            }
            Some(_) => {}
            None => lines.push(locked.to_owned()),
        }
    }
    lines.sort();
    Ok(Artifact {
        path: LOCK.to_owned(),
        text: lines.join("\n") + "\n",
    })
}

fn line(address: &str, text: &str, status: Status) -> String {
    let status = match status {
        Status::Draft => "draft",
        Status::Released => "released",
    };
    let digest = sha256(text.as_bytes());
    format!("{address} sha256:{digest} {status}")
}

fn digest_of(line: &str) -> Option<&str> {
    line.split(' ').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_file_cannot_change() {
        let manifest = &ogi_schema::standard().manifest;
        let root = std::env::temp_dir().join(format!("ogi-lock-{}", std::process::id()));
        std::fs::create_dir_all(root.join("schema")).expect("a folder");
        let file = |text: &str| {
            [Artifact {
                path: "codes/2026-11-30/scope.json".to_owned(),
                text: text.to_owned(),
            }]
        };
        let released = Manifest {
            status: Status::Released,
            ..manifest.clone()
        };
        let first = artifact(&root, &released, &file("{}")).expect("a lock");
        std::fs::write(root.join(LOCK), &first.text).expect("written");
        let again = artifact(&root, &released, &file("{}")).map(|lock| lock.text);
        let changed = artifact(&root, &released, &file("[]"));
        std::fs::remove_dir_all(&root).expect("removed");
        assert_eq!(again.expect("unchanged"), first.text);
        assert!(
            changed
                .expect_err("changed")
                .to_string()
                .contains("raise its version")
        );
    }
}
