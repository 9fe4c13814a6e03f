//! Every place of an edition with its own label, unit and articles, for programs that name places to people. The full
//! name of a place follows from the places above it.

use ogi_schema::{Definition, Edition, Property, Scalar, Schema, Shape, Type};

use super::layout::Layout;
use crate::json::Json;
use crate::{Artifact, CodegenError, lookup};

pub(super) fn artifacts(schema: &Schema, layout: Layout) -> Result<Vec<Artifact>, CodegenError> {
    let mut artifacts = Vec::new();
    for edition in &schema.editions {
        artifacts.push(artifact(schema, edition, layout)?);
    }
    Ok(artifacts)
}

fn artifact(schema: &Schema, edition: &Edition, layout: Layout) -> Result<Artifact, CodegenError> {
    let mut lines = Vec::new();
    collect(schema, lookup::report(schema, edition)?, "", &mut lines)?;
    let text = format!(
        "{{\n  \"places_format\": 1,\n  \"edition\": {},\n  \"places\": {{\n{}\n  }}\n}}\n",
        Json::text(&edition.code).line(),
        lines.join(",\n"),
    );
    Ok(Artifact {
        path: layout.schema(&format!("{}/places.json", edition.code)),
        text,
    })
}

/// Adds a line for each property below a definition, each before its own members.
fn collect(
    schema: &Schema,
    owner: &Definition,
    at: &str,
    lines: &mut Vec<String>,
) -> Result<(), CodegenError> {
    for property in owner.properties() {
        let pointer = format!("{at}/{}", property.name);
        let target = lookup::target(schema, owner, property)?;
        let place = place(property, target);
        lines.push(format!(
            "    {}: {}",
            Json::text(&pointer).line(),
            place.line()
        ));
        match (&property.ty, target) {
            // `*` stands for the number of an item.
            (Type::List { .. }, Some(item)) => {
                collect(schema, item, &format!("{pointer}/*"), lines)?;
            }
            (_, Some(target)) => collect(schema, target, &pointer, lines)?,
            (_, None) => {}
        }
    }
    Ok(())
}

fn place(property: &Property, target: Option<&Definition>) -> Json {
    let mut place = vec![
        ("label", Json::text(&property.label)),
        ("label_en", Json::text(&property.label_en)),
        ("holds", Json::text(holds(&property.ty, target))),
    ];
    for (name, value) in [
        ("section", &property.section),
        ("unit", &property.unit),
        ("codes", &property.codes),
    ] {
        if let Some(value) = value {
            place.push((name, Json::text(value)));
        }
    }
    if !property.article.is_empty() {
        place.push(("article", Json::texts(&property.article)));
    }
    Json::object(place)
}

fn holds(ty: &Type, target: Option<&Definition>) -> &'static str {
    match (ty, target.map(|target| &target.shape)) {
        (Type::List { .. }, _) => "list",
        (_, Some(Shape::Record(_))) => "object",
        (_, Some(Shape::Scalar(Scalar::Integer { .. }))) => "integer",
        (_, Some(Shape::Scalar(Scalar::Decimal { .. }))) => "decimal",
        (_, Some(Shape::Scalar(Scalar::Text { .. } | Scalar::Enum(_))) | None) => "text",
    }
}
