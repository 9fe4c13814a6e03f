//! Types that hold no text, object or list, or not its absence.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Report2021", omit("edition", "source", "preamble"))]
struct Report {
    schema_version: u8,
    year: Option<u16>,
    agency: String,
    scope: String,
    period: Option<Vec<String>>,
    published_on: Option<u32>,
    overview: Option<ogi_report::Overview>,
    proactive_disclosure: ogi_report::ProactiveDisclosure2021,
    requests: ogi_report::Requests2021,
    review_and_litigation: bool,
    problems_and_improvements: Vec<String>,
    other_matters: ogi_report::OtherMatters,
    blank_cells: Option<bool>,
    cell_notes: Option<String>,
    extensions: String,
}

fn main() {}
