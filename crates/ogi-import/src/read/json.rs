//! JSON: pages held in strings, and tables that another program has already read into named numbers.

mod keys;

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::ImportError;
use crate::grid::{Origin, Page, Strip};
use crate::limits::Limits;
use crate::read::places::Places;
use keys::Keys;

/// Depth to which values are looked into; the parser itself stops at 128.
const DEPTH: usize = 100;

/// Reads JSON; `None` where nothing in it can be part of a report, so that it is text like any other.
///
/// Broken JSON still gives the tables in it whose own braces are whole: a lost quotation mark in a narrative does not
/// touch the numbers.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Option<Page>, ImportError> {
    let mut reader = Reader {
        text,
        places: Places::new(text),
        keys: Keys::known(),
        limits,
        page: Page::default(),
        cells: 0,
        found: false,
    };
    reader.page.media_type = "application/json";
    match serde_json::from_str::<&RawValue>(text) {
        Ok(value) => reader.value(value.get(), "", DEPTH)?,
        Err(_) => reader.whole_tables()?,
    }
    Ok(reader.found.then_some(reader.page))
}

/// Places where a table may begin in broken JSON that are tried: each may go on to the end of the file.
const TRIES: usize = 24;

struct Reader<'a> {
    text: &'a str,
    places: Places,
    keys: Keys,
    limits: &'a Limits,
    page: Page,
    /// Cells of the page so far.
    cells: usize,
    found: bool,
}

impl<'a> Reader<'a> {
    fn value(&mut self, json: &'a str, key: &str, depth: usize) -> Result<(), ImportError> {
        let Some(depth) = depth.checked_sub(1) else {
            return Ok(());
        };
        match json.as_bytes().first() {
            Some(b'{') => {
                if self.table(key, json)? {
                    return Ok(());
                }
                members(json)
                    .into_iter()
                    .try_for_each(|(key, value)| self.value(value, &key, depth))
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                items
                    .into_iter()
                    .try_for_each(|item| self.value(item.get(), key, depth))
            }
            Some(b'"') => self.string(json),
            _ => Ok(()),
        }
    }

    /// Tables by their keys alone, in JSON that is broken elsewhere.
    fn whole_tables(&mut self) -> Result<(), ImportError> {
        let names: Vec<String> = self
            .keys
            .sections
            .iter()
            .map(|section| section.key.clone())
            .collect();
        let mut tries = 0;
        for (at, _) in self.text.match_indices('"') {
            let rest = &self.text[at + 1..];
            let Some(name) = names
                .iter()
                .find(|name| rest.strip_prefix(name.as_str()).is_some_and(is_key_end))
            else {
                continue;
            };
            tries += 1;
            if tries > TRIES {
                break;
            }
            let value = rest[name.len() + 1..].trim_start().trim_start_matches(':');
            let first = serde_json::Deserializer::from_str(value)
                .into_iter::<&RawValue>()
                .next();
            if let Some(Ok(value)) = first {
                self.table(name, value.get())?;
            }
        }
        Ok(())
    }

    fn table(&mut self, key: &str, json: &'a str) -> Result<bool, ImportError> {
        let Some(section) = self.keys.sections.iter().find(|section| section.key == key) else {
            return Ok(false);
        };
        let mut numbers = Vec::new();
        leaves(json, "", DEPTH, &mut numbers);
        let cells = numbers.into_iter().filter_map(|(path, json)| {
            let text = serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned());
            let text = if text == "null" { String::new() } else { text };
            Some((
                section.pointer(&path)?,
                (text, self.places.origin(offset(self.text, json))),
            ))
        });
        let strips = self.keys.lay_out(&section.at, &cells.collect());
        let is_table = !strips.is_empty();
        self.found |= is_table;
        self.page.second_hand |= is_table;
        self.push(strips)?;
        Ok(is_table)
    }

    /// A string that holds a page or some of its text.
    fn string(&mut self, json: &'a str) -> Result<(), ImportError> {
        let Ok(content) = serde_json::from_str::<String>(json) else {
            return Ok(());
        };
        if !content
            .chars()
            .any(|c| ('\u{4e00}'..='\u{9fa5}').contains(&c))
        {
            return Ok(());
        }
        let mut page = super::read_text(&content, None, self.limits)?;
        let begins = self.places.line(offset(self.text, json));
        page.move_to_line(begins);
        self.found |= page.strips.len() > 1;
        if page.title.is_some() {
            self.page.title = self.page.title.take().or(page.title);
        }
        self.push(page.strips)
    }

    fn push(&mut self, strips: Vec<Strip>) -> Result<(), ImportError> {
        self.cells += strips.iter().map(|strip| strip.cells.len()).sum::<usize>();
        self.page.strips.extend(strips);
        if self.cells > self.limits.cells {
            Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            })
        } else {
            Ok(())
        }
    }
}

fn is_key_end(rest: &str) -> bool {
    rest.strip_prefix('"')
        .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// The numbers, texts and nulls of an object, each with the keys that lead to it.
fn leaves<'a>(json: &'a str, path: &str, depth: usize, found: &mut Vec<(String, &'a str)>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    for (key, value) in members(json) {
        let path = if path.is_empty() {
            key
        } else {
            format!("{path}/{key}")
        };
        match value.as_bytes().first() {
            Some(b'{') => leaves(value, &path, depth, found),
            Some(b'[') => {}
            _ => found.push((path, value)),
        }
    }
}

/// The members of an object in their order.
fn members(json: &str) -> Vec<(String, &str)> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de str)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                members.push((key, value.get()));
            }
            Ok(members)
        }
    }
    serde_json::Deserializer::from_str(json)
        .deserialize_map(Members)
        .unwrap_or_default()
}

/// A cell of data: what is printed, and where.
type Datum = (String, Origin);
