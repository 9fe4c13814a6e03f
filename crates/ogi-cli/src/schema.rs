//! `ogi schema`: the canonical bundle, the part of one edition, and the schemas of our own output.

use std::collections::BTreeSet;

use ogi_report::Edition;
use ogi_schema::Ordered;
use serde_json::value::RawValue;

use crate::arguments::{Schema, SchemaOf};
use crate::error::Error;
use crate::terminal::Console;

/// What `ogi check --format json` prints, as a JSON Schema.
const CHECK: &str = include_str!("../schema/check.schema.json");
/// What a line of `ogi check --format jsonl` holds, as a JSON Schema.
const CHECK_LINES: &str = include_str!("../schema/check-lines.schema.json");
/// What `ogi import --summary` writes, as a JSON Schema.
const IMPORT: &str = include_str!("../schema/import.schema.json");
/// Path of the bundle within the standard.
const BUNDLE: &str = "report.schema.json";

/// Prints a schema.
///
/// # Errors
/// Standard output cannot be written.
pub(crate) fn run(arguments: &Schema, console: &mut Console) -> Result<u8, Error> {
    let bundle = ogi_schema::file(BUNDLE).unwrap_or_default();
    let part = arguments.edition.map(|edition| of_edition(bundle, edition));
    let text = match arguments.of {
        SchemaOf::Report => part.as_deref().unwrap_or(bundle),
        SchemaOf::Check => CHECK,
        SchemaOf::CheckLines => CHECK_LINES,
        SchemaOf::Evidence => ogi_import::EVIDENCE_SCHEMA,
        SchemaOf::Import => IMPORT,
    };
    console
        .print(text)
        .map_err(|source| Error::Output { source })?;
    Ok(0)
}

/// Compares a schema made from types with the published one; writes it where `OGI_BLESS` is set.
#[cfg(test)]
pub(crate) fn is_fresh(mut schema: schemars::Schema, name: &str, title: &str) {
    let base = &ogi_schema::manifest().base;
    let address = format!("{base}cli/{}/{name}.schema.json", env!("CARGO_PKG_VERSION"));
    schema.insert("$id".to_owned(), address.into());
    schema.insert("title".to_owned(), title.into());
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    let path = format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("OGI_BLESS").is_some() {
        std::fs::write(&path, &text).expect("the schema can be written");
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        published, text,
        "run OGI_BLESS=1 cargo test -p ogi-cli to bring {name} up to date"
    );
}

/// The definitions that reports of one edition use, each as it stands in the bundle, with the report for the root.
///
/// It has no address: only the canonical bundle has one.
fn of_edition(bundle: &str, edition: Edition) -> String {
    let members: Ordered<Box<RawValue>> = read(bundle);
    let definitions: Ordered<Box<RawValue>> =
        read(members.get("$defs").map_or("{}", |raw| raw.get()));
    let dialect = members.get("$schema").map_or("\"\"", |raw| raw.get());
    let report = ogi_schema::schema()
        .edition(edition.as_str())
        .map_or("", |edition| edition.report.as_str());
    let used = used(report);
    let kept = definitions.iter().filter(|(name, _)| used.contains(name));
    let kept: Vec<String> = kept
        .map(|(name, raw)| format!("    \"{name}\": {}", raw.get()))
        .collect();
    format!(
        "{{\n  \"$schema\": {dialect},\n  \"title\": \"Report of edition {edition}\",\n  \"$ref\": \"#/$defs/{report}\",\n  \
         \"$defs\": {{\n{}\n  }}\n}}\n",
        kept.join(",\n")
    )
}

fn read<'a>(text: &'a str) -> Ordered<Box<RawValue>> {
    let read: Result<_, serde_json::Error> = serde_json::from_str::<'a, _>(text);
    read.unwrap_or_else(|error| unreachable!("the embedded schema: {error}"))
}

/// The definitions that one leads to.
fn used(report: &str) -> BTreeSet<&str> {
    let schema = ogi_schema::schema();
    let mut used = BTreeSet::new();
    let mut open = vec![report];
    while let Some(name) = open.pop() {
        let Some(definition) = schema.definition(name).filter(|_| used.insert(name)) else {
            continue;
        };
        open.extend(
            definition
                .properties()
                .iter()
                .filter_map(|property| property.ty.target()),
        );
    }
    used
}

#[cfg(test)]
mod tests {
    use ogi_report::Edition;
    use serde_json::Value;

    #[test]
    fn the_schema_of_one_edition_judges_as_the_bundle_does() {
        let bundle = ogi_schema::file(super::BUNDLE).expect("the bundle");
        for edition in Edition::ALL {
            let text = super::of_edition(bundle, *edition);
            let schema: Value = serde_json::from_str(&text).expect("JSON");
            let validator = jsonschema::draft202012::new(&schema).expect("a schema");
            for base in Edition::ALL {
                let path = format!(
                    "{}/../../schema/vectors/bases/{base}.json",
                    env!("CARGO_MANIFEST_DIR")
                );
                let document = std::fs::read_to_string(path).expect("a base");
                let document: Value = serde_json::from_str(&document).expect("JSON");
                assert_eq!(validator.is_valid(&document), base == edition);
            }
        }
    }
}
