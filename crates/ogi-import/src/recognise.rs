//! The recogniser: from the grid to the document, step by step.

mod bodies;
mod facts;
mod figures;
mod restore;
mod years;

use std::collections::HashSet;

use crate::error::{Bound, Fact, FoundReport, ImportError};
use crate::fill::draft::{Draft, Finished};
use crate::fill::evidence::Imported;
use crate::find::appendix::Appendix;
use crate::find::edition::{self, Detected};
use crate::find::facts::signature;
use crate::find::glued;
use crate::find::narrative::{self, Heads};
use crate::find::reports::{self, Layout, Part};
use crate::find::sections::Copy;
use crate::find::table::units::notes_before;
use crate::find::table::{
    self,
    found::{BlankCells, FoundRows},
};
use crate::form::{FormIndex, Matcher, Section, Table};
use crate::grid::garbled;
use crate::grid::{Elsewhere, Origin, Page, Strip, Unread};
use crate::hints::Hints;
use crate::judge::assign::{self, RowReading};
use crate::judge::merge::{merge, states_nothing};
use crate::limits::Limits;
use crate::note::{Note, Refusal};
use crate::printed::label::Label;
use bodies::{CopyPlace, Printing};

/// Labels of which every page prints several, once each where a crawler has removed repeated lines, as it has from x03 and x18:
/// fewer may stand in a file that holds a part of the form.
const REPEATED: usize = 8;

/// Makes a document of the only report of a page, or of the one that the hints choose.
pub(crate) fn one(page: Page, hints: &Hints) -> Result<Imported, ImportError> {
    let parts = parts(page, hints)?;
    let reports = parts.len();
    recognise(chosen(parts, hints)?, hints, reports)
}

/// Makes a document of each report of a page.
pub(crate) fn all(
    page: Page,
    hints: &Hints,
) -> Result<Vec<Result<Imported, ImportError>>, ImportError> {
    let parts = parts(page, hints)?;
    let reports = parts.len();
    let each = parts
        .into_iter()
        .map(|part| recognise(part, hints, reports));
    Ok(each.collect())
}

fn parts(page: Page, hints: &Hints) -> Result<Vec<Part>, ImportError> {
    check_texts(&page, &hints.limits)?;
    Ok(reports::divide(page, FormIndex::all()))
}

/// The report that the hints choose: by the year where some report states it, then by the agency.
fn chosen(mut parts: Vec<Part>, hints: &Hints) -> Result<Part, ImportError> {
    let found: Vec<FoundReport> = parts.iter().map(|part| part.found.clone()).collect();
    let is_year = |part: &Part| part.found.year == hints.year;
    let is_agency = |part: &Part| {
        let names = part.found.agency.as_deref().zip(hints.agency.as_deref());
        names.is_some_and(|(name, hint)| name == hint.trim() || name.contains(hint.trim()))
    };
    if hints.year.is_some() && parts.len() > 1 {
        parts.retain(is_year);
    }
    if hints.agency.is_some() && parts.len() > 1 {
        parts.retain(is_agency);
    }
    match (parts.pop(), parts.is_empty()) {
        (Some(part), true) => Ok(part),
        _ => Err(ImportError::Several { found }),
    }
}

