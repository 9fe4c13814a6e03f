//! An enum for a closed list of words.

#[derive(ogi_report::Conform, Clone, Copy)]
#[conform("MissingReason", rename_all = "snake_case")]
pub(crate) enum Reason {
    NotPrinted,
    Illegible,
    #[conform(rename = "blank")]
    Empty,
    Slash,
    Dash,
    Text,
    NotText,
    Struck,
    Cut,
    Unit,
}
