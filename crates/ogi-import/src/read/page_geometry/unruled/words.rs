//! Words: characters of a line with no room between them.

use super::super::Glyph;

/// Room between two characters that divides them, in parts of their size.
const ROOM: f64 = 0.3;
/// The same between digits, which may be two numbers.
const ROOM_OF_DIGITS: f64 = 0.25;

/// Characters of a line with no room between them.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Height that it stands on, and that of its line.
    pub(super) base: f64,
    pub(super) line: f64,
    pub(super) size: f64,
    /// Their places among the characters of the page.
    pub(super) glyphs: Vec<usize>,
}

impl Word {
    pub(super) fn overlaps(&self, (left, right): (f64, f64)) -> bool {
        self.left < right && left < self.right
    }
}

/// A line of words, from left to right.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) words: Vec<Word>,
}

/// The lines that characters make, from above.
pub(super) fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut sorted: Vec<usize> = (0..glyphs.len()).collect();
    sorted.sort_by(|a, b| glyphs[*a].base.total_cmp(&glyphs[*b].base));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for at in sorted {
        let joins = |row: &&mut Vec<usize>| {
            let (first, glyph) = (&glyphs[row[0]], &glyphs[at]);
            glyph.base - first.base <= 0.3 * glyph.size.max(first.size)
        };
        match rows.last_mut().filter(joins) {
            Some(row) => row.push(at),
            None => rows.push(vec![at]),
        }
    }
    rows.into_iter().map(|row| line(glyphs, row)).collect()
}

fn line(glyphs: &[Glyph], mut places: Vec<usize>) -> Row {
    places.sort_by(|a, b| glyphs[*a].left.total_cmp(&glyphs[*b].left));
    let base = places
        .iter()
        .map(|at| glyphs[*at].base)
        .fold(f64::NEG_INFINITY, f64::max);
    let size = places.iter().map(|at| glyphs[*at].size).fold(0.0, f64::max);
    let mut words: Vec<Word> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for at in places {
        let glyph = &glyphs[at];
        let is_double = before.is_some_and(|before| {
            before.text == glyph.text && glyph.left - before.left < 0.2 * glyph.size
        });
        let joins = before.is_some_and(|before| !is_apart(before, glyph));
        match words.last_mut().filter(|_| joins || is_double) {
            Some(word) => {
                if !is_double {
                    word.text.push_str(&glyph.text);
                    word.right = word.right.max(glyph.right);
                }
                word.glyphs.push(at);
            }
            None => words.push(Word {
                text: glyph.text.clone(),
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                line: base,
                size: glyph.size,
                glyphs: vec![at],
            }),
        }
        if !is_double {
            before = Some(glyph);
        }
    }
    Row { base, size, words }
}

fn is_apart(before: &Glyph, glyph: &Glyph) -> bool {
    let ends = before.text.ends_with(|c: char| c.is_ascii_alphanumeric());
    let begins = glyph.text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let room = if ends && begins { ROOM_OF_DIGITS } else { ROOM };
    glyph.left - before.right > room * glyph.size.min(before.size)
}
