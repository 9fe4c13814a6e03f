//! One file in: a document of the standard, or a published report that is read into one.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use ogi_diagnostics::Reading;
use ogi_import::{Hints, ImportError, Imported};

use super::{Input, SourceError};
use crate::guard::guarded;

/// More than any report has; beyond it nothing is read.
const LIMIT: u64 = 32 << 20;

/// What was read.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The file as it is.
    pub(crate) bytes: Vec<u8>,
    /// How a published report was read; `None` for a document of the standard.
    pub(crate) reading: Option<Reading>,
}

/// What was read, with each of the reports that a file holds.
#[derive(Debug)]
pub(crate) struct LoadedEach {
    /// The file as it is.
    pub(crate) bytes: Vec<u8>,
    /// How each published report was read, or why it was not; empty for a document of the standard.
    pub(crate) readings: Vec<Result<Reading, SourceError>>,
}

/// Reads a file and tells what it is by its content.
///
/// # Errors
/// The file cannot be read, or is no report. One that was met in a folder and shows nothing of a report is to be passed
/// over ([`SourceError::NotAReport`]); one that was named is an error.
pub(crate) fn load(input: &Input, hints: &Hints) -> Result<Loaded, SourceError> {
    let LoadedEach {
        bytes,
        mut readings,
    } = load_by(input, hints, read_one)?;
    Ok(Loaded {
        bytes,
        reading: readings.pop().transpose()?,
    })
}

/// Reads a file as [`load`] does, with each of its reports where it holds several and the hints choose none of them.
///
/// # Errors
/// As [`load`].
pub(crate) fn load_each(input: &Input, hints: &Hints) -> Result<LoadedEach, SourceError> {
    load_by(input, hints, read_each)
}

/// What a file gives: each of its reports, or why there is none of it.
type Each = Vec<Result<Imported, ImportError>>;

fn read_one(bytes: &[u8], hints: &Hints) -> Result<Each, ImportError> {
    ogi_import::read_with(bytes, hints).map(|imported| vec![Ok(imported)])
}

fn read_each(bytes: &[u8], hints: &Hints) -> Result<Each, ImportError> {
    match read_one(bytes, hints) {
        Err(ImportError::Several { .. }) => ogi_import::read_all(bytes, hints),
        one => one,
    }
}

fn load_by(
    input: &Input,
    hints: &Hints,
    read_published: fn(&[u8], &Hints) -> Result<Each, ImportError>,
) -> Result<LoadedEach, SourceError> {
    let (path, met) = match input {
        Input::Stdin => (None, false),
        Input::File(path) => (Some(path.as_path()), false),
        Input::Met(path) => (Some(path.as_path()), true),
    };
    if met && path.is_some_and(is_about_the_folder) {
        return Err(SourceError::NotAReport);
    }
    let bytes = read(input)?;
    let named_json = path.is_some_and(|path| has_extension(path, &["json"]));
    if bytes.is_empty() && !named_json {
        return Err(SourceError::Empty);
    }
    let is_json = looks_like_json(&bytes);
    if is_json && names_an_edition(&bytes) {
        return Ok(LoadedEach {
            bytes,
            readings: Vec::new(),
        });
    }
    let file_name = path
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned());
    let hints = Hints {
        file_name,
        ..hints.clone()
    };
    match guarded(|| read_published(&bytes, &hints))? {
        Ok(imported) => {
            let readings = imported.into_iter().map(|imported| match imported {
                Ok(imported) => Ok(Reading::new(imported)),
                Err(source) => Err(SourceError::Import { source }),
            });
            Ok(LoadedEach {
                bytes,
                readings: readings.collect(),
            })
        }
        Err(source @ (ImportError::Unstated { .. } | ImportError::Several { .. })) => {
            Err(SourceError::Import { source })
        }
        Err(ImportError::NoReport)
            if met
                && !speaks_of_a_report(&bytes)
                && path.is_some_and(|path| has_extension(path, TEXT)) =>
        {
            Err(SourceError::NotAReport)
        }
        // Whatever it is, it was meant to be JSON, and the checker says what is wrong with it.
        Err(_) if is_json => Ok(LoadedEach {
            bytes,
            readings: Vec::new(),
        }),
        Err(
            ImportError::NoReport
            | ImportError::UnknownText { .. }
            | ImportError::Unsupported { .. },
        ) if named_json => Ok(LoadedEach {
            bytes,
            readings: Vec::new(),
        }),
        Err(source) => Err(SourceError::Import { source }),
    }
}

