//! Prints what a check of a report finds, in Chinese and in English:
//! `cargo run --package ogi-diagnostics --example say examples/wrong-totals-2023.json`.
#![expect(clippy::print_stdout, reason = "an example that prints")]

use ogi_conformance::{Checker, Others};
use ogi_diagnostics::Diagnostics;
use ogi_report::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1);
    let file = file.unwrap_or_else(|| "examples/wrong-totals-2023.json".to_owned());
    let bytes = std::fs::read(&file)?;
    let checked = Checker::default().check(&bytes, Others::default());
    let diagnostics = Diagnostics::of_document(&bytes, &checked);
    for problem in diagnostics.problems() {
        for language in Language::ALL {
            let (said, fix) = (problem.say(language), problem.fix(language));
            println!("{said} → {fix}");
        }
    }
    Ok(())
}
