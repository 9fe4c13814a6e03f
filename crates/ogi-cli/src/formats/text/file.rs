//! One file: what was read, the three answers, and what was found, table by table.

use ogi_conformance::Reconciled;
use ogi_diagnostics::{CheckedFile, Counts, Finding, StatedEdition, without_number};

use super::heading::{heading, section_name};
use super::{document_name, fault, finding, many, pending, reading};
use crate::terminal::View;
use crate::terminal::layout::{clean, left, right, width, wrap};
use crate::terminal::style::{BAD, DOUBTFUL, FAINT, GOOD, STRONG, paint};
use crate::words::words;

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
    let words = &words().answers;
    let questions =
        [&words.well_formed, &words.right_shape, &words.reconciled].map(|texts| view.say(texts));
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
    let faults = view.count(&words().answers.faults_below, faults);
    (paint(BAD, "✗"), faults)
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
        view.say(&words().answers.unanswered).to_owned(),
    )
}

fn in_numbers(file: &CheckedFile, view: View) -> String {
    let words = &words().answers;
    let Counts {
        passed,
        failed,
        not_assessed,
    } = file.tally;
    let assessed = passed + failed;
    let mut said = vec![if not_assessed == 0 {
        view.count(&words.all_assessed, assessed)
    } else {
        let all = assessed + not_assessed;
        view.fill(
            &words.some_assessed,
            &[("all", &all), ("assessed", &assessed)],
        )
    }];
    if failed == 0 {
        said.push(view.say(&words.all_hold).to_owned());
    } else {
        said.push(view.count(&words.hold, passed));
        said.push(view.count(&words.fail, failed));
    }
    said.join(view.separator())
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
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new()];
    lines.extend(rows.iter().map(line));
    lines
}

fn answer_of(counts: Counts, columns: usize, view: View) -> (String, String) {
    let nothing = |words: &str| (paint(FAINT, "–"), right(words, columns));
    let mark = match (counts.passed, counts.failed, counts.not_assessed) {
        (0, 0, 0) => return nothing(view.say(&words().answers.nothing_to_add_up)),
        (0, 0, _) => return nothing(view.say(&words().answers.not_assessed)),
        (_, 0, 0) => paint(GOOD, "✓"),
        (_, 0, _) => paint(DOUBTFUL, "~"),
        _ => paint(BAD, "✗"),
    };
    let missing = match counts.not_assessed {
        0 => String::new(),
        count => format!(
            "  {}",
            view.fill(&words().answers.some_not_assessed, &[("count", &count)])
        ),
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
    lines.extend(group(
        view.say(&words().answers.elsewhere),
        &others,
        file,
        view,
    ));
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
