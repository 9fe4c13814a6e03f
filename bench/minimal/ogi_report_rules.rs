//! Prints how many requests a report counts as new, if its numbers add up; and writes it to standard error.

use ogi_report::{Cell, Outcome, read, write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a report")?;
    let report = read(&std::fs::read(path)?)?;
    if let Some(wrong) = report.reconcile().iter().find(|finding| finding.outcome == Outcome::Failed) {
        return Err(format!("{} at {}", wrong.rule, wrong.at).into());
    }
    eprintln!("{}", write(&report));
    let cell = Cell::parse(report.edition(), "/requests/new_received/total")?;
    let number = report.get(cell).number().ok_or("not stated")?;
    println!("{number}");
    Ok(())
}
