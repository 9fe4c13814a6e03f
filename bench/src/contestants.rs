//! The contestants: each checks one document.

use ogi_conformance::{Checker, Others, count_outcomes};
use ogi_report::{Definition, Edition, Exact, Leaf, Outcome, Report, Report2019, Report2021, Scan};
use serde_json::Value;

/// Whether a document holds, given the edition it was made for.
type Run = Box<dyn Fn(&[u8], Edition) -> bool>;

/// One way of doing something with a document.
pub struct Contestant {
    pub name: &'static str,
    /// The task, as in the tables. Contestants with the same task can be compared.
    pub does: Does,
    pub run: Run,
}

/// What a contestant does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// Less than reading: a lower bound for all others.
    Limit,
    /// JSON to values.
    Parse,
    /// JSON to the types of the standard, valid by their types.
    Read,
    /// Well-formed and valid by the schema.
    Schema,
    /// Well-formed, valid by the schema, and no rule violated.
    Everything,
}

impl Does {
    pub fn words(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Parse => "parse",
            Self::Read => "typed read",
            Self::Schema => "schema",
            Self::Everything => "schema and rules",
        }
    }
}

/// The contestant that others are compared with.
pub const BASELINE: &str = "serde_json Value + jsonschema is_valid + rules";

pub fn all() -> Vec<Contestant> {
    let mut all = vec![
        new(
            "touch of every cache line",
            Does::Limit,
            Box::new(|bytes, _| touch(bytes)),
        ),
        new(
            "simdutf8 scan",
            Does::Limit,
            Box::new(|bytes, _| simdutf8::basic::from_utf8(bytes).is_ok()),
        ),
        new(
            "serde_json Value",
            Does::Parse,
            Box::new(|bytes, _| serde_json::from_slice::<Value>(bytes).is_ok()),
        ),
        new(
            "serde_json, types of the standard",
            Does::Read,
            Box::new(|bytes, edition| match edition {
                Edition::V2019 => serde_json::from_slice::<Report2019>(bytes).is_ok(),
                Edition::V2021 => serde_json::from_slice::<Report2021>(bytes).is_ok(),
            }),
        ),
        new(
            "sonic-rs, types of the standard",
            Does::Read,
            Box::new(|bytes, edition| match edition {
                Edition::V2019 => sonic_rs::from_slice::<Report2019>(bytes).is_ok(),
                Edition::V2021 => sonic_rs::from_slice::<Report2021>(bytes).is_ok(),
            }),
        ),
        new(
            "ogi_report::read",
            Does::Read,
            Box::new(|bytes, _| ogi_report::read(bytes).is_ok()),
        ),
        new(
            "ogi_report::Scan",
            Does::Schema,
            Box::new(|bytes, _| Scan::read(bytes).is_some()),
        ),
    ];
    all.extend(with_jsonschema());
    all.push(new(
        "sonic-rs, types of the standard + rules",
        Does::Everything,
        Box::new(|bytes, edition| {
            let report: Option<Report> = match edition {
                Edition::V2019 => sonic_rs::from_slice::<Report2019>(bytes)
                    .ok()
                    .map(Into::into),
                Edition::V2021 => sonic_rs::from_slice::<Report2021>(bytes)
                    .ok()
                    .map(Into::into),
            };
            report.is_some_and(|report| holds(edition, report.settled_leaves().as_slice()))
        }),
    ));
    let checker = Checker::default();
    all.push(new(
        "ogi-conformance, fast way",
        Does::Everything,
        Box::new(move |bytes, _| {
            checker.quick(bytes).is_some() || {
                let checked = checker.check(bytes, Others::default());
                checked.is_schema_valid() == Some(true)
                    && checked.with_outcome(Outcome::Failed).next().is_none()
            }
        }),
    ));
    all
}

fn new(name: &'static str, does: Does, run: Run) -> Contestant {
    Contestant { name, does, run }
}

