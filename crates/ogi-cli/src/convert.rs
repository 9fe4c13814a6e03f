//! `ogi convert`: a report from JSON to XML, or from XML to JSON.

use ogi_report::{Language, Report, read, write, write_pretty};
use ogi_xml::XmlError;

use crate::arguments::{Convert, ConvertTo};
use crate::check::hints;
use crate::console::{Console, tell};
use crate::error::Error;
use crate::import;
use crate::language::say;
use crate::output::Output;
use crate::source::{self, Input};

/// Why a report could not be converted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConvertError {
    #[error(transparent)]
    Xml(#[from] XmlError),
    #[error("the text is not UTF-8")]
    NotUtf8,
    #[error("the report is not valid at {pointer}; validate the XML with the published XML Schema")]
    Invalid { pointer: String },
}

impl ConvertError {
    /// Why, in the language. What is wrong with XML is said in English, as every parser of XML does.
    pub(crate) fn say(&self, language: Language) -> String {
        let chinese = match self {
            Self::Xml(XmlError::Syntax { source }) => {
                let said = say(language, "不是完好的 XML", "not well-formed XML");
                return format!("{said}: {source}");
            }
            Self::Xml(error) => return error.to_string(),
            Self::NotUtf8 => "不是 UTF-8 编码".to_owned(),
            Self::Invalid { pointer } => {
                format!("{pointer} 处不合标准；请用公布的 XML Schema 校验该 XML")
            }
        };
        match language {
            Language::Chinese => chinese,
            Language::English => self.to_string(),
        }
    }
}

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
            let loaded = source::load(&input, &hints(&arguments.hints)).map_err(unreadable)?;
            let report = loaded.report().map_err(unreadable)?;
            let xml = to_xml(&report).map_err(|error| unconvertible(error.into()))?;
            output.write(xml.as_bytes(), console)?;
            if let Some(reading) = &loaded.reading {
                tell(&import::reading_in_words(
                    &name,
                    reading,
                    output.path(),
                    console,
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
