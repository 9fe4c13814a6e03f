//! `cargo xtask lint`: checks the authoring rules of `schema/`, the registry, and the layers of the workspace.

pub mod circles;
mod definitions;
mod dialect;
mod layers;
mod registry;
mod size;

use std::fmt;
use std::path::Path;

use ogi_schema::Standard;

use crate::tree::standard_files;

/// A place that breaks a rule of the project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The file, with a JSON Pointer if the place is within it.
    pub place: String,
    /// The rule: `A1` to `A14` of the dialect, or a word.
    pub law: &'static str,
    /// What is wrong, and what to do.
    pub problem: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: [{}] {}", self.place, self.law, self.problem)
    }
}

pub(crate) fn complain(
    place: impl Into<String>,
    law: &'static str,
    problem: impl Into<String>,
) -> Complaint {
    Complaint {
        place: place.into(),
        law,
        problem: problem.into(),
    }
}

/// All complaints, sorted by place.
///
/// # Errors
/// When the files cannot be read at all.
pub fn lint(root: &Path) -> anyhow::Result<Vec<Complaint>> {
    let files = standard_files(root)?;
    let mut complaints = schema(&files)?;
    complaints.extend(layers::complaints(root)?);
    complaints.extend(size::complaints(root)?);
    complaints.extend(circles::complaints(root)?);
    complaints.sort();
    Ok(complaints)
}

/// Complaints about `schema/` alone.
///
/// # Errors
/// When the dialect itself is no schema.
pub fn schema(files: &[(String, String)]) -> anyhow::Result<Vec<Complaint>> {
    let mut complaints = dialect::complaints(files)?;
    match Standard::parse(files) {
        Ok(standard) => {
            complaints.extend(definitions::complaints(&standard.schema));
            complaints.extend(registry::complaints(&standard, files));
            complaints.extend(
                ogi_codegen::render(&standard, &[])
                    .err()
                    .map(|e| complain("schema", "model", e.to_string())),
            );
        }
        Err(error) => {
            let cause = std::error::Error::source(&error)
                .map_or(String::new(), |source| format!(": {source}"));
            complaints.push(complain("schema", "model", format!("{error}{cause}")));
        }
    }
    Ok(complaints)
}
