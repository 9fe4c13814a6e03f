//! Profiles: the same schema, spelled so that one code generator makes good types from it.
//!
//! Types come from a profile, checks from the canonical schema. No profile adds or takes away a property.

use ogi_schema::{Edition, Schema};

use super::layout::Layout;
use super::schemas::{Bundle, choice};
use crate::json::{Json, Object};
use crate::{Artifact, CodegenError};

/// How a reference is written when it has other keywords next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum References {
    /// It stays as it is.
    WithSiblings,
    /// It moves into an `allOf` with one member.
    Wrapped,
    /// It stays, and the other keywords are dropped.
    Bare,
}

/// One spelling of the schema.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one row of a table of options"
)]
pub(super) struct Profile {
    /// Name of the file.
    name: &'static str,
    references: References,
    /// Single values stand where they are used rather than among the definitions.
    inline: bool,
    /// A file for each edition rather than one for their union.
    by_edition: bool,
    /// `definitions` of draft-07 rather than `$defs` of 2020-12.
    draft_07: bool,
    /// Dates keep their `format` and not only their pattern.
    date_format: bool,
    /// Whole numbers have a `format`: `int32` or `int64`.
    int64: bool,
    /// The union names the property that tells its members apart.
    discriminator: bool,
    /// The union chooses with `if`, for editors and validators.
    choice: bool,
    /// The `x-` words stay.
    words: bool,
}

const PLAIN: Profile = Profile {
    name: "",
    references: References::WithSiblings,
    inline: false,
    by_edition: false,
    draft_07: false,
    date_format: true,
    int64: false,
    discriminator: false,
    choice: false,
    words: false,
};

/// Every profile that is published as a JSON Schema.
const PROFILES: &[Profile] = &[
    Profile {
        name: "ts",
        references: References::Wrapped,
        ..PLAIN
    },
    Profile {
        name: "python",
        discriminator: true,
        ..PLAIN
    },
    Profile {
        name: "go",
        inline: true,
        by_edition: true,
        date_format: false,
        ..PLAIN
    },
    Profile {
        name: "java",
        inline: true,
        by_edition: true,
        date_format: false,
        ..PLAIN
    },
    Profile {
        name: "csharp",
        references: References::Bare,
        inline: true,
        by_edition: true,
        draft_07: true,
        int64: true,
        ..PLAIN
    },
    Profile {
        name: "draft-07",
        references: References::Wrapped,
        draft_07: true,
        choice: true,
        ..PLAIN
    },
];

/// The spelling of the `OpenAPI` component.
pub(super) const OPENAPI: Profile = Profile {
    name: "openapi",
    int64: true,
    discriminator: true,
    words: true,
    ..PLAIN
};

pub(super) fn artifacts(bundle: &Bundle, layout: Layout) -> Result<Vec<Artifact>, CodegenError> {
    let mut artifacts = Vec::new();
    for profile in PROFILES {
        if !profile.by_edition {
            let path = layout.schema(&format!("profiles/{}.json", profile.name));
            let union = profile.union(bundle, layout.address(&path))?;
            artifacts.push(Artifact {
                path,
                text: union.print(),
            });
            continue;
        }
        for edition in &bundle.schema.editions {
            let name = format!("profiles/{}-{}.json", profile.name, edition.code);
            let path = layout.schema(&name);
            let json = profile.edition(bundle, edition, layout.address(&path))?;
            artifacts.push(Artifact {
                path,
                text: json.print(),
            });
        }
    }
    Ok(artifacts)
}

impl Profile {
    /// One edition, with its report at the root.
    fn edition(
        &self,
        bundle: &Bundle,
        edition: &Edition,
        address: String,
    ) -> Result<Json, CodegenError> {
        let mut json = self.respell(bundle, &bundle.edition(edition, address)?)?;
        if let Json::Object(root) = &mut json {
            if let Some(Json::Object(definitions)) = root.remove("$defs") {
                let kept = self.kept(bundle.schema, definitions);
                root.set(self.home(), Json::Object(kept));
            }
            if self.draft_07 {
                root.set("$schema", Json::text(DRAFT_07));
            }
        }
        Ok(json)
    }

    /// Every edition, the report one of them.
    fn union(&self, bundle: &Bundle, address: String) -> Result<Json, CodegenError> {
        let dialect = if self.draft_07 {
            Json::text(DRAFT_07)
        } else {
            bundle.keyword("$schema")?
        };
        let mut root = vec![
            ("$schema", dialect),
            ("$id", Json::Text(address)),
            ("title", bundle.keyword("title")?),
            ("description", bundle.keyword("description")?),
        ];
        let (mut codes, mut places) = (Vec::new(), Vec::new());
        for edition in &bundle.schema.editions {
            codes.push(edition.code.as_str());
            places.push(self.place(&edition.report));
        }
        if self.choice {
            root.push((
                "$comment",
                Json::text("Not normative: for editors. The schema of the standard is 2020-12."),
            ));
            root.extend(choice(&codes, &places));
        } else {
            let members = places.into_iter().map(Json::reference).collect();
            root.push(("oneOf", Json::List(members)));
        }
        if self.discriminator {
            root.push(("discriminator", discriminator(bundle.schema, *self)));
        }
        root.push((self.home(), Json::Object(self.definitions(bundle)?)));
        Ok(Json::object(root))
    }

