//! Documents for measuring: reports with the figures of the test vectors, and narratives as long as real ones.

use std::fmt::Write as _;
use std::path::Path;

use ogi_conformance::{Checker, Others};
use ogi_report::Outcome;
use serde_json::{Value, json};

/// Reports whose figures are varied; real ones if the name says so.
const BASES: &[&str] = &[
    "2019-60",
    "2021-30",
    "2021-30-undivided",
    "2021-30-zeros",
    "report-anshan-police-2020",
    "report-city-2025",
    "report-huaian-unit-2023",
    "report-jinhu-2023",
    "report-shanghai-general-office-2019",
    "report-shuyang-2025",
];

const ROWS: [&str; 6] = [
    "natural_persons",
    "commercial_enterprises",
    "research_institutions",
    "public_interest_organizations",
    "legal_service_organizations",
    "other_organizations",
];

/// Clauses that narratives are made of; none speaks of numbers of requests.
const CLAUSES: &[&str] = &[
    "认真贯彻落实《中华人民共和国政府信息公开条例》",
    "坚持以公开为常态、不公开为例外",
    "围绕重点领域持续做好主动公开工作",
    "及时更新门户网站栏目内容",
    "通过“政务新媒体”发布政策解读和图解",
    "健全信息发布审核、保密审查和公文属性源头认定机制",
    "规范依申请公开的登记、审核、办理、答复和归档",
    "组织业务培训，提升工作人员的能力和水平",
    "开展政府信息公开工作年度考核和社会评议",
    "加强对基层单位的指导、监督和检查",
    "未发生因信息公开引起的责任追究情形",
    "做好规范性文件的清理、备案和集中公开",
    "公开财政预决算、行政许可和行政处罚信息",
    "优化政策文件库的检索和分类",
    "回应群众关切，提高政策知晓度",
    "部分栏目更新不够及时，解读形式还不够丰富",
    "下一步将完善制度、压实责任、补齐短板",
    "推进基层政务公开标准化、规范化建设",
];

/// A deterministic source of numbers.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[usize::try_from(self.below(list.len() as u64)).expect("small")]
    }
}

/// The bases, read from the folder of the vectors.
pub fn bases() -> Vec<Value> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/vectors");
    let read = |name: &&str| {
        let path = vectors.join(format!("bases/{name}.json"));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).expect("bases are JSON")
    };
    BASES.iter().map(read).collect()
}

/// An endless, deterministic series of reports in which the full way finds nothing.
pub fn reports(bases: &[Value]) -> impl Iterator<Item = Value> {
    let checker = Checker::default();
    (0..)
        .map(|number| report(bases, number))
        .filter(move |report| {
            let checked = checker.check_fully(report.to_string().as_bytes(), Others::default());
            checked.is_schema_valid() == Some(true)
                && checked.with_outcome(Outcome::Failed).next().is_none()
        })
}

/// A valid report. It violates only rules that its figures cannot satisfy.
fn report(bases: &[Value], number: u64) -> Value {
    let mut dice = Dice::new(number + 1);
    let mut report = dice.pick(bases).clone();
    report["agency"]["name"] = json!(format!("某省某市第{number}局"));
    figures(&mut report, &mut dice);
    narratives(&mut report, &mut dice);
    report
}

/// Varies the figures and computes their totals. Zeros stay zeros, because most cells of real reports are zero.
fn figures(report: &mut Value, dice: &mut Dice) {
    for row in [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ] {
        let row = &mut report["review_and_litigation"][row];
        let names = ["upheld", "corrected", "other_result", "pending"];
        names.iter().for_each(|name| vary(&mut row[name], dice));
        row["total"] = json!(names.iter().map(|name| count(&row[name])).sum::<u64>());
    }
    let requests = &mut report["requests"];
    for column in ROWS {
        let mut handled = 0;
        for_each_row(&mut requests["outcomes"], &mut |row| {
            vary(&mut row[column], dice);
            handled += count(&row[column]);
        });
        requests["outcomes"]["total"][column] = json!(handled);
        vary(&mut requests["carried_over_to_next_year"][column], dice);
        vary(&mut requests["carried_over_from_prior_year"][column], dice);
        let all = handled + count(&requests["carried_over_to_next_year"][column]);
        let prior = count(&requests["carried_over_from_prior_year"][column]).min(all);
        requests["carried_over_from_prior_year"][column] = json!(prior);
        requests["new_received"][column] = json!(all - prior);
    }
    let mut total = |row: &mut Value| {
        row["total"] = json!(ROWS.iter().map(|name| count(&row[name])).sum::<u64>())
    };
    for_each_row(&mut requests["outcomes"], &mut total);
    total(&mut requests["outcomes"]["total"]);
    for row in [
        "new_received",
        "carried_over_from_prior_year",
        "carried_over_to_next_year",
    ] {
        total(&mut requests[row]);
    }
}

