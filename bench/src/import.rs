//! `cargo xtask bench --import`: pages a second on one core for each container, in turns with what people use in Python.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio, exit};
use std::time::Instant;

use ogi_render::{Format, Options};

use crate::documents::{bases, canonical, reports};
use crate::table::median;

/// A container, and what people read it with in Python; none where nobody has a tool for it.
struct Container {
    kind: &'static str,
    other: Option<&'static str>,
}

const CONTAINERS: &[Container] = &[
    Container {
        kind: "html",
        other: Some("pandas.read_html + lxml"),
    },
    Container {
        kind: "docx",
        other: Some("python-docx"),
    },
    Container {
        kind: "xlsx",
        other: Some("openpyxl"),
    },
    Container {
        kind: "pdf",
        other: Some("pdfplumber"),
    },
    Container {
        kind: "txt",
        other: None,
    },
    Container {
        kind: "md",
        other: None,
    },
];

/// Where the Python script and its requirements lie, from the root of the bench.
const SCRIPT: &str = "others/read_tables.py";

/// What one container gave, a figure a round.
struct Row {
    container: &'static Container,
    files: usize,
    bytes: usize,
    ours: Vec<f64>,
    theirs: Vec<f64>,
}

/// Measures pages in `FOLDER`, which it fills first with forms made from the test vectors; PDF is printed from these by
/// chromium where it is installed.
pub fn main(arguments: &[String]) {
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let Some(folder) = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"))
    else {
        eprintln!("expected FOLDER [--quick]");
        exit(2);
    };
    match measure(Path::new(folder), quick) {
        Ok(text) => print!("{text}"),
        Err(message) => {
            eprintln!("{message}");
            exit(1);
        }
    }
}

fn measure(folder: &Path, quick: bool) -> Result<String, String> {
    let (pages, rounds) = if quick { (4, 2) } else { (20, 9) };
    make(folder, pages)?;
    let mut other = Other::start(folder);
    let mut rows = Vec::new();
    for container in CONTAINERS {
        let files = read(&folder.join(container.kind))?;
        if files.is_empty() {
            eprintln!("skipped: no {} files could be made", container.kind);
            continue;
        }
        rows.push(turns(container, &files, rounds, other.as_mut())?);
    }
    Ok(markdown(&rows, other.as_ref()))
}

/// One container, both in turns; the first turn of each does not count.
fn turns(
    container: &'static Container,
    files: &[Vec<u8>],
    rounds: usize,
    mut other: Option<&mut Other>,
) -> Result<Row, String> {
    let mut row = Row {
        container,
        files: files.len(),
        bytes: files.iter().map(Vec::len).sum(),
        ours: Vec::new(),
        theirs: Vec::new(),
    };
    for round in 0..=rounds {
        let start = Instant::now();
        for file in files {
            let name = format!("page.{}", container.kind);
            ogi_import::read(file, Some(&name)).map_err(|error| format!("{name}: {error}"))?;
        }
        let ours = files.len() as f64 / start.elapsed().as_secs_f64();
        let theirs = match (&mut other, container.other) {
            (Some(other), Some(_)) => Some(files.len() as f64 / other.turn(container.kind)?),
            _ => None,
        };
        if round > 0 {
            row.ours.push(ours);
            row.theirs.extend(theirs);
        }
    }
    eprintln!(
        "{}: {:.0} pages a second",
        container.kind,
        median(row.ours.clone())
    );
    Ok(row)
}

/// The Python process that reads the same files.
struct Other {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    version: String,
}

impl Other {
    /// Starts it, or says why it takes no part.
    fn start(folder: &Path) -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCRIPT);
        let version = Command::new("python3")
            .arg(&script)
            .arg("--version")
            .output()
            .ok()?;
        if !version.status.success() {
            eprintln!(
                "skipped: pip install pandas lxml python-docx openpyxl pdfplumber, to measure these too"
            );
            return None;
        }
        let mut process = Command::new("python3")
            .arg(&script)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (to, from) = (
            process.stdin.take()?,
            BufReader::new(process.stdout.take()?),
        );
        let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
        Some(Self {
            process,
            to,
            from,
            version,
        })
    }

    /// Seconds that one turn takes.
    fn turn(&mut self, kind: &str) -> Result<f64, String> {
        let gone = |error: std::io::Error| format!("{SCRIPT}: {error}");
        writeln!(self.to, "{kind} 1").map_err(gone)?;
        let mut line = String::new();
        self.from.read_line(&mut line).map_err(gone)?;
        let mut words = line.split_whitespace();
        let seconds = words.next().and_then(|word| word.parse().ok());
        let cells: Option<u64> = words.next().and_then(|word| word.parse().ok());
        match (seconds, cells) {
            (Some(seconds), Some(cells)) if cells > 0 => Ok(seconds),
            _ => Err(format!("{SCRIPT} read no cells of {kind}: {line:?}")),
        }
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Forms made from the figures of the test vectors, in every format; what is there already stays.
fn make(folder: &Path, pages: usize) -> Result<(), String> {
    let bases = bases();
    for format in Format::ALL {
        let folder = folder.join(format.extension());
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
        for (number, report) in reports(&bases).take(pages).enumerate() {
            let report = ogi_report::read(canonical(&report).as_bytes())
                .map_err(|error| error.to_string())?;
            let form = ogi_render::render(&report, *format, &form_alone());
            let form = form.map_err(|error| error.to_string())?;
            let path = folder.join(format!("{number:03}.{}", format.extension()));
            fs::write(&path, form).map_err(|error| failed(&path, &error))?;
        }
    }
    print_pdf(folder, pages)
}

/// As an agency publishes it: nothing but the form.
fn form_alone() -> Options {
    Options {
        appendix: false,
        ..Options::default()
    }
}

/// Prints the HTML forms with chromium, if it is there.
fn print_pdf(folder: &Path, pages: usize) -> Result<(), String> {
    let target = folder.join("pdf");
    fs::create_dir_all(&target).map_err(|error| failed(&target, &error))?;
    for number in 0..pages {
        let (from, to) = (
            folder.join(format!("html/{number:03}.html")),
            target.join(format!("{number:03}.pdf")),
        );
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

fn read(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).map_err(|error| failed(path, &error)))
        .collect()
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

fn markdown(rows: &[Row], other: Option<&Other>) -> String {
    let mut text = String::new();
    if let Some(other) = other {
        let _ = writeln!(text, "Compared with {}.\n", other.version);
    }
    text.push_str(
        "| container | files | kB a file | `ogi_import::read`, pages a second | other | pages a second | `ogi_import` is so many times faster |\n\
         | --- | ---: | ---: | ---: | --- | ---: | ---: |\n",
    );
    for row in rows {
        let ratios: Vec<f64> = row
            .ours
            .iter()
            .zip(&row.theirs)
            .map(|(ours, theirs)| ours / theirs)
            .collect();
        let (name, theirs, ratio) = match row.container.other {
            Some(name) if !ratios.is_empty() => (
                name,
                format!("{:.1}", median(row.theirs.clone())),
                format!("{:.0}", median(ratios)),
            ),
            other => (other.unwrap_or("–"), "–".to_owned(), "–".to_owned()),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {:.0} | {:.0} | {name} | {theirs} | {ratio} |",
            row.container.kind,
            row.files,
            row.bytes as f64 / row.files as f64 / 1e3,
            median(row.ours.clone()),
        );
    }
    text
}
