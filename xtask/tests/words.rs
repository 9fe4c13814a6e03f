//! The sentences that people read stand in `schema/texts/`, and every one of them is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Crates that say something to people.
const CRATES: &[&str] = &[
    "crates/ogi-cli/src",
    "crates/ogi-diagnostics/src",
    "crates/ogi-import/src",
    "crates/ogi-render/src",
    "crates/ogi-xml/src",
];

/// Literals that read like sentences for people and are none: the file, a part of the literal, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "ogi-cli/src/arguments.rs",
        "",
        "clap takes the English help from the code",
    ),
    (
        "ogi-cli/src/schema.rs",
        "OGI_BLESS=1",
        "the message of a test",
    ),
    (
        "ogi-cli/src/source/load.rs",
        "信息公",
        "looked for in files",
    ),
    (
        "ogi-diagnostics/src/published.rs",
        "",
        "descriptions of a published JSON Schema",
    ),
    (
        "ogi-render/src/layout.rs",
        "",
        "ordinals, dates and the title, as the form prints them",
    ),
    (
        "ogi-render/src/plain.rs",
        "[注{number}]",
        "a mark in the Chinese form",
    ),
    ("ogi-import/src/printed/unit.rs", "为", "read on pages"),
    ("ogi-import/src/recognise/restore.rs", "年", "read on pages"),
    ("ogi-import/src/find/facts/title.rs", "某", "read on pages"),
    ("ogi-import/src/recognise/years.rs", "年", "read on pages"),
    ("ogi-import/src/read/", "", BROKEN),
];

/// Why a container is broken is kept for whoever mends a reader, beside what the libraries say in English.
const BROKEN: &str =
    "kinds of file as keys of their texts, and what is broken in one, for whoever mends a reader";

/// A string literal with what stands before it on its line.
struct Literal {
    line: usize,
    before: String,
    text: String,
}

/// The string literals of a source file, comments and tests aside.
fn literals(source: &str) -> Vec<Literal> {
    let code = source
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let mut found = Vec::new();
    for (index, line) in joined(code) {
        let mut rest = line.as_str();
        let mut before = String::new();
        while let Some(at) = rest.find(['"', '/', '\'']) {
            let (front, tail) = rest.split_at(at);
            before.push_str(front);
            if tail.starts_with("//") {
                break;
            }
            if let Some(after) = tail.strip_prefix('"') {
                let end = end_of_literal(after);
                found.push(Literal {
                    line: index,
                    before: before.clone(),
                    text: after[..end].to_owned(),
                });
                before.push_str("\"\"");
                rest = after.get(end + 1..).unwrap_or_default();
                continue;
            }
            // A character such as '"' is no beginning of a literal.
            let skip = if tail.starts_with("'\"'") { 3 } else { 1 };
            before.push_str(&tail[..skip]);
            rest = &tail[skip..];
        }
    }
    found
}

/// The lines of a file by number; a literal that goes on after a backslash is one line.
fn joined(code: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (index, line) in code.lines().enumerate() {
        match lines.last_mut() {
            Some((_, last)) if is_open => last.push_str(line.trim_start()),
            _ => lines.push((index + 1, line.to_owned())),
        }
        is_open = line.ends_with('\\');
        if let (true, Some((_, last))) = (is_open, lines.last_mut()) {
            last.pop();
        }
    }
    lines
}

fn end_of_literal(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' if !escaped => return at,
            _ => escaped = character == '\\' && !escaped,
        }
    }
    text.len()
}

/// Whether a literal is Chinese for people, and not words that stand on a page: those are bare, as pages print them.
fn is_chinese_sentence(text: &str, crate_reads_pages: bool) -> bool {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if !crate_reads_pages {
        return text.contains(is_chinese);
    }
    let length = text.chars().filter(|c| is_chinese(*c)).count();
    length > 0 && (text.contains('{') || (length > 3 && text.contains(['，', '。', '；', '：'])))
}

/// Whether a literal is English for people: three words or more in a row, none of them code.
fn is_english_sentence(literal: &Literal) -> bool {
    // A panic is our bug, and its message is for us.
    let for_us = ["unreachable!(", "expect(", "reason =", "cfg_attr", "doc ="];
    if for_us.iter().any(|mark| literal.before.contains(mark)) {
        return false;
    }
    let mut in_row = 0;
    for word in literal.text.split(' ') {
        let bare = word.trim_end_matches([',', ';', '.', ':', '?']);
        let is_word = bare.len() > 1 && bare.chars().all(|c| c.is_ascii_lowercase());
        in_row = if is_word { in_row + 1 } else { 0 };
        if in_row == 3 {
            return true;
        }
    }
    false
}

