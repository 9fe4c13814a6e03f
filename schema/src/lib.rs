//! The standard for annual reports on open government information (政府信息公开工作年度报告): its files, and a typed model.
//!
//! Each fact of the standard is in a file of this package: the canonical schema, the rules, the printed forms, the code
//! lists, the texts. [`FILES`] holds them as text, [`Standard`] as typed values.
//!
//! ```
//! let standard = ogi_schema::standard();
//! let row = standard.schema.definition("ApplicantCounts").unwrap();
//! assert_eq!(row.properties()[0].label, "自然人");
//! assert_eq!(standard.form("2021-30").unwrap().values(&standard.schema).count(), 200);
//! ```

pub mod appendix;
mod codes;
mod embedded;
mod error;
mod flat;
mod forms;
#[rustfmt::skip]
mod generated;
mod manifest;
mod names;
mod ordered;
mod rules;
mod schema;
pub mod texts;
mod walk;
pub mod xml;

pub use codes::{Code, CodeList};
pub use embedded::{code_list, file, form, manifest, rule, schema, standard};
pub use error::LoadError;
pub use flat::{Column, ColumnKind};
pub use forms::{CellContent, Form, FormRow, FormTable, FormVariant, PlacedCell, PrintedCell};
pub use generated::FILES;
pub use manifest::{Manifest, Status};
pub use names::snake_case;
pub use ordered::Ordered;
pub use rules::{Check, Kind, Linear, Op, Origin, Rule, RuleStatus, Severity, Source, Texts};
pub use schema::{Definition, Edition, Property, Scalar, Schema, Shape, Type};
pub use walk::{Leaf, Step};

/// The whole standard as typed values.
#[derive(Debug, Clone)]
pub struct Standard {
    /// Versions and address of the standard: `manifest.json`.
    pub manifest: Manifest,
    /// The canonical schema: `report.schema.json`.
    pub schema: Schema,
    /// The registry of rules, sorted by id: `rules/*.json`.
    pub rules: Vec<Rule>,
    /// The printed forms, sorted by edition: `forms/*.json`.
    pub forms: Vec<Form>,
    /// Other spellings of labels that reports print, by `Definition/property`: `forms/aliases.json`.
    pub aliases: Ordered<Vec<String>>,
    /// The code lists, sorted by name: `codes/*.json`.
    pub codes: Vec<CodeList>,
}

impl Standard {
    /// Reads the standard from its files: the path of each within `schema/`, and its text.
    ///
    /// # Errors
    /// A file is missing, is not JSON of the expected shape, or refers to something that does not exist.
    pub fn parse<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Self, LoadError> {
        let standard = Self::read(files)?;
        for form in &standard.forms {
            form.verify(&standard.schema)?;
        }
        Ok(standard)
    }

    /// Reads the standard without checking its forms, for the embedded files, which a test checks.
    fn read<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Self, LoadError> {
        let mut rules = Vec::new();
        for file in within(files, "rules/") {
            rules.push(error::parse(file)?);
        }
        let (mut forms, mut aliases) = (Vec::new(), Ordered::default());
        for file in within(files, "forms/") {
            if file.0 == "forms/aliases.json" {
                aliases = error::parse(file)?;
            } else {
                forms.push(error::parse(file)?);
            }
        }
        let mut codes = Vec::new();
        for file in within(files, "codes/") {
            codes.push(error::parse(file)?);
        }
        Ok(Self {
            manifest: error::parse(one(files, "manifest.json")?)?,
            schema: Schema::parse(one(files, "report.schema.json")?)?,
            rules,
            forms,
            aliases,
            codes,
        })
    }

    /// The form of an edition, such as `2021-30`.
    #[must_use]
    pub fn form(&self, edition: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.edition == edition)
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The code list of a name, such as `agency-kind`.
    #[must_use]
    pub fn code_list(&self, name: &str) -> Option<&CodeList> {
        self.codes.iter().find(|codes| codes.list == name)
    }
}

/// The files of a folder, sorted by path.
fn within<'f, P: AsRef<str>, T: AsRef<str>>(
    files: &'f [(P, T)],
    folder: &str,
) -> Vec<(&'f str, &'f str)> {
    let mut found = Vec::new();
    for (path, text) in files {
        if path.as_ref().starts_with(folder) {
            found.push((path.as_ref(), text.as_ref()));
        }
    }
    found.sort_unstable();
    found
}

/// A file that the standard cannot do without.
fn one<'f, P: AsRef<str>, T: AsRef<str>>(
    files: &'f [(P, T)],
    path: &'static str,
) -> Result<(&'f str, &'f str), LoadError> {
    for (name, text) in files {
        if name.as_ref() == path {
            return Ok((name.as_ref(), text.as_ref()));
        }
    }
    Err(LoadError::Absent { path })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_standard_reads() {
        let standard = super::Standard::parse(super::FILES).expect("the embedded files read");
        assert_eq!(standard.schema.editions.len(), standard.forms.len());
    }

    #[test]
    fn forms_count_the_cells_of_the_national_template() {
        let standard = super::standard();
        let count = |edition| {
            standard
                .form(edition)
                .expect("a form")
                .values(&standard.schema)
                .count()
        };
        assert_eq!((count("2019-60"), count("2021-30")), (198, 200));
    }
}
