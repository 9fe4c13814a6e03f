//! The document: a skeleton of the edition with nothing stated, filled with what was read.

use ogi_schema::{Definition, Scalar, Schema, Shape, Type};
use serde_json::{Map, Value, json};

use crate::fill::evidence::{Evidence, How, Note, Refusal};
use crate::find::table::found::{StrayRow, join};
use crate::find::table::places::Other;
use crate::form::Table;
use crate::grid::{Cell, Origin};
use crate::judge::assign::{CellReading, RowReading};
use crate::judge::value::{Missing, Reading};

/// Longest line that a document holds, in characters.
const LINE: usize = 4_000;
/// Longest text that a document holds, in characters.
const TEXT: usize = 1_000_000;
/// Most notes and most extensions that a document holds.
const ITEMS: usize = 10_000;

/// A document in the making.
pub(crate) struct Draft<'a> {
    schema: &'a Schema,
    report: &'a Definition,
    document: Value,
    pub(crate) cell_notes: Vec<Value>,
    pub(crate) extensions: Vec<Value>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) notes: Vec<Note>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(schema: &'a Schema, report: &'a Definition) -> Self {
        let document = skeleton(schema, report);
        Self {
            schema,
            report,
            document,
            cell_notes: Vec::new(),
            extensions: Vec::new(),
            evidence: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Sets a value; objects above it that a document may leave out are added with nothing stated.
    pub(crate) fn set(&mut self, pointer: &str, value: Value) {
        let Some(steps) = self.schema.resolve(self.report, pointer) else {
            return;
        };
        let mut at = &mut self.document;
        for (index, (_, property)) in steps.iter().enumerate() {
            let Some(object) = at.as_object_mut() else {
                return;
            };
            if index + 1 == steps.len() {
                object.insert(property.name.clone(), value);
                return;
            }
            let target = property
                .ty
                .target()
                .and_then(|name| self.schema.definition(name));
            at = object.entry(property.name.clone()).or_insert_with(|| {
                target.map_or(Value::Null, |target| skeleton(self.schema, target))
            });
        }
    }

    /// The document so far, without its lists.
    pub(crate) fn document(&self) -> &Value {
        &self.document
    }

    /// What the document says so far at a place.
    pub(crate) fn value(&self, pointer: &str) -> Option<&Value> {
        self.document.pointer(pointer)
    }

    /// The text that the document says so far at a place.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.value(pointer)?.as_str()
    }

    /// Whether a place holds a text in paragraphs.
    pub(crate) fn holds_text(&self, pointer: &str) -> bool {
        let steps = self
            .schema
            .resolve(self.report, pointer)
            .unwrap_or_default();
        steps
            .last()
            .is_some_and(|(_, property)| property.ty == Type::Ref("Text".to_owned()))
    }

    /// Adds an object or a list with nothing stated, unless there is one.
    pub(crate) fn set_empty(&mut self, pointer: &str) {
        if self.value(pointer).is_none() {
            let target = self.schema.definition_at(self.report, pointer);
            self.set(
                pointer,
                target.map_or_else(|| json!([]), |target| skeleton(self.schema, target)),
            );
        }
    }

    /// Takes back values that make the document illegal: what may be left out is, the rest states nothing.
    pub(crate) fn take_back(&mut self, pointer: &str) {
        let steps = self
            .schema
            .resolve(self.report, pointer)
            .unwrap_or_default();
        let mut at = pointer;
        for (_, property) in steps.iter().rev() {
            let above = at.rsplit_once('/').map_or("", |(above, _)| above);
            if !property.required {
                let object = self
                    .document
                    .pointer_mut(above)
                    .and_then(Value::as_object_mut);
                if let Some(object) = object {
                    object.remove(&property.name);
                }
                return;
            }
            at = above;
        }
        if let Some(nothing) = skeleton(self.schema, self.report).pointer(pointer) {
            self.set(pointer, nothing.clone());
        }
    }

    /// Sets a text, cut to what a document holds.
    pub(crate) fn set_text(&mut self, pointer: &str, text: &str) {
        self.set(pointer, Value::from(cut(text, TEXT)));
    }

    /// Sets something that running text says, with its evidence.
    pub(crate) fn set_said(&mut self, pointer: &str, value: Value, cell: &Cell) {
        self.set(pointer, value);
        self.evidence.push(Evidence {
            pointer: pointer.to_owned(),
            origin: cell.origin,
            printed: cut(&cell.text, LINE),
            how: How::Text,
            repaired: false,
        });
    }

    /// Fills a table with the readings of its rows, one a row of the form.
    pub(crate) fn fill(&mut self, table: &Table, rows: &[Option<RowReading>]) {
        for (spec, row) in table.rows.iter().zip(rows) {
            let Some(row) = row else { continue };
            for other in &row.others {
                self.keep_other(&table.pointer, &row.label, other);
            }
            match &row.cells {
                Ok(cells) => self.fill_row(
                    &spec.pointer,
                    spec.slots.iter().map(|slot| slot.pointer.as_str()),
                    cells,
                ),
                Err(reason) => self.refuse(table, &spec.pointer, *reason, row),
            }
        }
        let is_printed = |row: &Option<RowReading>| {
            row.as_ref()
                .is_some_and(|row| !matches!(row.cells, Err(Refusal::Headers | Refusal::Divided)))
        };
        let printed = table
            .rows
            .iter()
            .zip(rows)
            .map(|(spec, row)| (spec, is_printed(row)));
        let absent: Vec<(&str, bool)> = printed
            .filter(|(spec, printed)| spec.instead_of.is_empty() || *printed)
            .map(|(spec, printed)| (spec.pointer.as_str(), !printed))
            .collect();
        self.note_absent(&table.pointer, &absent);
    }

    /// Fills a row with what was read in its cells.
    pub(crate) fn fill_row<'s>(
        &mut self,
        row: &str,
        slots: impl Iterator<Item = &'s str>,
        cells: &[CellReading],
    ) {
        let is_blank = |cell: &CellReading| cell.reading == Reading::Missing(Missing::Blank);
        let all_blank = cells.iter().all(is_blank);
        if all_blank {
            self.cell_note(row, "", Some(Missing::Blank));
        }
        for (pointer, cell) in slots.zip(cells) {
            let (value, how) = match &cell.reading {
                Reading::Number { value, how } => (value.clone(), *how),
                Reading::Missing(_) => (Value::Null, How::NoNumber),
            };
            match &cell.reading {
                Reading::Missing(missing) if !all_blank => {
                    self.cell_note(pointer, &cell.printed, Some(*missing));
                }
                Reading::Number { value, .. } if cell.printed != plain(value) => {
                    self.cell_note(pointer, &cell.printed, None);
                }
                _ => {}
            }
            self.set(pointer, value);
            if let Some(origin) = cell.origin {
                let slot = pointer;
                let (pointer, printed) = (pointer.to_owned(), cut(&cell.printed, LINE));
                self.evidence.push(Evidence {
                    pointer,
                    origin,
                    printed,
                    how,
                    repaired: cell.repaired,
                });
                self.note_asides(slot, cell, origin);
            }
        }
    }

    fn note_asides(&mut self, at: &str, cell: &CellReading, origin: Origin) {
        for aside in cell.asides.iter() {
            self.notes.push(Note::SetAside {
                at: at.to_owned(),
                look: aside.look,
                cause: aside.cause,
                text: aside.text.to_string(),
                origin,
            });
        }
    }

    fn refuse(&mut self, table: &Table, at: &str, reason: Refusal, row: &RowReading) {
        if let Some(origin) = row.origin {
            let printed = cut(&row.printed, LINE);
            self.notes.push(Note::RowRefused {
                at: at.to_owned(),
                reason,
                printed,
                origin,
            });
        }
        match reason {
            Refusal::Count { .. } | Refusal::Shifted => {
                self.cell_note(at, &row.printed, Some(Missing::Illegible));
            }
            Refusal::Headers | Refusal::Divided => {
                self.extend(&table.pointer, &row.label, &row.printed);
            }
        }
    }

    /// Notes what is not printed, once for the largest part that is wholly absent.
    fn note_absent(&mut self, prefix: &str, rows: &[(&str, bool)]) {
        let within: Vec<(&str, bool)> = rows
            .iter()
            .copied()
            .filter(|(pointer, _)| {
                pointer
                    .strip_prefix(prefix)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .collect();
        if within.iter().all(|(_, absent)| *absent) {
            self.cell_note(prefix, "", Some(Missing::NotPrinted));
            return;
        }
        let mut parts: Vec<&str> = Vec::new();
        for (pointer, _) in within.iter().filter(|(pointer, _)| *pointer != prefix) {
            let rest = &pointer[prefix.len() + 1..];
            let part = &pointer[..prefix.len() + 1 + rest.find('/').unwrap_or(rest.len())];
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        for part in parts {
            self.note_absent(part, &within);
        }
    }

    /// Notes that a narrative is not printed.
    pub(crate) fn note_absent_section(&mut self, pointer: &str) {
        self.cell_note(pointer, "", Some(Missing::NotPrinted));
    }

    fn cell_note(&mut self, at: &str, printed: &str, missing: Option<Missing>) {
        let mut note = Map::new();
        note.insert("at".to_owned(), json!(at));
        if !printed.is_empty() {
            note.insert("printed".to_owned(), json!(cut(printed, LINE)));
        }
        if let Some(missing) = missing {
            note.insert("missing".to_owned(), json!(missing.as_str()));
        }
        self.cell_notes.push(Value::Object(note));
    }

    /// Keeps a row that the form does not have.
    pub(crate) fn keep_unmatched(&mut self, at: &str, row: &StrayRow) {
        let label = cut(&row.label.text, LINE);
        self.notes.push(Note::UnmatchedRow {
            at: at.to_owned(),
            label,
            origin: row
                .cells
                .first()
                .map_or(row.label.origin, |cell| cell.origin),
        });
        self.extend(at, &row.label.text, &join(&row.cells));
    }

    /// Keeps a number in a column that the form does not have.
    fn keep_other(&mut self, at: &str, row: &str, other: &Other) {
        let label = format!("{row} · {}", other.header);
        let (at, origin) = (at.to_owned(), other.cell.origin);
        self.extend(&at, &label, &other.cell.text);
        self.notes.push(Note::UnmatchedColumn {
            at,
            label: cut(&label, LINE),
            origin,
        });
    }

    /// Keeps a sentence that stands where the form has a table.
    pub(crate) fn keep_prose(&mut self, at: &str, cell: &Cell) {
        self.notes.push(Note::TextInTable {
            at: at.to_owned(),
            origin: cell.origin,
        });
        self.extend(at, "", &cell.text);
    }

    fn extend(&mut self, at: &str, label: &str, value: &str) {
        let line = |text: &str| cut(&text.replace('\n', " "), LINE);
        self.extensions
            .push(json!({"at": at, "label": line(label), "value": line(value)}));
    }

    /// The finished document.
    pub(crate) fn finish(mut self) -> (Value, Vec<Evidence>, Vec<Note>) {
        for (name, mut items) in [
            ("cell_notes", self.cell_notes),
            ("extensions", self.extensions),
        ] {
            items.truncate(ITEMS);
            if let Some(object) = self.document.as_object_mut().filter(|_| !items.is_empty()) {
                object.insert(name.to_owned(), Value::from(items));
            }
        }
        (self.document, self.evidence, self.notes)
    }
}

/// An object of a definition with what every document must have, and nothing stated.
fn skeleton(schema: &Schema, definition: &Definition) -> Value {
    let member = |property: &ogi_schema::Property| {
        let value = match &property.ty {
            Type::Edition(code) => json!(code),
            Type::List { .. } => json!([]),
            Type::Ref(name) => match schema
                .definition(name)
                .map(|target| (target, &target.shape))
            {
                Some((target, Shape::Record(_))) => skeleton(schema, target),
                Some((_, Shape::Scalar(scalar))) => nothing(scalar),
                None => Value::Null,
            },
        };
        (property.name.clone(), value)
    };
    definition
        .properties()
        .iter()
        .filter(|property| property.required)
        .map(member)
        .collect()
}

fn nothing(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Enum(words) => words.first().map_or(Value::Null, |word| json!(word)),
        Scalar::Text { .. } => json!(""),
        Scalar::Integer { .. } | Scalar::Decimal { .. } => Value::Null,
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The beginning of a text, as much as a document holds.
fn cut(text: &str, characters: usize) -> String {
    text.char_indices()
        .nth(characters)
        .map_or(text, |(end, _)| &text[..end])
        .to_owned()
}
