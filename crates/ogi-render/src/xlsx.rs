//! The form as an Excel workbook: one sheet a section, numbers as numbers, marks as comments.

use ogi_schema::appendix::{FINDINGS, HEADING};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook,
    Worksheet, XlsxError,
};

use crate::RenderError;
use crate::escape::plain;
use crate::layout::{Block, Cell, Figure, Page, Section, Table};
use crate::source::Number;

/// Columns that a text spans in a section without a table.
const TEXT_WIDTH: u16 = 10;
/// Widths in characters of a sheet that prints on A4.
const SHEET_WIDTH: f64 = 84.0;
/// Least width of a column of a table, in characters.
const FIGURE_WIDTH: f64 = 17.0;
/// Wide characters that fit on a line across the sheet.
const LINE_LENGTH: usize = 38;
/// Wide characters that fit on a line across a table, whose letters are smaller.
const TABLE_LINE: usize = 46;
/// Lines that fit into the highest row that Excel has, 409 points.
const ROW_LINES: u32 = 22;
/// Most characters in a cell or a comment. Excel takes 32 767 units of UTF-16, and a character may need two.
const CELL_LENGTH: usize = 16_000;

pub(crate) fn render(page: &Page) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    // A workbook must state when it was made; a fixed date keeps equal reports equal.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&page.title.words)
        .set_author(&page.agency);
    workbook.set_properties(&properties.set_creation_datetime(&made));
    let last = page.sections.len().saturating_sub(1);
    for (index, section) in page.sections.iter().enumerate() {
        let mut sheet = Sheet::new(&section.heading.words, section_width(section))?;
        if index == 0 {
            sheet.line(
                &page.title.words,
                &heading().set_font_size(16).set_align(FormatAlign::Center),
            )?;
            sheet.comment(page, &page.title.marks)?;
            sheet.paragraphs(page, &page.preamble)?;
        }
        sheet.line(&section.heading.words, &heading())?;
        sheet.comment(page, &section.heading.marks)?;
        for block in &section.blocks {
            match block {
                Block::Text(text) => sheet.paragraphs(page, text)?,
                Block::Table(table) => sheet.table(page, table)?,
            }
        }
        if index == last {
            for line in [&page.agency, &page.date] {
                sheet.line(line, &text().set_align(FormatAlign::Right))?;
            }
        }
        workbook.push_worksheet(sheet.inner);
    }
    if let Some(sheet) = appendix(page)? {
        workbook.push_worksheet(sheet.inner);
    }
    if let Some(sheet) = notes(page)? {
        workbook.push_worksheet(sheet.inner);
    }
    Ok(workbook.save_to_buffer()?)
}

fn text() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn heading() -> Format {
    text().set_bold().set_font_size(14)
}

fn boxed() -> Format {
    let format = Format::new()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    format.set_font_size(10)
}

fn section_width(section: &Section) -> u16 {
    let tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => u16::try_from(table.columns).ok(),
        Block::Text(_) => None,
    });
    tables.max().unwrap_or(TEXT_WIDTH)
}

fn appendix(page: &Page) -> Result<Option<Sheet>, XlsxError> {
    let width = page
        .appendix
        .iter()
        .map(|list| list.columns.len())
        .max()
        .unwrap_or(1);
    let mut sheet = Sheet::new(HEADING, u16::try_from(width).unwrap_or(1))?;
    sheet.line(HEADING, &heading())?;
    for list in &page.appendix {
        sheet.line(list.title, &text().set_bold())?;
        let head: Vec<String> = list
            .columns
            .iter()
            .map(|&column| column.to_owned())
            .collect();
        for cells in std::iter::once(&head).chain(&list.rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet
                    .inner
                    .write_string_with_format(sheet.next, column, plain(cell), &boxed())?;
            }
            sheet.next += 1;
        }
        sheet.next += 1;
    }
    Ok((!page.appendix.is_empty()).then_some(sheet))
}

fn notes(page: &Page) -> Result<Option<Sheet>, XlsxError> {
    let mut sheet = Sheet::new(FINDINGS, TEXT_WIDTH)?;
    sheet.line(FINDINGS, &heading())?;
    for (number, note) in (1..).zip(&page.notes) {
        let line = format!(
            "[{number}] {}：{}：{}",
            note.place, note.severity.1, note.message
        );
        sheet.line(&line, &text())?;
    }
    Ok((!page.notes.is_empty()).then_some(sheet))
}

/// A sheet that is filled from the top.
struct Sheet {
    inner: Worksheet,
    width: u16,
    next: u32,
    /// Row of the last written line.
    last: u32,
}

