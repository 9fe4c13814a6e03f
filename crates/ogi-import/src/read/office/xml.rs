//! Markup as a run of tags and texts, whatever their namespaces' prefixes.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::error::ImportError;

/// Depth to which elements may nest: tables in tables of a Word file come to 60.
const DEPTH: usize = 500;

/// A tag or a text.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// A tag opens: its name without prefix, and its attributes.
    Open(&'a str, Attributes<'a>),
    /// A tag closes.
    Close(&'a str),
    /// Characters.
    Text(Cow<'a, str>),
}

/// The attributes of a tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl<'a> Attributes<'a> {
    /// The value of an attribute by its name without prefix.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.find(|key| local(key) == name)
    }

    /// The value of an attribute by its name; blank if it is not there.
    pub(super) fn text(self, name: &str) -> Cow<'a, str> {
        self.get(name).unwrap_or_default()
    }

    /// A whole number of zero or more by the name of its attribute.
    pub(super) fn number<T: std::str::FromStr>(self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether a switch is on: an attribute that is there and does not say no.
    pub(super) fn is_on(self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_yes(&value))
    }

    /// The value of an attribute that carries a prefix, such as `r:id` where an `id` of its own stands beside it.
    pub(super) fn prefixed(self, name: &str) -> Option<Cow<'a, str>> {
        self.find(|key| key.split_once(':').is_some_and(|(_, local)| local == name))
    }

    fn find(self, is: impl Fn(&str) -> bool) -> Option<Cow<'a, str>> {
        let mut attributes = self.0.attributes();
        let mut all = attributes.with_checks(false).filter_map(Result::ok);
        let found = all.find(|attribute| is(attribute.key.into_inner()))?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }
}

/// Whether the value of a switch says yes (ECMA-376, part 1, `ST_OnOff`).
pub(super) fn is_yes(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none" | "no")
}

/// Hands the pieces of markup to a function, in their order. Markup that breaks off ends there.
pub(super) fn read(
    markup: &str,
    mut each: impl FnMut(Piece) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = quick_xml::Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(ImportError::TooDeep {
                        limit: DEPTH,
                        line: 1,
                    });
                }
                each(Piece::Open(
                    local(tag.name().into_inner()),
                    Attributes(&tag),
                ))?;
            }
            Ok(Event::Empty(tag)) => {
                let name = local(tag.name().into_inner());
                each(Piece::Open(name, Attributes(&tag)))?;
                each(Piece::Close(name))?;
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                each(Piece::Close(local(tag.name().into_inner())))?;
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

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