fn with_jsonschema() -> Vec<Contestant> {
    let bundle: Value =
        serde_json::from_str(ogi_schema::file("report.schema.json").expect("embedded"))
            .expect("the schema is JSON");
    let schema = |edition: Edition| {
        let report = match edition {
            Edition::V2019 => "#/$defs/Report2019",
            Edition::V2021 => "#/$defs/Report2021",
        };
        serde_json::json!({ "$schema": bundle["$schema"], "$ref": report, "$defs": bundle["$defs"] })
    };
    let compile = |edition| {
        let options = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .offline();
        options
            .should_validate_formats(true)
            .build(&schema(edition))
            .expect("the schema compiles")
    };
    let validators = || {
        Edition::ALL
            .iter()
            .map(|edition| compile(*edition))
            .collect::<Vec<_>>()
    };
    let (valid, errors, rules) = (validators(), validators(), validators());
    let (boons, schemas) = boon(&schema);
    let value = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok();
    vec![
        Contestant {
            name: "serde_json Value + jsonschema is_valid",
            does: Does::Schema,
            run: Box::new(move |bytes, edition| {
                value(bytes).is_some_and(|value| valid[edition as usize].is_valid(&value))
            }),
        },
        Contestant {
            name: "serde_json Value + jsonschema iter_errors",
            does: Does::Schema,
            run: Box::new(move |bytes, edition| {
                value(bytes)
                    .is_some_and(|value| errors[edition as usize].iter_errors(&value).count() == 0)
            }),
        },
        Contestant {
            name: "serde_json Value + boon",
            does: Does::Schema,
            run: Box::new(move |bytes, edition| {
                value(bytes)
                    .is_some_and(|value| boons.validate(&value, schemas[edition as usize]).is_ok())
            }),
        },
        Contestant {
            name: BASELINE,
            does: Does::Everything,
            run: Box::new(move |bytes, edition| {
                value(bytes).is_some_and(|value| {
                    rules[edition as usize].is_valid(&value)
                        && holds(edition, &leaves(&value, edition.definition()))
                })
            }),
        },
    ]
}

fn boon(schema: &dyn Fn(Edition) -> Value) -> (boon::Schemas, Vec<boon::SchemaIndex>) {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    let mut compile = |edition: &Edition| {
        let location = format!("https://example.org/{edition}.json");
        compiler
            .add_resource(&location, schema(*edition))
            .expect("a resource");
        compiler
            .compile(&location, &mut schemas)
            .expect("the schema compiles")
    };
    let compiled = Edition::ALL.iter().map(&mut compile).collect();
    (schemas, compiled)
}

fn holds(edition: Edition, leaves: &[Leaf<'_>]) -> bool {
    count_outcomes(edition, leaves).total().failed == 0
}

/// The single values of a valid document, taken out of the tree in one walk.
fn leaves<'v>(value: &'v Value, definition: &'static Definition) -> Vec<Leaf<'v>> {
    let mut leaves = Vec::with_capacity(definition.leaves.len());
    collect(Some(value), definition, &mut leaves);
    leaves
}

fn collect<'v>(
    value: Option<&'v Value>,
    definition: &'static Definition,
    leaves: &mut Vec<Leaf<'v>>,
) {
    let mut own = 0;
    for field in definition.fields {
        let member = value.and_then(|value| value.get(field.name));
        if let Some(target) = field.target {
            collect(member, target, leaves);
            own += target.leaves.len();
        } else if let Some(info) = definition
            .leaves
            .get(own)
            .filter(|info| info.pointer[1..] == *field.name)
        {
            own += 1;
            leaves.push(match member {
                None => Leaf::Absent,
                Some(Value::Null) => Leaf::Blank,
                Some(Value::Number(number)) => number
                    .as_i64()
                    .map_or(Leaf::Invalid, |number| Leaf::Number(number.into())),
                Some(Value::String(text)) if info.kind.is_number() => {
                    text.parse::<Exact>().map_or(Leaf::Invalid, Leaf::Number)
                }
                Some(Value::String(text)) => Leaf::Text(text),
                Some(_) => Leaf::Invalid,
            });
        }
    }
}

/// Reads a byte of each 64.
fn touch(bytes: &[u8]) -> bool {
    std::hint::black_box(bytes.iter().step_by(64).fold(0u8, |sum, byte| sum ^ byte)) < u8::MAX
}
