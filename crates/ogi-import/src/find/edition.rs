//! Which edition of the form a page follows: told from the labels that only one edition prints, never from the year.

use std::sync::LazyLock;

use crate::fill::evidence::Note;
use crate::form::FormIndex;
use crate::form::label::Label;
use crate::grid::{Cell, Page};

/// Labels of two editions more alike than this do not tell them apart.
const TELLING: f64 = 0.6;
/// Least likeness of a printed cell to a telling label.
const ENOUGH: f64 = 0.8;
/// Cells longer than this are text, not headers.
const LONGEST: usize = 80;

/// The index of the form that the page follows among `forms`, and what tells against it.
pub(crate) fn detect(forms: &'static [FormIndex], page: &Page) -> Option<(usize, Vec<Note>)> {
    static TELLING: LazyLock<Vec<Vec<&Label>>> = LazyLock::new(|| {
        let forms = FormIndex::all();
        (0..forms.len()).map(|at| telling(forms, at)).collect()
    });
    let mut hits = hits(&TELLING, page, |known, label| {
        known.likeness(label) >= ENOUGH
    });
    if hits.iter().all(Vec::is_empty) {
        hits = self::hits(&TELLING, page, Label::is_within);
    }
    let most = (0..forms.len())
        .max_by_key(|at| hits[*at].len())
        .filter(|at| !hits[*at].is_empty())?;
    let others = (0..forms.len()).filter(|at| *at != most);
    if others.clone().any(|at| hits[at].len() == hits[most].len()) {
        return None;
    }
    let notes = others.filter_map(|at| {
        let cell = hits[at].first()?;
        let (other, printed) = (forms[at].edition.clone(), cell.text.to_string());
        Some(Note::EditionMixed {
            other,
            printed,
            origin: cell.origin,
        })
    });
    Some((most, notes.collect()))
}

/// For each form, the cells that are one of its telling labels.
fn hits<'a>(
    telling: &[Vec<&Label>],
    page: &'a Page,
    is: impl Fn(&Label, &Label) -> bool,
) -> Vec<Vec<&'a Cell>> {
    let mut hits: Vec<Vec<&Cell>> = vec![Vec::new(); telling.len()];
    for cell in page.strips.iter().flat_map(|strip| &strip.cells) {
        if cell.continued || cell.text.chars().nth(LONGEST).is_some() {
            continue;
        }
        let label = Label::parse(&cell.text);
        for (labels, hits) in telling.iter().zip(&mut hits) {
            if labels.iter().any(|known| is(known, &label)) {
                hits.push(cell);
            }
        }
    }
    hits
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
    use super::{detect, telling};
    use crate::form::FormIndex;
    use crate::grid::{Cell, Page, Ruling, Strip};

    fn check(cells: &[&str], edition: Option<&str>, notes: usize) {
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
            found.as_ref().map(|(at, _)| forms[*at].edition.as_str()),
            edition,
            "{cells:?}"
        );
        assert_eq!(found.map_or(0, |(_, notes)| notes.len()), notes);
    }

    #[test]
    fn headers_tell_the_edition() {
        check(&["本年新\n制作数量"], Some("2019-60"), 0);
        check(&["本年增/減(減用負值表示)"], Some("2019-60"), 0);
        check(&["现行有效件数"], Some("2021-30"), 0);
        check(
            &["现行有效件数", "本年废止件数", "采购总金额"],
            Some("2021-30"),
            1,
        );
        check(
            &["信息内容本年制发件数本年废止件数现行有效件数"],
            Some("2021-30"),
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
