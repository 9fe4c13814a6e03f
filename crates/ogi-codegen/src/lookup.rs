//! Finding what the standard refers to.
//!
//! A reference that leads nowhere is an error with its place. A generator that skipped it would write a file with a
//! value missing, and nobody would notice.

use ogi_schema::{
    Check, Code, CodeList, Definition, Edition, Property, Scalar, Schema, Shape, Standard,
};

use crate::CodegenError;
use crate::names::{is_identifier, pascal};

/// Checks what all generators rely on: references lead somewhere, and names can be spelled in Rust.
///
/// After it, `Schema::leaves` leaves no single value out.
pub(crate) fn verify(standard: &Standard) -> Result<(), CodegenError> {
    let schema = &standard.schema;
    for edition in &schema.editions {
        report(schema, edition)?;
    }
    for definition in &schema.definitions {
        verify_definition(schema, definition)?;
    }
    for rule in &standard.rules {
        if !is_identifier(&pascal(&rule.id)) {
            return Err(CodegenError::rule(&rule.id, "the id is not a name in Rust"));
        }
        for code in &rule.editions {
            edition(schema, code)?;
        }
        if let Check::Schema { definitions, .. } = &rule.check {
            for name in definitions {
                if schema.definition(name).is_none() {
                    let problem = format!("no definition `{name}`");
                    return Err(CodegenError::rule(&rule.id, problem));
                }
            }
        }
    }
    for form in &standard.forms {
        let report = report(schema, edition(schema, &form.edition)?)?;
        for table in &form.tables {
            if report.property(&table.section).is_none() {
                let place = format!("schema/forms/{}.json", form.edition);
                let problem = format!("no section `{}`", table.section);
                return Err(CodegenError::at(place, problem));
            }
        }
    }
    for list in &standard.codes {
        for entry in &list.codes {
            if !is_identifier(&pascal(&entry.code)) {
                let place = format!("schema/codes/{}.json", list.list);
                let problem = format!("the code `{}` is not a name in Rust", entry.code);
                return Err(CodegenError::at(place, problem));
            }
        }
    }
    Ok(())
}

fn verify_definition(schema: &Schema, definition: &Definition) -> Result<(), CodegenError> {
    if !is_identifier(&definition.name) {
        return Err(CodegenError::at_definition(
            definition,
            "not a name in Rust",
        ));
    }
    if let Some(Scalar::Enum(words)) = definition.scalar() {
        if words.is_empty() {
            return Err(CodegenError::at_definition(
                definition,
                "an enum needs a word",
            ));
        }
        for word in words {
            if !is_identifier(&pascal(word)) {
                let problem = format!("the word `{word}` is not a name in Rust");
                return Err(CodegenError::at_definition(definition, problem));
            }
        }
    }
    for property in definition.properties() {
        if !is_identifier(&property.name) {
            let problem = "not a name in Rust";
            return Err(CodegenError::at_property(definition, property, problem));
        }
        target(schema, definition, property)?;
    }
    Ok(())
}

/// The edition of a code.
pub(crate) fn edition<'a>(schema: &'a Schema, code: &str) -> Result<&'a Edition, CodegenError> {
    let found = schema.edition(code);
    found.ok_or_else(|| CodegenError::edition(code))
}

/// The definition of an edition's reports.
pub(crate) fn report<'a>(
    schema: &'a Schema,
    edition: &Edition,
) -> Result<&'a Definition, CodegenError> {
    let found = schema.definition(&edition.report);
    found.ok_or_else(|| CodegenError::edition(&edition.code))
}

/// The definitions of the reports of all editions.
pub(crate) fn reports(schema: &Schema) -> Result<Vec<&Definition>, CodegenError> {
    let mut reports = Vec::new();
    for edition in &schema.editions {
        reports.push(report(schema, edition)?);
    }
    Ok(reports)
}

