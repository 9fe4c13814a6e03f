//! What the appendix of a form says, put back where the print agrees with it; where it does not, the print stands.

use std::collections::{HashMap, HashSet};

use ogi_report::definition::LeafKind;
use ogi_report::{CellNote, Exact, Extension, Leaf, Line, Missing, MissingReason, Pointer};
use ogi_schema::{Type, appendix};

use super::Recogniser;
use crate::fill::draft::NotSet;
use crate::find::appendix::{Appendix, Row, squash};
use crate::find::dates;
use crate::find::facts::Said;
use crate::form::Slot;
use crate::grid::{Page, Strip};
use crate::note::Note;
use crate::printed::label::Label;

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
            let text = appendix.text("/preamble", preamble);
            self.draft.set_text("/preamble", &text);
        }
        self.appendix = Some(appendix);
        self.restore();
    }

    /// Sets the values that the appendix says, except those that the print says as well.
    pub(super) fn restore(&mut self) {
        let Some(appendix) = self.appendix.take() else {
            return;
        };
        self.restore_printed_date();
        for row in &appendix.facts {
            match row.at.as_str() {
                "/year" | "/agency/name" | "/edition" => {}
                at if self.holds_text(at) => {}
                "/published_on" => self.restore_unless_printed(row),
                at if row.said() == appendix::PRESENT => self.draft.begin(at),
                at if self.is_in_section(at) => self.restore_digits(row),
                _ => self.restore_value(row),
            }
        }
        for row in &appendix.contradicted {
            self.differs(row);
        }
        for object in self.draft.take_back_halves() {
            let within = |row: &&Row| is_within(&row.at, &object);
            appendix
                .facts
                .iter()
                .filter(within)
                .for_each(|row| self.differs(row));
        }
        self.restore_notes(&appendix);
        self.restore_extensions(&appendix);
        self.appendix = Some(appendix);
    }

    /// Sets the date that stands alone on the last line.
    fn restore_printed_date(&mut self) {
        let Some(cell) = self.page.strips.last().and_then(Strip::sole) else {
            return;
        };
        if let Some((date, "")) = dates::trailing(&cell.text) {
            let _ = self
                .draft
                .set_said("/published_on", &date.to_string(), cell);
        }
    }

    /// Whether a place holds a text in paragraphs.
    fn holds_text(&self, pointer: &str) -> bool {
        let schema = &ogi_schema::standard().schema;
        let steps = schema
            .resolve(self.form.report, pointer)
            .unwrap_or_default();
        steps
            .last()
            .is_some_and(|(_, property)| property.ty == Type::Ref("Text".to_owned()))
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
        let mut sections = self.form.sections.iter();
        sections.any(|section| is_within(at, &section.pointer))
    }

    fn restore_unless_printed(&mut self, row: &Row) {
        match self.draft.get(&row.at).text() {
            None => self.restore_value(row),
            Some(printed) if printed == row.said() => {}
            Some(_) => self.differs(row),
        }
    }

    /// The digits of an amount: a spreadsheet does not keep the zeros at its end.
    fn restore_digits(&mut self, row: &Row) {
        let printed = self.draft.get(&row.at).number();
        let is_same = printed.is_some() && printed == row.said().parse::<Exact>().ok();
        if is_same && self.kind(&row.at) == Some(LeafKind::Decimal) {
            self.restore_value(row);
        } else {
            self.differs(row);
        }
    }

    fn restore_value(&mut self, row: &Row) {
        let Some(cell) = row.cells.last() else { return };
        let Some(said) = appendix::read(row.said()) else {
            return self.differs(row);
        };
        let value = match self.kind(&row.at) {
            Some(LeafKind::Integer) => said.parse().map_or(Leaf::Invalid, Leaf::Number),
            _ => Leaf::Text(&said),
        };
        if let Err(NotSet) = self.draft.set_said(&row.at, value, cell) {
            self.differs(row);
        }
    }

    /// What a place holds; `None` where the form has no single value.
    fn kind(&self, at: &str) -> Option<LeafKind> {
        let report = self.form.edition.definition();
        report.leaves.kind(report.leaf(at)?)
    }

    /// The notes on cells as they were, but for cells that now say something else.
    fn restore_notes(&mut self, appendix: &Appendix) {
        let own = self.draft.cell_notes.take().unwrap_or_default();
        let printed: HashMap<String, String> = self
            .draft
            .evidence
            .iter()
            .map(|evidence| (evidence.pointer.clone(), squash(&evidence.printed)))
            .collect();
        let mut notes = Vec::new();
        for row in &appendix.notes {
            match self.note(row, &printed) {
                Some(note) => notes.push(note),
                None => self.differs(row),
            }
        }
        let mut listed: HashSet<Pointer> = HashSet::new();
        listed.extend(notes.iter().map(|note| note.at.clone()));
        let kept = own
            .into_iter()
            .filter(|note| !listed.contains(&note.at) && self.is_news(note));
        notes.extend(kept);
        self.draft.cell_notes = list(notes, appendix, "/cell_notes");
    }

    /// A note of the appendix, unless its cell says something else now.
    fn note(&self, row: &Row, printed: &HashMap<String, String>) -> Option<CellNote> {
        let [_, said, why] = &row.cells[..] else {
            return None;
        };
        let missing = match &*why.text {
            appendix::NOTHING => None,
            label => Some(missing_reason(label)?),
        };
        let said = appendix::read(&said.text);
        let stated = self.draft.get(&row.at);
        let now = printed.get(&row.at);
        if now.is_some() && missing.is_some() && stated.missing().is_none() {
            return None;
        }
        let text = said.as_deref().unwrap_or_default();
        let shown = if appendix::shows(text, missing.as_ref().map(MissingReason::as_ref)) {
            squash(text)
        } else {
            String::new()
        };
        if stated == Leaf::Blank && now.is_some_and(|now| *now != shown) {
            return None;
        }
        Some(CellNote {
            at: row.at.parse().ok()?,
            printed: match said {
                Some(said) => Some(said.try_into().ok()?),
                None => None,
            },
            missing,
        })
    }

    /// Whether a note of this reading says more than that a form was printed with nothing in a cell.
    fn is_news(&self, note: &CellNote) -> bool {
        match note.missing {
            Some(MissingReason::Blank) => false,
            Some(MissingReason::NotPrinted) => {
                !self.is_replaced(note.at.as_str()) && !self.is_unlabelled(note.at.as_str())
            }
            _ => true,
        }
    }

    /// Whether a row is there that stands instead of this one.
    fn is_replaced(&self, at: &str) -> bool {
        let mut rows = self.form.tables.iter().flat_map(|table| &table.rows);
        rows.any(|row| {
            let is_there =
                |slot: &Slot| self.draft.get(&slot.pointer).missing() != Some(Missing::Absent);
            row.instead_of.iter().any(|other| other == at) && row.slots.iter().any(is_there)
        })
    }

    /// Whether a row without a label of its own stands at or below a place.
    fn is_unlabelled(&self, at: &str) -> bool {
        let mut rows = self.form.tables.iter().flat_map(|table| &table.rows);
        rows.any(|row| row.label.is_none() && row.pointer.starts_with(at))
    }

    fn restore_extensions(&mut self, appendix: &Appendix) {
        let own = self.draft.extensions.take().unwrap_or_default();
        let mut extensions = Vec::new();
        for row in &appendix.extensions {
            match extension(row) {
                Some(extension) => extensions.push(extension),
                None => self.differs(row),
            }
        }
        extensions.extend(own);
        self.draft.extensions = list(extensions, appendix, "/extensions");
    }
}

/// An extension of the appendix; `None` where a report cannot hold it.
fn extension(row: &Row) -> Option<Extension> {
    let line = |cell: usize| Line::try_from(appendix::read(&row.cells.get(cell)?.text)?).ok();
    Some(Extension {
        at: match row.at.as_str() {
            appendix::NOTHING => None,
            at => Some(at.parse().ok()?),
        },
        label: line(0)?,
        value: line(1)?,
    })
}

/// The reason that the appendix calls by this label.
fn missing_reason(label: &str) -> Option<MissingReason> {
    let reasons = ogi_schema::standard().code_list("missing-reason")?;
    let code = reasons.codes.iter().find(|code| code.label == label)?;
    code.code.parse().ok()
}

/// A list of the report: an empty one is there only if the appendix says so.
fn list<T>(items: Vec<T>, appendix: &Appendix, at: &str) -> Option<Vec<T>> {
    (!items.is_empty() || appendix.has(at)).then_some(items)
}

fn is_within(at: &str, object: &str) -> bool {
    at.strip_prefix(object)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
