//! Headings: a title with a line, and the names of the parts of a form.

use ogi_report::Edition;

use crate::terminal::View;
use crate::terminal::layout::{clean, width};
use crate::terminal::style::{FAINT, STRONG, paint};
use crate::words::words;

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

/// `表三`, or `第一部分` for sections without a table.
pub(super) fn section_name(section: &str, label: &str, view: View) -> String {
    let words = &words().answers;
    let texts = if has_table(section) {
        &words.table
    } else {
        &words.section
    };
    let in_english = label.split('.').next().unwrap_or(section);
    view.fill(
        texts,
        &[("number", &view.language.choose(section, in_english))],
    )
}

/// Whether the form prints a table in a section; all editions have the same sections.
fn has_table(section: &str) -> bool {
    let fields = Edition::V2021.definition().fields;
    fields
        .iter()
        .filter(|field| field.section == Some(section))
        .filter_map(|field| field.target)
        .any(|target| target.leaves.iter().any(|leaf| leaf.printed))
}
