//! Layers of a PDF that are switched off: optional content (PDF 32000-1, 8.11).
//!
//! The library leaves out what stands in them without a word; we say that there is something.

use std::collections::HashSet;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::OperandIterator;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Resources;

/// The layers that are switched off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
    /// Those among them that viewers switch off on screens, because of what the layers are for: the library paints them.
    for_paper: HashSet<ObjectIdentifier>,
}

impl Layers {
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut layers = Self::default();
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let Some(all) = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"OCProperties")) else {
            return layers;
        };
        let Some(shown) = all.get::<Dict<'_>>(b"D") else {
            return layers;
        };
        if shown.get::<Name<'_>>(b"BaseState").as_deref() == Some(b"OFF") {
            layers.off.extend(references(&all, b"OCGs"));
        }
        for on in references(&shown, b"ON") {
            layers.off.remove(&on);
        }
        layers.off.extend(references(&shown, b"OFF"));
        for layer in for_paper(&shown) {
            if layers.off.insert(layer) {
                layers.for_paper.insert(layer);
            }
        }
        layers
    }

    /// Whether marked content begins that viewers do not show and the library paints.
    pub(super) fn is_for_paper(&self, tag: &[u8], layer: Option<&Dict<'_>>) -> bool {
        tag == b"OC" && layer.is_some_and(|layer| self.keeps_for_paper(layer))
    }

    /// Whether a drawing belongs to a layer that viewers do not show and the library paints.
    pub(super) fn is_drawn_for_paper(&self, object: &Stream<'_>) -> bool {
        let layer = object.dict().get::<Dict<'_>>(b"OC");
        layer.is_some_and(|layer| self.keeps_for_paper(&layer))
    }

    fn keeps_for_paper(&self, layer: &Dict<'_>) -> bool {
        let is_kept = |id: &ObjectIdentifier| self.for_paper.contains(id);
        layer.obj_id().is_some_and(|id| is_kept(&id))
            || references(layer, b"OCGs").any(|id| is_kept(&id))
    }

    /// Whether marked content begins that belongs to a layer which is switched off.
    pub(super) fn begins_off(
        &self,
        mut operands: OperandIterator<'_, '_>,
        resources: &Resources<'_>,
    ) -> bool {
        let is_layer = matches!(operands.next(), Some(Object::Name(tag)) if &**tag == b"OC");
        match operands.next() {
            Some(Object::Name(name)) if is_layer => self.is_off(&resources.properties, name),
            _ => false,
        }
    }

    /// Whether an object that is drawn, in a layer that may be switched off, is a drawing that is not seen.
    pub(super) fn hides(&self, object: &Stream<'_>, is_off: bool) -> bool {
        let is_form = object.dict().get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Form");
        is_form && (is_off || self.is_off(object.dict(), b"OC"))
    }

    /// Whether an entry is a layer that is switched off, or a group of such layers.
    fn is_off(&self, dictionary: &Dict<'_>, key: &[u8]) -> bool {
        let is_layer_off = dictionary
            .get_ref(key)
            .is_some_and(|layer| self.off.contains(&layer.into()));
        if is_layer_off || self.off.is_empty() {
            return is_layer_off;
        }
        let members: Vec<ObjectIdentifier> = dictionary
            .get::<Dict<'_>>(key)
            .map(|group| references(&group, b"OCGs").collect())
            .unwrap_or_default();
        !members.is_empty() && members.iter().all(|layer| self.off.contains(layer))
    }
}

/// The layers that viewers switch off on screens by themselves (PDF 32000-1, 8.11.4.4).
fn for_paper(shown: &Dict<'_>) -> Vec<ObjectIdentifier> {
    let mut found = Vec::new();
    let Some(uses) = shown.get::<Array<'_>>(b"AS") else {
        return found;
    };
    for usage in uses.iter::<Dict<'_>>().take(USES) {
        let is_for_view = usage.get::<Name<'_>>(b"Event").as_deref() == Some(b"View");
        let Some(layers) = usage.get::<Array<'_>>(b"OCGs").filter(|_| is_for_view) else {
            continue;
        };
        for layer in layers.iter::<Dict<'_>>().take(USES) {
            let view = layer
                .get::<Dict<'_>>(b"Usage")
                .and_then(|usage| usage.get::<Dict<'_>>(b"View"));
            let state = view.and_then(|view| view.get::<Name<'_>>(b"ViewState"));
            if state.as_deref() == Some(b"OFF") {
                found.extend(layer.obj_id());
            }
        }
    }
    found
}

/// More uses, and layers of one use, than any report has.
const USES: usize = 1_000;

/// The objects that an entry refers to, one or a list of them.
fn references(dictionary: &Dict<'_>, key: &[u8]) -> impl Iterator<Item = ObjectIdentifier> {
    let listed = dictionary.get::<Array<'_>>(key);
    let one = match listed {
        Some(_) => None,
        None => dictionary.get_ref(key),
    };
    let listed: Vec<ObjectIdentifier> = listed
        .iter()
        .flat_map(Array::raw_iter)
        .filter_map(|layer| layer.as_obj_ref())
        .map(Into::into)
        .collect();
    listed.into_iter().chain(one.map(Into::into))
}
