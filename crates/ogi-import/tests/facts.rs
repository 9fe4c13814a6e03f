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
    let document = &imported.document;
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
