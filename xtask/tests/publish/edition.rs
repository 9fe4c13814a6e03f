//! A third edition of the form changes `schema/` alone: everything that follows from it is still made.

use std::fs;
use std::path::Path;
use std::process::Command;

use xtask::bindings::{Descriptor, Request, bindings};
use xtask::generate::{generate, published};
use xtask::publish::publish;
use xtask::tree::{Mode, read};

use super::{cases::Folder, request};

/// Copies a folder, changing each text.
fn copy(from: &Path, to: &Path, change: &dyn Fn(&str, String) -> String) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let place = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &place, change);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path
                .strip_prefix(xtask::root())
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            fs::write(place, change(&name, text)).expect("written");
        }
    }
}

/// Copies a folder without what is named.
fn copy_but(from: &Path, to: &Path, left_out: &[String]) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, name) = (entry.path(), entry.file_name());
        if left_out.iter().any(|other| name == other.as_str()) {
            continue;
        }
        if path.is_dir() {
            copy_but(&path, &to.join(name), left_out);
        } else {
            fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}

/// What must be found in reports of the third edition: nothing, a fault of the shape, a sum that does not hold.
const VECTORS: &str = r#"{"title": "The third edition.", "cases": [
    {"id": "third-valid", "title": "valid", "tags": ["structure"], "base": "2024-99",
        "expect": {"well_formed": true, "schema_valid": true, "reconciled": "yes", "faults": [], "failed": [],
            "not_assessed": []}},
    {"id": "third-without-section", "title": "a section is missing", "tags": ["structure"], "base": "2024-99",
        "patch": [{"op": "remove", "path": "/problems_and_improvements"}],
        "expect": {"well_formed": true, "schema_valid": false, "reconciled": "yes", "faults": [["", "required"]],
            "failed": [], "not_assessed": []}},
    {"id": "third-total-left-at-zero", "title": "10+1 against a total of 0", "about": "review-total", "tags": ["fail"],
        "base": "2024-99", "patch": [{"op": "replace", "path": "/review_and_litigation/reconsideration",
            "value": {"upheld": 10, "corrected": 1, "other_result": 0, "pending": 0, "total": 0}}],
        "expect": {"well_formed": true, "schema_valid": true, "reconciled": "no", "faults": [],
            "failed": [{"rule": "review-total", "at": "/review_and_litigation/reconsideration/total",
                "args": {"computed": "11", "stated": "0", "difference": "11"}}], "not_assessed": []}}]}"#;

/// The schema with a report that differs from that of 2021 in its edition, and the rules that hold for it.
fn with_third(name: &str, text: String) -> String {
    if name.starts_with("schema/rules/") {
        return text.replace("\"2021-30\"]", "\"2021-30\", \"2024-99\"]");
    }
    if name != "schema/report.schema.json" {
        return text;
    }
    let start = text
        .find("    \"Report2021\": {")
        .expect("the report of 2021");
    let end = start + text[start..].find("\n    },\n").expect("its end") + "\n    },\n".len();
    let third = text[start..end]
        .replace("Report2021", "Report2024")
        .replace("2021-30", "2024-99");
    let union = "{\"$ref\": \"#/$defs/Report2021\"}";
    assert!(text.contains(union));
    let text = format!("{}{third}{}", &text[..end], &text[end..]);
    text.replacen(
        union,
        &format!("{union}, {{\"$ref\": \"#/$defs/Report2024\"}}"),
        1,
    )
}

