//! Rules about definitions that the dialect cannot express: colliding names, duplicate shapes, optional cells.

use std::collections::BTreeMap;

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};

use super::{Complaint, complain};

pub(super) fn complaints(schema: &Schema) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for definition in &schema.definitions {
        complaints.extend(colliding(definition));
        complaints.extend(cells(schema, definition));
        complaints.extend(unused(schema, definition));
        complaints.extend(patterns(definition));
    }
    complaints.extend(twins(schema));
    complaints.extend(siblings(schema));
    complaints
}

fn place(definition: &Definition, property: &Property) -> String {
    format!(
        "schema/report.schema.json#/$defs/{}/properties/{}",
        definition.name, property.name
    )
}

/// A4: no two properties are equal once a generator has respelled them.
fn colliding(definition: &Definition) -> Vec<Complaint> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut complaints = Vec::new();
    for property in definition.properties() {
        let bare = property.name.replace('_', "").to_lowercase();
        if let Some(other) = seen.insert(bare, &property.name) {
            let problem = format!(
                "`{}` and `{other}` are the same name in other spellings",
                property.name
            );
            complaints.push(complain(place(definition, property), "A4", problem));
        }
    }
    complaints
}

/// Whether a property holds a nullable number.
fn is_cell(schema: &Schema, property: &Property) -> bool {
    match &property.ty {
        Type::Ref(name) => schema
            .definition(name)
            .and_then(Definition::scalar)
            .is_some_and(Scalar::is_nullable),
        Type::List { .. } | Type::Edition(_) => false,
    }
}

/// A9: a number is required, and null if it is not stated. A nullable number is never optional.
fn cells(schema: &Schema, definition: &Definition) -> Vec<Complaint> {
    let optional = definition
        .properties()
        .iter()
        .filter(|property| !property.required && is_cell(schema, property));
    optional
        .map(|property| {
            complain(
                place(definition, property),
                "A9",
                "a cell is required, and null when blank",
            )
        })
        .collect()
}

/// A5: every definition is used.
fn unused(schema: &Schema, definition: &Definition) -> Option<Complaint> {
    let is_report = schema
        .editions
        .iter()
        .any(|edition| edition.report == definition.name);
    let mut properties = schema.definitions.iter().flat_map(Definition::properties);
    let used = properties.any(|property| property.ty.target() == Some(&definition.name));
    let place = format!("schema/report.schema.json#/$defs/{}", definition.name);
    (!is_report && !used).then(|| complain(place, "A5", "nothing refers to this definition"))
}

/// A10, A11: outside brackets there are only literals, counts, groups and choices.
fn patterns(definition: &Definition) -> Option<Complaint> {
    let Some(Scalar::Text {
        pattern: Some(pattern),
        ..
    }) = definition.scalar()
    else {
        return None;
    };
    let mut in_class = false;
    let mut escaped = false;
    let odd = pattern
        .trim_start_matches('^')
        .trim_end_matches('$')
        .chars()
        .find(|c| {
            let outside = !in_class && !escaped;
            escaped = !escaped && *c == '\\';
            in_class = (in_class && *c != ']') || (!in_class && *c == '[');
            outside && matches!(c, '.' | '*' | '+' | '^' | '$')
        })?;
    let place = format!(
        "schema/report.schema.json#/$defs/{}/pattern",
        definition.name
    );
    Some(complain(
        place,
        "A10",
        format!("`{odd}` outside brackets: write a class with a count"),
    ))
}

/// A7: no two definitions have the same properties.
fn twins(schema: &Schema) -> Vec<Complaint> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut complaints = Vec::new();
    for definition in &schema.definitions {
        let Shape::Record(properties) = &definition.shape else {
            continue;
        };
        if properties
            .iter()
            .any(|property| matches!(property.ty, Type::Edition(_)))
        {
            continue;
        }
        let signature: Vec<_> = properties
            .iter()
            .map(|property| format!("{}:{:?}", property.name, property.ty))
            .collect();
        if let Some(other) = seen.insert(signature.join(","), &definition.name) {
            let place = format!("schema/report.schema.json#/$defs/{}", definition.name);
            complaints.push(complain(
                place,
                "A7",
                format!("same shape as `{other}`: refer to that one"),
            ));
        }
    }
    complaints
}

/// The name of a definition without its year: `Report2021` is `Report`.
fn stem(name: &str) -> String {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
        .to_owned()
}

fn have_same_words(one: &Property, other: &Property) -> bool {
    one.label == other.label
        && one.label_en == other.label_en
        && one.article == other.article
        && one.unit == other.unit
}

/// The same property of two editions has the same words.
fn siblings(schema: &Schema) -> Vec<Complaint> {
    let mut seen: BTreeMap<(String, String, Option<String>), (&Definition, &Property)> =
        BTreeMap::new();
    let mut complaints = Vec::new();
    for definition in schema
        .definitions
        .iter()
        .filter(|definition| stem(&definition.name) != definition.name)
    {
        for property in definition.properties() {
            let key = (
                stem(&definition.name),
                property.name.clone(),
                property.ty.target().map(str::to_owned),
            );
            match seen.get(&key) {
                Some((other, twin)) if !have_same_words(twin, property) => {
                    let problem = format!(
                        "other words than in `{}`: same property, same label, article and unit",
                        other.name
                    );
                    complaints.push(complain(place(definition, property), "siblings", problem));
                }
                Some(_) => {}
                None => {
                    seen.insert(key, (definition, property));
                }
            }
        }
    }
    complaints
}
