//! The schemas that validators use: one of each edition, the entry that chooses between them, and both in one file.

use std::collections::BTreeSet;

use ogi_schema::{Definition, Edition, Schema};

use super::json::{Json, Object};
use super::layout::Layout;
use crate::{Artifact, CodegenError};

/// The canonical bundle, taken apart.
pub(super) struct Bundle<'a> {
    pub(super) schema: &'a Schema,
    pub(super) root: Object,
    pub(super) definitions: Object,
}

impl<'a> Bundle<'a> {
    pub(super) fn read(schema: &'a Schema, text: &str) -> Result<Self, CodegenError> {
        let place = "schema/report.schema.json";
        let wrong = || CodegenError::Schema {
            place: place.to_owned(),
            problem: "no object with `$defs`".to_owned(),
        };
        let Json::Object(mut root) = Json::read(place, text)? else {
            return Err(wrong());
        };
        let Some(Json::Object(definitions)) = root.remove("$defs") else {
            return Err(wrong());
        };
        Ok(Self {
            schema,
            root,
            definitions,
        })
    }

    pub(super) fn text(&self, keyword: &str) -> Json {
        self.root.get(keyword).cloned().unwrap_or(Json::Null)
    }

    /// The names of the definitions that a report leads to, its own left out.
    fn used(&self, report: &str) -> BTreeSet<&'a str> {
        let mut used = BTreeSet::new();
        let mut open: Vec<&Definition> = self.schema.definition(report).into_iter().collect();
        while let Some(definition) = open.pop() {
            let targets = definition
                .properties()
                .iter()
                .filter_map(|property| property.ty.target());
            open.extend(
                targets
                    .filter(|name| used.insert(*name))
                    .filter_map(|name| self.schema.definition(name)),
            );
        }
        used
    }

    /// One flat schema whose root is the report of an edition.
    pub(super) fn edition(&self, edition: &Edition, address: String) -> Json {
        let mut root = vec![
            ("$schema".to_owned(), self.text("$schema")),
            ("$id".to_owned(), Json::Text(address)),
        ];
        let report = self
            .definitions
            .get(&edition.report)
            .and_then(Json::as_object);
        root.extend(report.cloned().unwrap_or_default().0);
        let used = self.used(&edition.report);
        let kept = self
            .definitions
            .0
            .iter()
            .filter(|(name, _)| used.contains(name.as_str()))
            .cloned();
        root.push(("$defs".to_owned(), Json::object(kept)));
        Json::object(root)
    }
}

pub(super) fn artifacts(bundle: &Bundle, layout: Layout) -> Vec<Artifact> {
    let file = |path: String, json: &Json| Artifact {
        path,
        text: json.print(),
    };
    let paths: Vec<_> = bundle
        .schema
        .editions
        .iter()
        .map(|edition| layout.edition(&edition.code))
        .collect();
    let of_edition =
        |(edition, path): (&Edition, &String)| bundle.edition(edition, layout.address(path));
    let editions: Vec<_> = bundle
        .schema
        .editions
        .iter()
        .zip(&paths)
        .map(of_edition)
        .collect();
    let mut artifacts: Vec<_> = paths
        .into_iter()
        .zip(&editions)
        .map(|(path, json)| file(path, json))
        .collect();
    let (entry, compound) = (
        layout.schema("report.schema.json"),
        layout.schema("report.compound.schema.json"),
    );
    artifacts.push(file(entry.clone(), &chooser(bundle, layout, &entry, None)));
    artifacts.push(file(
        compound.clone(),
        &chooser(bundle, layout, &compound, Some(editions)),
    ));
    artifacts
}

/// Chooses by `edition`: errors are then those of one edition, not those of none of several.
fn chooser(bundle: &Bundle, layout: Layout, path: &str, embedded: Option<Vec<Json>>) -> Json {
    let codes = || {
        bundle
            .schema
            .editions
            .iter()
            .map(|edition| edition.code.as_str())
    };
    let mut root = vec![
        ("$schema", bundle.text("$schema")),
        ("$id", Json::Text(layout.address(path))),
        ("title", bundle.text("title")),
        ("description", bundle.text("description")),
    ];
    root.extend(choice(codes(), |code| format!("{code}/report.schema.json")));
    if let Some(editions) = embedded {
        root.push(("$defs", Json::object(codes().zip(editions))));
    }
    Json::object(root)
}

/// The keywords of a schema that takes the edition for granted nowhere: it is there, it is known, and it decides.
pub(super) fn choice<'a>(
    codes: impl Iterator<Item = &'a str> + Clone,
    target: impl Fn(&str) -> String,
) -> Vec<(&'static str, Json)> {
    let text = || ("type", Json::text("string"));
    let object = || ("type", Json::text("object"));
    let required = || ("required", Json::texts(["edition"]));
    // Nested, so that a number has one fault, its type.
    let known = Json::object([
        text(),
        ("if", Json::object([text()])),
        ("then", Json::object([("enum", Json::texts(codes.clone()))])),
    ]);
    let branch = |code: &str| {
        let is = Json::object([text(), ("enum", Json::texts([code]))]);
        let condition = Json::object([
            object(),
            ("properties", Json::object([("edition", is)])),
            required(),
        ]);
        Json::object([("if", condition), ("then", Json::reference(target(code)))])
    };
    vec![
        object(),
        ("properties", Json::object([("edition", known)])),
        required(),
        ("allOf", Json::List(codes.map(branch).collect())),
    ]
}
