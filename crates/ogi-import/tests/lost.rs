//! Reports that lost a part: rows that break off, tables in parts, labels that are gone.

mod support;

use ogi_import::Note;
use support::{cell_note, check, has_note};

#[test]
fn a_table_in_three_parts_is_one_row() {
    let head = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|\n";
    let parts = [
        "### 行政复议",
        "### 行政诉讼（未经复议直接起诉）",
        "### 复议后起诉",
    ];
    let numbers = [
        "1 | 2 | 3 | 4 | 10",
        "5 | 0 | 0 | 1 | 6",
        "7 | 0 | 0 | 0 | 7",
    ];
    let text = |parts: &[&str]| {
        let table = |(part, row): (&&str, &str)| format!("{part}\n{head}| {row} |\n");
        let tables: Vec<String> = parts.iter().zip(numbers).map(table).collect();
        let tables = tables.concat();
        format!(
            "某局2022年政府信息公开工作年度报告\n规章 | 0 | 0 | 0\n四、政府信息公开行政复议、行政诉讼情况\n{tables}现行有效件数"
        )
    };
    let imported = ogi_import::read(text(&parts).as_bytes(), None).expect("reads");
    let litigation = "/review_and_litigation/litigation_direct";
    check(
        &imported,
        &[
            ("/review_and_litigation/reconsideration/total", "10"),
            (&format!("{litigation}/upheld"), "5"),
            (&format!("{litigation}/total"), "6"),
            (
                "/review_and_litigation/litigation_after_reconsideration/upheld",
                "7",
            ),
        ],
    );
    let two = ogi_import::read(text(&parts[..2]).as_bytes(), None).expect("reads");
    check(
        &two,
        &[(
            "/review_and_litigation/litigation_after_reconsideration/upheld",
            "null",
        )],
    );
    let after = "/review_and_litigation/litigation_after_reconsideration/upheld";
    assert_eq!(cell_note(&two, after).as_deref(), Some("not_printed -"));
    assert!(!has_note(&two, |note| matches!(
        note,
        Note::RowRefused { .. }
    )));
    let unnamed = ogi_import::read(text(&["### 甲", "### 行政诉讼", "### 乙"]).as_bytes(), None)
        .expect("reads");
    check(
        &unnamed,
        &[
            ("/review_and_litigation/reconsideration/total", "null"),
            (&format!("{litigation}/total"), "null"),
        ],
    );
}

#[test]
fn a_row_is_read_up_to_where_the_file_breaks_off() {
    let head = "某局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n现行有效件数\n\
        自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n\
        一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 0 | 10 |\n\
        二、上年结转政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n(一)予以公开 | ";
    let granted = "/requests/outcomes/granted";
    for (end, first, second) in [
        ("4 | 12", "4", "null"),
        ("4 | 12 |", "4", "12"),
        ("4 | 0", "4", "0"),
        ("4 | | 2", "null", "null"),
    ] {
        let imported = ogi_import::read(format!("{head}{end}").as_bytes(), None).expect("reads");
        check(
            &imported,
            &[
                (&format!("{granted}/natural_persons"), first),
                (&format!("{granted}/commercial_enterprises"), second),
                (&format!("{granted}/total"), "null"),
                ("/requests/new_received/total", "10"),
            ],
        );
    }
    let gap = head.replace("| 3 | 0 | 0 |", "| 3 | |");
    let imported = ogi_import::read(format!("{gap}4 | 12 |").as_bytes(), None).expect("reads");
    check(
        &imported,
        &[(&format!("{granted}/natural_persons"), "null")],
    );
}

#[test]
fn a_lost_label_is_known_by_its_place_alone() {
    let page = |rows: &str| {
        format!(
            "某局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n{rows}\n信息内容\n本年处理决定数量\n行政许可\n8"
        )
    };
    let first = "/proactive_disclosure/rules";
    for (rows, issued) in [
        ("1\n2\n3\n行政规范性文件\n4\n5\n6", "1"),
        ("1\n2\n行政规范性文件\n4\n5\n6", "null"),
        ("1\n2\n3\n行政规范性文件", "null"),
        ("行政规范性文件\n4\n5\n6\n1\n2\n3", "null"),
    ] {
        let imported = ogi_import::read(page(rows).as_bytes(), None).expect("reads");
        check(&imported, &[(&format!("{first}/issued"), issued)]);
        assert!(
            imported
                .evidence
                .iter()
                .filter(|e| e.pointer.starts_with(first))
                .all(|e| e.repaired)
        );
    }
}
