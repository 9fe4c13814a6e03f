//! One file: what was read, the three answers, and what was found, table by table.

use ogi_conformance::Reconciled;
use ogi_diagnostics::{CheckedFile, Counts, Finding, StatedEdition, without_number};
use ogi_report::Language;

use super::{document_name, fault, finding, many, pending, reading};
use crate::terminal::View;
use crate::terminal::layout::{clean, left, right, width, wrap};
use crate::terminal::style::{BAD, DOUBTFUL, FAINT, GOOD, STRONG, paint};

/// Beyond so many violations of one rule in one table, each takes one line.
const MANY: usize = 6;

/// Everything about one file, line by line.
pub(crate) fn render(file: &CheckedFile, view: View) -> Vec<String> {
    let mut lines = vec![paint(STRONG, &document_name(file, view))];
    lines.extend(
        wrap(&identity(file, view), view.width)
            .into_iter()
            .filter(|line| !line.is_empty()),
    );
    lines.extend(reading::source(&file.source, view));
    lines.extend(reading::notes(&file.compared_with, view));
    lines.push(String::new());
    lines.extend(answers(file, view));
    lines.extend(tables(file, view));
    if !file.faults.is_empty() {
        lines.push(String::new());
        lines.extend(fault::section(file, view));
    }
    lines.extend(findings(file, view));
    lines.extend(pending::section(file, view));
    lines
}

/// Agency, year and form.
pub(super) fn identity(file: &CheckedFile, view: View) -> String {
    reading::identity(
        file.agency.as_deref(),
        file.year,
        file.edition.as_ref().and_then(StatedEdition::known),
        view,
    )
}

/// The three answers.
fn answers(file: &CheckedFile, view: View) -> Vec<String> {
    let questions = [
        ("文件完好", "well-formed"),
        ("结构合规", "right shape"),
        ("勾稽相符", "reconciled"),
    ];
    let questions = questions.map(|(chinese, english)| view.say(chinese, english));
    let columns = questions
        .iter()
        .map(|question| width(question))
        .max()
        .unwrap_or(0);
    let faults = file.faults.len();
    let well_formed = answer(file.well_formed, faults, view);
    let valid = file
        .schema_valid
        .map_or_else(|| unanswered(view), |valid| answer(valid, faults, view));
    let reconciled = reconciled(file, view);
    let line = |(question, (mark, words)): (&str, (String, String))| {
        format!("  {}  {mark}  {words}", left(question, columns))
            .trim_end()
            .to_owned()
    };
    questions
        .into_iter()
        .zip([well_formed, valid, reconciled])
        .map(line)
        .collect()
}

fn answer(yes: bool, faults: usize, view: View) -> (String, String) {
    if yes {
        return (paint(GOOD, "✓"), String::new());
    }
    let faults = view.count(faults, "处问题", "fault", "faults");
    (paint(BAD, "✗"), faults + view.say("，见下", ", see below"))
}

/// Whether the numbers add up, as a mark and in words.
pub(super) fn reconciled(file: &CheckedFile, view: View) -> (String, String) {
    let mark = match file.reconciled {
        Reconciled::Yes => paint(GOOD, "✓"),
        Reconciled::Partly => paint(DOUBTFUL, "~"),
        Reconciled::No => paint(BAD, "✗"),
        Reconciled::NotAssessed => return unanswered(view),
    };
    (mark, in_numbers(file, view))
}

fn unanswered(view: View) -> (String, String) {
    (
        paint(FAINT, "–"),
        view.say("未能核对", "could not be assessed").to_owned(),
    )
}

fn in_numbers(file: &CheckedFile, view: View) -> String {
    let counts = file.tally;
    let (assessed, all) = (
        counts.passed + counts.failed,
        counts.passed + counts.failed + counts.not_assessed,
    );
    let (passed, failed) = (counts.passed, counts.failed);
    match view.language {
        Language::Chinese => {
            let first = if assessed == all {
                format!("核对 {all} 项")
            } else {
                format!("{all} 项中核对了 {assessed} 项")
            };
            let second = if failed == 0 {
                "全部相符".to_owned()
            } else {
                format!("{passed} 项相符，{failed} 项不符")
            };
            format!("{first}，{second}")
        }
        Language::English => {
            let first = if assessed == all {
                format!("{} assessed", view.count(all, "", "place", "places"))
            } else {
                format!("{assessed} of {all} places assessed")
            };
            let second = if failed == 0 {
                "all hold".to_owned()
            } else {
                let hold = if passed == 1 { "holds" } else { "hold" };
                format!(
                    "{passed} {hold}, {failed} {}",
                    if failed == 1 { "does not" } else { "do not" }
                )
            };
            format!("{first}, {second}")
        }
    }
}

