//! What must hold for every input of the fuzz targets `check`, `fast` and `lines`; also used by these.

use std::num::NonZeroUsize;
use std::sync::LazyLock;

use ogi_conformance::json::{Document, Limits};
use ogi_conformance::lines::Options;
use ogi_conformance::{Checker, Others, locate};
use ogi_report::{Outcome, Outcomes, Scan};
use serde_json::Value;

use super::{BASES_FOLDER, damage, model};

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

/// The bases of the test vectors, in the order of their names.
static BASES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let mut paths: Vec<_> = std::fs::read_dir(BASES_FOLDER)
        .expect("the bases")
        .map(|entry| entry.expect("a base").path())
        .collect();
    paths.sort();
    let read = |path| {
        serde_json::from_str(&std::fs::read_to_string(path).expect("a base"))
            .expect("bases are JSON")
    };
    paths.into_iter().map(read).collect()
});

/// Checking never panics, both ways of checking agree, and every fault and finding has a place in the file.
pub(crate) fn check(bytes: &[u8]) {
    let quick = CHECKER.check(bytes, Others::default());
    let full = CHECKER.check_fully(bytes, Others::default());
    assert_eq!(quick.structure, full.structure);
    assert_eq!(quick.findings, full.findings);
    assert_eq!(
        ogi_report::read(bytes).is_ok(),
        full.is_schema_valid() == Some(true)
    );
    let Ok(document) = Document::read(bytes, &Limits::default()) else {
        return;
    };
    for fault in &full.structure {
        assert!(fault.span(&document).is_some(), "{fault:?}");
    }
    for finding in &full.findings {
        assert!(locate(&document, &finding.at).is_some(), "{finding:?}");
    }
}

/// The fast way accepts exactly what the full way finds valid, and counts what it finds, however a report is damaged.
///
/// The input is a recipe: which base, how it is laid out, and what is done to its bytes. An input that starts with a
/// brace or white space is taken as a document itself.
pub(crate) fn fast(input: &[u8]) {
    let is_document = matches!(input, [b'{' | b' ' | b'\n' | b'[' | b'"', ..]);
    let made = if is_document {
        input.to_vec()
    } else {
        damage::by_recipe(&BASES, input)
    };
    let bytes = made.as_slice();
    let full = CHECKER.check_fully(bytes, Others::default());
    let valid = full.is_schema_valid() == Some(true);
    let scan = Scan::read(bytes);
    assert_eq!(scan.is_some(), valid, "{:?}", full.structure);
    let clean = valid && full.with_outcome(Outcome::Failed).next().is_none();
    let found: Outcomes = full.findings.iter().collect();
    assert_eq!(CHECKER.quick(bytes), clean.then_some(found));
    if let Some(scan) = scan {
        let report = scan.report();
        assert_eq!(
            serde_json::from_slice::<ogi_report::Report>(bytes)
                .ok()
                .as_ref(),
            Some(&report)
        );
        assert_eq!(
            ogi_report::read(ogi_report::write(&report).as_bytes()).ok(),
            Some(report)
        );
    } else {
        let error = ogi_report::read(bytes).expect_err("refused");
        assert!(error.line() > 0 && error.column() > 0 && !error.to_string().is_empty());
    }
}

/// Every line is given once and in order, however it is read; and is checked as if it were alone, whatever stands
/// before and after it in memory.
///
/// The first bytes of the input say how it is read. The rest is either the text itself or recipes of documents, which
/// become a line each; the last may be cut off.
pub(crate) fn lines(input: &[u8]) {
    let Some(([sizes, threads, reads, kind], rest)) = input.split_first_chunk() else {
        return;
    };
    let threads = NonZeroUsize::new(1 + usize::from(threads % 3)).expect("not zero");
    let limit = if sizes & 0x80 == 0 {
        16 << 20
    } else {
        1 << (sizes >> 4 & 7)
    };
    let piece = 1 << (sizes & 15);
    let step = 1 << (reads & 15);
    let options = Options {
        piece,
        limit,
        threads,
    };
    if kind & 1 == 0 {
        return model::agrees(rest, options, step, &|line| line.to_vec());
    }
    let mut text = Vec::new();
    for recipe in rest.split(|byte| *byte == b'\n').take(4) {
        text.extend(damage::by_recipe(&BASES, recipe));
        text.push(b'\n');
    }
    text.truncate(text.len() - (usize::from(kind >> 1) << 4).min(text.len()));
    model::agrees(&text, options, step, &|line| CHECKER.quick(line));
}
