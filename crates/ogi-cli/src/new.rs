//! `ogi new`: an empty document or form to fill in.

use std::fmt::Display;

use ogi_render::{Format, Options, RenderError};
use ogi_report::{Agency, Report, Year, write_pretty};

use crate::arguments::{New, NewFormat};
use crate::error::Error;
use crate::output::Output;
use crate::terminal::{Console, tell};
use crate::words::{filled, say, words};

/// Gives an empty document or form; what is not given is filled with placeholders, and said so.
///
/// # Errors
/// The name of the agency is empty or too long, or the document cannot be written.
pub(crate) fn run(arguments: &New, console: &mut Console) -> Result<u8, Error> {
    let language = console.language;
    let form = match arguments.to {
        NewFormat::Json => None,
        NewFormat::Docx => Some(Format::Docx),
        NewFormat::Xlsx => Some(Format::Xlsx),
    };
    let output = Output::new(&arguments.output, &[], form.map(Format::extension))?;
    let edition = arguments.edition;
    let placeholder = say(&words().new.name_of_agency, language);
    let name = arguments.agency.as_deref().unwrap_or(placeholder).trim();
    let agency = Agency::new(name.parse().map_err(|_| Error::NoName {
        name: name.to_owned(),
    })?);
    let first = edition
        .as_str()
        .split('-')
        .next()
        .and_then(|year| year.parse().ok());
    let year = arguments
        .year
        .or(first)
        .and_then(|year| Year::try_from(year).ok())
        .unwrap_or(Year::MIN);
    let bytes = to_fill(&edition.empty(year, agency), form);
    output.write(
        &bytes.map_err(|source| Error::Render {
            path: name.to_owned(),
            source,
        })?,
        console,
    )?;
    let missing = [
        ("--year", arguments.year.is_none(), year.to_string()),
        ("--agency", arguments.agency.is_none(), name.to_owned()),
    ];
    for (option, is_missing, value) in &missing {
        if *is_missing {
            let values: [(&str, &dyn Display); 2] = [("option", option), ("value", value)];
            tell(&format!(
                "ogi: {}",
                filled(&words().new.not_given, language, &values)
            ));
        }
    }
    Ok(0)
}

/// The report as a document, or as a form with all that can be filled in.
fn to_fill(report: &Report, form: Option<Format>) -> Result<Vec<u8>, RenderError> {
    match form {
        None => Ok(write_pretty(report).into_bytes()),
        Some(form) => ogi_render::render(
            report,
            form,
            &Options {
                to_fill: true,
                ..Options::default()
            },
        ),
    }
}
