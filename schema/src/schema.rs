//! The canonical schema as typed values: definitions with their properties in form order.

use serde::Deserialize;

use crate::error::{LoadError, model, parse};
use crate::ordered::Ordered;

/// The canonical schema, `report.schema.json`.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Address of the canonical bundle.
    pub id: String,
    /// What the schema describes.
    pub description: String,
    /// The editions of the form, in the order of the root `oneOf`.
    pub editions: Vec<Edition>,
    /// Everything under `$defs`, in order.
    pub definitions: Vec<Definition>,
}

/// An edition of the national form and the definition of its reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The code that documents state, such as `2021-30`.
    pub code: String,
    /// Name of the definition, such as `Report2021`.
    pub report: String,
}

/// One definition of `$defs`.
#[derive(Debug, Clone)]
pub struct Definition {
    /// `PascalCase` name, unique across editions.
    pub name: String,
    /// One line of English.
    pub description: String,
    /// Printed Chinese label; empty for scalars.
    pub label: String,
    /// English label; empty for scalars.
    pub label_en: String,
    /// The shape of its values.
    pub shape: Shape,
}

/// The shape of the values of a definition.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A closed object.
    Record(Vec<Property>),
    /// A single value.
    Scalar(Scalar),
}

/// A single value.
#[derive(Debug, Clone)]
pub enum Scalar {
    /// A whole number.
    Integer {
        /// Smallest value.
        minimum: i64,
        /// Largest value.
        maximum: i64,
        /// Whether `null` says that the report does not state it.
        nullable: bool,
    },
    /// A decimal number in a string.
    Decimal {
        /// Whether `null` says that the report does not state it.
        nullable: bool,
    },
    /// A string.
    Text {
        /// Least number of code points.
        min_length: u64,
        /// Largest number of code points.
        max_length: Option<u64>,
        /// Anchored ASCII pattern.
        pattern: Option<String>,
        /// `date`, for a day that exists.
        format: Option<String>,
    },
    /// One of a closed list of words.
    Enum(Vec<String>),
}

impl Scalar {
    /// Whether values are numbers that rules can add up.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer { .. } | Self::Decimal { .. })
    }

    /// Whether `null` is a value.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        matches!(
            self,
            Self::Integer { nullable: true, .. } | Self::Decimal { nullable: true }
        )
    }
}

/// One property of a closed object.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its name, in `snake_case`.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// Whether every document must have it.
    pub required: bool,
    /// One line of English.
    pub description: String,
    /// Chinese label, verbatim where the form prints one.
    pub label: String,
    /// English label.
    pub label_en: String,
    /// Code of the list `unit`, for numbers that have one.
    pub unit: Option<String>,
    /// Articles of the Regulations, such as `36(7)`.
    pub article: Vec<String>,
    /// Number of the section of the report, `一` to `六`.
    pub section: Option<String>,
    /// Code list that its values are taken from.
    pub codes: Option<String>,
    /// Sibling properties that a report may replace by this one.
    pub instead_of: Vec<String>,
}

/// What a property holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A value of a definition.
    Ref(String),
    /// A list of values of a definition.
    List {
        /// The definition.
        of: String,
        /// Largest number of items.
        max_items: u64,
    },
    /// The code of the edition.
    Edition(String),
}

impl Type {
    /// The definition of the value or of the items of a list; `None` for the edition.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Ref(name) | Self::List { of: name, .. } => Some(name),
            Self::Edition(_) => None,
        }
    }
}

impl Definition {
    /// The properties of a closed object, in form order; empty for a scalar.
    #[must_use]
    pub fn properties(&self) -> &[Property] {
        match &self.shape {
            Shape::Record(properties) => properties,
            Shape::Scalar(_) => &[],
        }
    }

    /// The property of a name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties()
            .iter()
            .find(|property| property.name == name)
    }

    /// The single value; `None` for an object.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.shape {
            Shape::Scalar(scalar) => Some(scalar),
            Shape::Record(_) => None,
        }
    }
}

impl Schema {
    /// The definition of a name.
    #[must_use]
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        self.definitions
            .iter()
            .find(|definition| definition.name == name)
    }

    /// The edition of a code, such as `2021-30`.
    #[must_use]
    pub fn edition(&self, code: &str) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.code == code)
    }

    /// The property at an address `Definition/property`, as forms and aliases write it.
    #[must_use]
    pub fn property(&self, address: &str) -> Option<&Property> {
        let (definition, property) = address.split_once('/')?;
        self.definition(definition)?.property(property)
    }

    pub(crate) fn parse(file: (&str, &str)) -> Result<Self, LoadError> {
        let raw: RawSchema = parse(file)?;
        let definitions = raw
            .defs
            .into_iter()
            .map(|(name, definition)| definition.into_definition(name))
            .collect::<Result<Vec<_>, _>>()?;
        let mut schema = Self {
            id: raw.id,
            description: raw.description,
            editions: Vec::new(),
            definitions,
        };
        schema.verify_references()?;
        schema.editions = raw
            .one_of
            .iter()
            .map(|member| schema.edition_of(member))
            .collect::<Result<_, _>>()?;
        Ok(schema)
    }

    fn edition_of(&self, member: &RawRef) -> Result<Edition, LoadError> {
        let report = target(&member.reference)?;
        let definition = self
            .definition(&report)
            .ok_or_else(|| model("oneOf", format!("no definition `{report}`")))?;
        definition
            .properties()
            .iter()
            .find_map(|property| match &property.ty {
                Type::Edition(code) => Some(Edition {
                    code: code.clone(),
                    report: report.clone(),
                }),
                Type::Ref(_) | Type::List { .. } => None,
            })
            .ok_or_else(|| {
                model(
                    report.clone(),
                    "a report needs a property `edition` with one value",
                )
            })
    }

    /// Checks that the names in a property lead somewhere; the error is the problem without its place.
    fn verify_property(&self, owner: &Definition, property: &Property) -> Result<(), String> {
        if let Some(name) = property.ty.target()
            && self.definition(name).is_none()
        {
            return Err(format!("no definition `{name}`"));
        }
        for name in &property.instead_of {
            if owner.property(name).is_none() {
                return Err(format!("x-instead-of names no property `{name}`"));
            }
        }
        Ok(())
    }

    fn verify_references(&self) -> Result<(), LoadError> {
        for definition in &self.definitions {
            for property in definition.properties() {
                self.verify_property(definition, property)
                    .map_err(|problem| {
                        let place =
                            format!("$defs/{}/properties/{}", definition.name, property.name);
                        model(place, problem)
                    })?;
            }
        }
        Ok(())
    }
}

