//! Markup as a run of tags and texts, whatever their namespaces' prefixes.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::error::ImportError;

/// A tag or a text.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// A tag opens: its name and attributes without prefixes.
    Open(String, HashMap<String, String>),
    /// A tag closes.
    Close(String),
    /// Characters.
    Text(String),
}

/// Hands the pieces of markup to a function, in their order. Markup that breaks off ends there.
pub(super) fn read(
    markup: &str,
    mut each: impl FnMut(Piece) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut reader = quick_xml::Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => each(open(&tag))?,
            Ok(Event::Empty(tag)) => {
                each(open(&tag))?;
                each(Piece::Close(local(tag.local_name().as_ref())))?;
            }
            Ok(Event::End(tag)) => each(Piece::Close(local(tag.local_name().as_ref())))?,
            Ok(Event::Text(text)) => each(Piece::Text(text.xml10_content().into_owned()))?,
            Ok(Event::CData(text)) => each(Piece::Text(text.xml10_content().into_owned()))?,
            Ok(Event::GeneralRef(name)) => {
                let text =
                    quick_xml::escape::unescape(&format!("&{};", &*name)).map(Cow::into_owned);
                each(Piece::Text(text.unwrap_or_default()))?;
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn open(tag: &BytesStart) -> Piece {
    let mut attributes = HashMap::new();
    for attribute in tag.attributes().with_checks(false).filter_map(Result::ok) {
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map(Cow::into_owned)
            .unwrap_or_default();
        attributes.insert(local(attribute.key.local_name().as_ref()), value);
    }
    Piece::Open(local(tag.local_name().as_ref()), attributes)
}

fn local(name: &str) -> String {
    name.to_owned()
}
