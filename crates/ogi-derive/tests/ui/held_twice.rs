//! Two fields for one property, or a field for a property that is omitted.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("Agency", omit("kind"))]
struct Body {
    name: String,
    #[conform(rename = "name")]
    full_name: String,
    uscc: Option<String>,
    division_code: Option<String>,
    kind: Option<String>,
}

fn main() {}
