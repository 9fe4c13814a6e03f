//! Pages whose text was taken without the borders of its cells, so that labels and numbers stand in one line.

use crate::form::FormIndex;
use crate::grid::Page;
use crate::printed::label::Label;

/// Characters that a line has at least to hold a table, and at most that are looked at. The line of table three of
/// g2022-pingtan has 1,313; 359 of them hold the labels that tell it.
const LINE: (usize, usize) = (150, 20_000);
/// Lines that are looked at: a page has one line of that length for each table.
const LINES: usize = 20;
/// Labels of one table in one line that are no accident, and the characters that each has at least. A sentence of x23
/// mentions five labels; the line of g2022-pingtan holds 33.
const LABELS: (usize, usize) = (8, 4);

/// Whether a line of the page holds the labels of a table one after the other.
pub(crate) fn is_glued(form: &FormIndex, page: &Page) -> bool {
    let cells = page.strips.iter().flat_map(|strip| &strip.cells);
    cells
        .filter(|cell| cell.text.chars().nth(LINE.0).is_some())
        .take(LINES)
        .any(|cell| holds_table(form, &cell.text))
}

fn holds_table(form: &FormIndex, text: &str) -> bool {
    let line: String = text.chars().take(LINE.1).collect();
    let line: String = Label::parse(&line).words.into_iter().collect();
    form.tables.iter().any(|table| {
        let spellings = table
            .labels
            .iter()
            .filter_map(|label| label.spellings.first());
        let words = spellings.filter(|label| label.words.len() >= LABELS.1);
        let held = words.filter(|label| line.contains(&label.words.iter().collect::<String>()));
        held.count() >= LABELS.0
    })
}
