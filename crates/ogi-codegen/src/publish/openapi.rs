//! The `OpenAPI` 3.1 component: every definition, and the report as a discriminated union.

use super::json::{Json, Object};
use super::layout::Layout;
use super::profile::{OPENAPI, discriminator};
use super::schemas::Bundle;
use crate::Artifact;

pub(super) fn artifact(bundle: &Bundle, layout: Layout, version: &str) -> Artifact {
    let place = |report: &str| format!("#/{}/{report}", OPENAPI.home());
    let editions = bundle.schema.editions.iter();
    let union = Json::object([
        ("title", bundle.text("title")),
        ("description", bundle.text("description")),
        (
            "oneOf",
            Json::List(
                editions
                    .map(|edition| Json::reference(place(&edition.report)))
                    .collect(),
            ),
        ),
        ("discriminator", discriminator(bundle.schema, place)),
    ]);
    let mut schemas = vec![("Report".to_owned(), union)];
    let Object(definitions) = OPENAPI.definitions(bundle);
    schemas.extend(definitions);
    let licence = [
        ("name", Json::text("Apache-2.0 OR MIT")),
        ("identifier", Json::text("Apache-2.0 OR MIT")),
    ];
    let info = Json::object([
        ("title", Json::text("ogi-report")),
        ("description", bundle.text("description")),
        ("version", Json::text(version)),
        ("license", Json::object(licence)),
    ]);
    let root = Json::object([
        ("openapi", Json::text("3.1.0")),
        ("info", info),
        (
            "components",
            Json::object([("schemas", Json::object(schemas))]),
        ),
    ]);
    Artifact {
        path: layout.of_schema("openapi", "components.openapi.json"),
        text: root.print(),
    }
}
