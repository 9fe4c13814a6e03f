//! Texts and sheets of `OpenDocument` (ISO/IEC 26300), as `LibreOffice` and others save them, in an archive or in one file.

mod styles;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::archive::Archive;
use crate::read::effects::Effect;
use crate::read::html;
use crate::read::markup::{Look, Markup};
use crate::read::tags::{self, Piece, Tag};
use styles::{CELL, Styles};

const KIND: &str = "OpenDocument";
/// The beginning of the media types of all its kinds.
const MEDIA: &str = "application/vnd.oasis.opendocument";
/// Rows that are the same and written once: a sheet ends in a million blank ones.
const ROWS: usize = 1_000;
/// Shapes whose text stands apart from that around them.
const FLOATS: [&str; 6] = [
    "custom-shape",
    "text-box",
    "rect",
    "ellipse",
    "circle",
    "caption",
];
/// Blanks that a tag stands for.
const BLANKS: usize = 100;

/// Whether an archive holds a document of this kind.
pub(super) fn is_odf(archive: &mut Archive) -> bool {
    let media = archive.text(KIND, "mimetype").unwrap_or_default();
    media.starts_with(MEDIA) || (archive.has("content.xml") && archive.has("META-INF/manifest.xml"))
}

/// Whether a text is such a document in one file.
pub(super) fn is_flat(text: &str) -> bool {
    let begin: String = text.chars().take(2_000).collect();
    begin.contains("<office:document ") || begin.contains("<office:document\n")
}

/// Reads an archive.
pub(super) fn read(archive: &mut Archive, limits: &Limits) -> Result<Page, ImportError> {
    if archive
        .text(KIND, "META-INF/manifest.xml")?
        .contains("encryption-data")
    {
        return Err(ImportError::Unsupported {
            kind: "encrypted OpenDocument",
        });
    }
    let media = archive.text(KIND, "mimetype")?;
    if media.contains("presentation") || media.contains("graphics") || media.contains("chart") {
        return Err(ImportError::Unsupported {
            kind: "OpenDocument drawing",
        });
    }
    let mut styles = Styles::default();
    styles.add(&archive.text(KIND, "styles.xml")?, limits.depth)?;
    let content = archive.text(KIND, "content.xml")?;
    let mut page = read_content(&content, styles, limits)?;
    page.media_type = if media.contains("spreadsheet") {
        "application/vnd.oasis.opendocument.spreadsheet"
    } else {
        "application/vnd.oasis.opendocument.text"
    };
    Ok(page)
}

/// Reads a document in one file.
pub(super) fn read_flat(text: &str, limits: &Limits) -> Result<Page, ImportError> {
    let mut page = read_content(text, Styles::default(), limits)?;
    page.media_type = "application/vnd.oasis.opendocument.text";
    Ok(page)
}

fn read_content(content: &str, mut styles: Styles, limits: &Limits) -> Result<Page, ImportError> {
    styles.add(content, limits.depth)?;
    let mut reader = Reader {
        styles,
        limits,
        markup: Markup::new(KIND, limits.bytes),
        looks: Vec::new(),
        in_body: false,
        skipped: 0,
        cells: 0,
        cell_depth: 0,
        blank: 0,
        width: 0,
        defaults: Vec::new(),
        row: Row::default(),
    };
    tags::read(KIND, content, limits.depth, |piece| match piece {
        Piece::Open(_, tag) => reader.open(&tag),
        Piece::Close(name) => reader.close(name),
        Piece::Text(text) => reader.text(&text),
    })?;
    html::read(&reader.markup.take(), limits)
}

/// The row that is being written.
#[derive(Debug, Default)]
struct Row {
    /// How many rows there are like it.
    times: usize,
    /// How many cells there are like the one that is being written, and the grid columns and rows that it takes.
    cell_times: usize,
    spans: (usize, usize),
    back: Option<u32>,
    /// What was written before the row and before the cell.
    before: String,
    before_cell: String,
    /// Grid columns so far.
    columns: usize,
    /// Whether it has a cell with content.
    filled: bool,
    /// The style of its cells that name none.
    default: Option<String>,
}

