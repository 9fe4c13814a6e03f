//! A report as a web page: spans, blank cells, what stands around the tables, and what must be refused.

#[path = "support/legal.rs"]
mod legal;
mod support;

use ogi_import::{Note, Origin, Refusal};
use support::{cell_note, check, has_note};

const PAGE: &str = include_str!("fixtures/report-2021.html");

#[test]
fn a_page_is_read_whole() {
    let imported = ogi_import::read(PAGE.as_bytes(), Some("report.html")).expect("reads");
    legal::check(&imported);
    check(
        &imported,
        &[
            ("/edition", r#""2021-30""#),
            ("/year", "2022"),
            ("/agency/name", r#""某市水务局""#),
            ("/period", r#"{"start": "2022-01-01", "end": "2022-12-31"}"#),
            ("/published_on", r#""2023-01-16""#),
            (
                "/preamble",
                r#""本报告依条例编制，统计期限自2022年1月1日起至2022年12月31日止。""#,
            ),
            ("/overview/text", r#""全年工作平稳。""#),
            (
                "/overview/proactive_disclosure",
                r#""公开信息31条。\n1.公告10条。""#,
            ),
            (
                "/overview/supervision_and_safeguards",
                r#""办了一次培训。""#,
            ),
            (
                "/proactive_disclosure/normative_documents",
                r#"{"issued": 2, "repealed": 1, "in_force": 16}"#,
            ),
            (
                "/proactive_disclosure/administrative_licensing/decisions",
                "1204",
            ),
            (
                "/proactive_disclosure/administrative_fees/amount_10k_yuan",
                r#""59.2449""#,
            ),
            ("/requests/new_received/natural_persons", "5"),
            (
                "/requests/outcomes/denied/state_secret/legal_service_organizations",
                "null",
            ),
            ("/requests/outcomes/denied/state_secret/total", "1"),
            ("/requests/outcomes/other_handling/other/total", "2"),
            ("/requests/carried_over_to_next_year/total", "null"),
            (
                "/review_and_litigation/reconsideration",
                r#"{"upheld": 1, "corrected": 2, "other_result": 3, "pending": 4, "total": 10}"#,
            ),
            (
                "/review_and_litigation/litigation_after_reconsideration/total",
                "50",
            ),
            ("/problems_and_improvements", r#""人手不足。""#),
            ("/other_matters/text", r#""收取信息处理费100元。""#),
            (
                "/source/title",
                r#""某市水务局2022年政府信息公开工作年度报告""#,
            ),
        ],
    );
    assert_eq!(
        cell_note(
            &imported,
            "/requests/outcomes/denied/state_secret/legal_service_organizations"
        )
        .as_deref(),
        Some("blank -")
    );
    assert_eq!(
        cell_note(&imported, "/requests/carried_over_to_next_year").as_deref(),
        Some("blank -")
    );
    assert_eq!(
        cell_note(&imported, "/requests/outcomes/unable_to_provide").as_deref(),
        Some("not_printed -")
    );
    assert_eq!(imported.notes, [], "nothing to add");
}

#[test]
fn evidence_leads_to_the_cell() {
    let imported = ogi_import::read(PAGE.as_bytes(), None).expect("reads");
    let at = |pointer: &str| {
        imported
            .evidence
            .iter()
            .find(|evidence| evidence.pointer == pointer)
            .expect("evidence")
    };
    let fee = at("/proactive_disclosure/administrative_fees/amount_10k_yuan");
    let line = PAGE
        .lines()
        .position(|line| line.contains("59.2449"))
        .expect("a line")
        + 1;
    let line = u32::try_from(line).expect("few lines");
    assert_eq!(
        fee.origin,
        Origin::Cell {
            table: 2,
            row: 10,
            column: 2,
            line
        }
    );
    assert_eq!(fee.printed, "59.2449");
    assert!(!fee.repaired);
}

#[test]
fn an_extra_column_is_kept_apart_and_rows_without_it_are_refused() {
    let page = PAGE.replace("<td>5</td>", "<td>5</td><td>77</td>").replace(
        "<td rowspan=\"2\">自然人</td>",
        "<td rowspan=\"2\">自然人</td><td rowspan=\"2\">法人小计</td>",
    );
    let imported = ogi_import::read(page.as_bytes(), None).expect("reads");
    check(
        &imported,
        &[
            ("/requests/new_received/natural_persons", "5"),
            ("/requests/new_received/total", "5"),
            ("/requests/outcomes/denied/state_secret/total", "null"),
        ],
    );
    let document = imported.document();
    let extensions = document["extensions"].as_array().expect("extensions");
    let kept = |e: &serde_json::Value| {
        e["label"]
            .as_str()
            .is_some_and(|label| label.ends_with(" · 法人小计"))
            && e["value"] == "77"
    };
    assert!(extensions.iter().any(kept));
    assert!(has_note(&imported, |note| matches!(
        note,
        Note::UnmatchedColumn { .. }
    )));
    assert!(has_note(&imported, |note| matches!(
        note,
        Note::RowRefused {
            reason: Refusal::Headers,
            ..
        }
    )));
}

#[test]
fn a_number_over_several_rows_belongs_to_none() {
    let page = PAGE.replace(
        "<td>2</td><td>1</td><td>16</td>",
        "<td>2</td><td>1</td><td rowspan=\"2\">16</td>",
    );
    let page = page.replace(
        "<tr><td colspan=\"4\">第二十条第（五）项</td></tr>",
        "<tr><td colspan=\"3\">第二十条第（五）项</td></tr>",
    );
    let imported = ogi_import::read(page.as_bytes(), None).expect("reads");
    check(
        &imported,
        &[
            ("/proactive_disclosure/normative_documents/in_force", "null"),
            ("/proactive_disclosure/normative_documents/issued", "2"),
        ],
    );
    let note = cell_note(
        &imported,
        "/proactive_disclosure/normative_documents/in_force",
    );
    assert_eq!(note.as_deref(), Some("illegible 16"));
}

#[test]
fn groups_in_another_order_over_table_four_are_told_by_their_heads() {
    let page = PAGE
        .replace("未经复议直接起诉", "甲")
        .replace("复议后起诉", "未经复议直接起诉")
        .replace('甲', "复议后起诉");
    let imported = ogi_import::read(page.as_bytes(), None).expect("reads");
    check(
        &imported,
        &[
            ("/review_and_litigation/reconsideration/total", "10"),
            ("/review_and_litigation/litigation_direct/upheld", "11"),
            (
                "/review_and_litigation/litigation_after_reconsideration/total",
                "26",
            ),
        ],
    );
}
