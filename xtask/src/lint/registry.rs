//! Rules, code lists and aliases: ids, references and placeholders.

use ogi_schema::{Definition, Rule, Standard, Texts};

use super::{Complaint, complain};

/// The arguments that linear rules give to their messages.
const LINEAR: &[&str] = &["label", "row", "column", "computed", "stated", "difference"];

pub(super) fn complaints(standard: &Standard, files: &[(String, String)]) -> Vec<Complaint> {
    let mut complaints: Vec<_> = standard
        .rules
        .iter()
        .flat_map(|rule| rule_complaints(standard, rule))
        .collect();
    for (path, _) in files.iter().filter(|(path, _)| path.starts_with("rules/")) {
        let id = path.trim_start_matches("rules/").trim_end_matches(".json");
        if standard.rule(id).is_none() {
            complaints.push(complain(
                format!("schema/{path}"),
                "rules",
                "the file is named after the id of its rule",
            ));
        }
    }
    for (address, _) in standard.aliases.iter() {
        if standard.schema.property(address).is_none() {
            let place = format!("schema/forms/aliases.json#/{}", address.replace('/', "~1"));
            complaints.push(complain(
                place,
                "aliases",
                format!("`{address}` names no property"),
            ));
        }
    }
    let properties = standard
        .schema
        .definitions
        .iter()
        .flat_map(Definition::properties);
    for property in properties {
        if let Some(list) = property
            .codes
            .as_deref()
            .filter(|list| standard.code_list(list).is_none())
        {
            complaints.push(complain(
                "schema/report.schema.json",
                "codes",
                format!("no code list `{list}`"),
            ));
        }
        let unit = property.unit.as_deref();
        if unit.is_some_and(|unit| {
            standard
                .code_list("unit")
                .is_none_or(|list| list.get(unit).is_none())
        }) {
            complaints.push(complain(
                "schema/report.schema.json",
                "unit",
                format!("no unit `{}`", unit.unwrap_or_default()),
            ));
        }
    }
    complaints
}

fn rule_complaints(standard: &Standard, rule: &Rule) -> Vec<Complaint> {
    let place = format!("schema/rules/{}.json", rule.id);
    let complain = |problem: String| complain(&place, "rules", problem);
    let mut complaints = Vec::new();
    let slug = rule.id.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if !slug {
        complaints.push(complain(
            "an id is words of small letters and digits joined by hyphens".to_owned(),
        ));
    }
    for edition in rule
        .editions
        .iter()
        .filter(|code| standard.schema.edition(code).is_none())
    {
        complaints.push(complain(format!("no edition `{edition}`")));
    }
    let exceptions = standard.code_list("exception");
    for code in rule
        .exceptions
        .iter()
        .filter(|code| exceptions.is_none_or(|list| list.get(code).is_none()))
    {
        complaints.push(complain(format!(
            "no code `{code}` in the list `exception`"
        )));
    }
    if matches!(rule.check, ogi_schema::Check::Linear(_)) {
        for name in placeholders(&rule.message).filter(|name| !LINEAR.contains(&name.as_str())) {
            complaints.push(complain(format!(
                "`{{{name}}}` is not given to the message: use {}",
                LINEAR.join(", ")
            )));
        }
    }
    for texts in [&rule.title, &rule.message, &rule.why, &rule.fix] {
        if texts.zh_cn.trim().is_empty() || texts.en.trim().is_empty() {
            complaints.push(complain(
                "a text is empty in one of the languages".to_owned(),
            ));
        }
    }
    complaints
}

fn placeholders(texts: &Texts) -> impl Iterator<Item = String> {
    let both = format!("{}{}", texts.zh_cn, texts.en);
    let names: Vec<_> = both
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect();
    names.into_iter()
}
