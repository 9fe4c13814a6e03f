//! Markup of files as a run of tags and texts, whatever their namespaces' prefixes.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::error::ImportError;

/// A tag or a text.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// A tag opens: its name without prefix, and the tag.
    Open(&'a str, Tag<'a>),
    /// A tag closes: its name without prefix.
    Close(&'a str),
    /// Characters.
    Text(Cow<'a, str>),
}

/// A tag that opens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// Its name without prefix.
    pub(super) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl<'a> Tag<'a> {
    fn new(start: &'a BytesStart<'a>) -> Self {
        Self {
            name: local(start.name().into_inner()),
            start,
        }
    }

    /// The value of an attribute by its name without prefix.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.find(|key| local(key) == name)
    }

    /// The value of an attribute by its name; blank if it is not there.
    pub(super) fn text(self, name: &str) -> Cow<'a, str> {
        self.get(name).unwrap_or_default()
    }

    /// The value of an attribute, to be kept.
    pub(super) fn owned(self, name: &str) -> Option<String> {
        self.get(name).map(Cow::into_owned)
    }

    /// The number that an attribute gives.
    pub(super) fn number<T: std::str::FromStr>(self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// A number of times that an attribute gives, one where it gives none.
    pub(super) fn times(self, name: &str) -> usize {
        self.number(name).unwrap_or(1).max(1)
    }

    /// Whether an attribute has a value.
    pub(super) fn says(self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own == value)
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
        let mut attributes = self.start.attributes();
        let mut all = attributes.with_checks(false).filter_map(Result::ok);
        let found = all.find(|attribute| is(attribute.key.into_inner()))?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }
}

/// Whether the value of a switch says yes (ECMA-376, part 1, `ST_OnOff`).
pub(super) fn is_yes(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none" | "no")
}

/// Hands the pieces of markup of a kind of file to a function, in their order, up to a depth.
///
/// # Errors
/// It nests deeper, or it breaks off: what is missing may have said that what was read is not shown.
pub(super) fn read(
    kind: &'static str,
    markup: &str,
    depth: usize,
    mut each: impl FnMut(Piece) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let broken = |why: String| ImportError::Broken { kind, why };
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
                let tag = Tag::new(&start);
                each(Piece::Open(tag.name, tag))?;
            }
            Ok(Event::Empty(start)) => {
                let tag = Tag::new(&start);
                each(Piece::Open(tag.name, tag))?;
                each(Piece::Close(tag.name))?;
            }
            Ok(Event::End(end)) => {
                open = open.saturating_sub(1);
                each(Piece::Close(local(end.name().into_inner())))?;
            }
            Ok(Event::Text(text)) => each(Piece::Text(text.xml10_content()))?,
            Ok(Event::CData(text)) => each(Piece::Text(text.xml10_content()))?,
            Ok(Event::GeneralRef(name)) => {
                let reference = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&reference).unwrap_or_default();
                each(Piece::Text(text))?;
            }
            Ok(Event::Eof) if open > 0 => {
                return Err(broken(format!("{open} elements have no end")));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(broken(error.to_string())),
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
