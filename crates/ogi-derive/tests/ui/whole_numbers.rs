//! Types that hold no whole number of the range, or no null.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("ApplicantCounts")]
struct Row<'a> {
    natural_persons: u64,
    commercial_enterprises: Option<String>,
    research_institutions: Option<u32>,
    public_interest_organizations: std::option::Option<&'a str>,
    legal_service_organizations: f64,
    other_organizations: Option<Option<u64>>,
    total: Option<Vec<u64>>,
}

#[derive(Conform)]
#[conform("FeeItems2019")]
struct Fees {
    items_prior_year: Option<bool>,
    items_change: Option<u64>,
}

fn main() {}
