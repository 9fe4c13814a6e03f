//! What is read is a report of the standard.

use ogi_import::Imported;

/// Checks that what is written of a report is read as the same report.
pub(crate) fn check(imported: &Imported) {
    let text = ogi_report::write(&imported.report);
    let again = ogi_report::read(text.as_bytes()).expect("a legal report");
    assert_eq!(again, imported.report);
}
