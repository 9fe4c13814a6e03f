//! Files that hold several reports: found, named, chosen, and never mixed.

use ogi_import::{Hints, ImportError, Imported, Note};

#[path = "support/printed.rs"]
#[expect(dead_code, reason = "the other tests of reading use the rest")]
mod printed;

use printed::{Layout, Printed, numbers, print, score, tables};

/// A report to be printed.
#[derive(Clone)]
struct Source {
    title: String,
    signature: String,
    tables: Vec<Printed>,
}

/// The layouts in which whole reports are read.
const LAYOUTS: [Layout; 4] = [
    Layout::Html,
    Layout::Bars,
    Layout::Markdown,
    Layout::OneCellALine,
];

/// A report with numbers of its own.
fn source(title: &str, signature: &str, offset: u32) -> Source {
    let form = ogi_schema::form("2021-30").expect("an edition");
    let mut tables = tables(form);
    let pieces = tables
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().flatten());
    for piece in pieces.filter(|piece| !piece.is_label()) {
        let number: u32 = piece.text.parse().expect("a number");
        piece.text = (number + offset).to_string();
    }
    Source {
        title: title.to_owned(),
        signature: signature.to_owned(),
        tables,
    }
}

fn page(sources: &[Source], layout: Layout) -> String {
    let is_html = layout == Layout::Html;
    let line = |text: &str| {
        if text.is_empty() {
            String::new()
        } else if is_html {
            format!("<p>{text}</p>\n")
        } else {
            format!("{text}\n")
        }
    };
    let mut page = String::from(if is_html { "<html><body>" } else { "" });
    for source in sources {
        for text in [&source.title, "一、总体情况", "全年工作有序开展。"] {
            page += &line(text);
        }
        page += &print(&source.tables, layout);
        for text in [
            "五、存在的主要问题及改进情况",
            "略。",
            "六、其他需要报告的事项",
            "无。",
        ] {
            page += &line(text);
        }
        for text in source.signature.lines() {
            page += &line(text);
        }
    }
    page
}

fn read_all(page: &str) -> Vec<Imported> {
    let reports = ogi_import::read_all(page.as_bytes(), &Hints::default()).expect("reports");
    reports
        .into_iter()
        .map(|report| report.unwrap_or_else(|error| panic!("{error}")))
        .collect()
}

/// Checks that a page gives these reports, each with its own numbers and no others.
fn check(sources: &[Source], names: &[(u16, &str)]) {
    for layout in LAYOUTS {
        let page = page(sources, layout);
        let reports = read_all(&page);
        let found: Vec<(u16, String)> = reports
            .iter()
            .map(|imported| {
                let document = imported.document();
                let year = document["year"]
                    .as_u64()
                    .and_then(|year| u16::try_from(year).ok());
                let agency = document["agency"]["name"].as_str().unwrap_or_default();
                (year.unwrap_or(0), agency.to_owned())
            })
            .collect();
        let expected: Vec<(u16, String)> = names
            .iter()
            .map(|(year, agency)| (*year, (*agency).to_owned()))
            .collect();
        assert_eq!(found, expected, "{layout:?}");
        for (imported, source) in reports.iter().zip(sources) {
            let expected = numbers(&source.tables);
            let (right, wrong) = score(imported, &expected);
            assert_eq!((right, wrong), (expected.len(), Vec::new()), "{layout:?}");
            let is_noted = imported
                .notes
                .iter()
                .any(|note| matches!(note, Note::OneOfSeveral { .. }));
            assert!(is_noted, "{layout:?}");
        }
    }
}

#[test]
fn reports_of_two_years_are_two() {
    let first = source(
        "甲县水务局2023年政府信息公开工作年度报告",
        "甲县水务局\n2024年1月20日",
        0,
    );
    let second = source(
        "甲县水务局2022年政府信息公开工作年度报告",
        "甲县水务局\n2023年1月20日",
        3,
    );
    check(
        &[first.clone(), second.clone()],
        &[(2023, "甲县水务局"), (2022, "甲县水务局")],
    );
    let mut without = first.clone();
    without.tables.pop();
    check(
        &[without.clone(), second.clone()],
        &[(2023, "甲县水务局"), (2022, "甲县水务局")],
    );
    check(
        &[second, without],
        &[(2022, "甲县水务局"), (2023, "甲县水务局")],
    );
}

