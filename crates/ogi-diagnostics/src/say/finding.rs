//! What to say about a rule that is violated: the texts of the registry, filled in.

use ogi_report::{Edition, Finding, Language};
use ogi_schema::Rule;
use ogi_schema::texts::{self, fill};

use super::{look_up, place};
use crate::labels::Labels;
use crate::record;
use crate::words::in_language;

/// The message of a rule about one place.
pub(crate) fn finding(
    rule: &Rule,
    finding: &Finding,
    edition: Option<Edition>,
    language: Language,
) -> String {
    let labels = Labels::of(edition, &finding.at, language);
    fill(in_language(&rule.message, language), |name| {
        match (name, finding.argument(name)) {
            (_, Some(value)) => Some(argument(name, value, edition, language)),
            ("label", None) => Some(labels.full()),
            ("row", None) => Some(labels.row().to_owned()),
            ("column", None) => Some(labels.column().to_owned()),
            _ => None,
        }
    })
}

/// What to do about a violation, after how far the reading of a published report can be trusted.
#[must_use]
pub fn advice(finding: &record::Finding, language: Language) -> String {
    let confidence = match finding.confidence {
        Some(confidence) => look_up(&texts::import().confidence, confidence.as_str(), language),
        None => None,
    };
    let doubtful: String = finding
        .doubtful
        .iter()
        .take(MISREADINGS)
        .map(|one| doubtful(one, language))
        .collect();
    let misreadings: String = finding
        .misreadings
        .iter()
        .take(MISREADINGS)
        .map(|one| misreading(one, language))
        .collect();
    let fix = sentence(finding.fix.unwrap_or_default(), language);
    format!(
        "{}{doubtful}{misreadings}{fix}",
        confidence.unwrap_or_default()
    )
}

/// What stood in a cell whose reading is in doubt.
fn doubtful(one: &record::Doubtful, language: Language) -> String {
    let template = in_language(&texts::phrases().words.doubtful, language);
    fill(template, |name| match name {
        "label" => Some(one.label.clone()),
        "printed" => Some(one.printed.replace('\n', " ")),
        "place" => Some(place(one.printed_at, language)),
        _ => None,
    })
}

/// The advice on one finding names this many misreadings at most.
const MISREADINGS: usize = 3;

/// How one misread number would explain a finding.
fn misreading(one: &record::Misreading, language: Language) -> String {
    let template = look_up(&texts::import().misreadings, &one.why, language).unwrap_or_default();
    fill(template, |name| match name {
        "label" => Some(one.label.clone()),
        "read" => Some(one.read.clone()),
        "would_be" => Some(one.would_be.clone()),
        _ => None,
    })
}

/// Where a published report prints the place of a finding, as a sentence; empty where the line of the file says it.
#[must_use]
pub fn where_printed(finding: &record::Finding, language: Language) -> String {
    match finding.printed_at {
        Some(printed) if !printed.is_line() => {
            let stop = in_language(&texts::phrases().words.stop, language);
            sentence(&place(printed, language), language) + stop
        }
        _ => String::new(),
    }
}

/// Texts one after the other, each with a full stop.
#[must_use]
pub fn sentences(texts: &[&str], language: Language) -> String {
    let stop = in_language(&texts::phrases().words.stop, language);
    let mut joined = String::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        joined += text.trim_end().trim_end_matches(['.', '。']);
        joined += stop;
    }
    joined.trim_end().to_owned()
}

/// A text with a capital as its first letter, in English; no text begins with words of the user.
#[must_use]
pub fn sentence(text: &str, language: Language) -> String {
    let mut characters = text.chars();
    match (language, characters.next()) {
        (Language::English, Some(first)) => first.to_uppercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// An argument as people say it: properties, lists and parts of codes have names.
fn argument(name: &str, value: &str, edition: Option<Edition>, language: Language) -> String {
    let known = match name {
        "property" => {
            let pointer = if value == "scope" {
                format!("/{value}")
            } else {
                format!("/agency/{value}")
            };
            return Labels::of(edition, &pointer, language).column().to_owned();
        }
        "list" => ogi_schema::code_list(value)
            .map(|list| language.choose(list.label.as_str(), list.label_en.as_str())),
        _ => {
            let key = format!("{name}/{value}");
            look_up(&texts::phrases().arguments, &key, language)
        }
    };
    known.unwrap_or(value).to_owned()
}
