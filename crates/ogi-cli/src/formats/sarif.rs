//! SARIF 2.1.0 for code scanning: every result has a level, a message and a physical location.

use ogi_diagnostics::{
    self, CheckedFile, Fault, FaultKind, Finding, Operand, Position, PrintedAt, in_language,
    sentences,
};
use ogi_report::{Language, Severity};
use ogi_schema::{Rule, Texts};
use serde_json::{Map, Value, json};

use crate::digest::sha256;
use crate::run::{Entry, Output};
use crate::words::{say, words};

/// The rule of bytes that are not JSON of the standard.
const NOT_WELL_FORMED: &str = "not-well-formed";
/// The rule of documents that do not have the shape of their edition.
const NOT_OF_ITS_EDITION: &str = "not-of-its-edition";

/// The output as SARIF.
pub(crate) fn render(output: &Output, language: Language) -> String {
    let rules = rules(language);
    let results: Vec<Value> = output
        .files
        .iter()
        .flat_map(|entry| results(entry, &rules, language))
        .collect();
    let notifications = output.files.iter().flat_map(notifications);
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": output.tool.name,
                "semanticVersion": output.tool.version,
                "informationUri": ogi_schema::manifest().base,
                "language": output.language,
                "properties": {"schema_version": output.standard.schema_version, "ruleset_version": output.standard.ruleset_version},
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": output.summary.exit_status < 2,
                "exitCode": output.summary.exit_status,
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// The registry, and a rule each for what is not well-formed and not of its edition.
fn rules(language: Language) -> Vec<Value> {
    let text = |texts: &'static Texts| in_language(texts, language);
    let descriptor = |rule: &'static Rule| {
        json!({
            "id": rule.id,
            "name": pascal_case(&rule.id),
            "shortDescription": {"text": text(&rule.title)},
            "fullDescription": {"text": text(&rule.why)},
            "help": {"text": text(&rule.fix)},
            "helpUri": format!("{}rules/{}", ogi_schema::manifest().base, rule.id),
            "defaultConfiguration": {"level": rule.severity.as_str()},
            "properties": {"kind": rule.kind.as_str(), "origin": rule.origin.as_str()},
        })
    };
    let faults = [
        (NOT_WELL_FORMED, &words().sarif.not_well_formed),
        (NOT_OF_ITS_EDITION, &words().sarif.not_of_its_edition),
    ];
    let fault = |(id, texts): &(&str, &'static Texts)| {
        json!({
            "id": id,
            "name": pascal_case(id),
            "shortDescription": {"text": say(texts, language)},
            "helpUri": format!("{}rules/{id}", ogi_schema::manifest().base),
            "defaultConfiguration": {"level": "error"},
        })
    };
    ogi_schema::standard()
        .rules
        .iter()
        .map(descriptor)
        .chain(faults.iter().map(fault))
        .collect()
}

fn results(entry: &Entry, rules: &[Value], language: Language) -> Vec<Value> {
    let Entry::Checked(file) = entry else {
        return Vec::new();
    };
    let faults = file
        .faults
        .iter()
        .map(|fault| fault_result(file, fault, rules, language));
    let findings = file
        .own_violations()
        .map(|finding| finding_result(file, finding, rules, language));
    faults.chain(findings).collect()
}

fn fault_result(file: &CheckedFile, fault: &Fault, rules: &[Value], language: Language) -> Value {
    let rule = match fault.kind {
        FaultKind::Lexical => NOT_WELL_FORMED,
        FaultKind::Structure => NOT_OF_ITS_EDITION,
    };
    let property = fault.args.get("property").map_or("", String::as_str);
    let at = fault.at.as_deref().unwrap_or_default();
    let place = fault
        .position
        .map(|position| (position.line, Some(position)));
    let place_in_words = fault.labels.join(" · ");
    let message = sentences(&[&place_in_words, &fault.message, &fault.fix], language);
    json!({
        "ruleId": rule,
        "ruleIndex": index(rules, rule),
        "level": "error",
        "message": {"text": message},
        "locations": [location(&file.path, place, at)],
        "partialFingerprints": fingerprints(&[rule, &fault.keyword, at, property]),
        "properties": {"keyword": fault.keyword},
    })
}

