//! Prints how many requests a report counts as new: out of a tree of values.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a report")?;
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let number = report["requests"]["new_received"]["total"].as_u64().ok_or("not stated")?;
    println!("{number}");
    Ok(())
}
