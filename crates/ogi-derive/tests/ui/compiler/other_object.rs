//! An object of another definition, and something that is no list.

use ogi_report::{ApplicantCounts, CellNote, Conform, ReviewCounts};

#[derive(Conform)]
#[conform("ReviewAndLitigation")]
struct Cases {
    reconsideration: ReviewCounts,
    litigation_direct: ApplicantCounts,
    litigation_after_reconsideration: ReviewCounts,
}

#[derive(Conform)]
#[conform("Report2021", omit("edition", "scope", "period", "published_on", "source", "preamble", "blank_cells"))]
struct Report {
    schema_version: String,
    year: u16,
    agency: ogi_report::Agency,
    overview: ogi_report::Overview,
    proactive_disclosure: ogi_report::ProactiveDisclosure2021,
    requests: ogi_report::Requests2021,
    review_and_litigation: ogi_report::ReviewAndLitigation,
    problems_and_improvements: String,
    other_matters: ogi_report::OtherMatters,
    cell_notes: CellNote,
    extensions: Vec<CellNote>,
}

fn main() {}
