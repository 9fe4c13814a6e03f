//! The drawing of a page: where its characters and its ruled lines are.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{Font, number};
use super::matrix::Matrix;
use super::state::Run;
use crate::error::ImportError;
use crate::read::page_geometry::{Glyph, Segment};

/// Bytes that the drawing of one page may unpack to.
const PAGE_BYTES: usize = 4 << 20;
/// How deep drawings may hold drawings.
const DEPTH: usize = 6;

/// What is drawn.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) segments: Vec<Segment>,
}

/// What is left of the bounds on a whole document.
pub(super) struct Budget {
    pub(super) left: usize,
    pub(super) limit: usize,
}

impl Budget {
    fn spend(&mut self, count: usize) -> Result<(), ImportError> {
        self.left = self
            .left
            .checked_sub(count)
            .ok_or(ImportError::TooManyCells { limit: self.limit })?;
        Ok(())
    }
}

/// Draws the pages of a document.
pub(super) struct Painter<'a> {
    document: &'a Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    budget: Budget,
    drawing: Drawing,
}

impl<'a> Painter<'a> {
    pub(super) fn new(document: &'a Document, budget: Budget) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
            budget,
            drawing: Drawing::default(),
        }
    }

    /// Draws a page.
    pub(super) fn page(&mut self, id: ObjectId, matrix: Matrix) -> Result<Drawing, ImportError> {
        let bytes = self
            .document
            .get_page_content_with_limit(id, PAGE_BYTES)
            .map_err(|_| ImportError::Inflated {
                kind: "PDF",
                limit: PAGE_BYTES,
            })?;
        let mut resources: Vec<&'a Dictionary> = Vec::new();
        if let Ok((own, inherited)) = self.document.get_page_resources(id) {
            resources.extend(own);
            resources.extend(
                inherited
                    .iter()
                    .filter_map(|id| self.document.get_dictionary(*id).ok()),
            );
        }
        self.paint(&bytes, matrix, &resources, DEPTH)?;
        Ok(std::mem::take(&mut self.drawing))
    }

    /// Draws a page or a form; `resources` are tried in their order.
    fn paint(
        &mut self,
        bytes: &[u8],
        matrix: Matrix,
        resources: &[&'a Dictionary],
        depth: usize,
    ) -> Result<(), ImportError> {
        let Ok(content) = Content::decode(bytes) else {
            return Ok(());
        };
        let content: Content<Vec<Operation>> = content;
        self.budget.spend(content.operations.len())?;
        let mut run = Run::new(matrix);
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Tf" => {
                    run.state.font = self.font(operation, resources);
                    run.state.size = operation.operands.get(1).and_then(number).unwrap_or(0.0);
                }
                "Do" => self.form(operation, run.state.matrix, resources, depth)?,
                "Tj" | "'" | "\"" | "TJ" => {
                    run.before_text(operation);
                    self.show(&mut run, operation)?;
                }
                _ => {
                    let before = self.drawing.segments.len();
                    run.apply(operation, &mut self.drawing.segments);
                    self.budget.spend(self.drawing.segments.len() - before)?;
                }
            }
        }
        Ok(())
    }

    fn show(&mut self, run: &mut Run, operation: &Operation) -> Result<(), ImportError> {
        let parts = match operation.operands.last() {
            Some(Object::Array(parts)) => &parts[..],
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for part in parts {
            match part {
                Object::String(bytes, _) => {
                    let glyphs = run.show(bytes);
                    self.budget.spend(glyphs.len())?;
                    self.drawing.glyphs.extend(glyphs);
                }
                other => run.adjust(number(other).unwrap_or(0.0)),
            }
        }
        Ok(())
    }

    fn font(&mut self, operation: &Operation, resources: &[&'a Dictionary]) -> Option<Rc<Font>> {
        let (id, object) = self.resource(b"Font", operation, resources)?;
        let font = object.as_dict().ok()?;
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::new(self.document, font));
        self.fonts.extend(id.map(|id| (id, Rc::clone(&font))));
        Some(font)
    }

    fn form(
        &mut self,
        operation: &Operation,
        matrix: Matrix,
        resources: &[&'a Dictionary],
        depth: usize,
    ) -> Result<(), ImportError> {
        let found = self
            .resource(b"XObject", operation, resources)
            .and_then(|(_, object)| object.as_stream().ok());
        let (Some(stream), Some(depth)) = (found, depth.checked_sub(1)) else {
            return Ok(());
        };
        if stream
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name != b"Form")
        {
            return Ok(());
        }
        let Ok(bytes) = stream.decompressed_content_with_limit(PAGE_BYTES) else {
            return Ok(());
        };
        let own = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
            .ok();
        let own = own
            .and_then(|operands| Matrix::of(operands))
            .unwrap_or(Matrix::IDENTITY);
        let mut nearer: Vec<&'a Dictionary> = Vec::new();
        nearer.extend(
            stream
                .dict
                .get_deref(b"Resources", self.document)
                .and_then(Object::as_dict),
        );
        nearer.extend(resources);
        self.budget.spend(1)?;
        self.paint(&bytes, own.then(matrix), &nearer, depth)
    }

    fn resource(
        &self,
        kind: &[u8],
        operation: &Operation,
        resources: &[&'a Dictionary],
    ) -> Option<(Option<ObjectId>, &'a Object)> {
        let name = operation.operands.first()?.as_name().ok()?;
        resources.iter().find_map(|resources| {
            let known = resources
                .get_deref(kind, self.document)
                .and_then(Object::as_dict)
                .ok()?;
            self.document.dereference(known.get(name).ok()?).ok()
        })
    }
}
