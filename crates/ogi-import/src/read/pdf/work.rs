//! How many steps it takes to paint a PDF, counted before it is painted.
//!
//! The library has no bound of its own: eight forms, each of which draws the next ten times, are a hundred million
//! steps in two kilobytes. The steps of each form are counted once; a form that draws others costs what they cost.

use std::collections::{HashMap, HashSet};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::UntypedIter;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use super::layers::Layers;
use super::unpack;
use crate::error::ImportError;
use crate::limits::Limits;

/// Bytes that the drawing of one page, or one form, may unpack to.
const DRAWING: usize = 4 << 20;
/// Bytes that may be unpacked before they are counted: those of 32 KB that are packed as tightly as can be. Pages of
/// reports come to 30 KB, and to be unpacked twice takes a tenth of the time of a report.
const AT_ONCE: usize = 32 << 20;
/// Steps for each cell of the limits; a page of a report takes a thousand, and has a hundred cells.
const STEPS_PER_CELL: usize = 20;
/// Bytes that take as long as a step: to be unpacked, and to be taken apart.
const UNPACKED: usize = 64;
const DRAWN: usize = 2;
/// How deep forms may draw forms; real ones go to five.
const DEPTH: usize = 24;

/// Checks that a file can be painted within bounds, and says which pages have text in layers that are switched off.
///
/// # Errors
/// It cannot.
pub(super) fn check(
    pdf: &Pdf,
    pages: &[Page<'_>],
    layers: &Layers,
    limits: &Limits,
) -> Result<Vec<usize>, ImportError> {
    let limit = limits.cells.saturating_mul(STEPS_PER_CELL);
    let mut counter = Counter {
        limit,
        left: limit,
        layers,
        read: 0,
        forms: HashMap::new(),
        fonts: HashSet::new(),
        sizes: HashMap::new(),
        meets_unseen: false,
    };
    if pdf.data().as_ref().len() > SMALL {
        counter.all_streams(pdf, limits.bytes.saturating_mul(4))?;
    }
    let mut unseen = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let steps = counter.page(page, number)?;
        counter.spend(steps)?;
        if std::mem::take(&mut counter.meets_unseen) {
            unseen.push(number);
        }
    }
    Ok(unseen)
}

/// Files up to this size cannot unpack to more than the bound on all streams.
const SMALL: usize = 100 << 10;

/// How much more than all else pictures may unpack to: forty scanned pages have a gigabyte.
const PICTURES: usize = 8;

fn is_image(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Image")
}

/// Where a name in a drawing is looked up: the resources of a form, or those of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Home {
    Page(usize),
    Form(ObjectIdentifier),
}

struct Counter<'l> {
    limit: usize,
    /// Steps that are left.
    left: usize,
    /// Operators that were read to count steps; forms without resources are read once for each page.
    read: usize,
    /// Steps of each form; `None` while it is counted.
    forms: HashMap<(ObjectIdentifier, Option<Home>), Option<usize>>,
    fonts: HashSet<ObjectIdentifier>,
    sizes: HashMap<ObjectIdentifier, usize>,
    layers: &'l Layers,
    /// Whether text was met in a layer that is switched off.
    meets_unseen: bool,
}

