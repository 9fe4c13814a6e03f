//! The registry of rules without prose, and the prose of each language.

use ogi_schema::{Check, Rule, Standard, Texts};
use serde_json::{Value, json};

use super::json::Json;
use super::layout::Layout;
use crate::{Artifact, CodegenError};

/// A language of the standard and how its text is chosen.
type Language = (&'static str, fn(&Texts) -> &str);

const LANGUAGES: [Language; 2] = [("zh-CN", |texts| &texts.zh_cn), ("en", |texts| &texts.en)];

pub(super) fn artifacts(
    standard: &Standard,
    layout: Layout,
) -> Result<Vec<Artifact>, CodegenError> {
    let version = || {
        (
            "ruleset_version",
            Json::text(&standard.manifest.ruleset_version),
        )
    };
    let rules = standard.rules.iter().map(entry).collect::<Result<_, _>>()?;
    let registry = Json::object([
        ("registry_format", Json::Integer(1)),
        version(),
        ("rules", Json::List(rules)),
    ])
    .print();
    let mut artifacts = vec![Artifact {
        path: layout.rules("registry.json"),
        text: registry,
    }];
    for (language, choose) in LANGUAGES {
        let rules = standard
            .rules
            .iter()
            .map(|rule| (rule.id.clone(), texts(rule, choose)));
        let json = Json::object([
            ("language", Json::text(language)),
            version(),
            ("rules", Json::object(rules)),
        ]);
        artifacts.push(Artifact {
            path: layout.rules(&format!("texts.{language}.json")),
            text: json.print(),
        });
    }
    Ok(artifacts)
}

fn texts(rule: &Rule, choose: fn(&Texts) -> &str) -> Json {
    let notes = rule.source.iter().filter_map(|source| source.note.as_ref());
    Json::object([
        ("title", Json::text(choose(&rule.title))),
        ("message", Json::text(choose(&rule.message))),
        ("why", Json::text(choose(&rule.why))),
        ("fix", Json::text(choose(&rule.fix))),
        ("notes", Json::texts(notes.map(choose))),
    ])
}

fn entry(rule: &Rule) -> Result<Json, CodegenError> {
    let articles = rule.source.iter().flat_map(|source| &source.article);
    let mut entry = vec![
        ("id", Json::text(&rule.id)),
        ("status", Json::text(rule.status.as_str())),
        ("since", Json::text(&rule.since)),
        ("replaced_by", Json::texts(&rule.replaced_by)),
        ("editions", Json::texts(&rule.editions)),
        ("kind", Json::text(rule.kind.as_str())),
        ("origin", Json::text(rule.origin.as_str())),
        ("severity", Json::text(rule.severity.as_str())),
        ("article", Json::texts(articles)),
        ("exceptions", Json::texts(&rule.exceptions)),
    ];
    let (check, rest) = check(rule);
    entry.push(("check", Json::text(check)));
    for (name, value) in rest {
        entry.push((
            name,
            Json::read(
                &format!("schema/rules/{}.json", rule.id),
                &value.to_string(),
            )?,
        ));
    }
    Ok(Json::object(entry))
}

/// How a rule is checked, in a word, and what goes with that word.
fn check(rule: &Rule) -> (&'static str, Vec<(&'static str, Value)>) {
    match &rule.check {
        Check::Linear(linear) => {
            let terms = || {
                linear
                    .sum
                    .iter()
                    .chain(&linear.to)
                    .map(|term| term.trim_start_matches('-'))
            };
            let mut reads: Vec<&str> = Vec::new();
            for term in terms() {
                if !reads.contains(&term) {
                    reads.push(term);
                }
            }
            (
                "linear",
                vec![
                    ("each", json!(linear.each)),
                    ("reads", json!(reads)),
                    ("at", json!(linear.at)),
                ],
            )
        }
        Check::Native { reads } => ("native", vec![("reads", json!(reads))]),
        Check::Schema {
            definitions,
            keywords,
        } => (
            "schema",
            vec![
                ("definitions", json!(definitions)),
                ("keywords", json!(keywords)),
            ],
        ),
    }
}
