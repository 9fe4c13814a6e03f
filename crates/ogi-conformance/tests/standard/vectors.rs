//! The test vectors of the standard, read from `schema/vectors/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// All vectors, with the bases they start from.
pub(crate) struct Vectors {
    folder: PathBuf,
    index: Value,
    bases: BTreeMap<String, Value>,
    groups: Vec<Value>,
}

impl Vectors {
    pub(crate) fn read() -> Self {
        let above = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|folder| folder.join("schema/vectors"));
        let folder = above
            .into_iter()
            .find(|folder| folder.is_dir())
            .expect("the vectors of this workspace");
        let index = json(&folder.join("index.json"));
        let files = index["files"].as_array().expect("a list of files").iter();
        let groups = files
            .map(|file| json(&folder.join(file["path"].as_str().expect("a path"))))
            .collect();
        let bases = list(&folder.join("bases"));
        let name = |path: &PathBuf| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        };
        let bases = bases.iter().map(|path| (name(path), json(path))).collect();
        Self {
            folder,
            index,
            bases,
            groups,
        }
    }

    pub(crate) fn index(&self) -> &Value {
        &self.index
    }

    pub(crate) fn groups(&self) -> impl Iterator<Item = &Value> {
        self.groups.iter()
    }

    /// The schema of the index or of a group of cases.
    pub(crate) fn schema(&self, name: &str) -> Value {
        json(&self.folder.join(format!("{name}.schema.json")))
    }

    pub(crate) fn cases(&self) -> impl Iterator<Item = &Value> {
        self.groups
            .iter()
            .flat_map(|group| group["cases"].as_array().into_iter().flatten())
    }

    /// The bytes of the document of a case.
    pub(crate) fn bytes(&self, case: &Value) -> Vec<u8> {
        match case.get("raw").and_then(Value::as_array) {
            Some(parts) => parts.iter().flat_map(part).collect(),
            None => self.document(case),
        }
    }

    /// The bytes of a base after its patch.
    pub(crate) fn document(&self, source: &Value) -> Vec<u8> {
        let mut document = self.bases[source["base"].as_str().expect("a base")].clone();
        for change in source["patch"].as_array().into_iter().flatten() {
            apply(&mut document, change);
        }
        let spelled = document.to_string();
        spelled.replace(BEFORE, "").replace(AFTER, "").into_bytes()
    }
}

fn part(part: &Value) -> Vec<u8> {
    let bytes = match part["base64"].as_str() {
        Some(text) => base64(text),
        None => part["text"]
            .as_str()
            .expect("text or base64")
            .as_bytes()
            .to_vec(),
    };
    let times = part["times"]
        .as_u64()
        .map_or(1, |times| usize::try_from(times).expect("a length"));
    bytes.repeat(times)
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    for group in text.trim_end_matches('=').as_bytes().chunks(4) {
        let value = |byte: &u8| {
            ALPHABET
                .iter()
                .position(|known| known == byte)
                .expect("a character of base64")
        };
        let bits =
            group.iter().fold(0, |bits, byte| bits << 6 | value(byte)) << (6 * (4 - group.len()));
        let three =
            [bits >> 16, bits >> 8, bits].map(|bits| u8::try_from(bits & 255).expect("a byte"));
        bytes.extend(&three[..group.len() - 1]);
    }
    bytes
}

/// What stands around a number as it is spelled, while it is a string: with the quotes it is taken away.
const BEFORE: &str = "\"\u{e000}";
const AFTER: &str = "\u{e001}\"";

/// The value that a change puts in.
fn value(change: &Value) -> Value {
    match change["number"].as_str() {
        Some(spelled) => Value::String(format!("\u{e000}{spelled}\u{e001}")),
        None => change["value"].clone(),
    }
}

fn apply(document: &mut Value, change: &Value) {
    let (parent, name) = change["path"]
        .as_str()
        .and_then(|path| path.rsplit_once('/'))
        .expect("a path");
    let name = name.replace("~1", "/").replace("~0", "~");
    let operation = change["op"].as_str().expect("an operation");
    match document.pointer_mut(parent).expect("a place to change") {
        Value::Object(members) if operation == "remove" => {
            members.remove(&name).expect("something to remove");
        }
        Value::Object(members) => {
            members.insert(name, value(change));
        }
        Value::Array(items) => {
            let index = if name == "-" {
                items.len()
            } else {
                name.parse().expect("an index")
            };
            match operation {
                "add" => items.insert(index, value(change)),
                "replace" => items[index] = value(change),
                _ => {
                    items.remove(index);
                }
            }
        }
        _ => panic!("nothing can be changed at {parent}"),
    }
}

fn json(path: &Path) -> Value {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}