impl Sheet {
    fn new(name: &str, width: u16) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet
            .set_name(name)?
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true);
        for column in 0..width {
            sheet.set_column_width(column, SHEET_WIDTH / f64::from(width))?;
        }
        Ok(Self {
            inner: sheet,
            width,
            next: 0,
            last: 0,
        })
    }

    /// Writes a line across the sheet, as high as its text needs. A text that is too high for one row spans several, and a
    /// text that is too long for one cell takes several.
    fn line(&mut self, words: &str, format: &Format) -> Result<(), XlsxError> {
        self.last = self.next;
        let words = plain(words);
        let mut rest = words.as_str();
        loop {
            let end = rest
                .char_indices()
                .nth(CELL_LENGTH)
                .map_or(rest.len(), |(end, _)| end);
            let lines = u32::try_from(rest[..end].chars().count() / LINE_LENGTH).unwrap_or(0) + 1;
            let rows = lines.div_ceil(ROW_LINES);
            self.inner.merge_range(
                self.next,
                0,
                self.next + rows - 1,
                self.width - 1,
                &rest[..end],
                format,
            )?;
            for row in 0..rows {
                let height = f64::from(lines.div_ceil(rows)) * 18.0 + 6.0;
                self.inner.set_row_height(self.next + row, height)?;
            }
            self.next += rows;
            rest = &rest[end..];
            if rest.is_empty() {
                return Ok(());
            }
        }
    }

    /// Puts a comment on the last written line.
    fn comment(&mut self, page: &Page, marks: &[usize]) -> Result<(), XlsxError> {
        if !marks.is_empty() {
            self.inner.insert_note(self.last, 0, &note(page, marks))?;
        }
        Ok(())
    }

    fn paragraphs(&mut self, page: &Page, part: &crate::layout::Text) -> Result<(), XlsxError> {
        if let Some(head) = &part.head {
            self.line(head, &text().set_bold())?;
        }
        let needs_place =
            part.paragraphs.is_empty() && (part.head.is_some() || !part.marks.is_empty());
        let empty = String::new();
        let blank = needs_place.then_some(&empty);
        for (index, paragraph) in part.paragraphs.iter().chain(blank).enumerate() {
            self.line(paragraph, &text())?;
            if index == 0 {
                self.comment(page, &part.marks)?;
            }
        }
        Ok(())
    }

    fn table(&mut self, page: &Page, table: &Table) -> Result<(), XlsxError> {
        if let Some(title) = table.title() {
            self.line(title, &text().set_align(FormatAlign::Center))?;
        }
        let widths = table.widths();
        let all: usize = widths.iter().sum();
        for (column, width) in (0..).zip(&widths) {
            let share = f64::from(u32::try_from(*width).unwrap_or(1))
                / f64::from(u32::try_from(all).unwrap_or(1));
            // Wide enough for fifteen digits, which a narrower column would show as a row of `#`.
            let width = (SHEET_WIDTH * share).max(FIGURE_WIDTH);
            self.inner.set_column_width(column, width)?;
        }
        let top = self.next;
        for (row, below) in (0..table.rows).zip(0..) {
            let lines = u32::try_from(table.lines(row, TABLE_LINE)).unwrap_or(1);
            self.inner
                .set_row_height(top + below, f64::from(lines) * 14.0 + 8.0)?;
        }
        for cell in &table.cells {
            self.cell(page, top, (table, cell))?;
        }
        self.next = top + u32::try_from(table.rows).unwrap_or(0) + 1;
        Ok(())
    }

    fn cell(
        &mut self,
        page: &Page,
        top: u32,
        (table, cell): (&Table, &Cell),
    ) -> Result<(), XlsxError> {
        let (row, column) = (top + u32::from(small(cell.row)), small(cell.column));
        let (bottom, right) = (
            row + u32::from(small(cell.rowspan)) - 1,
            column + small(cell.colspan) - 1,
        );
        let is_left = table.is_row_header(cell) && cell.rowspan == 1;
        let align = if is_left {
            FormatAlign::Left
        } else {
            FormatAlign::Center
        };
        let mut format = boxed().set_align(align);
        if let Some(figure) = cell.figure() {
            format = figure_format(page, figure, format);
        }
        if (bottom, right) != (row, column) {
            self.inner
                .merge_range(row, column, bottom, right, "", &format)?;
        }
        let number = cell
            .figure()
            .and_then(|figure| figure.number.as_ref())
            .and_then(Number::in_binary);
        match (number, cell.text()) {
            (Some(number), _) => self
                .inner
                .write_number_with_format(row, column, number, &format)?,
            (None, "") => self.inner.write_blank(row, column, &format)?,
            (None, words) => {
                self.inner
                    .write_string_with_format(row, column, plain(words), &format)?
            }
        };
        if let Some(figure) = cell.figure().filter(|figure| !figure.marks.is_empty()) {
            self.inner
                .insert_note(row, column, &note(page, &figure.marks))?;
        }
        Ok(())
    }
}

/// A place within a table of the form, which has a few dozen rows and columns.
fn small(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The format of a number: as many decimal places as the report states, and shading for marked cells.
fn figure_format(page: &Page, figure: &Figure, format: Format) -> Format {
    let places = figure.number.as_ref().map_or(0, Number::places);
    let pattern = if places == 0 {
        "0".to_owned()
    } else {
        format!("0.{}", "0".repeat(places))
    };
    let format = if figure.number.is_some() {
        format.set_num_format(pattern)
    } else {
        format
    };
    match page.severity(&figure.marks) {
        Some("error") => format.set_background_color(Color::RGB(0x00FB_DCD9)),
        Some("warning") => format.set_background_color(Color::RGB(0x00FF_F0C2)),
        Some(_) => format.set_background_color(Color::RGB(0x00E2_EDFB)),
        None => format,
    }
}

fn note(page: &Page, marks: &[usize]) -> Note {
    let text: String = page
        .explain(marks, "\n")
        .chars()
        .take(CELL_LENGTH)
        .collect();
    Note::new(text)
        .set_author("ogi")
        .add_author_prefix(false)
        .set_width(260)
        .set_height(120)
}
