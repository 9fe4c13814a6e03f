//! Numbers in another unit than the form's: converted exactly, or without a value, wherever the unit is stated.

use ogi_import::{Hints, How};
use ogi_report::Edition;
use serde_json::{Value, json};

/// A page whose fee is printed as `fee`, and whose licences as `12`, with what states their units.
struct Page<'a> {
    above: &'a str,
    fee_head: &'a str,
    fee_label: &'a str,
    fee: &'a str,
    count_head: &'a str,
    below: &'a str,
}

const PLAIN: Page = Page {
    above: "",
    fee_head: "本年收费金额（单位：万元）",
    fee_label: "行政事业性收费",
    fee: "437.2518",
    count_head: "本年处理决定数量",
    below: "",
};

impl Page<'_> {
    fn text(&self) -> String {
        format!(
            "某市水务局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{}\n第二十条第（五）项 |\n信息内容 | {} |\n\
             行政许可 | 12 |\n第二十条第（八）项 |\n信息内容 | {} |\n{} | {} |\n{}\n",
            self.above, self.count_head, self.fee_head, self.fee_label, self.fee, self.below
        )
    }

    fn html(&self) -> String {
        format!(
            "<p>某市水务局2022年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><p>{}</p><table>\
             <tr><td colspan=2>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>{}</td></tr><tr><td>行政许可</td><td>12</td></tr>\
             <tr><td colspan=2>第二十条第（八）项</td></tr><tr><td>信息内容</td><td>{}</td></tr><tr><td>{}</td><td>{}</td></tr>\
             </table><p>{}</p>",
            self.above, self.count_head, self.fee_head, self.fee_label, self.fee, self.below
        )
    }
}

#[expect(clippy::field_reassign_with_default, reason = "hints may gain fields")]
fn check(page: &Page, fee: &Value, decisions: &Value) {
    let mut hints = Hints::default();
    hints.edition = Some(Edition::V2021);
    for text in [page.text(), page.html()] {
        let imported = ogi_import::read_with(text.as_bytes(), &hints).expect("reads");
        let document = imported.document();
        let disclosure = &document["proactive_disclosure"];
        let read_fee = &disclosure["administrative_fees"]["amount_10k_yuan"];
        assert_eq!(read_fee, fee, "{text}");
        let read = &disclosure["administrative_licensing"]["decisions"];
        assert_eq!(read, decisions, "{text}");
        let converted = imported
            .evidence
            .iter()
            .any(|e| e.how == How::UnitConverted);
        let as_printed = fee.as_str().is_none_or(|fee| page.fee.starts_with(fee));
        assert_eq!(converted, !as_printed, "{text}");
    }
}

#[test]
fn money_is_converted_from_the_unit_that_its_header_states() {
    for (head, fee, expected) in [
        (
            "本年收费金额（单位：百万元）",
            "437.2518",
            json!("43725.18"),
        ),
        ("本年收费金额（单位：千元）", "437.25", json!("43.725")),
        ("本年收费金额（单位：元）", "13000.5", json!("1.30005")),
        ("本年收费金额（元）", "13000.5", json!("1.30005")),
        ("本年收费金额（单位：亿元）", "0.25", json!("2500")),
        ("本年收费金额（单位：人民币元）", "13000", json!("1.3")),
        ("本年收费金额（单位：万元）", "437.2518", json!("437.2518")),
        ("本年收费金额", "437.2518", json!("437.2518")),
        ("本年收费金额（单位：元）", "437.2518", Value::Null),
        ("本年收费金额（单位：元、角）", "437.2518", Value::Null),
        ("本年收费金额（单位：美元）", "437.2518", Value::Null),
        ("本年收费金额（单位：件）", "437.2518", Value::Null),
        ("本年收费金额（单位：某某）", "437.2518", Value::Null),
        (
            "本年收费金额（单位：元）",
            "437.2518万元",
            json!("437.2518"),
        ),
    ] {
        check(
            &Page {
                fee_head: head,
                fee,
                ..PLAIN
            },
            &expected,
            &json!(12),
        );
    }
}

#[test]
fn notes_and_labels_state_units_too() {
    let bare = Page {
        fee_head: "本年收费金额",
        fee: "4372.5",
        ..PLAIN
    };
    for above in [
        "单位：元",
        "（单位：元）",
        "金额单位：元",
        "单位：件、元",
        "单位：人民币元",
    ] {
        check(&Page { above, ..bare }, &json!("0.43725"), &json!(12));
        check(&Page { above, ..PLAIN }, &Value::Null, &json!(12));
    }
    check(
        &Page {
            below: "注：本表金额单位为元。",
            ..bare
        },
        &json!("0.43725"),
        &json!(12),
    );
    check(
        &Page {
            fee_label: "行政事业性收费（元）",
            ..bare
        },
        &json!("0.43725"),
        &json!(12),
    );
    check(
        &Page {
            fee_label: "行政事业性收费（元）",
            ..PLAIN
        },
        &Value::Null,
        &json!(12),
    );
    check(
        &Page {
            above: "填报单位：某市水务局",
            ..PLAIN
        },
        &json!("437.2518"),
        &json!(12),
    );
    check(
        &Page {
            above: "单位：件",
            ..PLAIN
        },
        &json!("437.2518"),
        &json!(12),
    );
}

#[test]
fn counts_in_thousands_are_rounded_and_have_no_value() {
    for count_head in [
        "本年处理决定数量（单位：千件）",
        "本年处理决定数量（万件）",
        "本年处理决定数量（单位：百）",
    ] {
        check(
            &Page {
                count_head,
                ..PLAIN
            },
            &json!("437.2518"),
            &Value::Null,
        );
    }
    for count_head in ["本年处理决定数量（件）", "本年处理决定数量（单位：个）"]
    {
        check(
            &Page {
                count_head,
                ..PLAIN
            },
            &json!("437.2518"),
            &json!(12),
        );
    }
    check(
        &Page {
            above: "单位：千件",
            ..PLAIN
        },
        &json!("437.2518"),
        &Value::Null,
    );
}
