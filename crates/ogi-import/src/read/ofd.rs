//! OFD (GB/T 33190), in which Chinese offices archive: characters, lines and shapes at their places on pages, as in PDF.

mod object;
mod params;
mod path;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::archive::Archive;
use crate::read::page_geometry::canvas::Canvas;
use crate::read::tags::{self, Piece};
use object::Painter;
use params::Params;

const KIND: &str = "OFD";
/// Pages that are read; a report has five to thirty.
const PAGES: usize = 200;
/// Lists of resources that are read; a file has one or two.
const RESOURCES: usize = 16;
/// Characters and points of paths of all pages, for each cell of the limits.
const PER_CELL: usize = 20;
/// Points of print in a millimetre, in which the file measures.
const POINTS: f64 = 72.0 / 25.4;
/// A page of A4, in millimetres.
const A4: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// Where the pages of a document are, and what stands on several of them.
#[derive(Debug, Default)]
struct Document {
    area: Option<[f64; 4]>,
    /// Pages by their place in the archive.
    pages: Vec<String>,
    /// Templates by their numbers.
    templates: Vec<(String, String)>,
    /// Lists of resources, by their places.
    resources: Vec<String>,
}

/// Reads an archive.
pub(super) fn read(archive: &mut Archive, limits: &Limits) -> Result<Page, ImportError> {
    let root = first_text(&archive.text(KIND, "OFD.xml")?, "DocRoot", limits)?;
    let root = root.map_or_else(
        || "Doc_0/Document.xml".to_owned(),
        |root| resolved("", &root),
    );
    let document = document(&archive.text(KIND, &root)?, &root, limits)?;
    let mut page = Page {
        media_type: "application/ofd",
        ..Page::default()
    };
    let mut params = Params::default();
    for name in &document.resources {
        params.add(&archive.text(KIND, name)?, limits)?;
    }
    let (mut cells, mut left) = (0, limits.cells.saturating_mul(PER_CELL));
    for (number, name) in (1u32..).zip(document.pages.iter().take(PAGES)) {
        let content = archive.text(KIND, name)?;
        let [_, _, width, height] = area_of(&content, limits)?.or(document.area).unwrap_or(A4);
        let canvas = Canvas::new(number, (width * POINTS, height * POINTS));
        let mut painter = Painter::new(canvas, &params, left);
        for template in templates(&content, &document, limits)? {
            let markup = archive.text(KIND, &template)?;
            painter.paint(&markup, limits)?;
        }
        painter.paint(&content, limits)?;
        left = painter.left;
        let strips = painter.canvas.finish()?.strips(&mut page.elsewhere);
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
            kind: "scanned OFD",
        });
    }
    Ok(page)
}

fn document(markup: &str, name: &str, limits: &Limits) -> Result<Document, ImportError> {
    let mut document = Document::default();
    let (mut in_area, mut in_resource) = (false, false);
    tags::read(markup, limits.depth, |piece| {
        match piece {
            Piece::Open(tag) if matches!(tag.name, "PublicRes" | "DocumentRes") => {
                in_resource = document.resources.len() < RESOURCES;
            }
            Piece::Text(text) if in_resource => {
                document.resources.push(resolved(name, text.trim()));
            }
            Piece::Open(tag) if tag.name == "Page" && document.pages.len() < PAGES => {
                let at = tag.get("BaseLoc").unwrap_or_default();
                document.pages.push(resolved(name, &at));
            }
            Piece::Open(tag) if tag.name == "TemplatePage" && document.templates.len() < PAGES => {
                let at = tag.get("BaseLoc").unwrap_or_default();
                let id = tag.get("ID").unwrap_or_default();
                document.templates.push((id, resolved(name, &at)));
            }
            Piece::Open(tag) => in_area = tag.name == "PhysicalBox",
            Piece::Text(text) if in_area && document.area.is_none() => {
                document.area = numbers(&text);
            }
            Piece::Close(_) => (in_area, in_resource) = (false, false),
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(document)
}

/// The area that a page gives itself.
fn area_of(content: &str, limits: &Limits) -> Result<Option<[f64; 4]>, ImportError> {
    Ok(first_text(content, "PhysicalBox", limits)?.and_then(|text| numbers(&text)))
}

/// The templates that a page stands on.
fn templates(
    content: &str,
    document: &Document,
    limits: &Limits,
) -> Result<Vec<String>, ImportError> {
    let mut names = Vec::new();
    tags::read(content, limits.depth, |piece| {
        if let Piece::Open(tag) = piece
            && tag.name == "Template"
        {
            let id = tag.get("TemplateID").unwrap_or_default();
            let found = document.templates.iter().find(|(own, _)| *own == id);
            names.extend(
                found
                    .filter(|_| names.len() < 8)
                    .map(|(_, name)| name.clone()),
            );
        }
        Ok(())
    })?;
    Ok(names)
}

/// The text of the first element of a name.
fn first_text(markup: &str, name: &str, limits: &Limits) -> Result<Option<String>, ImportError> {
    let (mut inside, mut found) = (false, None);
    tags::read(markup, limits.depth, |piece| {
        match piece {
            Piece::Open(tag) => inside = tag.name == name,
            Piece::Text(text) if inside && found.is_none() => found = Some(text.trim().to_owned()),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// The name of an entry from a reference in another.
fn resolved(from: &str, to: &str) -> String {
    let to = to.replace('\\', "/");
    let mut path: Vec<&str> = match from.rsplit_once('/') {
        Some((folder, _)) if !to.starts_with('/') => folder.split('/').collect(),
        _ => Vec::new(),
    };
    for step in to.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// As many numbers as wanted, parted by blanks.
fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map_while(|number| number.parse().ok())
        .filter(|number: &f64| number.is_finite())
        .take(N)
        .collect();
    numbers.try_into().ok()
}
