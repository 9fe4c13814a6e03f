//! Prints how many requests a report counts as new: out of the types of the standard.

use ogi_report::{Cell, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a report")?;
    let report = read(&std::fs::read(path)?)?;
    let cell = Cell::parse(report.edition(), "/requests/new_received/total")?;
    let number = report.get(cell).number().ok_or("not stated")?;
    println!("{number}");
    Ok(())
}
