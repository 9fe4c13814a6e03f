//! Every place of an edition with its own label, unit and articles, for programs that name places to people: what leads
//! to a place are the places above it.

use ogi_schema::{Edition, Property, Scalar, Schema, Shape, Type};

use super::json::Json;
use super::layout::Layout;
use crate::Artifact;

pub(super) fn artifacts(schema: &Schema, layout: Layout) -> Vec<Artifact> {
    schema
        .editions
        .iter()
        .map(|edition| artifact(schema, edition, layout))
        .collect()
}

fn artifact(schema: &Schema, edition: &Edition, layout: Layout) -> Artifact {
    let mut places = Vec::new();
    collect(schema, &edition.report, "", &mut places);
    let line = |(pointer, place): &(String, Json)| {
        format!("    {}: {}", Json::text(pointer).line(), place.line())
    };
    let text = format!(
        "{{\n  \"places_format\": 1,\n  \"edition\": {},\n  \"places\": {{\n{}\n  }}\n}}\n",
        Json::text(&edition.code).line(),
        places.iter().map(line).collect::<Vec<_>>().join(",\n"),
    );
    Artifact {
        path: layout.schema(&format!("{}/places.json", edition.code)),
        text,
    }
}

fn collect(schema: &Schema, definition: &str, at: &str, places: &mut Vec<(String, Json)>) {
    for property in schema
        .definition(definition)
        .map_or(&[][..], |found| found.properties())
    {
        let pointer = format!("{at}/{}", property.name);
        places.push((pointer.clone(), place(schema, property)));
        match &property.ty {
            // `*` stands for the number of an item.
            Type::List { of, .. } => collect(schema, of, &format!("{pointer}/*"), places),
            Type::Ref(name) => collect(schema, name, &pointer, places),
            Type::Edition(_) => {}
        }
    }
}

fn place(schema: &Schema, property: &Property) -> Json {
    let mut place = vec![
        ("label", Json::text(&property.label)),
        ("label_en", Json::text(&property.label_en)),
        ("holds", Json::text(holds(schema, &property.ty))),
    ];
    place.extend(
        property
            .section
            .as_deref()
            .map(|section| ("section", Json::text(section))),
    );
    place.extend(
        property
            .unit
            .as_deref()
            .map(|unit| ("unit", Json::text(unit))),
    );
    place.extend(
        property
            .codes
            .as_deref()
            .map(|codes| ("codes", Json::text(codes))),
    );
    if !property.article.is_empty() {
        place.push(("article", Json::texts(&property.article)));
    }
    Json::object(place)
}

fn holds(schema: &Schema, ty: &Type) -> &'static str {
    match ty {
        Type::List { .. } => "list",
        Type::Edition(_) => "text",
        Type::Ref(name) => match schema.definition(name).map(|definition| &definition.shape) {
            Some(Shape::Scalar(Scalar::Integer { .. })) => "integer",
            Some(Shape::Scalar(Scalar::Decimal { .. })) => "decimal",
            Some(Shape::Scalar(Scalar::Text { .. } | Scalar::Enum(_))) => "text",
            Some(Shape::Record(_)) | None => "object",
        },
    }
}
