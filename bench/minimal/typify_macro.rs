//! Prints how many requests a report counts as new: out of types that typify makes when this is compiled.

#![allow(clippy::all, dead_code, reason = "made by typify")]

typify::import_types!("report.schema.json");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a report")?;
    let report: Report2021 = serde_json::from_slice(&std::fs::read(path)?)?;
    let number = report.requests.new_received.total.ok_or("not stated")?;
    println!("{number}");
    Ok(())
}
