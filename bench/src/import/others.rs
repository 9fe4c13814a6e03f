//! What pages are also read with: people's usual tools in Python, and whole programs of this project.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use wait4::Wait4 as _;

/// Where the Python script lies, from the root of the bench.
const SCRIPT: &str = "others/read_tables.py";

/// How the tools in Python are installed.
pub const INSTALL: &str = "pip install pandas lxml python-docx openpyxl pdfplumber";

/// The Python process that reads the same files.
pub struct Python {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    pub version: String,
}

impl Python {
    /// Starts it, or says why it takes no part.
    pub fn start(folder: &Path) -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCRIPT);
        let mut asked = Command::new("python3");
        let version = asked.arg(&script).arg("--version").output();
        let version = version.ok().filter(|version| version.status.success());
        let Some(version) = version else {
            eprintln!("skipped: the tools in Python; to install them: {INSTALL}");
            return None;
        };
        let mut process = Command::new("python3")
            .arg(&script)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let to = process.stdin.take()?;
        let from = BufReader::new(process.stdout.take()?);
        let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
        Some(Self {
            process,
            to,
            from,
            version,
        })
    }

    /// Processor seconds that reading all files of a kind once takes.
    pub fn turn(&mut self, kind: &str) -> Result<f64, String> {
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

impl Drop for Python {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Two builds of `ogi`: that of today and an earlier one.
pub struct Programs {
    pub today: PathBuf,
    pub earlier: PathBuf,
    /// Where they write what they read.
    pub out: PathBuf,
}

impl Programs {
    /// How many times the processor time of the earlier program that of today takes to import some files.
    pub fn turn(&self, files: &[PathBuf]) -> Result<f64, String> {
        let earlier = self.seconds(&self.earlier, files)?;
        Ok(self.seconds(&self.today, files)? / earlier)
    }

    fn seconds(&self, program: &Path, files: &[PathBuf]) -> Result<f64, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", program.display());
        let mut command = Command::new(program);
        command.arg("import").args(files).arg("--force");
        command.arg("-o").arg(&self.out).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let done = command.spawn().map_err(failed)?.wait4().map_err(failed)?;
        // A file that is refused takes less time, so that the comparison would say nothing.
        if !done.status.success() {
            let program = program.display();
            return Err(format!("{program} import {:?}: {}", files, done.status));
        }
        Ok((done.rusage.utime + done.rusage.stime).as_secs_f64())
    }
}
