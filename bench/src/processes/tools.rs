//! The measured tools: how each is called, prints its version and is installed.

use std::process::Command;

use super::Input;
use super::files::Set;
use super::places::Places;
use crate::contestants::BASELINE;

/// A tool. In what it is called with, `{input}` is what it is given, `{files}` each of its files as a word of its own,
/// `{schema}` the published schema of the edition, and `{ogi}`, `{bench}`, `{blaze}`, `{scripts}` are places.
pub struct Tool {
    /// As in the results.
    pub name: &'static str,
    /// What it checks, or that it is a limit: less than reading.
    pub does: &'static str,
    /// Whether it accepts or refuses.
    pub judges: bool,
    /// Whether it may use all cores of the machine, whatever its input.
    pub all_cores: bool,
    /// As in Markdown.
    pub install: &'static str,
    pub counts: Counts,
    /// Prints the version first; fails where the tool is not installed. Empty for what this program itself is made of.
    version: &'static [&'static str],
    /// Its call for each input; empty if it does not take such input.
    lines: &'static [&'static str],
    file: &'static [&'static str],
    folder: &'static [&'static str],
}

/// How a tool says the number of documents it looked at.
#[derive(Clone, Copy)]
pub enum Counts {
    /// In the word before the first that begins like one of these.
    Before(&'static [&'static str]),
    /// In the number of lines that end like this, where all documents are good.
    Lines(&'static str),
    /// Not at all.
    Nothing,
}

const SCHEMA: &str = "schema";
const EVERYTHING: &str = "schema and rules";
const OWN: Tool = Tool {
    name: "",
    does: EVERYTHING,
    judges: true,
    all_cores: false,
    install: "part of this project",
    counts: Counts::Nothing,
    version: &["{ogi}", "--version"],
    lines: &[],
    file: &[],
    folder: &[],
};
const LIMIT: Tool = Tool {
    does: "limit",
    judges: false,
    install: "part of every Unix",
    ..OWN
};

/// The tools that others are compared with.
pub const ONE_CORE: &str = "ogi check --jobs 1";
pub const ALL_CORES: &str = "ogi check";
pub const NOTHING: &str = "true";
pub const LINES: &str = "wc -l";

