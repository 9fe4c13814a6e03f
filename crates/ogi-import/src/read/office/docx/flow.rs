//! The body of a Word file from its tags: paragraphs, tables, and what stands in them.

use super::field::Shown;
use super::look::Ground;
use super::run::{Run, is_understood};
use super::styles::Styles;
use crate::error::ImportError;
use crate::grid::seen::{Asides, Cause, Look, Runs};
use crate::grid::{Cell, Origin, Page, Ruling, Strip};
use crate::limits::Limits;
use crate::read::office::spans::{Written, WrittenRow, lay_out, lines};
use crate::read::office::xml::{Piece, Tag};

/// Rows of a height of so many twentieths of a point and less show nothing.
const LOWEST: u32 = 30;
/// Text that begins so many twentieths of a point left of its place, or above it, is off the page.
const OUTSIDE: i32 = -5_000;
/// A table within a cell with no more cells than this in one row or column is part of the text of that cell.
const PART: usize = 12;

/// Reads the body piece by piece.
pub(super) struct Flow<'a> {
    pub(super) limits: &'a Limits,
    pub(super) page: Page,
    /// The reference to a part in another format that stands here.
    pub(super) embedded: Option<String>,
    /// How many tags of a subtree that is left out are open.
    skipped: usize,
    /// The properties that are open, and how many tags within them.
    properties: Option<(Block, usize)>,
    /// Tables that are open, the outermost first.
    tables: Vec<Table>,
    paragraph: Runs,
    paragraphs: u32,
    table_count: u32,
    cells: usize,
    pub(super) run: Run<'a>,
    /// Paragraphs that go on behind the text boxes in them.
    outer: Vec<Runs>,
    drawings: Vec<Drawing>,
    /// For each choice between contents that is open, whether one was taken.
    choices: Vec<bool>,
}

/// What the open properties are about.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Block {
    Run,
    Paragraph,
    Row,
    Cell,
    Table,
    Control,
}

#[derive(Default)]
struct Table {
    rows: Vec<WrittenRow>,
    /// Whether it lays out the page: it holds another table.
    is_layout: bool,
    /// The row and cell before which all text was given out as lines.
    given_out: (usize, usize),
}

/// A drawing that is open.
#[derive(Default)]
struct Drawing {
    is_picture: bool,
    /// Whether it is a box with text, or not to be seen.
    is_text: bool,
    text: String,
}