/// The rows below the outcomes apart from their total, and apart from rows that one is given instead of.
fn for_each_row(outcomes: &mut Value, row: &mut dyn FnMut(&mut Value)) {
    for (name, part) in outcomes.as_object_mut().expect("an object") {
        if name == "total" {
            continue;
        }
        if part.get("undivided").is_some() {
            row(&mut part["undivided"]);
        } else if part.get("natural_persons").is_some() {
            row(part);
        } else {
            part.as_object_mut()
                .expect("an object")
                .values_mut()
                .for_each(&mut *row);
        }
    }
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or(0)
}

fn vary(value: &mut Value, dice: &mut Dice) {
    match value.as_u64() {
        Some(number) if number > 0 => *value = json!(1 + dice.below(2 * number)),
        Some(_) => {}
        None => *value = json!(0),
    }
}

/// Texts of the length that real reports have: some 2 300 characters in all, in paragraphs.
fn narratives(report: &mut Value, dice: &mut Dice) {
    let received = report["requests"]["new_received"]["total"].clone();
    report["preamble"] = json!(text(dice, 110));
    report["overview"] = json!({
        "proactive_disclosure": text(dice, 520),
        "disclosure_on_request": format!("全年新收政府信息公开申请{received}件，均已按期答复。\n{}", text(dice, 260)),
        "information_management": text(dice, 320),
        "platform_building": text(dice, 340),
        "supervision_and_safeguards": text(dice, 320),
    });
    report["problems_and_improvements"] = json!(text(dice, 420));
    report["other_matters"]["text"] = json!(text(dice, 60));
}

fn text(dice: &mut Dice, characters: usize) -> String {
    let mut text = String::new();
    let wanted = characters / 2 + usize::try_from(dice.below(characters as u64)).expect("small");
    while text.chars().count() < wanted {
        text.push_str(dice.pick::<&str>(CLAUSES));
        text.push_str(match dice.below(12) {
            0 => "。\n",
            1 => "，共计\"12\"项。",
            2..6 => "。",
            _ => "，",
        });
    }
    text
}

/// Adds one fault, as one document in a hundred has.
pub fn faulty(report: &Value, number: u64) -> String {
    let mut report = report.clone();
    match number / 100 % 5 {
        0 => report["requests"]["new_received"]["total"] = json!(4_000_000),
        1 => report["requests"]["outcomes"]["granted"]["natural_persons"] = json!(-1),
        2 => drop(
            report["requests"]
                .as_object_mut()
                .expect("an object")
                .remove("outcomes"),
        ),
        3 => report["year"] = json!("2023"),
        _ => {
            let text = canonical(&report);
            return text[..text.len() - 1].to_owned();
        }
    }
    report.to_string()
}

/// In form order on one line, as `ogi_report::write` has it.
pub fn canonical(report: &Value) -> String {
    ogi_report::write(&ogi_report::read(report.to_string().as_bytes()).expect("a report"))
}

/// In form order, indented.
pub fn pretty(report: &Value) -> String {
    ogi_report::write_pretty(&ogi_report::read(report.to_string().as_bytes()).expect("a report"))
}

/// On one line with the keys in an order of its own in each object.
pub fn shuffled(value: &Value, dice: &mut Dice) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            for index in (1..members.len()).rev() {
                members.swap(
                    index,
                    usize::try_from(dice.below(index as u64 + 1)).expect("small"),
                );
            }
            let members: Vec<_> = members
                .into_iter()
                .map(|(name, value)| format!("{}:{}", json!(name), shuffled(value, dice)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}

/// Everything beyond ASCII as `\uXXXX`.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(2 * text.len());
    for character in text.chars() {
        if character.is_ascii() {
            escaped.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}
