//! The neutral grid: what every reader makes of its file, and all that the recogniser sees.

pub(crate) mod garbled;
pub(crate) mod seen;

use std::rc::Rc;

use serde::Serialize;

pub(crate) use crate::printed::trim;
use seen::{Aside, Asides, Cause, Look};

/// A file as printed: strips in reading order.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Title that the container carries beside the text.
    pub(crate) title: Option<Cell>,
    /// What the container says about the page beside the text: labels, each with its value beside it.
    pub(crate) metadata: Vec<Strip>,
    /// Media type of the container, without parameters.
    pub(crate) media_type: &'static str,
    /// Whether the numbers are not the print itself but what another program has read from it.
    pub(crate) second_hand: bool,
    /// Whether the last character of the file may not be the last of its word.
    pub(crate) ends_open: bool,
    /// Lines of text and rows of tables.
    pub(crate) strips: Vec<Strip>,
    /// What stands in the file outside of all cells and is not read, such as hidden rows and watermarks.
    pub(crate) elsewhere: Elsewhere,
    /// The names of the sheets of a workbook, each with its first strip.
    pub(crate) sheets: Vec<(usize, Cell)>,
}

/// One line of text, or one row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Strip {
    /// What is printed in it, from left to right; a line of plain text is one cell.
    pub(crate) cells: Vec<Cell>,
    /// How far its cell borders can be trusted.
    pub(crate) ruling: Ruling,
}

/// How far the cell borders of a strip can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// A row of a real table: every cell of the row is there, blank or not, and values belong to the label beside them.
    Ruled,
    /// A line with separators: blank cells may stand for padding, and a row may go on in the next line.
    Barred,
    /// A line with separators, too many or too few of them: which number belongs to which column cannot be told.
    Torn,
    /// A line of text.
    Plain,
}

/// What is printed in one place.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// As printed, without surrounding whitespace; line breaks within it are line feeds.
    pub(crate) text: Rc<str>,
    /// Where it is printed.
    pub(crate) origin: Origin,
    /// Whether it takes more than one row.
    pub(crate) tall: bool,
    /// Whether it began in a row above and reaches into this one.
    pub(crate) continued: bool,
    /// Grid columns that it takes, from 0, the last one excluded; `None` where the file has no grid.
    pub(crate) across: Option<(u32, u32)>,
    /// What stands in it beside the text and is not read.
    pub(crate) asides: Asides,
    /// Whether the reader had to do more than read to get the text, such as joining digits that are printed apart.
    pub(crate) doubtful: bool,
}

/// A place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Origin {
    /// A line of text.
    Line {
        /// Line of the file, from 1.
        line: u32,
    },
    /// A cell of a table.
    Cell {
        /// Table in reading order, from 1; tables that only lay out the page are not counted.
        table: u32,
        /// Row of the table, from 1.
        row: u32,
        /// Grid column of the table, spans taken into account, from 1.
        column: u32,
        /// Line of the file that the cell begins in, from 1.
        line: u32,
    },
    /// A place on a printed page.
    Page {
        /// Page of the file, from 1.
        page: u32,
        /// Distance from the left edge of the page, in points.
        x: u32,
        /// Distance from the upper edge of the page, in points.
        y: u32,
    },
    /// A cell of a workbook.
    Sheet {
        /// Sheet of the file, from 1.
        sheet: u32,
        /// Row of the sheet, from 1.
        row: u32,
        /// Column of the sheet, from 1.
        column: u32,
    },
    /// A value in data.
    Byte {
        /// Line of the file, from 1.
        line: u32,
        /// Byte of the line, from 1.
        byte: u32,
    },
}

/// The farthest place on a page, in points: no page of a PDF is larger than 200 inches.
const FARTHEST: f64 = 20_000.0;

impl Page {
    /// Appends a page that stands in one line of this one.
    pub(crate) fn append_at(&mut self, mut other: Self, line: u32) {
        other.move_to_line(line);
        self.title = self.title.take().or(other.title);
        self.strips.extend(other.strips);
        self.elsewhere.append(other.elsewhere);
    }

    /// Puts all that stands in the page into one line of the file, whose string holds it.
    pub(crate) fn move_to_line(&mut self, line: u32) {
        let cells = self
            .title
            .iter_mut()
            .chain(self.strips.iter_mut().flat_map(|strip| &mut strip.cells));
        for cell in cells {
            cell.origin.set_line(line);
        }
    }
}

