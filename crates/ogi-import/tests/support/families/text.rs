//! Text, records, JSON, mail and rich text.

use super::{Family, HEAD, distinct, filled, numbered};

/// What a text repeats that some step of reading looks at closely.
pub(super) const PIECES: &[(&str, &str)] = &[
    ("turns of direction", "\u{202e}1"),
    ("combining marks", "e\u{301}"),
    ("signs of tags", "<"),
    ("beginnings of tags", "<a "),
    ("entities", "&#x4e00;"),
    ("signs of entities", "&"),
    ("titles", "2022年政府信息公开工作年度报告"),
    ("years", "2022 年"),
    ("years with gaps", "2022                                "),
    ("editors", "由某局编制"),
    ("reports by", "年度报告由"),
    ("publishers", "发布机构 某局 "),
    ("crumbs", "首页>某局>"),
    ("readings", "(shu)数"),
    ("brackets", "（a"),
    ("rows in gaps", "规章 1 2 3 "),
    ("rows in bars", "规章 | 1 | 2 | 3\n"),
    ("rows of records", "规章,1,2,3\n"),
    ("quoted records", "\"规\"\"章\",1,2,3\n"),
    ("quotes", "\""),
    ("escapes of scripts", "'\\u4e00"),
    ("bars", "|"),
    ("drawn lines", "+-"),
    ("dashes", "-"),
    ("digits", "1"),
    ("ends of lines", "\n"),
    ("spaces", " "),
    ("labels in bars", "规章|"),
    ("labels and zeros", "规章|0|"),
    ("heads of columns", "本年制发件数|现行有效件数|规章|0|"),
    ("lines of a label", "规章|\n"),
    ("rows with gaps", "规章 | 1 |  | 3 |\n"),
    ("rows of numbers", "1 | 2 | 3\n"),
    ("units", "单位：万元\n规章 | 1 | 2 | 3\n"),
    (
        "sections",
        "二、主动公开政府信息情况\n六、其他需要报告的事项\n",
    ),
    ("broken titles", "二、主动公开\n信息情况\n"),
    ("notes", "规章 | 1\n（含 1 件）"),
    ("pages of text", "第 1 页 共 9 页\n"),
    ("scaled units", "金额（万元）|1.5|\n"),
];

pub(super) fn families() -> Vec<Family> {
    let mut families: Vec<Family> = PIECES
        .iter()
        .map(|&(name, piece)| {
            Family::of_text(format!("text: {name}"), move |size| {
                filled(HEAD, piece, "", size)
            })
        })
        .collect();
    families.extend([
        Family::of_text("text: different lines", |size| {
            HEAD.to_owned() + &numbered(size, |number| distinct(number, 30) + "\n")
        }),
        Family::of_text("text: different rows", |size| {
            HEAD.to_owned() + &numbered(size, |number| distinct(number, 30) + " | 1 | 2 |\n")
        }),
        Family::of_text("text: different gaps", |size| {
            HEAD.to_owned() + &numbered(size, |number| format!("  {} ", distinct(number, 12)))
        }),
        Family::of_text("text: different records", |size| {
            HEAD.to_owned() + &numbered(size, |number| distinct(number, 20) + ",1,2,3\n")
        }),
        Family::of_text("text: sections after one text", |size| {
            let long = "甲".repeat(size / 6);
            filled(&(long + "\n"), "六、其他需要报告的事项\n二、主动公开政府信息情况\n", "", size)
        }),
        Family::of_text("json: lists", |size| "[".repeat(size)),
        Family::of_text("json: members", |size| {
            filled("", "{\"activeDisclosureData\":", "", size)
        }),
        Family::of_text("json: texts", |size| {
            let texts = numbered(size, |number| format!("\"<p>{}</p>\",", distinct(number, 10)));
            format!("[{texts}\"x\"]")
        }),
        Family::of_text("json: names", |size| {
            let names = numbered(size, |number| format!("\"a{number}\":1,"));
            format!("{{{names}\"edition\":\"2021-30\"}}")
        }),
        Family::of_text("json: one number", |size| {
            format!("{{\"edition\":\"2021-30\",\"year\":{}}}", "9".repeat(size))
        }),
        Family::of_text("json: escapes", |size| {
            filled("{\"edition\":\"", "\\u4e00", "\"}", size)
        }),
        Family::of_text("rtf: groups", |size| filled("{\\rtf1 ", "{", "", size)),
        Family::of_text("rtf: rows", |size| {
            filled("{\\rtf1 ", "\\trowd\\cellx100\\cellx200 1\\cell 2\\cell\\row ", "}", size)
        }),
        Family::of_text("rtf: ends of cells", |size| {
            let cells = filled("", "\\cellx9", "", size / 2);
            filled(&format!("{{\\rtf1 \\trowd{cells} "), "1\\cell ", "\\row}", size)
        }),
        Family::of_text("rtf: characters", |size| {
            filled("{\\rtf1\\ansicpg936 ", "\\u19968?\\'b9\\'fa", "}", size)
        }),
        Family::of_text("rtf: bytes to come", |size| {
            filled("{\\rtf1 ", "\\bin2147483647 ", "}", size)
        }),
        Family::of_text("mail: headers", |size| {
            let headers = numbered(size, |number| format!("X-{number}: a\r\n"));
            format!("MIME-Version: 1.0\r\nFrom: a\r\n{headers}Content-Type: text/html\r\n\r\n<p>{HEAD}")
        }),
        Family::of_text("mail: parts", |size| {
            let head = "MIME-Version: 1.0\r\nFrom: a\r\nContent-Type: multipart/related; boundary=b\r\n\r\n";
            let part = "--b\r\nContent-Type: text/html\r\n\r\n<table><tr><td>规章<td>1</table>\r\n";
            filled(head, part, "--b--\r\n", size)
        }),
        Family::of_text("mail: parts in parts", |size| {
            numbered(size, |number| {
                let head = if number == 0 { "MIME-Version: 1.0\r\nFrom: a\r\n" } else { "" };
                format!("{head}Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n")
            })
        }),
    ]);
    families
}