struct Reader<'a> {
    styles: Styles,
    limits: &'a Limits,
    markup: Markup,
    /// The look of text in each element that is open within the body.
    looks: Vec<Look>,
    in_body: bool,
    /// Elements that are open since one whose content is not shown on the page.
    skipped: usize,
    cells: usize,
    /// How many cells are open.
    cell_depth: usize,
    /// Cells without content at the end of the row so far: a sheet writes them up to its last column.
    blank: usize,
    /// Grid columns of the table so far that have content.
    width: usize,
    /// For runs of columns of the table, where each ends and the style of cells in it that name none.
    defaults: Vec<(usize, Option<String>)>,
    row: Row,
}

/// Elements whose content is no text of the page: what revisions delete, comments, and the text of notes.
fn is_apart(tag: &Tag) -> bool {
    match tag.name {
        "tracked-changes"
        | "annotation"
        | "annotation-end"
        | "note-body"
        | "ruby-text"
        | "forms"
        | "shapes"
        | "sequence-decls"
        | "calculation-settings"
        | "content-validations"
        | "named-expressions"
        | "database-ranges"
        | "desc"
        | "title"
        | "object"
        | "covered-table-cell" => true,
        "hidden-text" => !tag.says("is-hidden", "false"),
        "hidden-paragraph" => is_hidden(tag),
        _ => false,
    }
}

fn is_hidden(tag: &Tag) -> bool {
    tag.says("display", "none") || tag.says("is-hidden", "true")
}

