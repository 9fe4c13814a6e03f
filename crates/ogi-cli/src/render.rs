//! `ogi render`: a report in, the official form of its edition out.

use ogi_conformance::{Checker, Others};
use ogi_diagnostics::Finding;
use ogi_render::{Format, Mark, Options};
use ogi_report::{Language, Report};

use crate::arguments::Render;
use crate::error::Error;
use crate::formats;
use crate::output::Output;
use crate::source::{self, Input, Loaded};
use crate::terminal::{Console, View, tell};

/// Prints a report as the form; the exit status.
///
/// # Errors
/// The report cannot be read, or the form cannot be written.
pub(crate) fn run(arguments: &Render, console: &mut Console) -> Result<u8, Error> {
    let name = arguments.file.to_string_lossy().into_owned();
    let is_binary = matches!(arguments.to, Format::Docx | Format::Xlsx);
    let output = Output::new(
        &arguments.output,
        &[&name],
        is_binary.then(|| arguments.to.extension()),
    )?;
    let input = if name == "-" {
        Input::Stdin
    } else {
        Input::File(arguments.file.clone())
    };
    let unreadable = |source| Error::Source {
        path: name.clone(),
        source,
    };
    let loaded = source::load(&input, &arguments.hints.hints()).map_err(unreadable)?;
    let report = loaded.report().map_err(unreadable)?;
    let marks = if arguments.findings {
        marks(&name, &loaded, &report, console.language)
    } else {
        Vec::new()
    };
    let options = Options {
        marks,
        ..Options::default()
    };
    let form = ogi_render::render(&report, arguments.to, &options);
    let form = form.map_err(|source| Error::Render {
        path: name.clone(),
        source,
    })?;
    output.write(&form, console)?;
    if let Some(reading) = &loaded.reading {
        let view = View::of(console, true);
        tell(&formats::reading_in_words(
            &name,
            reading,
            output.path(),
            view,
        ));
    }
    Ok(0)
}

/// What a check finds in a report, as marks in the order of the form.
fn marks(name: &str, loaded: &Loaded, report: &Report, language: Language) -> Vec<Mark> {
    let file = loaded.check(name, &Checker::default(), Others::default(), language);
    let leaves = report.edition().definition().leaves;
    let rank = |finding: &&Finding| {
        let within = |pointer: &str| {
            pointer
                .strip_prefix(finding.at.as_str())
                .is_some_and(starts_anew)
        };
        leaves.iter().position(|leaf| within(leaf.pointer))
    };
    let mut violations: Vec<&Finding> = file.violations().collect();
    violations.sort_by_key(rank);
    violations
        .into_iter()
        .map(|finding| mark(finding, language))
        .collect()
}

/// Whether what follows a pointer leads to the same place, or into it.
fn starts_anew(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

fn mark(finding: &Finding, language: Language) -> Mark {
    let message =
        ogi_diagnostics::sentence(finding.message.as_deref().unwrap_or_default(), language);
    Mark {
        pointer: finding.at.clone(),
        severity: finding.severity,
        message: ogi_diagnostics::sentences(
            &[&message, &ogi_diagnostics::advice(finding, language)],
            language,
        ),
    }
}
