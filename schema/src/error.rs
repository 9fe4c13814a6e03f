//! Errors of reading the standard.

use std::fmt;

use serde::de::DeserializeOwned;

/// Why the files of the standard could not be read. Each variant names the file or the definition.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    /// A required file is missing.
    Absent {
        /// Path within `schema/`.
        path: &'static str,
    },
    /// A file is not JSON of the expected shape.
    Parse {
        /// Path within `schema/`.
        path: String,
        /// Line, column and reason.
        source: serde_json::Error,
    },
    /// A file refers to something that does not exist, or contradicts itself.
    Model {
        /// Place: a file, a definition or a property.
        place: String,
        /// What is wrong there, and what was expected.
        problem: String,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent { path } => write!(f, "schema/{path} is missing"),
            Self::Parse { path, .. } => write!(f, "cannot read schema/{path}"),
            Self::Model { place, problem } => write!(f, "{place}: {problem}"),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Parse { source, .. } => Some(source),
            Self::Absent { .. } | Self::Model { .. } => None,
        }
    }
}

pub(crate) fn parse<T: DeserializeOwned>((path, text): (&str, &str)) -> Result<T, LoadError> {
    serde_json::from_str(text).map_err(|source| LoadError::Parse {
        path: path.to_owned(),
        source,
    })
}

pub(crate) fn model(place: impl Into<String>, problem: impl Into<String>) -> LoadError {
    LoadError::Model {
        place: place.into(),
        problem: problem.into(),
    }
}
