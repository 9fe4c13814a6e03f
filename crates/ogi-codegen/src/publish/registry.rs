//! The registry of rules without prose, and the prose of each language.

use ogi_schema::{Check, Rule, Standard, Texts};

use super::layout::Layout;
use crate::Artifact;
use crate::json::{Json, Object};

/// A language of the standard and how its text is chosen.
type Language = (&'static str, fn(&Texts) -> &str);

const LANGUAGES: [Language; 2] = [("zh-CN", |texts| &texts.zh_cn), ("en", |texts| &texts.en)];

pub(super) fn artifacts(standard: &Standard, layout: Layout) -> Vec<Artifact> {
    let version = Json::text(&standard.manifest.ruleset_version);
    let mut rules = Vec::new();
    for rule in &standard.rules {
        rules.push(entry(rule));
    }
    let registry = Json::object([
        ("registry_format", Json::Integer(1)),
        ("ruleset_version", version.clone()),
        ("rules", Json::List(rules)),
    ]);
    let mut artifacts = vec![Artifact {
        path: layout.rules("registry.json"),
        text: registry.print(),
    }];
    for (language, choose) in LANGUAGES {
        let mut rules = Object::default();
        for rule in &standard.rules {
            rules.set(&rule.id, texts(rule, choose));
        }
        let json = Json::object([
            ("language", Json::text(language)),
            ("ruleset_version", version.clone()),
            ("rules", Json::Object(rules)),
        ]);
        artifacts.push(Artifact {
            path: layout.rules(&format!("texts.{language}.json")),
            text: json.print(),
        });
    }
    artifacts
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

fn entry(rule: &Rule) -> Json {
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
    entry.extend(check(rule));
    Json::object(entry)
}

/// How a rule is checked: a word, and members that depend on it.
fn check(rule: &Rule) -> Vec<(&'static str, Json)> {
    match &rule.check {
        Check::Linear(linear) => {
            let mut reads: Vec<&str> = Vec::new();
            for term in linear.sum.iter().chain(&linear.to) {
                let operand = term.trim_start_matches('-');
                if !reads.contains(&operand) {
                    reads.push(operand);
                }
            }
            vec![
                ("check", Json::text("linear")),
                ("each", Json::texts(&linear.each)),
                ("reads", Json::texts(reads)),
                ("at", Json::text(&linear.at)),
            ]
        }
        Check::Native { reads } => vec![
            ("check", Json::text("native")),
            ("reads", Json::texts(reads)),
        ],
        Check::Schema {
            definitions,
            keywords,
        } => vec![
            ("check", Json::text("schema")),
            ("definitions", Json::texts(definitions)),
            ("keywords", Json::texts(keywords)),
        ],
    }
}
