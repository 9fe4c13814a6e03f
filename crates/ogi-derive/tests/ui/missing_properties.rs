//! Every property needs a field; an optional one can be omitted by name.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("OtherHandling2021")]
struct OtherHandling {
    not_supplemented_in_time: ogi_report::ApplicantCounts,
    #[conform(skip)]
    other: ogi_report::ApplicantCounts,
}

fn main() {}
