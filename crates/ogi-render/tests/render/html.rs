//! The HTML page: well-formed, self-contained, and every number of the report in the cell of its pointer.

use crate::bases::{Base, bases, changed};
use crate::page::Page;
use ogi_render::{Format, Mark, Options, render};
use ogi_report::Severity;
use serde_json::json;

fn page(base: &Base, options: &Options) -> Page {
    let bytes = render(&base.report, Format::Html, options).expect("renders");
    Page::read(std::str::from_utf8(&bytes).expect("UTF-8"))
}

fn cells_hold_their_numbers(base: &Base, page: &Page) {
    let mut found = Vec::new();
    for cell in page.tables.iter().flat_map(|table| &table.cells) {
        let Some(pointer) = &cell.pointer else {
            continue;
        };
        assert_eq!(cell.text, base.shown(pointer), "{} {pointer}", base.name);
        found.push(pointer.clone());
    }
    found.sort();
    assert_eq!(found, base.printed(), "{}", base.name);
}

#[test]
fn every_number_stands_in_the_cell_of_its_pointer() {
    for base in bases() {
        let page = page(&base, &Options::default());
        assert!(
            page.tables.iter().all(crate::page::Table::is_full),
            "{}",
            base.name
        );
        cells_hold_their_numbers(&base, &page);
    }
}

#[test]
fn texts_stand_at_their_pointers() {
    for base in bases() {
        let page = page(&base, &Options::default());
        for (pointer, text) in &page.texts {
            let Some(stated) = base
                .document
                .pointer(pointer)
                .and_then(|value| value.as_str())
            else {
                continue;
            };
            if pointer.matches('/').count() <= 2 && text.contains('\n') {
                let paragraphs: Vec<_> = text.split('\n').filter(|line| !line.is_empty()).collect();
                assert_eq!(paragraphs.join("\n"), stated, "{} {pointer}", base.name);
            }
        }
        let overview = base.document["overview"].as_object().expect("an object");
        for name in overview.keys() {
            let pointer = format!("/overview/{name}");
            assert!(
                page.texts.iter().any(|(known, _)| *known == pointer),
                "{} {pointer}",
                base.name
            );
        }
    }
}

#[test]
fn nothing_is_loaded_and_every_reference_leads_somewhere() {
    for base in bases() {
        let page = page(
            &base,
            &Options {
                marks: vec![mark("/requests/new_received/total")],
                ..Options::default()
            },
        );
        assert_eq!(page.values("lang"), ["zh-CN"]);
        let ids = page.values("id");
        assert_eq!(
            ids.iter().collect::<std::collections::HashSet<_>>().len(),
            ids.len(),
            "{}",
            base.name
        );
        let refers = ["headers", "aria-labelledby", "aria-describedby"]
            .map(|name| page.values(name).join(" "))
            .join(" ");
        let links = page
            .values("href")
            .into_iter()
            .map(|link| link.strip_prefix('#').expect("a place in the page"));
        for id in refers.split_whitespace().chain(links) {
            assert!(ids.contains(&id), "{}: {id}", base.name);
        }
        assert!(page.values("src").is_empty());
        let headers = page.elements.iter().filter(|element| element.name == "th");
        assert!(headers.clone().count() > 60);
        assert!(
            headers
                .flat_map(|header| &header.attributes)
                .filter(|(name, _)| name == "scope")
                .count()
                > 60
        );
    }
}

#[test]
fn markup_in_a_report_is_text() {
    let nasty = "<script>alert(1)</script>&amp;\u{1}\"'";
    let base = changed("2021-30", |document| {
        document["agency"]["name"] = json!(nasty);
        document["overview"]["text"] = json!(nasty);
        document["problems_and_improvements"] = json!("甲\r\n乙\n\n丙");
        document["extensions"][0]["label"] = json!(nasty);
    });
    let page = page(
        &base,
        &Options {
            marks: vec![mark(nasty)],
            ..Options::default()
        },
    );
    assert!(page.elements.iter().all(|element| element.name != "script"));
    cells_hold_their_numbers(&base, &page);
    let text = |wanted: &str| {
        page.texts
            .iter()
            .find(|(pointer, _)| pointer == wanted)
            .expect("a text")
            .1
            .clone()
    };
    assert_eq!(
        text("/overview/text").trim(),
        nasty.replace('\u{1}', "\u{fffd}")
    );
    assert_eq!(text("/problems_and_improvements"), "\n甲\n乙\n丙\n");
}

