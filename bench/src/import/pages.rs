//! The pages that are read: forms made from the figures of the test vectors, in every container.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ogi_render::{Format, Options};

use crate::documents::{bases, canonical, reports};

/// An Excel file of the old binary format, which nothing here can write: each page is this one.
const XLS: &str = "../crates/ogi-import/tests/fixtures/report-2021.xls";

/// Makes the pages of all containers, each in a folder of its own; what is there already stays.
pub fn make(folder: &Path, pages: usize) -> Result<(), String> {
    let bases = bases();
    for format in Format::ALL {
        for (number, report) in reports(&bases).take(pages).enumerate() {
            let report = ogi_report::read(canonical(&report).as_bytes())
                .map_err(|error| error.to_string())?;
            let form = ogi_render::render(&report, *format, &form_alone());
            let form = form.map_err(|error| error.to_string())?;
            write(folder, format.extension(), number, &form)?;
        }
    }
    for number in 0..pages {
        let text = |kind: &str| {
            let path = place(folder, kind, number);
            fs::read_to_string(&path).map_err(|error| failed(&path, &error))
        };
        write(folder, "csv", number, records(&text("txt")?).as_bytes())?;
        let json = serde_json::json!({ "title": "", "content": text("html")? });
        write(folder, "json", number, json.to_string().as_bytes())?;
        let xls = Path::new(env!("CARGO_MANIFEST_DIR")).join(XLS);
        let xls = fs::read(&xls).map_err(|error| failed(&xls, &error))?;
        write(folder, "xls", number, &xls)?;
    }
    print_pdf(folder, pages)
}

/// The pages of a container, by their names.
pub fn paths(folder: &Path, kind: &str) -> Result<Vec<PathBuf>, String> {
    let folder = folder.join(kind);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&folder).map_err(|error| failed(&folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

pub fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// As an agency publishes it: nothing but the form.
fn form_alone() -> Options {
    Options {
        appendix: false,
        ..Options::default()
    }
}

fn place(folder: &Path, kind: &str, number: usize) -> PathBuf {
    folder.join(kind).join(format!("{number:03}.{kind}"))
}

fn write(folder: &Path, kind: &str, number: usize, bytes: &[u8]) -> Result<(), String> {
    let path = place(folder, kind, number);
    if path.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder.join(kind)).map_err(|error| failed(folder, &error))?;
    fs::write(&path, bytes).map_err(|error| failed(&path, &error))
}

/// A page of text with bars as records with commas.
fn records(text: &str) -> String {
    let quoted = |cell: &str| format!("\"{}\"", cell.trim().replace('"', "\"\""));
    let mut records = String::new();
    for line in text.lines() {
        let cells = line.strip_suffix('|').unwrap_or(line).split('|');
        records += &cells.map(quoted).collect::<Vec<_>>().join(",");
        records.push('\n');
    }
    records
}

/// Prints the HTML forms with chromium, if it is there.
fn print_pdf(folder: &Path, pages: usize) -> Result<(), String> {
    let target = folder.join("pdf");
    fs::create_dir_all(&target).map_err(|error| failed(&target, &error))?;
    for number in 0..pages {
        let (from, to) = (place(folder, "html", number), place(folder, "pdf", number));
        if to.exists() {
            continue;
        }
        let printed = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-sync",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--no-pdf-header-footer",
            ])
            .arg(format!("--print-to-pdf={}", to.display()))
            .arg(&from)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !printed.is_ok_and(|status| status.success()) {
            eprintln!("skipped: PDF, as chromium is not installed");
            return Ok(());
        }
    }
    Ok(())
}
