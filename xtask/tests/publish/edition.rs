//! A third edition of the form changes `schema/` alone: everything that follows from it is still made.

use std::fs;
use std::path::Path;

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
            let name = path.strip_prefix(xtask::root()).unwrap_or(&path).to_string_lossy().into_owned();
            fs::write(place, change(&name, text)).expect("written");
        }
    }
}

/// The schema with a report that differs from that of 2021 in its edition, and the rules that hold for it.
fn with_third(name: &str, text: String) -> String {
    if name.starts_with("schema/rules/") {
        return text.replace("\"2021-30\"]", "\"2021-30\", \"2024-99\"]");
    }
    if name != "schema/report.schema.json" {
        return text;
    }
    let start = text.find("    \"Report2021\": {").expect("the report of 2021");
    let end = start + text[start..].find("\n    },\n").expect("its end") + "\n    },\n".len();
    let third = text[start..end].replace("Report2021", "Report2024").replace("2021-30", "2024-99");
    let union = "{\"$ref\": \"#/$defs/Report2021\"}";
    assert!(text.contains(union));
    let text = format!("{}{third}{}", &text[..end], &text[end..]);
    text.replacen(union, &format!("{union}, {{\"$ref\": \"#/$defs/Report2024\"}}"), 1)
}

/// A tree with nothing but the standard, a third edition in it, and the descriptors of the bindings.
fn tree() -> Folder {
    let (root, folder) = (xtask::root(), Folder::new("third"));
    copy(&root.join("schema"), &folder.0.join("schema"), &|name, text| with_third(name, text));
    let form = read(&root.join("schema/forms/2021-30.json")).expect("a form");
    let form = form.replace("Report2021", "Report2024").replace("\"2021-30\"", "\"2024-99\"");
    fs::write(folder.0.join("schema/forms/2024-99.json"), form).expect("written");
    let base = read(&root.join("schema/vectors/bases/2021-30.json")).expect("a base");
    let base = base.replace("\"2021-30\"", "\"2024-99\"");
    fs::write(folder.0.join("schema/vectors/bases/2024-99.json"), base).expect("written");
    let cases = r#"{"title": "The third edition.", "cases": [{"id": "third-valid", "title": "valid", "tags": ["structure"],
        "base": "2024-99", "expect": {"well_formed": true, "schema_valid": true, "reconciled": "yes", "faults": [],
        "failed": [], "not_assessed": []}}]}"#;
    fs::write(folder.0.join("schema/vectors/structure/third.json"), cases).expect("written");
    for other in ["docs", "examples", "crates/ogi-cli/texts", "crates/ogi-cli/schema"] {
        copy(&root.join(other), &folder.0.join(other), &|_, text| text);
    }
    for binding in xtask::bindings::Descriptor::all(&root).expect("bindings") {
        let place = folder.0.join("bindings").join(&binding.name);
        fs::create_dir_all(&place).expect("a folder");
        fs::copy(binding.folder(&root).join("binding.json"), place.join("binding.json")).expect("copied");
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
    assert!(changed.contains(&"schema/generated/rules-2024-99.json".to_owned()), "{changed:?}");
    generate(&folder.0, Mode::Check).expect("it is fresh");
    let two = published(&xtask::root(), None).expect("the standard").artifacts;
    let three = published(&folder.0, None).expect("the changed standard").artifacts;
    for path in two.iter().map(|file| &file.path).filter(|path| path.contains("2021-30")) {
        let path = path.replace("2021-30", "2024-99");
        assert!(three.iter().any(|file| file.path == path), "no {path}");
    }
    let out = folder.0.join("dist");
    publish(&folder.0, &request(&out, None), &mut |_| {}).expect("it is published");
    let entry = read(&out.join("schema/0.1.0/report.schema.json")).expect("an entry");
    assert!(entry.contains("2024-99/report.schema.json"));
    for binding in xtask::bindings::Descriptor::all(&folder.0).expect("bindings") {
        let about = read(&binding.folder(&folder.0).join(&binding.about)).expect("what it embeds");
        assert!(about.contains("\"2024-99\""), "{}", binding.name);
        assert!(
            changed.iter().any(|path| path.contains(&binding.name) && path.contains("2024-99")),
            "{}",
            binding.name
        );
    }
}