/// What stands in the file outside of all cells and is not read, one entry for each look and cause.
#[derive(Debug, Clone, Default)]
pub(crate) struct Elsewhere(Vec<Unread>);

/// What was set aside for one reason.
#[derive(Debug, Clone)]
pub(crate) struct Unread {
    /// The first run of it.
    pub(crate) first: Aside,
    /// Where that is.
    pub(crate) origin: Origin,
    /// How many runs there are.
    pub(crate) count: usize,
}

impl Elsewhere {
    /// Notes a run that is not read.
    pub(crate) fn push(&mut self, look: Look, cause: Cause, text: &str, origin: Origin) {
        let same = |unread: &&mut Unread| (unread.first.look, unread.first.cause) == (look, cause);
        if let Some(unread) = self.0.iter_mut().find(same) {
            unread.count += 1;
        } else {
            let first = Aside::new(look, cause, text);
            self.0.push(Unread {
                first,
                origin,
                count: 1,
            });
        }
    }

    /// All of it, in the order in which each was met first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Unread> {
        self.0.iter()
    }

    /// Adds what another part of the file has.
    pub(crate) fn append(&mut self, other: Self) {
        for unread in other.0 {
            let Unread {
                first,
                origin,
                count,
            } = unread;
            self.push(first.look, first.cause, &first.text, origin);
            if let Some(own) = self
                .0
                .iter_mut()
                .find(|own| (own.first.look, own.first.cause) == (first.look, first.cause))
            {
                own.count += count - 1;
            }
        }
    }
}

impl Origin {
    /// Line of the file, from 1, paragraphs of a Word file; 1 in files that have pages or sheets instead.
    #[must_use]
    pub fn line(self) -> u32 {
        match self {
            Self::Line { line } | Self::Cell { line, .. } | Self::Byte { line, .. } => line,
            Self::Page { .. } | Self::Sheet { .. } => 1,
        }
    }

    /// A place on a page from distances that may lie outside of it.
    pub(crate) fn on_page(page: u32, x: f64, y: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the range of pages"
        )]
        let points = |distance: f64| distance.clamp(0.0, FARTHEST).round() as u32;
        Self::Page {
            page,
            x: points(x),
            y: points(y),
        }
    }

    /// Sorts places of one file in reading order.
    pub(crate) fn order(self) -> (u32, u32) {
        match self {
            Self::Page { page, y, .. } => (page, y),
            Self::Sheet { sheet, row, .. } => (sheet, row),
            _ => (self.line(), 0),
        }
    }

    fn set_line(&mut self, to: u32) {
        match self {
            Self::Line { line } | Self::Cell { line, .. } | Self::Byte { line, .. } => *line = to,
            Self::Page { .. } | Self::Sheet { .. } => {}
        }
    }
}

impl Cell {
    /// Text at a place, in one row, outside of any grid.
    pub(crate) fn new(text: impl Into<Rc<str>>, origin: Origin) -> Self {
        Self {
            text: text.into(),
            origin,
            tall: false,
            continued: false,
            across: None,
            asides: Asides::default(),
            doubtful: false,
        }
    }

    pub(crate) fn line(text: impl Into<Rc<str>>, line: u32) -> Self {
        Self::new(text, Origin::Line { line })
    }

    /// Whether there is no text to be read in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether there is nothing in it, neither text nor anything that was set aside.
    pub(crate) fn is_empty(&self) -> bool {
        self.is_blank() && self.asides.is_empty()
    }
}

impl Strip {
    /// The only cell with text, if there is exactly one.
    pub(crate) fn sole(&self) -> Option<&Cell> {
        let mut filled = self
            .cells
            .iter()
            .filter(|cell| !cell.is_blank() && !cell.continued);
        filled.next().filter(|_| filled.next().is_none())
    }

    /// The texts of the strip on one line, for narratives.
    pub(crate) fn text(&self) -> String {
        self.texts().collect::<Vec<_>>().join(" | ")
    }

    /// Whether it has the texts of another strip.
    pub(crate) fn has_text_of(&self, other: &Self) -> bool {
        self.texts().eq(other.texts())
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let filled = self
            .cells
            .iter()
            .filter(|cell| !cell.is_blank() && !cell.continued);
        filled.map(|cell| &*cell.text)
    }
}
