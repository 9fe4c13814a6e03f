//! Types of the user’s own that are too small, whether or not the code is used.

use ogi_report::Conform;

use ogi_report::Count;

type Small = u32;
type MaySmall = Option<Small>;

#[derive(Conform)]
#[conform("FeeItems2019")]
struct Fees {
    items_prior_year: Option<Small>,
    items_change: Option<Count>,
}

#[derive(Conform)]
#[conform("DecisionCount2021")]
struct Decisions {
    decisions: MaySmall,
}

fn main() {}