/// The definition that a property refers to, directly or item by item; `None` for the edition, which is a word.
pub(crate) fn target<'a>(
    schema: &'a Schema,
    owner: &Definition,
    property: &Property,
) -> Result<Option<&'a Definition>, CodegenError> {
    let Some(name) = property.ty.target() else {
        return Ok(None);
    };
    let Some(found) = schema.definition(name) else {
        let problem = format!("no definition `{name}`");
        return Err(CodegenError::at_property(owner, property, problem));
    };
    Ok(Some(found))
}

/// The code list of a name; `place` is where the schema names it.
pub(crate) fn code_list<'a>(
    standard: &'a Standard,
    name: &str,
    place: &str,
) -> Result<&'a CodeList, CodegenError> {
    let found = standard.code_list(name);
    found.ok_or_else(|| CodegenError::at(place, format!("no code list `{name}`")))
}

/// An entry of a code list; `place` is where the schema names it.
pub(crate) fn code<'a>(
    standard: &'a Standard,
    list: &str,
    code: &str,
    place: &str,
) -> Result<&'a Code, CodegenError> {
    let found = code_list(standard, list, place)?.get(code);
    found.ok_or_else(|| CodegenError::at(place, format!("no code `{code}` in the list `{list}`")))
}

/// Whether a definition is an object.
pub(crate) fn is_record(definition: &Definition) -> bool {
    matches!(definition.shape, Shape::Record(_))
}

#[cfg(test)]
mod tests {
    use ogi_schema::{Definition, Property, Shape, Standard, Type};

    fn definition<'a>(standard: &'a mut Standard, name: &str) -> &'a mut Definition {
        let definitions = &mut standard.schema.definitions;
        let found = definitions.iter_mut().find(|found| found.name == name);
        found.expect("a definition")
    }

    fn property<'a>(standard: &'a mut Standard, owner: &str, name: &str) -> &'a mut Property {
        match &mut definition(standard, owner).shape {
            Shape::Record(properties) => properties
                .iter_mut()
                .find(|property| property.name == name)
                .expect("a property"),
            Shape::Scalar(_) => panic!("{owner} is an object"),
        }
    }

    /// A change that spoils a standard, and how the error begins.
    type Fault = (fn(&mut Standard), &'static str);

    const FAULTS: [Fault; 9] = [
        (
            |standard| {
                property(standard, "Agency", "name").ty = Type::Ref("Nothing".to_owned());
            },
            "$defs/Agency/properties/name: no definition `Nothing`",
        ),
        (
            |standard| property(standard, "Agency", "name").name = "full-name".to_owned(),
            "$defs/Agency/properties/full-name: not a name in Rust",
        ),
        (
            |standard| {
                property(standard, "ApplicantCounts", "total").unit = Some("LITRE".to_owned());
            },
            "$defs/ApplicantCounts/properties/total: no code `LITRE` in the list `unit`",
        ),
        (
            |standard| property(standard, "Agency", "kind").codes = Some("colour".to_owned()),
            "$defs/Agency/properties/kind: no code list `colour`",
        ),
        (
            |standard| standard.schema.editions[1].report = "Report1999".to_owned(),
            "no edition `2021-30`",
        ),
        (
            |standard| standard.rules[0].editions.push("1999-1".to_owned()),
            "no edition `1999-1`",
        ),
        (
            |standard| standard.rules[0].exceptions.push("moon".to_owned()),
            "schema/rules/applicant-total.json: no code `moon` in the list `exception`",
        ),
        (
            |standard| standard.forms[1].tables[0].section = "weather".to_owned(),
            "schema/forms/2021-30.json: no section `weather`",
        ),
        (
            |standard| standard.forms[1].edition = "1999-1".to_owned(),
            "no edition `1999-1`",
        ),
    ];

    #[test]
    fn a_reference_that_leads_nowhere_is_an_error_with_its_place() {
        for (spoil, expected) in FAULTS {
            let mut standard = ogi_schema::standard().clone();
            spoil(&mut standard);
            let error = crate::render(&standard, &[]).expect_err(expected);
            let text = error.to_string();
            assert!(text.starts_with(expected), "{text}");
        }
    }
}
