//! Word: paragraphs are lines, tables are ruled rows; cells merged over rows and columns are put together again.

use std::collections::HashMap;

use super::spans::{Written, WrittenRow, lay_out};
use super::xml::{self, Piece};
use crate::error::ImportError;
use crate::grid::{Cell, Page, Ruling, Strip, trim};
use crate::limits::Limits;

/// Reads the main part of a document. Lines are counted by paragraphs.
pub(super) fn read(markup: &str, limits: &Limits) -> Result<Page, ImportError> {
    let media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let mut flow = Flow::new(limits);
    flow.page.media_type = media_type;
    xml::read(markup, |piece| flow.piece(piece))?;
    Ok(flow.page)
}

struct Flow<'a> {
    limits: &'a Limits,
    page: Page,
    /// Tables that are open, the outermost first.
    open: Vec<Table>,
    paragraph: String,
    paragraphs: u32,
    tables: u32,
    cells: usize,
    in_text: bool,
    /// Depth of what is not shown: fallbacks of newer drawings.
    hidden: usize,
}

#[derive(Default)]
struct Table {
    rows: Vec<WrittenRow>,
    holds_table: bool,
}

impl<'a> Flow<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            page: Page::default(),
            open: Vec::new(),
            paragraph: String::new(),
            paragraphs: 1,
            tables: 0,
            cells: 0,
            in_text: false,
            hidden: 0,
        }
    }

    fn piece(&mut self, piece: Piece) -> Result<(), ImportError> {
        match piece {
            Piece::Open(name, attributes) => self.opened(&name, &attributes),
            Piece::Close(name) => self.closed(&name),
            Piece::Text(text) => {
                if self.in_text && self.hidden == 0 {
                    self.paragraph.push_str(&text);
                }
                Ok(())
            }
        }
    }

    fn opened(
        &mut self,
        name: &str,
        attributes: &HashMap<String, String>,
    ) -> Result<(), ImportError> {
        let value = || attributes.get("val").map_or("", String::as_str);
        let number = || value().parse::<usize>().unwrap_or(0);
        match name {
            "Fallback" => self.hidden += 1,
            _ if self.hidden > 0 => {}
            "t" => self.in_text = true,
            "tab" if self.in_row() => self.paragraph.push(' '),
            "br" | "cr" => self.paragraph.push('\n'),
            "p" => self.end_paragraph()?,
            "tbl" => {
                self.end_paragraph()?;
                if self.open.len() >= self.limits.depth {
                    return Err(ImportError::TooDeep {
                        limit: self.limits.depth,
                        line: self.paragraphs,
                    });
                }
                self.open
                    .iter_mut()
                    .for_each(|table| table.holds_table = true);
                self.open.push(Table::default());
            }
            "tr" => self
                .open
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|table| table.rows.push((0, Vec::new()))),
            "gridBefore" => {
                let free = number().min(self.limits.columns);
                self.row().into_iter().for_each(|row| row.0 = free);
            }
            "tc" => {
                self.count()?;
                let line = self.paragraphs;
                let cell = Written {
                    columns: 1,
                    line,
                    ..Written::default()
                };
                self.row()
                    .into_iter()
                    .for_each(|row| row.1.push(cell.clone()));
            }
            "gridSpan" => {
                let columns = number().clamp(1, self.limits.columns);
                self.cell()
                    .into_iter()
                    .for_each(|cell| cell.columns = columns);
            }
            "vMerge" => {
                let goes_on = value() != "restart";
                self.cell()
                    .into_iter()
                    .for_each(|cell| cell.goes_on = goes_on);
            }
            _ => {}
        }
        Ok(())
    }

    fn closed(&mut self, name: &str) -> Result<(), ImportError> {
        match name {
            "Fallback" => self.hidden = self.hidden.saturating_sub(1),
            _ if self.hidden > 0 => {}
            "t" => self.in_text = false,
            "p" | "tc" | "body" => self.end_paragraph()?,
            "tbl" => {
                self.end_paragraph()?;
                if let Some(table) = self.open.pop() {
                    self.end_table(&table)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn in_row(&self) -> bool {
        !self.paragraph.is_empty()
    }

    fn row(&mut self) -> Option<&mut WrittenRow> {
        self.open.last_mut()?.rows.last_mut()
    }

    fn cell(&mut self) -> Option<&mut Written> {
        self.row()?.1.last_mut()
    }

    fn count(&mut self) -> Result<(), ImportError> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            })
        } else {
            Ok(())
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
        let text = std::mem::take(&mut self.paragraph);
        if trim(&text).is_empty() {
            return Ok(());
        }
        self.count()?;
        let line = self.paragraphs;
        self.paragraphs += 1;
        match self.cell() {
            Some(cell) => cell.lines.push((trim(&text).to_owned(), line)),
            None => self.lines(&text, line),
        }
        Ok(())
    }

    fn lines(&mut self, text: &str, line: u32) {
        let parts = text.split('\n').map(trim).filter(|part| !part.is_empty());
        let strips = parts.map(|part| Strip {
            cells: vec![Cell::line(part, line)],
            ruling: Ruling::Plain,
        });
        self.page.strips.extend(strips);
    }

    /// A table: rows of cells, or, where it only lays out the page, lines.
    fn end_table(&mut self, table: &Table) -> Result<(), ImportError> {
        if table.holds_table || table.rows.iter().all(|(_, cells)| cells.len() < 2) {
            for (text, line) in table
                .rows
                .iter()
                .flat_map(|(_, cells)| cells)
                .flat_map(|cell| &cell.lines)
            {
                self.lines(text, *line);
            }
            return Ok(());
        }
        self.tables += 1;
        let strips = lay_out(self.tables, &table.rows, self.limits)?;
        self.page.strips.extend(strips);
        Ok(())
    }
}