    /// All definitions in this spelling.
    pub(super) fn definitions(&self, bundle: &Bundle) -> Result<Object, CodegenError> {
        let mut definitions = Object::default();
        for (name, value) in &bundle.definitions.0 {
            definitions.set(name, self.respell(bundle, value)?);
        }
        Ok(self.kept(bundle.schema, definitions))
    }

    /// The definitions that stay: all, unless single values stand where they are used.
    fn kept(&self, schema: &Schema, mut definitions: Object) -> Object {
        definitions
            .0
            .retain(|(name, _)| !self.inline || !is_scalar(schema, name));
        definitions
    }

    /// Where the report of an edition stands, as a reference.
    pub(super) fn place(&self, report: &str) -> String {
        format!("#/{}/{report}", self.home())
    }

    /// Where definitions stand.
    pub(super) fn home(&self) -> &'static str {
        match (self.name, self.draft_07) {
            ("openapi", _) => "components/schemas",
            (_, true) => "definitions",
            (_, false) => "$defs",
        }
    }

    /// Any JSON of the canonical schema in this spelling.
    fn respell(&self, bundle: &Bundle, json: &Json) -> Result<Json, CodegenError> {
        match json {
            Json::List(items) => {
                let mut respelled = Vec::new();
                for item in items {
                    respelled.push(self.respell(bundle, item)?);
                }
                Ok(Json::List(respelled))
            }
            Json::Object(object) => Ok(Json::Object(self.schema(bundle, object)?)),
            other => Ok(other.clone()),
        }
    }

    /// A schema. The names in `properties` and `$defs` are not keywords, and stay even where they begin with `x-`.
    fn schema(&self, bundle: &Bundle, object: &Object) -> Result<Object, CodegenError> {
        let mut schema = Object::default();
        for (keyword, value) in &object.0 {
            if !self.words && keyword.starts_with("x-") {
                continue;
            }
            let value = match (keyword.as_str(), value) {
                ("properties" | "$defs", Json::Object(named)) => {
                    let mut respelled = Object::default();
                    for (name, schema) in &named.0 {
                        respelled.set(name, self.respell(bundle, schema)?);
                    }
                    Json::Object(respelled)
                }
                ("$ref", Json::Text(target)) => {
                    Json::text(target.replace("#/$defs/", &format!("#/{}/", self.home())))
                }
                _ => self.respell(bundle, value)?,
            };
            schema.set(keyword, value);
        }
        let target = schema
            .get("$ref")
            .and_then(Json::as_text)
            .map(str::to_owned);
        if let Some(target) = target {
            schema = self.reference(bundle, schema, &target)?;
        }
        if !self.date_format && schema.get("format").and_then(Json::as_text) == Some("date") {
            schema.remove("format");
        }
        if self.int64
            && let Some(Json::Integer(maximum)) = schema.get("maximum")
        {
            let width = if *maximum > i64::from(i32::MAX) {
                "int64"
            } else {
                "int32"
            };
            schema.set("format", Json::text(width));
        }
        Ok(schema)
    }

    /// A reference to `target` with the keywords beside it.
    fn reference(
        &self,
        bundle: &Bundle,
        mut schema: Object,
        target: &str,
    ) -> Result<Object, CodegenError> {
        let name = target.strip_prefix(&self.place("")).unwrap_or(target);
        if self.inline && is_scalar(bundle.schema, name) {
            let Some(Json::Object(definition)) = bundle.definitions.get(name) else {
                let place = format!("$defs/{name}");
                return Err(CodegenError::at(
                    place,
                    "not an object in report.schema.json",
                ));
            };
            let mut value = self.schema(bundle, definition)?;
            value.remove("title");
            schema.remove("$ref");
            for (keyword, own) in schema.0 {
                value.set(&keyword, own);
            }
            return Ok(value);
        }
        match self.references {
            References::Wrapped if schema.0.len() > 1 => {
                schema.remove("$ref");
                schema.set("allOf", Json::List(vec![Json::reference(target)]));
            }
            References::Bare => schema.0.retain(|(keyword, _)| keyword == "$ref"),
            References::Wrapped | References::WithSiblings => {}
        }
        Ok(schema)
    }
}

const DRAFT_07: &str = "http://json-schema.org/draft-07/schema#";

fn is_scalar(schema: &Schema, name: &str) -> bool {
    schema
        .definition(name)
        .is_some_and(|definition| definition.scalar().is_some())
}

/// The property that tells the members of the union apart, and the member that each value stands for.
pub(super) fn discriminator(schema: &Schema, profile: Profile) -> Json {
    let mut mapping = Object::default();
    for edition in &schema.editions {
        mapping.set(&edition.code, Json::Text(profile.place(&edition.report)));
    }
    Json::object([
        ("propertyName", Json::text("edition")),
        ("mapping", Json::Object(mapping)),
    ])
}
