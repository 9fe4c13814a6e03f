//! Tables of figures within a narrative, such as the information processing fee in section six: they stand under their
//! own labels, which no form prints.

use std::ops::Range;

use ogi_schema::{Definition, Property};

use super::Recogniser;
use crate::find::table::units::notes_before;
use crate::grid::{Cell, Strip};
use crate::judge::assign::CellReading;
use crate::printed::label::Label;
use crate::printed::unit::{self, Unit};
use crate::printed::value::Kind;

/// A table of figures as printed.
pub(super) struct Figures {
    /// Its strips among those of the section, title included.
    pub(super) strips: Range<usize>,
    /// JSON Pointer of its object.
    pub(super) pointer: String,
    /// Its numbers, with their pointers.
    pub(super) cells: Vec<(String, CellReading)>,
}

impl Recogniser<'_> {
    /// The table of figures in a narrative, from the first copy of it.
    pub(super) fn figures(&self, section: usize) -> Option<Figures> {
        let schema = &ogi_schema::standard().schema;
        let pointer = &self.form.sections[section].pointer;
        let narrative = schema.definition_at(self.form.report, pointer)?;
        let region = self
            .copies
            .first()?
            .regions
            .iter()
            .find(|region| region.section == section)?;
        let strips = &self.page.strips[region.strips.clone()];
        narrative.properties().iter().find_map(|property| {
            let target = schema.definition(property.ty.target()?)?;
            (!target.properties().is_empty()).then_some(())?;
            find(
                strips,
                &format!("{pointer}/{}", property.name),
                property,
                target,
            )
        })
    }
}

/// The unit of a figure, from the head of its column and from lines around the table.
fn stated_unit(kind: Kind, head: &Cell, strips: &[Strip]) -> Unit {
    let own = unit::in_label(&head.text);
    let notes = notes_before(strips);
    Unit::of(
        kind.dimension(),
        std::iter::once(own.as_slice()),
        notes.iter().map(|note| note.measures.as_slice()),
    )
}

fn find(
    strips: &[Strip],
    pointer: &str,
    property: &Property,
    target: &Definition,
) -> Option<Figures> {
    let head = strips.iter().position(|strip| is_head(strip, target))?;
    let title =
        |strip: &Strip| Label::parse(&strip.text()).same_words(&Label::parse(&property.label));
    let begins = head - usize::from(head > 0 && title(&strips[head - 1]));
    let columns = (0..strips[head].cells.len()).filter(|at| !strips[head].cells[*at].is_blank());
    let values = strips
        .get(head + 1)
        .filter(|strip| strip.cells.len() == strips[head].cells.len());
    let values = values.filter(|strip| strip.cells.len() > 1 && !is_head(strip, target));
    let cells = columns.zip(target.properties()).filter_map(|(at, figure)| {
        let scalar = ogi_schema::standard()
            .schema
            .definition(figure.ty.target()?)?
            .scalar()?;
        let kind = Kind::new(scalar, figure.unit.as_deref())?;
        let reading = CellReading::of(
            values.and_then(|strip| strip.cells.get(at)),
            kind,
            stated_unit(kind, &strips[head].cells[at], strips),
        );
        Some((format!("{pointer}/{}", figure.name), reading))
    });
    let end = head + 1 + usize::from(values.is_some());
    Some(Figures {
        strips: begins..end,
        pointer: pointer.to_owned(),
        cells: cells.collect(),
    })
}

/// Whether a strip holds the labels of all figures, in their order, with or without their units.
fn is_head(strip: &Strip, target: &Definition) -> bool {
    let filled: Vec<&Cell> = strip.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let labels = target.properties();
    let is_label = |(cell, figure): (&&Cell, &Property)| {
        Label::parse(&cell.text).same_words(&Label::parse(&figure.label))
    };
    labels.len() > 1 && filled.len() == labels.len() && filled.iter().zip(labels).all(is_label)
}
