//! What the name of a sheet of a workbook says, where the sheet has no title: `2022年`, `县教育局`.

use super::Said;
use super::name::looks_like_agency;
use crate::find::dates;
use crate::find::words::words;
use crate::grid::Page;

/// The year and the agency that names of sheets give.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetName {
    pub(crate) year: Option<Said<u32>>,
    pub(crate) agency: Option<Said<String>>,
}

impl SheetName {
    /// Those of the sheet in which a strip stands.
    pub(crate) fn around(page: &Page, strip: usize) -> Self {
        let sheet = page.sheets.iter().rfind(|(begins, _)| *begins <= strip);
        sheet.map_or_else(Self::default, |(_, cell)| Self {
            year: year(&cell.text).map(|year| Said::new(year, cell)),
            agency: agency(&cell.text).map(|agency| Said::new(agency, cell)),
        })
    }

    /// What the sheets of a page agree on.
    pub(super) fn common(page: &Page) -> Self {
        let (mut years, mut agencies) = (Vec::new(), Vec::new());
        for (begins, _) in &page.sheets {
            let one = Self::around(page, *begins);
            years.extend(one.year);
            agencies.extend(one.agency);
        }
        Self {
            year: agreed(years),
            agency: agreed(agencies),
        }
    }
}

/// What is said first, where nothing else is said.
fn agreed<T: PartialEq>(said: Vec<Said<T>>) -> Option<Said<T>> {
    let agree = said.iter().all(|one| one.value == said[0].value);
    said.into_iter().next().filter(|_| agree)
}

/// The only year in a name: four digits by themselves.
fn year(name: &str) -> Option<u32> {
    let parts = name.split(|c: char| !c.is_ascii_digit());
    let mut years = parts
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse::<u32>().ok())
        .filter(|year| dates::YEARS.contains(year));
    years.next().filter(|_| years.next().is_none())
}

/// The agency in a name, without its year and the words for a report.
fn agency(name: &str) -> Option<String> {
    let letters: String = name
        .chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect();
    let mut rest = letters.as_str();
    for word in &words().sheet_suffixes {
        rest = rest.strip_suffix(word.as_str()).unwrap_or(rest);
    }
    looks_like_agency(rest).then(|| rest.to_owned())
}
