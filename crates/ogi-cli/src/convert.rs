//! `ogi convert`: a report from JSON to XML, or from XML to JSON.

use ogi_report::{Report, read, write, write_pretty};
use ogi_xml::XmlError;

use crate::arguments::{Convert, ConvertTo};
use crate::error::{ConvertError, Error};
use crate::formats;
use crate::output::Output;
use crate::source::{self, Input};
use crate::terminal::{Console, View, tell};

/// Converts a valid report; the exit status.
///
/// # Errors
/// The file cannot be read, is not a valid report, or has no form in XML; or the output cannot be written.
pub(crate) fn run(arguments: &Convert, console: &mut Console) -> Result<u8, Error> {
    let name = arguments.file.to_string_lossy().into_owned();
    let output = Output::new(&arguments.output, &[&name], None)?;
    let input = if name == "-" {
        Input::Stdin
    } else {
        Input::File(arguments.file.clone())
    };
    let unreadable = |source| Error::Source {
        path: name.clone(),
        source,
    };
    let unconvertible = |source| Error::Convert {
        path: name.clone(),
        source,
    };
    match arguments.to {
        ConvertTo::Xml => {
            let loaded = source::load(&input, &arguments.hints.hints()).map_err(unreadable)?;
            let report = loaded.report().map_err(unreadable)?;
            let xml = to_xml(&report).map_err(|error| unconvertible(error.into()))?;
            output.write(xml.as_bytes(), console)?;
            if let Some(reading) = &loaded.reading {
                let view = View::of(console, true);
                tell(&formats::reading_in_words(
                    &name,
                    reading,
                    output.path(),
                    view,
                ));
            }
        }
        ConvertTo::Json => {
            let bytes = source::read(&input).map_err(unreadable)?;
            let report = from_xml(&bytes).map_err(unconvertible)?;
            output.write(write_pretty(&report).as_bytes(), console)?;
        }
    }
    Ok(0)
}

fn to_xml(report: &Report) -> Result<String, XmlError> {
    let document = serde_json::from_str(&write(report))
        .unwrap_or_else(|error| unreachable!("a report is JSON: {error}"));
    ogi_xml::to_xml(&document)
}

fn from_xml(bytes: &[u8]) -> Result<Report, ConvertError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ConvertError::NotUtf8)?;
    let document = ogi_xml::from_xml(text)?;
    read(document.to_string().as_bytes()).map_err(|error| ConvertError::Invalid {
        pointer: error.pointer().to_owned(),
    })
}
