//! Slots that are filled value by value, as if they had been read from a document.

use super::slots::Slots;
use super::span::{self, Escapes, Span};
use super::{ABSENT, BLANK};
use crate::generated::build;
use crate::generated::scan::SLOTS;
use crate::{Edition, Report};

/// Longest text in bytes: as many texts as there are slots fit into one document.
pub(crate) const LONGEST_TEXT: usize = span::LONGEST / SLOTS;

/// The slots of a report in the making, and its texts one after the other.
pub(crate) struct Packed {
    texts: Vec<u8>,
    slots: Vec<i64>,
}

impl Packed {
    pub(crate) fn new() -> Self {
        Self {
            texts: Vec::new(),
            slots: Vec::with_capacity(SLOTS),
        }
    }

    pub(crate) fn push_absent(&mut self) {
        self.slots.push(ABSENT);
    }

    pub(crate) fn push_blank(&mut self) {
        self.slots.push(BLANK);
    }

    pub(crate) fn push_integer(&mut self, number: i64) {
        self.slots.push(number);
    }

    /// A slot that says only that something is there.
    pub(crate) fn push_mark(&mut self) {
        self.slots.push(0);
    }

    /// A text of at most [`LONGEST_TEXT`] bytes.
    pub(crate) fn push_text(&mut self, text: &str) {
        let start = self.texts.len();
        self.texts.extend_from_slice(text.as_bytes());
        let span = Span::new(start, self.texts.len(), Escapes::None);
        self.slots.push(span.packed());
    }

    /// The report whose slots these are, all of them legal.
    pub(crate) fn report(&self, edition: Edition) -> Report {
        let slots = Slots {
            document: &self.texts,
            slots: &self.slots,
        };
        build::report(edition, &slots)
    }
}
