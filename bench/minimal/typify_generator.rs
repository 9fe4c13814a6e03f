//! Writes the types that typify makes of a schema.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string("report.schema.json")?;
    let mut types = typify::TypeSpace::default();
    types.add_root_schema(serde_json::from_str(&text)?)?;
    std::fs::write("generated.rs", types.to_stream().to_string())?;
    Ok(())
}
