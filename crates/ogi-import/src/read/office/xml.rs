//! Markup of Word and Excel files.

use crate::error::ImportError;
use crate::read::tags;

pub(super) use tags::{Piece, Tag, is_yes};

/// Depth to which elements may nest: tables in tables of a Word file come to 60.
const DEPTH: usize = 500;

/// Hands the pieces of markup to a function, in their order.
///
/// # Errors
/// It nests too deep, or it breaks off.
pub(super) fn read(
    markup: &str,
    each: impl FnMut(Piece) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    tags::read("Word or Excel", markup, DEPTH, each)
}
