//! What a page says about the report as a whole: year, agency, period, date and signature.

mod codes;
mod labelled;
mod name;
mod sheet;
mod signature;
mod title;

use crate::find::dates::{self, Date};
use crate::grid::{Cell, Page, Strip, trim};
use codes::Codes;
use labelled::{Labelled, on_path};
use name::{is_incomplete, looks_like_agency};

pub(crate) use labelled::is_labelled;
pub(crate) use name::{Name, Setting, may_be_same};
pub(crate) use sheet::SheetName;
pub(crate) use signature::{Signature, is_furniture, signature};
pub(crate) use title::{Title, titles};

/// How many sentences of section one may name the agency: reports introduce it in the first. No page of the corpus needs
/// them, as each names it in its title or at its end.
const FIRST_SENTENCES: usize = 3;

/// Something a page says, and the cell it says it in.
#[derive(Debug, Clone)]
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) cell: Cell,
}

impl<T> Said<T> {
    fn new(value: T, cell: &Cell) -> Self {
        Self {
            value,
            cell: cell.clone(),
        }
    }
}

/// What a page says about the report as a whole.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) title: Option<Said<String>>,
    pub(crate) year: Option<Said<u32>>,
    pub(crate) agency: Option<Said<String>>,
    pub(crate) period: Option<Said<(Date, Date)>>,
    pub(crate) published_on: Option<Said<Date>>,
    pub(crate) codes: Codes,
}

/// Where a report says something about itself.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    /// The strips before its first section.
    pub(crate) preamble: &'a [Strip],
    /// Those of its section one.
    pub(crate) overview: &'a [Strip],
    /// Its end.
    pub(crate) signature: Signature,
}

/// Gathers what a report says about itself.
///
/// The title of the container comes first, then the line that names the report nearest to its first section: pages list
/// the reports of other years, too. Then come the signature, sentences, labels, metadata, and section one, each of them
/// for what those before it do not say.
pub(crate) fn gather(page: &Page, sources: Sources) -> Facts {
    let Sources {
        preamble,
        overview,
        signature,
    } = sources;
    let own = Labelled::gather(preamble);
    let beside = Labelled::gather(&page.metadata);
    let lines: Vec<&Cell> = preamble.iter().filter_map(Strip::sole).collect();
    let names = named(page, preamble, [&own, &beside]);
    let mut facts = from_titles(&names, &lines);
    let undated = names
        .iter()
        .find_map(|(name, cell)| Some(Said::new(name.agency.clone()?, cell)));
    facts.codes = codes::gather(page.metadata.iter().chain(preamble));
    facts.agency = facts.agency.or(signature.agency);
    facts.published_on = signature.date.or(own.published_on).or(beside.published_on);
    facts.period = lines
        .iter()
        .copied()
        .chain(overview.iter().filter_map(Strip::sole))
        .find_map(|cell| Some(Said::new(dates::period(&cell.text)?, cell)));
    let from_period = facts
        .period
        .as_ref()
        .and_then(|period| Some(Said::new(period.value.0.year()?, &period.cell)));
    facts.year = facts.year.or(from_period);
    let sentences = sentences(preamble);
    for (name, cell) in &sentences {
        let year = name.year.map(|year| Said::new(year, cell));
        let agency = name.agency.clone().map(|agency| Said::new(agency, cell));
        facts.year = facts.year.or(year);
        facts.agency = facts.agency.or(agency);
    }
    let in_title = page.title.as_ref().and_then(name::beside_title);
    let others = [
        undated,
        own.agency,
        in_title,
        beside.agency,
        on_path(&lines),
        beside.site,
    ];
    let full = sentences
        .iter()
        .filter_map(|(name, cell)| Some(Said::new(name.agency.clone()?, cell)));
    complete(
        &mut facts.agency,
        full.chain(others.iter().flatten().cloned()),
    );
    for other in others {
        facts.agency = facts.agency.or(other);
    }
    from_prose(&mut facts, preamble, overview);
    facts.year = facts.year.or(facts.codes.year.clone());
    let sheets = SheetName::common(page);
    facts.year = facts.year.or(sheets.year);
    facts.agency = facts.agency.or(sheets.agency);
    facts
}

