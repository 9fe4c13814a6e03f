//! What the appendix of a form says, put back where the print agrees with it; where it does not, the print stands.

use std::collections::HashMap;

use ogi_report::{CellNote, Extension};
use ogi_schema::{Scalar, appendix};
use serde_json::{Value, json};

use super::Recogniser;
use crate::fill::evidence::Note;
use crate::find::appendix::{Row, squash};
use crate::find::dates;
use crate::find::facts::Said;
use crate::form::label::Label;
use crate::grid::{Page, Strip};

impl<'a> Recogniser<'a> {
    /// The texts of a narrative, told apart by the paragraphs that the appendix counts; `None` where those are not the
    /// ones printed.
    pub(super) fn counted(&self, section: usize) -> Option<Vec<(String, String)>> {
        let appendix = self.appendix.as_ref()?;
        let pointer = &self.form.sections[section].pointer;
        let copy = self.copies.first()?;
        let region = copy
            .regions
            .iter()
            .find(|region| region.section == section)?;
        let mut rest = &self.page.strips[region.strips.clone()];
        let mut texts = Vec::new();
        for (at, count) in appendix.texts(pointer) {
            if let Some(head) = self.head(at) {
                let (printed, below) = rest.split_first()?;
                Label::parse(&printed.text())
                    .same_words(&Label::parse(head))
                    .then_some(())?;
                rest = below;
            }
            let (own, below) = rest.split_at_checked(count)?;
            texts.push((at.to_owned(), appendix.text(at, own)));
            rest = below;
        }
        if let Some(figures) = self.figures(section) {
            rest = rest.get(figures.strips.len()..)?;
        }
        let is_last = copy.regions.last() == Some(region);
        let ends = rest.is_empty() || (is_last && self.is_signature(rest));
        (ends && !texts.is_empty()).then_some(texts)
    }

    /// The head that is printed over a text: all texts of a section but the first have one.
    fn head(&self, at: &str) -> Option<&str> {
        let steps = ogi_schema::standard()
            .schema
            .resolve(self.form.report, at)?;
        let (definition, property) = steps.get(1)?;
        (definition.properties().first()?.name != property.name).then_some(&property.label)
    }

    /// Whether nothing but the agency and a date is printed here.
    fn is_signature(&self, strips: &[Strip]) -> bool {
        let agency = self
            .appendix
            .as_ref()
            .and_then(|appendix| appendix.value("/agency/name"));
        let agency = agency.map(|name| squash(&name));
        strips.iter().all(|strip| {
            let text = strip.text();
            let is_agency = agency.as_ref().is_some_and(|name| squash(&text) == *name);
            is_agency || dates::trailing(&text).is_some_and(|(_, before)| before.is_empty())
        })
    }