impl Counter<'_> {
    /// Checks that all streams together do not unpack to more than the bound.
    fn all_streams(&mut self, pdf: &Pdf, bound: usize) -> Result<(), ImportError> {
        let (mut pictures, mut others) = (Vec::new(), Vec::new());
        for object in pdf.objects() {
            match object {
                Object::Stream(stream) if is_image(&stream) => pictures.push(stream),
                Object::Stream(stream) => others.push(stream),
                _ => {}
            }
        }
        self.together(others, bound, bound)?;
        self.together(pictures, bound.saturating_mul(PICTURES), bound)
    }

    /// Checks that some streams together, and each of them, stay within bounds. What each may unpack to at most is
    /// summed up, and of the largest ones it is found out what they do unpack to, until the sum is within the bound.
    fn together(
        &mut self,
        streams: Vec<Stream<'_>>,
        bound: usize,
        each: usize,
    ) -> Result<(), ImportError> {
        let too_much = || ImportError::Inflated {
            kind: "PDF",
            limit: each,
        };
        let mut sized: Vec<(usize, Stream<'_>)> = Vec::new();
        for stream in streams {
            sized.push((unpack::most(&stream).unwrap_or(usize::MAX), stream));
        }
        sized.sort_by_key(|(most, _)| *most);
        // What all streams up to each unpack to at most.
        let mut sums = Vec::new();
        for (most, _) in &sized {
            let before = sums.last().copied().unwrap_or(0usize);
            sums.push(before.saturating_add(*most));
        }
        let mut left = bound;
        for ((most, stream), sum) in sized.iter().zip(sums).rev() {
            if *most <= each && sum <= left {
                return Ok(());
            }
            let size = unpack::size(stream, left.min(each)).ok_or_else(too_much)?;
            left = left.checked_sub(size).ok_or_else(too_much)?;
            self.sizes.insert(stream.obj_id(), size);
        }
        Ok(())
    }

    fn spend(&mut self, steps: usize) -> Result<(), ImportError> {
        self.left = self
            .left
            .checked_sub(steps)
            .ok_or_else(|| self.overdrawn())?;
        Ok(())
    }

    fn overdrawn(&self) -> ImportError {
        ImportError::Overdrawn {
            kind: "PDF",
            limit: self.limit,
        }
    }

    fn page(&mut self, page: &Page<'_>, number: usize) -> Result<usize, ImportError> {
        if let Some(parts) = page.raw().get::<Array<'_>>(b"Contents") {
            self.fits(&parts.iter::<Stream<'_>>().collect::<Vec<_>>())?;
        } else if let Some(whole) = page.raw().get::<Stream<'_>>(b"Contents") {
            self.fits(&[whole])?;
        }
        let content = page.page_stream().unwrap_or_default();
        if content.len() > DRAWING {
            return Err(inflated());
        }
        let home = Home::Page(number);
        let mut steps = self.drawing(content, page.resources(), home, DEPTH)?;
        let annotations = page.raw().get::<Array<'_>>(b"Annots");
        for annotation in annotations.iter().flat_map(Array::iter::<Dict<'_>>) {
            steps = steps.saturating_add(1);
            let Some(looks) = annotation.get::<Dict<'_>>(b"AP") else {
                continue;
            };
            let forms: Vec<Stream<'_>> = match looks.get::<Object<'_>>(b"N") {
                Some(Object::Stream(form)) => vec![form],
                Some(Object::Dict(states)) => states
                    .entries()
                    .filter_map(|(name, _)| states.get::<Stream<'_>>(name))
                    .collect(),
                _ => Vec::new(),
            };
            for form in forms {
                let own = self.form(&form, page.resources(), home, DEPTH)?;
                steps = steps.saturating_add(own);
            }
        }
        Ok(steps)
    }

    /// Checks that the parts of a drawing can be unpacked: they are small enough for it whatever they hold, or it has
    /// been found out what they unpack to.
    fn fits(&mut self, parts: &[Stream<'_>]) -> Result<(), ImportError> {
        let most = |part| unpack::most(part).unwrap_or(usize::MAX);
        let together = parts.iter().map(most).fold(0, usize::saturating_add);
        if together <= AT_ONCE {
            return Ok(());
        }
        let mut left = DRAWING;
        for part in parts {
            let id = part.obj_id();
            let size = match self.sizes.get(&id) {
                Some(known) => *known,
                None => unpack::size(part, left).ok_or_else(inflated)?,
            };
            self.sizes.insert(id, size);
            left = left.checked_sub(size).ok_or_else(inflated)?;
        }
        Ok(())
    }

    /// Steps of a form.
    fn form(
        &mut self,
        form: &Stream<'_>,
        around: &Resources<'_>,
        home: Home,
        depth: usize,
    ) -> Result<usize, ImportError> {
        let depth = depth.checked_sub(1).ok_or_else(|| self.overdrawn())?;
        let own = form
            .dict()
            .get::<Dict<'_>>(b"Resources")
            .map(Resources::new);
        let id = form.obj_id();
        // Names mean the same in all places only where the form has resources of its own.
        let key = (id, own.is_none().then_some(home));
        match self.forms.get(&key) {
            Some(Some(steps)) => return Ok(*steps),
            Some(None) => return Err(self.overdrawn()),
            None => {}
        }
        self.forms.insert(key, None);
        self.fits(std::slice::from_ref(form))?;
        let content = form.decoded_data().unwrap_or_default();
        if content.len() > DRAWING {
            return Err(inflated());
        }
        let (resources, home) = match &own {
            Some(own) => (own, Home::Form(id)),
            None => (around, home),
        };
        let drawn = self.drawing(&content, resources, home, depth)?;
        let unpacked = content.len() / UNPACKED;
        let steps = drawn.saturating_add(unpacked).saturating_add(1);
        self.forms.insert(key, Some(steps));
        Ok(steps)
    }

    /// Steps of a drawing.
    fn drawing(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        home: Home,
        depth: usize,
    ) -> Result<usize, ImportError> {
        let mut steps = content.len() / DRAWN;
        let pictures = memchr::memmem::find_iter(content, b"EI").count();
        if memchr::memmem::find(content, b"BI").is_some() {
            // Each end of a picture within a drawing is looked for in all that follows.
            steps = steps.saturating_add(pictures.saturating_mul(content.len()) / (4 << 10));
        }
        if steps > self.left {
            return Err(self.overdrawn());
        }
        let mut operations = UntypedIter::new(content);
        let mut open = Vec::new();
        let mut fonts: HashSet<Vec<u8>> = HashSet::new();
        while let Some(operation) = operations.next() {
            self.read += 1;
            steps = steps.saturating_add(1);

            let mut operands = operation.operands();
            let is_off = open.last().copied().unwrap_or(false);
            let own = match &**operation.operator {
                b"BDC" => {
                    open.push(is_off || self.layers.begins_off(operands, resources));
                    0
                }
                b"BMC" => {
                    open.push(is_off);
                    0
                }
                b"EMC" => {
                    open.pop();
                    0
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    self.meets_unseen |= is_off;
                    0
                }
                b"Do" => match operands.next() {
                    Some(Object::Name(name)) => match resources.get_x_object(name) {
                        Some(object) => {
                            self.meets_unseen |= self.layers.hides(&object, is_off);
                            if self.layers.is_drawn_for_paper(&object) {
                                return Err(ImportError::Unsupported {
                                    kind: "PDF with drawings for paper only",
                                });
                            }
                            self.object(&object, resources, home, depth)?
                        }
                        None => 0,
                    },
                    _ => 0,
                },
                b"Tf" => match operands.next() {
                    // To look a font up in long resources takes longer than all else; the library does it once, too.
                    Some(Object::Name(name)) if !fonts.contains(&name[..]) => {
                        fonts.insert(name.to_vec());
                        resources.get_font(name).map_or(0, |font| self.font(&font))
                    }
                    _ => 0,
                },
                b"gs" => match operands.next() {
                    Some(Object::Name(name)) => self.mask(resources.get_ext_g_state(name)),
                    _ => 0,
                },
                b"scn" | b"SCN" => match operands.last() {
                    Some(Object::Name(name)) => self.pattern(resources.get_pattern(name)),
                    _ => 0,
                },
                b"sh" => match operands.next() {
                    Some(Object::Name(name)) => self.pattern(resources.get_shading(name)),
                    _ => 0,
                },
                _ => 0,
            };
            steps = steps.saturating_add(own);
            if steps > self.left || self.read > self.limit {
                return Err(self.overdrawn());
            }
        }
        Ok(steps)
    }

    fn object(
        &mut self,
        object: &Stream<'_>,
        resources: &Resources<'_>,
        home: Home,
        depth: usize,
    ) -> Result<usize, ImportError> {
        if is_image(object) {
            return Ok(4);
        }
        self.form(object, resources, home, depth)
    }

    /// Steps of a font: its parts are unpacked when it is first used.
    fn font(&mut self, font: &Dict<'_>) -> usize {
        if let Some(id) = font.obj_id()
            && !self.fonts.insert(id)
        {
            return 1;
        }
        let descendants = font.get::<Array<'_>>(b"DescendantFonts");
        let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let mut steps = 16;
        for part in [Some(font.clone()), descendant].into_iter().flatten() {
            steps += self.parts(&part, &[b"ToUnicode", b"CIDToGIDMap", b"Encoding"]);
            if let Some(file) = part.get::<Dict<'_>>(b"FontDescriptor") {
                steps += self.parts(&file, &[b"FontFile", b"FontFile2", b"FontFile3"]);
            }
        }
        steps
    }

    /// Steps to unpack the streams in some entries.
    fn parts(&mut self, dictionary: &Dict<'_>, keys: &[&[u8]]) -> usize {
        let streams = keys
            .iter()
            .filter_map(|key| dictionary.get::<Stream<'_>>(key));
        let sizes: Vec<usize> = streams.map(|stream| self.packed(&stream)).collect();
        sizes.into_iter().fold(0, usize::saturating_add)
    }

    /// Steps to unpack a stream, which has been found to stay within the bound on all.
    fn packed(&mut self, stream: &Stream<'_>) -> usize {
        let id = stream.obj_id();
        let size = self
            .sizes
            .entry(id)
            .or_insert_with(|| unpack::size(stream, DRAWING * 8).unwrap_or(usize::MAX));
        *size / UNPACKED
    }

    fn mask(&mut self, state: Option<Dict<'_>>) -> usize {
        let mask = state.and_then(|state| state.get::<Dict<'_>>(b"SMask"));
        let form = mask.and_then(|mask| mask.get::<Stream<'_>>(b"G"));
        form.map_or(0, |form| 1 + self.packed(&form))
    }

    /// Steps to make a pattern or a shading ready; it is not painted.
    fn pattern(&mut self, pattern: Option<Object<'_>>) -> usize {
        const FEW: usize = 16;
        match pattern {
            Some(Object::Stream(stream)) => FEW + self.packed(&stream),
            Some(Object::Dict(dictionary)) => {
                FEW + self.parts(&dictionary, &[b"Shading", b"Function"])
            }
            _ => 1,
        }
    }
}

fn inflated() -> ImportError {
    ImportError::Inflated {
        kind: "PDF",
        limit: DRAWING,
    }
}
