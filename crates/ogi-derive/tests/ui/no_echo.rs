//! Uses of a type that has a mistake cause no further errors.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("FeeItems2019")]
struct Fees {
    items_prior_year: Option<u64>,
}

#[derive(Conform)]
#[conform("BlankCells")]
enum Blank {
    Zero,
}

fn leaves(fees: &Fees, blank: &Blank) -> Option<usize> {
    let mut leaves = ogi_report::Leaves::default();
    ogi_report::Conform::leaves(fees, &mut leaves);
    ogi_report::conform::Vocabulary::word(blank);
    <<Fees as Conform>::Definition as ogi_report::Defined>::DEFINITION.leaf("/items_change")
}

fn main() {}
