//! Which edition of the form a page follows: told from the labels that only one edition prints, never from the year.

use std::sync::LazyLock;

use crate::form::{FormIndex, Role};
use crate::grid::{Cell, Page, Strip};
use crate::note::Note;
use crate::printed::label::Label;
use crate::printed::value;

/// Labels of two editions more alike than this do not tell them apart: one misprint of four words would make one the other.
const TELLING: f64 = 0.6;
/// Least likeness of a printed cell to a telling label. Any value from 0.6 to 1 finds the edition of every page of the corpus;
/// at 0.5 more than half of them have labels of the other edition as well.
const ENOUGH: f64 = 0.8;
/// Cells longer than this are text, not headers; the longest header that tells has 22 characters (x27).
const LONGEST: usize = 80;
/// Rows of headers have fewer cells than this; the widest block of table two has four columns, five cells with padding (f17).
const MOST_CELLS: usize = 40;

/// Which edition a page follows.
#[derive(Debug)]
pub(crate) struct Detected {
    /// Index of the form.
    pub(crate) form: usize,
    /// Headers of other editions that stand among those of this one.
    pub(crate) mixed: Vec<Note>,
}

/// What speaks for one edition.
#[derive(Default)]
struct Votes<'a> {
    /// The strips that only this edition prints: each counts once, however many cells it has, so that one table with
    /// many headers does not outweigh the others.
    strips: usize,
    /// The first cells that are telling labels.
    cells: Vec<&'a Cell>,
}

/// The form that the page follows, and what tells against it.
pub(crate) fn detect(forms: &'static [FormIndex], page: &Page) -> Option<Detected> {
    static TELLING: LazyLock<Vec<Vec<&Label>>> = LazyLock::new(|| {
        let forms = FormIndex::all();
        (0..forms.len()).map(|at| telling(forms, at)).collect()
    });
    let printed: Vec<Vec<Printed>> = page.strips.iter().map(printed).collect();
    let is_alike = |known: &Label, label: &Label| known.likeness(label) >= ENOUGH;
    let mut votes = count(&TELLING, &printed, is_alike);
    if votes.iter().all(|votes| votes.strips == 0) {
        votes = count(&TELLING, &printed, Label::is_within);
    }
    let rows = page.strips.iter().zip(&printed);
    let headers = rows.filter(|(strip, _)| strip.cells.len() < MOST_CELLS && !has_values(strip));
    add_whole_headers(forms, &TELLING, headers.map(|(_, row)| row), &mut votes);
    let most = (0..forms.len())
        .max_by_key(|at| votes[*at].strips)
        .filter(|at| votes[*at].strips > 0)?;
    let others = (0..forms.len()).filter(|at| *at != most);
    if others
        .clone()
        .any(|at| votes[at].strips == votes[most].strips)
    {
        return None;
    }
    let notes = others.filter_map(|at| {
        let cell = votes[at].cells.first()?;
        let (other, printed) = (forms[at].edition, cell.text.to_string());
        Some(Note::EditionMixed {
            other,
            printed,
            origin: cell.origin,
        })
    });
    Some(Detected {
        form: most,
        mixed: notes.collect(),
    })
}

/// A printed cell that can be a header.
struct Printed<'a> {
    cell: &'a Cell,
    label: Label,
}

/// For each form, the strips and cells that hold one of its telling labels.
fn count<'a>(
    telling: &[Vec<&Label>],
    printed: &[Vec<Printed<'a>>],
    is: impl Fn(&Label, &Label) -> bool,
) -> Vec<Votes<'a>> {
    let mut votes: Vec<Votes> = telling.iter().map(|_| Votes::default()).collect();
    for strip in printed {
        for (labels, votes) in telling.iter().zip(&mut votes) {
            let is_telling =
                |printed: &&Printed| labels.iter().any(|known| is(known, &printed.label));
            let before = votes.cells.len();
            let found = strip.iter().filter(is_telling);
            votes.cells.extend(found.map(|printed| printed.cell));
            votes.strips += usize::from(votes.cells.len() > before);
        }
    }
    votes
}

/// The cells of a strip that can be headers: neither blank, nor continued, nor numbers, nor long texts.
fn printed(strip: &Strip) -> Vec<Printed<'_>> {
    let short = strip
        .cells
        .iter()
        .filter(|cell| !cell.continued && cell.text.chars().nth(LONGEST).is_none());
    let words = short.filter(|cell| !cell.is_blank() && !value::is_value(&cell.text));
    let with_label = |cell| Printed {
        cell,
        label: Label::parse(&cell.text),
    };
    words.map(with_label).collect()
}

fn has_values(strip: &Strip) -> bool {
    let mut own = strip.cells.iter().filter(|cell| !cell.continued);
    own.any(|cell| value::is_value(&cell.text))
}

