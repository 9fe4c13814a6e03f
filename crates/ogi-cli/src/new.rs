//! `ogi new`: an empty document to fill in.

use ogi_report::{Agency, Edition, Year, write_pretty};

use crate::arguments::New;
use crate::console::{Console, tell};
use crate::error::Error;
use crate::language::say;

/// Prints an empty document; what is not given is filled with placeholders, and said so.
///
/// # Errors
/// The name of the agency is empty or too long, or standard output cannot be written.
pub(crate) fn run(arguments: &New, console: &mut Console) -> Result<u8, Error> {
    let language = console.language;
    let edition = Edition::parse(&arguments.edition).unwrap_or(Edition::V2021);
    let placeholder = say(language, "（机关名称）", "(name of the agency)");
    let name = arguments.agency.as_deref().unwrap_or(placeholder).trim();
    let agency = Agency::new(name.parse().map_err(|_| Error::NoName { name: name.to_owned() })?);
    let first = edition.as_str().split('-').next().and_then(|year| year.parse().ok());
    let year = arguments.year.or(first).and_then(|year| Year::try_from(year).ok()).unwrap_or(Year::MIN);
    console.print(&write_pretty(&edition.empty(year, agency))).map_err(|source| Error::Output { source })?;
    let missing = [
        ("--year", arguments.year.is_none(), year.to_string()),
        ("--agency", arguments.agency.is_none(), name.to_owned()),
    ];
    for (option, _, value) in missing.into_iter().filter(|(_, missing, _)| *missing) {
        let said = say(language, "没有给出，文件中暂填占位", "was not given; the document holds the placeholder");
        tell(&format!("ogi: {option} {said} {value}"));
    }
    Ok(0)
}
