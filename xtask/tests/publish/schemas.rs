//! The published schemas give the verdicts of the standard.

use std::collections::BTreeSet;

use jsonschema::{Draft, PatternOptions, Registry, Validator};
use serde_json::Value;

use super::cases::{BINARY64, Case};
use super::{dist, json};

/// Of these only some faults are lost with the digits that binary64 has not.
const PARTLY_BINARY64: [&str; 1] = ["number-huge-fraction"];

fn compile(schema: &Value, registry: Option<&Registry>) -> Validator {
    let options = jsonschema::options()
        .offline()
        .should_validate_formats(true);
    let options = options.with_pattern_options(PatternOptions::regex());
    let built = match registry {
        Some(registry) => options.with_registry(registry).build(schema),
        None => options.build(schema),
    };
    built.unwrap_or_else(|error| panic!("{}: {error}", schema["$id"]))
}

fn faults(validator: &Validator, document: &Value) -> BTreeSet<(String, String)> {
    let errors = validator.iter_errors(document);
    errors
        .map(|error| {
            (
                error.instance_path().to_string(),
                error.kind().keyword().to_owned(),
            )
        })
        .collect()
}

fn expected(case: &Case) -> BTreeSet<(String, String)> {
    case.faults()
        .map(|(at, keyword)| (at.to_owned(), keyword.to_owned()))
        .collect()
}

#[test]
fn every_way_to_validate_finds_the_faults_of_every_vector() {
    let dist = dist(None);
    let editions: Vec<_> = ogi_schema::schema()
        .editions
        .iter()
        .map(|edition| edition.code.clone())
        .collect();
    let own = |code: &String| json(&dist, &format!("schema/0.1.0/{code}/report.schema.json"));
    let mut registry = Registry::new();
    for schema in editions.iter().map(own) {
        let id = schema["$id"].as_str().expect("an address").to_owned();
        registry = registry.add(id, schema).expect("a resource");
    }
    let registry = registry.prepare().expect("a registry");
    let entry = compile(
        &json(&dist, "schema/0.1.0/report.schema.json"),
        Some(&registry),
    );
    let compound = compile(
        &json(&dist, "schema/0.1.0/report.compound.schema.json"),
        None,
    );
    let editor = compile(&json(&dist, "schema/0.1.0/profiles/draft-07.json"), None);
    let each: Vec<_> = editions
        .iter()
        .map(|code| (code, compile(&own(code), None)))
        .collect();
    let (mut ran, mut alone) = (0, 0);
    let mut rounded = BTreeSet::new();
    for case in Case::all() {
        let document: Value = serde_json::from_str(&case.document).expect("JSON");
        let expected = expected(&case);
        let found = faults(&entry, &document);
        if found.is_subset(&expected) && found != expected {
            rounded.insert(case.id);
            continue;
        }
        assert_eq!(found, expected, "{}: entry", case.id);
        assert_eq!(
            faults(&compound, &document),
            expected,
            "{}: compound",
            case.id
        );
        assert_eq!(
            editor.is_valid(&document),
            expected.is_empty(),
            "{}: editors",
            case.id
        );
        if let Some((_, validator)) = each
            .iter()
            .find(|(code, _)| document["edition"] == code.as_str())
        {
            assert_eq!(
                faults(validator, &document),
                expected,
                "{}: edition",
                case.id
            );
            alone += 1;
        }
        ran += 1;
    }
    // Read as binary64, these look better than they are.
    let known = BINARY64.iter().chain(&PARTLY_BINARY64);
    assert_eq!(rounded, known.map(|id| (*id).to_owned()).collect());
    assert!(
        alone > 400 && ran > alone,
        "{ran} cases, {alone} of a known edition"
    );
}

#[test]
fn every_published_schema_compiles_and_every_profile_accepts_the_reports_of_its_editions() {
    let dist = dist(None);
    let bases = ["2019-60", "2021-30"].map(|code| {
        let text = std::fs::read_to_string(
            xtask::root().join(format!("schema/vectors/bases/{code}.json")),
        )
        .expect("a base");
        (code, serde_json::from_str::<Value>(&text).expect("JSON"))
    });
    let mut profiles = 0;
    for path in dist
        .keys()
        .filter(|path| path.ends_with(".schema.json") || path.contains("/profiles/"))
    {
        let schema = json(&dist, path);
        if path == "schema/0.1.0/report.schema.json" {
            continue; // It refers to other files; the test above compiles it.
        }
        let draft = if schema["$schema"] == "http://json-schema.org/draft-07/schema#" {
            Draft::Draft7
        } else {
            Draft::Draft202012
        };
        assert!(jsonschema::meta::is_valid(&schema), "{path}");
        let validator = jsonschema::options()
            .with_draft(draft)
            .offline()
            .should_ignore_unknown_formats(true)
            .build(&schema);
        let validator = validator.unwrap_or_else(|error| panic!("{path}: {error}"));
        if path.contains("/profiles/") {
            profiles += 1;
            let one = bases.iter().any(|(code, _)| path.contains(code));
            for (code, base) in &bases {
                assert_eq!(
                    validator.is_valid(base),
                    !one || path.contains(code),
                    "{path}: {code}"
                );
            }
        }
    }
    assert_eq!(profiles, 9);
}