impl Reader<'_> {
    fn look(&self) -> Look {
        self.looks.last().copied().unwrap_or_default()
    }

    fn open(&mut self, tag: &Tag) -> Result<(), ImportError> {
        if !self.in_body {
            self.in_body = tag.name == "body";
            return Ok(());
        }
        if self.skipped == 0 && self.cell_depth == 0 && tag.name == "covered-table-cell" {
            let times = tag.times("number-columns-repeated");
            self.row.columns = self.row.columns.saturating_add(times);
        }
        if self.skipped > 0 || is_apart(tag) {
            self.skipped += 1;
            return Ok(());
        }
        let look = self.styled(tag);
        self.looks.push(look);
        match tag.name {
            // A table within a cell is lines of that cell.
            "table" | "table-row" | "table-column" if self.cell_depth > 0 => {
                self.markup.tag("<br>");
            }
            "table" => {
                self.width = 0;
                self.defaults.clear();
                let name = tag.get("style-name");
                let is_hidden = name.is_some_and(|name| self.styles.hides_table(&name));
                self.markup.tag(if is_hidden {
                    "<table hidden>"
                } else {
                    "<table>"
                });
            }
            "section" => self.markup.tag(if is_hidden(tag) {
                "<div hidden>"
            } else {
                "<div>"
            }),
            "table-column" => self.column(tag),
            "table-row" => self.begin_row(tag)?,
            "table-cell" => self.begin_cell(tag, look),
            "p" | "h" if self.cell_depth == 0 => self.markup.tag("<p>"),
            "s" => self
                .markup
                .text(&" ".repeat(tag.times("c").min(BLANKS)), look)?,
            "tab" => self.markup.text("\t", look)?,
            "line-break" => self.markup.tag("<br>"),
            name if FLOATS.contains(&name) => self.markup.tag("<br>"),
            "image" | "object-ole" | "control" => self.markup.tag("<img>"),
            _ => {}
        }
        Ok(())
    }

    /// The look of text within an element.
    fn styled(&self, tag: &Tag) -> Look {
        let look = self.look();
        let name = tag.owned("style-name");
        match tag.name {
            "p" | "h" => self.styles.look("paragraph", name.as_deref(), look),
            "span" => match &name {
                Some(name) => self.styles.look("text", Some(name), look),
                None => look,
            },
            "table-cell" => {
                let name = name.or_else(|| self.default_style());
                let look = self.styles.look(CELL, name.as_deref(), look);
                let value = tag.get("value");
                match name {
                    Some(name) => self.styles.judged(&name, value.as_deref(), look),
                    None => look,
                }
            }
            "note-citation" => Look {
                effects: look.effects.with(Effect::Raised, true),
                ..look
            },
            _ => look,
        }
    }

    /// The style of a cell that names none: its row's, else its column's.
    fn default_style(&self) -> Option<String> {
        let at = self
            .defaults
            .partition_point(|(end, _)| *end <= self.row.columns);
        let of_column = self.defaults.get(at).and_then(|(_, style)| style.clone());
        self.row.default.clone().or(of_column)
    }

    fn column(&mut self, tag: &Tag) {
        let times = tag
            .times("number-columns-repeated")
            .min(self.limits.columns);
        let is_shown = !(tag.says("visibility", "collapse") || tag.says("visibility", "filter"));
        let style = if is_shown {
            ""
        } else {
            " style=\"visibility:collapse\""
        };
        let begins = self.defaults.last().map_or(0, |(end, _)| *end);
        if self.defaults.len() < self.limits.columns {
            let default = tag.owned("default-cell-style-name");
            self.defaults.push((begins + times, default));
        }
        self.markup.tag(&format!("<col span={times}{style}>"));
    }

    fn begin_row(&mut self, tag: &Tag) -> Result<(), ImportError> {
        let is_shown = !(tag.says("visibility", "collapse") || tag.says("visibility", "filter"));
        self.blank = 0;
        self.row = Row {
            times: tag.times("number-rows-repeated").min(ROWS),
            before: self.markup.take(),
            default: tag.owned("default-cell-style-name"),
            ..Row::default()
        };
        self.markup
            .tag(if is_shown { "<tr>" } else { "<tr hidden>" });
        self.count(1)
    }

    fn blanks(&mut self, count: usize) {
        for _ in 0..count {
            self.markup.tag("<td></td>");
        }
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        let begins = self.row.columns.saturating_sub(self.blank);
        let blank = self.blank.min(self.width.saturating_sub(begins));
        self.blanks(blank);
        self.count(blank)?;
        let row = self.markup.take();
        let before = std::mem::take(&mut self.row.before);
        self.markup.resume(before);
        // Blank rows hold no place that matters more than once.
        let times = if self.row.filled { self.row.times } else { 1 };
        for _ in 0..times.max(1) {
            self.markup.append(&row)?;
            self.markup.tag("</tr>\n");
        }
        self.count(times)
    }

    fn begin_cell(&mut self, tag: &Tag, look: Look) {
        self.cell_depth += 1;
        if self.cell_depth > 1 {
            self.markup.tag("<br>");
            return;
        }
        self.row.cell_times = tag.times("number-columns-repeated");
        self.row.spans = (
            tag.times("number-columns-spanned"),
            tag.times("number-rows-spanned"),
        );
        self.row.back = look.back;
        self.row.before_cell = self.markup.take();
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        self.cell_depth = self.cell_depth.saturating_sub(1);
        if self.cell_depth > 0 {
            return Ok(());
        }
        let content = self.markup.take();
        let before = std::mem::take(&mut self.row.before_cell);
        self.markup.resume(before);
        let times = self.row.cell_times.max(1);
        if content.is_empty() && self.row.spans == (1, 1) {
            self.blank = self.blank.saturating_add(times);
            self.row.columns = self.row.columns.saturating_add(times);
            return Ok(());
        }
        self.row.filled = true;
        let blank = std::mem::take(&mut self.blank);
        let (columns, rows) = self.row.spans;
        self.row.columns = self.row.columns.saturating_add(times);
        let end = self.row.columns.saturating_add(columns).saturating_sub(1);
        self.width = self.width.max(end);
        if end > self.limits.columns {
            return Err(ImportError::TooManyColumns {
                limit: self.limits.columns,
                line: 1,
            });
        }
        self.blanks(blank);
        for _ in 0..times {
            self.markup
                .cell(columns, rows.min(self.limits.cells), self.row.back);
            self.markup.append(&content)?;
            self.markup.tag("</td>");
        }
        self.count(blank + times)
    }

    fn count(&mut self, cells: usize) -> Result<(), ImportError> {
        self.cells = self.cells.saturating_add(cells);
        if self.cells > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ImportError> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        if !self.in_body {
            return Ok(());
        }
        if name == "body" {
            self.in_body = false;
            return Ok(());
        }
        self.looks.pop();
        match name {
            "table" | "table-row" if self.cell_depth > 0 => {}
            "table" => self.markup.tag("</table>\n"),
            "section" => self.markup.tag("</div>\n"),
            "table-row" => return self.end_row(),
            "table-cell" => return self.end_cell(),
            "p" | "h" if self.cell_depth == 0 => self.markup.tag("</p>\n"),
            "p" | "h" => self.markup.tag("<br>"),
            name if FLOATS.contains(&name) => self.markup.tag("<br>"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ImportError> {
        // What stands between elements, such as line breaks for people who read the markup, is no text.
        if !self.in_body || self.skipped > 0 || (text.trim().is_empty() && text.contains('\n')) {
            return Ok(());
        }
        self.markup.text(text, self.look())
    }
}
