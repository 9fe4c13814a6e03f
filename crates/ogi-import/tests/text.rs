//! Reports as text: bars, one cell a line, and what crawlers make of them.

#[path = "support/legal.rs"]
mod legal;
mod support;

use ogi_import::{Hints, How, Imported, Note, Refusal};
use ogi_report::Edition;
use support::{cell_note, check, has_note};

const DISCLOSURE: &str = "/proactive_disclosure";

/// Reads a page that names neither agency nor year, and checks that the document is a legal report.
fn import(page: &str) -> Imported {
    let hints = Hints {
        agency: Some("某市水务局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    let imported = ogi_import::read_with(page.as_bytes(), &hints).expect("reads");
    legal::check(&imported);
    imported
}

#[test]
fn rows_with_bars_are_read_by_their_labels() {
    let imported = import(
        "二、主動公開政府信息情況
第二十條第(一)項 | ||||
信息內容 | 本年新 制作數量 | 本年新 公開數量 | 對外公開總數量 | |
规章 | 0 | 1 | 3 | |
規範性檔案 | 4 | 5 | 7 | |
第二十條第(五)項 | ||||
信息內容 | 上一年項目數量 | 本年增/減 | 處理決定數量 | |
行政許可 | 32 | 减4 | 2,340 | |
其他對外管理服務事項 | 15 | +57 | / | |
第二十條第(九)項 | ||||
信息內容 | 采購項目數量 | 采購總金額 | ||
政府集中采購 | 33 | 0.37万元 |",
    );
    check(
        &imported,
        &[
            ("/edition", r#""2019-60""#),
            (
                "/proactive_disclosure/rules",
                r#"{"produced": 0, "newly_disclosed": 1, "total_disclosed": 3}"#,
            ),
            (
                "/proactive_disclosure/normative_documents/total_disclosed",
                "7",
            ),
            (
                "/proactive_disclosure/administrative_licensing",
                r#"{"items_prior_year": 32, "items_change": -4, "decisions": 2340}"#,
            ),
            (
                "/proactive_disclosure/other_external_services",
                r#"{"items_prior_year": 15, "items_change": 57, "decisions": null}"#,
            ),
            (
                "/proactive_disclosure/centralized_procurement",
                r#"{"projects": 33, "amount_yuan": "3700"}"#,
            ),
        ],
    );
    assert_eq!(
        cell_note(
            &imported,
            "/proactive_disclosure/other_external_services/decisions"
        )
        .as_deref(),
        Some("slash /")
    );
    assert_eq!(
        cell_note(&imported, "/proactive_disclosure/administrative_penalties").as_deref(),
        Some("not_printed -")
    );
    assert_eq!(
        cell_note(&imported, "/requests").as_deref(),
        Some("not_printed -")
    );
    let amount = imported
        .evidence
        .iter()
        .find(|e| e.pointer.ends_with("amount_yuan"))
        .expect("evidence");
    assert_eq!(
        (amount.how, amount.printed.as_str(), amount.origin.line()),
        (How::UnitConverted, "0.37万元", 12)
    );
}

#[test]
fn one_cell_a_line_and_repeated_body() {
    let body = "一、总体情况\n二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n2\n行政规范性文件\n1\n0\n9\n六、其他需要报告的事项\n无。\n";
    let imported = import(&body.repeat(2));
    check(
        &imported,
        &[
            ("/proactive_disclosure/rules/in_force", "2"),
            ("/proactive_disclosure/normative_documents/issued", "1"),
            ("/other_matters/text", r#""无。""#),
        ],
    );
    assert!(has_note(&imported, |note| *note
        == Note::PrintedRepeatedly { copies: 2 }));
    let differing = import(&format!("{body}{}", body.replace('9', "8")));
    check(
        &differing,
        &[("/proactive_disclosure/normative_documents/in_force", "null")],
    );
    assert!(has_note(&differing, |note| matches!(
        note,
        Note::CopiesDisagree { .. }
    )));
}

#[test]
fn ordinals_are_no_values() {
    let imported = import(
        "三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |
（三）不予公开 |
1.属于国家秘密 | | | | | | | |
2.其他法律行政止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
现行有效件数",
    );
    check(
        &imported,
        &[
            (
                "/requests/outcomes/denied/state_secret/natural_persons",
                "null",
            ),
            ("/requests/outcomes/denied/prohibited_by_law/total", "1"),
        ],
    );
    assert_eq!(
        cell_note(&imported, "/requests/outcomes/denied/state_secret").as_deref(),
        Some("blank -")
    );
    assert!(
        imported
            .evidence
            .iter()
            .all(|e| !e.pointer.contains("prohibited_by_law") || e.repaired),
        "a misprinted label"
    );
}

#[test]
fn numbers_whose_columns_are_lost_are_refused() {
    let imported = import(
        "二、主动公开政府信息情况
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 |
3 |
3 |
|||||||
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
    );
    check(
        &imported,
        &[
            ("/requests/new_received/total", "null"),
            ("/requests/carried_over_from_prior_year/total", "0"),
        ],
    );
    assert_eq!(
        cell_note(&imported, "/requests/new_received").as_deref(),
        Some("illegible 3 | 3")
    );
    let reason = Refusal::Count {
        expected: 7,
        found: 2,
    };
    assert!(has_note(
        &imported,
        |note| matches!(note, Note::RowRefused { reason: r, .. } if *r == reason)
    ));
}

#[test]
fn blank_cells_hold_their_place_only_where_padding_is_seen_elsewhere() {
    let head = "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） |";
    let row = "一、本年新收政府信息公开申请数量 | | | | | | | 5 | |\n现行有效件数";
    let padded_after = import(&format!("{head} 申请人情况 | |||\n{row}"));
    check(
        &padded_after,
        &[
            ("/requests/new_received/total", "5"),
            ("/requests/new_received/natural_persons", "null"),
        ],
    );
    let unknown = import(&format!("{head}\n{row}"));
    check(&unknown, &[("/requests/new_received/total", "null")]);
}

#[test]
fn an_undivided_row_is_told_from_a_group() {
    let rows = |rows: &str| {
        import(&format!(
            "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n三、收到和处理政府信息公开申请情况\n{rows}"
        ))
    };
    let one = rows(
        "（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n（七）总计 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    );
    check(
        &one,
        &[
            ("/requests/outcomes/other_handling/undivided/total", "1"),
            ("/requests/outcomes/other_handling/other/total", "null"),
        ],
    );
    assert_eq!(
        cell_note(&one, "/requests/outcomes/other_handling/other").as_deref(),
        Some("not_printed -")
    );
    let three = rows(
        "(六)其他处理 | 1.逾期不补正 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n2.逾期不缴费 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n3、其他 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    );
    check(
        &three,
        &[
            (
                "/requests/outcomes/other_handling/not_supplemented_in_time/total",
                "2",
            ),
            (
                "/requests/outcomes/other_handling/other/natural_persons",
                "1",
            ),
        ],
    );
    assert_eq!(
        three
            .document()
            .pointer("/requests/outcomes/other_handling/undivided"),
        None
    );
}

#[test]
fn headers_of_another_edition_refuse_the_row_and_keep_it() {
    let imported = import(
        "二、主动公开政府信息情况
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 1 | 3 |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 2.5 |
三、收到和处理政府信息公开申请情况
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
现行有效件数",
    );
    check(
        &imported,
        &[
            ("/edition", r#""2021-30""#),
            ("/proactive_disclosure/rules/issued", "null"),
            (
                "/proactive_disclosure/administrative_fees/amount_10k_yuan",
                r#""2.5""#,
            ),
            (
                "/extensions",
                r#"[{"at": "/proactive_disclosure", "label": "规章", "value": "0 | 1 | 3"}]"#,
            ),
        ],
    );
    assert!(has_note(
        &imported,
        |note| matches!(note, Note::EditionMixed { other, .. } if *other == Edition::V2019)
    ));
}

#[test]
fn local_rows_and_sentences_are_kept_as_extensions() {
    let imported = import(
        "二、主动公开政府信息情况
今年公开的信息比上年多，详见网站。
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章（设区的市填报） | 0 | 0 | 0 |
其他主动公开文件 | 186 | 86 | 255 |",
    );
    check(&imported, &[("/proactive_disclosure/rules/produced", "0")]);
    let document = imported.document();
    let extensions = document["extensions"].as_array().expect("extensions");
    let kept = |label: &str, value: &str| {
        extensions
            .iter()
            .any(|e| e["at"] == DISCLOSURE && e["label"] == label && e["value"] == value)
    };
    assert!(kept("其他主动公开文件", "186 | 86 | 255"));
    assert!(kept("", "今年公开的信息比上年多，详见网站。"));
}

#[test]
fn numbers_printed_without_a_gap_are_cut_only_where_that_is_certain() {
    let imported = import(
        "二、主动公开政府信息情况
信息内容本年制发件数本年废止件数现行有效件数
规章000
行政规范性文件1018",
    );
    check(
        &imported,
        &[
            ("/proactive_disclosure/rules/in_force", "0"),
            ("/proactive_disclosure/normative_documents/issued", "null"),
        ],
    );
    assert!(
        imported
            .evidence
            .iter()
            .any(|e| e.how == How::SplitDigits && e.repaired)
    );
}

#[test]
fn columns_in_another_order_are_told_by_their_headers() {
    let page = |row: &str| {
        import(&format!(
            "二、主动公开政府信息情况\n信息内容 | 现行有效件数 | 本年制发件数 | 本年废止件数 |\n{row}"
        ))
    };
    let rules = page("规章 | 9 | 1 | 2 |");
    check(
        &rules,
        &[(
            "/proactive_disclosure/rules",
            r#"{"issued": 1, "repealed": 2, "in_force": 9}"#,
        )],
    );
    let short = page("规章 | 9 | | 2 |");
    check(
        &short,
        &[
            ("/proactive_disclosure/rules/issued", "null"),
            ("/extensions/0/value", r#""9 | 2""#),
        ],
    );
}

#[test]
fn removed_lines_are_noticed() {
    let imported = import(
        "二、主动公开政府信息情况
信息内容
本年新制作数量
本年新公开数量
对外公开总数量
规章
0
规范性文件
上一年项目数量
本年增/减
处理决定数量
行政许可
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
四、政府信息公开行政复议、行政诉讼情况
行政复议
行政诉讼
结果维持
结果纠正
其他结果
尚未审结
总计
未经复议直接起诉",
    );
    check(
        &imported,
        &[("/proactive_disclosure/rules/produced", "null")],
    );
    assert!(has_note(&imported, |note| *note == Note::RepeatedLinesRemoved));
}

#[test]
fn a_page_without_the_tables_is_no_report() {
    for page in [
        "",
        "0\n0\n0",
        "一、总体情况\n全年公开信息30条。",
        "{\"a\": 1}",
    ] {
        let error = ogi_import::read(page.as_bytes(), None).expect_err("no report");
        assert_eq!(error, ogi_import::ImportError::NoReport, "{page}");
    }
}

#[test]
fn what_the_page_does_not_say_is_named() {
    let error = ogi_import::read(
        "二、主动公开政府信息情况\n规章 | 0 | 0 | 0 |".as_bytes(),
        None,
    )
    .expect_err("unstated");
    assert_eq!(
        error.to_string(),
        "the page does not say which edition of the form it follows, which year it covers and which agency it is from; give it along with the file"
    );
}
