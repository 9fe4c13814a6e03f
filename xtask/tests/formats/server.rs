//! A PostgreSQL server of its own, without a port, that ends with the test.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::cases::{Folder, tool};

pub(crate) struct Server {
    bin: PathBuf,
    folder: Folder,
}

impl Server {
    /// Starts a server; nothing where PostgreSQL is not installed.
    pub(crate) fn start() -> Option<Self> {
        let bin = tool(&["initdb", "pg_ctl", "psql"], debian())?;
        let folder = Folder::new("pg");
        let server = Self { bin, folder };
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&server.folder.0));
        }
        let data = server.folder.0.join("data");
        let setup = [
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ];
        run(server
            .owned("initdb")
            .args(setup)
            .arg("--pgdata")
            .arg(&data));
        let socket = format!(
            "-k '{}' -c listen_addresses='' -c fsync=off -c jit=off",
            server.folder.0.display()
        );
        let log = server.folder.0.join("log");
        run(server
            .owned("pg_ctl")
            .args(["start", "--wait", "--options", &socket])
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(log));
        Some(server)
    }

    /// A program of PostgreSQL as the user that owns the data: the server refuses to run as root.
    fn owned(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            Command::new("runuser")
        } else {
            Command::new(&program)
        };
        if is_root() {
            command.args(["-u", "postgres", "--"]).arg(program);
        }
        command
            .current_dir(&self.folder.0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// What a script prints, run by psql in a folder up to its first error.
    pub(crate) fn try_run(&self, folder: &Path, script: &str) -> Output {
        let mut child = Command::new(self.bin.join("psql"))
            .args([
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--username=postgres",
            ])
            .arg("--host")
            .arg(&self.folder.0)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("psql starts");
        let mut stdin = child.stdin.take().expect("an input");
        let script = script.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(script.as_bytes()));
        let output = child.wait_with_output().expect("psql ends");
        let _ = writer.join();
        output
    }

    /// What a script prints.
    ///
    /// # Panics
    /// When it fails.
    pub(crate) fn run(&self, folder: &Path, script: &str) -> String {
        let output = self.try_run(folder, script);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.0.join("data");
        let _ = self
            .owned("pg_ctl")
            .args(["stop", "--mode=immediate", "-D"])
            .arg(data)
            .status();
    }
}

fn run(command: &mut Command) {
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {status}");
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id");
    output.stdout.trim_ascii() == b"0"
}

/// Where Debian keeps the programs of the server, newest first.
fn debian() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut versions: Vec<_> = versions
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    versions.sort();
    versions
        .into_iter()
        .rev()
        .map(|version| version.join("bin"))
        .collect()
}
