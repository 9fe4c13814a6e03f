//! What sets characters of a file apart from plain text.

use super::set::{Member, Set};

/// One way in which characters are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// They are not shown.
    Hidden,
    /// A line is drawn through them.
    Struck,
    /// A revision deletes them.
    Deleted,
    /// They are raised or lowered.
    Raised,
    /// They are too small, too narrow or too close to each other to be read.
    Tiny,
    /// What is seen are not the characters that the file holds, but pictograms, say.
    Unreadable,
}

/// The ways in which characters are set apart.
pub(crate) type Effects = Set<Effect>;

impl Member for Effect {
    fn place(self) -> u8 {
        self as u8
    }
}
