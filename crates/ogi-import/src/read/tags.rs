//! Markup of files in archives as a run of tags and texts, whatever their namespaces' prefixes.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::error::ImportError;

/// A tag or a text.
pub(super) enum Piece<'a> {
    /// A tag opens.
    Open(Tag<'a>),
    /// A tag closes: its name without prefix.
    Close(&'a str),
    /// Characters.
    Text(Cow<'a, str>),
}

/// A tag that opens.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    /// Its name without prefix.
    pub(super) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut all = attributes.with_checks(false).filter_map(Result::ok);
        let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()
            .map(Cow::into_owned)
    }

    /// A number of times that an attribute gives, one where it gives none.
    pub(super) fn times(&self, name: &str) -> usize {
        self.get(name)
            .and_then(|value| value.trim().parse().ok())
            .unwrap_or(1)
            .max(1)
    }

    /// Whether an attribute has a value.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own == value)
    }
}

/// Hands the pieces of markup to a function, in their order, up to a depth. Markup that breaks off ends there.
pub(super) fn read(
    markup: &str,
    depth: usize,
    mut each: impl FnMut(Piece) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = quick_xml::Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    let mut open = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                open += 1;
                if open > depth {
                    return Err(ImportError::TooDeep {
                        limit: depth,
                        line: 1,
                    });
                }
                let name = start.local_name();
                each(Piece::Open(Tag {
                    name: name.as_ref(),
                    start: &start,
                }))?;
            }
            Ok(Event::Empty(start)) => {
                let name = start.local_name();
                each(Piece::Open(Tag {
                    name: name.as_ref(),
                    start: &start,
                }))?;
                each(Piece::Close(name.as_ref()))?;
            }
            Ok(Event::End(end)) => {
                open = open.saturating_sub(1);
                each(Piece::Close(end.local_name().as_ref()))?;
            }
            Ok(Event::Text(text)) => each(Piece::Text(text.xml10_content()))?,
            Ok(Event::CData(text)) => each(Piece::Text(text.xml10_content()))?,
            Ok(Event::GeneralRef(name)) => {
                let reference = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&reference).unwrap_or_default();
                each(Piece::Text(text))?;
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}
