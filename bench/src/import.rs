//! `cargo xtask bench --import`: pages a second on one core for each container, in turns with what people use in Python and
//! with an earlier build of this program.

mod others;
mod page;
mod pages;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::exit;
use std::time::Duration;

use others::{Programs, Python};
use pages::failed;

use crate::processes::cores::Cores;
use crate::table::median;

/// A container, and what people read it with in Python; none where nobody has a tool for it.
struct Container {
    kind: &'static str,
    other: Option<&'static str>,
}

const CONTAINERS: &[Container] = &[
    Container::new("html", Some("pandas.read_html + lxml")),
    Container::new("docx", Some("python-docx")),
    Container::new("xlsx", Some("openpyxl")),
    Container::new("xls", None),
    Container::new("pdf", Some("pdfplumber")),
    Container::new("txt", None),
    Container::new("md", None),
    Container::new("csv", None),
    Container::new("json", None),
];

impl Container {
    const fn new(kind: &'static str, other: Option<&'static str>) -> Self {
        Self { kind, other }
    }
}

/// What one container gave, a figure a round.
struct Row {
    container: &'static Container,
    files: usize,
    bytes: usize,
    /// Pages a second.
    ours: Vec<f64>,
    /// Pages a second of the tool in Python.
    theirs: Vec<f64>,
    /// How many times the processor time of the earlier program that of today takes.
    earlier: Vec<f64>,
}

/// What is measured, from the arguments `FOLDER [--quick] [--against EARLIER TODAY]`.
struct Plan {
    folder: PathBuf,
    pages: usize,
    rounds: usize,
    programs: Option<Programs>,
}

/// Measures pages in `FOLDER`, which it fills first with forms made from the test vectors; PDF is printed from these by
/// chromium where it is installed.
pub fn main(arguments: &[String]) {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (folder, rest) = match words.as_slice() {
        [folder, rest @ ..] if !folder.starts_with("--") => (PathBuf::from(folder), rest),
        _ => usage(),
    };
    let (is_quick, rest) = match rest {
        ["--quick", rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let programs = match *rest {
        [] => None,
        ["--against", earlier, today] => Some(Programs {
            today: today.into(),
            earlier: earlier.into(),
            out: folder.join("imported"),
        }),
        _ => usage(),
    };
    let (pages, rounds) = if is_quick { (4, 2) } else { (20, 9) };
    let plan = Plan {
        folder,
        pages,
        rounds,
        programs,
    };
    match plan.measure() {
        Ok(text) => print!("{text}"),
        Err(message) => {
            eprintln!("{message}");
            exit(1);
        }
    }
}

fn usage() -> ! {
    eprintln!("expected FOLDER [--quick] [--against EARLIER TODAY]");
    exit(2)
}

impl Plan {
    fn measure(&self) -> Result<String, String> {
        pages::make(&self.folder, self.pages)?;
        // None of the processes that are started from now on gains by having two cores.
        Cores::new()?.hold(true);
        if let Some(programs) = &self.programs {
            fs::create_dir_all(&programs.out).map_err(|error| failed(&programs.out, &error))?;
        }
        let mut python = Python::start(&self.folder);
        let mut rows = Vec::new();
        for container in CONTAINERS {
            let files = pages::paths(&self.folder, container.kind)?;
            let files = &files[..files.len().min(self.pages)];
            if files.is_empty() {
                eprintln!("skipped: no {} files could be made", container.kind);
                continue;
            }
            rows.push(self.turns(container, files, python.as_mut())?);
        }
        Ok(page::markdown(&rows, python.as_ref()))
    }

    /// One container, all in turns; the first turn of each does not count.
    fn turns(
        &self,
        container: &'static Container,
        files: &[PathBuf],
        mut python: Option<&mut Python>,
    ) -> Result<Row, String> {
        let read = |path: &PathBuf| fs::read(path).map_err(|error| failed(path, &error));
        let contents: Vec<Vec<u8>> = files.iter().map(read).collect::<Result<_, _>>()?;
        let mut row = Row {
            container,
            files: files.len(),
            bytes: contents.iter().map(Vec::len).sum(),
            ours: Vec::new(),
            theirs: Vec::new(),
            earlier: Vec::new(),
        };
        let count = files.len() as f64;
        for round in 0..=self.rounds {
            let ours = count / seconds(container, &contents)?;
            let theirs = match (&mut python, container.other) {
                (Some(python), Some(_)) => Some(count / python.turn(container.kind)?),
                _ => None,
            };
            let programs = self.programs.as_ref();
            let earlier = programs.map(|programs| programs.turn(files)).transpose()?;
            if round > 0 {
                row.ours.push(ours);
                row.theirs.extend(theirs);
                row.earlier.extend(earlier);
            }
        }
        let speed = median(row.ours.clone());
        eprintln!("{}: {speed:.0} pages a second", container.kind);
        Ok(row)
    }
}

/// Processor seconds that reading all files once takes.
fn seconds(container: &Container, contents: &[Vec<u8>]) -> Result<f64, String> {
    let name = format!("page.{}", container.kind);
    let start = processor_time();
    for content in contents {
        ogi_import::read(content, Some(&name)).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok((processor_time() - start).as_secs_f64())
}

/// What this process has used of its processor; other work on the machine does not count.
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("a process does not run for longer than can be said")
}
