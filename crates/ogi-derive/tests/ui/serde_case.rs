//! Names that serde changes are not those of the standard.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("DocumentCounts2021")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Documents {
    #[serde(default)]
    issued: Option<u64>,
    #[serde(rename = "abolished", skip_serializing_if = "Option::is_none")]
    repealed: Option<u64>,
    in_force: Option<u64>,
}

fn main() {}
