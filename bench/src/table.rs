//! The results as Markdown.

use std::fmt::Write as _;

use crate::Row;
use crate::contestants::{BASELINE, Contestant};

/// Name of the set, documents, mean size in bytes, rows.
type Result = (&'static str, u64, usize, Vec<Row>);

pub fn markdown(results: &[Result], contestants: &[Contestant]) -> String {
    let mut text = String::new();
    for (name, documents, size, rows) in results {
        let baseline = rows
            .iter()
            .find(|row| contestants[row.contestant].name == BASELINE);
        let scan = rows
            .iter()
            .find(|row| contestants[row.contestant].name == "simdutf8 scan");
        let (Some(baseline), Some(scan)) = (baseline, scan) else {
            continue;
        };
        let _ = writeln!(text, "### {name}: {documents} documents of {size} bytes\n");
        let _ = writeln!(
            text,
            "| what | does | ns a document | MB/s | × the baseline | of the speed of a UTF-8 scan | documents that hold |\n\
             | --- | --- | ---: | ---: | ---: | ---: | ---: |"
        );
        for row in rows {
            let contestant = &contestants[row.contestant];
            let nanoseconds = median(row.rounds.clone());
            let ratio = |other: &Row| {
                median(
                    other
                        .rounds
                        .iter()
                        .zip(&row.rounds)
                        .map(|(other, this)| other / this)
                        .collect(),
                )
            };
            let _ = writeln!(
                text,
                "| {} | {} | {nanoseconds:.0} | {:.0} | {:.2} | {:.3} | {} |",
                contestant.name,
                contestant.does.words(),
                *size as f64 * 1e3 / nanoseconds,
                ratio(baseline),
                ratio(scan),
                row.held,
            );
        }
        text.push('\n');
    }
    text
}

/// The one in the middle; zero of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