const TOOLS: &[Tool] = &[
    Tool {
        name: NOTHING,
        does: "nothing",
        version: &["true", "--version"],
        file: &["true"],
        ..LIMIT
    },
    Tool {
        name: "dd bs=1M of=/dev/null",
        version: &["dd", "--version"],
        lines: &["dd", "bs=1M", "if={input}", "of=/dev/null"],
        ..LIMIT
    },
    Tool {
        name: LINES,
        counts: Counts::Before(&["/"]),
        version: &["wc", "--version"],
        lines: &["wc", "-l", "{input}"],
        ..LIMIT
    },
    Tool {
        name: ONE_CORE,
        counts: Counts::Before(&["reports:", "files:"]),
        lines: &["{ogi}", "check", "--lang", "en", "--jobs", "1", "{input}"],
        folder: &["{ogi}", "check", "--lang", "en", "--jobs", "1", "{input}"],
        ..OWN
    },
    Tool {
        name: ALL_CORES,
        all_cores: true,
        counts: Counts::Before(&["reports:", "files:"]),
        lines: &["{ogi}", "check", "--lang", "en", "{input}"],
        file: &["{ogi}", "check", "--lang", "en", "{input}"],
        folder: &["{ogi}", "check", "--lang", "en", "{input}"],
        ..OWN
    },
    Tool {
        name: BASELINE,
        counts: Counts::Before(&["documents"]),
        version: &[],
        lines: &["{bench}", "--processes", "baseline", "{input}"],
        ..OWN
    },
    Tool {
        name: "jsonschema-rs on Python",
        does: SCHEMA,
        install: "`pip install jsonschema-rs orjson`",
        counts: Counts::Before(&["documents"]),
        version: &["python3", "{scripts}/jsonschema_rs_lines.py", "--version"],
        lines: &[
            "python3",
            "{scripts}/jsonschema_rs_lines.py",
            "{schema}",
            "{input}",
        ],
        ..OWN
    },
    Tool {
        name: "ajv on Node",
        does: SCHEMA,
        install: "`npm install ajv ajv-formats`",
        counts: Counts::Before(&["documents"]),
        version: &["node", "{scripts}/ajv.cjs", "--version"],
        lines: &["node", "{scripts}/ajv.cjs", "{schema}", "{input}"],
        ..OWN
    },
    Tool {
        name: "Blaze: jsonschema validate --fast",
        does: SCHEMA,
        install: "`pip install sourcemeta-jsonschema`",
        counts: Counts::Before(&["validated"]),
        version: &["{blaze}", "version"],
        lines: &["{blaze}", "validate", "--fast", "{schema}", "{input}"],
        file: &["{blaze}", "validate", "--fast", "{schema}", "{input}"],
        folder: &["{blaze}", "validate", "--fast", "{schema}", "{input}"],
        ..OWN
    },
    Tool {
        name: "jsonschema-cli validate",
        does: SCHEMA,
        install: "`cargo install jsonschema-cli`",
        counts: Counts::Lines("VALID"),
        version: &["jsonschema-cli", "--version"],
        file: &[
            "jsonschema-cli",
            "validate",
            "--assert-format",
            "{schema}",
            "-i",
            "{input}",
        ],
        folder: &[
            "jsonschema-cli",
            "validate",
            "--assert-format",
            "{schema}",
            "-i",
            "{files}",
        ],
        ..OWN
    },
    Tool {
        name: "ajv-cli: ajv validate",
        does: SCHEMA,
        install: "`npm install ajv-cli ajv-formats`",
        counts: Counts::Lines(" valid"),
        version: &["node", "--print", "require('ajv-cli/package.json').version"],
        file: &[
            "ajv",
            "validate",
            "--spec=draft2020",
            "--strict=false",
            "-c",
            "ajv-formats",
            "-s",
            "{schema}",
            "-d",
            "{input}",
        ],
        folder: &[
            "ajv",
            "validate",
            "--spec=draft2020",
            "--strict=false",
            "-c",
            "ajv-formats",
            "-s",
            "{schema}",
            "-d",
            "{input}/*.json",
        ],
        ..OWN
    },
    Tool {
        name: "check-jsonschema",
        does: SCHEMA,
        install: "`pip install check-jsonschema`",
        version: &["check-jsonschema", "--version"],
        file: &["check-jsonschema", "--schemafile", "{schema}", "{input}"],
        folder: &["check-jsonschema", "--schemafile", "{schema}", "{files}"],
        ..OWN
    },
    Tool {
        name: "python3 -m jsonschema",
        does: SCHEMA,
        install: "`pip install jsonschema`",
        version: &[
            "python3",
            "-c",
            "import importlib.metadata as data; print(data.version('jsonschema'))",
        ],
        file: &["python3", "-m", "jsonschema", "-i", "{input}", "{schema}"],
        ..OWN
    },
];

/// An installed tool.
pub struct Found {
    pub tool: &'static Tool,
    pub version: String,
}

impl Found {
    /// Whether the tool can be called with this.
    pub fn takes(&self, input: Input) -> bool {
        !self.words(input).is_empty()
    }

    fn words(&self, input: Input) -> &'static [&'static str] {
        match input {
            Input::Lines => self.tool.lines,
            Input::File => self.tool.file,
            Input::Folder => self.tool.folder,
        }
    }

    /// The call of the tool on a set.
    pub fn command(&self, places: &Places, set: &Set) -> Command {
        let mut words = Vec::new();
        for word in self.words(set.input) {
            if *word == "{files}" {
                words.extend(set.files.iter().map(|file| file.display().to_string()));
            } else {
                words.push(word.replace("{input}", &set.path.display().to_string()));
            }
        }
        places.command(&words)
    }
}

/// The installed tools, and the others.
pub fn present(places: &Places) -> (Vec<Found>, Vec<&'static Tool>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for tool in TOOLS {
        match version(tool, places) {
            Some(version) => found.push(Found { tool, version }),
            None => missing.push(tool),
        }
    }
    (found, missing)
}

fn version(tool: &Tool, places: &Places) -> Option<String> {
    if tool.version.is_empty() {
        return Some("see above".to_owned());
    }
    let words: Vec<_> = tool.version.iter().map(|word| (*word).to_owned()).collect();
    let output = places
        .command(&words)
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout)
        .ok()?
        .lines()
        .next()
        .map(|line| line.trim().to_owned())
}
