//! Find: where in the grid the rows of the form, the narratives and the facts about the report are printed.

pub(crate) mod appendix;
pub(crate) mod dates;
pub(crate) mod edition;
pub(crate) mod facts;
pub(crate) mod glued;
pub(crate) mod headings;
pub(crate) mod narrative;
pub(crate) mod reports;
pub(crate) mod sections;
pub(crate) mod table;
pub(crate) mod words;