/// Extensions of what may stand among reports without being one; a PDF, Word or Excel file without tables may be the
/// picture of a report.
const TEXT: &[&str] = &["json", "txt", "md", "html", "htm"];

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|extension| {
        extensions
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether a file is by its name about the folder that it stands in.
fn is_about_the_folder(path: &Path) -> bool {
    let stem = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_uppercase())
        .unwrap_or_default();
    has_extension(path, &["md", "txt"])
        && ["README", "LICENSE", "LICENCE"]
            .iter()
            .any(|name| stem.starts_with(name))
}

/// The bytes of a file.
///
/// # Errors
/// The file cannot be read, or it is larger than any report.
pub(crate) fn read(input: &Input) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    let length = match input {
        Input::Stdin => io::stdin()
            .lock()
            .take(LIMIT + 1)
            .read_to_end(&mut bytes)
            .map(|read| read as u64),
        Input::File(path) | Input::Met(path) => File::open(path).and_then(|file| {
            let length = file.metadata().map_or(0, |about| about.len());
            if length > LIMIT {
                return Ok(length);
            }
            bytes.reserve(usize::try_from(length).unwrap_or(0) + 1);
            file.take(LIMIT + 1)
                .read_to_end(&mut bytes)
                .map(|read| read as u64)
        }),
    };
    if length.map_err(|source| SourceError::Read { source })? > LIMIT {
        return Err(SourceError::TooLarge { limit: LIMIT });
    }
    Ok(bytes)
}

/// Whether JSON is meant to be a document of the standard, and not the data of another program that holds a report.
fn names_an_edition(bytes: &[u8]) -> bool {
    contains(bytes, b"\"edition\"")
}

/// Whether a file without a table of a report is about one all the same: text that speaks of 信息公开, in UTF-8 or
/// GB 18030, or JSON that names a table of the standard.
fn speaks_of_a_report(bytes: &[u8]) -> bool {
    let words: [&[u8]; 3] = [
        "信息公开".as_bytes(),
        "信息公開".as_bytes(),
        b"\xd0\xc5\xcf\xa2\xb9\xab\xbf\xaa",
    ];
    let mut tables = ogi_schema::standard()
        .forms
        .iter()
        .flat_map(|form| &form.tables);
    words.into_iter().any(|words| contains(bytes, words))
        || looks_like_json(bytes)
            && tables.any(|table| contains(bytes, format!("\"{}\"", table.section).as_bytes()))
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(bytes, words).is_some()
}

/// Whether bytes begin as a JSON object does, a byte order mark and blanks aside.
///
/// A backslash after the brace begins rich text (RTF). A list is taken for JSON only where it goes on as one: pages may begin with words in brackets.
fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.trim_ascii_start() {
        [b'{', b'\\', ..] => false,
        [b'{', ..] => true,
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [b'{' | b'[' | b'"' | b']', ..]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{looks_like_json, speaks_of_a_report};

    #[test]
    fn what_speaks_of_a_report_is_not_passed_over() {
        let cases: [(&[u8], bool); 5] = [
            ("2022年政府信息公开工作年度报告".as_bytes(), true),
            (
                b"<p>\xd5\xfe\xb8\xae\xd0\xc5\xcf\xa2\xb9\xab\xbf\xaa</p>",
                true,
            ),
            (b"{\"year\": 2023, \"requests\": {}}", true),
            (b"{\"name\": \"package\"}", false),
            (b"requests: none", false),
        ];
        for (bytes, expected) in cases {
            assert_eq!(
                speaks_of_a_report(bytes),
                expected,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }

    #[test]
    fn content_tells_a_document_from_a_page() {
        let cases: [(&str, bool); 8] = [
            ("{\"edition\": 1}", true),
            ("\u{feff} \n{", true),
            ("[{}]", true),
            ("[字体：大 中 小]", false),
            ("<html>", false),
            ("一、总体情况", false),
            ("", false),
            ("2025年", false),
        ];
        for (text, expected) in cases {
            assert_eq!(looks_like_json(text.as_bytes()), expected, "{text}");
        }
    }
}
