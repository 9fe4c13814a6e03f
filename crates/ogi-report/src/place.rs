//! Places that rules name in code. They are resolved when the code is compiled.

use crate::Edition;
use crate::definition::{Definition, LeafInfo};

const EDITIONS: usize = Edition::ALL.len();

/// The place of a single value, in every edition that has it.
///
/// ```
/// use ogi_report::{Edition, Place};
///
/// const NAME: Place = Place::new("/agency/name");
/// assert_eq!(NAME.index(Edition::V2021), Some(3));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pointer: &'static str,
    index: [Option<usize>; EDITIONS],
}

impl Place {
    /// The place at a JSON Pointer.
    ///
    /// # Panics
    /// No edition has a single value there. In a constant, that is an error of compilation.
    #[must_use]
    pub const fn new(pointer: &'static str) -> Self {
        let mut index = [None; EDITIONS];
        let mut known = false;
        let mut edition = 0;
        while edition < EDITIONS {
            let leaves = Edition::ALL[edition].definition().leaves;
            let mut leaf = 0;
            while let Some(info) = leaves.get(leaf) {
                if info.pointer.len() == pointer.len() && starts_with(info.pointer, pointer) {
                    index[edition] = Some(leaf);
                    known = true;
                }
                leaf += 1;
            }
            edition += 1;
        }
        assert!(known, "no edition has a single value at this pointer");
        Self { pointer, index }
    }

    /// Its JSON Pointer.
    #[must_use]
    pub const fn pointer(&self) -> &'static str {
        self.pointer
    }

    /// The index into the leaves of the reports of an edition; `None` if the edition has no such value.
    #[must_use]
    pub const fn index(&self, edition: Edition) -> Option<usize> {
        self.index[edition as usize]
    }
}

/// The place of an object, in every edition that has it.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pointer: &'static str,
    leaves: [(usize, usize); EDITIONS],
}

impl Part {
    /// The object at a JSON Pointer.
    ///
    /// # Panics
    /// No edition has an object there. In a constant, that is an error of compilation.
    #[must_use]
    pub const fn new(pointer: &'static str) -> Self {
        let mut leaves = [(0, 0); EDITIONS];
        let mut known = false;
        let mut edition = 0;
        while edition < EDITIONS {
            leaves[edition] = below(Edition::ALL[edition].definition(), pointer);
            known |= leaves[edition].0 < leaves[edition].1;
            edition += 1;
        }
        assert!(known, "no edition has an object at this pointer");
        Self { pointer, leaves }
    }

    /// Its JSON Pointer.
    #[must_use]
    pub const fn pointer(&self) -> &'static str {
        self.pointer
    }

    /// The indices into the leaves of the reports of an edition; empty if the edition has no such object.
    #[must_use]
    pub const fn indices(&self, edition: Edition) -> std::ops::Range<usize> {
        let (from, to) = self.leaves[edition as usize];
        from..to
    }
}

/// The indices of the leaves below an object, which follow one another.
const fn below(definition: &Definition, pointer: &str) -> (usize, usize) {
    let (mut from, mut to) = (0, 0);
    let mut leaf = 0;
    while let Some(LeafInfo { pointer: this, .. }) = definition.leaves.get(leaf) {
        if starts_with(this, pointer)
            && this.len() > pointer.len()
            && this.as_bytes()[pointer.len()] == b'/'
        {
            if to == 0 {
                from = leaf;
            }
            to = leaf + 1;
        }
        leaf += 1;
    }
    (from, to)
}

const fn starts_with(text: &str, start: &str) -> bool {
    let (text, start) = (text.as_bytes(), start.as_bytes());
    let mut at = 0;
    while at < start.len() {
        if at == text.len() || text[at] != start[at] {
            return false;
        }
        at += 1;
    }
    true
}
