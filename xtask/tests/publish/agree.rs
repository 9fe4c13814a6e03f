//! The same tree gives the same bytes, and whatever does not agree is found and named.

use std::fs;

use xtask::bindings::Descriptor;
use xtask::generate::generate;
use xtask::publish::{Dist, File, Request, publish, verify::problems};
use xtask::tree::Mode;

use super::{cases::Folder, dist, edition, request};

#[test]
fn two_folders_have_the_same_bytes_and_a_change_is_found() {
    let folder = Folder::new("agree");
    let (one, two) = (folder.0.join("one"), folder.0.join("below/two"));
    fs::create_dir_all(folder.0.join("below")).expect("a folder");
    for out in [&one, &two] {
        publish(&xtask::root(), &request(out, None), &mut |_| {}).expect("published");
    }
    let same = std::process::Command::new("diff")
        .arg("-r")
        .args([&one, &two])
        .status()
        .expect("diff");
    assert!(same.success());
    let check = Request {
        check: true,
        ..request(&one, None)
    };
    publish(&xtask::root(), &check, &mut |_| {}).expect("unchanged");
    fs::write(one.join("schema/0.1.0/report.schema.json"), "{}").expect("written");
    fs::write(one.join("more.txt"), "more").expect("written");
    fs::remove_file(one.join("dictionary.csv")).expect("removed");
    let error = publish(&xtask::root(), &check, &mut |_| {})
        .expect_err("changed")
        .to_string();
    for line in [
        "differs: schema/0.1.0/report.schema.json",
        "not published by this version: more.txt",
        "missing: dictionary.csv",
    ] {
        assert!(error.contains(line), "{error}");
    }
    assert_eq!(
        fs::read_to_string(one.join("more.txt")).expect("still there"),
        "more",
        "a check writes nothing"
    );
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder = Folder::new("other");
    fs::write(folder.0.join("letter.txt"), "dear").expect("written");
    let error = publish(&xtask::root(), &request(&folder.0, None), &mut |_| {})
        .expect_err("refused")
        .to_string();
    assert!(error.contains("choose another folder"), "{error}");
    assert_eq!(fs::read_dir(&folder.0).expect("a folder").count(), 1);
}

fn broken(change: impl Fn(&mut Dist)) -> Vec<String> {
    let mut dist = dist(None);
    change(&mut dist);
    problems(&xtask::root(), None, &dist).expect("it can be read")
}

fn edit(dist: &mut Dist, path: &str, from: &str, to: &str) {
    let file = dist.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
    let text = String::from_utf8(file.bytes.clone()).expect("text");
    assert!(text.contains(from), "{path}");
    file.bytes = text.replacen(from, to, 1).into_bytes();
}

#[test]
fn what_does_not_agree_is_named() {
    assert_eq!(broken(|_| {}), [""; 0]);
    let path = "rules/0.1.0/2021-30.json";
    let found = broken(|dist| edit(dist, path, "\"eq\"", "\"le\""));
    assert!(
        found.contains(&format!("{path}: not as schema/schema.lock says")),
        "{found:?}"
    );
    assert!(
        found.contains(&format!("{path}: not as manifest.json says")),
        "{found:?}"
    );
    assert!(
        found.contains(&"SHA256SUMS does not agree with the files".to_owned()),
        "{found:?}"
    );
    let found = broken(|dist| drop(dist.remove("codes/2026-11-30/scope.json")));
    assert!(
        found.contains(
            &"codes/2026-11-30/scope.json: in schema/schema.lock and not published".to_owned()
        ),
        "{found:?}"
    );
    let found = broken(|dist| edit(dist, "manifest.json", "\"sha256\": \"", "\"sha256\": \"0"));
    assert!(
        found
            .iter()
            .any(|line| line.ends_with("not as manifest.json says")),
        "{found:?}"
    );
}

#[test]
fn a_copy_in_the_tree_that_is_another_is_named_and_refused() {
    let folder = edition::tree();
    generate(&folder.0, Mode::Write).expect("it generates");
    for binding in Descriptor::all(&folder.0).expect("bindings") {
        let (target, _) = binding
            .data
            .iter()
            .find(|(_, source)| source.ends_with("/registry.json"))
            .expect("a copy");
        let copy = binding.folder(&folder.0).join(target);
        let text = fs::read_to_string(&copy).expect("a copy");
        fs::write(&copy, format!("{text} ")).expect("written");
        let path = format!("bindings/{}/{target}", binding.name);
        let found = problems(&folder.0, None, &dist(None)).expect("it can be read");
        assert!(
            found.contains(&format!("{path}: not a copy of the published file")),
            "{found:?}"
        );
        let check = Request {
            check: true,
            ..request(&folder.0.join("dist"), None)
        };
        let error = publish(&folder.0, &check, &mut |_| {})
            .expect_err("refused")
            .to_string();
        assert!(error.contains(&path), "{error}");
        fs::write(&copy, text).expect("written");
    }
}

/// A package of npm with one file.
fn package(path: &str, content: &[u8]) -> File {
    let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(
        Vec::new(),
        flate2::Compression::fast(),
    ));
    let mut header = tar::Header::new_gnu();
    header.set_size(content.len() as u64);
    archive
        .append_data(&mut header, path, content)
        .expect("packed");
    let bytes = archive
        .into_inner()
        .and_then(flate2::write::GzEncoder::finish)
        .expect("packed");
    File {
        bytes,
        made_by: "a test".to_owned(),
        addressed: false,
    }
}

#[test]
fn a_package_with_another_copy_or_none_is_named() {
    let at = "bindings/typescript/ogi-report.tgz";
    let packed = |path: &str, content: &[u8]| {
        broken(|dist| drop(dist.insert(at.to_owned(), package(path, content))))
    };
    let held = |found: &[String]| {
        found
            .iter()
            .filter(|line| line.contains(": holds"))
            .cloned()
            .collect::<Vec<_>>()
    };
    let own = fs::read(xtask::root().join("bindings/typescript/texts/en.json")).expect("a copy");
    assert_eq!(held(&packed("package/texts/en.json", &own)), [""; 0]);
    assert_eq!(
        held(&packed("package/texts/en.json", b"{}")),
        [format!("{at}: holds another texts/en.json")]
    );
    assert_eq!(
        held(&packed("package/readme", b"")),
        [format!("{at}: holds no embedded file")]
    );
}
