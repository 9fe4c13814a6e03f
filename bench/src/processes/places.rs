//! The paths of programs and files.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cores::Cores;

/// Places that calls of tools name, and what the processes run in.
pub struct Places {
    /// What is measured and what is written meanwhile.
    pub folder: PathBuf,
    pub cores: Cores,
    /// By their names in calls.
    named: Vec<(&'static str, String)>,
    /// Where Node looks for packages: also beside the programs of packages on PATH.
    modules: OsString,
}

impl Places {
    pub fn new(folder: &Path, ogi: &Path) -> Result<Self, String> {
        let bench = env::current_exe()
            .map_err(|error| format!("cannot tell the place of this program: {error}"))?;
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("others");
        let schema = folder.join("report.schema.json");
        let mut named = vec![
            ("{ogi}", ogi),
            ("{bench}", &bench),
            ("{scripts}", &scripts),
            ("{schema}", &schema),
        ];
        let blaze = blaze();
        named.extend(blaze.as_deref().map(|path| ("{blaze}", path)));
        let named = named
            .into_iter()
            .map(|(name, path)| (name, path.display().to_string()))
            .collect();
        Ok(Self {
            folder: folder.to_owned(),
            cores: Cores::new()?,
            named,
            modules: modules(),
        })
    }

    /// A call, its program looked up beforehand: what is measured does not include the search.
    pub fn command(&self, words: &[String]) -> Command {
        let mut words = words.iter().map(|word| {
            self.named.iter().fold(word.clone(), |word, (name, place)| {
                word.replace(name, place)
            })
        });
        let program = words.next().unwrap_or_default();
        let mut command =
            Command::new(on_path(&program, |_| true).unwrap_or_else(|| program.into()));
        command
            .args(words)
            .env("NODE_PATH", &self.modules)
            .env("PYTHONWARNINGS", "ignore");
        command
    }
}

fn path() -> Vec<PathBuf> {
    env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default()
}

fn on_path(name: &str, accept: fn(&Path) -> bool) -> Option<PathBuf> {
    path()
        .into_iter()
        .map(|folder| folder.join(name))
        .find(|program| program.is_file() && accept(program))
}

fn modules() -> OsString {
    let beside = path()
        .into_iter()
        .filter(|folder| folder.ends_with("node_modules/.bin"));
    let own = env::var_os("NODE_PATH")
        .map(|path| env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    let all = beside
        .filter_map(|folder| folder.parent().map(Path::to_owned))
        .chain(own);
    env::join_paths(all).unwrap_or_default()
}

/// The program of Blaze itself: its packages put a launcher in Python or JavaScript before it, which takes longer than
/// the check of a document, and another project has a command of the same name.
fn blaze() -> Option<PathBuf> {
    let is_native = |program: &Path| {
        let mut start = [0; 2];
        File::open(program)
            .and_then(|mut file| file.read_exact(&mut start))
            .is_ok()
            && start != *b"#!"
    };
    on_path("jsonschema", is_native).or_else(|| {
        let find =
            "import os, sourcemeta_jsonschema as package; print(os.path.dirname(package.__file__))";
        let output = Command::new("python3").args(["-c", find]).output().ok()?;
        let folder = String::from_utf8(output.stdout).ok()?;
        let system = if env::consts::OS == "macos" {
            "darwin"
        } else {
            env::consts::OS
        };
        let processor = if env::consts::ARCH == "aarch64" {
            "arm64"
        } else {
            env::consts::ARCH
        };
        let program = Path::new(folder.trim_end()).join(format!("jsonschema-{system}-{processor}"));
        program.is_file().then_some(program)
    })
}
