//! Only optional properties can be omitted.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Agency", omit("name", "usc"))]
#[conform(omit("division_code", "kind", "year"))]
struct Body {
    uscc: Option<String>,
}

fn main() {}
