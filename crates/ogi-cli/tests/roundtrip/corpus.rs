//! Reports as they were published, read, printed, and read again.

use std::path::Path;

use ogi_import::Hints;
use ogi_render::Format;
use ogi_report::Edition;

use crate::compare::differences;

#[test]
fn every_published_report_that_is_read_comes_back_from_every_format() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(files) = std::fs::read_dir(&corpus) else {
        println!("skipped: no corpus at {}", corpus.display());
        return;
    };
    let mut names: Vec<_> = files
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    let (mut read, mut wrong) = (0, Vec::new());
    for name in names {
        let Ok(bytes) = std::fs::read(corpus.join(&name)) else {
            continue;
        };
        let hints = Hints {
            file_name: Some(name.clone()),
            agency: Some("某市某局".to_owned()),
            year: Some(2023),
            edition: Some(Edition::V2021),
            ..Hints::default()
        };
        let Ok(imported) = ogi_import::read_with(&bytes, &hints) else {
            continue;
        };
        read += 1;
        for format in Format::ALL {
            let found = differences(&imported.document(), *format);
            if !found.is_empty() {
                wrong.push(format!(
                    "{name} as {}:\n  {}",
                    format.extension(),
                    found.join("\n  ")
                ));
            }
        }
    }
    assert!(read >= 20, "only {read} files were read");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        read * Format::ALL.len(),
        wrong.join("\n")
    );
}
