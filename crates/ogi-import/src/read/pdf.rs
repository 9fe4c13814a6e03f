//! PDF as programs print it: characters and ruled lines by their places; tables are what lines enclose, or numbers in columns.

mod cmap;
mod content;
mod font;
mod matrix;
mod path;
mod state;

use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::page_geometry::Sheet;
use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use content::{Budget, Painter};
use font::number;
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
        let sheet = Sheet {
            number,
            height,
            glyphs: drawing.glyphs,
            segments: drawing.segments,
        };
        let strips = sheet.strips(&mut page.elsewhere);
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
