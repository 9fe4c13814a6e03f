//! Many violations of one rule in one table: one line each.

use ogi_diagnostics::Finding;

use super::finding::{advice, head};
use super::pending::place;
use crate::terminal::View;
use crate::terminal::layout::{clean_labels, left, right, width};
use crate::terminal::style::{FAINT, STRONG, paint};

/// No one reads more at once.
const MOST: usize = 30;

/// The places with their numbers, and what to do about all of them.
pub(crate) fn render(findings: &[&Finding], view: View) -> Vec<String> {
    let Some(first) = findings.first() else {
        return Vec::new();
    };
    let mut lines = head(first, view);
    lines.push(format!(
        "  {}",
        view.count(findings.len(), "处不符：", "place:", "places:")
    ));
    let shown = &findings[..findings.len().min(MOST)];
    let title = |chinese, english| view.say(chinese, english).to_owned();
    let titles = [
        title("位置", "place"),
        title("算得", "computed"),
        title("填报", "stated"),
        title("相差", "difference"),
    ];
    let rows: Vec<[String; 4]> = shown.iter().map(|finding| row(finding)).collect();
    let lines_of_file: Vec<String> = shown.iter().map(|finding| line(finding, view)).collect();
    let all = || std::iter::once(&titles).chain(&rows);
    let columns = |index: usize| all().map(|row| width(&row[index])).max().unwrap_or(0);
    let numbers = [columns(1), columns(2), columns(3)];
    let last = lines_of_file
        .iter()
        .map(|line| width(line))
        .max()
        .unwrap_or(0);
    let room = view
        .width
        .saturating_sub(numbers.iter().sum::<usize>() + last + 12);
    let first_column = columns(0).min(room);
    let draw = |row: &[String; 4]| {
        let numbers = row[1..]
            .iter()
            .zip(numbers)
            .map(|(number, columns)| format!("  {}", right(number, columns)));
        left(&clean_labels(&row[0], first_column), first_column) + &numbers.collect::<String>()
    };
    lines.push(format!("    {}", paint(STRONG, &draw(&titles))));
    let places = rows.iter().zip(&lines_of_file);
    lines.extend(places.map(|(row, line)| {
        format!("    {}  {}", draw(row), paint(FAINT, line))
            .trim_end()
            .to_owned()
    }));
    if findings.len() > shown.len() {
        let more = view.count(
            findings.len() - shown.len(),
            "处略去，--verbose 全部列出",
            "more",
            "more",
        );
        lines.push(format!(
            "    {}",
            paint(FAINT, &(more + view.say("", "; --verbose lists them")))
        ));
    }
    lines.extend(advice(first, view));
    lines
}

fn row(finding: &Finding) -> [String; 4] {
    let number = |number: &Option<String>| number.clone().unwrap_or_default();
    [
        place(finding),
        number(&finding.computed),
        number(&finding.stated),
        number(&finding.difference),
    ]
}

fn line(finding: &Finding, view: View) -> String {
    let line = finding.line_and_column().map(|(line, _)| line);
    line.map_or_else(String::new, |line| {
        view.owned(|| format!("第 {line} 行"), || format!("line {line}"))
    })
}
