//! Many violations of one rule in one table: one line each.

use ogi_diagnostics::Finding;

use super::finding::{advice, head};
use super::pending::place;
use crate::terminal::View;
use crate::terminal::layout::{clean_labels, left, right, width};
use crate::terminal::style::{FAINT, STRONG, paint};
use crate::words::words;

/// No one reads more at once.
const MOST: usize = 30;

/// The places with their numbers, and what to do about all of them.
pub(crate) fn render(findings: &[&Finding], view: View) -> Vec<String> {
    let Some(first) = findings.first() else {
        return Vec::new();
    };
    let mut lines = head(first, view);
    let places = view.count(&words().violations.places, findings.len());
    lines.push(format!("  {places}"));
    let shown = &findings[..findings.len().min(MOST)];
    let words = &words().violations;
    let titles = [
        &words.place,
        &words.computed,
        &words.stated,
        &words.difference,
    ]
    .map(|texts| view.say(texts).to_owned());
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
        let more = findings.len() - shown.len();
        let more = view.count(&crate::words::words().common.listed_with_verbose, more);
        lines.push(format!("    {}", paint(FAINT, &more)));
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
    line.map(|line| view.line(line)).unwrap_or_default()
}
