//! What is said about a rule that is violated: the texts of the registry, filled in.

use ogi_report::{Finding, Language, RuleId};
use ogi_schema::Rule;
use ogi_schema::texts::{self, fill};

use super::look_up;
use crate::labels::Labels;
use crate::language::{say, text};
use crate::record::Confidence;

/// The message of a rule about one place.
pub(crate) fn finding(
    finding: &Finding,
    labels: &Labels,
    edition: Option<&str>,
    language: Language,
) -> String {
    let Some(rule) = rule(finding.rule) else {
        return finding.rule.to_string();
    };
    fill(text(language, &rule.message), |name| {
        match (name, finding.argument(name)) {
            (_, Some(value)) => Some(argument(name, value, edition, language)),
            ("label", None) => Some(labels.full()),
            ("row", None) => Some(labels.row().to_owned()),
            ("column", None) => Some(labels.column().to_owned()),
            _ => None,
        }
    })
}

/// What to do about a violation of a rule.
pub(crate) fn fix(id: RuleId, language: Language) -> &'static str {
    rule(id).map_or("", |rule| text(language, &rule.fix))
}

/// What to do about a violation, after how far the reading of a published report can be trusted.
pub(crate) fn advice(finding: &crate::record::Finding, language: Language) -> String {
    let confidence = match finding.confidence {
        None => "",
        Some(Confidence::StatedInSource) => {
            say(language, "原文如此。", "So stated in the source. ")
        }
        Some(Confidence::CheckReading) => {
            say(language, "请先核对识别结果。", "Check the reading first. ")
        }
    };
    let misreadings: String = finding
        .misreadings
        .iter()
        .take(MISREADINGS)
        .map(|one| misreading(one, language))
        .collect();
    format!(
        "{confidence}{misreadings}{}",
        sentence(finding.fix.unwrap_or_default(), language)
    )
}

/// Misreadings that are said of one finding.
const MISREADINGS: usize = 3;

/// How one misread number would explain a finding.
fn misreading(one: &crate::record::Misreading, language: Language) -> String {
    let template = look_up(&texts::import().misreadings, &one.why, language).unwrap_or_default();
    fill(template, |name| match name {
        "label" => Some(one.label.clone()),
        "read" => Some(one.read.clone()),
        "would_be" => Some(one.would_be.clone()),
        _ => None,
    })
}

/// Where the place of a finding is printed in a published report, as a sentence; nothing where its line says it.
pub(crate) fn where_printed(finding: &crate::record::Finding, language: Language) -> String {
    let printed = finding.printed_at.filter(|printed| !printed.is_line());
    printed.map_or_else(String::new, |printed| {
        let place = sentence(&super::place(printed, language), language);
        format!("{place}{}", say(language, "。", ". "))
    })
}

/// Texts one after the other, each with a full stop.
pub(crate) fn sentences(texts: &[&str], language: Language) -> String {
    let stop = say(language, "。", ". ");
    let ended = |text: &&str| text.trim_end().trim_end_matches(['.', '。']).to_owned() + stop;
    texts
        .iter()
        .filter(|text| !text.is_empty())
        .map(ended)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// A text with the first letter as a capital, where the language has them; no text begins with words of the user.
pub(crate) fn sentence(text: &str, language: Language) -> String {
    let mut characters = text.chars();
    match (language, characters.next()) {
        (Language::English, Some(first)) => first.to_uppercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

fn rule(id: RuleId) -> Option<&'static Rule> {
    ogi_schema::rule(id.as_str())
}

/// An argument as people say it: properties, lists and parts of codes have names.
fn argument(name: &str, value: &str, edition: Option<&str>, language: Language) -> String {
    let known = match name {
        "property" => {
            let pointer = if value == "scope" {
                format!("/{value}")
            } else {
                format!("/agency/{value}")
            };
            return Labels::of(edition, &pointer, language).column().to_owned();
        }
        "list" => {
            ogi_schema::code_list(value).map(|list| say(language, &list.label, &list.label_en))
        }
        _ => look_up(
            &texts::phrases().arguments,
            &format!("{name}/{value}"),
            language,
        ),
    };
    known.unwrap_or(value).to_owned()
}