#[test]
fn what_was_printed_instead_of_numbers_is_printed_again() {
    let base = changed("2021-30", |document| {
        let row = &mut document["requests"]["new_received"];
        for name in [
            "natural_persons",
            "commercial_enterprises",
            "total",
            "other_organizations",
        ] {
            row[name] = json!(null);
        }
        document["cell_notes"] = json!([
            {"at": "/requests/new_received/natural_persons", "printed": "/", "missing": "slash"},
            {"at": "/requests/new_received/commercial_enterprises", "printed": "无", "missing": "text"},
            {"at": "/requests/new_received/total", "printed": "约３件", "missing": "text"},
        ]);
    });
    let page = page(&base, &Options::default());
    let text = |name: &str| {
        let pointer = format!("/requests/new_received/{name}");
        page.texts
            .iter()
            .find(|(known, _)| *known == pointer)
            .expect("a cell")
            .1
            .clone()
    };
    assert_eq!(
        [text("natural_persons"), text("commercial_enterprises")],
        ["/", "无"]
    );
    assert_eq!([text("total"), text("other_organizations")], ["", ""]);
    let notes: Vec<_> = page
        .texts
        .iter()
        .filter(|(pointer, _)| pointer.starts_with("/cell_notes"))
        .collect();
    assert_eq!(notes.len(), 3);
    for word in ["/requests/new_received/total", "约３件", "文字"] {
        assert!(notes[2].1.contains(word), "{}", notes[2].1);
    }
}

#[test]
fn rows_that_stand_instead_of_others_take_their_place() {
    let whole = "/requests/outcomes/other_handling/undivided/total";
    let part = "/requests/outcomes/other_handling/other/total";
    let both = changed("2021-30-undivided", |document| {
        document["requests"]["outcomes"]["other_handling"]["other"]["total"] = json!(7);
    });
    let page = page(&both, &Options::default());
    assert!(page.tables.iter().all(crate::page::Table::is_full));
    for (pointer, number) in [(whole, "14"), (part, "7")] {
        assert!(
            page.texts
                .iter()
                .any(|(known, text)| known == pointer && text == number),
            "{pointer}"
        );
    }
}

fn mark(pointer: &str) -> Mark {
    Mark {
        pointer: pointer.to_owned(),
        severity: Severity::Error,
        message: "与<分项>之和不符".to_owned(),
    }
}

#[test]
fn marks_land_on_what_they_are_about() {
    let base = changed("2021-30", |_| {});
    let cases = [
        ("/requests/new_received/total", "td"),
        ("/requests/new_received", "td"),
        ("/overview/text", "div"),
        ("/problems_and_improvements", "div"),
        ("/requests", "h2"),
        ("/requests/outcomes/denied", "h2"),
        ("/agency/uscc", "h1"),
        ("", "h1"),
    ];
    for (pointer, element) in cases {
        let page = page(
            &base,
            &Options {
                marks: vec![mark(pointer)],
                ..Options::default()
            },
        );
        let is_marked = |name: &str| name == "data-marks";
        let marked = page
            .elements
            .iter()
            .filter(|known| known.attributes.iter().any(|(name, _)| is_marked(name)));
        let names: Vec<_> = marked.map(|element| element.name.as_str()).collect();
        assert!(
            !names.is_empty() && names.iter().all(|name| *name == element),
            "{pointer}: {names:?}"
        );
        assert_eq!(page.values("title")[0], "错误：与<分项>之和不符");
        cells_hold_their_numbers(&base, &page);
    }
}
