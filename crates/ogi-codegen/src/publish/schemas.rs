//! The schemas that validators use: one of each edition, the entry that chooses between them, and all in one file.

use std::collections::BTreeSet;

use ogi_schema::{Edition, Schema};

use super::layout::Layout;
use crate::json::{Json, Object};
use crate::{Artifact, CodegenError, lookup};

/// Where the canonical bundle stands.
const PLACE: &str = "schema/report.schema.json";

/// The canonical bundle: its own keywords and its definitions.
pub(super) struct Bundle<'a> {
    pub(super) schema: &'a Schema,
    pub(super) root: Object,
    pub(super) definitions: Object,
}

impl<'a> Bundle<'a> {
    pub(super) fn read(schema: &'a Schema, text: &str) -> Result<Self, CodegenError> {
        let Json::Object(mut root) = Json::read(PLACE, text)? else {
            return Err(CodegenError::at(PLACE, "not an object"));
        };
        let Some(Json::Object(definitions)) = root.remove("$defs") else {
            return Err(CodegenError::at(PLACE, "no object `$defs`"));
        };
        Ok(Self {
            schema,
            root,
            definitions,
        })
    }

    /// The value of a keyword of the root.
    pub(super) fn keyword(&self, keyword: &str) -> Result<Json, CodegenError> {
        let found = self.root.get(keyword).cloned();
        found.ok_or_else(|| CodegenError::at(PLACE, format!("no keyword `{keyword}`")))
    }

    /// The definition of an edition's reports, as JSON.
    fn report(&self, edition: &Edition) -> Result<&Object, CodegenError> {
        let found = self.definitions.get(&edition.report);
        found
            .and_then(Json::as_object)
            .ok_or_else(|| CodegenError::edition(&edition.code))
    }

    /// The names of the definitions that a report leads to, its own left out.
    fn used(&self, edition: &Edition) -> Result<BTreeSet<&'a str>, CodegenError> {
        let mut used = BTreeSet::new();
        let mut open = vec![lookup::report(self.schema, edition)?];
        while let Some(definition) = open.pop() {
            for property in definition.properties() {
                if let Some(target) = lookup::target(self.schema, definition, property)?
                    && used.insert(target.name.as_str())
                {
                    open.push(target);
                }
            }
        }
        Ok(used)
    }

    /// One flat schema whose root is the report of an edition.
    pub(super) fn edition(&self, edition: &Edition, address: String) -> Result<Json, CodegenError> {
        let mut root = Object::default();
        root.set("$schema", self.keyword("$schema")?);
        root.set("$id", Json::Text(address));
        for (keyword, value) in &self.report(edition)?.0 {
            root.set(keyword, value.clone());
        }
        let used = self.used(edition)?;
        let mut definitions = self.definitions.clone();
        definitions
            .0
            .retain(|(name, _)| used.contains(name.as_str()));
        root.set("$defs", Json::Object(definitions));
        Ok(Json::Object(root))
    }
}

pub(super) fn artifacts(bundle: &Bundle, layout: Layout) -> Result<Vec<Artifact>, CodegenError> {
    let mut artifacts = Vec::new();
    let mut editions = Vec::new();
    for edition in &bundle.schema.editions {
        let path = layout.edition(&edition.code);
        let json = bundle.edition(edition, layout.address(&path))?;
        artifacts.push(Artifact {
            path,
            text: json.print(),
        });
        editions.push(json);
    }
    let entry = layout.schema("report.schema.json");
    let compound = layout.schema("report.compound.schema.json");
    for (path, embedded) in [(entry, None), (compound, Some(editions))] {
        let json = chooser(bundle, layout.address(&path), embedded)?;
        artifacts.push(Artifact {
            path,
            text: json.print(),
        });
    }
    Ok(artifacts)
}

/// Chooses by `edition`, so that errors are those of one edition rather than "none of several".
fn chooser(
    bundle: &Bundle,
    address: String,
    embedded: Option<Vec<Json>>,
) -> Result<Json, CodegenError> {
    let mut codes = Vec::new();
    for edition in &bundle.schema.editions {
        codes.push(edition.code.as_str());
    }
    let mut root = vec![
        ("$schema", bundle.keyword("$schema")?),
        ("$id", Json::Text(address)),
        ("title", bundle.keyword("title")?),
        ("description", bundle.keyword("description")?),
    ];
    let target = |code: &&str| format!("{code}/report.schema.json");
    let targets: Vec<_> = codes.iter().map(target).collect();
    root.extend(choice(&codes, &targets));
    if let Some(editions) = embedded {
        root.push(("$defs", Json::object(codes.into_iter().zip(editions))));
    }
    Ok(Json::object(root))
}

/// The keywords of a schema that requires a known edition and applies the schema of that edition, its target.
pub(super) fn choice(codes: &[&str], targets: &[String]) -> Vec<(&'static str, Json)> {
    let text = ("type", Json::text("string"));
    let object = ("type", Json::text("object"));
    let required = ("required", Json::texts(["edition"]));
    // Nested, so that a number in this place has one fault, its type.
    let known = Json::object([
        text.clone(),
        ("if", Json::object([text.clone()])),
        (
            "then",
            Json::object([("enum", Json::texts(codes.iter().copied()))]),
        ),
    ]);
    let mut branches = Vec::new();
    for (code, target) in codes.iter().zip(targets) {
        let is = Json::object([text.clone(), ("enum", Json::texts([*code]))]);
        let condition = Json::object([
            object.clone(),
            ("properties", Json::object([("edition", is)])),
            required.clone(),
        ]);
        branches.push(Json::object([
            ("if", condition),
            ("then", Json::reference(target)),
        ]));
    }
    vec![
        object,
        ("properties", Json::object([("edition", known)])),
        required,
        ("allOf", Json::List(branches)),
    ]
}
