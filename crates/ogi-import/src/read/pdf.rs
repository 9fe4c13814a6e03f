//! PDF as programs print it: characters and ruled lines by their places; tables are what lines enclose, or numbers in columns.

mod cmap;
mod content;
mod font;
mod lines;
mod matrix;
mod numbers;
mod path;
mod ruling;
mod state;
mod unruled;

use lopdf::{Document, LoadOptions, Object, ObjectId};

use crate::error::ImportError;
use crate::find::table::is_page_mark;
use crate::grid::{Cell, Origin, Page, Ruling, Strip};
use crate::limits::Limits;
use content::{Budget, Drawing, Glyph, Painter};
use font::number;
use lines::Line;
use matrix::Matrix;

/// Pages that are read; a report has five to thirty.
const PAGES: usize = 200;
/// Operations, characters and lines of all pages, for each cell of the limits.
const OPERATIONS_PER_CELL: usize = 20;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let broken = |error: lopdf::Error| ImportError::Broken {
        kind: "PDF",
        why: error.to_string(),
    };
    let options = LoadOptions {
        max_decompressed_size: Some(limits.bytes),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(broken)?;
    if document.is_encrypted() {
        return Err(ImportError::Unsupported {
            kind: "encrypted PDF",
        });
    }
    let budget = Budget {
        left: limits.cells.saturating_mul(OPERATIONS_PER_CELL),
        limit: limits.cells,
    };
    let mut painter = Painter::new(&document, budget);
    let mut page = Page {
        media_type: "application/pdf",
        ..Page::default()
    };
    let mut cells = 0;
    for (number, id) in (1u32..).zip(document.page_iter().take(PAGES)) {
        let (matrix, height) = upright(&document, id);
        let drawing = painter.page(id, matrix)?;
        let strips = strips(drawing, number, height);
        cells += strips.iter().map(|strip| strip.cells.len()).sum::<usize>();
        if cells > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        page.strips.extend(strips);
    }
    if page.strips.is_empty() {
        return Err(ImportError::Unsupported {
            kind: "scanned PDF",
        });
    }
    Ok(page)
}

/// The map from the plane of a page to points from its left and upper edge as it is shown, and its height.
fn upright(document: &Document, id: ObjectId) -> (Matrix, f64) {
    let inherited = |key: &[u8]| {
        let mut node = document.get_dictionary(id).ok()?;
        for _ in 0..32 {
            if let Ok(found) = node.get_deref(key, document) {
                return Some(found);
            }
            node = node
                .get_deref(b"Parent", document)
                .and_then(Object::as_dict)
                .ok()?;
        }
        None
    };
    let media = inherited(b"MediaBox").and_then(|media| media.as_array().ok());
    let numbers: Vec<f64> = media.into_iter().flatten().filter_map(number).collect();
    let [x0, y0, x1, y1] = numbers.try_into().unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let (left, bottom, width, height) = (x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
    let turned = inherited(b"Rotate")
        .and_then(|turned| turned.as_i64().ok())
        .unwrap_or(0)
        .rem_euclid(360);
    let place = Matrix::shift(-left, -bottom);
    let turn = match turned {
        90 => Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
        180 => Matrix([-1.0, 0.0, 0.0, 1.0, width, 0.0]),
        270 => Matrix([0.0, -1.0, -1.0, 0.0, height, width]),
        _ => Matrix([1.0, 0.0, 0.0, -1.0, 0.0, height]),
    };
    (
        place.then(turn),
        if turned % 180 == 90 { width } else { height },
    )
}

/// The lines and the rows of a page, from above.
fn strips(drawing: Drawing, page: u32, height: f64) -> Vec<Strip> {
    let grids = ruling::grids(&drawing.segments);
    let mut in_grids: Vec<Vec<(usize, Glyph)>> = grids.iter().map(|_| Vec::new()).collect();
    let mut free: Vec<Glyph> = Vec::new();
    for glyph in drawing.glyphs {
        let at = grids
            .iter()
            .enumerate()
            .find_map(|(index, grid)| Some((index, grid.cell(&glyph)?)));
        match at {
            Some((index, cell)) => in_grids[index].push((cell, glyph)),
            None => free.push(glyph),
        }
    }
    for (grid, glyphs) in grids.iter().zip(&mut in_grids) {
        numbers::keep_whole(glyphs, |glyph| grid.cell(glyph));
    }
    let is_mark = |line: &Line| {
        let at_edge = line.base < height * 0.09 || line.base > height * 0.91;
        let only_digits =
            line.text.chars().count() <= 3 && line.text.chars().all(|c| c.is_ascii_digit());
        at_edge && (only_digits || is_page_mark(&line.text))
    };
    let marks: Vec<Line> = lines::of(&free).into_iter().filter(is_mark).collect();
    free.retain(|glyph| !marks.iter().any(|mark| mark.holds(glyph)));
    let tables = unruled::tables(&free, page);
    let mut taken = tables
        .iter()
        .flat_map(|table| &table.glyphs)
        .copied()
        .collect::<Vec<_>>();
    taken.sort_unstable();
    let left_over = |(at, _): &(usize, Glyph)| taken.binary_search(at).is_err();
    let free: Vec<Glyph> = free
        .into_iter()
        .enumerate()
        .filter(left_over)
        .map(|(_, glyph)| glyph)
        .collect();
    let lines: Vec<Line> = lines::of(&free);
    let ruled = grids
        .iter()
        .zip(in_grids)
        .filter(|(_, glyphs)| !glyphs.is_empty());
    let mut parts: Vec<(f64, Vec<Strip>)> = ruled
        .map(|(grid, glyphs)| (grid.top(), grid.strips(glyphs, page)))
        .collect();
    parts.extend(tables.into_iter().map(|table| (table.top, table.strips)));
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut strips = Vec::new();
    let mut rest = lines::paragraphs(lines).into_iter().peekable();
    for (top, table) in parts {
        while let Some(line) = rest.next_if(|line| line.base <= top) {
            strips.push(plain(&line, page));
        }
        strips.extend(table);
    }
    strips.extend(rest.map(|line| plain(&line, page)));
    strips
}

fn plain(line: &Line, page: u32) -> Strip {
    let origin = Origin::on_page(page, line.left, line.base - line.size);
    let cell = Cell {
        origin,
        ..Cell::line(line.text.trim(), 1)
    };
    Strip {
        cells: vec![cell],
        ruling: Ruling::Plain,
    }
}
