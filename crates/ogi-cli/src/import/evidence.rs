//! What was printed where, as written by `--evidence`: the map of `ogi-import`, and which file it is about.

use ogi_diagnostics::Reading;

use crate::digest::sha256;

/// The map of one report as indented JSON; its schema is [`ogi_import::EVIDENCE_SCHEMA`].
pub(crate) fn render(name: &str, bytes: &[u8], reading: &Reading) -> String {
    let mut map = ogi_import::evidence_map(&reading.evidence, &reading.notes);
    map["path"] = name.into();
    map["sha256"] = sha256(bytes).into();
    format!("{map:#}\n")
}
