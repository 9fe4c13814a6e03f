//! PDF as programs print it: painted by a library onto a canvas, of which we read what a person would see.

mod annotations;
mod codes;
mod device;
mod layers;
mod place;
mod shapes;
mod unpack;
mod work;

use std::panic::catch_unwind;

use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use super::page_geometry::Sheet;
use super::page_geometry::canvas::Canvas;
use crate::error::ImportError;
use crate::grid::seen::{Cause, Look};
use crate::grid::{Origin, Page};
use crate::limits::Limits;
use codes::Codes;
use device::Painter;
use layers::Layers;

/// Pages that are read; a report has five to thirty.
const PAGES: usize = 200;
/// Bytes at the end of a file in which its last lines must stand; some programs and servers append to files.
const END: usize = 4096;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    // The library is young, and of the fonts, maps and colours in hostile files it takes apart more than we can check
    // before; should it panic, the file is broken, not the program that reads it.
    catch_unwind(|| read_file(bytes, limits))
        .unwrap_or_else(|_| Err(broken("it cannot be painted")))
}

fn read_file(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    if is_cut(bytes) {
        return Err(ImportError::Broken {
            kind: "cut PDF",
            why: "its end is missing".to_owned(),
        });
    }
    let bound = limits.bytes.saturating_mul(4);
    if !unpack::objects_fit(bytes, bound) {
        return Err(ImportError::Inflated {
            kind: "PDF",
            limit: bound,
        });
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(refusal)?;
    let pages = pdf.pages();
    let pages = &pages[..pages.len().min(PAGES)];
    let layers = Layers::of(&pdf);
    let unseen = work::check(&pdf, pages, &layers, limits)?;
    let codes = Codes::new(&pdf);
    let file = OfFile {
        cache: &InterpreterCache::new(),
        codes: &codes,
        layers: &layers,
    };
    let mut page = Page {
        media_type: "application/pdf",
        ..Page::default()
    };
    let mut cells = 0;
    for (number, of_file) in (1u32..).zip(pages) {
        let sheet = painted(of_file, number, file)?;
        let strips = sheet.strips(&mut page.elsewhere);
        cells += strips.iter().map(|strip| strip.cells.len()).sum::<usize>();
        if cells > limits.cells {
            return Err(ImportError::TooManyCells {
                limit: limits.cells,
            });
        }
        page.strips.extend(strips);
    }
    for number in unseen {
        let number = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
        let origin = Origin::on_page(number, 0.0, 0.0);
        page.elsewhere
            .push(Look::Hidden, Cause::Container, "", origin);
    }
    if page.strips.is_empty() {
        return Err(ImportError::Unsupported {
            kind: "scanned PDF",
        });
    }
    Ok(page)
}

/// What the pages of a file share.
#[derive(Clone, Copy)]
struct OfFile<'c, 'a> {
    cache: &'c InterpreterCache<'a>,
    codes: &'c Codes<'c>,
    layers: &'c Layers,
}

/// What a page looks like.
fn painted<'a>(
    page: &PdfPage<'a>,
    number: u32,
    file: OfFile<'_, 'a>,
) -> Result<Sheet, ImportError> {
    let (width, height) = page.render_dimensions();
    let size = (f64::from(width), f64::from(height));
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let shown = Shown {
        number,
        size,
        upright,
    };
    let mut painter = shown.paint(page, file);
    if let Some(turned) = shown.turned(painter.directions) {
        painter = turned.paint(page, file);
    }
    painter.canvas.finish()
}

/// A page as it is looked at.
struct Shown {
    number: u32,
    size: (f64, f64),
    upright: Affine,
}

impl Shown {
    fn paint<'a, 'c>(&self, page: &PdfPage<'a>, file: OfFile<'c, 'a>) -> Painter<'c> {
        let canvas = Canvas::new(self.number, self.size);
        let mut painter = Painter::new(canvas, file.codes, file.layers);
        let area = Rect::new(0.0, 0.0, self.size.0, self.size.1);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(self.upright, area, file.cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut painter);
        annotations::draw(page, self.upright, &mut painter);
        painter
    }

    /// The page as one turns it to read it: a wide table is printed sideways on a tall page, and all text with it.
    fn turned(&self, directions: [usize; 4]) -> Option<Self> {
        let most = (1..4).max_by_key(|way| directions[*way])?;
        let others: usize = directions.iter().sum::<usize>() - directions[most];
        if directions[most] < FEWEST_TURNED || directions[most] < TURNED * others {
            return None;
        }
        let (width, height) = self.size;
        let (turn, size) = match most {
            1 => ([0.0, -1.0, 1.0, 0.0, 0.0, width], (height, width)),
            2 => ([-1.0, 0.0, 0.0, -1.0, width, height], (width, height)),
            _ => ([0.0, 1.0, -1.0, 0.0, height, 0.0], (height, width)),
        };
        Some(Self {
            number: self.number,
            size,
            upright: Affine::new(turn) * self.upright,
        })
    }
}

/// Characters that a page has at least, and how many times as many as others must run in one direction, for it to be
/// turned: a watermark is a few words, a page number one.
const FEWEST_TURNED: usize = 40;
const TURNED: usize = 4;

/// Why a file cannot be opened.
fn refusal(error: LoadPdfError) -> ImportError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ImportError::Unsupported {
            kind: "PDF with a password",
        },
        LoadPdfError::Decryption(_) => ImportError::Unsupported {
            kind: "encrypted PDF",
        },
        LoadPdfError::Invalid => broken("no page can be found in it"),
    }
}

fn broken(why: &str) -> ImportError {
    ImportError::Broken {
        kind: "PDF",
        why: why.to_owned(),
    }
}

/// Whether the end of a file is missing: a PDF ends with the place of its table of objects.
fn is_cut(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(END)..];
    let has = |mark: &[u8]| end.windows(mark.len()).any(|window| window == mark);
    !has(b"%%EOF") && !has(b"startxref")
}