/// Whether each table reconciles.
fn tables(file: &CheckedFile, view: View) -> Vec<String> {
    let counts_width = file
        .tables
        .iter()
        .map(|table| counted(table.counts).len())
        .max()
        .unwrap_or(0);
    let rows = file.tables.iter().map(|table| {
        let (mark, words) = answer_of(table.counts, counts_width, view);
        (title(table.section, &table.label, view), mark, words)
    });
    let rows: Vec<(String, String, String)> = rows.collect();
    let words_width = rows
        .iter()
        .map(|(_, _, words)| width(words))
        .max()
        .unwrap_or(0);
    let room = view.width.saturating_sub(words_width + 7);
    let columns = rows
        .iter()
        .map(|(title, ..)| width(title))
        .max()
        .unwrap_or(0)
        .min(room);
    let line = |(title, mark, words): &(String, String, String)| {
        format!(
            "  {}  {mark}  {words}",
            left(&clean(title, columns), columns)
        )
    };
    Some(String::new())
        .filter(|_| !rows.is_empty())
        .into_iter()
        .chain(rows.iter().map(line))
        .collect()
}

fn answer_of(counts: Counts, columns: usize, view: View) -> (String, String) {
    let nothing = |words: &str| (paint(FAINT, "–"), right(words, columns));
    let mark = match (counts.passed, counts.failed, counts.not_assessed) {
        (0, 0, 0) => return nothing(view.say("无勾稽项", "nothing to add up")),
        (0, 0, _) => return nothing(view.say("未能核对", "not assessed")),
        (_, 0, 0) => paint(GOOD, "✓"),
        (_, 0, _) => paint(DOUBTFUL, "~"),
        _ => paint(BAD, "✗"),
    };
    let missing = counts.not_assessed;
    let missing = match view.language {
        _ if missing == 0 => String::new(),
        Language::Chinese => format!("  {missing} 项未能核对"),
        Language::English => format!("  {missing} not assessed"),
    };
    (mark, right(&counted(counts), columns) + &missing)
}

/// `37/37`
fn counted(counts: Counts) -> String {
    format!("{}/{}", counts.passed, counts.passed + counts.failed)
}

/// `表三  收到和处理政府信息公开申请情况`
fn title(section: &str, label: &str, view: View) -> String {
    format!(
        "{}  {}",
        section_name(section, label, view),
        without_number(label)
    )
}

/// `表三`, or `第一部分` for sections without a table.
pub(super) fn section_name(section: &str, label: &str, view: View) -> String {
    let has_table = ["二", "三", "四"].contains(&section);
    let number = label.split('.').next().unwrap_or(section);
    match (view.language, has_table) {
        (Language::Chinese, true) => format!("表{section}"),
        (Language::Chinese, false) => format!("第{section}部分"),
        (Language::English, true) => format!("table {number}"),
        (Language::English, false) => format!("section {number}"),
    }
}

/// Violations, grouped by table.
fn findings(file: &CheckedFile, view: View) -> Vec<String> {
    let mut lines = Vec::new();
    let is_of = |finding: &&Finding, section: &str| finding.section == Some(section);
    for table in &file.tables {
        let theirs: Vec<_> = file
            .own_violations()
            .filter(|finding| is_of(finding, table.section))
            .collect();
        lines.extend(group(
            &title(table.section, &table.label, view),
            &theirs,
            file,
            view,
        ));
    }
    let elsewhere = |finding: &&Finding| {
        file.tables
            .iter()
            .all(|table| !is_of(finding, table.section))
    };
    let others: Vec<_> = file.own_violations().filter(elsewhere).collect();
    lines.extend(group(view.say("其他", "elsewhere"), &others, file, view));
    lines
}

/// Violations under one title, those of one rule together.
fn group(title: &str, findings: &[&Finding], file: &CheckedFile, view: View) -> Vec<String> {
    if findings.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), heading(title, view)];
    for of_rule in findings.chunk_by(|left, right| left.rule == right.rule) {
        if of_rule.len() > MANY && of_rule[0].relation.is_some() && !view.verbose {
            lines.push(String::new());
            lines.extend(many::render(of_rule, view));
            continue;
        }
        for finding in of_rule {
            lines.push(String::new());
            lines.extend(finding::render(finding, &file.path, view));
        }
    }
    lines
}

/// A title with a line to the end of the screen.
pub(super) fn heading(title: &str, view: View) -> String {
    let title = clean(title, view.width.saturating_sub(6));
    let rest = view.width.saturating_sub(width(&title) + 4);
    format!(
        "{} {} {}",
        paint(FAINT, "──"),
        paint(STRONG, &title),
        paint(FAINT, &"─".repeat(rest))
    )
}
