//! The results as Markdown.

use std::fmt::Write as _;

use super::Row;
use super::others::{INSTALL, Python};
use crate::table::median;

pub fn markdown(rows: &[Row], python: Option<&Python>) -> String {
    let mut text = match python {
        Some(python) => format!("Compared with {}.\n\n", python.version),
        None => format!("The tools in Python were not found; to install them: `{INSTALL}`.\n\n"),
    };
    let rounds = rows.first().map_or(0, |row| row.ours.len());
    let _ = writeln!(
        text,
        "Medians of {rounds} rounds, with the least and the most in brackets.\n"
    );
    let is_against = rows.iter().any(|row| !row.earlier.is_empty());
    let (head, line) = if is_against {
        (" × the time of the earlier program |", " ---: |")
    } else {
        ("", "")
    };
    let _ = writeln!(
        text,
        "| container | files | kB a file | `ogi_import::read`, pages a second | other | pages a second | `ogi_import` is so many times faster |{head}\n\
         | --- | ---: | ---: | ---: | --- | ---: | ---: |{line}"
    );
    for row in rows {
        let pairs = row.ours.iter().zip(&row.theirs);
        let ratios: Vec<f64> = pairs.map(|(ours, theirs)| ours / theirs).collect();
        let _ = write!(
            text,
            "| {} | {} | {:.0} | {} | {} | {} | {} |",
            row.container.kind,
            row.files,
            row.bytes as f64 / row.files as f64 / 1e3,
            spread(&row.ours, 0),
            row.container.other.unwrap_or("–"),
            spread(&row.theirs, 1),
            spread(&ratios, 0),
        );
        if is_against {
            let _ = write!(text, " {} |", spread(&row.earlier, 2));
        }
        text.push('\n');
    }
    text
}

/// The median with the least and the most, or a dash for nothing.
fn spread(values: &[f64], places: usize) -> String {
    if values.is_empty() {
        return "–".to_owned();
    }
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(0.0, f64::max);
    let middle = median(values.to_vec());
    format!("{middle:.places$} ({least:.places$}–{most:.places$})")
}
