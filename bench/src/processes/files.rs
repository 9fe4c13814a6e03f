//! The input of the tools: deterministic documents of the edition 2021-30, and the same documents with a fault.

use std::fs;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Input, Plan};
use crate::documents::{bases, canonical, faulty, pretty, reports};

/// Longest document for the input of one document, so that it has a common size.
const LONGEST: usize = 15_000;
/// Bytes after which it is said how many there are.
const PROGRESS: u64 = 20_000_000;
/// A number that [`faulty`] makes a text of the year for, which the schema alone refuses.
const FAULT: u64 = 300;

/// The folder with the measured documents.
pub fn good(folder: &Path) -> PathBuf {
    folder.join("good")
}

/// The folder with documents that every tool must refuse: the last one has a fault.
pub fn trial(folder: &Path) -> PathBuf {
    folder.join("trial")
}

/// One input of a tool.
pub struct Set {
    pub input: Input,
    pub path: PathBuf,
    /// The files: one, or those of the folder.
    pub files: Vec<PathBuf>,
    pub documents: u64,
    pub bytes: u64,
}

impl Set {
    /// What [`make_all`] made.
    pub fn find(folder: &Path, input: Input) -> Result<Self, String> {
        let path = folder.join(match input {
            Input::Lines => "reports.jsonl",
            Input::File => "report.json",
            Input::Folder => "reports",
        });
        let files = if input == Input::Folder {
            list(&path)?
        } else {
            vec![path.clone()]
        };
        let documents = if input == Input::Lines {
            count_lines(&path)?
        } else {
            files.len() as u64
        };
        let sizes = files
            .iter()
            .map(|file| fs::metadata(file).map(|data| data.len()));
        let bytes = sizes
            .sum::<Result<u64, _>>()
            .map_err(|error| at(&path, &error))?;
        Ok(Self {
            input,
            path,
            files,
            documents,
            bytes,
        })
    }
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, &error))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|e| at(folder, &e))?;
    paths.sort();
    Ok(paths)
}

/// Reads the file in small pieces. A program that starts processes must stay small, because the peak memory of a child
/// begins with that of its parent.
fn count_lines(path: &Path) -> Result<u64, String> {
    let mut lines = BufReader::new(fs::File::open(path).map_err(|error| at(path, &error))?);
    let mut count = 0;
    while lines.skip_until(b'\n').map_err(|error| at(path, &error))? > 0 {
        count += 1;
    }
    Ok(count)
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// Makes both folders, each whole or not at all.
pub fn make_all(folder: &Path, plan: &Plan) -> Result<(), String> {
    let mut bases = bases();
    bases.retain(|base| base["edition"] == "2021-30");
    let trial_plan = Plan {
        bytes: 100_000,
        files: 10,
        ..Plan::QUICK
    };
    for (folder, plan, fault) in [
        (trial(folder), &trial_plan, true),
        (good(folder), plan, false),
    ] {
        let new = folder.with_extension("new");
        remove(&new)?;
        make(&new, &bases, plan, fault).map_err(|error| at(&new, &error))?;
        remove(&folder)?;
        fs::rename(&new, &folder).map_err(|error| at(&folder, &error))?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| at(folder, &error))
    } else {
        Ok(())
    }
}

fn make(folder: &Path, bases: &[Value], plan: &Plan, fault: bool) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("reports"))?;
    let mut lines = BufWriter::new(fs::File::create(folder.join("reports.jsonl"))?);
    let (mut written, mut said) = (0, 0);
    for report in reports(bases) {
        let last = written >= plan.bytes;
        if last && !fault {
            break;
        }
        let line = if last {
            faulty(&report, FAULT)
        } else {
            canonical(&report)
        };
        writeln!(lines, "{line}")?;
        if last {
            break;
        }
        written += line.len() as u64 + 1;
        if written - said >= PROGRESS {
            said = written;
            eprintln!(
                "documents: {} MB of {}",
                written / 1_000_000,
                plan.bytes / 1_000_000
            );
        }
    }
    lines
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    let files = reports(bases).take(plan.files).zip(1..);
    for (report, number) in files {
        let text = if fault && number == plan.files {
            faulty(&report, FAULT)
        } else {
            pretty(&report)
        };
        fs::write(folder.join(format!("reports/{number:04}.json")), text)?;
    }
    let one = reports(bases)
        .find(|report| pretty(report).len() <= LONGEST)
        .expect("one of the size of most");
    fs::write(
        folder.join("report.json"),
        if fault {
            faulty(&one, FAULT)
        } else {
            pretty(&one)
        },
    )
}