#[test]
fn no_sentence_for_people_stands_in_the_code() {
    let root = xtask::root();
    let mut seen = 0;
    let mut found = Vec::new();
    let mut allowed = BTreeSet::new();
    for folder in CRATES {
        for path in sources(&root.join(folder)) {
            let name = path
                .strip_prefix(&root)
                .unwrap_or(&path)
                .display()
                .to_string();
            let source = fs::read_to_string(&path).expect("a source file");
            for literal in literals(&source) {
                seen += 1;
                let chinese = is_chinese_sentence(&literal.text, folder.contains("ogi-import"));
                if !chinese && !is_english_sentence(&literal) {
                    continue;
                }
                let reason = ALLOWED
                    .iter()
                    .position(|(file, part, _)| name.contains(file) && literal.text.contains(part));
                match reason {
                    Some(reason) => {
                        allowed.insert(reason);
                    }
                    None => found.push(format!("{name}:{}: {}", literal.line, literal.text)),
                }
            }
        }
    }
    assert!(seen > 1000, "only {seen} literals");
    assert!(
        found.is_empty(),
        "sentences for people stand in schema/texts/, not in the code:\n{}",
        found.join("\n")
    );
    for (index, (file, part, reason)) in ALLOWED.iter().enumerate() {
        assert!(
            allowed.contains(&index),
            "{file} holds no sentence with `{part}` any more ({reason}): remove it from the list"
        );
    }
}

/// Texts whose fields are checked by the compiler, or against the arguments of clap.
const CHECKED_ELSEWHERE: &[&str] = &["command.json", "help.zh-CN.json"];

#[test]
fn every_text_is_used() {
    let root = xtask::root();
    let mut code = String::new();
    for folder in [
        "crates/ogi-cli/src",
        "crates/ogi-conformance/src",
        "crates/ogi-diagnostics/src",
        "crates/ogi-import/src",
        "crates/ogi-report/src",
        "crates/ogi-render/src",
        "crates/ogi-xml/src",
    ] {
        for path in sources(&root.join(folder)) {
            code += &fs::read_to_string(path).expect("a source file");
        }
    }
    // Sentences that only the bindings build.
    for path in files(&root.join("bindings/python/src/ogi_report")) {
        if path.extension().is_some_and(|extension| extension == "py") {
            code += &fs::read_to_string(path).expect("a source file");
        }
    }
    for schema in ["report.schema.json", "dialect.schema.json"] {
        code += &fs::read_to_string(root.join("schema").join(schema)).expect("a schema");
    }
    let mut seen = 0;
    for path in files(&root.join("schema/texts")) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if CHECKED_ELSEWHERE.contains(&name.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file of texts");
        let sections: Value = serde_json::from_str(&text).expect("JSON");
        for (section, texts) in sections.as_object().expect("sections") {
            for key in texts.as_object().expect("texts").keys() {
                seen += 1;
                for part in key.split('/').filter(|part| !part.is_empty()) {
                    assert!(
                        is_named(part, &code),
                        "{name}: {section}: {key}: nothing says it"
                    );
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} texts");
}

/// Whether code names a text: as a literal, a field, or the variant that serde or a method writes as this word.
fn is_named(word: &str, code: &str) -> bool {
    let capital = |part: &str| part[..1].to_ascii_uppercase() + &part[1..];
    let variant: String = word.split(['_', '-']).map(capital).collect();
    [
        format!("\"{word}\""),
        format!(".{word}"),
        format!("    {variant},"),
        format!("    {variant} {{"),
        format!("/{word}\""),
    ]
    .iter()
    .any(|name| code.contains(name))
}

#[test]
fn what_is_a_sentence_is_told_from_what_is_not() {
    let literal = |source: &str| literals(source).pop().expect("a literal");
    for (source, expected) in [
        (r#"tell("the file is empty")"#, true),
        (r#"json!({"text": "no such rule, here"})"#, true),
        (r#"unreachable!("the embedded texts read")"#, false),
        (r#"write("schema/report.schema.json")"#, false),
        (
            r#"x("a \"b\" cell is \
             not found")"#,
            true,
        ),
    ] {
        assert_eq!(is_english_sentence(&literal(source)), expected, "{source}");
    }
    assert!(is_chinese_sentence("略过", false) && !is_chinese_sentence("本年新收", true));
    assert!(is_chinese_sentence("文件有 {size} 字节", true));
    assert!(literals("// \"the file is empty\"\n'\"' + 1").is_empty());
}

/// The source files of a folder, without files of tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = files(folder);
    found.retain(|path| {
        let is_test = path.components().any(|part| part.as_os_str() == "tests");
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        is_rust && !is_test && path.file_stem().is_some_and(|stem| stem != "tests")
    });
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