impl<'a> Flow<'a> {
    pub(super) fn new(styles: &'a Styles, limits: &'a Limits) -> Self {
        let media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        Self {
            limits,
            page: Page {
                media_type,
                ..Page::default()
            },
            embedded: None,
            skipped: 0,
            properties: None,
            tables: Vec::new(),
            paragraph: Runs::default(),
            paragraphs: 1,
            table_count: 0,
            cells: 0,
            run: Run::new(styles),
            outer: Vec::new(),
            drawings: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// The number of the paragraph that is read.
    pub(super) fn line(&self) -> u32 {
        self.paragraphs
    }

    pub(super) fn finish(mut self) -> Page {
        // What an unclosed file still holds is left out, as before: its last row may be cut.
        self.page
            .elsewhere
            .append(std::mem::take(&mut self.run.elsewhere));
        self.page
    }

    pub(super) fn piece(&mut self, piece: &Piece) -> Result<(), ImportError> {
        match piece {
            Piece::Open(..) if self.skipped > 0 => self.skipped += 1,
            Piece::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Piece::Open(name, tag) => match self.properties {
                Some((block, depth)) => {
                    self.properties = Some((block, depth + 1));
                    self.property(block, name, *tag);
                }
                None => return self.opened(name, *tag),
            },
            Piece::Close(name) => match self.properties {
                Some((block, depth)) => {
                    self.properties = (depth > 1).then(|| (block, depth - 1));
                }
                None => return self.closed(name),
            },
            Piece::Text(text) if self.skipped == 0 => {
                if let Some((look, cause, text)) = self.run.text(text) {
                    self.paragraph.push(look, cause, &text);
                }
            }
            Piece::Text(_) => {}
        }
        Ok(())
    }

    /// Leaves out an element that has just opened, with all that is in it.
    fn skip(&mut self) {
        self.skipped = 1;
    }

    /// A tag within properties.
    fn property(&mut self, block: Block, name: &str, tag: Tag) {
        // What the properties were before a revision, and those of the mark at the end of a paragraph.
        if name.ends_with("Change") || (name == "rPr" && block != Block::Run) {
            self.properties = self.properties.map(|(block, depth)| (block, depth - 1));
            return self.skip();
        }
        let value = tag.text("val");
        let number = || value.parse::<usize>().unwrap_or(0).min(self.limits.columns);
        match (block, name) {
            (Block::Run, name) => self.run.property(name, tag),
            (Block::Control, "showingPlcHdr") => self.run.is_placeholder(tag),
            (Block::Paragraph, "pStyle") => self.run.paragraph_style(&value),
            (Block::Paragraph, "shd") => {
                self.run.grounds.paragraph = Some(Ground::shading(tag));
            }
            (Block::Paragraph, name) => self.paragraph_property(name, tag),
            (Block::Table, "tblStyle") => self.run.table_style(&value),
            (Block::Table, "shd") => self.run.grounds.set_table(Ground::shading(tag)),
            (Block::Cell, "shd") => self.run.grounds.cell = Some(Ground::shading(tag)),
            (Block::Cell, "cellDel") => self.run.cell_is_deleted = true,
            (Block::Cell, "gridSpan") => {
                let columns = number().max(1);
                if let Some(cell) = self.cell() {
                    cell.columns = columns;
                }
            }
            (Block::Cell, "vMerge") => {
                let goes_on = value != "restart";
                if let Some(cell) = self.cell() {
                    cell.goes_on = goes_on;
                }
            }
            (Block::Row, "gridBefore") => {
                let free = number();
                if let Some(row) = self.row() {
                    row.free = free;
                }
            }
            (Block::Row, name) => self.row_property(name, tag),
            _ => {}
        }
    }

    /// Looks whether a paragraph is moved off its cell and page, or its lines have no height.
    fn paragraph_property(&mut self, name: &str, tag: Tag) {
        let number = |name| tag.number::<i32>(name).unwrap_or(0);
        let unseen = match name {
            "ind" => {
                let begins = number("left")
                    .saturating_add(number("start"))
                    .saturating_add(number("firstLine"))
                    .saturating_sub(number("hanging"));
                (begins <= OUTSIDE).then_some((Look::Hidden, Cause::Outside))
            }
            "framePr" => {
                let is_outside = number("x").min(number("y")) <= OUTSIDE;
                is_outside.then_some((Look::Hidden, Cause::Outside))
            }
            "spacing" => {
                let is_low = tag.number("line").is_some_and(|line: u32| line <= LOWEST);
                let is_exact = tag.text("lineRule") == "exact";
                (is_low && is_exact).then_some((Look::Hidden, Cause::Size))
            }
            _ => None,
        };
        self.run.unseen = unseen.or(self.run.unseen);
    }

    fn row_property(&mut self, name: &str, tag: Tag) {
        let is_on = tag
            .get("val")
            .is_none_or(|value| super::xml::is_yes(&value));
        let is_low = tag.text("hRule") == "exact"
            && tag
                .number("val")
                .is_some_and(|height: u32| height <= LOWEST);
        let unseen = match name {
            "hidden" if is_on => (Look::Hidden, Cause::Marked),
            "del" => (Look::Struck, Cause::Deleted),
            "trHeight" if is_low => (Look::Hidden, Cause::Size),
            _ => return,
        };
        if let Some(row) = self.row() {
            row.unseen = Some(unseen);
        }
    }

    fn opened(&mut self, name: &str, tag: Tag) -> Result<(), ImportError> {
        let block = match name {
            "rPr" => Some(Block::Run),
            "pPr" => Some(Block::Paragraph),
            "trPr" => Some(Block::Row),
            "tcPr" => Some(Block::Cell),
            "tblPr" => Some(Block::Table),
            "sdtPr" => Some(Block::Control),
            _ => None,
        };
        if let Some(block) = block {
            self.properties = Some((block, 1));
            return Ok(());
        }
        match name {
            "tblPrEx" | "tblGrid" | "sectPr" | "sdtEndPr" => self.skip(),
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(taken) if *taken => self.skip(),
                Some(_) if !is_understood(&tag.text("Requires")) => self.skip(),
                Some(taken) => *taken = true,
                None => {}
            },
            "p" => {
                self.end_paragraph()?;
                self.run.begin_paragraph();
            }
            "tbl" => self.begin_table()?,
            "tr" => {
                self.count()?;
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(WrittenRow::default());
                }
            }
            "tc" => self.begin_cell()?,
            "drawing" | "pict" | "object" => self.drawings.push(Drawing::default()),
            "txbxContent" => {
                self.drawings
                    .iter_mut()
                    .for_each(|drawing| drawing.is_text = true);
                self.outer.push(std::mem::take(&mut self.paragraph));
                self.run.boxes += 1;
            }
            "altChunk" => {
                self.end_paragraph()?;
                self.embedded = tag.get("id").map(Into::into);
            }
            "background" => self.run.grounds.set_page(tag),
            name if !self.drawings.is_empty() && self.outer.is_empty() => {
                self.in_drawing(name, tag);
            }
            name => {
                if let Some((look, cause, text)) = self.run.opened(name, tag) {
                    self.paragraph.push(look, cause, &text);
                }
            }
        }
        Ok(())
    }

