//! The other reports that rules read: of the prior year, and of all parts.

use std::path::PathBuf;

use ogi_conformance::{Checker, Facts, Others};
use ogi_import::Hints;

use crate::arguments::Check;
use crate::error::Error;
use crate::source;

/// The reports to compare with.
pub(crate) struct OtherReports {
    previous: Option<Facts<'static>>,
    children: Option<Vec<Facts<'static>>>,
}

impl OtherReports {
    /// Reads the reports that the arguments name.
    pub(crate) fn load(arguments: &Check, checker: &Checker, hints: &Hints) -> Result<Self, Error> {
        let previous = arguments.previous.iter().cloned().collect::<Vec<_>>();
        let mut previous = read(&previous, checker, hints)?;
        if previous.len() > 1 {
            return Err(Error::OnePrevious { found: previous.len() });
        }
        let children = read(&arguments.children, checker, hints)?;
        Ok(Self { previous: previous.pop(), children: (!arguments.children.is_empty()).then_some(children) })
    }

    /// The same, as the checker takes it.
    pub(crate) fn view(&self) -> Others<'_> {
        Others { previous: self.previous.as_ref(), children: self.children.as_deref() }
    }
}

fn read(paths: &[PathBuf], checker: &Checker, hints: &Hints) -> Result<Vec<Facts<'static>>, Error> {
    let facts = |(path, input): (String, Result<source::Input, source::SourceError>)| {
        let loaded = match input.and_then(|input| source::load(&input, hints)) {
            Ok(loaded) => loaded,
            Err(source) => return Err(Error::Source { path, source }),
        };
        let facts = match &loaded.reading {
            Some(reading) => Some(Facts::from(&reading.report).into_owned()),
            None => checker.facts(&loaded.bytes).ok().flatten(),
        };
        facts.ok_or(Error::NoReport { path })
    };
    source::list(paths).into_iter().map(facts).collect()
}