fn finding_result(
    file: &CheckedFile,
    finding: &Finding,
    rules: &[Value],
    language: Language,
) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let line = finding.line_and_column().map(|(line, _)| line);
    let place = line.map(|line| (line, finding.position));
    let advice = ogi_diagnostics::advice(finding, language);
    let place_in_words = ogi_diagnostics::where_printed(finding, language);
    let message = sentences(
        &[
            finding.message.as_deref().unwrap_or_default(),
            &place_in_words,
            &advice,
        ],
        language,
    );
    let part = finding.args.get("part").map_or("", String::as_str);
    let related: Vec<Value> = finding
        .operands
        .iter()
        .filter_map(|operand| related(&file.path, operand, language))
        .collect();
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index(rules, finding.rule.as_str()),
        "level": level,
        "message": {"text": message},
        "locations": [printed(location(&file.path, place, &finding.at), finding.printed_at, language)],
        "relatedLocations": related,
        "partialFingerprints": fingerprints(&[finding.rule.as_str(), &finding.at, part]),
    })
}

/// An operand with its value; `None` where it is not in the file.
fn related(path: &str, operand: &Operand, language: Language) -> Option<Value> {
    let line = operand.position.map(|position| position.line);
    let line = line.or(operand.printed_at.map(PrintedAt::line_in_text))?;
    let mut related = printed(
        location(path, Some((line, operand.position)), &operand.at),
        operand.printed_at,
        language,
    );
    let value = operand.value.as_deref().unwrap_or("?");
    let place = operand
        .printed_at
        .filter(|printed| !printed.is_line())
        .map(|at| ogi_diagnostics::place(at, language));
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    related["message"] = json!({"text": format!("{} = {value}{place}", operand.label)});
    Some(related)
}

/// A location with its place in the published report: page, table, row and column are properties, and words.
fn printed(mut location: Value, at: Option<PrintedAt>, language: Language) -> Value {
    if let Some(at) = at.filter(|at| !at.is_line()) {
        location["message"] = json!({"text": ogi_diagnostics::place(at, language)});
        location["properties"] = json!(at);
    }
    location
}

/// Where something stands; the first line where nothing better is known.
fn location(path: &str, place: Option<(usize, Option<Position>)>, at: &str) -> Value {
    let (line, position) = place.unwrap_or((1, None));
    let mut region = Map::from_iter([("startLine".to_owned(), json!(line))]);
    if let Some(position) = position {
        region.insert("startColumn".to_owned(), json!(position.column));
        region.insert("byteOffset".to_owned(), json!(position.byte));
    }
    let mut location = json!({
        "physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": region},
    });
    if !at.is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": at, "kind": "value"}]);
    }
    location
}

/// What is to be said about a file and is no finding: that it could not be read, was passed over, or was compared with
/// another that is not as it should be.
fn notifications(entry: &Entry) -> Vec<Value> {
    let notification = |level: &str, path: &str, text: &str| json!({"level": level, "message": {"text": text}, "locations": [location(path, None, "")]});
    match entry {
        Entry::Unreadable(file) => vec![notification("error", &file.path, &file.error.join(": "))],
        Entry::Skipped(file) => vec![notification("note", &file.path, &file.skipped)],
        Entry::Checked(file) => file
            .compared_with
            .iter()
            .map(|note| notification("warning", &file.path, &note.message))
            .collect(),
    }
}

/// Equal findings have equal fingerprints, whatever line they move to.
fn fingerprints(parts: &[&str]) -> Value {
    json!({"ruleAndPointer/v1": sha256(parts.join("\n").as_bytes())})
}

fn index(rules: &[Value], id: &str) -> Option<usize> {
    rules.iter().position(|rule| rule["id"] == id)
}

fn pascal_case(id: &str) -> String {
    let capital = |word: &str| {
        word.get(..1)
            .map(|first| first.to_ascii_uppercase() + &word[1..])
            .unwrap_or_default()
    };
    id.split('-').map(capital).collect()
}

/// A path as a relative or absolute URI reference.
fn uri(path: &str) -> String {
    if path == "-" {
        return "stdin".to_owned();
    }
    let path = path.replace('\\', "/");
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    let encoded: String = path.bytes().map(encode).collect();
    if encoded.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded
    }
}

#[cfg(test)]
mod tests {
    use super::{pascal_case, uri};

    #[test]
    fn paths_become_uri_references() {
        let cases = [
            ("a b/报告.json", "a%20b/%E6%8A%A5%E5%91%8A.json"),
            ("/data/x.json", "file:///data/x.json"),
            ("-", "stdin"),
            ("..\\x.json", "../x.json"),
        ];
        for (path, expected) in cases {
            assert_eq!(uri(path), expected);
        }
        assert_eq!(pascal_case("fee-not-before-2021"), "FeeNotBefore2021");
    }
}