/// A tree with nothing but the standard, a third edition in it, and the bindings as they are.
pub(super) fn tree() -> Folder {
    let (root, folder) = (xtask::root(), Folder::new("third"));
    copy(
        &root.join("schema"),
        &folder.0.join("schema"),
        &|name, text| with_third(name, text),
    );
    let form = read(&root.join("schema/forms/2021-30.json")).expect("a form");
    let form = form
        .replace("Report2021", "Report2024")
        .replace("\"2021-30\"", "\"2024-99\"");
    fs::write(folder.0.join("schema/forms/2024-99.json"), form).expect("written");
    let base = read(&root.join("schema/vectors/bases/2021-30.json")).expect("a base");
    let base = base.replace("\"2021-30\"", "\"2024-99\"");
    fs::write(folder.0.join("schema/vectors/bases/2024-99.json"), base).expect("written");
    fs::write(
        folder.0.join("schema/vectors/structure/third.json"),
        VECTORS,
    )
    .expect("written");
    for other in ["docs", "examples", "crates/ogi-cli/schema"] {
        copy(&root.join(other), &folder.0.join(other), &|_, text| text);
    }
    for binding in Descriptor::all(&root).expect("bindings") {
        copy_but(
            &binding.folder(&root),
            &binding.folder(&folder.0),
            &binding.scratch,
        );
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root.join(licence), folder.0.join(licence)).expect("copied");
    }
    folder
}

#[test]
fn a_third_edition_changes_schema_alone_and_makes_everything() {
    let folder = tree();
    let changed = generate(&folder.0, Mode::Write).expect("it generates");
    assert!(
        changed.contains(&"schema/generated/rules-2024-99.json".to_owned()),
        "{changed:?}"
    );
    generate(&folder.0, Mode::Check).expect("it is fresh");
    let two = published(&xtask::root(), None)
        .expect("the standard")
        .artifacts;
    let three = published(&folder.0, None)
        .expect("the changed standard")
        .artifacts;
    for path in two
        .iter()
        .map(|file| &file.path)
        .filter(|path| path.contains("2021-30"))
    {
        let path = path.replace("2021-30", "2024-99");
        assert!(three.iter().any(|file| file.path == path), "no {path}");
    }
    let out = folder.0.join("dist");
    publish(&folder.0, &request(&out, None), &mut |_| {}).expect("it is published");
    let entry = read(&out.join("schema/0.1.0/report.schema.json")).expect("an entry");
    assert!(entry.contains("2024-99/report.schema.json"));
    for binding in Descriptor::all(&folder.0).expect("bindings") {
        let about = read(&binding.folder(&folder.0).join(&binding.about)).expect("what it embeds");
        assert!(about.contains("\"2024-99\""), "{}", binding.name);
        assert!(
            changed
                .iter()
                .any(|path| path.contains(&binding.name) && path.contains("2024-99")),
            "{}",
            binding.name
        );
    }
}

/// What the runner of a binding says that it passed of the vectors in a folder.
fn passed(binding: &Descriptor, root: &Path, vectors: &Path) -> u64 {
    let folder = binding.folder(root);
    let (program, arguments) = binding
        .test
        .last()
        .and_then(|line| line.split_first())
        .expect("a command");
    let program = if program.contains('/') {
        folder.join(program)
    } else {
        program.into()
    };
    let run = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("OGI_VECTORS", vectors)
        .output();
    count(&String::from_utf8(run.expect("it runs").stdout).expect("text"))
}

/// The number of `N passed, 0 failed`.
fn count(said: &str) -> u64 {
    let line = said
        .lines()
        .rev()
        .find_map(|line| line.trim().strip_suffix(" passed, 0 failed"));
    let number = line
        .and_then(|line| line.rsplit(' ').next())
        .and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("not all passed: {said}"))
}

#[test]
#[ignore = "installs the tools of every binding, and takes minutes: cargo test -p xtask --test publish -- --ignored"]
fn a_third_edition_passes_the_runner_of_every_binding() {
    let folder = tree();
    generate(&folder.0, Mode::Write).expect("it generates");
    let mut said = Vec::new();
    let request = Request {
        test: true,
        strict: true,
        ..Request::default()
    };
    bindings(&folder.0, &request, &mut |line| said.push(line.to_owned()))
        .expect("every binding passes");
    for binding in Descriptor::all(&folder.0).expect("bindings") {
        let last = said
            .iter()
            .rfind(|line| line.starts_with(&format!("{}: ", binding.name)));
        let three = count(last.expect("its last word"));
        let two = passed(&binding, &folder.0, &xtask::root().join("schema/vectors"));
        assert!(
            two > 500 && three > two,
            "{}: {two} without the third edition, {three} with it",
            binding.name
        );
        eprintln!(
            "{}: {two} without the third edition, {three} with it",
            binding.name
        );
    }
}
