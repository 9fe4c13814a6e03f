//! Names of reports in titles and sentences.

use super::{Name, Setting, begins_prose, compiler, looks_like_agency, may_be_same};

fn check(text: &str, setting: Setting, year: Option<u32>, agency: Option<&str>) {
    let found = Name::find(text, setting).map(|name| (name.year, name.agency));
    assert_eq!(found, Some((year, agency.map(str::to_owned))), "{text}");
}

#[test]
fn titles_name_agency_and_year_in_any_order() {
    check(
        "某市水务局2020年政府信息公开工作年度报告",
        Setting::Title,
        Some(2020),
        Some("某市水务局"),
    );
    check(
        "2020年度某市水务局政府信息公开工作年度报告",
        Setting::Title,
        Some(2020),
        Some("某市水务局"),
    );
    check(
        "某縣人民政府2021年度政府信息公開年度工作報告",
        Setting::Title,
        Some(2021),
        Some("某縣人民政府"),
    );
    check(
        "2021年某县人民政府信息公开工作年度报告",
        Setting::Title,
        Some(2021),
        Some("某县人民政府"),
    );
    check(
        "某镇政府信息公开2022年度报告",
        Setting::Title,
        Some(2022),
        Some("某镇"),
    );
    check(
        "首页 > 年报 > 某区教育局 2022年政府信息公开工作年度报告",
        Setting::Title,
        Some(2022),
        Some("某区教育局"),
    );
    check(
        "关于某区教育局二〇二二年政府信息公开工作年度报告",
        Setting::Title,
        Some(2022),
        Some("某区教育局"),
    );
    check(
        "某市水务局\n2024年政府信息公开工作年度报告",
        Setting::Title,
        Some(2024),
        Some("某市水务局"),
    );
    check(
        "2023年政府信息公开工作年度报告",
        Setting::Title,
        Some(2023),
        None,
    );
    assert_eq!(
        Name::find("现将我局2022年度政府信息公开工作报告如下：", Setting::Title),
        None
    );
    check(
        "拖鎮(zhèn)2020年政府信息公開工作年度報告",
        Setting::Title,
        Some(2020),
        Some("拖鎮"),
    );
}

#[test]
fn sentences_name_them_too() {
    check(
        "现向社会公布2020年度某市公安局政府信息公开工作年度报告",
        Setting::Sentence,
        Some(2020),
        Some("某市公安局"),
    );
    check(
        "现公布区统计局2023年政府信息公开工作年度报告",
        Setting::Sentence,
        Some(2023),
        Some("区统计局"),
    );
    check(
        "现将我局2022年度政府信息公开工作报告如下",
        Setting::Sentence,
        Some(2022),
        None,
    );
}

#[test]
fn names_of_one_agency_may_differ_in_their_place() {
    for (one, other, same) in [
        ("市人民政府办公室", "甲市人民政府办公室", true),
        ("甲县", "甲县人民政府", true),
        ("甲 县 水务局", "甲县水务局", true),
        ("甲县", "甲县水务局", false),
        ("甲县人民政府", "甲县人民政府办公室", false),
        ("甲县水务局", "甲县教育局", false),
    ] {
        assert_eq!(may_be_same(one, other), same, "{one} {other}");
    }
}

#[test]
fn prose_names_its_agency() {
    assert_eq!(
        compiler("本报告由甲县水务局按照条例编制").as_deref(),
        Some("甲县水务局")
    );
    assert_eq!(compiler("申请由甲县水务局负责答复"), None);
    let name = begins_prose("2023年，甲县水务局认真贯彻条例");
    let agency = name.and_then(|name| name.agency);
    assert_eq!(agency.as_deref(), Some("甲县水务局"));
    let county = begins_prose("2023年，甲县认真贯彻条例");
    assert_eq!(county.and_then(|name| name.agency), None);
}

#[test]
fn agencies_are_told_from_sentences() {
    assert!(looks_like_agency("某市公安局"));
    assert!(!looks_like_agency("本年度无其他需要报告的事项。"));
    assert!(!looks_like_agency("共3件"));
}