#[test]
fn reports_of_two_agencies_are_two() {
    let title = |agency: &str| format!("{agency}2023年政府信息公开工作年度报告");
    let first = source(&title("甲县水务局"), "", 0);
    let second = source(&title("甲县教育局"), "", 5);
    check(
        &[first, second],
        &[(2023, "甲县水务局"), (2023, "甲县教育局")],
    );
    let untitled = "2023年政府信息公开工作年度报告";
    let first = source(untitled, "甲县水务局\n2024年1月20日", 0);
    let second = source(untitled, "甲县教育局\n2024年1月20日", 5);
    check(
        &[first, second],
        &[(2023, "甲县水务局"), (2023, "甲县教育局")],
    );
    let broken = |agency: &str| format!("{agency}2023年政府信息\n公开工作年度报告");
    let first = source(&broken("甲县水务局"), "", 0);
    let second = source(&broken("甲县教育局"), "", 5);
    for layout in [Layout::Bars, Layout::Markdown] {
        let reports = read_all(&page(&[first.clone(), second.clone()], layout));
        assert_eq!(reports.len(), 2, "{layout:?}");
    }
}

#[test]
fn copies_of_one_report_are_one() {
    let report = source(
        "甲县水务局2023年政府信息公开工作年度报告",
        "甲县水务局\n2024年1月20日",
        0,
    );
    let mut untitled = report.clone();
    untitled.title = String::new();
    let mut place_left_out = report.clone();
    place_left_out.title = "水务局2023年政府信息公开工作年度报告".to_owned();
    for copy in [report.clone(), untitled, place_left_out] {
        let page = page(&[report.clone(), copy], Layout::Html);
        let [imported] = &read_all(&page)[..] else {
            panic!("one report");
        };
        assert_eq!(score(imported, &numbers(&report.tables)).0, 200);
    }
}

#[test]
fn a_body_without_a_name_lends_nothing() {
    let mut report = source(
        "甲县水务局2023年政府信息公开工作年度报告",
        "甲县水务局\n2024年1月20日",
        0,
    );
    report.tables.pop();
    let mut other = source("", "", 3);
    for layout in LAYOUTS {
        let page = page(&[report.clone(), other.clone()], layout);
        let [imported] = &read_all(&page)[..] else {
            panic!("one report");
        };
        assert_eq!(
            score(imported, &numbers(&report.tables)),
            (0, Vec::new()),
            "{layout:?}"
        );
        let disagree: Vec<_> = imported
            .notes
            .iter()
            .filter(|note| {
                matches!(
                    note,
                    Note::BodiesDisagree { .. } | Note::CopiesDisagree { .. }
                )
            })
            .collect();
        assert!(
            matches!(disagree[..], [Note::BodiesDisagree { count: 185, .. }]),
            "{disagree:?}"
        );
        assert!(imported.document()["review_and_litigation"]["reconsideration"]["total"].is_null());
    }
    other.tables.clear();
    let page = page(&[report, other], Layout::Html);
    assert_eq!(read_all(&page).len(), 1);
}

#[test]
fn hints_choose_one_of_several() {
    let first = source("甲县水务局2023年政府信息公开工作年度报告", "", 0);
    let second = source("甲县水务局2022年政府信息公开工作年度报告", "", 3);
    let third = source("甲县教育局2022年政府信息公开工作年度报告", "", 5);
    let page = page(&[first, second, third], Layout::Html);
    let choose = |year: Option<u16>, agency: Option<&str>| {
        let hints = Hints {
            year,
            agency: agency.map(str::to_owned),
            ..Hints::default()
        };
        ogi_import::read_with(page.as_bytes(), &hints)
    };
    let chosen = |year: Option<u16>, agency: Option<&str>| {
        let document = choose(year, agency).expect("one report").document();
        (document["year"].clone(), document["agency"]["name"].clone())
    };
    assert_eq!(chosen(Some(2023), None), (2023.into(), "甲县水务局".into()));
    assert_eq!(
        chosen(None, Some("教育局")),
        (2022.into(), "甲县教育局".into())
    );
    assert_eq!(
        chosen(Some(2022), Some("甲县水务局")),
        (2022.into(), "甲县水务局".into())
    );
    for (year, agency) in [
        (None, None),
        (Some(2022), None),
        (Some(2019), None),
        (None, Some("丙局")),
    ] {
        let Err(ImportError::Several { found }) = choose(year, agency) else {
            panic!("nothing chooses");
        };
        let names: Vec<_> = found
            .iter()
            .map(|report| (report.year, report.agency.as_deref()))
            .collect();
        let expected = [
            (Some(2023), Some("甲县水务局")),
            (Some(2022), Some("甲县水务局")),
            (Some(2022), Some("甲县教育局")),
        ];
        assert_eq!(names, expected);
    }
}