    fn in_drawing(&mut self, name: &str, tag: Tag) {
        let Some(drawing) = self.drawings.last_mut() else {
            return;
        };
        match name {
            "pic" | "blip" | "imagedata" => drawing.is_picture = true,
            "docPr" if tag.is_on("hidden") => drawing.is_text = true,
            "textpath" => drawing.text = tag.text("string").into_owned(),
            _ => {}
        }
    }

    fn closed(&mut self, name: &str) -> Result<(), ImportError> {
        match name {
            "AlternateContent" => drop(self.choices.pop()),
            "p" | "tc" | "body" => {
                self.end_paragraph()?;
                if name == "tc" {
                    self.run.grounds.cell = None;
                    self.run.cell_is_deleted = false;
                }
            }
            "tbl" => {
                self.end_paragraph()?;
                self.run.grounds.end_table();
                if let Some(table) = self.tables.pop() {
                    self.end_table(table)?;
                }
            }
            "drawing" | "pict" | "object" => self.end_drawing(),
            "txbxContent" => {
                self.end_paragraph()?;
                self.paragraph = self.outer.pop().unwrap_or_default();
                self.run.boxes = self.run.boxes.saturating_sub(1);
            }
            name => match self.run.closed(name) {
                Some(Shown::Text(text)) => self.paragraph.plain(&text),
                Some(Shown::Thing(look, cause, text)) => self.paragraph.push(look, cause, &text),
                None => {}
            },
        }
        Ok(())
    }

    fn end_drawing(&mut self) {
        let Some(drawing) = self.drawings.pop().filter(|drawing| !drawing.is_text) else {
            return;
        };
        let cause = if drawing.is_picture {
            Cause::Picture
        } else {
            Cause::Drawing
        };
        self.paragraph.push(Look::NotText, cause, &drawing.text);
    }

    fn begin_table(&mut self) -> Result<(), ImportError> {
        self.end_paragraph()?;
        if self.tables.len() >= self.limits.depth {
            return Err(ImportError::TooDeep {
                limit: self.limits.depth,
                line: self.paragraphs,
            });
        }
        self.run.grounds.begin_table();
        self.run.table_style("");
        self.tables.push(Table::default());
        Ok(())
    }

