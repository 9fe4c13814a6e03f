//! Numbers that the engine of the schema would take for others, because it computes in binary64.

use std::cmp::Ordering;

use ogi_report::Spelled;
use serde_json::{Value, json};

use super::fault::Fault;
use crate::json::{self, Document, Kind};

/// A number as the engine gets it. Of one that only rounds to a whole number it gets a half, which is no integer either.
pub(super) fn for_engine(lexeme: &str) -> Value {
    if json::rounds_to_whole(lexeme) {
        json!(0.5)
    } else {
        json::number(lexeme)
    }
}

/// Compares the numbers of which the engine got a half with the bounds of their definitions.
///
/// Each of them has a fault of `type`, because every number of a valid report is whole.
pub(super) fn compare_with_bounds(
    faults: &mut Vec<Fault>,
    definitions: &Value,
    document: &Document<'_>,
) {
    let odd = |fault: &Fault| {
        let element = document.at(&fault.at)?;
        (element.kind() == Kind::Number && json::rounds_to_whole(element.lexeme()))
            .then(|| Spelled::of(element.lexeme()))
    };
    faults.retain(|fault| !is_bound(&fault.keyword) || odd(fault).is_none());
    let mut beyond = Vec::new();
    for fault in faults.iter().filter(|fault| fault.keyword == "type") {
        let Some(number) = odd(fault) else {
            continue;
        };
        let definition = &definitions[fault.definition.as_deref().unwrap_or_default()];
        for (keyword, wrong) in [("minimum", Ordering::Less), ("maximum", Ordering::Greater)] {
            let bound = definition[keyword].as_i64();
            if let Some(bound) = bound.filter(|bound| number.cmp_integer(*bound) == wrong) {
                let mut found = Fault::new(fault.at.as_str(), keyword)
                    .with("expected", bound.to_string())
                    .with_value(&Value::Null);
                found.definition.clone_from(&fault.definition);
                beyond.push(found);
            }
        }
    }
    faults.append(&mut beyond);
}

fn is_bound(keyword: &str) -> bool {
    matches!(keyword, "minimum" | "maximum")
}