fn target(reference: &str) -> Result<String, LoadError> {
    let name = reference.strip_prefix("#/$defs/");
    name.map(str::to_owned)
        .ok_or_else(|| model(reference, "a reference has the form #/$defs/Name"))
}

#[derive(Deserialize)]
struct RawSchema {
    #[serde(rename = "$id")]
    id: String,
    description: String,
    #[serde(rename = "oneOf")]
    one_of: Vec<RawRef>,
    #[serde(rename = "$defs")]
    defs: Ordered<RawDefinition>,
}

#[derive(Deserialize)]
struct RawRef {
    #[serde(rename = "$ref")]
    reference: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawDefinition {
    description: String,
    #[serde(default, rename = "x-label")]
    label: String,
    #[serde(default, rename = "x-label-en")]
    label_en: String,
    #[serde(rename = "type")]
    ty: RawType,
    #[serde(default)]
    properties: Option<Ordered<RawProperty>>,
    #[serde(default)]
    required: Vec<String>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    min_length: Option<u64>,
    max_length: Option<u64>,
    pattern: Option<String>,
    format: Option<String>,
    #[serde(rename = "x-format")]
    x_format: Option<String>,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawType {
    One(String),
    Several(Vec<String>),
}

impl RawType {
    fn split(&self) -> (&str, bool) {
        match self {
            Self::One(name) => (name, false),
            Self::Several(names) => (
                names.first().map_or("", String::as_str),
                names.iter().any(|name| name == "null"),
            ),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawProperty {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    items: Option<RawRef>,
    max_items: Option<u64>,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
    description: String,
    #[serde(rename = "x-label")]
    label: String,
    #[serde(rename = "x-label-en")]
    label_en: String,
    #[serde(rename = "x-unit")]
    unit: Option<String>,
    #[serde(default, rename = "x-article")]
    article: Vec<String>,
    #[serde(rename = "x-section")]
    section: Option<String>,
    #[serde(rename = "x-codes")]
    codes: Option<String>,
    #[serde(default, rename = "x-instead-of")]
    instead_of: Vec<String>,
}

impl RawDefinition {
    fn into_definition(mut self, name: String) -> Result<Definition, LoadError> {
        let shape = match self.properties.take() {
            Some(properties) => Shape::Record(
                properties
                    .into_iter()
                    .map(|(property, raw)| {
                        let required = self.required.contains(&property);
                        raw.into_property(&name, property, required)
                    })
                    .collect::<Result<_, _>>()?,
            ),
            None => Shape::Scalar(self.scalar(&name)?),
        };
        Ok(Definition {
            name,
            description: self.description,
            label: self.label,
            label_en: self.label_en,
            shape,
        })
    }

    fn scalar(&mut self, name: &str) -> Result<Scalar, LoadError> {
        let place = || format!("$defs/{name}");
        if let Some(values) = self.values.take() {
            return Ok(Scalar::Enum(values));
        }
        match (self.ty.split(), self.x_format.as_deref()) {
            (("integer", nullable), _) => match (self.minimum, self.maximum) {
                (Some(minimum), Some(maximum)) => Ok(Scalar::Integer {
                    minimum,
                    maximum,
                    nullable,
                }),
                _ => Err(model(place(), "an integer needs minimum and maximum")),
            },
            (("string", nullable), Some("decimal")) => Ok(Scalar::Decimal { nullable }),
            (("string", false), _) => Ok(Scalar::Text {
                min_length: self.min_length.unwrap_or(0),
                max_length: self.max_length,
                pattern: self.pattern.take(),
                format: self.format.take(),
            }),
            ((other, _), _) => Err(model(
                place(),
                format!("type `{other}` is not one that scalars have"),
            )),
        }
    }
}

impl RawProperty {
    fn into_property(
        self,
        definition: &str,
        name: String,
        required: bool,
    ) -> Result<Property, LoadError> {
        let ty = match (self.reference, self.items, self.values.as_deref()) {
            (Some(reference), None, None) => Type::Ref(target(&reference)?),
            (None, Some(items), None) => Type::List {
                of: target(&items.reference)?,
                max_items: self.max_items.unwrap_or(u64::MAX),
            },
            (None, None, Some([edition])) => Type::Edition(edition.clone()),
            _ => {
                let place = format!("$defs/{definition}/properties/{name}");
                return Err(model(
                    place,
                    "a property is a reference, a list of references, or the edition",
                ));
            }
        };
        Ok(Property {
            name,
            ty,
            required,
            description: self.description,
            label: self.label,
            label_en: self.label_en,
            unit: self.unit,
            article: self.article,
            section: self.section,
            codes: self.codes,
            instead_of: self.instead_of,
        })
    }
}
