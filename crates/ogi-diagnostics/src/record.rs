//! What a check found about one document, as types that serialise to the published JSON; other forms are made of them.

mod counts;
mod file;
mod finding;
mod place;

pub use counts::BySeverity;
pub use file::{
    Cells, CheckedFile, Counts, Fault, FaultKind, Note, RuleCounts, Source, SourceKind,
    StatedEdition, Table,
};
pub use finding::{
    Confidence, Doubtful, Finding, Misreading, MissingOperand, Operand, Position, PrintedAt,
};
