//! One object for programs: `ogi schema --of check` describes it.

use ogi_report::Language;

use crate::run::Output;

/// The output as indented JSON.
pub(crate) fn render(output: &Output, _: Language) -> String {
    let text = serde_json::to_string_pretty(output)
        .unwrap_or_else(|error| unreachable!("a record is JSON: {error}"));
    text + "\n"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let schema = schemars::schema_for!(crate::run::Output);
        crate::schema::is_fresh(schema, "check", "What ogi check --format json prints");
    }
}
