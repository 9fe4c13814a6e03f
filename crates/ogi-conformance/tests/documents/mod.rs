//! Valid documents made from the canonical schema, and changes to them.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

/// The canonical schema.
pub(crate) static BUNDLE: LazyLock<Value> = LazyLock::new(|| {
    let text = ogi_schema::file("report.schema.json").expect("the canonical schema is embedded");
    serde_json::from_str(text).expect("the canonical schema is JSON")
});

/// A report of an edition that states what is required, every number zero.
pub(crate) fn zeros(edition: &str) -> Value {
    let name = if edition == "2019-60" {
        "Report2019"
    } else {
        "Report2021"
    };
    required(&BUNDLE["$defs"][name], name)
}

/// The smallest value of a definition that is not null.
fn required(definition: &Value, name: &str) -> Value {
    if let Some(names) = definition["required"].as_array() {
        let members = names.iter().filter_map(Value::as_str).map(|property| {
            let schema = &definition["properties"][property];
            let target = schema["$ref"]
                .as_str()
                .and_then(|target| target.strip_prefix("#/$defs/"));
            (
                property.to_owned(),
                target.map_or_else(
                    || required(schema, ""),
                    |target| required(&BUNDLE["$defs"][target], target),
                ),
            )
        });
        return Value::Object(members.collect::<Map<_, _>>());
    }
    match (name, &definition["enum"][0]) {
        (_, Value::String(only)) => json!(only),
        ("Year", _) => json!(2021),
        ("Name", _) => json!("某市公安局"),
        ("AmountYuan" | "Amount10kYuan", _) => json!("0"),
        ("Count" | "SignedCount", _) => json!(0),
        _ => json!(""),
    }
}

/// One change of a document.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Sets the value at a pointer.
    Set(&'static str, Value),
    /// Takes the property at a pointer away.
    Remove(&'static str),
}

impl Edit {
    pub(crate) fn apply(&self, document: &mut Value) {
        let (Self::Set(pointer, _) | Self::Remove(pointer)) = self;
        let (parent, property) = pointer.rsplit_once('/').expect("a pointer to a property");
        let parent = document
            .pointer_mut(parent)
            .and_then(Value::as_object_mut)
            .expect("an object to change");
        match self {
            Self::Set(_, value) => parent.insert(property.to_owned(), value.clone()),
            Self::Remove(_) => Some(parent.remove(property).expect("a property to take away")),
        };
    }
}