#[test]
fn reports_side_by_side_are_two() {
    let first = source("甲县水务局2023年政府信息公开工作年度报告", "", 0);
    let second = source("甲县水务局2022年政府信息公开工作年度报告", "", 3);
    let sides = [first.clone(), second.clone()].map(|mut source| {
        for piece in source
            .tables
            .iter_mut()
            .flat_map(|table| table.rows.iter_mut().flatten())
        {
            piece.text = piece.text.replace('\n', "");
        }
        page(&[source], Layout::Csv)
    });
    let columns = sides[0]
        .lines()
        .map(|line| line.split(',').count())
        .max()
        .expect("lines");
    let cells = |line: &str| {
        let padding = ",".repeat(columns - line.split(',').count());
        let cells = format!("{line}{padding}").replace(',', "</td><td>");
        format!("<td>{cells}</td>")
    };
    let rows = sides[0].lines().zip(sides[1].lines());
    let rows: String = rows
        .map(|(left, right)| format!("<tr>{}<td></td>{}</tr>\n", cells(left), cells(right)))
        .collect();
    let page = format!("<table>{rows}</table>");
    let reports = read_all(&page);
    assert_eq!(reports.len(), 2, "{page}");
    for (imported, source) in reports.iter().zip([&first, &second]) {
        let (right, wrong) = score(imported, &numbers(&source.tables));
        assert_eq!((wrong, right > 150), (Vec::new(), true), "{right}");
    }
}

#[test]
fn titles_of_other_reports_around_one_divide_nothing() {
    let report = source(
        "甲县水务局2023年政府信息公开工作年度报告",
        "甲县水务局\n2024年1月20日",
        0,
    );
    let whole = page(std::slice::from_ref(&report), Layout::Html);
    let link = "<p>甲县教育局2022年政府信息公开工作年度报告</p>\n";
    for page in [
        format!("{link}{whole}"),
        format!("{whole}<p>上一篇：甲县水务局2022年政府信息公开工作年度报告</p>"),
        format!("{whole}{link}"),
        whole.replace("<p>六、", &format!("{link}<p>六、")),
        whole.replace("<p>一、", &format!("<p>{}</p><p>一、", report.title)),
    ] {
        let [imported] = &read_all(&page)[..] else {
            panic!("one report: {page}");
        };
        assert_eq!(imported.document()["year"], 2023);
        assert_eq!(score(imported, &numbers(&report.tables)), (200, Vec::new()));
    }
}

#[test]
fn a_comparison_of_years_within_a_table_gives_no_number_of_another_year() {
    let title =
        "<title>甲县水务局2023年政府信息公开工作年度报告</title><p>二、主动公开政府信息情况</p>";
    let head = "<td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>";
    let tables = [
        format!(
            "<tr><td>信息内容</td><td>年度</td>{head}</tr><tr><td rowspan=2>规章</td><td>2022年</td><td>1</td><td>2</td><td>3</td></tr><tr><td>2023年</td><td>4</td><td>5</td><td>6</td></tr>"
        ),
        format!(
            "<tr><td>信息内容</td><td>年度</td>{head}</tr><tr><td>规章</td><td>2022</td><td>1</td><td>2</td><td>3</td></tr><tr><td>规章</td><td>2023</td><td>4</td><td>5</td><td>6</td></tr>"
        ),
        format!(
            "<tr><td>信息内容</td>{head}</tr><tr><td>规章（2022年）</td><td>1</td><td>2</td><td>3</td></tr><tr><td>规章（2023年）</td><td>4</td><td>5</td><td>6</td></tr>"
        ),
        format!(
            "<tr><td>信息内容</td><td></td>{head}</tr><tr><td>规章</td><td>上年度</td><td>1</td><td>2</td><td>3</td></tr><tr><td>规章</td><td>本年度</td><td>4</td><td>5</td><td>6</td></tr>"
        ),
        format!(
            "<tr><td rowspan=2>信息内容</td><td colspan=3>2022年</td><td colspan=3>2023年</td></tr><tr>{head}{head}</tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td></tr>"
        ),
        format!(
            "<tr><td rowspan=2>信息内容</td><td colspan=2>本年制发件数</td><td colspan=2>本年废止件数</td><td colspan=2>现行有效件数</td></tr><tr>{}</tr><tr><td>规章</td><td>1</td><td>4</td><td>2</td><td>5</td><td>3</td><td>6</td></tr>",
            "<td>2022年</td><td>2023年</td>".repeat(3)
        ),
    ];
    for table in tables {
        let page = format!("<html>{title}<table>{table}</table></html>");
        let imported = ogi_import::read(page.as_bytes(), None).expect("reads");
        let document = imported.document();
        let rules = &document["proactive_disclosure"]["rules"];
        for (name, own) in [("issued", 4), ("repealed", 5), ("in_force", 6)] {
            assert!(
                rules[name].is_null() || rules[name] == own,
                "{table}: {rules}"
            );
        }
    }
}