/// Counts the rows that are all headers of one block of an edition and of no block of another: an edition may print two
/// headers where another prints these among four, so that no label of its own tells them apart.
fn add_whole_headers<'p, 'a: 'p>(
    forms: &[FormIndex],
    telling: &[Vec<&Label>],
    strips: impl Iterator<Item = &'p Vec<Printed<'a>>>,
    votes: &mut [Votes],
) {
    for strip in strips {
        let labels = strip.iter().map(|printed| &printed.label);
        let printed: Vec<&Label> = labels.filter(|label| !label.is_idle()).collect();
        if printed.len() < 2 {
            continue;
        }
        let mut fitting = (0..forms.len()).filter(|at| has_block(&forms[*at], &printed));
        if let (Some(form), None) = (fitting.next(), fitting.next())
            && !printed.iter().any(|label| is_known(&telling[form], label))
        {
            votes[form].strips += 1;
        }
    }
}

/// Whether the headers are those of a block of the form, all of them and nothing else but what stands over its labels.
fn has_block(form: &FormIndex, printed: &[&Label]) -> bool {
    form.tables.iter().any(|table| {
        let is = |known: usize, label: &Label| {
            let spellings = &table.labels[known].spellings;
            spellings
                .iter()
                .any(|spelling| spelling.likeness(label) >= ENOUGH)
        };
        let headings: Vec<usize> = (0..table.labels.len())
            .filter(|at| table.labels[*at].role == Role::Heading)
            .collect();
        table.headers.iter().any(|header| {
            let Some(first) = printed.len().checked_sub(header.by_column.len()) else {
                return false;
            };
            let (before, columns) = printed.split_at(first);
            let is_over_labels = match before {
                [] => true,
                [label] => headings.iter().any(|known| is(*known, label)),
                _ => false,
            };
            let mut pairs = header.by_column.iter().zip(columns);
            is_over_labels
                && header.over.is_empty()
                && pairs.all(|(known, label)| is(*known, label))
        })
    })
}

/// Whether a header is one of some labels.
fn is_known(labels: &[&Label], label: &Label) -> bool {
    labels.iter().any(|known| known.likeness(label) >= ENOUGH)
}

/// The labels of a form that are unlike every label of the other forms.
fn telling(forms: &[FormIndex], at: usize) -> Vec<&Label> {
    let labels = |form: &'_ FormIndex| -> Vec<_> {
        form.tables
            .iter()
            .flat_map(|table| &table.labels)
            .filter_map(|label| label.spellings.first())
            .cloned()
            .collect()
    };
    let others: Vec<Label> = (0..forms.len())
        .filter(|other| *other != at)
        .flat_map(|other| labels(&forms[other]))
        .collect();
    let own = forms[at]
        .tables
        .iter()
        .flat_map(|table| &table.labels)
        .filter_map(|label| label.spellings.first());
    own.filter(|label| {
        !others.iter().any(|other| {
            other.likeness(label) > TELLING || other.is_within(label) || label.is_within(other)
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use ogi_report::Edition;

    use super::{detect, telling};
    use crate::form::FormIndex;
    use crate::grid::{Cell, Page, Ruling, Strip};

    fn check(cells: &[&str], edition: Option<Edition>, notes: usize) {
        let strips = cells.iter().map(|text| Strip {
            cells: vec![Cell::line(*text, 1)],
            ruling: Ruling::Plain,
        });
        let forms = FormIndex::all();
        let found = detect(
            forms,
            &Page {
                strips: strips.collect(),
                ..Page::default()
            },
        );
        assert_eq!(
            found.as_ref().map(|found| forms[found.form].edition),
            edition,
            "{cells:?}"
        );
        assert_eq!(found.map_or(0, |found| found.mixed.len()), notes);
    }

    #[test]
    fn headers_tell_the_edition() {
        check(&["本年新\n制作数量"], Some(Edition::V2019), 0);
        check(&["本年增/減(減用負值表示)"], Some(Edition::V2019), 0);
        check(&["现行有效件数"], Some(Edition::V2021), 0);
        check(
            &["现行有效件数", "本年废止件数", "采购总金额"],
            Some(Edition::V2021),
            1,
        );
        check(
            &["信息内容本年制发件数本年废止件数现行有效件数"],
            Some(Edition::V2021),
            0,
        );
        check(&["规章", "行政许可", "处理决定数量", "2021年"], None, 0);
    }

    #[test]
    fn every_edition_has_telling_headers() {
        let forms = FormIndex::all();
        for at in 0..forms.len() {
            assert!(telling(forms, at).len() >= 3, "{}", forms[at].edition);
        }
    }
}
