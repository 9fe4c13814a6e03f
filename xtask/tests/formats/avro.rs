//! Every valid document of the vectors goes through Avro and back, with fastavro.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use ogi_schema::standard;
use serde_json::Value;

use crate::cases::{Case, Folder, python_with};

#[test]
fn documents_come_back_from_avro_as_they_were() {
    let Some(python) = python_with("fastavro", false) else {
        return;
    };
    let artifacts =
        ogi_codegen::avro::artifacts(standard(), &standard().manifest.base).expect("the schemas");
    let folder = Folder::new("avro").with(&artifacts);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/avro.py");
    let cases: Vec<_> = Case::all().into_iter().filter(Case::is_valid).collect();
    let mut total = 0;
    for (edition, artifact) in standard().schema.editions.iter().zip(&artifacts) {
        let documents = cases
            .iter()
            .map(|case| serde_json::from_str::<Value>(&case.document).expect("JSON"));
        let documents: Vec<_> = documents
            .filter(|found| found["edition"] == edition.code.as_str())
            .collect();
        let mut child = Command::new(&python)
            .arg(&script)
            .arg(folder.0.join(&artifact.path))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python starts");
        let lines: String = documents
            .iter()
            .map(|document| document.to_string() + "\n")
            .collect();
        child
            .stdin
            .take()
            .expect("an input")
            .write_all(lines.as_bytes())
            .expect("python reads");
        let output = child.wait_with_output().expect("python ends");
        assert!(output.status.success(), "{}", edition.code);
        let count: usize = String::from_utf8_lossy(&output.stdout)
            .trim()
            .parse()
            .expect("a number");
        assert_eq!(count, documents.len());
        total += count;
    }
    assert_eq!(total, cases.len());
    eprintln!("{total} documents to Avro and back");
}
