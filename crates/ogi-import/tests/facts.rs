//! Year, agency and dates in all the places where pages print them.

use serde_json::{Value, json};

const BODY: &str = "<p>一、总体情况</p><p>全年工作有序。</p><p>二、主动公开政府信息情况</p><table>\
    <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>\
    <tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table><p>六、其他需要报告的事项</p><p>无。</p>";

/// Checks year, agency and day of publication of a page with a head; `tail` is printed below the last section.
fn check(head: &str, tail: &str, year: u16, agency: &str, published_on: Option<&str>) {
    let page = format!("<html>{head}{BODY}{tail}</html>");
    let imported =
        ogi_import::read(page.as_bytes(), None).unwrap_or_else(|error| panic!("{head}: {error}"));
    let document = imported.document();
    let read = (
        &document["year"],
        &document["agency"]["name"],
        document.get("published_on"),
    );
    assert_eq!(
        read,
        (
            &json!(year),
            &json!(agency),
            published_on.map(Value::from).as_ref()
        ),
        "{head}"
    );
}

#[test]
fn titles() {
    for (head, year, agency) in [
        (
            "<title>2023年度某市水务局政府信息公开工作年度报告</title>",
            2023,
            "某市水务局",
        ),
        (
            "<title>某区政府2022年政府信息公开年报-某区人民政府门户网站</title>",
            2022,
            "某区政府",
        ),
        (
            "<title>某区人民政府门户网站 2022年政府信息公开工作年度报告</title><p>某区教育局2022年政府信息公开工作年度报告</p>",
            2022,
            "某区教育局",
        ),
        (
            "<title>2022年政府信息公开工作年度报告_某区教育局</title>",
            2022,
            "某区教育局",
        ),
        (
            "<h1>某县财政局</h1><h1>2021年政府信息公开工作年度报告</h1>",
            2021,
            "某县财政局",
        ),
        (
            "<h1>某县财政局关于2021年度政府信息公开工作情况的报告</h1>",
            2021,
            "某县财政局",
        ),
        (
            "<h1>2023年某街道办事处政务公开工作年度报告</h1>",
            2023,
            "某街道办事处",
        ),
        (
            "<h1>某市统计局政府信息公开工作年度报告（2021年）</h1>",
            2021,
            "某市统计局",
        ),
        (
            "<h1>某市统计局政府信息公开工作年度报告</h1><p>（2021年度）</p>",
            2021,
            "某市统计局",
        ),
        (
            "<h1>某办公室关于印发某县2022年政府信息公开工作年度报告的通知</h1>",
            2022,
            "某县",
        ),
        (
            "<h1>2022年政府信息公开工作年度报告</h1><p>按照要求，某县水利局编制了2022年政府信息公开年度报告。</p>",
            2022,
            "某县水利局",
        ),
        (
            "<title>报告列表</title><a>某局2019年政府信息公开工作年度报告</a><br><h1>某局2021年政府信息公开工作年度报告</h1>",
            2021,
            "某局",
        ),
    ] {
        check(head, "", year, agency, None);
    }
}

#[test]
fn boxes_paths_metadata_and_signatures() {
    let title = "<h1>2021年政府信息公开工作年度报告</h1>";
    let meta = "<meta name=\"articletitle\" content=\"2021年政府信息公开工作年度报告\">\
        <meta name='ContentSource' content='某县林业局'><meta name=PubDate content='2022-01-20 10:30'>";
    check(meta, "", 2021, "某县林业局", Some("2022-01-20"));
    let path = format!("<div>首页 &gt; 政府信息公开 &gt; 某县财政局 &gt; 年报</div>{title}");
    check(&path, "", 2021, "某县财政局", None);
    let boxed = "<table><tr><td>索引号</td><td>1/2022-1</td><td>发布机构</td><td>某县财政局</td></tr>\
        <tr><td>名称</td><td>2021年政府信息公开工作年度报告</td><td>发文日期</td><td>2022-01-20</td></tr></table>";
    check(boxed, "", 2021, "某县财政局", Some("2022-01-20"));
    let line = format!("<p>来源：某网站 发布机构：某县财政局 发布时间：2022-01-20</p>{title}");
    check(&line, "", 2021, "某县财政局", Some("2022-01-20"));
    check(
        &line,
        "<p>某县水利局</p><p>2022年1月12日</p>",
        2021,
        "某县水利局",
        Some("2022-01-12"),
    );
}

