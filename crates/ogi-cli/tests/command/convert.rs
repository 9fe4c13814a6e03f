//! `ogi convert`: to XML and back without a difference, and refusals that name the place.

use std::fs;

use ogi_report::{read, write_pretty};
use serde_json::Value;

use crate::support::{Folder, ogi, root, run};

const WRONG: &str = "examples/wrong-totals-2023.json";

/// A report in XML with one text replaced.
fn changed(xml: &str, from: &str, to: &str) -> String {
    assert!(xml.contains(from), "{from}");
    xml.replacen(from, to, 1)
}

fn canonical() -> String {
    let bytes = fs::read(root().join(WRONG)).expect("the example");
    write_pretty(&read(&bytes).expect("a valid report"))
}

#[test]
fn a_report_comes_back_from_xml_as_it_was() {
    let folder = Folder::new("convert");
    let (xml, json) = (folder.path("report.xml"), folder.path("report.json"));
    for (input, to, output) in [(WRONG, "xml", &xml), (&xml, "json", &json)] {
        let done = ogi(&["convert", input, "--to", to, "-o", output]);
        assert_eq!(
            (done.status, done.stdout.as_str(), done.stderr.as_str()),
            (0, "", ""),
            "{to}"
        );
    }
    assert_eq!(fs::read_to_string(&json).expect("a file"), canonical());

    let again = ogi(&["convert", WRONG, "--to", "xml", "-o", &xml, "--lang", "en"]);
    assert_eq!(again.status, 2);
    assert!(
        again.stderr.contains("--force replaces it"),
        "{}",
        again.stderr
    );
    let forced = ogi(&["convert", WRONG, "--to", "xml", "-o", &xml, "--force"]);
    assert_eq!(forced.status, 0);

    let from_input = run(
        &["convert", "-", "--to", "json"],
        &fs::read(&xml).expect("a file"),
    );
    assert_eq!((from_input.status, from_input.stdout), (0, canonical()));
}

#[test]
fn a_published_report_becomes_xml() {
    let page = ogi(&["convert", "examples/anshan-police-2020.txt", "--to", "xml"]);
    assert_eq!(page.status, 0);
    assert!(page.stdout.contains("<edition>2019-60</edition>"));
    let back = run(&["convert", "-", "--to", "json"], page.stdout.as_bytes());
    let read = ogi(&["import", "examples/anshan-police-2020.txt"]);
    assert_eq!(document(&back.stdout), document(&read.stdout));
}

/// A document without what `ogi import` alone notes: which file it came from.
fn document(text: &str) -> Value {
    let mut document: Value = serde_json::from_str(text).expect("JSON");
    let members = document.as_object_mut().expect("an object");
    members.remove("source");
    document
}

#[test]
fn what_is_no_report_is_refused_with_its_place() {
    let xml = ogi(&["convert", WRONG, "--to", "xml"]).stdout;
    let year = "<year>2023</year>";
    let cases = [
        ("not XML".to_owned(), "not well-formed XML"),
        ("<report/>".to_owned(), "not a report of a known edition"),
        (
            changed(&xml, year, "<year>twenty</year>"),
            "/report/year (line 2): `twenty` is not a whole number",
        ),
        (
            changed(&xml, year, "<year>1990</year>"),
            "not valid at /year",
        ),
        (
            changed(&xml, year, "<yeer>2023</yeer>"),
            "/report/yeer (line 2): Report2021 has no such property",
        ),
        (
            changed(&xml, year, &format!("{year}{year}")),
            "/report/year (line 2): the property stands twice",
        ),
        (
            changed(&xml, year, "<year note=\"x\">2023</year>"),
            "the attribute `note` has no place here",
        ),
        (
            changed(&xml, year, "<year><a>2023</a></year>"),
            "elements where only text belongs",
        ),
        (
            changed(&xml, year, &format!("stray{year}")),
            "text where only elements belong",
        ),
        (
            changed(&xml, year, "<year xmlns=\"other\">2023</year>"),
            "the namespace is not that of the report",
        ),
        (
            changed(
                &xml,
                "<natural_persons>",
                "<natural_persons xsi:nil=\"true\">",
            ),
            "xsi:nil says that the value is blank",
        ),
    ];
    for (text, expected) in cases {
        let refused = run(
            &["convert", "-", "--to", "json", "--lang", "en"],
            text.as_bytes(),
        );
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""), "{text}");
        assert!(refused.stderr.contains(expected), "{}", refused.stderr);
        let chinese = run(
            &["convert", "-", "--to", "json", "--lang", "zh"],
            text.as_bytes(),
        );
        assert!(
            chinese.stderr.contains("无法转换 -："),
            "{}",
            chinese.stderr
        );
    }
}

#[test]
fn an_invalid_document_is_not_converted() {
    let text = canonical().replacen("2023", "1990", 1);
    for (lang, expected) in [
        ("zh", "用 ogi check 查看问题"),
        ("en", "ogi check says what is wrong"),
    ] {
        let refused = run(
            &["convert", "-", "--to", "xml", "--lang", lang],
            text.as_bytes(),
        );
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
        assert!(refused.stderr.contains(expected), "{}", refused.stderr);
    }
}
