//! Types of the user’s own that lack a trait are reported by the compiler, once, at the field’s type.

use ogi_report::Conform;

struct Own;

#[derive(Conform)]
#[conform("Procurement2019")]
struct Procurement {
    projects: Option<Own>,
    amount_yuan: Option<Own>,
}

#[derive(Conform)]
#[conform("OtherMatters")]
struct Matters {
    text: Own,
    information_processing_fee: Option<Own>,
}

fn main() {}