/// Makes a document of one of the reports in a file.
fn recognise(part: Part, hints: &Hints, reports: usize) -> Result<Imported, ImportError> {
    let Part {
        mut page,
        survey,
        found,
    } = part;
    let year = found.year.or(hints.year).map(u32::from);
    let mut appendix = Appendix::take(&mut page);
    let page = &page;
    let forms = FormIndex::all();
    let survey = survey.filter(|survey| survey.layout.is_of(page));
    let (detected, layout) = match survey {
        Some(survey) => (survey.detected, Some(survey.layout)),
        None => (edition::detect(forms, page), None),
    };
    let Edition {
        form,
        notes,
        is_known: edition_known,
    } = which_edition(forms, detected, hints);
    let layout = layout.filter(|layout| std::ptr::eq(layout.form, form));
    let Layout {
        matchers, copies, ..
    } = layout.unwrap_or_else(|| Layout::new(form, page));
    let schema = &ogi_schema::standard().schema;
    if let Some(appendix) = &mut appendix {
        appendix.set_contradictions_aside(schema, form.report);
    }
    let draft = Draft::new(form.edition);
    let mut recogniser = Recogniser {
        year,
        page,
        form,
        matchers,
        copies,
        appendix,
        draft,
    };
    recogniser.draft.notes = notes;
    if reports > 1 {
        recogniser.draft.notes.push(Note::OneOfSeveral { reports });
    }
    if !recogniser.tables() {
        return Err(if garbled::is_garbled(page) {
            ImportError::Garbled
        } else if glued::is_glued(form, page) {
            ImportError::Glued
        } else {
            ImportError::NoReport
        });
    }
    recogniser.narratives();
    recogniser.facts(hints);
    let mut missing = recogniser.draft.unstated();
    if !edition_known {
        missing.insert(0, Fact::Edition);
    }
    if !missing.is_empty() {
        return Err(ImportError::Unstated { missing });
    }
    let Finished {
        report,
        mut evidence,
        mut notes,
    } = recogniser.draft.finish()?;
    notes.extend(not_read(page, &notes));
    if page.second_hand {
        notes.insert(0, Note::SecondHand);
        for evidence in &mut evidence {
            evidence.repaired = true;
        }
    }
    Ok(Imported {
        report,
        evidence,
        notes,
        media_type: page.media_type,
    })
}

/// The edition that a page is read by.
struct Edition {
    form: &'static FormIndex,
    notes: Vec<Note>,
    is_known: bool,
}

/// The edition whose tables a page prints. Where it prints those of several, or of none, the hints decide first.
fn which_edition(
    forms: &'static [FormIndex],
    detected: Option<Detected>,
    hints: &Hints,
) -> Edition {
    let hinted = forms
        .iter()
        .find(|form| Some(form.edition) == hints.edition);
    match (detected, hinted) {
        (Some(detected), hinted)
            if hinted.is_none()
                || detected.mixed.is_empty()
                || hinted.is_some_and(|hinted| hinted.edition == forms[detected.form].edition) =>
        {
            Edition {
                form: &forms[detected.form],
                notes: detected.mixed,
                is_known: true,
            }
        }
        (_, Some(form)) => Edition {
            form,
            notes: vec![Note::TakenFromHints {
                fact: Fact::Edition,
            }],
            is_known: true,
        },
        (_, None) => Edition {
            form: &forms[0],
            notes: Vec::new(),
            is_known: false,
        },
    }
}

/// What stands in the file outside of the cells of the form and was not read.
fn not_read(page: &Page, notes: &[Note]) -> Vec<Note> {
    let known: HashSet<Origin> = notes.iter().filter_map(Note::aside_origin).collect();
    let mut rest = Elsewhere::default();
    for cell in page.strips.iter().flat_map(|strip| &strip.cells) {
        if cell.continued || known.contains(&cell.origin) {
            continue;
        }
        for aside in cell.asides.iter() {
            rest.push(aside.look, aside.cause, &aside.text, cell.origin);
        }
    }
    let note = |unread: &Unread| Note::NotRead {
        look: unread.first.look,
        cause: unread.first.cause,
        text: unread.first.text.to_string(),
        count: unread.count,
        origin: unread.origin,
    };
    page.elsewhere.iter().chain(rest.iter()).map(note).collect()
}

/// Every text is compared with every label, once, and every cell is looked at several times: refuses a page with more
/// texts, or more text in its cells, than is bearable.
fn check_texts(page: &Page, limits: &Limits) -> Result<(), ImportError> {
    let beyond = |bound, limit| Err(ImportError::Beyond { bound, limit });
    let mut texts: HashSet<&str> = HashSet::new();
    let mut bytes = 0usize;
    for cell in page.strips.iter().flat_map(|strip| &strip.cells) {
        bytes = bytes.saturating_add(cell.text.len());
        if bytes > limits.bytes {
            return beyond(Bound::TextBytes, limits.bytes);
        }
        texts.insert(&cell.text);
        if texts.len() > limits.texts {
            return beyond(Bound::Texts, limits.texts);
        }
    }
    Ok(())
}

