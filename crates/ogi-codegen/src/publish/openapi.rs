//! The `OpenAPI` 3.1 component: every definition, and the report as a discriminated union.

use super::layout::Layout;
use super::profile::{OPENAPI, discriminator};
use super::schemas::Bundle;
use crate::json::{Json, Object};
use crate::{Artifact, CodegenError};

pub(super) fn artifact(
    bundle: &Bundle,
    layout: Layout,
    version: &str,
) -> Result<Artifact, CodegenError> {
    let mut members = Vec::new();
    for edition in &bundle.schema.editions {
        members.push(Json::reference(OPENAPI.place(&edition.report)));
    }
    let union = Json::object([
        ("title", bundle.keyword("title")?),
        ("description", bundle.keyword("description")?),
        ("oneOf", Json::List(members)),
        ("discriminator", discriminator(bundle.schema, OPENAPI)),
    ]);
    let mut schemas = Object::default();
    schemas.set("Report", union);
    for (name, definition) in OPENAPI.definitions(bundle)?.0 {
        schemas.set(&name, definition);
    }
    let licence = Json::object([
        ("name", Json::text("Apache-2.0 OR MIT")),
        ("identifier", Json::text("Apache-2.0 OR MIT")),
    ]);
    let info = Json::object([
        ("title", Json::text("ogi-report")),
        ("description", bundle.keyword("description")?),
        ("version", Json::text(version)),
        ("license", licence),
    ]);
    let components = Json::object([("schemas", Json::Object(schemas))]);
    let root = Json::object([
        ("openapi", Json::text("3.1.0")),
        ("info", info),
        ("components", components),
    ]);
    Ok(Artifact {
        path: layout.of_schema("openapi", "components.openapi.json"),
        text: root.print(),
    })
}
