//! One file checked: what was found, as a record.

use ogi_conformance::{Checker, Diagnosis, Others, check_report};
use ogi_diagnostics::{CheckedFile, Diagnostics};
use ogi_report::Language;

/// Checks one document of the standard by itself; briefly, where nothing is found that is not counted.
pub(super) fn document(
    path: &str,
    bytes: &[u8],
    (checker, is_brief): (&Checker, bool),
    language: Language,
) -> CheckedFile {
    let examined = checker.examine(bytes, |scan, outcomes| {
        if is_brief {
            Ok(CheckedFile::sound(path, scan, outcomes))
        } else {
            Err(check_report(&scan.report(), Others::default()))
        }
    });
    match examined {
        Ok(Ok(file)) => file,
        Ok(Err(all)) => Diagnostics::of_document(bytes, &all).record(path, language),
        Err(found) => faulty(path, bytes, *found, language),
    }
}

/// The record of a document of the standard in which something was found.
pub(super) fn faulty(
    path: &str,
    bytes: &[u8],
    found: Diagnosis<'_>,
    language: Language,
) -> CheckedFile {
    let Diagnosis { checked, document } = found;
    let diagnostics = match document {
        Some(document) => Diagnostics::of_read_document(bytes, Some(document), &checked),
        None => Diagnostics::of_document(bytes, &checked),
    };
    diagnostics.record(path, language)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use ogi_conformance::Checker;
    use ogi_report::Language;
    use serde_json::Value;

    use super::document;

    /// What is told of a document, apart from what is not told in brief.
    fn told(bytes: &[u8], is_brief: bool) -> Value {
        let file = document(
            "a.json",
            bytes,
            (&Checker::default(), is_brief),
            Language::English,
        );
        assert!(file.is_clean());
        let mut file = serde_json::to_value(file).expect("a record is JSON");
        for part in ["tables", "findings"] {
            let part = file[part].take();
            assert_eq!(part.as_array().expect("a list").is_empty(), is_brief);
        }
        file
    }

    #[test]
    fn in_brief_the_same_is_told() {
        let bases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/vectors/bases");
        for name in [
            "2019-60",
            "2021-30",
            "2021-30-zeros",
            "2021-30-undivided",
            "report-jinhu-2023",
        ] {
            let base = fs::read(bases.join(format!("{name}.json"))).expect("a base");
            assert_eq!(told(&base, true), told(&base, false), "{name}");
        }
    }
}
