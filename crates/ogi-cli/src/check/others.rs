//! The other reports that rules read: of the prior year, and of all parts.

use std::path::PathBuf;

use ogi_conformance::json::{self, Limits};
use ogi_conformance::{Checker, Facts, Others};
use ogi_diagnostics::Note;
use ogi_import::Hints;
use ogi_report::Language;

use super::other_report::{self, OtherReport};
use crate::arguments::Check;
use crate::error::Error;
use crate::source::{self, Listed, Loaded};

/// The reports to compare with.
pub(crate) struct OtherReports {
    previous: Option<Facts<'static>>,
    children: Option<Vec<Facts<'static>>>,
    about: Vec<About>,
}

/// What a reader should know about one of them.
struct About {
    path: String,
    report: OtherReport,
    year: Option<i64>,
    faults: usize,
}

impl OtherReports {
    /// Reads the reports that the arguments name.
    pub(crate) fn load(arguments: &Check, checker: &Checker, hints: &Hints) -> Result<Self, Error> {
        let previous = arguments.previous.iter().cloned().collect::<Vec<_>>();
        let previous = read(&previous, OtherReport::Previous, checker, hints)?;
        if previous.len() > 1 {
            return Err(Error::OnePrevious {
                found: previous.len(),
            });
        }
        let children = read(&arguments.children, OtherReport::Child, checker, hints)?;
        let (previous, mut about): (Vec<_>, Vec<_>) = previous.into_iter().unzip();
        let (children, about_children): (Vec<_>, Vec<_>) = children.into_iter().unzip();
        about.extend(about_children);
        let children = (!arguments.children.is_empty()).then_some(children);
        Ok(Self {
            previous: previous.into_iter().next(),
            children,
            about,
        })
    }

    /// The same, as the checker takes it.
    pub(crate) fn view(&self) -> Others<'_> {
        Others {
            previous: self.previous.as_ref(),
            children: self.children.as_deref(),
        }
    }

    /// What a reader should know about them when a report of this year is compared with them.
    pub(crate) fn notes(&self, year: Option<i64>, language: Language) -> Vec<Note> {
        self.about
            .iter()
            .flat_map(|about| about.notes(year, language))
            .collect()
    }
}

impl About {
    fn of(path: String, report: OtherReport, loaded: &Loaded, checker: &Checker) -> Self {
        let (year, faults) = match &loaded.reading {
            Some(reading) => (Some(i64::from(reading.report.year().get())), 0),
            None => (
                year(&loaded.bytes),
                checker
                    .check(&loaded.bytes, Others::default())
                    .structure
                    .len(),
            ),
        };
        Self {
            path,
            report,
            year,
            faults,
        }
    }

    fn notes(&self, year: Option<i64>, language: Language) -> impl Iterator<Item = Note> {
        let faults = (self.faults > 0).then(|| Note {
            kind: "faults_of_shape".to_owned(),
            message: other_report::faults_of_shape(self.report, &self.path, self.faults, language),
        });
        let expected = year.map(|year| self.report.year(year));
        let other_year = expected
            .zip(self.year)
            .filter(|(expected, found)| expected != found);
        let other_year = other_year.map(|(expected, found)| Note {
            kind: "other_year".to_owned(),
            message: other_report::other_year(self.report, &self.path, (expected, found), language),
        });
        faults.into_iter().chain(other_year)
    }
}

type Read = (Facts<'static>, About);

fn read(
    paths: &[PathBuf],
    report: OtherReport,
    checker: &Checker,
    hints: &Hints,
) -> Result<Vec<Read>, Error> {
    let one = |Listed {
                   name: path, input, ..
               }: Listed| {
        let loaded = match input.and_then(|input| source::load(&input, hints)) {
            Ok(loaded) => loaded,
            Err(error) if error.is_to_be_skipped() => return Ok(None),
            Err(source) => return Err(Error::Source { path, source }),
        };
        let facts = match &loaded.reading {
            Some(reading) => Some(Facts::from(&reading.report).into_owned()),
            None => checker.facts(&loaded.bytes).ok().flatten(),
        };
        match facts {
            Some(facts) => Ok(Some((facts, About::of(path, report, &loaded, checker)))),
            None => Err(Error::NoReport { path }),
        }
    };
    source::list(paths, &[])
        .into_iter()
        .map(one)
        .filter_map(Result::transpose)
        .collect()
}

/// The year that a document states.
fn year(bytes: &[u8]) -> Option<i64> {
    let document = json::Document::read(bytes, &Limits::default()).ok()?;
    document.at("/year")?.integer()?.try_into().ok()
}
