//! The results as Markdown.

use std::fmt::Write as _;

use super::Input;
use super::cores::Cores;
use super::files::Set;
use super::measure::{Row, Sample};
use super::tools::{ALL_CORES, Found, LINES, NOTHING, ONE_CORE, Tool};
use crate::table::median;

/// The tools and inputs, then a table for each input.
pub fn markdown(parts: &[(Vec<Row>, Set)], tools: &[Found], missing: &[&Tool]) -> String {
    let mut text =
        String::from("| tool | version | does | to install it |\n| --- | --- | --- | --- |\n");
    for Found { tool, version } in tools {
        let _ = writeln!(
            text,
            "| {} | {version} | {} | {} |",
            tool.name, tool.does, tool.install
        );
    }
    for tool in missing {
        let _ = writeln!(
            text,
            "| {} | not measured | {} | {} |",
            tool.name, tool.does, tool.install
        );
    }
    for (rows, set) in parts {
        text.push_str(&match set.input {
            Input::Lines => lines(rows, set, tools),
            Input::File => file(rows, set, tools),
            Input::Folder => folder(rows, set, tools),
        });
    }
    text
}

fn lines(rows: &[Row], set: &Set, tools: &[Found]) -> String {
    let one = find(rows, tools, ONE_CORE);
    let mut text = format!(
        "\n### A file of {} documents, one a line, {:.0} MB\n\nAll but `{ALL_CORES}` are {}.\n\n\
         | command | ms | processor ms | peak MiB | × the time of `{LINES}` | `{ONE_CORE}` is so many times faster | rounds |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        set.documents,
        set.bytes as f64 / 1e6,
        Cores::HOW,
    );
    for row in rows {
        let by_lines = find(rows, tools, LINES).map_or(0.0, |other| ratio(row, other));
        let by_one = one.map_or(0.0, |other| ratio(row, other));
        let _ = writeln!(
            text,
            "| {} | {by_lines:.2} | {by_one:.2} | {} |",
            common(row, tools, 1),
            turns(row)
        );
    }
    if let (Some(one), Some(all)) = (one, find(rows, tools, ALL_CORES)) {
        let _ = writeln!(
            text,
            "\nAll cores are {:.2} times faster than one.",
            ratio(one, all)
        );
    }
    text
}

fn file(rows: &[Row], set: &Set, tools: &[Found]) -> String {
    let mut text = format!(
        "\n### One document of {} bytes\n\n\
         | command | ms | processor ms | peak MiB | ms more than `{NOTHING}` | `{ALL_CORES}` is so many times faster | rounds |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        set.bytes,
    );
    for row in rows {
        let more = find(rows, tools, NOTHING)
            .map_or(0.0, |other| paired(row, other, |this, other| this - other));
        let by_own = find(rows, tools, ALL_CORES).map_or(0.0, |other| ratio(row, other));
        let _ = writeln!(
            text,
            "| {} | {more:.2} | {by_own:.2} | {} |",
            common(row, tools, 2),
            turns(row)
        );
    }
    text
}

fn folder(rows: &[Row], set: &Set, tools: &[Found]) -> String {
    let mut text = format!(
        "\n### A folder of {} files of a document each, {:.1} MB\n\nAll but `{ALL_CORES}` are {}.\n\n\
         | command | ms | processor ms | peak MiB | `{ONE_CORE}` is so many times faster | rounds |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
        set.documents,
        set.bytes as f64 / 1e6,
        Cores::HOW,
    );
    for row in rows {
        let by_one = find(rows, tools, ONE_CORE).map_or(0.0, |other| ratio(row, other));
        let _ = writeln!(
            text,
            "| {} | {by_one:.2} | {} |",
            common(row, tools, 1),
            turns(row)
        );
    }
    text
}

fn find<'r>(rows: &'r [Row], tools: &[Found], name: &str) -> Option<&'r Row> {
    rows.iter().find(|row| tools[row.tool].tool.name == name)
}

/// The name, and the medians of the times and the largest of the peaks.
fn common(row: &Row, tools: &[Found], digits: usize) -> String {
    let of = |value: fn(&Sample) -> f64| median(row.rounds.iter().flatten().map(value).collect());
    let peak = row
        .rounds
        .iter()
        .flatten()
        .map(|sample| sample.peak)
        .max()
        .unwrap_or(0);
    format!(
        "{} | {:.digits$} | {:.digits$} | {:.1}",
        tools[row.tool].tool.name,
        of(|sample| sample.wall.as_secs_f64() * 1e3),
        of(|sample| sample.busy.as_secs_f64() * 1e3),
        peak as f64 / f64::from(1 << 20),
    )
}

fn turns(row: &Row) -> usize {
    row.rounds.iter().flatten().count()
}

fn ratio(this: &Row, other: &Row) -> f64 {
    paired(this, other, |this, other| this / other)
}

/// The median over the rounds in which both had a turn, of milliseconds.
fn paired(this: &Row, other: &Row, of: fn(f64, f64) -> f64) -> f64 {
    let wall = |sample: &Sample| sample.wall.as_secs_f64() * 1e3;
    let both = this
        .rounds
        .iter()
        .zip(&other.rounds)
        .filter_map(|pair| match pair {
            (Some(this), Some(other)) => Some(of(wall(this), wall(other))),
            _ => None,
        });
    median(both.collect())
}