/// The names of reports in the places for titles, the surest first.
fn named(page: &Page, preamble: &[Strip], labelled: [&Labelled; 2]) -> Vec<(Name, Cell)> {
    let of = |cell: &Cell| Some((Name::find(&cell.text, Setting::Title)?, cell.clone()));
    let printed = titles(preamble)
        .into_iter()
        .rev()
        .map(|title| (title.name, title.cell));
    let mut names: Vec<(Name, Cell)> = page.title.iter().filter_map(of).collect();
    names.extend(printed);
    names.extend(
        labelled
            .iter()
            .flat_map(|labelled| &labelled.titles)
            .filter_map(of),
    );
    names
}

/// Title, year and agency of the first title that names a year and an agency, or else a year.
fn from_titles(names: &[(Name, Cell)], lines: &[&Cell]) -> Facts {
    let mut facts = Facts::default();
    let mut dated = names.iter().filter(|(name, _)| name.year.is_some());
    let whole = dated.clone().find(|(name, _)| name.agency.is_some());
    if let Some((name, cell)) = whole.or_else(|| dated.next()) {
        facts.title = Some(Said::new(cell.text.to_string(), cell));
        facts.year = name.year.map(|year| Said::new(year, cell));
        let agency = name.agency.clone().map(|agency| Said::new(agency, cell));
        facts.agency = agency.or_else(|| line_before(lines, cell));
        return facts;
    }
    facts.year = names
        .iter()
        .find_map(|(_, cell)| title::year_after(lines, cell))
        .map(|(year, cell)| Said::new(year, &cell));
    facts
}

/// An agency on the line before a title that does not name one.
fn line_before(lines: &[&Cell], title: &Cell) -> Option<Said<String>> {
    let at = lines.iter().position(|cell| cell.origin == title.origin)?;
    let before = lines.get(at.checked_sub(1)?)?;
    looks_like_agency(&before.text).then(|| Said::new(trim(&before.text).to_owned(), before))
}

/// The names of reports in sentences, in their order; last, who a sentence says has compiled the report.
fn sentences(preamble: &[Strip]) -> Vec<(Name, Cell)> {
    let mut names = Vec::new();
    let mut compilers = Vec::new();
    for cell in preamble.iter().filter_map(Strip::sole) {
        let parts = cell.text.split(['。', '，', ',', '；', '《']);
        names.extend(
            parts.filter_map(|part| Some((Name::find(part, Setting::Sentence)?, cell.clone()))),
        );
        let compiler = cell.text.split(['。', '；']).find_map(name::compiler);
        compilers.extend(compiler.map(|agency| {
            let name = Name {
                year: None,
                agency: Some(agency),
            };
            (name, cell.clone())
        }));
    }
    names.extend(compilers);
    names
}

/// Puts the full name in place of one that leaves out its place, such as 市人民政府办公室, where the page prints it.
fn complete(agency: &mut Option<Said<String>>, others: impl Iterator<Item = Said<String>>) {
    let Some(known) = agency.as_ref().filter(|known| is_incomplete(&known.value)) else {
        return;
    };
    let longer: Vec<Said<String>> = others
        .filter(|other| other.value.ends_with(&known.value) && other.value != known.value)
        .collect();
    if let Some((first, rest)) = longer.split_first()
        && rest.iter().all(|other| other.value == first.value)
        && !is_incomplete(&first.value)
    {
        *agency = Some(first.clone());
    }
}

/// Takes what nothing else says from the first sentences of the text.
fn from_prose(facts: &mut Facts, preamble: &[Strip], overview: &[Strip]) {
    if facts.year.is_some() && facts.agency.is_some() {
        return;
    }
    let cells = preamble.iter().chain(overview).filter_map(Strip::sole);
    let sentences = cells
        .filter(|cell| cell.text.contains(['，', ',', '。']))
        .take(FIRST_SENTENCES)
        .flat_map(|cell| {
            cell.text
                .split('。')
                .take(FIRST_SENTENCES)
                .map(move |text| (text, cell))
        });
    for (sentence, cell) in sentences {
        let Some(name) = name::begins_prose(trim(sentence)) else {
            continue;
        };
        if facts.agency.is_none()
            && let Some(agency) = name.agency
        {
            facts.agency = Some(Said::new(agency, cell));
            let year = name.year.map(|year| Said::new(year, cell));
            facts.year = facts.year.take().or(year);
        }
    }
}