    fn begin_cell(&mut self) -> Result<(), ImportError> {
        self.count()?;
        let line = self.paragraphs;
        if let Some(row) = self.row() {
            row.cells.push(Written {
                columns: 1,
                line,
                ..Written::default()
            });
        }
        Ok(())
    }

    fn row(&mut self) -> Option<&mut WrittenRow> {
        self.tables.last_mut()?.rows.last_mut()
    }

    fn cell(&mut self) -> Option<&mut Written> {
        self.row()?.cells.last_mut()
    }

    fn count(&mut self) -> Result<(), ImportError> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
        let runs = std::mem::take(&mut self.paragraph);
        if runs.is_empty() {
            return Ok(());
        }
        self.count()?;
        let line = self.paragraphs;
        self.paragraphs += 1;
        match self.cell() {
            Some(cell) => cell.lines.push((runs, line)),
            None => self.lines(runs, line),
        }
        Ok(())
    }

    /// A paragraph outside of tables. What is set aside in it stays with its first line.
    fn lines(&mut self, runs: Runs, line: u32) {
        let (text, mut asides) = runs.finish();
        let texts = lines(&text);
        if texts.is_empty() {
            for aside in asides.iter() {
                let origin = Origin::Line { line };
                self.page
                    .elsewhere
                    .push(aside.look, aside.cause, &aside.text, origin);
            }
        }
        for text in texts {
            let asides: Asides = std::mem::take(&mut asides);
            let cell = Cell {
                asides,
                ..Cell::line(text, line)
            };
            self.page.strips.push(Strip {
                cells: vec![cell],
                ruling: Ruling::Plain,
            });
        }
    }

    /// A table: rows of cells; or lines, where it only lays out the page; or part of the cell that it stands in.
    fn end_table(&mut self, table: Table) -> Result<(), ImportError> {
        let is_narrow = table.rows.len() == 1 || table.rows.iter().all(|row| row.cells.len() < 2);
        let count: usize = table.rows.iter().map(|row| row.cells.len()).sum();
        let is_in_row = self.row().is_some_and(|row| row.cells.len() > 1);
        let is_part = is_narrow && count <= PART && !table.is_layout && (is_in_row || count == 1);
        if is_part && let Some(cell) = self.cell() {
            let seen = table.rows.into_iter().filter(|row| row.unseen.is_none());
            let cells = seen.flat_map(|row| row.cells);
            cell.lines.extend(cells.flat_map(|cell| cell.lines));
            return Ok(());
        }
        for outer in 0..self.tables.len() {
            self.tables[outer].is_layout = true;
            self.flush(outer);
        }
        if table.is_layout || table.rows.iter().all(|row| row.cells.len() < 2) {
            self.tables.push(table);
            self.flush(self.tables.len() - 1);
            self.tables.pop();
            return Ok(());
        }
        self.table_count += 1;
        let elsewhere = &mut self.page.elsewhere;
        let strips = lay_out(self.table_count, table.rows, self.limits, elsewhere)?;
        self.page.strips.extend(strips);
        Ok(())
    }

    /// Gives out as lines what the cells of an open table hold so far.
    fn flush(&mut self, table: usize) {
        let table = &mut self.tables[table];
        // Only the last cell can have got more since the last time.
        let (first, mut skipped) = table.given_out;
        let mut all = Vec::new();
        for row in &mut table.rows[first..] {
            let unseen = row.unseen;
            for cell in row.cells.iter_mut().skip(skipped) {
                all.extend(
                    cell.lines
                        .drain(..)
                        .map(|(runs, line)| (runs, line, unseen)),
                );
            }
            skipped = 0;
        }
        let row = table.rows.len().saturating_sub(1);
        let cells = table.rows.last().map_or(0, |row| row.cells.len());
        table.given_out = (row, cells.saturating_sub(1));
        for (runs, line, unseen) in all {
            match unseen {
                None => self.lines(runs, line),
                Some((look, cause)) => {
                    let (text, _) = runs.finish();
                    let origin = Origin::Line { line };
                    self.page.elsewhere.push(look, cause, &text, origin);
                }
            }
        }
    }
}
