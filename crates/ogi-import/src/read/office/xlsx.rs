//! Excel: every sheet that is seen is read row by row, each cell as its format shows it; merged cells are one.

mod conditions;
mod drawing;
mod reader;
mod strings;
mod styles;

use std::rc::Rc;

use super::package::{Parts, Relations};
use super::sheet::{Budget, Place, Shared, Style};
use super::xml::{self, Piece};
use crate::error::ImportError;
use crate::grid::{Cell, Elsewhere, Origin, Page, Strip};
use crate::limits::Limits;

use reader::Reader;
use styles::Difference;

/// The kind of file for errors.
const KIND: &str = "Excel";

/// What all sheets of a workbook share.
struct Book {
    shared: Vec<Shared>,
    /// Looks by their number.
    styles: Vec<Style>,
    /// What conditional formats change, by their number.
    differences: Vec<Rc<Difference>>,
    from_1904: bool,
    /// Whether the workbook asks to be computed anew when it is opened, so that stored results may not be those shown.
    recomputes: bool,
}

/// A sheet by what the workbook says about it.
struct Entry {
    name: String,
    part: String,
    is_hidden: bool,
}

/// Reads the sheets of a workbook in their order.
pub(super) fn read(parts: &mut Parts, main: &str, limits: &Limits) -> Result<Page, ImportError> {
    let markup = parts.text(KIND, main)?;
    let relations = parts.relations(KIND, main)?;
    let (mut book, entries) = workbook(&markup, &relations)?;
    let entries = if entries.is_empty() {
        usual(parts)
    } else {
        entries
    };
    let shared = relations
        .of_kind("sharedStrings")
        .unwrap_or("xl/sharedStrings.xml");
    book.shared = strings::read(&parts.optional(KIND, Some(shared))?, limits)?;
    let theme = parts.optional(KIND, relations.of_kind("theme"))?;
    let styles = relations.of_kind("styles").unwrap_or("xl/styles.xml");
    let looks = styles::read(&parts.optional(KIND, Some(styles))?, &theme, limits)?;
    (book.styles, book.differences) = (looks.styles, looks.differences);
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut page = Page {
        media_type,
        ..Page::default()
    };
    let budget = Budget::new(limits);
    for (number, entry) in (1u32..).zip(entries) {
        if !parts.has(&entry.part) {
            continue;
        }
        let reader = Reader::new(&book, number, entry.is_hidden, &budget);
        let strips = read_sheet(parts, &entry.part, reader, &mut page.elsewhere)?;
        if !strips.is_empty() {
            let origin = Origin::Sheet {
                sheet: number,
                row: 1,
                column: 1,
            };
            let name = Cell::new(entry.name, origin);
            page.sheets.push((page.strips.len(), name));
        }
        page.strips.extend(strips);
    }
    Ok(page)
}

fn read_sheet(
    parts: &mut Parts,
    part: &str,
    mut reader: Reader,
    elsewhere: &mut Elsewhere,
) -> Result<Vec<Strip>, ImportError> {
    let markup = parts.text(KIND, part)?;
    reader.prepare(&markup)?;
    xml::read(&markup, |piece| reader.piece(&piece))?;
    if let Some(id) = reader.drawing.take() {
        let relations = parts.relations(KIND, part)?;
        let target = relations.get(&id).map(|relation| relation.target.as_str());
        let drawing = parts.optional(KIND, target)?;
        drawing::read(&drawing, &mut reader.sheet)?;
    }
    reader.sheet.strips(elsewhere)
}

fn workbook(markup: &str, relations: &Relations) -> Result<(Book, Vec<Entry>), ImportError> {
    let mut book = Book {
        shared: Vec::new(),
        styles: Vec::new(),
        differences: Vec::new(),
        from_1904: false,
        recomputes: false,
    };
    let mut entries = Vec::new();
    xml::read(markup, |piece| {
        match piece {
            Piece::Open("workbookPr", tag) => book.from_1904 = tag.is_on("date1904"),
            Piece::Open("calcPr", tag) => {
                book.recomputes = tag.is_on("fullCalcOnLoad");
            }
            Piece::Open("sheet", tag) => {
                let id = tag.prefixed("id").or_else(|| tag.get("id"));
                let relation = id.and_then(|id| relations.get(&id));
                let is_hidden = tag.text("state").to_lowercase().ends_with("hidden");
                if let Some(relation) = relation.filter(|it| it.kind == "worksheet") {
                    entries.push(Entry {
                        name: tag.text("name").into_owned(),
                        part: relation.target.clone(),
                        is_hidden,
                    });
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((book, entries))
}

/// The sheets of a workbook that does not name them, in the order of their numbers.
fn usual(parts: &Parts) -> Vec<Entry> {
    let number = |name: &str| {
        let number = name
            .strip_prefix("xl/worksheets/sheet")?
            .strip_suffix(".xml")?;
        number.parse::<u32>().ok()
    };
    let mut names: Vec<(u32, &str)> = parts
        .names()
        .into_iter()
        .filter_map(|name| Some((number(name)?, name)))
        .collect();
    names.sort_unstable();
    names
        .into_iter()
        .map(|(_, name)| Entry {
            name: String::new(),
            part: name.to_owned(),
            is_hidden: false,
        })
        .collect()
}

/// The place that a reference such as `AB12` names.
fn place(reference: &str) -> Option<Place> {
    let reference = reference.replace('$', "");
    let split = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = reference.split_at(split);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    let row = digits.parse::<u32>().ok()?;
    // Excel has a million rows and 16 thousand columns; beyond twice that, a reference is hostile.
    ((1..=2_097_152).contains(&row) && (1..=32_768).contains(&column)).then_some((row, column))
}

/// The area that a reference such as `A1:B2` names; a single place is an area, too.
fn area(reference: &str) -> Option<(Place, Place)> {
    match reference.split_once(':') {
        Some((first, last)) => Some((place(first)?, place(last)?)),
        None => place(reference).map(|place| (place, place)),
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn references_name_places() {
        for (reference, expected) in [
            ("A1", Some((1, 1))),
            ("AB12", Some((12, 28))),
            ("$C$4", Some((4, 3))),
            ("4", None),
            ("A0", None),
            ("A4294967295", None),
        ] {
            assert_eq!(place(reference), expected, "{reference}");
        }
    }
}
