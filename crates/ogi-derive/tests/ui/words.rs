//! The variants are the words, neither more nor fewer.

use ogi_report::Conform;

#[derive(Conform)]
#[conform("MissingReason")]
#[serde(rename_all = "snake_case")]
enum Reason {
    Blank,
    Slash,
    #[serde(rename = "slash")]
    Stroke,
    Txt,
    NotPrinted,
    Smudged,
}

fn main() {}
