//! Canonical subschemas for `schemars`, so that users embed the standard itself in their own schemas.

use std::borrow::Cow;
use std::sync::LazyLock;

use schemars::Schema;
use serde_json::{Map, Value};

static DEFINITIONS: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let text = ogi_schema::file("report.schema.json").unwrap_or_default();
    match serde_json::from_str::<Value>(text).map(|mut schema| schema["$defs"].take()) {
        Ok(Value::Object(definitions)) => definitions,
        _ => unreachable!("the embedded schema has definitions"),
    }
});

/// The subschema of a definition, with its references replaced by those that the generator of `schemars` gave.
pub(crate) fn canonical(name: &str, references: &[(&str, Schema)]) -> Schema {
    let mut schema = DEFINITIONS.get(name).cloned().unwrap_or_default();
    replace(&mut schema, references);
    Schema::try_from(schema).unwrap_or_default()
}

fn replace(value: &mut Value, references: &[(&str, Schema)]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, references)),
        Value::Object(members) => {
            let target = members
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|text| text.strip_prefix("#/$defs/"));
            let found = references.iter().find(|(name, _)| Some(*name) == target);
            if let Some(reference) = found.and_then(|(_, schema)| schema.get("$ref")) {
                members.insert("$ref".to_owned(), reference.clone());
            }
            members
                .values_mut()
                .for_each(|member| replace(member, references));
        }
        _ => {}
    }
}

pub(crate) fn address(name: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{}#/$defs/{name}", ogi_schema::schema().id))
}

macro_rules! subschemas {
    ($($name:ident = $text:literal { $($target:literal => $ty:ident),* };)+) => {$(
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $text.into()
            }
            fn schema_id() -> std::borrow::Cow<'static, str> {
                crate::schemars::address($text)
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let _ = &generator;
                crate::schemars::canonical($text, &[$(($target, generator.subschema_for::<$ty>())),*])
            }
        }
    )+};
}
pub(crate) use subschemas;

macro_rules! union {
    ($name:ident { $($target:literal => $ty:ident),+ }) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn schema_id() -> std::borrow::Cow<'static, str> {
                crate::schemars::address(stringify!($name))
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "oneOf": [$(generator.subschema_for::<$ty>()),+] })
            }
        }
    };
}
pub(crate) use union;