struct Recogniser<'a> {
    /// The year that its title or else the hints say.
    year: Option<u32>,
    page: &'a Page,
    form: &'a FormIndex,
    matchers: Vec<Matcher<'a>>,
    copies: Vec<Copy>,
    /// What the page says about itself, where this project printed it.
    appendix: Option<Appendix>,
    draft: Draft,
}

impl Recogniser<'_> {
    /// Reads the tables of all copies; whether any row was found.
    fn tables(&mut self) -> bool {
        if self.lines_were_removed() {
            self.draft.notes.push(Note::RepeatedLinesRemoved);
        }
        let mut tables: Vec<Vec<Printing>> = Vec::new();
        for (index, table) in self.form.tables.iter().enumerate() {
            let found = self.find(index);
            for (_, found) in found.iter().filter(|(place, _)| place.number == 0) {
                for row in &found.unmatched {
                    self.draft.keep_unmatched(&table.pointer, row);
                }
                for cell in &found.prose {
                    self.draft.keep_prose(&table.pointer, cell);
                }
            }
            let read = |(place, found): &(CopyPlace, FoundRows)| {
                let mut rows = assign::read_rows(table, found);
                years::refuse_others(found, &mut rows, self.year);
                Printing {
                    place: *place,
                    rows,
                }
            };
            tables.push(found.iter().map(read).collect());
        }
        let copies = bodies::compare(&tables);
        for (table, printings) in self.form.tables.iter().zip(tables) {
            let readings = copies.readings(printings);
            let mut notes = Vec::new();
            let mut rows = merge(table, readings, &mut notes);
            self.draft.notes.extend(copies.notes(notes));
            settle_variants(table, &mut rows, self.appendix.as_ref());
            self.draft.fill(table, &rows);
        }
        self.draft.notes.extend(copies.note(self.form));
        if copies.printed > 1 {
            let copies = copies.printed;
            self.draft.notes.push(Note::PrintedRepeatedly { copies });
        }
        copies.any
    }

    /// What each copy holds of a table, with the place of the copy.
    fn find(&mut self, table: usize) -> Vec<(CopyPlace, FoundRows)> {
        let blanks = if self.appendix.is_some() {
            BlankCells::InPlace
        } else {
            BlankCells::InDoubt
        };
        let is_table = |section: usize| self.form.sections[section].table == Some(table);
        let mut founds: Vec<(CopyPlace, FoundRows)> = Vec::new();
        for (index, copy) in self.copies.iter().enumerate() {
            let regions = copy
                .regions
                .iter()
                .filter(|region| is_table(region.section));
            let mut printed: Vec<FoundRows> = Vec::new();
            for region in regions {
                let strips = &self.page.strips[region.strips.clone()];
                let mut found = table::find(
                    &self.form.tables[table],
                    &mut self.matchers[table],
                    strips,
                    blanks,
                );
                let heading = region.strips.start.saturating_sub(1)..region.strips.start;
                let before = [copy.preamble.clone(), heading]
                    .map(|range| notes_before(self.page.strips.get(range).unwrap_or_default()));
                found.note_units_before(before.concat());
                if region.strips.end == self.page.strips.len() {
                    found.break_off(self.page);
                }
                if !found.is_empty() {
                    printed.push(found);
                }
            }
            let number = founds.last().map_or(0, |(place, _)| {
                place.number + usize::from(!printed.is_empty())
            });
            let place = CopyPlace { index, number };
            founds.extend(printed.into_iter().map(|found| (place, found)));
        }
        founds
    }

    /// Whether every line that the form prints several times stands in the page once, so that a crawler dropped the rest.
    fn lines_were_removed(&self) -> bool {
        let repeated: Vec<&Label> = self
            .form
            .tables
            .iter()
            .flat_map(|table| {
                table
                    .headers
                    .iter()
                    .flat_map(|header| &header.by_row)
                    .map(|label| &table.labels[*label].spellings[0])
            })
            .collect();
        let twice = |label: &&Label| repeated.iter().filter(|other| *other == label).count() > 1;
        let expected: Vec<&Label> = repeated.iter().copied().filter(twice).collect();
        let printed: Vec<Label> = self
            .page
            .strips
            .iter()
            .filter_map(Strip::sole)
            .map(|cell| Label::parse(&cell.text))
            .collect();
        let count = |label: &Label| {
            printed
                .iter()
                .filter(|other| other.same_words(label))
                .count()
        };
        let counts: Vec<usize> = expected
            .into_iter()
            .map(count)
            .filter(|count| *count > 0)
            .collect();
        counts.len() >= REPEATED && counts.iter().all(|count| *count == 1)
    }

    fn narratives(&mut self) {
        let standard = ogi_schema::standard();
        for (index, section) in self
            .form
            .sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.table.is_none())
        {
            let figures = self.figures(index);
            if let Some(figures) = &figures {
                self.draft.begin(&figures.pointer);
                let (pointers, cells): (Vec<_>, Vec<_>) = figures.cells.iter().cloned().unzip();
                self.draft.fill_row(
                    &figures.pointer,
                    pointers.iter().map(String::as_str),
                    &cells,
                );
            }
            if let Some(texts) = self.counted(index) {
                for (pointer, text) in &texts {
                    self.draft.set_text(pointer, text);
                }
                continue;
            }
            let Some(strips) = self.narrative(index) else {
                self.draft.note_absent_section(&section.pointer);
                continue;
            };
            let strips = &strips[..figures.map_or(strips.len(), |figures| {
                figures.strips.start.min(strips.len())
            })];
            let property = section.pointer.trim_start_matches('/');
            match Heads::of(standard, self.form.report, property) {
                None => {
                    let text = narrative::text(strips);
                    self.draft.set_text(&section.pointer, &text);
                }
                Some(heads) => {
                    for (name, text) in heads.divide(strips) {
                        let pointer = format!("{}/{name}", section.pointer);
                        self.draft.set_text(&pointer, &text);
                    }
                }
            }
        }
    }

    /// The strips of a narrative, from the first copy that has any, without the signature.
    fn narrative(&self, section: usize) -> Option<&[Strip]> {
        let mut printed = None;
        for copy in &self.copies {
            let Some(region) = copy.regions.iter().find(|region| region.section == section) else {
                continue;
            };
            let mut strips = &self.page.strips[region.strips.clone()];
            if copy.regions.last() == Some(region) {
                let end = signature(strips).begins.unwrap_or(strips.len());
                strips = &strips[..end];
            }
            if !strips.is_empty() {
                return Some(strips);
            }
            printed = printed.or(Some(strips));
        }
        printed
    }
}

fn is_narrative(section: &Section) -> bool {
    section.table.is_none()
}

/// A row that stands instead of others is one only where none of the others is printed, or the appendix says that it is.
fn settle_variants(table: &Table, rows: &mut [Option<RowReading>], appendix: Option<&Appendix>) {
    for (at, spec) in table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, spec)| !spec.instead_of.is_empty())
    {
        let mut others = table
            .rows
            .iter()
            .zip(rows.iter())
            .filter(|(other, _)| spec.instead_of.contains(&other.pointer));
        let is_stated = appendix.is_some_and(|appendix| appendix.has(&spec.pointer));
        if is_stated || !others.any(|(_, row)| row.is_some()) {
            continue;
        }
        match rows[at].take() {
            Some(row) if !states_nothing(&row) => {
                rows[at] = Some(RowReading {
                    cells: Err(Refusal::Divided),
                    ..row
                });
            }
            _ => {}
        }
    }
}
