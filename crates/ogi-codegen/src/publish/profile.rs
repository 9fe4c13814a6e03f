//! Profiles: the same schema in the spelling that one generator of code makes good types of.
//!
//! Types come from a profile, checks from the canonical schema. No profile adds or takes away a property.

use ogi_schema::{Edition, Schema};

use super::json::{Json, Object};
use super::layout::Layout;
use super::schemas::Bundle;
use super::schemas::choice;
use crate::Artifact;

/// What becomes of a reference that has keywords beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum References {
    /// It stays as it is.
    WithSiblings,
    /// It moves into an `allOf` of one.
    Wrapped,
    /// It loses them.
    Bare,
}

/// One spelling.
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
    /// Whole numbers say how wide they are.
    int64: bool,
    /// The union names the property that decides.
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

pub(super) fn artifacts(bundle: &Bundle, layout: Layout) -> Vec<Artifact> {
    PROFILES
        .iter()
        .flat_map(|profile| profile.files(bundle, layout))
        .collect()
}

impl Profile {
    fn files(&self, bundle: &Bundle, layout: Layout) -> Vec<Artifact> {
        let path = |name: &str| layout.schema(&format!("profiles/{name}.json"));
        let file = |path: String, json: &Json| Artifact {
            path,
            text: json.print(),
        };
        if !self.by_edition {
            let path = path(self.name);
            let union = self.union(bundle, layout.address(&path));
            return vec![file(path, &union)];
        }
        let one = |edition: &Edition| {
            let path = path(&format!("{}-{}", self.name, edition.code));
            let json = self.edition(bundle, edition, layout.address(&path));
            file(path, &json)
        };
        bundle.schema.editions.iter().map(one).collect()
    }

    /// One edition, its report at the root.
    fn edition(&self, bundle: &Bundle, edition: &Edition, address: String) -> Json {
        let Json::Object(mut root) = self.respell(bundle, &bundle.edition(edition, address)) else {
            return Json::Null;
        };
        if let Some(Json::Object(definitions)) = root.remove("$defs") {
            root.set(
                self.home(),
                Json::Object(self.kept(bundle.schema, definitions)),
            );
        }
        if self.draft_07 {
            root.set("$schema", Json::text(DRAFT_07));
        }
        Json::Object(root)
    }

    /// Every edition, the report one of them.
    fn union(&self, bundle: &Bundle, address: String) -> Json {
        let editions = bundle.schema.editions.iter();
        let place = |report: &str| format!("#/{}/{report}", self.home());
        let dialect = if self.draft_07 {
            Json::text(DRAFT_07)
        } else {
            bundle.text("$schema")
        };
        let mut root = vec![("$schema", dialect), ("$id", Json::Text(address))];
        root.extend(["title", "description"].map(|keyword| (keyword, bundle.text(keyword))));
        if self.choice {
            let report = |code: &str| {
                bundle
                    .schema
                    .edition(code)
                    .map_or("", |edition| edition.report.as_str())
            };
            root.push((
                "$comment",
                Json::text("Not normative: for editors. The schema of the standard is 2020-12."),
            ));
            root.extend(choice(
                editions.map(|edition| edition.code.as_str()),
                |code| place(report(code)),
            ));
        } else {
            root.push((
                "oneOf",
                Json::List(
                    editions
                        .map(|edition| Json::reference(place(&edition.report)))
                        .collect(),
                ),
            ));
        }
        if self.discriminator {
            root.push(("discriminator", discriminator(bundle.schema, place)));
        }
        root.push((self.home(), Json::Object(self.definitions(bundle))));
        Json::object(root)
    }

    /// All definitions in this spelling.
    pub(super) fn definitions(&self, bundle: &Bundle) -> Object {
        let members = bundle
            .definitions
            .0
            .iter()
            .map(|(name, value)| (name.clone(), self.respell(bundle, value)));
        self.kept(bundle.schema, Object(members.collect()))
    }

    fn kept(&self, schema: &Schema, mut definitions: Object) -> Object {
        definitions
            .0
            .retain(|(name, _)| !self.inline || scalar(schema, name).is_none());
        definitions
    }

    /// Where definitions stand.
    pub(super) fn home(&self) -> &'static str {
        match (self.name, self.draft_07) {
            ("openapi", _) => "components/schemas",
            (_, true) => "definitions",
            (_, false) => "$defs",
        }
    }

    fn respell(&self, bundle: &Bundle, json: &Json) -> Json {
        match json {
            Json::List(items) => Json::List(
                items
                    .iter()
                    .map(|item| self.respell(bundle, item))
                    .collect(),
            ),
            Json::Object(object) => self.keyword_order(bundle, object),
            other => other.clone(),
        }
    }

    /// A schema: its keywords in order, except that names of properties and definitions are no keywords.
    fn keyword_order(&self, bundle: &Bundle, object: &Object) -> Json {
        let mut members = Vec::new();
        for (name, value) in &object.0 {
            let value = match (name.as_str(), value) {
                ("properties" | "$defs", Json::Object(named)) => Json::object(
                    named
                        .0
                        .iter()
                        .map(|(name, schema)| (name.clone(), self.respell(bundle, schema))),
                ),
                ("$ref", Json::Text(target)) => {
                    Json::text(target.replace("#/$defs/", &format!("#/{}/", self.home())))
                }
                _ => self.respell(bundle, value),
            };
            if self.words || !name.starts_with("x-") {
                members.push((name.clone(), value));
            }
        }
        Json::Object(self.finish(bundle, Object(members)))
    }

    fn finish(&self, bundle: &Bundle, object: Object) -> Object {
        let mut schema = match object
            .get("$ref")
            .and_then(Json::as_text)
            .map(str::to_owned)
        {
            Some(target) => self.reference(bundle, object, &target),
            None => object,
        };
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
        schema
    }

    fn reference(&self, bundle: &Bundle, mut object: Object, target: &str) -> Object {
        let name = target.rsplit('/').next().unwrap_or_default();
        if self.inline && scalar(bundle.schema, name).is_some() {
            let Some(Json::Object(mut value)) = bundle
                .definitions
                .get(name)
                .map(|value| self.respell(bundle, value))
            else {
                return object;
            };
            object.remove("$ref");
            value.remove("title");
            object
                .0
                .into_iter()
                .for_each(|(keyword, own)| value.set(&keyword, own));
            return value;
        }
        match self.references {
            References::Wrapped if object.0.len() > 1 => {
                object.remove("$ref");
                object.set("allOf", Json::List(vec![Json::reference(target)]));
            }
            References::Bare => object.0.retain(|(keyword, _)| keyword == "$ref"),
            References::Wrapped | References::WithSiblings => {}
        }
        object
    }
}

const DRAFT_07: &str = "http://json-schema.org/draft-07/schema#";

fn scalar<'a>(schema: &'a Schema, name: &str) -> Option<&'a ogi_schema::Scalar> {
    schema.definition(name)?.scalar()
}

/// The property that tells the members of the union apart, and which value means which.
pub(super) fn discriminator(schema: &Schema, place: impl Fn(&str) -> String) -> Json {
    let mapping = schema
        .editions
        .iter()
        .map(|edition| (edition.code.clone(), Json::Text(place(&edition.report))));
    Json::object([
        ("propertyName", Json::text("edition")),
        ("mapping", Json::object(mapping)),
    ])
}
