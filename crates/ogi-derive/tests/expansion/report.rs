//! A whole report: lists, objects, and optional properties that are held or omitted.

use ogi_report::{Agency, Overview, ProactiveDisclosure2021, Requests2021, ReviewAndLitigation};

#[derive(ogi_report::Conform)]
#[conform("Report2021", omit("edition", "source", "blank_cells"))]
#[conform(omit("extensions"))]
pub(crate) struct Report<'a> {
    pub(crate) schema_version: &'static str,
    pub(crate) year: i32,
    pub(crate) agency: Box<Agency>,
    pub(crate) scope: Option<String>,
    pub(crate) period: Option<ogi_report::Period>,
    pub(crate) published_on: Option<ogi_report::Date>,
    pub(crate) preamble: Option<std::borrow::Cow<'a, str>>,
    pub(crate) overview: &'a Overview,
    pub(crate) proactive_disclosure: ProactiveDisclosure2021,
    pub(crate) requests: Requests2021,
    pub(crate) review_and_litigation: ReviewAndLitigation,
    pub(crate) problems_and_improvements: String,
    pub(crate) other_matters: ogi_report::OtherMatters,
    pub(crate) cell_notes: Option<Vec<ogi_report::CellNote>>,
}
