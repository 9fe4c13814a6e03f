//! `cargo xtask bench --processes`: measures `ogi` and other tools that a user might choose, as whole processes.

pub mod cores;
mod files;
mod measure;
mod page;
mod places;
mod tools;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::exit;
use std::time::Duration;

use ogi_report::Edition;

use crate::contestants::{BASELINE, all};
use files::Set;
use places::Places;
use tools::present;

/// The input of a tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// One file of a document a line.
    Lines,
    /// One document.
    File,
    /// A folder of files of a document each.
    Folder,
}

/// How much is measured.
pub struct Plan {
    /// Bytes of the file of lines, at least.
    pub bytes: u64,
    /// Files in the folder.
    pub files: usize,
    /// Turns of a tool, by input: at least, at most.
    bounds: fn(Input) -> (usize, usize),
    /// The time that the turns of one tool over one input may take together; every tool has the least number of turns.
    pub patience: Duration,
}

impl Plan {
    const WHOLE: Self = Self {
        bytes: 200_000_000,
        files: 500,
        bounds: |input| {
            if input == Input::File {
                (11, 60)
            } else {
                (5, 15)
            }
        },
        patience: Duration::from_secs(20),
    };
    const QUICK: Self = Self {
        bytes: 2_000_000,
        files: 20,
        bounds: |_| (2, 3),
        patience: Duration::from_secs(1),
    };

    fn of(name: &str) -> Self {
        if name == "quick" {
            Self::QUICK
        } else {
            Self::WHOLE
        }
    }

    /// The number of turns of a tool, given the time of one, out of all rounds.
    pub fn turns(&self, input: Input, once: Duration) -> (usize, usize) {
        let (least, most) = (self.bounds)(input);
        let wanted = self.patience.as_secs_f64() / once.as_secs_f64().max(1e-6);
        ((wanted as usize).clamp(least, most), most)
    }
}

/// Measures, or runs as one of the measured processes.
pub fn main(arguments: &[String]) {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["measure", plan, folder, ogi] => {
            measure(&Plan::of(plan), Path::new(folder), Path::new(ogi))
        }
        ["make", plan, folder] => files::make_all(Path::new(folder), &Plan::of(plan)),
        ["baseline", file] => baseline(Path::new(file)),
        _ => Err("expected measure PLAN FOLDER OGI, make PLAN FOLDER, or baseline FILE".to_owned()),
    };
    if let Err(message) = done {
        eprintln!("{message}");
        exit(1);
    }
}

/// Prints the costs of the installed tools, and names the others.
fn measure(plan: &Plan, folder: &Path, ogi: &Path) -> Result<(), String> {
    let places = Places::new(folder, ogi)?;
    let (tools, missing) = present(&places);
    for tool in &missing {
        eprintln!(
            "skipped, not found: {}; to install it: {}",
            tool.name, tool.install
        );
    }
    let mut parts = Vec::new();
    for input in [Input::Lines, Input::File, Input::Folder] {
        let (good, trial) = (
            Set::find(&files::good(folder), input)?,
            Set::find(&files::trial(folder), input)?,
        );
        measure::trial(&tools, &places, &good, &trial)?;
        parts.push((measure::measure(&tools, &places, &good, plan)?, good));
    }
    print!("{}", page::markdown(&parts, &tools, &missing));
    Ok(())
}

/// A checker as others would write it in Rust: prints the number of documents, and of those that are valid.
fn baseline(file: &Path) -> Result<(), String> {
    let contestant = all()
        .into_iter()
        .find(|contestant| contestant.name == BASELINE)
        .expect("a contestant");
    let place = |error: std::io::Error| format!("cannot read {}: {error}", file.display());
    let mut lines = BufReader::with_capacity(1 << 20, std::fs::File::open(file).map_err(place)?);
    let (mut line, mut documents, mut held) = (Vec::new(), 0, 0);
    while lines.read_until(b'\n', &mut line).map_err(place)? > 0 {
        documents += 1;
        held += u64::from((contestant.run)(&line, Edition::V2021));
        line.clear();
    }
    println!("{documents} documents, {held} valid");
    if documents == held {
        Ok(())
    } else {
        Err("not all hold".to_owned())
    }
}
