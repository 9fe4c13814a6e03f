//! The implementations, each as one process that reads documents one a line and answers each with a line.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::bindings::{Descriptor, run};

/// One implementation, which answers until its input ends.
pub(super) struct Implementation {
    pub(super) name: String,
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// Starts both ways of checking of this workspace, the naive evaluator, and every binding.
pub(super) fn start(
    root: &Path,
    strict: bool,
    say: &mut dyn FnMut(&str),
) -> anyhow::Result<Vec<Implementation>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let example = [
        "--quiet",
        "--package=ogi-conformance",
        "--example=answer_lines",
    ];
    let built = Command::new(&cargo)
        .arg("build")
        .args(example)
        .current_dir(root)
        .status()
        .context("cannot run cargo")?;
    ensure!(built.success(), "cannot build the example answer_lines");
    let mut all = Vec::new();
    for way in ["fast", "full"] {
        let mut command = Command::new(&cargo);
        command.arg("run").args(example).args(["--", way]);
        all.push(Implementation::start(
            format!("rust, {way} way"),
            command,
            root,
        )?);
    }
    let mut naive = Command::new("python3");
    naive.args(["schema/vectors/evaluate.py", "--lines"]);
    all.push(Implementation::start(
        "naive evaluator".to_owned(),
        naive,
        root,
    )?);
    for binding in Descriptor::all(root)? {
        if let Some(tool) = run::missing(&binding) {
            let name = &binding.name;
            ensure!(!strict, "{name}: no `{tool}` on the PATH");
            say(&format!(
                "{name}: SKIPPED, no `{tool}` on the PATH: not compared"
            ));
            continue;
        }
        let folder = binding.folder(root);
        run::all(&folder, &binding.setup)?;
        run::all(&folder, &binding.answering.prepare)?;
        ensure!(
            !binding.answering.answer.is_empty(),
            "{}: binding.json does not say what answers documents one a line",
            binding.name
        );
        for (name, line) in &binding.answering.answer {
            let command = run::command(&folder, line, &[])?;
            let name = format!("{}, {name}", binding.name);
            all.push(Implementation::start(name, command, &folder)?);
        }
    }
    Ok(all)
}

/// What each of them finds about each question. They work at the same time.
pub(super) fn answer(
    all: &mut [Implementation],
    lines: &Arc<Vec<String>>,
) -> anyhow::Result<Vec<Vec<Value>>> {
    std::thread::scope(|scope| {
        let mut working = Vec::new();
        for implementation in all {
            working.push(scope.spawn(move || implementation.answer(lines)));
        }
        let mut answers = Vec::new();
        for one in working {
            answers.push(
                one.join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?,
            );
        }
        Ok(answers)
    })
}

impl Implementation {
    fn start(name: String, mut command: Command, folder: &Path) -> anyhow::Result<Self> {
        let mut child = command
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name}: cannot be started"))?;
        let questions = child.stdin.take();
        let answers = child.stdout.take().context("a pipe was asked for")?;
        Ok(Self {
            name,
            child,
            questions,
            answers: BufReader::new(answers),
        })
    }

    fn answer(&mut self, lines: &[String]) -> anyhow::Result<Vec<Value>> {
        let mut answers = Vec::new();
        for line in lines {
            answers.push(
                self.answer_one(line)
                    .with_context(|| format!("{}: no answer to {line}", self.name))?,
            );
        }
        Ok(answers)
    }

    fn answer_one(&mut self, line: &str) -> anyhow::Result<Value> {
        let questions = self.questions.as_mut().context("it has ended")?;
        writeln!(questions, "{line}")?;
        questions.flush()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        ensure!(!answer.is_empty(), "it has ended");
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Implementation {
    fn drop(&mut self) {
        // The end of its input is the end of the process.
        self.questions.take();
        let _ = self.child.wait();
    }
}