/// Titles and sentences of many kinds, above the sections; made up, after the ways in which offices write them.
#[test]
fn agency_and_year_in_many_wordings() {
    let title = "<h1>2023年政府信息公开工作年度报告</h1>";
    let sentences = [
        "现公开甲县水务局2023年政府信息公开工作年度报告。",
        "现向社会公布甲县水务局2023年度政府信息公开工作年度报告。",
        "根据条例要求，现面向社会公开甲县水务局2023年度政府信息公开年度报告。",
        "现予公布甲县水务局2023年政府信息公开工作年度报告，欢迎监督。",
        "现将甲县水务局2023年政府信息公开工作年度报告公布如下：",
        "由甲县水务局编制的2023年度政府信息公开工作年度报告。",
        "根据条例规定，由甲县水务局编制2023年政府信息公开年度报告。",
        "按照要求，甲县水务局组织编制了2023年政府信息公开工作年度报告。",
        "甲县水务局现发布2023年政府信息公开工作年度报告。",
        "甲县水务局（以下简称“我局”）编制了2023年度政府信息公开工作年度报告。",
        "本报告由甲县水务局按照《中华人民共和国政府信息公开条例》要求编制。",
        "本年度报告由甲县水务局编制并发布。",
        "由甲县水务局办公室编制的2023年政府信息公开工作年度报告。",
        "2023年，甲县水务局认真贯彻落实《中华人民共和国政府信息公开条例》。",
    ];
    for sentence in sentences {
        check(
            &format!("{title}<p>{sentence}</p>"),
            "",
            2023,
            "甲县水务局",
            None,
        );
    }
    let titles = [
        "<h1>甲县水务局2023年政府信息公开工作年度</h1><h1>报告</h1>",
        "<h1>2023年甲县水务局政府信息</h1><h1>公开工作年度报告</h1>",
        "<h1>甲县水务局</h1><h1>2023年</h1><h1>政府信息公开工作年度报告</h1>",
        "<h1>甲县水</h1><h1>务局2023年政府信息公开工作年度报告</h1>",
        "<h1>甲县水务局政府信息公开</h1><h1>2023年度报告</h1>",
        "<h1>甲 县 水 务 局 2023年政府信息公开工作年度报告</h1>",
        "<h1>甲县 水务局 2023年政府信息公开工作年度报告</h1>",
        "<h1>关于公布甲县水务局2023年政府信息公开工作年度报告</h1>",
        "<h1>甲县水务局关于发布2023年政府信息公开工作年度报告</h1>",
        "<h1>二〇二三年甲县水务局政府信息公开工作年度报告</h1>",
        "<h1>【公开年报】甲县水务局2023年政府信息公开工作年度报告</h1>",
        "<h1>水务局2023年政府信息公开工作年度报告</h1><p>编制单位：甲县水务局</p>",
        "<meta name='SiteName' content='甲县水务局网站'><h1>2023年政府信息公开工作年度报告</h1>",
        "<h1>2023年政府信息公开工作年度报告</h1><p>单 位：甲县水务局</p>",
    ];
    for head in titles {
        let expected = if head.contains("<h1>水务局") {
            "水务局"
        } else {
            "甲县水务局"
        };
        check(head, "", 2023, expected, None);
    }
}

#[test]
fn what_names_no_agency_is_asked_for() {
    let title = "<h1>2023年政府信息公开工作年度报告</h1>";
    for head in [
        "<p>根据《中华人民共和国政府信息公开条例》规定编制本报告。</p>",
        "<p>根据中华人民共和国政府信息公开条例编制本报告。</p>",
        "<p>本报告由我局编制。</p>",
        "<p>2023年，我局认真贯彻落实条例。</p>",
        "<p>2023年，在县委、县政府的领导下，各单位认真落实条例。</p>",
        "<p>2023年，县政府办公室认真落实条例。</p>",
        "<meta name='SiteName' content='甲县人民政府门户网站'>",
        "<p>现向社会公布2023年政府信息公开工作年度报告。</p>",
    ] {
        let page = format!("<html>{title}{head}{BODY}</html>");
        let missing = match ogi_import::read(page.as_bytes(), None) {
            Err(ogi_import::ImportError::Unstated { missing }) => missing,
            other => panic!(
                "{head}: {:?}",
                other.map(|imported| imported.document()["agency"].clone())
            ),
        };
        assert_eq!(missing, [ogi_import::Fact::Agency], "{head}");
    }
}

#[test]
fn section_one_is_told_from_what_surrounds_it() {
    let title = "<h1>甲县水务局2023年政府信息公开工作年度报告</h1>";
    let table = &BODY[BODY.find("<p>二、").expect("a heading")..];
    let heads = "<p>（一）主动公开政府信息的情况</p><p>略甲。</p><p>（二）依申请公开政府信息办理情况。略乙。</p>\
        <p>（三）政府信息管理方面。略丙。（四）平台载体建设方面。略丁。</p><p>（五）监督保障方面。略戊。</p>\
        <p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p>";
    for heading in ["", "<p>一、总体情况</p>"] {
        let page = format!("<html>{title}{heading}{heads}{table}</html>");
        let document = ogi_import::read(page.as_bytes(), None)
            .expect("reads")
            .document();
        let overview = json!({
            "text": "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
            "proactive_disclosure": "略甲。",
            "disclosure_on_request": "略乙。",
            "information_management": "略丙。",
            "platform_building": "略丁。",
            "supervision_and_safeguards": "略戊。",
        });
        assert_eq!(document["overview"], overview, "{heading}");
        assert_eq!(
            document["period"],
            json!({"start": "2023-01-01", "end": "2023-12-31"})
        );
    }
}

#[test]
fn page_furniture_is_no_part_of_section_six() {
    let title = "<h1>甲县水务局2023年政府信息公开工作年度报告</h1>";
    for furniture in [
        "附件下载",
        "相关附件：",
        "主办：甲县人民政府  备案号：甲ICP备12345678号",
        "主办单位：甲县人民政府办公室",
        "【打印】【关闭】",
        "上一篇：甲县水务局2022年政府信息公开工作年度报告",
        "下一条：没有了",
        "扫一扫在手机打开当前页",
        "网站标识码：3500000001",
        "版权所有：甲县人民政府",
        "[打印本页] [关闭窗口]",
        "附件：年度报告.docx",
        "浏览次数：128",
    ] {
        let page = format!("<html>{title}{BODY}<p>{furniture}</p></html>");
        let document = ogi_import::read(page.as_bytes(), None)
            .expect("reads")
            .document();
        assert_eq!(document["other_matters"]["text"], "无。", "{furniture}");
    }
    let kept = "附件所列事项均已公开。";
    let page = format!("<html>{title}{BODY}<p>{kept}</p></html>");
    let document = ogi_import::read(page.as_bytes(), None)
        .expect("reads")
        .document();
    assert_eq!(document["other_matters"]["text"], format!("无。\n{kept}"));
}
