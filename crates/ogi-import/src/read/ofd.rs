//! OFD (GB/T 33190), in which Chinese offices archive: characters, lines and shapes at their places on pages, as in PDF.

mod clip;
mod object;
mod path;
mod resources;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::archive::Archive;
use crate::read::page_geometry::canvas::Canvas;
use crate::read::tags::{self, Piece, Tag};
use object::Painter;
use resources::Resources;

const KIND: &str = "OFD";
/// Pages that are read; a report has five to thirty.
const PAGES: usize = 200;
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
    /// Pages by their numbers, with their place in the archive.
    pages: Vec<(String, String)>,
    /// Templates by their numbers.
    templates: Vec<(String, String)>,
    /// Files of resources.
    resources: Vec<String>,
    /// The list of annotations.
    annotations: Option<String>,
}

/// What is painted below what else, from the lowest to the uppermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Background,
    Body,
    Foreground,
}

impl Layer {
    fn from(tag: &Tag) -> Self {
        match tag.get("Type").or_else(|| tag.get("ZOrder")).as_deref() {
            Some("Background") => Self::Background,
            Some("Foreground") => Self::Foreground,
            _ => Self::Body,
        }
    }

    /// The layers of a page in the order in which they stand.
    fn of(markup: &str, limits: &Limits) -> Result<Vec<Self>, ImportError> {
        let mut layers = Vec::new();
        tags::read(KIND, markup, limits.depth, |piece| {
            if let Piece::Open(_, tag) = piece
                && tag.name == "Layer"
            {
                let layer = Self::from(&tag);
                // Runs of the same layer count once, so that the list stays short.
                if layers.last() != Some(&layer) && layers.len() < PAGES {
                    layers.push(layer);
                }
            }
            Ok(())
        })?;
        Ok(layers)
    }
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
    let (mut cells, mut left) = (0, limits.cells.saturating_mul(PER_CELL));
    let resources = resources(archive, &document, limits)?;
    let annotations = annotations(archive, &document, limits)?;
    for (number, (id, name)) in (1u32..).zip(document.pages.iter().take(PAGES)) {
        let content = archive.text(KIND, name)?;
        let [_, _, width, height] = area_of(&content, limits)?.or(document.area).unwrap_or(A4);
        let canvas = Canvas::new(number, (width * POINTS, height * POINTS));
        let mut painter = Painter::new(canvas, &resources, left);
        let templates = templates(&content, &document, limits)?;
        let (above, below): (Vec<_>, Vec<_>) = templates
            .into_iter()
            .partition(|(layer, _)| *layer == Layer::Foreground);
        for (_, template) in below {
            painter.paint(&archive.text(KIND, &template)?, limits)?;
        }
        painter.paint(&content, limits)?;
        for (_, template) in above {
            painter.paint(&archive.text(KIND, &template)?, limits)?;
        }
        for (_, place) in annotations.iter().filter(|(page, _)| page == id) {
            // A list may name what is not there.
            if let Ok(markup) = archive.text(KIND, place) {
                painter.paint(&markup, limits)?;
            }
        }
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
    let (mut in_area, mut inside) = (false, None);
    tags::read(KIND, markup, limits.depth, |piece| {
        match piece {
            Piece::Open(_, tag) if tag.name == "Page" && document.pages.len() < PAGES => {
                let at = tag.get("BaseLoc").unwrap_or_default();
                let id = tag.text("ID").into_owned();
                document.pages.push((id, resolved(name, &at)));
            }
            Piece::Open(_, tag)
                if tag.name == "TemplatePage" && document.templates.len() < PAGES =>
            {
                let at = tag.get("BaseLoc").unwrap_or_default();
                let id = tag.text("ID").into_owned();
                document.templates.push((id, resolved(name, &at)));
            }
            Piece::Open(_, tag) => {
                in_area = tag.name == "PhysicalBox";
                inside = match tag.name {
                    "PublicRes" | "DocumentRes" => Some(Reference::Resources),
                    "Annotations" => Some(Reference::Annotations),
                    _ => None,
                };
            }
            Piece::Text(text) if inside.is_some() => {
                let place = resolved(name, text.trim());
                match inside {
                    Some(Reference::Resources) if document.resources.len() < PAGES => {
                        document.resources.push(place);
                    }
                    Some(Reference::Annotations) => document.annotations = Some(place),
                    _ => {}
                }
            }
            Piece::Text(text) if in_area && document.area.is_none() => {
                document.area = numbers(&text);
            }
            Piece::Close(_) => (in_area, inside) = (false, None),
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(document)
}

/// What a reference in the document leads to.
enum Reference {
    Resources,
    Annotations,
}

fn resources(
    archive: &mut Archive,
    document: &Document,
    limits: &Limits,
) -> Result<Resources, ImportError> {
    let mut resources = Resources::default();
    for place in &document.resources {
        if let Ok(markup) = archive.text(KIND, place) {
            resources.add(&markup, limits)?;
        }
    }
    Ok(resources)
}

/// The files of annotations, by the number of their page.
fn annotations(
    archive: &mut Archive,
    document: &Document,
    limits: &Limits,
) -> Result<Vec<(String, String)>, ImportError> {
    let mut found = Vec::new();
    let Some(list) = &document.annotations else {
        return Ok(found);
    };
    let Ok(markup) = archive.text(KIND, list) else {
        return Ok(found);
    };
    let (mut page, mut in_place) = (None, false);
    tags::read(KIND, &markup, limits.depth, |piece| {
        match piece {
            Piece::Open(_, tag) => {
                in_place = tag.name == "FileLoc";
                if tag.name == "Page" {
                    page = tag.owned("PageID");
                }
            }
            Piece::Text(text) if in_place && found.len() < PAGES => {
                found.extend(page.clone().map(|page| (page, resolved(list, text.trim()))));
            }
            Piece::Text(_) => {}
            Piece::Close(_) => in_place = false,
        }
        Ok(())
    })?;
    Ok(found)
}

/// The area that a page gives itself.
fn area_of(content: &str, limits: &Limits) -> Result<Option<[f64; 4]>, ImportError> {
    Ok(first_text(content, "PhysicalBox", limits)?.and_then(|text| numbers(&text)))
}

/// The templates of a page, each with the layer that it is painted in.
fn templates(
    content: &str,
    document: &Document,
    limits: &Limits,
) -> Result<Vec<(Layer, String)>, ImportError> {
    let mut names = Vec::new();
    tags::read(KIND, content, limits.depth, |piece| {
        if let Piece::Open(_, tag) = piece
            && tag.name == "Template"
        {
            let id = tag.text("TemplateID");
            let found = document.templates.iter().find(|(own, _)| *own == id);
            names.extend(
                found
                    .filter(|_| names.len() < 8)
                    .map(|(_, name)| (Layer::from(&tag), name.clone())),
            );
        }
        Ok(())
    })?;
    Ok(names)
}

/// The text of the first element of a name.
fn first_text(markup: &str, name: &str, limits: &Limits) -> Result<Option<String>, ImportError> {
    let (mut inside, mut found) = (false, None);
    tags::read(KIND, markup, limits.depth, |piece| {
        match piece {
            Piece::Open(_, tag) => inside = tag.name == name,
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
