//! What the tests of reading have in common.

use ogi_import::{Imported, Note};
use serde_json::Value;

/// Checks values of the document by pointer, written as JSON.
pub(crate) fn check(imported: &Imported, expected: &[(&str, &str)]) {
    let document = imported.document();
    for (pointer, json) in expected {
        let value: Value = serde_json::from_str(json).expect("JSON");
        assert_eq!(document.pointer(pointer), Some(&value), "{pointer}");
    }
}

/// The cell note at a pointer, as `missing printed`.
pub(crate) fn cell_note(imported: &Imported, at: &str) -> Option<String> {
    let document = imported.document();
    let notes = document["cell_notes"].as_array()?;
    let note = notes.iter().find(|note| note["at"] == at)?;
    let text = |name: &str| note[name].as_str().unwrap_or("-").to_owned();
    Some(format!("{} {}", text("missing"), text("printed")))
}

/// Whether a note of a kind is there.
pub(crate) fn has_note(imported: &Imported, is: impl Fn(&Note) -> bool) -> bool {
    imported.notes.iter().any(is)
}