    /// The strips of the preamble, if those before it are the title that the appendix says.
    pub(super) fn titled(&self) -> Option<&'a [Strip]> {
        let appendix = self.appendix.as_ref()?;
        let page: &'a Page = self.page;
        let strips = &page.strips[self.copies.first()?.preamble.clone()];
        let count = appendix.paragraphs("/preamble").unwrap_or(0);
        let (title, preamble) = strips.split_at_checked(strips.len().checked_sub(count)?)?;
        let printed: String = title.iter().map(Strip::text).collect();
        (squash(&printed) == self.title()?).then_some(preamble)
    }

    /// The title that the appendix says, squashed.
    fn title(&self) -> Option<String> {
        let appendix = self.appendix.as_ref()?;
        let (agency, year) = (appendix.value("/agency/name")?, appendix.value("/year")?);
        Some(squash(&format!(
            "{agency}{year}年{}",
            self.form.report.label
        )))
    }

    /// Whether what stands before the first section has the title that the appendix says.
    fn has_title(&self) -> bool {
        let Some((title, copy)) = self.title().zip(self.copies.first()) else {
            return false;
        };
        let printed: String = self.page.strips[copy.preamble.clone()]
            .iter()
            .map(Strip::text)
            .collect();
        squash(&printed).contains(&title)
    }

    /// What the appendix says of a fact, if the title agrees or states nothing.
    pub(super) fn in_appendix(&self, at: &str, is_stated: bool) -> Option<Said<String>> {
        let appendix = self
            .appendix
            .as_ref()
            .filter(|_| !is_stated || self.has_title())?;
        Some(Said {
            value: appendix.value(at)?,
            cell: appendix.fact(at)?.cells.last()?.clone(),
        })
    }

    /// Sets what the title says as the appendix spells it, and the preamble below it.
    pub(super) fn restore_title(&mut self, preamble: &[Strip]) {
        let Some(appendix) = self.appendix.take() else {
            return;
        };
        for row in appendix
            .facts
            .iter()
            .filter(|row| matches!(row.at.as_str(), "/year" | "/agency/name"))
        {
            self.restore_value(row);
        }
        if appendix.paragraphs("/preamble").is_some() {
            self.draft
                .set_text("/preamble", &appendix.text("/preamble", preamble));
        }
        self.appendix = Some(appendix);
        self.restore();
    }

    /// Sets the values that the appendix says, except those that the print says as well.
    pub(super) fn restore(&mut self) {
        let Some(appendix) = self.appendix.take() else {
            return;
        };
        let printed_date = self.page.strips.last().and_then(Strip::sole);
        let printed_date = printed_date.and_then(|cell| Some((dates::trailing(&cell.text)?, cell)));
        if let Some(((date, ""), cell)) = printed_date {
            self.draft
                .set_said("/published_on", json!(date.to_string()), cell);
        }
        for row in &appendix.facts {
            match row.at.as_str() {
                "/year" | "/agency/name" | "/edition" => {}
                at if self.draft.holds_text(at) => {}
                "/published_on" => self.restore_unless_printed(row),
                at if row.said() == appendix::PRESENT => self.draft.set_empty(at),
                at if self.is_in_section(at) => self.restore_digits(row),
                _ => self.restore_value(row),
            }
        }
        for row in &appendix.contradicted {
            self.differs(row);
        }
        self.take_back_illegal(&appendix.facts);
        self.restore_notes(&appendix.notes);
        self.restore_extensions(&appendix.extensions);
        self.appendix = Some(appendix);
    }

    /// Takes values back that somebody has changed to what a document cannot hold.
    fn take_back_illegal(&mut self, rows: &[Row]) {
        for _ in rows {
            let Err(error) = ogi_report::read(self.draft.document().to_string().as_bytes()) else {
                return;
            };
            let Some(row) = rows.iter().find(|row| row.at == error.pointer()) else {
                return;
            };
            self.draft.take_back(&row.at);
            self.differs(row);
        }
    }

    fn differs(&mut self, row: &Row) {
        let Some(origin) = row.cells.first().map(|cell| cell.origin) else {
            return;
        };
        self.draft.notes.push(Note::AppendixDiffers {
            at: row.at.clone(),
            said: row.said().to_owned(),
            origin,
        });
    }

    fn is_in_section(&self, at: &str) -> bool {
        self.form.sections.iter().any(|section| {
            at.strip_prefix(section.pointer.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn restore_unless_printed(&mut self, row: &Row) {
        match self.draft.text(&row.at) {
            None => self.restore_value(row),
            Some(printed) if printed == row.said() => {}
            Some(_) => self.differs(row),
        }
    }

    /// The digits of an amount: a spreadsheet does not keep the zeros at its end.
    fn restore_digits(&mut self, row: &Row) {
        let bare = |digits: &str| match digits.split_once('.') {
            Some((whole, fraction)) => {
                (whole.to_owned(), fraction.trim_end_matches('0').to_owned())
            }
            None => (digits.to_owned(), String::new()),
        };
        match self.draft.text(&row.at) {
            Some(printed) if bare(printed) == bare(row.said()) => self.restore_value(row),
            _ => self.differs(row),
        }
    }

    fn restore_value(&mut self, row: &Row) {
        let Some(cell) = row.cells.last() else { return };
        let schema = &ogi_schema::standard().schema;
        let scalar = schema
            .definition_at(self.form.report, &row.at)
            .and_then(|definition| definition.scalar());
        let value = appendix::read(row.said()).map(|text| match scalar {
            Some(Scalar::Integer { .. }) => text.parse::<i64>().map_or(Value::Null, Value::from),
            _ => Value::from(text),
        });
        match value {
            Some(value) => self.draft.set_said(&row.at, value, cell),
            None => self.differs(row),
        }
    }

    /// The notes on cells as they were, but for cells that now say something else.
    fn restore_notes(&mut self, rows: &[Row]) {
        let own = std::mem::take(&mut self.draft.cell_notes);
        let printed: HashMap<String, String> = self
            .draft
            .evidence
            .iter()
            .map(|evidence| (evidence.pointer.clone(), squash(&evidence.printed)))
            .collect();
        let mut notes = Vec::new();
        for row in rows {
            match self.note(row, &printed).filter(is_legal::<CellNote>) {
                Some(note) => notes.push(note),
                None => self.differs(row),
            }
        }
        let listed = |at: &str| notes.iter().any(|note: &Value| note["at"] == at);
        let kept: Vec<Value> = own
            .into_iter()
            .filter(|note| {
                note["at"]
                    .as_str()
                    .is_some_and(|at| !listed(at) && self.is_news(at, note))
            })
            .collect();
        notes.extend(kept);
        self.draft.cell_notes = notes;
    }

    /// A note of the appendix as JSON, unless its cell says something else now.
    fn note(&self, row: &Row, printed: &HashMap<String, String>) -> Option<Value> {
        let [_, said, why] = &row.cells[..] else {
            return None;
        };
        let reasons = ogi_schema::standard().code_list("missing-reason")?;
        let code = |label: &str| {
            reasons
                .codes
                .iter()
                .find(|code| code.label == label)
                .map(|code| code.code.clone())
        };
        let missing = match &*why.text {
            appendix::NOTHING => None,
            label => Some(code(label)?),
        };
        let said = appendix::read(&said.text);
        let value = self.draft.value(&row.at);
        let is_cell = printed.contains_key(&row.at);
        if is_cell && missing.is_some() && value.is_some_and(|value| !value.is_null()) {
            return None;
        }
        let text = said.as_deref().unwrap_or_default();
        let shown = if appendix::shows(text, missing.as_deref()) {
            squash(text)
        } else {
            String::new()
        };
        if is_cell
            && value.is_some_and(Value::is_null)
            && printed.get(&row.at).is_some_and(|now| *now != shown)
        {
            return None;
        }
        let mut note = json!({"at": row.at});
        for (name, text) in [("printed", said), ("missing", missing)] {
            if let Some(text) = text {
                note[name] = json!(text);
            }
        }
        Some(note)
    }

    /// Whether a note of this reading says more than that a form was printed with nothing in a cell.
    fn is_news(&self, at: &str, note: &Value) -> bool {
        let rows = self.form.tables.iter().flat_map(|table| &table.rows);
        let replaced = || {
            rows.clone().any(|row| {
                row.instead_of.iter().any(|other| other == at)
                    && self.draft.value(&row.pointer).is_some()
            })
        };
        let unlabelled = || {
            rows.clone()
                .any(|row| row.label.is_none() && row.pointer.starts_with(at))
        };
        match note["missing"].as_str() {
            Some("blank") => false,
            Some("not_printed") => !replaced() && !unlabelled(),
            _ => true,
        }
    }

    fn restore_extensions(&mut self, rows: &[Row]) {
        let mut extensions = Vec::new();
        for row in rows {
            let cell = |at: usize| {
                row.cells
                    .get(at)
                    .and_then(|cell| appendix::read(&cell.text))
            };
            let mut extension = json!({"label": cell(0), "value": cell(1)});
            if row.at != appendix::NOTHING {
                extension["at"] = json!(row.at);
            }
            match Some(extension).filter(is_legal::<Extension>) {
                Some(extension) => extensions.push(extension),
                None => self.differs(row),
            }
        }
        extensions.append(&mut self.draft.extensions);
        self.draft.extensions = extensions;
    }
}

/// Whether a document can hold this.
fn is_legal<T: serde::de::DeserializeOwned>(value: &Value) -> bool {
    serde_json::from_value::<T>(value.clone()).is_ok()
}
