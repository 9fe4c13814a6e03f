//! Judge: which number is printed in each cell of a row that was found, or why none can be read.

pub(crate) mod assign;
mod blanks;
pub(crate) mod merge;
