//! What a check found, in the words of the vectors; also used by the example `answer_lines`.

use std::collections::{BTreeMap, BTreeSet};

use ogi_conformance::Checked;
use ogi_conformance::json::{LexicalKind, refusal};
use ogi_report::Outcome;
use serde_json::{Value, json};

/// The verdict with what it rests on. Rules that miss only a whole other report are left out, except the one that a case
/// is `about`.
pub(crate) fn expectation(checked: &Checked, about: Option<&str>) -> Value {
    if let Some(kind) = refusal(&checked.lexical) {
        return json!({ "well_formed": false, "kind": word(kind) });
    }
    let mut failed = Vec::new();
    for finding in checked.with_outcome(Outcome::Failed) {
        let args: BTreeMap<_, _> = finding.arguments.iter().cloned().collect();
        failed.push(json!({ "rule": finding.rule.as_str(), "at": finding.at, "args": args }));
    }
    let mut not_assessed = Vec::new();
    for finding in checked.with_outcome(Outcome::NotAssessed) {
        let missing: BTreeSet<_> = finding.missing().map(|(at, _)| at).collect();
        let whole = missing.iter().all(|at| at.ends_with('#'));
        if about == Some(finding.rule.as_str()) || !whole {
            let rule = finding.rule.as_str();
            not_assessed.push(json!({ "rule": rule, "at": finding.at, "missing": missing }));
        }
    }
    let faults = checked.structure.iter();
    let mut found = json!({
        "well_formed": true,
        "schema_valid": checked.is_schema_valid(),
        "reconciled": checked.reconciled().as_str(),
        "faults": faults.map(|fault| json!([fault.at, fault.keyword])).collect::<Vec<_>>(),
        "failed": failed,
        "not_assessed": not_assessed,
    });
    if found["reconciled"] == "partly" {
        found["assessed"] = json!([checked.tally().assessed(), checked.tally().total()]);
    }
    found
}

/// The word of the vectors for a lexical fault.
fn word(kind: LexicalKind) -> &'static str {
    use LexicalKind as K;
    match kind {
        K::DocumentTooLarge | K::TooManyValues => "size",
        K::ByteOrderMark => "bom",
        K::InvalidUtf8 => "encoding",
        K::DuplicateKey => "duplicate_key",
        K::TooDeep => "depth",
        K::NumberTooLarge => "number",
        _ => "syntax",
    }
}
