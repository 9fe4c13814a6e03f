//! Standard output and standard error.

use std::io::{self, BufWriter, Write};

use anstream::{AutoStream, ColorChoice};
use ogi_report::Language;

/// Standard output, and what is known about who reads it.
pub(crate) struct Console {
    out: Box<dyn Write>,
    closed: bool,
    /// Whether the program was started without standard output.
    missing: bool,
    /// Columns of text.
    pub(crate) width: usize,
    /// Language of what is said.
    pub(crate) language: Language,
}

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

impl Console {
    /// Locks standard output.
    pub(crate) fn new(language: Language) -> Self {
        let asked = || {
            terminal_size::terminal_size_of(io::stdout())
                .map(|(terminal_size::Width(width), _)| usize::from(width))
        };
        let stated = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let width = stated.or_else(asked).unwrap_or(WIDTH).clamp(40, 120);
        Self {
            out: output(io::stdout().lock()),
            closed: false,
            missing: is_missing(),
            width,
            language,
        }
    }

    /// Prints a text as it is; nothing once the reader has gone away.
    ///
    /// # Errors
    /// Standard output cannot be written, other than because its reader is gone.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        if self.closed || text.is_empty() {
            return Ok(());
        }
        self.require()?;
        let written = self.out.write_all(text.as_bytes());
        self.settle(written)
    }

    /// Prints bytes as they are.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.require()?;
        self.flush()?;
        let written = io::stdout()
            .write_all(bytes)
            .and_then(|()| io::stdout().flush());
        self.settle(written)
    }

    /// Prints lines.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(crate) fn lines(&mut self, lines: &[String]) -> io::Result<()> {
        self.print(&(lines.join("\n") + "\n"))
    }

    /// Writes out what is held back.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.settle(flushed)
    }

    /// Whether the reader has gone away, so that nothing more need be done.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Checks that there is standard output.
    ///
    /// # Errors
    /// The program was started with standard output closed.
    pub(crate) fn require(&self) -> io::Result<()> {
        if self.missing {
            return Err(io::ErrorKind::NotConnected.into());
        }
        Ok(())
    }

    fn settle(&mut self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other,
        }
    }
}

/// Whether standard output was closed when the program was started: Rust then puts a null device that can also be read
/// in its place, so that no file that is opened later is taken for it. A shell opens one for writing alone.
#[cfg(unix)]
fn is_missing() -> bool {
    use rustix::fs::{OFlags, fcntl_getfl, fstat, stat};

    let stdout = io::stdout();
    let is_for_both = fcntl_getfl(&stdout).is_ok_and(|flags| flags.contains(OFlags::RDWR));
    is_for_both
        && fstat(&stdout)
            .ok()
            .zip(stat("/dev/null").ok())
            .is_some_and(|(out, null)| out.st_rdev == null.st_rdev)
}

#[cfg(not(unix))]
fn is_missing() -> bool {
    false
}

/// Where text goes that may have colours: held back, and written in few pieces.
fn output(stdout: io::StdoutLock<'static>) -> Box<dyn Write> {
    match AutoStream::choice(&stdout) {
        // Taking out colours makes many pieces of a text, so that they are put together after it.
        ColorChoice::Never => {
            let held: Box<dyn Write> = Box::new(BufWriter::new(stdout));
            Box::new(AutoStream::never(held))
        }
        choice => Box::new(BufWriter::new(AutoStream::new(stdout, choice))),
    }
}

/// Says something beside the output.
pub(crate) fn tell(text: &str) {
    // There is no one left to tell when standard error is gone.
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}
